"""Speaks FastCGI to a program directly, without a web server between.

For what a web server would not let through, and for programs with settings
of their own (rate limits, proxies).
"""
import os
import signal
import socket
import struct
import subprocess
import tempfile
import time

from biwoco import CONFIG, LOG_DIR, PREFIX, RUN_DIR, Reply, owner

BEGIN, END, PARAMS, STDIN, STDOUT = 1, 3, 4, 5, 6


def record(kind, body, number=1):
    out = b""
    while True:
        piece, body = body[:65535], body[65535:]
        out += struct.pack(">BBHHBB", 1, kind, number, len(piece), 0, 0)
        out += piece
        if not body:
            return out


def size(n):
    return bytes([n]) if n < 128 else struct.pack(">I", n | 0x80000000)


def pairs(params):
    out = b""
    for name, value in params:
        name, value = (x if isinstance(x, bytes) else x.encode()
                       for x in (name, value))
        out += size(len(name)) + size(len(value)) + name + value
    return out


def frames(params, body=b""):
    """One whole request."""
    out = record(BEGIN, struct.pack(">HB5x", 1, 0))
    encoded = pairs(params)
    if encoded:
        out += record(PARAMS, encoded)
    out += record(PARAMS, b"")
    if body:
        out += record(STDIN, body)
    return out + record(STDIN, b"")


def read_exactly(s, n):
    out = b""
    while len(out) < n:
        more = s.recv(n - len(out))
        if not more:
            return None
        out += more
    return out


def read_reply(s):
    """The bytes of the answer; None: the program left."""
    out = b""
    while True:
        head = read_exactly(s, 8)
        if head is None:
            return out or None
        _, kind, _, length, padding, _ = struct.unpack(">BBHHBB", head)
        body = read_exactly(s, length + padding)
        if kind == STDOUT:
            out += body[:length]
        if kind == END:
            return out


def environment(method, path, headers, peer="127.0.0.1"):
    query = path.partition("?")[2]
    params = {"REQUEST_METHOD": method, "REQUEST_URI": path,
              "QUERY_STRING": query, "SCRIPT_NAME": "",
              "SERVER_PROTOCOL": "HTTP/1.1", "REMOTE_ADDR": peer,
              "GATEWAY_INTERFACE": "CGI/1.1"}
    for name, value in headers.items():
        name = name.upper().replace("-", "_")
        if name not in ("CONTENT_TYPE", "CONTENT_LENGTH"):
            name = "HTTP_" + name
        params[name] = value
    return list(params.items())


class Program:
    """`name`.fcgi with settings of its own, on a socket of its own."""

    def __init__(self, name="api", processes=1, **settings):
        self.folder = tempfile.mkdtemp(prefix="own.", dir=RUN_DIR)
        self.path = self.folder + "/s"
        self.listener = socket.socket(socket.AF_UNIX)
        self.listener.bind(self.path)
        self.listener.listen(128)
        who = owner()
        if who:
            os.chown(self.folder, who["user"], who["group"])
            os.chown(self.path, who["user"], who["group"])
        env = dict(os.environ, BIWOCO_CONFIG=CONFIG)
        for unwanted in ("BIWOCO_URL", "BIWOCO_TEST_DATABASE_URL",
                         "BIWOCO_WEB_DATABASE_URL", "BIWOCO_RUN_DIR",
                         "BIWOCO_LOG_DIR", "BIWOCO_BIN"):
            env.pop(unwanted, None)
        for key, value in settings.items():
            env["BIWOCO_" + key.upper()] = str(value)
        self.log = open(f"{LOG_DIR}/own-{name}.log", "ab")
        self.processes = [subprocess.Popen(
            [f"{PREFIX}/libexec/biwoco/{name}.fcgi"], stdin=self.listener,
            stdout=subprocess.DEVNULL, stderr=self.log, env=env, cwd="/",
            **who) for _ in range(processes)]

    def connect(self, timeout=15):
        s = socket.socket(socket.AF_UNIX)
        s.settimeout(timeout)
        s.connect(self.path)
        return s

    def send(self, params, body=b""):
        """The reply to these variables; None: it left without one."""
        if all(p.poll() is not None for p in self.processes):
            raise AssertionError("the program ended: see " + self.log.name)
        with self.connect() as s:
            try:
                s.sendall(frames(params, body))
            except BrokenPipeError:
                pass
            data = read_reply(s)
        if data is None:
            return None
        head, _, rest = data.partition(b"\r\n\r\n")
        lines = [tuple(x.strip() for x in line.split(":", 1))
                 for line in head.decode("latin-1").split("\r\n")]
        status = int(dict(lines)["Status"][:3])
        return Reply(status, lines[1:], rest)

    def __call__(self, method, path, body=b"", peer="127.0.0.1", **headers):
        names = {k.replace("_", "-"): v for k, v in headers.items()}
        if body:
            names.setdefault("Content-Type", "application/json")
            names.setdefault("Content-Length", str(len(body)))
        return self.send(environment(method, path, names, peer), body)

    def stop(self):
        for p in self.processes:
            p.send_signal(signal.SIGTERM)
        until = time.monotonic() + 10
        for p in self.processes:
            try:
                p.wait(max(0.1, until - time.monotonic()))
            except subprocess.TimeoutExpired:
                p.kill()
                p.wait()
        self.listener.close()
        self.log.close()
        os.unlink(self.path)
        os.rmdir(self.folder)
