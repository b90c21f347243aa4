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
#include "rewrite/difference.h"
#include "rewrite/slice.h"

/* A file with its functions wanted, and one slice of it. */
struct cut {
	struct site_file file;
	struct sites sites;
	struct site site;
	struct rewrite_file request;
	uint32_t function[8];
	struct slice slice;
};

static void cut_file(struct cut *c, const char *text, const char *wanted)
{
	size_t n = 0;

	*c = (struct cut){ 0 };
	c->file.path = memory_strdup("a.c");
	buf_addstr(&c->file.text, text);
	source_read(&c->file.src, c->file.text.data, c->file.text.len);
	for (uint32_t f = 0; f < c->file.src.functions; f++)
		if (source_is(&c->file.src, c->file.src.function[f].name, wanted))
			c->function[n++] = f;
	c->request = (struct rewrite_file){ .file = &c->file,
					    .functions = c->function,
					    .function_count = n };
}

static void cut_free(struct cut *c)
{
	slice_free(&c->slice);
	source_free(&c->file.src);
	buf_free(&c->file.text);
	free(c->file.path);
}

static void expect_slice(const char *text, const char *wanted, const bool *blank,
			 const bool *always, const char *expected)
{
	struct cut c;

	cut_file(&c, text, wanted);
	c.request.blank = blank;
	c.request.always = always;
	slice_make(&c.sites, &c.request, FORM_UNLOCKED, &c.slice);
	assert_string_equal(c.slice.text.data, expected);
	for (size_t t = 1; t < c.slice.tokens; t++)
		assert_true(c.slice.token[t] > c.slice.token[t - 1]);
	cut_free(&c);
}

static void keeps_function_and_directives(void **state)
{
	(void)state;
	expect_slice(
		"#include <a.h>\nint x; /* two\nlines */\n#define M(a) \\\r\n\t(a)\r\n"
		"static int /* c */ __init f(int a)\n{\n\treturn a; // b\n}\nint g(void)\n{\n}\n",
		"f", NULL, NULL,
		"#include <a.h>\n\n\n#define M(a) \\\n\t(a)\n"
		"static int __init f(int a)\n{\n\treturn a;\n}\n\n\n\n");
}

static void keeps_all_branches_of_a_torn_signature(void **state)
{
	(void)state;
	expect_slice("int y;\n#ifdef A\nint f(int a)\n#else\nint f(void)\n#endif\n{\n}\n", "f",
		     NULL, NULL, "\n#ifdef A\nint f(int a)\n#else\nint f(void)\n#endif\n{\n}\n");
}

static void leaves_dead_code_out(void **state)
{
	(void)state;
	expect_slice("int f(void)\n{\n#if 0\n#ifdef B\n\tg();\n#endif\n#else\n\th();\n#endif\n}\n",
		     "f", NULL, NULL, "int f(void)\n{\n#if 0\n\n\n\n#else\n\th();\n#endif\n}\n");
}

static void blanks_branches(void **state)
{
	static const char three[] =
		"int f(void)\n{\n#if A\n\ta();\n#elif B\n\tb();\n#else\n\tc();\n"
		"#endif\n}\n";
	static const bool first[3] = { true }, two[3] = { true, true }, middle[3] = { false, true };
	static const bool all[3] = { true, true, true };

	(void)state;
	expect_slice(three, "f", first, NULL,
		     "int f(void)\n{\n\n\n#ifdef GUPSWEEP_REMAINING\n\tb();\n#else\n\tc();\n"
		     "#endif\n}\n");
	expect_slice(three, "f", two, NULL, "int f(void)\n{\n\n\n\n\n\n\tc();\n\n}\n");
	expect_slice(three, "f", middle, NULL,
		     "int f(void)\n{\n#ifdef "
		     "GUPSWEEP_REMAINING\n\ta();\n\n\n#else\n\tc();\n#endif\n}\n");
	expect_slice(three, "f", all, NULL, "int f(void)\n{\n\n\n\n\n\n\n\n}\n");
}

static void takes_the_if_from_a_branch_that_is_always_compiled(void **state)
{
	static const bool always[1] = { true };

	(void)state;
	expect_slice("int f(void)\n{\n#if A\n\ta();\n#endif\n}\n", "f", NULL, always,
		     "int f(void)\n{\n\n\ta();\n\n}\n");
}

static void masks_a_site(void **state)
{
	static const bool mask[1] = { true };
	struct cut c;

	(void)state;
	cut_file(&c, "int f(void)\n{\n\tget_user_pages(a);\n}\n", "f");
	c.site.name = 6;
	c.sites.site = &c.site;
	c.file.end = 1;
	c.request.mask[FORM_LOCKED] = mask;
	slice_make(&c.sites, &c.request, FORM_LOCKED, &c.slice);
	assert_string_equal(c.slice.text.data, "int f(void)\n{\n\tgupsweep_masked(a);\n}\n");
	slice_free(&c.slice);
	slice_make(&c.sites, &c.request, FORM_UNLOCKED, &c.slice);
	assert_string_equal(c.slice.text.data, "int f(void)\n{\n\tget_user_pages(a);\n}\n");
	cut_free(&c);
}

/* The changes that turn @text into @after, as "first-end:text" each on a line; "!" if refused. */
static char *difference_text(const char *text, const char *after, bool *parsed)
{
	struct changes changes = { 0 };
	struct buf out = { 0 };
	struct error err;
	struct cut c;

	cut_file(&c, text, "f");
	slice_make(&c.sites, &c.request, FORM_UNLOCKED, &c.slice);
	*parsed = false;
	if (difference_read(&c.file.src, &c.slice, after, strlen(after), c.function,
			    c.request.function_count, &changes, parsed, &err)) {
		buf_printf(&out, "!%s", strrchr(err.text, ':') + 2);
		assert_int_equal(changes.count, 0);
	}
	for (size_t i = 0; i < changes.count; i++)
		buf_printf(&out, "%u-%u:%s\n", changes.change[i].first, changes.change[i].end,
			   changes.change[i].text);
	changes_free(&changes);
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
		       "\n" HEAD "gupsweep_parsed; d(); }", true, "9-13:\n17-21:\n");
}

static void unlike_statements_are_not_paired(void **state)
{
	(void)state;
	expect_changes(HEAD "a = b + c - d; }", HEAD "gupsweep_parsed; y(); }", true,
		       "6-14:\n14-14:y ( ) ;\n");
}

static void a_change_around_dead_code_is_two(void **state)
{
	(void)state;
	expect_changes(HEAD "a(\n#if 0\nx,\n#endif\nb); c(); }", HEAD "gupsweep_parsed; c(); }",
		       true, "6-8:\n10-13:\n");
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
	assert_string_equal(got, "!a statement is too long");
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
		cmocka_unit_test(blanks_branches),
		cmocka_unit_test(takes_the_if_from_a_branch_that_is_always_compiled),
		cmocka_unit_test(masks_a_site),
		cmocka_unit_test(sees_the_marker),
		cmocka_unit_test(sees_whole_statements),
		cmocka_unit_test(sees_a_guard),
		cmocka_unit_test(sees_moved_arguments),
		cmocka_unit_test(indices_are_those_of_the_file),
		cmocka_unit_test(unlike_statements_are_not_paired),
		cmocka_unit_test(a_change_around_dead_code_is_two),
		cmocka_unit_test(refuses_garbage),
		cmocka_unit_test(bounds_the_work),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
