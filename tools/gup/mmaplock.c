// SPDX-License-Identifier: GPL-2.0-only
/* mmaplock: recognises operations on the mmap lock by the names of the calls and their first argument. */
#include "mmaplock.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "primitives.h"
#include "source/grammar.h"

struct spelling {
	const char *name;
	enum lock_kind kind;
	bool maybe, ok_if_zero;
	bool takes_mm; /* the argument is the mm, not a semaphore's address */
};

static const struct spelling spellings[] = {
	{ "down_read", LOCK_READ, false, false, false },
	{ "down_read_nested", LOCK_READ, false, false, false },
	{ "down_read_non_owner", LOCK_READ, false, false, false },
	{ "down_read_killable", LOCK_READ_KILLABLE, true, true, false },
	{ "down_read_killable_nested", LOCK_READ_KILLABLE, true, true, false },
	{ "down_read_interruptible", LOCK_READ_KILLABLE, true, true, false },
	{ "down_read_trylock", LOCK_READ_TRY, true, false, false },
	{ "up_read", LOCK_RELEASE_READ, false, false, false },
	{ "up_read_non_owner", LOCK_RELEASE_READ, false, false, false },
	{ "down_write", LOCK_WRITE, false, false, false },
	{ "down_write_nested", LOCK_WRITE, false, false, false },
	{ "down_write_killable", LOCK_WRITE, true, true, false },
	{ "down_write_killable_nested", LOCK_WRITE, true, true, false },
	{ "down_write_trylock", LOCK_WRITE, true, false, false },
	{ "up_write", LOCK_RELEASE_WRITE, false, false, false },
	{ "downgrade_write", LOCK_DOWNGRADE, false, false, false },
	{ "mmap_read_lock", LOCK_READ, false, false, true },
	{ "mmap_read_lock_killable", LOCK_READ_KILLABLE, true, true, true },
	{ "mmap_read_trylock", LOCK_READ_TRY, true, false, true },
	{ "mmap_read_trylock_non_owner", LOCK_READ_TRY, true, false, true },
	{ "mmap_read_unlock", LOCK_RELEASE_READ, false, false, true },
	{ "mmap_read_unlock_non_owner", LOCK_RELEASE_READ, false, false, true },
	{ "mmap_write_lock", LOCK_WRITE, false, false, true },
	{ "mmap_write_lock_nested", LOCK_WRITE, false, false, true },
	{ "mmap_write_lock_killable", LOCK_WRITE, true, true, true },
	{ "mmap_write_trylock", LOCK_WRITE, true, false, true },
	{ "mmap_write_unlock", LOCK_RELEASE_WRITE, false, false, true },
	{ "mmap_write_downgrade", LOCK_DOWNGRADE, false, false, true },
};

#define SHORTEST 7 /* bytes of a name */

static const struct spelling *find_name(const struct source *src, uint32_t tok)
{
	const char *at;

	if (!grammar_is_ident(src, tok) || src->token[tok].len < SHORTEST)
		return NULL;
	at = src->text + src->token[tok].at;
	if (memcmp(at, "do", 2) && memcmp(at, "up", 2) && memcmp(at, "mm", 2))
		return NULL;
	for (size_t i = 0; i < sizeof(spellings) / sizeof(spellings[0]); i++)
		if (source_is(src, tok, spellings[i].name))
			return &spellings[i];
	return NULL;
}

static const struct spelling *find_spelling(const struct source *src, uint32_t tok)
{
	return grammar_is_call(src, tok) ? find_name(src, tok) : NULL;
}

/* The name of an operation handed to something else: guard(mmap_read_lock)(mm). */
static bool is_handed_on(const struct source *src, uint32_t tok)
{
	const struct spelling *s = find_name(src, tok);

	return s && s->takes_mm && !grammar_is_call(src, tok);
}

static bool is_release(const struct spelling *s)
{
	return s->kind == LOCK_RELEASE_READ || s->kind == LOCK_RELEASE_WRITE;
}

bool mmaplock_releases(const struct lock_op *op)
{
	return op->kind == LOCK_RELEASE_READ || op->kind == LOCK_RELEASE_WRITE;
}

bool mmaplock_is_mention(const struct source *src, uint32_t tok)
{
	return source_is(src, tok, "mmap_sem") || source_is(src, tok, "mmap_lock");
}

/* -- the operations of a function ------------------------------------------------------------ */

/* The mm of "&MM->mmap_sem", or SOURCE_NONE. */
static uint32_t mm_of_semaphore(const struct expressions *e, uint32_t expr)
{
	uint32_t i = expression_strip(e, expr);

	if (i == SOURCE_NONE || e->expr[i].kind != EXPR_PREFIX || !expression_is(e, i, "&"))
		return SOURCE_NONE;
	i = expression_strip(e, e->expr[i].child);
	return i != SOURCE_NONE && e->expr[i].kind == EXPR_MEMBER &&
			       mmaplock_is_mention(e->src, e->expr[i].tok)
		       ? e->expr[i].child
		       : SOURCE_NONE;
}

/* The only value that is written to @place; SOURCE_NONE where there is another than one. */
static uint32_t only_value(const struct code *code, uint32_t place)
{
	uint32_t value = SOURCE_NONE;

	for (size_t k = 0; k < code->events; k++) {
		const struct event *ev = &code->event[k];

		if (ev->kind != EVENT_WRITE || ev->place != place)
			continue;
		if (value != SOURCE_NONE)
			return SOURCE_NONE;
		value = ev->value;
	}
	return value;
}

/* The pointer to the semaphore that the operation is given, "sem" of "down_read(sem)", or CODE_NONE. */
static uint32_t pointer_of(const struct code *code, const struct lock_op *op)
{
	uint32_t arg = expression_child(&code->e, code->event[op->event].expr, 1);

	return op->takes_mm || arg == SOURCE_NONE || code->e.expr[arg].kind != EXPR_NAME
		       ? CODE_NONE
		       : code->place_of[arg];
}

static bool find_mm(const struct code *code, struct lock_op *op)
{
	const struct expressions *e = &code->e;
	uint32_t mm = expression_child(e, code->event[op->event].expr, 1);
	uint32_t pointer = pointer_of(code, op);

	if (!op->takes_mm)
		mm = mm_of_semaphore(e, pointer == CODE_NONE ? mm : only_value(code, pointer));
	if (mm == SOURCE_NONE)
		return false;
	op->expr = mm;
	op->mm = e->expr[mm].first;
	op->mm_end = e->expr[mm].end;
	return true;
}

void mmaplock_read(const struct code *code, struct lock_ops *out)
{
	*out = (struct lock_ops){ 0 };
	for (uint32_t k = 0; k < code->events; k++) {
		const struct event *ev = &code->event[k];
		uint32_t tok = code_callee(code, ev);
		const struct spelling *s = find_name(code->src, tok);
		struct lock_op op;

		if (!s || source_is_dead(code->src, tok))
			continue;
		op = (struct lock_op){ .kind = s->kind,
				       .maybe = s->maybe,
				       .ok_if_zero = s->ok_if_zero,
				       .takes_mm = s->takes_mm,
				       .exact = code->st.stmt[ev->stmt].kind == STMT_EXPR &&
						code->at[ev->stmt].root == ev->expr,
				       .call = tok,
				       .guard = SOURCE_NONE,
				       .event = k,
				       .stmt = ev->stmt };
		if (find_mm(code, &op))
			VEC_PUSH(out->op, out->count, out->room, op);
	}
}

void mmaplock_free(struct lock_ops *ops)
{
	free(ops->op);
	*ops = (struct lock_ops){ 0 };
}

/* -- mentions that are no operations --------------------------------------------------------- */

/* Is @tok among the mm's tokens of an operation: in its argument, or where its pointer is set? */
static bool belongs(const struct lock_ops *ops, uint32_t tok)
{
	for (size_t i = 0; i < ops->count; i++)
		if (tok >= ops->op[i].mm && tok <= ops->op[i].mm_end + 1)
			return true;
	return false;
}

/* Is the name that event @ev reads the argument of an operation? */
static bool is_argument(const struct code *code, const struct lock_ops *ops, const struct event *ev)
{
	for (size_t i = 0; i < ops->count; i++)
		if (expression_child(&code->e, code->event[ops->op[i].event].expr, 1) == ev->expr)
			return true;
	return false;
}

/* The lock of @op is reached through a pointer: where that is given away, or the lock's address is. */
static uint32_t stray_pointer(const struct code *code, const struct lock_ops *ops,
			      const struct lock_op *op)
{
	uint32_t pointer = pointer_of(code, op);

	for (size_t k = 0; k < code->events && pointer != CODE_NONE; k++) {
		const struct event *ev = &code->event[k];
		const struct expr *value = ev->kind == EVENT_WRITE && ev->value != SOURCE_NONE
						   ? &code->e.expr[ev->value]
						   : NULL;

		if (ev->place == pointer
			    ? ev->kind != EVENT_WRITE && !is_argument(code, ops, ev)
			    : value && value->first <= op->mm && value->end >= op->mm_end)
			return ev->tok;
	}
	return SOURCE_NONE;
}

uint32_t mmaplock_stray(const struct code *code, const struct lock_ops *ops)
{
	const struct source *src = code->src;
	const struct function *f = &src->function[code->fn];

	for (uint32_t tok = f->open; tok < f->close; tok++) {
		bool mention = mmaplock_is_mention(src, tok) && !belongs(ops, tok);

		if ((mention || (is_handed_on(src, tok) && !belongs(ops, tok))) &&
		    !source_is_dead(src, tok) && !mmaplock_is_asked(src, tok))
			return tok;
	}
	for (size_t i = 0; i < ops->count; i++) {
		uint32_t tok = stray_pointer(code, ops, &ops->op[i]);

		if (tok != SOURCE_NONE)
			return tok;
	}
	return SOURCE_NONE;
}

bool mmaplock_name(const struct source *src, uint32_t tok, struct lock_op *op)
{
	const struct spelling *s = find_spelling(src, tok);

	if (s)
		*op = (struct lock_op){ .kind = s->kind,
					.maybe = s->maybe,
					.takes_mm = s->takes_mm,
					.guard = SOURCE_NONE };
	return s != NULL;
}

/* -- tokens ---------------------------------------------------------------------------------- */

/* Is the call's first argument the address of something: of the lock, if @lock? */
static bool takes_address(const struct source *src, uint32_t tok, bool lock)
{
	struct range arg = grammar_argument(src, tok + 1, 0);

	while (arg.first + 1 < arg.end && source_is(src, arg.first, "(") &&
	       src->token[arg.first].mate == arg.end - 1) {
		arg.first++;
		arg.end--;
	}
	do
		arg.end--;
	while (arg.end > arg.first && source_is(src, arg.end, ")"));
	if (arg.end <= arg.first || !source_is(src, arg.first, "&"))
		return false;
	return lock ? mmaplock_is_mention(src, arg.end) && grammar_is_member(src, arg.end)
		    : grammar_is_ident(src, arg.end);
}

bool mmaplock_is_mmap_call(const struct source *src, uint32_t tok)
{
	const struct spelling *s = find_spelling(src, tok);

	return s && (s->takes_mm || takes_address(src, tok, true));
}

bool mmaplock_is_release(const struct source *src, uint32_t tok)
{
	const struct spelling *s = find_spelling(src, tok);

	return s && is_release(s) && mmaplock_is_mmap_call(src, tok);
}

bool mmaplock_is_alias(const struct source *src, uint32_t tok)
{
	const struct spelling *s = find_spelling(src, tok);

	return s && !s->takes_mm && !takes_address(src, tok, false);
}

static bool holds(const struct source *src, uint32_t tok, const char *part)
{
	return memmem(src->text + src->token[tok].at, src->token[tok].len, part, strlen(part));
}

bool mmaplock_is_wrapper(const struct source *src, uint32_t tok)
{
	static const char *const harmless[] = { "assert", "ASSERT",	    "contended", "locked",
						"rlimit", "mmap_init_lock", NULL };
	const struct spelling *s = find_name(src, tok);
	bool call = grammar_is_call(src, tok), found;
	char *name;

	if (s || !call)
		return s && s->takes_mm && !call;
	if (!holds(src, tok, "mm") && !holds(src, tok, "MM"))
		return false;
	name = source_word(src, tok);
	found = (strstr(name, "mmap") || strstr(name, "MMAP") || strstr(name, "mm_")) &&
		(strstr(name, "lock") || strstr(name, "LOCK") || strstr(name, "_sem"));
	if (strstr(name, "mm_") && !strstr(name, "mmap") && !strstr(name, "_read") &&
	    !strstr(name, "_write"))
		found = false;
	for (size_t i = 0; harmless[i] && found; i++)
		found = !strstr(name, harmless[i]);
	free(name);
	return found;
}

bool mmaplock_is_operand(const struct source *src, uint32_t tok)
{
	uint32_t call = grammar_enclosing_call(src, tok);

	return call != SOURCE_NONE && mmaplock_is_mmap_call(src, call);
}

bool mmaplock_is_asked(const struct source *src, uint32_t tok)
{
	static const char *const asks[] = { "lockdep_assert_held",
					    "lockdep_assert_held_read",
					    "lockdep_assert_held_write",
					    "lockdep_assert_held_exclusive",
					    "lockdep_is_held",
					    "rwsem_is_locked",
					    "rwsem_is_contended",
					    "rwsem_assert_held",
					    "rwsem_assert_held_write",
					    "might_lock",
					    "might_lock_read",
					    "prefetchw",
					    NULL };
	uint32_t call = grammar_enclosing_call(src, tok);

	return call != SOURCE_NONE && grammar_is_any(src, call, asks);
}

bool mmaplock_line_takes(const char *text, size_t len)
{
	static const char *const words[] = { "mmap_read_lock", "mmap_write_lock",
					     "mmap_read_trylock", "down_read", "down_write" };

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		bool is_mmap = words[i][0] == 'm';

		if (memmem(text, len, words[i], strlen(words[i])) &&
		    (is_mmap || memmem(text, len, "mmap_sem", 8) ||
		     memmem(text, len, "mmap_lock", 9)))
			return true;
	}
	return false;
}
