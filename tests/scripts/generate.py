"""sql/generate.awk: named queries become C tables, mistakes name their line."""
import os
import shutil
import subprocess
import tempfile
import unittest

TOP = os.path.dirname(os.path.dirname(os.path.dirname(
    os.path.abspath(__file__))))
SCRIPT = os.path.join(TOP, "sql", "generate.awk")
AWKS = [name for name in ("mawk", "gawk", "original-awk")
        if shutil.which(name)]

GOOD = r"""-- A comment of the file's.
-- query: thing_get :maybe
-- args: i64 site_id, text name
-- What it is for.
select id, 'it''s; $9' as t -- not $8
from thing
where site_id = $1 and name like '%\_"' || $2;

-- query: thing_list :many
select id from thing limit 10
"""


class Generate(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)

    def run_awk(self, text, out="c", awk=AWKS[0]):
        path = os.path.join(self.folder.name, "q.sql")
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        return subprocess.run([awk, "-f", SCRIPT, "-v", f"out={out}", path],
                              capture_output=True, text=True, check=False)

    def query(self, body, head="-- query: q :many\n"):
        done = self.run_awk(head + body)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        return done.stdout

    def mistake(self, text, line, words):
        done = self.run_awk(text)
        self.assertEqual((done.returncode, done.stdout), (1, ""))
        self.assertIn(f"q.sql:{line}: ", done.stderr)
        self.assertIn(words, done.stderr)

    def test_all_awks_say_the_same(self):
        outputs = {self.run_awk(GOOD, awk=awk).stdout for awk in AWKS}
        self.assertEqual(len(outputs), 1)

    def test_header_declares_what_the_source_defines(self):
        header = self.run_awk(GOOD, "h").stdout
        source = self.run_awk(GOOD).stdout
        for name in ("SQL_thing_get", "SQL_thing_list"):
            self.assertIn(f"extern const struct db_query {name};", header)
            self.assertIn(f"const struct db_query {name} = {{", source)
        self.assertIn("sql_all_count = 2;", source)

    def test_text_keeps_its_lines_and_signs(self):
        source = self.run_awk(GOOD).stdout
        self.assertIn(r'''"select id, 'it''s; $9' as t -- not $8\n"''',
                      source)
        self.assertIn(r'''like '%\\_\"' || $2;",''', source)
        self.assertIn("DB_TYPE_I64, /* $1 site_id */", source)
        self.assertIn(".expect = DB_MAYBE,", source)

    def test_the_source_compiles(self):
        with open(os.path.join(self.folder.name, "sql.h"), "w",
                  encoding="utf-8") as file:
            file.write(self.run_awk(GOOD, "h").stdout)
        done = subprocess.run(
            ["cc", "-std=gnu11", "-Wall", "-Wextra", "-Werror",
             "-fsyntax-only", "-x", "c", "-", "-I", self.folder.name, "-I",
             os.path.join(TOP, "lib")], input=self.run_awk(GOOD).stdout,
            capture_output=True, text=True, check=False)
        self.assertEqual((done.returncode, done.stderr), (0, ""))

    def test_reads(self):
        for body in ("select updated_at from t",
                     "with x as (select 1) select * from x",
                     "select 'insert' as kind"):
            self.assertIn(".read = true", self.query(body), body)

    def test_writes(self):
        for body in ("update t set a = 1", "delete from t",
                     "insert into t select 1",
                     "with x as (delete from t returning a) select a from x",
                     "select a from t for update",
                     "select a from t for no key update skip locked",
                     "select a from t for key share",
                     "select nextval('s')", "select pg_notify('a', 'b')",
                     "select pg_advisory_lock(1)",
                     "selected(1)", "do $$ begin perform 1; end $$"):
            self.assertIn(".read = false", self.query(body), body)

    def test_a_dollar_body_may_hold_semicolons(self):
        self.query("do $x$ begin a; b; end $x$;")

    def test_mistakes(self):
        self.mistake("select 1;", 1, "before the first")
        self.mistake("\n-- query: A :one\nselect 1;", 2, "query name")
        self.mistake("-- query: a\nselect 1;", 1, "one of :one")
        self.mistake("-- query: a :some\nselect 1;", 1, "one of :one")
        self.mistake("-- query: a :one\nselect 1;\n-- query: a :one\n"
                     "select 1;", 3, "stands already at")
        self.mistake("-- query: a :one\n-- args: int x\nselect $1;", 2,
                     'unknown type "int"')
        self.mistake("-- query: a :one\n-- args: i64\nselect $1;", 2,
                     "type name")
        self.mistake("-- query: a :one\nselect $1;", 1, "declares 0")
        self.mistake("-- query: a :one\n-- args: i64 x\nselect 1;", 1,
                     "no parameter")
        self.mistake("-- query: a :one\n-- args: i64 x, i64 y\nselect $2;",
                     1, "(x) is never used")
        self.mistake("-- query: a :one\nselect 1; select 2;", 1,
                     "more than one statement")
        self.mistake("-- query: a :one\n\n", 1, "no statement")
        self.mistake("-- query: a :one\nselect 1;\n-- args: i64 x\n", 3,
                     "before the statement")

    def test_unknown_output(self):
        self.assertEqual(self.run_awk(GOOD, "x").returncode, 1)


if __name__ == "__main__":
    unittest.main()
