"""What stands on each answer, other origins, forged requests, proxies."""
import json
import re
import unittest

from biwoco import API, Client, call, counts, start
from fcgi import Program
from problems import OURS, check_problem, check_safe
from test_sweep import BODIES, World, routes

PAGE_CSP = {"default-src": "'none'", "base-uri": "'none'",
            "form-action": "'self'", "frame-ancestors": "'none'"}


def directives(reply):
    found = {}
    for part in reply.headers["content-security-policy"].split(";"):
        name, _, value = part.strip().partition(" ")
        found[name] = value
    return found


class Headers(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.world = World()

    def replies(self):
        """One of each kind of answer of our programs."""
        w = self.world
        yield "200", call("GET", API + "/health")
        yield "200 events", w.talk.call("GET", "/events?wait=0")
        yield "201", call("POST", API + "/conversations/start",
                          {"scenario_type": "saas"})
        yield "202", w.talk.say("hi", Prefer="respond-async")
        yield "204", call("OPTIONS", API + "/health")
        tag = w.talk.call("GET").headers["etag"]
        yield "304", w.talk.call("GET", If_None_Match=tag)
        yield "400", w.talk.call("PUT", "", b"{")
        yield "401", call("GET", w.talk.path)
        yield "404", call("GET", API + "/none")
        yield "404 page", call("GET", "/none")
        yield "405", call("POST", API + "/health")
        yield "413", w.talk.say("x" * 70000)
        yield "415", w.talk.call("PUT", "", b"x", Content_Type="x/y")
        yield "422", w.talk.say("")
        yield "docs", call("GET", "/docs")
        yield "home", call("GET", "/")
        yield "liveness", call("GET", "/healthz")
        yield "readiness", call("GET", "/readyz")

    def test_A4_security_headers_stand_on_each_answer(self):
        for name, reply in self.replies():
            with self.subTest(name):
                check_safe(self, reply)
                for header, value in OURS.items():
                    self.assertEqual(reply.headers.get(header), value)
                self.assertIn("permissions-policy", reply.headers)
                self.assertIn("content-security-policy", reply.headers)
                self.assertIn("x-request-id", reply.headers)
                self.assertIn(reply.headers["cache-control"],
                              ("no-store", "no-cache", "private, no-cache"))
                self.assertNotIn("strict-transport-security", reply.headers)

    def test_A4_hsts_by_one_setting(self):
        program = Program("api", hsts="true")
        try:
            self.assertEqual(program("GET", API + "/health").headers[
                "strict-transport-security"], "max-age=31536000")
        finally:
            program.stop()

    def test_A5_pages_have_a_closed_policy(self):
        for path in ("/", "/docs", "/help", "/none", self.world.talk.page,
                     "/chat?scenario=ecommerce"):
            reply = call("GET", path)
            self.assertEqual(reply.type, "text/html", path)
            csp = directives(reply)
            for name, value in PAGE_CSP.items():
                self.assertEqual(csp.get(name), value, path)
            for name in ("script-src", "style-src"):
                self.assertEqual(csp[name], "'self'")
            text = reply.headers["content-security-policy"]
            self.assertNotIn("unsafe", text)
            self.assertNotIn("*", text)
            # What the policy would block must not be there either.
            self.assertNotRegex(reply.text, r"(?i)<script(?![^>]*\ssrc=)")
            self.assertNotRegex(reply.text, r"(?i)\son[a-z]+=\"")
            self.assertNotRegex(reply.text, r"(?i)<style|\sstyle=")
            self.assertNotRegex(reply.text, r"(?i)javascript:")
            self.assertNotRegex(reply.text, r"(?i)(src|href)=\"//")

    def test_A5_data_has_no_sources_at_all(self):
        csp = directives(call("GET", API + "/health"))
        self.assertEqual(csp, {"default-src": "'none'",
                               "frame-ancestors": "'none'"})

    def test_A6_absolute_links_use_the_public_base_url(self):
        program = Program("api", base_url="https://help.example/support")
        try:
            document = program("GET", "/support" + API + "/openapi.json",
                               Host="evil.example",
                               X_Forwarded_Host="evil.example").json()
            self.assertEqual(document["servers"][0]["url"],
                             "https://help.example/support")
            p = program("GET", "/support" + API + "/x").json()
            self.assertTrue(p["type"].startswith(
                "https://help.example/support/docs#problem-"), p)
            reply = program("GET", "/support" + API + "/knowledge?limit=1")
            self.assertIn("<https://help.example/support/api/v1/knowledge?",
                          reply.headers["link"])
        finally:
            program.stop()


class Origins(unittest.TestCase):
    """C5: CORS."""

    def test_C5_cors_is_off_by_default(self):
        w = World()
        for method, path, operation in routes():
            body = BODIES.get(operation["operationId"])
            if method == "DELETE":
                continue
            for origin in ("https://evil.example", "null",
                           "http://127.0.0.1"):
                for verb, content in (("OPTIONS", None),
                                      (method, json.dumps(body) if body
                                       else None)):
                    reply = w.send(verb, w.path(path), content,
                                   Origin=origin)
                    self.assertEqual([k for k in reply.headers if
                                      k.startswith("access-control")], [])

    def test_C5_only_configured_origins_and_never_credentials(self):
        program = Program("api", embed_origins="https://shop.example, "
                          "https://www.example:8443")
        try:
            for origin in ("https://shop.example",
                           "https://www.example:8443"):
                reply = program("OPTIONS", API + "/conversations/start",
                                Origin=origin)
                self.assertEqual(reply.status, 204)
                self.assertEqual(
                    reply.headers["access-control-allow-origin"], origin)
                self.assertIn("Origin", reply.headers["vary"])
                self.assertNotIn("access-control-allow-credentials",
                                 reply.headers)
                reply = program("GET", API + "/health", Origin=origin)
                self.assertEqual(
                    reply.headers["access-control-allow-origin"], origin)
            for origin in ("https://shop.example.evil.example",
                           "http://shop.example", "https://SHOP.example",
                           "https://xshop.example", "shop.example", "null",
                           "*", "", "https://shop.example, https://evil",
                           "https://shop.example/"):
                reply = program("GET", API + "/health", Origin=origin)
                self.assertNotIn("access-control-allow-origin",
                                 reply.headers, origin)
        finally:
            program.stop()

    def test_C5_a_preflight_changes_nothing(self):
        before = counts()
        talk = start()
        after = counts()
        self.assertEqual(call("OPTIONS", talk.path, token=talk.token).status,
                         204)
        self.assertEqual(call("OPTIONS", API + "/none").status, 404)
        self.assertEqual(counts(), after)
        self.assertNotEqual(before, after)


class Forged(unittest.TestCase):
    """C4: requests that another site's page makes a browser send."""

    @classmethod
    def setUpClass(cls):
        cls.talk = start()
        cls.cookie = "biwoco=" + cls.talk.token

    def send(self, method, tail, body, **headers):
        client = Client()
        headers.setdefault("Cookie", self.cookie)
        try:
            return client(method, self.talk.path + tail, body, **headers)
        finally:
            client.close()

    def test_C4_a_cookie_alone_changes_nothing(self):
        before = counts()
        for method, tail, body in (
                ("POST", "/messages", {"content": "hi"}), ("DELETE", "", None),
                ("PUT", "", {"title": "x"}), ("PUT", "/survey",
                                              {"rating": 1})):
            for token in (None, "", "x", "0" * 64, self.talk.token):
                headers = {} if token is None else {"X_CSRF_Token": token}
                check_problem(self, self.send(method, tail, body, **headers),
                              403)
        self.assertEqual(counts(), before)

    def test_a_cookie_reads_its_own(self):
        self.assertEqual(self.send("GET", "", None).status, 200)

    def test_C4_another_sites_page_is_refused(self):
        before = counts()
        for headers in ({"Origin": "https://evil.example"},
                        {"Origin": "null", "Sec_Fetch_Site": "cross-site"},
                        {"Sec_Fetch_Site": "same-site"},
                        {"Sec_Fetch_Site": "cross-site"}):
            for cookie in (self.cookie, ""):
                reply = self.send("POST", "/messages", {"content": "hi"},
                                  Cookie=cookie, **headers)
                self.assertIn(reply.status, (401, 403), reply)
            check_problem(self, call(
                "POST", API + "/conversations/start",
                {"scenario_type": "saas"}, **headers), 403)
        self.assertEqual(counts(), before)

    def test_a_token_in_the_header_needs_no_more(self):
        reply = self.talk.say("hi", Cookie="other=1")
        self.assertEqual(reply.status, 200)

    def test_C4_get_and_head_change_nothing(self):
        w = World()
        before = counts()
        for method, path, _ in routes():
            if method == "GET":
                w.send("GET", w.path(path))
                w.send("HEAD", w.path(path))
        for path in ("/", "/help", w.talk.page, "/chat?scenario=saas",
                     w.talk.page + "/end", w.talk.page + "/person",
                     w.talk.page + "/transcript", w.talk.page + "/rate"):
            w.send("GET", path)
        self.assertEqual(counts(), before)


class Peers(unittest.TestCase):
    """E2: whose address counts.  Seen by who shares a bucket."""

    @classmethod
    def setUpClass(cls):
        cls.program = Program("api", rate_percent=5,
                              trusted_proxies="10.0.0.0/8, fd00::/8")

    @classmethod
    def tearDownClass(cls):
        cls.program.stop()

    def starts(self, n, peer, forwarded=None):
        """Statuses of n starts; 3 a minute are allowed."""
        statuses = []
        for i in range(n):
            headers = {}
            if forwarded is not None:
                headers["X_Forwarded_For"] = forwarded(i)
            statuses.append(self.program(
                "POST", API + "/conversations/start",
                b'{"scenario_type":"saas"}', peer=peer, **headers).status)
        return statuses

    LIMITED = [201, 201, 201, 429, 429]

    def test_E2_rotating_headers_do_not_help(self):
        self.assertEqual(self.starts(5, "203.0.113.1",
                                     lambda i: f"192.0.2.{i}"), self.LIMITED)
        for name in ("Forwarded", "X_Real_IP", "Client_IP", "True_Client_IP",
                     "CF_Connecting_IP", "X_Client_IP"):
            reply = self.program(
                "POST", API + "/conversations/start",
                b'{"scenario_type":"saas"}', peer="203.0.113.1",
                **{name: "192.0.2.77"})
            self.assertEqual(reply.status, 429, name)

    def test_E2_a_proxys_word_counts(self):
        self.assertEqual(self.starts(5, "10.1.2.3", lambda i:
                                     f"198.51.100.{i}"), [201] * 5)
        self.assertEqual(self.starts(5, "10.1.2.3", lambda i:
                                     "198.51.100.99"), self.LIMITED)

    def test_E2_only_the_last_foreign_address_counts(self):
        self.assertEqual(self.starts(5, "10.1.2.3", lambda i:
                                     f"192.0.2.{i}, 203.0.113.9, 10.0.0.7"),
                         self.LIMITED)

    def test_E2_garbage_falls_back_to_the_peer(self):
        junk = ["x", "", ",,,", "1.2.3.4.5", "' or 1=1", "<script>"]
        self.assertEqual(self.starts(5, "10.9.9.9", lambda i: junk[i]),
                         self.LIMITED)

    def test_E2_an_ipv6_household_is_one(self):
        self.assertEqual(
            [self.starts(1, f"2001:db8:1:2::{i:x}")[0] for i in range(5)],
            self.LIMITED)
        self.assertEqual(self.starts(1, "2001:db8:1:3::1"), [201])


class Portal(unittest.TestCase):
    """D1-D3 on pages, C4 on forms."""

    @classmethod
    def setUpClass(cls):
        cls.talk = start()

    def page(self, path, **headers):
        reply = call("GET", path, **headers)
        self.assertLess(reply.status, 400, reply)
        return reply.text

    def test_D1_hostile_text_is_escaped_on_pages(self):
        for text in ("<script>alert(1)</script>", "<img src=x onerror=a()>",
                     "\"><b>bold</b>", "<?cs var:page.title ?>",
                     "<!--#exec cmd=ls-->", "</textarea><u>"):
            self.talk.say(text)
            page = self.page(self.talk.page)
            self.assertNotIn(text, page)
            self.assertIn(text.replace("&", "&amp;").replace("<", "&lt;")
                          .replace(">", "&gt;").replace('"', "&quot;"), page
                          .replace("&#34;", "&quot;").replace("&#39;", "'"))
        for path in ("/help?q=%3Cscript%3Ex%3C/script%3E",
                     "/%3Cscript%3Ex", "/help/%3Cscript%3Ex",
                     "/?compare=%3Cscript%3Ex&with=%22%3E%3Cscript%3E"):
            self.assertNotIn("<script>", call("GET", path).text)

    def test_D3_links_are_http_and_have_rel(self):
        self.talk.say("see https://example.com/a?b=c and javascript:alert(1)"
                      " and data:text/html,x [x](javascript:alert(2))")
        page = self.page(self.talk.page)
        for link in re.findall(r"<a [^>]*>", page):
            href = re.search(r'href="([^"]*)"', link).group(1)
            self.assertRegex(href, r"^(/|#|\?|https?://|mailto:|tel:)", link)
            if href.startswith("http"):
                for word in ("noopener", "noreferrer", "nofollow"):
                    self.assertIn(word, link)
        for tag in re.findall(r"<(?:img|iframe|object|embed|audio|video)"
                              r"[^>]*>", page):
            self.assertNotIn("http", tag)

    def test_B10_cookies_are_closed(self):
        page = call("POST", "/chat", b"scenario=saas&content=hello",
                    Content_Type="application/x-www-form-urlencoded",
                    Sec_Fetch_Site="same-origin")
        self.assertEqual(page.status, 303, page)
        cookies = [v for k, v in page.pairs if k == "set-cookie"]
        self.assertTrue(cookies)
        for cookie in cookies:
            self.assertIn("HttpOnly", cookie)
            self.assertIn("SameSite=Lax", cookie)
            self.assertIn("Path=/", cookie)
            self.assertNotIn("Domain", cookie)

    def test_B10_with_tls_the_prefix_and_secure(self):
        program = Program("portal", cookie_secure="true")
        try:
            reply = program("POST", "/chat", b"scenario=saas&content=hello",
                            Content_Type="application/x-www-form-urlencoded")
            for cookie in (v for k, v in reply.pairs if k == "set-cookie"):
                self.assertTrue(cookie.startswith("__Host-"), cookie)
                self.assertIn("; Secure", cookie)
        finally:
            program.stop()

    def test_A6_redirects_are_paths_of_our_own(self):
        for back in ("//evil.example", "https://evil.example", "/\\evil",
                     "javascript:x", "\\\\evil", "/%0d%0aX:y", "/\tx", ""):
            for path in ("/theme", "/language"):
                body = (f"theme=dark&language=en&return={back}").encode()
                reply = call("POST", path, body, Sec_Fetch_Site="same-origin",
                             Content_Type="application/x-www-form-urlencoded")
                where = reply.headers.get("location", "/")
                self.assertRegex(where, r"^/([^/\\]|$)", back)
                self.assertLess(reply.status, 500)

    def test_C4_forms_with_a_cookie_need_their_token(self):
        cookie = "biwoco=" + self.talk.token
        before = counts()
        for csrf in ("", "&csrf=", "&csrf=x", "&csrf=" + "0" * 64):
            reply = call("POST", "/chat", (
                "scenario=saas&content=hello" + csrf).encode(),
                Content_Type="application/x-www-form-urlencoded",
                Cookie=cookie, Sec_Fetch_Site="same-origin")
            self.assertEqual(reply.status, 403, reply)
        self.assertEqual(counts(), before)
        page = self.page("/chat?scenario=saas", Cookie=cookie)
        csrf = re.search(r'name="csrf" value="([0-9a-f.-]{64,})"', page)
        self.assertIsNotNone(csrf)
        nonce, _, mac = csrf.group(1).partition(".")
        for forged in (mac, "." + mac, nonce, nonce + ".", nonce + "." +
                       mac[:-1], nonce + "." + "0" * 64, "x" + nonce + "." +
                       mac, nonce[:-1] + "." + mac, nonce.upper() + "." +
                       mac, nonce + "." + mac + "0", nonce + ".." + mac):
            reply = call("POST", "/chat", (
                "scenario=saas&content=hello&csrf=" + forged).encode(),
                Content_Type="application/x-www-form-urlencoded",
                Cookie=cookie, Sec_Fetch_Site="same-origin")
            self.assertIn(reply.status, (403,), (forged, csrf.group(1)))
        self.assertEqual(counts(), before)
        good = f"scenario=saas&content=hello&csrf={csrf.group(1)}".encode()
        evil = call("POST", "/chat", good, Cookie=cookie,
                    Sec_Fetch_Site="cross-site",
                    Content_Type="application/x-www-form-urlencoded")
        self.assertEqual(evil.status, 403)
        other = call("POST", "/chat", good, Cookie="biwoco=" + start().token,
                     Content_Type="application/x-www-form-urlencoded")
        self.assertEqual(other.status, 403)
        reply = call("POST", "/chat", good, Cookie=cookie,
                     Sec_Fetch_Site="same-origin",
                     Content_Type="application/x-www-form-urlencoded")
        self.assertEqual(reply.status, 303, reply)

    def test_C2_a_wrong_page_address_is_404(self):
        right = self.talk.page
        for path in (right[:-1], right + "x", "/chat/" + "A" * 43,
                     "/chat/" + self.talk.id, "/chat/" + self.talk.token,
                     "/chat/%00", "/chat/..", "/chat/" + "x" * 900):
            for tail in ("", "/transcript", "/rate", "/person"):
                reply = call("GET", path + tail)
                self.assertIn(reply.status, (400, 401, 404), path + tail)


if __name__ == "__main__":
    unittest.main()
