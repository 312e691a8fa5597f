"""Saying something: the answer, retries, order, paging, events."""
import re
import threading
import unittest

from biwoco import API, Client, call, one, sql, start, wait_for
from problems import check_problem
from test_conversations import TIME, UUID


def together(*functions):
    """Runs all at once; their results in order."""
    results = [None] * len(functions)
    barrier = threading.Barrier(len(functions))

    def run(i):
        barrier.wait()
        results[i] = functions[i]()

    threads = [threading.Thread(target=run, args=(i,))
               for i in range(len(functions))]
    for t in threads:
        t.start()
    for t in threads:
        t.join(60)
    return results


def check_order(case, talk):
    """K3: events without gaps, messages in their order, one answer each."""
    events, after = [], 0
    while True:
        page = talk.call("GET", f"/events?wait=0&after={after}").json()
        events += page["events"]
        if not page["events"]:
            break
        after = page["next"]
    case.assertEqual([e["seq"] for e in events],
                     list(range(1, len(events) + 1)))
    told = [e["message"]["id"] for e in events if e["type"] == "message"]
    stored = [m["id"] for m in talk.messages()]
    case.assertEqual(told, stored)
    case.assertEqual("0", one(
        "select count(*) from (select reply_to from message where reply_to "
        "is not null group by site_id, reply_to having count(*) > 1) x"))
    return events


class Answer(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.talk = start()
        cls.reply = cls.talk.say("What is your return policy?")

    def test_post_gives_the_answer_as_classic_json(self):
        self.assertEqual(self.reply.status, 200, self.reply)
        m = self.reply.json()
        self.assertRegex(m["id"], f"^{UUID}$")
        self.assertEqual(m["conversation_id"], self.talk.id)
        self.assertEqual(m["seq"], 2)
        self.assertEqual(m["role"], "ASSISTANT")
        self.assertTrue(m["content"].strip())
        self.assertIsInstance(m["tokens_used"], int)
        self.assertIsInstance(m["response_time"], int)
        self.assertLess(m["response_time"], 5000)
        self.assertIsNone(m["feedback"])
        self.assertRegex(m["created_at"], f"^{TIME}$")
        self.assertRegex(m["updated_at"], f"^{TIME}$")
        meta = m["msg_metadata"]
        self.assertEqual(meta["model"], "built-in")
        self.assertIsInstance(meta["tokens_used"], int)
        self.assertGreater(meta["confidence"], 0)
        self.assertLessEqual(meta["confidence"], 1)
        for c in meta["citations"]:
            self.assertIn(f"[{c['number']}]", m["content"])
            self.assertTrue(c["title"] and c["quote"])
            self.assertRegex(c["url"], r"^/help/[a-z0-9-]+\?revision=\d+#")

    def test_the_list_has_question_and_answer(self):
        question, answer = self.talk.messages()
        self.assertEqual(question["role"], "USER")
        self.assertEqual(question["content"], "What is your return policy?")
        self.assertEqual(question["msg_metadata"], {})
        self.assertIsNone(question["tokens_used"])
        self.assertIsNone(question["response_time"])
        self.assertEqual(answer, self.reply.json())

    def test_one_message_by_its_id(self):
        for m in self.talk.messages():
            reply = call("GET", f"{API}/messages/{m['id']}",
                         token=self.talk.token)
            self.assertEqual(reply.json(), m)

    def test_C2_other_visitors_message_is_404(self):
        check_problem(self, call(
            "GET", f"{API}/messages/{self.reply.json()['id']}",
            token=start().token), 404)

    def test_the_title_is_the_first_question(self):
        self.assertEqual(self.talk.call("GET").json()["title"],
                         "What is your return policy?")

    def test_events_tell_the_same(self):
        events = check_order(self, self.talk)
        self.assertEqual([e["type"] for e in events],
                         ["message", "message"])
        self.assertEqual(events[1]["message"], self.reply.json())

    def test_L1_events_answer_at_once_when_there_is_something(self):
        page = self.talk.call("GET", "/events?after=1&wait=20").json()
        self.assertEqual([e["seq"] for e in page["events"]], [2])
        self.assertEqual(page["next"], 2)

    def test_L1_an_empty_wait_keeps_next(self):
        page = self.talk.call("GET", "/events?after=2&wait=1").json()
        self.assertEqual((page["events"], page["next"]), ([], 2))

    def test_L1_a_wait_past_55_is_taken_as_55(self):
        page = self.talk.call("GET", "/events?after=0&wait=3600").json()
        self.assertEqual(len(page["events"]), 2)
        check_problem(self, self.talk.call(
            "GET", "/events?after=0&wait=-1"), 422)

    def test_a_waiting_reader_hears_of_a_message(self):
        talk = start()
        talk.say("hello")
        reader, _ = together(
            lambda: talk.call("GET", "/events?after=2&wait=10"),
            lambda: talk.say("How long does shipping take?"))
        self.assertGreaterEqual(reader.json()["events"][0]["seq"], 3)


class Idempotency(unittest.TestCase):
    def test_K2_the_same_key_gives_the_same_answer(self):
        talk = start()
        first = talk.say("How long is delivery?", Idempotency_Key="k-1")
        for key in ("k-1", '"k-1"'):
            again = talk.say("How long is delivery?", Idempotency_Key=key)
            self.assertEqual((again.status, again.json()),
                             (200, first.json()))
        self.assertEqual(len(talk.messages()), 2)

    def test_K2_another_body_is_422(self):
        talk = start()
        talk.say("one", Idempotency_Key="k")
        p = check_problem(self, talk.say("two", Idempotency_Key="k"), 422)
        self.assertEqual([e["field"] for e in p["errors"]],
                         ["Idempotency-Key"])
        self.assertEqual(len(talk.messages()), 2)

    def test_K2_keys_belong_to_their_conversation(self):
        a, b = start(), start()
        a.say("hello", Idempotency_Key="same")
        self.assertEqual(b.say("other", Idempotency_Key="same").status, 200)

    def test_K2_while_running_409(self):
        talk = start()
        sql(PENDING.format(id=talk.id, key="slow", text="hello",
                           lease="10 min"))
        reply = talk.say("hello", Idempotency_Key="slow")
        check_problem(self, reply, 409)
        self.assertGreaterEqual(int(reply.headers["retry-after"]), 1)

    def test_K5_an_answer_whose_process_was_lost_is_made(self):
        talk = start()
        sql(PENDING.format(id=talk.id, key="lost", text="return policy?",
                           lease="-1 s"))
        reply = talk.say("return policy?", Idempotency_Key="lost")
        # Another process that looks for owed answers may be quicker: then
        # it is done, or still at it.
        if reply.status in (202, 409):
            wait_for(lambda: len(talk.messages()) == 2)
        else:
            self.assertEqual(reply.status, 200, reply)
        self.assertEqual([m["role"] for m in talk.messages()],
                         ["USER", "ASSISTANT"])

    def test_K5_it_is_made_even_when_nobody_asks(self):
        talk = start()
        sql(PENDING.format(id=talk.id, key="lost", text="return policy?",
                           lease="-1 s"))
        page = talk.call("GET", "/events?after=1&wait=20").json()
        self.assertEqual(page["events"][0]["message"]["role"], "ASSISTANT")

    def test_K2_two_threads_with_one_key_store_one_message(self):
        for round_ in range(8):
            talk = start()
            replies = together(*[
                lambda: talk.say("Where is my order?", Idempotency_Key="k")
            ] * 4)
            statuses = sorted(r.status for r in replies)
            self.assertIn(200, statuses)
            self.assertLessEqual(set(statuses), {200, 409}, round_)
            answers = {r.json()["id"] for r in replies if r.status == 200}
            self.assertEqual(len(answers), 1)
            check_order(self, talk)
            self.assertEqual(len(talk.messages()), 2)

    def test_K2_keys_are_255_printable_characters(self):
        talk = start()
        self.assertEqual(
            talk.say("hi", Idempotency_Key="k" * 255).status, 200)
        check_problem(self, talk.say("hi", Idempotency_Key="k" * 256), 422)
        check_problem(self, talk.say("hi", Idempotency_Key="a\tb"), 422)
        for key in ("\xe9", "a\x7fb"):
            reply = talk.say("hi", Idempotency_Key=key)
            self.assertIn(reply.status, (400, 422), reply)
        self.assertEqual(len(talk.messages()), 2)

    def test_without_a_key_each_message_is_its_own(self):
        talk = start()
        talk.say("hello")
        talk.say("hello")
        self.assertEqual(len(talk.messages()), 4)


# A message whose answer is owed, as a lost process leaves it.
PENDING = """
with c as (
    update conversation set last_seq = last_seq + 1
    where public_id = '{id}' returning site_id, id, last_seq
), m as (
    insert into message (site_id, public_id, conversation_id, seq, role,
        content, client_key, body_hash)
    select site_id, gen_random_uuid(), id, last_seq, 'USER', '{text}',
        '{key}', sha256('{text}') from c
    returning site_id, id, conversation_id, seq
), e as (
    insert into event (site_id, conversation_id, seq, kind, message_id)
    select site_id, conversation_id, seq, 'message', id from m
)
insert into job (site_id, kind, conversation_id, message_id, lease_until)
select site_id, 'answer', conversation_id, id,
    now() + interval '{lease}' from m"""


class Later(unittest.TestCase):
    def test_respond_async_gives_202_and_the_answer_comes(self):
        talk = start()
        reply = talk.say("What is your return policy?",
                         Prefer="respond-async")
        self.assertEqual(reply.status, 202, reply)
        self.assertEqual(reply.headers["preference-applied"],
                         "respond-async")
        body = reply.json()
        self.assertEqual((body["conversation_id"], body["seq"],
                          body["status"], body["answer_owed"]),
                         (talk.id, 1, "ACTIVE", True))
        where = reply.headers["location"]
        self.assertEqual(where, f"{talk.path}/messages?after=1")
        answers = wait_for(lambda: call("GET", where,
                                        token=talk.token).json())
        self.assertEqual([m["role"] for m in answers], ["ASSISTANT"])
        self.assertTrue(answers[0]["content"].strip())
        self.assertEqual("0", one(
            "select count(*) from job j join conversation c on c.id = "
            f"j.conversation_id where c.public_id = '{talk.id}'"))

    def test_prefer_is_read_as_a_list(self):
        talk = start()
        for prefer in ("wait=5, respond-async", "respond-async; x=1"):
            self.assertEqual(talk.say("hi", Prefer=prefer).status, 202)
        for prefer in ("respond-asynchronously", "wait=5", ""):
            reply = talk.say("hi", Prefer=prefer)
            self.assertEqual(reply.status, 200, prefer)

    def test_H4_the_bot_is_silent_when_a_person_has_taken_over(self):
        talk = start()
        sql("update conversation set status = 'assigned' "
            f"where public_id = '{talk.id}'")
        reply = talk.say("What is your return policy?")
        self.assertEqual(reply.status, 202)
        self.assertFalse(reply.json()["answer_owed"])
        self.assertEqual(len(talk.messages()), 1)

    def test_a_resolved_talk_opens_again(self):
        talk = start()
        talk.call("PUT", "", {"status": "COMPLETED"})
        self.assertEqual(talk.say("one more thing").status, 200)
        self.assertEqual(talk.call("GET").json()["status"], "ACTIVE")
        events = check_order(self, talk)
        self.assertEqual([e["type"] for e in events],
                         ["status", "status", "message", "message"])

    def test_a_closed_talk_takes_nothing(self):
        talk = start()
        sql("update conversation set status = 'closed' "
            f"where public_id = '{talk.id}'")
        reply = talk.say("hello")
        self.assertIn(reply.status, (404, 409))
        self.assertEqual(talk.messages(), [])


class Order(unittest.TestCase):
    def test_K3_no_gaps_under_8_concurrent_posters(self):
        talk = start()
        client_posts = 5

        def poster(number):
            client = Client()
            for i in range(client_posts):
                reply = client(
                    "POST", talk.path + "/messages",
                    {"content": f"poster {number} says {i}"}, talk.token,
                    Idempotency_Key=f"{number}-{i}")
                self.assertIn(reply.status, (200, 202), reply)
            client.close()
            return True

        seen, done = [], threading.Event()

        def reader():
            """Never sees N+1 before N."""
            client, after = Client(), 0
            while True:
                last = done.is_set()
                page = client("GET", f"{talk.path}/events?wait=1&after="
                              f"{after}", token=talk.token).json()
                seen.extend(e["seq"] for e in page["events"])
                after = page["next"]
                if last and not page["events"]:
                    break
            client.close()

        thread = threading.Thread(target=reader)
        thread.start()
        results = together(*[lambda n=n: poster(n) for n in range(8)])
        done.set()
        thread.join(30)
        self.assertEqual(results, [True] * 8)
        wait_for(lambda: len(talk.messages()) == 16 * client_posts)
        self.assertEqual(seen, list(range(1, len(seen) + 1)))
        self.assertGreaterEqual(len(seen), 16 * client_posts)
        check_order(self, talk)
        own = [m["content"] for m in talk.messages() if m["role"] == "USER"]
        for n in range(8):
            self.assertEqual(
                [c for c in own if c.startswith(f"poster {n} ")],
                [f"poster {n} says {i}" for i in range(client_posts)])

    def test_K3_seq_and_time_rise_together(self):
        talk = start()
        for i in range(4):
            talk.say(f"message {i}")
        times = [m["created_at"] for m in talk.messages()]
        self.assertEqual(times, sorted(times))

    def test_K6_order_is_the_databases_not_the_clocks(self):
        """A message from "the future" does not change the order."""
        talk = start()
        talk.say("one")
        sql("update message set created_at = now() + interval '1 day' "
            "where conversation_id = (select id from conversation where "
            f"public_id = '{talk.id}') and seq = 1")
        talk.say("two")
        self.assertEqual([m["seq"] for m in talk.messages()], [1, 2, 3, 4])
        check_order(self, talk)


class Reading(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.talk = start()
        for i in range(4):
            cls.talk.say(f"message {i}")

    def test_etag_gives_304_until_something_is_said(self):
        first = self.talk.call("GET", "/messages")
        tag = first.headers["etag"]
        again = self.talk.call("GET", "/messages", If_None_Match=tag)
        self.assertEqual((again.status, again.body), (304, b""))
        self.assertEqual(again.headers["etag"], tag)
        self.talk.say("more")
        after = self.talk.call("GET", "/messages", If_None_Match=tag)
        self.assertEqual(after.status, 200)
        self.assertNotEqual(after.headers["etag"], tag)

    def test_a_vote_changes_the_etag(self):
        talk = start()
        answer = talk.say("What is your return policy?").json()
        tag = talk.call("GET", "/messages").headers["etag"]
        call("PUT", f"{API}/messages/{answer['id']}/feedback",
             {"vote": "up"}, talk.token)
        reply = talk.call("GET", "/messages", If_None_Match=tag)
        self.assertEqual(reply.status, 200)
        self.assertEqual(reply.json()[1]["feedback"],
                         {"vote": "up", "comment": None})

    def test_paging_by_link_sees_each_once(self):
        whole = self.talk.messages()
        seen, path = [], self.talk.path + "/messages?limit=3"
        while path:
            reply = call("GET", path, token=self.talk.token)
            seen += reply.json()
            link = re.fullmatch(r'<https?://[^/]+(/[^>]+)>; rel="next"',
                                reply.headers.get("link", ""))
            path = link.group(1) if link else None
        self.assertEqual(seen, whole)

    def test_after_gives_only_what_came_later(self):
        seqs = [m["seq"] for m in self.talk.messages("?after=3")]
        self.assertEqual(seqs[0], 4)
        self.assertEqual(self.talk.messages("?after=999999"), [])

    def test_E5_a_page_has_at_most_200(self):
        for query in ("?limit=0", "?limit=201", "?after=-1", "?after=x",
                      "?after=9223372036854775808", "?x=1"):
            check_problem(self, self.talk.call("GET", "/messages" + query),
                          422)
        reply = self.talk.call("GET", "/messages?after=9223372036854775807")
        self.assertEqual(reply.status, 200)


class Content(unittest.TestCase):
    def test_a_message_has_1_to_4000_characters(self):
        talk = start()
        for content in ("", "   ", "\n\t", "x" * 4001, "\U0001f600" * 4001):
            p = check_problem(self, talk.say(content), 422)
            self.assertEqual(p["errors"][0]["field"], "content")
        for content in ("x", "\U0001f600" * 4000, "x" * 4000):
            self.assertIn(talk.say(content).status, (200, 202))
            self.assertIn(content, [m["content"] for m in talk.messages()])

    def test_C3_role_and_sender_never_come_from_the_body(self):
        talk = start()
        for field in ("role", "sender", "seq", "id", "created_at",
                      "conversation_id", "reply_to", "msg_metadata"):
            p = check_problem(self, talk.call(
                "POST", "/messages", {"content": "hi", field: "AGENT"}), 422)
            self.assertEqual([e["field"] for e in p["errors"]], [field])
        self.assertEqual(talk.messages(), [])


if __name__ == "__main__":
    unittest.main()
