# Makes C tables from named queries (sql/queries/README.md):
#
#   awk -f sql/generate.awk -v out=h sql/queries/*.sql > sql.h
#   awk -f sql/generate.awk -v out=c sql/queries/*.sql > sql.c
#
# POSIX awk.  Mistakes are told as file:line and end with status 1, so that
# the build stops; nothing is printed on standard output then.

function fail(file, line, text)
{
	printf "%s:%d: %s\n", file, line, text | "cat 1>&2"
	failed = 1
}

function trim(s)
{
	sub(/^[ \t\r]+/, "", s)
	sub(/[ \t\r]+$/, "", s)
	return s
}

# "-- query: NAME :KIND"
function start_query(line, part, n)
{
	finish_query()
	sub(/^-- query:/, "", line)
	n = split(trim(line), part, /[ \t]+/)
	name = part[1]
	if (name !~ /^[a-z][a-z0-9_]*$/) {
		fail(FILENAME, FNR, "query name \"" name \
		    "\": expected lower-case letters, digits and _")
		name = ""
		return
	}
	if (name in line_of) {
		fail(FILENAME, FNR, "query " name " stands already at " \
		    file_of[name] ":" line_of[name])
		name = ""
		return
	}
	if (length(name) > 63)
		fail(FILENAME, FNR, "query name " name \
		    " is longer than 63 characters")
	if (n != 2 || !(part[2] in expect_of))
		fail(FILENAME, FNR, "query " name \
		    ": expected one of :one :maybe :many :exec after the name")
	count++
	names[count] = name
	file_of[name] = FILENAME
	line_of[name] = FNR
	kind[name] = part[2]
	n_args[name] = 0
	has_args = 0
	body = ""
	plain = ""
}

# "-- args: type name, type name"
function take_args(line, part, word, n, i)
{
	if (name == "")
		return
	if (has_args || body != "")
		fail(FILENAME, FNR, "query " name \
		    ": one args line, before the statement")
	has_args = 1
	sub(/^-- args:/, "", line)
	line = trim(line)
	if (line == "")
		return
	n = split(line, part, /,/)
	if (n > 24)
		fail(FILENAME, FNR, "query " name ": more than 24 arguments")
	for (i = 1; i <= n; i++) {
		if (split(trim(part[i]), word, /[ \t]+/) != 2)
			fail(FILENAME, FNR, "query " name ": argument " i \
			    ": expected \"type name\"")
		else if (!(word[1] in type_of))
			fail(FILENAME, FNR, "query " name ": unknown type \"" \
			    word[1] "\"; there are " all_types)
		type[name, i] = word[1]
		about[name, i] = word[2]
	}
	n_args[name] = n
}

# The statement without comments, strings and $$ bodies, for looking at it.
function bare(s, at, tag)
{
	while ((at = match(s, /\$[a-z_]*\$/)) > 0) {
		tag = substr(s, RSTART, RLENGTH)
		rest = substr(s, RSTART + RLENGTH)
		s = substr(s, 1, at - 1) " "
		at = index(rest, tag)
		if (at > 0)
			s = s substr(rest, at + length(tag))
	}
	gsub(/'[^']*'/, "''", s)
	return tolower(s)
}

# A read may be run a second time after a lost connection.
function is_read(s, first)
{
	first = s
	sub(/^[^a-z]+/, "", first)
	if (first !~ /^(select|with)[^a-z0-9_]/)
		return 0
	s = " " s " "
	gsub(/[^a-z0-9_]+/, " ", s)
	if (s ~ / (insert|update|delete|merge|nextval|setval) /)
		return 0
	if (s ~ / (pg_notify|set_config) / || s ~ / pg_[a-z_]*advisory/)
		return 0
	return s !~ / for (key )?share /
}

# $1 .. $n must be exactly the declared arguments.
function check_parameters(s, number, seen, i, highest)
{
	highest = 0
	while (match(s, /\$[0-9]+/)) {
		number = substr(s, RSTART + 1, RLENGTH - 1) + 0
		seen[number] = 1
		if (number > highest)
			highest = number
		s = substr(s, RSTART + RLENGTH)
	}
	if (highest != n_args[name]) {
		fail(file_of[name], line_of[name], "query " name " uses " \
		    (highest ? "$1 to $" highest : "no parameter") \
		    " but declares " n_args[name] " arguments")
		return
	}
	for (i = 1; i <= highest; i++)
		if (!(i in seen))
			fail(file_of[name], line_of[name], "query " name \
			    ": argument " i " (" about[name, i] \
			    ") is never used")
}

function finish_query(looked_at)
{
	if (name == "")
		return
	sub(/[ \t\n]+$/, "", body)
	if (body == "")
		fail(file_of[name], line_of[name], "query " name \
		    " has no statement")
	looked_at = bare(plain)
	sub(/;[ \t\n]*$/, "", looked_at)
	if (index(looked_at, ";") > 0)
		fail(file_of[name], line_of[name], "query " name \
		    " holds more than one statement")
	check_parameters(looked_at)
	text[name] = body
	read[name] = is_read(looked_at)
	name = ""
}

# Every `from` in s becomes `to`; gsub's backslashes differ between awks.
function replace(s, from, to, at, done)
{
	done = ""
	while ((at = index(s, from)) > 0) {
		done = done substr(s, 1, at - 1) to
		s = substr(s, at + length(from))
	}
	return done s
}

# One line as the inside of a C string literal.
function c_line(s)
{
	s = replace(s, "\\", "\\\\")
	s = replace(s, "\"", "\\\"")
	s = replace(s, "\t", "\\t")
	return replace(s, "??", "?\\?")
}

function print_text(s, part, n, i)
{
	n = split(s, part, /\n/)
	for (i = 1; i <= n; i++)
		printf "\t    \"%s%s\"%s\n", c_line(part[i]), \
		    (i < n ? "\\n" : ""), (i < n ? "" : ",")
}

function print_header(i)
{
	print "/* Made by sql/generate.awk from sql/queries; do not edit. */"
	print "#ifndef STORE_SQL_H"
	print "#define STORE_SQL_H"
	print ""
	print "#include \"io/db.h\""
	print ""
	for (i = 1; i <= count; i++)
		print "extern const struct db_query SQL_" names[i] ";"
	print ""
	print "/* All of them, for the test that prepares each. */"
	print "extern const struct db_query *const sql_all[];"
	print "extern const size_t sql_all_count;"
	print ""
	print "#endif"
}

function print_source(i, j, q)
{
	print "/* Made by sql/generate.awk from sql/queries; do not edit. */"
	print "#include \"base/base.h\""
	print "#include \"sql.h\""
	for (i = 1; i <= count; i++) {
		q = names[i]
		printf "\n/* %s:%d */\n", file_of[q], line_of[q]
		print "const struct db_query SQL_" q " = {"
		print "\t.name = \"" q "\","
		print "\t.text ="
		print_text(text[q])
		print "\t.expect = " expect_of[kind[q]] ","
		print "\t.read = " (read[q] ? "true" : "false") ","
		print "\t.n_args = " n_args[q] ","
		if (n_args[q] > 0)
			print "\t.types = {"
		for (j = 1; j <= n_args[q]; j++)
			printf "\t    %s, /* $%d %s */\n", \
			    type_of[type[q, j]], j, about[q, j]
		if (n_args[q] > 0)
			print "\t},"
		print "};"
	}
	print "\nconst struct db_query *const sql_all[] = {"
	for (i = 1; i <= count; i++)
		print "\t&SQL_" names[i] ","
	print "\tNULL,\n};"
	print "\nconst size_t sql_all_count = " count ";"
}

BEGIN {
	expect_of[":one"] = "DB_ONE"
	expect_of[":maybe"] = "DB_MAYBE"
	expect_of[":many"] = "DB_MANY"
	expect_of[":exec"] = "DB_EXEC"
	all_types = "text i64 f64 bool json bytes texts i64s"
	n = split(all_types, part, " ")
	for (i = 1; i <= n; i++)
		type_of[part[i]] = "DB_TYPE_" toupper(part[i])
	count = 0
	name = ""
	failed = 0
}

FNR == 1 { finish_query() }
/^-- query:/ { start_query($0); next }
/^-- args:/ { take_args($0); next }
/^[ \t]*--/ || (name != "" && body == "" && /^[ \t\r]*$/) { next }
name == "" {
	if ($0 !~ /^[ \t\r]*$/ && !failed)
		fail(FILENAME, FNR, "text before the first \"-- query:\" line")
	next
}
{
	line = $0
	sub(/[ \t\r]+$/, "", line)
	body = body (body == "" ? "" : "\n") line
	gsub(/'[^']*'/, "''", line)
	sub(/--.*$/, "", line)
	plain = plain "\n" line
}

END {
	finish_query()
	if (out != "h" && out != "c") {
		print "usage: awk -f generate.awk -v out=h|c FILES" | "cat 1>&2"
		failed = 1
	}
	if (failed)
		exit 1
	if (out == "h")
		print_header()
	else
		print_source()
}
