// SPDX-License-Identifier: GPL-2.0-only
/*
 * ladder: the conditions of #if lines, evaluated as far as versions decide them. Three-valued:
 * everything but versions and constants is open. Operators are reduced by precedence on two small
 * stacks, so that no input drives a recursion.
 */
#include "ladder.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "../base/memory.h"

#define STACK 64

/* A value of a condition; open: it cannot be known. */
struct value {
	long long number;
	bool open;
	bool version; /* a version took part */
};

struct evaluator {
	struct source src; /* tokens of the condition alone */
	unsigned int version;
	struct value value[STACK];
	int values;
	char op[STACK][3];
	int ops;
	bool bad;
};

static int precedence(const char *op)
{
	static const char *const levels[] = { "||",   "&&",   "|",    "^",  "&",
					      "==!=", "<=>=", "<<>>", "+-", "*/%" };

	if (op[0] == '!' && !op[1])
		return 20;
	if (op[0] == '(')
		return 0;
	if (!strcmp(op, "<") || !strcmp(op, ">"))
		return 7;
	for (int i = 0; i < 10; i++) {
		const char *at = strstr(levels[i], op);

		if (at && (strlen(op) == 2 || i == 2 || i == 3 || i == 4 || i >= 8))
			return i + 1;
	}
	return -1;
}

static void push(struct evaluator *e, struct value v)
{
	if (e->values < STACK)
		e->value[e->values++] = v;
	else
		e->bad = true;
}

static struct value pop(struct evaluator *e)
{
	if (e->values)
		return e->value[--e->values];
	e->bad = true;
	return (struct value){ .open = true };
}

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

static void reduce(struct evaluator *e)
{
	const char *op = e->op[--e->ops];
	struct value b = pop(e), a, r;

	if (op[0] == '!' && !op[1]) {
		b.number = !b.number;
		push(e, b);
		return;
	}
	a = pop(e);
	r.version = a.version || b.version;
	r.open = a.open || b.open;
	r.number = r.open ? 0 : compute(op, (int)a.number, (int)b.number);
	/* One known side may decide && and ||. */
	if (!strcmp(op, "&&") && ((!a.open && !a.number) || (!b.open && !b.number)))
		r = (struct value){ .number = 0, .version = r.version };
	if (!strcmp(op, "||") && ((!a.open && a.number) || (!b.open && b.number)))
		r = (struct value){ .number = 1, .version = r.version };
	push(e, r);
}

static void push_op(struct evaluator *e, const char *op, size_t len)
{
	if (e->ops == STACK || len > 2) {
		e->bad = true;
		return;
	}
	memcpy(e->op[e->ops], op, len);
	e->op[e->ops++][len] = '\0';
}

/* KERNEL_VERSION(a, b, c) at @tok; returns the token after it. */
static uint32_t read_version(struct evaluator *e, uint32_t tok)
{
	const struct source *s = &e->src;
	long long part[3] = { 0 };
	uint32_t close = s->token[tok + 1].mate;

	if (close != tok + 7) {
		e->bad = true;
		return tok + 1;
	}
	for (int i = 0; i < 3; i++)
		part[i] = strtoll(s->text + s->token[tok + 2 + (uint32_t)i * 2].at, NULL, 0);
	/* include/generated/uapi/linux/version.h clamps the last part since 5.13 */
	part[2] = part[2] > 255 ? 255 : part[2];
	push(e, (struct value){ .number = (part[0] << 16) + (part[1] << 8) + part[2],
				.version = true });
	return close + 1;
}

static uint32_t read_operand(struct evaluator *e, uint32_t tok)
{
	const struct source *s = &e->src;
	bool call = source_is(s, tok + 1, "(") && s->token[tok + 1].mate != SOURCE_NONE;

	if (s->token[tok].kind == TOKEN_NUMBER) {
		push(e, (struct value){ .number = strtoll(s->text + s->token[tok].at, NULL, 0) });
		return tok + 1;
	}
	if (source_is(s, tok, "LINUX_VERSION_CODE")) {
		push(e,
		     (struct value){ .number = e->version, .open = !e->version, .version = true });
		return tok + 1;
	}
	if (source_is(s, tok, "KERNEL_VERSION") && call)
		return read_version(e, tok);
	push(e, (struct value){ .open = true });
	if (source_is(s, tok, "defined") && !call)
		return tok + 2;
	return call ? s->token[tok + 1].mate + 1 : tok + 1;
}

static void read_operator(struct evaluator *e, uint32_t tok)
{
	const struct token *t = &e->src.token[tok];
	char op[3] = { 0 };
	int level;

	if (t->len > 2) {
		e->bad = true;
		return;
	}
	memcpy(op, e->src.text + t->at, t->len);
	level = precedence(op);
	if (!strcmp(op, ")")) {
		while (e->ops && e->op[e->ops - 1][0] != '(')
			reduce(e);
		if (e->ops)
			e->ops--;
		else
			e->bad = true;
		return;
	}
	if (level < 0) {
		e->bad = true;
		return;
	}
	if (level && strcmp(op, "!"))
		while (e->ops && precedence(e->op[e->ops - 1]) >= level)
			reduce(e);
	push_op(e, op, t->len);
}

static struct value evaluate(const char *text, size_t len, unsigned int version)
{
	struct evaluator e = { .version = version };
	struct value v = { .open = true };
	bool versions = false;
	uint32_t tok = 0;

	source_read(&e.src, text, len);
	while (tok < e.src.tokens && !e.bad) {
		enum token_kind kind = e.src.token[tok].kind;

		versions |= source_is(&e.src, tok, "LINUX_VERSION_CODE") ||
			    source_is(&e.src, tok, "KERNEL_VERSION");
		if (kind == TOKEN_IDENT || kind == TOKEN_NUMBER)
			tok = read_operand(&e, tok);
		else
			read_operator(&e, tok++);
	}
	while (e.ops && !e.bad)
		reduce(&e);
	if (!e.bad && e.values == 1)
		v = e.value[0];
	v.open |= e.bad;
	v.version |= versions;
	source_free(&e.src);
	return v;
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
