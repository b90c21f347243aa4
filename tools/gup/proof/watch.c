// SPDX-License-Identifier: GPL-2.0-only
/* watch: what is asked only of a function that is run by itself. */
#include <string.h>

#include "run.h"

/* Is the vma, a variable's name, from before a call dropped the lock? */
static bool is_stale(const struct run *r, uint32_t expr)
{
	const struct code *code = &r->p->code;
	uint32_t place = expr == SOURCE_NONE ? CODE_NONE : code->place_of[expr], term;
	const struct run_seen *seen;

	if (!r->dropped || place == CODE_NONE || code->e.expr[expr].kind != EXPR_NAME ||
	    code->place[place].step != PLACE_SYMBOL || !r->p->local[code->place[place].symbol].vma)
		return false;
	term = r->p->terms->term[r->var[code->place[place].symbol].value].bare;
	if (r->p->terms->term[term].kind == TERM_PARAMETER)
		return true;
	seen = term < r->seens && r->seen[term].serial == r->serial ? &r->seen[term] : NULL;
	return seen && seen->read && r->read[seen->read - 1].epoch < r->dropped_epoch;
}

/* Is it a vma, a variable's name, to which nothing was assigned on this way? */
static bool is_unset(const struct run *r, uint32_t expr)
{
	const struct code *code = &r->p->code;
	uint32_t place = expr == SOURCE_NONE ? CODE_NONE : code->place_of[expr], s;

	if (place == CODE_NONE || code->e.expr[expr].kind != EXPR_NAME ||
	    code->place[place].step != PLACE_SYMBOL)
		return false;
	s = code->place[place].symbol;
	return r->p->local[s].vma && r->p->local[s].exact && code->symbol[s].parameter < 0 &&
	       code->symbol[s].d.type.pointers == 1 && !r->var[s].escaped && !r->var[s].value;
}

static bool passes_stale(const struct run *r, uint32_t call)
{
	const struct expressions *e = &r->p->code.e;

	for (uint32_t c = expression_child(e, call, 1); c != SOURCE_NONE; c = e->expr[c].next)
		if (is_stale(r, c))
			return true;
	return false;
}

/* How the lock is held at a call. */
static uint8_t state(struct run *r)
{
	if (!r->held)
		return RUN_FREE;
	if (r->held != RUN_CALLERS && r->held != run_current_path(r))
		return RUN_OTHER;
	return r->held_for_write ? RUN_WRITES : RUN_READ;
}

/* The forms without a suffix after "_fast" take the lock when they cannot do without. */
static bool may_lock(const struct run *r, uint32_t call)
{
	uint32_t tok = expression_callee(&r->p->code.e, call);
	const struct token *t;

	if (r->p->expr[call].call == PROGRAM_GUP)
		return r->p->expr[call].form == FORM_FAST;
	if (r->p->expr[call].call != PROGRAM_FAST || tok == SOURCE_NONE)
		return false;
	t = &r->p->src->token[tok];
	return t->len > 5 && !memcmp(r->p->src->text + t->at + t->len - 5, "_fast", 5);
}

void run_watch(struct run *r, uint32_t expr)
{
	bool call = r->p->code.e.expr[expr].kind == EXPR_CALL, lost = r->lost && !r->held;
	uint8_t seen = RUN_SEEN;

	if (!r->watch)
		return;
	if (lost)
		seen |= RUN_LATE;
	if (call)
		seen |= state(r);
	if (call && (seen & (RUN_READ | RUN_WRITES)) && may_lock(r, expr)) {
		r->fault_callers |= r->caller_holds;
		run_fault(r, RUN_RULE_UNDER, expr, "the call takes the lock that is held already");
	}
	if (call ? passes_stale(r, expr)
		 : r->p->code.e.expr[expr].kind == EXPR_MEMBER &&
			    is_stale(r, r->p->code.e.expr[expr].child))
		seen |= RUN_STALE;
	if (r->p->code.e.expr[expr].kind == EXPR_MEMBER &&
	    is_unset(r, r->p->code.e.expr[expr].child))
		seen |= RUN_UNSET;
	r->watch->at[expr] |= seen;
	if (r->watch->shifts && r->watch->shifts[expr])
		run_doubt(r, run_line(r, expr), "how the lock is held after this is not known");
	if (!r->watch->minds)
		return;
	if (lost && r->watch->minds[expr])
		run_fault(r, RUN_RULE_LATE, expr, "the lock is needed");
	else if (seen & RUN_UNSET)
		run_fault(r, RUN_RULE_VMA, expr, "the vma has no value");
	else if ((seen & RUN_STALE) && r->p->expr[expr].call == PROGRAM_OTHER)
		run_fault(r, RUN_RULE_STALE, expr, "what is used is from before the drop");
}

/* -- pages that are given back -------------------------------------------------------------- */

enum release { RELEASE_NONE, RELEASE_UNPINS = 1, RELEASE_PUTS = 2, RELEASE_MANY = 4 };

static unsigned int release_of(const struct program *p, uint32_t call)
{
	static const struct {
		const char *name;
		unsigned int how;
	} names[] = { { "unpin_user_page", RELEASE_UNPINS },
		      { "unpin_user_pages", RELEASE_UNPINS | RELEASE_MANY },
		      { "unpin_user_pages_dirty_lock", RELEASE_UNPINS | RELEASE_MANY },
		      { "put_page", RELEASE_PUTS },
		      { "release_pages", RELEASE_PUTS | RELEASE_MANY } };
	uint32_t tok = expression_callee(&p->code.e, call);

	for (size_t i = 0; tok != SOURCE_NONE && i < sizeof(names) / sizeof(names[0]); i++)
		if (source_is(p->src, tok, names[i].name))
			return names[i].how;
	return RELEASE_NONE;
}

bool watch_releases(const struct program *p, uint32_t expr)
{
	return release_of(p, expr) != RELEASE_NONE;
}

static uint32_t path_of(const struct terms *t, uint32_t term)
{
	return t->term[t->term[term].bare].path;
}

/* The address of an array's element without its index, of @array; or that of another. */
static bool is_within(const struct terms *t, uint32_t address, uint32_t array)
{
	const struct term *x = &t->term[address];

	return address == array || (x->kind == TERM_BINARY && x->c == TERM_OP('+', 0) &&
				    (array == x->a || array == x->b));
}

/* Was something else written to @array, or a variable's address given away, in events [first, end)? */
static bool is_overwritten(const struct run *r, uint32_t array, uint32_t first, uint32_t end)
{
	const struct terms *t = r->p->terms;

	for (uint32_t k = first; k < end && k < r->events; k++) {
		const struct term *x = &t->term[r->event[k].term];

		if (x->kind == TERM_STORE && is_within(t, path_of(t, x->a), array))
			return true;
		for (uint32_t list = x->kind == TERM_CALL || x->kind == TERM_REGION ? x->a : 0;
		     list && t->term[array].kind == TERM_LOCAL; list = t->term[list].a)
			if (t->term[t->term[list].b].path == array)
				return true;
	}
	return false;
}

/* The last call that filled the array or variable which @pages is, or with !@many a page is of. */
static const struct run_gup *filled_by(const struct run *r, uint32_t pages, bool many)
{
	const struct terms *t = r->p->terms;
	const struct term *x = &t->term[t->term[pages].bare];
	uint32_t address, end = many ? (uint32_t)r->events : x->b;

	if (!many && x->kind != TERM_LOAD)
		return NULL;
	address = many ? x->path : t->term[x->a].path;
	for (uint32_t k = (uint32_t)r->events; k-- > 0;) {
		uint32_t gup = r->event[k].gup, array;

		if (gup == SOURCE_NONE)
			continue;
		array = path_of(t, r->gup[gup].arg[ROLE_PAGES]);
		if (is_within(t, address, array))
			return is_overwritten(r, array, k + 1, end) ? NULL : &r->gup[gup];
	}
	return NULL;
}

bool watch_is_asked_for(const struct run *r, const struct run_gup *g, uint32_t value)
{
	const struct terms *t = r->p->terms;
	const struct term *x = &t->term[t->term[value].bare];
	bool after = false;

	if (!value || path_of(t, value) != path_of(t, g->arg[ROLE_NR]))
		return false;
	for (size_t k = 0; k < r->events && x->kind == TERM_LOAD; k++) {
		const struct term *ev = &t->term[r->event[k].term];

		if (after && ev->kind == TERM_STORE && path_of(t, ev->a) == path_of(t, x->a))
			return false;
		after |= r->event[k].gup != SOURCE_NONE && &r->gup[r->event[k].gup] == g;
	}
	return true;
}

static void check_count(struct run *r, uint32_t call, uint32_t count)
{
	const struct terms *t = r->p->terms;
	const struct run_gup *g = &r->gup[r->gups - 1];
	int at;

	if (run_outcome(r, t->term[count].bare, &at) && at < 0)
		run_fault(r, RUN_RULE_COUNT, call, "the number of pages may be negative: an error");
	for (size_t k = 0; k < r->events && r->gups == 1; k++)
		if (r->event[k].gup == 0 && r->outcome[k] != RUN_ALL &&
		    watch_is_asked_for(r, g, count))
			run_fault(r, RUN_RULE_COUNT, call,
				  "all pages are released that were asked for, not those that the "
				  "call returned");
}

/* "for (...; i < BOUND; ...)" around a call that is given "pages[i]": BOUND, or SOURCE_NONE. */
static uint32_t bound_of(const struct program *p, uint32_t call)
{
	const struct code *code = &p->code;
	uint32_t page = expression_child(&code->e, call, 1);
	uint32_t index = code->e.expr[page].kind == EXPR_INDEX ? expression_child(&code->e, page, 1)
							       : SOURCE_NONE;
	uint32_t stmt = statement_at(&code->st, code->e.expr[call].first);

	/* pages that are tested first may be NULL */
	while (stmt != SOURCE_NONE && code->st.stmt[stmt].kind != STMT_LOOP)
		stmt = code->st.stmt[stmt].kind == STMT_IF ? SOURCE_NONE
							   : code->st.stmt[stmt].parent;
	for (size_t i = 0; i < p->cfg.nodes && index != SOURCE_NONE; i++) {
		const struct cfg_node *n = &p->cfg.node[i];

		if (n->kind == CFG_TEST && n->stmt == stmt &&
		    code->e.expr[n->expr].kind == EXPR_BINARY &&
		    expression_is(&code->e, n->expr, "<") &&
		    code->place_of[expression_child(&code->e, n->expr, 0)] == code->place_of[index])
			return expression_child(&code->e, n->expr, 1);
	}
	return SOURCE_NONE;
}

uint32_t run_watch_call(struct run *r, uint32_t expr)
{
	const struct expressions *e = &r->p->code.e;
	unsigned int how = r->gups ? release_of(r->p, expr) : 0;
	uint32_t first = expression_child(e, expr, 1), second = expression_child(e, expr, 2);
	uint32_t count = SOURCE_NONE;
	const struct run_gup *g;
	bool pins;

	if (!how || first == SOURCE_NONE)
		return 0;
	g = filled_by(r, r->value[first], how & RELEASE_MANY);
	if (!g)
		return 0;
	pins = api_pins(g->callee);
	if (pins != ((how & RELEASE_UNPINS) != 0))
		run_fault(r, RUN_RULE_PAIR, expr, "%s",
			  pins ? "the page was pinned, so it must be unpinned"
			       : "the page was not pinned, so it must not be unpinned");
	else if (how & RELEASE_MANY)
		count = second;
	else if (r->watch)
		count = bound_of(r->p, expr);
	if (r->watch && count != SOURCE_NONE)
		check_count(r, expr, r->value[count]);
	return (uint32_t)(g - r->gup) + 1;
}
