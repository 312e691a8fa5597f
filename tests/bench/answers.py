#!/usr/bin/env python3
"""How the built-in engine answers what visitors ask, by the whole program.

  tests/stack --build DIR -- tests/bench/answers.py [--write] [--slips]

--write puts the table into doc/benchmarks.md; --slips names what was
answered though nothing answers it.

tests/questions/known.*.tsv: questions that articles answer; unknown.*.tsv:
that nothing here answers.  What is "kept" was written apart and is only
counted; nobody chose a weight with it in sight.  Standard library only.
"""
import json
import os
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import measure  # noqa: E402
import section  # noqa: E402

TESTS = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
FOLDER = os.path.join(TESTS, "questions")
BENCHMARKS = os.path.join(os.path.dirname(TESTS), "doc", "benchmarks.md")
OUTCOMES = ("right", "wrong", "asked back", "tool", "person", "refused")


def rows(name):
    """Lists of scenario, label (there may be none), question."""
    with open(os.path.join(FOLDER, name), encoding="utf-8") as f:
        return [line.rstrip("\n").split("\t") for line in f
                if line.strip() and not line.startswith("#")]


def over_http():
    """A function that asks one question in a conversation of its own."""
    link = measure.connect()

    def ask(scenario, text):
        ident, head, _ = measure.start(link, scenario)
        reply, body = measure.ask(
            link, "POST", "/api/v1/conversations/%s/messages" % ident,
            {"content": text}, head)
        assert reply.status < 300, (text, reply.status, body)
        return json.loads(body)
    return ask


def is_claim(message):
    """Told as known: evidence, or what a tool found; not its questions."""
    kind, text = message["msg_metadata"]["kind"], message["content"]
    return kind == "evidence" or (
        kind == "tool" and "?" not in text and
        "nothing like that" not in text)


def outcome(message, slugs):
    """Of a question that these articles answer; a tool may do it as well."""
    kind = message["msg_metadata"]["kind"]
    cited = [c["url"] for c in message["msg_metadata"]["citations"]]
    if kind == "evidence":
        return "right" if cited and any(
            "/help/" + slug in cited[0] for slug in slugs) else "wrong"
    return {"clarify": "asked back", "tool": "tool", "handoff": "person",
            }.get(kind, "refused")


def count_known(ask, name):
    counts = dict.fromkeys(OUTCOMES, 0)
    for scenario, slugs, text in rows(name):
        counts[outcome(ask(scenario, text), slugs.split(","))] += 1
    return counts


def find_slips(ask, name):
    """The questions that were answered though nothing here answers them."""
    return [row[-1] for row in rows(name) if is_claim(ask(row[0], row[-1]))]


def main():
    ask = over_http()
    lines = ["| questions | n | " + " | ".join(OUTCOMES) + " |",
             "|---" + "|---:" * (len(OUTCOMES) + 1) + "|"]
    for part in ("dev", "kept"):
        counts = count_known(ask, "known.%s.tsv" % part)
        lines.append("| articles answer, %s | %d | %s |" % (
            part, sum(counts.values()),
            " | ".join(str(counts[k]) for k in OUTCOMES)))
    for part in ("dev", "kept"):
        name = "unknown.%s.tsv" % part
        slips = find_slips(ask, name)
        lines.append("| nothing answers, %s | %d | | %d | | | | |" % (
            part, len(rows(name)), len(slips)))
        if "--slips" in sys.argv[1:]:
            print("\n".join(slips))
    table = "\n".join(lines) + "\n"
    print(table)
    if "--write" in sys.argv[1:]:
        section.write(BENCHMARKS, "answers", table)


if __name__ == "__main__":
    main()
