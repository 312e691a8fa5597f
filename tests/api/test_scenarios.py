"""The scenarios and their names."""
import unittest

from biwoco import API, call, start
from problems import check_problem


class Scenarios(unittest.TestCase):
    def test_S1_the_three_are_listed(self):
        reply = call("GET", API + "/scenarios")
        self.assertEqual(reply.status, 200)
        found = {s["id"]: s for s in reply.json()}
        self.assertEqual(set(found), {"ecommerce", "saas", "service"})
        for s in found.values():
            self.assertTrue(s["name"] and s["company"] and s["description"])
            self.assertRegex(s["accent"], r"^#[0-9a-f]{6}$")
            self.assertGreaterEqual(s["revision"], 1)
            self.assertGreaterEqual(len(s["sample_questions"]), 3)
            self.assertGreaterEqual(len(s["can_do"]), 1)

    def test_S2_aliases_are_case_insensitive(self):
        for alias, slug in (("ECOMMERCE", "ecommerce"), ("SAAS", "saas"),
                            ("SERVICE_BUSINESS", "service")):
            for name in (alias, alias.lower(), alias.title(), slug,
                         slug.upper(), slug.title()):
                reply = call("GET", f"{API}/scenarios/{name}")
                self.assertEqual(reply.status, 200, name)
                self.assertEqual(reply.json()["id"], slug)
                self.assertEqual(reply.json()["alias"], alias)
                talk = start(name)
                self.assertEqual(talk.started["scenario"], slug)
                self.assertEqual(talk.started["scenario_type"], alias)

    def test_one_is_as_in_the_list(self):
        for s in call("GET", API + "/scenarios").json():
            self.assertEqual(
                call("GET", f"{API}/scenarios/{s['id']}").json(), s)

    def test_the_prompt_is_not_told(self):
        text = call("GET", API + "/scenarios").text
        self.assertNotIn("You are the", text)
        self.assertNotIn("\"prompt\"", text)

    def test_etag_gives_304(self):
        tag = call("GET", API + "/scenarios").headers["etag"]
        self.assertEqual(call("GET", API + "/scenarios",
                              If_None_Match=tag).status, 304)

    def test_an_unknown_one_is_404(self):
        for name in ("casino", "e", "ecommerce2", "%25", "'", "E\u0130"):
            check_problem(self, call(
                "GET", API + "/scenarios/" + (
                    name if name.isascii() else "E%C4%B0")), 404)


if __name__ == "__main__":
    unittest.main()
