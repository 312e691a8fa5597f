"""Unfinished marks, paths of somebody's machine, SQL in capitals."""
import re

from source import Finding

MARKS = re.compile(r"\b(TO" r"DO|FIX" r"ME)\b")
PATHS = re.compile(r"(?<![\w.~$}])/(work|home|Users|root)/\w")
KEYWORDS = re.compile(r"\b(SELECT|INSERT|UPDATE|DELETE|FROM|WHERE|VALUES|"
                      r"CREATE|ALTER|RETURNING|NOT NULL|PRIMARY KEY)\b")
BINARY = (".png", ".ico", ".woff2", ".mo", ".gz", ".jpg", ".pdf", ".docx")


def sql_code(text):
    """SQL without comments and strings, lines kept."""
    return re.sub(r"--[^\n]*|'(?:''|[^'])*'",
                  lambda m: re.sub(r"[^\n]", " ", m.group(0)), text)


def check(tree):
    for path in tree.paths:
        if path.endswith(BINARY) or "package-lock" in path:
            continue
        for number, line in tree.lines(path):
            if MARKS.search(line) and not path.startswith("sql/seed/"):
                yield Finding(path, number, "an unfinished mark",
                              "finish it or open an issue")
            if PATHS.search(line):
                yield Finding(path, number, "a path of one machine",
                              "take it from configuration or $top")
    for path in tree.files(".sql", under=("sql/migrations", "sql/queries")):
        for number, line in enumerate(
                sql_code(tree.text(path)).splitlines(), 1):
            if KEYWORDS.search(line):
                yield Finding(path, number, "an SQL keyword in capitals",
                              "write SQL in lower case")
