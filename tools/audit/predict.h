/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * predict: what the tokens of a file must be after its judged sites are rewritten, from the
 * brackets that the audit saw and the roles of the tree's prototypes. The semantic patches must
 * come to the same. Needs the sites, judgements and api; leaves struct changes.
 */
#ifndef GUPSWEEP_PREDICT_H
#define GUPSWEEP_PREDICT_H

#include "../find/site.h"
#include "../rewrite/rewrite.h"
#include "judgement.h"

/* Stands for the variable that tells whether the lock is still held, until one is named. */
#define PREDICT_LOCKED "gupsweep_locked"

/* The form that a verdict asks for: FORM_UNLOCKED, FORM_LOCKED, or FORM_PLAIN for keep and manual. */
enum form predict_form(const struct judgement *judgement);
/*
 * Append to @changes what rewriting every site of file @file judged @form comes to, in source
 * order. The texts are the caller's, for predict_free().
 */
void predict_changes(const struct api *api, const struct sites *sites, size_t file,
		     const struct judgement *judgement, enum form form, struct changes *changes);
void predict_free(struct changes *changes);
/*
 * The tokens of [first, end) after @changes, each followed by one space, appended to @out. Changes
 * outside the range are passed over.
 */
void predict_tokens(const struct source *src, uint32_t first, uint32_t end,
		    const struct changes *changes, struct buf *out);

#endif
