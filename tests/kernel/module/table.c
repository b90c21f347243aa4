// SPDX-License-Identifier: GPL-2.0-only
/* The table of what can be run, as the generator wrote it. A function that its options leave out is NULL. */
#include "module.h"

#define ENTRY(testcase, form, options, function, signature, assumed, foreign, opaque, call)        \
	long __weak call(const struct arguments *args);
#include "table.inc"
#undef ENTRY

#define ENTRY(testcase, form, options, function, signature, assumed, foreign, opaque, call)        \
	{ testcase, form, options, function, signature, assumed, foreign, opaque, call },
const struct entry entries[] = {
#include "table.inc"
};

const unsigned int entry_count = ARRAY_SIZE(entries);
