// SPDX-License-Identifier: GPL-2.0-only
/*
 * ladder: the conditions of #if lines, evaluated as far as versions decide them. Three-valued:
 * everything but versions and constants is open.
 */
#include "ladder.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "expression.h"

/* A value of a condition; open: it cannot be known. */
struct value {
	long long number;
	bool open;
	bool version; /* the condition speaks of versions */
};

static long long compute(const char *op, long long a, long long b)
{
	switch (op[0]) {
	case '|':
		return op[1] ? a || b : (a | b);
	case '&':
		return op[1] ? a && b : (a & b);
	case '^':
		return a ^ b;
	case '=':
		return a == b;
	case '!':
		return a != b;
	case '<':
		return op[1] == '=' ? a <= b : op[1] == '<' ? a * (1LL << (b & 31)) : a < b;
	case '>':
		return op[1] == '=' ? a >= b : op[1] == '>' ? a >> (b & 31) : a > b;
	case '+':
		return a + b;
	case '-':
		return a - b;
	case '*':
		return a * b;
	case '/':
		return b ? a / b : 0;
	default:
		return b ? a % b : 0;
	}
}

static struct value combine(const char *op, struct value a, struct value b)
{
	struct value r = { .open = a.open || b.open };

	/* One known side may decide && and ||. */
	if (!strcmp(op, "&&") && ((!a.open && !a.number) || (!b.open && !b.number)))
		return (struct value){ 0 };
	if (!strcmp(op, "||") && ((!a.open && a.number) || (!b.open && b.number)))
		return (struct value){ .number = 1 };
	r.number = r.open ? 0 : compute(op, (int)a.number, (int)b.number);
	return r;
}

/* KERNEL_VERSION(a, b, c), whose first argument is @arg. */
static struct value version_of(const struct expressions *e, const struct value *v, uint32_t arg)
{
	long long part[3] = { 0 };
	int parts = 0;

	for (; arg != SOURCE_NONE; arg = e->expr[arg].next, parts++)
		if (parts < 3 && e->expr[arg].kind == EXPR_NUMBER)
			part[parts] = v[arg].number;
		else
			return (struct value){ .open = true };
	/* include/generated/uapi/linux/version.h clamps the last part since 5.13 */
	part[2] = part[2] > 255 ? 255 : part[2];
	return (struct value){ .number = (part[0] << 16) + (part[1] << 8) + part[2],
			       .open = parts < 3 };
}

/* Of node @i, once @v has those of its children. */
static struct value value_of(const struct expressions *e, const struct value *v, uint32_t i,
			     unsigned int version)
{
	const struct expr *x = &e->expr[i];
	uint32_t callee = expression_callee(e, i);
	struct value r = { .open = true };
	char *op;

	if (x->kind == EXPR_NUMBER) {
		r = (struct value){ .number = strtoll(e->src->text + e->src->token[x->tok].at, NULL,
						      0) };
	} else if (x->kind == EXPR_NAME && expression_is(e, i, "LINUX_VERSION_CODE")) {
		r = (struct value){ .number = version, .open = !version };
	} else if (callee != SOURCE_NONE && source_is(e->src, callee, "KERNEL_VERSION")) {
		r = version_of(e, v, expression_child(e, i, 1));
	} else if (x->kind == EXPR_PREFIX && expression_is(e, i, "!")) {
		r = v[x->child];
		r.number = !r.number;
	} else if (x->kind == EXPR_BINARY) {
		op = source_word(e->src, x->tok);
		r = combine(op, v[x->child], v[expression_child(e, i, 1)]);
		free(op);
	}
	return r;
}

static struct value evaluate(const char *text, size_t len, unsigned int version)
{
	struct value r = { .open = true }, *v;
	struct source src;
	struct expressions e = { .src = &src };
	uint32_t root;

	source_read(&src, text, len);
	root = expression_read(&e, 0, (uint32_t)src.tokens, NULL, NULL);
	v = memory_alloc((e.count + 1) * sizeof(*v));
	for (uint32_t i = 0; i < e.count; i++) /* children stand before their parents */
		v[i] = value_of(&e, v, i, version);
	if (root != SOURCE_NONE)
		r = v[root];
	for (uint32_t tok = 0; tok < src.tokens; tok++)
		r.version |= source_is(&src, tok, "LINUX_VERSION_CODE") ||
			     source_is(&src, tok, "KERNEL_VERSION");
	free(v);
	expression_free(&e);
	source_free(&src);
	return r;
}

/* The condition text of an #if or #elif; an open value for #ifdef, #ifndef; true for #else. */
static struct value condition(const struct source *src, const struct directive *d,
			      unsigned int version)
{
	const char *word = src->text + d->at + 1, *end = src->text + d->at + d->len;
	const char *rest;

	while (word < end && strchr(" \t", *word))
		word++;
	for (rest = word; rest < end && isalpha((unsigned char)*rest);)
		rest++;
	if (rest - word == 4 && !memcmp(word, "else", 4))
		return (struct value){ .number = 1 };
	if ((rest - word == 2 && !memcmp(word, "if", 2)) ||
	    (rest - word == 4 && !memcmp(word, "elif", 4)))
		return evaluate(rest, (size_t)(end - rest), version);
	return (struct value){ .open = true };
}

/* What the branches of one #if read so far come to. */
struct before {
	bool ladder; /* one of them spoke of versions */
	bool taken;  /* one of them is compiled for sure */
	bool maybe;  /* one of them may be */
};

void ladder_read(const struct source *src, unsigned int version, enum ladder_state *state)
{
	struct before *group = memory_alloc(src->conds * sizeof(*group));

	for (size_t i = 0; i < src->conds; i++) {
		struct before *b = &group[src->cond[i].group];
		struct value v = condition(src, &src->directive[src->cond[i].directive], version);

		b->ladder |= v.version;
		if (!b->ladder)
			state[i] = LADDER_NONE;
		else if (b->taken || (!v.open && !v.number))
			state[i] = LADDER_OUT;
		else
			state[i] = v.open || b->maybe ? LADDER_OPEN : LADDER_IN;
		b->taken |= !v.open && v.number;
		b->maybe |= v.open;
	}
	free(group);
}

bool ladder_is_out(const struct source *src, const enum ladder_state *state, uint32_t cond)
{
	for (; cond != SOURCE_NONE; cond = src->cond[cond].parent)
		if (state[cond] == LADDER_OUT)
			return true;
	return false;
}
