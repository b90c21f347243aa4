// SPDX-License-Identifier: GPL-2.0-only
/*
 * The monitor that resolves faults, and the writer that wants the lock meanwhile: two threads of the
 * process whose memory it is. Both exist, and all they need is in memory, before the first fault.
 */
#include <errno.h>
#include <linux/userfaultfd.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "guest.h"

#define DELAY_US 3000 /* a fault is resolved that much later at the least */
#define STACK 65536
#define LOOK_US 2000	 /* how often to look at the writer */
#define BLOCKED_LOOKS 20 /* asleep at so many looks, it cannot have the lock */

static struct {
	struct run *run;
	const struct situation *where;
	struct memory mem;
	int end;
	pthread_t monitor, writer;
	atomic_int exists; /* the memory does */
} m;

/* One mmap and munmap, which both take the lock for writing. */
static void *write_once(void *unused)
{
	struct run *run = m.run;
	int64_t began;
	void *at;

	(void)unused;
	wake(&run->writer_id, (int)syscall(SYS_gettid));
	wait_while(&run->writer_go, 0);
	if (atomic_load(&run->writer_go) < 0)
		return NULL;
	atomic_store(&run->writer, WRITER_WAITS);
	began = now_us();
	at = mmap(NULL, WATCH_PAGE_SIZE, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	if (at == MAP_FAILED || munmap(at, WATCH_PAGE_SIZE))
		atomic_store(&run->error, __LINE__);
	atomic_store(&run->writer_us, (int)(now_us() - began));
	atomic_store(&run->writer, WRITER_DONE);
	return NULL;
}

/* Let the writer try while the fault is pending: it succeeds, or is seen to sleep in the attempt. */
static void try_writer(struct run *run)
{
	int asleep = 0;

	wake(&run->writer_go, 1);
	while (atomic_load(&run->writer) != WRITER_DONE && asleep < BLOCKED_LOOKS) {
		sleep_us(asleep ? LOOK_US : 200);
		/* A thread that only waits for a CPU is not asleep. */
		asleep = thread_state(getpid(), atomic_load(&run->writer_id)) == 'D' ? asleep + 1
										     : 0;
	}
	if (atomic_load(&run->writer) != WRITER_DONE)
		atomic_store(&run->writer_blocked, 1);
}

/* A fault is pending. The first time, see whether a writer can have the lock. */
static void pending(struct run *run, int number)
{
	if (number == 0)
		try_writer(run);
	sleep_us(DELAY_US);
	if (m.where->kill) {
		struct pollfd end = { m.end, POLLIN, 0 };

		kill(atomic_load(&run->caller_id), SIGKILL);
		poll(&end, 1, -1);
	}
}

static void on_userfault(struct run *run)
{
	struct uffd_msg msg;

	if (read(m.mem.userfault, &msg, sizeof(msg)) != sizeof(msg))
		return;
	pending(run, atomic_fetch_add(&run->events, 1));
	if (m.where->kill)
		return;
	atomic_store(&run->resolving, 1);
	if (!memory_bring(m.mem.userfault, msg.arg.pagefault.address))
		atomic_store(&run->error, __LINE__);
	atomic_store(&run->resolving, 0);
}

static void on_slow(struct run *run)
{
	pending(run, atomic_fetch_add(&run->slow, 1));
	if (ioctl(m.mem.slow, WATCH_BRING))
		atomic_store(&run->error, __LINE__);
}

/* Until the call is over. An event that came with the end is still counted. */
static void *monitor(void *unused)
{
	struct run *run = m.run;

	(void)unused;
	wake(&run->monitor_id, (int)syscall(SYS_gettid));
	wait_while(&m.exists, 0);
	for (;;) {
		struct pollfd p[] = {
			{ m.mem.userfault, POLLIN, 0 },
			{ m.mem.slow, POLLIN, 0 },
			{ m.end, POLLIN, 0 },
		};

		if (poll(p, 3, -1) < 0 && errno != EINTR)
			break;
		atomic_store(&run->handling, 1);
		if (p[0].revents & POLLIN)
			on_userfault(run);
		else if (p[1].revents & POLLIN)
			on_slow(run);
		else if (p[2].revents)
			break;
		atomic_store(&run->handling, 0);
	}
	if (atomic_load(&run->writer_go) == 0)
		wake(&run->writer_go, -1);
	return NULL;
}

bool monitor_start(struct run *run, const struct situation *where, int end)
{
	pthread_attr_t small;

	m.run = run;
	m.where = where;
	m.end = end;
	/*
	 * Nothing but the windows may fault later. While there is one thread alone no other CPU has to
	 * be told of each page; the stacks, small ones, come into memory as they are made.
	 */
	if (mlockall(MCL_CURRENT | MCL_FUTURE) || pthread_attr_init(&small) ||
	    pthread_attr_setstacksize(&small, STACK) ||
	    pthread_create(&m.writer, &small, write_once, NULL) ||
	    pthread_create(&m.monitor, &small, monitor, NULL))
		return false;
	wait_while(&run->writer_id, 0);
	wait_while(&run->monitor_id, 0);
	return mlockall(MCL_CURRENT) == 0;
}

void monitor_watch(const struct memory *mem)
{
	m.mem = *mem;
	wake(&m.exists, 1);
}

void monitor_join(void)
{
	pthread_join(m.monitor, NULL);
	pthread_join(m.writer, NULL);
}
