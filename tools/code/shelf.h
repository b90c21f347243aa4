/* SPDX-License-Identifier: GPL-2.0-only */
/* shelf: what the library keeps of each file. For library.c and definitions.c alone. */
#ifndef GUPSWEEP_SHELF_H
#define GUPSWEEP_SHELF_H

#include "library.h"
#include "nameset.h"
#include "sieve.h"
#include "source/ladder.h"

#define LIBRARY_MAX_SIZE (8u << 20) /* bytes of a file worth reading */

/* The body of one macro, made into a source of its own. */
struct macro {
	const struct library_file *file;
	uint32_t directive;
	char *text;
	struct source src;
};

/* Are the headers those that are compiled? */
enum library_headers_known {
	LIBRARY_HEADERS_ALL,
	LIBRARY_HEADERS_MISSING, /* some were not found */
	LIBRARY_HEADERS_GUESSED, /* of some, several may be meant */
};

struct library_headers {
	struct library_shelf **shelf;
	size_t count, room;
	bool known;
};

struct library_shelf {
	struct library_file file; /* first: the public part */
	struct source own;
	struct buf text;
	const char *data; /* the text, own or the site's */
	size_t len;
	uint32_t path_hash;
	bool core; /* a header of the kernel's own */
	bool lexed, sifted, indexed;
	int pastes; /* "##" is in it: 1; -1: it is not; 0: not asked yet */
	enum library_headers_known headers_known; /* of its own lines */
	struct sieve sieve;
	struct nameset call;	 /* tokens NAME of "NAME (" outside dead branches */
	struct nameset word;	 /* all identifiers, once asked for */
	struct nameset function; /* functions */
	struct nameset define;	 /* directives */
	struct nameset top;	 /* tokens declared at the top level as no function */
	struct nameset tag;	 /* "{" of structs and unions, by tag */
	struct nameset type;	 /* "typedef" tokens, by what they name */
	enum ladder_state *ladder;
	const struct ladder_words *words;
	enum ladder_state *features;		     /* see features_ladder() */
	struct library_headers headers, own_headers; /* see library_headers() */
	struct library_headers lines[2]; /* what its own lines include: all; of its own */
	size_t driver;			 /* see library_folder(): the length of the folder's path */
	bool driver_known;
	size_t walk;			  /* the last walk through headers that came by */
	struct library_holders includers; /* see library_includers() */
	bool has_includers;
	uint64_t *absent; /* what it was asked for and neither it nor its headers define */
	size_t absents, absent_room;
	struct code **code; /* for each function, NULL until asked for; or NULL */
};

struct held_word {
	uint32_t hash;
	size_t looked; /* shelves that were looked through */
	struct library_holders holders;
};

/* See library_folder(). */
struct folder {
	char *path; /* or "" */
	struct library_holders files;
};

struct wanted {
	char *name;
	enum library_wanted what;
};

struct library {
	struct library_origin origin;
	unsigned int version;
	struct library_shelf **shelf; /* pointers: they stay where they are */
	size_t shelves, shelf_room;
	uint32_t *slot; /* by path_hash: index of a shelf plus one, or 0; at most half are taken */
	size_t slots;	/* a power of two */
	size_t walk;	/* through a file's headers: how many there were */
	struct kbuild **kbuild; /* see kbuild_flags() */
	size_t kbuilds, kbuild_room;
	struct folder *folder;
	size_t folders, folder_room;
	struct tree_files headers; /* of a module: their paths, once an #include was not found */
	bool headers_listed;
	struct nameset members;	 /* see library_members() */
	struct held_word **held; /* words whose holders were asked for */
	size_t helds, held_room;
	struct macro **macro;
	size_t macros, macro_room;
	struct wanted *wanted;
	size_t wants, want_room;
	size_t pending;			 /* answers given so far that were LIBRARY_PENDING */
	size_t kept;			 /* bytes of files that were searched for */
	size_t answered;		 /* of the names wanted: those that were searched for */
	bool searched, closed, overflow; /* at least once; for the last time; too much was found */
	const struct tree_index *index;	 /* of the whole tree, or NULL while there is none */
	struct tree_index own_index;	 /* built by the first search where the origin has none */
};

/* Index the file once it is needed. */
void library_index(struct library_shelf *s);
/* Make sure that the shelf's text is lexed, or that its words are known. */
void library_lex(struct library_shelf *s);
void library_sift(struct library_shelf *s);
/* Has the file an #include of a file of this name, in whatever folder? */
bool library_includes(struct library_shelf *s, const char *name);
/* The file, read but perhaps not lexed; NULL if it is not there. */
struct library_shelf *library_open(struct library *lib, const char *path);
/* The headers that the file includes, itself and through others: all; those of its own. */
const struct library_headers *library_headers(struct library *lib, struct library_shelf *s);
const struct library_headers *library_own_headers(struct library *lib, struct library_shelf *s);
/* The worst of the file and the headers of its own. */
enum library_headers_known library_headers_found(struct library *lib,
						 const struct library_file *file);
/* The state of the file's branches by the kernel's version and words alone. */
const enum ladder_state *library_ladder(struct library *lib, const struct library_file *file);
/* Is branch @cond what keeps a header from being read twice? */
bool library_is_guard(const struct source *src, uint32_t cond);

#endif
