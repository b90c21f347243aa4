// SPDX-License-Identifier: GPL-2.0-only
/* flows: a plain list; a sweep asks for some hundred functions at most. */
#include "flows.h"

#include <stdlib.h>

#include "base/memory.h"

static struct flow *find(struct flows *flows, const struct source *src, uint32_t fn)
{
	for (size_t i = 0; i < flows->count; i++)
		if (flows->flow[i]->src == src && flows->flow[i]->fn == fn)
			return flows->flow[i];
	VEC_PUSH(flows->flow, flows->count, flows->room, memory_alloc(sizeof(struct flow)));
	return flows->flow[flows->count - 1];
}

const struct flow *flows_get(struct flows *flows, const struct source *src, uint32_t fn)
{
	struct flow *flow = find(flows, src, fn);

	if (!flow->code)
		flow_read(src, fn, flow);
	return flow;
}

const struct flow *flows_of(struct flows *flows, const struct code *code)
{
	struct flow *flow = find(flows, code->src, code->fn);

	if (!flow->code)
		flow_of(code, flow);
	return flow;
}

void flows_free(struct flows *flows)
{
	for (size_t i = 0; i < flows->count; i++) {
		flow_free(flows->flow[i]);
		free(flows->flow[i]);
	}
	free(flows->flow);
	*flows = (struct flows){ 0 };
}
