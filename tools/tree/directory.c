// SPDX-License-Identifier: GPL-2.0-only
/*
 * directory: a tree on disk. A file is read in pieces that stay in the processor's cache, and read
 * again whole only when it matches; most do not. No symbolic link is followed, and only regular
 * files are read.
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "backend.h"
#include "base/file.h"
#include "base/memory.h"
#include "beneath.h"

#define PIECE ((size_t)128 << 10)  /* bytes read at once */
#define ENTRIES ((size_t)64 << 10) /* bytes of directory entries read at once */

/* Not to block on a FIFO, nor act on a terminal, that took the place of a file a moment ago. */
#define FILE_FLAGS (O_RDONLY | O_NONBLOCK | O_NOCTTY | O_NOFOLLOW | O_CLOEXEC)
#define FOLDER_FLAGS (O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)

int directory_open(struct tree *tree, struct error *err)
{
	const char *remedy = "name the root folder of a source tree";

	/* The root itself may be a symbolic link: the user named it. */
	tree->fd = open(tree->root, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (tree->fd >= 0)
		return 0;
	if (errno == EACCES)
		remedy = "make it readable, or run as a user who may read it";
	return error_set(err, "open tree: on %s: %s; %s", tree->root, strerror(errno), remedy);
}

/* Did open() fail because there is no regular file, rather than because it cannot be read? */
static bool is_absent(int error)
{
	return error == ENOENT || error == ENOTDIR || error == ELOOP || error == ENXIO ||
	       error == ENAMETOOLONG;
}

static int read_whole(int fd, const struct stat *st, const char *path, struct buf *text,
		      struct error *err)
{
	if (st->st_size > 0 && st->st_size <= TREE_READ_MAX)
		buf_reserve(text, (size_t)st->st_size + 1);
	if (file_read(fd, text, TREE_READ_MAX))
		return error_set(err, "read: on %s: %s; make it readable, and smaller than %u MiB",
				 path, strerror(errno), TREE_READ_MAX >> 20);
	return 0;
}

static int directory_read(struct tree *tree, const char *path, struct buf *text, struct error *err)
{
	int fd = beneath_open(tree->fd, path, FILE_FLAGS);
	struct stat st;
	int ret = -1;

	if (fd < 0 && is_absent(errno))
		return 1;
	if (fd < 0)
		return error_set(err, "read: on %s: %s; make it readable", path, strerror(errno));
	if (fstat(fd, &st))
		error_set(err, "read: on %s: %s; check the disk", path, strerror(errno));
	else if (!S_ISREG(st.st_mode))
		ret = 1;
	else
		ret = read_whole(fd, &st, path, text, err);
	close(fd);
	return ret;
}

static int directory_look_up(struct tree *tree, struct walk_item *item, struct error *err)
{
	const char *name, *why = NULL;
	struct stat st;
	int dir;

	if (!*item->path)
		return 0;
	dir = beneath_open_parent(tree->fd, item->path, &name);
	if (dir < 0 || fstatat(dir, name, &st, AT_SYMLINK_NOFOLLOW))
		why = strerror(errno);
	else if (S_ISLNK(st.st_mode))
		why = "it is a symbolic link";
	else if (S_ISREG(st.st_mode))
		item->is_file = true;
	else if (!S_ISDIR(st.st_mode))
		why = "it is no regular file";
	if (dir >= 0)
		close(dir);
	if (why)
		return error_set(err, "search: on %s: %s; name a file or folder below %s",
				 item->path, why, tree->root);
	return 0;
}

static int directory_begin(struct walker *w, struct error *err)
{
	(void)err;
	w->state = memory_alloc(ENTRIES);
	w->piece_room = 2 * w->needles->longest > PIECE ? 2 * w->needles->longest : PIECE;
	w->piece = memory_alloc(w->piece_room);
	return 0;
}

static void directory_end(struct walker *w)
{
	free(w->state);
	free(w->piece);
}

static void cannot_read(struct walker *w, const char *path)
{
	problem_add(&w->problems, path, "cannot be read: %s; make it readable, or leave it out",
		    strerror(errno));
}

/* The whole file: @have bytes are in w->piece, from its beginning if @first. */
static void take_whole(struct walker *w, int fd, const char *path, size_t have, bool first)
{
	struct buf text = { 0 };
	struct stat st;

	if (fstat(fd, &st)) {
		cannot_read(w, path);
		return;
	}
	if (first)
		buf_add(&text, w->piece, have);
	else if (lseek(fd, 0, SEEK_SET) < 0)
		goto fail;
	if (st.st_size >= 0 && (size_t)st.st_size > text.len &&
	    (size_t)st.st_size <= w->query->max_size)
		buf_reserve(&text, (size_t)st.st_size - text.len + 1);
	if (file_read(fd, &text, w->query->max_size))
		goto fail;
	walk_index(w, text.data ? text.data : "", text.len, 0);
	walk_keep(w, path, &text);
	return;
fail:
	cannot_read(w, path);
	buf_free(&text);
}

/* False if the file is longer than the query wants; then that is a problem. */
static bool fits(struct walker *w, int fd, const char *path, size_t seen)
{
	struct stat st;
	size_t size = seen;

	if (!fstat(fd, &st) && st.st_size > 0 && (size_t)st.st_size > seen)
		size = (size_t)st.st_size;
	if (size <= w->query->max_size)
		return true;
	problem_add(&w->problems, path, "is %zu bytes long, more than %zu; not searched", size,
		    w->query->max_size);
	return false;
}

/* Search the open file piece by piece, until it matches or ends. */
static void search_file(struct walker *w, int fd, const char *path)
{
	size_t overlap = w->needles->longest ? w->needles->longest - 1 : 0;
	char *piece = w->piece;
	size_t room = w->piece_room;
	size_t have = 0, kept = 0, total = 0;

	if (w->query->index && overlap < INDEX_CONTEXT)
		overlap = INDEX_CONTEXT;
	for (;;) {
		ssize_t got = read(fd, piece + have, room - have);

		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0) {
			cannot_read(w, path);
			return;
		}
		have += (size_t)got;
		total += (size_t)got;
		/* The end, or a full buffer: only then look, so that short reads cost nothing. */
		if (got && have < room)
			continue;
		if ((got || total > w->query->max_size) && !fits(w, fd, path, total))
			return;
		if (have > kept || !total) {
			if (needle_any(w->needles, piece, have)) {
				take_whole(w, fd, path, have, have == total);
				return;
			}
			walk_index(w, piece, have, kept);
		}
		if (!got)
			return;
		kept = overlap < have ? overlap : have;
		memmove(piece, piece + have - kept, kept);
		have = kept;
	}
}

/* @dir: where @name is; @path: the same from the root. */
static void visit_file(struct walker *w, int dir, const char *name, const char *path)
{
	int fd = openat(dir, name, FILE_FLAGS);

	if (fd < 0) {
		if (!is_absent(errno))
			cannot_read(w, path);
		return;
	}
	w->seen++;
	search_file(w, fd, path);
	walk_index_close(w, path);
	close(fd);
}

static unsigned char type_of(int dir, const struct dirent64 *entry)
{
	struct stat st;

	if (entry->d_type != DT_UNKNOWN)
		return entry->d_type;
	if (fstatat(dir, entry->d_name, &st, AT_SYMLINK_NOFOLLOW))
		return DT_UNKNOWN;
	return (unsigned char)IFTODT(st.st_mode);
}

static void visit_entry(struct walker *w, int dir, const char *folder, const struct dirent64 *entry)
{
	const char *name = entry->d_name;
	unsigned char type;

	if (name[0] == '.' && (!name[1] || !strcmp(name, "..") || !strcmp(name, ".git")))
		return;
	/* The type of what is neither a folder nor wanted is not needed. */
	if (entry->d_type != DT_DIR && entry->d_type != DT_UNKNOWN && !walk_wants(w, name))
		return;
	type = type_of(dir, entry);
	if (type == DT_DIR)
		walk_push(w,
			  (struct walk_item){ .path = memory_strdup(walk_path(w, folder, name)) });
	else if (type == DT_REG && walk_wants(w, name))
		visit_file(w, dir, name, walk_path(w, folder, name));
}

static void visit_folder(struct walker *w, int dir, const char *folder)
{
	char *entries = w->state;

	for (;;) {
		ssize_t got = getdents64(dir, entries, ENTRIES);

		if (got < 0)
			cannot_read(w, folder);
		if (got <= 0)
			return;
		for (ssize_t at = 0; at < got;) {
			const struct dirent64 *entry = (const void *)(entries + at);

			at += entry->d_reclen;
			visit_entry(w, dir, folder, entry);
		}
	}
}

/* The parents were seen to be folders, so that the short way is as good, but for a long path. */
static int open_item(struct walker *w, const char *path, int flags)
{
	int fd = openat(w->tree->fd, *path ? path : ".", flags);

	if (fd < 0 && errno == ENAMETOOLONG)
		fd = beneath_open(w->tree->fd, path, flags);
	return fd;
}

static void directory_visit(struct walker *w, const struct walk_item *item)
{
	const char *name;
	int dir;

	if (item->is_file) {
		if (!walk_wants(w, item->path))
			return;
		dir = beneath_open_parent(w->tree->fd, item->path, &name);
		if (dir < 0) {
			cannot_read(w, item->path);
			return;
		}
		visit_file(w, dir, name, item->path);
	} else {
		dir = open_item(w, item->path, FOLDER_FLAGS);
		if (dir < 0) {
			if (!is_absent(errno))
				cannot_read(w, item->path);
			return;
		}
		visit_folder(w, dir, item->path);
	}
	close(dir);
}

const struct tree_backend directory_backend = {
	.read = directory_read,
	.look_up = directory_look_up,
	.begin = directory_begin,
	.end = directory_end,
	.visit = directory_visit,
};
