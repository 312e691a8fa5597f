"""What PostgreSQL alone gives for our queries: pgbench with their text.

The statements are those of sql/queries; their arguments are replaced by
literals or by pgbench's variables.
"""
import os
import re
import statistics
import subprocess

import bench

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(
    os.path.abspath(__file__))))
CLIENTS = "8"
UUID = "gen_random_uuid()::text"
HASH = "sha256(random()::text::bytea)"
NAMES = {"a": ["message_list"], "conv": ["conversation_get"],
         "c": ["conversation_start"], "d1": ["scenario_list"],
         "b": ["message_post", "answer_history", "answer_store"]}


def query(name):
    """The text of a named query."""
    folder = os.path.join(ROOT, "sql", "queries")
    for file in sorted(os.listdir(folder)):
        if not file.endswith(".sql"):
            continue
        with open(os.path.join(folder, file), encoding="utf-8") as f:
            for part in f.read().split("-- query: ")[1:]:
                if part.split(None, 1)[0] == name:
                    lines = part.split("\n")[1:]
                    return "\n".join(x for x in lines
                                     if not x.startswith("--")).strip()
    raise KeyError(name)


def filled(name, *values):
    """The query with its arguments in place of $1, $2, ..."""
    return re.sub(r"\$(\d+)",
                  lambda m: f"({values[int(m.group(1)) - 1]})", query(name))


def script(step, ids, token):
    one = "('{" + ",".join(ids) + "}'::text[])[:k]"
    hash_of = f"sha256('{token}'::bytea)"
    draw = f"\\set k random(1, {len(ids)})\n"
    if step == "a":
        return draw + filled("message_list", 1, one, hash_of, 0, 51)
    if step == "conv":
        return draw + filled("conversation_get", 1, one, hash_of)
    if step == "d1":
        return filled("scenario_list", 1, 50)
    if step == "c":
        return filled("conversation_start", 1, "'ecommerce'::text", hash_of,
                      HASH, HASH, UUID, UUID, "null::text", "null::text",
                      "null::text", "null::text", "'api'", "'en'", 90)
    post = filled("message_post", 1, one, hash_of, UUID, f"'{bench.TEXT}'",
                  "null::text", "null::bytea", 15).rstrip(";")
    history = filled("answer_history", 1, ":conversation_id", ":seq", 12)
    store = filled("answer_store", 1, ":job_id", ":attempt", UUID,
                   f"'{bench.ANSWER}'::text", "'{\"kind\":\"tool\"}'::jsonb",
                   "1", "'{}'::jsonb", "'[]'::jsonb", "'[]'::jsonb",
                   "'{}'::jsonb", "null::text", "null::text",
                   # pgbench takes ":0" for a variable, but not ": 0".
                   "'{\"score\": 0, \"reasons\": []}'::jsonb",
                   "'{\"language\": \"en\", \"written\": \"en\", "
                   "\"sentiment\": 0, \"mood\": 0, "
                   "\"emotion\": \"neutral\", \"upset\": 0, "
                   "\"need\": 0, \"warn\": false}'::jsonb")
    return f"{draw}{post} \\gset\n{history}\n{store}\n"


def rate(text, secs):
    path = bench.W + "/alone.sql"
    with open(path, "w", encoding="utf-8") as f:
        f.write(text + "\n")
    done = subprocess.run(
        [bench.E["PGBIN"] + "/pgbench", "-h", bench.E["PGSOCK"], "-U",
         "peer", "-n", "-M", "prepared", "-c", CLIENTS, "-j", "1", "-T",
         str(secs), "-f", path, "biwoco"],
        env=dict(os.environ, **bench.E), capture_output=True, text=True)
    found = re.search(r"tps = ([0-9.]+)", done.stdout)
    if not found or done.returncode != 0:
        raise SystemExit("pgbench: " + done.stderr[-500:])
    return float(found.group(1))


def run(secs, passes, ours, steps):
    """{step: requests a second}, the middle of `passes` runs."""
    token = ours.t["headers"]["Authorization"].split()[1]
    rates = {}
    for step in [s for s in steps if s in NAMES]:
        kind = "post" if step == "b" else "get"
        with open(f"{bench.W}/ids-{ours.name}-{kind}",
                  encoding="utf-8") as f:
            ids = f.read().split()
        text = script(step, ids, token)
        rates[step] = statistics.median(
            [rate(text, secs) for _ in range(passes)])
    return rates
