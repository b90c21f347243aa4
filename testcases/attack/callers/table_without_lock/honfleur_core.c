// SPDX-License-Identifier: GPL-2.0-only
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/mutex.h>
#include "honfleur.h"

static DEFINE_MUTEX(honfleur_mutex);

long honfleur_all(struct honfleur *g, struct page **page)
{
	long ret;

	mutex_lock(&honfleur_mutex);
	ret = g->ops->grab(g, page);
	mutex_unlock(&honfleur_mutex);
	return ret;
}
