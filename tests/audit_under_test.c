// SPDX-License-Identifier: GPL-2.0-only
/* audit: what runs under the lock: code that seems harmless and is not must stay as it is. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "audit_world.h"

#define F(body)                                                                                    \
	"#include \"own.h\"\n#include <linux/mm_types.h>\n"                                        \
	"static int f(struct ctx *ctx, struct mm_struct *mm, unsigned long start, struct page "    \
	"**pages)\n"                                                                               \
	"{\nint ret;\n" body "return ret;\n}\n"
#define LOCK "down_read(&current->mm->mmap_sem);\n"
#define UNLOCK "up_read(&current->mm->mmap_sem);\n"
#define GUP "ret = get_user_pages(start, 1, FOLL_WRITE, pages);\n"
#define BRACKET(after) F(LOCK GUP after UNLOCK)
/* the locked form: what is before the call may need the lock */
#define REMOTE(before, after)                                                                      \
	F("struct vm_area_struct *vma;\nint n;\nmmap_read_lock(mm);\nvma = find_vma(mm, "          \
	  "start);\n" before "ret = get_user_pages_remote(mm, start, 1, 0, pages, NULL);\n" after  \
	  "mmap_read_unlock(mm);\n")

struct under_case {
	const char *name, *text;
	const char *path, *more; /* another file, or NULL */
	const char *expected;
};

static const struct under_case lock_cases[] = {
	{ "asserted", F(LOCK "lockdep_assert_held(&current->mm->mmap_sem);\n" GUP UNLOCK), NULL,
	  NULL, "keep/no-variant" },
	{ "asserted after", BRACKET("lockdep_assert_held(&current->mm->mmap_sem);\n"), NULL, NULL,
	  "keep/lock-needed-after" },
	{ "passed to a helper", BRACKET("probe(&current->mm->mmap_sem);\n"), NULL, NULL,
	  "manual/conditional-lock" },
	{ "its count is read", BRACKET("WARN_ON(!current->mm->mmap_sem.count);\n"), NULL, NULL,
	  "manual/conditional-lock" },
	{ "stored before the bracket", F("ctx->sem = &current->mm->mmap_sem;\n" LOCK GUP UNLOCK),
	  NULL, NULL, "manual/conditional-lock" },
	{ "stored twice",
	  F("struct rw_semaphore *sem;\nctx->sem = sem = "
	    "&current->mm->mmap_sem;\ndown_read(sem);\n" GUP "up_read(sem);\n"),
	  NULL, NULL, "manual/conditional-lock" },
	{ "its pointer is passed on",
	  F("struct rw_semaphore *sem = &current->mm->mmap_sem;\ndown_read(sem);\n" GUP
	    "poke(sem);\nup_read(sem);\n"),
	  NULL, NULL, "manual/conditional-lock" },
	{ "a pointer that may be the lock", BRACKET("up_read(ctx->sem);\ndown_read(ctx->sem);\n"),
	  NULL, NULL, "manual/relock" },
	{ "a helper with a semaphore",
	  "static void relax(struct rw_semaphore *s)\n{\nup_read(s);\ndown_read(s);\n}\n" BRACKET(
		  "relax(ctx->sem);\n"),
	  NULL, NULL, "manual/unknown-call" },
	{ "another semaphore", BRACKET("down_read(&ctx->sem);\nup_read(&ctx->sem);\n"), NULL, NULL,
	  "unlocked" },
	{ "the lock is another", "#define down_read(s) mutex_lock(s)\n" BRACKET(""), NULL, NULL,
	  "manual/macro" },
	{ "the release does more, in an own header", BRACKET(""), "drivers/own.h",
	  "#define up_read(s) do { find_vma(0, 0); (up_read)(s); } while (0)\n", "manual/macro" },
	{ "the call is another",
	  "static int get_user_pages_(void);\n#define get_user_pages(...) "
	  "own(__VA_ARGS__)\n" BRACKET(""),
	  NULL, NULL, "manual/macro" },
	{ "current is another", BRACKET(""), "drivers/own.h", "#define current own_task\n",
	  "manual/macro" },
	{ "current is a variable", F("struct own *current = ctx->own;\n" LOCK GUP UNLOCK), NULL,
	  NULL, "manual/macro" },
	{ "older kernels have another call",
	  "#if LINUX_VERSION_CODE < KERNEL_VERSION(4, 0, 0)\n#define get_user_pages(a, b, c, d) "
	  "old(a)\n#endif\n" BRACKET(""),
	  NULL, NULL, "manual/version-ladder" },
	{ "older kernels have another lock",
	  "#if LINUX_VERSION_CODE < KERNEL_VERSION(4, 0, 0)\n#define up_read(s) "
	  "old(s)\n#endif\n" BRACKET(""),
	  NULL, NULL, "unlocked" },
	{ "a file in the middle", BRACKET("#include \"middle.h\"\n"), NULL, NULL, "manual/macro" },
	{ "an argument of a macro",
	  "#define TWICE(x) ((x) + (x))\n" F(
		  LOCK "ret = TWICE(get_user_pages(start, 1, 0, pages));\n" UNLOCK),
	  NULL, NULL, "manual/macro" },
	{ "an argument that is evaluated once",
	  F(LOCK "if (unlikely(get_user_pages(start, 1, 0, pages) < 0))\nret = 1;\n" UNLOCK), NULL,
	  NULL, "unlocked" },
	{ "not compiled, and with another signature",
	  "#if LINUX_VERSION_CODE < KERNEL_VERSION(4, 0, 0)\n" F(
		  LOCK "ret = get_user_pages(start, 1, FOLL_NOWAIT, pages);\n" UNLOCK) "#endif\n",
	  NULL, NULL, "manual/not-compiled" },
};

static const struct under_case name_cases[] = {
	{ "a number with a type", "#define CHUNK (_AC(1, UL) << 9)\n" BRACKET("start += CHUNK;\n"),
	  "include/uapi/linux/const.h", "#define __AC(X, Y) (X##Y)\n#define _AC(X, Y) __AC(X, Y)\n",
	  "unlocked" },
	{ "a number with a type, of its own", BRACKET("start += _AC(1, UL);\n"), "drivers/own.h",
	  "#define _AC(X, Y) own_##X(current->mm)\n", "manual/unknown-call" },
	{ "macro with a vma",
	  "#define END (find_vma(current->mm, start)->vm_end)\n" BRACKET("start = END;\n"), NULL,
	  NULL, "keep/lock-needed-after" },
	{ "macro that is a counter", BRACKET("PINNED += ret;\n"), "drivers/own.h",
	  "#define PINNED current->mm->locked_vm\n", "keep/lock-needed-after" },
	{ "small letters", BRACKET("start = end;\n"), "drivers/own.h",
	  "#define end find_vma(0, 0)->vm_end\n", "keep/lock-needed-after" },
	{ "a header's header", BRACKET("start = END;\n"), "drivers/own.h",
	  "#include <linux/far.h>\n", "unlocked" },
	{ "far away", BRACKET("start = END;\n"), "lib/far.h",
	  "#define END find_vma(0, 0)->vm_end\n", "keep/lock-needed-after" },
	{ "nowhere, as a constant", BRACKET("start = END & 3;\n"), NULL, NULL, "unlocked" },
	{ "nowhere, changed", BRACKET("COUNT += 3;\n"), NULL, NULL, "manual/macro" },
	{ "a member's name", BRACKET("start = ctx->last;\n"), "drivers/own.h",
	  "#define last vma->vm_end\n", "keep/lock-needed-after" },
	{ "macro that leaves", "#define BAIL ({ return 1; 0; })\n" BRACKET("ret = BAIL;\n"), NULL,
	  NULL, "manual/macro" },
	{ "a constant", "#define STEP 4096\n" BRACKET("start += STEP;\n"), NULL, NULL, "unlocked" },
	{ "own function named like a primitive",
	  "static int kfree(void *p)\n{\nreturn find_vma(p, 0) != 0;\n}\n" BRACKET("kfree(ctx);\n"),
	  NULL, NULL, "keep/lock-needed-after" },
	{ "own function with a known prefix",
	  "static int sg_area(void *p)\n{\nreturn find_vma(p, 0) != 0;\n}\n" BRACKET(
		  "sg_area(ctx);\n"),
	  NULL, NULL, "keep/lock-needed-after" },
	{ "the like in another file", BRACKET("pr_area(ctx);\n"), "drivers/b.c",
	  "int pr_area(void *p)\n{\nreturn find_vma(p, 0) != 0;\n}\n", "keep/lock-needed-after" },
	{ "renamed in a header", BRACKET("note(start);\n"), "drivers/own.h",
	  "#define note other_note\nstatic inline void other_note(long a)\n{\nfind_vma(0, a);\n}\n",
	  "keep/lock-needed-after" },
	{ "callback",
	  "static int each(int i, void *p, void *d)\n{\nreturn find_vma(d, i) != 0;\n}\n" BRACKET(
		  "walk_all(ctx, each);\n"),
	  "drivers/b.c", "int walk_all(struct ctx *c, void *f)\n{\nreturn 0;\n}\n",
	  "keep/lock-needed-after" },
	{ "harmless callback",
	  "static int each(int i)\n{\nreturn i;\n}\n" BRACKET("walk_all(ctx, each);\n"),
	  "drivers/b.c", "int walk_all(struct ctx *c, void *f)\n{\nreturn 0;\n}\n", "unlocked" },
	{ "idr_for_each",
	  "static int each(int i)\n{\nreturn i;\n}\n" BRACKET("idr_for_each(ctx, each, 0);\n"),
	  NULL, NULL, "manual/unknown-call" },
	{ "parameter that is a function",
	  "static int f(int (*prepare)(int), unsigned long start, struct page **pages)\n{\nint "
	  "ret;\n" LOCK GUP "prepare(1);\n" UNLOCK "return ret;\n}\n",
	  "drivers/b.c", "int prepare(int a)\n{\nreturn 0;\n}\n", "manual/unknown-call" },
	{ "local that is a function",
	  F("own_fn_t prepare = ctx->fn;\n" LOCK GUP "prepare(1);\n" UNLOCK), "drivers/b.c",
	  "int prepare(int a)\n{\nreturn 0;\n}\n", "manual/unknown-call" },
	{ "global that is a function", "static int (*prepare)(int);\n" BRACKET("prepare(1);\n"),
	  "drivers/b.c", "int prepare(int a)\n{\nreturn 0;\n}\n", "manual/unknown-call" },
	{ "macro that calls its argument", "#define CALL(g) g(1)\n" BRACKET("CALL(prepare);\n"),
	  "drivers/b.c", "int g(int a)\n{\nreturn 0;\n}\nint prepare(int a)\n{\nreturn 0;\n}\n",
	  "unlocked" },
	{ "returned function",
	  "static own_fn_t pick(void *p)\n{\nreturn p;\n}\n" BRACKET("pick(ctx)(1);\n"), NULL, NULL,
	  "manual/unknown-call" },
	{ "function of a condition", BRACKET("(start ? printk : own)(1);\n"), NULL, NULL,
	  "manual/unknown-call" },
	{ "name in parentheses",
	  "static int g(int a)\n{\nfind_vma(0, a);\n}\n" BRACKET("(g)(1);\n"), NULL, NULL,
	  "keep/lock-needed-after" },
	{ "cast", BRACKET("start = (u64)(start) + (long)(ret) + (struct ctx *)(ctx);\n"), NULL,
	  NULL, "unlocked" },
	{ "name put together", "#define DRV(x) own_##x(1)\n" BRACKET("DRV(check);\n"), NULL, NULL,
	  "manual/unknown-call" },
	{ "assembly", BRACKET("asm volatile(\"nop\" ::: \"memory\");\n"), NULL, NULL,
	  "manual/unknown-call" },
	{ "weak", BRACKET("check(1);\n"), "drivers/b.c",
	  "int __weak check(int a)\n{\nreturn 0;\n}\n", "unlocked" },
	{ "two definitions, one needs it", BRACKET("check(1);\n"), "drivers/b.c",
	  "#ifdef X\nint check(int a)\n{\nreturn 0;\n}\n#else\nint check(int a)\n{\nfind_vma(0, "
	  "a);\n}\n#endif\n",
	  "keep/lock-needed-after" },
	{ "unknown call before hides behind a vma", REMOTE("mystery(vma);\n", ""), NULL, NULL,
	  "manual/unknown-call" },
};

static const struct under_case derived_cases[] = {
	{ "number of a vma", REMOTE("n = vma->vm_start;\n", "n++;\n"), NULL, NULL, "locked" },
	{ "file of a vma", REMOTE("struct file *file = vma->vm_file;\n", "get(file);\n"), NULL,
	  NULL, "keep/lock-needed-after" },
	{ "private data, through another",
	  REMOTE("void *p = vma->vm_private_data, *q = p;\n", "ctx->i = *(int *)q;\n"), NULL, NULL,
	  "keep/lock-needed-after" },
	{ "address of a member",
	  REMOTE("unsigned long *p = &find_vma(mm, 0)->vm_flags;\n", "n = *p;\n"), NULL, NULL,
	  "keep/lock-needed-after" },
	{ "void pointer", REMOTE("void *area = find_vma(mm, 0);\n", "n = *(int *)area;\n"), NULL,
	  NULL, "keep/lock-needed-after" },
	{ "as a number",
	  REMOTE("unsigned long area = (unsigned long)vma;\n", "n = *(int *)area;\n"), NULL, NULL,
	  "keep/lock-needed-after" },
	{ "only asked", REMOTE("n = vma != NULL;\n", "if (n)\nret++;\n"), NULL, NULL, "locked" },
	{ "given out", REMOTE("struct file *file;\nvma_is_own(vma, &file);\n", "get(file);\n"),
	  NULL, NULL, "keep/lock-needed-after" },
	{ "kept in a member", REMOTE("ctx->priv = vma->vm_private_data;\n", "ret += *ctx->priv;\n"),
	  NULL, NULL, "keep/lock-needed-after" },
	{ "kept in a member, read by a helper",
	  "static int same(struct ctx *c)\n{\nreturn *(int *)c->priv;\n}\n" REMOTE(
		  "ctx->priv = find_vma(mm, 0);\n", "ret += same(ctx);\n"),
	  NULL, NULL, "keep/lock-needed-after" },
	{ "mm of another name",
	  F("struct mm_struct *p = current->mm;\n" LOCK GUP "start = p->context;\n" UNLOCK), NULL,
	  NULL, "manual/unknown-call" },
	{ "mm of another name, dereferenced",
	  F("struct mm_struct *p = current->mm;\n" LOCK GUP "start = (*p).context;\n" UNLOCK), NULL,
	  NULL, "manual/unknown-call" },
	{ "member that only an mm has", BRACKET("start = ctx->its->brk;\n"), NULL, NULL,
	  "manual/unknown-call" },
	{ "users of an mm",
	  F("struct mm_struct *p = current->mm;\n" LOCK GUP "atomic_inc(&p->mm_users);\n" UNLOCK),
	  NULL, NULL, "unlocked" },
	{ "atomic in a vma", BRACKET("atomic_inc((atomic_t *)ctx->v->vm_private_data);\n"), NULL,
	  NULL, "keep/lock-needed-after" },
	{ "atomic counter", BRACKET("atomic64_add(1, &current->mm->pinned_vm);\n"), NULL, NULL,
	  "unlocked" },
	{ "vma of another type name",
	  "typedef struct vm_area_struct own_area;\n" F("own_area *v = ctx->v;\n" LOCK GUP
							"poke(v);\n" UNLOCK),
	  NULL, NULL, "keep/lock-needed-after" },
	{ "written by the mmap handler",
	  "static int own_mmap(struct file *file, struct vm_area_struct *vma)\n{\nown.base = "
	  "vma->vm_start;\n}\n" BRACKET("start = own.base;\n"),
	  NULL, NULL, "keep/lock-needed-after" },
	{ "the mm is changed", BRACKET("kthread_use_mm(mm);\n"), NULL, NULL,
	  "keep/lock-needed-after" },
};

#define HELPER                                                                                     \
	"int g(unsigned long start, struct page **pages)\n{\nlong ret;\n" GUP "return ret;\n}\n"
#define CALLER(name) "int " name "(void)\n{\n" LOCK "g(0, 0);\n" UNLOCK "}\n"

static const struct under_case caller_cases[] = {
	{ "from another file", HELPER, "lib/b.c", CALLER("b"), "keep/caller-holds" },
	{ "of another file's own", HELPER, "lib/b.c",
	  "static int g(int a, int b)\n{\nreturn a;\n}\n" CALLER("b"), "keep/no-lock" },
	{ "with a wrapper of the lock", HELPER, "lib/b.c",
	  "int b(void)\n{\ndown_read(own_mmap_lock());\ng(0, 0);\nup_read(own_mmap_lock());\n}\n",
	  "keep/caller-holds" },
	{ "before a wrapper of the lock", HELPER, "lib/b.c",
	  "int b(void)\n{\ng(0, 0);\ndown_read(own_mmap_lock());\nup_read(own_mmap_lock());\n}\n",
	  "keep/no-lock" },
};

static bool judge_differs(const struct under_case *t)
{
	char *dir = scratch_make();
	bool differs;

	scratch_puts(dir, "drivers/a.c", t->text);
	scratch_puts(dir, "include/linux/mm_types.h",
		     "struct vm_area_struct {\nunsigned long vm_start, vm_flags;\n"
		     "struct file *vm_file;\nvoid *vm_private_data;\n};\n"
		     "struct mm_struct {\nint context;\nunsigned long brk;\n};\n");
	if (t->path)
		scratch_puts(dir, t->path, t->more);
	differs = audit_world_differs(t->name, dir, OFFER_FLAGS, t->expected);
	scratch_remove(dir);
	return differs;
}

static void judge_all(const struct under_case *cases, size_t count)
{
	size_t wrong = 0;

	for (size_t i = 0; i < count; i++)
		wrong += judge_differs(&cases[i]);
	assert_int_equal(wrong, 0);
}

static void test_lock(void **state)
{
	(void)state;
	judge_all(lock_cases, sizeof(lock_cases) / sizeof(lock_cases[0]));
}

static void test_names(void **state)
{
	(void)state;
	judge_all(name_cases, sizeof(name_cases) / sizeof(name_cases[0]));
}

static void test_derived(void **state)
{
	(void)state;
	judge_all(derived_cases, sizeof(derived_cases) / sizeof(derived_cases[0]));
}

static void test_callers(void **state)
{
	(void)state;
	judge_all(caller_cases, sizeof(caller_cases) / sizeof(caller_cases[0]));
}

/* Two copies of a driver: each is judged by its own callers. */
static void test_copies(void **state)
{
	char *dir = scratch_make();

	(void)state;
	scratch_puts(dir, "drivers/one/a.c", HELPER);
	scratch_puts(dir, "drivers/one/b.c", "int b(void)\n{\ng(0, 0);\n}\n");
	scratch_puts(dir, "drivers/two/a.c", HELPER);
	scratch_puts(dir, "drivers/two/b.c", CALLER("b"));
	assert_false(
		audit_world_differs("copies", dir, OFFER_FLAGS, "keep/no-lock keep/caller-holds"));
	scratch_remove(dir);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_lock),	cmocka_unit_test(test_names),
		cmocka_unit_test(test_callers), cmocka_unit_test(test_copies),
		cmocka_unit_test(test_derived),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
