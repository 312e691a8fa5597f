"""Functions and constructs that are not used here."""
import re

from source import PROGRAMS, Finding, arguments, line_of

FUNCTIONS = {
    "strcpy": "buf_text or arena_text",
    "strcat": "buf_text",
    "strncpy": "it may leave out the NUL: arena_textn",
    "strncat": "buf_textn",
    "sprintf": "snprintf, buf_printf or arena_printf",
    "vsprintf": "vsnprintf",
    "gets": "fgets",
    "strtok": "strcspn or strsep",
    "atoi": "text_i64",
    "atol": "text_i64",
    "atoll": "text_i64",
    "atof": "strtod",
    "system": "posix_spawn with an argument list",
    "popen": "posix_spawn with an argument list",
    "tmpnam": "mkstemp",
    "tempnam": "mkstemp",
    "mktemp": "mkstemp",
    "alloca": "an arena",
    "rand": "base/rnd.h",
    "srand": "base/rnd.h",
    "random": "base/rnd.h",
    "drand48": "base/rnd.h",
}
WAITS = {name: "wait for a descriptor with a deadline"
         for name in ("sleep", "usleep", "nanosleep")}
# LIBLINEAR shuffles with rand(): a seed gives the same model again.
SEEDERS = {"lib/nlp/linear.c"}
# Format argument's place, counted from 0.
FORMATS = {"printf": 0, "fprintf": 1, "dprintf": 1, "snprintf": 2,
           "syslog": 1, "asprintf": 1}


def calls(code, names):
    """(name, offset of the bracket) of each call."""
    for found in re.finditer(r"(?<![\w.>])(" + "|".join(names) + r")\s*\(",
                             code):
        yield found.group(1), found.start(1), found.end() - 1


def check_functions(tree, path):
    code = tree.code(path)
    banned = dict(FUNCTIONS)
    if path.startswith(PROGRAMS):
        banned.update(WAITS)
    if path in SEEDERS:
        del banned["srand"]
    for name, start, _ in calls(code, banned):
        yield Finding(path, line_of(code, start), f"{name} is banned",
                      banned[name])
    for name, start, bracket in calls(code, FORMATS):
        given = arguments(code, bracket)
        place = FORMATS[name]
        if len(given) > place and given[place][:1] not in ('"', "P"):
            yield Finding(path, line_of(code, start),
                          f"{name} with a format that is not a literal",
                          'printf("%s", text)')


def function_at(code, offset):
    """The name of the function that an offset lies in."""
    names = re.findall(r"^(\w+)\(", code[:offset], re.M)
    return names[-1] if names else ""


# A script of several statements, and the name of a channel, cannot be
# parameters; neither comes from input.
STATEMENT_MAKERS = {("lib/io/db.c", "run_script"),
                    ("lib/io/db_async.c", "db_listen")}


def is_constant(tree, path, name):
    """A `const char name[] = "..."` in a file of the same folder."""
    folder = path.rsplit("/", 1)[0] + "/"
    definition = re.compile(r"\bconst char " + re.escape(name) + r"\[\] =")
    return re.fullmatch(r"\w+", name) is not None and any(
        definition.search(tree.code(p))
        for p in tree.files(".c", ".h", under=(folder,)))


def check_sql(tree, path):
    """Statements come from the generated table, or stand there (D4)."""
    code = tree.code(path)
    places = {"PQexec": 1, "PQsendQuery": 1, "PQexecParams": 1,
              "PQsendQueryParams": 1, "PQprepare": 2, "PQsendPrepare": 2}
    for name, start, bracket in calls(code, places):
        given = arguments(code, bracket)
        statement = given[places[name]] if len(given) > places[name] else ""
        if statement.startswith('"') or \
                re.fullmatch(r"\w+->text", statement) or \
                (path, function_at(code, start)) in STATEMENT_MAKERS or \
                is_constant(tree, path, statement):
            continue
        yield Finding(path, line_of(code, start),
                      f"{name} with a statement that is not a literal",
                      "a named query in sql/queries with parameters")


def check_dead(tree, path):
    for number, line in tree.lines(path):
        if re.match(r"\s*#\s*if\s+0\b", line):
            yield Finding(path, number, "dead code", "git remembers it")


SCRIPT = re.compile(
    r"\b(innerHTML|outerHTML|insertAdjacentHTML|document\.write(?:ln)?|"
    r"createContextualFragment|setHTMLUnsafe)\b|"
    r"\b(eval|Function)\s*\(|javascript:|"
    r"\bset(?:Timeout|Interval)\s*\(\s*[\"'`]|\.cssText\b")


def check_script(tree, path):
    for number, line in tree.lines(path):
        found = SCRIPT.search(line)
        if found:
            yield Finding(path, number,
                          f"{found.group(0).strip()} is banned",
                          "build nodes and set textContent")


def check(tree):
    for path in tree.files(".c", ".h", under=PROGRAMS + ("tests/",)):
        yield from check_functions(tree, path)
        yield from check_sql(tree, path)
        yield from check_dead(tree, path)
    for path in tree.files(".js", ".mjs", under=("static/",)):
        yield from check_script(tree, path)
