"""Hostile values on every route of the API and the pages of the portal.

Always a 4xx (or a 2xx where that is right) told properly, never a 5xx,
never slow, nothing half stored.  Frames are in test_frames.py.
"""
import json
import time
import unittest
from urllib.parse import quote

from biwoco import API, NO_SUCH, Client, call, counts, sql, start
from problems import check_problem, check_refused, check_safe

SECONDS_MAX = 5

BODIES = {
    "startConversation": {"scenario_type": "saas"},
    "updateConversation": {"title": "fine"},
    "postMessage": {"content": "hello"},
    "setFeedback": {"vote": "up"},
    "setSurvey": {"rating": 4},
}

# Bytes that are no JSON that we take, or no body of any route.
WRONG_JSON = [
    b"", b" ", b"{", b"}", b"[]", b"null", b"true", b"0", b'"text"',
    b"{}x", b"{}{}", b'{"a":1,}', b"{'content':'hello'}", b"{content:1}",
    b'{"content":NaN}', b'{"content":Infinity}', b'{"content":"a\nb"}',
    b'{"content":"\\x41"}', b'{"content":"\\ud800"}',
    b'{"content":"\\udc00\\ud800"}', b'{"content":"\\u0000"}',
    b'{"content":"a\x00b"}', b'{"content":"a"}\x00', b'{"content":"\xff"}',
    b'{"content":"\xc0\x80"}', b'{"content":"\xed\xa0\x80"}',
    b'{"content":"\xf4\x90\x80\x80"}', b'{"\xff":1}', b'\xef\xbb\xbf{}',
    b'{"content":"hello","content":"again"}',
    b'{"content":"hello","\\u0063ontent":"again"}',
    b'{"content":"x"} // comment', b'/* comment */ {"content":"x"}',
    b'{"content":01}', b'{"content":1e999}', b'{"content":+1}',
    b'{"content":' + b"[" * 40 + b"]" * 40 + b"}",
    b"[" * 20000, b'{"a":' * 20000, b'{"content":' + b"9" * 5000 + b"}",
    "{\"content\":\"hello\"}".encode("utf-16"),
    b"content=hello", b"<x/>", b"\x1f\x8b\x08\x00", b"\x00" * 100,
]

WRONG_VALUES = [None, True, 0, -1, 1.5, 2 ** 63, -2 ** 63 - 1, 10 ** 100,
                1e308, [], ["x"], {}, {"$gt": ""}, "", " ", "\u0000",
                "\u0007", "x" * 5000]


def routes():
    """(method, path template, operation) of the document."""
    document = call("GET", API + "/openapi.json").json()
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            yield method.upper(), path, operation


class World:
    """Things that are there, and a way to name them in a path."""

    def __init__(self):
        self.client = Client()
        self.talk = start()
        self.answer = self.talk.say("What is your return policy?").json()
        self.other = start()
        self.theirs = self.other.say("Where is my order?").json()
        self.slug = call("GET", API + "/knowledge?limit=1").json()[0]["id"]

    def path(self, template, **changed):
        values = {"conversation_id": self.talk.id,
                  "message_id": self.answer["id"],
                  "scenario": "ecommerce", "slug": self.slug}
        values.update(changed)
        for name, value in values.items():
            template = template.replace("{" + name + "}", value)
        return template

    def send(self, method, path, body=None, **headers):
        """A request that must be answered soon."""
        began = time.monotonic()
        reply = self.client(method, path, body, self.talk.token, **headers)
        took = time.monotonic() - began
        assert took < SECONDS_MAX, (method, path, took)
        assert reply.status < 500 or reply.status == 501 and not \
            method.isupper(), (method, path, body and body[:200], reply)
        return reply


class Sweep(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.world = World()
        cls.routes = list(routes())
        cls.bodies = [r for r in cls.routes if "requestBody" in r[2]]
        cls.readers = [r for r in cls.routes if r[0] == "GET"]

    def setUp(self):
        self.before = counts()

    def tearDown(self):
        self.assertEqual(counts(), self.before, "something was stored")

    def send(self, *args, **headers):
        return self.world.send(*args, **headers)

    def test_there_are_routes_of_each_kind(self):
        self.assertEqual({r[2]["operationId"] for r in self.bodies},
                         set(BODIES))
        self.assertGreaterEqual(len(self.routes), 18)

    def test_D5_malformed_json_is_400_on_every_route(self):
        for method, path, operation in self.bodies:
            for body in WRONG_JSON:
                reply = self.send(method, self.world.path(path), body)
                with self.subTest(path=path, body=body[:60]):
                    check_refused(self, reply)
                    self.assertIn(reply.status, (400, 413, 422), reply)

    def test_D5_wrong_types_and_ranges_are_422(self):
        for method, path, operation in self.bodies:
            good = BODIES[operation["operationId"]]
            for field in good:
                for value in WRONG_VALUES:
                    reply = self.send(method, self.world.path(path),
                                      json.dumps({**good, field: value}))
                    with self.subTest(path=path, value=str(value)[:40]):
                        check_problem(self, reply)
                        self.assertIn(reply.status, (400, 422), reply)

    def test_C3_unknown_fields_are_refused(self):
        for method, path, operation in self.bodies:
            good = BODIES[operation["operationId"]]
            for field in ("role", "sender", "id", "visitor_id", "site_id",
                          "created_at", "__proto__", "", "a/b~c",
                          "x" * 300, "\u202e", "Content"):
                reply = self.send(method, self.world.path(path),
                                  json.dumps({**good, field: 1}))
                with self.subTest(path=path, field=field[:20]):
                    p = check_problem(self, reply, 422)
                    self.assertEqual(len(p["errors"]), 1)

    def test_D5_bodies_past_the_limit_are_413(self):
        for size in (65 << 10, 300 << 10, 1 << 20, (1 << 20) + 1, 2 << 20):
            for method, path, operation in self.bodies:
                body = json.dumps({"content": "x" * size})
                try:
                    reply = self.send(method, self.world.path(path), body)
                except (BrokenPipeError, ConnectionResetError):
                    continue  # refused before all was sent
                with self.subTest(path=path, size=size):
                    check_problem(self, reply, 413,
                                  own=size <= (1 << 20) - 100)

    def test_missing_and_odd_content_types_are_415(self):
        for method, path, operation in self.bodies:
            body = json.dumps(BODIES[operation["operationId"]])
            for kind in ("", "text/plain", "application/xml", "x",
                         "application/jsonx", "application/json-patch+json",
                         "application/x-www-form-urlencoded",
                         "multipart/form-data; boundary=x", "a" * 3000):
                reply = self.send(method, self.world.path(path), body,
                                  Content_Type=kind)
                with self.subTest(path=path, kind=kind[:40]):
                    check_problem(self, reply, 415)

    def test_a_content_type_is_known_in_any_case(self):
        body = json.dumps(BODIES["updateConversation"])
        for kind in ("Application/JSON", "application/json;charset=utf-8",
                     "application/json ; charset=UTF-8"):
            reply = self.send("PUT", self.world.talk.path, body,
                              Content_Type=kind)
            self.assertEqual(reply.status, 200, kind)

    def test_bodies_on_routes_that_take_none_do_no_harm(self):
        for method, path, operation in self.routes:
            if "requestBody" in operation or method == "DELETE":
                continue
            for body in (b"{}", b"\xff" * 100, b"x" * 5000):
                reply = self.send(method, self.world.path(path), body)
                self.assertIn(reply.status, (200, 400, 413, 422), reply)

    def test_wrong_methods_are_405_with_allow(self):
        paths = {}
        for method, path, _ in self.routes:
            paths.setdefault(path, set()).add(method)
        for path, methods in paths.items():
            for method in ("GET", "POST", "PUT", "DELETE", "PATCH", "get",
                           "PROPFIND"):
                if method in methods:
                    continue
                reply = self.send(method, self.world.path(path), b"")
                with self.subTest(path=path, method=method):
                    if reply.status != 501:  # the web server's own word
                        check_problem(self, reply, 405)
                        self.assertLessEqual(methods, set(
                            reply.headers["allow"].split(", ")))

    def test_C2_ids_that_are_not_there_or_not_ours_are_404(self):
        ids = [NO_SUCH, "0", "1", "-1", "x", "a" * 36, "a" * 900,
               NO_SUCH.upper().replace("0", "F"), "{}", "*", "%27",
               "null", "undefined", NO_SUCH + "0", "%F0%9F%98%80",
               self.world.other.id, self.world.theirs["id"]]
        for method, path, operation in self.routes:
            if "_id}" not in path:
                continue
            body = BODIES.get(operation["operationId"])
            for i in ids:
                reply = self.send(method, self.world.path(
                    path, conversation_id=i, message_id=i),
                    json.dumps(body) if body else None)
                with self.subTest(path=path, id=i[:40]):
                    check_problem(self, reply, 404)

    def test_percent_encoding_tricks_in_paths(self):
        for method, path, _ in self.readers:
            path = self.world.path(path)
            for odd in (path + "%00", path + "/%00", path + "%0d%0aX:%20y",
                        path + "%2f", path + "%2e%2e%2f", path + "/..",
                        path + "/../../../etc/passwd", path + "//",
                        path + "/.", "/." + path, "/x/.." + path,
                        "//" + path[1:], path + "%", path + "%zz",
                        path + "%c0%ae", path + "%ff", path + ";x=1",
                        path + "\\..\\x", path + "%5c..%5c",
                        path.replace("/api", "/%61pi"),
                        path.replace("/v1", "%2Fv1"), path + "?" * 9):
                reply = self.send(method, odd)
                with self.subTest(path=odd[:120]):
                    check_refused(self, reply, allowed=(200, 301))
                    self.assertNotIn(b"root:", reply.body)

    def test_hostile_query_strings(self):
        for method, path, _ in self.readers:
            path = self.world.path(path)
            for query in ("&&&", "=", "a", "%00", "%ff", "%", "a=%zz",
                          "limit=%31", "limit=1%00", "limit[]=1",
                          "limit=1e3", "limit=0x10", "limit=+5",
                          "limit=%EF%BC%91", "q=" + "x" * 9000,
                          "&".join(f"f{i}=1" for i in range(100)),
                          "after=9223372036854775808", "wait=9e9",
                          "cursor=%00", "__proto__=1", "revision=" +
                          "9" * 30, "scenario=%F0%9F%98%80"):
                reply = self.send(method, f"{path}?{query}")
                with self.subTest(path=path, query=query[:60]):
                    check_refused(self, reply, allowed=(200,))

    def test_long_paths_are_refused(self):
        for n in (1025, 8000, 15000, 70000):
            try:
                reply = self.send("GET", "/" + "a" * n)
            except (BrokenPipeError, ConnectionResetError):
                continue
            check_refused(self, reply)
            reply = self.send("GET", API + "/knowledge/" + "a" * 900)
            check_problem(self, reply, 404)

    def test_D7_crlf_reaches_no_header(self):
        evil = "x%0d%0aSet-Cookie:%20evil=1%0d%0a%0d%0a<script>"
        for method, path, _ in self.readers:
            for odd in (self.world.path(path) + "?cursor=" + evil,
                        self.world.path(path) + "?q=" + evil,
                        self.world.path(path) + "/" + evil):
                reply = self.send(method, odd)
                self.assertNotIn("set-cookie", reply.headers)
                self.assertNotIn("evil", str(
                    [p for p in reply.pairs if p[0] != "x-request-id"]))
        for talk_id in ("abc\u00e9defgh", "a b c d e f", "x" * 65, "short",
                        "12345678<script>"):
            reply = self.send("GET", API + "/health",
                              X_Request_Id=talk_id.encode("utf-8")
                              .decode("latin-1"))
            self.assertRegex(reply.headers["x-request-id"],
                             r"^[0-9a-f-]{36}$")

    def test_a_harmless_request_id_is_kept(self):
        reply = self.send("GET", API + "/health",
                          X_Request_Id="trace-1.2_3")
        self.assertEqual(reply.headers["x-request-id"], "trace-1.2_3")

    def test_odd_tokens_are_401_or_404(self):
        for value in ("Bearer", "Bearer ", "Bearer  ", "Basic eDp5", "x",
                      "Bearer " + "a" * 5000, "Bearer \u00ff",
                      "Bearer a b", "Bearer null", "Bearer \t",
                      "Bearer ../../", "Bearer '", "Digest x=y"):
            reply = self.world.client(
                "GET", API + "/conversations", Authorization=value)
            with self.subTest(value=value[:40]):
                check_refused(self, reply, allowed=(200,))
                if reply.status == 200:
                    self.assertEqual(reply.json(), [])
        reply = self.world.client(
            "GET", API + "/conversations",
            Authorization="bearer " + self.world.talk.token)
        self.assertEqual(len(reply.json()), 1)


HOSTILE = [
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>",
    "[x](javascript:alert(1))", "![x](http://evil.example/a.png)",
    "[a]: javascript:alert(1)\n\n[a]", "<?cs var:x ?>", "<?cs include:'/etc/"
    "passwd' ?>", "_{Send}", "'; drop table message; --", "\\'; --",
    "$1 $2 %s %n %d", "{{7*7}} ${7*7} #{7*7}", "\\u0000 \\n",
    "\U0001f600\u200d\U0001f468 emoji", "\u202emirrored\u202c",
    "مرحبا بكم في المتجر", "a\u0301e\u0308", "\ufeffbom", "\u2028\u2029",
    "line\nbreak\n\n\n\n- list", "tab\there", "=cmd|'/c calc'!A1", "\ufffe",
    "x" * 4000, "\U00010ffff"[:1] + "\U0010ffff", "]]>", "--><!--",
    "data:text/html;base64,PHNjcmlwdD4=", "../../../etc/passwd", "%00%0d%0a",
    "\u00a0 nbsp", "NULL", "0", "-- ", "🙂" * 1000,
]


class ByteExact(unittest.TestCase):
    def test_D5_text_comes_back_byte_for_byte(self):
        client, talk = Client(), start()
        for text in HOSTILE:
            reply = client("POST", talk.path + "/messages",
                           {"content": text}, talk.token)
            self.assertEqual(reply.status, 200, (text[:60], reply))
            check_safe(self, reply)
        own = [m["content"] for m in talk.messages("?limit=200")
               if m["role"] == "USER"]
        self.assertEqual(own, HOSTILE)
        events = []
        after = 0
        while True:
            page = talk.call("GET", f"/events?wait=0&after={after}").json()
            if not page["events"]:
                break
            events += page["events"]
            after = page["next"]
        self.assertEqual([e["message"]["content"] for e in events
                          if e["type"] == "message" and
                          e["message"]["role"] == "USER"], HOSTILE)
        stored = [r[0] for r in sql(
            "select encode(convert_to(m.content, 'UTF8'), 'hex') from "
            "message m join conversation c on c.id = m.conversation_id "
            f"where c.public_id = '{talk.id}' and role = 'USER' order by "
            "m.seq")]
        self.assertEqual(stored, [t.encode().hex() for t in HOSTILE])

    def test_D5_titles_and_comments_too(self):
        talk = start()
        answer = talk.say("What is your return policy?").json()
        for text in HOSTILE:
            if "\n" not in text and len(text) <= 200:
                c = talk.call("PUT", "", {"title": text}).json()
                self.assertEqual(c["title"], text)
            if len(text) <= 1000:
                f = call("PUT", f"{API}/messages/{answer['id']}/feedback",
                         {"vote": "up", "comment": text}, talk.token)
                self.assertEqual(f.json()["comment"], text)

    def test_D2_json_cannot_end_a_script_element(self):
        talk = start()
        talk.say("</script><!-- \u2028 \u2029")
        body = talk.call("GET", "/messages").body
        for never in (b"</script", b"<!--", "\u2028".encode(),
                      "\u2029".encode()):
            self.assertNotIn(never, body)

    def test_H3_answers_hold_no_html_of_the_visitor(self):
        talk = start()
        for text in HOSTILE[:8]:
            reply = talk.say(text)
            content = reply.json()["content"]
            self.assertNotIn("<script", content)
            self.assertNotIn("javascript:", content)
            self.assertNotIn("onerror", content)

    def test_words_of_10000_characters_are_422_everywhere(self):
        talk = start()
        word = "w" * 10000
        for method, tail, body in (
                ("POST", "/messages", {"content": word}),
                ("PUT", "", {"title": word}),
                ("PUT", "/survey", {"rating": 1, "comment": word})):
            check_problem(self, talk.call(method, tail, body), 422)
        check_problem(self, call("GET", API + "/knowledge/search?q=" +
                                 quote(word)), 422)


if __name__ == "__main__":
    unittest.main()
