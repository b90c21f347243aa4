// SPDX-License-Identifier: GPL-2.0-only
/*
 * fast: the fast form takes an int for the number of pages and returns one, works for current, and
 * stores into pages whatever happens. All of it must be shown to make no difference.
 */
#include "fast.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "code/types.h"
#include "flow.h"
#include "mm.h"

struct asked {
	const struct fast_call *call;
	const struct code *code;
	const struct expressions *e;
	const struct api_function *to;
	struct types_scope types;
};

static uint32_t argument(const struct asked *a, enum role role)
{
	const struct fast_call *c = a->call;
	int n = api_position(&c->api->function[c->callee][c->form], role);

	return n < 0 ? SOURCE_NONE : expression_child(a->e, c->expr, n + 1);
}

static struct type type_of(const struct asked *a, uint32_t expr)
{
	return types_resolve(&a->types, types_expression(&a->types, a->code, expr));
}

static bool is_call_of(const struct asked *a, uint32_t expr, const char *const *names)
{
	uint32_t callee = expression_callee(a->e, expr);
	struct definitions defs;
	char *name;
	bool found = false;

	for (; callee != SOURCE_NONE && *names && !found; names++)
		found = source_is(a->code->src, callee, *names);
	if (!found)
		return false;
	name = source_word(a->code->src, callee);
	library_own(a->types.lib, a->types.file, name, false, &defs);
	found = !defs.count; /* it is the kernel's */
	free(defs.def);
	free(name);
	return found;
}

/* -- the number of pages -------------------------------------------------------------------- */

/* A local variable that nobody else can reach, as its place; else CODE_NONE. */
static uint32_t own_variable(const struct asked *a, uint32_t expr)
{
	const struct code *code = a->code;
	uint32_t place = expr == SOURCE_NONE ? CODE_NONE : code->place_of[expr];

	if (place == CODE_NONE || code->place[place].step != PLACE_SYMBOL ||
	    code_is_lasting(code, place))
		return CODE_NONE;
	for (size_t i = 0; i < code->events; i++)
		if (code->event[i].place == place && code->event[i].kind == EVENT_ADDRESS)
			return CODE_NONE;
	return place;
}

/* "v * sizeof(x)" or "sizeof(x) * v" */
static bool is_product(const struct asked *a, uint32_t expr, uint32_t place)
{
	uint32_t left = expression_child(a->e, expr, 0), right = expression_child(a->e, expr, 1);

	if (a->e->expr[expr].kind != EXPR_BINARY || !expression_is(a->e, expr, "*"))
		return false;
	return (a->e->expr[left].kind == EXPR_SIZEOF && a->code->place_of[right] == place) ||
	       (a->e->expr[right].kind == EXPR_SIZEOF && a->code->place_of[left] == place);
}

/*
 * Does the expression allocate room for as many elements as variable @place says? What kmalloc() gives
 * is far smaller than INT_MAX elements, and kmalloc_array() fails where the product does not fit; of a
 * product that is passed only @narrow factors are known to.
 */
static bool allocates(const struct asked *a, uint32_t expr, uint32_t place, bool narrow)
{
	static const char *const arrays[] = { "kmalloc_array", "kcalloc", NULL };
	static const char *const sizes[] = { "kmalloc", "kzalloc", NULL };
	uint32_t first, second;

	if (expr == SOURCE_NONE)
		return false;
	expr = expression_strip(a->e, expr);
	if (a->e->expr[expr].kind != EXPR_CALL)
		return false;
	first = expression_child(a->e, expr, 1);
	second = expression_child(a->e, expr, 2);
	if (first == SOURCE_NONE || second == SOURCE_NONE)
		return false;
	if (is_call_of(a, expr, arrays))
		return (a->code->place_of[first] == place &&
			a->e->expr[second].kind == EXPR_SIZEOF) ||
		       (a->code->place_of[second] == place &&
			a->e->expr[first].kind == EXPR_SIZEOF);
	return narrow && is_call_of(a, expr, sizes) && is_product(a, first, place);
}

/* "if (!p)" or "if (p == NULL)" whose branch does not come to the call. */
static bool leaves_without(const struct asked *a, const struct flow *flow, uint32_t stmt,
			   uint32_t place, uint32_t call)
{
	const struct stmt *s = &flow->st.stmt[stmt];
	uint32_t root = a->code->at[stmt].root, child;
	bool *seen, tests;

	if (s->kind != STMT_IF || root == SOURCE_NONE || s->child == SOURCE_NONE)
		return false;
	root = expression_strip(a->e, root);
	child = expression_child(a->e, root, 0);
	if (a->e->expr[root].kind == EXPR_PREFIX)
		tests = expression_is(a->e, root, "!") && a->code->place_of[child] == place;
	else
		tests = a->e->expr[root].kind == EXPR_BINARY && expression_is(a->e, root, "==") &&
			((a->code->place_of[child] == place &&
			  expression_is_null(a->e, a->e->expr[child].next)) ||
			 (expression_is_null(a->e, child) &&
			  a->code->place_of[a->e->expr[child].next] == place));
	if (!tests)
		return false;
	seen = memory_alloc(flow->st.count + 1);
	flow_reach(flow, s->child, NULL, seen);
	tests = !seen[call];
	free(seen);
	return tests;
}

/*
 * Does statement @from run before statement @call whenever that runs, with neither variable assigned in
 * between, and is the result tested there?
 */
static bool is_settled(const struct asked *a, const struct flow *flow, uint32_t from, uint32_t call,
		       uint32_t count, uint32_t pages)
{
	size_t n = flow->st.count + 1;
	bool *stop = memory_alloc(n), *begin = memory_alloc(n), *then = memory_alloc(n);
	bool settled;

	stop[from] = true;
	flow_reach(flow, 0, stop, begin);
	settled = from != call && from && !begin[call];
	flow_reach(flow, from, NULL, begin);
	for (size_t i = 0; i < a->code->events && settled; i++) {
		const struct event *ev = &a->code->event[i];

		if ((ev->place != count && ev->place != pages) || ev->kind == EVENT_READ ||
		    ev->stmt == from || !begin[ev->stmt])
			continue;
		memset(then, 0, n);
		flow_reach(flow, ev->stmt, stop, then);
		settled = !then[call] && ev->stmt != call;
	}
	stop[from] = false;
	for (uint32_t i = 0; i < flow->st.count; i++)
		stop[i] = leaves_without(a, flow, i, pages, call);
	memset(then, 0, n);
	flow_reach(flow, from, stop, then);
	settled = settled && !then[call];
	free(stop);
	free(begin);
	free(then);
	return settled;
}

/* Was the array that the call fills allocated for that number, so that it is a small one? */
static bool is_bounded(const struct asked *a, uint32_t nr, bool narrow)
{
	uint32_t count = own_variable(a, nr), call = SOURCE_NONE;
	uint32_t pages = own_variable(a, argument(a, ROLE_PAGES));
	struct flow flow;
	bool bounded = false;

	if (count == CODE_NONE || pages == CODE_NONE)
		return false;
	for (size_t i = 0; i < a->code->events; i++)
		if (a->code->event[i].kind == EVENT_CALL && a->code->event[i].expr == a->call->expr)
			call = a->code->event[i].stmt;
	flow_of(a->code, &flow);
	for (size_t i = 0; i < a->code->events && call != SOURCE_NONE && !bounded; i++) {
		const struct event *ev = &a->code->event[i];

		bounded = ev->place == pages && ev->kind == EVENT_WRITE &&
			  allocates(a, ev->value, count, narrow) &&
			  is_settled(a, &flow, ev->stmt, call, count, pages);
	}
	flow_free(&flow);
	return bounded;
}

/* A number, or a size of the kernel's in pages or bytes, or that divided: none comes near INT_MAX. */
static bool is_small(const struct asked *a, uint32_t expr)
{
	for (const struct expr *x; expr != SOURCE_NONE; expr = x->child) {
		x = &a->e->expr[expr];
		if (x->kind == EXPR_NUMBER)
			return strtoull(a->code->src->text + a->code->src->token[x->tok].at, NULL,
					0) <= 0x7fffffff;
		if (x->kind == EXPR_SIZEOF || expression_is(a->e, expr, "PAGE_SIZE"))
			return true;
		if (x->kind != EXPR_BINARY || !expression_is(a->e, expr, "/"))
			return false;
	}
	return false;
}

/* "min(a, b)" and "min_t(type, a, b)" of which one is small, and none can be negative. */
static bool is_least_of_small(const struct asked *a, uint32_t expr)
{
	static const char *const mins[] = { "min", "min_t", NULL };
	uint32_t first = expression_child(a->e, expr, 1), second = expression_child(a->e, expr, 2);
	bool is_signed = true, typed, small;
	struct type type;

	if (!is_call_of(a, expr, mins) || second == SOURCE_NONE)
		return false;
	typed = expression_is(a->e, expression_child(a->e, expr, 0), "min_t");
	type = typed ? types_expression(&a->types, a->code, expr) : type_of(a, first);
	if (typed && type.pointers) /* as for container_of() */
		type.pointers--;
	if (typed) {
		first = second;
		second = expression_child(a->e, expr, 3);
	}
	small = second != SOURCE_NONE && (is_small(a, first) || is_small(a, second));
	if (!typed && is_small(a, first))
		type = type_of(a, second);
	return small && types_bits(&type, &is_signed) && !is_signed;
}

static bool fits_int(const struct asked *a, uint32_t nr)
{
	const struct expr *x = &a->e->expr[nr];
	bool is_signed;
	struct type type;
	unsigned int bits;

	if (is_small(a, nr) || is_least_of_small(a, nr))
		return true;
	/* of "a + b" and "c ? a : b" the other operand decides as well */
	if (x->kind == EXPR_CONDITIONAL)
		return expression_child(a->e, nr, 2) != SOURCE_NONE &&
		       fits_int(a, expression_child(a->e, nr, 1)) &&
		       fits_int(a, expression_child(a->e, nr, 2));
	if (x->kind == EXPR_BINARY)
		return false;
	type = type_of(a, nr);
	bits = types_bits(&type, &is_signed);
	if (bits && bits + !is_signed <= 32)
		return true;
	return bits && is_bounded(a, nr, bits <= 32);
}

/* -- the result ----------------------------------------------------------------------------- */

/* Is a long compared with it as an int is? Not with an unsigned int, of which that becomes one. */
static bool compares_alike(const struct asked *a, uint32_t other)
{
	const struct expr *x = &a->e->expr[other];
	struct type type;
	bool is_signed;
	unsigned int bits;

	if (x->kind == EXPR_PREFIX && expression_is(a->e, other, "-"))
		x = &a->e->expr[other = x->child];
	if (x->kind == EXPR_NUMBER)
		return !memchr(a->code->src->text + a->code->src->token[x->tok].at, 'u',
			       a->code->src->token[x->tok].len) &&
		       !memchr(a->code->src->text + a->code->src->token[x->tok].at, 'U',
			       a->code->src->token[x->tok].len);
	if (x->kind == EXPR_NAME && a->code->src->text[a->code->src->token[x->tok].at] == 'E' &&
	    a->code->src->token[x->tok].len > 3)
		return true; /* of errno */
	if (x->kind == EXPR_BINARY || x->kind == EXPR_CONDITIONAL)
		return false;
	type = type_of(a, other);
	bits = types_bits(&type, &is_signed);
	return bits && (is_signed || bits != 32);
}

/* Is the variable that the declaration initialises with the call a number by its own type? */
static bool initialises_number(const struct asked *a, uint32_t root)
{
	for (size_t k = 0; k < a->code->fulls; k++) {
		struct type type;

		if (a->code->full[k].expr != root || a->code->full[k].symbol == CODE_NONE)
			continue;
		type = a->code->symbol[a->code->full[k].symbol].d.type;
		for (uint32_t i = type.first; type.src && i < type.end; i++)
			if (source_is(type.src, i, "typeof") ||
			    source_is(type.src, i, "__typeof__") ||
			    source_is(type.src, i, "auto") || source_is(type.src, i, "__auto_type"))
				return false;
		type = types_resolve(&a->types, type);
		return declaration_is_number(&type);
	}
	return true; /* no declaration: the statement's own, a condition, a return */
}

/* Is the result put into a variable that holds no more than an int? */
static bool is_result_cut(const struct asked *a)
{
	uint32_t up = a->e->expr[a->call->expr].parent;
	struct type type = { 0 };
	bool is_signed;
	unsigned int bits;

	if (up != SOURCE_NONE && a->e->expr[up].kind == EXPR_ASSIGN)
		type = type_of(a, a->e->expr[up].child);
	for (size_t k = 0; k < a->code->fulls; k++)
		if (a->code->full[k].expr == a->call->expr && a->code->full[k].symbol != CODE_NONE)
			type = a->code->symbol[a->code->full[k].symbol].d.type;
	bits = types_bits(&type, &is_signed);
	return bits && bits <= 32;
}

/* Is what comes of the call the same whether it is a long or an int? */
static bool is_result_alike(const struct asked *a)
{
	static const char *const plain[] = { "likely", "unlikely", NULL };
	static const char *const assigns[] = { "=", "+=", "-=", NULL };
	static const char *const compares[] = { "==", "!=", "<", ">", "<=", ">=", NULL };
	static const char *const truths[] = { "&&", "||", NULL };
	uint32_t at = a->call->expr, up;

	for (; (up = a->e->expr[at].parent) != SOURCE_NONE; at = up) {
		const struct expr *x = &a->e->expr[up];
		bool right = expression_child(a->e, up, 1) == at;
		const char *const *ops = NULL;

		if (x->kind == EXPR_CALL && is_call_of(a, up, plain))
			continue;
		if (x->kind == EXPR_CAST) /* the cast decides the type */
			return true;
		if (x->kind == EXPR_PREFIX)
			return expression_is(a->e, up, "!");
		if (x->kind == EXPR_CONDITIONAL)
			return expression_child(a->e, up, 0) == at &&
			       expression_child(a->e, up, 2) != SOURCE_NONE;
		if (x->kind == EXPR_COMMA && right)
			continue;
		if (x->kind == EXPR_COMMA)
			return true;
		for (ops = x->kind == EXPR_ASSIGN && right ? assigns
			   : x->kind == EXPR_BINARY	   ? truths
							   : assigns + 3;
		     *ops; ops++)
			if (expression_is(a->e, up, *ops))
				return true;
		for (ops = x->kind == EXPR_BINARY ? compares : assigns + 3; *ops; ops++)
			if (expression_is(a->e, up, *ops))
				return compares_alike(a, expression_child(a->e, up, right ? 0 : 1));
		return false;
	}
	for (uint32_t i = 0; i < a->code->st.count; i++)
		if (a->code->st.stmt[i].kind == STMT_SWITCH && a->code->at[i].root == at)
			return false; /* its cases become of that type */
	return initialises_number(a, at);
}

/* -- the answer ----------------------------------------------------------------------------- */

/* The flags, or write and force. */
static char *flags_why_not(const struct asked *a, bool *wrong)
{
	uint32_t flags = argument(a, ROLE_FLAGS), force = argument(a, ROLE_FORCE);
	struct value_flags v;

	if (force != SOURCE_NONE && !expression_is_null(a->e, force))
		return memory_printf("%s cannot force", a->to->name);
	if (flags == SOURCE_NONE) {
		*wrong = false;
		return NULL;
	}
	value_flags(&a->call->scope, a->code, flags, &v);
	for (const char *name = v.names; *name; name += strcspn(name, " ") + 1) {
		size_t len = strcspn(name, " ");

		if (!api_accepts(a->to, name, len))
			return memory_printf("%.*s is not among the flags that %s accepts",
					     (int)len, name, a->to->name);
	}
	*wrong = false;
	return v.unknown ? memory_strdup("what is in the flags cannot be known") : NULL;
}

static bool is_current(const struct asked *a, uint32_t tsk)
{
	const struct mm_scope scope = { .values = a->call->scope, .code = a->code };

	return mm_is_task_current(&scope, tsk);
}

char *fast_why_not(const struct fast_call *call, bool *wrong)
{
	struct asked a = { .call = call,
			   .code = call->code,
			   .e = &call->code->e,
			   .to = &call->api->function[call->callee][FORM_FAST],
			   .types = { call->scope.lib, call->scope.file } };
	uint32_t nr = argument(&a, ROLE_NR), tsk = argument(&a, ROLE_TSK);
	uint32_t pages = argument(&a, ROLE_PAGES);
	char *why;

	*wrong = false;
	if (!a.to->params)
		return memory_strdup("this tree has no fast form of it");
	if (!a.to->flags)
		return memory_printf("which flags %s accepts is not known", a.to->name);
	if (nr == SOURCE_NONE || pages == SOURCE_NONE)
		return memory_strdup("its arguments are not understood");
	*wrong = true;
	if (expression_is_null(a.e, pages))
		return memory_printf("pages is NULL, which %s stores into", a.to->name);
	if (tsk != SOURCE_NONE && !is_current(&a, tsk))
		return memory_printf("%s counts its faults for current", a.to->name);
	why = flags_why_not(&a, wrong);
	if (why)
		return why;
	if (a.to->narrow && !fits_int(&a, nr) && !(call->proposed && is_result_cut(&a)))
		return memory_strdup("the number of pages is not shown to fit the int that it "
				     "would be passed as");
	if (!is_result_alike(&a))
		return memory_strdup("the result's type, int and no longer long, may matter where "
				     "it is used");
	return NULL;
}
