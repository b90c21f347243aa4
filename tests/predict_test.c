// SPDX-License-Identifier: GPL-2.0-only
/* predict: what each signature's call becomes, role by role. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "gup/verdict/predict.h"

static const struct {
	char letter;
	enum role role;
} letters[] = {
	{ 'T', ROLE_TSK },   { 'M', ROLE_MM },	   { 'S', ROLE_START }, { 'N', ROLE_NR },
	{ 'W', ROLE_WRITE }, { 'F', ROLE_FORCE },  { 'G', ROLE_FLAGS }, { 'P', ROLE_PAGES },
	{ 'V', ROLE_VMAS },  { 'L', ROLE_LOCKED },
};

static void set_function(struct api_function *fn, const char *name, const char *roles)
{
	*fn = (struct api_function){ .name = (char *)name };
	for (; *roles; roles++)
		for (size_t i = 0; i < sizeof(letters) / sizeof(letters[0]); i++)
			if (letters[i].letter == *roles)
				fn->role[fn->params++] = letters[i].role;
}

/* The statement `r = CALL;` in a bracket becomes @after in @form. */
static void assert_becomes(enum callee callee, enum form form, const char *from,
			   const char *to_name, const char *to, const char *call, const char *after)
{
	char *text = memory_printf("int f(void)\n{\nlock(m);\nr = %s;\nunlock(m);\n}\n", call);
	struct api api = { 0 };
	struct tree_file file = { .path = memory_strdup("a.c") };
	struct tree_files files = { .count = 1 };
	struct judgement judgement = { .verdict = form == FORM_LOCKED ? VERDICT_LOCKED
						  : form == FORM_FAST ? VERDICT_FAST
								      : VERDICT_UNLOCKED };
	struct bracket_part acquire = { .first = 6, .end = 11 }, release;
	struct problems problems = { 0 };
	struct buf out = { 0 };
	const struct source *src;
	struct sites sites;
	uint32_t end;

	set_function(&api.function[callee][FORM_PLAIN], api_callee_name(callee), from);
	set_function(&api.function[callee][form], to_name, to);
	buf_addstr(&file.text, text);
	files.file = memory_alloc(sizeof(file));
	files.file[0] = file;
	site_find(&api, &files, 2, &sites, &problems);
	assert_int_equal(sites.count, 1);
	assert_true(sites.site[0].fits);
	src = site_source(&sites, &sites.site[0]);
	end = src->function[0].close;
	release = (struct bracket_part){ .first = end - 5, .end = end };
	judgement.bracket = (struct bracket){ &acquire, 1, 0, &release, 1, 0 };
	predict_tokens(&api, &sites, 0, &judgement, form, 0, &out);
	assert_string_equal(strchr(out.data, '{'), after);
	buf_free(&out);
	site_free(&sites);
	problem_free(&problems);
	free(text);
}

static void test_unlocked(void **state)
{
	(void)state;
	assert_becomes(CALLEE_GET, FORM_UNLOCKED, "TMSNWFPV", "get_user_pages_unlocked", "TMSNWFP",
		       "get_user_pages(t, m, s, 1, w, 0, p, NULL)",
		       "{ r = get_user_pages_unlocked ( t , m , s , 1 , w , 0 , p ) ; } ");
	assert_becomes(CALLEE_GET, FORM_UNLOCKED, "TMSNGPV", "get_user_pages_unlocked", "TMSNPG",
		       "get_user_pages(t, m, s, 1, g ? A : B, p + 1, 0)",
		       "{ r = get_user_pages_unlocked ( t , m , s , 1 , p + 1 , g ? A : B ) ; } ");
	assert_becomes(CALLEE_GET, FORM_UNLOCKED, "SNGPV", "get_user_pages_unlocked", "SNPG",
		       "get_user_pages(s, min(a, b), g, p, NULL)",
		       "{ r = get_user_pages_unlocked ( s , min ( a , b ) , p , g ) ; } ");
	assert_becomes(CALLEE_PIN, FORM_UNLOCKED, "SNGP", "pin_user_pages_unlocked", "SNPG",
		       "pin_user_pages(s, 1, g | A, p)",
		       "{ r = pin_user_pages_unlocked ( s , 1 , p , g | A ) ; } ");
}

/* 4.6 to 4.9: the flags that get_user_pages_remote() sets itself must be added. */
static void test_remote_unlocked(void **state)
{
	(void)state;
	assert_becomes(CALLEE_GET_REMOTE, FORM_UNLOCKED, "TMSNWFPV", "__get_user_pages_unlocked",
		       "TMSNWFPG", "get_user_pages_remote(t, m, s, 1, w, 0, p, NULL)",
		       "{ r = __get_user_pages_unlocked ( t , m , s , 1 , w , 0 , p , FOLL_TOUCH | "
		       "FOLL_REMOTE ) ; } ");
	assert_becomes(CALLEE_GET_REMOTE, FORM_UNLOCKED, "TMSNGPV", "__get_user_pages_unlocked",
		       "TMSNPG", "get_user_pages_remote(t, m, s, 1, w ? A : 0, p, NULL)",
		       "{ r = __get_user_pages_unlocked ( t , m , s , 1 , p , ( w ? A : 0 ) | "
		       "FOLL_TOUCH | FOLL_REMOTE ) ; } ");
	assert_becomes(CALLEE_GET_REMOTE, FORM_UNLOCKED, "TMSNGPV", "__get_user_pages_unlocked",
		       "TMSNPG", "get_user_pages_remote(t, m, s, 1, g, p, NULL)",
		       "{ r = __get_user_pages_unlocked ( t , m , s , 1 , p , g | FOLL_TOUCH | "
		       "FOLL_REMOTE ) ; } ");
}

/* The flags go on, or become "int write". */
static void test_fast(void **state)
{
	static const char *const writes[][2] = {
		{ "0", "0" },
		{ "FOLL_WRITE", "1" },
		{ "a == b ? FOLL_WRITE : 0", "a == b" },
		{ "(a->x != b + 1) ? FOLL_WRITE : 0", "a -> x != b + 1" },
		{ "a == f(b ? c : d) ? 0 : FOLL_WRITE", "a != f ( b ? c : d )" },
		{ "(a != b) ? 0 : FOLL_WRITE", "a == b" },
	};

	(void)state;
	assert_becomes(CALLEE_PIN, FORM_FAST, "SNGPV", "pin_user_pages_fast", "SNGP",
		       "pin_user_pages(s, 1, g | A, p, NULL)",
		       "{ r = pin_user_pages_fast ( s , 1 , g | A , p ) ; } ");
	assert_becomes(CALLEE_GET, FORM_FAST, "TMSNWFPV", "get_user_pages_fast", "SNWP",
		       "get_user_pages(t, m, s, 1, !w, 0, p, NULL)",
		       "{ r = get_user_pages_fast ( s , 1 , ! w , p ) ; } ");
	for (size_t i = 0; i < sizeof(writes) / sizeof(writes[0]); i++) {
		char *call = memory_printf("get_user_pages(s, n, %s, p, NULL)", writes[i][0]);
		char *after = memory_printf("{ r = get_user_pages_fast ( s , n , %s , p ) ; } ",
					    writes[i][1]);

		assert_becomes(CALLEE_GET, FORM_FAST, "SNGPV", "get_user_pages_fast", "SNWP", call,
			       after);
		free(call);
		free(after);
	}
}

/* What is no such choice is no "int write". */
static void test_not_write(void **state)
{
	static const char *const others[] = { "1",
					      "FOLL_FORCE",
					      "w ? FOLL_WRITE : 0",
					      "a < b ? FOLL_WRITE : 0",
					      "a == b == c ? FOLL_WRITE : 0",
					      "a == b && c ? FOLL_WRITE : 0",
					      "c, a == b ? FOLL_WRITE : 0",
					      "a == b ? FOLL_WRITE : FOLL_WRITE",
					      "a == b ? FOLL_WRITE : FOLL_FORCE",
					      "x ? a == b ? FOLL_WRITE : 0 : 0",
					      "FOLL_FORCE | (a == b ? FOLL_WRITE : 0)" };

	(void)state;
	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++) {
		struct source src;

		source_read(&src, others[i], strlen(others[i]));
		assert_false(predict_write(&src, (struct range){ 0, (uint32_t)src.tokens }, NULL));
		source_free(&src);
	}
}

static void test_locked(void **state)
{
	(void)state;
	assert_becomes(CALLEE_GET, FORM_LOCKED, "SNGPV", "get_user_pages_locked", "SNGPL",
		       "get_user_pages(s, 1, g, p, NULL)",
		       "{ lock ( m ) ; r = get_user_pages_locked ( s , 1 , g , p , & "
		       "gupsweep_locked ) ; if ( gupsweep_locked ) unlock ( m ) ; } ");
	assert_becomes(CALLEE_GET_REMOTE, FORM_LOCKED, "MSNGPVL", "get_user_pages_remote",
		       "MSNGPVL", "get_user_pages_remote(m, s, 1, g, p, NULL, NULL)",
		       "{ lock ( m ) ; r = get_user_pages_remote ( m , s , 1 , g , p , NULL , & "
		       "gupsweep_locked ) ; if ( gupsweep_locked ) unlock ( m ) ; } ");
	assert_becomes(CALLEE_PIN, FORM_LOCKED, "SNGP", "pin_user_pages_locked", "SNGPL",
		       "pin_user_pages(s, 1, g, p)",
		       "{ lock ( m ) ; r = pin_user_pages_locked ( s , 1 , g , p , & "
		       "gupsweep_locked ) ; if ( gupsweep_locked ) unlock ( m ) ; } ");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_unlocked), cmocka_unit_test(test_remote_unlocked),
		cmocka_unit_test(test_fast),	 cmocka_unit_test(test_not_write),
		cmocka_unit_test(test_locked),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
