/* SPDX-License-Identifier: GPL-2.0-only */
/* Signature "no-variants", of 3.19: the plain form alone. */
#include "tsk-mm-write-force.h"

#undef get_user_pages_locked
#undef get_user_pages_unlocked
