"""The seed's intents: whole, unlike each other, and not what they are
measured on (sql/seed/*/intents, tests/dialogue)."""
import glob
import os
import re
import unittest

TOP = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
ROUTE = re.compile(r"tool \w+|article [\w-]+|person|none|"
                   r"small_talk (greeting|thanks|goodbye|identity)")
EXAMPLES_MIN = 35
MEASURED_MIN = 8


def scenarios():
    return sorted(os.path.basename(os.path.dirname(os.path.dirname(path)))
                  for path in glob.glob(TOP + "/sql/seed/*/intents/"))


def read(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


def plain(text):
    return re.sub(r"\W+", " ", text.lower()).strip()


def intents(scenario):
    """Name to front matter and examples."""
    out = {}
    for path in glob.glob(f"{TOP}/sql/seed/{scenario}/intents/*.md"):
        _, front, body = read(path).split("---\n", 2)
        keys = dict(line.split(": ", 1) if ": " in line
                    else (line.rstrip(":"), "")
                    for line in front.splitlines())
        lines = [line for line in body.splitlines()
                 if line and not line.startswith("#")]
        out[os.path.basename(path)[:-len(".md")]] = keys, lines
    return out


def rows(name):
    return [line.split("\t") for line in
            read(f"{TOP}/tests/dialogue/{name}.tsv").splitlines()]


class Intents(unittest.TestCase):
    def test_s1_each_scenario_has_fifteen_to_thirty(self):
        self.assertEqual(len(scenarios()), 3)
        for scenario in scenarios():
            self.assertIn(len(intents(scenario)), range(15, 31), scenario)

    def test_front_matter_is_complete_and_leads_somewhere(self):
        for scenario in scenarios():
            known = intents(scenario)
            for name, (front, _) in known.items():
                where = f"{scenario}/{name}"
                self.assertEqual(sorted(front), ["description", "next",
                                                 "route", "title"], where)
                self.assertRegex(front["route"], f"^({ROUTE.pattern})$",
                                 where)
                for after in filter(None, front["next"].split(", ")):
                    self.assertIn(after, known, where)
                if front["route"].startswith("article "):
                    slug = front["route"].split()[1]
                    self.assertTrue(os.path.exists(
                        f"{TOP}/sql/seed/{scenario}/articles/{slug}.md"),
                        f"{where}: {slug}")

    def test_each_has_enough_examples_of_its_own(self):
        for scenario in scenarios():
            seen = {}
            for name, (_, examples) in intents(scenario).items():
                self.assertGreaterEqual(len(examples), EXAMPLES_MIN, name)
                for text in map(plain, examples):
                    self.assertNotIn(text, seen, f"{scenario}: {name}")
                    seen[text] = name

    def test_what_is_measured_was_not_learned(self):
        for scenario in scenarios():
            known = intents(scenario)
            learned = {plain(text) for _, examples in known.values()
                       for text in examples}
            measured = rows(f"intents/{scenario}")
            for name, text in measured:
                self.assertNotIn(plain(text), learned, text)
            for name in list(known) + ["oos"]:
                found = sum(row[0] == name for row in measured)
                self.assertGreaterEqual(
                    found, 40 if name == "oos" else MEASURED_MIN, name)

    def test_wishes_for_a_person_are_balanced(self):
        labels = [label for label, _ in rows("person")]
        self.assertGreaterEqual(labels.count("1"), 60)
        self.assertGreaterEqual(labels.count("0"), 60)


if __name__ == "__main__":
    unittest.main()
