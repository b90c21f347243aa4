/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * bracket: the acquisition and the releases that enclose one call on every path, and what runs
 * between them. Needs flow; leaves the bracket, or why there is none that can be trusted.
 */
#ifndef GUPSWEEP_BRACKET_H
#define GUPSWEEP_BRACKET_H

#include "flow.h"
#include "judgement.h"

struct bracket_span {
	uint32_t op;	   /* the acquisition: index in flow->locks */
	uint32_t call;	   /* statement of the call */
	bool *under;	   /* for each statement: it can run with this acquisition held */
	bool *after;	   /* ... and after the call, before the release */
	bool *is_release;  /* the statement is a release of it */
	bool *follows;	   /* ... and can come after the call */
	enum reason fault; /* REASON_NONE: exactly matched on every path */
	uint32_t fault_line;
	const char *fault_what; /* static text */
};

/*
 * The bracket around statement @call of @flow, whose state there must be one read acquisition.
 * @span is the caller's, for bracket_free().
 */
void bracket_read(const struct flow *flow, uint32_t call, struct bracket_span *span);
void bracket_free(struct bracket_span *span);
/* The only acquisition in @state, or SOURCE_NONE if there are several. */
uint32_t bracket_only_op(const struct flow *flow, uint64_t state);
/*
 * Token ranges of the acquisition and the releases, or (@after_only) those releases that can follow
 * the call. @out is the caller's.
 */
void bracket_parts(const struct flow *flow, const struct bracket_span *span, bool after_only,
		   struct bracket *out);

#endif
