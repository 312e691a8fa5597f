/*
 * The file of a model, shared by who writes and who reads it; nobody else
 * includes this.  Numbers are as this machine has them (`order` tells), all
 * sections start at a multiple of 8:
 *
 *   header
 *   names     NUL-terminated, one after the other
 *   classes   struct classify_class for each class
 *   extra     struct classify_extra for each extra figure, then float
 *	       weights[figure * n_classes + class]
 *   concepts  struct concept_slot, a hash table of n_concepts (power of two
 *	       or 0)
 *   net	float of each extra figure and of the constant to each of the
 *	       n_hidden units; struct classify_class for each class;
 *	       int8_t of each class from each unit
 *   slots     struct classify_slot, a hash table of n_slots (power of two)
 *   rows      for each feature: struct classify_row, its classes (uint8_t,
 *	       or uint16_t with more than 256 classes), its weights (int8_t),
 *	       and if it has them its weights to each unit (int8_t); rows
 *	       start at a multiple of 4
 */
#ifndef NLP_CLASSIFY_FILE_H
#define NLP_CLASSIFY_FILE_H

#include "base/cache.h"
#include "nlp/classify.h"
#include "nlp/features.h"
#include "nlp/net.h"

#define CLASSIFY_MAGIC "BIWOCLS"
#define CLASSIFY_ORDER 0x01020304u
#define CLASSIFY_VERSION 2u
#define CLASSIFY_BYTES_MAX ((size_t)1 << 30)
#define CLASSIFY_ALIGN 8u
#define CLASSIFY_ROW_ALIGN 4u
#define CLASSIFY_NARROW_MAX 256 /* classes that fit one byte */

#define CLASSIFY_NETS_MAX 2
#define CLASSIFY_UNITS_MAX (CLASSIFY_NETS_MAX * NET_HIDDEN)

/* Figures that tell how sure a guess is; the last one is 1. */
enum {
	SURE_TOP,     /* the best score */
	SURE_MARGIN,  /* how far the second is behind */
	SURE_LOGIT,   /* log odds of the best probability */
	SURE_NET,     /* how far the net has it before all others */
	SURE_UNKNOWN, /* share of the text that no example has */
	SURE_LENGTH,  /* log of the number of features */
	SURE_ONE,
	SURE_FIGURES
};

struct classify_section {
	uint64_t at, size;
};

struct classify_header {
	char magic[8];
	uint32_t order, version;
	uint64_t size;	/* of the file */
	uint64_t check; /* sum over all that follows the two sums */
	uint64_t head_check; /* sum over the rest of the header */
	/* From here on the header's sum counts. */
	uint32_t kind, n_classes, n_extra, n_slots, n_concepts, n_hidden;
	char language[16];
	struct classify_section names, classes, extra, concepts;
	struct classify_section net, slots, rows;
	double idf_unknown; /* of a feature that no example has */
	double net_share;   /* score = linear + net_share * the net's */
	double temperature; /* ONE: softmax(score / temperature) */
	double slope, shift; /* SEVERAL: logit = slope * score + shift */
	double label_threshold; /* SEVERAL: probability of a label */
	double sure[SURE_FIGURES]; /* coefficients of the confidence */
	double answer_at, ask_at; /* confidence, for the verdict */
};

struct classify_class {
	float scale; /* of its weights */
	float bias;
};

struct classify_extra {
	float mean, deviation;
	float weight; /* of this figure beside a block of features */
	float reserved;
};

struct classify_slot {
	uint32_t print; /* upper half of the feature's key */
	uint32_t row; /* place in rows / CLASSIFY_ROW_ALIGN, plus 1; 0: free */
};

struct classify_row {
	float idf;
	float unit_scale; /* of its weights to the units */
	uint16_t n;	  /* classes */
	uint16_t n_units; /* n_hidden, or 0: none */
};

struct classify_model {
	const unsigned char *bytes;
	size_t size;
	struct cache_file file; /* empty: in the arena of classify_load */
	struct classify_header head; /* a copy: checked once */
	const char **names;
	const struct classify_class *classes;
	const struct classify_extra *extra;
	const float *extra_weights;
	const float *net_extra; /* the constant's come last */
	const struct classify_class *net_classes;
	const signed char *net_out;
	struct feature_reader reader;
	const struct classify_slot *slots;
	const unsigned char *rows;
};

/* FNV-1a over 8 bytes a step. */
uint64_t classify_sum(const void *bytes, size_t n);

/* Writes both sums into the header at the bytes' start. */
void classify_seal(void *bytes, size_t n);

/* The weight of a feature in a text, before its block is scaled. */
double classify_value(uint32_t count, double idf);

/* The linear classifier and the net look at a text each in its own way. */
enum classify_view {
	VIEW_ONE, /* linear, by enum classify_kind */
	VIEW_SEVERAL,
	VIEW_NET,
	CLASSIFY_VIEWS
};

/* What a block's values are multiplied with, from the sum of their squares:
 * each block gets the length that did best on held-out texts; 0: the view
 * does not have it. */
double classify_block_scale(enum classify_view view, uint32_t block,
    double squares);

/* A figure as its distance from the mean, in deviations, weighed. */
double classify_extra_value(const struct classify_extra *x, float value);

/* What a prediction finds, step by step. */
struct classify_raw {
	double *scores; /* of each class; linear until they are blended */
	double *net;	/* the same by the net */
	double *probability;
	int *order;	/* most probable first */
	double unknown; /* share of the text's weight that no example has */
	size_t n_features;
	double sure[SURE_FIGURES];
};

/* Fills scores, net, unknown and n_features. */
void classify_score(const struct classify_model *m, struct arena *a,
    const char *text, const float *extra, struct classify_raw *out);

/* Adds the net's share to the scores. */
void classify_blend(const struct classify_header *h,
    struct classify_raw *raw);

/* Fills the rest, by the scores and the header's calibration. */
void classify_weigh(const struct classify_header *h, struct arena *a,
    struct classify_raw *raw);

#endif
