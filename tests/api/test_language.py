"""A14: answers in the visitor's language, from articles in it."""
import unittest

from biwoco import sql, start


def language(talk):
    (value,), = sql("select language from conversation where public_id = "
                    f"'{talk.id}'")
    return value


class Language(unittest.TestCase):
    def answer(self, talk, text):
        said = talk.say(text).json()
        return said["content"], said["msg_metadata"]

    def test_A14_a_spanish_question_gets_a_spanish_cited_answer(self):
        talk = start()
        text, about = self.answer(
            talk, "¿Cuántos días tengo para devolver un producto?")
        self.assertIn("30 días", text)
        self.assertIn("[1]", text)
        self.assertIn("/help/devoluciones-y-reembolsos?",
                      about["citations"][0]["url"])
        self.assertEqual(language(talk), "es")
        text, about = self.answer(talk, "¿Y cuánto cuesta el envío exprés?")
        self.assertIn("15 dólares", text)
        self.assertEqual(about["kind"], "evidence")

    def test_A14_german_and_french(self):
        talk = start()
        text, about = self.answer(
            talk, "Wann bekomme ich mein Geld zurück?")
        self.assertIn("Werktage", text)
        self.assertIn("/help/rueckgabe-und-erstattung?",
                      about["citations"][0]["url"])
        self.assertEqual(language(talk), "de")
        talk = start()
        text, _ = self.answer(talk, "Quand vais-je recevoir mon "
                              "remboursement ?")
        self.assertIn("jours ouvrés", text)

    def test_A14_the_other_companies_answer_too(self):
        talk = start("SAAS")
        text, _ = self.answer(talk, "Wie viel kostet der Team-Tarif?")
        self.assertIn("12 Dollar", text)
        talk = start("SERVICE")
        text, _ = self.answer(talk, "¿Cuánto cuesta cancelar una cita?")
        self.assertIn("45 dólares", text)

    def test_A14_small_talk_and_refusals_are_in_the_language(self):
        talk = start()
        self.assertIn("En qué puedo ayudarle", self.answer(talk, "Hola")[0])
        text, about = self.answer(
            talk, "¿Cuál es la capital de Mongolia?")
        self.assertEqual(about["kind"], "refusal")
        self.assertIn("No he encontrado", text)
        self.assertEqual(self.answer(talk, "muchas gracias")[0], "De nada.")
        talk = start()
        self.assertIn("Tôi không tìm thấy", self.answer(
            talk, "Thủ đô của Mông Cổ là thành phố nào?")[0])
        self.assertEqual(language(talk), "vi")

    def test_A14_one_short_foreign_message_does_not_turn_the_talk(self):
        talk = start()
        self.answer(talk, "Wie lange kann ich etwas zurückgeben?")
        self.answer(talk, "thank you very much")
        self.assertEqual(language(talk), "de")

    def test_A14_english_knowledge_says_that_it_is_english(self):
        talk = start()
        self.answer(talk, "Wie lange kann ich etwas zurückgeben?")
        text, about = self.answer(talk, "TechStyle Care protection plan")
        self.assertEqual(about["kind"], "evidence", text)
        self.assertTrue(text.startswith("Das habe ich nur in einer anderen "
                                        "Sprache gefunden:"), text)
        self.assertEqual(language(talk), "de")

    def test_A14_a_name_that_was_asked_for_is_no_language(self):
        talk = start()
        _, about = self.answer(talk, "Where is my order?")
        self.assertEqual(about["kind"], "tool")
        self.answer(talk, "María de los Ángeles Hernández de la Cruz")
        self.assertEqual(language(talk), "en")

    def test_A14_english_stays_english(self):
        talk = start()
        text, about = self.answer(talk, "What is your return policy?")
        self.assertIn("/help/return", about["citations"][0]["url"])
        self.assertEqual(language(talk), "en")


if __name__ == "__main__":
    unittest.main()
