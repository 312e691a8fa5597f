"""Hostile frames: what is no proper HTTP request (A1), and what no web
server would pass on to a program (A2, A3)."""
import json
import os
import socket
import stat
import struct
import time
import unittest

from biwoco import (API, HOST, PORT, RUN_DIR, call, counts, parse, raw,
                    start)
from fcgi import BEGIN, PARAMS, Program, environment, frames, record
from problems import check_problem, check_refused, check_safe

BODY = json.dumps({"content": "hello"}).encode()


def request(method="GET", path=API + "/health", headers=(), body=b"",
            version="HTTP/1.1", host="localhost"):
    lines = [f"{method} {path} {version}".encode("latin-1")]
    if host is not None:
        lines.append(b"Host: " + host.encode("latin-1"))
    for header in headers:
        lines.append(header if isinstance(header, bytes) else
                     header.encode("latin-1"))
    return b"\r\n".join(lines) + b"\r\n\r\n" + body


CLOSE = "Connection: close"


class Frames(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.talk = start()
        cls.messages = f"{API}/conversations/{cls.talk.id}/messages"
        cls.auth = ["Authorization: Bearer " + cls.talk.token,
                    "Content-Type: application/json", CLOSE]

    def setUp(self):
        self.before = counts()

    def check_nothing_stored(self):
        self.assertEqual(counts(), self.before)

    def refused(self, data, statuses=(400,), timeout=5.0, shut=False):
        """All answers are refusals; none at all is one too."""
        began = time.monotonic()
        replies = parse(raw(data, timeout, shut))
        self.assertLess(time.monotonic() - began, timeout)
        for reply in replies[:1]:
            check_refused(self, reply)
            if statuses:
                self.assertIn(reply.status, statuses, reply)
        return replies

    def post(self, headers, body=BODY):
        return request("POST", self.messages, self.auth + headers, body)

    def test_A3_odd_content_lengths_are_refused(self):
        for value in ("+5", "-1", "0x14", "20 20", "20,20", "1e2", "20.0",
                      "18446744073709551616", "9" * 40, "2O", "",
                      "99999999999", "\xb2\xb0"):
            with self.subTest(value=value):
                self.refused(self.post(["Content-Length: " + value]),
                             (400, 413, 411))
        self.check_nothing_stored()

    def test_A3_two_lengths_are_refused(self):
        for lengths in ((20, 5), (20, 20), (0, 20)):
            self.refused(self.post([f"Content-Length: {n}" for n in
                                    lengths]))
        self.check_nothing_stored()

    def test_A3_length_and_chunks_are_refused(self):
        body = b"14\r\n" + BODY + b"\r\n0\r\n\r\n"
        for order in ((0, 1), (1, 0)):
            headers = ["Transfer-Encoding: chunked",
                       f"Content-Length: {len(BODY)}"]
            self.refused(self.post([headers[i] for i in order], body))
        self.check_nothing_stored()

    def test_A3_a_shorter_body_is_not_processed(self):
        data = self.post([f"Content-Length: {len(BODY) + 10}"])
        self.refused(data, statuses=(400, 408), shut=True)
        self.check_nothing_stored()

    def test_A3_a_longer_body_is_cut_at_its_length(self):
        data = self.post([f"Content-Length: {len(BODY)}"], BODY + b"x" * 50)
        reply = parse(raw(data))[0]
        self.assertEqual(reply.status, 200, reply)

    def test_chunked_bodies_are_read(self):
        body = b"a\r\n" + BODY[:10] + b"\r\n" + \
            b"%x\r\n" % (len(BODY) - 10) + BODY[10:] + b"\r\n0\r\n\r\n"
        reply = parse(raw(self.post(["Transfer-Encoding: chunked"], body)))[0]
        self.assertEqual(reply.status, 200, reply)

    def test_broken_chunks_are_refused(self):
        for body in (b"zz\r\nhello\r\n0\r\n\r\n", b"-5\r\nhello\r\n0\r\n\r\n",
                     b"ffffffffffffffffff\r\nx\r\n0\r\n\r\n",
                     b"5\r\nhelloo\r\n0\r\n\r\n", b"0x5\r\nhello\r\n",
                     b"5" + b";x" * 9000 + b"\r\nhello\r\n0\r\n\r\n"):
            self.refused(self.post(["Transfer-Encoding: chunked"], body),
                         None, shut=True)
        for coding in ("gzip", "chunked, chunked", "identity, chunked",
                       "xchunked", "chunked\x0b"):
            self.refused(self.post(["Transfer-Encoding: " + coding],
                                   b"0\r\n\r\n"), (400, 501, 411, 415))
        self.check_nothing_stored()

    def test_A1_malformed_request_lines_are_refused(self):
        for line in (b"GET\r\n\r\n", b"GET /\r\n\r\n", b"\r\n\r\nX\r\n\r\n",
                     b"GET / HTTP/9.9\r\n\r\n", b"GET  /  HTTP/1.1\r\n\r\n",
                     b"GET / HTTP/1.1 x\r\n\r\n", b"\x00\x01\x02\r\n\r\n",
                     b"GET /\x00 HTTP/1.1\r\nHost: x\r\n\r\n",
                     b"GET x HTTP/1.1\r\nHost: x\r\n\r\n",
                     b"GET \\ HTTP/1.1\r\nHost: x\r\n\r\n",
                     b"G@T / HTTP/1.1\r\nHost: x\r\n\r\n",
                     b"GET / HTTP/1.1\nHost: x\n\n",
                     b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" * 9):
            with self.subTest(line=line[:40]):
                self.refused(line, None, shut=True)

    def test_A1_malformed_headers_are_refused(self):
        for header in (b"X y: z", b"X : z", b": z", b"X\x00: z", b"X: \x00",
                       b"X: a\nY: b",
                       b"X: a\rY: b", b"no-colon", b"X\xff: y",
                       b"X: \x07"):
            with self.subTest(header=header):
                self.refused(request(headers=[CLOSE, header]), (400,))

    def test_A1_huge_headers_are_refused(self):
        for headers in ([b"X: " + b"a" * 20000],
                        [b"X-%d: %s" % (i, b"a" * 90) for i in range(300)],
                        ["Cookie: a=" + "b" * 20000],
                        ["Authorization: Bearer " + "x" * 17000]):
            self.refused(request(headers=[CLOSE, *headers]), (400, 431))

    def test_A2_more_than_200_variables_are_refused(self):
        headers = [f"X-{i}: y" for i in range(220)]
        reply = parse(raw(request(headers=[CLOSE, *headers])))[0]
        check_problem(self, reply, 413)

    def test_A1_host_must_be_one_name(self):
        for host in ("", "a b", "a/b", "x@y", "x,y", "[::1", "x:99999",
                     "x:y", "\xe9", "a..b", "x\\y"):
            with self.subTest(host=host):
                self.refused(request(host=host, headers=[CLOSE]), (400,))
        self.refused(request(host=None, headers=[CLOSE]), (400,))
        self.refused(request(headers=[CLOSE, "Host: other"]), (400,))
        reply = parse(raw(request(host=None, version="HTTP/1.0")))[0]
        self.assertEqual(reply.status, 200)

    def test_A6_nothing_reflects_the_host(self):
        for path in (API + "/health", API + "/openapi.json", "/docs",
                     API + "/knowledge?limit=1", "/none", "/", "/help",
                     API + "/none", self.messages):
            for headers in ([], ["X-Forwarded-Host: evil.example"],
                            ["X-Forwarded-Proto: gopher"],
                            ["Forwarded: host=evil.example"],
                            ["X-Original-URL: /evil.example"],
                            ["X-Rewrite-URL: /evil.example"]):
                data = raw(request(path=path, host="evil.example",
                                   headers=[CLOSE, *headers]))
                self.assertNotIn(b"evil.example", data, path)
                self.assertNotIn(b"gopher", data)
                self.assertLess(parse(data)[0].status, 500, path)
        whole = raw(request(path="http://evil.example" + API + "/health",
                            headers=[CLOSE]))
        self.assertNotIn(b"evil.example", whole)

    def test_A1_range_is_not_applied_to_dynamic_pages(self):
        for path in (API + "/health", API + "/openapi.json", "/"):
            reply = parse(raw(request(
                path=path, headers=[CLOSE, "Range: bytes=0-3"])))[0]
            self.assertNotIn(reply.status, (206, 416), path)

    def test_A1_http2_in_the_clear_is_off(self):
        reply = parse(raw(request(headers=[
            "Connection: close, Upgrade, HTTP2-Settings", "Upgrade: h2c",
            "HTTP2-Settings: AAMAAABkAAQAAP__"])))[0]
        self.assertEqual(reply.status, 200)
        data = raw(b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + b"\x00" * 9,
                   shut=True)
        self.assertTrue(data == b"" or data.startswith(b"HTTP/1."), data)

    def test_trace_and_connect_are_refused(self):
        for method in ("TRACE", "CONNECT", "TRACK", "DEBUG", "FOO"):
            for path in ("/", API + "/health", "localhost:5432"):
                data = raw(request(method, path, [
                    CLOSE, "X-Secret: 12345-secret"]))
                self.assertNotIn(b"12345-secret", data)
                for reply in parse(data):
                    self.assertIn(reply.status, (400, 404, 405, 501), method)

    def test_http_1_0_and_pipelining_answer_each_in_order(self):
        reply = parse(raw(request(version="HTTP/1.0")))[0]
        self.assertEqual(reply.status, 200)
        data = b"".join(request(path=API + path) for path in (
            "/health", "/none", "/scenarios/saas")) + \
            request(path=API + "/none2", headers=[CLOSE])
        replies = parse(raw(data))
        self.assertEqual([r.status for r in replies], [200, 404, 200, 404])
        self.assertEqual(replies[2].json()["id"], "saas")

    def test_a_smuggled_second_request_stays_a_body(self):
        inner = request("DELETE", f"{API}/conversations/{self.talk.id}",
                        self.auth)
        data = self.post([f"Content-Length: {len(inner)}"], inner)
        replies = parse(raw(data))
        self.assertEqual([r.status for r in replies], [400])
        self.check_nothing_stored()

    def test_get_with_a_body_is_refused_or_ignored(self):
        reply = parse(raw(request(
            headers=[CLOSE, "Content-Length: 5"], body=b"hello")))[0]
        check_refused(self, reply, allowed=(200,))

    def test_expect_continue_is_answered(self):
        data = raw(self.post(["Expect: 100-continue",
                              f"Content-Length: {len(BODY)}"]))
        data = data.replace(b"HTTP/1.1 100 Continue\r\n\r\n", b"")
        self.assertEqual(parse(data)[0].status, 200)
        reply = parse(raw(self.post(["Expect: 200-maybe",
                                     f"Content-Length: {len(BODY)}"])))[0]
        self.assertIn(reply.status, (200, 417))

    def test_a_client_that_leaves_in_the_middle_harms_nobody(self):
        whole = self.post([f"Content-Length: {len(BODY)}"])
        for cut in range(1, len(whole) - len(BODY), 40):
            with socket.create_connection((HOST, PORT), timeout=5) as s:
                s.sendall(whole[:cut])
                s.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER,
                             struct.pack("ii", 1, 0))
        self.assertEqual(call("GET", API + "/health").status, 200)
        self.check_nothing_stored()


class Programs(unittest.TestCase):
    """The FastCGI programs themselves, as a hostile neighbour sees them."""

    @classmethod
    def setUpClass(cls):
        cls.program = Program("api")
        cls.talk = start()
        cls.path = f"{API}/conversations/{cls.talk.id}/messages"
        cls.headers = {"Authorization": "Bearer " + cls.talk.token,
                       "Content-Type": "application/json"}

    @classmethod
    def tearDownClass(cls):
        cls.program.stop()

    def post(self, length, body=BODY):
        headers = dict(self.headers, **{"Content-Length": length})
        return self.program.send(
            environment("POST", self.path, headers), body)

    def test_A2_sockets_are_0600_in_a_closed_folder(self):
        for name in ("portal", "api", "events"):
            s = os.stat(f"{RUN_DIR}/{name}.sock")
            self.assertTrue(stat.S_ISSOCK(s.st_mode))
            self.assertEqual(stat.S_IMODE(s.st_mode) & 0o077, 0, name)
        self.assertEqual(stat.S_IMODE(os.stat(RUN_DIR).st_mode), 0o700)

    def test_A2_200_variables_and_64_kib_are_the_limit(self):
        base = environment("GET", API + "/health", {})
        # libfcgi adds FCGI_ROLE.
        fits = [(f"X{i}", "y") for i in range(199 - len(base))]
        self.assertEqual(self.program.send(base + fits).status, 200)
        reply = self.program.send(base + fits + [("ONE", "more")])
        check_problem(self, reply, 413)
        check_problem(self, self.program.send(
            base + [("LONG", "x" * (65 << 10))]), 413)
        self.assertEqual(self.program.send(
            base + [("LONG", "x" * (60 << 10))]).status, 200)

    def test_A3_content_length_is_read_strictly(self):
        before = counts()
        for length in ("+5", " 20", "20 ", "0x14", "-1", "1e1", "2\n0",
                       "18446744073709551636", "20.0", "\u0662\u0660"):
            check_problem(self, self.post(length), 400)
        check_problem(self, self.post("9223372036854775807"), 413)
        self.assertEqual(counts(), before)

    def test_A3_a_shorter_body_is_400_and_not_processed(self):
        before = counts()
        check_problem(self, self.post(str(len(BODY) + 1)), 400)
        check_problem(self, self.post(str(len(BODY)), b""), 400)
        self.assertEqual(counts(), before)

    def test_a_longer_body_is_cut(self):
        reply = self.post(str(len(BODY)), BODY + b"trailing")
        self.assertEqual(reply.status, 200, reply)

    def test_E2_two_headers_of_one_name_are_refused(self):
        """A header X_Forwarded_For arrives under X-Forwarded-For's name."""
        twice = environment("GET", API + "/health", {}) + [
            ("HTTP_X_FORWARDED_FOR", "192.0.2.1"),
            ("HTTP_X_FORWARDED_FOR", "192.0.2.2")]
        check_problem(self, self.program.send(twice), 400)

    def test_missing_and_odd_variables_do_not_crash_it(self):
        for env in ([], [("REQUEST_METHOD", "")], [("REQUEST_URI", "")],
                    [("REQUEST_URI", "x")], [("REQUEST_METHOD", "\xff")],
                    [("REQUEST_URI", b"/\xff\xfe")],
                    [("REQUEST_URI", "/\x01")], [("REQUEST_URI", "/%00")],
                    [("REQUEST_URI", "/" + "%41" * 900)],
                    [("REQUEST_METHOD", "G" * 9000)],
                    [("REQUEST_URI", "/\r\nX: y")],
                    [("QUERY_STRING", b"\xff=\xff"),
                     ("REQUEST_URI", API + "/knowledge")],
                    [("REMOTE_ADDR", "x" * 5000)],
                    [("REMOTE_ADDR", "fe80::1%eth0")],
                    [("SCRIPT_NAME", "/api.fcgi"),
                     ("REQUEST_URI", "/api.fcgi")]):
            reply = self.program.send(env)
            self.assertIsNotNone(reply, env)
            self.assertLess(reply.status, 500, (env, reply))
            check_safe(self, reply)

    def test_broken_records_do_not_stop_the_program(self):
        good = frames(environment("GET", API + "/health", {}))
        for data in (b"", b"\x00", b"\xff" * 64, good[:7], good[:20],
                     record(BEGIN, b"\x00\x09\x00" + b"\x00" * 5),
                     record(BEGIN, b"\x00\x01\x00" + b"\x00" * 5) +
                     record(PARAMS, b"\xff\xff\xff\xff\xff\xff\xff\xff"),
                     record(BEGIN, b"\x00\x01\x00" + b"\x00" * 5) +
                     record(PARAMS, b"\x84\x00\x00\x00\x01\x00"),
                     record(99, b"x" * 100), b"\x02" + good[1:],
                     record(PARAMS, b"x") + good):
            with self.program.connect() as s:
                s.sendall(data)
                s.shutdown(socket.SHUT_WR)
                s.settimeout(2)
                try:
                    while s.recv(4096):
                        pass
                except (ConnectionResetError, TimeoutError):
                    pass
            self.assertIsNone(self.program.processes[0].poll(), data)
            reply = self.program("GET", API + "/health")
            self.assertEqual(reply.status, 200)


if __name__ == "__main__":
    unittest.main()
