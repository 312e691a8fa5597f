"""Articles and the search for passages."""
import re
import unittest
from urllib.parse import quote

from biwoco import API, call
from problems import check_problem
from test_conversations import TIME


def pages(path):
    """All items, by the Link header."""
    items, n = [], 0
    while path:
        reply = call("GET", path)
        assert reply.status == 200, reply
        items += reply.json()
        link = re.fullmatch(r'<https?://[^/]+(/[^>]+)>; rel="next"',
                            reply.headers.get("link", ""))
        path = link.group(1) if link else None
        n += 1
    return items, n


class Articles(unittest.TestCase):
    def test_each_scenario_has_25_and_paging_sees_each_once(self):
        for scenario in ("ecommerce", "SAAS", "service"):
            path = f"{API}/knowledge?scenario={scenario}"
            small, n = pages(path + "&limit=7")
            large, _ = pages(path + "&limit=100")
            self.assertGreater(n, 3)
            self.assertGreaterEqual(len(large), 25)
            self.assertEqual(small, large)
            ids = [a["id"] for a in small]
            self.assertEqual(len(ids), len(set(ids)))

    def test_one_article_has_its_text(self):
        first = call("GET", API + "/knowledge?limit=1").json()[0]
        self.assertNotIn("content", first)
        reply = call("GET", f"{API}/knowledge/{first['id']}")
        a = reply.json()
        self.assertTrue(a.pop("content"))
        self.assertEqual(a, first)
        self.assertRegex(a["updated_at"], f"^{TIME}$")
        self.assertEqual(a["url"], "/help/" + a["id"])
        again = call("GET", f"{API}/knowledge/{first['id']}",
                     If_None_Match=reply.headers["etag"])
        self.assertEqual((again.status, again.body), (304, b""))

    def test_a_revision_that_is_not_there_is_404(self):
        first = call("GET", API + "/knowledge?limit=1").json()[0]
        path = f"{API}/knowledge/{first['id']}"
        self.assertEqual(call("GET", path + "?revision=1").status, 200)
        self.assertEqual(call("GET", path + "?revision=0").status, 200)
        for number in (999, 2 ** 31, 2 ** 63 - 1):
            check_problem(self, call("GET", f"{path}?revision={number}"),
                          404)
        check_problem(self, call("GET", path + "?revision=-1"), 422)
        check_problem(self, call("GET", API + "/knowledge/none"), 404)

    def test_odd_cursors_do_no_harm(self):
        for cursor in ("x", "/", "a/b/c", "'/'", "%00", "%ff", "x" * 300,
                       "%F0%9F%98%80/%F0%9F%98%80"):
            reply = call("GET", f"{API}/knowledge?cursor={cursor}")
            self.assertIn(reply.status, (200, 400, 422), cursor)

    def test_an_unknown_scenario_is_a_wrong_field(self):
        p = check_problem(self, call(
            "GET", API + "/knowledge?scenario=casino"), 422)
        self.assertEqual(p["errors"][0]["field"], "scenario")


class Search(unittest.TestCase):
    def search(self, question, more=""):
        return call("GET", f"{API}/knowledge/search?q={quote(question)}"
                    + more)

    def test_the_right_passage_comes_first(self):
        reply = self.search("How long do I have to return something?",
                            "&scenario=ecommerce&limit=3")
        self.assertEqual(reply.status, 200, reply)
        found = reply.json()
        self.assertEqual(found["query"],
                         "How long do I have to return something?")
        self.assertLessEqual(len(found["results"]), 3)
        self.assertIn("30 days", " ".join(
            r["text"] for r in found["results"]))
        scores = [r["score"] for r in found["results"]]
        self.assertEqual(scores, sorted(scores, reverse=True))
        for r in found["results"]:
            self.assertRegex(r["url"], r"^/help/[a-z0-9-]+\?revision=\d+#.")

    def test_a_scenario_does_not_find_the_others(self):
        own = {a["id"] for a in pages(
            API + "/knowledge?scenario=saas&limit=100")[0]}
        for r in self.search("return headphones",
                             "&scenario=saas").json()["results"]:
            self.assertIn(r["article"], own)

    def test_hostile_questions_find_nothing_or_something(self):
        for q in ("'", "';drop table message;--", "&|!():*<->", "\\", "%",
                  "___", "a:*", "\U0001f600", "\u202eabc", "(" * 300,
                  "x" * 500, "a " * 250, "\u0301" * 100, "ﷺ" * 100,
                  "<?cs var:x ?>", "$1", "not and or"):
            reply = self.search(q)
            self.assertEqual(reply.status, 200, (q, reply))
            self.assertEqual(reply.json()["query"], q)

    def test_wrong_searches_are_named(self):
        for query in ("", "?q=", "?q=%20", "?q=" + "x" * 501,
                      "?q=a&limit=0", "?q=a&limit=21", "?q=a&q=b",
                      "?q=a&scenario=casino", "?q=a&order=1"):
            check_problem(self, call(
                "GET", API + "/knowledge/search" + query), 422)


if __name__ == "__main__":
    unittest.main()
