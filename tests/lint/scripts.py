"""Shell scripts pass shellcheck, with what they include.

SC3045 is left out: it doubts options of ulimit that dash has.
"""
import json
import subprocess

from source import Finding


def is_shell(tree, path):
    return tree.text(path)[:40].split("\n")[0] in (
        "#!/bin/sh", "#!/bin/sh -e", "#!/bin/sh -eu")


def check(tree):
    scripts = [p for p in tree.paths if "." not in p.rsplit("/", 1)[-1]
               or p.endswith(".sh")]
    scripts = [p for p in scripts if is_shell(tree, p)]
    if not scripts:
        return
    try:
        done = subprocess.run(
            ["shellcheck", "-x", "-a", "-P", ".", "-e", "SC3045",
             "-f", "json"] + scripts,
            cwd=tree.root, stdout=subprocess.PIPE, check=False)
    except FileNotFoundError:
        yield Finding(scripts[0], 1, "shellcheck is missing",
                      "apt-get install shellcheck")
        return
    for found in json.loads(done.stdout):
        yield Finding(found["file"], found["line"],
                      f"SC{found['code']} {found['message']}",
                      "see the ShellCheck wiki")
