/* SPDX-License-Identifier: GPL-2.0-only */
/* hash: the sum of some bytes, as git has it of a blob (`git hash-object`): for keys and checks. */
#ifndef GUPSWEEP_HASH_H
#define GUPSWEEP_HASH_H

#include <git2.h>
#include <stddef.h>

/* Set *@sum (SHA-1, GIT_OID_RAWSZ bytes in @sum->id) of @len bytes. 0; -1 if it cannot be had. */
int hash_bytes(const void *data, size_t len, git_oid *sum);

#endif
