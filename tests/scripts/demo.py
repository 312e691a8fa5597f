"""etc/demo.sh: started, started twice, killed, in the way of another."""
import os
import re
import shutil
import signal
import socket
import stat
import subprocess
import tempfile
import time
import unittest
import urllib.request

TOP = os.path.dirname(os.path.dirname(os.path.dirname(
    os.path.abspath(__file__))))
START_SECONDS = 300  # the first start builds
AGAIN_SECONDS = 5


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


class Demo(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        # The script names its folder by the path without symbolic links.
        cls.dir = os.path.realpath(tempfile.mkdtemp(prefix="biwoco-state."))
        cls.port = free_port()
        cls.url = f"http://127.0.0.1:{cls.port}/"
        # A demo is what a newcomer sees: it must build without help.
        first = cls.demo("--detach")
        cls.first_words = first.stdout
        if first.returncode != 0:
            raise AssertionError(first.stdout)
        cls.demo("--stop")

    @classmethod
    def tearDownClass(cls):
        cls.demo("--stop")
        shutil.rmtree(cls.dir)

    def tearDown(self):
        self.demo("--stop")

    @classmethod
    def command(cls, *options):
        return ["sh", TOP + "/etc/demo.sh", "--no-install", "--dir", cls.dir,
                "--port", str(cls.port), *options]

    @classmethod
    def demo(cls, *options):
        return subprocess.run(cls.command(*options), text=True, check=False,
                              stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT,
                              timeout=START_SECONDS)

    def foreground(self):
        """A started demo in a process group of its own.

        What a background job starts ignores Ctrl-C, and a shell cannot
        undo that: here it must not."""
        process = subprocess.Popen(
            self.command(), text=True, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, start_new_session=True,
            preexec_fn=lambda: signal.signal(signal.SIGINT,
                                             signal.SIG_DFL))
        self.addCleanup(process.stdout.close)
        self.addCleanup(process.wait)
        for line in process.stdout:
            if line.startswith("ready "):
                return process
        self.fail("it ended before it was ready")

    def answers(self):
        try:
            with urllib.request.urlopen(self.url + "readyz",
                                        timeout=5) as reply:
                return reply.status == 200
        except OSError:
            return False

    def processes(self):
        """(pid, user id, command) of all that runs out of the folder."""
        found = []
        for pid in filter(str.isdigit, os.listdir("/proc")):
            try:
                with open(f"/proc/{pid}/cmdline", "rb") as f:
                    words = f.read().replace(b"\0", b" ").decode()
                user = os.stat(f"/proc/{pid}").st_uid
            except OSError:
                continue
            if self.dir in words and "/etc/demo.sh" not in words:
                found.append((int(pid), user, words))
        return found

    def test_tells_the_address_and_serves_it(self):
        started = self.demo("--detach")
        self.assertEqual(started.returncode, 0, started.stdout)
        self.assertIn(f"ready {self.url}\n", started.stdout)
        self.assertTrue(self.answers())
        with urllib.request.urlopen(self.url, timeout=10) as page:
            self.assertEqual(page.status, 200)

    def test_second_start_is_quick(self):
        began = time.monotonic()
        started = self.demo("--detach")
        took = time.monotonic() - began
        self.assertEqual(started.returncode, 0, started.stdout)
        self.assertLess(took, AGAIN_SECONDS)

    def test_start_while_running_says_so(self):
        self.demo("--detach")
        again = self.demo("--detach")
        self.assertEqual(again.returncode, 0)
        self.assertIn(f"already running: {self.url}", again.stdout)

    def test_ctrl_c_stops_everything(self):
        process = self.foreground()
        self.assertTrue(self.answers())
        os.killpg(process.pid, signal.SIGINT)
        self.assertEqual(process.wait(30), 130)
        self.assertEqual(self.processes(), [])

    def test_killed_script_is_repaired(self):
        process = self.foreground()
        os.killpg(process.pid, signal.SIGKILL)
        process.wait(10)
        self.assertNotEqual(self.processes(), [])
        started = self.demo("--detach")
        self.assertEqual(started.returncode, 0, started.stdout)
        self.assertTrue(self.answers())

    def test_killed_programs_are_repaired(self):
        self.demo("--detach")
        running = self.processes()
        self.assertNotEqual(running, [])
        for pid, _, _ in running:
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                pass
        started = self.demo("--detach")
        self.assertEqual(started.returncode, 0, started.stdout)
        self.assertTrue(self.answers())

    def test_stale_pid_file_kills_nobody(self):
        bystander = subprocess.Popen(["sleep", "60"])
        self.addCleanup(bystander.wait)
        self.addCleanup(bystander.kill)
        for name in ("serve", "lighttpd"):
            with open(f"{self.dir}/pid/{name}.pid", "w",
                      encoding="ascii") as f:
                f.write(f"{bystander.pid}\n")
        started = self.demo("--detach")
        self.assertEqual(started.returncode, 0, started.stdout)
        self.assertIsNone(bystander.poll())

    def test_half_made_cluster_is_made_again(self):
        os.rename(self.dir + "/pg", self.dir + "/pg.new")
        os.unlink(self.dir + "/pg.new/PG_VERSION")
        started = self.demo("--detach")
        self.assertEqual(started.returncode, 0, started.stdout)
        self.assertTrue(self.answers())

    def test_port_in_use_names_the_holder(self):
        with socket.socket() as holder:
            holder.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            holder.bind(("127.0.0.1", self.port))
            holder.listen()
            started = self.demo("--detach")
        self.assertEqual(started.returncode, 1)
        self.assertRegex(started.stdout,
                         rf"port {self.port} is in use by python3?\S*, "
                         rf"process {os.getpid()}\n  hint: .*--port \d+")
        self.assertEqual(self.processes(), [])

    def test_nothing_runs_as_root(self):
        self.demo("--detach")
        users = {user for _, user, _ in self.processes()}
        self.assertEqual(len(users), 1)
        self.assertNotIn(0, users)

    def test_a2_sockets_and_secret_are_private(self):
        self.demo("--detach")
        (_, user, _), *_ = self.processes()
        for name in ("portal", "api", "events"):
            seen = os.stat(f"{self.dir}/run/{name}.sock")
            self.assertEqual(stat.S_IMODE(seen.st_mode), 0o600, name)
            self.assertEqual(seen.st_uid, user)
        conf = self.dir + "/biwoco.conf"
        self.assertEqual(stat.S_IMODE(os.stat(conf).st_mode), 0o600)
        with open(conf, encoding="utf-8") as f:
            self.assertRegex(f.read(), re.compile("^secret = .{64}$", re.M))

    def sql(self, role, statement):
        """As the demo's user or root: both are mapped to the roles."""
        return subprocess.run(
            ["psql", "-qAtX", "-d", f"postgresql://{role}@/biwoco"
             f"?host={self.dir}/run", "-c", statement], text=True,
            check=False, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)

    def test_l7_web_role_owns_nothing(self):
        self.demo("--detach")
        owned = self.sql("biwoco_web", "select count(*) from pg_class "
                         "where relowner = 'biwoco_web'::regrole")
        self.assertEqual(owned.stdout.strip(), "0")
        for statement in ("create table x (a int)", "drop table message",
                          "alter table message add column x int",
                          "delete from audit", "update audit set site_id = 2",
                          "truncate audit", "create schema x",
                          "set role biwoco_owner", "set role postgres"):
            with self.subTest(statement):
                done = self.sql("biwoco_web", statement)
                self.assertNotEqual(done.returncode, 0)
                self.assertRegex(done.stdout, "permission denied|must be own")

    def test_reset_makes_a_new_database(self):
        self.demo("--detach")
        self.sql("biwoco_owner", "create table kept (a int)")
        self.demo("--stop")
        started = self.demo("--detach", "--reset")
        self.assertEqual(started.returncode, 0, started.stdout)
        seen = self.sql("biwoco_owner", "select to_regclass('kept')")
        self.assertEqual(seen.stdout.strip(), "")

    def test_wrong_options_are_refused(self):
        for options in (["--port", "x"], ["--port", "80"], ["--nonsense"]):
            with self.subTest(options):
                done = self.demo(*options)
                self.assertEqual(done.returncode, 1)
                self.assertIn("error: ", done.stdout)

    def test_ends_when_a_program_does(self):
        process = self.foreground()
        with open(self.dir + "/pid/lighttpd.pid", encoding="ascii") as f:
            os.kill(int(f.read()), signal.SIGKILL)
        self.assertEqual(process.wait(30), 1)
        self.assertIn("lighttpd ended by itself", process.stdout.read())
        self.assertEqual(self.processes(), [])


if __name__ == "__main__":
    unittest.main()
