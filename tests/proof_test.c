// SPDX-License-Identifier: GPL-2.0-only
/* proof: what holds, what does not and why, and what is too much. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "audit_world.h"
#include "gup/proof/proof.h"

#define LOCK "\tmmap_read_lock(current->mm);\n"
#define UNLOCK "\tmmap_read_unlock(current->mm);\n"
#define PLAIN "\tret = get_user_pages(start, nr, FOLL_WRITE, pages);\n"
#define UNLOCKED "\tret = get_user_pages_unlocked(start, nr, pages, FOLL_WRITE);\n"
#define LOCKED "\tret = get_user_pages_locked(start, nr, FOLL_WRITE, pages, &locked);\n"
#define RELEASE "\tif (locked)\n\t\tmmap_read_unlock(current->mm);\n"

/* The bodies of one function before and after; the outcome, with its reason in @why. */
static enum proof_outcome prove(const char *before, const char *after, char why[512])
{
	static const char head[] =
		"long f(unsigned long start, long nr, struct page **pages, int x,\n"
		"       struct thing *t)\n{\n\tlong ret = 0;\n\n";
	char *dir = scratch_make(), *was = memory_printf("%s%s}\n", head, before);
	char *is = memory_printf("%s%s}\n", head, after);
	struct api api = offer(OFFER_FLAGS);
	struct sites sites = { 0 };
	struct library_origin origin = { .jobs = 1 };
	struct proof_scope scope = { 0 };
	struct source old, new;
	struct audit *audit;
	struct proof proof;
	enum proof_outcome outcome;
	struct error err;

	offer_one(&api, CALLEE_GET, FORM_LOCKED, "get_user_pages_locked", "SNGPL", false);
	scratch_puts(dir, "a.c", was);
	assert_int_equal(tree_open(&origin.tree, dir, NULL, &err), 0);
	origin.kernel = origin.tree;
	audit = audit_new(&origin, &api, &sites, false);
	source_read(&old, was, strlen(was));
	source_read(&new, is, strlen(is));
	scope.lib = audit_library(audit);
	scope.file = library_file(scope.lib, "a.c");
	proof_run(&scope, &(struct proof_side){ &api, scope.file->src, 0 },
		  &(struct proof_side){ &api, &new, 0 }, &proof);
	outcome = proof.outcome;
	snprintf(why, 512, "%s", proof.why);
	assert_null(strchr(why, '\n'));
	/* what does not compile has no way through it */
	assert_true(proof.outcome != PROOF_REFUTED || proof.path.len > 0 ||
		    strstr(why, "prototype"));
	proof_free(&proof);
	source_free(&old);
	source_free(&new);
	audit_free(audit);
	tree_close(origin.tree);
	api_free(&api);
	free(was);
	free(is);
	scratch_remove(dir);
	return outcome;
}

static void expect(const char *before, const char *after, enum proof_outcome outcome,
		   const char *reason)
{
	char why[512];
	enum proof_outcome got = prove(before, after, why);

	if (got != outcome || (reason && !strstr(why, reason)))
		fail_msg("%d: %s\nbefore:\n%safter:\n%s", got, why, before, after);
}

static void right_conversions_hold(void **state)
{
	(void)state;
	expect(LOCK PLAIN UNLOCK "\treturn ret;\n", UNLOCKED "\treturn ret;\n", PROOF_HOLDS, NULL);
	expect(LOCK PLAIN UNLOCK "\treturn ret;\n",
	       "\tint locked = 1;\n" LOCK LOCKED RELEASE "\treturn ret;\n", PROOF_HOLDS, NULL);
	expect(LOCK PLAIN "\tif (ret < 0)\n\t\tgoto out;\n\tx++;\nout:\n" UNLOCK "\treturn ret;\n",
	       UNLOCKED "\tif (ret < 0)\n\t\tgoto out;\n\tx++;\nout:\n\treturn ret;\n", PROOF_HOLDS,
	       NULL);
	/* one way to return it or the other */
	expect("\tlong got;\n" LOCK "\tgot = get_user_pages(start, nr, FOLL_WRITE, pages);\n" UNLOCK
	       "\treturn got;\n",
	       "\treturn get_user_pages_unlocked(start, nr, pages, FOLL_WRITE);\n", PROOF_HOLDS,
	       NULL);
	expect(LOCK PLAIN UNLOCK "\treturn x;\n",
	       "\treturn get_user_pages_unlocked(start, nr, pages, FOLL_WRITE);\n", PROOF_REFUTED,
	       NULL);
	/* the same condition, the same way, while nothing of it is written */
	expect("\tif (x)\n" LOCK "\tif (x)\n" PLAIN "\tif (x)\n" UNLOCK "\treturn ret;\n",
	       "\tif (x)\n" UNLOCKED "\treturn ret;\n", PROOF_HOLDS, NULL);
	/* what a call returned, as far as a condition tells */
	expect(LOCK PLAIN "\tif (ret < 0)\n" UNLOCK "\tif (ret >= 0)\n" UNLOCK "\treturn ret;\n",
	       UNLOCKED "\treturn ret;\n", PROOF_HOLDS, NULL);
}

#define NEW_KERNELS "#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 5, 0)\n"
#define OLD_PLAIN(call)                                                                            \
	"#else\n" LOCK "\tret = " call "(start, nr, 0, pages, NULL);\n" UNLOCK "#endif\n"

/* A branch for other kernels calls their prototype, and stays as it is. */
static void branches_for_other_kernels_stay(void **state)
{
	static const char before[] =
		NEW_KERNELS LOCK PLAIN UNLOCK OLD_PLAIN("get_user_pages") "\treturn ret;\n";

	(void)state;
	expect(before, NEW_KERNELS UNLOCKED OLD_PLAIN("get_user_pages") "\treturn ret;\n",
	       PROOF_HOLDS, NULL);
	expect(before, NEW_KERNELS UNLOCKED OLD_PLAIN("pin_user_pages") "\treturn ret;\n",
	       PROOF_UNCLEAR, "other kernels");
	expect(before,
	       NEW_KERNELS UNLOCKED "#else\n" LOCK
				    "\tret = get_user_pages(start, nr, 0, pages, NULL);\n#endif\n"
				    "\treturn ret;\n",
	       PROOF_REFUTED, "lock held");
	/* what this kernel compiles must fit */
	expect("#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 5, 0)\n" LOCK
	       "\tret = get_user_pages(start, nr, 0, pages, NULL);\n" UNLOCK
	       "#endif\n\treturn ret;\n",
	       UNLOCKED "\treturn ret;\n", PROOF_UNCLEAR, "prototype");
}

static void wrong_conversions_are_refuted(void **state)
{
	static const char before[] = LOCK PLAIN UNLOCK "\treturn ret;\n";

	(void)state;
	expect(before, LOCK UNLOCKED UNLOCK "\treturn ret;\n", PROOF_REFUTED, "deadlock");
	expect(before, UNLOCKED UNLOCK "\treturn ret;\n", PROOF_REFUTED, "not held");
	expect(before, LOCK UNLOCKED "\treturn ret;\n", PROOF_REFUTED, "deadlock");
	expect(before, LOCK PLAIN "\treturn ret;\n", PROOF_REFUTED, "lock held");
	expect(before, "\tint locked = 1;\n" LOCK LOCKED UNLOCK "\treturn ret;\n", PROOF_REFUTED,
	       "dropped");
	expect(before, "\tint locked;\n" LOCK LOCKED RELEASE "\treturn ret;\n", PROOF_REFUTED,
	       "not set");
	expect(before, "\tint locked = 0;\n" LOCK LOCKED RELEASE "\treturn ret;\n", PROOF_REFUTED,
	       "is 0");
	expect(before, "\tint locked = 1;\n" LOCK LOCKED "\treturn ret;\n", PROOF_REFUTED,
	       "lock held");
	expect(before, "\tt->x = 1;\n" UNLOCKED "\treturn ret;\n", PROOF_REFUTED,
	       "before the change");
	expect(before, UNLOCKED "\treturn 0;\n", PROOF_REFUTED, "before the change");
	expect(before,
	       "\tret = get_user_pages_unlocked(start, nr, FOLL_WRITE, pages);\n\treturn ret;\n",
	       PROOF_REFUTED, "before the change");
	expect(before, "\tret = get_user_pages_unlocked(start, nr, pages);\n\treturn ret;\n",
	       PROOF_REFUTED, "prototype");
	/* its caller may hold the lock */
	expect(PLAIN "\treturn ret;\n", UNLOCKED "\treturn ret;\n", PROOF_REFUTED,
	       "that the caller holds");
	/* the second time round it is 0 */
	expect("\twhile (x--) {\n" LOCK PLAIN UNLOCK "\t}\n\treturn ret;\n",
	       "\tint locked = 1;\n\twhile (x--) {\n" LOCK LOCKED RELEASE "\t}\n\treturn ret;\n",
	       PROOF_REFUTED, "is 0");
	expect("\twhile (x--) {\n" LOCK PLAIN UNLOCK "\t}\n\treturn ret;\n",
	       "\twhile (x--) {\n\tint locked = 1;\n" LOCK LOCKED RELEASE "\t}\n\treturn ret;\n",
	       PROOF_HOLDS, NULL);
	/* an inner variable of that name is another one */
	expect(before,
	       "\tint locked = 1;\n" LOCK LOCKED "\t{\n\t\tint locked = 1;\n\n" RELEASE
	       "\t}\n\treturn ret;\n",
	       PROOF_REFUTED, NULL);
}

#define OF(op) "\tmmap_read_" op "(mm);\n"
#define CHAIN "\tt->owner = mm = current->mm;\n"

/* What sets an mm that only the lock read may go with the lock; nothing else of it may. */
static void what_only_the_lock_read_may_go(void **state)
{
	static const char mm[] = "\tstruct mm_struct *mm;\n";
	static const char link[] = "\tt->owner = current->mm;\n";
	char *chain = memory_printf("%s" CHAIN OF("lock") PLAIN OF("unlock") "\treturn ret;\n", mm);
	char *set = memory_printf(
		"%s\tmm = current->mm;\n" OF("lock") PLAIN OF("unlock") "\treturn ret;\n", mm);
	char *read = memory_printf(
		"%s" CHAIN OF("lock") PLAIN OF("unlock") "\tt->again = mm;\n\treturn ret;\n", mm);
	char *unset = memory_printf("%s%s" UNLOCKED "\tt->again = mm;\n\treturn ret;\n", mm, link);
	char *called =
		memory_printf("%s\tmm = obtain(t);\n" LOCK PLAIN UNLOCK "\treturn ret;\n", mm);
	char *right = memory_printf("%s" UNLOCKED "\treturn ret;\n", link);

	(void)state;
	expect(chain, right, PROOF_HOLDS, NULL);
	expect(set, UNLOCKED "\treturn ret;\n", PROOF_HOLDS, NULL);
	expect(chain, UNLOCKED "\treturn ret;\n", PROOF_REFUTED, "before the change");
	expect(chain, "\tt->owner = NULL;\n" UNLOCKED "\treturn ret;\n", PROOF_REFUTED,
	       "before the change");
	expect(read, unset, PROOF_REFUTED, "before the change");
	expect(called, UNLOCKED "\treturn ret;\n", PROOF_REFUTED, "before the change");
	free(chain);
	free(set);
	free(read);
	free(unset);
	free(called);
	free(right);
}

static void what_needs_the_lock_keeps_it(void **state)
{
	static const char vma[] = "\tstruct vm_area_struct *vma;\n";
	static const char find[] = "\tvma = find_vma(current->mm, start);\n";
	char *before = memory_printf("%s" LOCK "%s" PLAIN UNLOCK "\treturn ret;\n", vma, find);
	char *after = memory_printf("%s%s" UNLOCKED "\treturn ret;\n", vma, find);
	char *used = memory_printf("%s" LOCK "%s" PLAIN "\tret += vma->vm_start;\n" UNLOCK
				   "\treturn ret;\n",
				   vma, find);
	char *again = memory_printf("%s\tint locked = 1;\n" LOCK "%s" LOCKED
				    "\tif (!locked) {\n" LOCK "\tlocked = 1;\n\t}\n"
				    "\tret += vma->vm_start;\n" UNLOCK "\treturn ret;\n",
				    vma, find);

	(void)state;
	expect(before, after, PROOF_REFUTED, "without it");
	expect(used, again, PROOF_REFUTED, "a vma from before");
	expect(LOCK PLAIN "\tunknown(t);\n" UNLOCK "\treturn ret;\n",
	       UNLOCKED "\tunknown(t);\n\treturn ret;\n", PROOF_UNCLEAR, "unknown");
	expect(LOCK "\tmutex_lock(&t->lock);\n" PLAIN "\tmutex_unlock(&t->lock);\n" UNLOCK
		    "\treturn ret;\n",
	       "\tmutex_lock(&t->lock);\n" UNLOCKED "\tmutex_unlock(&t->lock);\n\treturn ret;\n",
	       PROOF_REFUTED, "another lock is held");
	free(before);
	free(after);
	free(used);
	free(again);
}

/* Many ways out are many schedules; beyond the cap nothing is proved. */
static void too_many_schedules_prove_nothing(void **state)
{
	struct buf before = { 0 }, after = { 0 };

	(void)state;
	for (int i = 0; i < 17; i++) {
		buf_printf(&before, "\tif (t->a%d)\n\t\tgoto l%d;\n\tx++;\nl%d:\n", i, i, i);
		buf_printf(&after, "\tif (t->a%d)\n\t\tgoto l%d;\n\tx++;\nl%d:\n", i, i, i);
	}
	buf_addstr(&before, LOCK PLAIN UNLOCK "\treturn ret;\n");
	buf_addstr(&after, UNLOCKED "\treturn ret;\n");
	expect(before.data, after.data, PROOF_BOUND, "more than");
	buf_free(&before);
	buf_free(&after);
}

static void long_and_deep_functions_end(void **state)
{
	struct buf before = { 0 }, after = { 0 };

	(void)state;
	buf_addstr(&before, LOCK PLAIN UNLOCK);
	buf_addstr(&after, UNLOCKED);
	for (int i = 0; i < 40000; i++) {
		buf_printf(&before, "\tt->a%d = x + 1;\n", i);
		buf_printf(&after, "\tt->a%d = x + 1;\n", i);
	}
	buf_addstr(&before, "\treturn ret;\n");
	buf_addstr(&after, "\treturn ret;\n");
	expect(before.data, after.data, PROOF_HOLDS, NULL);
	buf_reset(&before);
	buf_reset(&after);
	for (int i = 0; i < 9000; i++) {
		buf_addstr(&before, "{ ");
		buf_addstr(&after, "{ ");
	}
	buf_addstr(&before, LOCK PLAIN UNLOCK);
	buf_addstr(&after, UNLOCKED);
	for (int i = 0; i < 9000; i++) {
		buf_addstr(&before, "} ");
		buf_addstr(&after, "} ");
	}
	buf_addstr(&before, "return ret;\n");
	buf_addstr(&after, "return ret;\n");
	expect(before.data, after.data, PROOF_HOLDS, NULL);
	buf_free(&before);
	buf_free(&after);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(right_conversions_hold),
		cmocka_unit_test(branches_for_other_kernels_stay),
		cmocka_unit_test(wrong_conversions_are_refuted),
		cmocka_unit_test(what_only_the_lock_read_may_go),
		cmocka_unit_test(what_needs_the_lock_keeps_it),
		cmocka_unit_test(too_many_schedules_prove_nothing),
		cmocka_unit_test(long_and_deep_functions_end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
