"""Files, functions and lines stay small."""
from source import PROGRAMS, Finding

FILE_MAX = 600
FUNCTION_MAX = 80
COLUMNS_MAX = 80
TAB = 8


def functions(tree, path):
    """(first line, length): a brace alone in column 1 up to its end."""
    begin = 0
    head = 0
    for number, line in tree.code_lines(path):
        if line.strip() and line[0] not in " \t{}#":
            head = number
        if line.rstrip() == "{":
            begin = head
        elif line.rstrip() == "}" and begin:
            yield begin, number - begin + 1
            begin = 0


def check(tree):
    for path in tree.files(".c", ".h", ".js", ".mjs", ".css", ".cs", ".sh",
                           ".py", ".awk"):
        length = tree.text(path).count("\n")
        if length > FILE_MAX:
            yield Finding(path, FILE_MAX, f"{length} lines in a file",
                          f"{FILE_MAX} at most: one idea a file")
    for path in tree.files(".c", ".h", under=PROGRAMS + ("tests/",)):
        for number, line in tree.lines(path):
            columns = len(line.expandtabs(TAB))
            if columns > COLUMNS_MAX:
                yield Finding(path, number, f"{columns} columns",
                              f"{COLUMNS_MAX} at most, a tab is {TAB}")
        for number, length in functions(tree, path):
            if length > FUNCTION_MAX:
                yield Finding(path, number, f"{length} lines in a function",
                              f"{FUNCTION_MAX} at most")
