// SPDX-License-Identifier: GPL-2.0-only
/*
 * under: the events of the bracket first, then each definition that they lead to, breadth first,
 * each once. What is certain to need the lock ends the search; the worst finding is kept.
 */
#include "under.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "code/solve.h"
#include "guarded.h"
#include "gup/mmaplock.h"
#include "gup/primitives.h"
#include "reader.h"
#include "source/grammar.h"

#define MAX_DEFINITIONS 300

/* "a() -> b(): what (file:line)". */
static void say(struct reader *r, size_t i, enum under_class class, uint32_t tok, const char *what)
{
	const struct item *it = &r->item[i];
	uint32_t line = it->own ? it->line : it->code->src->token[tok].line;
	char *chain = memory_strdup("");

	for (size_t up = i; up != SIZE_MAX && r->item[up].name; up = r->item[up].from) {
		char *longer = memory_printf("%s() -> %s", r->item[up].name, chain);

		free(chain);
		chain = longer;
	}
	free(r->out->why);
	if (it->from == SIZE_MAX)
		r->out->why = memory_printf("line %u: %s", line, what);
	else
		r->out->why = memory_printf("%s%s (%s:%u)", chain, what, it->file->path, line);
	r->out->class = class;
	free(chain);
}

void reader_say(struct reader *r, size_t i, enum under_class class, uint32_t tok, const char *what)
{
	r->out->doubt |= class == UNDER_UNKNOWN || class == UNDER_MACRO;
	/* what makes it hopeless says more than a name that is then not looked for */
	if (class < r->out->class || (class == r->out->class && (!r->hopeless || r->told)))
		return;
	r->told = r->hopeless;
	say(r, i, class, tok, what);
}

void reader_found(struct reader *r, size_t i, enum under_class class, uint32_t tok,
		  const char *what)
{
	char *word = source_word(r->item[i].code->src, tok);
	char *text = memory_printf("%s %s", word, what);

	reader_say(r, i, class, tok, text);
	free(text);
	free(word);
}

/* -- the list ------------------------------------------------------------------------------- */

bool reader_is_expanding(const struct reader *r, size_t i, const char *name)
{
	for (; i != SIZE_MAX; i = r->item[i].from) {
		if (r->item[i].own && !strcmp(r->item[i].name, name))
			return true;
		if (!r->item[i].own)
			return false;
	}
	return false;
}

static bool is_same_text(const struct item *a, const struct item *b)
{
	return a->own && b->own && a->from == b->from && a->file == b->file &&
	       !strcmp(a->expansion->text, b->expansion->text);
}

static void free_item(struct item *it)
{
	if (it->own) {
		code_free(it->own);
		expand_free(it->expansion);
	}
	free(it->own);
	free(it->expansion);
	free(it->name);
}

static bool add_macro(struct reader *r, const struct definition *def, size_t from, uint32_t use,
		      struct item *it)
{
	const struct code *outer = r->item[from].code;
	struct expansion x;

	if (use == SOURCE_NONE || expand_read(def, outer, use, &x))
		return false;
	it->expansion = memory_alloc(sizeof(x));
	*it->expansion = x;
	it->own = memory_alloc(sizeof(*it->own));
	it->code = it->own;
	it->in_bracket = r->item[from].in_bracket;
	return true;
}

void under_trust_add(struct under_trust *trust, const struct source *src, uint32_t fn)
{
	VEC_PUSH(trust->of, trust->count, trust->room, (struct under_trusted){ src, fn });
}

void under_trust_free(struct under_trust *trust)
{
	free(trust->of);
	*trust = (struct under_trust){ 0 };
}

static bool is_trusted(const struct under_trust *trust, const struct definition *def)
{
	for (size_t i = 0; trust && i < trust->count; i++)
		if (def->src == trust->of[i].src && def->fn == trust->of[i].fn)
			return true;
	return false;
}

bool reader_add(struct reader *r, const struct definition *def, size_t from, uint32_t use,
		const char *name)
{
	struct item it = { .file = def->file, .line = def->line, .from = from };

	if (is_trusted(r->scope->trust, def))
		return true;
	if (r->count >= MAX_DEFINITIONS)
		return false;
	if (def->fn == SOURCE_NONE) {
		if (!add_macro(r, def, from, use, &it))
			return false;
	} else {
		it.code = library_code(r->scope->lib, def->file, def->fn);
	}
	for (size_t i = 0; i < r->count; i++)
		if (r->item[i].name &&
		    (it.own ? is_same_text(&it, &r->item[i]) : r->item[i].code == it.code)) {
			free_item(&it);
			return true;
		}
	it.name = memory_strdup(name);
	VEC_PUSH(r->item, r->count, r->room, it);
	return true;
}

/* -- events --------------------------------------------------------------------------------- */

bool under_is_skipped(const struct under_scope *scope, uint32_t tok)
{
	for (size_t i = 0; i < scope->skips; i++)
		if (scope->skip[i] == tok)
			return true;
	return false;
}

/* Everything that speaks of the lock: the name at @tok, called or a member. Returns whether it does. */
static bool read_lock(struct reader *r, size_t i, uint32_t tok)
{
	const struct item *it = &r->item[i];
	const struct source *src = it->code->src;
	bool bracket = it->from == SIZE_MAX;
	bool op = mmaplock_is_mmap_call(src, tok), wrapper = mmaplock_is_wrapper(src, tok);
	bool mention = mmaplock_is_mention(src, tok);

	if (!op && !wrapper && !mention)
		return false;
	if (bracket && (op || mmaplock_is_operand(src, tok)))
		return true; /* the bracket's own, seen by its flow */
	if (mention && mmaplock_is_asked(src, tok))
		reader_found(r, i, UNDER_USES, tok, "is asserted to be held");
	else
		reader_found(r, i,
			     it->in_bracket && !(bracket && mention) ? UNDER_MACRO : UNDER_NEEDS,
			     tok, "uses the mmap lock");
	return true;
}

/* "atomic64_add(n, &mm->pinned_vm)": a counter that is atomic needs no lock. */
static bool is_atomic_counter(const struct code *code, const struct event *ev)
{
	uint32_t call;

	if (ev->kind != EVENT_ADDRESS || !source_is(code->src, ev->tok, "pinned_vm"))
		return false;
	call = expression_callee(&code->e, code_call_around(code, ev->expr));
	return call != SOURCE_NONE && code->src->token[call].len > 6 &&
	       !memcmp(code->src->text + code->src->token[call].at, "atomic", 6);
}

/* What the driver also uses with the lock held for write. Returns whether it is. */
static bool read_shared(struct reader *r, size_t i, const struct event *ev)
{
	const struct item *it = &r->item[i];
	char *why;

	if (!r->scope->shared || library_is_core(it->file) ||
	    !shared_touches(r->scope->shared, r->scope->file, it->file, it->code, ev, &why))
		return false;
	reader_say(r, i, UNDER_NEEDS, ev->tok, why);
	free(why);
	return true;
}

/* What is guarded by its type. Returns whether it was. */
static bool read_guarded(struct reader *r, size_t i, const struct event *ev)
{
	const struct item *it = &r->item[i];
	const struct types_scope types = { r->scope->lib, it->file };

	switch (guarded_event(&types, it->code, ev)) {
	case GUARDED_NOT:
		return false;
	case GUARDED_UNKNOWN:
		if (!it->in_bracket)
			return false;
		reader_found(r, i, UNDER_UNKNOWN, ev->tok,
			     "is a member of something whose type was not found");
		return true;
	case GUARDED_MM:
		reader_found(r, i, UNDER_UNKNOWN, ev->tok,
			     "is a member of an mm, perhaps protected by its lock");
		return true;
	case GUARDED_MEMBER:
		if (!is_atomic_counter(it->code, ev))
			reader_found(r, i, UNDER_USES, ev->tok, "is protected by the mmap lock");
		return true;
	case GUARDED_VMA:
		reader_found(r, i, UNDER_USES, ev->tok, "is a vma or hangs from one");
		return true;
	case GUARDED_TABLE:
		reader_found(r, i, UNDER_USES, ev->tok, "is an entry of a page table");
		return true;
	}
	return false;
}

static void read_place(struct reader *r, size_t i, const struct event *ev)
{
	const struct item *it = &r->item[i];
	const struct place *p = &it->code->place[ev->place];

	if ((it->from == SIZE_MAX && under_is_skipped(r->scope, ev->tok)) ||
	    source_is_dead(it->code->src, ev->tok))
		return;
	if ((p->step == PLACE_MEMBER || p->step == PLACE_GLOBAL) && read_lock(r, i, ev->tok))
		return;
	if (read_guarded(r, i, ev))
		return;
	if (read_shared(r, i, ev))
		return;
	if (p->step == PLACE_MEMBER)
		follow_member(r, i, ev);
	else if (p->step == PLACE_GLOBAL)
		follow_name(r, i, ev);
}

static void read_event(struct reader *r, size_t i, const struct event *ev)
{
	const struct code *code = r->item[i].code;
	uint32_t tok;

	switch (ev->kind) {
	case EVENT_UNKNOWN:
		if (source_is_dead(code->src, ev->tok))
			break;
		r->hopeless = true;
		reader_found(r, i, UNDER_UNKNOWN, ev->tok,
			     primitives_is_asm(code->src, ev->tok)
				     ? "is inline assembly, which is not read"
				     : "begins what was not understood");
		break;
	case EVENT_CALL:
		tok = expression_callee(&code->e, ev->expr);
		if (source_is_dead(code->src, ev->tok) ||
		    (tok != SOURCE_NONE &&
		     ((r->item[i].from == SIZE_MAX && under_is_skipped(r->scope, tok)) ||
		      read_lock(r, i, tok))))
			break;
		follow_call(r, i, ev);
		break;
	case EVENT_DECLARE:
		break; /* the macro's call is an event of its own */
	default:
		read_place(r, i, ev);
	}
}

/* Control flow in a macro that the bracket itself uses is the bracket's own control flow. */
static void check_hidden_control(struct reader *r, size_t i)
{
	const struct item *it = &r->item[i];
	const struct statements *st = &it->code->st;

	if (!it->in_bracket || !it->own)
		return;
	for (uint32_t s = 0; s < st->count; s++) {
		enum stmt_kind kind = st->stmt[s].kind;
		bool own_loop = false;

		for (uint32_t up = st->stmt[s].parent; up != SOURCE_NONE; up = st->stmt[up].parent)
			own_loop |= st->stmt[up].kind == STMT_LOOP ||
				    (kind == STMT_BREAK && st->stmt[up].kind == STMT_SWITCH);
		if (kind == STMT_RETURN || kind == STMT_GOTO ||
		    ((kind == STMT_BREAK || kind == STMT_CONTINUE) && !own_loop))
			reader_found(r, i, UNDER_MACRO, st->stmt[s].first, "hides in a macro");
	}
	if (it->code->hidden_control)
		reader_found(r, i, UNDER_MACRO, 0, "... hides control flow in a macro");
}

/* -- other locks ---------------------------------------------------------------------------- */

#define MAX_DEPTH 30u /* locks that are held at a time */
#define LOCKS_WRONG                                                                                \
	(1ULL << (MAX_DEPTH + 1)) /* more than that, or one is released that was not taken */

/* The lock operation that event @e is, or SOURCE_NONE; *@takes: not a release. */
static uint32_t other_lock(const struct code *code, size_t e, bool *takes)
{
	uint32_t tok = code_callee(code, &code->event[e]);
	enum primitives_class class =
		tok == SOURCE_NONE ? PRIMITIVES_UNKNOWN : primitives_call(code->src, tok);

	*takes = class == PRIMITIVES_INNER_LOCK;
	return *takes || class == PRIMITIVES_INNER_UNLOCK ? tok : SOURCE_NONE;
}

/* A state is the set of how many other locks may be held. */
static void run_locks(void *client, uint32_t node, uint64_t *state)
{
	const struct cfg *cfg = client;
	const struct cfg_node *n = &cfg->node[node];

	for (uint32_t e = n->first_event; e < n->end_event; e++) {
		bool takes;

		if (other_lock(cfg->code, e, &takes) == SOURCE_NONE)
			continue;
		if (takes ? *state & (1ULL << MAX_DEPTH | LOCKS_WRONG) : *state & (1 | LOCKS_WRONG))
			*state |= LOCKS_WRONG;
		else
			*state = takes ? *state << 1 : *state >> 1;
	}
}

/* Where a test finds that a lock was not taken: "if (!trylock(l))", "if (lock_killable(l))". */
static void run_locks_edge(void *client, uint32_t node, const struct cfg_edge *edge,
			   uint64_t *state)
{
	const struct cfg *cfg = client;
	const struct source *src = cfg->code->src;
	uint32_t tok = SOURCE_NONE;
	bool tries, waits;

	if (cfg->node[node].kind == CFG_TEST)
		tok = expression_callee(&cfg->code->e,
					expression_strip(&cfg->code->e, cfg->node[node].expr));
	if (tok == SOURCE_NONE || primitives_call(src, tok) != PRIMITIVES_INNER_LOCK)
		return;
	tries = source_holds(src, tok, "try");
	waits = source_holds(src, tok, "interruptible") || source_holds(src, tok, "killable");
	if ((tries && edge->when == CFG_FAILS) || (waits && edge->when == CFG_HOLDS))
		*state = *state & LOCKS_WRONG ? *state : *state >> 1;
}

/* A function or macro that comes back, on some path, with other locks held than it was entered with. */
static void check_balance(struct reader *r, size_t i)
{
	const struct code *code = r->item[i].code;
	uint32_t op = SOURCE_NONE;
	struct solve solve = { .words = 1, .node = run_locks, .edge = run_locks_edge };
	struct cfg cfg;
	uint64_t *in;
	bool takes;

	for (size_t e = 0; e < code->events && op == SOURCE_NONE; e++)
		op = other_lock(code, e, &takes);
	if (op == SOURCE_NONE)
		return;
	cfg_read(code, &cfg);
	in = memory_alloc((cfg.nodes + 1) * sizeof(*in));
	solve.cfg = solve.client = &cfg;
	if (cfg.nodes && !cfg.broken) {
		in[cfg.entry[0]] = 1;
		solve_forward(&solve, cfg.entry[0], in, NULL);
	}
	if (!cfg.nodes || cfg.broken || (in[cfg.nodes] & ~1ULL))
		reader_found(r, i, UNDER_UNKNOWN, op, "changes which other locks are held");
	free(in);
	cfg_free(&cfg);
}

/* -- one definition ------------------------------------------------------------------------- */

/* A local that something is done with when its scope is left; of statement @stmt or of all. */
static void check_cleanup(struct reader *r, size_t i, uint32_t stmt)
{
	const struct code *code = r->item[i].code;

	for (size_t s = 0; s < code->symbols; s++)
		if (code->symbol[s].d.cleanup != SOURCE_NONE &&
		    (stmt == SOURCE_NONE || code->symbol[s].stmt == stmt))
			reader_found(r, i, UNDER_UNKNOWN, code->symbol[s].d.cleanup,
				     "runs when the scope is left");
}

static void read_item(struct reader *r, size_t i)
{
	struct item *it = &r->item[i];

	if (it->own)
		code_read(&it->expansion->src, 0, r->item[it->from].code, it->own);
	for (size_t e = 0; e < r->item[i].code->events; e++)
		read_event(r, i, &r->item[i].code->event[e]);
	check_hidden_control(r, i);
	check_balance(r, i);
	check_cleanup(r, i, SOURCE_NONE);
}

/*
 * Have the missing names looked for, unless nothing can help any more: what a pointer leads to stays
 * unknown whatever else is found.
 */
static void look_up_missing(struct reader *r)
{
	for (size_t i = 0; i < r->misses; i++) {
		struct missing *m = &r->missing[i];

		if (!r->hopeless &&
		    library_seek(r->scope->lib, m->name, m->what) == LIBRARY_REFUSED) {
			r->out->doubt = true;
			if (r->out->class == UNDER_FREE) {
				r->out->class = UNDER_UNKNOWN;
				free(r->out->why);
				r->out->why = memory_printf(
					"%s was not looked for everywhere: too many names",
					m->name);
			}
		}
		free(m->name);
	}
}

/* The bracket's own events: those of tokens [r). */
static void read_range(struct reader *r, struct range range)
{
	const struct code *code = r->item[0].code;
	uint32_t stmt = statement_at(&code->st, range.first);
	size_t first = 0, end = code->events;

	/* its own events are no more than that: others hold statements, with theirs */
	if (stmt != SOURCE_NONE && code->st.stmt[stmt].child == SOURCE_NONE) {
		first = code->at[stmt].first_event;
		end = code->at[stmt].end_event;
	}
	for (uint32_t s = stmt; s != SOURCE_NONE && s < code->st.count; s++)
		if (s == stmt ||
		    (code->st.stmt[s].first >= range.first && code->st.stmt[s].first < range.end))
			check_cleanup(r, 0, s);
	for (size_t e = first; e < end; e++)
		if (code->event[e].tok >= range.first && code->event[e].tok < range.end)
			read_event(r, 0, &code->event[e]);
}

static void begin(struct reader *r)
{
	const struct under_scope *scope = r->scope;
	struct item first = { .file = scope->file, .from = SIZE_MAX, .in_bracket = true };

	*r->out = (struct under){ .class = UNDER_FREE, .why = memory_strdup("") };
	first.code = library_code(scope->lib, scope->file, scope->fn);
	VEC_PUSH(r->item, r->count, r->room, first);
}

static void finish(struct reader *r)
{
	look_up_missing(r);
	free(r->missing);
	for (size_t i = r->count; i-- > 0;) /* a macro's code refers to that which uses it */
		free_item(&r->item[i]);
	free(r->item);
}

void under_read(const struct under_scope *scope, struct range range, struct under *out)
{
	struct reader r = { .scope = scope, .out = out };

	begin(&r);
	read_range(&r, range);
	for (size_t i = 1; i < r.count && !(out->class >= UNDER_NEEDS && out->doubt); i++)
		read_item(&r, i);
	finish(&r);
}

/* -- names ---------------------------------------------------------------------------------- */

static bool is_number(const struct types_scope *types, struct type type)
{
	type = types_resolve(types, type);
	return declaration_is_number(&type);
}

/* Is a pointer, or what may be one, cast to a number inside expression @in; SOURCE_NONE: anywhere? */
static bool casts_pointer(const struct types_scope *types, const struct code *code, uint32_t in)
{
	for (uint32_t i = 0; i < code->e.count; i++) {
		const struct expr *x = &code->e.expr[i];

		if (x->kind == EXPR_CAST && x->child != SOURCE_NONE &&
		    (in == SOURCE_NONE ||
		     (x->first >= code->e.expr[in].first && x->end <= code->e.expr[in].end)) &&
		    is_number(types, types_expression(types, code, i)) &&
		    !is_number(types, types_expression(types, code, x->child)))
			return true;
	}
	return false;
}

/* Is the place of event @ev written by what it is passed to: by its address, or by a macro? */
static bool is_stored_to(const struct types_scope *types, const struct code *code,
			 const struct event *ev)
{
	uint32_t call = expression_callee(&code->e, code_call_around(code, ev->expr));

	if (ev->kind == EVENT_ADDRESS)
		return call == SOURCE_NONE || !primitives_is_lock(code->src, call);
	return ev->kind == EVENT_READ && call != SOURCE_NONE &&
	       follow_may_be_macro(types->lib, types->file, code->src, call);
}

/* A number that is written is of no interest unless it may be a pointer. */
static void note_names(const struct under_scope *scope, const struct item *it,
		       struct under_names *names)
{
	const struct types_scope types = { scope->lib, it->file };
	const struct code *code = it->code;
	bool core = library_is_core(it->file);

	for (size_t e = 0; e < code->events; e++) {
		const struct event *ev = &code->event[e];
		uint32_t name = ev->place == CODE_NONE ? SOURCE_NONE : code_shown(code, ev->place);
		bool pointer;

		if (name == SOURCE_NONE)
			continue;
		if (ev->kind != EVENT_WRITE && !core)
			nameset_add(&names->read, nameset_hash_token(code->src, name), 0);
		if (ev->kind != EVENT_WRITE && (core || !is_stored_to(&types, code, ev)))
			continue;
		pointer = names->casts ||
			  !is_number(&types, types_place(&types, code, ev->place)) ||
			  (ev->kind == EVENT_WRITE && ev->value != SOURCE_NONE &&
			   casts_pointer(&types, code, ev->value));
		if (pointer)
			nameset_add(&names->written, nameset_hash_token(code->src, name), 0);
	}
}

/* The other arms of unions that are written. */
static void note_beside(const struct under_scope *scope, const struct item *it,
			struct under_names *names)
{
	const struct types_scope types = { scope->lib, it->file };

	for (size_t e = 0; e < it->code->events; e++) {
		const struct event *ev = &it->code->event[e];

		if (ev->kind == EVENT_WRITE && it->code->place[ev->place].step == PLACE_MEMBER &&
		    nameset_has(&names->written, nameset_hash_token(it->code->src, ev->tok)))
			types_beside(&types, it->code, ev->place, false, &names->written);
	}
}

void under_event(const struct under_scope *scope, uint32_t event, struct under_names *names,
		 struct under *out)
{
	struct reader r = { .scope = scope, .out = out };

	begin(&r);
	read_event(&r, 0, &r.item[0].code->event[event]);
	for (size_t i = 1; i < r.count; i++) {
		const struct types_scope types = { scope->lib, r.item[i].file };

		read_item(&r, i);
		names->casts |= !library_is_core(r.item[i].file) &&
				casts_pointer(&types, r.item[i].code, SOURCE_NONE);
	}
	names->definitions = r.count - 1;
	if (r.count > 1) {
		names->path = r.item[1].file->path;
		names->line = r.item[1].line;
	}
	for (size_t i = 1; i < r.count; i++)
		note_names(scope, &r.item[i], names);
	for (size_t i = 1; i < r.count; i++)
		note_beside(scope, &r.item[i], names);
	finish(&r);
}
