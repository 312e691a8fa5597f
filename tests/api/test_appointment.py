"""A booked visit as a calendar file, for its own conversation only."""
import re
import unittest

from biwoco import call, sql, start


def book(talk):
    """What the booking tool leaves behind."""
    reference = sql(
        "insert into demo.home_appointment (service, staff, zip, street, "
        "customer_name, customer_email, price_cents, during) values "
        "('DR-01', 'HS02', "
        "'53601', '1 Elm Street', 'New Customer', 'new@example.com', 17500, "
        "tstzrange(now() + interval '40 days', now() + interval '40 days 1 "
        "hour')) returning reference")[0][0]
    sql("insert into effect (site_id, conversation_id, key, tool, object) "
        "select site_id, id, 'test', 'book_appointment', "
        f"'{reference}' from conversation where public_id = '{talk.id}'")
    return reference


def forget(reference):
    sql(f"delete from demo.home_appointment where reference = '{reference}'")


def unfolded(text):
    assert text.endswith("\r\n")
    lines = text[:-2].split("\r\n")
    for line in lines:
        assert len(line.encode()) <= 75, line
        assert "\n" not in line and "\r" not in line, line
    return re.sub("\r\n ", "", text[:-2]).split("\r\n")


class Appointment(unittest.TestCase):
    def setUp(self):
        self.talk = start("service")
        self.reference = book(self.talk)
        self.addCleanup(forget, self.reference)

    def get(self, page, name=None):
        return call("GET", f"{page}/appointment/"
                    f"{name or self.reference + '.ics'}")

    def test_the_conversation_that_booked_gets_the_file(self):
        reply = self.get(self.talk.page)
        self.assertEqual(reply.status, 200, reply)
        self.assertEqual(reply.headers["content-type"],
                         "text/calendar; charset=utf-8")
        self.assertIn(f'filename="{self.reference}.ics"',
                      reply.headers["content-disposition"])
        lines = unfolded(reply.text)
        self.assertEqual(lines[:5], ["BEGIN:VCALENDAR", "VERSION:2.0",
                                     "PRODID:-//BIWOCO//BIWOCO//EN",
                                     "METHOD:PUBLISH", "BEGIN:VEVENT"])
        self.assertEqual(lines[-2:], ["END:VEVENT", "END:VCALENDAR"])
        fields = dict(line.split(":", 1) for line in lines)
        self.assertEqual(fields["UID"], self.reference + "@biwoco")
        self.assertEqual(fields["SUMMARY"], "Single drain cleaning")
        self.assertEqual(fields["LOCATION"], "1 Elm Street\\, 53601")
        for name in ("DTSTAMP", "DTSTART", "DTEND"):
            self.assertRegex(fields[name], r"^\d{8}T\d{6}Z$")
        self.assertLess(fields["DTSTART"], fields["DTEND"])

    def test_a_cancelled_visit_is_taken_out(self):
        sql("update demo.home_appointment set status = 'cancelled', "
            f"cancelled_at = now() where reference = '{self.reference}'")
        fields = dict(line.split(":", 1) for line in
                      unfolded(self.get(self.talk.page).text))
        self.assertEqual(fields["METHOD"], "CANCEL")
        self.assertEqual(fields["STATUS"], "CANCELLED")
        self.assertEqual(fields["SEQUENCE"], "1")

    def test_t3_nobody_elses_conversation_gets_it(self):
        other = start("service")
        self.assertEqual(self.get(other.page).status, 404)
        self.assertEqual(self.get("/chat/" + "A" * 43).status, 404)
        # Nor does this one get others' visits.
        self.assertEqual(self.get(self.talk.page, "HB-10042.ics").status,
                         404)
        self.assertEqual(self.get(self.talk.page, self.reference).status,
                         404)
        self.assertEqual(self.get(self.talk.page, "%27.ics").status, 404)


if __name__ == "__main__":
    unittest.main()
