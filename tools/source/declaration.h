/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * declaration: what one declaration declares: names with their types as spelled. For locals,
 * parameters, members of structs and unions, and the top level of a file. A type that is not
 * understood is TYPE_UNKNOWN. Needs struct source; leaves arrays in source order.
 */
#ifndef GUPSWEEP_DECLARATION_H
#define GUPSWEEP_DECLARATION_H

#include "source.h"

enum type_kind {
	TYPE_UNKNOWN,
	TYPE_BASIC, /* int, unsigned long, void, bool, u64 ... */
	TYPE_STRUCT,
	TYPE_UNION,
	TYPE_ENUM,
	TYPE_NAMED, /* by a typedef, which is not looked up here */
};

struct type {
	const struct source *src; /* in which the tokens are; NULL for TYPE_UNKNOWN */
	enum type_kind kind;
	uint32_t name; /* its tag or its last word, SOURCE_NONE if it has none */
	uint32_t body; /* "{" of a struct, union or enum defined in place, or SOURCE_NONE */
	uint32_t first,
		end;	  /* tokens of the specifiers: storage, qualifiers, words; [first, end) */
	uint8_t pointers; /* stars */
	uint8_t arrays;	  /* dimensions */
	bool function;	  /* a function, or with pointers one to a function */
};

enum storage {
	STORAGE_AUTO, /* or a parameter, a member, a global */
	STORAGE_STATIC,
	STORAGE_EXTERN,
	STORAGE_TYPEDEF,
};

struct declarator {
	uint32_t name; /* SOURCE_NONE for a parameter without one */
	struct type type;
	enum storage storage;
	uint32_t init,
		init_end; /* tokens of the initialiser, without "="; empty if there is none */
	uint32_t array;	  /* the "[" of its first dimension, or SOURCE_NONE */
	uint32_t
		cleanup; /* name of what runs at the scope's end: "x" of __free(x), or SOURCE_NONE */
	bool macro;	 /* of "MACRO(name, ...)", whose type is not known */
};

struct declarators {
	struct declarator *d;
	size_t count, room;
};

/* Append what [first, end) declares, without or with its ";". */
void declaration_read(const struct source *src, uint32_t first, uint32_t end,
		      struct declarators *out);
/* Append the parameters between the "(" at @open and its mate, in order, also those without a name. */
void declaration_parameters(const struct source *src, uint32_t open, struct declarators *out);
/*
 * Append the members of the struct or union whose "{" is @body, those of unnamed ones in it
 * included; of every #if branch. Not NULL, @name[0..len): only those that are named so.
 */
void declaration_members(const struct source *src, uint32_t body, const char *name, size_t len,
			 struct declarators *out);
void declaration_free(struct declarators *d);

/* A number or a truth value: no pointer, no array, no struct. */
bool declaration_is_number(const struct type *type);
/* Is the type's name @word, and is it of kind @kind? */
bool declaration_is_type(const struct type *type, enum type_kind kind, const char *word);

#endif
