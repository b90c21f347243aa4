// SPDX-License-Identifier: GPL-2.0-only
/* slice and difference: what spatch gets to see, and what its answer means. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/memory.h"
#include "spatch/slice.h"

/* A file with its functions wanted, and one slice of it. */
struct cut {
	struct source src;
	struct spatch_task task;
	uint32_t function[8];
	struct slice slice;
};

static void cut_file(struct cut *c, const char *text, const char *wanted)
{
	*c = (struct cut){ 0 };
	source_read(&c->src, text, strlen(text));
	c->task = (struct spatch_task){ .src = &c->src, .function = c->function };
	for (uint32_t f = 0; f < c->src.functions; f++)
		if (source_is(&c->src, c->src.function[f].name, wanted))
			c->function[c->task.functions++] = f;
}

static void cut_free(struct cut *c)
{
	slice_free(&c->slice);
	spatch_task_free(&c->task);
	source_free(&c->src);
}

/* The slice for a kernel 5.0. */
static void expect_slice(const char *text, const char *wanted, const char *expected)
{
	struct cut c;

	cut_file(&c, text, wanted);
	c.task.version = 5 << 16;
	slice_make(&c.task, &c.slice);
	assert_string_equal(c.slice.text.data, expected);
	for (size_t t = 0; t < c.slice.pieces; t++) {
		const struct piece *piece = &c.slice.piece[t];

		if (piece->token != SOURCE_NONE)
			assert_memory_equal(c.slice.text.data + piece->at,
					    c.src.text + c.src.token[piece->token].at, piece->len);
		else
			assert_int_equal(c.slice.text.data[piece->at], '#');
	}
	cut_free(&c);
}

static void keeps_function_and_directives(void **state)
{
	(void)state;
	expect_slice(
		"#include <a.h>\nint x; /* two\nlines */\n#define M(a) \\\r\n\t(a)\r\n"
		"static int /* c */ __init f(int a)\n{\n\treturn a; // b\n}\nint g(void)\n{\n}\n",
		"f",
		"#include <a.h>\n#define M(a) \\\n\t(a)\n"
		"static int __init f(int a)\n{\n\treturn a;\n}\n");
}

static void keeps_all_branches_of_a_torn_signature(void **state)
{
	(void)state;
	expect_slice("int y;\n#ifdef A\nint f(int a)\n#else\nint f(void)\n#endif\n{\n}\n", "f",
		     "#ifdef A\nint f(int a)\n#else\nint f(void)\n#endif\n{\n}\n");
}

static void leaves_dead_code_out(void **state)
{
	(void)state;
	expect_slice("int f(void)\n{\n#if 0\n#ifdef B\n\tg();\n#endif\n#else\n\th();\n#endif\n}\n",
		     "f", "int f(void)\n{\n#if 0\n#else\n\th();\n#endif\n}\n");
}

#define OLD "LINUX_VERSION_CODE < KERNEL_VERSION(4, 0, 0)"

static void leaves_out_what_is_not_compiled(void **state)
{
	(void)state;
	expect_slice("int f(void)\n{\n#if " OLD "\n\ta();\n#elif B\n\tb();\n#else\n\tc();\n"
		     "#endif\n}\n",
		     "f",
		     "int f(void)\n{\n#ifdef GUPSWEEP_REMAINING\n\tb();\n#else\n\tc();\n"
		     "#endif\n}\n");
	expect_slice("int f(void)\n{\n#if " OLD "\n\ta();\n#elif " OLD "\n\tb();\n#else\n"
		     "\tc();\n#endif\n}\n",
		     "f", "int f(void)\n{\n\tc();\n}\n");
	expect_slice("int f(void)\n{\n#if A\n\ta();\n#elif " OLD "\n\tb();\n#else\n\tc();\n"
		     "#endif\n}\n",
		     "f",
		     "int f(void)\n{\n#ifdef GUPSWEEP_REMAINING\n\ta();\n#else\n\tc();\n"
		     "#endif\n}\n");
	expect_slice("int f(void)\n{\n#if " OLD "\n\ta();\n#endif\n}\n", "f",
		     "int f(void)\n{\n}\n");
}

static void takes_the_if_from_a_branch_that_is_always_compiled(void **state)
{
	(void)state;
	expect_slice("int f(void)\n{\n#if !(" OLD ")\n\ta();\n#endif\n}\n", "f",
		     "int f(void)\n{\n\ta();\n}\n");
}

static void hides_a_name(void **state)
{
	static const uint32_t name = 6;
	struct cut c;

	(void)state;
	cut_file(&c, "int f(void)\n{\n\tget(a);\n}\n", "f");
	c.task.hidden = &name;
	c.task.hiddens = 1;
	slice_make(&c.task, &c.slice);
	assert_string_equal(c.slice.text.data, "int f(void)\n{\n\tgupsweep_masked(a);\n}\n");
	cut_free(&c);
}

/* The changes that turn @text into @after, as "first-end:text" each on a line; "!" if refused. */
static char *difference_text(const char *text, const char *after, bool *parsed)
{
	struct buf out = { 0 }, new = { 0 };
	struct error err;
	struct cut c;

	cut_file(&c, text, "f");
	slice_make(&c.task, &c.slice);
	c.task.parsed = memory_alloc(c.task.functions);
	buf_addstr(&new, after);
	if (slice_compare(&c.task, &c.slice, "gupsweep_locked", &new, &err)) {
		buf_printf(&out, "!%s", strrchr(err.text, ':') + 2);
		assert_int_equal(c.task.changes.count, 0);
	}
	for (size_t i = 0; i < c.task.changes.count; i++) {
		const struct spatch_change *change = &c.task.changes.change[i];

		buf_printf(&out, "%u-%u:%s\n", change->first, change->end, change->text);
	}
	*parsed = c.task.parsed[0];
	buf_free(&new);
	cut_free(&c);
	return buf_detach(&out);
}

static void expect_changes(const char *text, const char *after, bool parsed, const char *expected)
{
	bool was;
	char *got = difference_text(text, after, &was);

	assert_string_equal(got, expected);
	assert_int_equal(was, parsed);
	free(got);
}

#define HEAD "int f(void) { " /* six tokens */

static void sees_the_marker(void **state)
{
	(void)state;
	expect_changes(HEAD "a(); }", HEAD "gupsweep_parsed; a(); }", true, "");
	expect_changes(HEAD "a(); }", HEAD "a(); }", false, "");
	expect_changes(HEAD "\n#if A\n#if B\na();\n#endif\n#endif\n}",
		       HEAD "\n#if A\n#if B\ngupsweep_parsed; a();\n#endif\n#endif\n}", true, "");
}

static void sees_whole_statements(void **state)
{
	(void)state;
	expect_changes(HEAD "lock(m); x = get(a, b, NULL); unlock(m); return x; }",
		       HEAD "gupsweep_parsed; x = get_unlocked(a, b); return x; }", true,
		       "6-11:\n13-14:get_unlocked\n18-20:\n22-27:\n");
	expect_changes(HEAD "lock(m); lock(n); x(); }", HEAD "gupsweep_parsed; x(); }", true,
		       "6-11:\n11-16:\n");
	expect_changes(HEAD "if (a) goto out; unlock(m); out: unlock(m); }",
		       HEAD "gupsweep_parsed; if (a) goto out; out: }", true, "13-18:\n20-25:\n");
}

static void sees_a_guard(void **state)
{
	(void)state;
	expect_changes(HEAD "r = get(NULL); unlock(m); }",
		       HEAD "gupsweep_parsed; r = get(&gupsweep_locked); if (gupsweep_locked) "
			    "unlock(m); }",
		       true, "10-11:& gupsweep_locked\n13-13:if ( gupsweep_locked )\n");
}

static void sees_moved_arguments(void **state)
{
	bool parsed;
	char *got = difference_text(HEAD "get(a, flags, pages); }", HEAD "get(a, pages, flags); }",
				    &parsed);

	(void)state;
	assert_true(strstr(got, "flags") || strstr(got, "pages"));
	free(got);
}

static void indices_are_those_of_the_file(void **state)
{
	(void)state;
	expect_changes("int x;\n" HEAD "a();\n#if 0\nb();\n#endif\nc(); d(); }",
		       "\n" HEAD "gupsweep_parsed;\n#if 0\n#endif\nd(); }", true,
		       "9-13:\n17-21:\n");
}

static void unlike_statements_are_not_paired(void **state)
{
	(void)state;
	expect_changes(HEAD "a = b + c - d; }", HEAD "gupsweep_parsed; y(); }", true,
		       "6-14:\n14-14:y ( ) ;\n");
}

static void what_could_be_either_branch_is_not_guessed(void **state)
{
	(void)state;
	expect_changes(HEAD "\n#if A\nx();\n#else\nx();\n#endif\ny(); }",
		       HEAD "gupsweep_parsed;\n#if A\nx();\n#else\n#endif\ny(); }", true,
		       "10-14:\n");
	expect_changes(HEAD "\n#if A\nx();\n#else\nx();\n#endif\ny(); }",
		       HEAD "gupsweep_parsed;\n#if A\n#else\nx();\n#endif\ny(); }", true,
		       "6-10:\n");
	expect_changes(HEAD "a(\n#if 0\nx,\n#endif\nb); c(); }", HEAD "gupsweep_parsed; c(); }",
		       false, "!an #if was changed");
	expect_changes(HEAD "a();\n#if A\nb();\n#endif\n}",
		       HEAD "gupsweep_parsed; a(); c();\n#if A\nb();\n#endif\n}", false,
		       "!something was inserted before an #if or its end");
}

/* The first of two equal brackets becomes one call, the second stays, whatever changes behind it. */
static void of_equal_statements_those_go_that_a_change_is_next_to(void **state)
{
	(void)state;
	expect_changes(HEAD "l(); r = get(a, NULL); u(); l(); r = masked(a); u(); y(); }",
		       HEAD "gupsweep_parsed; r = got(a); l(); r = masked(a); u(); }", true,
		       "6-10:\n12-13:got\n15-17:\n19-23:\n38-42:\n");
	expect_changes(HEAD "y(); l(); r = masked(a); u(); l(); r = get(a, NULL); u(); }",
		       HEAD "gupsweep_parsed; l(); r = masked(a); u(); r = got(a); }", true,
		       "6-10:\n25-29:\n31-32:got\n34-36:\n38-42:\n");
}

static void refuses_garbage(void **state)
{
	(void)state;
	expect_changes(HEAD "a(); }", "", false, "!something outside the functions was changed");
	expect_changes(HEAD "a(); }", "int f(int) { a(); }", false,
		       "!something outside the functions was changed");
	expect_changes(HEAD "a(); }", HEAD "a(); } int g;", false,
		       "!something outside the functions was changed");
	expect_changes(HEAD "a(); }", HEAD "gupsweep_u_fails(); a(); }", false,
		       "!a name of the semantic patch was left in it");
	expect_changes(HEAD "gupsweep_locked(); }", HEAD "gupsweep_locked(); }", false,
		       "!the file itself uses a name that begins with gupsweep_");
}

/* Output of another kind altogether ends in bounded time and memory. */
static void bounds_the_work(void **state)
{
	struct buf before = { 0 }, after = { 0 };
	bool parsed;
	char *got;

	(void)state;
	buf_addstr(&before, HEAD);
	buf_addstr(&after, HEAD);
	for (int i = 0; i < 20000; i++) {
		buf_printf(&before, "a%d(); ", i);
		buf_printf(&after, "b%d(); ", i);
	}
	buf_addstr(&before, "}");
	buf_addstr(&after, "}");
	got = difference_text(before.data, after.data, &parsed);
	assert_string_equal(got, "!too much of it changed");
	free(got);
	buf_reset(&before);
	buf_reset(&after);
	buf_addstr(&before, HEAD "x(");
	buf_addstr(&after, HEAD "y(");
	for (int i = 0; i < 20000; i++) {
		buf_addstr(&before, "a,");
		buf_addstr(&after, "a,");
	}
	buf_addstr(&before, "a); }");
	buf_addstr(&after, "a); }");
	got = difference_text(before.data, after.data, &parsed);
	assert_string_equal(got, "6-7:y\n");
	free(got);
	for (char *c = after.data + strlen(HEAD) + 2; *c; c++)
		if (*c == 'a')
			*c = 'b';
	got = difference_text(before.data, after.data, &parsed);
	assert_int_equal(strncmp(got, "6-", 2), 0);
	free(got);
	buf_free(&before);
	buf_free(&after);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(keeps_function_and_directives),
		cmocka_unit_test(keeps_all_branches_of_a_torn_signature),
		cmocka_unit_test(leaves_dead_code_out),
		cmocka_unit_test(leaves_out_what_is_not_compiled),
		cmocka_unit_test(takes_the_if_from_a_branch_that_is_always_compiled),
		cmocka_unit_test(hides_a_name),
		cmocka_unit_test(sees_the_marker),
		cmocka_unit_test(sees_whole_statements),
		cmocka_unit_test(sees_a_guard),
		cmocka_unit_test(sees_moved_arguments),
		cmocka_unit_test(indices_are_those_of_the_file),
		cmocka_unit_test(unlike_statements_are_not_paired),
		cmocka_unit_test(what_could_be_either_branch_is_not_guessed),
		cmocka_unit_test(of_equal_statements_those_go_that_a_change_is_next_to),
		cmocka_unit_test(refuses_garbage),
		cmocka_unit_test(bounds_the_work),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
