"""lighttpd in front: what it refuses, serves and adds by itself (A1)."""
import json
import os
import re
import socket
import unittest
from urllib.parse import urlsplit

URL = urlsplit(os.environ["BIWOCO_URL"])


def exchange(request):
    """One raw request; (status, headers, body) of the first answer."""
    with socket.create_connection((URL.hostname, URL.port), 10) as s:
        s.sendall(request)
        data = b""
        while True:
            try:
                more = s.recv(65536)
            except ConnectionResetError:  # closed before all was read
                break
            if not more:
                break
            data += more
    head, _, body = data.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    headers = {}
    for line in lines:
        name, _, value = line.partition(":")
        name = name.lower()
        headers[name] = ", ".join(
            filter(None, [headers.get(name), value.strip()]))
    return int(first.split()[1]) if first else 0, headers, body


def get(path, *lines):
    head = [f"GET {path} HTTP/1.1", f"Host: {URL.netloc}",
            "Connection: close", *lines, "", ""]
    return exchange("\r\n".join(head).encode("latin-1"))


def a_file():
    """(path without, path with a hash) of a static file that is there."""
    _, _, page = get("/")
    found = re.search(
        rb'"(/static/([\w/.-]+)\.[0-9a-f]{8}\.(\w+))"', page)
    if not found:
        raise AssertionError("the first page names no hashed file")
    return (f"/static/{found[2].decode()}.{found[3].decode()}",
            found[1].decode())


class Refused(unittest.TestCase):
    def test_a1_paths_with_two_meanings(self):
        for path in ("/a/../b", "/static/../biwoco.conf", "/api/v1/%2e%2e/x",
                     "/api/v1%2Fconversations", "/a%00b", "/a%0ab", "/a%zz",
                     "/%ff%fe"):
            with self.subTest(path):
                self.assertEqual(get(path)[0], 400)

    def test_a1_frames_with_two_meanings(self):
        host = f"Host: {URL.netloc}\r\n"
        frames = {
            "two hosts": f"GET / HTTP/1.1\r\n{host}Host: b\r\n\r\n",
            "no host": "GET / HTTP/1.1\r\n\r\n",
            "a bad host": "GET / HTTP/1.1\r\nHost: a b\r\n\r\n",
            "space before the colon":
                f"GET / HTTP/1.1\r\n{host}X-A : b\r\n\r\n",
            "a control character":
                f"GET / HTTP/1.1\r\n{host}X-A: b\x01\r\n\r\n",
            "two lengths": f"POST /api/v1/x HTTP/1.1\r\n{host}"
                           "Content-Length: 1\r\nContent-Length: 2\r\n\r\nab",
            "length and chunks": f"POST /api/v1/x HTTP/1.1\r\n{host}"
                                 "Content-Length: 4\r\n"
                                 "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            "a negative length": f"POST /api/v1/x HTTP/1.1\r\n{host}"
                                 "Content-Length: -1\r\n\r\n",
            "an unknown encoding": f"POST /api/v1/x HTTP/1.1\r\n{host}"
                                   "Transfer-Encoding: xchunked\r\n\r\n",
        }
        for name, frame in frames.items():
            with self.subTest(name):
                frame = frame.replace("\r\n\r\n",
                                      "\r\nConnection: close\r\n\r\n", 1)
                status, _, _ = exchange(frame.encode("latin-1"))
                self.assertIn(status, (400, 411, 501))

    def test_a1_large_headers(self):
        status, _, _ = get("/", "X-A: " + "a" * 20000)
        self.assertEqual(status, 431)

    def test_a1_large_bodies_are_a_problem_document(self):
        status, headers, body = exchange(
            (f"POST /api/v1/conversations/start HTTP/1.1\r\n"
             f"Host: {URL.netloc}\r\nConnection: close\r\n"
             f"Content-Length: 2000000\r\n\r\n").encode())
        self.assertEqual(status, 413)
        self.assertEqual(headers["content-type"], "application/problem+json")
        self.assertEqual(json.loads(body)["status"], 413)

    def test_a1_http2_in_the_clear(self):
        status, headers, _ = get(
            "/healthz", "Upgrade: h2c", "HTTP2-Settings: AAMAAABkAAQAAP__")
        self.assertEqual(status, 200)
        self.assertNotIn("upgrade", headers)
        status, _, body = exchange(b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n")
        self.assertNotEqual(status, 200)
        self.assertNotIn(b"\0\0", body[:9])

    def test_a1_ranges_of_pages(self):
        status, headers, _ = get("/", "Range: bytes=0-3")
        self.assertEqual(status, 200)
        self.assertNotIn("content-range", headers)


    def test_programs_are_never_sent_as_files(self):
        for path in ("/portal.fcgi", "/api.fcgi", "/events.fcgi", "/docs",
                     "/redoc", "/help", "/static/portal.fcgi",
                     "/api/v1/nothing"):
            with self.subTest(path):
                status, headers, body = get(path)
                self.assertNotEqual(body[:4], b"\x7fELF")
                self.assertNotEqual(headers.get("content-type"),
                                    "application/octet-stream")


class Static(unittest.TestCase):
    def test_hashed_names_are_kept_for_ever(self):
        plain, hashed = a_file()
        status, headers, body = get(hashed)
        self.assertEqual(status, 200)
        self.assertEqual(headers["cache-control"], "max-age=31536000")
        self.assertEqual(body, get(plain)[2])

    def test_plain_names_are_kept_for_minutes(self):
        plain, _ = a_file()
        status, headers, _ = get(plain)
        self.assertEqual(status, 200)
        self.assertEqual(headers["cache-control"], "max-age=300")
        self.assertEqual(get(plain, "If-None-Match: " + headers["etag"])[0],
                         304)

    def test_what_is_missing_is_not_kept(self):
        status, headers, _ = get("/static/nothing.0123abcd.css")
        self.assertEqual(status, 404)
        self.assertNotIn("max-age", headers.get("cache-control", ""))

    def test_folders_are_not_listed(self):
        self.assertIn(get("/static/")[0], (403, 404))

    def test_compression(self):
        for coding in ("br", "gzip"):
            with self.subTest(coding):
                status, headers, _ = get("/", f"Accept-Encoding: {coding}")
                self.assertEqual(status, 200)
                self.assertEqual(headers["content-encoding"], coding)
                self.assertIn("accept-encoding", headers["vary"].lower())


class Everywhere(unittest.TestCase):
    def test_a4_headers(self):
        plain, _ = a_file()
        for path in ("/", plain, "/static/nothing.css", "/healthz",
                     "/api/v1/nothing"):
            with self.subTest(path):
                _, headers, _ = get(path)
                self.assertEqual(headers["x-content-type-options"], "nosniff")
                self.assertEqual(headers["referrer-policy"], "no-referrer")

    def test_a1_no_version_is_told(self):
        for path in ("/", "/a/../b", "/static/nothing.css"):
            with self.subTest(path):
                _, headers, body = get(path)
                self.assertNotIn("server", headers)
                self.assertNotIn(b"lighttpd", body.lower())


if __name__ == "__main__":
    unittest.main()
