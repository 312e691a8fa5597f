"""lib/base <- nlp <- io <- store <- core <- web <- cgi/*, bin: who sees whom."""
import os
import re

from source import PROGRAMS, Finding

ORDER = ["base", "nlp", "io", "store", "core", "web"]


def home(path):
    """The folder that a file belongs to: base, web, portal, bin."""
    parts = path.split("/")
    return parts[0] if parts[0] == "bin" else parts[1]


def target(path, name):
    """The folder that an include names: "cgi/api/api.h" names api."""
    parts = name.split("/")
    if parts[0] == "cgi" and len(parts) > 2:
        return parts[1]
    return parts[0] if len(parts) > 1 else home(path)


def judge(path, name):
    mine, other = home(path), target(path, name)
    if other == mine:
        if mine == "store" and name != "store/sql.h" and \
                os.path.basename(name)[:-2] != own_name(path):
            return ("a file of store includes another",
                    "join them in core, or share a lower header")
        return None
    if other not in ORDER:
        return (f"{mine} includes {other}",
                "programs share through lib, never through each other")
    if path.startswith("lib/") and ORDER.index(other) > ORDER.index(mine):
        return (f"{mine} includes the higher layer {other}",
                "pass what is needed down as a parameter")
    return None


def own_name(path):
    return os.path.basename(path).rsplit(".", 1)[0]


def first_includes(tree, path):
    names = [name for _, name, _ in tree.includes(path)]
    own = path.removeprefix("lib/")[:-2] + ".h"
    if names and names[0] != "base/base.h":
        yield Finding(path, 1, "the first include is not base/base.h",
                      "then the file's own header, then the others")
    elif own in names[2:]:
        yield Finding(path, 1, "the own header is not the second include",
                      f"include {own} after base/base.h")


def find_cycle(graph):
    """A list of names that leads back to its first, or None."""
    done = set()

    def visit(node, trail):
        if node in trail:
            return trail[trail.index(node):] + [node]
        if node in done:
            return None
        for following in sorted(graph.get(node, ())):
            found = visit(following, trail + [node])
            if found:
                return found
        done.add(node)
        return None

    for start in sorted(graph):
        found = visit(start, [])
        if found:
            return found
    return None


def header_graph(tree):
    graph = {}
    for path in tree.files(".h", under=PROGRAMS):
        folder = os.path.dirname(path)
        for _, name, is_system in tree.includes(path):
            if not is_system:
                graph.setdefault(path, set()).update(
                    p for p in (f"{folder}/{name}", f"lib/{name}", name)
                    if p in tree.paths)
    return graph


def check(tree):
    for path in tree.files(".c", ".h", under=PROGRAMS):
        for number, name, is_system in tree.includes(path):
            wrong = None if is_system else judge(path, name)
            if wrong:
                yield Finding(path, number, *wrong)
        if path.endswith(".c"):
            yield from first_includes(tree, path)
    cycle = find_cycle(header_graph(tree))
    if cycle:
        yield Finding(cycle[0], 1, "headers include each other: "
                      + " ".join(cycle), "move what both need into a third")
    for path in tree.files(".h", under=PROGRAMS):
        if not re.search(r"^#ifndef \w+_H$", tree.text(path), re.M):
            yield Finding(path, 1, "no include guard", "#ifndef FOLDER_X_H")
