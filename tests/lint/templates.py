"""What a template may not do (style.md 24, security A5, D1)."""
import re

from source import Finding

# The one place that prints sanitised article HTML.
RAW = "templates/layout/raw.cs"

COMMANDS = re.compile(
    r"<\?cs\s*(alt|evar|uvar|lvar|linclude|name|escape)\s*:")
ESCAPES = re.compile(r"<\?cs[^?]*\b(\w+_escape|\w+_validate)\s*\(")
HTML = [
    (re.compile(r"\sstyle\s*=", re.I), "a style attribute",
     "a class in static/"),
    (re.compile(r"<style\b", re.I), "a style element", "a class in static/"),
    (re.compile(r"\son[a-z]+\s*=", re.I), "an event handler",
     "addEventListener in static/"),
    (re.compile(r"<script\b(?![^>]*\bsrc\s*=)", re.I),
     "a script without src", "a module in static/"),
    (re.compile(r"javascript:", re.I), "a javascript: address",
     "a button and a module in static/"),
]
ALLOWED_ESCAPES = {"url_validate"}


def check(tree):
    for path in tree.files(".cs", under=("templates/",)):
        for number, line in tree.lines(path):
            command = COMMANDS.search(line)
            if command and path != RAW:
                yield Finding(path, number,
                              f"{command.group(1)}: prints unescaped text",
                              "var: escapes; articles go through " + RAW)
            escape = ESCAPES.search(line)
            if escape and escape.group(1) not in ALLOWED_ESCAPES:
                yield Finding(path, number, escape.group(1) + " in a template",
                              "var: escapes by itself; mixed it prints raw")
            for pattern, what, hint in HTML:
                if pattern.search(line):
                    yield Finding(path, number, what, hint)
