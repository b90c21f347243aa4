// SPDX-License-Identifier: GPL-2.0-only
/*
 * walk: a stack of folders that several threads work off; each keeps what it finds to itself until
 * all are done.
 */
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "backend.h"
#include "base/memory.h"

#define MAX_THREADS 64

struct walk {
	pthread_mutex_t lock; /* of all below */
	pthread_cond_t more;  /* an item was pushed, or the last one is done */
	struct walk_item *item;
	size_t count, room;
	size_t busy; /* threads that visit something, and may push more */
	size_t seen;
};

void walk_push(struct walker *w, struct walk_item item)
{
	struct walk *walk = w->walk;

	pthread_mutex_lock(&walk->lock);
	VEC_PUSH(walk->item, walk->count, walk->room, item);
	pthread_cond_signal(&walk->more);
	pthread_mutex_unlock(&walk->lock);
}

/* The next item into @item; false when there will be none. */
static bool walk_pop(struct walk *walk, struct walk_item *item)
{
	bool got;

	pthread_mutex_lock(&walk->lock);
	while (!walk->count && walk->busy)
		pthread_cond_wait(&walk->more, &walk->lock);
	got = walk->count > 0;
	if (got) {
		*item = walk->item[--walk->count];
		walk->busy++;
	}
	pthread_mutex_unlock(&walk->lock);
	return got;
}

/* One item is done, after @seen more files. Returns how many were seen in all. */
static size_t walk_done(struct walk *walk, size_t seen)
{
	size_t total;

	pthread_mutex_lock(&walk->lock);
	walk->seen += seen;
	total = walk->seen;
	if (!--walk->busy && !walk->count)
		pthread_cond_broadcast(&walk->more);
	pthread_mutex_unlock(&walk->lock);
	return total;
}

static void work(struct walker *w, bool tell)
{
	struct walk_item item;

	while (walk_pop(w->walk, &item)) {
		size_t before = w->seen, total;

		w->tree->backend->visit(w, &item);
		free(item.path);
		total = walk_done(w->walk, w->seen - before);
		if (tell && w->query->progress)
			w->query->progress(w->query->ctx, total);
	}
}

static void *thread_main(void *arg)
{
	work(arg, false);
	return NULL;
}

static void hand_over(struct walker *w, struct tree_files *files, struct problems *problems)
{
	for (size_t i = 0; i < w->found.count; i++)
		VEC_PUSH(files->file, files->count, files->room, w->found.file[i]);
	for (size_t i = 0; i < w->problems.count; i++)
		VEC_PUSH(problems->problem, problems->count, problems->room,
			 w->problems.problem[i]);
	if (w->query->index)
		index_take(w->query->index, &w->index);
	tree_index_free(&w->index);
	files->seen += w->seen;
	free(w->found.file);
	free(w->problems.problem);
	buf_free(&w->path);
}

static int run_threads(struct walker *w, size_t threads, struct error *err)
{
	const struct tree_backend *backend = w[0].tree->backend;
	pthread_t id[MAX_THREADS];
	size_t begun, started;

	for (begun = 0; begun < threads; begun++)
		if (backend->begin(&w[begun], err))
			break;
	/* A thread that cannot be had makes the search slower, not wrong. */
	for (started = 1; started < begun; started++)
		if (pthread_create(&id[started], NULL, thread_main, &w[started]))
			break;
	if (begun)
		work(&w[0], true);
	for (size_t i = 1; i < started; i++)
		pthread_join(id[i], NULL);
	for (size_t i = 0; i < begun; i++)
		backend->end(&w[i]);
	return begun ? 0 : -1;
}

int walk_run(struct tree *tree, const struct tree_query *query, struct walk_item *items,
	     size_t count, struct tree_files *files, struct problems *problems, struct error *err)
{
	size_t threads = query->jobs < 1 ? 1 : (size_t)query->jobs;
	struct needles *needles = memory_alloc(sizeof(*needles));
	struct walk walk = { .lock = PTHREAD_MUTEX_INITIALIZER, .more = PTHREAD_COND_INITIALIZER };
	struct walker *w;
	int ret = -1;

	if (threads > MAX_THREADS)
		threads = MAX_THREADS;
	w = memory_alloc(threads * sizeof(*w));
	for (size_t i = 0; i < threads; i++)
		w[i] = (struct walker){ .tree = tree,
					.query = query,
					.needles = needles,
					.walk = &walk };
	for (size_t i = count; i; i--)
		walk_push(&w[0], items[i - 1]);
	if (needle_prepare(needles, query->needles))
		error_set(err, "search: more than %d strings at once; ask for fewer", NEEDLE_MAX);
	else
		ret = run_threads(w, threads, err);
	for (size_t i = 0; i < threads; i++)
		hand_over(&w[i], files, problems);
	while (walk.count)
		free(walk.item[--walk.count].path);
	free(walk.item);
	free(w);
	free(needles);
	return ret;
}

bool walk_wants(const struct walker *w, const char *name)
{
	size_t len = strlen(name);

	for (const char *const *s = w->query->suffixes; *s; s++) {
		size_t end = strlen(*s);

		if (end <= len && !memcmp(name + len - end, *s, end))
			return true;
	}
	return false;
}

const char *walk_path(struct walker *w, const char *folder, const char *name)
{
	buf_reset(&w->path);
	buf_addstr(&w->path, folder);
	if (*folder)
		buf_addch(&w->path, '/');
	buf_addstr(&w->path, name);
	return w->path.data;
}

void walk_index(struct walker *w, const char *text, size_t len, size_t from)
{
	if (w->query->index)
		index_add(&w->index, text, len, from);
}

void walk_index_close(struct walker *w, const char *path)
{
	if (w->query->index)
		index_close(&w->index, path);
}

void walk_keep(struct walker *w, const char *path, struct buf *text)
{
	struct tree_file file = { .path = memory_strdup(path), .text = *text };

	*text = (struct buf){ 0 };
	VEC_PUSH(w->found.file, w->found.count, w->found.room, file);
}
