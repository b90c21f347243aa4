// SPDX-License-Identifier: GPL-2.0-only
/*
 * audit: which mm is locked and faulted, which flags and pages reach the call: what may be written
 * to a variable in other ways than "name = value" makes it unknown.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "audit_text.h"
#include "audit_world.h"

#define GUPF "ret = get_user_pages(start, 1, flags, pages);\n"
#define MM "struct mm_struct *mm = current->mm;\n"
#define REMOTE(mm) "ret = get_user_pages_remote(" mm ", start, 1, 0, pages, NULL);\n"
#define ALIAS RLOCK GUP RUNLOCK "return ret;"
#define FLAGS LOCK GUPF UNLOCK "return ret;"
/* What follows in the text is drivers/a.h, which the driver includes, or include/linux/mm.h. */
#define HEADER "\f"
#define KERNEL "\v"

struct value_case {
	const char *name, *text, *expected;
};

static const struct value_case mms[] = {
	{ "one declaration, one value", F(MM ALIAS), "unlocked" },
	{ "harmless words with it",
	  F(MM "if (WARN_ON(!mm) || unlikely(!mm))\nreturn 1;\nmmgrab(mm);\n" ALIAS), "unlocked" },
	{ "a function of the file gets it",
	  "static void g(struct mm_struct *m)\n{\n}\n" F(MM "g(mm);\n" ALIAS), "unlocked" },
	{ "a macro that only reads it",
	  "#define HAS(m) ((m) != NULL)\n" F(MM "if (!HAS(mm))\nreturn 1;\n" ALIAS), "unlocked" },
	{ "set after a block",
	  F("struct mm_struct *mm;\nif (start) {\ni = 1;\n}\nmm = current->mm;\n" ALIAS),
	  "unlocked" },
	{ "declared with a type's members",
	  "extern struct mm_struct *mm;\n" F("{\nstruct mm_struct { int x; } *mm;\n}\n" ALIAS),
	  "keep/foreign-mm" },
	{ "declared first, set later", F("struct mm_struct *x, *mm;\nmm = current->mm;\n" ALIAS),
	  "unlocked" },
	{ "parameter with an attribute",
	  "int g(struct mm_struct *mm __maybe_unused, unsigned long start, struct page "
	  "**pages)\n{\nif (!mm)\nmm = current->mm;\n" ALIAS "\n}\n",
	  "manual/interprocedural-mm" },
	{ "file scope", "static struct mm_struct *mm;\n" F("if (!mm)\nmm = current->mm;\n" ALIAS),
	  "keep/foreign-mm" },
	{ "static", F("static struct mm_struct *mm;\nif (!mm)\nmm = current->mm;\n" ALIAS),
	  "keep/foreign-mm" },
	{ "static behind a word",
	  "#define KEPT static\n" F(
		  "KEPT struct mm_struct *mm;\nif (!mm)\nmm = current->mm;\n" ALIAS),
	  "keep/foreign-mm" },
	{ "static behind a type",
	  "#define mmp static struct mm_struct *\n" F(
		  "mmp mm;\nif (!mm)\nmm = current->mm;\n" ALIAS),
	  "keep/foreign-mm" },
	{ "file scope task",
	  "static struct task_struct *t;\n" F(
		  "if (!t)\nt = current;\ndown_read(&t->mm->mmap_sem);\n" GUP
		  "up_read(&t->mm->mmap_sem);\nreturn ret;"),
	  "keep/foreign-mm" },
	{ "declared by a macro",
	  "#define OTHER(t) struct mm_struct *mm = (t)->mm\n" F(
		  "OTHER(ctx);\nif (!mm)\nmm = current->mm;\n" ALIAS),
	  "keep/foreign-mm" },
	{ "macro loop",
	  F("struct mm_struct *mm;\nlist_for_each_entry(mm, &ctx->l, l) {\nif (mm->x)\ngoto "
	    "out;\n}\nmm = current->mm;\nout:\n" ALIAS),
	  "keep/foreign-mm" },
	{ "macro of the file",
	  "#define SET(h, m) do { m = (h)->mm; } while (0)\n" F(MM "SET(ctx, mm);\n" ALIAS),
	  "keep/foreign-mm" },
	{ "macro of a header",
	  F(MM "set_it(ctx, mm);\n" ALIAS) HEADER
	  "#define set_it(h, m) set_deep(h, m)\n#define set_deep(h, m) m = (h)->mm\n",
	  "keep/foreign-mm" },
	{ "macro inside a macro", "#define B(m) m = 0\n#define A(m) B(m)\n" F(MM "A(mm);\n" ALIAS),
	  "keep/foreign-mm" },
	{ "unknown macro", F(MM "TUNE(mm);\n" ALIAS), "keep/foreign-mm" },
	{ "unknown call", F(MM "tune(mm);\n" ALIAS), "keep/foreign-mm" },
	{ "macro that names it", "#define SWITCH() (mm = other)\n" F(MM "SWITCH();\n" ALIAS),
	  "keep/foreign-mm" },
	{ "macro that names it in parentheses",
	  "#define SWITCH() ((mm) = other)\n" F(MM "SWITCH();\n" ALIAS), "keep/foreign-mm" },
	{ "assigned in two parentheses", F(MM "((mm) = ctx->other);\n" ALIAS), "keep/foreign-mm" },
	{ "macro that sets a variable of its own",
	  "#define LOOK(m) ({ void *own = (m); own != NULL; })\n" F(
		  MM "if (!LOOK(mm))\nreturn 1;\n" ALIAS),
	  "unlocked" },
	{ "macro that sets what it is told by a variable of its own",
	  "#define LOOK(m) ({ void **own = (void **)&(m); *own = other; })\n" F(
		  MM "LOOK(mm);\n" ALIAS),
	  "keep/foreign-mm" },
	{ "word that names it", F(MM "SWITCH;\n" ALIAS) HEADER "#define SWITCH mm = other\n",
	  "keep/foreign-mm" },
	{ "pasted macro name",
	  "#define drv_set(m) m = other\n#define DRV(x) drv_##x\n" F(MM "DRV(set)(mm);\n" ALIAS),
	  "keep/foreign-mm" },
	{ "a macro of its name", "#define mm (ctx->other)\n" F(MM ALIAS), "manual/macro" },
	{ "assigned in parentheses", F(MM "(mm) = ctx->other;\n" ALIAS), "keep/foreign-mm" },
	{ "assigned in parentheses after a condition",
	  F(MM "if (ctx->x)\n(mm) = ctx->other;\n" ALIAS), "keep/foreign-mm" },
	{ "address after a cast", F(MM "fill((void **)&mm);\n" ALIAS), "keep/foreign-mm" },
	{ "address in braces", F(MM "struct q q = { &mm };\nfill(&q);\n" ALIAS),
	  "keep/foreign-mm" },
	{ "address in parentheses", F(MM "fill(&(mm));\n" ALIAS), "keep/foreign-mm" },
	{ "operand of assembly", F(MM "asm(\"\" : \"=r\" (mm));\n" ALIAS), "keep/foreign-mm" },
	{ "shadowed",
	  "extern struct mm_struct *mm;\n" F("if (start) {\n" MM "if (!mm)\nreturn 1;\n}\n" ALIAS),
	  "keep/foreign-mm" },
	{ "declared twice", F(MM "{\nstruct mm_struct *mm = current->mm;\n" ALIAS "\n}"),
	  "unlocked" },
	{ "declared twice, the inner is another's",
	  F(MM "{\nstruct mm_struct *mm = ctx->mm;\n" ALIAS "\n}"), "manual/interprocedural-mm" },
	{ "replaced on every path",
	  F("struct mm_struct *mm = ctx->mm;\nif (start)\nmm = current->mm;\nelse\nmm = "
	    "current->mm;\n" ALIAS),
	  "unlocked" },
	{ "replaced on some paths",
	  F("struct mm_struct *mm = ctx->mm;\nif (start)\nmm = current->mm;\n" ALIAS),
	  "manual/interprocedural-mm" },
	{ "set again later", F(MM RLOCK GUP RUNLOCK "mm = ctx->mm;\nuse(mm->x);\nreturn ret;"),
	  "unlocked" },
	{ "set again later, in a loop",
	  F(MM "while (i--) {\n" RLOCK GUP RUNLOCK "mm = ctx->mm;\n}\nreturn ret;"),
	  "keep/foreign-mm" },
	{ "a parameter that is replaced",
	  "int g(struct mm_struct *mm, unsigned long start, struct page **pages)\n{\nmm = "
	  "current->mm;\n" ALIAS "\n}\n",
	  "unlocked" },
	{ "current is a variable",
	  F("struct task_struct *current = ctx->t;\n" LOCK GUP UNLOCK "return ret;"),
	  "manual/macro" },
	{ "current is a macro",
	  "#undef current\n#define current other\n" F(LOCK GUP UNLOCK "return ret;"),
	  "manual/macro" },
	{ "current of a header", F(MM ALIAS) HEADER "#define current other\n", "manual/macro" },
	{ "mm is a macro", "#define mm mm2\n" F(LOCK GUP UNLOCK "return ret;"), "keep/foreign-mm" },
	{ "get_task_mm of the file",
	  "static struct mm_struct *get_task_mm(struct task_struct *t)\n{\nreturn other;\n}\n" F(
		  "struct mm_struct *mm = get_task_mm(current);\n" ALIAS),
	  "keep/foreign-mm" },
	{ "switched by a helper",
	  "static void enter(struct mm_struct *m)\n{\nuse_mm(m);\n}\n" F(MM
									 "enter(ctx->mm);\n" ALIAS),
	  "keep/foreign-mm" },
	{ "switched by a macro of a header",
	  F(MM "enter(ctx->mm);\n" ALIAS) HEADER "#define enter(m) kthread_use_mm(m)\n",
	  "keep/foreign-mm" },
	{ "assigned as a member",
	  F(MM "struct task_struct *t = current;\nt->mm = ctx->mm;\n" ALIAS), "keep/foreign-mm" },
};

static const struct value_case spellings[] = {
	{ "local", F("struct mm_struct *mm = ctx->mm;\n" RLOCK REMOTE("mm") RUNLOCK "return ret;"),
	  "locked" },
	{ "member",
	  F("mmap_read_lock(ctx->mm);\nkfree(pages[0]);\n" REMOTE(
		  "ctx->mm") "mmap_read_unlock(ctx->mm);\nreturn ret;"),
	  "locked" },
	{ "member, cast of an argument",
	  F("mmap_read_lock(ctx->mm);\nret = get_user_pages_remote(ctx->mm, (uintptr_t)(start + "
	    "1), 1, 0, pages, NULL);\n"
	    "mmap_read_unlock(ctx->mm);\nreturn ret;"),
	  "locked" },
	{ "index changes",
	  F("mmap_read_lock(ctx->mms[i]);\ni++;\n" REMOTE(
		  "ctx->mms[i]") "i--;\nmmap_read_unlock(ctx->mms[i]);\nreturn ret;"),
	  "manual/interprocedural-mm" },
	{ "index of a parameter changes",
	  "int g(struct mm_struct **mms, int i, unsigned long start, struct page "
	  "**pages)\n{\nmmap_read_lock(mms[i]);\ni++;\n" REMOTE(
		  "mms[i]") "i--;\nmmap_read_unlock(mms[i]);\nreturn ret;\n}\n",
	  "manual/interprocedural-mm" },
	{ "a call changes the member",
	  "static void next(struct ctx *c)\n{\nc->mm = c->mm2;\n}\n" F(
		  "mmap_read_lock(ctx->mm);\nnext(ctx);\n" REMOTE(
			  "ctx->mm") "mmap_read_unlock(ctx->mm);\nreturn ret;"),
	  "manual/interprocedural-mm" },
	{ "a primitive changes the member",
	  F("mmap_read_lock(ctx->mm);\nmemcpy(ctx, ctx->next, 8);\n" REMOTE(
		  "ctx->mm") "mmap_read_unlock(ctx->mm);\nreturn ret;"),
	  "manual/interprocedural-mm" },
	{ "the member is assigned",
	  F("mmap_read_lock(ctx->mm);\nctx->mm = ctx->mm2;\n" REMOTE(
		  "ctx->mm") "mmap_read_unlock(ctx->mm);\nreturn ret;"),
	  "manual/interprocedural-mm" },
	{ "assigned as a whole",
	  F("mmap_read_lock(ctx->mm);\n*ctx = *other;\n" REMOTE(
		  "ctx->mm") "mmap_read_unlock(ctx->mm);\nreturn ret;"),
	  "manual/interprocedural-mm" },
	{ "what a call returns",
	  F("mmap_read_lock(pick(ctx));\n" REMOTE(
		  "pick(ctx)") "mmap_read_unlock(pick(ctx));\nreturn ret;"),
	  "manual/interprocedural-mm" },
	{ "another of its name in between",
	  "extern struct mm_struct *mm;\n" F(
		  RLOCK "{\nstruct mm_struct *mm;\n" REMOTE("mm") "}\n" RUNLOCK "return ret;"),
	  "manual/interprocedural-mm" },
	{ "of the file",
	  "extern struct mm_struct *mm;\n" F(RLOCK REMOTE("mm") RUNLOCK "return ret;"), "locked" },
	{ "assigned by a macro",
	  "#define NEXT(m) m = (m)->next\n" F("struct mm_struct *mm = ctx->mm;\n" RLOCK
					      "NEXT(mm);\n" REMOTE("mm") RUNLOCK "return ret;"),
	  "manual/interprocedural-mm" },
	{ "of another round of a loop",
	  F("struct mm_struct *m, *mm;\nwhile (i--) {\nmm = ctx->mm;\nif (!i)\nm = mm;\n" RLOCK
		    REMOTE("m") RUNLOCK "}\nreturn ret;"),
	  "manual/interprocedural-mm" },
	{ "through a semaphore, changed since",
	  "static void next(struct ctx *c)\n{\nc->mm = c->mm2;\n}\n" F(
		  "struct rw_semaphore *sem = "
		  "&ctx->mm->mmap_sem;\nnext(ctx);\ndown_read(sem);\n" REMOTE(
			  "ctx->mm") "up_read(sem);\nreturn ret;"),
	  "manual/interprocedural-mm" },
};

static const struct value_case flags[] = {
	{ "several known ones",
	  F("unsigned int flags = FOLL_FORCE;\nif (ctx->w)\nflags |= FOLL_WRITE;\nflags &= "
	    "~FOLL_FORCE;\n" FLAGS),
	  "unlocked" },
	{ "a constant of the tree",
	  F("unsigned int flags = FOLL_NEW | FOLL_WRITE;\n" FLAGS) KERNEL
	  "#define FOLL_WRITE 0x01 /* write */\nenum { FOLL_OLD = 1 << 1, FOLL_NEW = 1 << 2 };\n",
	  "unlocked" },
	{ "none of the tree",
	  F("unsigned int flags = FOLL_MINE;\n" FLAGS) KERNEL "#define FOLL_WRITE 0x01\n",
	  "keep/flags" },
	{ "one that hides others",
	  F("unsigned int flags = FOLL_BOTH;\n" FLAGS) KERNEL
	  "#define FOLL_WRITE 1\n#define FOLL_LONGTERM 2\n#define FOLL_BOTH (FOLL_WRITE | "
	  "FOLL_LONGTERM)\n",
	  "keep/flags" },
	{ "an enumerator that hides others",
	  F("unsigned int flags = FOLL_BOTH;\n" FLAGS) KERNEL
	  "#define FOLL_WRITE 1\nenum { FOLL_LONGTERM = 2, FOLL_BOTH = FOLL_LONGTERM | 1 };\n",
	  "keep/flags" },
	{ "own name",
	  "#define FOLL_MINE FOLL_LONGTERM\n" F("unsigned int flags = FOLL_MINE;\n" FLAGS),
	  "keep/flags" },
	{ "own meaning",
	  "#define FOLL_FORCE FOLL_LONGTERM\n" F("unsigned int flags = FOLL_FORCE;\n" FLAGS),
	  "keep/flags" },
	{ "own meaning in a header",
	  F("unsigned int flags = FOLL_FORCE;\n" FLAGS) HEADER "#define FOLL_FORCE FOLL_LONGTERM\n",
	  "keep/flags" },
	{ "own enumerator",
	  "enum { FOLL_FORCE = FOLL_LONGTERM };\n" F("unsigned int flags = FOLL_FORCE;\n" FLAGS),
	  "keep/flags" },
	{ "replaced on every path",
	  F("unsigned int flags = FOLL_LONGTERM;\nif (start)\nflags = 0;\nelse\nflags = "
	    "FOLL_WRITE;\n" FLAGS),
	  "unlocked" },
	{ "replaced on some paths",
	  F("unsigned int flags = FOLL_LONGTERM;\nif (start)\nflags = 0;\n" FLAGS), "keep/flags" },
	{ "replaced in an arm",
	  F("unsigned int flags = FOLL_LONGTERM;\nstart ? (flags = 0) : 1;\n" FLAGS),
	  "keep/flags" },
	{ "replaced behind a condition",
	  F("unsigned int flags = FOLL_LONGTERM;\ni = start && (flags = 0);\n" FLAGS),
	  "keep/flags" },
	{ "replaced in a condition's own test",
	  F("unsigned int flags = FOLL_LONGTERM;\ni = (flags = 0) ? 1 : 2;\n" FLAGS), "unlocked" },
	{ "replaced in a statement expression",
	  F("unsigned int flags = FOLL_LONGTERM;\n({ if (start) flags = 0; });\n" FLAGS),
	  "keep/flags" },
	{ "replaced in a loop that may not run",
	  F("unsigned int flags = FOLL_LONGTERM;\nfor (i = 0; i < start; i++)\nflags = 0;\n" FLAGS),
	  "keep/flags" },
	{ "replaced in a loop that runs",
	  F("unsigned int flags = FOLL_LONGTERM;\ndo {\nflags = 0;\n} while (start--);\n" FLAGS),
	  "unlocked" },
	{ "replaced in some cases",
	  F("unsigned int flags = FOLL_LONGTERM;\nswitch (start) {\ncase 1:\nflags = 0;\ncase "
	    "2:\nbreak;\n}\n" FLAGS),
	  "keep/flags" },
	{ "jumped over",
	  F("unsigned int flags = FOLL_LONGTERM;\nif (start)\ngoto out;\nflags = 0;\nout:\n" FLAGS),
	  "keep/flags" },
	{ "replaced in a branch of an #if",
	  F("unsigned int flags = FOLL_LONGTERM;\n#ifdef CONFIG_X\nflags = 0;\n#endif\n" FLAGS),
	  "keep/flags" },
	{ "replaced before it is left to a label",
	  F("unsigned int flags = 0;\nagain:\n" LOCK GUPF UNLOCK
	    "if (i--) {\nflags = FOLL_LONGTERM;\ngoto again;\n}\nreturn ret;"),
	  "keep/flags" },
	{ "set later",
	  F("unsigned int flags = 0;\n" LOCK GUPF UNLOCK "flags = FOLL_LONGTERM;\nreturn flags;"),
	  "unlocked" },
	{ "set later, and again in the next round",
	  F("unsigned int flags = 0;\nwhile (i--) {\n" LOCK GUPF UNLOCK
	    "flags = FOLL_LONGTERM;\n}\nreturn ret;"),
	  "keep/flags" },
	{ "replaced, and changed in between",
	  F("unsigned int flags = ctx->x;\nflags = 0;\nflags ^= ctx->x;\n" FLAGS), "keep/flags" },
	{ "exclusive or", F("unsigned int flags = 0;\nflags ^= ctx->x;\n" FLAGS), "keep/flags" },
	{ "added", F("unsigned int flags = 0;\nflags += ctx->x;\n" FLAGS), "keep/flags" },
	{ "shifted", F("unsigned int flags = 1;\nfor (i = 0; i < 5; i++)\nflags <<= 1;\n" FLAGS),
	  "keep/flags" },
	{ "counted up", F("unsigned int flags = 1;\n++flags;\n" FLAGS), "keep/flags" },
	{ "set by a macro",
	  "#define SET(f, x) ((f) |= (x))\n" F(
		  "unsigned int flags = 0;\nSET(flags, ctx->x);\n" FLAGS),
	  "keep/flags" },
	{ "set by the kernel's macro",
	  F("unsigned int flags = 0;\nget_user(flags, ctx->p);\n" FLAGS), "keep/flags" },
	{ "file scope",
	  "static unsigned int flags = FOLL_LONGTERM;\n" F("flags |= FOLL_WRITE;\n" FLAGS),
	  "keep/flags" },
	{ "declared by a macro",
	  "#define FROM(x) unsigned int flags = (x) ? FOLL_LONGTERM : 0\n" F(
		  "FROM(start);\nflags |= FOLL_WRITE;\n" FLAGS),
	  "keep/flags" },
	{ "parameter with an attribute",
	  "int g(unsigned int flags __maybe_unused, unsigned long start, struct page "
	  "**pages)\n{\nflags |= FOLL_FORCE;\n" FLAGS "\n}\n",
	  "keep/flags" },
	{ "address in braces",
	  F("unsigned int flags = 0;\nstruct q q = { &flags };\nfill(&q);\n" FLAGS), "keep/flags" },
	{ "address in a choice",
	  F("unsigned int flags = 0, *p = start ? &flags : NULL;\n*p |= ctx->x;\n" FLAGS),
	  "keep/flags" },
	{ "address after a colon",
	  F("unsigned int flags = 0, *p = start ? NULL : &flags;\n*p |= ctx->x;\n" FLAGS),
	  "keep/flags" },
	{ "shadowed",
	  "extern unsigned int flags;\n" F(
		  "if (start) {\nunsigned int flags = 0;\nret = flags;\n}\n" FLAGS),
	  "keep/flags" },
	{ "comma",
	  F(LOCK "ret = get_user_pages(start, 1, (FOLL_WRITE & i, ctx->x), pages);\n" UNLOCK
		 "return ret;"),
	  "keep/flags" },
	{ "mask and exclusive or",
	  F(LOCK "ret = get_user_pages(start, 1, FOLL_WRITE & i ^ ctx->x, pages);\n" UNLOCK
		 "return ret;"),
	  "keep/flags" },
	{ "assigned on the way",
	  F("unsigned int flags = ctx->x;\n" LOCK
	    "ret = get_user_pages(start, 1, flags |= i ? 0 : FOLL_WRITE, pages);\n" UNLOCK
	    "return ret;"),
	  "keep/flags" },
};

#define G "static int g(int flags, unsigned long start, struct page **pages)\n{\n" FLAGS "\n}\n"

static const struct value_case callers[] = {
	{ "known", G F("return g(FOLL_WRITE, start, pages) + g(0, start, pages);"), "unlocked" },
	{ "prototype",
	  "static int g(int flags, unsigned long start, struct page **pages);\n" G F(
		  "return g(0, start, pages);"),
	  "unlocked" },
	{ "in a macro",
	  "#define LONG(s, p) g(FOLL_LONGTERM, s, p)\n" G F(
		  "return g(0, start, pages) + LONG(start, pages);"),
	  "keep/flags" },
	{ "in a macro of a header",
	  G F("return g(0, start, pages) + LONG(start, pages);") HEADER
	  "#define LONG(s, p) g(FOLL_LONGTERM, s, p)\n",
	  "keep/flags" },
	{ "in parentheses", G F("return g(0, start, pages) + (g)(FOLL_LONGTERM, start, pages);"),
	  "keep/flags" },
	{ "through a pointer",
	  "static struct ops o = { .pin = g };\n" G F("return g(0, start, pages);"), "keep/flags" },
	{ "by a pasted name",
	  "#define CALL(x) x##g(FOLL_LONGTERM, start, pages)\n" G F(
		  "return g(0, start, pages) + CALL();"),
	  "keep/flags" },
	{ "in an included file", "#include \"body.c\"\n" G F("return g(0, start, pages);"),
	  "keep/flags" },
	{ "under the name of a macro", "#define g pin_a\n" G F("return g(0, start, pages);"),
	  "keep/flags" },
};

static const struct value_case pages[] = {
	{ "set before",
	  F("struct page **p = NULL;\np = kmalloc(8, GFP_KERNEL);\n" LOCK
	    "ret = get_user_pages(start, 1, 0, p);\n" UNLOCK "return ret;"),
	  "unlocked" },
	{ "set under the same condition",
	  F("struct page **p = NULL;\nint i = start & 1;\nif (i) {\np = kmalloc(8, "
	    "GFP_KERNEL);\n}\n" LOCK "if (i) {\nret = get_user_pages(start, 1, 0, p);\n}\n" UNLOCK
	    "return ret;"),
	  "unlocked" },
	{ "set under the same condition, of what others may change",
	  F("struct page **p = NULL;\nif (ctx->x) {\np = kmalloc(8, GFP_KERNEL);\n}\n" LOCK
	    "if (ctx->x) {\nret = get_user_pages(start, 1, 0, p);\n}\n" UNLOCK "return ret;"),
	  "keep/prefault" },
	{ "set under a condition that changes",
	  F("struct page **p = NULL;\nif (ctx->x) {\np = kmalloc(8, GFP_KERNEL);\n}\nctx->x = "
	    "1;\n" LOCK "if (ctx->x) {\nret = get_user_pages(start, 1, 0, p);\n}\n" UNLOCK
	    "return ret;"),
	  "keep/prefault" },
	{ "set under the same condition, which changes in the loop of the call",
	  F("struct page **p = NULL;\nif (i) {\np = kmalloc(8, GFP_KERNEL);\n}\nwhile (start--) "
	    "{\n" LOCK "if (i) {\nret = get_user_pages(start, 1, 0, p);\n}\n" UNLOCK
	    "i++;\n}\nreturn ret;"),
	  "keep/prefault" },
	{ "set under the negated condition",
	  F("struct page **p = NULL;\nif (!ctx->x) {\np = kmalloc(8, GFP_KERNEL);\n}\n" LOCK
	    "if (ctx->x) {\nret = get_user_pages(start, 1, 0, p);\n}\n" UNLOCK "return ret;"),
	  "keep/prefault" },
	{ "never set",
	  F("struct page **p = NULL;\n" LOCK "ret = get_user_pages(start, 1, 0, p);\n" UNLOCK
	    "return ret;"),
	  "keep/prefault" },
	{ "result ignored",
	  F("struct page **p = NULL;\n" LOCK "get_user_pages(start, 1, 0, p);\n" UNLOCK
	    "return 0;"),
	  "unlocked" },
	{ "set perhaps",
	  F("struct page **p = NULL;\nif (ctx->x)\np = ctx->p;\n" LOCK
	    "ret = get_user_pages(start, 1, 0, p);\n" UNLOCK "return ret;"),
	  "keep/prefault" },
	{ "a choice",
	  F(LOCK "ret = get_user_pages(start, 1, 0, ctx ? pages : NULL);\n" UNLOCK "return ret;"),
	  "keep/prefault" },
	{ "a copy",
	  F("struct page **q = NULL, **p = q;\n" LOCK
	    "ret = get_user_pages(start, 1, 0, p);\n" UNLOCK "return ret;"),
	  "keep/prefault" },
	{ "a macro",
	  "#define NONE NULL\n" F(LOCK "ret = get_user_pages(start, 1, 0, NONE);\n" UNLOCK
				       "return ret;"),
	  "keep/prefault" },
	{ "from a caller",
	  F(LOCK GUP UNLOCK "return ret;") "int h(void)\n{\nreturn f(0, 0, NULL);\n}\n",
	  "keep/prefault" },
};

/* Write the driver and what follows it. */
static void put_files(const char *dir, const char *text)
{
	size_t len = strcspn(text, HEADER KERNEL);
	bool header = text[len] == *HEADER;
	char *driver = memory_printf("%s%.*s", header ? "#include \"a.h\"\n" : "", (int)len, text);

	scratch_puts(dir, "drivers/a.c", driver);
	if (text[len])
		scratch_puts(dir, header ? "drivers/a.h" : "include/linux/mm.h", text + len + 1);
	free(driver);
}

static bool judge_differs(const struct value_case *t)
{
	char *dir = scratch_make();
	bool differs;

	put_files(dir, t->text);
	differs = audit_world_differs(t->name, dir, OFFER_FLAGS, t->expected);
	scratch_remove(dir);
	return differs;
}

static void judge_all(const struct value_case *cases, size_t count)
{
	size_t wrong = 0;

	for (size_t i = 0; i < count; i++)
		wrong += judge_differs(&cases[i]);
	assert_int_equal(wrong, 0);
}

static void test_mms(void **state)
{
	(void)state;
	judge_all(mms, sizeof(mms) / sizeof(mms[0]));
}

static void test_spellings(void **state)
{
	(void)state;
	judge_all(spellings, sizeof(spellings) / sizeof(spellings[0]));
}

static void test_flags(void **state)
{
	(void)state;
	judge_all(flags, sizeof(flags) / sizeof(flags[0]));
}

static void test_callers(void **state)
{
	(void)state;
	judge_all(callers, sizeof(callers) / sizeof(callers[0]));
}

static void test_pages(void **state)
{
	(void)state;
	judge_all(pages, sizeof(pages) / sizeof(pages[0]));
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_mms),   cmocka_unit_test(test_spellings),
		cmocka_unit_test(test_flags), cmocka_unit_test(test_callers),
		cmocka_unit_test(test_pages),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
