// SPDX-License-Identifier: GPL-2.0-only
/* The neighbours of the family: which brackets could be let go by hand, and why the others could not. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "gup/verdict/near.h"
#include "scratch.h"

#define FIXUP                                                                                      \
	"int fixup_user_fault(struct mm_struct *mm, unsigned long a, unsigned int f, bool *u);\n"
#define READ(body)                                                                                 \
	"int f(void)\n{\nmmap_read_lock(mm);\n" body "mmap_read_unlock(mm);\nreturn ret;\n}\n"
#define FAULT "ret = fixup_user_fault(mm, a, 0, NULL);\n"

static const struct {
	const char *path, *text, *hmm, *why; /* no @why: it is none */
	bool convertible;
} cases[] = {
	{ "kernel/a.c", READ(FAULT), "", "held again on return", true },
	{ "kernel/a.c", READ("ret = fixup_user_fault(mm, a, 0, &unlocked);\n"), "",
	  "passes a pointer already", false },
	{ "kernel/a.c", READ(FAULT "ret = g(vma);\n"), "", "line 5 also runs under the lock",
	  false },
	{ "kernel/a.c", READ("if (x)\n" FAULT), "", "line 4 also runs under the lock", false },
	{ "kernel/a.c", "int f(void)\n{\n" FAULT "return ret;\n}\n", "", "a caller holds the lock",
	  false },
	{ "kernel/a.c",
	  "int f(void)\n{\nmmap_write_lock(mm);\n" FAULT "mmap_write_unlock(mm);\n}\n", "",
	  "held for write", false },
	{ "kernel/a.c", "int f(void)\n{\nif (x)\nmmap_read_lock(mm);\n" FAULT "}\n", "",
	  "on a condition", false },
	{ "drivers/a.c", READ("ret = hmm_range_fault(range);\n"), "", "no form of it that drops",
	  false },
	{ "drivers/a.c", READ("ret = hmm_range_fault(range);\n"),
	  "int hmm_range_fault_unlocked_timeout(struct hmm_range *range, unsigned long t);\n",
	  "takes the lock itself", true },
	{ "drivers/a.c", READ("ret = handle_mm_fault(vma, a, 0, NULL);\n"), "", "no retry", false },
	{ "drivers/a.c",
	  READ("ret = handle_mm_fault(vma, a, 0, NULL);\nif (ret & VM_FAULT_RETRY)\ngoto again;\n"),
	  "", "retries by hand", false },
	{ "mm/a.c", READ(FAULT), "", NULL, false },
	{ "arch/x/mm/fault.c", READ("ret = handle_mm_fault(vma, a, 0, NULL);\n"), "", NULL, false },
	{ "kernel/a.c", FIXUP, "", NULL, false },
};

static void find(const char *dir, struct nears *nears)
{
	struct problems problems = { 0 };
	struct tree *tree;
	struct error err;

	assert_int_equal(tree_open(&tree, dir, NULL, &err), 0);
	assert_int_equal(near_find(tree, tree, NULL, 1, nears, &problems, &err), 0);
	assert_int_equal(problems.count, 0);
	tree_close(tree);
}

static void test_neighbours(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		char *dir = scratch_make();
		struct nears nears = { 0 };

		scratch_puts(dir, "include/linux/mm.h", FIXUP);
		scratch_puts(dir, "include/linux/hmm.h", cases[i].hmm);
		scratch_puts(dir, cases[i].path, cases[i].text);
		find(dir, &nears);
		assert_int_equal(nears.count, cases[i].why != NULL);
		if (nears.count && !strstr(nears.near[0].why, cases[i].why))
			fail_msg("%zu: %s, expected %s", i, nears.near[0].why, cases[i].why);
		if (nears.count)
			assert_int_equal(nears.near[0].convertible, cases[i].convertible);
		near_free(&nears);
		scratch_remove(dir);
	}
}

/* Before 4.7 it had no such argument: its last one is the flags. */
static void test_no_pointer(void **state)
{
	char *dir = scratch_make();
	struct nears nears = { 0 };

	(void)state;
	scratch_puts(
		dir, "include/linux/mm.h",
		"int fixup_user_fault(struct mm_struct *mm, unsigned long a, unsigned int f);\n");
	scratch_puts(dir, "kernel/a.c", READ("ret = fixup_user_fault(mm, a, 0);\n"));
	find(dir, &nears);
	assert_int_equal(nears.count, 1);
	assert_false(nears.near[0].convertible);
	assert_non_null(strstr(nears.near[0].why, "cannot drop the lock"));
	near_free(&nears);
	scratch_remove(dir);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_neighbours),
		cmocka_unit_test(test_no_pointer),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
