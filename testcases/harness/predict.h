/* SPDX-License-Identifier: GPL-2.0-only
 *
 * What the model expects of a testcase in a named situation, in a form that scripts read.
 */
#ifndef HARNESS_PREDICT_H
#define HARNESS_PREDICT_H

#include "explore.h"

/* Print one line for the function of a subject; wishes is a list of words as in schedule_text().
 * False if there is no such situation. */
bool predict(const struct subject *subject, const struct function *function, const char *situation,
	     const char *wishes);
/* The names of the situations, for the usage. */
void predict_situations(void);

#endif
