#include "base/base.h"

#include "nlp/chance.h"

uint64_t
chance_next(uint64_t *state)
{
	uint64_t z = *state += UINT64_C(0x9e3779b97f4a7c15);

	z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
	return z ^ (z >> 31);
}

size_t
chance_below(uint64_t *state, size_t limit)
{
	return (size_t)(chance_next(state) % limit);
}

void
chance_order(uint64_t *state, size_t *out, size_t n)
{
	for (size_t i = 0; i < n; i++)
		out[i] = i;
	for (size_t i = n; i > 1; i--) {
		size_t k = chance_below(state, i), last = out[i - 1];

		out[i - 1] = out[k];
		out[k] = last;
	}
}
