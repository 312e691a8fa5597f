"""A small client for tests: HTTP, raw frames, the database, processes.

Reads what tests/stack exports.  Nothing here is a test.
"""
import http.client
import json
import os
import re
import signal
import socket
import subprocess
import time
import urllib.parse

URL = os.environ["BIWOCO_URL"]
HOST = urllib.parse.urlsplit(URL).hostname
PORT = urllib.parse.urlsplit(URL).port
CONFIG = os.environ["BIWOCO_CONFIG"]
STATE = os.path.dirname(CONFIG)
RUN_DIR = os.environ["BIWOCO_RUN_DIR"]
LOG_DIR = os.environ["BIWOCO_LOG_DIR"]
PREFIX = os.path.dirname(os.path.dirname(os.environ["BIWOCO_BIN"]))
OWNER_DB = os.environ["BIWOCO_TEST_DATABASE_URL"]
WEB_DB = os.environ["BIWOCO_WEB_DATABASE_URL"]
API = "/api/v1"
NO_SUCH = "00000000-0000-4000-8000-000000000000"


class Reply:
    """Status, headers (lower case, repeated ones joined) and body."""

    def __init__(self, status, headers, body):
        self.status = status
        self.pairs = [(k.lower(), v) for k, v in headers]
        self.headers = {}
        for name, value in self.pairs:
            if name in self.headers:
                value = self.headers[name] + ", " + value
            self.headers[name] = value
        self.body = body

    @property
    def text(self):
        return self.body.decode("utf-8")

    def json(self):
        return json.loads(self.body)

    @property
    def type(self):
        return self.headers.get("content-type", "").split(";")[0]

    def __repr__(self):
        return f"<{self.status} {self.type} {self.body[:300]!r}>"


def encoded(body, headers):
    """Anything but text and bytes is sent as JSON."""
    if body is not None and not isinstance(body, (bytes, str)):
        body = json.dumps(body, ensure_ascii=False)
    if isinstance(body, str):
        body = body.encode("utf-8", "surrogatepass")
    if body is not None and "Content-Type" not in headers:
        headers["Content-Type"] = "application/json"
    return body


class Client:
    """One connection that is kept; opened again when it was closed."""

    def __init__(self, timeout=20):
        self.timeout = timeout
        self.connection = None

    def __call__(self, method, path, body=None, token=None, **headers):
        return self.send(method, path, body, token,
                         {k.replace("_", "-"): v for k, v in headers.items()})

    def send(self, method, path, body=None, token=None, headers=None):
        headers = dict(headers or {})
        body = encoded(body, headers)
        if token is not None:
            headers["Authorization"] = "Bearer " + token
        if self.connection is None:
            self.connection = http.client.HTTPConnection(
                HOST, PORT, timeout=self.timeout)
        try:
            self.connection.request(method, path, body, headers)
            got = self.connection.getresponse()
            reply = Reply(got.status, got.getheaders(), got.read())
        except (OSError, http.client.HTTPException):
            self.close()
            raise
        if got.will_close:
            self.close()
        return reply

    def close(self):
        if self.connection is not None:
            self.connection.close()
        self.connection = None

    __del__ = close


def call(method, path, body=None, token=None, **headers):
    """One request on a connection of its own."""
    client = Client()
    try:
        return client(method, path, body, token, **headers)
    finally:
        client.close()


class Talk:
    """A conversation and the token that opens it."""

    def __init__(self, reply):
        self.started = reply.json()
        self.id = self.started["id"]
        self.token = self.started["token"]
        self.page = self.started["chat_path"]
        self.path = f"{API}/conversations/{self.id}"

    def call(self, method, tail="", body=None, **headers):
        return call(method, self.path + tail, body, self.token, **headers)

    def say(self, content, **headers):
        return self.call("POST", "/messages", {"content": content}, **headers)

    def messages(self, query="?limit=200"):
        return self.call("GET", "/messages" + query).json()


def start(scenario="ecommerce", token=None, **fields):
    fields["scenario_type"] = scenario
    reply = call("POST", API + "/conversations/start", fields, token)
    assert reply.status == 201, reply
    return Talk(reply)


def raw(data, timeout=5.0, shut=False):
    """Sends bytes as they are; all bytes that came back until the end."""
    with socket.create_connection((HOST, PORT), timeout=timeout) as s:
        s.settimeout(timeout)
        try:
            s.sendall(data)
            if shut:
                s.shutdown(socket.SHUT_WR)
        except OSError:
            pass  # refused before all was sent: the answer says why
        got = b""
        until = time.monotonic() + timeout
        while time.monotonic() < until:
            try:
                more = s.recv(65536)
            except ConnectionError:
                break
            if not more:
                break
            got += more
        else:
            raise TimeoutError("the connection stays open")
        return got


def parse(data):
    """Splits what raw() gave into replies."""
    replies = []
    while data:
        head, _, rest = data.partition(b"\r\n\r\n")
        lines = head.decode("latin-1").split("\r\n")
        match = re.fullmatch(r"HTTP/1\.[01] (\d{3}) .*", lines[0])
        assert match, data[:200]
        pairs = [tuple(x.strip() for x in line.split(":", 1))
                 for line in lines[1:]]
        names = {k.lower(): v for k, v in pairs}
        length = int(names.get("content-length", len(rest)))
        if names.get("transfer-encoding") == "chunked":
            body, rest = read_chunks(rest)
        else:
            body, rest = rest[:length], rest[length:]
        replies.append(Reply(int(match.group(1)), pairs, body))
        data = rest
    return replies


def read_chunks(data):
    body = b""
    while True:
        size, _, data = data.partition(b"\r\n")
        n = int(size, 16)
        body += data[:n]
        data = data[n + 2:]
        if n == 0:
            return body, data


def sql(text, url=OWNER_DB):
    """Rows of one statement, as lists of text."""
    done = subprocess.run(
        ["psql", "-qAtX", "-F", "\x1f", "-R", "\x1e", "-v",
         "ON_ERROR_STOP=1", "-d", url, "-c", text],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=30)
    if done.returncode != 0:
        raise RuntimeError(done.stderr.decode())
    out = done.stdout.decode().rstrip("\n")
    return [row.split("\x1f") for row in out.split("\x1e")] if out else []


def one(text):
    return sql(text)[0][0]


def count(table):
    return int(one(f"select count(*) from {table}"))


STORED = ("conversation", "message", "event", "feedback", "survey",
          "handoff", "visitor", "visitor_token", "audit", "job")


def counts():
    """How much of everything is stored."""
    rows = sql(" union all ".join(
        f"select '{t}', count(*) from {t}" for t in STORED))
    return {name: int(n) for name, n in rows}


def read(path):
    with open(path, encoding="utf-8", errors="replace") as f:
        return f.read()


def wait_for(what, seconds=10.0, pause=0.02):
    """Calls until it gives something true; that, or an AssertionError."""
    until = time.monotonic() + seconds
    while True:
        got = what()
        if got:
            return got
        if time.monotonic() > until:
            raise AssertionError(f"not so within {seconds} s: {what}")
        time.sleep(pause)


def owner():
    """User and group of the programs: those of the configuration file."""
    stat = os.stat(CONFIG)
    return {"user": stat.st_uid, "group": stat.st_gid, "extra_groups": []} \
        if os.getuid() == 0 else {}


def pid_file(name):
    with open(f"{STATE}/pid/{name}.pid", encoding="ascii") as f:
        return int(f.read())


def children(parent):
    found = []
    for name in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open(f"/proc/{name}/stat", encoding="latin-1") as f:
                fields = f.read().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[1]) == parent and fields[0] != "Z":
            found.append(int(name))
    return found


def programs(name):
    """Process ids of this stack's portal, api or events programs."""
    found = []
    for pid in children(pid_file("serve")):
        try:
            exe = os.readlink(f"/proc/{pid}/exe")
        except OSError:
            continue
        if os.path.basename(exe).startswith(name):
            found.append(pid)
    return found


def kill(pid, number=signal.SIGKILL):
    try:
        os.kill(pid, number)
    except ProcessLookupError:
        pass


def pg_ctl(*arguments):
    bin_dir = max(d for d in ("/usr/lib/postgresql/" + v + "/bin"
                              for v in os.listdir("/usr/lib/postgresql"))
                  if os.path.exists(d + "/pg_ctl"))
    subprocess.run(
        [bin_dir + "/pg_ctl", "-D", STATE + "/pg", "-s", "-w",
         "-l", LOG_DIR + "/postgresql/server.log",
         "-o", "-c unix_socket_directories=" + RUN_DIR, *arguments],
        check=True, cwd="/", stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **owner())
