#!/usr/bin/env python3
"""Measures BIWOCO and the peers in turn; started by tests/bench/peers.

The driver is the peers' own bench.py, used as a module; ours are the
questions, the reads with an ETag and what PostgreSQL alone gives.
"""
import argparse
import http.client
import json
import os
import random
import statistics
import subprocess
import sys
import time

sys.dont_write_bytecode = True
os.environ.setdefault("QUIET_WAIT", "3")
HERE = os.path.dirname(os.path.abspath(__file__))
PEERS = os.environ["PEERS_DIR"]
sys.path[:0] = [HERE, PEERS]
import bench  # noqa: E402
import limits  # noqa: E402
import processes  # noqa: E402
import questions  # noqa: E402
import section  # noqa: E402

OURS = "biwoco"
PORT = int(os.environ["BIWOCO_URL"].rsplit(":", 1)[1])
GET, POST = "GET", "POST"
# step: method, path, what it is
STEPS = {
    "a": (GET, bench.MSGS, "read 20 messages, JSON"),
    "a304": (GET, bench.MSGS, "the same, unchanged (If-None-Match)"),
    "conv": (GET, "/api/v1/conversations/%s", "read a conversation"),
    "b": (POST, bench.MSGS, "post a message, answer stored"),
    "bq": (POST, bench.MSGS, "the same, questions of the articles"),
    "c": (POST, bench.START, "start a conversation"),
    "d1": (GET, "/api/v1/scenarios/", "first page, JSON"),
    "d1304": (GET, "/api/v1/scenarios/", "the same, unchanged"),
    "d2": (GET, "/chat/%s", "page of 20 messages, HTML"),
    "aq": (GET, bench.MSGS, "read 20 messages with real answers"),
    "d2q": (GET, "/chat/%s", "page of 20 messages, real answers"),
}
OURS_ONLY = {"aq", "d2q", "a304", "d1304"}
# What an unchanged read is held against: peers have no ETag.
SAME_AS = {"a304": "a", "d1304": "d1", "aq": "a", "d2q": "d2"}
GOALS = {"a304": 5.0, "d1304": 5.0}
GOAL = 2.0


def new_ours():
    server = bench.Server(OURS, dict(
        bench.BASE, attach=True, port=PORT, rt="none", scen="ecommerce",
        pids=[int(p) for p in os.environ["BIWOCO_PIDS"].split(",")]))
    status, text = bench.call(
        http.client.HTTPConnection("127.0.0.1", PORT), POST, bench.START,
        {"scenario_type": "ecommerce"}, {"Content-Type": "application/json"})
    assert status < 300, text
    token = json.loads(text)["token"]
    server.t["headers"] = {"Authorization": "Bearer " + token}
    return server


def new_peer(name):
    return bench.Server(name, dict(bench.TARGETS[name],
                                   db="p_" + name.replace("-", "_")))


def file_of(server, kind):
    return f"{bench.W}/ids-{server.name}-{kind}"


def write_lines(path, lines):
    with open(path, "w", encoding="utf-8") as f:
        f.writelines(line + "\n" for line in lines)


def ask_all(server):
    """Conversations of 20 messages with real questions and answers."""
    asked = questions.of_seed(os.environ["BIWOCO_SEED"])["ecommerce"]
    draw = random.Random(1)
    ids = bench.new_convs(server, 40)
    for _ in range(10):
        bench.many(server, [(POST, bench.MSGS % i,
                             {"content": draw.choice(asked)}) for i in ids])
    write_lines(file_of(server, "real"), ids)


def etags(server, step, kind):
    """The file of ids with the ETags that the server gave for them."""
    _, path, _ = STEPS[step]
    link = http.client.HTTPConnection("127.0.0.1", server.port)
    head = server.t.get("headers") or {}
    lines = []
    with open(file_of(server, kind), encoding="utf-8") as f:
        ids = f.read().split()
    for one in ids if "%s" in path else ids[:1]:
        url = path % one if "%s" in path else path
        link.request(GET, url, headers=head)
        reply = link.getresponse()
        reply.read()
        tag = reply.getheader("ETag")
        link.request(GET, url, headers=dict(head, **{"If-None-Match": tag}))
        reply = link.getresponse()
        reply.read()
        assert reply.status == 304, (url, reply.status)
        lines.append(f"{one} {tag}")
    write_lines(file_of(server, step), lines)
    return file_of(server, step)


def prepare(server):
    """The rig's data; for ours all of it is made by requests."""
    if not server.t.get("attach"):
        subprocess.run([PEERS + "/pg.sh", "reset", server.t["db"]],
                       check=True)
        server.start()
        server.stop()
    server.start()
    bench.prep(server)
    if server.t.get("attach"):
        ask_all(server)
        bench.psql(OURS, "vacuum analyze")
    server.stop()


def environment(server, step):
    """What load.lua reads, beside what bench.wrk sets."""
    head = dict(server.t.get("headers") or {})
    env = {"PEER_HEADERS": "\n".join(f"{k}: {v}" for k, v in head.items())}
    _, path, _ = STEPS[step]
    if step == "c":
        body = [{"scenario_type": server.t["scen"]}]
    elif step == "bq":
        asked = questions.of_seed(os.environ["BIWOCO_SEED"])["ecommerce"]
        body = [{"content": text} for text in asked]
    else:
        body = [{"content": bench.TEXT}]
    if STEPS[step][0] == POST:
        env["PEER_BODIES"] = file_of(server, "bodies")
        write_lines(env["PEER_BODIES"], map(json.dumps, body))
    return env


def ids_file(server, step):
    if step in ("a304", "d1304"):
        return etags(server, step, "get")
    kind = {"b": "post", "bq": "post", "aq": "real", "d2q": "real"}
    return file_of(server, kind.get(step, "get"))


def measure(server, step, secs):
    method, path, _ = STEPS[step]
    ids = ids_file(server, step)
    env = environment(server, step)
    saved = dict(os.environ)
    os.environ.update(env)
    try:
        bench.wrk(server, ids, method, path, None, 16, 1, HERE + "/load.lua")
        return bench.wrk(server, ids, method, path, None, 32, secs,
                         HERE + "/load.lua")
    finally:
        for name in env:
            os.environ.pop(name)
        os.environ.update(saved)


def run(servers, steps, passes, secs):
    """A pass takes each program once, so that drift hits all alike."""
    found = {}
    for number in range(passes):
        for server in servers[number % len(servers):] + \
                servers[:number % len(servers)]:
            server.start()
            if "mem" in steps and number == 0:
                time.sleep(1)
                found[("mem", server.name)] = bench.mem(server.pids())
            for step in steps:
                if step == "mem" or (step in OURS_ONLY and
                                     server.name != OURS):
                    continue
                d = measure(server, step, secs)
                found.setdefault((step, server.name), []).append(d)
                print(f"{step:6} {server.name:13} {d['rps']:8.0f}/s "
                      f"p50 {d['p50_ms']:.1f} p99 {d['p99_ms']:.1f} ms  "
                      f"us {d['app_us']:.0f}+{d['pg_us']:.0f}  errors "
                      f"{d['err_status'] + d['err_sock']}  other work "
                      f"{d['foreign']:.2f}", file=sys.stderr, flush=True)
            server.stop()
    return found


def middle(found, step, name, key):
    runs = found.get((step, name)) or found.get((SAME_AS.get(step), name))
    if not runs:
        return None
    return statistics.median(d[key] for d in runs)


def cost(found, step, name):
    app = middle(found, step, name, "app_us")
    return None if app is None else app + middle(found, step, name, "pg_us")


def table(found, steps, names, alone):
    """The markdown table, and the steps that miss their goal."""
    out, missed = [], []
    out.append("| step | ours req/s | " + " | ".join(names) +
               " | times the best | goal | CPU us ours, best peer | times"
               " | of PostgreSQL alone |")
    out.append("|---|" + "---:|" * (len(names) + 6))
    for step in steps:
        if step == "mem":
            continue
        ours = middle(found, step, OURS, "rps")
        rates = [middle(found, step, n, "rps") for n in names]
        best = max((r for r in rates if r), default=None)
        least = min((c for c in (cost(found, step, n) for n in names) if c),
                    default=None)
        times = ours / best if best else 0
        goal = GOALS.get(step, GOAL)
        if best and times < goal:
            missed.append(step)
        own = cost(found, step, OURS)
        share = f"{100 * ours / alone[step]:.0f} %" if step in alone else ""
        out.append(
            f"| {step}: {STEPS[step][2]} | {ours:.0f} | " +
            " | ".join(f"{r:.0f}" if r else "" for r in rates) +
            f" | {times:.1f} | {goal:g} | {own:.0f}, "
            f"{least or 0:.0f} | {(least or 0) / own:.1f} | {share} |")
    return out, missed


def memory_lines(found, names):
    for name in [OURS] + names:
        m = found.get(("mem", name))
        if m:
            yield (f"| {name} | {m['procs']} | {m['rss_kb'] / 1024:.1f} | "
                   f"{m['pss_kb'] / 1024:.1f} |")


def read_options():
    a = argparse.ArgumentParser()
    a.add_argument("--quick", action="store_true")
    a.add_argument("--peers", default="node,fastapi-best,php")
    a.add_argument("--steps",
                   default="mem,a,a304,conv,b,bq,c,d1,d1304,d2,aq,d2q,limit")
    a.add_argument("--json")
    a.add_argument("--section")
    return a.parse_args()


def main():
    o = read_options()
    # The rig's own forgets a program that was replaced meanwhile.
    bench.cpu = processes.spent
    steps = [s for s in o.steps.split(",") if s != "limit"]
    names = [n for n in o.peers.split(",") if n]
    passes, secs = (1, 3) if o.quick else (3, 4)
    bench.build()
    model = subprocess.Popen([bench.BIN + "/fakellm", bench.E["LLM_PORT"],
                              "0"], stderr=subprocess.DEVNULL)
    bench.LLM.append(model.pid)
    servers = [new_ours()] + [new_peer(n) for n in names]
    alone = {}
    try:
        for server in servers:
            prepare(server)
        found = run(servers, steps, passes, secs)
        if "limit" in o.steps.split(","):
            alone = limits.run(secs, passes, servers[0], steps)
    finally:
        for server in servers:
            server.stop()
        model.terminate()
    if o.json:
        with open(o.json, "w", encoding="utf-8") as f:
            json.dump({"found": {"/".join(k): v for k, v in found.items()},
                       "alone": alone}, f, indent=1)
    return report(found, steps, names, alone, o.section)


def report(found, steps, names, alone, path):
    lines, missed = table(found, steps, names, alone)
    memory = list(memory_lines(found, names))
    if memory:
        lines += ["", "| after start | processes | RSS MiB | PSS MiB |",
                  "|---|---:|---:|---:|"] + memory
    other = [d["foreign"] for key, runs in found.items()
             if key[0] != "mem" for d in runs]
    lines += ["", "Other work on the machine meanwhile: "
              f"{statistics.median(other):.1f} cores in the middle, "
              f"{max(other):.1f} at most."]
    if missed:
        lines.append("Missed: " + ", ".join(missed) + ".")
    text = "\n".join(lines) + "\n"
    print(text, end="")
    if path:
        section.write(path, "peers", text)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
