// SPDX-License-Identifier: GPL-2.0-only
/* mmaplock: recognises operations on the mmap lock by the names of the calls and their first argument. */
#include "mmaplock.h"

#include <stdlib.h>
#include <string.h>

#include "../base/memory.h"
#include "words.h"

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

static bool is_ident(const struct source *src, uint32_t tok)
{
	return tok < src->tokens && src->token[tok].kind == TOKEN_IDENT;
}

static bool is_call(const struct source *src, uint32_t tok)
{
	return is_ident(src, tok) && source_is(src, tok + 1, "(") &&
	       src->token[tok + 1].mate != SOURCE_NONE &&
	       !(tok && (source_is(src, tok - 1, "->") || source_is(src, tok - 1, ".")));
}

static const struct spelling *find_spelling(const struct source *src, uint32_t tok)
{
	if (!is_call(src, tok))
		return NULL;
	for (size_t i = 0; i < sizeof(spellings) / sizeof(spellings[0]); i++)
		if (source_is(src, tok, spellings[i].name))
			return &spellings[i];
	return NULL;
}

/* The name of an operation handed to something else: guard(mmap_read_lock)(mm). */
static bool is_handed_on(const struct source *src, uint32_t tok)
{
	for (size_t i = 0; i < sizeof(spellings) / sizeof(spellings[0]); i++)
		if (spellings[i].takes_mm && source_is(src, tok, spellings[i].name))
			return !is_call(src, tok);
	return false;
}

bool mmaplock_is_mention(const struct source *src, uint32_t tok)
{
	return source_is(src, tok, "mmap_sem") || source_is(src, tok, "mmap_lock");
}

static bool is_member(const struct source *src, uint32_t tok)
{
	return tok && (source_is(src, tok - 1, "->") || source_is(src, tok - 1, "."));
}

/* The first argument's tokens: [*first, *end). */
static void first_argument(const struct source *src, uint32_t open, uint32_t *first, uint32_t *end)
{
	uint32_t close = src->token[open].mate, i = open + 1;

	*first = i;
	while (i < close && !source_is(src, i, ",")) {
		uint32_t mate = src->token[i].mate;

		i = mate != SOURCE_NONE && mate > i ? mate + 1 : i + 1;
	}
	*end = i < close ? i : close;
}

/* Parentheses around all of [first, end). */
static void strip_parentheses(const struct source *src, uint32_t *first, uint32_t *end)
{
	while (*end > *first + 1 && source_is(src, *first, "(") &&
	       src->token[*first].mate == *end - 1) {
		(*first)++;
		(*end)--;
	}
}

/* "&MM->mmap_sem" or "&(MM->mmap_sem)" in [first, end): narrow it to MM. */
static bool strip_semaphore(const struct source *src, uint32_t *first, uint32_t *end)
{
	strip_parentheses(src, first, end);
	if (*end < *first + 4 || !source_is(src, *first, "&"))
		return false;
	(*first)++;
	strip_parentheses(src, first, end);
	if (*end < *first + 3 || !mmaplock_is_mention(src, *end - 1) || !is_member(src, *end - 1))
		return false;
	*end -= 2;
	return true;
}

/* "sem" where the function says "sem = &MM->mmap_sem" once: set the range to MM. */
static bool follow_pointer(const struct source *src, const struct function *f, uint32_t *first,
			   uint32_t *end)
{
	uint32_t name = *first, found = SOURCE_NONE, stop;

	if (*end != *first + 1 || !is_ident(src, name))
		return false;
	for (uint32_t i = f->open; i < f->close; i++) {
		if (!source_same(src, i, src, name) || is_member(src, i) ||
		    !source_is(src, i + 1, "="))
			continue;
		if (found != SOURCE_NONE)
			return false;
		found = i + 2;
	}
	if (found == SOURCE_NONE)
		return false;
	for (stop = found;
	     stop < f->close && !source_is(src, stop, ";") && !source_is(src, stop, ",");)
		stop++;
	*first = found;
	*end = stop;
	return strip_semaphore(src, first, end);
}

static bool find_mm(const struct source *src, const struct function *f, const struct spelling *s,
		    struct lock_op *op)
{
	first_argument(src, op->call + 1, &op->mm, &op->mm_end);
	if (s->takes_mm)
		return op->mm < op->mm_end;
	return strip_semaphore(src, &op->mm, &op->mm_end) ||
	       follow_pointer(src, f, &op->mm, &op->mm_end);
}

bool mmaplock_is_mmap_call(const struct source *src, uint32_t tok)
{
	const struct spelling *s = find_spelling(src, tok);
	uint32_t first, end;

	if (!s)
		return false;
	if (s->takes_mm)
		return true;
	first_argument(src, tok + 1, &first, &end);
	return strip_semaphore(src, &first, &end);
}

bool mmaplock_is_release(const struct source *src, uint32_t tok)
{
	const struct spelling *s = find_spelling(src, tok);

	return s && (s->kind == LOCK_RELEASE_READ || s->kind == LOCK_RELEASE_WRITE) &&
	       mmaplock_is_mmap_call(src, tok);
}

bool mmaplock_is_wrapper(const struct source *src, uint32_t tok)
{
	static const char *const harmless[] = { "assert", "ASSERT",	    "contended", "locked",
						"rlimit", "mmap_init_lock", NULL };
	char *name;
	bool found;

	if (src->token[tok].kind != TOKEN_IDENT)
		return false;
	if (is_handed_on(src, tok))
		return true;
	if (!is_call(src, tok) || find_spelling(src, tok))
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

void mmaplock_read(const struct source *src, uint32_t fn, const struct statements *st,
		   struct lock_ops *out)
{
	const struct function *f = &src->function[fn];

	*out = (struct lock_ops){ 0 };
	for (uint32_t tok = f->open; tok < f->close; tok++) {
		const struct spelling *s = find_spelling(src, tok);
		struct lock_op op;
		const struct stmt *stmt;

		if (!s || source_is_dead(src, tok))
			continue;
		op = (struct lock_op){ .kind = s->kind,
				       .maybe = s->maybe,
				       .ok_if_zero = s->ok_if_zero,
				       .call = tok,
				       .stmt = statement_at(st, tok) };
		if (op.stmt == SOURCE_NONE || !find_mm(src, f, s, &op))
			continue;
		stmt = &st->stmt[op.stmt];
		op.exact = stmt->kind == STMT_EXPR && stmt->first == tok &&
			   src->token[tok + 1].mate + 2 == stmt->end &&
			   source_is(src, stmt->end - 1, ";");
		VEC_PUSH(out->op, out->count, out->room, op);
	}
}

/* -- mentions that are no operations --------------------------------------------------------- */

bool mmaplock_is_operand(const struct source *src, uint32_t tok)
{
	uint32_t call = words_enclosing_call(src, tok, 0);

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
	uint32_t call = words_enclosing_call(src, tok, 0);

	for (int i = 0; call != SOURCE_NONE && asks[i]; i++)
		if (source_is(src, call, asks[i]))
			return true;
	return false;
}

bool mmaplock_is_alias(const struct source *src, uint32_t tok)
{
	const struct spelling *s = find_spelling(src, tok);
	uint32_t first, end;

	if (!s || s->takes_mm)
		return false;
	first_argument(src, tok + 1, &first, &end);
	while (end > first + 1 && source_is(src, first, "(") && src->token[first].mate == end - 1) {
		first++;
		end--;
	}
	return end < first + 2 || !source_is(src, first, "&") || !is_ident(src, end - 1);
}

/* Is @tok among the mm's tokens of an operation: in its argument, or where its pointer is set? */
static bool belongs(const struct lock_ops *ops, uint32_t tok)
{
	for (size_t i = 0; i < ops->count; i++)
		if (tok >= ops->op[i].mm && tok <= ops->op[i].mm_end + 1)
			return true;
	return false;
}

/* "sem" of "sem = &mm->mmap_sem": the first use that is no operation's whole argument. */
static uint32_t stray_pointer(const struct source *src, const struct function *f, uint32_t name)
{
	for (uint32_t i = f->open; i < f->close; i++) {
		if (!source_same(src, i, src, name) || is_member(src, i) || i == name)
			continue;
		/* its declaration, or an operation on it */
		if (source_is(src, i - 1, "*") && source_is(src, i + 1, ";"))
			continue;
		if (!source_is(src, i - 1, "(") || !source_is(src, i + 1, ")") ||
		    !find_spelling(src, i - 2))
			return i;
	}
	return SOURCE_NONE;
}

uint32_t mmaplock_stray(const struct source *src, uint32_t fn, const struct lock_ops *ops)
{
	const struct function *f = &src->function[fn];

	for (uint32_t tok = f->open; tok < f->close; tok++) {
		uint32_t assign = tok, stray;

		if (is_handed_on(src, tok) && !source_is_dead(src, tok))
			return tok;
		if (!mmaplock_is_mention(src, tok) || source_is_dead(src, tok) ||
		    mmaplock_is_asked(src, tok))
			continue;
		if (!belongs(ops, tok))
			return tok;
		/* reached through a pointer? */
		while (assign > f->open && !source_is(src, assign, "=") &&
		       !source_is(src, assign, "(") && !source_is(src, assign, ";"))
			assign--;
		if (!source_is(src, assign, "=") || !is_ident(src, assign - 1))
			continue;
		stray = is_member(src, assign - 1) || source_is(src, assign - 2, "=")
				? tok
				: stray_pointer(src, f, assign - 1);
		if (stray != SOURCE_NONE)
			return stray;
	}
	return SOURCE_NONE;
}

void mmaplock_free(struct lock_ops *ops)
{
	free(ops->op);
	*ops = (struct lock_ops){ 0 };
}
