/*
 * The site's search index in a process: opened from cache_dir, made when it
 * is missing, exchanged when knowledge has changed.  doc/search.md tells its
 * life; nothing here needs care by an operator.
 *
 * Whoever changes knowledge calls kb_index_publish in the same transaction,
 * so that the new index lies ready when the change is seen.  Where that has
 * not happened (another node, an import by hand), the first process to
 * notice makes it while the others go on with the old one.
 */
#ifndef CORE_KB_INDEX_H
#define CORE_KB_INDEX_H

#include "io/scope.h"
#include "nlp/index.h"

struct kb_index;

/* One a process.  `verify`: read each file whole before it is used, for
 * processes that live long enough to be worth it. */
struct kb_index *kb_index_new(const char *cache_dir, bool verify);
void kb_index_free(struct kb_index *k);
/* For a process that has nothing to do: see cache_rest. */
void kb_index_rest(const struct kb_index *k);

/*
 * The index by which this request answers, from s->index; it stays as it is
 * until the scope's arena ends.  Asks for the version at most once a second.
 */
enum rc kb_index_get(struct scope *s, const struct index **out,
    struct err *e) MUST_CHECK;

/* Makes the index of what this transaction sees. */
enum rc kb_index_publish(struct scope *s, struct err *e) MUST_CHECK;

#endif
