// SPDX-License-Identifier: GPL-2.0-only
/*
 * Runs in the guest: "guest OUT PART PARTS" calls each function in each situation, each time in new
 * processes, and writes one line about each to OUT, with "done N" as the last. Of the testcases it
 * takes every PARTS-th: several guests share the work.
 */
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "guest.h"

#define LIMIT_US 20000000 /* for one run; none should need it */
#define STUCK_LOOKS 60	  /* that often in a row somebody seems stuck: a deadlock */
#define LOOK_US 5000
#define RUNS 8000
#define HOLD_MS 200

static const struct situation situations[] = {
	{ "present", "ppp", false }, { "missing", "mmm", false },     { "mixed", "pmm", false },
	{ "slow", "sss", false },    { "unmapped", "uuu", false },    { "partial", "puu", false },
	{ "killed", "mmm", true },   { "killed-later", "pmm", true },
};
#define SITUATIONS (sizeof(situations) / sizeof(situations[0]))

struct result {
	int function, situation, opaque; /* opaque: the value of mere conditions */
	int events, slow, writer, writer_blocked, writer_us, deadlocked, error;
};

struct world {
	int device;
	struct run *run; /* shared with the processes of a run */
	FILE *out;
	struct result *result;
	unsigned int results;
};

static int call(const struct world *w, const struct watch_function *f, unsigned int slot, int owner,
		int opaque)
{
	struct watch_call c = {
		.function = f->index,
		.slot = slot,
		.owner = owner,
		.opaque = opaque,
		.start = FIRST_WINDOW,
	};

	atomic_store(&w->run->caller_id, getpid());
	return ioctl(w->device, WATCH_CALL, &c);
}

/* The process whose memory it is; it also makes the call, unless that is another's. */
static void be_owner(const struct world *w, const struct watch_function *f,
		     const struct situation *where, unsigned int slot, int opaque, int end[2])
{
	struct memory mem;

	if (f->foreign)
		close(end[1]);
	if (!monitor_start(w->run, where, end[0]) || !memory_lay_out(&mem, where->pages)) {
		atomic_store(&w->run->error, __LINE__);
		wake(&w->run->ready, 1);
		_exit(1);
	}
	monitor_watch(&mem);
	wake(&w->run->ready, 1);
	if (!f->foreign) {
		if (call(w, f, slot, 0, opaque))
			atomic_store(&w->run->error, __LINE__);
		close(end[1]);
	}
	monitor_join();
	_exit(0);
}

static void be_caller(const struct world *w, const struct watch_function *f, unsigned int slot,
		      int owner, int opaque)
{
	if (mlockall(MCL_CURRENT) || !memory_lay_out_decoy() || call(w, f, slot, owner, opaque))
		atomic_store(&w->run->error, __LINE__);
	_exit(0);
}

static bool gone(pid_t *pid)
{
	if (*pid && waitpid(*pid, NULL, WNOHANG) != 0)
		*pid = 0;
	return *pid == 0;
}

static void kill_both(pid_t owner, pid_t caller)
{
	if (caller)
		kill(caller, SIGKILL);
	if (owner)
		kill(owner, SIGKILL);
}

/* Sleep until a child ends, or for LOOK_US. */
static void wait_a_little(void)
{
	const struct timespec look = { 0, LOOK_US * 1000L };
	sigset_t child;

	sigemptyset(&child);
	sigaddset(&child, SIGCHLD);
	sigtimedwait(&child, NULL, &look);
}

/*
 * Is somebody asleep who only another one asleep could wake? The monitor in the call that resolves a
 * fault, or the caller while no fault is in the monitor's hands. One look may be mistaken.
 */
static bool looks_stuck(struct run *run, pid_t owner, pid_t caller)
{
	int id = atomic_load(&run->caller_id);

	if (atomic_load(&run->resolving))
		return thread_state(owner, atomic_load(&run->monitor_id)) == 'D';
	return !atomic_load(&run->handling) && id &&
	       thread_state(caller ? caller : owner, id) == 'D';
}

/* Until both are gone; in a deadlock, by force. */
static void supervise(struct run *run, pid_t owner, pid_t caller)
{
	int64_t began = now_us(), killed = 0;
	int stuck = 0;

	for (;;) {
		bool both = gone(&owner);

		both &= gone(&caller);
		if (both)
			return;
		wait_a_little();
		if (killed && now_us() - killed > LIMIT_US) {
			atomic_store(&run->error, __LINE__); /* not even a signal ended it */
			return;
		}
		if (killed)
			continue;
		stuck = looks_stuck(run, owner, caller) ? stuck + 1 : 0;
		if (stuck == STUCK_LOOKS)
			atomic_store(&run->deadlocked, 1);
		else if (now_us() - began > LIMIT_US)
			atomic_store(&run->error, __LINE__);
		else
			continue;
		kill_both(owner, caller);
		killed = now_us();
	}
}

static void run_once(struct world *w, const struct watch_function *f, int situation, int opaque)
{
	const struct situation *where = &situations[situation];
	unsigned int slot = w->results;
	pid_t owner, caller = 0;
	int end[2];

	memset(w->run, 0, sizeof(*w->run));
	if (slot == RUNS || pipe2(end, O_CLOEXEC))
		exit(3);
	owner = fork();
	if (owner == 0)
		be_owner(w, f, where, slot, opaque, end);
	if (f->foreign) {
		wait_while(&w->run->ready, 0);
		caller = fork();
		if (caller == 0)
			be_caller(w, f, slot, owner, opaque);
	}
	close(end[0]);
	close(end[1]);
	supervise(w->run, owner, caller);
	w->result[w->results++] = (struct result){
		.function = (int)f->index,
		.situation = situation,
		.opaque = opaque,
		.events = atomic_load(&w->run->events),
		.slow = atomic_load(&w->run->slow),
		.writer = atomic_load(&w->run->writer),
		.writer_blocked = atomic_load(&w->run->writer_blocked),
		.writer_us = atomic_load(&w->run->writer_us),
		.deadlocked = atomic_load(&w->run->deadlocked),
		.error = atomic_load(&w->run->error),
	};
}

/* Did the run just made use more than the first page of a window? */
static bool used_more(const struct world *w)
{
	struct watch_record rec = { .slot = w->results - 1 };

	ioctl(w->device, WATCH_RECORD, &rec);
	for (int i = 0; i < WATCH_PAGES; i++)
		if (rec.page[i] > 0 && rec.page[i] != WATCH_SECOND)
			return true;
	return false;
}

/* Where only the first page is used, a situation that has it present is like the first of all. */
static void run_function(struct world *w, const struct watch_function *f)
{
	for (int opaque = f->opaque ? 0 : 1; opaque < 2; opaque++) {
		bool more = true;

		for (int s = 0; s < (int)SITUATIONS; s++) {
			if (s && !more && situations[s].pages[0] == 'p')
				continue;
			run_once(w, f, s, opaque);
			if (s == 0)
				more = used_more(w);
		}
	}
}

static void print_calls(FILE *out, const struct watch_record *rec)
{
	static const char *const forms[] = { "plain", "locked", "unlocked", "fast" };

	for (unsigned int i = 0; i < rec->calls; i++) {
		const struct watch_gup *g = &rec->call[i];

		/* "!": it needs the lock, and nobody holds it */
		fprintf(out, "%s%s-%s%s:%lld", i ? "," : "", g->pin ? "pin" : "get", forms[g->form],
			g->form >= WATCH_UNLOCKED || g->lock_held ? "" : "!",
			(long long)g->returned);
		if (g->form == WATCH_LOCKED)
			fprintf(out, "/%d", g->locked_after);
	}
	if (!rec->calls)
		fputc('-', out);
}

static void print_pages(FILE *out, const struct watch_record *rec)
{
	for (int i = 0; i < WATCH_PAGES; i++) {
		int page = rec->page[i];

		if (page == WATCH_UNTOUCHED)
			fprintf(out, "%s.", i ? "," : "");
		else if (page == WATCH_EMPTY)
			fprintf(out, "%s0", i ? "," : "");
		else if (page == WATCH_ELSEWHERE)
			fprintf(out, "%s?", i ? "," : "");
		else
			fprintf(out, "%sp%d", i ? "," : "", page);
	}
}

static const char *ending(const struct result *r, const struct watch_record *rec)
{
	if (r->deadlocked)
		return "deadlock";
	if (!rec->entered || r->error)
		return "error";
	return rec->returned ? "returned" : "died";
}

static void print_result(const struct world *w, const struct result *r, unsigned int slot)
{
	static const char *const locks[] = { "free", "leaked", "over-released" };
	struct watch_function f = { .index = (__u32)r->function };
	struct watch_record rec = { .slot = slot };
	enum watch_lock lock;

	ioctl(w->device, WATCH_FUNCTION, &f);
	ioctl(w->device, WATCH_RECORD, &rec);
	lock = rec.lock ? rec.lock : rec.own_lock;
	fprintf(w->out, "run %s %s %s %s %s %s layout=%s kill=%d mm=%s assumed=%s gup=", f.testcase,
		f.options, f.function, f.opaque ? (r->opaque ? "1" : "0") : "-", f.form,
		situations[r->situation].name, situations[r->situation].pages,
		situations[r->situation].kill, f.foreign ? "other" : "own", f.assumed);
	print_calls(w->out, &rec);
	fprintf(w->out, " value=%lld out=%lld pages=", (long long)rec.value, (long long)rec.out);
	print_pages(w->out, &rec);
	fprintf(w->out,
		" made=%d held=%d lock=%s events=%d slow=%d writer=%s wait=%d excess=%d end=%s",
		rec.made, rec.held, locks[lock], r->events, r->slow,
		r->writer == WRITER_UNUSED ? "unused"
		: r->writer_blocked	   ? "blocked"
					   : "free",
		r->writer_us, rec.excess, ending(r, &rec));
	if (r->error)
		fprintf(w->out, " error=%d", r->error);
	fputc('\n', w->out);
}

/* Pages that the kernel still has on lists of each CPU hold a reference: have the lists emptied. */
static void settle(void)
{
	static const char *const knobs[] = { "/proc/sys/vm/drop_caches",
					     "/proc/sys/vm/compact_memory" };

	for (int i = 0; i < 2; i++) {
		int fd = open(knobs[i], O_WRONLY);

		if (fd >= 0 && write(fd, "1", 1) != 1)
			perror(knobs[i]);
		if (fd >= 0)
			close(fd);
	}
}

/* A thread that holds the lock of its process for some ms. */
static void *hold(void *argument)
{
	const struct world *w = argument;

	atomic_store(&w->run->caller_id, (int)syscall(SYS_gettid));
	ioctl(w->device, WATCH_HOLD, HOLD_MS);
	return NULL;
}

static long mapping_us(void)
{
	int64_t began = now_us();
	void *at = mmap(NULL, WATCH_PAGE_SIZE, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	munmap(at, WATCH_PAGE_SIZE);
	return (long)(now_us() - began);
}

/*
 * Does the measuring measure? A writer waits where the lock is held, and not where it is free. In a
 * process of its own, that the others do not inherit a thread's stack.
 */
static void print_controls(const struct world *w)
{
	pthread_t thread;
	long free_us, held_us;
	pid_t pid = fork();

	if (pid) {
		waitpid(pid, NULL, 0);
		return;
	}
	free_us = mapping_us();
	if (pthread_create(&thread, NULL, hold, (void *)w))
		_exit(3);
	while (thread_state(getpid(), atomic_load(&w->run->caller_id)) != 'D')
		sleep_us(LOOK_US);
	held_us = mapping_us();
	pthread_join(thread, NULL);
	fprintf(w->out, "control lock-free wait=%ld\ncontrol lock-held ms=%d wait=%ld\n", free_us,
		HOLD_MS, held_us);
	fflush(w->out);
	_exit(0);
}

/* All functions of a testcase go to one guest. */
static void run_part(struct world *w, int part, int parts)
{
	char testcase[WATCH_NAME] = "";
	int number = -1;

	for (__u32 i = 0;; i++) {
		struct watch_function f = { .index = i };

		if (ioctl(w->device, WATCH_FUNCTION, &f) == 0) {
			if (strcmp(f.testcase, testcase))
				number++;
			strcpy(testcase, f.testcase);
			if (number % parts == part)
				run_function(w, &f);
		} else if (errno != ENODATA) {
			break;
		}
	}
}

int main(int argc, char **argv)
{
	struct world w = { .device = open("/dev/gupwatch", O_RDWR | O_CLOEXEC) };
	struct watch_kernel kernel;
	unsigned int i;
	sigset_t child;

	sigemptyset(&child);
	sigaddset(&child, SIGCHLD);
	sigprocmask(SIG_BLOCK, &child, NULL);
	w.run = mmap(NULL, sizeof(*w.run), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1,
		     0);
	w.result = mmap(NULL, RUNS * sizeof(*w.result), PROT_READ | PROT_WRITE,
			MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	w.out = argc == 4 ? fopen(argv[1], "w") : NULL;
	if (w.device < 0 || w.run == MAP_FAILED || w.result == MAP_FAILED || !w.out ||
	    /* The processes of a run lock all their memory: the less the better. */
	    madvise(w.result, RUNS * sizeof(*w.result), MADV_DONTFORK) ||
	    ioctl(w.device, WATCH_KERNEL, &kernel)) {
		fprintf(stderr, "guest: cannot begin: %s\n", strerror(errno));
		return 3;
	}
	fprintf(w.out, "kernel %s asserts=%d lockdep=%d\n", kernel.release, kernel.asserts,
		kernel.lockdep);
	fflush(w.out);
	print_controls(&w);
	run_part(&w, atoi(argv[2]), atoi(argv[3]));
	settle();
	for (i = 0; i < w.results; i++)
		print_result(&w, &w.result[i], i);
	fprintf(w.out, "done %u\n", w.results);
	return fclose(w.out) ? 3 : 0;
}
