// SPDX-License-Identifier: GPL-2.0-only
/* hold: signals stay pending while they are blocked; asking for them needs no handler. */
#include "hold.h"

#include <stdbool.h>
#include <stddef.h>
#include <time.h>

void hold_signals(struct hold *hold)
{
	static const int faults[] = { SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGTRAP, SIGABRT, SIGSYS };
	sigset_t set;

	sigfillset(&set);
	for (size_t i = 0; i < sizeof(faults) / sizeof(*faults); i++)
		sigdelset(&set, faults[i]);
	pthread_sigmask(SIG_BLOCK, &set, &hold->before);
}

static bool is_ignored(int sig)
{
	struct sigaction action;

	return !sigaction(sig, NULL, &action) && action.sa_handler == SIG_IGN;
}

int hold_interrupted(const struct hold *hold)
{
	static const int ends[] = { SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGPIPE };
	sigset_t pending;

	sigpending(&pending);
	for (size_t i = 0; i < sizeof(ends) / sizeof(*ends); i++)
		if (sigismember(&pending, ends[i]) == 1 &&
		    sigismember(&hold->before, ends[i]) == 0 && !is_ignored(ends[i]))
			return ends[i];
	return 0;
}

void hold_release(const struct hold *hold)
{
	const struct timespec now = { 0 };
	sigset_t limit;

	/* A write beyond a size limit fails with EFBIG, and that is enough. */
	sigemptyset(&limit);
	sigaddset(&limit, SIGXFSZ);
	if (sigismember(&hold->before, SIGXFSZ) == 0)
		sigtimedwait(&limit, NULL, &now);
	pthread_sigmask(SIG_SETMASK, &hold->before, NULL);
}
