/*
 * What the parts of training share; nobody else includes this.
 *
 *   classify_count.c  features of the examples, counted and made vectors
 *   classify_write.c  weights in 8 bits, the model's bytes
 *   classify_fit.c    probabilities, confidence and thresholds
 *   classify_train.c  the order of it all
 */
#ifndef NLP_CLASSIFY_WORK_H
#define NLP_CLASSIFY_WORK_H

#include "nlp/classify_file.h"
#include "nlp/classify_train.h"
#include "nlp/linear.h"

/* A feature of the examples. */
struct count_entry {
	uint64_t key; /* 0: free */
	uint32_t texts;
	uint32_t id; /* COUNT_RARE: left out */
	uint32_t block;
};

#define COUNT_RARE UINT32_MAX

struct counts {
	struct arena *arena;
	struct count_entry *slots;
	size_t n_slots, n; /* n_slots: a power of two */
	size_t n_kept;	   /* ids given */
	size_t n_net;	   /* the first of them are also the net's */
	double n_texts;
};

/* One part of the examples: those to train with. */
struct part {
	const struct classify_training *in;
	const size_t *items; /* numbers of examples */
	size_t n;
	struct classify_extra *extra; /* scaling of the extra figures */
	const struct feature_reader *reader;
	const struct features *features; /* of all examples */
	size_t n_nets; /* beside the linear classifier */
};

/* Reads all examples: several models are trained from them. */
struct features *count_read(struct arena *a,
    const struct classify_training *in, const struct feature_reader *r);

/* Reads them again, with typing errors repaired by the words that two of
 * them have. */
struct features *count_repaired(struct arena *a,
    const struct classify_training *in, const struct feature_reader *r,
    const struct features *first);

void count_features(struct arena *a, const struct part *p,
    struct counts *out);
double count_idf(const struct counts *c, uint32_t texts);

/* Rows for linear_train and net_train; the extra figures come after the
 * n_kept and the n_net features. */
void count_rows(struct arena *a, const struct counts *c,
    const struct part *p, struct linear_row *linear,
    struct linear_row *net);

/* Header fields of the calibration are taken as they stand in `head`. */
struct weights {
	const struct counts *counts;
	const struct part *part;
	const float *values; /* as linear_train gives them */
	const struct net *net; /* of part->n_nets */
	struct classify_header head;
};
void classify_write(struct arena *a, const struct weights *w, void **bytes,
    size_t *n);

/* What a model said about an example that it was not trained on. */
struct held_out {
	const struct classify_example *example;
	bool is_mistyped; /* its copy with typing errors was asked */
	struct classify_raw raw;
};
void classify_fit(struct arena *a, struct held_out *items, size_t n,
    struct classify_header *head, struct classify_trained *out);

#endif
