/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * judge: the verdict on one site, from its own bracket; calls that share a bracket are reconciled
 * by audit.c. Needs everything else of verdict/.
 */
#ifndef GUPSWEEP_JUDGE_H
#define GUPSWEEP_JUDGE_H

#include "bracket.h"
#include "code/library.h"
#include "flow.h"
#include "gup/sites/site.h"
#include "source/ladder.h"

/* What all sites share. */
struct judge {
	const struct api *api;
	const struct sites *sites;
	struct library *lib;
	struct flows flows;
	struct shared *shared;
	const enum ladder_state *
		*ladder;  /* for each file of sites: the state of its #if branches */
	bool tells_rests; /* see audit_tell_rests() */
	bool fast;	  /* the fast form is preferred */
	bool module;	  /* the sites' tree is a module's, not the kernel's own */
};

/* One site on its way to a judgement. */
struct judge_case {
	struct judge *judge;
	const struct site *site;
	const struct source *src;
	const struct library_file *file;
	const struct flow *flow; /* NULL while unknown */
	uint32_t stmt;		 /* of the call */
	bool has_span;
	struct bracket_span span;
	char *reason[REASON_COUNT]; /* detail of each reason found */
	char *detail, *rests;	    /* of a call that changes */
	bool unlocked_too;	    /* of fast */
	char *not_fast;		    /* why it is not, where that is preferred */
};

/* Judge site @index into @out (emptied first) and keep what is needed in @c, for judge_free(). */
void judge_site(struct judge *judge, size_t index, struct judge_case *c, struct judgement *out);
void judge_free(struct judge_case *c);

/* Note that @reason holds; the first detail given for it stays. */
void judge_note(struct judge_case *c, enum reason reason, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));

/* The argument of that role: an expression of the code of the call's function, or SOURCE_NONE. */
uint32_t judge_argument(const struct judge_case *c, enum role role);
/* Is it absent, or NULL? */
bool judge_is_null(const struct judge_case *c, enum role role);

/*
 * certain.c: may NULL reach the pages argument, literally, from a variable that was set to it, or from a
 * caller of the function in its file? Then the call only faults pages in.
 */
bool judge_may_prefault(const struct judge_case *c);
/*
 * samemm.c: is the mm that the exact bracket locks the one that the call faults; with @current_only: that on
 * which the new form works, current->mm whatever the call says? REASON_NONE if that is shown, else the reason,
 * which is noted.
 */
enum reason judge_same_mm(struct judge_case *c, bool current_only);
/* forms.c: which form the call may take; notes the reasons against the others. */
enum verdict judge_form(struct judge_case *c);
/* forms.c: what stands against the fast form in the call itself, the caller's; or NULL. */
char *judge_not_fast(struct judge_case *c);
/*
 * certain.c: what the call itself shows; @mapped: its arguments are those of this tree's prototype.
 * Returns whether one of the reasons is certain.
 */
bool judge_certain(struct judge_case *c, bool mapped);
/* certain.c: is it a file of the kernel's own memory management, where the family is defined? */
bool judge_is_core(const struct judge_case *c);
/* certain.c: a flag that no retry form takes; with @fast no fast form either. */
void judge_flags(struct judge_case *c, bool fast);
/* certain.c: is function @fn of @src one of the plain, locked and unlocked forms? */
bool judge_is_form(const struct judge_case *c, const struct source *src, uint32_t fn);
/* certain.c: "&vma" or "vmas" among the arguments, whatever the prototype for which it was written? */
bool judge_passes_vmas(const struct judge_case *c);
/*
 * homemade.c: a lock of the driver's own making that is held at the call: one line, the caller's, or NULL.
 * @shared: also look for who reads it.
 */
char *judge_home_made(const struct judge_case *c, bool shared);
/* includer.c: does a file that includes the site's give a word of the bracket another meaning? Notes it. */
bool judge_is_body_of_others(struct judge_case *c);
/* unbracketed.c: no lock is taken in the function before the call. */
void judge_unbracketed(struct judge *judge, struct judge_case *c);

/* -- laddered.c: version ladders ------------------------------------------------------------ */

/* Is the branch chain of token @inner also around token @outer, as far as it is a version ladder? */
bool judge_same_ladder(const struct judge_case *c, uint32_t inner, uint32_t outer);
/* A call that this kernel does not compile was written for another prototype. */
bool judge_not_compiled(struct judge_case *c);
/* Is it unknown whether this kernel compiles a module's call? Then nothing is certain of it. */
bool judge_is_doubtful(struct judge_case *c);
/* Does this kernel compile the call, for certain? */
void judge_open_ladder(struct judge_case *c);
/* Does an #if inside the call choose among its arguments? Then nothing is known of them. */
bool judge_torn_call(struct judge_case *c);
/* A ladder inside the statement that was not understood, or around a part of it. */
void judge_torn_statement(struct judge_case *c, uint32_t stmt);
/* Is an acquisition of @state in a branch of a ladder that does not hold the call? */
bool judge_laddered_locks(struct judge_case *c, uint64_t state);
/* Every part of the bracket and the call must be in the same branches of ladders. */
void judge_laddered_bracket(struct judge_case *c);

#endif
