// SPDX-License-Identifier: GPL-2.0-only
/* site: what is a call of the family and what only looks like one; arguments by role. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/utf8.h"
#include "gup/sites/site.h"

/* An api in which get_user_pages() takes start, nr, flags, pages, vmas. */
static struct api make_api(void)
{
	static const enum role roles[] = { ROLE_START, ROLE_NR, ROLE_FLAGS, ROLE_PAGES, ROLE_VMAS };
	struct api api = { 0 };
	struct api_function *fn = &api.function[CALLEE_GET][FORM_PLAIN];

	memcpy(fn->role, roles, sizeof(roles));
	fn->params = 5;
	return api;
}

static void find_in(const char *text, struct sites *sites, struct problems *problems)
{
	struct api api = make_api();
	struct tree_file file = { .path = memory_strdup("a.c") };
	struct tree_files files = { .count = 1, .room = 1 };

	buf_addstr(&file.text, text);
	files.file = memory_alloc(sizeof(file));
	files.file[0] = file;
	site_find(&api, &files, 2, sites, problems);
}

/* The lines of the sites in @text, each followed by a space. */
static void assert_lines(const char *text, const char *lines)
{
	struct problems problems = { 0 };
	struct buf seen = { 0 };
	struct sites sites;

	find_in(text, &sites, &problems);
	for (size_t i = 0; i < sites.count; i++)
		buf_printf(&seen, "%u ", sites.site[i].line);
	assert_string_equal(seen.len ? seen.data : "", lines);
	buf_free(&seen);
	site_free(&sites);
	problem_free(&problems);
}

static void test_what_is_a_site(void **state)
{
	(void)state;
	assert_lines("int f(void)\n{\n\treturn get_user_pages(a, 1, 0, p, NULL);\n}\n", "3 ");
	assert_lines("int f(void)\n{\n\tr = get_user_pages\n\t(a, 1, 0, p, NULL);\n}\n", "3 ");
	/* another name: the calls by it, or the name itself where there are none */
	assert_lines(
		"#define gup get_user_pages\nint f(void)\n{\n\treturn gup(a, 1, 0, p, 0);\n}\n",
		"4 ");
	assert_lines("int x;\n#define gup \\\n\tget_user_pages /* short */\n", "2 ");
	assert_lines("#define get_user_pages get_user_pages\n", "");
	assert_lines("#if 0\n#define gup get_user_pages\n#endif\n", "");
	assert_lines("int f(void)\n{\n\tif (pin_user_pages_remote(m) || get_user_pages(a))\n;\n}\n",
		     "3 3 ");
	assert_lines("int f(void) { r = (get_user_pages)(a, 1, 0, p, NULL); }\n", "1 ");
	assert_lines("#define F(a) \\\n\tget_user_pages(a, 1, 0, p, NULL)\n", "2 ");
	assert_lines("int f(void) {\n#ifdef A\nget_user_pages(a);\n#else\npin_user_pages(a);\n"
		     "#endif\n}\n",
		     "3 5 ");
	/* a macro's word before it; some of these are declarations */
	assert_lines("int f(void)\n{\n\treturn CAST get_user_pages(a);\n}\n", "3 ");
	assert_lines("int f(void)\n{\n\tr = NOTHING get_user_pages(a);\n}\n", "3 ");
	assert_lines("int f(void)\n{\n\tif (r)\n\t\tNOTHING get_user_pages(a);\n}\n", "4 ");
	assert_lines("#define N\nint f(void)\n{\n\tN get_user_pages(a);\n}\n", "4 ");
	/* a head in each branch, one tail */
	assert_lines("int f(void)\n{\n#ifdef A\n\tr = pin_user_pages(a,\n#elif B\n"
		     "\tr = get_user_pages(m, a,\n#else\n\tr = get_user_pages(a,\n#endif\n"
		     "\t\t1, 0, p);\n}\n",
		     "4 6 8 ");
}

static void test_what_is_no_site(void **state)
{
	(void)state;
	assert_lines("long get_user_pages(unsigned long start);\n", "");
	assert_lines("long get_user_pages(unsigned long start)\n{\n}\n", "");
	assert_lines("EXPORT_SYMBOL(get_user_pages);\n", "");
	assert_lines("int f(void) { /* get_user_pages(a) */ }\n", "");
	assert_lines("int f(void) { x(\"get_user_pages(a)\"); }\n", "");
	assert_lines("int f(void) { get_user_pages_fast(a); }\n", "");
	assert_lines("int f(void) { op = get_user_pages; }\n", "");
	assert_lines("int f(void) { o->get_user_pages(a); o.get_user_pages(a); }\n", "");
	assert_lines("int f(void) { g(get_user_pages)(a); }\n", "");
	assert_lines("int f(void) {\n#if 0\nget_user_pages(a);\n#endif\n}\n", "");
	assert_lines("int f(void) { extern long get_user_pages(int a); }\n", "");
	assert_lines("static int pin_user_pages(int a) { }\nint f(void) { pin_user_pages(1); }\n",
		     "");
	assert_lines("#if 0\n#define X(a) get_user_pages(a)\n#endif\n", "");
}

static void test_arguments(void **state)
{
	struct problems problems = { 0 };
	struct sites sites;
	char *text;

	(void)state;
	find_in("int f(void)\n{\n\tr = get_user_pages(min(a, b), n,\n\t\t\t/* c */ w ? X : 0, p + "
		"i,\n"
		"\t\t\t((struct vm_area_struct **)0));\n\tget_user_pages(a, b);\n}\n",
		&sites, &problems);
	assert_int_equal(sites.count, 2);
	assert_true(sites.site[0].fits);
	assert_int_equal(sites.site[0].column, 6);
	text = site_arg_text(&sites, &sites.site[0], ROLE_START);
	assert_string_equal(text, "min(a, b)");
	free(text);
	text = site_arg_text(&sites, &sites.site[0], ROLE_FLAGS);
	assert_string_equal(text, "w ? X : 0");
	free(text);
	assert_false(sites.site[1].fits);
	assert_int_equal(sites.site[1].args, 2);
	site_free(&sites);
	problem_free(&problems);
}

static void test_problems(void **state)
{
	struct problems problems = { 0 };
	struct sites sites;

	(void)state;
	find_in("/* caf\xe9 */ char *s = \"\xe9\";\nint caf\xe9;\nint f(void)\n{\n\tif (x) "
		"{\n\tget_user_pages(a, 1, 0, p, "
		"NULL);\n}\n",
		&sites, &problems);
	assert_int_equal(sites.count, 1);
	assert_true(problems.count >= 2);
	assert_non_null(strstr(problems.problem[0].what, "line 2 is not UTF-8"));
	site_free(&sites);
	problem_free(&problems);
}

static void test_utf8(void **state)
{
	(void)state;
	assert_int_equal(utf8_first_invalid("a\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80z", 11), 11);
	assert_int_equal(utf8_first_invalid("a\xe9z", 3), 1);
	assert_int_equal(utf8_first_invalid("\xc0\x80", 2), 0);
	assert_int_equal(utf8_first_invalid("\xed\xa0\x80", 3), 0);
	assert_int_equal(utf8_first_invalid("ab\xe2\x82", 4), 2);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_what_is_a_site), cmocka_unit_test(test_what_is_no_site),
		cmocka_unit_test(test_arguments),      cmocka_unit_test(test_problems),
		cmocka_unit_test(test_utf8),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
