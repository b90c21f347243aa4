// SPDX-License-Identifier: GPL-2.0-only
/* commits: git fast-import makes them from one stream of text. */
#include "commits.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/process.h"
#include "change/unified.h"

#define SERIES "refs/heads/series"
#define BASE "refs/heads/base"
#define TIME_LIMIT 600 /* seconds for one run of git */
#define MAX_MAIL ((size_t)256 << 20)

struct work {
	struct workshop shop;
	const struct repo *repo;
	const char *base; /* the commit, or NULL */
	const struct letter_series *s;
	struct part *part;
	size_t count;
	char *name, *email; /* of the commits, without what would end them */
	char when[64];
	struct error *err;
};

/* @text, or @other for NULL, without the bytes that a commit's header may not have; the caller's. */
static char *clean(const char *text, const char *other)
{
	struct buf b = { 0 };

	for (text = text ? text : other; *text; text++)
		if ((unsigned char)*text >= ' ' && *text != '<' && *text != '>')
			buf_addch(&b, *text);
	return buf_detach(&b);
}

/* Run git with @args in the workshop's repository. */
static int git(struct work *w, const char *const *args, const struct buf *input, struct buf *out)
{
	const char **argv = NULL;
	size_t count = 0, room = 0;
	struct command c = { .dir = w->shop.dir,
			     .shop = &w->shop,
			     .input = input,
			     .seconds = TIME_LIMIT };
	char *name = memory_printf("GIT_COMMITTER_NAME=%s", w->name);
	char *email = memory_printf("GIT_COMMITTER_EMAIL=%s", w->email);
	char *date = memory_printf("GIT_COMMITTER_DATE=@%s", w->when);
	const char *const start[] = { "env", "GIT_CONFIG_NOSYSTEM=1", name, email, date, "git" };
	struct buf said = { 0 };
	int ret;

	for (size_t i = 0; i < sizeof(start) / sizeof(start[0]); i++)
		VEC_PUSH(argv, count, room, start[i]);
	do
		VEC_PUSH(argv, count, room, *args);
	while (*args++);
	c.argv = argv;
	ret = process_run(&c, out, &said, w->err);
	if (ret > 0) {
		char *reason = process_reason(&said);

		ret = error_set(w->err, "series: git %s: %s; report this", argv[6], reason);
		free(reason);
	}
	free(name);
	free(email);
	free(date);
	free(argv);
	buf_free(&said);
	return ret;
}
#define GIT(w, input, out, ...) git(w, (const char *const[]){ __VA_ARGS__, NULL }, input, out)

/* -- the stream ----------------------------------------------------------------------------- */

static void add_data(struct buf *b, const struct buf *data)
{
	buf_printf(b, "data %zu\n", data->len);
	buf_add(b, data->data, data->len);
	buf_addch(b, '\n');
}

static void add_commit(const struct work *w, const char *branch, const struct buf *message,
		       struct buf *b)
{
	buf_printf(b, "commit %s\ncommitter %s <%s> %s\n", branch, w->name, w->email, w->when);
	add_data(b, message);
}

static void add_file(const struct work *w, const struct part_file *file, const struct buf *text,
		     struct buf *b)
{
	buf_printf(b, "M %s inline ", file->mode);
	unified_path(b, w->base ? w->repo->prefix : "", file->path);
	buf_addch(b, '\n');
	add_data(b, text);
}

static void add_base(const struct work *w, struct buf *b)
{
	struct buf message = { 0 };

	add_commit(w, BASE, &message, b);
	for (size_t i = 0; i < w->count; i++)
		for (size_t k = 0; k < w->part[i].files; k++)
			if (!part_has(w->part, i, w->part[i].file[k].path))
				add_file(w, &w->part[i].file[k], &w->part[i].file[k].before, b);
}

static void add_part(const struct work *w, const struct part *p, struct buf *b)
{
	struct buf message = { 0 };

	buf_printf(&message, "%s\n\n", p->subject);
	buf_add(&message, p->body.data, p->body.len);
	if (w->s->signoff)
		buf_printf(&message, "\nSigned-off-by: %s <%s>\n", w->s->name, w->s->email);
	add_commit(w, SERIES, &message, b);
	if (p == w->part)
		buf_printf(b, "from %s\n", w->base ? w->base : BASE);
	for (size_t k = 0; k < p->files; k++)
		add_file(w, &p->file[k], &p->file[k].after, b);
	buf_free(&message);
}

static int import(struct work *w)
{
	struct buf stream = { 0 }, out = { 0 }, objects = { 0 };
	int ret = GIT(w, NULL, &out, "init", "-q", "--bare", "--template=", ".");

	if (!ret && w->base) {
		unified_path(&objects, "", w->repo->objects);
		buf_addch(&objects, '\n');
		ret = workshop_write(&w->shop, "objects/info/alternates", objects.data, objects.len,
				     w->err);
	}
	if (!w->base)
		add_base(w, &stream);
	for (size_t i = 0; i < w->count; i++)
		add_part(w, &w->part[i], &stream);
	if (!ret)
		ret = GIT(w, &stream, &out, "fast-import", "--quiet", "--date-format=raw");
	buf_free(&stream);
	buf_free(&objects);
	buf_free(&out);
	return ret;
}

/* -- what is read back ---------------------------------------------------------------------- */

/* The mails' names are printed a line each, in order, the cover letter's first. */
static int read_mails(struct work *w, const char *names, struct commits *c)
{
	for (size_t i = w->s->cover ? 0 : 1; i <= w->count; i++) {
		size_t len = strcspn(names, "\n");
		char *path = memory_strndup(names, len), *slash = strrchr(path, '/');
		struct buf *mail = i ? &w->part[i - 1].mail : &c->cover;
		char **name = i ? &w->part[i - 1].name : &c->cover_name;
		int failed = !slash || workshop_read(&w->shop, path, MAX_MAIL, mail);

		*name = memory_strdup(slash ? slash + 1 : "");
		free(path);
		if (failed)
			return error_set(w->err,
					 "temporary file: mail %zu: cannot be read; free "
					 "some space or set TMPDIR",
					 i);
		names += len + (names[len] == '\n');
	}
	return 0;
}

static int format(struct work *w, struct commits *c)
{
	char *range = memory_printf("%s..%s", w->base ? w->base : BASE, SERIES);
	char *base = memory_printf("--base=%s", w->base ? w->base : "");
	char *prefix = memory_printf("--subject-prefix=%s", w->s->prefix);
	char *version = memory_printf("--reroll-count=%d", w->s->version);
	char *relative = memory_printf("--relative=%s", w->base ? w->repo->prefix : "");
	struct buf names = { 0 };
	int ret = GIT(w, NULL, &names, "format-patch", "-o", "mails", "--text", "--no-renames",
		      "--abbrev=12", "--signature=" LETTER_SIGNATURE, prefix,
		      w->s->cover ? "--cover-letter" : "--no-cover-letter",
		      w->base ? base : "--no-base", w->s->version > 1 ? version : "--no-thread",
		      *relative && w->base && *w->repo->prefix ? relative : "--no-relative", range);

	if (!ret)
		ret = read_mails(w, names.data ? names.data : "", c);
	buf_free(&names);
	free(range);
	free(base);
	free(prefix);
	free(version);
	free(relative);
	return ret;
}

static int read_tip(struct work *w, struct commits *c)
{
	struct buf out = { 0 }, wanted = { 0 };
	int ret = GIT(w, NULL, &out, "rev-parse", SERIES);

	c->tip = buf_detach(&out);
	c->tip[strcspn(c->tip, "\n")] = '\0';
	if (!ret && w->base) {
		buf_printf(&wanted, "%s\n^%s\n", c->tip, w->base);
		ret = GIT(w, &wanted, &c->pack, "pack-objects", "-q", "--revs", "--thin",
			  "--stdout");
	}
	buf_free(&wanted);
	return ret;
}

int commits_make(const struct repo *repo, const char *base, const struct letter_series *s,
		 struct part *part, size_t count, struct commits *commits, struct error *err)
{
	struct work w = { .repo = repo,
			  .base = base,
			  .s = s,
			  .part = part,
			  .count = count,
			  .err = err };
	struct tm tm;
	int ret;

	*commits = (struct commits){ 0 };
	if (workshop_open(&w.shop, err))
		return -1;
	w.name = clean(s->name, "nobody");
	w.email = clean(s->email, "");
	strftime(w.when, sizeof(w.when), "%s %z", localtime_r(&s->date, &tm));
	ret = import(&w);
	if (!ret)
		ret = read_tip(&w, commits);
	if (!ret)
		ret = format(&w, commits);
	free(w.name);
	free(w.email);
	workshop_close(&w.shop);
	return ret;
}

void commits_free(struct commits *commits)
{
	free(commits->tip);
	buf_free(&commits->pack);
	free(commits->cover_name);
	buf_free(&commits->cover);
	*commits = (struct commits){ 0 };
}
