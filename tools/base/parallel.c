// SPDX-License-Identifier: GPL-2.0-only
/* parallel: a counter that the threads draw from; where no thread can be had the others do its part. */
#include "parallel.h"

#include <pthread.h>
#include <stdatomic.h>

#define MAX_THREADS 64

struct work {
	atomic_size_t next;
	size_t count;
	void (*one)(void *ctx, size_t i);
	void *ctx;
};

static void *draw(void *arg)
{
	struct work *w = arg;

	for (;;) {
		size_t i = atomic_fetch_add(&w->next, 1);

		if (i >= w->count)
			return NULL;
		w->one(w->ctx, i);
	}
}

void parallel_each(int jobs, size_t count, void (*one)(void *ctx, size_t i), void *ctx)
{
	struct work w = { .count = count, .one = one, .ctx = ctx };
	pthread_t id[MAX_THREADS];
	int started = 0;

	while (started + 1 < jobs && (size_t)started + 1 < count && started < MAX_THREADS &&
	       !pthread_create(&id[started], NULL, draw, &w))
		started++;
	draw(&w);
	for (int i = 0; i < started; i++)
		pthread_join(id[i], NULL);
}
