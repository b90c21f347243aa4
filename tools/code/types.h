/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * types: what the types are that declarations spell: members of structs, typedefs, expressions,
 * looked up in the file and all headers that it includes. Unknown is an answer. Needs library, code.
 */
#ifndef GUPSWEEP_TYPES_H
#define GUPSWEEP_TYPES_H

#include "code.h"
#include "library.h"

/* Where a piece of code stands. */
struct types_scope {
	struct library *lib;
	const struct library_file *file; /* whose headers are reached */
};

/* The type with its typedefs resolved as far as they are found. */
struct type types_resolve(const struct types_scope *scope, struct type type);
/*
 * The member @name (@len bytes) of the struct or union @type: appends every declaration of it, of each
 * definition and #if branch, to @out. Returns whether the struct itself was found.
 */
bool types_member(const struct types_scope *scope, const struct type *type, const char *name,
		  size_t len, struct declarators *out);
/*
 * The members that lie in the same bytes as the member at @place: of the union around it or, with @bits, the
 * bit fields beside it; as hashes, appended to @out.
 */
void types_beside(const struct types_scope *scope, const struct code *code, uint32_t place,
		  bool bits, struct nameset *out);
/* The names of all members of struct @tag, as hashes of their words, appended to @out. */
void types_member_names(const struct types_scope *scope, const char *tag, struct nameset *out);
/* The type of expression @i of @code; TYPE_UNKNOWN where it cannot be told. */
struct type types_expression(const struct types_scope *scope, const struct code *code, uint32_t i);
/*
 * How wide a number of the type is, on 64 bits, and whether it has a sign; 0 if it is none, or a
 * typedef's (see types_resolve()) or wider one's.
 */
unsigned int types_bits(const struct type *type, bool *is_signed);
/* The type of what is kept at a place. */
struct type types_place(const struct types_scope *scope, const struct code *code, uint32_t place);

#endif
