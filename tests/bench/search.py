#!/usr/bin/env python3
"""Measures the search over many passages (spec Q5).

    tests/bench/search.py BIWOCO [PASSAGES [QUESTIONS]]
    tests/bench/search.py BIWOCO --write

BIWOCO is the program; --write measures 5,000 and 100,000 passages and puts
the table into doc/benchmarks.md.  Each passage is made of sentences of the seed's
articles, so that words are as frequent as in such texts, with every sixth
word replaced by a made one of a long-tailed vocabulary.  Questions take words
of one passage, one in four with a typing error.  `biwoco eval search` builds
the index and asks; the figures are its own.  The same seed gives the same
texts.
"""
import json
import os
import random
import re
import subprocess
import sys
import tempfile

import section

TOP = os.path.realpath(os.path.join(os.path.dirname(__file__), "..", ".."))
SENTENCES = 7      # of a passage: about 100 words
REPLACED = 1 / 6   # of the words, by the long tail
TAIL = 200000      # made words
ASKED = 7          # words of a question


def read_sentences():
    sentences = []
    for folder, _, files in sorted(os.walk(os.path.join(TOP, "sql/seed"))):
        for name in sorted(files):
            if folder.endswith("articles") and name.endswith(".md"):
                with open(os.path.join(folder, name)) as f:
                    body = f.read().split("---", 2)[2]
                sentences += [s for s in re.split(r"(?<=[.!?])\s+", body)
                              if 5 < len(s.split()) < 30 and "|" not in s]
    return [re.findall(r"[\w'$#.-]*\w", s) for s in sentences]


def made_words(r):
    parts = ["ba", "ce", "dor", "fil", "gan", "hus", "jor", "kel", "lum",
             "mas", "nor", "pel", "qua", "rin", "sto", "tum", "ver", "wex"]
    words = set()
    while len(words) < TAIL:
        words.add("".join(r.choice(parts) for _ in range(r.randint(2, 5))) +
                  r.choice(["", "s", "ed", "ing"]))
    return sorted(words)


def mistype(r, word):
    if len(word) < 5:
        return word
    at = r.randrange(1, len(word) - 1)
    return r.choice([word[:at] + word[at + 1:],
                     word[:at] + word[at + 1] + word[at] + word[at + 2:]])


def write_texts(folder, passages, questions):
    r = random.Random(1)
    sentences, tail = read_sentences(), made_words(r)
    asked = set(r.sample(range(passages), questions))
    names = ("docs", "queries", "qrels")
    docs, queries, qrels = (open(os.path.join(folder, n), "w")
                            for n in names)
    for i in range(passages):
        text = []
        for _ in range(SENTENCES):
            words = list(r.choice(sentences))
            for k, word in enumerate(words):
                if r.random() < REPLACED:
                    # As frequent as its rank is low: Zipf's law.
                    words[k] = tail[int(TAIL ** r.random()) - 1]
            text += words[:-1] + [words[-1] + "."]
        title = " ".join(r.sample(text, 4)).replace(".", "")
        docs.write(f"d{i}\t{title}\t{' '.join(text)}\n")
        if i not in asked:
            continue
        words = [w.strip(".") for w in r.sample(text, ASKED)]
        if r.random() < 0.25:
            words = [mistype(r, w) for w in words]
        queries.write(f"q{i}\t{' '.join(words)}?\n")
        qrels.write(f"q{i}\td{i}\t1\n")
    for f in (docs, queries, qrels):
        f.close()
    return [os.path.join(folder, n) for n in names]


def write_table(biwoco):
    lines = ["| passages | p50 ms | p99 ms | goal | build s | index MB | R@1 |",
             "|---:|---:|---:|---|---:|---:|---:|"]
    for passages, p50, p99 in ((5000, 2, None), (100000, 15, 50)):
        with tempfile.TemporaryDirectory() as folder:
            docs, queries, qrels = write_texts(folder, passages, 1000)
            found = json.loads(subprocess.check_output(
                [biwoco, "eval", "search", "--docs", docs, "--queries",
                 queries, "--qrels", qrels, "--json"]))
        missed = found["p50_us"] > p50 * 1000 or \
            (p99 and found["p99_us"] > p99 * 1000)
        lines.append(
            f"| {passages:,} | {found['p50_us'] / 1000:.1f} | "
            f"{found['p99_us'] / 1000:.1f} | {p50}"
            f"{f', {p99}' if p99 else ''}{' **missed**' if missed else ''} | "
            f"{found['build_seconds']:.1f} | "
            f"{found['index_bytes'] / 1e6:.1f} | "
            f"{found['recall_at_1']:.3f} |")
    print("\n".join(lines))
    section.write(os.path.join(TOP, "doc/benchmarks.md"), "search",
                  "\n".join(lines) + "\n")


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    if sys.argv[2:] == ["--write"]:
        write_table(sys.argv[1])
        return
    passages = int(sys.argv[2]) if len(sys.argv) > 2 else 100000
    questions = int(sys.argv[3]) if len(sys.argv) > 3 else 1000
    with tempfile.TemporaryDirectory() as folder:
        docs, queries, qrels = write_texts(folder, passages, questions)
        sys.exit(subprocess.call([sys.argv[1], "eval", "search", "--docs",
                                  docs, "--queries", queries, "--qrels",
                                  qrels]))


if __name__ == "__main__":
    main()
