"""A7: each error of an API route is an RFC 9457 problem document."""
import re
import unittest

from biwoco import API, NO_SUCH, call, sql, start
from problems import LEAKS, check_problem, check_safe
from test_sweep import World, routes


class Problems(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.talk = start()

    def test_A7_every_error_status_is_a_problem(self):
        t = self.talk
        cases = {
            "unauthenticated": (401, call("GET", t.path)),
            "not-found": (404, call("GET", API + "/none")),
            "method": (405, call("DELETE", API + "/health")),
            "too-large": (413, t.say("x" * 70000)),
            "media-type": (415, t.call("PUT", "", b"x",
                                       Content_Type="text/plain")),
            "fields": (422, t.say("")),
            "invalid": (400, t.call("PUT", "", b"{")),
            "denied": (403, call("PUT", t.path, {"title": "x"},
                                 Cookie="biwoco=" + t.token)),
        }
        for slug, (status, reply) in cases.items():
            with self.subTest(slug):
                p = check_problem(self, reply, status)
                self.assertTrue(p["type"].endswith("/docs#problem-" + slug))
        t.say("one", Idempotency_Key="k")
        sql("with m as (delete from message where reply_to is not null "
            "returning reply_to, site_id, conversation_id) insert into job "
            "(site_id, kind, conversation_id, message_id, lease_until) "
            "select site_id, 'answer', conversation_id, reply_to, "
            "now() + interval '1 min' from m where conversation_id = (select "
            f"id from conversation where public_id = '{t.id}')")
        p = check_problem(self, t.say("one", Idempotency_Key="k"), 409)
        self.assertTrue(p["type"].endswith("#problem-conflict"))

    def test_A7_every_route_refuses_with_a_problem(self):
        w = World()
        for method, path, operation in routes():
            if not path.startswith(API):
                continue  # /healthz/x is a page that is not there
            for reply in (
                    w.send("PATCH", w.path(path)),
                    w.send(method, w.path(path) + "/x"),
                    w.send(method, w.path(path, conversation_id=NO_SUCH,
                                          message_id=NO_SUCH,
                                          slug="none", scenario="none"),
                           b"{" if "requestBody" in operation else None)
                    if "{" in path else w.send("PATCH", w.path(path))):
                check_problem(self, reply)

    def test_A7_instance_is_the_path_without_the_query(self):
        p = call("GET", API + "/none?secret=1").json()
        self.assertEqual(p["instance"], API + "/none")

    def test_A7_nothing_leaks_even_when_the_database_errs(self):
        """A column of another name: every statement that names it fails."""
        sql("alter table conversation rename column title to title_x")
        try:
            talk = self.talk
            for reply in (talk.call("GET"), talk.say("hello"),
                          talk.call("PUT", "", {"title": "x"}),
                          call("GET", API + "/conversations",
                               token=talk.token),
                          call("POST", API + "/conversations/start",
                               {"scenario_type": "saas"})):
                p = check_problem(self, reply, 500)
                self.assertNotIn("title_x", reply.text)
                self.assertNotIn("column", reply.text)
                self.assertTrue(p["request_id"])
            page = call("GET", talk.page)
            self.assertEqual(page.status, 500)
            check_safe(self, page)
        finally:
            sql("alter table conversation rename column title_x to title")
        self.assertEqual(self.talk.call("GET").status, 200)

    def test_A7_the_web_servers_own_errors_are_problems_too(self):
        for path in (API + "/" + "x" * 4000, API + "/%zz"):
            reply = call("GET", path)
            self.assertIn(reply.status, (400, 404, 414, 431), reply)
            self.assertIsNone(LEAKS.search(reply.body), reply)

    def test_pages_tell_errors_as_pages(self):
        reply = call("GET", "/there-is-no-such-page")
        self.assertEqual((reply.status, reply.type), (404, "text/html"))
        check_safe(self, reply)
        self.assertIsNone(re.search(r"(?i)biwoco[/ ]\d", reply.text))


if __name__ == "__main__":
    unittest.main()
