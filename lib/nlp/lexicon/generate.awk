# Makes the C tables of the feelings lexicon (README.md beside this file):
#
#   LC_ALL=C awk -f generate.awk *.lex > lexicon_data.c
#
# POSIX awk.  Mistakes are told as file:line and end with status 1.
# Words and phrases become one trie: a node for each word, and one for each
# further step of a phrase.  The hash is the one of lib/nlp/lexicon.c.

function fail(text)
{
	printf "%s:%d: %s\n", FILENAME, FNR, text | "cat 1>&2"
	failed = 1
}

function name_list(text, table,    n, i, part)
{
	n = split(text, part, " ")
	for (i = 1; i <= n; i++)
		table[part[i]] = i - 1
	return n
}

function new_node()
{
	marks[nodes] = classes[nodes] = tenths[nodes] = 0
	emotion[nodes] = degree[nodes] = edges[nodes] = 0
	return nodes++
}

BEGIN {
	SLOTS = 16384
	name_list("none anger frustration worry sadness disgust surprise joy", EMOTION)
	name_list("complaint repeat wait leave legal threat selfharm safety " \
	    "fraud thanks sarcasm demand correction polite", MARK)
	name_list("negator not but ordinal time number question degree plain " \
	    "you self absolute auxiliary", CLASS)
	for (i = 1; i < 256; i++)
		code[sprintf("%c", i)] = i
	GAP = 65535
	split("not n time ordinal", start_name, " ")
	split("not number time ordinal", start_class, " ")
	for (i = 1; i <= 4; i++) {
		symbol_of["<" start_name[i] ">"] = 65500 + CLASS[start_class[i]]
		start_of[i] = new_node()
		node_of["<" start_name[i] ">"] = start_of[i]
	}
	first_word = nodes
}

# "= -2.5 anger complaint" or "= negator" or "= degree 1.3"
$1 == "=" {
	value = 0; feeling = EMOTION["none"]; mark = class = raise = 0
	if ($2 in CLASS) {
		class = 2 ^ CLASS[$2]
		if ($2 == "degree")
			raise = int($3 * 100 + 0.5)
		next
	}
	if ($2 !~ /^-?[0-9](\.[0-9])?$/ || !($3 in EMOTION))
		fail("expected \"= value emotion marks\" or \"= class\"")
	value = $2 * 10
	feeling = EMOTION[$3]
	for (i = 4; i <= NF; i++) {
		if (!($i in MARK))
			fail("mark \"" $i "\"")
		mark += 2 ^ MARK[$i]
	}
	next
}

$1 == "#" || NF == 0 { next }

# A word of its own gets its node early: nodes of words are numbered first.
{
	for (i = 1; i <= NF; i++) {
		entry = $i
		# Hyphens are spaces, but not in emoticons.
		if (entry ~ /[a-z].*-[a-z]/)
			gsub(/-/, "_", entry)
		if (entry !~ /[a-z\200-\377]/)
			n = split(entry, step, "\001")
		else
			n = split(entry, step, "_")
		for (k = 1; k <= n; k++) {
			w = step[k]
			if (w == "" )
				fail("empty step in " $i)
			if (w == ".." || (w in symbol_of))
				continue
			symbol_of[w] = new_node()
			node_of[w] = symbol_of[w]
			word[words++] = w
		}
		text[items] = entry
		parts[items] = n
		at[items] = FILENAME ":" FNR
		item_value[items] = value; item_feeling[items] = feeling
		item_mark[items] = mark; item_class[items] = class
		item_raise[items++] = raise
	}
}

# The node after `symbol` from node `from`.
function step_to(from, symbol,    n)
{
	if ((from, symbol) in edge)
		return edge[from, symbol]
	n = new_node()
	edge[from, symbol] = n
	edge_symbol[from, edges[from]++] = symbol
	return n
}

function put(item,    n, k, node, step)
{
	n = parts[item]
	if (n == 1)
		step[1] = text[item]
	else
		split(text[item], step, "_")
	node = node_of[step[1]]
	for (k = 2; k <= n; k++)
		node = step_to(node, step[k] == ".." ? GAP : symbol_of[step[k]])
	if (item_class[item] == 0) {
		if (node in filled) {
			printf "%s: %s stands already at %s\n", at[item], \
			    text[item], filled[node] | "cat 1>&2"
			failed = 1
			return
		}
		filled[node] = at[item]
		tenths[node] = item_value[item]
		emotion[node] = item_feeling[item]
		marks[node] = item_mark[item]
	}
	k = item_class[item]
	if (k > 0 && int(classes[node] / k) % 2 == 0)
		classes[node] += k
	if (item_raise[item] > 0)
		degree[node] = item_raise[item]
}

function hash(s,    h, i)
{
	h = 0
	for (i = 1; i <= length(s); i++)
		h = (h * 33 + code[substr(s, i, 1)]) % 16777213
	return h
}

function sort_edges(node,    i, k, s)
{
	for (i = 1; i < edges[node]; i++) {
		s = edge_symbol[node, i]
		for (k = i; k > 0 && edge_symbol[node, k - 1] > s; k--)
			edge_symbol[node, k] = edge_symbol[node, k - 1]
		edge_symbol[node, k] = s
	}
}

function octal(s,    out, i)
{
	out = ""
	for (i = 1; i <= length(s); i++)
		out = out sprintf("\\%03o", code[substr(s, i, 1)])
	return out
}

END {
	for (i = 0; i < items; i++)
		put(i)
	if (failed)
		exit 1
	print "/* Made from lib/nlp/lexicon by generate.awk. */"
	print "#include \"base/base.h\"\n"
	print "#include \"nlp/lexicon_data.h\"\n"
	print "const char lexicon_text[] ="
	for (i = 0; i < words; i++) {
		offset[i] = bytes
		bytes += length(word[i]) + 1
		printf "\"%s\\0\"\n", octal(word[i])
		for (s = hash(word[i]) % SLOTS; s in slot; s = (s + 1) % SLOTS)
			continue
		slot[s] = i + 1
	}
	print ";\n\nconst uint32_t lexicon_offset[] = {"
	for (i = 0; i < words; i++)
		printf "%d,\n", offset[i]
	printf "};\n\nconst uint16_t lexicon_slot[LEXICON_SLOTS] = {\n"
	for (s = 0; s < SLOTS; s++) {
		if (s in slot)
			printf "[%d] = %d,\n", s, slot[s]
	}
	print "};\n\nconst struct lexicon_node lexicon_node[] = {"
	for (i = 0; i < nodes; i++) {
		sort_edges(i)
		printf "{%d, %d, %d, %d, %d, 0, %d, %d},\n", classes[i], \
		    marks[i], tenths[i], emotion[i], degree[i], edges[i], used
		used += edges[i]
	}
	print "};\n\nconst struct lexicon_edge lexicon_edge[] = {"
	for (i = 0; i < nodes; i++) {
		for (k = 0; k < edges[i]; k++) {
			s = edge_symbol[i, k]
			printf "{%d, %d},\n", s, edge[i, s]
		}
	}
	print "};\n"
	printf "const size_t lexicon_words = %d;\n", words
	printf "const size_t lexicon_entries = %d;\n", items
}
