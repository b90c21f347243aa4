// SPDX-License-Identifier: GPL-2.0-only
/// Give a kernel that lacks them get_user_pages_locked() and
/// get_user_pages_unlocked(), the forms that let a page fault drop mmap_sem
/// while it waits: with MMU (mm/gup.c, once mm/memory.c) and without
/// (mm/nommu.c), exported and described, with their prototypes (linux/mm.h).
///
//# For trees whose get_user_pages() takes tsk, mm, write and force and whose
//# __get_user_pages() knows nonblocking: 2.6.37 to 3.19 and what was made of
//# them. Any other is left alone. Trees before 3.18 get FOLL_TRIED too, which
//# tells the fault handler that the page was waited for: a flag so high that no
//# vendor's stands in its way.
//# False positives: a vendor's variant under one of the two names that stands in
//# another file than get_user_pages(), which the linker will tell.
//
// Confidence: High
// Copyright: (C) 2026 the gupsweep developers
// URL: https://docs.kernel.org/core-api/pin_user_pages.html
// URL: https://coccinelle.gitlabpages.inria.fr/website
// Options: --no-includes --include-headers
// Comments: Each file stands for itself: spatch one file at a time, or --dir.
// Comments: A second run changes nothing. testcases/run-harness.sh runs the text
// Comments: that is inserted.
// Comments: The modes org and report run Python, which Debian's coccinelle does not
// Comments: bring along: install libpython3.11 on Debian 12, libpython3.13 on 13.
// Keywords: get_user_pages_locked, get_user_pages_unlocked, mmap_sem

virtual patch
virtual context
virtual org
virtual report

// ---------------------------------------------------------------------------
// What is there already
// ---------------------------------------------------------------------------

@has_variants@
@@
 \(get_user_pages_locked\|get_user_pages_unlocked\)(...) { ... }

@declares_variants@
type t;
@@
 t get_user_pages_locked(...);

@knows_tried@
@@
 FOLL_TRIED

@defines_tried@
expression e;
@@
#define FOLL_TRIED e

// With MMU __get_user_pages() can stop for a retry, without it never looks at the parameter
@retries@
identifier nonblocking;
@@
 __get_user_pages(..., int *nonblocking)
 {
 <+...
 nonblocking
 ...+>
 }

@plain@
identifier tsk, mm, start, nr_pages, write, force, pages, vmas;
position p;
@@
 long get_user_pages@p(struct task_struct *tsk, struct mm_struct *mm,
		       unsigned long start, unsigned long nr_pages,
		       int write, int force, struct page **pages,
		       struct vm_area_struct **vmas)
 {
 ...
 }

// ---------------------------------------------------------------------------
// FOLL_TRIED
// ---------------------------------------------------------------------------

@second_try depends on patch && retries && !knows_tried@
expression flags;
identifier fault_flags;
@@
 if (flags & FOLL_NOWAIT)
 	fault_flags |= \((FAULT_FLAG_ALLOW_RETRY | FAULT_FLAG_RETRY_NOWAIT)\|FAULT_FLAG_ALLOW_RETRY | FAULT_FLAG_RETRY_NOWAIT\);
+if (flags & FOLL_TRIED)
+	fault_flags |= FAULT_FLAG_TRIED;

@flag depends on patch && !defines_tried@
expression e;
@@
+/* A retry: the pass before it waited for the page */
+#define FOLL_TRIED 0x10000000
 #define FOLL_NOWAIT e

// ---------------------------------------------------------------------------
// The functions, with MMU
// ---------------------------------------------------------------------------

// The export is written anew, since spatch lays a comment or a blank line out badly that begins what
// it adds
@variants depends on patch && plain && retries && !has_variants@
declarer name EXPORT_SYMBOL;
symbol get_user_pages;
@@
-EXPORT_SYMBOL(get_user_pages);
+EXPORT_SYMBOL(get_user_pages);
+
+/**
+ * get_user_pages_locked() - get_user_pages() that may drop mmap_sem
+ * @tsk:	task to account faults to, or NULL
+ * @mm:		address space of the pages
+ * @start:	address of the first page
+ * @nr_pages:	number of pages
+ * @write:	the pages will be written to
+ * @force:	override the protection of the mapping
+ * @pages:	array for the pages, or NULL to fault them in only
+ * @locked:	must point to 1; 0 at the return if mmap_sem was dropped
+ *
+ * For callers that need mmap_sem before the call, but not after it:
+ *
+ *	int locked = 1;
+ *
+ *	down_read(&mm->mmap_sem);
+ *	do_something();
+ *	ret = get_user_pages_locked(tsk, mm, ..., pages, &locked);
+ *	if (locked)
+ *		up_read(&mm->mmap_sem);
+ *
+ * Return: as get_user_pages(). mmap_sem must be held for read.
+ */
+long get_user_pages_locked(struct task_struct *tsk, struct mm_struct *mm,
+			   unsigned long start, unsigned long nr_pages,
+			   int write, int force, struct page **pages,
+			   int *locked)
+{
+	unsigned int gup_flags = FOLL_TOUCH;
+	bool dropped = false;
+	long done = 0;
+	long ret;
+
+	if (pages)
+		gup_flags |= FOLL_GET;
+	if (write)
+		gup_flags |= FOLL_WRITE;
+	if (force)
+		gup_flags |= FOLL_FORCE;
+	BUG_ON(*locked != 1);
+	while (nr_pages) {
+		ret = __get_user_pages(tsk, mm, start, nr_pages, gup_flags,
+				       pages, NULL, locked);
+		if (ret > 0) {
+			done += ret;
+			nr_pages -= ret;
+			start += ret << PAGE_SHIFT;
+			if (pages)
+				pages += ret;
+		}
+		if (*locked) {
+			/* No retry: all there is, or an error. */
+			if (!done)
+				done = ret;
+			break;
+		}
+		/*
+		 * The fault handler dropped mmap_sem and waited. Such a retry
+		 * is no error, and the page that was waited for is left.
+		 */
+		BUG_ON(ret < 0 || !nr_pages);
+		dropped = true;
+		down_read(&mm->mmap_sem);
+		*locked = 1;
+		/* That page once more, without another retry. */
+		ret = __get_user_pages(tsk, mm, start, 1,
+				       gup_flags | FOLL_TRIED, pages, NULL,
+				       NULL);
+		if (ret != 1) {
+			if (!done)
+				done = ret;
+			break;
+		}
+		done++;
+		nr_pages--;
+		start += PAGE_SIZE;
+		if (pages)
+			pages++;
+	}
+	/* What mmap_sem protected is to be looked up anew. */
+	if (dropped) {
+		up_read(&mm->mmap_sem);
+		*locked = 0;
+	}
+	return done;
+}
+EXPORT_SYMBOL(get_user_pages_locked);
+
+/**
+ * get_user_pages_unlocked() - get_user_pages() that takes mmap_sem by itself
+ * @tsk:	task to account faults to, or NULL
+ * @mm:		address space of the pages
+ * @start:	address of the first page
+ * @nr_pages:	number of pages
+ * @write:	the pages will be written to
+ * @force:	override the protection of the mapping
+ * @pages:	array for the pages, or NULL to fault them in only
+ *
+ * The same as get_user_pages() between down_read() and up_read(), but mmap_sem
+ * is not held while a fault waits.
+ *
+ * Return: as get_user_pages(). mmap_sem must not be held.
+ */
+long get_user_pages_unlocked(struct task_struct *tsk, struct mm_struct *mm,
+			     unsigned long start, unsigned long nr_pages,
+			     int write, int force, struct page **pages)
+{
+	int locked = 1;
+	long ret;
+
+	down_read(&mm->mmap_sem);
+	ret = get_user_pages_locked(tsk, mm, start, nr_pages, write, force,
+				    pages, &locked);
+	if (locked)
+		up_read(&mm->mmap_sem);
+	return ret;
+}
+EXPORT_SYMBOL(get_user_pages_unlocked);

// ---------------------------------------------------------------------------
// The functions, without MMU: no fault, no retry
// ---------------------------------------------------------------------------

@variants_nommu depends on patch && plain && !retries && !has_variants@
declarer name EXPORT_SYMBOL;
symbol get_user_pages;
@@
-EXPORT_SYMBOL(get_user_pages);
+EXPORT_SYMBOL(get_user_pages);
+
+long get_user_pages_locked(struct task_struct *tsk, struct mm_struct *mm,
+			   unsigned long start, unsigned long nr_pages,
+			   int write, int force, struct page **pages,
+			   int *locked)
+{
+	/* Nothing waits, and mmap_sem is never dropped. */
+	return get_user_pages(tsk, mm, start, nr_pages, write, force, pages,
+			      NULL);
+}
+EXPORT_SYMBOL(get_user_pages_locked);
+
+long get_user_pages_unlocked(struct task_struct *tsk, struct mm_struct *mm,
+			     unsigned long start, unsigned long nr_pages,
+			     int write, int force, struct page **pages)
+{
+	long ret;
+
+	down_read(&mm->mmap_sem);
+	ret = get_user_pages(tsk, mm, start, nr_pages, write, force, pages,
+			     NULL);
+	up_read(&mm->mmap_sem);
+	return ret;
+}
+EXPORT_SYMBOL(get_user_pages_unlocked);

// ---------------------------------------------------------------------------
// The prototypes
// ---------------------------------------------------------------------------

@declarations depends on patch && !declares_variants@
identifier tsk, mm, start, nr_pages, write, force, pages, vmas;
@@
+long get_user_pages_locked(struct task_struct *tsk, struct mm_struct *mm,
+		    unsigned long start, unsigned long nr_pages,
+		    int write, int force, struct page **pages,
+		    int *locked);
+long get_user_pages_unlocked(struct task_struct *tsk, struct mm_struct *mm,
+		    unsigned long start, unsigned long nr_pages,
+		    int write, int force, struct page **pages);
 long get_user_pages(struct task_struct *tsk, struct mm_struct *mm,
		     unsigned long start, unsigned long nr_pages,
		     int write, int force, struct page **pages,
		     struct vm_area_struct **vmas);

// ---------------------------------------------------------------------------
// Modes
// ---------------------------------------------------------------------------

@depends on context && !has_variants@
identifier f;
position plain.p;
@@
* f@p(...) { ... }

@script:python depends on org && !has_variants@
p << plain.p;
@@
cocci.print_main("WARNING opportunity for get_user_pages_locked and get_user_pages_unlocked", p)

@script:python depends on report && !has_variants@
p << plain.p;
@@
coccilib.report.print_report(p[0], "WARNING opportunity for get_user_pages_locked and get_user_pages_unlocked")
