"""Hostile values on the portal's pages and forms."""
import re
import time
import unittest
from html import unescape
from urllib.parse import quote, urlencode

from biwoco import NO_SUCH, Client, call, counts, start, wait_for
from problems import check_refused, check_safe
from test_sweep import HOSTILE

FORM = "application/x-www-form-urlencoded"
WRONG_FORMS = [b"", b"&", b"=", b"%", b"a=%zz", b"content=%00",
               b"content=%ff", b"content=%c0%80", b"content=a&content=b",
               b"content=hi&role=AGENT", b"content=", b"content=%20%0a",
               b"content=" + b"x" * 5000, b"content=%07", b"\xff\xfe",
               b"&".join(b"f%d=1" % i for i in range(80)),
               b'{"content":"hi"}', b"vote=9", b"rating=6", b"rating=x",
               b"rating=" + b"9" * 40, b"email=x", b"theme=pink",
               b"language=xx", b"conversation=1", b"scenario=casino",
               b"content=hi&key=" + b"k" * 300]


class Forms(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.talk = start()
        cls.answer = cls.talk.say("What is your return policy?").json()
        page = cls.talk.page
        cls.gets = ["/", "/chat", "/chat?scenario=saas", page,
                    page + "/messages", page + "/transcript.txt",
                    page + "/transcript.json", page + "/transcript.html",
                    page + "/end", page + "/person", page + "/rate",
                    f"{page}/feedback/{cls.answer['id']}?vote=1",
                    f"{page}/source/{cls.answer['id']}/1", "/help",
                    "/help/returns-policy", "/docs", "/redoc", "/static/x"]
        cls.posts = ["/chat", "/chat/continue", "/theme", "/language", page,
                     page + "/end", page + "/person", page + "/rate",
                     f"{page}/feedback/{cls.answer['id']}"]
        cls.client = Client()

    def send(self, method, path, body=None, **headers):
        began = time.monotonic()
        reply = self.client(method, path, body, **headers)
        self.assertLess(time.monotonic() - began, 5, path)
        self.assertLess(reply.status, 500, (method, path, body, reply))
        check_safe(self, reply)
        return reply

    def test_wrong_forms_store_nothing_half(self):
        before = counts()
        for path in self.posts:
            for body in WRONG_FORMS:
                if path.endswith(("/end", "/person")):
                    continue  # no field of theirs must be filled in
                reply = self.send("POST", path, body, Content_Type=FORM,
                                  Sec_Fetch_Site="same-origin")
                with self.subTest(path=path.replace(self.talk.page, "PAGE"),
                                  body=body[:40]):
                    check_refused(self, reply)
        after = counts()
        for table in ("conversation", "message", "visitor", "survey",
                      "feedback"):
            self.assertEqual(after[table], before[table], table)

    def test_V2_a_refused_form_leads_back_to_its_conversation(self):
        reply = self.send("POST", self.talk.page + "/rate", b"rating=5",
                          Content_Type="text/plain",
                          Sec_Fetch_Site="same-origin")
        self.assertEqual(reply.status, 415)
        self.assertIn(f'href="{self.talk.page}"', reply.text)
        reply = self.send("GET", "/chat/" + "x" * 43)
        self.assertEqual(reply.status, 404)
        self.assertNotIn("Back to the conversation", reply.text)

    def test_other_content_types_are_refused(self):
        before = counts()
        for path in self.posts:
            for kind in ("text/plain", "application/json", "", "x/y",
                         "multipart/form-data; boundary=x"):
                reply = self.send("POST", path, b"content=hi&scenario=saas",
                                  Content_Type=kind)
                check_refused(self, reply)
        self.assertEqual(counts(), before)

    def test_wrong_methods_are_405(self):
        for path in self.gets[:5] + self.posts:
            for method in ("PUT", "DELETE", "PATCH"):
                reply = self.send(method, path)
                self.assertIn(reply.status, (404, 405), (method, path))

    def test_hostile_queries_and_paths(self):
        before = counts()
        for path in self.gets:
            for odd in ("?" + quote("<script>"), "?x=%00", "?x=%ff", "?%",
                        "?revision=99999999999999999999", "?revision=-1",
                        "?after=-1", "?after=9223372036854775808",
                        "?vote=9", "?done=maybe", "?q=" + "x" * 5000,
                        "?refresh=1e9", "?scenario=" + quote("'--"),
                        "?compare=a&compare=b", "/..", "/%2e%2e", "/x",
                        "%00", "%0d%0aSet-Cookie:%20x=y", "/" + NO_SUCH):
                reply = self.send("GET", path.split("?")[0] + odd)
                check_refused(self, reply, allowed=(200, 303))
                self.assertNotIn(b"<script>", reply.body)
                self.assertNotIn("x=y", reply.headers.get("set-cookie", ""))
        self.assertEqual(counts(), before)

    def test_odd_cookies_do_no_harm(self):
        for cookie in ("biwoco=", "biwoco=x", "biwoco=" + "x" * 9000, "=",
                       ";;;", "biwoco", "biwoco=a; biwoco=b", "\x80=\xff",
                       "theme=pink; language=../../etc", "theme=<script>",
                       "language=" + "x" * 500, "biwoco=%00",
                       "a=b; " * 900):
            for path in ("/", "/help", "/chat?scenario=saas"):
                reply = self.send("GET", path, Cookie=cookie)
                self.assertEqual(reply.status, 200, (cookie[:40], path))
                self.assertNotIn(b"<script>", reply.body)

    def test_odd_languages_do_no_harm(self):
        for value in ("", "*", "en-" * 900, ";q=", "x" * 9000, "../../en",
                      "\xff", "ar,he;q=0.9", "en_US.UTF-8", "%s%n"):
            reply = self.send("GET", "/", Accept_Language=value)
            self.assertEqual(reply.status, 200, value[:40])

    def test_V2_the_form_posts_and_shows_byte_exact(self):
        talk = start()
        shown = [t for t in HOSTILE if t.strip() and len(t) < 200]
        for text in shown:
            reply = self.send("POST", talk.page, urlencode(
                {"content": text}).encode(), Content_Type=FORM,
                Sec_Fetch_Site="same-origin")
            self.assertEqual(reply.status, 303, (text, reply))
        wait_for(lambda: len(talk.messages()) >= len(shown) * 2)
        stored = [m["content"] for m in talk.messages()
                  if m["role"] == "USER"]
        self.assertEqual(stored, shown)
        for path in (talk.page, talk.page + "/transcript.html"):
            page = call("GET", path).text
            text = unescape(re.sub(r"<[^>]*>", "", page))
            for t in shown:
                if "\n" not in t and "http" not in t:
                    self.assertIn(t.strip(), text, path)
            for never in ("<script>alert", "<img src=x", 'href="javascript',
                          'href="data:', "<!--", "root:"):
                self.assertNotIn(never, page)

    def test_V4_the_same_form_sent_twice_is_stored_once(self):
        talk = start()
        body = b"content=hello&key=form-key-1"
        for _ in range(2):
            reply = self.send("POST", talk.page, body, Content_Type=FORM,
                              Sec_Fetch_Site="same-origin")
            self.assertEqual(reply.status, 303)
        self.assertEqual(len(talk.messages()), 2)

    def test_A5_static_files_are_sandboxed(self):
        page = call("GET", "/").text
        for path in re.findall(r'(?:src|href)="(/static/[^"]+)"', page):
            reply = call("GET", path)
            self.assertEqual(reply.status, 200, path)
            check_safe(self, reply)
            self.assertIn("sandbox",
                          reply.headers["content-security-policy"])
        for path in ("/static/", "/static/../biwoco.conf", "/static/app.css~",
                     "/static/%2e%2e/templates/portal/home.cs", "/static/.git",
                     "/templates/portal/home.cs", "/static/@hashed/../../x"):
            self.assertIn(call("GET", path).status, (400, 403, 404), path)


if __name__ == "__main__":
    unittest.main()
