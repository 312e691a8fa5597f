"""Tools over the API: a code by mail, a change once, a visit with its file."""
import email
import glob
import os
import re
import subprocess
import unittest

from biwoco import (CONFIG, STATE, call, kill, one, owner, programs, sql,
                    start, wait_for)

BIN = os.environ["BIWOCO_BIN"]


def letters():
    """What has been sent, the newest last; sends what is queued."""
    subprocess.run([BIN, "worker", "--once"], check=True, timeout=60,
                   env={**os.environ, "BIWOCO_CONFIG": CONFIG}, **owner())
    found = []
    for path in sorted(glob.glob(f"{STATE}/mail/*.eml"),
                       key=os.path.getmtime):
        with open(path, "rb") as f:
            found.append(email.message_from_binary_file(f))
    return found


def sent_to(address):
    return [m for m in letters() if m["To"] == address]


def code_for(address):
    """The digits of the newest code's letter."""
    found = wait_for(lambda: [m for m in sent_to(address)
                              if re.search(r"\d{6}$", m["Subject"])])
    return re.search(r"\d{6}$", found[-1]["Subject"]).group()


class Tools(unittest.TestCase):
    def say(self, talk, text, **headers):
        reply = talk.say(text, **headers)
        self.assertIn(reply.status, (200, 201), reply)
        return reply.json()["content"]

    def says(self, talk, text, part, **headers):
        answer = self.say(talk, text, **headers)
        self.assertIn(part, answer)
        return answer

    def order(self, status="paid"):
        """An order of somebody new, and the address."""
        address = f"buyer{os.getpid()}.{id(self)}@example.com".lower()
        number = one("select (max(number::int) + 1)::text from "
                     "demo.shop_order where number ~ '^[0-9]{5}$'")
        customer = one(
            "insert into demo.shop_customer (id, name, email, city, region, "
            "postal_code, customer_since) select max(id) + 1, 'A Buyer', "
            f"'{address}', 'Columbus', 'OH', '43215', current_date from "
            "demo.shop_customer returning id")
        sql("insert into demo.shop_order (number, customer_id, status, "
            "placed_at, paid_at, shipping_method, payment_method, "
            "subtotal_cents, shipping_cents, tax_cents, total_cents, "
            "ship_city, ship_region, ship_country, ship_postal_code) values "
            f"('{number}', {customer}, '{status}', now(), now(), "
            "'standard', 'card', 4999, 0, 400, 5399, 'Columbus', 'OH', 'US', "
            "'43215')")
        sql("insert into demo.shop_order_item (order_number, line, "
            "product_sku, name, quantity, unit_price_cents) select "
            f"'{number}', 1, sku, name, 1, 4999 from demo.shop_product "
            "limit 1")
        self.addCleanup(sql, f"delete from demo.shop_order where number = "
                        f"'{number}'; delete from demo.shop_customer where "
                        f"id = {customer}")
        return number, address

    def test_t3_an_order_is_cancelled_after_code_and_yes(self):
        number, address = self.order()
        talk = start("ecommerce")
        self.says(talk, f"I want to cancel my order {number}", "e-mail")
        self.say(talk, address)
        code = code_for(address)
        wrong = "%06d" % ((int(code) + 1) % 1000000)
        self.assertNotIn("free of charge", self.say(talk, wrong))
        self.says(talk, code, "free of charge")
        self.assertEqual(one("select status from demo.shop_order where "
                             f"number = '{number}'"), "paid")
        self.says(talk, "yes", f"Order {number} is canceled")
        self.assertEqual(one("select status from demo.shop_order where "
                             f"number = '{number}'"), "cancelled")
        wait_for(lambda: any("is canceled" in m["Subject"]
                             for m in sent_to(address)))

    def test_t3_a_stranger_gets_the_same_words_and_no_letter(self):
        number, address = self.order()
        known, stranger = start("ecommerce"), start("ecommerce")
        answers = []
        for talk, who in ((known, address),
                          (stranger, "no" + address)):
            self.say(talk, f"I want to cancel my order {number}")
            answers.append(self.say(talk, who).replace(who, "X"))
        self.assertEqual(answers[0], answers[1])
        self.assertTrue(wait_for(lambda: sent_to(address)))
        self.assertEqual(sent_to("no" + address), [])

    def test_t3_user_id_is_nobody(self):
        number, address = self.order()
        talk = start("ecommerce", user_id=address)
        answer = self.say(talk, f"refund status of order {number}")
        self.assertNotIn("53.99", answer)
        self.assertIn("e-mail", answer)

    def test_a_visit_is_booked_and_put_into_the_calendar(self):
        talk = start("service")
        for text in ("I'd like to book a faucet replacement", "53601"):
            self.say(talk, text)
        day = one("select to_char(d, 'FMMonth FMDD') from generate_series("
                  "current_date + 20, current_date + 34, interval '1 day') d "
                  "where extract(isodow from d) = 3 and d not in (select day "
                  "from demo.home_holiday) limit 1")
        self.says(talk, day, "window")
        self.says(talk, "the first one", "street")
        self.says(talk, "12 Harbor Street", "name")
        self.says(talk, "Ellen Marsh", "e-mail")
        address = f"ellen{os.getpid()}@example.com"
        self.says(talk, address, "phone")
        self.says(talk, "608 555 0188", "$195")
        answer = self.says(talk, "yes", "HB-",
                           Idempotency_Key="book-once")
        reference = re.search(r"HB-\d+", answer).group()
        self.addCleanup(sql, "delete from demo.home_appointment where "
                        f"reference = '{reference}'")
        # The same request again, and again after every program died.
        for name in ("api", "portal"):
            for pid in programs(name):
                kill(pid)
        again = wait_for(lambda: self.reply_of(talk))
        self.assertIn(again.status, (200, 201))
        self.assertEqual(one("select count(*) from demo.home_appointment "
                             f"where customer_email = '{address}'"), "1")
        file = call("GET", f"{talk.page}/appointment/{reference}.ics")
        self.assertEqual(file.status, 200)
        self.assertIn(f"UID:{reference}@biwoco", file.text)
        page = call("GET", talk.page).text
        self.assertIn(f"{talk.page}/appointment/{reference}.ics", page)
        letter = wait_for(lambda: sent_to(address))[-1]
        parts = letter.get_payload()
        self.assertEqual(parts[1].get_filename(), reference + ".ics")
        self.assertIn(b"METHOD:PUBLISH", parts[1].get_payload(decode=True))

    @staticmethod
    def reply_of(talk):
        try:
            reply = talk.say("yes", Idempotency_Key="book-once")
        except OSError:
            return None
        return reply if reply.status < 500 else None


if __name__ == "__main__":
    unittest.main()
