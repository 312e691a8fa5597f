"""What the installed programs are made of: M1, M2, M5, D4.

The release build's flags are read by tests/hardening; here it is the build
that the tests run on."""
import glob
import os
import re
import subprocess
import time
import unittest
from urllib.parse import quote

from biwoco import API, OWNER_DB, PREFIX, Client, counts, read, sql, start

TOP = os.path.dirname(os.path.dirname(os.path.dirname(
    os.path.abspath(__file__))))
BUILD = os.path.dirname(PREFIX)
PROGRAMS = [PREFIX + "/bin/biwoco"] + sorted(
    glob.glob(PREFIX + "/libexec/biwoco/*.fcgi"))
BANNED = re.compile(
    r"\bU (?:__)?(strcpy|strcat|sprintf|vsprintf|gets|strtok|atoi|atol|"
    r"system|popen|tmpnam|mktemp|alloca|memcmp_secret)(?:_chk)?(@|$)", re.M)


def run(*argv):
    return subprocess.run(argv, stdout=subprocess.PIPE, check=True,
                          stderr=subprocess.STDOUT).stdout.decode()


def is_debug():
    return "__asan_init" in run("nm", "-D", PROGRAMS[0])


class Programs(unittest.TestCase):
    def test_there_are_four(self):
        self.assertEqual([os.path.basename(p) for p in PROGRAMS],
                         ["biwoco", "api.fcgi", "events.fcgi",
                          "portal.fcgi"])

    def test_M1_programs_are_hardened(self):
        """A sanitizer build has other checks (M2); both are
        position-independent."""
        for path in PROGRAMS:
            self.assertRegex(run("readelf", "-h", path), r"Type:\s+DYN")
            segments = run("readelf", "-lW", path)
            self.assertRegex(segments, r"GNU_STACK .* RW +0x")
            self.assertIn("GNU_RELRO", segments)
            if not is_debug():
                self.assertRegex(run("readelf", "-dW", path), r"NOW")
                self.assertIn("__stack_chk_fail", run("nm", "-D", path))

    def test_M1_hardening_flags_are_asked_for(self):
        text = read(TOP + "/configure.ac")
        for flag in ("-D_FORTIFY_SOURCE=3", "-fstack-protector-strong",
                     "-fstack-clash-protection", "-fcf-protection=full",
                     "-fPIE", "-ftrivial-auto-var-init=zero", "-z,relro",
                     "-z,now", "-z,noexecstack", "-Wall", "-Wextra",
                     "-Wformat=2", "-Wconversion"):
            self.assertIn(flag, text)

    def test_M2_the_debug_build_has_the_sanitizers(self):
        if not is_debug():
            self.skipTest("this is no debug build")
        for path in PROGRAMS:
            symbols = run("nm", "-D", path)
            self.assertIn("__asan_init", symbols, path)
            self.assertIn("__ubsan_handle", symbols, path)
        for path in glob.glob(TOP + "/lib/**/*.[ch]", recursive=True):
            self.assertNotIn("no_sanitize", read(path), path)

    def test_M5_our_objects_call_no_banned_function(self):
        objects = glob.glob(BUILD + "/lib*.a") + \
            glob.glob(BUILD + "/**/*.o", recursive=True)
        objects = [o for o in objects if "/tests/" not in o]
        if not objects:
            self.skipTest("the build folder is not here")
        for path in objects:
            self.assertIsNone(BANNED.search(run("nm", path)), path)

    def test_M5_dependencies_are_only_the_named_ones(self):
        named = {"libpq", "libsodium", "libjson-c", "libutf8proc",
                 "libfcgi", "libmd4c", "libstemmer", "libz", "libc", "libm",
                 "libcurl", "liblinear", "libasan", "libubsan",
                 "ld-linux-x86-64", "libgcc_s"}
        for path in PROGRAMS:
            for name in re.findall(r"NEEDED.*\[([\w+-]+)\.so",
                                   run("readelf", "-dW", path)):
                self.assertIn(re.sub(r"-\d.*", "", name), named, path)

    def test_web_programs_link_no_outgoing_client(self):
        for path in PROGRAMS[1:]:
            self.assertNotIn("curl", run("readelf", "-dW", path))


class Injection(unittest.TestCase):
    EVIL = ["' or pg_sleep(3) is null --", "1; select pg_sleep(3)",
            "$$||pg_sleep(3)||$$", "\\'; select pg_sleep(3); --",
            "x') or pg_sleep(3) is null or ('1'='1",
            "{1,pg_sleep(3)}", "\"}', pg_sleep(3)) --", "%' or '1'='1"]

    def test_D4_sql_in_any_value_stays_a_value(self):
        client, talk = Client(), start()
        answer = talk.say("What is your return policy?").json()
        before = counts()
        for evil in self.EVIL:
            q = quote(evil, safe="")
            requests = [
                ("GET", f"{API}/knowledge/search?q={q}", None),
                ("GET", f"{API}/knowledge/search?q=a&scenario={q}", None),
                ("GET", f"{API}/knowledge?cursor={q}/{q}", None),
                ("GET", f"{API}/knowledge/{q}", None),
                ("GET", f"{API}/knowledge/{q}?revision={q}", None),
                ("GET", f"{API}/scenarios/{q}", None),
                ("GET", f"{API}/conversations?cursor={q}&limit=5", None),
                ("GET", f"{API}/conversations/{q}", None),
                ("GET", f"{talk.path}/messages?after={q}", None),
                ("GET", f"/help?q={q}&scenario={q}", None),
                ("GET", f"/help/{q}", None),
                ("GET", f"/chat/{q}", None), ("GET", f"/?compare={q}", None),
                ("POST", API + "/conversations/start",
                 {"scenario_type": evil}),
                ("PUT", f"{API}/messages/{answer['id']}/feedback",
                 {"vote": evil}), ("PUT", talk.path, {"status": evil})]
            for method, path, body in requests:
                began = time.monotonic()
                reply = client(method, path, body, talk.token)
                self.assertLess(time.monotonic() - began, 2, path)
                self.assertLess(reply.status, 500, (path, reply))
            for token in (evil, quote(evil)):
                self.assertIn(client("GET", API + "/conversations", None,
                                     token).status, (200, 401))
        self.assertEqual(counts(), before)

    def test_D4_stored_sql_stays_text(self):
        talk = start()
        for evil in self.EVIL:
            began = time.monotonic()
            self.assertEqual(talk.say(evil, Idempotency_Key=evil).status,
                             200)
            self.assertLess(time.monotonic() - began, 2)
        self.assertEqual([m["content"] for m in talk.messages()
                          if m["role"] == "USER"], self.EVIL)

    def test_D4_no_value_stands_in_a_statement(self):
        start().say("What is your return policy?")
        seen = sql("select distinct query from pg_stat_activity where "
                   "application_name in ('api', 'portal', 'events') and "
                   "query <> ''",
                   OWNER_DB.replace("biwoco_owner@", "postgres@"))
        self.assertTrue(seen)
        for (query,) in seen:
            self.assertNotIn("return policy", query)


if __name__ == "__main__":
    unittest.main()
