/* SPDX-License-Identifier: GPL-2.0-only */
/* rule: what lint looks for: ids, severities, and what each means. Needs nothing. */
#ifndef GUPSWEEP_RULE_H
#define GUPSWEEP_RULE_H

#include <stdbool.h>

enum rule {
	RULE_COULD_BE_UNLOCKED,
	RULE_COULD_BE_LOCKED,
	RULE_COULD_BE_FAST, /* with --prefer=fast, instead of the two above */
	RULE_NEW_VMAS,
	RULE_NO_LOCK,
	RULE_DEADLOCK,
	RULE_RELEASE,
	RULE_LOCKED_NOT_SET,
	RULE_LOCKED_NOT_RESET,
	RULE_USE_AFTER_DROP,
	RULE_LOCKED_IGNORED,
	RULE_ARGUMENT_ORDER,
	RULE_FLAGS,
	RULE_CALL_AFTER_DROP,
	RULE_RELEASE_TWICE,
	RULE_RELEASE_MODE,
	RULE_NOT_RELEASED,
	RULE_OTHER_MM,
	RULE_LOCKED_WRITE,
	RULE_LOCKED_TYPE,
	RULE_PAGE_COUNT,
	RULE_PAGE_PAIR,
	RULE_VMA_NOT_SET,
	RULE_COUNT,
};

const char *rule_id(enum rule rule);	  /* "gup-deadlock" ... */
bool rule_is_error(enum rule rule);	  /* a bug; else advice */
const char *rule_summary(enum rule rule); /* one line, without a full stop */
const char *rule_text(enum rule rule);	  /* a paragraph, in lines of at most 78 columns */
const char *rule_manual(void);		  /* URL of what the kernel says of these pages */
/* The rule of that id (@len bytes), or RULE_COUNT. */
enum rule rule_find(const char *id, unsigned long len);

#endif
