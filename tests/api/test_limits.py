"""Limits and deadlines: E1, E4, E5, K1, L1, L7, and what the logs say."""
import glob
import json
import os
import select
import socket
import subprocess
import time
import unittest

from biwoco import (API, HOST, LOG_DIR, OWNER_DB, PORT, RUN_DIR, WEB_DB,
                    Client, call, children, counts, one, programs, read, sql,
                    start)
from fcgi import Program, environment, frames, read_reply
from problems import check_problem

SUPER_DB = OWNER_DB.replace("biwoco_owner@", "postgres@")
START = b'{"scenario_type":"saas"}'


class Rates(unittest.TestCase):
    """5 percent: 3 starts a minute for an address, 3 posts for a visitor."""

    @classmethod
    def setUpClass(cls):
        cls.nodes = [Program("api", processes=2, rate_percent=5)
                     for _ in range(2)]

    @classmethod
    def tearDownClass(cls):
        for node in cls.nodes:
            node.stop()

    def test_E1_the_same_limit_on_all_processes_and_nodes(self):
        replies = [self.nodes[i % 2](
            "POST", API + "/conversations/start", START, peer="192.0.2.10")
            for i in range(8)]
        self.assertEqual([r.status for r in replies], [201] * 3 + [429] * 5)
        for reply in replies[3:]:
            check_problem(self, reply, 429)
            self.assertGreaterEqual(int(reply.headers["retry-after"]), 1)

    def test_E1_each_visitor_has_a_bucket_whatever_the_address(self):
        talk, other = start(), start()

        def post(t, i):
            return self.nodes[i % 2](
                "POST", t.path + "/messages", b'{"content":"hi"}',
                peer=f"198.51.100.{i}",
                Authorization="Bearer " + t.token).status

        before = len(talk.messages())
        statuses = [post(talk, i) for i in range(6)]
        self.assertEqual(statuses, [200] * 3 + [429] * 3)
        self.assertEqual(len(talk.messages()), before + 6)
        self.assertEqual(post(other, 100), 200)

    def test_E1_rotating_tokens_do_not_help_an_address(self):
        statuses = [self.nodes[0](
            "GET", API + "/conversations", peer="192.0.2.20",
            Authorization=f"Bearer token-{i}").status for i in range(160)]
        self.assertEqual(statuses.count(200), 150)  # 5 % of 3,000
        self.assertEqual(set(statuses[150:]), {429})

    def test_E1_all_buckets_are_one_statement_on_one_table(self):
        self.nodes[0]("GET", API + "/scenarios", peer="192.0.2.30")
        keys = [r[0] for r in sql("select key from rate_bucket")]
        self.assertTrue(keys)
        for key in keys:
            self.assertRegex(key, r"^[a-z]+:[at]:[0-9a-f]{24}$")

    def test_ratelimit_headers_count_down(self):
        left = []
        for _ in range(3):
            reply = self.nodes[0]("POST", API + "/conversations/start",
                                  START, peer="192.0.2.40")
            self.assertEqual(reply.headers["ratelimit-policy"],
                             '"start";q=3;w=60')
            left.append(reply.headers["ratelimit"])
        self.assertEqual(left, ['"start";r=2', '"start";r=1',
                                '"start";r=0'])

    def test_a_bucket_fills_again(self):
        def get(path="/conversations/start"):
            return self.nodes[0]("POST", API + path, START,
                                 peer="192.0.2.50").status

        self.assertEqual([get() for _ in range(4)], [201] * 3 + [429])
        sql("update rate_bucket set refilled_at = refilled_at - "
            "interval '21 s'")
        self.assertEqual([get() for _ in range(2)], [201, 429])

    def test_E3_starting_has_a_lower_limit_than_reading(self):
        document = call("GET", API + "/openapi.json").json()["paths"]
        limits = {p: [o["x-rate-limit"] for o in methods.values()][0]
                  for p, methods in document.items()}
        self.assertEqual(limits[API + "/conversations/start"],
                         "60 a minute for each address")
        self.assertIn("3000 for each address", limits[API + "/scenarios"])

    def test_the_smallest_share_still_lets_somebody_in(self):
        program = Program("api", rate_percent=1)
        try:
            self.assertEqual([program(
                "POST", API + "/conversations/start", START,
                peer="192.0.2.60").status for _ in range(2)], [201, 429])
            sql("update rate_bucket set refilled_at = refilled_at - "
                "interval '61 s'")
            self.assertEqual(program(
                "POST", API + "/conversations/start", START,
                peer="192.0.2.60").status, 201)
        finally:
            program.stop()


class Deadlines(unittest.TestCase):
    def test_E5_a_locked_row_ends_in_503_in_time(self):
        talk = start()
        before = counts()
        holder = subprocess.Popen(
            ["psql", "-qAtX", "-d", OWNER_DB, "-c", "begin",
             "-c", "select 'held' from conversation where public_id = "
             f"'{talk.id}' for update", "-c", "select pg_sleep(30)"],
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        try:
            self.assertEqual(holder.stdout.readline(), b"held\n")
            began = time.monotonic()
            reply = talk.say("hello")
            took = time.monotonic() - began
            check_problem(self, reply, 503)
            self.assertGreaterEqual(int(reply.headers["retry-after"]), 1)
            self.assertLess(took, 10)
            self.assertEqual(call("GET", talk.path, token=talk.token).status,
                             200)
        finally:
            holder.kill()
            holder.wait()
            holder.stdout.close()
        sql("select pg_terminate_backend(pid) from pg_stat_activity where "
            "query like 'select pg_sleep%' and pid <> pg_backend_pid()",
            SUPER_DB)
        self.assertEqual(counts(), before)
        self.assertEqual(talk.say("hello").status, 200)

    def test_E5_a_slow_statement_ends_in_503_in_time(self):
        talk = start()
        sql("create function slow_test() returns trigger language plpgsql "
            "as $$ begin perform pg_sleep(30); return new; end $$; "
            "create trigger slow_test before insert on survey for each row "
            "execute function slow_test()")
        try:
            began = time.monotonic()
            reply = talk.call("PUT", "/survey", {"rating": 3})
            took = time.monotonic() - began
        finally:
            sql("drop function slow_test() cascade")
        check_problem(self, reply, 503)
        self.assertLess(took, 10)
        self.assertIsNone(talk.call("GET", "/survey").json()["rating"])

    def test_E5_each_session_has_its_time_outs(self):
        """Asked of a session by a view that only it can fill."""
        talk = start()
        sql("create table seen_test as select ''::text as name, "
            "''::text as value limit 0; grant insert on seen_test to "
            "biwoco_web; "
            "create function seen_test() returns trigger language plpgsql "
            "as $$ begin insert into seen_test select name, setting from "
            "pg_settings where name in ('statement_timeout', "
            "'lock_timeout', 'idle_in_transaction_session_timeout', "
            "'synchronous_commit'); return new; end $$; "
            "create trigger seen_test before insert on survey for each row "
            "execute function seen_test()")
        try:
            talk.call("PUT", "/survey", {"rating": 3})
            seen = dict(sql("select name, value from seen_test"))
        finally:
            sql("drop function seen_test() cascade; drop table seen_test")
        self.assertIn(int(seen["statement_timeout"]), range(1, 10001))
        self.assertIn(int(seen["lock_timeout"]), range(1, 10001))
        self.assertEqual(seen["synchronous_commit"], "on")

    def test_L1_the_first_host_that_can_write_is_taken(self):
        program = Program(
            "api", database_url="postgresql://biwoco_web@/biwoco?host="
            f"/nonexistent,{RUN_DIR}&target_session_attrs=read-write")
        try:
            self.assertEqual(program("GET", API + "/scenarios").status, 200)
        finally:
            program.stop()

    def test_L5_no_database_at_all_is_503_with_retry_after(self):
        program = Program(
            "api", database_url="postgresql://biwoco_web@/biwoco?host="
            "/nonexistent")
        try:
            began = time.monotonic()
            reply = program("GET", API + "/scenarios")
            self.assertLess(time.monotonic() - began, 5)
            check_problem(self, reply, 503)
            self.assertGreaterEqual(int(reply.headers["retry-after"]), 1)
            self.assertEqual(program("GET", API + "/health").status, 200)
        finally:
            program.stop()


class Rights(unittest.TestCase):
    def refused(self, statement):
        with self.assertRaisesRegex(RuntimeError, "permission denied|must "
                                    "be (owner|superuser)"):
            sql(statement, WEB_DB)
            self.fail(f"done: {statement}")

    def test_L7_the_web_role_owns_alters_and_drops_nothing(self):
        self.assertEqual("biwoco_web", sql("select current_user",
                                           WEB_DB)[0][0])
        for statement in (
                "drop table message", "alter table message add x int",
                "truncate message", "create table x (y int)",
                "create schema x", "create index on message (role)",
                "create function x() returns int language sql as 'select 1'",
                "comment on table message is 'x'",
                "create role x", "alter role biwoco_web superuser",
                "set role biwoco_owner",
                "copy message to program 'id'", "copy message to '/tmp/x'",
                "select pg_read_file('/etc/passwd')",
                "insert into schema_migration select * from "
                "schema_migration"):
            self.refused(statement)
        for what in ("tables", "views", "matviews"):
            kind = what[:-1] if what != "matviews" else "matview"
            self.assertEqual("0", one(
                f"select count(*) from pg_{what} where {kind}owner = "
                "'biwoco_web'"))
        self.assertEqual("f f f f", one(
            "select concat_ws(' ', rolsuper, rolcreaterole, rolcreatedb, "
            "rolbypassrls) from pg_roles where rolname = 'biwoco_web'"))

    def test_L7_audit_takes_rows_and_gives_none(self):
        for statement in ("select * from audit", "delete from audit",
                          "update audit set actor = 'x'", "truncate audit",
                          "drop table audit"):
            self.refused(statement)
        sql("insert into audit (site_id, actor, action) values "
            "(1, 'test', 'test')", WEB_DB)

    def test_L7_the_programs_use_it(self):
        call("GET", API + "/scenarios")
        users = {r[0] for r in sql(
            "select usename from pg_stat_activity where application_name "
            "in ('api', 'portal', 'events')", SUPER_DB)}
        self.assertEqual(users, {"biwoco_web"})


class Waiting(unittest.TestCase):
    def test_E4_200_readers_cost_no_worker_and_no_connection(self):
        def connections():
            return int(sql("select count(*) from pg_stat_activity where "
                           "datname = 'biwoco'", SUPER_DB)[0][0])

        talks = [start() for _ in range(40)]
        before = connections()
        readers = []
        try:
            for i in range(200):
                s = socket.create_connection((HOST, PORT), timeout=10)
                t = talks[i % 40]
                s.sendall(f"GET {t.path}/events?after=0&wait=20 HTTP/1.1\r\n"
                          f"Host: x\r\nAuthorization: Bearer {t.token}\r\n"
                          "\r\n".encode())
                readers.append(s)
            time.sleep(0.5)
            events = programs("events")
            self.assertEqual(len(events), 1)
            self.assertEqual(len(os.listdir(f"/proc/{events[0]}/task")), 1)
            self.assertEqual(children(events[0]), [])
            self.assertLessEqual(connections(), before + 1)
            for _ in range(20):
                began = time.monotonic()
                self.assertEqual(call("GET", API + "/scenarios").status, 200)
                self.assertLess(time.monotonic() - began, 1)
            talks[7].say("hello")
            for i in range(7, 200, 40):
                self.assertIn(b'"role":"USER"', readers[i].recv(65536))
        finally:
            for s in readers:
                s.close()

    def test_E4_a_sixth_reader_of_a_visitor_releases_the_oldest(self):
        program = Program("events", rate_percent=100)
        talk = start()
        request = frames(environment(
            "GET", talk.path + "/events?after=0&wait=30",
            {"Authorization": "Bearer " + talk.token}))
        readers = []
        try:
            for _ in range(5):
                readers.append(program.connect())
                readers[-1].sendall(request)
            self.assertEqual(select.select(readers, [], [], 0.5)[0], [])
            readers.append(program.connect())
            readers[-1].sendall(request)
            ready = select.select(readers, [], [], 5)[0]
            self.assertEqual(len(ready), 1)
            self.assertIn(b'"events":[]', read_reply(ready[0]))
        finally:
            for s in readers:
                s.close()
            program.stop()

    def test_K4_a_missed_notification_is_made_good(self):
        """Written without NOTIFY: the sweep finds it within 2 s or so."""
        talk = start()
        s = socket.create_connection((HOST, PORT), timeout=10)
        s.sendall(f"GET {talk.path}/events?after=0&wait=20 HTTP/1.1\r\n"
                  f"Host: x\r\nAuthorization: Bearer {talk.token}\r\n"
                  "\r\n".encode())
        time.sleep(0.3)
        sql("with c as (update conversation set last_seq = last_seq + 1 "
            f"where public_id = '{talk.id}' returning site_id, id, last_seq)"
            "insert into event (site_id, conversation_id, seq, kind, data) "
            "select site_id, id, last_seq, 'status', '{\"status\":\"bot\"}' "
            "from c")
        began = time.monotonic()
        self.assertIn(b'"status"', s.recv(65536))
        self.assertLess(time.monotonic() - began, 3)
        s.close()


class Logs(unittest.TestCase):
    def test_D7_each_log_line_is_one_json_object(self):
        """And I6: no token and no text in it."""
        talk = start()
        secret = "a very private text 4711"
        talk.say(secret)
        client = Client()
        for odd in ("/%C3%A9%0a%22}", "/a%22b%5cc", "/%E2%80%A8x"):
            client("GET", odd, User_Agent="x\"}",
                   X_Request_Id="a\"b{}cdefgh")
        call("GET", talk.page)
        call("GET", talk.path + "?" + secret.replace(" ", "+"))
        time.sleep(0.2)
        n = 0
        for path in glob.glob(LOG_DIR + "/serve.log*") + \
                glob.glob(LOG_DIR + "/own-*.log"):
            for line in read(path).splitlines():
                self.assertLess(len(line), 4096)
                if not line.startswith("{"):
                    continue
                entry = json.loads(line)
                self.assertRegex(entry["ts"], r"Z$")
                n += 1
                for never in (secret, talk.token, talk.page):
                    self.assertNotIn(never, line)
        self.assertGreater(n, 5)

    def test_I6_no_log_of_anything_holds_a_token(self):
        talk = start()
        talk.say("the text of a message 0815")
        call("GET", talk.page)
        talk.call("GET", "/none")
        time.sleep(0.2)
        for path in glob.glob(LOG_DIR + "/**/*", recursive=True):
            if os.path.isfile(path):
                text = read(path)
                for never in (talk.token, talk.page, "message 0815"):
                    self.assertNotIn(never, text, path)


if __name__ == "__main__":
    unittest.main()
