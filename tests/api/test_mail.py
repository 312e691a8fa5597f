"""biwoco worker: letters reach a real SMTP server, a folder or a program."""
import email
import email.policy
import os
import shutil
import signal
import socketserver
import subprocess
import tempfile
import threading
import unittest

from biwoco import CONFIG, OWNER_DB, RUN_DIR, owner, sql, wait_for

BIN = os.environ["BIWOCO_BIN"]
DATABASE = "mail_test"
URL = OWNER_DB.replace("/biwoco?", f"/{DATABASE}?")


class Session(socketserver.StreamRequestHandler):
    """SMTP as far as a client without extensions needs it (RFC 5321)."""

    def say(self, text):
        self.wfile.write(text.encode("ascii") + b"\r\n")

    def handle(self):
        self.say("220 mail.test ESMTP")
        letter = {}
        for line in iter(self.rfile.readline, b""):
            word = line.decode("ascii").strip()
            if word.upper().startswith(("EHLO", "HELO")):
                self.say("250 mail.test")
            elif word.upper().startswith("MAIL FROM:"):
                letter["from"] = word[10:].split()[0]
                self.say("250 ok")
            elif word.upper().startswith("RCPT TO:"):
                letter["to"] = word[8:].split()[0]
                self.say(self.server.answers.pop(0)
                         if self.server.answers else "250 ok")
            elif word.upper() == "DATA":
                self.say("354 go on")
                lines = []
                for data in iter(self.rfile.readline, b".\r\n"):
                    lines.append(data[1:] if data[:1] == b"." else data)
                letter["data"] = b"".join(lines)
                self.server.letters.append(letter)
                self.say("250 taken")
            elif word.upper() == "QUIT":
                self.say("221 bye")
                return
            else:
                self.say("500 what?")


class Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True


def add(address, subject="Hello", body="A letter\n", file_body=None):
    """Queues a letter; what it says stands in a statement of its own."""
    def quoted(s):
        return "null" if s is None else "'" + s.replace("'", "''") + "'"
    name = None if file_body is None else "visit.ics"
    kind = None if file_body is None else "text/calendar; charset=utf-8"
    sql("insert into outbox (site_id, email, subject, body, file_name, "
        "file_type, file_body) values (1, "
        + ", ".join(map(quoted, (address, subject, body, name, kind,
                                 file_body))) + ")", URL)


def states():
    return [row[0] for row in
            sql("select status || ' ' || attempt from outbox order by id",
                URL)]


class Mail(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        sql(f"drop database if exists {DATABASE}")
        sql(f"create database {DATABASE}")
        cls.run_biwoco("", "migrate")

    @classmethod
    def tearDownClass(cls):
        sql(f"drop database {DATABASE} with (force)")

    @staticmethod
    def environment(mail_url):
        return {**os.environ, "BIWOCO_CONFIG": CONFIG,
                "BIWOCO_DATABASE_URL": URL, "BIWOCO_OWNER_DATABASE_URL": URL,
                "BIWOCO_MAIL_URL": mail_url or "file:///nowhere",
                "BIWOCO_MAIL_FROM": "support@shop.example"}

    @classmethod
    def run_biwoco(cls, mail_url, *words):
        done = subprocess.run(
            [BIN, *words], env=cls.environment(mail_url), timeout=60,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, **owner())
        return done

    def setUp(self):
        sql("delete from outbox", URL)
        self.server = Server(("127.0.0.1", 0), Session)
        self.server.letters = []
        self.server.answers = []
        threading.Thread(target=self.server.serve_forever,
                         daemon=True).start()
        self.addCleanup(self.server.server_close)
        self.addCleanup(self.server.shutdown)
        self.url = "smtp://127.0.0.1:%d" % self.server.server_address[1]

    def once(self, url=None):
        done = self.run_biwoco(url or self.url, "worker", "--once")
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stderr.decode()

    def folder(self):
        path = tempfile.mkdtemp(prefix="mail.", dir=RUN_DIR)
        self.addCleanup(shutil.rmtree, path)
        if owner():
            os.chown(path, owner()["user"], owner()["group"])
        return path

    def test_a_letter_reaches_a_mail_server(self):
        add("dana@example.com", "Mã của bạn: 123456",
            "Xin chào,\n\n.\n..dots\nend\n", "BEGIN:VCALENDAR\r\n")
        self.once()
        letter = self.server.letters[0]
        self.assertEqual(letter["from"], "<support@shop.example>")
        self.assertEqual(letter["to"], "<dana@example.com>")
        got = email.message_from_bytes(letter["data"],
                                       policy=email.policy.default)
        self.assertEqual(got["Subject"], "Mã của bạn: 123456")
        self.assertEqual(got["To"], "dana@example.com")
        self.assertIsNotNone(got["Date"].datetime)
        self.assertRegex(got["Message-ID"],
                         r"^<[0-9a-f]{32}@shop\.example>$")
        text, calendar = got.iter_parts()
        self.assertEqual(text.get_content().replace("\r\n", "\n"),
                         "Xin chào,\n\n.\n..dots\nend\n")
        self.assertEqual(calendar.get_filename(), "visit.ics")
        self.assertEqual(calendar.get_content_type(), "text/calendar")
        self.assertEqual(calendar.get_payload(decode=True),
                         b"BEGIN:VCALENDAR\r\n")
        self.assertFalse(got.defects)
        self.assertEqual(states(), ["sent 1"])
        self.assertEqual(sql("select length(body) from outbox", URL),
                         [["0"]])

    def test_a_busy_server_is_asked_again(self):
        self.server.answers = ["451 later"]
        add("dana@example.com")
        said = self.once()
        self.assertEqual(states(), ["queued 1"])
        self.assertIn("letter not sent yet", said)
        self.assertNotIn("dana", said)
        self.once()  # not before its time
        self.assertEqual(states(), ["queued 1"])
        sql("update outbox set due_at = now()", URL)
        self.once()
        self.assertEqual(states(), ["sent 2"])
        self.assertEqual(len(self.server.letters), 1)

    def test_a_refused_letter_is_given_up_and_the_next_one_sent(self):
        self.server.answers = ["550 no such mailbox"]
        add("nobody@example.com")
        add("dana@example.com")
        self.once()
        self.assertEqual(states(), ["failed 1", "sent 1"])
        self.assertIn("550", sql("select error from outbox order by id",
                                 URL)[0][0])

    def test_a_server_that_is_away_is_given_up_in_the_end(self):
        add("dana@example.com")
        for _ in range(8):
            sql("update outbox set due_at = now()", URL)
            said = self.once("smtp://127.0.0.1:1")
        self.assertEqual(states(), ["failed 8"])
        self.assertIn("letter given up", said)

    def test_t3_an_address_with_a_line_break_is_never_sent(self):
        add("dana@example.com\r\nRCPT TO:<x@example.com>")
        self.once()
        self.assertEqual(states(), ["failed 1"])
        self.assertEqual(self.server.letters, [])

    def test_a_folder_gets_a_file_for_each_letter(self):
        folder = self.folder()
        add("dana@example.com", "One")
        add("dana@example.com", "Two")
        self.once("file://" + folder)
        subjects = set()
        for name in os.listdir(folder):
            self.assertRegex(name, r"^[0-9a-f]{32}\.eml$")
            path = os.path.join(folder, name)
            self.assertEqual(os.stat(path).st_mode & 0o777, 0o600)
            with open(path, "rb") as f:
                subjects.add(email.message_from_binary_file(f)["Subject"])
        self.assertEqual(subjects, {"One", "Two"})
        self.assertEqual(states(), ["sent 1", "sent 1"])

    def test_a_program_gets_the_letter(self):
        folder = self.folder()
        program = folder + "/sendmail"
        with open(program, "w", encoding="ascii") as f:
            f.write(f'#!/bin/sh\necho "$@" >{folder}/arguments\n'
                    f"cat >{folder}/letter\n")
        os.chmod(program, 0o755)
        add("dana@example.com", "Three")
        self.once("sendmail:" + program)
        with open(folder + "/arguments", encoding="ascii") as f:
            self.assertEqual(f.read(), "-i -f support@shop.example -- "
                             "dana@example.com\n")
        with open(folder + "/letter", "rb") as f:
            self.assertEqual(email.message_from_binary_file(f)["Subject"],
                             "Three")

    def test_a_running_worker_hears_of_a_letter(self):
        worker = subprocess.Popen(
            [BIN, "worker"], env=self.environment(self.url),
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **owner())
        self.addCleanup(worker.wait)
        self.addCleanup(worker.kill)
        wait_for(lambda: sql("select 1 from pg_stat_activity where "
                             f"datname = '{DATABASE}' and query like "
                             "'listen%'", URL))
        add("dana@example.com")
        sql("notify biwoco_mail", URL)
        wait_for(lambda: self.server.letters, 5)
        worker.send_signal(signal.SIGTERM)
        self.assertEqual(worker.wait(10), 0)

    def test_without_mail_url_the_worker_says_so(self):
        env = self.environment("")
        for key in ("BIWOCO_MAIL_URL", "BIWOCO_MAIL_FROM"):
            env.pop(key)
        folder = self.folder()
        with open(CONFIG, encoding="utf-8") as f:
            lines = [line for line in f if not line.startswith("mail_")]
        path = folder + "/biwoco.conf"
        with open(path, "w", encoding="utf-8") as f:
            f.writelines(lines)
        if owner():
            os.chown(path, owner()["user"], owner()["group"])
        env["BIWOCO_CONFIG"] = path
        done = subprocess.run([BIN, "worker"], env=env, timeout=30,
                              stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, **owner())
        self.assertEqual(done.returncode, 4)
        self.assertIn(b"mail_url is not set", done.stderr)


if __name__ == "__main__":
    unittest.main()
