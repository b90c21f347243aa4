/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * predict: what the tokens of a function must be after its judged sites are rewritten, from the
 * brackets that the audit saw and the roles of the tree's prototypes. It is no edit: it is what the
 * semantic patches must come to. Needs the sites, judgements and api.
 */
#ifndef GUPSWEEP_PREDICT_H
#define GUPSWEEP_PREDICT_H

#include "gup/sites/site.h"
#include "judgement.h"

/* Stands for the variable that tells whether the lock is still held, until one is named. */
#define PREDICT_LOCKED "gupsweep_locked"

/* The form that a verdict asks for; FORM_PLAIN for keep and manual. */
enum form predict_form(const struct judgement *judgement);
/*
 * May flags @arg become an "int write", as the fast forms had it before 5.2: 0, FOLL_WRITE, or one of
 * both by a comparison? With @out it is printed there.
 */
bool predict_write(const struct source *src, struct range arg, struct buf *out);
/*
 * Append to @out function @fn of file @file after every site in it that is judged @form is rewritten:
 * tokens, each followed by one space, and the lines of #if between them, as spatch_print() has them.
 */
void predict_tokens(const struct api *api, const struct sites *sites, size_t file,
		    const struct judgement *judgement, enum form form, uint32_t fn,
		    struct buf *out);

#endif
