// SPDX-License-Identifier: GPL-2.0-only
/*
 * layout_unused: functions before and after. All that is deleted at first are their statements
 * LOCK(...); and UNLOCK(...); and what else goes must be the declarations that these leave unused.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/memory.h"
#include "layout/parts.h"

struct pair {
	const char *name;
	const char *before;
	const char *after; /* NULL: must be refused */
};

static void delete_locks(const struct source *src, struct spatch_changes *changes)
{
	for (uint32_t t = 0; t < src->tokens; t++)
		if (source_is(src, t, "LOCK") || source_is(src, t, "UNLOCK"))
			VEC_PUSH(changes->change, changes->count, changes->room,
				 (struct spatch_change){ .first = t,
							 .end = src->token[t + 1].mate + 2,
							 .text = memory_strdup("") });
}

static int count_words(const char *text, const char *word)
{
	int count = 0;

	while ((text = strstr(text, word))) {
		count++;
		text++;
	}
	return count;
}

static void run_pair(void **state)
{
	const struct pair *pair = *state;
	const char *wanted = pair->after ? pair->after : "";
	static const struct layout_subject subject = { .word = "the lock" };
	struct layout_request request = { .subject = &subject };
	struct spatch_changes changes = { 0 }, none = { 0 };
	struct buf got = { 0 }, want = { 0 }, notes = { 0 };
	struct source before, after;
	struct error err;
	struct layout p = { .request = &request,
			    .src = &before,
			    .changes = &changes,
			    .notes = &notes,
			    .err = &err };
	int status;

	source_read(&before, pair->before, strlen(pair->before));
	source_read(&after, wanted, strlen(wanted));
	delete_locks(&before, &changes);
	p.fn = before.function;
	code_read(&before, 0, NULL, &p.code);
	status = layout_drop_unused(&p);
	assert_int_equal(status, pair->after ? 0 : -1);
	if (pair->after) {
		spatch_print(&before, 0, (uint32_t)before.tokens, &changes, &got);
		spatch_print(&after, 0, (uint32_t)after.tokens, &none, &want);
		assert_string_equal(got.data, want.data);
		/* what goes though it was no lock is told */
		assert_int_equal(count_words(pair->before, " *") - count_words(pair->after, " *"),
				 notes.len ? count_words(notes.data, "variable deleted") : 0);
	} else {
		assert_non_null(strstr(err.text, "line 3: a variable would be left unused"));
	}
	buf_free(&got);
	buf_free(&want);
	buf_free(&notes);
	spatch_changes_free(&changes);
	code_free(&p.code);
	source_free(&after);
	source_free(&before);
}

static const struct pair pairs[] = {
	{ "a declaration for the lock only",
	  "int f(void)\n{\nstruct mm_struct *mm = current->mm;\nLOCK(mm);\ng();\nUNLOCK(mm);\n}\n",
	  "int f(void)\n{\ng();\n}\n" },
	{ "one that is used otherwise",
	  "int f(void)\n{\nstruct mm_struct *mm = "
	  "current->mm;\nLOCK(mm);\ng(mm);\nUNLOCK(mm);\n}\n",
	  "int f(void)\n{\nstruct mm_struct *mm = current->mm;\ng(mm);\n}\n" },
	{ "several variables",
	  "int f(void)\n{\nstruct a *a = x;\nint y = 1;\nstruct b *b = x;\n"
	  "LOCK(a);\nLOCK(&b->sem);\ng(y);\nUNLOCK(a);\n}\n",
	  "int f(void)\n{\nint y = 1;\ng(y);\n}\n" },
	{ "one that only another one used",
	  "int f(struct c *c)\n{\nstruct task *task = c->task;\nstruct mm *mm = task->mm;\n"
	  "LOCK(mm);\ng();\nUNLOCK(mm);\n}\n",
	  "int f(struct c *c)\n{\ng();\n}\n" },
	{ "a member of that name is another thing",
	  "int f(struct c *c)\n{\nstruct mm *mm = c->mm;\nLOCK(mm);\ng(c->mm, "
	  "c.mm);\nUNLOCK(mm);\n}\n",
	  "int f(struct c *c)\n{\ng(c->mm, c.mm);\n}\n" },
	{ "a parameter stays", "int f(struct mm *mm)\n{\nLOCK(mm);\ng();\nUNLOCK(mm);\n}\n",
	  "int f(struct mm *mm)\n{\ng();\n}\n" },
	{ "a shadowed name is left alone",
	  "int f(void)\n{\nstruct mm *mm = x;\nLOCK(mm);\n{\nstruct mm *mm = y;\ng(mm);\n}\n"
	  "UNLOCK(mm);\n}\n",
	  "int f(void)\n{\nstruct mm *mm = x;\n{\nstruct mm *mm = y;\ng(mm);\n}\n}\n" },
	{ "a use in one configuration is a use",
	  "int f(void)\n{\nstruct mm *mm = x;\nLOCK(mm);\n#ifdef "
	  "X\ng(mm);\n#endif\nUNLOCK(mm);\n}\n",
	  "int f(void)\n{\nstruct mm *mm = x;\n#ifdef X\ng(mm);\n#endif\n}\n" },
	{ "declared twice, in two configurations",
	  "int f(void)\n{\n#ifdef X\nstruct mm *mm = x;\n#else\nstruct mm *mm = y;\n#endif\n"
	  "LOCK(mm);\ng();\nUNLOCK(mm);\n}\n",
	  "int f(void)\n{\n#ifdef X\nstruct mm *mm = x;\n#else\nstruct mm *mm = "
	  "y;\n#endif\ng();\n}\n" },
	{ "a macro may use it",
	  "#define USE() g(mm)\nint f(void)\n{\nstruct mm *mm = "
	  "x;\nLOCK(mm);\nUSE();\nUNLOCK(mm);\n}\n",
	  "int f(void)\n{\nstruct mm *mm = x;\nUSE();\n}\n" },
	{ "a macro with a parameter of that name does not",
	  "#define USE(a, mm) g(mm)\nint f(void)\n{\nstruct mm *mm = x;\nLOCK(mm);\nUSE(1, y);\n"
	  "UNLOCK(mm);\n}\n",
	  "int f(void)\n{\nUSE(1, y);\n}\n" },
	{ "one that is only set",
	  "int f(void)\n{\nstruct mm *mm;\nmm = x->mm;\nLOCK(mm);\ng();\nUNLOCK(mm);\n}\n",
	  "int f(void)\n{\ng();\n}\n" },
	{ "one that is set in a chain",
	  "int f(void)\n{\nstruct mm *mm;\nx->mm = mm = get(x);\nLOCK(mm);\ng();\nUNLOCK(mm);\n}\n",
	  "int f(void)\n{\nx->mm = get(x);\ng();\n}\n" },
	{ "a comparison is no chain",
	  "int f(void)\n{\nstruct mm *mm;\nx == mm = y;\nLOCK(mm);\ng();\nUNLOCK(mm);\n}\n",
	  "int f(void)\n{\nstruct mm *mm;\nx == mm = y;\ng();\n}\n" },
	{ "a chain with a comment in it",
	  "int f(void)\n{\nstruct mm *mm;\nx = mm = /*own*/ "
	  "y;\nLOCK(mm);\ng();\nUNLOCK(mm);\n}\n",
	  "int f(void)\n{\nstruct mm *mm;\nx = mm = y;\ng();\n}\n" },
	{ "a chain that converts",
	  "int f(void)\n{\nchar mm;\nx = mm = y;\nLOCK(mm);\ng();\nUNLOCK(mm);\n}\n",
	  "int f(void)\n{\nchar mm;\nx = mm = y;\ng();\n}\n" },
	{ "set by what does something",
	  "int f(void)\n{\nstruct mm *mm;\nmm = get(x);\nLOCK(mm);\ng();\nUNLOCK(mm);\n}\n",
	  "int f(void)\n{\nstruct mm *mm;\nmm = get(x);\ng();\n}\n" },
	{ "set in a branch",
	  "int f(void)\n{\nstruct mm *mm;\nif (x)\nmm = y;\nLOCK(mm);\ng();\nUNLOCK(mm);\n}\n",
	  "int f(void)\n{\nstruct mm *mm;\nif (x)\nmm = y;\ng();\n}\n" },
	{ "set twice",
	  "int f(void)\n{\nstruct mm *mm;\nmm = x;\nmm = y;\nLOCK(mm);\ng();\nUNLOCK(mm);\n}\n",
	  "int f(void)\n{\nstruct mm *mm;\nmm = x;\nmm = y;\ng();\n}\n" },
	{ "set and read in one statement",
	  "int f(void)\n{\nstruct mm *mm;\nx = mm->owner;\nLOCK(mm);\ng();\nUNLOCK(mm);\n}\n",
	  "int f(void)\n{\nstruct mm *mm;\nx = mm->owner;\ng();\n}\n" },
	{ "one declarator of several",
	  "int f(void)\n{\nstruct mm *mm = x, *other = y;\nLOCK(mm);\ng(other);\nUNLOCK(mm);\n}\n",
	  NULL },
	{ "an initialiser that does something",
	  "int f(void)\n{\nstruct mm *mm = get_mm(x);\nLOCK(mm);\ng();\nUNLOCK(mm);\n}\n", NULL },
};

int main(void)
{
	struct CMUnitTest tests[sizeof(pairs) / sizeof(pairs[0])];
	size_t count = sizeof(pairs) / sizeof(pairs[0]);

	for (size_t i = 0; i < count; i++)
		tests[i] = (struct CMUnitTest){ .name = pairs[i].name,
						.test_func = run_pair,
						.initial_state = (void *)(uintptr_t)&pairs[i] };
	return _cmocka_run_group_tests("layout_unused", tests, count, NULL, NULL);
}
