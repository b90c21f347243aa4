/* SPDX-License-Identifier: GPL-2.0-only */
/* intern: a number for each text, the same for equal ones, so that both sides of a proof compare. */
#ifndef GUPSWEEP_PROOF_INTERN_H
#define GUPSWEEP_PROOF_INTERN_H

#include <stddef.h>
#include <stdint.h>

/* Empty when all zero. Number 0 is the empty text. */
struct intern {
	char **text;
	size_t count, room;
	uint32_t *slot; /* number by hash, or 0; at most half are taken */
	size_t slots;
};

/* The number of @text, which is taken over. */
uint32_t intern_take(struct intern *in, char *text);
const char *intern_text(const struct intern *in, uint32_t number);
void intern_free(struct intern *in);

#endif
