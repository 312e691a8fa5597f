#!/usr/bin/env python3
"""D2, D3: hostile HTML does nothing in the chat page.

Serves the source tree without a CSP, so that only `rebuild` of
static/chat.js stands between the strings and the browser, and lets
chromium run chat_hostile.html.  Exit 0: ok, 1: failed, 77: no chromium.
"""
import functools
import http.server
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
PAGE = "tests/browser/chat_hostile.html"


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *args):
        pass


def dump(browser, url, profile):
    command = [browser, "--headless", "--no-sandbox", "--disable-gpu",
               "--disable-quic", "--no-first-run",
               "--disable-background-networking",
               "--disable-component-update", "--disable-sync",
               f"--user-data-dir={profile}", "--virtual-time-budget=5000",
               "--dump-dom", url]
    return subprocess.run(command, capture_output=True, text=True,
                          timeout=60, check=True).stdout


def main():
    browser = shutil.which("chromium")
    if browser is None:
        print("chat_hostile: no chromium")
        return 77
    handler = functools.partial(Quiet, directory=ROOT)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with tempfile.TemporaryDirectory() as profile:
        url = f"http://127.0.0.1:{server.server_port}/{PAGE}"
        page = dump(browser, url, profile)
    server.shutdown()
    result = re.search(r'<p id="result">(.*?)</p>', page, re.S)
    text = result.group(1) if result else "the page did not load"
    print(f"chat_hostile: {text}")
    return 0 if text == "ok" else 1


sys.exit(main())
