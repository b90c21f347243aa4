// SPDX-License-Identifier: GPL-2.0-only
/*
 * changecommits: what each commit changes. git log prints the diffs of all that have one parent; of a
 * merge, which rarely changes anything by itself, its parents are asked for one by one.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/memory.h"
#include "changes.h"
#include "git.h"

#define MARKER "gupsweep-commit " /* begins no line of a diff */
#define MAX_SHALLOW ((size_t)64 << 20)

struct reader {
	const struct change_options *o;
	struct delta_list *list;
	char **paths; /* of the user's */
	struct problems *problems;
	struct error *err;
};

/* Run git with @args, the revision @rev (or NULL) and the user's paths. */
static int ask(const struct reader *r, const char *const *args, const char *rev, struct buf *out)
{
	const char **argv = NULL;
	size_t count = 0, room = 0;
	int ret;

	for (; *args; args++)
		VEC_PUSH(argv, count, room, *args);
	if (rev) {
		VEC_PUSH(argv, count, room, "--end-of-options");
		VEC_PUSH(argv, count, room, rev);
	}
	VEC_PUSH(argv, count, room, "--");
	for (char **p = r->paths; *p; p++)
		VEC_PUSH(argv, count, room, *p);
	VEC_PUSH(argv, count, room, NULL);
	ret = git_run(r->o->root, argv, NULL, out, r->err);
	free(argv);
	return ret;
}
#define ASK(r, rev, out, ...) ask(r, (const char *const[]){ __VA_ARGS__, NULL }, rev, out)

/* -- where a shallow clone ends -------------------------------------------------------------- */

/* @id has no parents: is it that they were not fetched? Then what it changes cannot be told. */
static int check_shallow(const struct reader *r, const char *id)
{
	static const char *const args[] = { "rev-parse", "--git-path", "shallow", NULL };
	struct buf out = { 0 }, ids = { 0 };
	int ret = git_run(r->o->root, args, NULL, &out, r->err), fd;
	char *path;

	if (!ret) {
		out.data[strcspn(out.data, "\n")] = '\0';
		path = *out.data == '/' ? memory_strdup(out.data)
					: memory_printf("%s/%s", r->o->root, out.data);
		fd = open(path, O_RDONLY | O_CLOEXEC);
		if ((fd < 0 && errno != ENOENT) || (fd >= 0 && file_read(fd, &ids, MAX_SHALLOW)))
			ret = error_set(r->err, "read: on %s: %s; see what it is", path,
					strerror(errno));
		else if (ids.len && strstr(ids.data, id))
			ret = error_set(
				r->err,
				"lint: on %.12s: the shallow clone ends there, so what it changes "
				"is not known; git fetch --depth=2, or more",
				id);
		if (fd >= 0)
			close(fd);
		free(path);
	}
	buf_free(&out);
	buf_free(&ids);
	return ret;
}

/* -- one commit ------------------------------------------------------------------------------ */

/* What merge @id, with @count parents @parent, has that none of them has. */
static int read_merge(const struct reader *r, struct delta *c, const char *id, char *const *parent,
		      size_t count)
{
	struct buf names = { 0 };
	int ret = ASK(r, id, &names, "diff-tree", "-c", "-r", "-M", "--name-only", "--no-commit-id",
		      "--relative");

	for (size_t n = 0; n < count && names.len && !ret; n++) {
		struct delta_list list = { 0 };
		struct delta *other = n ? change_add(&list, NULL) : c;
		struct buf diff = { 0 };

		change_add_parent(other, parent[n]);
		ret = ASK(r, NULL, &diff, "diff-tree", "-r", DIFF_ARGS, parent[n], id) ||
		      changegit_take(r->o, other, &diff, r->problems, r->err);
		if (!ret && n)
			change_intersect(c, other);
		buf_free(&diff);
		change_free(&list);
	}
	buf_free(&names);
	return ret ? -1 : 0;
}

/* The diff of commit @id in what git log printed, from *@at on; empty if it has none. */
static struct buf find_diff(const struct buf *log, size_t *at, const char *id)
{
	char *mark = memory_printf(MARKER "%s\n", id), *end;
	char *found = log->len ? strstr(log->data + *at, mark) : NULL;
	struct buf diff = { 0 };

	if (!found && log->len)
		found = strstr(log->data, mark);
	if (found) {
		found += strlen(mark);
		end = strstr(found, "\n" MARKER);
		buf_add(&diff, found, end ? (size_t)(end + 1 - found) : strlen(found));
		*at = (size_t)(found - log->data);
	}
	free(mark);
	return diff;
}

/* Take @line apart, of rev-list --parents: its ids, the commit's own first. */
static char **split(const char *line, size_t len, size_t *count)
{
	char **id = NULL;
	size_t room = 0;

	*count = 0;
	for (size_t at = 0; at < len;) {
		size_t n = 0;

		while (at + n < len && line[at + n] != ' ')
			n++;
		VEC_PUSH(id, *count, room, memory_strndup(line + at, n));
		at += n + 1;
	}
	return id;
}

static int read_commit(const struct reader *r, const char *line, size_t len, const struct buf *log,
		       size_t *at)
{
	size_t count;
	char **id = split(line, len, &count);
	struct delta *c = change_add(r->list, id[0]);
	struct buf diff = { 0 };
	int ret = 0;

	if (count > 2) {
		ret = read_merge(r, c, id[0], id + 1, count - 1);
	} else {
		if (count == 1)
			ret = check_shallow(r, id[0]);
		change_add_parent(c, count == 2 ? id[1] : id[0]);
		diff = find_diff(log, at, id[0]);
		ret = ret || changegit_take(r->o, c, &diff, r->problems, r->err);
	}
	if (!ret && c->files)
		ret = tree_open(&c->tree, r->o->root, c->commit, r->err);
	buf_free(&diff);
	for (size_t i = 0; i < count; i++)
		free(id[i]);
	free(id);
	return ret ? -1 : 0;
}

/* -- revisions ------------------------------------------------------------------------------- */

/* Every path must be of something: in the last commit, in its parent, or in what changed. */
static int check_paths(const struct reader *r, const struct buf *log)
{
	const char *id = r->list->count ? r->list->delta[r->list->count - 1].commit : "HEAD";

	for (size_t i = 0; r->paths[i]; i++) {
		const char *path = r->paths[i] + strlen(":(literal)");
		char *name = memory_printf("/%s", path);
		bool known = log->len && strstr(log->data, name);
		const char *const args[] = { "ls-tree", id, "--", path, NULL };
		struct buf out = { 0 };
		int ret = known ? 0 : git_run(r->o->root, args, NULL, &out, r->err);

		known |= out.len > 0;
		buf_free(&out);
		free(name);
		if (ret || known || !strcmp(path, "."))
			continue;
		return error_set(r->err, "lint: on %s: no such path in %s; name another",
				 r->o->paths[i], id);
	}
	return 0;
}

static int read_revision(struct reader *r, const char *rev)
{
	/* one is itself, whatever its paths; what a range has is what it reaches */
	const char *walk = strstr(rev, "..") ? "--full-history" : "--no-walk";
	const char *const list[] = { "rev-list",  "--reverse", "--topo-order",
				     "--parents", walk,	       "--end-of-options",
				     rev,	  "--",	       NULL };
	struct buf ids = { 0 }, log = { 0 };
	size_t at = 0;
	int ret = git_run(r->o->root, list, NULL, &ids, r->err) ||
		  ASK(r, rev, &log, "-c", "log.showRoot=true", "-c", "log.showSignature=false",
		      "-c", "diff.orderFile=/dev/null", "log", "--reverse", "--topo-order",
		      "--no-merges", "--format=" MARKER "%H", DIFF_ARGS, "--no-notes", walk);

	for (size_t i = 0; i < ids.len && !ret; i += strcspn(ids.data + i, "\n") + 1)
		ret = read_commit(r, ids.data + i, strcspn(ids.data + i, "\n"), &log, &at);
	if (!ret && !ids.len && strcmp(walk, "--no-walk") == 0)
		ret = error_set(r->err,
				"lint: on %s: is no commit; name a commit, a tag or a branch", rev);
	if (!ret)
		ret = check_paths(r, &log);
	buf_free(&ids);
	buf_free(&log);
	return ret;
}

int changecommits(const struct change_options *o, struct delta_list *list,
		  struct problems *problems, struct error *err)
{
	struct reader r = { .o = o, .list = list, .problems = problems, .err = err };
	int ret = 0;

	r.paths = changegit_paths(o, err);
	if (!r.paths)
		return -1;
	for (const char *const *rev = o->args; *rev && !ret; rev++)
		ret = read_revision(&r, *rev);
	changegit_paths_free(r.paths);
	return ret ? -1 : 0;
}
