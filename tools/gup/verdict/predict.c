// SPDX-License-Identifier: GPL-2.0-only
/* predict: a function with its calls and locks written as the verdicts ask for. */
#include "predict.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "source/expression.h"
#include "source/grammar.h"
#include "spatch/spatch.h"

enum form predict_form(const struct judgement *judgement)
{
	static const enum form forms[] = { [VERDICT_UNLOCKED] = FORM_UNLOCKED,
					   [VERDICT_LOCKED] = FORM_LOCKED,
					   [VERDICT_FAST] = FORM_FAST,
					   [VERDICT_KEEP] = FORM_PLAIN,
					   [VERDICT_MANUAL] = FORM_PLAIN };

	return forms[judgement->verdict];
}

/* "a == b" or "a != b", and nothing that compares in a and b. */
static bool is_comparison(const struct expressions *e, uint32_t i)
{
	static const char *const compares[] = { "==", "!=", "<", ">", "<=", ">=", NULL };
	uint32_t left = e->expr[i].child;

	return e->expr[i].kind == EXPR_BINARY &&
	       (expression_is(e, i, "==") || expression_is(e, i, "!=")) &&
	       !grammar_is_any(e->src, e->expr[left].tok, compares) &&
	       !grammar_is_any(e->src, e->expr[e->expr[left].next].tok, compares);
}

bool predict_write(const struct source *src, struct range arg, struct buf *out)
{
	struct expressions e = { .src = src };
	uint32_t root, yes, no;
	bool writes, fits = true;

	if (arg.first == arg.end)
		return true; /* "write" stays as it is */
	root = expression_read(&e, arg.first, arg.end, NULL, NULL);
	yes = expression_child(&e, root, 1);
	no = expression_child(&e, root, 2);
	writes = expression_is(&e, no == SOURCE_NONE ? root : yes, "FOLL_WRITE");
	if (e.expr[root].child == SOURCE_NONE) {
		fits = writes || expression_is(&e, root, "0");
		if (out)
			buf_addstr(out, writes ? "1 " : "0 ");
	} else if (e.expr[root].kind == EXPR_CONDITIONAL && no != SOURCE_NONE &&
		   expression_is(&e, writes ? no : yes, "0") &&
		   (writes || expression_is(&e, no, "FOLL_WRITE")) &&
		   is_comparison(&e, e.expr[root].child)) {
		const struct expr *x = &e.expr[e.expr[root].child], *left = &e.expr[x->child];

		for (uint32_t i = left->first; i < e.expr[left->next].end && out; i++) {
			if (i == x->tok && !writes)
				buf_addstr(out, source_is(src, i, "==") ? "!= " : "== ");
			else
				spatch_print_token(src, i, out);
		}
	} else {
		fits = false;
	}
	expression_free(&e);
	return fits;
}

/* What begins at a token. */
struct fate {
	uint32_t end;		 /* tokens up to here are not written; 0: nothing begins */
	bool guard;		 /* it runs only while the lock is held */
	const struct site *call; /* it is a call that is written anew, or NULL */
};

struct prediction {
	const struct api *api;
	const struct source *src;
	enum form form;
	uint32_t first;	   /* of the function */
	struct fate *fate; /* for each of its tokens */
	struct buf *out;
};

static void mark_bracket(struct prediction *p, const struct bracket *bracket)
{
	bool goes = p->form != FORM_LOCKED;

	for (size_t i = 0; i < bracket->acquires && goes; i++)
		p->fate[bracket->acquire[i].first - p->first].end = bracket->acquire[i].end;
	for (size_t i = 0; i < bracket->releases; i++) {
		struct fate *fate = &p->fate[bracket->release[i].first - p->first];

		fate->end = goes ? bracket->release[i].end : bracket->release[i].first;
		fate->guard = !goes;
	}
}

static void print_range(struct prediction *p, struct range range)
{
	for (uint32_t i = range.first; i < range.end; i++)
		spatch_print_token(p->src, i, p->out);
}

/* May `| FLAG` follow the expression without parentheses, also as a reader sees it? */
static bool joins_plainly(const struct source *src, struct range arg)
{
	for (uint32_t i = arg.first; i < arg.end; i++)
		if (src->token[i].kind == TOKEN_PUNCT && !source_is(src, i, "|") &&
		    !source_is(src, i, "->") && !source_is(src, i, "."))
			return false;
	return true;
}

static void print_argument(struct prediction *p, const struct site *site, enum role role)
{
	struct range old = site->arg[role];
	bool plain = joins_plainly(p->src, old);

	if (role == ROLE_LOCKED) {
		buf_addstr(p->out, "& " PREDICT_LOCKED " ");
		return;
	}
	if (role == ROLE_WRITE && old.first == old.end) {
		predict_write(p->src, site->arg[ROLE_FLAGS], p->out);
		return;
	}
	/* __get_user_pages_unlocked() of 4.6 to 4.9 sets neither flag itself, while
	 * get_user_pages_remote() does (mm/gup.c of those trees). */
	if (role == ROLE_FLAGS && p->form == FORM_UNLOCKED && site->callee == CALLEE_GET_REMOTE) {
		buf_addstr(p->out, plain ? "" : "( ");
		print_range(p, old);
		buf_addstr(p->out, plain ? "" : ") ");
		buf_addstr(p->out, old.first < old.end ? "| " : "");
		buf_addstr(p->out, "FOLL_TOUCH | FOLL_REMOTE ");
		return;
	}
	print_range(p, old);
}

static void print_call(struct prediction *p, const struct site *site)
{
	const struct api_function *from = &p->api->function[site->callee][FORM_PLAIN];
	const struct api_function *to = &p->api->function[site->callee][p->form];
	bool renamed = strcmp(from->name, to->name);

	if (renamed)
		buf_printf(p->out, "%s ", to->name);
	for (uint32_t i = site->name + renamed; i <= site->open; i++)
		spatch_print_token(p->src, i, p->out);
	for (int i = 0; i < to->params; i++) {
		if (i)
			buf_addstr(p->out, ", ");
		print_argument(p, site, to->role[i]);
	}
	buf_addstr(p->out, ") ");
}

static void print_function(struct prediction *p, uint32_t close)
{
	uint32_t skip = p->first;

	for (uint32_t i = p->first; i <= close; i++) {
		const struct fate *fate = &p->fate[i - p->first];

		spatch_print_lines(p->src, i, p->out);
		if (fate->guard)
			buf_addstr(p->out, "if ( " PREDICT_LOCKED " ) ");
		if (fate->call)
			print_call(p, fate->call);
		if (fate->end > skip)
			skip = fate->end;
		if (i >= skip)
			spatch_print_token(p->src, i, p->out);
	}
}

void predict_tokens(const struct api *api, const struct sites *sites, size_t file,
		    const struct judgement *judgement, enum form form, uint32_t fn, struct buf *out)
{
	const struct site_file *f = &sites->file[file];
	const struct function *function = &f->src.function[fn];
	struct prediction p = { .api = api,
				.src = &f->src,
				.form = form,
				.first = function->first,
				.out = out };

	p.fate = memory_alloc((function->close - p.first + 1) * sizeof(*p.fate));
	for (size_t i = f->first; i < f->end; i++) {
		const struct site *site = &sites->site[i];

		if (site->function != fn || predict_form(&judgement[i]) != form)
			continue;
		p.fate[site->name - p.first] = (struct fate){ site->close + 1, false, site };
		mark_bracket(&p, &judgement[i].bracket);
	}
	print_function(&p, function->close);
	free(p.fate);
}
