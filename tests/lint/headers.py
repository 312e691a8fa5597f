"""Each header compiles alone."""
import re
import subprocess

from source import PROGRAMS, Finding


LIBRARIES = ["libpq", "libsodium", "json-c", "libutf8proc"]


def library_flags():
    done = subprocess.run(["pkg-config", "--cflags"] + LIBRARIES, text=True,
                          stdout=subprocess.PIPE, check=False)
    return done.stdout.split()


def check(tree):
    headers = tree.files(".h", under=PROGRAMS)
    if not headers:
        return
    done = subprocess.run(
        ["cc", "-std=gnu11", "-D_GNU_SOURCE", "-I.", "-Ilib",
         "-isystem", "/usr/include/ClearSilver", "-fsyntax-only",
         "-fdiagnostics-color=never"] + library_flags() +
        ["-x", "c"] + headers,
        cwd=tree.root, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        text=True, check=False)
    found = re.findall(r"^([^\s:]+):(\d+):\d+: (?:fatal )?error: (.*)$",
                       done.stdout, re.M)
    for path, line, what in found:
        yield Finding(path, int(line), what,
                      "a header includes all it needs")
    if done.returncode != 0 and not found:
        yield Finding(headers[0], 1, "the compiler failed",
                      done.stdout[-200:])
