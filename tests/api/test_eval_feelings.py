"""`biwoco eval` of sentiment, emotion, escalation and the wish for a person
(A8, H1): no database, no configuration; figures, exit statuses, files."""
import json
import os
import subprocess
import tempfile
import unittest

BIN = os.environ["BIWOCO_BIN"]
TOP = os.path.dirname(os.path.dirname(os.path.dirname(
    os.path.abspath(__file__))))
UPSET = os.path.join(TOP, "tests/unit/data/upset.tsv")
GOOD = ["I love it", "works great", "very helpful staff", "perfect, thanks",
        "fast and friendly", "excellent value", "so happy with it",
        "a pleasure to use", "best shop in town", "it fits perfectly"]
BAD = ["I hate it", "stopped working", "rude staff", "still no answer",
       "slow and expensive", "waste of money", "so disappointed",
       "a nightmare to use", "worst shop in town", "it arrived broken"]


def run(*argv, text=""):
    return subprocess.run([BIN, "eval", *argv], input=text, text=True,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                          check=False)


def figures(*argv, text=""):
    done = run(*argv, "--json", text=text)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def rows(label_good, label_bad):
    return "".join(f"{label_good}\t{g}\n{label_bad}\t{b}\n"
                   for g, b in zip(GOOD, BAD))


class Feelings(unittest.TestCase):
    def test_A8_sentiment_by_labels(self):
        out = figures("sentiment", "--test", "-", text=rows("pos", "neg"))
        self.assertEqual(out["items"], 20)
        self.assertGreaterEqual(out["accuracy"], 0.9)
        self.assertGreaterEqual(out["auroc_negative"], 0.95)

    def test_A8_sentiment_by_ratings(self):
        with tempfile.NamedTemporaryFile("r", encoding="utf-8") as f:
            out = figures("sentiment", "--test", "-", "--predictions",
                          f.name, text=rows("2.5", "-2.5"))
            written = [line.rstrip("\n").split("\t") for line in f]
        self.assertGreaterEqual(out["pearson"], 0.8)
        self.assertEqual(len(written), 20)
        for gold, score in written:
            self.assertIn(gold, ("2.5", "-2.5"))
            self.assertLessEqual(abs(float(score)), 1)

    def test_A8_names_of_learned_classes_change_nothing(self):
        one = figures("sentiment", "--train", "-", "--folds", "2",
                      text=rows("pos", "neg"))
        other = figures("sentiment", "--train", "-", "--folds", "2",
                        text=rows("x", "y"))
        self.assertEqual(one["accuracy"], other["accuracy"])

    def test_A8_emotion_built_in(self):
        out = figures("emotion", "--test", "-", text=(
            "anger\tYou are liars and thieves!\n"
            "fear\tI am scared that it was hacked\n"
            "joy\twonderful, thank you so much\n"
            "sadness\tso disappointed\n"
            "neutral\tWhat are your opening hours?\n"))
        self.assertEqual(out["accuracy"], 1)

    def test_H1_upset_is_told_from_calm(self):
        out = figures("escalation", "--test", UPSET)
        self.assertGreaterEqual(out["auroc"], 0.85)
        self.assertLessEqual(out["false_alarms"], 0.05)

    def test_H1_wish_for_a_person(self):
        out = figures("wish", "--test", "-", text=(
            "1\toperator!!\n1\tget me your manager\n"
            "0\tdoes a person need to sign for it\n"))
        self.assertEqual(out["f1"], 1)

    def test_statuses(self):
        low = run("escalation", "--test", UPSET, "--fail-under", "1.1")
        self.assertEqual(low.returncode, 1)
        for task in ("sentiment", "emotion", "escalation", "wish"):
            with self.subTest(task=task):
                self.assertEqual(run(task).returncode, 2)
        bad = run("escalation", "--test", "-", text="1\tok\nmaybe\tso\n")
        self.assertEqual(bad.returncode, 2)
        self.assertIn(":2:", bad.stderr)


if __name__ == "__main__":
    unittest.main()
