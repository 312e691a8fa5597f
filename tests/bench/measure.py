#!/usr/bin/env python3
"""What tests/bench/run measures, against a stack that tests/stack started.

  measure.py fastcgi FILE   answers, memory, page weight, cold start
  measure.py cgi FILE       the chat page from plain CGI
  measure.py table FOLDER [--report] [--section FILE]
                            reads the above, and hold.txt, from FOLDER

Standard library only.
"""
import concurrent.futures
import http.client
import json
import os
import re
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import processes  # noqa: E402
import questions  # noqa: E402
import section  # noqa: E402

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(
    os.path.abspath(__file__))))
TICK = os.sysconf("SC_CLK_TCK")
TURNS = 5  # questions of one conversation
QUESTIONS = 600
CLIENTS = 8
IDLE_S = 5  # after a load, until programs have given memory back


def port():
    return int(os.environ["BIWOCO_URL"].rsplit(":", 1)[1])


def ask(link, method, path, body=None, head=None):
    head = dict(head or {})
    if body is not None:
        head["Content-Type"] = "application/json"
        body = json.dumps(body)
    link.request(method, path, body, head)
    reply = link.getresponse()
    return reply, reply.read()


def connect(to=None):
    return http.client.HTTPConnection("127.0.0.1", to or port(), timeout=30)


def start(link, scenario):
    """A new conversation: its id, its visitor's header, its page."""
    reply, text = ask(link, "POST", "/api/v1/conversations/start",
                      {"scenario_type": scenario})
    assert reply.status < 300, text
    made = json.loads(text)
    return (made["id"], {"Authorization": "Bearer " + made["token"]},
            made["chat_path"])


def share(sorted_list, part):
    return sorted_list[min(len(sorted_list) - 1,
                           int(len(sorted_list) * part))]


def percentiles(ms):
    ms = sorted(ms)
    return {"n": len(ms), "p50": share(ms, .5), "p95": share(ms, .95),
            "p99": share(ms, .99), "max": ms[-1]}


def talks():
    """Lists of TURNS questions with their scenario, all different."""
    out = []
    asked = questions.of_seed(os.path.join(ROOT, "sql", "seed"))
    for scenario, texts in asked.items():
        out += [(scenario, texts[i:i + TURNS])
                for i in range(0, len(texts), TURNS)]
    # A fixed order that mixes the scenarios.
    return sorted(out, key=lambda talk: hash_of(talk[1][0]))[
        :QUESTIONS // TURNS]


def hash_of(text):
    value = 5381
    for letter in text.encode():
        value = (value * 33 + letter) & 0xffffffff
    return value


def one_talk(talk):
    """The milliseconds from each POST to its stored answer."""
    scenario, texts = talk
    link = connect()
    ident, head, _ = start(link, scenario)
    out = []
    for text in texts:
        began = time.perf_counter()
        reply, body = ask(link, "POST",
                          f"/api/v1/conversations/{ident}/messages",
                          {"content": text}, head)
        out.append((time.perf_counter() - began) * 1000)
        assert reply.status == 200 and b"ASSISTANT" in body, body
    link.close()
    return out


def busy():
    """Seconds of CPU that the machine has spent."""
    with open("/proc/stat", encoding="ascii") as f:
        n = [int(x) for x in f.readline().split()[1:]]
    return (sum(n[:8]) - n[3] - n[4] - n[7]) / TICK


def postgresql():
    """The cluster's first process: its data lie beside our sockets."""
    path = os.path.join(os.path.dirname(os.environ["BIWOCO_CONFIG"]),
                        "pg", "postmaster.pid")
    with open(path, encoding="ascii") as f:
        return [int(f.readline())]


def shares():
    """(our programs, PostgreSQL, all of the machine) until now."""
    mine = os.times()
    return (processes.spent(tree(roots())),
            processes.spent(tree(postgresql())),
            busy() - mine.user - mine.system)


def answers(clients):
    began, before = time.monotonic(), shares()
    with concurrent.futures.ThreadPoolExecutor(clients) as pool:
        ms = [x for part in pool.map(one_talk, talks()) for x in part]
    seconds = time.monotonic() - began
    ours, database, every = (b - a for a, b in zip(before, shares()))
    return dict(percentiles(ms), per_second=len(ms) / seconds,
                app_ms=ours / len(ms) * 1000,
                pg_ms=database / len(ms) * 1000,
                other=(every - ours - database) / seconds)


def roots():
    folder = os.path.join(os.path.dirname(os.environ["BIWOCO_CONFIG"]),
                          "pid")
    out = []
    for name in ("serve", "lighttpd"):
        path = os.path.join(folder, name + ".pid")
        if os.path.exists(path):
            with open(path, encoding="ascii") as f:
                out.append(int(f.read()))
    return out


def tree(pids):
    """The processes and all that stem from them."""
    children = {}
    for line in subprocess.run(
            ["ps", "-eo", "pid=,ppid="], capture_output=True,
            text=True, check=True).stdout.splitlines():
        pid, parent = map(int, line.split())
        children.setdefault(parent, []).append(pid)
    out, left = [], list(pids)
    while left:
        pid = left.pop()
        out.append(pid)
        left += children.get(pid, [])
    return out


def memory():
    total = {"processes": 0, "rss_mb": 0.0, "pss_mb": 0.0}
    for pid in tree(roots()):
        try:
            with open(f"/proc/{pid}/smaps_rollup", encoding="ascii") as f:
                text = f.read()
        except OSError:
            continue
        total["processes"] += 1
        for name in ("Rss", "Pss"):
            kb = int(re.search(name + r": +(\d+)", text).group(1))
            total[name.lower() + "_mb"] += kb / 1024
    return total


def first_bytes(pages, times):
    """Milliseconds to the first byte, each on a connection of its own."""
    out = []
    for i in range(times):
        link = connect()
        began = time.perf_counter()
        link.request("GET", pages[i % len(pages)])
        reply = link.getresponse()
        out.append((time.perf_counter() - began) * 1000)
        assert reply.status == 200, reply.status
        reply.read()
        link.close()
    return percentiles(out)


def chat_pages(n):
    """Addresses of chats with one question and its answer."""
    out = []
    for scenario, texts in talks()[:n]:
        link = connect()
        ident, head, page = start(link, scenario)
        ask(link, "POST", f"/api/v1/conversations/{ident}/messages",
            {"content": texts[0]}, head)
        out.append(page)
    return out


def weight(page, encoding):
    """Bytes of the page and all it names, and how they were encoded."""
    link = connect()
    _, text = ask(link, "GET", page)
    wanted = [page] + re.findall(
        r'(?:<link[^>]+href|<script[^>]+src)="(/static/[^"]+|/style[^"]+)"',
        text.decode())
    total, encoded = 0, []
    for path in dict.fromkeys(wanted):
        reply, body = ask(link, "GET", path,
                          head={"Accept-Encoding": encoding})
        assert reply.status == 200, (path, reply.status)
        total += len(body)
        encoded.append(reply.getheader("Content-Encoding") or "as is")
    return {"bytes": total, "files": len(encoded),
            "encoded": encoded.count(encoding)}


def second_place():
    """A copy of the configuration with sockets and a port of its own."""
    conf = os.environ["BIWOCO_CONFIG"]
    owner = os.stat(os.environ["BIWOCO_RUN_DIR"])
    folder = tempfile.mkdtemp(prefix="biwoco-cold.")
    run = os.path.join(folder, "run")
    os.mkdir(run, 0o700)
    web = os.path.join(folder, "lighttpd")
    shutil.copytree(os.path.join(os.path.dirname(conf), "lighttpd"), web)
    shutil.copy(conf, folder)
    free = port() + 1
    while connect_fails(free) is False:
        free += 1
    copies = [os.path.join(web, name) for name in os.listdir(web)]
    for path in copies + [os.path.join(folder, os.path.basename(conf))]:
        with open(path, encoding="utf-8") as f:
            text = f.read()
        text = re.sub(r"(?m)^(run_dir *= *).*$", r"\g<1>" + run, text)
        text = text.replace(f'"{os.environ["BIWOCO_RUN_DIR"]}"',
                            f'"{run}"').replace(str(port()), str(free))
        text = text.replace(conf, os.path.join(
            folder, os.path.basename(conf)))
        with open(path, "w", encoding="utf-8") as f:
            f.write(text)
    for where, _, names in os.walk(folder):
        for one in [where] + [os.path.join(where, n) for n in names]:
            os.chown(one, owner.st_uid, owner.st_gid)
    return folder, free, owner


def connect_fails(to):
    try:
        link = connect(to)
        link.connect()
        link.close()
        return False
    except OSError:
        return True


def wait_for(to, path, until):
    while time.monotonic() < until:
        try:
            if ask(connect(to), "GET", path)[0].status == 200:
                return
        except (OSError, http.client.HTTPException):
            pass
        time.sleep(.002)
    raise SystemExit(f"{path} did not come up")


def cold_start():
    """Seconds from nothing running to the first page."""
    folder, free, owner = second_place()
    conf = os.path.join(folder, os.path.basename(
        os.environ["BIWOCO_CONFIG"]))
    web = os.path.join(folder, "lighttpd", "biwoco.conf")
    as_user = {}
    if os.getuid() == 0:
        as_user = {"user": owner.st_uid, "group": owner.st_gid,
                   "extra_groups": []}
    # BIWOCO_RUN_DIR and the like would overrule the file.
    env = {k: v for k, v in os.environ.items()
           if not k.startswith("BIWOCO_")}
    env["BIWOCO_CONFIG"] = conf
    took = []
    try:
        for _ in range(3):
            began = time.monotonic()
            started = []
            try:
                for words in ([os.environ["BIWOCO_BIN"], "serve"],
                              [lighttpd(), "-D", "-f", web]):
                    started.append(subprocess.Popen(
                        words, env=env, stderr=subprocess.DEVNULL,
                        cwd="/", **as_user))
                    # A web server without programs makes the first wait.
                    while not os.path.exists(folder + "/run/portal.sock"):
                        assert started[0].poll() is None, "serve ended"
                        time.sleep(.002)
                wait_for(free, "/", began + 20)
                took.append(time.monotonic() - began)
            finally:
                for one in started:
                    one.send_signal(signal.SIGTERM)
                for one in started:
                    one.wait(20)
    finally:
        shutil.rmtree(folder)
    return statistics.median(took)


def lighttpd():
    return shutil.which("lighttpd", path=os.environ["PATH"] + ":/usr/sbin")


def recycle_as_shipped():
    """The tests' stack replaces programs often, to find what that breaks."""
    path = os.environ["BIWOCO_CONFIG"]
    with open(path, encoding="utf-8") as f:
        text = f.read()
    with open(path, "w", encoding="utf-8") as f:
        f.write(re.sub(r"(?m)^recycle_requests.*\n", "", text))
    os.kill(roots()[0], signal.SIGHUP)
    time.sleep(8)


def fastcgi():
    recycle_as_shipped()
    found = {"idle": memory()}
    pages = chat_pages(20)
    found["chat"] = first_bytes(pages, 200)
    found["weight"] = {name: weight(pages[0], name)
                       for name in ("gzip", "br")}
    one_talk(talks()[0])
    found["serial"] = answers(1)
    found["clients"] = answers(CLIENTS)
    time.sleep(IDLE_S)
    found["used"] = memory()
    found["cold_s"] = cold_start()
    return found


def cgi():
    return {"chat": first_bytes(chat_pages(10), 100)}


def hold_rows(folder):
    """Figures of tests/bench/hold.sh: [(what, value, goal)]."""
    path = os.path.join(folder, "hold.txt")
    if not os.path.exists(path):
        return
    with open(path, encoding="utf-8") as f:
        lines = f.read().splitlines()
    for title, line in zip(lines, lines[1:]):
        if not title.startswith("# ") or not line.startswith("{"):
            continue
        name, got = title[2:], json.loads(line)
        if "readers" in name:
            n = int(name.split()[0])
            yield (f"Q3 {n} readers: memory more, PSS MB",
                   got.get("more_pss_mb"), 60 if n >= 5000 else None)
            yield (f"Q3 {n} readers: delivery p99 ms", got.get("p99_ms"),
                   30 if n <= 1000 else 60)
        yield f"Q3 {name}: errors", got.get("errors"), 0


def rows(folder):
    """(what, value, goal or None); at most the goal is wanted."""
    with open(os.path.join(folder, "fastcgi.json"), encoding="utf-8") as f:
        fast = json.load(f)
    with open(os.path.join(folder, "cgi.json"), encoding="utf-8") as f:
        slow = json.load(f)
    for key, name in (("serial", "one client"),
                      ("clients", f"{CLIENTS} clients")):
        d = fast[key]
        yield f"Q1 answer, {name}, {d['n']} questions: p50 ms", d["p50"], None
        yield f"Q1 answer, {name}: p95 ms", d["p95"], None
        yield f"Q1 answer, {name}: p99 ms", d["p99"], 20
        yield f"Q1 answer, {name}: answers/s", d["per_second"], None
        yield f"Q1 answer, {name}: CPU of our programs ms", d["app_ms"], None
        yield f"Q1 answer, {name}: CPU of PostgreSQL ms", d["pg_ms"], None
        yield "(other work on the machine meanwhile: cores)", \
            d["other"], None
    yield from hold_rows(folder)
    yield "Q4 chat page by CGI: first byte p50 ms", slow["chat"]["p50"], 15
    yield "Q4 chat page by CGI: first byte p99 ms", slow["chat"]["p99"], None
    yield "chat page by FastCGI: first byte p50 ms", fast["chat"]["p50"], None
    for key, name in (("idle", "just started"), ("used", "after the load")):
        m = fast[key]
        yield (f"Q8 memory {name}, {m['processes']} processes: PSS MB",
               m["pss_mb"], 40)
        yield f"Q8 memory {name}: RSS MB (shared pages each time)", \
            m["rss_mb"], None
    for key, d in fast["weight"].items():
        if d["encoded"]:
            yield (f"X4 chat page, {d['files']} files, {key}: KB",
                   d["bytes"] / 1024, 30)
    yield "start of all programs to the first page: s", fast["cold_s"], None


def table(folder, report, path):
    missed, lines = 0, ["| figure | measured | goal |", "|---|---:|---:|"]
    for what, value, goal in rows(folder):
        if value is None:
            continue
        bad = goal is not None and not 0 <= value <= goal
        missed += bad
        shown = f"{value:.3f}" if what.endswith(": s") else \
            f"{value:.0f}" if what.endswith("errors") else f"{value:.1f}"
        lines.append(f"| {what} | {shown} | " +
                     ("" if goal is None else f"{goal}") +
                     (" **missed**" if bad else "") + " |")
    text = "\n".join(lines) + "\n"
    print(text, end="")
    if path:
        section.write(path, "run", text)
    return 1 if missed and not report else 0


def main(argv):
    if argv[0] == "table":
        path = argv[argv.index("--section") + 1] \
            if "--section" in argv else None
        return table(argv[1], "--report" in argv, path)
    found = {"fastcgi": fastcgi, "cgi": cgi}[argv[0]]()
    with open(argv[1], "w", encoding="utf-8") as f:
        json.dump(found, f, indent=1)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
