// SPDX-License-Identifier: GPL-2.0-only
/* git: one child at a time, with our environment but for what would change what it prints. */
#include "git.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/memory.h"
#include "base/process.h"

#define NOT_THERE 127

static bool sets(const char *entry, const char *variable)
{
	size_t len = strlen(variable);

	return !strncmp(entry, variable, len) && entry[len] == '=';
}

/* One entry for git's environment, the caller's; NULL: it does not get it. */
static char *entry_for_git(const char *entry)
{
	/* what hooks get may be relative to where they run, not to where git will */
	static const char *const paths[] = { "GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE",
					     "GIT_OBJECT_DIRECTORY" };
	static const char *const ours[] = { "LC_ALL", "GIT_OPTIONAL_LOCKS", "GIT_EXTERNAL_DIFF",
					    "GIT_DIFF_OPTS" };

	for (size_t i = 0; i < sizeof(ours) / sizeof(ours[0]); i++)
		if (sets(entry, ours[i]))
			return NULL;
	for (size_t i = 0; i < sizeof(paths) / sizeof(paths[0]); i++) {
		char *full = sets(entry, paths[i]) ? realpath(strchr(entry, '=') + 1, NULL) : NULL;
		char *absolute = full ? memory_printf("%s=%s", paths[i], full) : NULL;

		free(full);
		if (absolute)
			return absolute;
	}
	return memory_strdup(entry);
}

static char **environ_for_git(void)
{
	char **env = NULL;
	size_t count = 0, room = 0;

	/* messages to be compared, and no lock on the index for a look at it */
	VEC_PUSH(env, count, room, memory_strdup("LC_ALL=C"));
	VEC_PUSH(env, count, room, memory_strdup("GIT_OPTIONAL_LOCKS=0"));
	for (char **e = environ; *e; e++) {
		char *entry = entry_for_git(*e);

		if (entry)
			VEC_PUSH(env, count, room, entry);
	}
	VEC_PUSH(env, count, room, NULL);
	return env;
}

/* "bad revision 'x'" of "fatal: bad revision 'x'", of what git said; the caller's. */
static char *first_line(const struct buf *said)
{
	const char *text = said->len ? said->data : "failed", *fatal = strstr(text, "fatal: ");

	if (fatal)
		text = fatal + strlen("fatal: ");
	return memory_strndup(text, strcspn(text, "\n"));
}

int git_run(const char *dir, const char *const *args, const struct buf *input, struct buf *out,
	    struct error *err)
{
	char **env = environ_for_git(), *why;
	struct command command = { .dir = dir, .env = env, .input = input };
	const char **argv = NULL;
	size_t count = 0, room = 0;
	struct buf said = { 0 };
	int ret;

	VEC_PUSH(argv, count, room, "git");
	do
		VEC_PUSH(argv, count, room, *args);
	while (*args++);
	command.argv = argv;
	ret = process_run(&command, out, &said, err);
	why = first_line(&said);
	if (ret == NOT_THERE)
		error_set(err, "run: on git: not found; install it with `apt-get install git`");
	else if (ret > 0)
		error_set(err, "run: on git in %s: %s; see git's documentation", dir, why);
	for (char **e = env; *e; e++)
		free(*e);
	free(env);
	free(argv);
	free(why);
	buf_free(&said);
	return ret ? -1 : 0;
}
