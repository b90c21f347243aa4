/* SPDX-License-Identifier: GPL-2.0-only */
/* What the module and the program in the guest say to each other, through /dev/gupwatch. */
#ifndef GUPWATCH_H
#define GUPWATCH_H

#include <linux/ioctl.h>
#include <linux/types.h>

/*
 * A testcase is given an address for each of its address parameters, at most two: each begins a window
 * of a few pages. The pages of the first are numbered from 0, those of the second from WATCH_SECOND.
 */
#define WATCH_PAGES 3 /* of a window */
#define WATCH_SECOND 8
#define WATCH_WINDOW 0x100000UL /* from the first window to the second */
#define WATCH_CALLS 8		/* calls of the family that are remembered */
#define WATCH_NAME 128
#define WATCH_PAGE_SIZE 4096UL

/* The first word of page k is WATCH_MARK + k, but in the memory of a process that is not meant. */
#define WATCH_MARK 0x67757000u
#define WATCH_DECOY 0x78787000u

/* What a slot of the pages array holds, other than the number of a page. */
enum { WATCH_UNTOUCHED = -1, WATCH_EMPTY = -2, WATCH_ELSEWHERE = -3 };

enum watch_lock { WATCH_FREE, WATCH_LEAKED, WATCH_OVER_RELEASED };

enum watch_form {
	WATCH_PLAIN,
	WATCH_LOCKED,
	WATCH_UNLOCKED,
	WATCH_FAST, /* without a retry; else as WATCH_UNLOCKED */
};

/* One function of a testcase in one form, as the generator found it. */
struct watch_function {
	__u32 index; /* in: which; -ENOENT past the last */
	char testcase[WATCH_NAME];
	char form[WATCH_NAME];	  /* before, after, same, or a mutant's name */
	char options[WATCH_NAME]; /* the CONFIG_ options that are on, or "-" */
	char function[WATCH_NAME];
	char signature[WATCH_NAME];
	char assumed[WATCH_NAME]; /* its arguments, for the model: NAME=VALUE,... */
	__u8 foreign;		  /* takes the mm, or task, of somebody else */
	__u8 opaque;		  /* has a parameter that is a mere condition */
};

struct watch_call {
	__u32 function;
	__u32 slot;  /* where its record goes, the caller's choice */
	__s32 owner; /* process whose mm is meant; 0: the caller's */
	__s32 opaque;
	__u64 start; /* address of the first window */
};

/* What a call of the family did. */
struct watch_gup {
	__u8 form; /* enum watch_form */
	__u8 pin;
	__u8 locked_after; /* of the locked form */
	__u8 lock_held;	   /* was the lock held by anybody when it was entered? */
	__s64 returned;
};

struct watch_record {
	__u32 slot; /* in */
	__u8 entered, returned;
	__u8 lock;     /* enum watch_lock, when the function had returned */
	__u8 own_lock; /* the same of the caller's own mm, where the other is foreign */
	__u32 calls;
	struct watch_gup call[WATCH_CALLS];
	__s64 value;		 /* what the function returned */
	__s64 out;		 /* what it wrote through a pointer to a number */
	__s32 page[WATCH_PAGES]; /* what is in each slot of the array */
	__u8 made;		 /* the array is one that the function allocated */
	__s32 held;		 /* references that the function left to its caller */
	__s32 excess; /* references left when all was given back and the process gone; must be 0 */
};

struct watch_kernel {
	char release[WATCH_NAME];
	__u8 asserts; /* does mmap_assert_locked() do anything here? */
	__u8 lockdep;
};

#define WATCH_KERNEL _IOR('G', 1, struct watch_kernel)
#define WATCH_FUNCTION _IOWR('G', 2, struct watch_function)
#define WATCH_CALL _IOW('G', 3, struct watch_call)
#define WATCH_RECORD _IOWR('G', 4, struct watch_record)
#define WATCH_HOLD _IO('G', 5) /* hold the lock of the caller's mm for so many ms */

/*
 * A mapping of the device is slow: the first fault of each page waits until the page is brought, as
 * for a disk. Whether the fault lets go of the lock meanwhile is up to the form of the call.
 * poll() says whether a fault waits; BRING brings what is waited for.
 */
#define WATCH_BRING _IO('G', 6)

#endif
