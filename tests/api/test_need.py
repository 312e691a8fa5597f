"""H1, A8: what a message is felt to say, and when a person is asked for."""
import json
import unittest

from biwoco import sql, start


def triage(talk):
    return [dict(zip(("sentiment", "emotion", "need"), row)) for row in sql(
        "select t.sentiment, t.emotion, t.need from triage t join "
        "conversation c on c.id = t.conversation_id where c.public_id = "
        f"'{talk.id}' order by t.message_id")]


def handoff(talk):
    rows = sql("select h.reason, h.score, h.reasons from handoff h join "
               "conversation c on c.id = h.conversation_id where "
               f"c.public_id = '{talk.id}'")
    return [(reason, float(score), json.loads(reasons))
            for reason, score, reasons in rows]


class Need(unittest.TestCase):
    def test_A8_each_message_has_its_feeling(self):
        talk = start()
        talk.say("Thank you so much, that was wonderful!")
        talk.say("How long does standard shipping take?")
        talk.say("I am really disappointed, it is broken and useless")
        rows = triage(talk)
        self.assertEqual([r["emotion"] for r in rows][:2],
                         ["joy", "neutral"])
        self.assertIn(rows[2]["emotion"], ("anger", "frustration"))
        scores = [float(r["sentiment"]) for r in rows]
        self.assertGreater(scores[0], 0.3)
        self.assertLess(abs(scores[1]), 0.2)
        self.assertLess(scores[2], -0.3)

    def test_H1_calm_questions_need_nobody(self):
        talk = start()
        for text in ("What is your return policy?",
                     "And how much is express shipping?",
                     "Which payment methods do you take?"):
            self.assertNotEqual(talk.say(text).json()["msg_metadata"]
                                ["kind"], "handoff")
        self.assertEqual(handoff(talk), [])
        self.assertTrue(all(float(r["need"]) < 0.45 for r in triage(talk)))

    def test_H1_an_upset_visitor_gets_a_person_with_reasons(self):
        talk = start()
        talk.say("Where is my parcel? It never arrived.")
        said = talk.say("This is the third time I write, nobody answers. "
                        "You are useless and I want my money back!!").json()
        self.assertIn("sorry", said["content"].lower())
        (reason, score, reasons), = handoff(talk)
        self.assertEqual(reason, "negative")
        self.assertGreaterEqual(score, 0.65)
        self.assertEqual(reasons[0]["reason"], reason)
        self.assertGreaterEqual(reasons[0]["score"], reasons[-1]["score"])
        self.assertEqual(sql("select status from conversation where "
                             f"public_id = '{talk.id}'"), [["queued"]])
        # Once is enough: the queue is not joined again.
        talk.say("USELESS!!! answer me!!!")
        self.assertEqual(len(handoff(talk)), 1)

    def test_H1_a_threat_is_handed_over_at_once(self):
        talk = start()
        said = talk.say("I am going to my lawyer and will sue you").json()
        self.assertEqual(said["msg_metadata"]["kind"], "handoff")
        self.assertIn("legal", [r["reason"] for r in handoff(talk)[0][2]])

    def test_H1_the_same_question_again_and_again(self):
        talk = start()
        for _ in range(3):
            talk.say("How long is the warranty on refurbished phones?")
        self.assertEqual(handoff(talk)[0][0], "repeated")

    def test_H1_two_refusals_in_a_row(self):
        talk = start()
        talk.say("Who won the football world cup in 1998?")
        self.assertEqual(handoff(talk), [])
        talk.say("What is the capital of Mongolia?")
        self.assertEqual(handoff(talk)[0][0], "refused")


if __name__ == "__main__":
    unittest.main()
