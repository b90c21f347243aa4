// SPDX-License-Identifier: GPL-2.0-only
/*
 * ladder: the conditions of #if lines, evaluated as far as versions decide them. Three-valued:
 * everything but versions and constants is open.
 */
#include "ladder.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/memory.h"
#include "expression.h"

/* What a condition is evaluated by. */
struct asking {
	const struct ladder_facts *facts;
	uint32_t line;
	bool decides; /* some word that the facts know was in it */
};

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

static struct ladder_word look_up(struct asking *a, const char *name)
{
	struct ladder_word w = { 0 };

	if (a->facts->word)
		w = a->facts->word(a->facts->ctx, name, a->line);
	a->decides |= w.known;
	return w;
}

static struct value value_of_word(struct asking *a, const char *name)
{
	struct ladder_word w = look_up(a, name);

	return (struct value){ .number = w.defined ? w.number : 0,
			       .open = !w.known || (w.defined && !w.numeric) };
}

/* defined(NAME); with @enabled IS_ENABLED(NAME) and its kin, as far as that is known to be set. */
static struct value is_defined(struct asking *a, const struct expressions *e, uint32_t arg,
			       bool enabled)
{
	struct value r = { .open = true };
	struct ladder_word w;
	char *name;

	if (arg == SOURCE_NONE || e->expr[arg].kind != EXPR_NAME)
		return r;
	name = source_word(e->src, e->expr[arg].tok);
	w = look_up(a, name);
	if (enabled && w.known && !w.defined) {
		char *module = memory_printf("%s_MODULE", name);

		w = look_up(a, module);
		w.number = w.defined;
		w.numeric = true;
		free(module);
	}
	free(name);
	if (!w.known)
		return r;
	return (struct value){ .number = enabled ? w.numeric && w.number == 1 : w.defined,
			       .open = enabled && !w.numeric };
}

/* A call in a condition: of a macro that puts a release together, or one that asks for a word. */
static struct value value_of_call(struct asking *a, const struct expressions *e,
				  const struct value *v, uint32_t i, uint32_t callee)
{
	char *name = source_word(e->src, callee);
	uint32_t arg = expression_child(e, i, 1);
	struct value r = { .open = true };

	if (!strcmp(name, "KERNEL_VERSION"))
		r = version_of(e, v, arg);
	else if (!strcmp(name, "defined"))
		r = is_defined(a, e, arg, false);
	else if (!strcmp(name, "IS_ENABLED") || !strcmp(name, "IS_REACHABLE"))
		r = is_defined(a, e, arg, true);
	else if (!strcmp(name, "RHEL_RELEASE_VERSION") && !look_up(a, name).own &&
		 arg != SOURCE_NONE && e->expr[arg].next != SOURCE_NONE)
		r = (struct value){ .number = (v[arg].number << 8) + v[e->expr[arg].next].number,
				    .open = v[arg].open || v[e->expr[arg].next].open };
	else if (!strcmp(name, "SLE_VERSION") && !look_up(a, name).own)
		r = version_of(e, v, arg);
	free(name);
	return r;
}

/* Of node @i, once @v has those of its children. */
static struct value value_of(struct asking *a, const struct expressions *e, const struct value *v,
			     uint32_t i)
{
	const struct expr *x = &e->expr[i];
	uint32_t callee = expression_callee(e, i);
	struct value r = { .open = true };
	char *op;

	if (x->kind == EXPR_NUMBER)
		return (struct value){ .number = strtoll(e->src->text + e->src->token[x->tok].at,
							 NULL, 0) };
	if (x->kind == EXPR_NAME && expression_is(e, i, "LINUX_VERSION_CODE"))
		return (struct value){ .number = a->facts->version, .open = !a->facts->version };
	if (callee != SOURCE_NONE)
		return value_of_call(a, e, v, i, callee);
	if (x->kind != EXPR_NAME && x->kind != EXPR_BINARY && x->kind != EXPR_PREFIX)
		return r;
	op = source_word(e->src, x->tok);
	if (x->kind == EXPR_NAME) {
		r = value_of_word(a, op);
	} else if (x->kind == EXPR_BINARY) {
		r = combine(op, v[x->child], v[expression_child(e, i, 1)]);
	} else if (!strcmp(op, "!")) {
		r = v[x->child];
		r.number = !r.number;
	}
	free(op);
	return r;
}

/* "defined NAME" as "defined(NAME)"; the caller's. */
static char *with_parentheses(const char *text, size_t len)
{
	struct buf out = { 0 };
	const char *end = text + len, *at = text;

	while (at < end) {
		const char *found = memmem(at, (size_t)(end - at), "defined", 7), *word = found;
		size_t name = 0;

		if (!found)
			break;
		for (word += 7; word < end && (*word == ' ' || *word == '\t');)
			word++;
		while (word + name < end && source_is_word(word[name]))
			name++;
		buf_add(&out, at, (size_t)(found + 7 - at));
		if (word > found + 7 && name)
			buf_printf(&out, "(%.*s)", (int)name, word);
		at = word > found + 7 ? word + name : found + 7;
	}
	buf_add(&out, at, (size_t)(end - at));
	buf_addch(&out, '\0');
	return buf_detach(&out);
}

static struct value evaluate(struct asking *a, const char *condition, size_t len)
{
	char *text = with_parentheses(condition, len);
	struct value r = { .open = true }, *v;
	struct source src;
	struct expressions e = { .src = &src };
	uint32_t root;

	source_read(&src, text, strlen(text));
	root = expression_read(&e, 0, (uint32_t)src.tokens, NULL, NULL);
	v = memory_alloc((e.count + 1) * sizeof(*v));
	for (uint32_t i = 0; i < e.count; i++) /* children stand before their parents */
		v[i] = value_of(a, &e, v, i);
	if (root != SOURCE_NONE)
		r = v[root];
	r.version = a->decides && !r.open;
	for (uint32_t tok = 0; tok < src.tokens; tok++)
		r.version |= source_is(&src, tok, "LINUX_VERSION_CODE") ||
			     source_is(&src, tok, "KERNEL_VERSION");
	free(v);
	expression_free(&e);
	source_free(&src);
	free(text);
	return r;
}

/* Of #ifdef and #ifndef. */
static struct value evaluate_defined(struct asking *a, const char *rest, const char *end, bool is)
{
	struct ladder_word w;
	size_t len = 0;
	char *name;

	while (rest < end && (*rest == ' ' || *rest == '\t'))
		rest++;
	while (rest + len < end && source_is_word(rest[len]))
		len++;
	name = memory_strndup(rest, len);
	w = look_up(a, name);
	free(name);
	return (struct value){ .number = w.defined == is, .open = !w.known, .version = w.known };
}

static bool is_word(const char *at, size_t len, const char *word)
{
	return strlen(word) == len && !memcmp(at, word, len);
}

/* The condition of a branch; true for #else. */
static struct value condition(const struct source *src, const struct directive *d,
			      const struct ladder_facts *facts)
{
	const char *word = src->text + d->at + 1, *end = src->text + d->at + d->len;
	struct asking a = { .facts = facts, .line = d->line };
	const char *rest;
	size_t len;

	while (word < end && strchr(" \t", *word))
		word++;
	for (rest = word; rest < end && isalpha((unsigned char)*rest);)
		rest++;
	len = (size_t)(rest - word);
	if (is_word(word, len, "else"))
		return (struct value){ .number = 1 };
	if (is_word(word, len, "if") || is_word(word, len, "elif"))
		return evaluate(&a, rest, (size_t)(end - rest));
	return evaluate_defined(&a, rest, end, is_word(word, len, "ifdef"));
}

/* What the branches of one #if read so far come to. */
struct before {
	bool ladder; /* one of them spoke of versions */
	bool taken;  /* one of them is compiled for sure */
	bool maybe;  /* one of them may be */
};

const struct ladder_word *ladder_find(const struct ladder_words *words, const char *name)
{
	for (size_t i = 0; words && i < words->count; i++)
		if (!strcmp(words->word[i].name, name))
			return &words->word[i].word;
	return NULL;
}

void ladder_read(const struct source *src, unsigned int version, enum ladder_state *state)
{
	const struct ladder_facts facts = { .version = version };

	ladder_read_by(src, &facts, state);
}

void ladder_read_by(const struct source *src, const struct ladder_facts *facts,
		    enum ladder_state *state)
{
	struct before *group = memory_alloc(src->conds * sizeof(*group));

	for (size_t i = 0; i < src->conds; i++) {
		struct before *b = &group[src->cond[i].group];
		struct value v = condition(src, &src->directive[src->cond[i].directive], facts);

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
