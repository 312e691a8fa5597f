"""lighttpd accepts the shipped configurations; the hardening is there (A1)."""
import os
import re
import subprocess
import tempfile

from source import Finding

FOLDER = "etc/lighttpd/"
COMMON = FOLDER + "biwoco-common.conf.in"
KINDS = {"fastcgi": "biwoco.conf", "cgi": "biwoco-cgi.conf"}
VALUES = {"BIND": "127.0.0.1", "PORT": "8080", "MAX_FDS": "1024",
          "MAX_CONNECTIONS": "400", "ENVIRONMENT": '"A" => "b"'}

# As `lighttpd -p` prints them, spaces and quotes left out.
NEEDED = [
    "header-strict=>enable", "host-strict=>enable", "host-normalize=>enable",
    "url-normalize=>enable", "url-normalize-unreserved=>enable",
    "url-normalize-required=>enable", "url-ctrls-reject=>enable",
    "url-path-2f-reject=>enable", "url-path-2f-decode=>disable",
    "url-path-dotseg-reject=>enable", "url-path-dotseg-remove=>disable",
    "url-invalid-utf8-reject=>enable", "method-get-body=>disable",
    "server.h2c=>disable", "server.stream-request-body=0",
    "server.max-request-size=1024", "server.max-request-field-size=16384",
    "server.max-connections=400", "server.max-fds=1024",
    "server.max-read-idle=15", "server.range-requests=disable", "server.tag=",
    "server.errorfile-prefix=",
]
NEEDED_FASTCGI = ["tcp-fin-propagate=>enable", "events.sock"]
BANNED = ["mod_accesslog", "accesslog.", "mod_status", "mod_dirlisting"]


def lighttpd(*arguments):
    path = os.environ.get("PATH", "") + ":/usr/sbin"
    return subprocess.run(["lighttpd", *arguments], text=True, check=False,
                          env=dict(os.environ, PATH=path),
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT)


def fill(text, folder, kind):
    values = dict(VALUES, BACKEND=kind, DATA_DIR=folder, RUN_DIR=folder,
                  LIBEXEC_DIR=folder)
    return re.sub(r"@([A-Z_]+)@", lambda m: values.get(m[1], m[0]), text)


def check_kind(tree, kind, main):
    with tempfile.TemporaryDirectory() as folder:
        os.mkdir(folder + "/static")
        for name in ("biwoco-common.conf", main):
            text = fill(tree.text(FOLDER + name + ".in"), folder, kind)
            with open(f"{folder}/{name}", "w", encoding="utf-8") as f:
                f.write(text)
        try:
            tried = lighttpd("-tt", "-f", f"{folder}/{main}")
        except FileNotFoundError:
            yield Finding(COMMON, 1, "lighttpd is missing",
                          "apt-get install lighttpd lighttpd-mod-deflate")
            return
        if tried.returncode != 0:
            yield Finding(FOLDER + main + ".in", 1, "lighttpd -tt refuses it",
                          tried.stdout.strip()[-300:])
            return
        printed = lighttpd("-p", "-f", f"{folder}/{main}").stdout
    seen = re.sub(r'[\s"]', "", printed)
    for option in NEEDED + (NEEDED_FASTCGI if kind == "fastcgi" else []):
        if option not in seen:
            yield Finding(COMMON, 1, f"{main} lacks {option}",
                          "the requirements on the HTTP boundary (A1)")
    for option in BANNED:
        if option in seen:
            yield Finding(COMMON, 1, f"{main} has {option}",
                          "addresses may hold tokens; nothing is listed")


def check(tree):
    if COMMON not in tree.paths:
        return
    for kind, main in KINDS.items():
        yield from check_kind(tree, kind, main)
