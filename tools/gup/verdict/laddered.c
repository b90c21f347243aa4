// SPDX-License-Identifier: GPL-2.0-only
/*
 * laddered: what version ladders (#if LINUX_VERSION_CODE ...) do to one site: whether this kernel
 * compiles the call, and which parts of the call and its bracket belong to other kernels too.
 */
#include <ctype.h>
#include <string.h>

#include "judge.h"

static enum ladder_state state_of(const struct judge_case *c, uint32_t cond)
{
	return c->judge->ladder[c->site->file][cond];
}

/* The line of the #if, #elif or #else that opens branch @cond. */
static uint32_t line_of(const struct judge_case *c, uint32_t cond)
{
	return c->src->directive[c->src->cond[cond].directive].line;
}

bool judge_same_ladder(const struct judge_case *c, uint32_t inner, uint32_t outer)
{
	for (uint32_t k = c->src->token[inner].cond; k != SOURCE_NONE; k = c->src->cond[k].parent) {
		uint32_t o = c->src->token[outer].cond;

		if (state_of(c, k) == LADDER_NONE)
			continue;
		while (o != SOURCE_NONE && o != k)
			o = c->src->cond[o].parent;
		if (o != k)
			return false;
	}
	return true;
}

bool judge_not_compiled(struct judge_case *c)
{
	uint32_t tok = c->site->name;
	uint32_t k = tok == SOURCE_NONE ? c->src->directive[c->site->directive].cond
					: c->src->token[tok].cond;

	for (; k != SOURCE_NONE; k = c->src->cond[k].parent)
		if (state_of(c, k) == LADDER_OUT)
			judge_note(c, REASON_NOT_COMPILED,
				   "this kernel does not compile the branch of line %u",
				   line_of(c, k));
	return c->reason[REASON_NOT_COMPILED];
}

/*
 * Does the #if of branch @cond ask what only a build knows: the module's own, or the kernel's by its
 * configuration? An include guard does not.
 */
static bool is_feature_test(const struct judge_case *c, uint32_t cond)
{
	const struct source *src = c->src;

	for (uint32_t k = src->cond[cond].group; k <= cond; k++) {
		const struct directive *d = &src->directive[src->cond[k].directive];
		const char *end = src->text + d->at + d->len;

		if (src->cond[k].group != src->cond[cond].group)
			continue;
		for (const char *p = src->text + d->at + 1; p < end; p++) {
			const char *word = p;

			while (p < end && source_is_word(*p))
				p++;
			if (p == word || isdigit((unsigned char)*word))
				continue;
			if (strncmp(word, "IS_", 3) && strncmp(word, "if", 2) &&
			    strncmp(word, "el", 2) && strncmp(word, "defined", 7))
				return src->cond[cond].first || src->cond[cond].end < src->tokens;
		}
	}
	return false;
}

static void note_unknown(struct judge_case *c, uint32_t tok)
{
	for (uint32_t k = c->src->token[tok].cond; k != SOURCE_NONE; k = c->src->cond[k].parent)
		if (state_of(c, k) == LADDER_OPEN ||
		    (c->judge->module && state_of(c, k) == LADDER_NONE && is_feature_test(c, k)))
			judge_note(c, REASON_VERSION_LADDER,
				   "whether this kernel compiles the branch of line %u is unknown",
				   line_of(c, k));
}

void judge_open_ladder(struct judge_case *c)
{
	note_unknown(c, c->site->name);
}

bool judge_is_doubtful(struct judge_case *c)
{
	if (!c->judge->module || c->site->name == SOURCE_NONE)
		return false;
	judge_open_ladder(c);
	return c->reason[REASON_VERSION_LADDER];
}

static void note_torn(struct judge_case *c, uint32_t cond, uint32_t line)
{
	if (cond == SOURCE_NONE || state_of(c, cond) == LADDER_NONE)
		judge_note(c, REASON_UNPARSED, "line %u: a conditional inside the call's arguments",
			   line);
	else
		judge_note(c, REASON_VERSION_LADDER,
			   "line %u: other kernels pass other arguments in this call",
			   line_of(c, cond));
}

bool judge_torn_call(struct judge_case *c)
{
	uint32_t home;

	if (c->site->name == SOURCE_NONE)
		return false;
	home = c->src->token[c->site->name].cond;
	if (c->site->torn)
		note_torn(c, home, c->site->line);
	for (uint32_t tok = c->site->name; tok <= c->site->close && !c->site->torn; tok++) {
		uint32_t k = c->src->token[tok].cond;

		if (k == home)
			continue;
		note_torn(c, k, c->src->token[tok].line);
		return true;
	}
	return c->site->torn;
}

void judge_torn_statement(struct judge_case *c, uint32_t stmt)
{
	const struct stmt *s = &c->flow->st.stmt[stmt];

	for (uint32_t tok = s->first; tok < s->end; tok++) {
		uint32_t k = c->src->token[tok].cond;

		if (k != SOURCE_NONE && state_of(c, k) != LADDER_NONE) {
			judge_note(c, REASON_VERSION_LADDER,
				   "a version ladder tears the statement at line %u",
				   c->src->token[s->first].line);
			return;
		}
	}
	judge_note(c, REASON_UNPARSED, "the statement at line %u was not understood",
		   c->src->token[s->first].line);
}

/* Is token @tok in a branch that some feature test chooses, and the call is not? */
static bool is_in_other_feature(const struct judge_case *c, uint32_t tok)
{
	for (uint32_t k = c->src->token[tok].cond; k != SOURCE_NONE; k = c->src->cond[k].parent) {
		uint32_t o = c->src->token[c->site->name].cond;

		while (o != SOURCE_NONE && o != k)
			o = c->src->cond[o].parent;
		if (o == SOURCE_NONE && c->judge->module && is_feature_test(c, k))
			return true;
	}
	return false;
}

bool judge_laddered_locks(struct judge_case *c, uint64_t state)
{
	for (uint32_t i = 0; i < c->flow->locks.count; i++) {
		uint32_t call = c->flow->locks.op[i].call;

		if (!(state & FLOW_HELD(i)) ||
		    (judge_same_ladder(c, call, c->site->name) && !is_in_other_feature(c, call)))
			continue;
		judge_note(c, REASON_VERSION_LADDER,
			   "other kernels take the lock in another way than line %u does",
			   c->src->token[call].line);
		return true;
	}
	return false;
}

void judge_laddered_bracket(struct judge_case *c)
{
	for (uint32_t i = 0; i < c->flow->locks.count; i++) {
		const struct lock_op *l = &c->flow->locks.op[i];
		uint32_t line = c->src->token[l->call].line;

		if (i != c->span.op && !c->span.is_release[l->stmt])
			continue;
		note_unknown(c, l->call);
		if (!judge_same_ladder(c, c->site->name, l->call))
			judge_note(c, REASON_VERSION_LADDER,
				   "the lock of line %u is also that of other kernels' calls",
				   line);
		else if (!judge_same_ladder(c, l->call, c->site->name))
			judge_note(
				c, REASON_VERSION_LADDER,
				"other kernels take or release the lock in another way than line "
				"%u does",
				line);
	}
}
