"""biwoco serve: what dies comes back, and a restart loses no connection."""
import os
import shutil
import signal
import socket
import stat
import subprocess
import tempfile
import time
import unittest

from biwoco import CONFIG, LOG_DIR, RUN_DIR, children, kill, owner, wait_for

# A program that answers each connection with its process id; SIGTERM ends
# it between two of them.  It waits in short turns: a signal that comes just
# before a wait is handled only after it.
ECHO = """#!/usr/bin/env python3
import os, select, signal, socket
busy = ended = False
def stop(*_):
    global ended
    ended = True
    if not busy:
        os._exit(0)
signal.signal(signal.SIGTERM, stop)
listener = socket.socket(fileno=0)
listener.setblocking(False)
while not ended:
    select.select([listener], [], [], 0.5)
    busy = True
    try:
        peer, _ = listener.accept()
        peer.sendall(str(os.getpid()).encode())
        peer.close()
    except BlockingIOError:
        pass
    busy = False
"""
STUBBORN = ECHO.replace("SIGTERM, stop", "SIGTERM, signal.SIG_IGN")
DYING = "#!/bin/sh\nexit 1\n"
ENDING = "#!/bin/sh\nexit 0\n"
NAMES = ("portal", "api", "events")
PROCESSES = 5  # two of api, one of each other and the worker


class Supervisor(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="serve.", dir=RUN_DIR)
        self.addCleanup(shutil.rmtree, self.folder)
        for name in NAMES:
            self.write(name, ECHO)
        who = owner()
        if who:
            os.chown(self.folder, who["user"], who["group"])
        self.log = f"{LOG_DIR}/own-serve.log"

    def write(self, name, text):
        path = f"{self.folder}/{name}.fcgi"
        with open(path + ".new", "w", encoding="ascii") as f:
            f.write(text)
        os.chmod(path + ".new", 0o755)
        os.rename(path + ".new", path)

    def serve(self):
        env = dict(os.environ, BIWOCO_CONFIG=CONFIG,
                   BIWOCO_RUN_DIR=self.folder, BIWOCO_API_PROCESSES="2",
                   BIWOCO_PORTAL_PROCESSES="1")
        with open(self.log, "ab") as log:
            process = subprocess.Popen(
                [os.environ["BIWOCO_BIN"], "serve", "--programs",
                 self.folder], env=env, stderr=log, cwd="/",
                stdin=subprocess.DEVNULL, **owner())
        self.addCleanup(self.end, process)
        return process

    def end(self, process):
        if process.poll() is None:
            process.terminate()
            process.wait(25)

    def running(self):
        process = self.serve()
        wait_for(lambda: len(children(process.pid)) == PROCESSES)
        for name in NAMES:
            self.ask(name)
        return process

    def socket(self, name):
        return f"{self.folder}/{name}.sock"

    def ask(self, name):
        """The process that answers."""
        with socket.socket(socket.AF_UNIX) as s:
            s.settimeout(15)
            s.connect(self.socket(name))
            return int(s.recv(100))

    def test_sockets_are_private_and_gone_afterwards(self):  # A2
        process = self.running()
        for name in NAMES:
            mode = os.lstat(self.socket(name)).st_mode
            self.assertTrue(stat.S_ISSOCK(mode))
            self.assertEqual(stat.S_IMODE(mode), 0o600)
        process.terminate()
        self.assertEqual(process.wait(10), 0)
        for name in NAMES:
            self.assertFalse(os.path.exists(self.socket(name)))

    def test_a_second_one_does_not_start(self):
        first = self.running()
        second = self.serve()
        self.assertEqual(second.wait(10), 75)
        self.assertIsNone(first.poll())
        self.ask("api")

    def test_stale_sockets_are_replaced_and_files_are_not(self):
        first = self.running()
        first.kill()
        first.wait()
        self.assertTrue(os.path.exists(self.socket("api")))
        second = self.running()
        second.terminate()
        second.wait(15)
        with open(self.socket("api"), "w", encoding="ascii") as f:
            f.write("precious")
        self.assertEqual(self.serve().wait(10), 1)
        self.assertTrue(os.path.isfile(self.socket("api")))

    def test_what_is_killed_comes_back(self):
        self.running()
        for _ in range(3):
            old = self.ask("events")
            kill(old, signal.SIGKILL)
            wait_for(lambda: is_zombie(old))
            self.assertNotEqual(self.ask("events"), old)

    def test_programs_end_with_the_supervisor(self):
        process = self.running()
        left = children(process.pid)
        process.kill()
        process.wait()
        wait_for(lambda: all(is_zombie(pid) for pid in left))

    def test_processes_have_groups_of_their_own_and_no_cores(self):
        process = self.running()
        for pid in children(process.pid):
            self.assertEqual(os.getpgid(pid), pid)
            with open(f"/proc/{pid}/limits", encoding="ascii") as f:
                core = next(x for x in f if x.startswith("Max core"))
            self.assertEqual(core.split()[4:6], ["0", "0"])

    def told(self, began):
        """The log from there on."""
        with open(self.log, encoding="utf-8") as f:
            f.seek(began)
            return f.read()

    def starts(self, name, began):
        return sum(1 for line in self.told(began).splitlines()
                   if '"process started"' in line and
                   f'"name":"{name}"' in line)

    def test_who_dies_at_once_is_not_started_in_a_loop(self):
        for text in (DYING, ENDING):
            began = os.path.getsize(self.log) \
                if os.path.exists(self.log) else 0
            self.write("events", text)
            process = self.serve()
            wait_for(lambda: self.starts("events", began) >= 3)
            time.sleep(1)
            self.assertLess(self.starts("events", began), 8)
            self.ask("api")
            self.write("events", ECHO)
            self.ask("events")
            self.end(process)

    def test_sighup_replaces_all_and_loses_nothing(self):
        process = self.running()
        before = set(children(process.pid))
        process.send_signal(signal.SIGHUP)
        until = time.monotonic() + 15
        while before & set(children(process.pid)):
            self.assertLess(time.monotonic(), until)
            for name in NAMES:
                self.ask(name)
        wait_for(lambda: len(children(process.pid)) == PROCESSES)
        self.assertIsNone(process.poll())

    def test_sighup_with_a_broken_program_keeps_the_old(self):
        process = self.running()
        before = set(children(process.pid))
        began = os.path.getsize(self.log)
        for name in NAMES:
            self.write(name, DYING)
        process.send_signal(signal.SIGHUP)
        wait_for(lambda: "is given up" in self.told(began))
        self.assertEqual(set(children(process.pid)), before)
        self.ask("portal")

    def test_who_does_not_stop_is_killed(self):
        self.write("events", STUBBORN)
        process = self.running()
        process.terminate()
        began = time.monotonic()
        self.assertEqual(process.wait(20), 0)
        self.assertGreater(time.monotonic() - began, 9)


def is_zombie(pid):
    """It has ended, whether or not somebody has taken note."""
    try:
        with open(f"/proc/{pid}/stat", encoding="latin-1") as f:
            return f.read().rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return True


if __name__ == "__main__":
    unittest.main()
