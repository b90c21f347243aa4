// SPDX-License-Identifier: GPL-2.0-only
/* audit: verdict and reason of small functions, at least one for every reason. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "audit_cases.h"

static const struct verdict_case brackets[] = {
	{ "adjacent", OFFER_FLAGS, F(LOCK GUP UNLOCK "return ret;"), "unlocked" },
	{ "parentheses around the lock", OFFER_FLAGS,
	  F("down_read(&(current->mm->mmap_sem));\n" GUP
	    "up_read(&(current->mm->mmap_sem));\nreturn ret;"),
	  "unlocked" },
	{ "parentheses around the lock of a parameter's mm", OFFER_OLD,
	  "int f(struct task_struct *t, struct page **pages)\n{\nint ret;\n"
	  "down_read(&(t->mm->mmap_sem));\n"
	  "ret = get_user_pages(t, t->mm, start, 1, 1, 0, pages, NULL);\n"
	  "up_read(&(t->mm->mmap_sem));\nreturn ret;\n}\n",
	  "unlocked" },
	{ "function named like the family", OFFER_FLAGS,
	  "static long get_user_pages_compat(unsigned long start, struct page **pages)\n{\n"
	  "long ret;\n" LOCK GUP UNLOCK "return ret;\n}\n",
	  "unlocked" },
	{ "old signature", OFFER_OLD, F(LOCK OLD UNLOCK "return ret;"), "unlocked" },
	{ "alias", OFFER_FLAGS,
	  F("struct mm_struct *mm = current->mm;\n" RLOCK GUP RUNLOCK "return ret;"), "unlocked" },
	{ "chained alias of a task", OFFER_FLAGS,
	  F("struct task_struct *t = current; struct mm_struct *mm;\nctx->mm = mm = t->mm;\n" RLOCK
		    GUP RUNLOCK "return ret;"),
	  "unlocked" },
	{ "semaphore through a pointer", OFFER_FLAGS,
	  F("struct rw_semaphore *sem = &current->mm->mmap_sem;\ndown_read(sem);\n" GUP
	    "up_read(sem);\nreturn ret;"),
	  "unlocked" },
	{ "loop of calls, two releases", OFFER_FLAGS,
	  F(LOCK "for (i = 0; i < 9; i += ret) {\n" GUP "if (ret < 0) {\n" UNLOCK
		 "return ret;\n}\n}\n" UNLOCK "return 0;"),
	  "unlocked" },
	{ "bracket in a loop", OFFER_FLAGS, F("while (i--) {\n" LOCK GUP UNLOCK "}\nreturn 0;"),
	  "unlocked" },
	{ "endless loop", OFFER_FLAGS,
	  F(LOCK "while (1) {\n" GUP "if (ret) {\n" UNLOCK "return ret;\n}\n}"), "unlocked" },
	{ "endless for", OFFER_FLAGS,
	  F(LOCK "for (;;) {\n" GUP "if (ret)\nbreak;\n}\n" UNLOCK "return ret;"), "unlocked" },
	{ "switch", OFFER_FLAGS,
	  F(LOCK "switch (x) {\ncase 1:\n" GUP "break;\ndefault:\n" GUP "}\n" UNLOCK "return ret;"),
	  "unlocked unlocked" },
	{ "goto to one release", OFFER_FLAGS,
	  F(LOCK "if (x)\ngoto out;\n" GUP "if (ret < 0)\ngoto out;\ni = 1;\nout:\n" UNLOCK
		 "return ret;"),
	  "unlocked" },
	{ "bare block entered by goto", OFFER_FLAGS,
	  F("if (x)\ngoto slow;\nreturn 0;\n{\nint ret;\nslow:\n" LOCK GUP UNLOCK "return ret;\n}"),
	  "unlocked" },
	{ "two calls", OFFER_FLAGS, F(LOCK GUP "if (ret == 1)\n" GUP UNLOCK "return ret;"),
	  "unlocked unlocked" },
	{ "call in a condition", OFFER_FLAGS,
	  F(LOCK "if (get_user_pages(start, 1, 0, pages) < 0)\nret = 1;\n" UNLOCK "return ret;"),
	  "unlocked" },
	{ "call in an initialiser", OFFER_FLAGS,
	  F("{\nint r;\n" LOCK "{\nint k = get_user_pages(start, 1, 0, pages);\nr = k;\n}\n" UNLOCK
	    "return r;\n}"),
	  "unlocked" },
	{ "primitives under it", OFFER_FLAGS,
	  F(LOCK "p = kmalloc(8, GFP_KERNEL);\nif (WARN_ON(!p))\ngoto out;\natomic64_add(1, "
		 "&current->mm->pinned_vm);\n" GUP
		 "if (ret < 0)\nput_page(pages[0]);\nout:\n" UNLOCK "return ret;"),
	  "unlocked" },
	{ "harmless helper", OFFER_FLAGS,
	  "static int g(int a)\n{\nreturn h(a) + 1;\n}\nstatic int h(int a)\n{\nkfree(0);\nreturn "
	  "a;\n}\n" F(LOCK "i = g(1);\n" GUP UNLOCK "return ret;"),
	  "unlocked" },
	{ "harmless macro", OFFER_FLAGS,
	  "#define TWICE(x) \\\n\t((x) * 2)\n" F(LOCK "i = TWICE(i);\n" GUP UNLOCK "return ret;"),
	  "unlocked" },
	{ "own lock released before the call", OFFER_FLAGS,
	  F(LOCK "mutex_lock(&ctx->m);\ni = ctx->i;\nmutex_unlock(&ctx->m);\n" GUP UNLOCK
		 "return ret;"),
	  "unlocked" },
	{ "long term where it is taken", OFFER_FLAGS, F(LOCK PIN UNLOCK "return ret;"),
	  "unlocked" },
	{ "whole bracket in a branch", OFFER_FLAGS,
	  F("#ifdef X\n" LOCK GUP UNLOCK "#endif\nreturn ret;"), "unlocked" },
	{ "prefault, result ignored", OFFER_OLD,
	  F(LOCK "get_user_pages(current, current->mm, start, 1, 1, 0, NULL, NULL);\n" UNLOCK
		 "return 0;"),
	  "unlocked" },
	{ "two brackets", OFFER_FLAGS,
	  F(LOCK GUP UNLOCK LOCK "v = find_vma(current->mm, start);\n" UNLOCK "return ret;"),
	  "unlocked" },
	{ "foreign", OFFER_FLAGS, F(M RLOCK REMOTE RUNLOCK "return ret;"), "locked" },
	{ "foreign, old", OFFER_OLD,
	  F(M
	    "down_read(&mm->mmap_sem);\nret = get_user_pages(NULL, mm, start, 1, 1, 0, pages, 0);\n"
	    "up_read(&mm->mmap_sem);\nreturn ret;"),
	  "unlocked" },
	{ "find_vma before", OFFER_OLD,
	  F("struct vm_area_struct *vma;\n" LOCK
	    "vma = find_vma(current->mm, start);\nif (!vma) {\n" UNLOCK "return 1;\n}\n" OLD UNLOCK
	    "return ret;"),
	  "locked" },
	{ "vma in the arguments", OFFER_OLD,
	  F("struct vm_area_struct *vma = ctx->vma;\n" LOCK
	    "ret = get_user_pages(current, current->mm, vma->vm_start, 1, 1, 0, pages, "
	    "NULL);\n" UNLOCK "return ret;"),
	  "keep/lock-needed-after" },
	{ "killable", OFFER_VMAS,
	  F("if (mmap_read_lock_killable(current->mm))\nreturn -EINTR;\n"
	    "ret = get_user_pages(start, 1, 0, pages, "
	    "NULL);\nmmap_read_unlock(current->mm);\nreturn ret;"),
	  "locked" },
	{ "killable through a variable", OFFER_VMAS,
	  F("ret = mmap_read_lock_killable(current->mm);\nif (ret)\nreturn ret;\n"
	    "ret = get_user_pages(start, 1, 0, pages, "
	    "NULL);\nmmap_read_unlock(current->mm);\nreturn ret;"),
	  "locked" },
	{ "killable lock in a longer condition", OFFER_VMAS,
	  F("if (x || mmap_read_lock_killable(current->mm))\nreturn 0;\n"
	    "ret = get_user_pages(start, 1, 0, pages, "
	    "NULL);\nmmap_read_unlock(current->mm);\nreturn ret;"),
	  "locked" },
};

static const struct verdict_case keeps[] = {
	{ "vmas", OFFER_VMAS,
	  F(LOCK "ret = get_user_pages(start, 1, 0, pages, vmas);\n" UNLOCK "return ret;"),
	  "keep/vmas" },
	{ "long term", OFFER_VMAS,
	  F("int flags = 0;\nif (x)\nflags |= FOLL_LONGTERM;\n" LOCK
	    "ret = get_user_pages(start, 1, x ? flags : 0, pages, NULL);\n" UNLOCK "return ret;"),
	  "keep/flags" },
	{ "long term from the callers", OFFER_FLAGS,
	  "static int g(int flags, struct page **pages)\n{\n" LOCK
	  "ret = get_user_pages(start, 1, flags | FOLL_WRITE, pages);\n" UNLOCK
	  "return ret;\n}\n" F("return g(FOLL_LONGTERM, pages) + g(0, pages);"),
	  "keep/flags" },
	{ "flags known from the callers", OFFER_FLAGS,
	  "static int g(int flags, struct page **pages)\n{\n" LOCK
	  "ret = get_user_pages(start, 1, flags | FOLL_WRITE, pages);\n" UNLOCK
	  "return ret;\n}\n" F("return g(FOLL_FORCE, pages) + g(0, pages);"),
	  "unlocked" },
	{ "unknown flags", OFFER_FLAGS,
	  F(LOCK "ret = get_user_pages(start, 1, ctx->flags, pages);\n" UNLOCK "return ret;"),
	  "keep/flags" },
	{ "flags set through a pointer", OFFER_FLAGS,
	  F("int flags = 0;\nfill(&flags);\n" LOCK
	    "ret = get_user_pages(start, 1, flags, pages);\n" UNLOCK "return ret;"),
	  "keep/flags" },
	{ "masked flags", OFFER_FLAGS,
	  F(LOCK "ret = get_user_pages(start, 1, ctx->flags & FOLL_WRITE, pages);\n" UNLOCK
		 "return ret;"),
	  "unlocked" },
	{ "nowait", OFFER_FLAGS,
	  F(LOCK "ret = get_user_pages(start, 1, FOLL_NOWAIT, pages);\n" UNLOCK "return ret;"),
	  "keep/flags" },
	{ "nofault", OFFER_FLAGS,
	  F(LOCK "ret = get_user_pages(start, 1, FOLL_NOFAULT, pages);\n" UNLOCK "return ret;"),
	  "keep/flags" },
	{ "has locked", OFFER_FLAGS,
	  F(M "int locked = 1;\n" RLOCK
	      "ret = get_user_pages_remote(mm, start, 1, 0, pages, &locked);\n"
	      "if (locked)\n" RUNLOCK "return ret;"),
	  "keep/has-locked" },
	{ "write lock", OFFER_FLAGS,
	  F("down_write(&current->mm->mmap_sem);\n" GUP
	    "up_write(&current->mm->mmap_sem);\nreturn ret;"),
	  "keep/write-lock" },
	{ "write lock in the caller", OFFER_FLAGS,
	  "static int g(struct page **pages)\n{\n" GUP
	  "return ret;\n}\n" F("mmap_write_lock(current->mm);\ng(pages);\nmmap_write_unlock("
			       "current->mm);\nreturn 0;"),
	  "keep/write-lock" },
	{ "trylock", OFFER_FLAGS,
	  F("if (!mmap_read_trylock(current->mm))\nreturn 0;\n" GUP
	    "mmap_read_unlock(current->mm);\nreturn ret;"),
	  "keep/trylock" },
	{ "killable without a locked form", OFFER_FLAGS,
	  F("if (mmap_read_lock_killable(current->mm))\nreturn 0;\n" GUP
	    "mmap_read_unlock(current->mm);\nreturn ret;"),
	  "keep/killable" },
	{ "no lock", OFFER_FLAGS, F(GUP "return ret;"), "keep/no-lock" },
	{ "lock released before", OFFER_FLAGS, F(LOCK "i = 1;\n" UNLOCK GUP "return ret;"),
	  "keep/no-lock" },
	{ "caller holds", OFFER_FLAGS,
	  "static int g(struct page **pages)\n{\n" GUP
	  "return ret;\n}\n" F(LOCK "g(pages);\n" UNLOCK "return 0;"),
	  "keep/caller-holds" },
	{ "caller of the caller holds on one path", OFFER_FLAGS,
	  "static int g(struct page **pages)\n{\n" GUP
	  "return ret;\n}\nstatic int h(void)\n{\nreturn g(0);\n}\n" F(
		  "if (x)\n" LOCK "h();\nif (x)\n" UNLOCK "return 0;"),
	  "keep/caller-holds" },
	{ "caller takes it through a call", OFFER_FLAGS,
	  "static int g(struct page **pages)\n{\n" GUP
	  "return ret;\n}\nstatic void take(void)\n{\n" LOCK
	  "}\n" F("take();\ng(pages);\n" UNLOCK "return 0;"),
	  "keep/caller-holds" },
	{ "asserts the lock", OFFER_FLAGS,
	  F("mmap_assert_locked(current->mm);\n" GUP "return ret;"), "keep/caller-holds" },
	{ "find_vma after", OFFER_OLD,
	  F(LOCK OLD "v = find_vma(current->mm, start);\n" UNLOCK "return ret;"),
	  "keep/lock-needed-after" },
	{ "vma used after", OFFER_OLD,
	  F("struct vm_area_struct *vma = ctx->vma;\n" LOCK OLD "use(vma);\n" UNLOCK "return ret;"),
	  "keep/lock-needed-after" },
	{ "needed in the next round", OFFER_OLD,
	  F(LOCK "while (x) {\nv = find_vma(current->mm, start);\n" OLD "}\n" UNLOCK "return ret;"),
	  "keep/lock-needed-after" },
	{ "needed after the loop", OFFER_OLD,
	  F(LOCK "while (x) {\n" OLD "}\nv = find_vma(current->mm, start);\n" UNLOCK "return ret;"),
	  "keep/lock-needed-after" },
	{ "helper needs it after", OFFER_OLD,
	  "static int g(struct ctx *c)\n{\nreturn c->vma->vm_start;\n}\n" F(
		  LOCK OLD "g(ctx);\n" UNLOCK "return ret;"),
	  "keep/lock-needed-after" },
	{ "other call stays", OFFER_FLAGS,
	  F(LOCK GUP "ret += get_user_pages(start, 1, FOLL_NOWAIT, pages);\n" UNLOCK "return ret;"),
	  "keep/lock-needed-after keep/flags" },
	{ "vma for another prototype", OFFER_FLAGS,
	  F("struct vm_area_struct *prev, *vma;\n" LOCK
	    "ret = get_user_pages(current, current->mm, start, 1, 1, 0, pages, &vma);\n" UNLOCK
	    "return ret;"),
	  "manual/stale-signature" },
	{ "an operation of some table", OFFER_FLAGS,
	  F(GUP "return ret;") "static struct mem_ops ops = {\n.get_pages = f,\n};\n",
	  "keep/caller-holds" },
	{ "an operation of a file", OFFER_FLAGS,
	  F(GUP "return ret;") "static struct file_operations ops = {\n.unlocked_ioctl = f,\n};\n",
	  "keep/no-lock" },
	{ "helper that gives the lock back", OFFER_FLAGS,
	  "static void peek(struct mm_struct "
	  "*m)\n{\nmmap_read_lock(m);\nmmap_read_unlock(m);\n}\n" F("peek(current->mm);\n" GUP
								    "return ret;"),
	  "keep/no-lock" },
	{ "foreign mm", OFFER_FLAGS,
	  F("struct mm_struct *mm = get_task_mm(global_task);\n" RLOCK GUP RUNLOCK "return ret;"),
	  "keep/foreign-mm" },
	{ "no variant", OFFER_NONE, F(LOCK OLD UNLOCK "return ret;"), "keep/no-variant" },
	{ "needed before, no locked form", OFFER_FLAGS,
	  F(LOCK "v = find_vma(current->mm, start);\n" GUP UNLOCK "return ret;"),
	  "keep/no-variant" },
	{ "prefault", OFFER_OLD,
	  F(LOCK "ret = get_user_pages(current, current->mm, start, 1, 1, 0, NULL, NULL);\n" UNLOCK
		 "return ret;"),
	  "keep/prefault" },
};

static const struct verdict_case manuals[] = {
	{ "in a macro", OFFER_FLAGS, "#define G(p) get_user_pages(start, 1, 0, p)\nint x;\n",
	  "manual/macro" },
	{ "torn", OFFER_FLAGS,
	  F(LOCK "ret = get_user_pages(start,\n#ifdef X\n1,\n#else\n2,\n#endif\n0, pages);\n" UNLOCK
		 "return ret;"),
	  "manual/unparsed" },
	{ "torn around it", OFFER_FLAGS,
	  F(LOCK "if (x)\n#ifdef X\n" GUP "#endif\ni = 1;\n" UNLOCK "return ret;"),
	  "manual/unparsed" },
	{ "torn under the lock", OFFER_FLAGS,
	  F(LOCK GUP "if (x)\n#ifdef X\nreturn 1;\n#endif\ni = 1;\n" UNLOCK "return ret;"),
	  "manual/unparsed" },
	{ "statement expression", OFFER_FLAGS,
	  F(LOCK "x = ({ " GUP "ret; });\n" UNLOCK "return ret;"), "manual/unparsed" },
	{ "stale", OFFER_FLAGS, F(LOCK OLD UNLOCK "return ret;"), "manual/stale-signature" },
	{ "helper that takes the lock", OFFER_FLAGS,
	  "static void enter(struct mm_struct *m)\n{\n"
	  "#if LINUX_VERSION_CODE < KERNEL_VERSION(5, 8, 0)\ndown_read(&m->mmap_sem);\n"
	  "#else\nmmap_read_lock(m);\n#endif\n}\n" F("enter(current->mm);\n" GUP
						     "leave(current->mm);\nreturn ret;"),
	  "manual/wrapped-lock" },
	{ "helper that is the lock", OFFER_FLAGS,
	  "static struct rw_semaphore *sem(void)\n{\nreturn &current->mm->mmap_lock;\n}\n" F(
		  "down_read(sem());\n" GUP "up_read(sem());\nreturn ret;"),
	  "manual/wrapped-lock" },
	{ "macro that is the lock", OFFER_FLAGS,
	  "#define SEM current->mm->mmap_lock\n" F("down_read(&SEM);\n" GUP
						   "up_read(&SEM);\nreturn ret;"),
	  "manual/macro" },
	{ "macro that returns", OFFER_FLAGS,
	  "#define CHECK(x) do { if (x) return -1; } while (0)\n" F(
		  LOCK GUP "CHECK(ret < 0);\n" UNLOCK "return ret;"),
	  "manual/macro" },
	{ "macro that locks", OFFER_FLAGS,
	  "#define RELOCK(m) do { up_read(&m->mmap_sem); down_read(&m->mmap_sem); } while (0)\n" F(
		  LOCK GUP "RELOCK(current->mm);\n" UNLOCK "return ret;"),
	  "manual/macro" },
	{ "unknown macro", OFFER_FLAGS, F(LOCK GUP "CHECK_IT(ret);\n" UNLOCK "return ret;"),
	  "manual/macro" },
	{ "a bare word", OFFER_FLAGS, F(LOCK GUP "BAIL_OUT;\n" UNLOCK "return ret;"),
	  "manual/macro" },
	{ "lock wrapper", OFFER_FLAGS,
	  F("my_mmap_read_lock(current->mm);\n" GUP
	    "my_mmap_read_unlock(current->mm);\nreturn ret;"),
	  "manual/macro" },
	{ "conditional lock", OFFER_FLAGS, F("if (x)\n" LOCK GUP "if (x)\n" UNLOCK "return ret;"),
	  "manual/conditional-lock" },
	{ "lock under #if", OFFER_FLAGS,
	  F("#ifdef X\n" LOCK "#endif\n" GUP "#ifdef X\n" UNLOCK "#endif\nreturn ret;"),
	  "manual/conditional-lock" },
	{ "release inside an expression", OFFER_FLAGS,
	  F(LOCK GUP "x ? up_read(&current->mm->mmap_sem) : done();\nreturn ret;"),
	  "manual/conditional-lock" },
	{ "computed goto", OFFER_FLAGS, F(LOCK GUP "goto *x;\nout:\n" UNLOCK "return ret;"),
	  "manual/conditional-lock" },
	{ "two acquisitions", OFFER_FLAGS,
	  F("if (x) {\n" LOCK "} else {\n" LOCK "}\n" GUP UNLOCK "return ret;"),
	  "manual/conditional-lock" },
	{ "downgrade", OFFER_FLAGS,
	  F("down_write(&current->mm->mmap_sem);\ndowngrade_write(&current->mm->mmap_sem);\n" GUP
		    UNLOCK "return ret;"),
	  "manual/conditional-lock" },
	{ "returns with it", OFFER_FLAGS,
	  F(LOCK GUP "if (ret < 0)\nreturn ret;\n" UNLOCK "return ret;"),
	  "manual/conditional-lock" },
	{ "ends with it", OFFER_FLAGS, "void f(struct page **pages)\n{\n" LOCK GUP "}\n",
	  "manual/conditional-lock" },
	{ "release reached without it", OFFER_FLAGS,
	  F("if (x)\ngoto out;\n" LOCK GUP "out:\n" UNLOCK "return ret;"),
	  "manual/conditional-lock" },
	{ "killable, result dropped", OFFER_VMAS,
	  F("mmap_read_lock_killable(current->mm);\nret = get_user_pages(start, 1, 0, pages, "
	    "NULL);\n"
	    "mmap_read_unlock(current->mm);\nreturn ret;"),
	  "manual/conditional-lock" },
	{ "mm of a parameter", OFFER_FLAGS,
	  F("mmap_read_lock(ctx->mm);\n" GUP "mmap_read_unlock(ctx->mm);\nreturn ret;"),
	  "manual/interprocedural-mm" },
	{ "mm of what is inside a parameter's", OFFER_FLAGS,
	  F("struct dev *dev = &ctx->dev;\nmmap_read_lock(dev->mm);\n" GUP
	    "mmap_read_unlock(dev->mm);\nreturn ret;"),
	  "manual/interprocedural-mm" },
	{ "alias set twice", OFFER_FLAGS,
	  F("struct mm_struct *mm = current->mm;\nif (x)\nmm = ctx->mm;\n" RLOCK GUP RUNLOCK
	    "return ret;"),
	  "keep/foreign-mm" },
	{ "alias through its address", OFFER_FLAGS,
	  F("struct mm_struct *mm = current->mm;\nchange(&mm);\n" RLOCK GUP RUNLOCK "return ret;"),
	  "keep/foreign-mm" },
	{ "mm switched", OFFER_FLAGS,
	  F("struct mm_struct *mm = current->mm;\nkthread_use_mm(ctx->mm);\n" RLOCK GUP RUNLOCK
	    "return ret;"),
	  "keep/foreign-mm" },
	{ "mm changed under the lock", OFFER_FLAGS,
	  F(M RLOCK "mm = ctx->other;\n" REMOTE RUNLOCK "return ret;"),
	  "manual/interprocedural-mm" },
	{ "another mm is faulted", OFFER_FLAGS,
	  F(M RLOCK "ret = get_user_pages_remote(ctx->other, start, 1, 0, pages, NULL);\n" RUNLOCK
		    "return ret;"),
	  "manual/interprocedural-mm" },
	{ "loop of remote calls", OFFER_FLAGS,
	  F(M RLOCK "while (x)\n" REMOTE RUNLOCK "return ret;"), "manual/relock" },
	{ "own lock held at the call", OFFER_FLAGS,
	  F(LOCK "mutex_lock(&ctx->m);\n" GUP "mutex_unlock(&ctx->m);\n" UNLOCK "return ret;"),
	  "manual/relock" },
	{ "outer lock released under it", OFFER_FLAGS,
	  F("mutex_lock(&ctx->m);\n" LOCK "mutex_unlock(&ctx->m);\n" GUP UNLOCK "return ret;"),
	  "manual/relock" },
	{ "taken again", OFFER_FLAGS, F(LOCK GUP LOCK UNLOCK "return ret;"), "manual/relock" },
	{ "unknown call", OFFER_FLAGS, F(LOCK GUP "mystery(ret);\n" UNLOCK "return ret;"),
	  "manual/unknown-call" },
	{ "function pointer", OFFER_FLAGS,
	  F(LOCK GUP "ctx->ops->done(ret);\n" UNLOCK "return ret;"), "manual/unknown-call" },
	{ "pointer in parentheses", OFFER_FLAGS,
	  F(LOCK GUP "(*ctx->done)(ret);\n" UNLOCK "return ret;"), "manual/unknown-call" },
	{ "unknown call two levels down", OFFER_FLAGS,
	  "static int g(int a)\n{\nreturn mystery(a);\n}\n" F(LOCK GUP "g(ret);\n" UNLOCK
								       "return ret;"),
	  "manual/unknown-call" },
	{ "helper that locks something", OFFER_FLAGS,
	  "static void grab(struct ctx *c)\n{\nmutex_lock(&c->m);\n}\n" F(
		  LOCK "grab(ctx);\n" GUP UNLOCK "return ret;"),
	  "manual/unknown-call" },
	{ "member of the mm", OFFER_FLAGS,
	  F(LOCK "i = current->mm->start_brk;\n" GUP UNLOCK "return ret;"), "manual/unknown-call" },
	{ "unknown call before a locked form", OFFER_OLD,
	  F(LOCK "v = find_vma(current->mm, start);\nmystery(v);\n" OLD UNLOCK "return ret;"),
	  "manual/unknown-call" },
};

static void test_brackets(void **state)
{
	(void)state;
	judge_all(brackets, sizeof(brackets) / sizeof(brackets[0]));
}

static void test_keeps(void **state)
{
	(void)state;
	judge_all(keeps, sizeof(keeps) / sizeof(keeps[0]));
}

/*
 * The family is made in the kernel's core, of its forms and what they call; elsewhere their names mean
 * nothing. Who falls back to one is a caller, as is every other function of a file that defines them.
 */
static void test_implementation(void **state)
{
	static const struct verdict_case form = {
		"implementation", OFFER_FLAGS,
		"long get_user_pages_unlocked(void)\n{\n" LOCK GUP UNLOCK "return ret;\n}\n",
		"keep/implementation"
	};
	static const struct verdict_case under_a_form = {
		"under a form", OFFER_FLAGS,
		"static long common(void)\n{\n" LOCK GUP UNLOCK "return ret;\n}\n"
		"static long between(void)\n{\nreturn common();\n}\n"
		"long get_user_pages_unlocked(void)\n{\nreturn between();\n}\n",
		"keep/implementation"
	};
	static const struct verdict_case fallback = {
		"fallback", OFFER_FLAGS,
		"/**\n * get_user_pages_fast() - as get_user_pages(), but must be called without\n"
		" * mmap_sem held. Callers need to consider that it may take mmap_sem.\n */\n"
		"int get_user_pages_fast(void)\n{\n" LOCK GUP UNLOCK "return ret;\n}\n"
		"long get_user_pages(unsigned long start)\n{\nreturn walk(start);\n}\n",
		"unlocked"
	};
	static const char *const paths[] = { "mm/gup.c", "mm/util.c", "arch/x/mm/gup.c" };

	(void)state;
	for (size_t i = 0; i < sizeof(paths) / sizeof(paths[0]); i++) {
		assert_false(judge_differs(&form, paths[i]));
		assert_false(judge_differs(&under_a_form, paths[i]));
		assert_false(judge_differs(&fallback, paths[i]));
	}
	assert_true(judge_differs(&form, "drivers/mm/util.c"));
	assert_true(judge_differs(&fallback, "drivers/mm/util.c")); /* its own get_user_pages() */
}

/* The form may stand in another file than what it is made of. */
static void test_implementation_elsewhere(void **state)
{
	char *dir = scratch_make();

	(void)state;
	scratch_puts(dir, "mm/gup.c",
		     "long get_user_pages_unlocked(void)\n{\nreturn common_pages();\n}\n");
	scratch_puts(dir, "mm/common.c",
		     "long common_pages(void)\n{\n" LOCK GUP UNLOCK "return ret;\n}\n");
	assert_false(audit_world_differs("elsewhere", dir, OFFER_FLAGS, "keep/implementation"));
	scratch_remove(dir);
}

/* A driver that stands in the tree twice: each copy is called by its own files. */
static void test_copies(void **state)
{
	static const char mem[] =
		"int pin_it(unsigned long start, struct page **pages)\n{\nint ret;\n" GUP
		"return ret;\n}\n";
	static const char locks[] = "int use(void)\n{\n" LOCK "pin_it(0, p);\n" UNLOCK "}\n";
	static const char wraps[] =
		"int use(void)\n{\ndown_read(my_mmap_lock());\npin_it(0, p);\n}\n";
	char *dir = scratch_make();
	bool differs;

	(void)state;
	scratch_puts(dir, "drivers/r1/mem.c", mem);
	scratch_puts(dir, "drivers/r1/use.c", locks);
	scratch_puts(dir, "drivers/r2/mem.c", mem);
	scratch_puts(dir, "drivers/r2/use.c", "int use(void)\n{\nreturn pin_it(0, p);\n}\n");
	scratch_puts(dir, "drivers/r3/mem.c", mem);
	scratch_puts(dir, "drivers/r3/sub/use.c", wraps);
	/* it has one of its own */
	scratch_puts(dir, "drivers/r2/own.c",
		     "static int pin_it(int a, int *b)\n{\nreturn 0;\n}\n"
		     "int other(void)\n{\n" LOCK "pin_it(0, p);\n" UNLOCK "}\n");
	differs = audit_world_differs("copies", dir, OFFER_FLAGS,
				      "keep/caller-holds keep/no-lock keep/caller-holds");
	scratch_remove(dir);
	assert_false(differs);
}

/* A header's function calls it, and who calls that one was not looked for. */
static void test_unsearched(void **state)
{
	char *dir = scratch_make();
	bool differs;

	(void)state;
	scratch_puts(dir, "drivers/pin.c",
		     "int pin_it(unsigned long start, struct page **pages)\n{\nint ret;\n" GUP
		     "return ret;\n}\n");
	scratch_puts(dir, "other/wrap.h",
		     "static inline int wrapped(void)\n{\nreturn pin_it(0, p);\n}\n");
	scratch_puts(dir, "other/use.c",
		     "int use(void)\n{\n" LOCK "wrapped();\n" UNLOCK "return 0;\n}\n");
	differs = audit_world_differs("unsearched", dir, OFFER_FLAGS, "keep/caller-holds");
	scratch_remove(dir);
	assert_false(differs);
}

static void test_manuals(void **state)
{
	(void)state;
	judge_all(manuals, sizeof(manuals) / sizeof(manuals[0]));
}

/* Lines of the bracket's parts, as the rewrite will delete or change them. */
static void assert_parts(const char *text, enum offer which, const char *expected)
{
	char *dir = scratch_make();
	struct api api = offer(which);
	struct sites sites = { 0 };
	struct buf got = { 0 };
	struct judgement *j;
	const struct source *src;

	scratch_puts(dir, "drivers/a.c", text);
	j = audit_world_judge(dir, &api, &sites);
	assert_int_equal(sites.count, 1);
	src = site_source(&sites, &sites.site[0]);
	for (size_t i = 0; i < j->bracket.acquires; i++)
		buf_printf(&got, "+%u", src->token[j->bracket.acquire[i].first].line);
	for (size_t i = 0; i < j->bracket.releases; i++) {
		const struct bracket_part *p = &j->bracket.release[i];

		buf_printf(&got, "-%u", src->token[p->call].line);
		assert_int_equal(p->first, p->call);
		assert_true(source_is(src, p->end - 1, ";"));
	}
	assert_string_equal(got.data ? got.data : "", expected);
	buf_free(&got);
	judgement_free(j);
	free(j);
	site_free(&sites);
	api_free(&api);
	scratch_remove(dir);
}

static void test_parts(void **state)
{
	(void)state;
	assert_parts(F(LOCK GUP UNLOCK "return ret;"), OFFER_FLAGS, "+3-5");
	assert_parts(
		F(LOCK "if (x) {\n" UNLOCK "return 1;\n}\n" GUP UNLOCK LOCK UNLOCK "return ret;"),
		OFFER_FLAGS, "+3-5-9");
	/* locked: only releases that can follow the call */
	assert_parts(F(LOCK "if (!find_vma(current->mm, start)) {\n" UNLOCK
			    "return 1;\n}\n" OLD UNLOCK "return ret;"),
		     OFFER_OLD, "+3-9");
	assert_parts(F(LOCK "do {\n" GUP "if (ret < 0) {\n" UNLOCK
			    "return ret;\n}\n} while (x);\n" UNLOCK "return 0;"),
		     OFFER_FLAGS, "+3-7-11");
	assert_parts(F(GUP "return ret;"), OFFER_FLAGS, "");
}

/* What the detail says, in part. */
static const struct {
	enum offer offer;
	const char *text, *reason, *part;
} details[] = {
	{ OFFER_FLAGS, F("if (x)\n" LOCK GUP "if (x)\n" UNLOCK "return ret;"), "conditional-lock",
	  "taken at line 4 on a condition that was not shown to cover this call" },
	{ OFFER_FLAGS, F(GUP "return ret;") "static struct ops o = {\n.pin = &f,\n};\n",
	  "caller-holds", "called through a pointer only" },
	{ OFFER_FLAGS,
	  F(GUP "return ret;") "int g(void)\n{\nreturn f(0, 0, 0);\n}\n"
			       "struct ops o = { .pin = g };\n",
	  "no-lock", "1 caller read up to g() in drivers/a.c, which is called through a pointer" },
	{ OFFER_FLAGS, F(GUP "return ret;") "int g(void)\n{\nreturn f(0, 0, 0);\n}\n", "no-lock",
	  "likely a bug; 1 caller read up to g() in drivers/a.c, none takes it" },
	{ OFFER_OLD,
	  "struct linux_binprm { struct mm_struct *mm; };\n"
	  "int f(struct linux_binprm *bprm, struct page **pages)\n{\n"
	  "return get_user_pages(current, bprm->mm, 0, 1, 1, 0, pages, NULL);\n}\n",
	  "no-lock", "no bracket here, of an mm that exec still builds" },
	/* a downgrade takes nothing, nor does what a call on another way takes */
	{ OFFER_FLAGS,
	  "static void done(void)\n{\nif (x)\nmmap_write_downgrade(mm);\n}\n"
	  "static void retake(void)\n{\nif (x)\nmmap_read_lock(mm);\n}\n" F(
		  GUP "return ret;") "static int g(void)\n{\nif (y)\nreturn retake();\ndone();\n"
				     "return f(0, 0, 0);\n}\n"
				     "int h(void)\n{\nmmap_write_lock(mm);\ng();\n"
				     "mmap_write_unlock(mm);\nreturn 0;\n}\n",
	  "write-lock", "held for write by h() at drivers/a.c" },
	{ OFFER_FLAGS,
	  F(GUP "return ret;") "SYSCALL_DEFINE1(pins, int, x)\n{\nmmap_write_lock(mm);\n"
			       "f(0, 0, 0);\nmmap_write_unlock(mm);\n}\n"
			       "int g(void)\n{\nmmap_read_lock(mm);\nf(0, 0, 0);\n"
			       "mmap_read_unlock(mm);\n}\n",
	  "caller-holds",
	  "held for read by g() at drivers/a.c:15 (around just this call), held "
	  "for write by SYSCALL_DEFINE1(pins) at drivers/a.c:9" },
	/* the vma, not the first that may need the lock */
	{ OFFER_FLAGS,
	  F(LOCK GUP "start = untagged_addr_remote(mm, start);\nvma = vma_lookup(mm, start);\n"
		     "ret = vma->vm_flags;\n" UNLOCK "return ret;") "struct vm_area_struct *vma;\n",
	  "lock-needed-after", "line 7: vm_flags is protected by the mmap lock" },
};

static void test_details(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(details) / sizeof(details[0]); i++) {
		char *dir = scratch_make();
		struct api api = offer(details[i].offer);
		struct sites sites = { 0 };
		struct judgement *j;

		scratch_puts(dir, "drivers/a.c", details[i].text);
		j = audit_world_judge(dir, &api, &sites);
		assert_int_equal(sites.count, 1);
		if (strcmp(judgement_reason_name(j->reason), details[i].reason) ||
		    !strstr(j->detail, details[i].part))
			fail_msg("%s: %s, expected %s: %s", judgement_reason_name(j->reason),
				 j->detail, details[i].reason, details[i].part);
		judgement_free(j);
		free(j);
		site_free(&sites);
		api_free(&api);
		scratch_remove(dir);
	}
}

/* Too many callers to name: how many more there are is said. */
static void test_many_callers(void **state)
{
	char *dir = scratch_make();
	struct api api = offer(OFFER_FLAGS);
	struct sites sites = { 0 };
	struct buf text = { 0 };
	struct judgement *j;

	(void)state;
	buf_addstr(&text, F(GUP "return ret;"));
	for (int i = 0; i < 20; i++)
		buf_printf(&text,
			   "int g%d(void)\n{\nmmap_write_lock(mm);\nf(0, 0, 0);\n"
			   "mmap_write_unlock(mm);\n}\n",
			   i);
	scratch_puts(dir, "drivers/a.c", text.data);
	j = audit_world_judge(dir, &api, &sites);
	assert_int_equal(j->reason, REASON_WRITE_LOCK);
	assert_non_null(strstr(j->detail, " and 12 more"));
	judgement_free(j);
	free(j);
	buf_free(&text);
	site_free(&sites);
	api_free(&api);
	scratch_remove(dir);
}

/* Whether a retry without pages returns short is the tree's to say. */
static void test_prefault(void **state)
{
	char *dir = scratch_make();
	struct api api = offer(OFFER_FLAGS);
	struct sites sites = { 0 };
	struct judgement *j;

	(void)state;
	api.short_prefault = false;
	scratch_puts(dir, "drivers/a.c",
		     F(LOCK "ret = get_user_pages(start, 8, 0, NULL);\n" UNLOCK "return ret;"));
	j = audit_world_judge(dir, &api, &sites);
	assert_int_equal(j->verdict, VERDICT_UNLOCKED);
	judgement_free(j);
	free(j);
	site_free(&sites);
	api_free(&api);
	scratch_remove(dir);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_brackets),
		cmocka_unit_test(test_keeps),
		cmocka_unit_test(test_implementation),
		cmocka_unit_test(test_copies),
		cmocka_unit_test(test_implementation_elsewhere),
		cmocka_unit_test(test_unsearched),
		cmocka_unit_test(test_manuals),
		cmocka_unit_test(test_parts),
		cmocka_unit_test(test_details),
		cmocka_unit_test(test_many_callers),
		cmocka_unit_test(test_prefault),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
