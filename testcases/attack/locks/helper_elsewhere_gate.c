// SPDX-License-Identifier: GPL-2.0-only
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/device.h>
#include "gerenuk.h"

void gerenuk_begin(struct gerenuk *g)
{
	device_lock(g->dev);
}

void gerenuk_end(struct gerenuk *g)
{
	device_unlock(g->dev);
}
