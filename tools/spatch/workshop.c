// SPDX-License-Identifier: GPL-2.0-only
/* workshop: the temporary directory of the children, and the signals that must not orphan it. */
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/signalfd.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../base/memory.h"
#include "process.h"

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

/* Ours is replaced: neither home nor configuration of the user reaches the children. */
static bool is_replaced(const char *entry)
{
	static const char *const names[] = {
		"HOME=", "XDG_",      "TMPDIR=",   "PWD=", "OLDPWD=",	     "LC_",
		"LANG=", "LANGUAGE=", "BASH_ENV=", "ENV=", "OCAMLRUNPARAM=", "CAMLRUNPARAM="
	};

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

static int remove_one(const char *path, const struct stat *st, int flag, struct FTW *ftw)
{
	(void)st;
	(void)ftw;
	if (flag == FTW_DNR)
		chmod(path, 0700);
	remove(path);
	return 0;
}

void workshop_close(struct workshop *shop)
{
	int signal = shop->signal;

	nftw(shop->dir, remove_one, 16, FTW_DEPTH | FTW_PHYS);
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
	FILE *file = fopen(path, "we");
	int failed = !file;

	if (file) {
		failed = fwrite(data, 1, len, file) != len;
		failed |= fclose(file) != 0;
	}
	if (failed)
		error_set(err, "temporary file: %s: %s; free some space or set TMPDIR", path,
			  strerror(errno));
	free(path);
	return failed ? -1 : 0;
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
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
	int result = fd >= 0 ? 0 : errno == ENOENT ? 1 : -1;
	struct stat st;

	free(path);
	buf_reset(out);
	if (fd >= 0 && (fstat(fd, &st) || !S_ISREG(st.st_mode) || (size_t)st.st_size > max))
		result = -1;
	while (!result) {
		ssize_t got;

		buf_reserve(out, 65536);
		got = read(fd, out->data + out->len, 65536);
		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0) {
			result = got ? -1 : 0;
			break;
		}
		out->len += (size_t)got;
		out->data[out->len] = '\0';
		if (out->len > max)
			result = -1;
	}
	if (fd >= 0)
		close(fd);
	return result;
}

size_t workshop_size(const struct workshop *shop, const char *name)
{
	char *path = memory_printf("%s/%s", shop->dir, name);
	struct stat st;
	size_t size = stat(path, &st) ? 0 : (size_t)st.st_size;

	free(path);
	return size;
}
