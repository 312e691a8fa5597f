"""Puts a measured table between its marks in doc/benchmarks.md."""
import re
import time


def write(path, name, text):
    with open(path, encoding="utf-8") as f:
        old = f.read()
    marks = re.compile(rf"(<!-- bench:{name} -->\n).*?(<!-- end -->)", re.S)
    assert marks.search(old), f"no marks of {name} in {path}"
    day = time.strftime("%Y-%m-%d %H:%M UTC", time.gmtime())
    with open(path, "w", encoding="utf-8") as f:
        f.write(marks.sub(lambda m: f"{m[1]}{day}\n\n{text}{m[2]}", old))
