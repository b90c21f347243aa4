/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * api: what a kernel tree offers: the prototypes of the family and its variants in
 * include/linux/mm.h as lists of roles, what mm/gup.c and mm/nommu.c say of them, and how long its
 * lines may be. Read, never guessed from a version. Needs tree and source; leaves struct api.
 */
#ifndef GUPSWEEP_API_H
#define GUPSWEEP_API_H

#include <stdbool.h>

#include "base/error.h"
#include "source/ladder.h"
#include "tree/tree.h"

/* What a parameter is for, whatever its position. */
enum role {
	ROLE_TSK,
	ROLE_MM,
	ROLE_START,
	ROLE_NR,
	ROLE_WRITE,
	ROLE_FORCE,
	ROLE_FLAGS,
	ROLE_PAGES,
	ROLE_VMAS,
	ROLE_LOCKED,
	ROLE_COUNT,
};

/* The family. */
enum callee { CALLEE_GET, CALLEE_GET_REMOTE, CALLEE_PIN, CALLEE_PIN_REMOTE, CALLEE_COUNT };

/* The forms in which each member may exist. */
enum form {
	FORM_PLAIN,
	FORM_LOCKED,   /* takes int *locked: NAME_locked(), or the remote function itself */
	FORM_UNLOCKED, /* takes the lock itself: NAME_unlocked(), or for a remote one of 4.6 to 4.9
			* __get_user_pages_unlocked() */
	FORM_FAST,     /* NAME_fast(): current's pages, takes the lock itself if it has to */
	FORM_COUNT,
};

#define API_MAX_PARAMS 10

struct api_function {
	char *name;
	enum role role[API_MAX_PARAMS];
	int params;	  /* 0: the tree does not have it */
	bool exported;	  /* to modules; false also where that cannot be known */
	bool gpl;	  /* ... but to those under the GPL only */
	bool without_mmu; /* exists where CONFIG_MMU is off */
	bool longterm;	  /* accepts FOLL_LONGTERM, as far as that is known */
	bool narrow;	  /* nr_pages is an int */
	char *flags;	  /* FORM_FAST: all that it accepts, a blank after each; NULL: not known */
};

struct api {
	struct api_function function[CALLEE_COUNT][FORM_COUNT];
	bool exports_known;	   /* read from the implementation, or from Module.symvers */
	bool implementation_known; /* mm/gup.c (or mm/memory.c) was there to read */
	bool short_prefault;  /* with pages NULL a retry form stops at the page it waited for */
	unsigned int version; /* LINUX_VERSION_CODE, for version ladders only; 0 if unknown */
	struct ladder_words words; /* what else its headers define that tells kernels apart */
	unsigned int columns;	   /* a line may have, by the kernel's own checkpatch */
};

/*
 * Read the kernel whose headers are in @source: a source tree, or the headers that a distribution
 * packages. There the implementation is not known, so no retry form is taken to accept
 * FOLL_LONGTERM; the exports are then read from Module.symvers in @built (NULL: in @source).
 * Returns 0, or -1 with @err set when it is no kernel tree or a prototype of the family cannot be
 * understood. @api is the caller's, for api_free().
 */
int api_read(struct tree *source, struct tree *built, struct api *api, struct error *err);
void api_free(struct api *api);

const char *api_callee_name(enum callee callee); /* "get_user_pages" ... */
bool api_pins(enum callee callee);		 /* the pages are pinned, and not only got */
bool api_is_remote(enum callee callee);		 /* of any mm */
const char *api_role_name(enum role role);	 /* "tsk", "mm", ... */
/* Position of @role among the parameters of @fn, or -1. */
int api_position(const struct api_function *fn, enum role role);
/* Does a fast form accept the flag of that name? A form that takes "int write" accepts FOLL_WRITE. */
bool api_accepts(const struct api_function *fn, const char *flag, size_t len);

#endif
