/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * ladder: which branches of version ladders (#if LINUX_VERSION_CODE >= KERNEL_VERSION(4, 6, 0) ...)
 * a kernel of a given version compiles. Needs struct source; leaves one state for each branch.
 */
#ifndef GUPSWEEP_LADDER_H
#define GUPSWEEP_LADDER_H

#include "source.h"

enum ladder_state {
	LADDER_NONE, /* no ladder: the condition says nothing of versions */
	LADDER_IN,   /* this version compiles the branch, as far as versions go */
	LADDER_OUT,  /* this version does not compile it */
	LADDER_OPEN, /* versions matter but do not decide it, or the expression is not understood */
};

/* What a word of a condition is. */
struct ladder_word {
	bool known; /* whether it is defined */
	bool defined;
	bool numeric; /* as @number */
	bool own;     /* the code at hand gives it a meaning, known or not */
	long long number;
};

/* Words and what they are. */
struct ladder_word_of {
	char *name;
	struct ladder_word word;
};
struct ladder_words {
	struct ladder_word_of *word;
	size_t count, room;
	bool configured; /* all that is configured is among them */
};

/* The word, or NULL. */
const struct ladder_word *ladder_find(const struct ladder_words *words, const char *name);

/* Who knows more words than those of the version; @line: of the condition. */
struct ladder_facts {
	unsigned int version;
	struct ladder_word (*word)(void *ctx, const char *name, uint32_t line); /* or NULL */
	void *ctx;
};

/*
 * Set state[i] for each branch of src->cond[i], from its own condition and those of the branches
 * before it (not of its parents). @version is a LINUX_VERSION_CODE, 0 if unknown (then a ladder is
 * LADDER_OPEN). @state has room for src->conds.
 */
void ladder_read(const struct source *src, unsigned int version, enum ladder_state *state);
/* The same with what @facts know: a condition that they decide is of a ladder too. */
void ladder_read_by(const struct source *src, const struct ladder_facts *facts,
		    enum ladder_state *state);
/* Is branch @cond or one that encloses it LADDER_OUT? @cond may be SOURCE_NONE (then not). */
bool ladder_is_out(const struct source *src, const enum ladder_state *state, uint32_t cond);

#endif
