#!/usr/bin/env python3
"""Language skills on public labelled text, beside what was published.

    tests/bench/nlp.py [--biwoco FILE] [--data DIR] [--write] [WORD...]

Each row is one `biwoco eval` command; with words only the rows whose name
has one of them.  The data lies beside the project (../shared/data/nlp); its
README says where it is from.  --write puts the table into doc/benchmarks.md.
Exit status: 0, also where a goal is missed; 1 when a command failed; 77
without data.
"""
import json
import os
import random
import shlex
import subprocess
import sys
import tempfile

import section

TOP = os.path.dirname(os.path.dirname(os.path.dirname(
    os.path.abspath(__file__))))

CLINC = "--train intent/clinc150.train.tsv --test intent/clinc150.val.tsv"
OOS = ("--train intent/clinc150.train.tsv,intent/clinc150.oos-train.tsv "
       "--test intent/clinc150.val.tsv,intent/clinc150.oos-val.tsv "
       "--oos oos")
BANKING = "--train intent/banking77.train.tsv --folds 5"
STACK = ("--docs retrieval/stackfaq/docs.tsv --queries "
         "retrieval/stackfaq/queries.tsv --qrels retrieval/stackfaq/qrels.tsv")
XQUAD = ("--docs retrieval/xquad-en/docs.tsv --queries "
         "retrieval/xquad-en/queries.tsv")
EMOTION = ("--train emotion/goemotions.train.tsv "
           "--test emotion/goemotions.dev.tsv")

LEARN = "learn"
WISH = "wish"
LEARNED = 3  # questions an article

# Name, arguments of `biwoco eval`, then the figures: key of the JSON object,
# what it is, goal, farther goal, orientation.
ROWS = [
    ("intent, CLINC150 in scope", f"intents {CLINC}", [
        ("accuracy", "accuracy", .930, .94, "SVM .910, CNN .912, BERT .969"),
        ("calibration_error", "calibration", -.03, None, ""),
        ("p50_us", "p50 us", -150, None, "")]),
    ("out of scope, CLINC150", f"intents {OOS}", [
        ("recall_at_91.0", "recall where .91 are right in scope", .70, None,
         "SVM .18 at .882, BERT .523 at .962"),
        ("recall_at_87.5", "recall where .875 are", .87, None, ""),
        ("outside_auroc", "AUROC", .954, .965, ""),
        ("outside_recall", "recall as shipped", None, None, ""),
        ("inside_accuracy", "in scope as shipped", None, None, "")]),
    ("intent, Banking77", f"intents {BANKING}", [
        ("accuracy", "accuracy", .920, .927, "USE .928, BERT .937"),
        ("calibration_error", "calibration", -.03, None, ""),
        ("train_seconds", "training s", -6, None, ""),
        ("model_bytes", "model bytes", -8e6, None, "")]),
    ("the same, two typing errors", f"intents {BANKING} --typos 2", [
        ("accuracy", "accuracy", .86, .88, "words alone .75")]),
    ("intent, Bitext", "intents --train intent/bitext.train.tsv "
     "--test intent/bitext.dev.tsv", [
         ("accuracy", "accuracy", .996, None, "")]),
    ("Banking77, 10 a class", f"intents {BANKING} --examples 10", [
        ("accuracy", "accuracy", .75, .78, "encoders of 2020: .85")]),
    ("CLINC150, 10 a class", f"intents {CLINC} --examples 10", [
        ("accuracy", "accuracy", .81, .84, "encoders of 2020: .93")]),
    ("several intents, NLU++ banking",
     "intents --train intent/nlupp-banking.folds.tsv --folds 10", [
         ("micro_f1", "micro-F1", .887, None, "")]),
    ("sentiment, untrained, UCI amazon",
     "sentiment --test sentiment/uci-amazon.tsv", [
         ("accuracy", "sign right", .80, .84, "VADER .768"),
         ("p50_us", "p50 us", -5, None, "")]),
    ("sentiment, untrained, UCI yelp",
     "sentiment --test sentiment/uci-yelp.tsv", [
         ("accuracy", "sign right", .80, .84, "VADER .727")]),
    ("sentiment, untrained, VADER amazon",
     "sentiment --test sentiment/vader-amazon.tsv", [
         ("pearson", "r", .59, .65, "VADER .59, one human .91")]),
    ("sentiment, untrained, VADER tweets",
     "sentiment --test sentiment/vader-tweets.tsv", [
         ("pearson", "r", None, None, "")]),
    ("sentiment, trained, UCI amazon",
     "sentiment --train sentiment/uci-amazon.tsv --folds 5", [
         ("accuracy", "accuracy", .88, None, "n-grams alone .83")]),
    ("sentiment, trained, UCI yelp",
     "sentiment --train sentiment/uci-yelp.tsv --folds 5", [
         ("accuracy", "accuracy", .87, None, "n-grams alone .82")]),
    ("emotion, GoEmotions, trained", f"emotion {EMOTION}", [
        ("macro_f1", "macro-F1", .58, .60, "BERT .62-.64")]),
    ("asks for a person, untrained, NLU++ banking", WISH, [
        ("precision", "precision", .95, None, ""),
        ("recall", "recall", .80, None, "")]),
    ("upset customers, untrained, 100 messages of our own",
     f"escalation --test {TOP}/tests/unit/data/upset.tsv", [
         ("auroc", "AUROC", .80, .85, "VADER .59-.67 on real chats")]),
    ("FAQ search, StackFAQ", f"search {STACK}", [
        ("recall_at_1", "R@1", .80, None, "ts_rank .71, BM25 .66"),
        ("recall_at_5", "R@5", .96, None, "ts_rank .90, BM25 .90"),
        ("ndcg_at_10", "nDCG@10", .90, None, "ts_rank .83, BM25 .81")]),
    ("passage search, XQuAD-en",
     f"search {XQUAD} --qrels retrieval/xquad-en/qrels.tsv", [
         ("recall_at_1", "R@1", .945, None, "ts_rank .86"),
         ("ndcg_at_10", "nDCG@10", .973, None, "ts_rank .92")]),
    ("sentence that answers, XQuAD-en",
     f"answers {XQUAD} --answers retrieval/xquad-en/answers.tsv", [
         ("first", "first", .78, None, ""),
         ("first_three", "first three", .92, None, ""),
         ("answered", "answered with its passage", .70, None, ""),
         ("refused_without", "refused without it", .80, None, ""),
         ("calibration_error", "calibration", -.03, None, "")]),
    ("learning from past questions, StackFAQ, mean of 4 draws", LEARN, [
        ("recall_at_1", "R@1", .90, None, "+17 points over none")]),
    ("language, sentences", "language --test lang/lingua-sentences.tsv", [
        ("accuracy", "accuracy", .985, None, "cld2 .952")]),
    ("language, word pairs", "language --test lang/lingua-word-pairs.tsv", [
        ("accuracy", "accuracy", .89, None, "cld2 .654")]),
]


def figure(value):
    if value is None:
        return ""
    return f"{value:.4f}".rstrip("0").rstrip(".") if abs(value) < 10 else \
        f"{value:,.0f}"


def judge(value, goal):
    """A goal below 0 is one to stay under."""
    if goal is None or value is None:
        return ""
    return "" if (value <= -goal if goal < 0 else value >= goal) else \
        " **missed**"


def joined(data, word, folder):
    """Several files between commas become one."""
    names = word.split(",")
    if len(names) == 1 or not word.endswith(".tsv"):
        return word
    path = os.path.join(folder, names[-1].replace("/", "."))
    with open(path, "wb") as out:
        for name in names:
            with open(os.path.join(data, name), "rb") as f:
                out.write(f.read())
    return path


def run(biwoco, data, arguments):
    with tempfile.TemporaryDirectory() as folder:
        words = [joined(data, w, folder) for w in shlex.split(arguments)]
        done = subprocess.run([biwoco, "eval", *words, "--json"], cwd=data,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                              text=True, check=False)
    if done.returncode != 0:
        print(f"biwoco eval {arguments}: {done.stderr.strip()}",
              file=sys.stderr)
        return None
    return json.loads(done.stdout)


def learn(biwoco, data):
    """Three past questions of each article are learned, the rest asked."""
    folder = os.path.join(data, "retrieval/stackfaq")
    with open(folder + "/qrels.tsv", encoding="utf-8") as f:
        rows = f.read().splitlines()
    found = []
    for draw in range(4):
        lines, seen = list(rows), {}
        random.Random(draw).shuffle(lines)
        learned, asked = [], []
        for line in lines:
            doc = line.split("\t")[1]
            seen[doc] = seen.get(doc, 0) + 1
            (learned if seen[doc] <= LEARNED else asked).append(line)
        with tempfile.TemporaryDirectory() as place:
            for name, part in (("learn", learned), ("asked", asked)):
                with open(f"{place}/{name}.qrels", "w",
                          encoding="utf-8") as f:
                    f.write("\n".join(part) + "\n")
            result = run(biwoco, data, "search --docs retrieval/stackfaq/"
                         "docs.tsv --queries retrieval/stackfaq/queries.tsv "
                         f"--qrels {place}/asked.qrels "
                         f"--learn {place}/learn.qrels")
        if result is None:
            return None
        found.append(result["recall_at_1"])
    return {"recall_at_1": sum(found) / len(found)}


def wish(biwoco, data):
    """One label of several is the wish for a person."""
    with open(os.path.join(data, "intent/nlupp-banking.folds.tsv"),
              encoding="utf-8") as f:
        rows = [line.rstrip("\n").split("\t") for line in f]
    with tempfile.TemporaryDirectory() as place:
        with open(place + "/wish.tsv", "w", encoding="utf-8") as out:
            for _, labels, text in rows:
                out.write(f"{int('handoff' in labels.split(','))}\t{text}\n")
        return run(biwoco, data, f"wish --test {place}/wish.tsv")


OWN = {LEARN: learn, WISH: wish}


def main():
    words = sys.argv[1:]
    biwoco = os.path.join(TOP, "var/release/inst/bin/biwoco")
    data = os.path.join(TOP, "../shared/data/nlp")
    write = "--write" in words
    while words and words[0].startswith("--"):
        option = words.pop(0)
        if option == "--biwoco":
            biwoco = words.pop(0)
        elif option == "--data":
            data = words.pop(0)
        elif option != "--write":
            sys.exit(f"unknown option {option}")
    if not os.path.isdir(data):
        print(f"no data in {data}: nothing is measured")
        sys.exit(77)
    lines = ["| task | figure | measured | goal | farther | orientation |",
             "|---|---|---:|---:|---:|---|"]
    failed = 0
    for name, arguments, figures in ROWS:
        if words and not any(w in name for w in words):
            continue
        found = OWN[arguments](biwoco, data) if arguments in OWN else \
            run(biwoco, data, arguments)
        failed += found is None
        for key, what, goal, farther, other in figures:
            value = (found or {}).get(key)
            lines.append(
                f"| {name} | {what} | {figure(value)}{judge(value, goal)} | "
                f"{figure(abs(goal) if goal else None)} | "
                f"{figure(farther)} | {other} |")
            print(lines[-1], flush=True)
    if write and not words:
        section.write(os.path.join(TOP, "doc/benchmarks.md"), "nlp",
                      "\n".join(lines) + "\n")
    sys.exit(failed > 0)


if __name__ == "__main__":
    main()
