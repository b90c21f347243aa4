/* SPDX-License-Identifier: GPL-2.0-only
 *
 * What the conversion is for, with threads and a real lock:
 *
 *	hold time TESTCASE SVG	a fault waits T ms while a writer wants the lock: how long the writer
 *				waits, before and after, as a table and as a plot in the file SVG
 *	hold monitor TESTCASE	the fault is resolved by a monitor that needs the lock for write first, as
 *				one of userfaultfd may: before, the two wait for each other
 *
 * Prints "ok ..." or "FAIL ..." lines.
 */
#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "explore.h"

#define RUNS 5 /* the median of them counts */

static const unsigned int delays[] = { 1, 2, 5, 10, 20, 50 }; /* ms */
#define NR_DELAYS (sizeof(delays) / sizeof(delays[0]))

/* The thread that runs the testcase, and the other one: a writer or a monitor. */
struct scene {
	pthread_rwlock_t lock;
	pthread_mutex_t mutex;
	pthread_cond_t changed;
	unsigned int delay;   /* ms that a fault waits; 0: until the monitor has resolved it */
	bool waiting;	      /* the fault waits */
	bool holding;	      /* with the lock held */
	bool wanted;	      /* the writer is about to take the lock */
	bool resolved;	      /* by the monitor */
	bool deadlock;	      /* the monitor found one */
	bool over;	      /* the testcase has returned */
	double writer_waited; /* ms */
};

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static void set(struct scene *scene, bool *what)
{
	pthread_mutex_lock(&scene->mutex);
	*what = true;
	pthread_cond_broadcast(&scene->changed);
	pthread_mutex_unlock(&scene->mutex);
}

/* Until one of the two is set. */
static void await(struct scene *scene, const bool *what, const bool *or_this)
{
	pthread_mutex_lock(&scene->mutex);
	while (!*what && !*or_this)
		pthread_cond_wait(&scene->changed, &scene->mutex);
	pthread_mutex_unlock(&scene->mutex);
}

static void acquire(void *context, bool write)
{
	struct scene *scene = context;

	if (write)
		pthread_rwlock_wrlock(&scene->lock);
	else
		pthread_rwlock_rdlock(&scene->lock);
}

static void release(void *context, bool write)
{
	struct scene *scene = context;

	(void)write;
	pthread_rwlock_unlock(&scene->lock);
}

static void wait_for_page(void *context, bool lock_held)
{
	struct scene *scene = context;
	struct timespec t = { 0, (long)scene->delay * 1000000 };

	scene->holding = lock_held;
	set(scene, &scene->waiting);
	if (!scene->delay) {
		await(scene, &scene->resolved, &scene->resolved);
		return;
	}
	await(scene, &scene->wanted, &scene->wanted);
	nanosleep(&t, NULL);
}

static void *writer(void *context)
{
	struct scene *scene = context;
	double start;

	await(scene, &scene->waiting, &scene->over);
	start = now();
	set(scene, &scene->wanted);
	pthread_rwlock_wrlock(&scene->lock);
	scene->writer_waited = now() - start;
	pthread_rwlock_unlock(&scene->lock);
	return NULL;
}

/* Takes the lock for write to resolve the fault. Who holds it and waits for us will never let it go. */
static void *monitor(void *context)
{
	struct scene *scene = context;

	await(scene, &scene->waiting, &scene->over);
	if (scene->over)
		return NULL;
	if (pthread_rwlock_trywrlock(&scene->lock) == EBUSY)
		scene->deadlock = scene->holding;
	else
		pthread_rwlock_unlock(&scene->lock);
	set(scene, &scene->resolved);
	return NULL;
}

/* One page that waits; all else as plain as can be. */
static long run_with(struct scene *scene, const struct function *function, void *(*other)(void *))
{
	static struct outcome outcome;
	struct wishes wishes = { function, "page0=waits" };
	struct schedule schedule = { .advice = schedule_wish, .context = &wishes };
	struct model_hooks hooks = { acquire, release, wait_for_page, scene };
	pthread_t thread;

	pthread_rwlock_init(&scene->lock, NULL);
	pthread_mutex_init(&scene->mutex, NULL);
	pthread_cond_init(&scene->changed, NULL);
	outcome.run.hooks = &hooks;
	if (pthread_create(&thread, NULL, other, scene)) {
		printf("FAIL hold: no thread\n");
		exit(1);
	}
	outcome_of(&outcome, function, &schedule);
	set(scene, &scene->over);
	pthread_join(thread, NULL);
	pthread_cond_destroy(&scene->changed);
	pthread_mutex_destroy(&scene->mutex);
	pthread_rwlock_destroy(&scene->lock);
	return outcome.ret;
}

static int compare_doubles(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

static double median_wait(const struct function *function, unsigned int delay)
{
	double waited[RUNS];
	unsigned int i;

	for (i = 0; i < RUNS; i++) {
		struct scene scene = { .delay = delay };

		run_with(&scene, function, writer);
		waited[i] = scene.writer_waited;
	}
	qsort(waited, RUNS, sizeof(waited[0]), compare_doubles);
	return waited[RUNS / 2];
}

#define PLOT 400.0 /* pixels on each side, for 0..60 ms */

static double at(double ms)
{
	return ms * PLOT / 60;
}

static void plot_line(FILE *f, const double *values, const char *colour, const char *name,
		      double label)
{
	size_t i;

	fprintf(f, "<polyline fill=\"none\" stroke=\"%s\" stroke-width=\"2\" points=\"", colour);
	for (i = 0; i < NR_DELAYS; i++)
		fprintf(f, "%.1f,%.1f ", 60 + at(delays[i]),
			20 + PLOT - at(values[i] < 60 ? values[i] : 60));
	fprintf(f, "\"/>\n<text x=\"80\" y=\"%.0f\" fill=\"%s\">%s</text>\n", label, colour, name);
}

static bool write_svg(const char *path, const char *testcase, const double *before,
		      const double *after)
{
	FILE *f = fopen(path, "w");
	unsigned int ms;

	if (!f)
		return false;
	fprintf(f, "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"500\" height=\"480\" "
		   "font-family=\"sans-serif\" font-size=\"12\">\n"
		   "<rect width=\"500\" height=\"480\" fill=\"white\"/>\n"
		   "<path d=\"M60 20V420H460\" fill=\"none\" stroke=\"black\"/>\n");
	for (ms = 0; ms <= 60; ms += 10)
		fprintf(f,
			"<text x=\"%.0f\" y=\"436\" text-anchor=\"middle\">%u</text>\n"
			"<text x=\"52\" y=\"%.0f\" text-anchor=\"end\">%u</text>\n",
			60 + at(ms), ms, 424 - at(ms), ms);
	fprintf(f,
		"<text x=\"260\" y=\"460\" text-anchor=\"middle\">ms that the page fault waits "
		"(%s)</text>\n"
		"<text transform=\"translate(16 220) rotate(-90)\" text-anchor=\"middle\">"
		"ms that the writer waits for the lock</text>\n",
		testcase);
	plot_line(f, before, "#c03020", "before", 40);
	plot_line(f, after, "#2060c0", "after", 58);
	fprintf(f, "</svg>\n");
	return fclose(f) == 0;
}

static const struct function *function_of(const char *testcase, const char *version)
{
	size_t i;

	for (i = 0; subjects[i]; i++)
		if (!strcmp(subjects[i]->testcase, testcase) &&
		    !strcmp(subjects[i]->version, version))
			return subjects[i]->functions;
	printf("FAIL hold: no testcase %s\n", testcase);
	exit(1);
}

static int hold_time(const char *testcase, const char *svg)
{
	double before[NR_DELAYS], after[NR_DELAYS];
	size_t i;

	printf("  %s: fault waits, ms   writer waits before, ms    after, ms\n", testcase);
	for (i = 0; i < NR_DELAYS; i++) {
		before[i] = median_wait(function_of(testcase, "before"), delays[i]);
		after[i] = median_wait(function_of(testcase, "after"), delays[i]);
		printf("  %*u   %22.2f   %10.2f\n", (int)strlen(testcase) + 17, delays[i],
		       before[i], after[i]);
	}
	if (!write_svg(svg, testcase, before, after)) {
		printf("FAIL hold %s: cannot write %s\n", testcase, svg);
		return 1;
	}
	for (i = 0; i < NR_DELAYS; i++)
		if (before[i] < delays[i]) {
			printf("FAIL hold %s: before, the writer waits less than the fault\n",
			       testcase);
			return 1;
		}
	/* What the machine is busy with weighs least at the longest delay. */
	if (after[NR_DELAYS - 1] > before[NR_DELAYS - 1] / 2) {
		printf("FAIL hold %s: the writer waits %.1f ms before and %.1f after\n", testcase,
		       before[NR_DELAYS - 1], after[NR_DELAYS - 1]);
		return 1;
	}
	printf("ok hold %s: a writer waits %.1f ms before and %.2f after, where a fault waits %u\n",
	       testcase, before[NR_DELAYS - 1], after[NR_DELAYS - 1], delays[NR_DELAYS - 1]);
	return 0;
}

static int with_monitor(const char *testcase)
{
	struct scene before = { 0 }, after = { 0 };
	long ret;

	run_with(&before, function_of(testcase, "before"), monitor);
	ret = run_with(&after, function_of(testcase, "after"), monitor);
	if (!before.deadlock || after.deadlock) {
		printf("FAIL monitor %s: deadlock before: %s, after: %s\n", testcase,
		       before.deadlock ? "yes" : "no", after.deadlock ? "yes" : "no");
		return 1;
	}
	printf("ok monitor %s: before, DEADLOCK: the fault holds the lock for read and waits for "
	       "the monitor,"
	       " which wants it for write; after, it returns %ld\n",
	       testcase, ret);
	return 0;
}

int main(int argc, char **argv)
{
	model_vmas_prepare();
	if (argc == 4 && !strcmp(argv[1], "time"))
		return hold_time(argv[2], argv[3]);
	if (argc == 3 && !strcmp(argv[1], "monitor"))
		return with_monitor(argv[2]);
	fprintf(stderr, "usage: hold time TESTCASE SVG | monitor TESTCASE\n");
	return 2;
}
