/* SPDX-License-Identifier: GPL-2.0-only */
/* reasons: what each reason means, and what would have to change. docs/verdicts.md says the same. */
#ifndef GUPSWEEP_GUP_WORDS_REASONS_H
#define GUPSWEEP_GUP_WORDS_REASONS_H

#include "gup/verdict/judgement.h"

/* One sentence each, for a person. For REASON_NONE: of a rewrite. */
const char *reasons_meaning(enum reason reason);
const char *reasons_remedy(enum reason reason);

#endif
