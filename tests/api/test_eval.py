"""biwoco eval and biwoco intents: options, files, exit statuses, and that a
figure does not come from what labels are called (A7, A12)."""
import json
import os
import random
import subprocess
import tempfile
import unittest

BIN = os.environ.get("BIWOCO_BIN", "biwoco")
FRAMES = ["where is %s", "i ask about %s", "help me with %s", "%s again",
          "what about %s please", "tell me of %s", "my %s", "%s is wrong"]
THINGS = {"parcel": ["parcel", "delivery", "package", "shipment"],
          "refund": ["refund", "money back", "repayment", "credit note"],
          "login": ["password", "login", "signing in", "account"]}


def sentences():
    return [(label, frame % thing) for label, things in THINGS.items()
            for frame in FRAMES for thing in things]


class Eval(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)

    def write(self, rows, name="rows.tsv"):
        path = os.path.join(self.folder.name, name)
        with open(path, "w", encoding="utf-8") as file:
            file.writelines(f"{label}\t{text}\n" for label, text in rows)
        return path

    def run_eval(self, *args, **options):
        # No database, no configuration: an empty environment does.
        return subprocess.run([BIN, "eval", *args], text=True, timeout=120,
                              capture_output=True, check=False,
                              env={"PATH": os.environ["PATH"]}, **options)

    def accuracy(self, rows):
        done = self.run_eval("intents", "--train", self.write(rows),
                             "--folds", "4", "--json")
        self.assertEqual(done.returncode, 0, done.stderr)
        return json.loads(done.stdout)

    def test_renamed_labels_change_no_figure(self):
        rows = sentences()
        names = {"parcel": "zulu", "refund": "alpha", "login": "mike"}
        plain = self.accuracy(rows)
        renamed = self.accuracy([(names[a], b) for a, b in rows])
        self.assertGreater(plain["accuracy"], 0.9)
        for figure in ("accuracy", "macro_f1", "calibration_error"):
            self.assertEqual(plain[figure], renamed[figure])

    def test_shuffled_labels_fall_to_chance(self):
        rows = sentences()
        labels = [label for label, _ in rows]
        random.Random(5).shuffle(labels)
        found = self.accuracy([(label, text) for label, (_, text)
                               in zip(labels, rows)])
        self.assertLess(found["accuracy"], 0.55)

    def test_same_seed_same_predictions(self):
        train = self.write(sentences())
        outs = []
        for name in ("a", "b"):
            out = os.path.join(self.folder.name, name)
            self.run_eval("intents", "--train", train, "--folds", "3",
                          "--seed", "9", "--predictions", out)
            with open(out, encoding="utf-8") as file:
                outs.append(file.read())
        self.assertEqual(outs[0], outs[1])
        fields = outs[0].splitlines()[0].split("\t")
        self.assertEqual(len(fields), 4)
        self.assertIn(fields[0], THINGS)
        self.assertTrue(0 <= float(fields[2]) <= 1)

    def test_outside_gets_its_label(self):
        train = self.write(sentences() + [
            ("oos", text) for text in ("qwx zzk vvv", "bonjour monsieur",
                                       "9 + 9 = 18")])
        test = self.write([("oos", "xyzzy plugh frobnicate"),
                           ("parcel", "where is my parcel")], "test.tsv")
        out = os.path.join(self.folder.name, "out")
        done = self.run_eval("intents", "--train", train, "--test", test,
                             "--oos", "oos", "--predictions", out)
        self.assertEqual(done.returncode, 0, done.stderr)
        with open(out, encoding="utf-8") as file:
            found = {tuple(line.split("\t")[:2]) for line in file}
        self.assertEqual(found, {("oos", "oos"), ("parcel", "parcel")})

    def test_standard_input_and_fail_under(self):
        rows = "".join(f"{a}\t{b}\n" for a, b in sentences())
        below = self.run_eval("intents", "--train", "-", "--folds", "4",
                              "--fail-under", "1.01", input=rows)
        self.assertEqual(below.returncode, 1, below.stderr)
        enough = self.run_eval("intents", "--train", "-", "--folds", "4",
                               "--fail-under", "0.5", input=rows)
        self.assertEqual(enough.returncode, 0, enough.stderr)

    def test_a_bad_row_is_named_by_its_line(self):
        path = self.write(sentences())
        with open(path, "a", encoding="utf-8") as file:
            file.write("no tab here\n")
        done = self.run_eval("intents", "--train", path, "--folds", "2")
        self.assertEqual(done.returncode, 2)
        self.assertIn(f"rows.tsv:{len(sentences()) + 1}:", done.stderr)

    def test_misuse_is_status_2(self):
        path = self.write(sentences())
        for args in (["nothing"], [], ["intents"],
                     ["intents", "--train", path],
                     ["intents", "--train", path, "--folds", "x"],
                     ["intents", "--train", path, "--folds", "2", "more"],
                     ["intents", "--train", "-", "--test", "-"],
                     ["intents", "--train", "/nonexistent", "--folds", "2"]):
            done = self.run_eval(*args, input="")
            self.assertEqual(done.returncode, 2, args)
            self.assertEqual(done.stdout.count("accuracy"), 0)

    def test_help_lists_the_tasks(self):
        done = self.run_eval("--help")
        self.assertEqual(done.returncode, 0)
        self.assertIn("intents", done.stdout)
        self.assertIn("--folds", self.run_eval("intents", "--help").stdout)


class Intents(unittest.TestCase):
    """The seed's models, on the running BIWOCO's database."""

    def guess(self, text):
        done = subprocess.run(
            [BIN, "intents", "test", text, "--scenario", "ecommerce",
             "--json"], text=True, capture_output=True, check=False,
            timeout=60)
        self.assertEqual(done.returncode, 0, done.stderr)
        return json.loads(done.stdout)

    def test_the_seed_trains_a_model(self):
        found = self.guess("where is my order")
        self.assertEqual(found["guesses"][0]["name"], "order_status")
        self.assertEqual(found["guesses"][0]["target"], "order_status")
        self.assertNotEqual(found["verdict"], "outside")

    def test_what_makes_no_sense_is_not_acted_on(self):
        self.assertNotEqual(self.guess("zxq vbbn wrtz")["verdict"], "answer")

    def test_unchanged_examples_are_not_trained_again(self):
        done = subprocess.run([BIN, "intents", "train", "--json"], text=True,
                              capture_output=True, check=True, timeout=120)
        self.assertEqual(json.loads(done.stdout)["trained"], 0)


if __name__ == "__main__":
    unittest.main()
