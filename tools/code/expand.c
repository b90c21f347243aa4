// SPDX-License-Identifier: GPL-2.0-only
/* expand: the body is copied token by token, parameters replaced by the text of their arguments. */
#include "expand.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/memory.h"

#define MAX_PARAMETERS 32
#define MAX_TEXT (1u << 20) /* bytes of one expansion */

struct parameter {
	const char *name;
	size_t len;
	bool rest;	     /* "..." or "args...": all arguments that are left */
	uint32_t first, end; /* tokens of the argument in the caller's source */
};

struct reader {
	const struct code *code;
	struct parameter parameter[MAX_PARAMETERS];
	int parameters;
	const struct source *body;
	struct buf out;
	bool pastes;
};

/* The names between "(" and ")" of the #define. Returns -1 for too many. */
static int read_parameters(struct reader *r, const char *p)
{
	while (*p && *p != ')') {
		struct parameter param = { .name = p };

		if (r->parameters == MAX_PARAMETERS)
			return -1;
		while (source_is_word(p[param.len]))
			param.len++;
		p += param.len;
		while (*p == ' ' || *p == '\t' || *p == '\\' || *p == '\n')
			p++;
		if (!strncmp(p, "...", 3)) {
			param.rest = true;
			if (!param.len) {
				param.name = "__VA_ARGS__";
				param.len = strlen(param.name);
			}
			p += 3;
		}
		if (param.len)
			r->parameter[r->parameters++] = param;
		else if (*p != ',' && *p != ')')
			p += *p != '\0';
		p += *p == ',';
		while (*p == ' ' || *p == '\t' || *p == '\\' || *p == '\n')
			p++;
	}
	return 0;
}

/* Give each parameter its argument's tokens. */
static int bind(struct reader *r, uint32_t call)
{
	const struct expressions *e = &r->code->e;
	uint32_t arg = expression_child(e, call, 1), last = SOURCE_NONE;

	for (int i = 0; i < r->parameters; i++) {
		struct parameter *p = &r->parameter[i];

		if (arg == SOURCE_NONE) {
			p->first = p->end = 0;
			if (!p->rest && r->parameters > 1)
				return -1;
			continue;
		}
		p->first = e->expr[arg].first;
		p->end = e->expr[arg].end;
		if (p->rest)
			for (; arg != SOURCE_NONE; arg = e->expr[arg].next)
				p->end = e->expr[last = arg].end;
		else
			arg = e->expr[arg].next;
	}
	return arg == SOURCE_NONE ? 0 : -1;
}

static void add_token(struct reader *r, const struct source *src, uint32_t tok, bool paste)
{
	const struct token *t = &src->token[tok];

	if (r->out.len && !paste)
		buf_addch(&r->out, ' ');
	buf_add(&r->out, src->text + t->at, t->len);
}

static struct parameter *find_parameter(struct reader *r, uint32_t tok)
{
	const struct token *t = &r->body->token[tok];

	for (int i = 0; i < r->parameters; i++)
		if (r->parameter[i].len == t->len &&
		    !memcmp(r->parameter[i].name, r->body->text + t->at, t->len))
			return &r->parameter[i];
	return NULL;
}

static void add_body(struct reader *r)
{
	const struct source *body = r->body;

	for (uint32_t i = 0; i < body->tokens && r->out.len < MAX_TEXT; i++) {
		bool paste = i && source_is(body, i - 1, "##");
		struct parameter *p;

		if (source_is(body, i, "##")) {
			r->pastes = true;
			continue;
		}
		if (source_is(body, i, "#") && i + 1 < body->tokens && find_parameter(r, i + 1)) {
			buf_addstr(&r->out, " \"\"");
			i++;
			continue;
		}
		p = body->token[i].kind == TOKEN_IDENT ? find_parameter(r, i) : NULL;
		if (!p) {
			add_token(r, body, i, paste && !source_is(body, i - 2, ","));
			continue;
		}
		for (uint32_t k = p->first; k < p->end; k++)
			add_token(r, r->code->src, k,
				  paste && k == p->first && i >= 2 && !source_is(body, i - 2, ","));
	}
}

int expand_read(const struct definition *def, const struct code *code, uint32_t call,
		struct expansion *out)
{
	struct reader r = { .code = code, .body = def->src };

	*out = (struct expansion){ 0 };
	if (def->params && (code->e.expr[call].kind != EXPR_CALL ||
			    read_parameters(&r, def->params) || bind(&r, call)))
		return -1;
	buf_addstr(&r.out, "void f(void) {");
	add_body(&r);
	buf_addstr(&r.out, " ; }");
	out->text = buf_detach(&r.out);
	out->pastes = r.pastes;
	source_read(&out->src, out->text, strlen(out->text));
	if (out->src.functions == 1 && !out->src.troubles)
		return 0;
	expand_free(out);
	return -1;
}

void expand_free(struct expansion *x)
{
	if (x->text)
		source_free(&x->src);
	free(x->text);
	*x = (struct expansion){ 0 };
}
