/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * site: every call of the family in a set of files, with its arguments by role. Needs tree, source
 * and api; leaves struct sites, which the later stages only read.
 */
#ifndef GUPSWEEP_SITE_H
#define GUPSWEEP_SITE_H

#include "gup/api/api.h"
#include "source/grammar.h"
#include "tree/tree.h"

struct site {
	size_t file; /* index in sites.file */
	enum callee callee;
	enum form form;	      /* FORM_PLAIN; FORM_UNLOCKED where those calls are asked for */
	uint32_t name;	      /* token of the callee's name; SOURCE_NONE for a call in a #define */
	uint32_t directive;   /* the #define line of such a call */
	uint32_t open, close; /* tokens "(" and ")"; torn: the last one of its branch */
	uint32_t function;    /* index in the file's source; SOURCE_NONE outside functions */
	uint32_t line;	      /* of the callee's name, from 1 */
	uint32_t column;      /* byte column of the callee's name, from 1 */
	int args;	      /* how many were passed */
	bool torn;    /* its ")" is behind the branch of #if that it begins in, and another's */
	bool renamed; /* called by another name, which a #define of this file gives it */
	bool fits;    /* their number fits the tree's prototype: arg[] is valid */
	struct range arg[ROLE_COUNT]; /* tokens of each; empty: the role is absent */
};

/* One file with at least one site. */
struct site_file {
	char *path;
	struct buf text;
	struct source src;
	size_t first, end; /* its sites: [first, end) of sites.site */
};

struct sites {
	struct site *site; /* by file, then line, then column */
	size_t count, room;
	struct site_file *file; /* by path */
	size_t files, file_room;
};

/* What a text without a site cannot do without: words for a search, NULL at the end. */
extern const char *const site_needles[];

/*
 * Find the sites in @found (their texts are taken over: it is empty afterwards). What is no site:
 * comments, strings, declarations, definitions, EXPORT_SYMBOL lines, text under #if 0, a file's
 * own static function of such a name. A file that is not UTF-8 outside comments and strings, or whose
 * braces do not balance, is added to @problems; its sites are found as far as possible. By up to @jobs threads.
 */
void site_find(const struct api *api, struct tree_files *found, int jobs, struct sites *sites,
	       struct problems *problems);
/* The same with the calls of the _unlocked forms. */
void site_find_all(const struct api *api, struct tree_files *found, int jobs, struct sites *sites,
		   struct problems *problems);
void site_free(struct sites *sites);

/* A site's argument for @role as source text without comments, tokens joined as written; the caller's. */
char *site_arg_text(const struct sites *sites, const struct site *site, enum role role);
/* The file's struct source. */
const struct source *site_source(const struct sites *sites, const struct site *site);

#endif
