/* SPDX-License-Identifier: GPL-2.0-only */
/* flows: the flow of each function asked for, worked out once. Needs flow. */
#ifndef GUPSWEEP_FLOWS_H
#define GUPSWEEP_FLOWS_H

#include "flow.h"

struct flows {
	struct flow **flow; /* pointers: they stay where they are */
	size_t count, room;
};

/* The flow of function @fn of @src, which must outlive @flows. */
const struct flow *flows_get(struct flows *flows, const struct source *src, uint32_t fn);
void flows_free(struct flows *flows);

/* What a state says of the lock. */
enum flows_held {
	FLOWS_NOWHERE, /* the place is never reached */
	FLOWS_FREE,
	FLOWS_READ,
	FLOWS_WRITE,
	FLOWS_MIXED, /* held on some paths only, or in both modes */
};
enum flows_held flows_held(const struct flow *flow, uint64_t state);

#endif
