// SPDX-License-Identifier: GPL-2.0-only
#include <linux/types.h>
#include "varese.h"

void varese_count(struct varese *v)
{
	v->varese_maps++;
}
