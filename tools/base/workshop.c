// SPDX-License-Identifier: GPL-2.0-only
/* workshop: the temporary directory of the children, and the signals that must not orphan it. */
#include "workshop.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/signalfd.h>
#include <sys/stat.h>
#include <unistd.h>

#include "file.h"
#include "memory.h"

/* A signal that is ignored (nohup) stays so: blocked, it would be delivered nevertheless. */
static void find_signals(sigset_t *set)
{
	static const int ending[] = { SIGINT, SIGTERM, SIGHUP, SIGQUIT };

	sigemptyset(set);
	for (size_t i = 0; i < sizeof(ending) / sizeof(ending[0]); i++) {
		struct sigaction now;

		if (!sigaction(ending[i], NULL, &now) && now.sa_handler != SIG_IGN)
			sigaddset(set, ending[i]);
	}
}

/*
 * Ours is replaced or left out: neither home nor configuration of the user, nor what a make or a git
 * around us has set, reaches the children.
 */
static bool is_replaced(const char *entry)
{
	static const char *const names[] = { "HOME=",	       "XDG_",		 "TMPDIR=",
					     "PWD=",	       "OLDPWD=",	 "LC_",
					     "LANG=",	       "LANGUAGE=",	 "BASH_ENV=",
					     "ENV=",	       "OCAMLRUNPARAM=", "CAMLRUNPARAM=",
					     "MAKEFLAGS=",     "MFLAGS=",	 "MAKELEVEL=",
					     "KBUILD_OUTPUT=", "GIT_DIR=",	 "GIT_WORK_TREE=" };

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (!strncmp(entry, names[i], strlen(names[i])))
			return true;
	return false;
}

static char **make_environ(const char *dir)
{
	char **env = NULL;
	size_t count = 0, room = 0;

	for (char **e = environ; e && *e; e++)
		if (!is_replaced(*e))
			VEC_PUSH(env, count, room, memory_strdup(*e));
	VEC_PUSH(env, count, room, memory_printf("HOME=%s/home", dir));
	VEC_PUSH(env, count, room, memory_printf("PWD=%s/home", dir));
	VEC_PUSH(env, count, room, memory_printf("XDG_CONFIG_HOME=%s/home", dir));
	VEC_PUSH(env, count, room, memory_printf("XDG_CACHE_HOME=%s/home", dir));
	VEC_PUSH(env, count, room, memory_printf("TMPDIR=%s", dir));
	VEC_PUSH(env, count, room, memory_strdup("LC_ALL=C"));
	VEC_PUSH(env, count, room, NULL);
	return env;
}

static int make_directory(struct workshop *shop, struct error *err)
{
	const char *base = getenv("TMPDIR");
	char *path, *home;
	int result = 0;

	if (!base || base[0] != '/')
		base = "/tmp";
	path = memory_printf("%s/gupsweep-XXXXXX", base);
	if (!mkdtemp(path)) {
		error_set(err, "temporary directory: below %s: %s; free some space or set TMPDIR",
			  base, strerror(errno));
		free(path);
		return -1;
	}
	home = memory_printf("%s/home", path);
	if (mkdir(home, 0700)) {
		result =
			error_set(err, "temporary directory: %s: %s; free some space or set TMPDIR",
				  home, strerror(errno));
		rmdir(path);
		free(path);
	} else {
		shop->dir = path;
	}
	free(home);
	return result;
}

int workshop_open(struct workshop *shop, struct error *err)
{
	*shop = (struct workshop){ .signal_fd = -1 };
	find_signals(&shop->caught);
	pthread_sigmask(SIG_BLOCK, &shop->caught, &shop->before);
	shop->signal_fd = signalfd(-1, &shop->caught, SFD_CLOEXEC | SFD_NONBLOCK);
	if (shop->signal_fd < 0)
		error_set(err, "signals: cannot be watched: %s; close some files", strerror(errno));
	if (shop->signal_fd < 0 || make_directory(shop, err)) {
		if (shop->signal_fd >= 0)
			close(shop->signal_fd);
		pthread_sigmask(SIG_SETMASK, &shop->before, NULL);
		return -1;
	}
	shop->environ = make_environ(shop->dir);
	return 0;
}

void workshop_close(struct workshop *shop)
{
	int signal = shop->signal;

	file_remove_folder(shop->dir);
	close(shop->signal_fd);
	for (char **e = shop->environ; *e; e++)
		free(*e);
	free(shop->environ);
	free(shop->dir);
	shop->dir = NULL;
	if (signal)
		kill(getpid(), signal);
	pthread_sigmask(SIG_SETMASK, &shop->before, NULL);
}

int workshop_write(const struct workshop *shop, const char *name, const char *data, size_t len,
		   struct error *err)
{
	char *path = memory_printf("%s/%s", shop->dir, name);
	int failed = file_save(path, O_TRUNC, data, len);

	if (failed)
		error_set(err, "temporary file: %s: %s; free some space or set TMPDIR", path,
			  strerror(errno));
	free(path);
	return failed;
}

void workshop_remove(const struct workshop *shop, const char *name)
{
	char *path = memory_printf("%s/%s", shop->dir, name);

	unlink(path);
	free(path);
}

int workshop_read(const struct workshop *shop, const char *name, size_t max, struct buf *out)
{
	char *path = memory_printf("%s/%s", shop->dir, name);
	int failed;

	buf_reset(out);
	failed = file_load(path, O_NOFOLLOW, out, max) ? errno : 0;
	free(path);
	return !failed ? 0 : failed == ENOENT ? 1 : -1;
}

size_t workshop_size(const struct workshop *shop, const char *name)
{
	char *path = memory_printf("%s/%s", shop->dir, name);
	struct stat st;
	size_t size = stat(path, &st) ? 0 : (size_t)st.st_size;

	free(path);
	return size;
}
