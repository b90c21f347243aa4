// SPDX-License-Identifier: GPL-2.0-only
/*
 * outdir: everything is written to a folder beside the final place first, so that a full disk shows
 * there. A folder that is not there yet comes into being by one rename; into one that is, the files
 * are renamed one by one, and back if one fails.
 */
#include "outdir.h"

#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/memory.h"
#include "letter.h"

#define NOTHING_WRITTEN "nothing was written"

/* Does @name have the form of a patch of that version? "0001-...patch", "v2-0001-...patch" */
static bool is_of_version(const char *name, int version)
{
	char start[24] = "";
	size_t len = strlen(name), n;

	if (version > 1)
		snprintf(start, sizeof(start), "v%d-", version);
	n = strlen(start);
	if (strncmp(name, start, n) != 0 || len < n + strlen("0000-.patch"))
		return false;
	for (size_t i = n; i < n + 4; i++)
		if (!isdigit((unsigned char)name[i]))
			return false;
	return name[n + 4] == '-' && !strcmp(name + len - strlen(".patch"), ".patch");
}

static char *join(const char *dir, const char *name)
{
	return memory_printf("%s/%s", dir, name);
}

/* Did gupsweep write it? Its last lines tell. */
static bool is_ours(const char *path)
{
	static const char mark[] = "\n-- \n" LETTER_SIGNATURE;
	char end[128];
	FILE *f = fopen(path, "re");
	size_t got;
	bool ours;

	if (!f)
		return false;
	if (fseek(f, -(long)sizeof(end), SEEK_END))
		rewind(f);
	got = fread(end, 1, sizeof(end), f);
	/* without the version, which another gupsweep had */
	ours = memmem(end, got, mark, strlen("\n-- \ngupsweep ")) != NULL;
	fclose(f);
	return ours;
}

/* The names of the version's patches in @dir; 0, or the errno. */
static int list_patches(const char *dir, int version, bool ours, struct strings *names)
{
	DIR *d = opendir(dir);
	struct dirent *e;

	if (!d)
		return errno;
	while ((e = readdir(d))) {
		char *path = join(dir, e->d_name);

		if (is_of_version(e->d_name, version) && (!ours || is_ours(path)))
			strings_add(names, e->d_name);
		free(path);
	}
	closedir(d);
	return 0;
}

int outdir_check(const char *dir, int version, bool force, struct error *err)
{
	struct strings names = { 0 };
	int failed = list_patches(dir, version, false, &names), ret = 0;

	if (failed && failed != ENOENT)
		ret = error_set(err, "output: on %s: %s; name a folder with -o", dir,
				strerror(failed));
	else if (names.count && !force)
		ret = error_set(err,
				"output: on %s: has a series of that version already (%s); use "
				"--force to replace it, -v N for another version, or another -o",
				dir, names.text[0]);
	strings_free(&names);
	return ret;
}

/* -- staging -------------------------------------------------------------------------------- */

static int write_file(const char *dir, const struct outdir_file *file, struct error *err)
{
	char *path = join(dir, file->name);
	FILE *f = fopen(path, "wxe");
	bool failed = !f;

	if (f) {
		failed = fwrite(file->text.data, 1, file->text.len, f) != file->text.len;
		failed |= fflush(f) || fsync(fileno(f));
		failed |= fclose(f) != 0;
	}
	if (failed)
		error_set(err, "output: on %s: %s; " NOTHING_WRITTEN ": make room and run again",
			  path, strerror(errno));
	free(path);
	return failed ? -1 : 0;
}

static int remove_one(const char *path, const struct stat *st, int flag, struct FTW *ftw)
{
	(void)st;
	(void)flag;
	(void)ftw;
	remove(path);
	return 0;
}

/* A folder made from @template, with all files in it; the caller's, or NULL with @err set. */
static char *stage(char *template, const struct outdir_file *file, size_t count, struct error *err)
{
	mode_t mask = umask(0);

	umask(mask);
	if (!mkdtemp(template) || chmod(template, 0777 & ~mask)) {
		error_set(err,
			  "output: on %s: %s; " NOTHING_WRITTEN ": name another folder with -o",
			  template, strerror(errno));
		free(template);
		return NULL;
	}
	for (size_t i = 0; i < count; i++) {
		if (write_file(template, &file[i], err)) {
			nftw(template, remove_one, 16, FTW_DEPTH | FTW_PHYS);
			free(template);
			return NULL;
		}
	}
	return template;
}

/* -- placing -------------------------------------------------------------------------------- */

struct placing {
	const char *dir, *staged;
	char *saved; /* a folder for what is replaced */
	struct strings old, new;
};

/* Move what --force replaces out of the way. Returns 0 or the errno. */
static int save_old(struct placing *p, const struct strings *names)
{
	for (size_t i = 0; i < names->count; i++) {
		char *from = join(p->dir, names->text[i]), *to = join(p->saved, names->text[i]);
		struct stat st;
		int failed;

		/* Files are replaced, folders are not ours to take away. */
		if (!lstat(from, &st) && S_ISDIR(st.st_mode))
			failed = EISDIR;
		else
			failed = rename(from, to) ? errno : 0;
		free(from);
		free(to);
		if (failed && failed != ENOENT)
			return failed;
		if (!failed)
			strings_add(&p->old, names->text[i]);
	}
	return 0;
}

static int place_new(struct placing *p, const struct outdir_file *file, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		char *from = join(p->staged, file[i].name), *to = join(p->dir, file[i].name);
		int failed = renameat2(AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE) ? errno : 0;

		/* Some file systems cannot say "if there is none": a link can. */
		if (failed == EINVAL || failed == ENOSYS)
			failed = link(from, to) ? errno : 0;
		free(from);
		free(to);
		if (failed)
			return failed;
		strings_add(&p->new, file[i].name);
	}
	return 0;
}

static void put_back(const struct placing *p)
{
	for (size_t i = 0; i < p->new.count; i++) {
		char *path = join(p->dir, p->new.text[i]);

		unlink(path);
		free(path);
	}
	for (size_t i = 0; i < p->old.count; i++) {
		char *from = join(p->saved, p->old.text[i]), *to = join(p->dir, p->old.text[i]);

		rename(from, to);
		free(from);
		free(to);
	}
}

/* The names that --force takes away: those of an earlier run, and those that will be written. */
static void list_old(const char *dir, int version, const struct outdir_file *file, size_t count,
		     struct strings *names)
{
	list_patches(dir, version, true, names);
	for (size_t i = 0; i < count; i++)
		strings_add(names, file[i].name);
}

static int place_all(const char *dir, const char *staged, int version, bool force,
		     const struct outdir_file *file, size_t count)
{
	struct placing p = { .dir = dir, .staged = staged, .saved = join(staged, "old") };
	struct strings names = { 0 };
	int failed = 0;

	if (force) {
		list_old(dir, version, file, count, &names);
		failed = mkdir(p.saved, 0700) ? errno : save_old(&p, &names);
	}
	if (!failed)
		failed = place_new(&p, file, count);
	if (failed)
		put_back(&p);
	strings_free(&names);
	strings_free(&p.old);
	strings_free(&p.new);
	free(p.saved);
	return failed;
}

/* @dir without slashes at its end; the caller's. */
static char *trimmed(const char *dir)
{
	size_t len = strlen(dir);

	while (len > 1 && dir[len - 1] == '/')
		len--;
	return memory_strndup(dir, len);
}

static int write_all(const char *dir, int version, bool force, const struct outdir_file *file,
		     size_t count, struct error *err)
{
	struct stat st;
	bool exists = !stat(dir, &st);
	char *staged = stage(memory_printf(exists ? "%s/.gupsweep-XXXXXX" : "%s.XXXXXX", dir), file,
			     count, err);
	int failed;

	if (!staged)
		return -1;
	if (exists)
		failed = place_all(dir, staged, version, force, file, count);
	else
		failed = rename(staged, dir) ? errno : 0;
	if (exists || failed)
		nftw(staged, remove_one, 16, FTW_DEPTH | FTW_PHYS);
	if (failed)
		error_set(err,
			  "output: on %s: %s; " NOTHING_WRITTEN ": name another folder with -o",
			  dir, strerror(failed));
	free(staged);
	return failed ? -1 : 0;
}

int outdir_write(const char *dir, int version, bool force, const struct outdir_file *file,
		 size_t count, struct error *err)
{
	char *place = trimmed(dir);
	sigset_t ending, before;
	int ret;

	sigemptyset(&ending);
	sigaddset(&ending, SIGINT);
	sigaddset(&ending, SIGTERM);
	sigaddset(&ending, SIGHUP);
	sigaddset(&ending, SIGQUIT);
	sigprocmask(SIG_BLOCK, &ending, &before);
	ret = outdir_check(place, version, force, err);
	if (!ret)
		ret = write_all(place, version, force, file, count, err);
	sigprocmask(SIG_SETMASK, &before, NULL);
	free(place);
	return ret;
}
