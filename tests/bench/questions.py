"""The visitors' questions that the seed articles list, by scenario."""
import os


def of_file(path):
    """The items below `questions:` in an article's front matter."""
    found = []
    with open(path, encoding="utf-8") as text:
        listing = False
        for number, line in enumerate(text):
            line = line.rstrip("\n")
            if number > 0 and line == "---":
                break
            if listing and line.startswith("- "):
                found.append(line[2:].strip().strip('"'))
            else:
                listing = line == "questions:"
    return found


def of_seed(folder):
    """{scenario: [question, ...]}, in the order of the files."""
    all_of = {}
    for scenario in sorted(os.listdir(folder)):
        articles = os.path.join(folder, scenario, "articles")
        if not os.path.isdir(articles):
            continue
        seen = {}
        for where, folders, names in os.walk(articles):
            folders.sort()
            for name in sorted(n for n in names if n.endswith(".md")):
                for text in of_file(os.path.join(where, name)):
                    seen.setdefault(text)
        all_of[scenario] = list(seen)
    return all_of
