#include "base/base.h"

#include "nlp/logit.h"

#include <math.h>

#define STEPS_MAX 50
#define STEP_ENOUGH 1e-7
#define STEP_LONGEST 5.0 /* of one coefficient: keeps separable data tame */

/* Gradient and second derivatives of the loss. */
struct slope {
	double g[LOGIT_MAX];
	double h[LOGIT_MAX][LOGIT_MAX];
};

double
logit_share(double z)
{
	double e;

	if (z >= 0)
		return 1 / (1 + exp(-z));
	e = exp(z);
	return e / (1 + e);
}

double
logit_predict(const double *x, const double *coefficients, size_t n_figures)
{
	double z = 0;

	for (size_t i = 0; i < n_figures; i++)
		z += x[i] * coefficients[i];
	return logit_share(z);
}

static void
add_item(struct slope *s, const struct logit_data *d, size_t item,
    const double *c)
{
	const double *x = d->x + item * d->n_figures;
	double p = logit_predict(x, c, d->n_figures);
	double w = d->weights == NULL ? 1 : d->weights[item];

	for (size_t i = 0; i < d->n_figures; i++) {
		s->g[i] += w * (p - (double)d->y[item]) * x[i];
		for (size_t k = 0; k <= i; k++)
			s->h[i][k] += w * p * (1 - p) * x[i] * x[k];
	}
}

static void
add_ridge(struct slope *s, const struct logit_data *d, const double *c)
{
	for (size_t i = 0; i < d->n_figures; i++) {
		double ridge = i + 1 < d->n_figures ? d->ridge : 0;

		s->g[i] += ridge * c[i];
		s->h[i][i] += ridge + 1e-9;
		for (size_t k = 0; k < i; k++)
			s->h[k][i] = s->h[i][k];
	}
}

/* Solves h * step = g by elimination; h is positive definite. */
static void
solve(struct slope *s, size_t n, double *step)
{
	for (size_t i = 0; i < n; i++) {
		for (size_t r = i + 1; r < n; r++) {
			double f = s->h[r][i] / s->h[i][i];

			for (size_t k = i; k < n; k++)
				s->h[r][k] -= f * s->h[i][k];
			s->g[r] -= f * s->g[i];
		}
	}
	for (size_t i = n; i-- > 0;) {
		double v = s->g[i];

		for (size_t k = i + 1; k < n; k++)
			v -= s->h[i][k] * step[k];
		step[i] = v / s->h[i][i];
	}
}

void
logit_fit(const struct logit_data *d, double *coefficients)
{
	assert(d->n_figures <= LOGIT_MAX);
	memset(coefficients, 0, d->n_figures * sizeof(*coefficients));
	for (int round = 0; round < STEPS_MAX; round++) {
		double step[LOGIT_MAX], longest = 0;
		struct slope s = {0};

		for (size_t i = 0; i < d->n; i++)
			add_item(&s, d, i, coefficients);
		add_ridge(&s, d, coefficients);
		solve(&s, d->n_figures, step);
		for (size_t i = 0; i < d->n_figures; i++)
			longest = fmax(longest, fabs(step[i]));
		if (!isfinite(longest))
			return;
		for (size_t i = 0; i < d->n_figures; i++)
			coefficients[i] -= step[i] *
			    (longest > STEP_LONGEST ? STEP_LONGEST / longest :
						      1);
		if (longest < STEP_ENOUGH)
			return;
	}
}
