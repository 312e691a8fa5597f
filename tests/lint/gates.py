"""Each foreign library is seen by one module only."""
import fnmatch
import re

from source import PROGRAMS, Finding

# What is included, where alone, and whom to ask instead.
GATES = [
    (r"libpq", ["lib/io/db*"], "use io/db.h"),
    (r"fcgi(app|_stdio|os|misc)\.h", ["lib/io/fcgi*"], "use io/fcgi.h"),
    (r"ClearSilver", ["lib/io/page*"], "use io/page.h"),
    (r"json-c/|json_object\.h|json_tokener\.h", ["lib/base/json*"],
     "use base/json.h"),
    (r"sodium", ["lib/base/crypt*", "lib/base/rnd*"],
     "use base/crypt.h or base/rnd.h"),
    (r"utf8proc", ["lib/base/text*"], "use base/text.h"),
    (r"md4c", ["lib/nlp/markdown*"], "use nlp/markdown.h"),
    (r"libstemmer", ["lib/nlp/stem*"], "use nlp/stem.h"),
    (r"linear\.h", ["lib/nlp/linear*"], "use nlp/linear.h"),
    (r"libintl\.h", ["lib/io/i18n*", "lib/io/page*"], "use io/i18n.h"),
    (r"curl/", ["lib/io/http*", "lib/io/mail*"], "use io/http.h"),
    (r"cmocka", [], "tests lie under tests/"),
    (r"store/sql\.h", ["lib/store/*", "bin/*"], "use a function of store"),
]

# Folders that must not know a thing, though it lies below them.
BLIND = [
    ("lib/io/", r"nlp/", "io moves bytes, whatever they say"),
    ("lib/core/", r"io/(fcgi|page)\.h", "core knows no request and no page"),
    ("lib/store/", r"io/(fcgi|page)\.h", "store knows only the database"),
]


def check(tree):
    for path in tree.files(".c", ".h", under=PROGRAMS):
        for number, name, _ in tree.includes(path):
            for pattern, allowed, hint in GATES:
                if re.match(pattern, name) and not any(
                        fnmatch.fnmatch(path, a) for a in allowed):
                    yield Finding(path, number, f"{name} is not seen here",
                                  hint)
            for folder, pattern, hint in BLIND:
                if path.startswith(folder) and re.match(pattern, name):
                    yield Finding(path, number, f"{name} is not seen here",
                                  hint)
