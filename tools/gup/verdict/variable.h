/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * variable: one variable of one function: what it is, and everything that may write to it. Its
 * value is only known if it is an automatic variable declared once, in a block that holds every use
 * of the name, whose address is never taken and that no macro may write to. Needs source,
 * statements and macro.
 */
#ifndef GUPSWEEP_VARIABLE_H
#define GUPSWEEP_VARIABLE_H

#include "macro.h"
#include "source/statement.h"
#include "value.h"

enum variable_kind {
	VARIABLE_UNKNOWN, /* global, static, shadowed, or not understood */
	VARIABLE_PARAMETER,
	VARIABLE_LOCAL,
};

struct variable_write {
	uint32_t at;	  /* token of the name */
	struct range rhs; /* what is assigned; of "|=": added */
	bool is_or;	  /* "|=" */
};

struct variable {
	enum variable_kind kind;
	int parameter; /* position, from 0; -1 if it is none or the position is not understood */
	struct variable_write *write; /* "=" (initialisers too) and "|=", in source order */
	size_t writes, room;
	bool masked;	   /* also by "&=" */
	bool changed;	   /* or by anything else: ++, +=, its address, a macro */
	uint32_t declared; /* statement of its declaration, for VARIABLE_LOCAL */
	bool is_global; /* VARIABLE_UNKNOWN, and nothing in the function looks like its declaration */
};

/* Read the variable named like token @name of the scope's source. @out: variable_free(). */
void variable_read(const struct value_scope *scope, uint32_t name, struct variable *out);
void variable_free(struct variable *v);

/*
 * May a macro that the scope's function uses do more than read the variable named like token @name of
 * @src, which is that function or another version of it?
 */
bool variable_is_captured(const struct value_scope *scope, const struct source *src, uint32_t name);
/*
 * The one expression that the local variable stands for: its only assignment, or several of the
 * same text; empty at @name if there is none that is known.
 */
struct range variable_only_value(const struct value_scope *scope, uint32_t name);
/* Does it keep one value through the whole function, once it has one? */
bool variable_is_fixed(const struct value_scope *scope, uint32_t name);

#endif
