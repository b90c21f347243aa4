// SPDX-License-Identifier: GPL-2.0-only
/* audit: brackets and calls in branches that only some kernels compile. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "audit_cases.h"

static const struct verdict_case ladders[] = {
	{ "ladder around the call", OFFER_FLAGS,
	  F(LOCK "#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 5, 0)\n" GUP "#else\n" OLD
		 "#endif\n" UNLOCK "return ret;"),
	  "manual/version-ladder manual/not-compiled" },
	{ "call alone in a ladder", OFFER_FLAGS,
	  F(LOCK "#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 5, 0)\n" GUP "#endif\n" UNLOCK
		 "return ret;"),
	  "manual/version-ladder" },
	{ "ladder around the bracket", OFFER_FLAGS,
	  F("#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 5, 0)\n" LOCK GUP UNLOCK
	    "#else\n" LOCK OLD UNLOCK "#endif\n"
	    "return ret;"),
	  "unlocked manual/not-compiled" },
	{ "branch that is not compiled", OFFER_FLAGS,
	  F("#if LINUX_VERSION_CODE < KERNEL_VERSION(6, 5, 0)\n" LOCK GUP UNLOCK
	    "#endif\nreturn 0;"),
	  "manual/not-compiled" },
	{ "lock alone in a ladder", OFFER_FLAGS,
	  F("#if LINUX_VERSION_CODE >= KERNEL_VERSION(5, 8, 0)\n" LOCK "#endif\n" GUP
	    "#if LINUX_VERSION_CODE >= KERNEL_VERSION(5, 8, 0)\n" UNLOCK "#endif\nreturn ret;"),
	  "manual/version-ladder" },
	{ "ladder around the lock", OFFER_FLAGS,
	  F("#if LINUX_VERSION_CODE < KERNEL_VERSION(5, 8, 0)\n" LOCK
	    "#else\nmmap_read_lock(current->mm);\n#endif\n" GUP
	    "#if LINUX_VERSION_CODE < KERNEL_VERSION(5, 8, 0)\n" UNLOCK
	    "#else\nmmap_read_unlock(current->mm);\n#endif\nreturn ret;"),
	  "manual/version-ladder" },
	{ "other kernels lock for write", OFFER_FLAGS,
	  F("#if LINUX_VERSION_CODE < KERNEL_VERSION(5, 8, 0)\n"
	    "down_write(&current->mm->mmap_sem);\n"
	    "#else\nmmap_read_lock(current->mm);\n#endif\n" GUP
	    "mmap_read_unlock(current->mm);\nreturn ret;"),
	  "manual/version-ladder" },
	{ "ladder among the arguments", OFFER_FLAGS,
	  F(LOCK "ret = get_user_pages(\n#if LINUX_VERSION_CODE < KERNEL_VERSION(4, 6, 0)\n"
		 "current, current->mm,\n#endif\nstart, 1, 0, pages);\n" UNLOCK "return ret;"),
	  "manual/version-ladder" },
	{ "as many arguments as fit, of two kernels", OFFER_FLAGS,
	  F(LOCK "ret = get_user_pages(start,\n#if LINUX_VERSION_CODE < KERNEL_VERSION(6, 5, 0)\n"
		 "1,\n#else\n1\n#endif\n, pages);\n" UNLOCK "return ret;"),
	  "manual/version-ladder" },
	{ "wrapper shared with another branch", OFFER_FLAGS,
	  F("my_mmap_read_lock(current->mm);\n"
	    "#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 5, 0)\n" GUP "#else\n" OLD
	    "#endif\nmy_mmap_read_unlock(current->mm);\nreturn ret;"),
	  "manual/version-ladder manual/not-compiled" },
	{ "feature ladder", OFFER_FLAGS,
	  F(LOCK "#ifdef HAVE_NEW_GUP\n" GUP "#else\n" OLD "#endif\n" UNLOCK "return ret;"),
	  "manual/version-ladder manual/stale-signature" },
};

static void test_ladders(void **state)
{
	(void)state;
	judge_all(ladders, sizeof(ladders) / sizeof(ladders[0]));
}

int main(void)
{
	static const struct CMUnitTest tests[] = { cmocka_unit_test(test_ladders) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
