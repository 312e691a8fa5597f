#!/usr/bin/env python3
"""Text by language out of unpacked Debian packages: extract.py ROOT LISTS OUT

ROOT has the packages of `packages` unpacked, LISTS apt's Translation files.
Writes OUT/LANGUAGE.SOURCE, one piece of text a line; `words` are word lists.
Untranslated pieces (the same as in English) are left out.
"""
import glob
import gzip
import html
import json
import os
import re
import struct
import subprocess
import sys
import zipfile

LANGUAGES = """en vi es fr de pt it nl pl sv da nb cs sk hu ro tr id fi
ru uk bg ar fa""".split()
NAMES = {"pt_BR": "pt", "pt-BR": "pt", "nb_NO": "nb", "nb-NO": "nb",
         "no": "nb", "en-US": "en", "en_US": "en", "pt_PT": "pt"}
DICT = {"american-english-large": "en", "british-english": "en",
        "ngerman": "de", "french": "fr", "spanish": "es", "italian": "it",
        "dutch": "nl", "polish": "pl", "portuguese": "pt",
        "brazilian": "pt", "ukrainian": "uk", "danish": "da",
        "swedish": "sv", "bulgarian": "bg", "bokmaal": "nb"}
HUNSPELL = {"ar": "ar", "cs_CZ": "cs", "da_DK": "da", "hu_HU": "hu",
            "id_ID": "id", "ro_RO": "ro", "ru_RU": "ru", "sk_SK": "sk",
            "tr_TR": "tr", "vi_VN": "vi", "nb_NO": "nb", "uk_UA": "uk"}
FORTUNES = {"de": "de", "es": "es", "it": "it", "pl": "pl", "cs": "cs",
            "sk": "sk", "bg": "bg", "ru": "ru"}
WORDS_MAX = 150000

out = {}


def code(name):
    name = NAMES.get(name, name)
    return name if name in LANGUAGES else None


def clean(text):
    text = re.sub(r"<[^>]*>", " ", text)
    text = html.unescape(text)
    text = re.sub(r"(https?://|www\.)\S+|\S+@\S+|[\w-]+[=/_$%]\S*|--?\w\S*",
                  " . ", text)
    text = re.sub(r"[_~&](?=\w)", "", text)
    return re.sub(r"\s+", " ", text).strip()


def add(language, source, text):
    if language is None:
        return
    text = clean(text)
    if sum(c.isalpha() for c in text) < 3:
        return
    out.setdefault((language, source), {})[text] = None


def read_mo(path):
    data = open(path, "rb").read()
    order = "<" if data[:4] == b"\xde\x12\x04\x95" else ">"
    n, ids, strings = struct.unpack(order + "III", data[8:20])

    def at(table, i):
        size, offset = struct.unpack_from(order + "II", data, table + 8 * i)
        return data[offset:offset + size].decode("utf-8", "replace")
    for i in range(n):
        yield at(ids, i), at(strings, i)


def catalogues(root):
    paths = glob.glob(root + "/usr/share/games/wesnoth/*/locale/*/*/*.mo")
    paths += glob.glob(root + "/usr/share/locale/*/LC_MESSAGES/*.mo")
    for path in paths:
        name = path.split("/")[-3]
        language = code(name)
        if language is None or "credits" in path or "nations" in path:
            continue
        source = "wesnoth" if "wesnoth" in path else "gettext"
        for key, text in read_mo(path):
            if key == "":
                continue
            for piece in text.split("\0"):
                for line in piece.split("\n"):
                    add(language, source, line)
            if language in ("de", "fr"):
                for line in re.split("[\0\n]", key):
                    add("en", source, line.split("^")[-1])


def pages(root):
    for folder in glob.glob(root + "/usr/share/help/*"):
        language = code(os.path.basename(folder))
        if os.path.basename(folder) == "C":
            language = "en"
        for path in glob.glob(folder + "/*-help/*.page"):
            text = open(path, encoding="utf-8", errors="replace").read()
            for piece in re.findall(
                    r"<(?:p|title|desc)\b[^>]*>(.*?)</(?:p|title|desc)>",
                    text, re.S):
                add(language, "gnome", piece)
    for folder in glob.glob(root + "/usr/share/doc/installation-guide-amd64/*"):
        for path in glob.glob(folder + "/*.html"):
            text = open(path, encoding="utf-8", errors="replace").read()
            for piece in re.findall(r"<p>(.*?)</p>", text, re.S):
                add(code(os.path.basename(folder)), "guide", piece)
    for folder in glob.glob(root + "/usr/share/libreoffice/help/*"):
        language = code(os.path.basename(folder))
        if language is None:
            continue
        for path in sorted(glob.glob(folder + "/text/*/**/*.html",
                                     recursive=True))[::3]:
            text = open(path, encoding="utf-8", errors="replace").read()
            text = text.split("<h1", 1)[-1]
            for piece in re.findall(r"<p\b[^>]*>(.*?)</p>", text, re.S):
                add(language, "office", piece)


def fortunes(root):
    base = root + "/usr/share/games/fortunes/"
    files = [(n, p) for d, n in FORTUNES.items()
             for p in glob.glob(base + d + "/*")]
    files += [("cs", p) for p in glob.glob(base + "cz/*")]
    files += [("pt", base + "brasil")]
    files += [("it", base + n) for n in
              "definizioni italia formiche leggi".split()]
    files += [("en", base + n) for n in
              """cookie fortunes wisdom work people politics science food
              education kids law love medicine miscellaneous news
              platitudes sports riddles literature""".split()]
    for language, path in files:
        if not os.path.isfile(path) or path.endswith((".dat", ".u8")):
            continue
        data = open(path, "rb").read()
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError:
            continue
        text = re.sub(r"\x1b\[[0-9;]*m|.\x08", "", text)
        for piece in re.split(r"\n%+\n", text):
            add(language, "fortunes", re.split(r"\n\s*--", piece)[0])


def manuals(root):
    for folder in glob.glob(root + "/usr/share/man/*"):
        language = code(os.path.basename(folder))
        if language is None:
            continue
        for path in sorted(glob.glob(folder + "/man[1578]/*.gz"))[::2]:
            text = gzip.open(path).read().decode("utf-8", "replace")
            text = re.sub(r"\\f.|\\[&|,/]|\\\(..", "", text)
            for block in re.split(r"\n\.[^\n]*", text):
                if len(block) > 60:
                    add(language, "manual", block.replace("\n", " "))


def descriptions(lists):
    for path in glob.glob(lists + "/*bookworm_main_i18n_Translation-*"):
        language = code(re.search(r"Translation-([^.]*)", path)[1]
                        .replace("%5f", "_"))
        if language is None:
            continue
        text = subprocess.run(["lz4", "-dc", path], check=True,
                              stdout=subprocess.PIPE).stdout.decode()
        packages = text.split("\n\n")[::4 if len(text) > 8000000 else 1]
        for entry in packages:
            body = re.split(r"\nDescription-[a-zA-Z_]+: ", entry, 1)[-1]
            for piece in body.split("\n ."):
                add(language, "packages", piece)


def browser(root):
    for path in glob.glob(root + "/usr/lib/firefox-esr/**/langpack-*.xpi",
                          recursive=True):
        language = code(re.search(r"langpack-([A-Za-z-]+)@", path)[1])
        archive = zipfile.ZipFile(path)
        for name in archive.namelist():
            if not name.endswith((".ftl", ".properties")):
                continue
            for line in archive.read(name).decode("utf-8").split("\n"):
                match = re.match(r"\s*[\w.-]+\s*=\s*(.*)", line)
                if match:
                    add(language, "browser",
                        re.sub(r"\{[^}]*\}|%\S+", " ", match[1]))


def words(root):
    found = {}
    for name, language in DICT.items():
        path = root + "/usr/share/dict/" + name
        for line in open(path, encoding="utf-8", errors="replace"):
            found.setdefault(language, []).append(line.strip())
    for name, language in HUNSPELL.items():
        path = root + "/usr/share/hunspell/" + name
        aff = open(path + ".aff", "rb").read()
        charset = re.search(rb"^\s*SET\s+(\S+)", aff, re.M)
        charset = charset[1].decode() if charset else "utf-8"
        for line in open(path + ".dic", encoding=charset, errors="replace"):
            found.setdefault(language, []).append(
                line.split("/")[0].split("\t")[0].strip())
    for language, entries in found.items():
        plain = [w for w in entries if w[1:] == w[1:].lower() and
                 len(w) > 2]
        step = max(1, len(plain) // WORDS_MAX)
        for word in plain[::step]:
            out.setdefault((language, "words"), {})[word] = None


def main(root, lists, folder):
    catalogues(root)
    pages(root)
    fortunes(root)
    manuals(root)
    descriptions(lists)
    browser(root)
    words(root)
    english = {t for (l, s), texts in out.items() if l == "en" and
               s != "words" for t in texts}
    os.makedirs(folder, exist_ok=True)
    sizes = {}
    for (language, source), texts in sorted(out.items()):
        kept = [t for t in texts if language == "en" or source == "words"
                or t not in english]
        with open(f"{folder}/{language}.{source}", "w") as f:
            for text in kept:
                f.write(text + "\n")
        sizes.setdefault(language, {})[source] = sum(map(len, kept)) // 1000
    for language, by in sizes.items():
        print(language, json.dumps(by))


if __name__ == "__main__":
    main(*sys.argv[1:])
