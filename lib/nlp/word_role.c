#include "base/base.h"

#include "nlp/words.h"

/*
 * Stop words are not noise in short questions: only words without meaning
 * are dropped, question words keep a part of their weight.
 */

/* Both sorted by strcmp for the search. */
static const char *const empty_words[] = {"a", "able", "about", "accident",
    "accidentally", "actually", "ago", "ah", "am", "an", "and", "any",
    "anyone", "anything", "anyway", "apparently", "are", "argh", "as", "ask",
    "asking", "at", "aw", "basically", "be", "because", "been", "being",
    "bloody", "bro", "but", "by", "can", "could", "damn", "damned", "dear",
    "did", "do", "does", "doing", "done", "dude", "explain", "for", "freaking",
    "from", "fuck", "fucking", "get", "getting", "give", "gonna", "got",
    "gotta", "guys", "had", "hallo", "has", "have", "having", "he", "hell",
    "hello", "help", "her", "here", "hers", "hey", "hi", "him", "his", "hiya",
    "hmm", "honestly", "i", "id", "if", "im", "in", "info", "information",
    "into", "is", "it", "its", "ive", "just", "kind", "kindly", "know", "let",
    "like", "literally", "lmao", "lol", "looking", "maam", "madam", "mate",
    "maybe", "me", "mean", "meantime", "meanwhile", "might", "mine", "mistake",
    "mistakenly", "must", "my", "myself", "necessary", "need", "needed", "of",
    "oh", "ok", "okay", "omg", "on", "one", "ones", "or", "our", "ours", "out",
    "over", "per", "please", "pls", "plz", "possible", "question", "really",
    "regarding", "ridiculous", "say", "seriously", "shall", "she", "shit",
    "shitty", "should", "sir", "so", "some", "somebody", "somehow", "someone",
    "something", "sorry", "stuff", "stupid", "sucks", "tell", "than", "thank",
    "thanks", "that", "the", "their", "them", "then", "there", "these", "they",
    "thing", "things", "this", "those", "to", "today", "too", "u", "ugh", "uh",
    "um", "up", "us", "ve", "very", "via", "wanna", "want", "wanted", "was",
    "we", "well", "were", "whatever", "will", "with", "wondering", "would",
    "wow", "wtf", "ya", "yeah", "yes", "yo", "you", "your", "yours",
    "yourself"};

static const char *const weak_words[] = {"after", "again", "ahead", "all",
    "allowed", "already", "also", "always", "another", "anymore", "anyway",
    "available", "awful", "back", "before", "between", "bought", "boyfriend",
    "brother", "case", "closest", "come", "currently", "dad", "daughter",
    "during", "each", "else", "entire", "ever", "every", "exact", "exactly",
    "father", "few", "finally", "find", "first", "forever", "friend",
    "girlfriend", "go", "grandma", "grandmother", "guess", "happen",
    "happened", "happens", "horrible", "how", "husband", "immediately",
    "inside", "instead", "keep", "keeping", "keeps", "kept", "kinds", "less",
    "long", "longer", "lot", "make", "many", "mom", "more", "most", "mother",
    "much", "near", "nearby", "nearest", "no", "normally", "not", "now", "off",
    "often", "once", "only", "other", "own", "put", "receive", "received",
    "same", "says", "see", "seem", "seems", "show", "since", "sister",
    "someone", "son", "soon", "stay", "still", "stuck", "suddenly", "sure",
    "take", "takes", "terrible", "thingy", "think", "thought", "today",
    "tomorrow", "tonight", "tried", "try", "trying", "types", "use", "using",
    "usually", "wait", "way", "what", "when", "where", "whether", "which",
    "while", "who", "whole", "whom", "whose", "why", "wife", "without", "work",
    "works", "worst", "would", "yesterday", "yet"};

static bool
is_among(const char *const *list, size_t n, const char *word)
{
	size_t low = 0;

	while (low < n) {
		size_t mid = (low + n) / 2;
		int order = strcmp(word, list[mid]);

		if (order == 0)
			return true;
		if (order < 0)
			n = mid;
		else
			low = mid + 1;
	}
	return false;
}

enum word_role
word_role(const char *text)
{
	if (is_among(empty_words, NELEM(empty_words), text))
		return WORD_EMPTY;
	if (is_among(weak_words, NELEM(weak_words), text))
		return WORD_WEAK;
	return WORD_CONTENT;
}

enum word_role
word_role_of(const struct word *w)
{
	enum word_role role;

	if (w->has_role)
		return w->role;
	role = word_role(w->text);
	return role == WORD_CONTENT && !w->number ? word_role(w->stem) : role;
}
