"""Starting, reading, changing, listing and erasing conversations."""
import hashlib
import re
import unittest

from biwoco import (API, NO_SUCH, Client, call, count, counts, one, sql,
                    start)
from problems import check_problem

UUID = r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"
TIME = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3,6}Z"


class Start(unittest.TestCase):
    def test_start_gives_classic_json(self):
        reply = call("POST", API + "/conversations/start", {
            "scenario_type": "ecommerce", "user_id": "u-1",
            "title": "About a hub", "name": "Ada",
            "email": "ada@example.com"})
        self.assertEqual(reply.status, 201, reply)
        self.assertEqual(reply.type, "application/json")
        c = reply.json()
        self.assertRegex(c["id"], f"^{UUID}$")
        self.assertEqual(c["scenario_type"], "ECOMMERCE")
        self.assertEqual(c["scenario"], "ecommerce")
        self.assertEqual(c["user_id"], "u-1")
        self.assertEqual(c["title"], "About a hub")
        self.assertEqual(c["status"], "ACTIVE")
        self.assertEqual(c["state"], "bot")
        self.assertEqual(c["language"], "en")
        self.assertEqual(c["last_seq"], 0)
        self.assertRegex(c["created_at"], f"^{TIME}$")
        self.assertRegex(c["updated_at"], f"^{TIME}$")
        self.assertGreaterEqual(len(c["token"]), 43)
        self.assertRegex(c["chat_path"], r"^/chat/[\w-]{43,}$")
        self.assertEqual(reply.headers["location"],
                         f"{API}/conversations/{c['id']}")

    def test_B1_only_hashes_of_tokens_are_stored(self):
        talk = start()
        page = talk.page.rsplit("/", 1)[1]
        self.assertNotEqual(page, talk.token)
        rows = sql("select encode(t.hash, 'hex') from visitor_token t "
                   "join conversation c on c.site_id = t.site_id and "
                   "c.visitor_id = t.visitor_id where c.public_id = "
                   f"'{talk.id}'")
        wanted = {hashlib.sha256(t.encode()).hexdigest()
                  for t in (talk.token, page)}
        self.assertEqual({r[0] for r in rows}, wanted)

    def test_B1_no_column_of_any_table_holds_a_token(self):
        talk = start()
        talk.say("hello")
        page = talk.page.rsplit("/", 1)[1]
        for schema, table in sql(
                "select table_schema, table_name from "
                "information_schema.tables where table_schema in "
                "('public', 'demo') and table_type = 'BASE TABLE'"):
            for secret in (talk.token, page):
                self.assertEqual("0", one(
                    f"select count(*) from {schema}.{table} x where "
                    f"x::text like '%{secret}%'"), table)

    def test_tokens_differ_and_are_256_bits(self):
        tokens = {start().token for _ in range(5)}
        self.assertEqual(len(tokens), 5)
        for token in tokens:
            self.assertRegex(token, r"^[A-Za-z0-9_-]{43}$")

    def test_with_a_token_the_conversation_joins_the_others(self):
        first = start()
        second = start("saas", token=first.token)
        self.assertEqual(second.token, first.token)
        ids = [c["id"] for c in call(
            "GET", API + "/conversations", token=first.token).json()]
        self.assertEqual(ids, [second.id, first.id])

    def test_an_unknown_token_makes_a_new_visitor(self):
        talk = start(token="nobody-holds-this-token")
        self.assertNotEqual(talk.token, "nobody-holds-this-token")
        self.assertEqual(talk.call("GET").status, 200)

    def test_a_page_address_does_not_start_for_its_visitor(self):
        talk = start()
        other = start(token=talk.page.rsplit("/", 1)[1])
        self.assertEqual(len(call("GET", API + "/conversations",
                                  token=talk.token).json()), 1)
        self.assertNotEqual(other.token, talk.token)

    def test_an_unknown_scenario_is_a_wrong_field(self):
        before = counts()
        p = check_problem(self, call("POST", API + "/conversations/start",
                                     {"scenario_type": "casino"}), 422)
        self.assertEqual([e["field"] for e in p["errors"]],
                         ["scenario_type"])
        self.assertEqual(counts(), before)

    def test_all_wrong_fields_are_named(self):
        p = check_problem(self, call(
            "POST", API + "/conversations/start",
            {"scenario_type": "", "email": "nowhere", "title": "t" * 201,
             "more": 1}), 422)
        self.assertEqual({e["field"] for e in p["errors"]},
                         {"scenario_type", "email", "title", "more"})


class Read(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.talk = start()

    def test_get_gives_what_start_gave(self):
        c = self.talk.call("GET").json()
        for name, value in c.items():
            self.assertEqual(value, self.talk.started[name], name)
        self.assertNotIn("token", c)

    def test_etag_gives_304_until_something_changes(self):
        talk = start()
        first = talk.call("GET")
        again = talk.call("GET", If_None_Match=first.headers["etag"])
        self.assertEqual((again.status, again.body), (304, b""))
        self.assertEqual(again.headers["etag"], first.headers["etag"])
        weak = talk.call("GET", If_None_Match="W/" + first.headers["etag"])
        self.assertEqual(weak.status, 304)
        talk.call("PUT", "", {"title": "new"})
        changed = talk.call("GET", If_None_Match=first.headers["etag"])
        self.assertEqual(changed.status, 200)
        self.assertNotEqual(changed.headers["etag"], first.headers["etag"])

    def test_head_is_get_without_a_body(self):
        get, head = self.talk.call("GET"), self.talk.call("HEAD")
        self.assertEqual((head.status, head.body), (200, b""))
        self.assertEqual(head.headers["etag"], get.headers["etag"])

    def test_upper_case_ids_are_not_another_address(self):
        reply = call("GET", f"{API}/conversations/{self.talk.id.upper()}",
                     token=self.talk.token)
        self.assertEqual(reply.status, 404)

    def test_C2_without_a_token_401(self):
        reply = call("GET", self.talk.path)
        check_problem(self, reply, 401)
        self.assertEqual(reply.headers["www-authenticate"], "Bearer")

    def test_C2_other_visitors_conversation_is_404(self):
        """Another's and one that is not there cannot be told apart."""
        other = start()
        client = Client()
        routes = [("GET", "", None), ("DELETE", "", None),
                  ("PUT", "", {"title": "mine"}),
                  ("GET", "/messages", None),
                  ("POST", "/messages", {"content": "hello"}),
                  ("GET", "/events?wait=0", None), ("GET", "/survey", None),
                  ("PUT", "/survey", {"rating": 1})]
        before = counts()
        for method, tail, body in routes:
            theirs, none = (client(
                method, f"{API}/conversations/{i}{tail}", body, other.token)
                for i in (self.talk.id, NO_SUCH))
            a = check_problem(self, theirs, 404)
            b = check_problem(self, none, 404)
            for d in (a, b):
                del d["instance"], d["request_id"]
            self.assertEqual(a, b, (method, tail))
        self.assertEqual(counts(), before)
        client.close()

    def test_C2_garbage_and_stored_hashes_are_no_tokens(self):
        stored = one("select encode(hash, 'hex') from visitor_token limit 1")
        for token in ("x", stored, "\\x" + stored, "' or 1=1--", "a" * 128,
                      "a" * 129, self.talk.token[:-1],
                      self.talk.token + "x"):
            reply = call("GET", self.talk.path, token=token)
            self.assertIn(reply.status, (401, 404), token)

    def test_B3_an_expired_token_opens_nothing(self):
        talk = start()
        sql("update visitor_token set expires_at = now() - interval '1 s' "
            "where hash = decode('" + hashlib.sha256(
                talk.token.encode()).hexdigest() + "', 'hex')")
        check_problem(self, talk.call("GET"), 404)
        check_problem(self, talk.say("hello"), 404)

    def test_C2_a_page_address_opens_its_conversation_alone(self):
        second = start("saas", token=self.talk.token)
        page = self.talk.page.rsplit("/", 1)[1]
        self.assertEqual(call("GET", self.talk.path, token=page).status, 200)
        self.assertEqual(call("GET", second.path, token=page).status, 404)
        ids = [c["id"] for c in call("GET", API + "/conversations",
                                     token=page).json()]
        self.assertEqual(ids, [self.talk.id])


class Change(unittest.TestCase):
    def test_title_and_classic_statuses(self):
        talk = start()
        for status, state in (("ESCALATED", "queued"), ("ACTIVE", "bot"),
                              ("COMPLETED", "resolved")):
            reply = talk.call("PUT", "", {"title": f"is {state}",
                                          "status": status.lower()})
            self.assertEqual(reply.status, 200, reply)
            c = reply.json()
            self.assertEqual((c["status"], c["state"], c["title"]),
                             (status, state, f"is {state}"))
            self.assertEqual(talk.call("GET").json(), c)
        events = talk.call("GET", "/events?wait=0").json()["events"]
        self.assertEqual([e["data"]["status"] for e in events],
                         ["queued", "bot", "resolved"])
        self.assertEqual([e["seq"] for e in events], [1, 2, 3])

    def test_the_same_status_again_is_no_event(self):
        talk = start()
        for _ in range(3):
            talk.call("PUT", "", {"status": "ESCALATED"})
        self.assertEqual(talk.call("GET").json()["last_seq"], 1)

    def test_C3_role_owner_ids_and_times_are_refused(self):
        talk = start()
        before = talk.call("GET").json()
        for field in ("id", "role", "visitor_id", "user_id", "site_id",
                      "created_at", "last_seq", "state", "scenario_type",
                      "token", "__proto__"):
            p = check_problem(self, talk.call(
                "PUT", "", {"title": "t", field: "x"}), 422)
            self.assertEqual([e["field"] for e in p["errors"]], [field])
        self.assertEqual(talk.call("GET").json(), before)

    def test_what_an_agent_holds_is_not_the_bots_by_wish(self):
        talk = start()
        sql("update conversation set status = 'assigned' "
            f"where public_id = '{talk.id}'")
        c = talk.call("PUT", "", {"status": "ACTIVE"}).json()
        self.assertEqual(c["state"], "assigned")

    def test_delete_erases_everything_and_is_audited(self):
        talk = start()
        talk.say("What is your return policy?")
        talk.call("PUT", "/survey", {"rating": 5})
        audits = count("audit")
        reply = talk.call("DELETE")
        self.assertEqual((reply.status, reply.body), (204, b""))
        check_problem(self, talk.call("GET"), 404)
        check_problem(self, talk.call("DELETE"), 404)
        self.assertEqual(count("audit"), audits + 1)
        self.assertEqual(one(
            "select action || ' ' || object from audit order by id desc "
            "limit 1"), f"conversation.delete {talk.id}")
        for table in ("message", "event", "job", "survey", "handoff"):
            self.assertEqual("0", one(
                f"select count(*) from {table} x where not exists (select "
                "from conversation c where c.site_id = x.site_id and "
                "c.id = x.conversation_id)"), table)

    def test_C2_a_page_address_is_dead_after_erasure(self):
        talk = start()
        talk.call("DELETE")
        page = talk.page.rsplit("/", 1)[1]
        self.assertEqual(call("GET", API + "/conversations",
                              token=page).json(), [])


class Lists(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.first = start()
        cls.ids = [cls.first.id]
        for _ in range(6):
            cls.ids.insert(0, start(token=cls.first.token).id)

    def get(self, query):
        return call("GET", API + "/conversations" + query,
                    token=self.first.token)

    def test_paging_by_link_sees_each_once_in_order(self):
        seen, path = [], API + "/conversations?limit=3"
        pages = 0
        while path:
            reply = call("GET", path, token=self.first.token)
            page = reply.json()
            self.assertLessEqual(len(page), 3)
            seen += [c["id"] for c in page]
            link = re.fullmatch(r'<https?://[^/]+(/[^>]+)>; rel="next"',
                                reply.headers.get("link", ""))
            path = link.group(1) if link else None
            pages += 1
        self.assertEqual(seen, self.ids)
        self.assertEqual(pages, 3)

    def test_no_link_when_the_page_is_just_full(self):
        self.assertNotIn("link", self.get("?limit=7").headers)

    def test_E5_a_page_has_at_most_200(self):
        for query in ("?limit=0", "?limit=201", "?limit=-1", "?limit=x",
                      "?limit=1.5", "?limit=99999999999999999999",
                      "?cursor=x", "?cursor=-1", "?cursor=0", "?more=1",
                      "?limit=1&limit=2"):
            check_problem(self, self.get(query), 422)
        self.assertEqual(self.get("?limit=200").status, 200)


if __name__ == "__main__":
    unittest.main()
