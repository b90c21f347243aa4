/* SPDX-License-Identifier: GPL-2.0-only */
#include "galago_types.h"

struct galago {
	galago_home_t home;
	unsigned long addr, limit;
};
