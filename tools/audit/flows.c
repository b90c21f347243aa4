// SPDX-License-Identifier: GPL-2.0-only
/* flows: a plain list; a sweep asks for some hundred functions at most. */
#include "flows.h"

#include <stdlib.h>

#include "../base/memory.h"

const struct flow *flows_get(struct flows *flows, const struct source *src, uint32_t fn)
{
	struct flow *flow;

	for (size_t i = 0; i < flows->count; i++)
		if (flows->flow[i]->src == src && flows->flow[i]->fn == fn)
			return flows->flow[i];
	flow = memory_alloc(sizeof(*flow));
	flow_read(src, fn, flow);
	VEC_PUSH(flows->flow, flows->count, flows->room, flow);
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

enum flows_held flows_held(const struct flow *flow, uint64_t state)
{
	bool read = false, write = false;

	if (!state)
		return FLOWS_NOWHERE;
	if (state == FLOW_FREE)
		return FLOWS_FREE;
	for (uint32_t i = 0; i < flow->locks.count; i++) {
		if (!(state & FLOW_HELD(i)))
			continue;
		write |= flow->locks.op[i].kind == LOCK_WRITE;
		read |= flow->locks.op[i].kind != LOCK_WRITE;
	}
	if ((state & FLOW_FREE) || (read && write))
		return FLOWS_MIXED;
	return write ? FLOWS_WRITE : FLOWS_READ;
}
