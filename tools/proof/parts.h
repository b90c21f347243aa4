/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * parts: what is in the tokens of one statement: calls of the family with their arguments, variables
 * read and written, the locked variable, what a condition asks. For code.c alone.
 */
#ifndef GUPSWEEP_PROOF_PARTS_H
#define GUPSWEEP_PROOF_PARTS_H

#include "../audit/value.h"
#include "../base/buf.h"
#include "program.h"

/* Collect the variables declared in the function, and whose addresses are taken. */
void parts_declare(struct program *c, const struct api *api);
/* The variable named at token @tok, as declared there, or SOURCE_NONE. */
uint32_t parts_find(const struct program *c, uint32_t tok);
/* The same; added as one of outside if it is not declared. */
uint32_t parts_variable(struct program *c, uint32_t tok);

/* Is a call of the family at @tok? 1 with @gup; 0; -1 if its arguments do not fit. */
int parts_gup(struct program *c, const struct api *api, uint32_t tok, struct intern *in,
	      struct program_gup *gup);
/* The mm that the expression names, as a text. */
uint32_t parts_mm(const struct program *c, struct range r, struct intern *in);
/* The variable that "NAME = " before the call at @name assigns to, or SOURCE_NONE. */
uint32_t parts_result(struct program *c, uint32_t first, uint32_t name);

/* Reads, writes and calls of the tokens. */
void parts_variables(struct program *c, struct program_node *n, uint32_t first, uint32_t end);
/* How statement @i sets or asks a variable of the locked kind; gives up what is not followed. */
void parts_locked(struct program *c, uint32_t i, uint32_t first, uint32_t end);
/* Is there more in the declaration or expression than that variable? */
bool parts_has_others(const struct program *c, uint32_t i, uint32_t first, uint32_t end);
/* Does the condition ask what the result of a call is? */
void parts_ask(struct program *c, uint32_t i, uint32_t first, uint32_t end, struct intern *in);
/* The text of the #if of a STMT_CPP; @negated: of an #ifndef. */
uint32_t parts_condition(const struct program *c, const struct stmt *s, struct intern *in,
			 bool *negated);
/* Does the declaration only make variables that nothing but operations on the lock mentions? */
bool parts_is_idle(const struct program *c, uint32_t first, uint32_t end);
/* Does the statement only set such a variable, to a value that does nothing? */
bool parts_sets_idle(const struct program *c, uint32_t first, uint32_t end);
/* Past the "NAME =" of an idle variable at @tok; @tok if there is none. */
uint32_t parts_past_idle(const struct program *c, uint32_t tok);

/*
 * The tokens as text, a call of the family by the roles of its arguments, the locked variable and
 * its initialiser left out, and what sets an idle one.
 */
uint32_t parts_text(const struct program *c, uint32_t i, uint32_t first, uint32_t end,
		    struct intern *in);
void parts_add(const struct program *c, uint32_t first, uint32_t end, const struct intern *in,
	       struct buf *out);

#endif
