// SPDX-License-Identifier: GPL-2.0-only
/*
 * claim: flock() on the journal itself, first under the name REPLACE_LOCK, then, once it is whole,
 * under its own. So there is no moment in which a running apply has no lock, and none is left behind.
 */
#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <time.h>
#include <unistd.h>

#include "transaction.h"
#include "tree/backend.h"

#define LOCK_FLAGS (O_RDWR | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC)

static int is_running(const struct transaction *t, struct error *err)
{
	return error_set(err, "apply: on %.500s: another apply is running there; wait for its end",
			 t->root_name);
}

static int is_strange(const struct transaction *t, const char *name, struct error *err)
{
	return error_set(err, "apply: on %.500s/%s: not a file that gupsweep made; move it away",
			 t->root_name, name);
}

/* Lock @fd, which was opened by @name. Returns 0; 1 if the name is another file's by now; -1 with @err. */
static int claim_file(const struct transaction *t, int fd, const char *name, struct error *err)
{
	struct stat mine, named;

	if (fstat(fd, &mine) || !S_ISREG(mine.st_mode) || mine.st_nlink > 1)
		return is_strange(t, name, err);
	if (flock(fd, LOCK_EX | LOCK_NB))
		return errno == EWOULDBLOCK ? is_running(t, err) : settle_fail(err, t->root_name);
	if (fstatat(t->root, name, &named, AT_SYMLINK_NOFOLLOW) || named.st_ino != mine.st_ino ||
	    named.st_dev != mine.st_dev)
		return 1;
	return 0;
}

int claim_take(const struct transaction *t, struct error *err)
{
	int ret = 1;

	while (ret == 1) {
		int fd = settle_step(t, "lock", REPLACE_LOCK)
				 ? -1
				 : openat(t->root, REPLACE_LOCK, LOCK_FLAGS | O_CREAT, 0600);

		if (fd < 0 && (errno == ELOOP || errno == EISDIR || errno == ENXIO))
			return is_strange(t, REPLACE_LOCK, err);
		if (fd < 0)
			return settle_fail(err, t->root_name);
		ret = claim_file(t, fd, REPLACE_LOCK, err);
		/* What a killed apply wrote into it was never valid. */
		if (!ret && ftruncate(fd, 0))
			ret = settle_fail(err, t->root_name);
		if (!ret)
			return fd;
		close(fd);
	}
	return -1;
}

int claim_drop(const struct transaction *t)
{
	return settle_remove(t, t->root, REPLACE_LOCK, REPLACE_LOCK);
}

int claim_journal(const struct transaction *t, int *fd, struct error *err)
{
	int ret;

	*fd = openat(t->root, REPLACE_JOURNAL, LOCK_FLAGS);
	if (*fd < 0 && errno == ENOENT)
		return 1;
	if (*fd < 0 && (errno == ELOOP || errno == EISDIR || errno == ENXIO))
		return is_strange(t, REPLACE_JOURNAL, err);
	if (*fd < 0)
		return settle_fail(err, REPLACE_JOURNAL);
	ret = claim_file(t, *fd, REPLACE_JOURNAL, err);
	if (!ret)
		return 0;
	close(*fd);
	*fd = -1;
	return ret; /* 1: its owner came to an end just now, and removed it */
}

enum replace_state tree_replace_state(struct tree *tree)
{
	static const char *const names[] = { REPLACE_LOCK, REPLACE_JOURNAL };
	enum replace_state state = REPLACE_NONE;

	for (size_t i = 0; tree->fd >= 0 && i < 2 && state != REPLACE_RUNNING; i++) {
		int fd = openat(tree->fd, names[i],
				O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);

		if (fd < 0 && errno == ENOENT)
			continue;
		/* A journal that has not got its name yet has not touched any file. */
		if (i == 1)
			state = REPLACE_INTERRUPTED;
		if (fd < 0)
			continue;
		if (flock(fd, LOCK_SH | LOCK_NB) && errno == EWOULDBLOCK)
			state = REPLACE_RUNNING;
		close(fd);
	}
	return state;
}

void claim_hold(struct transaction *t)
{
	static const int faults[] = { SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGTRAP, SIGABRT, SIGSYS };
	sigset_t set;

	sigfillset(&set);
	for (size_t i = 0; i < sizeof(faults) / sizeof(*faults); i++)
		sigdelset(&set, faults[i]);
	pthread_sigmask(SIG_BLOCK, &set, &t->before);
}

int claim_interrupted(const struct transaction *t)
{
	static const int ends[] = { SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGPIPE };
	struct sigaction action;
	sigset_t pending;

	sigpending(&pending);
	for (size_t i = 0; i < sizeof(ends) / sizeof(*ends); i++)
		if (sigismember(&pending, ends[i]) == 1 && !sigismember(&t->before, ends[i]) &&
		    (sigaction(ends[i], NULL, &action) || action.sa_handler != SIG_IGN))
			return ends[i];
	return 0;
}

void claim_release(const struct transaction *t)
{
	const struct timespec now = { 0 };
	sigset_t limit;

	/* A write beyond a size limit fails with EFBIG, and that is enough. */
	sigemptyset(&limit);
	sigaddset(&limit, SIGXFSZ);
	if (!sigismember(&t->before, SIGXFSZ))
		sigtimedwait(&limit, NULL, &now);
	pthread_sigmask(SIG_SETMASK, &t->before, NULL);
}
