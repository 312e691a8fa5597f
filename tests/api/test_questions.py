"""A1-A3: questions of visitors that were kept apart, asked of the whole
program; tests/bench/answers.py prints the same, and those chosen with."""
import os
import sys
import unittest

from biwoco import start

sys.path.insert(0, os.path.join(os.path.dirname(os.path.dirname(
    os.path.abspath(__file__))), "bench"))
import answers  # noqa: E402

HUNDRED = os.path.join("..", "store", "unknown.tsv")


def ask(scenario, text):
    return start(scenario).say(text).json()


class Questions(unittest.TestCase):
    def test_A2_two_of_a_hundred_are_answered_at_most(self):
        for name in ("unknown.kept.tsv", HUNDRED):
            slips = answers.find_slips(ask, name)
            most = len(answers.rows(name)) * 2 // 100
            self.assertLessEqual(len(slips), most, slips)

    def test_A3_most_are_answered_or_asked_back(self):
        counts = answers.count_known(ask, "known.kept.tsv")
        n = sum(counts.values())
        self.assertLessEqual(counts["wrong"], n * 3 // 100, counts)
        self.assertGreaterEqual(counts["right"], n * 30 // 100, counts)
        self.assertLessEqual(counts["refused"], n * 30 // 100, counts)


if __name__ == "__main__":
    unittest.main()
