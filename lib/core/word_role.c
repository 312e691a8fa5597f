#include "base/base.h"

#include "core/words.h"

/*
 * Stop words are not noise in short questions: only words without meaning
 * are dropped, question words keep a part of their weight.
 */

/* Both sorted by strcmp for the search. */
static const char *const empty_words[] = {"a", "able", "about", "actually",
    "ah", "am", "an", "and", "any", "anyone", "anything", "anyway", "are",
    "as", "ask", "asking", "at", "aw", "be", "because", "been", "being", "but",
    "by", "can", "could", "dear", "did", "do", "does", "doing", "done",
    "explain", "for", "from", "get", "getting", "give", "gonna", "got", "guys",
    "had", "hallo", "has", "have", "having", "hello", "help", "her", "here",
    "hers", "hey", "hi", "him", "his", "i", "id", "if", "im", "in", "info",
    "information", "into", "is", "it", "its", "ive", "just", "kind", "kindly",
    "know", "let", "like", "looking", "madam", "maybe", "me", "mean", "might",
    "mine", "must", "my", "myself", "necessary", "need", "needed", "of", "oh",
    "ok", "okay", "on", "one", "ones", "or", "our", "ours", "out", "over",
    "per", "please", "pls", "plz", "possible", "question", "really",
    "regarding", "say", "shall", "she", "should", "sir", "so", "some",
    "somebody", "somehow", "someone", "something", "sorry", "tell", "than",
    "thank", "thanks", "that", "the", "their", "them", "then", "there",
    "these", "they", "thing", "things", "this", "those", "to", "too", "u",
    "um", "up", "us", "ve", "very", "via", "wanna", "want", "wanted", "was",
    "we", "well", "were", "will", "with", "wondering", "would", "yeah", "yes",
    "you", "your", "yours", "yourself"};

static const char *const weak_words[] = {"after", "again", "ahead", "all",
    "allowed", "already", "also", "always", "another", "anyway", "available",
    "back", "before", "between", "bought", "case", "come", "currently",
    "during", "each", "else", "ever", "every", "exact", "exactly", "few",
    "find", "first", "go", "happen", "happened", "happens", "how", "inside",
    "kinds", "less", "long", "longer", "lot", "make", "many", "more", "most",
    "much", "no", "normally", "not", "now", "off", "often", "only", "other",
    "own", "put", "receive", "received", "same", "see", "show", "since",
    "someone", "soon", "stay", "still", "sure", "take", "takes", "today",
    "types", "use", "using", "usually", "wait", "way", "what", "when", "where",
    "whether", "which", "while", "who", "whom", "whose", "why", "without",
    "work", "works", "would"};

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
	enum word_role role = word_role(w->text);

	return role == WORD_CONTENT && !w->number ? word_role(w->stem) : role;
}
