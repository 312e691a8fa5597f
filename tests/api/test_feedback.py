"""Votes on answers and the survey at the end."""
import threading
import unittest

from biwoco import API, NO_SUCH, call, count, one, sql, start
from problems import check_problem
from test_conversations import TIME


def vote(message_id, token, body):
    return call("PUT", f"{API}/messages/{message_id}/feedback", body, token)


class Votes(unittest.TestCase):
    def setUp(self):
        self.talk = start()
        self.answer = self.talk.say("What is your return policy?").json()

    def test_V5_up_down_and_a_comment(self):
        reply = vote(self.answer["id"], self.talk.token,
                     {"vote": "UP", "comment": "clear\nand short"})
        self.assertEqual(reply.status, 200, reply)
        f = reply.json()
        self.assertEqual(f["message_id"], self.answer["id"])
        self.assertEqual((f["vote"], f["comment"]),
                         ("up", "clear\nand short"))
        self.assertRegex(f["created_at"], f"^{TIME}$")
        self.assertRegex(f["updated_at"], f"^{TIME}$")
        again = vote(self.answer["id"], self.talk.token, {"vote": "down"})
        self.assertEqual((again.json()["vote"], again.json()["comment"]),
                         ("down", "clear\nand short"))
        self.assertEqual(again.json()["created_at"], f["created_at"])
        shown = self.talk.messages()[1]
        self.assertEqual(shown["feedback"], {
            "vote": "down", "comment": "clear\nand short"})

    def test_a_vote_is_an_event(self):
        vote(self.answer["id"], self.talk.token, {"vote": "down"})
        page = self.talk.call("GET", "/events?after=2&wait=0").json()
        self.assertEqual(page["events"][0]["type"], "feedback")
        self.assertEqual(page["events"][0]["seq"], 3)
        self.assertEqual(page["events"][0]["data"], {
            "message_id": self.answer["id"], "vote": "down"})

    def test_V5_after_a_day_it_stays(self):
        vote(self.answer["id"], self.talk.token, {"vote": "up"})
        sql("update feedback set created_at = now() - interval '25 h'")
        check_problem(self, vote(self.answer["id"], self.talk.token,
                                 {"vote": "down"}), 409)
        self.assertEqual(self.talk.messages()[1]["feedback"]["vote"], "up")
        self.assertEqual(self.talk.call("GET").json()["last_seq"], 3)

    def test_own_messages_cannot_be_voted_on(self):
        own = self.talk.messages()[0]
        check_problem(self, vote(own["id"], self.talk.token,
                                 {"vote": "up"}), 404)

    def test_C2_other_visitors_answer_is_404(self):
        other = start()
        before = count("feedback"), count("event")
        for i in (self.answer["id"], NO_SUCH):
            check_problem(self, vote(i, other.token, {"vote": "up"}), 404)
        check_problem(self, vote(self.answer["id"], None, {"vote": "up"}),
                      401)
        self.assertEqual((count("feedback"), count("event")), before)

    def test_wrong_votes_are_named(self):
        for body in ({}, {"vote": "sideways"}, {"vote": 1}, {"vote": None},
                     {"vote": "up", "comment": "x" * 1001},
                     {"vote": "up", "rating": 5}, {"vote": ["up"]}):
            check_problem(self, vote(self.answer["id"], self.talk.token,
                                     body), 422)
        self.assertIsNone(self.talk.messages()[1]["feedback"])

    def test_many_votes_at_once_are_one_row_and_no_gap(self):
        threads = [threading.Thread(target=vote, args=(
            self.answer["id"], self.talk.token,
            {"vote": ("up", "down")[i % 2]})) for i in range(8)]
        for t in threads:
            t.start()
        for t in threads:
            t.join(30)
        page = self.talk.call("GET", "/events?wait=0").json()
        self.assertEqual([e["seq"] for e in page["events"]],
                         list(range(1, 11)))
        self.assertEqual("1", one(
            "select count(*) from feedback f join message m on m.id = "
            f"f.message_id where m.public_id = '{self.answer['id']}'"))


class Survey(unittest.TestCase):
    def test_V5_one_to_five_and_changeable(self):
        talk = start()
        self.assertEqual(talk.call("GET", "/survey").json(),
                         {"rating": None, "comment": None})
        for rating in (5, 1):
            body = {"rating": rating, "comment": f"says {rating}"}
            reply = talk.call("PUT", "/survey", body)
            self.assertEqual((reply.status, reply.json()), (200, body))
            self.assertEqual(talk.call("GET", "/survey").json(), body)

    def test_V5_after_a_day_it_stays(self):
        talk = start()
        talk.call("PUT", "/survey", {"rating": 4})
        sql("update survey set created_at = now() - interval '25 h'")
        check_problem(self, talk.call("PUT", "/survey", {"rating": 1}), 409)
        self.assertEqual(talk.call("GET", "/survey").json()["rating"], 4)

    def test_wrong_ratings_are_named(self):
        talk = start()
        for rating in (0, 6, -1, 2.5, "5", None, True, 1e400, 2 ** 70):
            reply = talk.call("PUT", "/survey", {"rating": rating})
            self.assertIn(reply.status, (400, 422), rating)
            check_problem(self, reply)
        self.assertIsNone(talk.call("GET", "/survey").json()["rating"])


if __name__ == "__main__":
    unittest.main()
