/* SPDX-License-Identifier: GPL-2.0-only */
/* claim: one apply at a time in a tree. A lock ends with its process. Private to tree/. */
#ifndef GUPSWEEP_CLAIM_H
#define GUPSWEEP_CLAIM_H

#include "settle.h"

/* Create REPLACE_LOCK, or take over one that nobody has. Returns it open, or -1 with @err set. */
int claim_take(const struct transaction *t, struct error *err);
/*
 * Open and lock the journal. Returns 0 with *@fd; 1 if there is none; -1 with @err set if another
 * process has it, or it cannot be opened.
 */
int claim_journal(const struct transaction *t, int *fd, struct error *err);
/* Remove REPLACE_LOCK, which must be ours. Returns 0, or -1 with errno set. */
int claim_drop(const struct transaction *t);

#endif
