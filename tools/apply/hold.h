/* SPDX-License-Identifier: GPL-2.0-only */
/* hold: hold signals back while something must not be cut short. For one thread; no handlers. */
#ifndef GUPSWEEP_HOLD_H
#define GUPSWEEP_HOLD_H

#include <signal.h>

struct hold {
	sigset_t before; /* what was blocked before */
};

void hold_signals(struct hold *hold);
/* The number of a signal that came meanwhile and ends the program, or 0. It stays held back. */
int hold_interrupted(const struct hold *hold);
/* Let them through: the program may end here. */
void hold_release(const struct hold *hold);

#endif
