// SPDX-License-Identifier: GPL-2.0-only
/* api: prototypes -> roles; exports, MMU, FOLL_LONGTERM; the names for the semantic patches. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/memory.h"
#include "gup/api/api.h"
#include "gup/api/kernel.h"
#include "gup/api/signature.h"

struct fixture {
	char dir[64];
};

static void put(const struct fixture *f, const char *path, const char *text)
{
	char *full = memory_printf("%s/%s", f->dir, path), *slash = full + strlen(f->dir);
	FILE *file;

	while ((slash = strchr(slash + 1, '/'))) {
		*slash = '\0';
		mkdir(full, 0700);
		*slash = '/';
	}
	file = fopen(full, "w");
	assert_non_null(file);
	assert_true(fputs(text, file) >= 0);
	assert_int_equal(fclose(file), 0);
	free(full);
}

static int set_up(void **state)
{
	struct fixture *f = memory_alloc(sizeof(*f));

	strcpy(f->dir, "/tmp/gupsweep-api-XXXXXX");
	*state = f;
	return mkdtemp(f->dir) ? 0 : -1;
}

static int tear_down(void **state)
{
	static const char *const paths[] = {
		"include/linux/mm.h",	 "include/linux", "include", "mm/gup.c", "mm/nommu.c", "mm",
		"scripts/checkpatch.pl", "scripts",	  "Makefile"
	};
	struct fixture *f = *state;

	for (size_t i = 0; i < sizeof(paths) / sizeof(paths[0]); i++) {
		char *full = memory_printf("%s/%s", f->dir, paths[i]);

		remove(full);
		free(full);
	}
	rmdir(f->dir);
	free(f);
	return 0;
}

static int read_api(const struct fixture *f, struct api *api, struct error *err)
{
	struct kernel kernel;
	int status;

	assert_int_equal(kernel_open(&kernel, f->dir, err), 0);
	status = api_read(kernel.source, kernel.built, api, err);
	kernel_close(&kernel);
	return status;
}

static void assert_roles(const struct api_function *fn, const char *roles)
{
	struct buf seen = { 0 };

	for (int i = 0; i < fn->params; i++)
		buf_printf(&seen, "%s%s", i ? " " : "", api_role_name(fn->role[i]));
	assert_string_equal(seen.len ? seen.data : "", roles);
	buf_free(&seen);
}

/* Prototypes of 4.4's shape, in other words. */
static void test_oldest(void **state)
{
	struct error err;
	struct api api;

	put(*state, "include/linux/mm.h",
	    "long get_user_pages(struct task_struct *t, struct mm_struct *m, unsigned long start,\n"
	    " unsigned long nr_pages, int write, int force, struct page **pages,\n"
	    " struct vm_area_struct **vmas);\n"
	    "long get_user_pages_locked(struct task_struct *t, struct mm_struct *m,\n"
	    " unsigned long start, unsigned long nr_pages, int write, int force,\n"
	    " struct page **pages, int *locked);\n");
	put(*state, "mm/gup.c",
	    "long get_user_pages(void) { }\nEXPORT_SYMBOL(get_user_pages);\n"
	    "#if 0\nEXPORT_SYMBOL(get_user_pages_locked);\n#endif\n");
	put(*state, "mm/nommu.c", "EXPORT_SYMBOL(get_user_pages_locked);\n");
	assert_int_equal(read_api(*state, &api, &err), 0);
	assert_roles(&api.function[CALLEE_GET][FORM_PLAIN],
		     "tsk mm start nr_pages write force pages vmas");
	assert_roles(&api.function[CALLEE_GET][FORM_LOCKED],
		     "tsk mm start nr_pages write force pages locked");
	assert_int_equal(api.function[CALLEE_GET][FORM_UNLOCKED].params, 0);
	assert_int_equal(api.function[CALLEE_PIN][FORM_PLAIN].params, 0);
	assert_true(api.function[CALLEE_GET][FORM_PLAIN].exported);
	assert_false(api.function[CALLEE_GET][FORM_LOCKED].exported);
	assert_false(api.function[CALLEE_GET][FORM_PLAIN].without_mmu);
	assert_true(api.implementation_known);
	assert_true(signature_rewrites(&api, CALLEE_GET, FORM_LOCKED));
	assert_false(signature_rewrites(&api, CALLEE_GET, FORM_UNLOCKED));
	api_free(&api);
}

static void test_newest(void **state)
{
	struct error err;
	struct api api;

	put(*state, "include/linux/mm.h",
	    "#if 0\nlong get_user_pages(int write);\n#endif\n"
	    "long get_user_pages_remote(struct mm_struct *mm, unsigned long start,\n"
	    " unsigned long nr_pages, unsigned int gup_flags, struct page **pages, int *locked);\n"
	    "long get_user_pages(unsigned long start, unsigned long nr_pages,\n"
	    " unsigned int gup_flags, struct page **pages);\n"
	    "long pin_user_pages(unsigned long start, unsigned long nr_pages,\n"
	    " unsigned int gup_flags, struct page **pages);\n"
	    "long pin_user_pages_unlocked(unsigned long start, unsigned long nr_pages,\n"
	    " struct page **pages, unsigned int gup_flags);\n"
	    "static inline long f(void) { return get_user_pages(0, 1, 2, NULL); }\n");
	put(*state, "mm/gup.c",
	    "#ifdef CONFIG_MMU\nlong get_user_pages_remote(void) { return FOLL_UNLOCKABLE; }\n"
	    "#else\nlong get_user_pages_remote(void) { }\n#endif\n"
	    "#ifdef CONFIG_MMU\nlong get_user_pages(void) { }\n#endif\n");
	put(*state, "Makefile", "# x\nVERSION = 6\nPATCHLEVEL = 12\nSUBLEVEL = 300\n");
	assert_int_equal(read_api(*state, &api, &err), 0);
	assert_roles(&api.function[CALLEE_GET][FORM_PLAIN], "start nr_pages gup_flags pages");
	assert_roles(&api.function[CALLEE_GET_REMOTE][FORM_LOCKED],
		     "mm start nr_pages gup_flags pages locked");
	assert_int_equal(api.function[CALLEE_GET_REMOTE][FORM_UNLOCKED].params, 0);
	assert_true(api.function[CALLEE_GET_REMOTE][FORM_PLAIN].without_mmu);
	assert_false(api.function[CALLEE_GET][FORM_PLAIN].without_mmu);
	assert_true(api.function[CALLEE_PIN][FORM_UNLOCKED].longterm);
	assert_false(api.function[CALLEE_GET][FORM_UNLOCKED].longterm);
	assert_int_equal(api.version, 6 << 16 | 12 << 8 | 255);
	assert_true(signature_rewrites(&api, CALLEE_PIN, FORM_UNLOCKED));
	assert_false(signature_rewrites(&api, CALLEE_GET, FORM_UNLOCKED));
	api_free(&api);
}

/* What plain forms take, and what a retry does without pages, is read of the text. */
static void test_plain_longterm(void **state)
{
	static const struct {
		const char *gup;
		bool get, pin, short_prefault;
	} cases[] = {
		{ "long get_user_pages(int f) { return __get_user_pages(f); }\n", false, false,
		  true },
		{ "long get_user_pages(int f) { return f & FOLL_LONGTERM; }\n", true, true, true },
		{ "static bool is_valid_gup_flags(int f) { return !(f & FOLL_LONGTERM); }\n", false,
		  true, true },
		{ "static bool is_valid_gup_args(int f) { return !(f & FOLL_LONGTERM); }\n"
		  "static long __get_user_pages_locked(struct page **pages)\n"
		  "{ for (;;) { ret = __get_user_pages(pages); if (pages) pages += ret; } }\n",
		  false, true, false },
		{ "static long __get_user_pages_locked(struct page **pages)\n"
		  "{ for (;;) { ret = __get_user_pages(pages);\n"
		  "if (!pages)\n/* do not insist */\nreturn ret; pages += ret; } }\n",
		  false, false, true },
	};

	put(*state, "include/linux/mm.h",
	    "long get_user_pages(unsigned long start, unsigned long nr_pages,\n"
	    " unsigned int gup_flags, struct page **pages);\n"
	    "long pin_user_pages(unsigned long start, unsigned long nr_pages,\n"
	    " unsigned int gup_flags, struct page **pages);\n");
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct error err;
		struct api api;

		put(*state, "mm/gup.c", cases[i].gup);
		assert_int_equal(read_api(*state, &api, &err), 0);
		assert_int_equal(api.function[CALLEE_GET][FORM_PLAIN].longterm, cases[i].get);
		assert_int_equal(api.function[CALLEE_PIN][FORM_PLAIN].longterm, cases[i].pin);
		assert_int_equal(api.short_prefault, cases[i].short_prefault);
		api_free(&api);
	}
}

#define LONGTERM_LAST(more)                                                                        \
	"static long __gup_longterm_locked(int *locked)\n{ if (!(f & FOLL_LONGTERM)) return 0; "   \
	"if (locked && !*locked) {" more " } }\n"
#define UNLOCKED(more)                                                                             \
	"long get_user_pages_unlocked(int f)\n{ " more " return __gup_longterm_locked(&l); }\n"
#define PIN_UNLOCKED(more)                                                                         \
	"long pin_user_pages_unlocked(int f)\n{ " more " return get_user_pages_unlocked(f); }\n"
#define REFUSES "if (WARN_ON_ONCE(f & FOLL_LONGTERM)) return -EINVAL;"

/* 6.2 says nowhere that it takes FOLL_LONGTERM with a retry: it only does not refuse it. */
static void test_longterm_without_a_word(void **state)
{
	static const struct {
		const char *gup;
		bool longterm;
	} cases[] = {
		{ LONGTERM_LAST("mmap_read_lock(mm);") UNLOCKED("") PIN_UNLOCKED(""), true },
		{ LONGTERM_LAST("") UNLOCKED("") PIN_UNLOCKED(""), false },
		{ LONGTERM_LAST("mmap_read_lock(mm);") UNLOCKED(REFUSES) PIN_UNLOCKED(""), false },
		{ LONGTERM_LAST("mmap_read_lock(mm);") UNLOCKED("") PIN_UNLOCKED(REFUSES), false },
		{ UNLOCKED("") PIN_UNLOCKED(""), false },
		{ LONGTERM_LAST("mmap_read_lock(mm);") PIN_UNLOCKED(""), false },
	};

	put(*state, "include/linux/mm.h",
	    "long get_user_pages(unsigned long start, unsigned long nr_pages,\n"
	    " unsigned int gup_flags, struct page **pages);\n"
	    "long pin_user_pages(unsigned long start, unsigned long nr_pages,\n"
	    " unsigned int gup_flags, struct page **pages);\n"
	    "long pin_user_pages_unlocked(unsigned long start, unsigned long nr_pages,\n"
	    " struct page **pages, unsigned int gup_flags);\n");
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct error err;
		struct api api;

		put(*state, "mm/gup.c", cases[i].gup);
		assert_int_equal(read_api(*state, &api, &err), 0);
		assert_int_equal(api.function[CALLEE_PIN][FORM_UNLOCKED].longterm,
				 cases[i].longterm);
		assert_false(api.function[CALLEE_GET][FORM_UNLOCKED].longterm);
		api_free(&api);
	}
}

#define FAST(name, flags, body)                                                                    \
	"int " name "_user_pages_fast(unsigned long s, int n, unsigned " flags                     \
	", struct page **p)\n{ " body " return gup_fast_fallback(s, n, gup_flags, p); }\n"
#define FALLBACK(more)                                                                             \
	"static int gup_fast_fallback(unsigned long s, int n, unsigned gup_flags)\n{ " more        \
	" return slow(gup_flags); }\n"
#define MASK                                                                                       \
	"if (WARN_ON_ONCE(gup_flags & ~(FOLL_WRITE | FOLL_LONGTERM |\n FOLL_PIN))) return "        \
	"-EINVAL;"
#define VALID                                                                                      \
	"static bool is_valid(int *gup_flags)\n{"                                                  \
	"if (WARN_ON_ONCE((gup_flags & (FOLL_PIN | FOLL_GET)) == (FOLL_PIN | FOLL_GET)))return 0;" \
	"if (WARN_ON_ONCE(!(gup_flags & FOLL_PIN) && (gup_flags & FOLL_LONGTERM))) return 0;"      \
	"if (WARN_ON_ONCE((gup_flags & FOLL_LONGTERM) && (gup_flags & FOLL_PCI_P2PDMA)))return 0;" \
	"return 1; }\n"

/* Which flags the fast forms take: the mask, wherever it is tested, and the WARNs around it. */
static void test_fast(void **state)
{
	static const struct {
		const char *gup, *get, *pin;
	} cases[] = {
		{ FALLBACK(MASK) FAST("get", "gup_flags", "") FAST("pin", "gup_flags", ""),
		  "FOLL_WRITE FOLL_LONGTERM ", "FOLL_WRITE FOLL_LONGTERM " },
		{ FALLBACK(MASK)
			  VALID FAST("get", "gup_flags", "if (!is_valid(&gup_flags)) return -1;")
				  FAST("pin", "gup_flags", "if (!is_valid(&gup_flags)) return -1;"),
		  "FOLL_WRITE ", "FOLL_WRITE FOLL_LONGTERM " },
		{ FALLBACK(MASK) FAST("get", "gup_flags",
				      "if (WARN_ON_ONCE(gup_flags & FOLL_LONGTERM)) return -1;")
			  FAST("pin", "gup_flags", "if (gup_flags & ~FOLL_WRITE) return -EINVAL;"),
		  "FOLL_WRITE ", "FOLL_WRITE " },
		{ FALLBACK("") FAST("get", "gup_flags", ""), "FOLL_WRITE ", NULL },
		{ "int x;\n", NULL, NULL },
	};

	put(*state, "include/linux/mm.h",
	    "long get_user_pages(unsigned long start, unsigned long nr_pages,\n"
	    " unsigned int gup_flags, struct page **pages);\n"
	    "int get_user_pages_fast(unsigned long start, int nr_pages,\n"
	    " unsigned int gup_flags, struct page **pages);\n"
	    "int pin_user_pages_fast(unsigned long start, int nr_pages,\n"
	    " unsigned int gup_flags, struct page **pages);\n");
	put(*state, "mm/util.c", "EXPORT_SYMBOL_GPL(get_user_pages_fast);\n");
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		const struct api_function *get, *pin;
		struct error err;
		struct api api;

		put(*state, "mm/gup.c", cases[i].gup);
		assert_int_equal(read_api(*state, &api, &err), 0);
		get = &api.function[CALLEE_GET][FORM_FAST];
		pin = &api.function[CALLEE_PIN][FORM_FAST];
		assert_roles(get, "start nr_pages gup_flags pages");
		assert_true(get->narrow && get->exported && get->gpl && !pin->exported);
		assert_false(api.function[CALLEE_GET][FORM_PLAIN].narrow);
		assert_string_equal(get->flags ? get->flags : "-",
				    cases[i].get ? cases[i].get : "-");
		assert_string_equal(pin->flags ? pin->flags : "-",
				    cases[i].pin ? cases[i].pin : "-");
		api_free(&api);
	}
}

/* Parameters in an order that no tree had: read, but not known to the semantic patches. */
static void test_other_order(void **state)
{
	struct error err;
	struct api api;

	put(*state, "include/linux/mm.h",
	    "long get_user_pages(unsigned int flags, unsigned long start, int nr_pages,\n"
	    " struct page **pages);\n");
	assert_int_equal(read_api(*state, &api, &err), 0);
	assert_roles(&api.function[CALLEE_GET][FORM_PLAIN], "gup_flags start nr_pages pages");
	for (int form = 0; form < FORM_COUNT; form++)
		assert_false(signature_rewrites(&api, CALLEE_GET, (enum form)form));
	assert_false(api.implementation_known);
	assert_false(api.function[CALLEE_GET][FORM_PLAIN].exported);
	api_free(&api);
}

static void test_errors(void **state)
{
	struct error err;
	struct api api;

	assert_int_equal(read_api(*state, &api, &err), -1);
	assert_non_null(strstr(err.text, "no kernel tree"));
	put(*state, "include/linux/mm.h", "int x;\n");
	assert_int_equal(read_api(*state, &api, &err), -1);
	assert_non_null(strstr(err.text, "no prototype of get_user_pages"));
	put(*state, "include/linux/mm.h", "long get_user_pages(unsigned long start, int what);\n");
	assert_int_equal(read_api(*state, &api, &err), -1);
	assert_non_null(strstr(err.text, "unknown role"));
}

/* Debian's headers: the architecture's directory points to the common one. */
static void test_packaged_headers(void **state)
{
	struct fixture *f = *state, arch;
	struct error err;
	struct api api;
	char *makefile = memory_printf("include %s/Makefile\n", f->dir), *path;

	strcpy(arch.dir, "/tmp/gupsweep-api-XXXXXX");
	assert_non_null(mkdtemp(arch.dir));
	put(&arch, "Makefile", makefile);
	put(&arch, "Module.symvers",
	    "0x1\tget_user_pages_fast\tvmlinux\tEXPORT_SYMBOL_GPL\t\n"
	    "0x2\tget_user_pages\tvmlinux\tEXPORT_SYMBOL\t\n");
	put(f, "Makefile", "VERSION = 6\nPATCHLEVEL = 1\nSUBLEVEL = 0\n");
	put(f, "include/linux/mm.h",
	    "long get_user_pages(unsigned long start, unsigned long nr_pages,\n"
	    " unsigned int gup_flags, struct page **pages);\n"
	    "long get_user_pages_unlocked(unsigned long start, unsigned long nr_pages,\n"
	    " struct page **pages, unsigned int gup_flags);\n");
	assert_int_equal(read_api(&arch, &api, &err), 0);
	assert_int_equal(api.version, 6 << 16 | 1 << 8);
	assert_true(api.function[CALLEE_GET][FORM_PLAIN].exported);
	assert_false(api.function[CALLEE_GET][FORM_UNLOCKED].exported);
	api_free(&api);
	free(makefile);
	path = memory_printf("%s/Makefile", arch.dir);
	remove(path);
	free(path);
	path = memory_printf("%s/Module.symvers", arch.dir);
	remove(path);
	free(path);
	rmdir(arch.dir);
}

static unsigned int columns_with(const struct fixture *f, const char *script)
{
	unsigned int columns;
	struct error err;
	struct api api;

	if (script)
		put(f, "scripts/checkpatch.pl", script);
	assert_int_equal(read_api(f, &api, &err), 0);
	columns = api.columns;
	api_free(&api);
	return columns;
}

/* How long a line may be, by the script that judges the patches of this tree. */
static void test_columns(void **state)
{
	put(*state, "include/linux/mm.h",
	    "long get_user_pages(unsigned long start, unsigned long nr_pages,\n"
	    " unsigned int gup_flags, struct page **pages);\n");
	assert_int_equal(columns_with(*state, NULL), 100);
	assert_int_equal(columns_with(*state, "my $tree = 1;\nmy $max_line_length = 80;\n"), 80);
	assert_int_equal(columns_with(*state, "my $max_line_length\t=132;\n"), 132);
	assert_int_equal(columns_with(*state, "if ($max_line_length == 70) { }\n"
					      "'max' => \\$max_line_length,\n"
					      "my $max_line_length = 100;\n"),
			 100);
	assert_int_equal(columns_with(*state, "my $max_line_length = 4294967396;\n"), 80);
	assert_int_equal(columns_with(*state, "my $max_line_length = shift;\n"), 80);
	assert_int_equal(columns_with(*state, "WARN(\"over 80\") if $length > 80;\n"), 80);
	assert_int_equal(columns_with(*state, ""), 80);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_oldest, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_newest, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_longterm_without_a_word, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_plain_longterm, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_fast, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_other_order, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_errors, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_packaged_headers, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_columns, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
