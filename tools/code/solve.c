// SPDX-License-Identifier: GPL-2.0-only
/* solve: a list of nodes to run, each on it at most once. */
#include "solve.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

/* Add what @state has to @in; returns whether that had not all of it. */
static bool join(uint64_t *in, const uint64_t *state, size_t words)
{
	bool grown = false;

	for (size_t w = 0; w < words; w++) {
		grown |= (state[w] & ~in[w]) != 0;
		in[w] |= state[w];
	}
	return grown;
}

void solve_forward(const struct solve *s, uint32_t start, uint64_t *in, bool *reached)
{
	const struct cfg *g = s->cfg;
	uint32_t *work = memory_alloc((g->nodes + 1) * sizeof(*work));
	bool *queued = memory_alloc(g->nodes + 1), *seen = memory_alloc(g->nodes + 1);
	uint64_t *state = memory_alloc(2 * s->words * sizeof(*state)), *along = state + s->words;
	size_t bytes = s->words * sizeof(*state), n = 0;

	if (start < g->nodes)
		work[n++] = start;
	while (n) {
		uint32_t i = work[--n];

		queued[i] = false;
		memcpy(state, in + i * s->words, bytes);
		s->node(s->client, i, state);
		for (uint32_t e = g->node[i].first_edge; e < g->node[i].end_edge; e++) {
			uint32_t to = g->edge[e].to;
			bool grown = !seen[to];

			memcpy(along, state, bytes);
			if (s->edge)
				s->edge(s->client, i, &g->edge[e], along);
			grown |= join(in + to * s->words, along, s->words);
			seen[to] = true;
			if (!grown || to == g->nodes || queued[to] || (s->inside && !s->inside[to]))
				continue;
			queued[to] = true;
			work[n++] = to;
		}
	}
	if (reached)
		for (size_t i = 0; i <= g->nodes; i++)
			reached[i] |= seen[i] || i == start;
	free(work);
	free(queued);
	free(seen);
	free(state);
}
