/* SPDX-License-Identifier: GPL-2.0-only */
/* The program in the guest: run each function of each testcase in each situation, print what was seen. */
#ifndef GUPWATCH_GUEST_H
#define GUPWATCH_GUEST_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

#include "../watch.h"

#define FIRST_WINDOW 0x10000000UL

/*
 * What the pages of a window are when a testcase is called, one letter for each:
 * p present; m missing, under userfaultfd; s slow, as from a disk; u unmapped.
 */
struct situation {
	const char *name;
	const char *pages;
	bool kill; /* a fatal signal for the caller while a fault is pending */
};

enum writer_end { WRITER_UNUSED, WRITER_WAITS, WRITER_DONE };

/* What the processes of one run tell each other. All in one page that they share. */
struct run {
	atomic_int ready;	   /* the owner of the memory has laid it out */
	atomic_int events;	   /* userfaultfd's */
	atomic_int slow;	   /* faults of slow memory */
	atomic_int writer_go;	   /* futex: the writer may begin */
	atomic_int writer;	   /* enum writer_end */
	atomic_int writer_blocked; /* it was still waiting when the fault was to be resolved */
	atomic_int writer_us;	   /* how long it waited */
	atomic_int writer_id, monitor_id, caller_id;
	atomic_int handling;   /* the monitor is busy with a fault */
	atomic_int resolving;  /* and is in the call that resolves it */
	atomic_int deadlocked; /* somebody did not come out of a wait: all were killed */
	atomic_int error;      /* something else went wrong: a line number */
};

/* memory.c: the windows. */
struct memory {
	int userfault; /* -1 if no page is missing */
	int slow;      /* -1 if none is slow */
};
/* Lay the windows out as @pages says; false on failure. */
bool memory_lay_out(struct memory *mem, const char *pages);
/* The same addresses in another process, all present, none of them meant. */
bool memory_lay_out_decoy(void);
bool memory_bring(int userfault, unsigned long address);

/* monitor.c: threads of the memory's owner. @end is closed, or gets a byte, when the call is over. */
bool monitor_start(struct run *run, const struct situation *where, int end);
/* The memory exists: watch it. */
void monitor_watch(const struct memory *mem);
void monitor_join(void);

/* wait.c: futexes, clocks, and what other threads do. */
void wait_while(atomic_int *at, int value);
void wake(atomic_int *at, int value);
int64_t now_us(void);
void sleep_us(long us);
/* State letter of thread @tid of process @pid: R, S, D, ...; 0 if it is gone. */
char thread_state(int pid, int tid);

#endif
