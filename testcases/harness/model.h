/* SPDX-License-Identifier: GPL-2.0-only
 *
 * A kernel in miniature: two address spaces of a few pages, their mmap locks, the fault handler and
 * get_user_pages(), for one thread of one process. Whatever the real kernel decides by chance is
 * asked of a schedule (choose.h); whatever it forbids ends the run (model_fail).
 *
 * The testcases' own headers declare what they call; the files here define it:
 *	lock.c		the lock, which checks itself as lockdep would; vmas, which die with it
 *	fault.c		pages, the fault handler, __get_user_pages()
 *	gup.c		the family in terms of that, for every generation of kernels
 *	kernel.c	page references, memory, counters, messages, opaque calls
 */
#ifndef HARNESS_MODEL_H
#define HARNESS_MODEL_H

#include <setjmp.h>
#include <stdbool.h>
#include <stddef.h>
#undef __always_inline /* the C library has its own */
#include <linux/sched.h>

#include "choose.h"

/* Bounds. Pages: those that a schedule may decide on in each window of addresses; what follows them
 * is unmapped. Each parameter that is an address has a window of its own. */
#define BOUND_PAGES 4
#define BOUND_WINDOWS 4
#define WINDOW_PAGES 8
#define MM_PAGES (BOUND_WINDOWS * WINDOW_PAGES)
#define BOUND_MMS 2
#define BOUND_EVENTS 256
#define BOUND_STEPS 2000 /* things done in one run: more is a loop without end */
#define BOUND_MEMORY 8
#define BOUND_VMAS 64
#define WINDOW_BASE 0x10000000UL
#define WINDOW_SIZE 0x100000UL

/* What a page is like when it is first needed. */
enum page_state {
	PAGE_PRESENT,
	PAGE_MINOR,	     /* a fault that need not wait */
	PAGE_WAITS,	     /* a fault that waits for I/O */
	PAGE_WAITS_TWICE,    /* and, tried again, once more */
	PAGE_WAIT_FAILS,     /* the I/O fails */
	PAGE_READ_ONLY,	     /* present, in a mapping that may not be written */
	PAGE_UNMAPPED,	     /* no vma */
	PAGE_NO_MEMORY,	     /* the first fault fails with VM_FAULT_OOM */
	PAGE_KILLED_BEFORE,  /* present, but a fatal signal comes first */
	PAGE_KILLED_WAITING, /* a fatal signal comes while it is waited for */
	PAGE_STATES,
	/* Not explored, since the plain form cannot have such a page at all: userfaultfd. */
	PAGE_USERFAULT = PAGE_STATES,
	PAGE_USERFAULT_KILLED,
	PAGE_STATES_ALL,
};

/* The model's own flags: each tree numbers its FOLL_ flags as it likes. */
enum gup_flag {
	GUP_WRITE = 1 << 0,
	GUP_FORCE = 1 << 1,
	GUP_TOUCH = 1 << 2,
	GUP_GET = 1 << 3,
	GUP_PIN = 1 << 4,
	GUP_REMOTE = 1 << 5,
	GUP_LONGTERM = 1 << 6,
	GUP_NOWAIT = 1 << 7,
	GUP_NOFAULT = 1 << 8,
	GUP_TRIED = 1 << 9,
	GUP_OTHER = 1 << 10, /* any flag that the model gives no meaning to */
};

/* What changed from kernel to kernel in ways that a caller can see. Read from the tree's prototypes. */
struct gup_rules {
	bool has_pin; /* 5.6 on: retries more than once, goes on without pages, says -EINTR */
	bool no_mmu;  /* all that is mapped is there, and nothing waits */
	bool has_vmas; /* until 6.4; after that _unlocked takes the lock killably, pins may be long-term */
};

/* A call of the family, by role. */
struct gup_call {
	const char *name;
	struct gup_rules rules;
	struct mm_struct *mm;
	unsigned long start, nr_pages;
	unsigned int flags; /* enum gup_flag */
	struct page **pages;
	struct vm_area_struct **vmas;
	int *locked;
	bool takes_locked; /* the prototype has such a parameter */
};

struct page {
	int refs, pins;
	bool dirty;
};

/* Something that both versions must do alike: an opaque call, a message, a warning. */
struct event {
	const char *name;
	long arguments[6];
	unsigned int nr;
	long result;
	char text[64];
};

/* A reference taken: which page, with which flags. */
struct obtained {
	unsigned int page, flags;
};

/* For threads: the real lock and the real waiting, if there is any. */
struct model_hooks {
	void (*acquire)(void *context, bool write);
	void (*release)(void *context, bool write);
	void (*wait)(void *context, bool lock_held);
	void *context;
};

struct model_memory {
	size_t size;
	bool in_use;
};

/* One run of one version. */
struct run {
	struct schedule *schedule;
	const struct model_hooks *hooks;
	const struct gup_rules
		*kernel;   /* that runs each call as well as it can; NULL: the call's own */
	bool talk;	   /* print each step */
	bool killed_early; /* see explore.c: a fatal signal, as if it had come before the wait */
	unsigned int told_eagain; /* calls (bits) that report the signal as -EAGAIN */

	struct event events[BOUND_EVENTS];
	struct obtained obtained[BOUND_EVENTS];

	jmp_buf escape;	   /* from here on all is zero at the start */
	char failure[160]; /* why the run ended early, or "" */
	unsigned int steps;

	struct {
		unsigned int readers, writers;
		unsigned int acquisitions;
		int users;
		bool counted;
	} mms[BOUND_MMS];
	struct {
		bool known, there, dropped;
		enum page_state state;
		unsigned int waits;
	} faults[BOUND_MMS * MM_PAGES];
	struct page pages[BOUND_MMS * MM_PAGES]; /* as they are at the end */
	bool signal;				 /* a fatal one is pending */
	bool astray;		   /* asked for pages at an address that nobody gave */
	bool lock_dropped;	   /* during some wait */
	bool waited_holding;	   /* waited with the lock held */
	bool waited_first_holding; /* did so the first time that page was waited for */
	unsigned int
		killed_locking; /* calls (bits) that a signal stopped while they took the lock */
	unsigned int gup_calls, killables, trylocks, allocations, opaque_calls, vmas;
	unsigned int vma_of[BOUND_VMAS]; /* the mm of each vma handed out */
	struct model_memory memory[BOUND_MEMORY];
	unsigned int nr_events, nr_obtained;
};

/* The run under way. Kernel functions have no other way to know it; only model_run() sets it. */
extern struct run *model;

/* Call body(context) in the world of *run, whose schedule, hooks, talk and killed_... the caller set.
 * What the kernel forbids is in run->failure after that; else it is "". */
void model_run(struct run *run, void (*body)(void *context), void *context);

/* End the run: the kernel forbids this. */
_Noreturn __attribute__((format(printf, 1, 2))) void model_fail(const char *format, ...);
/* A step of the trace. */
__attribute__((format(printf, 1, 2))) void model_say(const char *format, ...);
unsigned int model_ask(enum question_kind kind, unsigned int which, unsigned int n);

extern struct mm_struct model_mms[BOUND_MMS]; /* current->mm, and another */
extern struct task_struct model_tasks[BOUND_MMS];
extern struct page model_pages[BOUND_MMS * MM_PAGES];
unsigned int model_mm_index(const struct mm_struct *mm);
const char *model_mm_name(unsigned int index);

/* lock.c */
enum lock_kind { LOCK_READ, LOCK_WRITE };
void model_acquire(unsigned int mm, enum lock_kind kind);
void model_release(unsigned int mm, enum lock_kind kind);
bool model_held(unsigned int mm);
void model_vmas_prepare(void); /* once for each process */
/* No vma of that mm may be used any more: its lock was let go. */
void model_vmas_end(unsigned int mm);
/* The address, if it is that of a vma that was handed out; -1 if not. */
int model_vma_at(const void *address);

/* fault.c */
unsigned int model_page_index(const struct page *page);
/* Index of the page at an address, -1 outside of what a schedule decides on. */
int model_page_at(unsigned int mm, unsigned long address);
enum page_state model_page_state(unsigned int page);
extern const char *const model_page_states[PAGE_STATES_ALL];
/* The pages that can be had without the lock, from the first on; obtains them. How many. */
long model_find_pages(struct gup_call *call);
/* __get_user_pages(): with locked, a fault may drop the lock and says so there. */
long model_get_user_pages(struct gup_call *call);

/* gup.c: any member of the family. */
long model_gup(struct gup_call *call);
void model_flags_text(unsigned int flags, char *text, size_t size);

/* kernel.c */
/* Opaque calls and messages: subject.h. */
struct event *model_event(const char *name);
/* All memory is free again. */
void model_memory_reset(void);
const unsigned char *model_memory_bytes(unsigned int index);

#endif
