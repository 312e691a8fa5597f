"""etc/biwoco.conf.example names every key, and the program takes it."""
import os
import re
import subprocess
import tempfile
import unittest

TOP = os.path.dirname(os.path.dirname(os.path.dirname(
    os.path.abspath(__file__))))


def example():
    with open(TOP + "/etc/biwoco.conf.example", encoding="utf-8") as f:
        return f.read()


def biwoco(conf, *arguments):
    environment = {name: value for name, value in os.environ.items()
                   if not name.startswith("BIWOCO_")}
    with tempfile.NamedTemporaryFile("w", suffix=".conf") as f:
        f.write(conf)
        f.flush()
        return subprocess.run(
            [os.environ["BIWOCO_BIN"], "--config", f.name, *arguments],
            env=environment, text=True, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, check=False)


class Example(unittest.TestCase):
    def setUp(self):
        text = re.sub(r"^#(\w+ = )", r"\1", example(), flags=re.M)
        text = re.sub(r"^secret_file = .*$", "secret = " + "0" * 64, text,
                      flags=re.M)
        self.conf = re.sub(r"^data_dir = .*$", f"data_dir = {TOP}", text,
                           flags=re.M)

    def test_every_line_is_understood(self):
        done = biwoco(self.conf, "config", "check")
        self.assertEqual(done.returncode, 0, done.stdout)

    def test_every_key_is_there(self):
        done = biwoco(self.conf, "config", "show")
        self.assertEqual(done.returncode, 0, done.stdout)
        keys = re.findall(r"^(\w+) +=", done.stdout, re.M)
        self.assertGreater(len(keys), 10, done.stdout)
        for key in keys:
            with self.subTest(key):
                self.assertRegex(self.conf, re.compile(f"^{key} = ", re.M))


if __name__ == "__main__":
    unittest.main()
