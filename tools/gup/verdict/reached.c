// SPDX-License-Identifier: GPL-2.0-only
/* reached: the function and all that leads to it, one question after the other. */
#include "reached.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "comments.h"
#include "gup/mmaplock.h"
#include "gup/primitives.h"
#include "source/grammar.h"

/* The kernel calls what is given one of these with the lock held, for read or for write. */
static bool is_called_locked(struct shared *shared, const struct library_file *of,
			     const struct library_file *file, uint32_t fn)
{
	static const char *const tags[] = { "vm_fault", "mm_walk" };
	const struct source *src = file->src;
	const struct function *f = &src->function[fn];

	if (shared_is_handler(shared, of, file, fn))
		return true;
	for (uint32_t i = f->params; i < f->open; i++)
		for (size_t k = 0; k < sizeof(tags) / sizeof(tags[0]); k++)
			if (source_is(src, i, tags[k]))
				return true;
	return false;
}

/* "lockdep_assert_held(&mm->mmap_lock)", "mmap_assert_locked(mm)"; "__must_hold(...)" in the head. */
static bool asserts_lock(const struct source *src, uint32_t fn)
{
	const struct function *f = &src->function[fn];

	for (uint32_t i = f->params; i < f->open; i++)
		if (mmaplock_is_mention(src, i))
			return true;
	for (uint32_t i = f->open; i < f->close; i++)
		if (source_is(src, i, "mmap_assert_locked") ||
		    source_is(src, i, "mmap_assert_write_locked") ||
		    (mmaplock_is_mention(src, i) && mmaplock_is_asked(src, i)))
			return true;
	return false;
}

/* Does the function, a caller, call one of its file or its headers that asserts the lock, where it has not taken it itself? */
static bool asserts_by_call(struct library *lib, struct flows *flows,
			    const struct callers_step *step)
{
	const struct code *code = library_code(lib, step->file, step->fn);
	const struct flow *flow = flows_of(flows, code);
	bool asserts = false;

	for (size_t e = 0; e < code->events && !asserts; e++) {
		uint32_t tok = code_callee(code, &code->event[e]);
		struct definitions defs;
		char *name;

		if (tok == SOURCE_NONE || flow->in[code->event[e].stmt] != FLOW_FREE ||
		    primitives_call(code->src, tok) != PRIMITIVES_UNKNOWN)
			continue;
		name = source_word(code->src, tok);
		library_own(lib, step->file, name, true, &defs);
		for (size_t d = 0; d < defs.count && !asserts; d++)
			asserts = defs.def[d].fn != SOURCE_NONE &&
				  asserts_lock(defs.def[d].src, defs.def[d].fn);
		free(defs.def);
		free(name);
	}
	return asserts;
}

/* The member that the function at token @tok is stored in, as a hash; 0: passed on, or stored otherwise. */
static uint32_t stored_in(const struct source *src, uint32_t tok)
{
	uint32_t member = grammar_stored_in(src, tok);

	return member == SOURCE_NONE ? 0 : nameset_hash_token(src, member);
}

/*
 * Is the function that is named at token @tok of @src passed to one of another file of the driver, which
 * calls through a pointer under the lock?
 */
static bool is_passed_on(struct shared *shared, const struct library_file *of,
			 const struct source *src, uint32_t tok)
{
	uint32_t call = grammar_enclosing_call(src, tok);
	const struct library_file *const *file;
	size_t count;

	file = shared_files(shared, of, &count);
	for (size_t i = 0; call != SOURCE_NONE && i < count; i++)
		if (file[i]->src != src && source_find(file[i]->src, src, call) != SOURCE_NONE &&
		    shared_calls_pointer(shared, of, file[i], 0))
			return true;
	return false;
}

/* "EXPORT_SYMBOL(f)", "INIT_WORK(&w, f)": passed to something that is not of this file. */
static bool is_passed_out(const struct source *src, uint32_t tok)
{
	uint32_t call = grammar_enclosing_call(src, tok);

	if (call == SOURCE_NONE || primitives_is_operator(src, call))
		return false;
	if (source_function_at(src, tok) == SOURCE_NONE
		    ? call + 2 != tok || src->token[call + 1].mate != tok + 1
		    : source_is(src, call - 1, "="))
		return false; /* "DEFINE_STATIC_CALL(name, f);", "g = symbol_get(f)" */
	if (source_find(src, src, call) != SOURCE_NONE)
		return false;
	for (size_t i = 0; i < src->directives; i++)
		if (src->directive[i].kind == DIRECTIVE_DEFINE &&
		    memmem(src->text + src->directive[i].at, src->directive[i].len,
			   src->text + src->token[call].at, src->token[call].len))
			return false;
	return true;
}

/* Is the function handed out in @file, and called through a pointer under the lock in its driver? */
static bool is_called_by_pointer(struct shared *shared, const struct library_file *of,
				 const struct library_file *file, const struct callers_step *step)
{
	const struct source *src = file->src, *def = step->file->src;
	uint32_t name = def->function[step->fn].name;
	size_t count;
	const uint32_t *tok =
		library_words(file, def->text + def->token[name].at, def->token[name].len, &count);

	for (size_t i = 0; i < count; i++) {
		uint32_t t = tok[i];

		if (t && source_same(src, t, def, name) && !grammar_is_call(src, t) &&
		    !grammar_is_member(src, t) &&
		    (is_passed_out(src, t)
			     ? is_passed_on(shared, of, src, t)
			     : shared_calls_pointer(shared, of, file, stored_in(src, t))))
			return true;
	}
	return false;
}

static char *judge_step(struct shared *shared, const struct library_file *of,
			const struct callers_step *step)
{
	const struct source *src = step->file->src;
	char *name = source_word(src, src->function[step->fn].name), *why = NULL;
	const struct library_file *const *file;
	size_t count;
	uint32_t line = comments_caller_holds(src, step->fn);

	if (is_called_locked(shared, of, step->file, step->fn))
		why = memory_printf("the kernel calls %s() (%s) with the lock held", name,
				    step->file->path);
	else if (asserts_lock(src, step->fn))
		why = memory_printf("%s() (%s) asserts that its caller holds the lock", name,
				    step->file->path);
	else if (line)
		why = memory_printf(
			"the comment at %s:%u says that the caller of %s() holds the lock",
			step->file->path, line, name);
	file = shared_files(shared, of, &count);
	for (size_t i = 0; i <= count && !why; i++)
		if (is_called_by_pointer(shared, of, i < count ? file[i] : step->file, step))
			why = memory_printf("%s() (%s) may be called through a pointer where the "
					    "lock is held",
					    name, step->file->path);
	free(name);
	return why;
}

char *reached_with_lock(struct library *lib, struct flows *flows, struct shared *shared,
			const struct library_file *file, uint32_t fn)
{
	struct callers callers;
	char *why = NULL;

	callers_read(lib, flows, file, fn, &callers);
	if (callers.read || callers.write || callers.mixed)
		why = memory_printf("also %s", callers.who);
	for (size_t i = 0; i < callers.steps && !why; i++) {
		why = judge_step(shared, file, &callers.step[i]);
		if (!why && i && asserts_by_call(lib, flows, &callers.step[i]))
			why = memory_printf("a caller (%s) asserts it through a function that it "
					    "calls",
					    callers.step[i].file->path);
	}
	if (!why && callers.pasted)
		why = memory_strdup(
			"the name of one that leads to it is pasted together, and may be "
			"called anywhere");
	/* of the family itself all know that it takes the lock */
	if (!why && callers.more && !primitives_is_gup(file->src, file->src->function[fn].name))
		why = memory_strdup("more functions lead to it than were read");
	callers_free(&callers);
	return why;
}
