// SPDX-License-Identifier: GPL-2.0-only
/*
 * git: one child at a time, with our environment but for what would change what it prints or let a
 * repository name programs. Whoever unpacks a repository has its configuration, and hooks in it.
 */
#include "git.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/memory.h"
#include "base/process.h"

#define NOT_THERE 127
#define NOTHING "GUPSWEEP_NOTHING" /* the variable that holds the name of no program */

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
					    "GIT_DIFF_OPTS", "GIT_ALLOW_PROTOCOL",
					    "GIT_NO_LAZY_FETCH", "GIT_NO_REPLACE_OBJECTS",
					    /* paths would mean something else */
					    "GIT_LITERAL_PATHSPECS", "GIT_GLOB_PATHSPECS",
					    "GIT_NOGLOB_PATHSPECS", "GIT_ICASE_PATHSPECS",
					    NOTHING };

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

	static const char *const set[] = {
		"LC_ALL=C",		    /* messages to be told */
		"GIT_OPTIONAL_LOCKS=0",	    /* a look at the index does not write it */
		"GIT_ALLOW_PROTOCOL=none",  /* an object that is missing is not fetched: */
		"GIT_NO_LAZY_FETCH=1",	    /* that would run ssh, helpers, a remote's program */
		"GIT_NO_REPLACE_OBJECTS=1", /* as libgit2 reads them */
		NOTHING "=",
	};

	for (size_t i = 0; i < sizeof(set) / sizeof(set[0]); i++)
		VEC_PUSH(env, count, room, memory_strdup(set[i]));
	/* a hook is at the top of a work tree of which git would know no more from below */
	if (getenv("GIT_DIR") && getenv("GIT_INDEX_FILE") && !getenv("GIT_WORK_TREE")) {
		char *top = realpath(".", NULL);

		if (top)
			VEC_PUSH(env, count, room, memory_printf("GIT_WORK_TREE=%s", top));
		free(top);
	}
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

/* Arguments that turn off what @settings has as filters; each is the caller's. */
static char **filters_off(const struct git_settings *settings)
{
	static const char *const keys[] = { ".clean", ".smudge", ".process" };
	char **args = NULL;
	size_t count = 0, room = 0;

	for (size_t i = 0; settings && i < settings->count; i++) {
		const char *name = settings->setting[i].name, *key = strrchr(name, '.');

		for (size_t k = 0; k < sizeof(keys) / sizeof(keys[0]); k++)
			if (!strncmp(name, "filter.", 7) && !strcmp(key, keys[k]))
				VEC_PUSH(args, count, room,
					 memory_printf("--config-env=%s=" NOTHING, name));
	}
	VEC_PUSH(args, count, room, NULL);
	return args;
}

static const char *remedy(const char *why)
{
	if (strstr(why, " filter '"))
		return "gupsweep runs no filter that a repository names: lint the files";
	if (strstr(why, "promisor") || strstr(why, "lazy fetch") || strstr(why, "unable to read"))
		return "check it with git fsck, or bring it with git log -p: gupsweep fetches "
		       "nothing";
	return "see git's documentation";
}

/* As git_run(); returns git's exit status, which @err tells of, or -1. */
static int run(const char *dir, const char *const *args, const struct git_settings *settings,
	       const struct buf *input, struct buf *out, struct error *err)
{
	static const char *const hooks_off[] = { "-c", "core.hooksPath=/dev/null" };
	static const char *const always[] = { "--no-pager", "-c", "core.fsmonitor=false" };
	char **env = environ_for_git(), **filters = filters_off(settings), *why;
	struct command command = { .dir = dir, .env = env, .input = input };
	const char **argv = NULL;
	size_t count = 0, room = 0;
	struct buf said = { 0 };
	int ret;

	VEC_PUSH(argv, count, room, "git");
	for (size_t i = 0; i < sizeof(always) / sizeof(always[0]); i++)
		VEC_PUSH(argv, count, room, always[i]);
	/* rev-parse, which runs none, is asked where they are */
	for (size_t i = 0; i < 2 && strcmp(*args, "rev-parse") != 0; i++)
		VEC_PUSH(argv, count, room, hooks_off[i]);
	for (char **f = filters; *f; f++)
		VEC_PUSH(argv, count, room, *f);
	do
		VEC_PUSH(argv, count, room, *args);
	while (*args++);
	command.argv = argv;
	ret = process_run(&command, out, &said, err);
	why = first_line(&said);
	if (ret == NOT_THERE)
		error_set(err, "run: on git: not found; install it with `apt-get install git`");
	else if (ret > 0)
		error_set(err, "run: on git in %s: %s; %s", dir, why, remedy(why));
	for (char **e = env; *e; e++)
		free(*e);
	for (char **f = filters; *f; f++)
		free(*f);
	free(env);
	free(filters);
	free(argv);
	free(why);
	buf_free(&said);
	return ret;
}

int git_run(const char *dir, const char *const *args, const struct buf *input, struct buf *out,
	    struct error *err)
{
	return run(dir, args, NULL, input, out, err) ? -1 : 0;
}

int git_run_unfiltered(const char *dir, const char *const *args,
		       const struct git_settings *settings, struct buf *out, struct error *err)
{
	return run(dir, args, settings, NULL, out, err) ? -1 : 0;
}

const char *const *git_environ(void)
{
	static const char *const set[] = {
		"GIT_CONFIG_COUNT=3",
		"GIT_CONFIG_KEY_0=core.fsmonitor",
		"GIT_CONFIG_VALUE_0=false",
		"GIT_CONFIG_KEY_1=core.hooksPath",
		"GIT_CONFIG_VALUE_1=/dev/null",
		"GIT_CONFIG_KEY_2=log.showSignature",
		"GIT_CONFIG_VALUE_2=false",
		"GIT_OPTIONAL_LOCKS=0",
		"GIT_ALLOW_PROTOCOL=none",
		"GIT_NO_LAZY_FETCH=1",
		NULL,
	};

	return set;
}

/* -- configuration -------------------------------------------------------------------------- */

int git_settings_read(const char *dir, struct git_settings *settings, struct error *err)
{
	static const char *const args[] = { "config", "-z", "--get-regexp", "^(gupsweep|filter)\\.",
					    NULL };
	struct buf out = { 0 };
	int ret = run(dir, args, NULL, NULL, &out, err);

	*settings = (struct git_settings){ 0 };
	for (size_t at = 0; at < out.len && !ret; at += strlen(out.data + at) + 1) {
		/* a name without "=" in the file has no value, and means true */
		const char *name = out.data + at, *value = strchr(name, '\n');
		size_t len = strcspn(name, "\n");

		VEC_PUSH(settings->setting, settings->count, settings->room,
			 (struct git_setting){ memory_strndup(name, len),
					       memory_strdup(value ? value + 1 : "true") });
	}
	buf_free(&out);
	/* 1: it says nothing of them; without git there is no configuration */
	return ret == 1 || ret == NOT_THERE ? 0 : ret ? -1 : 0;
}

void git_settings_free(struct git_settings *settings)
{
	for (size_t i = 0; i < settings->count; i++) {
		free(settings->setting[i].name);
		free(settings->setting[i].value);
	}
	free(settings->setting);
	*settings = (struct git_settings){ 0 };
}
