// SPDX-License-Identifier: GPL-2.0-only
/* Waiting for other threads and processes, and looking at them. */
#include <fcntl.h>
#include <linux/futex.h>
#include <stdio.h>
#include <string.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include "guest.h"

void wait_while(atomic_int *at, int value)
{
	while (atomic_load(at) == value)
		syscall(SYS_futex, at, FUTEX_WAIT, value, NULL, NULL, 0);
}

void wake(atomic_int *at, int value)
{
	atomic_store(at, value);
	syscall(SYS_futex, at, FUTEX_WAKE, 1 << 20, NULL, NULL, 0);
}

int64_t now_us(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1000000LL + t.tv_nsec / 1000;
}

void sleep_us(long us)
{
	struct timespec t = { us / 1000000, us % 1000000 * 1000 };

	nanosleep(&t, NULL);
}

char thread_state(int pid, int tid)
{
	char path[64], text[256], *at;
	ssize_t n;
	int fd;

	snprintf(path, sizeof(path), "/proc/%d/task/%d/stat", pid, tid);
	fd = open(path, O_RDONLY);
	if (fd < 0)
		return 0;
	n = read(fd, text, sizeof(text) - 1);
	close(fd);
	if (n <= 0)
		return 0;
	text[n] = '\0';
	at = strrchr(text, ')');
	return at && at[1] ? at[2] : 0;
}
