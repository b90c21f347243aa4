/* SPDX-License-Identifier: GPL-2.0-only
 *
 * Prototypes, read from C text or from what gcc -aux-info writes; head lines of testcases.
 */
#ifndef GENERATE_PROTOTYPE_H
#define GENERATE_PROTOTYPE_H

#include <stdbool.h>
#include <stddef.h>

#define MAX_PARAMETERS 12
#define MAX_FUNCTIONS 400

struct piece {
	char type[96], name[64];
	/* A pointer to a function, or (stars is 2) to a table of such: then type is "". */
	char result[64], arguments[160];
	int stars;
};

struct prototype {
	char result[96], name[64];
	struct piece parameters[MAX_PARAMETERS];
	size_t nr;
	bool variadic, defined;
	bool own; /* stands in the testcase itself, not in a header */
};

_Noreturn void die(const char *what, const char *on);
/* The text of a file; the caller frees it. Ends the program where there is none. */
char *read_file(const char *path);
/* Blank comments and preprocessor lines: what is left is code, at its place. */
void blank_comments(char *text);
/* What stands between from and end, without blanks around it. */
void copy_trimmed(char *to, size_t size, const char *from, const char *end);
/* The parenthesis that closes the one at open, NULL if none does. */
const char *closing(const char *open);

/* The parameters between two parentheses. */
void read_parameters(const char *at, const char *end, struct prototype *p);
/* The prototype "RESULT NAME(PARAMETERS)" that begins at text; false if there is none. */
bool read_prototype(const char *text, struct prototype *p);
/* A line of gcc -aux-info, of the file source_path or of its headers; false if it is none. */
bool read_aux_line(const char *line, const char *source_path, struct prototype *p);

/* Does an indented line of the source call it? */
bool is_called(const char *source, const char *name);
/* What the head line of a testcase says that begins with words, "" if there is none. */
void said(const char *text, const char *words, char *rest, size_t size);

#endif
