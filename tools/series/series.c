// SPDX-License-Identifier: GPL-2.0-only
/* series: the story: plan, describe, address, build, commit, write. */
#include "series.h"

#include <stdlib.h>
#include <string.h>

#include "../base/memory.h"
#include "base.h"
#include "branch.h"
#include "build.h"
#include "cover.h"
#include "letter.h"
#include "message.h"
#include "outdir.h"
#include "prefix.h"
#include "recipients.h"

struct work {
	const struct series_options *options;
	const struct series_input *in;
	struct maintainers maintainers;
	struct base base;
	struct part *part;
	size_t count, room;
	char *name, *email; /* of --signoff */
	char *hex;	    /* the base commit, if the series applies to it */
	struct series_result *result;
	struct error *err;
};

static void say(const struct work *w, const char *what)
{
	if (w->options->progress)
		w->options->progress(w->options->progress_ctx, what);
}

/* -- the parts ------------------------------------------------------------------------------ */

/* Cut @a to the whole words that it has in common with @b: "drm/via", "drm/radeon": "drm". */
static void keep_common(char *a, const char *b, const char *between)
{
	size_t same = 0, cut = 0;

	while (a[same] && a[same] == b[same])
		same++;
	if (!a[same] && (!b[same] || strchr(between, b[same])))
		return;
	for (size_t k = 0; k <= same && a[k]; k++)
		if (strchr(between, a[k]))
			cut = k;
	a[cut] = '\0';
}

/* The prefix that all files of the part have in common, else the name of the folder that they have. */
static char *find_prefix(struct work *w, const struct plan_group *group)
{
	const struct site_file *file = w->in->sites->file;
	char *common = NULL, *folder = memory_strdup(file[group->file[0]].path);

	for (size_t i = 0; i < group->count; i++) {
		const char *path = file[group->file[i]].path;
		char *prefix = prefix_find(&w->base, &w->maintainers, path);

		keep_common(folder, path, "/");
		if (!common) {
			common = prefix;
			continue;
		}
		keep_common(common, prefix, "/:");
		free(prefix);
	}
	if (!*common) {
		free(common);
		common = prefix_folder(folder, strlen(folder));
	}
	if (!*common) {
		free(common);
		common = memory_strdup("treewide");
	}
	free(folder);
	return common;
}

static int describe(struct work *w, const struct plan_group *group, struct part *part)
{
	const struct sites *sites = w->in->sites;
	struct facts *facts = NULL;
	size_t count = 0, room = 0;
	char *prefix, *what;
	int ret;

	for (size_t g = 0; g < group->count; g++) {
		const struct site_file *file = &sites->file[group->file[g]];

		for (size_t i = file->first; i < file->end; i++) {
			if (!facts_begin(sites, w->in->judgement, i))
				continue;
			VEC_PUSH(facts, count, room, (struct facts){ 0 });
			facts_read(sites, w->in->judgement, w->in->api, i, &facts[count - 1]);
		}
	}
	prefix = find_prefix(w, group);
	what = message_subject(facts, count);
	part->subject = memory_printf("%s: %s", prefix, what);
	free(prefix);
	free(what);
	ret = message_body(w->in->kernel, facts, count, &part->body, w->err);
	message_notes(facts, count, &part->notes);
	for (size_t i = 0; i < count; i++)
		facts_free(&facts[i]);
	free(facts);
	return ret;
}

static int make_part(struct work *w, const struct plan_group *group)
{
	struct part part = { 0 };
	int ret;

	for (size_t g = 0; g < group->count; g++) {
		const struct site_file *file = &w->in->sites->file[group->file[g]];
		struct buf after = { 0 };

		layout_apply_edits(&file->text, &w->in->edits[group->file[g]], &after);
		part_add_file(&part, file->path, &file->text, &after);
		buf_free(&after);
	}
	ret = part_make_diff(&part, w->err);
	if (!ret)
		ret = describe(w, group, &part);
	VEC_PUSH(w->part, w->count, w->room, part);
	return ret;
}

static int add_given(struct work *w, const struct part *given)
{
	struct part part = { .subject = memory_strdup(given->subject) };

	for (size_t i = 0; i < given->files; i++)
		part_add_file(&part, given->file[i].path, &given->file[i].before,
			      &given->file[i].after);
	buf_add(&part.body, given->body.data, given->body.len);
	buf_add(&part.notes, given->notes.data, given->notes.len);
	VEC_PUSH(w->part, w->count, w->room, part);
	return part_make_diff(&w->part[w->count - 1], w->err);
}

static int make_parts(struct work *w)
{
	struct plan plan;
	int ret = 0;

	plan_make(w->in->sites, w->in->edits, &w->maintainers, w->options->split, &plan);
	if (w->in->first)
		ret = add_given(w, w->in->first);
	for (size_t i = 0; i < plan.count && !ret; i++)
		ret = make_part(w, &plan.group[i]);
	if (w->in->last && !ret)
		ret = add_given(w, w->in->last);
	plan_free(&plan);
	return ret;
}

/* -- what it stands on ---------------------------------------------------------------------- */

/* Any file of the series, by which its repository is known. */
static const char *any_path(const struct work *w)
{
	for (size_t i = 0; i < w->in->sites->files; i++)
		if (w->in->edits[i].count)
			return w->in->sites->file[i].path;
	return NULL;
}

/* The base commit is told only if every file is as it has it. */
static void find_base_commit(struct work *w)
{
	if (!w->base.repo)
		return;
	for (size_t i = 0; i < w->count; i++) {
		for (size_t k = 0; k < w->part[i].files; k++) {
			const struct part_file *f = &w->part[i].file[k];
			bool earlier = false;

			for (size_t e = 0; e < i; e++)
				for (size_t n = 0; n < w->part[e].files; n++)
					earlier = earlier ||
						  !strcmp(w->part[e].file[n].path, f->path);
			if (earlier || base_has(&w->base, f->path, &f->before))
				continue;
			problem_add(&w->result->notes, f->path,
				    "differs from what HEAD has, so no base-commit is told; commit "
				    "your changes, or name a revision with --rev");
			return;
		}
	}
	w->hex = memory_alloc(GIT_OID_HEXSZ + 1);
	git_oid_tostr(w->hex, GIT_OID_HEXSZ + 1, &w->base.commit);
}

/* A value of git's configuration, the caller's; NULL with err set if it is not there. */
static char *config_value(struct work *w, git_config *config, const char *name)
{
	git_buf value = { 0 };
	char *copy = NULL;

	if (!config || git_config_get_string_buf(&value, config, name) || !value.size)
		error_set(w->err,
			  "--signoff: git's configuration has no %s; git config --global %s "
			  "...",
			  name, name);
	else
		copy = memory_strdup(value.ptr);
	git_buf_dispose(&value);
	return copy;
}

static int read_person(struct work *w)
{
	git_config *config = NULL;

	if (!w->options->signoff) {
		problem_add(&w->result->notes, "--signoff",
			    "not given, so the mails have neither From: nor Signed-off-by:; git am "
			    "needs the one, maintainers the other");
		return 0;
	}
	if (w->base.repo)
		git_repository_config(&config, w->base.repo);
	else
		git_config_open_default(&config);
	w->name = config_value(w, config, "user.name");
	w->email = w->name ? config_value(w, config, "user.email") : NULL;
	git_config_free(config);
	return w->email ? 0 : -1;
}

/* -- recipients, build ---------------------------------------------------------------------- */

static int address(struct work *w, const struct letter_series *s)
{
	if (!w->options->cc)
		return 0;
	say(w, "get_maintainer.pl");
	return recipients_find(w->in->tree, s, w->part, w->count, &w->result->notes,
			       &w->result->failed, w->err);
}

/* -- the mails ------------------------------------------------------------------------------ */

static time_t read_date(void)
{
	const char *given = getenv("SOURCE_DATE_EPOCH");
	char *end;
	long long date = given ? strtoll(given, &end, 10) : 0;

	return given && *given && !*end && date >= 0 ? (time_t)date : time(NULL);
}

/* A number for this series, now: sending the same once more must not be taken for the first. */
static void make_id(const struct work *w, struct letter_series *s)
{
	struct buf all = { 0 };
	git_oid id;

	buf_printf(&all, "%lld %d %s", (long long)s->date, s->version, s->prefix);
	for (size_t i = 0; i < w->count; i++)
		buf_add(&all, w->part[i].diff.data, w->part[i].diff.len);
	git_odb_hash(&id, all.data, all.len, GIT_OBJECT_BLOB);
	git_oid_tostr(s->id, sizeof(s->id), &id);
	buf_free(&all);
}

static void add_file(struct outdir_file **file, size_t *count, size_t *room, char *name)
{
	VEC_PUSH(*file, *count, *room, (struct outdir_file){ .name = name });
}

static void add_cover(struct work *w, const struct letter_series *s, struct buf *mail)
{
	struct strings to = { 0 }, cc = { 0 };
	struct diffstat stat = { 0 };
	struct buf text = { 0 };
	char *subject = cover_subject(w->in);

	for (size_t i = 0; i < w->count; i++) {
		diffstat_merge(&stat, &w->part[i].stat);
		for (size_t k = 0; k < w->part[i].to.count; k++)
			strings_add(&to, w->part[i].to.text[k]);
	}
	for (size_t i = 0; i < w->count; i++)
		for (size_t k = 0; k < w->part[i].cc.count; k++)
			if (!strings_has(&to, w->part[i].cc.text[k]))
				strings_add(&cc, w->part[i].cc.text[k]);
	cover_text(w->options, w->in, w->part, w->count, &text);
	letter_cover(s, subject, &text, &stat, &to, &cc, mail);
	strings_free(&to);
	strings_free(&cc);
	buf_free(&text);
	diffstat_free(&stat);
	free(subject);
}

static int write_mails(struct work *w, const struct letter_series *s)
{
	struct outdir_file *file = NULL;
	size_t count = 0, room = 0;
	int ret = 0;

	if (s->cover) {
		add_file(&file, &count, &room, letter_file_name(s, 0, ""));
		add_cover(w, s, &file[0].text);
	}
	for (size_t i = 0; i < w->count; i++) {
		add_file(&file, &count, &room, letter_file_name(s, i + 1, w->part[i].subject));
		letter_patch(s, i + 1, &w->part[i], &file[count - 1].text);
	}
	if (!ret)
		ret = outdir_write(w->options->out, w->options->version, w->options->force, file,
				   count, w->err);
	for (size_t i = 0; i < count; i++) {
		if (!ret)
			strings_add(&w->result->written, file[i].name);
		free(file[i].name);
		buf_free(&file[i].text);
	}
	free(file);
	return ret;
}

/* The branch appears before the mails, since it can be taken back. */
static int deliver(struct work *w, const struct letter_series *s)
{
	struct branch branch = { 0 };
	int ret = 0;

	if (w->options->branch) {
		ret = branch_commit(&branch, &w->base, w->options->branch, w->options->force, s,
				    w->part, w->count, w->err);
		if (!ret)
			ret = branch_set(&branch, w->err);
	}
	if (!ret) {
		ret = write_mails(w, s);
		if (ret && w->options->branch)
			branch_undo(&branch);
	}
	branch_free(&branch);
	return ret;
}

static int run(struct work *w)
{
	struct letter_series s = { .prefix = w->options->subject_prefix,
				   .rfc = w->options->rfc,
				   .version = w->options->version,
				   .date = read_date() };

	if (outdir_check(w->options->out, s.version, w->options->force, w->err) ||
	    maintainers_read(w->in->tree, &w->maintainers, w->err) ||
	    base_open(w->in->tree, any_path(w), &w->base, w->err) || read_person(w) ||
	    make_parts(w))
		return -1;
	find_base_commit(w);
	if (w->options->build && build_parts(w->options, w->in->tree, w->part, w->count, w->err))
		return -1;
	s.total = w->count;
	s.cover = w->options->cover || w->count > 1;
	s.name = w->name;
	s.email = w->email;
	s.base_commit = w->hex;
	make_id(w, &s);
	return address(w, &s) ? -1 : deliver(w, &s);
}

int series_write(const struct series_options *options, const struct series_input *in,
		 struct series_result *result, struct error *err)
{
	struct work w = { .options = options, .in = in, .result = result, .err = err };
	int ret = 0;

	*result = (struct series_result){ 0 };
	git_libgit2_init();
	if (any_path(&w))
		ret = run(&w);
	for (size_t i = 0; i < w.count; i++)
		part_free(&w.part[i]);
	free(w.part);
	free(w.name);
	free(w.email);
	free(w.hex);
	maintainers_free(&w.maintainers);
	base_close(&w.base);
	git_libgit2_shutdown();
	return ret;
}

void series_result_free(struct series_result *result)
{
	strings_free(&result->written);
	problem_free(&result->notes);
	problem_free(&result->failed);
}
