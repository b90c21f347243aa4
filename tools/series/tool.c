// SPDX-License-Identifier: GPL-2.0-only
/* tool: env(1) finds the program and changes the folder; what a make around us has set is not passed on. */
#include "tool.h"

#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>

#include "../base/memory.h"

#define ENV "/usr/bin/env"
#define LOG "tool.log"
#define MAX_LOG ((size_t)64 << 20)
#define LOOK 200 /* milliseconds between looks at the clock */

static int wait_for(struct workshop *shop, struct process *p, int seconds)
{
	time_t end = time(NULL) + seconds;

	while (!p->ended) {
		if (process_wait(shop, p, 1, LOOK)) {
			process_kill(p);
			return -1;
		}
		if (time(NULL) > end)
			process_kill(p);
	}
	return 0;
}

int tool_run(struct workshop *shop, const char *dir, const char *const *argv, int seconds,
	     struct buf *out, struct error *err)
{
	static const char *const dropped[] = { "MAKEFLAGS",	"MFLAGS",  "MAKELEVEL",
					       "KBUILD_OUTPUT", "GIT_DIR", "GIT_WORK_TREE" };
	const char **full = NULL;
	size_t count = 0, room = 0;
	struct process p = { 0 };
	char *chdir = memory_printf("--chdir=%s", dir);
	int ret;

	VEC_PUSH(full, count, room, ENV);
	for (size_t i = 0; i < sizeof(dropped) / sizeof(dropped[0]); i++) {
		VEC_PUSH(full, count, room, "-u");
		VEC_PUSH(full, count, room, dropped[i]);
	}
	VEC_PUSH(full, count, room, chdir);
	for (const char *const *a = argv; *a; a++)
		VEC_PUSH(full, count, room, *a);
	VEC_PUSH(full, count, room, NULL);
	ret = process_start(shop, full, -1, LOG, &p, err);
	free(full);
	free(chdir);
	if (ret)
		return -1;
	if (wait_for(shop, &p, seconds))
		return error_set(err, "%s: stopped by a signal; run again", argv[0]);
	if (workshop_read(shop, LOG, MAX_LOG, out))
		return error_set(err, "%s: its output cannot be read; free some space", argv[0]);
	if (p.killed)
		return error_set(err, "%s: took longer than %d s; try it by hand", argv[0],
				 seconds);
	if (!WIFEXITED(p.status))
		return error_set(err, "%s: died of signal %d; try it by hand", argv[0],
				 WTERMSIG(p.status));
	return WEXITSTATUS(p.status);
}

char *tool_reason(const struct buf *text)
{
	const char *line = text->data, *end = text->data + text->len, *last = "", *next;
	size_t last_len = 0;

	for (; line < end; line = next) {
		const char *newline = memchr(line, '\n', (size_t)(end - line));
		size_t len = (size_t)((newline ? newline : end) - line);

		next = newline ? newline + 1 : end;
		if (!len)
			continue;
		last = line;
		last_len = len;
		if (memmem(line, len, "rror:", 5) || memmem(line, len, "No rule", 7))
			break;
	}
	return memory_strndup(last, last_len);
}
