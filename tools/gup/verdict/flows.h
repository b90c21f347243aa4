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
/* The same of @code, library_code() of the function, which must outlive @flows. */
const struct flow *flows_of(struct flows *flows, const struct code *code);
void flows_free(struct flows *flows);

#endif
