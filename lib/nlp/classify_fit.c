#include "base/base.h"

#include "nlp/classify_work.h"
#include "nlp/logit.h"
#include "nlp/measure.h"

#include <math.h>
#include <stdlib.h>

/* ln(temperature) is searched here; scores are about -1 to 1. */
#define LOG_COLD (-4.0)
#define LOG_HOT 2.0
#define SEARCH_STEPS 40
#define GOLDEN 0.6180339887498949
#define RIDGE 1.0
#define SHARE_MAX 0.1 /* of the net in the scores */
#define SEVERAL_FIGURES 3
#define SEVERAL_SHARE_MAX 3.0
#define BLEND_STEPS 12
#define BLEND_FIRST 5.0
#define LOST_MAX 0.03	 /* of the right ones: below `ask_at` */
#define ANSWER_RIGHT 0.9 /* a confidence that needs no question back */
#define THRESHOLDS 19	 /* tried for labels: 0.05, 0.10, … */

static bool
is_labelled(const struct classify_example *x, int class)
{
	for (size_t i = 0; i < x->n_labels; i++) {
		if (x->labels[i] == class)
			return true;
	}
	return false;
}

/* Mean -log probability of the true class at a temperature. */
static double
loss_at(const struct held_out *items, size_t n, size_t n_classes,
    double temperature)
{
	double loss = 0;

	for (size_t i = 0; i < n; i++) {
		const double *s = items[i].raw.scores;
		double best = s[0], sum = 0;

		if (items[i].example->n_labels == 0)
			continue;
		for (size_t k = 1; k < n_classes; k++)
			best = fmax(best, s[k]);
		for (size_t k = 0; k < n_classes; k++)
			sum += exp((s[k] - best) / temperature);
		loss += log(sum) -
		    (s[items[i].example->labels[0]] - best) / temperature;
	}
	return loss;
}

/* The loss of softmax(a * score + b * net) with its slopes. */
struct bowl {
	double loss, g[2], h[3];
};

static void
add_to_bowl(struct bowl *w, const struct held_out *x, size_t n_classes,
    const double *c)
{
	const double *s = x->raw.scores, *z = x->raw.net;
	int truth = x->example->labels[0];
	double best = -INFINITY, sum = 0, m[5] = {0};

	for (size_t k = 0; k < n_classes; k++)
		best = fmax(best, c[0] * s[k] + c[1] * z[k]);
	for (size_t k = 0; k < n_classes; k++) {
		double p = exp(c[0] * s[k] + c[1] * z[k] - best);

		sum += p;
		m[0] += p * s[k];
		m[1] += p * z[k];
		m[2] += p * s[k] * s[k];
		m[3] += p * s[k] * z[k];
		m[4] += p * z[k] * z[k];
	}
	for (size_t i = 0; i < NELEM(m); i++)
		m[i] /= sum;
	w->loss += best + log(sum) - c[0] * s[truth] - c[1] * z[truth];
	w->g[0] += m[0] - s[truth];
	w->g[1] += m[1] - z[truth];
	w->h[0] += m[2] - m[0] * m[0];
	w->h[1] += m[3] - m[0] * m[1];
	w->h[2] += m[4] - m[1] * m[1];
}

/*
 * How much of the net to add to the linear scores: what makes the held-out
 * texts' classes most probable, by Newton's method with shorter steps where
 * a whole one overshoots.
 */
static double
find_net_share(const struct held_out *items, size_t n, size_t n_classes)
{
	double c[2] = {BLEND_FIRST, BLEND_FIRST * SHARE_MAX / 2};
	double step[2] = {0}, lowest = INFINITY;

	for (int round = 0; round < BLEND_STEPS; round++) {
		struct bowl w = {0};
		double det;

		for (size_t i = 0; i < n; i++) {
			if (items[i].example->n_labels > 0)
				add_to_bowl(&w, &items[i], n_classes, c);
		}
		if (w.loss <= lowest) {
			lowest = w.loss;
			w.h[0] += RIDGE;
			w.h[2] += RIDGE;
			det = w.h[0] * w.h[2] - w.h[1] * w.h[1];
			step[0] = (w.h[2] * w.g[0] - w.h[1] * w.g[1]) / det;
			step[1] = (w.h[0] * w.g[1] - w.h[1] * w.g[0]) / det;
		} else {
			for (size_t i = 0; i < 2; i++) {
				c[i] += step[i] / 2;
				step[i] /= 2;
			}
			continue;
		}
		c[0] -= step[0];
		c[1] -= step[1];
	}
	if (!(c[0] > 0) || !isfinite(c[1]))
		return 0;
	return fmin(fmax(c[1] / c[0], 0), SHARE_MAX);
}

/* Golden section: the loss has one minimum. */
static double
find_temperature(const struct held_out *items, size_t n, size_t n_classes)
{
	double low = LOG_COLD, high = LOG_HOT;
	double a = high - GOLDEN * (high - low);
	double b = low + GOLDEN * (high - low);
	double at_a = loss_at(items, n, n_classes, exp(a));
	double at_b = loss_at(items, n, n_classes, exp(b));

	for (int step = 0; step < SEARCH_STEPS; step++) {
		if (at_a < at_b) {
			high = b;
			b = a;
			at_b = at_a;
			a = high - GOLDEN * (high - low);
			at_a = loss_at(items, n, n_classes, exp(a));
		} else {
			low = a;
			a = b;
			at_a = at_b;
			b = low + GOLDEN * (high - low);
			at_b = loss_at(items, n, n_classes, exp(b));
		}
	}
	return exp((low + high) / 2);
}

/* One slope, share of the net and shift for the scores of all classes. */
static void
fit_several(struct arena *a, struct held_out *items, size_t n,
    struct classify_header *head)
{
	size_t n_classes = head->n_classes, total = n * n_classes;
	double *x = arena_array(a, total, SEVERAL_FIGURES * sizeof(*x));
	double c[SEVERAL_FIGURES], share;
	bool *y = arena_array(a, total, sizeof(*y));

	for (size_t i = 0; i < n; i++) {
		for (size_t k = 0; k < n_classes; k++) {
			size_t at = i * n_classes + k;

			x[SEVERAL_FIGURES * at] = items[i].raw.scores[k];
			x[SEVERAL_FIGURES * at + 1] = items[i].raw.net[k];
			x[SEVERAL_FIGURES * at + 2] = 1;
			y[at] = is_labelled(items[i].example, (int)k);
		}
	}
	logit_fit(&(struct logit_data){.x = x, .y = y, .n = total,
		      .n_figures = SEVERAL_FIGURES, .ridge = RIDGE}, c);
	share = c[0] > 0 ? c[1] / c[0] : 0;
	head->net_share = fmin(fmax(share, 0), SEVERAL_SHARE_MAX);
	head->slope = c[0];
	head->shift = c[2];
	for (size_t i = 0; i < n; i++)
		classify_blend(head, &items[i].raw);
}

/* The threshold of labels with the best micro-F1. */
static void
fit_label_threshold(const struct held_out *items, size_t n,
    struct classify_header *head)
{
	double best = -1;

	for (int t = 1; t <= THRESHOLDS; t++) {
		double at = (double)t / (THRESHOLDS + 1), f1;
		size_t right = 0, wrong = 0, missed = 0;

		for (size_t i = 0; i < n; i++) {
			for (size_t k = 0; k < head->n_classes; k++) {
				bool is = is_labelled(items[i].example,
				    (int)k);
				bool said = logit_share(head->slope *
					items[i].raw.scores[k] +
				    head->shift) > at;

				right += is && said;
				wrong += !is && said;
				missed += is && !said;
			}
		}
		f1 = right == 0 ? 0 : (double)(2 * right) /
			(double)(2 * right + wrong + missed);
		if (f1 > best) {
			best = f1;
			head->label_threshold = at;
		}
	}
}

static bool
is_right(const struct classify_header *head, const struct held_out *x)
{
	size_t n = 0;

	if (head->kind == CLASSIFY_ONE)
		return is_labelled(x->example, x->raw.order[0]);
	while (n < head->n_classes && x->raw.probability[x->raw.order[n]] >
	    head->label_threshold) {
		if (!is_labelled(x->example, x->raw.order[n]))
			return false;
		n++;
	}
	return n == x->example->n_labels;
}

struct judged {
	double confidence;
	bool is_right;
};

static int
less_sure_first(const void *a, const void *b)
{
	const struct judged *x = a, *y = b;

	return (x->confidence > y->confidence) -
	    (x->confidence < y->confidence);
}

/* `ask_at`: what is lost below it is bounded.  `answer_at`: above it enough
 * are right. */
static void
fit_thresholds(struct judged *items, size_t n, struct classify_header *head)
{
	size_t right = 0, lost = 0;

	qsort(items, n, sizeof(*items), less_sure_first);
	for (size_t i = 0; i < n; i++)
		right += items[i].is_right;
	head->ask_at = 0;
	for (size_t i = 0; i < n; i++) {
		lost += items[i].is_right;
		if ((double)lost > LOST_MAX * (double)right)
			break;
		head->ask_at = items[i].confidence;
	}
	head->answer_at = ANSWER_RIGHT;
	if (head->answer_at < head->ask_at)
		head->answer_at = head->ask_at;
}

/* How good it was on what it had not seen, typed as it was. */
static void
tell(struct arena *a, const struct held_out *items, struct judged *judged,
    size_t n, struct classify_header *head, struct classify_trained *out)
{
	double *confidence = arena_array(a, n + 1, sizeof(*confidence));
	bool *is_right = arena_array(a, n + 1, sizeof(*is_right));
	size_t n_right = 0, n_typed = 0;

	for (size_t i = 0; i < n; i++) {
		if (items[i].is_mistyped)
			continue;
		confidence[n_typed] = judged[i].confidence;
		is_right[n_typed] = judged[i].is_right;
		n_right += judged[i].is_right;
		judged[n_typed++] = judged[i];
	}
	out->accuracy = n_typed == 0 ? 0 :
	    (double)n_right / (double)n_typed;
	out->calibration_error = measure_calibration_error(confidence,
	    is_right, n_typed);
	fit_thresholds(judged, n_typed, head);
	out->answer_at = head->answer_at;
	out->ask_at = head->ask_at;
}

void
classify_fit(struct arena *a, struct held_out *items, size_t n,
    struct classify_header *head, struct classify_trained *out)
{
	double *x = arena_array(a, n + 1, SURE_FIGURES * sizeof(*x));
	bool *y = arena_array(a, n + 1, sizeof(*y));
	struct judged *judged = arena_array(a, n + 1, sizeof(*judged));

	head->temperature = 1;
	if (head->kind == CLASSIFY_ONE) {
		head->net_share = find_net_share(items, n, head->n_classes);
		for (size_t i = 0; i < n; i++)
			classify_blend(head, &items[i].raw);
		head->temperature = find_temperature(items, n,
		    head->n_classes);
	} else {
		fit_several(a, items, n, head);
		fit_label_threshold(items, n, head);
	}
	for (size_t i = 0; i < n; i++) {
		classify_weigh(head, a, &items[i].raw);
		memcpy(x + i * SURE_FIGURES, items[i].raw.sure,
		    SURE_FIGURES * sizeof(*x));
		y[i] = is_right(head, &items[i]);
	}
	logit_fit(&(struct logit_data){.x = x, .y = y, .n = n,
		      .n_figures = SURE_FIGURES, .ridge = RIDGE},
	    head->sure);
	for (size_t i = 0; i < n; i++)
		judged[i] = (struct judged){logit_predict(
		    x + i * SURE_FIGURES, head->sure, SURE_FIGURES), y[i]};
	tell(a, items, judged, n, head, out);
}
