/*
 * A trained text classifier: its file, and predictions from it.  Training is
 * in classify_train.h; programs that only predict do not link it.
 *
 * A text's features (features.h) are counted as 1 + log(count), weighted by
 * how rare they are in the examples, and each block is scaled to length 1.
 * Figures of the caller's own ("extra": a lexicon's scores, the length) may
 * stand beside them.  Scores are linear; weights are stored in 8 bits with a
 * scale for each class, and only those that are not 0.
 *
 * A file is trusted for nothing: what its header says is checked when it is
 * opened, and each offset and number inside when it is used.  A damaged file
 * gives an error or a wrong guess, never a read outside.
 */
#ifndef NLP_CLASSIFY_H
#define NLP_CLASSIFY_H

#include "base/arena.h"
#include "base/rc.h"

enum classify_kind {
	CLASSIFY_ONE,	  /* a text has one class */
	CLASSIFY_SEVERAL, /* a text has any number of classes */
};

#define CLASSIFY_CLASSES_MAX 4096
#define CLASSIFY_EXTRA_MAX 256

struct classify_model; /* read-only; may be used by many threads */

/* Maps a file.  NOT_FOUND; INVALID when it is no sound model. */
enum rc classify_open(const char *path, struct classify_model **out,
    struct err *e) MUST_CHECK;
void classify_close(struct classify_model *m);

/* Lets go of the pages of a mapped model that were read; the next use gets
 * them back from the system's cache. */
void classify_rest(const struct classify_model *m);

/*
 * A model over bytes in memory that outlive it and start at a multiple of 8;
 * lives in the arena and is not closed.
 */
enum rc classify_load(struct arena *a, const void *bytes, size_t n,
    struct classify_model **out, struct err *e) MUST_CHECK;

/* The sum over all bytes is right: for bytes that have travelled. */
bool classify_is_whole(const void *bytes, size_t n);

enum classify_kind classify_kind_of(const struct classify_model *m);
size_t classify_n_classes(const struct classify_model *m);
const char *classify_name(const struct classify_model *m, size_t class);
const char *classify_language(const struct classify_model *m);
size_t classify_n_extra(const struct classify_model *m);

enum classify_verdict {
	CLASSIFY_ANSWER,  /* act on it */
	CLASSIFY_ASK,	  /* ask: "did you mean A or B?" */
	CLASSIFY_OUTSIDE, /* it seems to be none of the classes */
};

struct classify_result {
	/* Of each class; of kind ONE they sum to 1. */
	const double *probability;
	const int *order; /* all classes, most probable first */
	size_t n_classes;
	/* The classes to act on: of kind ONE the best, of kind SEVERAL those
	 * above the model's threshold, maybe none. */
	const int *labels;
	size_t n_labels;
	double confidence; /* that `labels` is right: calibrated */
	enum classify_verdict verdict;
};

/* `extra` has classify_n_extra figures (NULL when there are none).  The
 * text is valid UTF-8. */
void classify_predict(const struct classify_model *m, struct arena *a,
    const char *text, const float *extra, struct classify_result *out);

/* Did an example say the word, its stem, or one that means the same?
 * *speaks_for: bit i where it speaks for classes[i], as it does where examples
 * of that class say it; 32 classes at most. */
bool classify_knows(const struct classify_model *m, struct arena *a,
    const char *word, const size_t *classes, size_t n,
    unsigned *speaks_for);

#endif
