"""The long poll: waits, wakes, misses nothing, and nobody stalls it."""
import os
import re
import signal
import socket
import subprocess
import threading
import time
import unittest

from biwoco import (API, NO_SUCH, OWNER_DB, RUN_DIR, WEB_DB, Client, call,
                    kill, one, pg_ctl, programs, sql, start, wait_for)
from fcgi import (BEGIN, PARAMS, STDIN, Program, environment, frames, pairs,
                  read_reply, record)
from problems import check_problem, check_safe

ADMIN_DB = OWNER_DB.replace("biwoco_owner", "postgres")


class Poll(threading.Thread):
    """One long poll in the background; its reply and how long it took."""

    def __init__(self, ask):
        super().__init__(daemon=True)
        self.ask = ask
        self.reply = self.error = self.seconds = None
        self.start()

    def run(self):
        began = time.monotonic()
        try:
            self.reply = self.ask()
        except OSError as e:
            self.error = e
        self.seconds = time.monotonic() - began

    def done(self, seconds=30):
        self.join(seconds)
        assert not self.is_alive(), "the poll does not come back"
        return self.reply


def events(talk, after, wait, method="GET", **headers):
    return talk.call(method, f"/events?after={after}&wait={wait}", **headers)


def waiting():
    return call("GET", "/readyz").json().get("waiting")


def parked(talk, after, wait=20):
    """A poll that waits for certain."""
    before = waiting()
    poll = Poll(lambda: events(talk, after, wait))
    wait_for(lambda: waiting() > before)
    return poll


def seqs(reply):
    return [e["seq"] for e in reply.json()["events"]]


def contents(reply):
    return [e["message"]["content"] for e in reply.json()["events"]
            if e["type"] == "message"]


def store_quietly(talk, text):
    """A message whose notification was lost."""
    return int(one(
        "with c as (update conversation set last_seq = last_seq + 1 "
        f"where public_id = '{talk.id}' returning id, last_seq), "
        "m as (insert into message (site_id, public_id, conversation_id, "
        "seq, role, content) select 1, gen_random_uuid(), id, last_seq, "
        f"'AGENT', '{text}' from c returning id, seq, conversation_id) "
        "insert into event (site_id, conversation_id, seq, kind, "
        "message_id) select 1, conversation_id, seq, 'message', id from m "
        "returning seq"))


class Answer(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.talk = start()
        cls.talk.say("Hello")
        cls.last = cls.talk.messages()[-1]["seq"]

    def test_what_is_there_comes_at_once(self):
        began = time.monotonic()
        reply = events(self.talk, 0, 20)
        self.assertLess(time.monotonic() - began, 2)
        self.assertEqual(reply.status, 200, reply)
        self.assertEqual(seqs(reply), list(range(1, self.last + 1)))
        self.assertEqual(reply.json()["next"], self.last)
        self.assertEqual(reply.type, "application/json")
        self.assertEqual(reply.headers["cache-control"], "no-store")
        check_safe(self, reply)

    def test_after_cuts_what_was_seen(self):
        self.assertEqual(seqs(events(self.talk, 1, 5)),
                         list(range(2, self.last + 1)))

    def test_nothing_new_waits_then_is_empty(self):
        began = time.monotonic()
        reply = events(self.talk, self.last, 1)
        self.assertGreaterEqual(time.monotonic() - began, 0.9)
        self.assertEqual(reply.json(), {"events": [], "next": self.last})

    def test_wait_0_never_waits(self):
        began = time.monotonic()
        reply = events(self.talk, self.last, 0)
        self.assertLess(time.monotonic() - began, 1)
        self.assertEqual(reply.json()["events"], [])

    def test_after_beyond_the_last_waits_too(self):
        reply = events(self.talk, 999999, 1)
        self.assertEqual(reply.json(), {"events": [], "next": 999999})

    def test_head_has_the_headers_alone(self):
        reply = events(self.talk, 0, 0, method="HEAD")
        self.assertEqual(reply.status, 200)
        self.assertEqual(reply.body, b"")
        self.assertGreater(int(reply.headers["content-length"]), 10)

    def test_the_request_id_comes_back(self):
        reply = events(self.talk, 0, 0, X_Request_Id="my-own-id-4711")
        self.assertEqual(reply.headers["x-request-id"], "my-own-id-4711")

    def test_the_cookie_identifies_as_well(self):
        reply = call("GET", self.talk.path + "/events?wait=0",
                     Cookie="a=b; biwoco=" + self.talk.token)
        self.assertEqual(reply.status, 200, reply)


class Refusal(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.talk = start()

    def test_wrong_numbers_are_named(self):
        for query, field in (("after=-1", "after"), ("after=x", "after"),
                             ("after=1.5", "after"), ("wait=-1", "wait"),
                             ("after=99999999999999999999", "after"),
                             ("wait=%201", "wait"), ("what=1", "what")):
            with self.subTest(query):
                reply = self.talk.call("GET", "/events?" + query)
                document = check_problem(self, reply, 422)
                self.assertEqual([e["field"] for e in document["errors"]],
                                 [field])

    def test_a_long_wait_is_taken_as_the_longest(self):
        self.talk.say("Hello")
        self.assertEqual(events(self.talk, 0, 600).status, 200)

    def test_without_a_token_401(self):
        reply = call("GET", self.talk.path + "/events")
        check_problem(self, reply, 401)
        self.assertEqual(reply.headers["www-authenticate"], "Bearer")

    def test_anothers_and_none_are_told_alike(self):
        other = start()
        replies = [call("GET", f"{API}/conversations/{i}/events?wait=0",
                        token=t)
                   for i, t in ((self.talk.id, other.token),
                                (NO_SUCH, other.token),
                                (self.talk.id, "wrong" * 9))]
        documents = [check_problem(self, r, 404) for r in replies]
        for d in documents:
            del d["request_id"], d["instance"]
        self.assertEqual(documents[0], documents[1])
        self.assertEqual(documents[0], documents[2])

    def test_no_other_method(self):
        reply = self.talk.call("POST", "/events", {})
        check_problem(self, reply, 405)
        self.assertIn("GET", reply.headers["allow"])


class Delivery(unittest.TestCase):
    def test_a_message_arrives_within_a_second(self):
        talk = start()
        poll = parked(talk, 0)
        began = time.monotonic()
        talk.say("Where is my order?")
        reply = poll.done()
        self.assertLess(time.monotonic() - began, 1)
        self.assertEqual(contents(reply)[0], "Where is my order?")

    def test_all_readers_of_a_conversation_hear_of_it(self):
        talk = start()
        talk.say("One")
        last = talk.messages()[-1]["seq"]
        polls = [parked(talk, after) for after in (last, last, last)]
        talk.say("Two")
        for poll in polls:
            self.assertEqual(contents(poll.done())[0], "Two")

    def test_a_lost_notification_costs_two_seconds(self):  # K4
        talk = start()
        poll = parked(talk, 0)
        seq = store_quietly(talk, "quiet")
        began = time.monotonic()
        reply = poll.done()
        self.assertLess(time.monotonic() - began, 2.5)
        self.assertEqual(seqs(reply), [seq])

    def test_more_than_one_answer_holds_come_in_order(self):
        talk = start()
        sql("with c as (update conversation set last_seq = 120 where "
            f"public_id = '{talk.id}' returning id) insert into event "
            "(site_id, conversation_id, seq, kind) select 1, id, g, 'typing'"
            " from c, generate_series(1, 120) g")
        seen, after = [], 0
        while after < 120:
            reply = events(talk, after, 5)
            self.assertTrue(seqs(reply))
            seen += seqs(reply)
            after = reply.json()["next"]
        self.assertEqual(seen, list(range(1, 121)))


class Failure(unittest.TestCase):
    """K4: whatever dies, a reader that comes back misses nothing."""

    def read_all(self, talk, after, until):
        client, seen = Client(), []
        while until not in seen:
            try:
                reply = client("GET", f"{talk.path}/events?after={after}"
                               "&wait=5", token=talk.token)
            except OSError:
                time.sleep(0.05)
                continue
            if reply.status != 200:
                self.assertIn(reply.status, (500, 502, 503, 504), reply)
                time.sleep(0.05)
                continue
            self.assertEqual(
                seqs(reply), list(range(after + 1, after + 1 +
                                        len(seqs(reply)))))
            seen += contents(reply)
            after = reply.json()["next"]
        client.close()
        return seen

    def test_the_program_killed_while_they_wait(self):
        talks = [start() for _ in range(8)]
        polls = [Poll(lambda t=t: self.read_all(t, 0, "after"))
                 for t in talks]
        wait_for(lambda: waiting() >= len(talks))
        kill(programs("events")[0], signal.SIGKILL)
        for t in talks:
            store_quietly(t, "while it is away")
        wait_for(lambda: call("GET", "/healthz").status == 200)
        for t in talks:
            t.say("after")
        for poll in polls:
            self.assertEqual(poll.done()[:2], ["while it is away", "after"])

    def test_the_database_restarted_while_they_wait(self):
        talk = start()
        poll = parked(talk, 0, 40)
        pg_ctl("stop", "-m", "fast")
        try:
            reply = wait_for(lambda: (lambda r: r.status == 503 and r)(
                call("GET", "/readyz")))
            self.assertEqual(reply.json()["status"], "not ready")
            self.assertEqual(call("GET", "/healthz").status, 200)
            self.assertTrue(poll.is_alive())
        finally:
            pg_ctl("start")
        wait_for(lambda: call("GET", "/readyz").status == 200)
        self.assertTrue(poll.is_alive(), "it waited through the restart")
        wait_for(lambda: talk.say("back").status == 200)
        self.assertEqual(contents(poll.done())[0], "back")

    def test_a_poll_that_comes_while_the_database_is_away(self):
        talk = start()
        talk.say("before")
        pg_ctl("stop", "-m", "fast")
        try:
            wait_for(lambda: call("GET", "/readyz").status == 503)
            poll = Poll(lambda: events(talk, 0, 40))
            reply = events(talk, 0, 0)
            check_problem(self, reply, 503)
            self.assertIn("retry-after", reply.headers)
        finally:
            pg_ctl("start")
        self.assertEqual(contents(poll.done())[0], "before")


class Health(unittest.TestCase):
    def test_alive(self):
        reply = call("GET", "/healthz")
        self.assertEqual((reply.status, reply.json()),
                         (200, {"status": "alive"}))
        check_safe(self, reply)

    def test_ready_tells_each_check_with_its_age(self):
        reply = wait_for(lambda: (lambda r: r.status == 200 and r)(
            call("GET", "/readyz")))
        checks = {c["name"]: c for c in reply.json()["checks"]}
        self.assertEqual(set(checks), {"database", "schema", "answers"})
        for check in checks.values():
            self.assertLess(check["age_ms"], 15000)
        self.assertEqual(checks["schema"]["version"],
                         checks["schema"]["known"])

    def test_strangers_get_no_details(self):  # J3
        program = Program("events")
        try:
            reply = wait_for(lambda: (lambda r: r.status == 200 and r)(
                program("GET", "/readyz", peer="192.0.2.7")))
        finally:
            program.stop()
        self.assertEqual(reply.json(), {"status": "ready"})


class Own(unittest.TestCase):
    """A program with settings of its own, spoken to directly."""

    settings = {"rate_percent": 100}

    def setUp(self):
        self.program = Program("events", **self.settings)
        self.addCleanup(self.program.stop)
        wait_for(lambda: self.program("GET", "/readyz").status == 200)

    def ask(self, talk, after, wait, **headers):
        return self.program(
            "GET", f"{talk.path}/events?after={after}&wait={wait}",
            Authorization="Bearer " + talk.token, **headers)

    def waiting(self):
        return self.program("GET", "/readyz").json()["waiting"]

    def park(self, talk, after=0, wait=30):
        before = self.waiting()
        poll = Poll(lambda: self.ask(talk, after, wait))
        wait_for(lambda: self.waiting() != before or not poll.is_alive())
        return poll


class Limits(Own):
    def test_a_sixth_poll_releases_the_oldest(self):  # E4
        talk = start()
        polls = [self.park(talk) for _ in range(5)]
        self.assertTrue(all(p.is_alive() for p in polls))
        polls.append(Poll(lambda: self.ask(talk, 0, 30)))
        reply = polls[0].done(5)
        self.assertEqual((reply.status, reply.json()),
                         (200, {"events": [], "next": 0}))
        self.assertTrue(all(p.is_alive() for p in polls[1:]))
        self.assertEqual(self.waiting(), 5)

    def test_another_visitor_is_not_released(self):
        mine, theirs = start(), start()
        poll = self.park(theirs)
        for _ in range(7):
            self.park(mine) if self.waiting() < 6 else \
                Poll(lambda: self.ask(mine, 0, 30))
        time.sleep(0)
        self.assertTrue(poll.is_alive())

    def test_who_never_waits_is_slowed(self):
        talk, other = start(), start()
        replies = [self.ask(talk, 0, 0) for _ in range(120)]
        refused = [r for r in replies if r.status != 200]
        self.assertTrue(refused)
        check_problem(self, refused[0], 429)
        self.assertIn("retry-after", refused[0].headers)
        self.assertGreaterEqual(len(replies) - len(refused), 50)
        self.assertEqual(self.ask(other, 0, 0).status, 200)


class Full(Own):
    settings = {"rate_percent": 100, "events_max": 2}

    def test_a_full_node_asks_to_come_back(self):
        talks = [start() for _ in range(3)]
        polls = [self.park(t) for t in talks[:2]]
        reply = self.ask(talks[2], 7, 30)
        self.assertEqual(reply.status, 200, reply)
        self.assertEqual(reply.json(), {"events": [], "next": 7,
                                        "mode": "short", "next_ms": 3000})
        self.assertTrue(all(p.is_alive() for p in polls))


class Stop(Own):
    def test_sigterm_answers_all_and_ends_with_0(self):  # K7
        talks = [start() for _ in range(20)]
        polls = [self.park(t) for t in talks]
        process = self.program.processes[0]
        process.send_signal(signal.SIGTERM)
        began = time.monotonic()
        for poll in polls:
            reply = poll.done(5)
            self.assertEqual((reply.status, reply.json()["events"]),
                             (200, []))
        self.assertLess(time.monotonic() - began, 1)
        self.assertEqual(process.wait(5), 0)


class Slow(Own):
    """Peers that drip, stop or leave: the others do not notice."""

    def connect(self):
        s = self.program.connect()
        self.addCleanup(s.close)
        return s

    def test_half_sent_requests_stall_nobody_and_are_closed(self):
        talk = start()
        path = f"{talk.path}/events?after=0&wait=30"
        whole = frames(environment("GET", path, {
            "Authorization": "Bearer " + talk.token}))
        peers = [self.connect() for _ in range(60)]
        for i, s in enumerate(peers):
            s.sendall(whole[:i])
        began = time.monotonic()
        for step in range(30):
            for i, s in enumerate(peers):
                s.sendall(whole[i + step:i + step + 1])
            self.assertEqual(self.program("GET", "/healthz").status, 200)
        self.assertLess(time.monotonic() - began, 3)
        for s in peers:  # 5 s after they came
            s.settimeout(8)
            self.assertEqual(s.recv(100), b"")
        self.assertLess(time.monotonic() - began, 8)

    def test_a_request_in_single_bytes_is_served(self):
        s = self.connect()
        for byte in frames(environment("GET", "/healthz", {})):
            s.sendall(bytes([byte]))
        self.assertIn(b'"alive"', read_reply(s))

    def test_who_leaves_is_forgotten(self):
        talk = start()
        s = self.connect()
        s.sendall(frames(environment(
            "GET", f"{talk.path}/events?wait=30",
            {"Authorization": "Bearer " + talk.token})))
        wait_for(lambda: self.waiting() == 1)
        s.shutdown(socket.SHUT_WR)
        wait_for(lambda: self.waiting() == 0)

    def test_an_abort_is_taken(self):
        talk = start()
        s = self.connect()
        s.sendall(frames(environment(
            "GET", f"{talk.path}/events?wait=30",
            {"Authorization": "Bearer " + talk.token})))
        wait_for(lambda: self.waiting() == 1)
        s.sendall(record(2, b""))
        wait_for(lambda: self.waiting() == 0)

    def test_garbage_closes_that_peer_alone(self):
        for garbage in (b"GET / HTTP/1.1\r\n\r\n", b"\xff" * 70000,
                        b"\0" * 16, os.urandom(4096)):
            s = self.connect()
            try:
                s.sendall(garbage)
                self.assertEqual(s.recv(100), b"")
            except ConnectionError:
                pass
        self.assertEqual(self.program("GET", "/healthz").status, 200)

    def test_too_many_parameters_are_refused(self):  # A2
        for params in ([("X%d" % i, "y") for i in range(300)],
                       [("LONG", "y" * 40000)]):
            check_problem(self, self.program.send(
                environment("GET", "/healthz", {}) + params), 413)

    def test_a_body_shorter_than_told_is_refused(self):  # A3
        for length in ("5", "x", "-1", "99999999999999999999"):
            reply = self.program.send(
                environment("GET", "/healthz", {"Content-Length": length}),
                b"four")
            self.assertIn(reply.status, (400, 413), length)

    def test_another_request_on_the_connection_is_refused(self):
        s = self.connect()
        s.sendall(record(BEGIN, b"\0\1\0\0\0\0\0\0") +
                  record(BEGIN, b"\0\1\0\0\0\0\0\0", 2))
        refusal = s.recv(16)
        self.assertEqual(refusal, bytes([1, 3, 0, 2, 0, 8, 0, 0,
                                         0, 0, 0, 0, 1, 0, 0, 0]))
        s.sendall(record(PARAMS, pairs(environment("GET", "/healthz", {})))
                  + record(PARAMS, b"") + record(STDIN, b""))
        self.assertIn(b'"alive"', read_reply(s))


# Every lock of the session that holds NOTIFY's (an exclusive one on the
# class pg_database, object 0, see PreCommit_Notify), looked at for 3 s; and
# what was notified meanwhile, which psql prints by itself.
WATCH = """
set client_min_messages = warning;
listen biwoco_event;
create temp table seen (own boolean);
do $$
declare
	until timestamptz := clock_timestamp() + interval '3 s';
begin
	while clock_timestamp() < until loop
		perform pg_sleep(0.002);
		insert into seen
		select exists (select from pg_locks t
			where t.pid = n.pid and t.locktype = 'relation'
			and t.relation in ('message'::regclass,
			'conversation'::regclass, 'event'::regclass))
		from pg_locks n
		where n.locktype = 'object' and n.classid = 1262
		and n.objid = 0 and n.granted;
	end loop;
end $$;
select 'together ' || count(*) from seen where own;
"""


class Notify(unittest.TestCase):
    """NOTIFY in a transaction of its own: with the message's it would hold
    one lock of the whole cluster while that is written to disk."""

    @classmethod
    def setUpClass(cls):
        # So slow that whoever holds what at a commit can be seen.
        sql("alter role biwoco_web set commit_delay = 50000", ADMIN_DB)
        sql("alter role biwoco_web set commit_siblings = 0", ADMIN_DB)
        cls.addClassCleanup(
            sql, "alter role biwoco_web reset all", ADMIN_DB)

    def watch(self, work):
        """How often both locks were held, and the payloads."""
        poll = Poll(watch_locks)
        while poll.is_alive():
            work()
        self.assertIsNone(poll.error)
        together = int(re.search(r"together (\d+)", poll.reply).group(1))
        return together, re.findall(r'payload "([^"]*)"', poll.reply)

    def test_the_lock_of_notify_meets_no_lock_of_a_message(self):
        talk = start()
        program = Program("api", rate_percent=0)
        self.addCleanup(program.stop)
        together, payloads = self.watch(lambda: program(
            "POST", talk.path + "/messages", b'{"content":"Hello"}',
            Authorization="Bearer " + talk.token))
        self.assertEqual(together, 0)
        number = one("select id from conversation where public_id = "
                     f"'{talk.id}'")
        self.assertTrue(payloads)
        for payload in payloads:
            self.assertRegex(payload, rf"^1:{number}:\d+$")

    def test_the_watch_sees_the_mistake(self):
        talk = start()
        together, _ = self.watch(lambda: sql(
            "begin; update conversation set updated_at = now() "
            f"where public_id = '{talk.id}'; notify biwoco_event; commit",
            WEB_DB))
        self.assertGreater(together, 0)


def watch_locks():
    done = subprocess.run(
        ["psql", "-qAtX", "-v", "ON_ERROR_STOP=1", "-d", ADMIN_DB],
        input=WATCH.encode(), stdout=subprocess.PIPE, check=True, timeout=60)
    return done.stdout.decode()


if __name__ == "__main__":
    unittest.main()
