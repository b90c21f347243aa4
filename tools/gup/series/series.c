// SPDX-License-Identifier: GPL-2.0-only
/* series: the story: plan, describe, address, build, commit, write. */
#include "series.h"

#include <stdlib.h>
#include <string.h>

#include <git2.h>

#include "base/memory.h"
#include "gup/words/cover.h"
#include "gup/words/message.h"
#include "series/build.h"
#include "series/commits.h"
#include "series/outdir.h"
#include "series/prefix.h"
#include "series/recipients.h"

struct work {
	const struct series_options *options;
	const struct series_input *in;
	struct maintainers maintainers;
	struct repo repo;
	struct part *part;
	size_t count, room;
	struct letter_series s;
	struct commits commits;
	struct series_result *result;
	struct error *err;
};

static void say(const struct work *w, const char *what)
{
	if (w->options->how.progress)
		w->options->how.progress(w->options->how.progress_ctx, what);
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
		char *prefix = prefix_find(&w->repo, &w->maintainers, path);

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
	ret = describe(w, group, &part);
	VEC_PUSH(w->part, w->count, w->room, part);
	return ret;
}

static void add_given(struct work *w, struct part *given)
{
	if (!given)
		return;
	VEC_PUSH(w->part, w->count, w->room, *given);
	*given = (struct part){ 0 };
}

static int make_parts(struct work *w)
{
	struct plan plan;
	int ret = 0;

	plan_make(w->in->sites, w->in->edits, &w->maintainers, w->options->split, &plan);
	add_given(w, w->in->first);
	for (size_t i = 0; i < plan.count && !ret; i++)
		ret = make_part(w, &plan.group[i]);
	add_given(w, w->in->last);
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

/* Is every file as the commit has it? If not, the commit is not what the series applies to. */
static bool is_on_base(struct work *w)
{
	for (size_t i = 0; i < w->count && w->repo.dir; i++) {
		for (size_t k = 0; k < w->part[i].files; k++) {
			struct part_file *f = &w->part[i].file[k];

			if (part_has(w->part, i, f->path) || repo_has(&w->repo, f))
				continue;
			if (w->options->branch)
				error_set(w->err,
					  "branch: on %s: is not what the commit has; commit your "
					  "changes, or name a revision with --rev",
					  f->path);
			problem_add(&w->result->notes, f->path,
				    "differs from what HEAD has, so no base-commit is told; commit "
				    "your changes, or name a revision with --rev");
			return false;
		}
	}
	return w->repo.dir != NULL;
}

static int read_person(struct work *w)
{
	w->s.name = repo_config(&w->repo, "user.name");
	w->s.email = repo_config(&w->repo, "user.email");
	if (!w->options->signoff)
		problem_add(&w->result->notes, "--signoff",
			    "not given, so the mails have neither From: nor Signed-off-by:; git am "
			    "needs the one, maintainers the other");
	else if (!w->s.name || !w->s.email)
		return error_set(
			w->err,
			"--signoff: git's configuration has no user.%s; git config --global "
			"user.%s ...",
			w->s.name ? "email" : "name", w->s.name ? "email" : "name");
	/* A commit has an author, --signoff or not. */
	if (w->options->branch && (!w->s.name || !w->s.email))
		return error_set(w->err,
				 "branch: on %s: git knows no author; set user.name and user.email "
				 "with git config",
				 w->options->branch);
	return 0;
}

/* -- recipients ----------------------------------------------------------------------------- */

static int address(struct work *w)
{
	if (!w->options->cc)
		return 0;
	say(w, "get_maintainer.pl");
	return recipients_find(w->in->tree, &w->s, w->part, w->count, &w->result->notes,
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

static void add_cover(struct work *w, struct buf *mail)
{
	struct strings to = { 0 }, cc = { 0 };
	struct buf text = { 0 };
	char *subject = cover_subject(w->in);

	for (size_t i = 0; i < w->count; i++)
		for (size_t k = 0; k < w->part[i].to.count; k++)
			strings_add(&to, w->part[i].to.text[k]);
	for (size_t i = 0; i < w->count; i++)
		for (size_t k = 0; k < w->part[i].cc.count; k++)
			if (!strings_has(&to, w->part[i].cc.text[k]))
				strings_add(&cc, w->part[i].cc.text[k]);
	cover_text(w->options, w->in, w->part, w->count, &text);
	letter_cover(&w->s, &w->commits.cover, subject, &text, &to, &cc, mail);
	strings_free(&to);
	strings_free(&cc);
	buf_free(&text);
	free(subject);
}

static int write_mails(struct work *w)
{
	struct outdir_file *file = memory_alloc((w->count + 1) * sizeof(*file));
	size_t count = 0;
	int ret;

	if (w->s.cover) {
		file[count].name = w->commits.cover_name;
		add_cover(w, &file[count++].text);
	}
	for (size_t i = 0; i < w->count; i++) {
		file[count].name = w->part[i].name;
		letter_patch(&w->s, i + 1, &w->part[i], &file[count++].text);
	}
	ret = outdir_write(w->options->out, w->options->version, w->options->force, file, count,
			   w->err);
	for (size_t i = 0; i < count; i++) {
		if (!ret)
			strings_add(&w->result->written, file[i].name);
		buf_free(&file[i].text);
	}
	free(file);
	return ret;
}

/* The branch appears before the mails, since it can be taken back. */
static int deliver(struct work *w)
{
	int ret = 0;

	if (w->options->branch)
		ret = repo_set_branch(&w->repo, w->commits.tip, &w->commits.pack, w->err);
	if (ret)
		return ret;
	ret = write_mails(w);
	if (ret && w->options->branch)
		repo_undo_branch(&w->repo, w->commits.tip);
	return ret;
}

static int run(struct work *w)
{
	const struct series_options *o = w->options;
	bool on_base;

	w->s = (struct letter_series){ .prefix = o->subject_prefix,
				       .version = o->version,
				       .signoff = o->signoff,
				       .date = read_date() };
	if (outdir_check(o->out, o->version, o->force, w->err) ||
	    maintainers_read(w->in->tree, &w->maintainers, w->err))
		return -1;
	repo_open(w->in->tree, any_path(w), &w->repo);
	if (read_person(w) ||
	    (o->branch && repo_check_branch(&w->repo, o->branch, o->force, w->err)) ||
	    make_parts(w))
		return -1;
	w->s.cover = o->cover || w->count > 1;
	on_base = is_on_base(w);
	if ((o->branch && !on_base) ||
	    (o->build && build_parts(&o->how, w->in->tree, w->part, w->count, w->err)) ||
	    commits_make(&w->repo, on_base ? w->repo.commit : NULL, &w->s, w->part, w->count,
			 &w->commits, w->err))
		return -1;
	w->s.id = w->commits.tip;
	return address(w) ? -1 : deliver(w);
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
	free(w.s.name);
	free(w.s.email);
	commits_free(&w.commits);
	maintainers_free(&w.maintainers);
	repo_close(&w.repo);
	git_libgit2_shutdown();
	return ret;
}

void series_result_free(struct series_result *result)
{
	strings_free(&result->written);
	problem_free(&result->notes);
	problem_free(&result->failed);
}
