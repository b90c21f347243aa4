/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * cfg: the control-flow graph of a function: what is evaluated, one node after the other, and where
 * control goes. Conditions are taken apart at "&&", "||" and "!"; "for (A; B; C)" has nodes for A,
 * for each part of B and for C. Every branch of an #if is there. Needs code; leaves arrays of nodes
 * and edges.
 */
#ifndef GUPSWEEP_CFG_H
#define GUPSWEEP_CFG_H

#include "code.h"

enum cfg_kind {
	CFG_PASS,    /* evaluates its full expressions, if it has any, and goes on */
	CFG_TEST,    /* asks whether expr is true */
	CFG_EACH,    /* the head of a macro loop: once more, or done */
	CFG_SWITCH,  /* chooses by expr */
	CFG_CHOICE,  /* an #if: one of its branches is compiled */
	CFG_RETURN,  /* evaluates its full expression, if it has one, and returns it */
	CFG_UNKNOWN, /* not understood: may do whatever its events show, and go wherever it names */
};

/* When control takes an edge. */
enum cfg_when {
	CFG_ALWAYS,
	CFG_HOLDS,  /* CFG_TEST, CFG_EACH */
	CFG_FAILS,  /* ... the other way */
	CFG_CASE,   /* CFG_SWITCH; stmt: the STMT_CASE, a default too */
	CFG_NONE,   /* CFG_SWITCH: no case fits. CFG_CHOICE: no branch is compiled */
	CFG_BRANCH, /* CFG_CHOICE; stmt: the branch's block */
};

struct cfg_edge {
	uint32_t to; /* a node; cfg->nodes: the function's end */
	enum cfg_when when;
	uint32_t stmt; /* see above, or SOURCE_NONE */
};

struct cfg_node {
	enum cfg_kind kind;
	uint32_t stmt;
	uint32_t expr; /* CFG_TEST, CFG_EACH, CFG_SWITCH, CFG_RETURN; or SOURCE_NONE */
	uint32_t first_full, end_full;	 /* of code->full, CFG_PASS and CFG_RETURN */
	uint32_t first_event, end_event; /* of code->event */
	uint32_t first_edge, end_edge;
};

struct cfg {
	const struct code *code;
	struct cfg_node *node;
	size_t nodes, node_room;
	struct cfg_edge *edge;
	size_t edges, edge_room;
	uint32_t *entry;    /* of each statement: the node at which running it begins */
	uint32_t *after;    /* ... and that which follows it; may be cfg->nodes */
	const char *broken; /* why the graph cannot be trusted, or NULL; there are no edges then */
	uint32_t broken_at; /* token */
};

/* @code must outlive it. @cfg is the caller's, for cfg_free(). Begins at node entry[0]. */
void cfg_read(const struct code *code, struct cfg *cfg);
void cfg_free(struct cfg *cfg);

#endif
