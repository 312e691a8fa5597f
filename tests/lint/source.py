"""The tree that the checks look at, and what they report."""
import os
import re
from collections import namedtuple

Finding = namedtuple("Finding", "path line what hint")

# Made by building and testing, or by others.
SKIPPED = {".git", "var", "node_modules", "build-aux", "autom4te.cache",
           "__pycache__", ".deps"}
GENERATED = {"configure", "configure~", "aclocal.m4", "Makefile.in",
             "config.status", "config.log", "Makefile"}
PROGRAMS = ("lib/", "cgi/", "bin/")

# A comment, a string or a character constant of C.
TOKEN = re.compile(r"""//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\\n])*"|"""
                   r"""'(?:\\.|[^'\\\n])*'""", re.S)


def blank(match):
    """Keeps the lines and the quotes, empties the rest."""
    text = match.group(0)
    inner = re.sub(r"[^\n]", " ", text)
    if text[0] in "\"'":
        return text[0] + inner[1:-1] + text[0]
    return inner


class Tree:
    def __init__(self, root):
        self.root = root
        self.paths = sorted(self.walk())
        self.texts = {}
        self.codes = {}

    def walk(self):
        for folder, names, files in os.walk(self.root):
            names[:] = [n for n in names if n not in SKIPPED
                        and not n.startswith("build")]
            for name in files:
                path = os.path.join(folder, name)
                if name not in GENERATED | SKIPPED and os.path.isfile(path):
                    yield os.path.relpath(path, self.root)

    def files(self, *ends, under=("",)):
        return [p for p in self.paths
                if p.endswith(ends) and p.startswith(tuple(under))]

    def text(self, path):
        if path not in self.texts:
            with open(os.path.join(self.root, path), "rb") as f:
                data = f.read()
            self.texts[path] = "" if b"\0" in data else \
                data.decode("utf-8", "replace")
        return self.texts[path]

    def lines(self, path):
        return enumerate(self.text(path).splitlines(), 1)

    def code(self, path):
        """C without comments and without the insides of strings."""
        if path not in self.codes:
            self.codes[path] = TOKEN.sub(blank, self.text(path))
        return self.codes[path]

    def code_lines(self, path):
        return enumerate(self.code(path).splitlines(), 1)

    def includes(self, path):
        """(line, name, is_system) of each #include."""
        for number, line in self.lines(path):
            found = re.match(r'\s*#\s*include\s*(["<])([^">]+)[">]', line)
            if found:
                yield number, found.group(2), found.group(1) == "<"


def line_of(text, offset):
    return text.count("\n", 0, offset) + 1


def arguments(code, start):
    """The texts between the commas of the call whose '(' is at start."""
    depth, begin, found = 0, start + 1, []
    for i in range(start, len(code)):
        if code[i] in "([{":
            depth += 1
        elif code[i] in ")]}":
            depth -= 1
        if depth == 0 or (depth == 1 and code[i] == ","):
            found.append(code[begin:i].strip())
            begin = i + 1
        if depth == 0:
            break
    return found
