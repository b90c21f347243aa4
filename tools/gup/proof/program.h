/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * program: one version of a function, made ready to be run: its model and its graph, which calls
 * are of the family or operate on the lock, what its variables are, and what of it the lock does
 * not concern. Needs code, cfg and api.
 */
#ifndef GUPSWEEP_PROOF_PROGRAM_H
#define GUPSWEEP_PROOF_PROGRAM_H

#include "code/cfg.h"
#include "code/library.h"
#include "gup/api/api.h"
#include "gup/mmaplock.h"
#include "source/ladder.h"
#include "term.h"

/* What a call is to the proof. */
enum program_call {
	PROGRAM_OTHER,
	PROGRAM_GUP,	/* of the family, as this tree has it */
	PROGRAM_MISFIT, /* of the family, written for another tree's prototype */
	PROGRAM_FAST, /* of a form of the family that is not judged, or a fast one of another tree */
	PROGRAM_LOCK,
	PROGRAM_PURE,  /* its value depends on its arguments alone */
	PROGRAM_SAME,  /* likely() */
	PROGRAM_ERROR, /* IS_ERR_VALUE() */
};

/* Of each expression. */
struct program_expr {
	uint32_t start; /* its first descendant; all of them stand from there on, in order */
	uint32_t
		guard; /* "&&", "||" or "? :" that decides whether this one and what follows is evaluated */
	bool address; /* not its value is asked for, but where it is */
	bool acts;    /* something in it calls or writes */
	bool number;  /* a member or element that is a number: what it was read from is not in it */
	uint8_t call; /* enum program_call */
	uint8_t callee, form;
	bool writes_names; /* a macro, perhaps, that assigns to what is passed by name */
	bool needs;	   /* is only right under the lock */
	bool stray;	   /* a call of something of which neither the file nor anybody tells */
	int8_t inner;	   /* takes (1) or gives back (-1) another lock */
	uint32_t op;	   /* PROGRAM_LOCK: in ops */
};

/* Of each symbol. */
struct program_local {
	uint32_t term; /* its address */
	uint32_t type; /* of its value, as term_convert() takes it */
	uint32_t kind; /* a word: its whole type */
	uint32_t nth;  /* how many of that name were declared before */
	bool named;    /* a macro that the function may use names it ... */
	bool captured; /* ... and may change it */
	bool exact; /* its value is followed: nobody else can reach it, until its address gets about */
	bool array; /* its name is its address */
	bool vma;
};

struct program {
	const struct api *api;
	const struct source *src;
	uint32_t fn;
	struct terms *terms;
	struct code code;
	struct cfg cfg;
	struct lock_ops ops;
	struct program_expr *expr;
	struct program_local *local;
	enum ladder_state *ladder; /* of each #if branch */
	uint32_t result;	   /* type of what it returns */
	uint32_t
		signature; /* a word: types of parameters and result, and what runs at scopes' ends */
	bool *relevant;	   /* node: something from here on has to do with the lock */
	uint32_t *leap;	   /* node: statement that is run as one from here, or SOURCE_NONE */
	uint32_t *last;	   /* statement: the last one in it */
	uint32_t *local_of; /* term: symbol whose address it is, plus one */
	size_t local_terms;
	bool alone;	    /* see struct program_scope */
	size_t gups, plain; /* calls of the family; without lock of their own */
	bool hidden;	    /* ... or that, or the lock is stored or passed on */
	bool wrapped;	    /* the lock is taken or released through something not known */
	char *unclear;	    /* why it cannot be run, or NULL */
	bool misfit;	    /* ... because a call does not fit its prototype: it does not compile */
};

struct program_scope {
	struct library *lib;
	const struct library_file *file; /* whose text the version before is */
	const struct source *before;
	uint32_t fn; /* before */
	bool alone;  /* it is not compared: where pages are given back is of concern, too */
};

/* @side_src must outlive it. @out is the caller's, for program_free(), also when it is unclear. */
void program_read(const struct program_scope *scope, const struct api *api,
		  const struct source *src, uint32_t fn, struct terms *terms, struct program *out);
void program_free(struct program *p);

/* Does function @fn take or release the lock itself? */
bool program_operates(const struct source *src, uint32_t fn);
/* Does something in it do with the lock what its operations do not show: a wrapper, an alias? */
bool program_hides_lock(const struct source *src, uint32_t fn);

/* The api's function of a PROGRAM_GUP. */
const struct api_function *program_function(const struct program *p, uint32_t expr);
/* The symbol whose address the term is, or CODE_NONE. */
uint32_t program_local(const struct program *p, uint32_t term);

/* watch.c: is it a call that gives pages back? */
bool watch_releases(const struct program *p, uint32_t expr);

/* What can run from one node on. */
struct program_shape {
	uint32_t word;	  /* equal ones do the same with their variables */
	uint32_t *symbol; /* those, in the order in which they are met */
	size_t symbols, room;
};

/*
 * shape.c: from node @from on, up to the end of statement @stop, or SOURCE_NONE: of the function.
 */
void program_shape(const struct program *p, uint32_t from, uint32_t stop,
		   struct program_shape *out);
/* The condition of the #if that the STMT_CPP is, as a word; *@negated: of an #ifndef. */
uint32_t program_condition(const struct program *p, uint32_t stmt, bool *negated);
/* The tokens as one word, with a blank between. */
uint32_t program_word(struct terms *terms, const struct source *src, uint32_t first, uint32_t end);
/* The word of a sizeof or the like: its tokens, and the types of the variables in it. */
uint32_t program_sizeof(const struct program *p, uint32_t expr);
/* The type of values of the declarator, for term_convert(). */
uint32_t program_type(struct terms *terms, const struct type *type);

#endif
