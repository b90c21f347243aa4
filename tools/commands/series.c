// SPDX-License-Identifier: GPL-2.0-only
/* series: the rewrites as a patch series with a cover letter, and as a branch. */
#include "gup/series/series.h"

#include <argp.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/memory.h"
#include "commands.h"
#include "gup/series/rules.h"
#include "options.h"

#define MAX_VERSION 999

enum {
	KEY_SPLIT = 512,
	KEY_RFC,
	KEY_PREFIX,
	KEY_COVER,
	KEY_FORCE,
	KEY_CC,
	KEY_BUILD,
	KEY_BRANCH,
	KEY_OBSOLETE,
};

/* What the command line says of series alone. */
struct own {
	struct series_options series;
	bool obsolete, rfc;
};

static const struct argp_option own[] = {
	{ NULL, 0, NULL, 0, "Options of series:", 0 },
	{ "output", 'o', "DIR", 0, "the folder for the mails (needed)", 0 },
	{ "split", KEY_SPLIT, "HOW", 0,
	  "one patch for each maintainer (default: the same MAINTAINERS entries), subsystem or "
	  "file",
	  0 },
	{ "signoff", 's', NULL, 0, "From: and Signed-off-by: by git's user.name and user.email",
	  0 },
	{ "cc", KEY_CC, NULL, 0, "To: and Cc: from the tree's scripts/get_maintainer.pl", 0 },
	{ "cover", KEY_COVER, NULL, 0, "a cover letter for a single patch too", 0 },
	{ "reroll-count", 'v', "N", 0, "version of the series", 0 },
	{ "rfc", KEY_RFC, NULL, 0, "[RFC PATCH]", 0 },
	{ "subject-prefix", KEY_PREFIX, "TEXT", 0, "instead of PATCH, e.g. \"PATCH net-next\"", 0 },
	{ "build", KEY_BUILD, "CONFIG", OPTION_ARG_OPTIONAL,
	  "compile each touched object before and after its patch (allmodconfig, or a .config)",
	  0 },
	{ "branch", KEY_BRANCH, "NAME", 0, "also commit the series as a branch", 0 },
	{ "obsolete", KEY_OBSOLETE, NULL, 0,
	  "a last patch that lets get_user_pages() warn once of its callers", 0 },
	{ "force", KEY_FORCE, NULL, 0, "replace a series of this version, move the branch", 0 },
	{ 0 },
};

static enum plan_split read_split(const char *how)
{
	static const char *const names[] = { [SPLIT_MAINTAINER] = "maintainer",
					     [SPLIT_SUBSYSTEM] = "subsystem",
					     [SPLIT_FILE] = "file" };

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (!strcmp(how, names[i]))
			return (enum plan_split)i;
	options_usage("--split", how, "not known; use maintainer, subsystem or file");
}

static int read_version(const char *text)
{
	char *end;
	long version = strtol(text, &end, 10);

	if (end == text || *end || version < 1 || version > MAX_VERSION)
		options_usage("-v", text,
			      "not a number from 1 to 999; give one (it is not --verbose here)");
	return (int)version;
}

static const char *read_prefix(const char *prefix)
{
	for (const char *c = prefix; *c; c++)
		if ((unsigned char)*c < ' ' || *c == '[' || *c == ']' || *c == 0x7f)
			options_usage("--subject-prefix", prefix,
				      "has brackets or control characters; leave them out");
	return prefix;
}

static error_t parse_own(int key, char *value, struct argp_state *state)
{
	struct own *given = state->input;
	struct series_options *s = &given->series;

	switch (key) {
	case 'o':
		s->out = value;
		break;
	case KEY_SPLIT:
		s->split = read_split(value);
		break;
	case 's':
		s->signoff = true;
		break;
	case KEY_CC:
		s->cc = true;
		break;
	case KEY_COVER:
		s->cover = true;
		break;
	case 'v':
		s->version = read_version(value);
		break;
	case KEY_RFC:
		given->rfc = true;
		break;
	case KEY_PREFIX:
		s->subject_prefix = read_prefix(value);
		break;
	case KEY_BUILD:
		s->build = true;
		s->how.config = value;
		break;
	case KEY_BRANCH:
		s->branch = value;
		break;
	case KEY_OBSOLETE:
		given->obsolete = true;
		break;
	case KEY_FORCE:
		s->force = true;
		break;
	default:
		return ARGP_ERR_UNKNOWN;
	}
	return 0;
}

static void check(const struct own *given, const struct options *o)
{
	const struct series_options *s = &given->series;

	if (!s->out || !*s->out)
		options_usage("-o", "nothing",
			      "no folder for the mails; name one, e.g. -o outgoing");
	if (given->obsolete && o->sweep.kernel)
		options_usage("--obsolete", o->sweep.kernel,
			      "it changes TREE's own mm/; leave out --kernel or --obsolete");
	if (s->build && o->sweep.kernel)
		options_usage("--build", o->sweep.kernel,
			      "it needs TREE's own Kbuild; leave out --kernel or --build");
}

/* What made the series, for others: their TREE and DIR are not ours. */
static char *describe(const struct own *given, const struct options *o)
{
	static const char *const split[] = { [SPLIT_MAINTAINER] = "",
					     [SPLIT_SUBSYSTEM] = " --split=subsystem",
					     [SPLIT_FILE] = " --split=file" };
	struct buf b = { 0 };

	buf_printf(&b, "gupsweep series%s%s%s%s", split[given->series.split],
		   given->obsolete ? " --obsolete" : "", o->sweep.fast ? " --prefer=fast" : "",
		   o->sweep.kernel ? " --kernel=KERNEL" : "");
	if (o->sweep.rev)
		buf_printf(&b, " --rev=%s", o->sweep.rev);
	buf_addstr(&b, " TREE -o DIR");
	for (const char *const *p = o->sweep.paths; p && *p; p++)
		buf_printf(&b, " %s", *p);
	for (size_t i = 0; i < b.len; i++)
		if ((unsigned char)b.data[i] < ' ')
			b.data[i] = '?';
	return buf_detach(&b);
}

static void show_progress(void *ctx, const char *what)
{
	struct options *o = ctx;

	fprintf(stderr, "\r\033[K%.70s", what);
	o->progress_shown = true;
}

/* Patch 1 of a tree without the variants: @part, empty for another tree. */
static int introduce(const struct options *o, struct part *part, bool *wanted, struct error *err)
{
	struct tree *tree = NULL;
	struct api api = { 0 };
	int ret;

	*wanted = false;
	*part = (struct part){ 0 };
	if (o->sweep.kernel)
		return 0;
	if (tree_open(&tree, o->sweep.root, o->sweep.rev, err))
		return -1;
	ret = api_read(tree, NULL, &api, err);
	*wanted = !ret && rules_wants_variants(&api);
	if (*wanted)
		ret = rules_introduce(&o->sweep.rewrite, tree, part, err);
	api_free(&api);
	tree_close(tree);
	return ret;
}

/* Sweep the tree as it is with @first. */
static int sweep_on_top(struct options *o, const struct part *first, struct sweep *sweep,
			struct error *err)
{
	struct sweep_text *text = memory_alloc((first->files + 1) * sizeof(*text));
	int ret;

	for (size_t i = 0; i < first->files; i++)
		text[i] = (struct sweep_text){ first->file[i].path, &first->file[i].after };
	o->sweep.on_top = text;
	o->sweep.on_tops = first->files;
	ret = sweep_run(&o->sweep, sweep, err);
	o->sweep.on_tops = 0;
	free(text);
	return ret;
}

/* The last patch stands on all others. */
static int make_obsolete(const struct options *o, const struct sweep *sweep, struct part *part,
			 struct error *err)
{
	for (size_t i = 0; i < sweep->sites.files; i++) {
		const struct site_file *file = &sweep->sites.file[i];
		struct buf after = { 0 };

		if (!sweep->edits[i].count)
			continue;
		layout_apply_edits(&file->text, &sweep->edits[i], &after);
		tree_put(sweep->tree, file->path, after.data, after.len);
		buf_free(&after);
	}
	return rules_obsolete(&o->sweep.rewrite, sweep->tree, part, err);
}

static struct series_input input(const struct sweep *sweep, struct part *first, struct part *last)
{
	return (struct series_input){ .tree = sweep->tree,
				      .kernel = sweep->kernel.source ? sweep->kernel.source
								     : sweep->tree,
				      .api = &sweep->api,
				      .sites = &sweep->sites,
				      .judgement = sweep->judgement,
				      .edits = sweep->edits,
				      .problems = &sweep->problems,
				      .files_seen = sweep->files_seen,
				      .first = first->files ? first : NULL,
				      .last = last->files ? last : NULL };
}

/* The files written on stdout, as git format-patch names them. */
static int report(const struct options *o, const struct series_options *s,
		  const struct sweep *sweep, const struct series_result *result)
{
	int status = options_name(o, "left out", &sweep->problems);

	options_name(o, "note", &result->notes);
	if (options_name(o, "not done", &result->failed))
		status = 3;
	for (size_t i = 0; i < result->written.count; i++)
		printf("%s/%s\n", s->out, result->written.text[i]);
	if (!result->written.count && !o->style.quiet)
		fprintf(stderr,
			"gupsweep: series: on %s: none of %zu calls is to be rewritten; "
			"nothing was written; gupsweep scan tells why\n",
			o->sweep.root, sweep->sites.count);
	return fflush(stdout) ? 3 : status;
}

/* All of it; the exit status. */
static int run(struct options *o, const struct own *given)
{
	struct part first = { 0 }, last = { 0 };
	struct series_result result = { 0 };
	struct sweep sweep = { 0 };
	struct series_input in;
	struct error err;
	bool wanted, known, ends;
	int ret = introduce(o, &first, &wanted, &err), status = 0;

	if (!ret)
		ret = sweep_on_top(o, &first, &sweep, &err);
	if (!ret && given->obsolete)
		ret = make_obsolete(o, &sweep, &last, &err);
	known = first.files;
	ends = last.files;
	if (!ret) {
		in = input(&sweep, &first, &last);
		ret = series_write(&given->series, &in, &result, &err);
	}
	if (!ret && wanted && !known)
		problem_add(&result.notes, "include/linux/mm.h",
			    "the tree has no variants, and gup_introduce.cocci does not know it; "
			    "introduce them by hand");
	if (!ret && given->obsolete && !ends)
		problem_add(&result.notes, "--obsolete",
			    "gup_obsolete.cocci found nothing to change in mm/");
	status = ret ? options_fail(o, &err) : report(o, &given->series, &sweep, &result);
	series_result_free(&result);
	part_free(&first);
	part_free(&last);
	sweep_free(&sweep);
	return status;
}

int command_series(int argc, char **argv)
{
	struct own given = { .series = { .version = 1, .subject_prefix = "PATCH" } };
	const struct argp more = { .options = own, .parser = parse_own };
	struct options o;
	char *command, *prefix;
	int status = options_read_more(&o, argc, argv, TAKE_REV | TAKE_PREFER, &more, &given);

	if (status)
		return status;
	check(&given, &o);
	command = describe(&given, &o);
	given.series.command = command;
	prefix = memory_printf("%s%s", given.rfc ? "RFC " : "", given.series.subject_prefix);
	given.series.subject_prefix = prefix;
	given.series.how.jobs = o.sweep.jobs;
	if (o.sweep.progress) {
		given.series.how.progress = show_progress;
		given.series.how.progress_ctx = &o;
	}
	status = run(&o, &given);
	options_free(&o);
	free(command);
	free(prefix);
	return status;
}
