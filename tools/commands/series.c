// SPDX-License-Identifier: GPL-2.0-only
/* series: the rewrites as a patch series with a cover letter, and as a branch. */
#include "../series/series.h"

#include <argp.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../base/memory.h"
#include "commands.h"
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
	struct series_options *s = state->input;

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
		s->rfc = true;
		break;
	case KEY_PREFIX:
		s->subject_prefix = read_prefix(value);
		break;
	case KEY_BUILD:
		s->build = true;
		s->config = value;
		break;
	case KEY_BRANCH:
		s->branch = value;
		break;
	case KEY_FORCE:
		s->force = true;
		break;
	default:
		return ARGP_ERR_UNKNOWN;
	}
	return 0;
}

static void check(const struct series_options *s, const struct options *o)
{
	if (!s->out || !*s->out)
		options_usage("-o", "nothing",
			      "no folder for the mails; name one, e.g. -o outgoing");
	if (s->build && o->sweep.kernel)
		options_usage("--build", o->sweep.kernel,
			      "it needs TREE's own Kbuild; leave out --kernel or --build");
}

/* What made the series, for others: their TREE and DIR are not ours. */
static char *describe(const struct series_options *s, const struct options *o)
{
	static const char *const split[] = { [SPLIT_MAINTAINER] = "",
					     [SPLIT_SUBSYSTEM] = " --split=subsystem",
					     [SPLIT_FILE] = " --split=file" };
	struct buf b = { 0 };

	buf_printf(&b, "gupsweep series%s%s", split[s->split],
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

static struct series_input input(const struct sweep *sweep)
{
	return (struct series_input){ .tree = sweep->tree,
				      .kernel = sweep->kernel.source ? sweep->kernel.source
								     : sweep->tree,
				      .api = &sweep->api,
				      .sites = &sweep->sites,
				      .judgement = sweep->judgement,
				      .edits = sweep->edits,
				      .problems = &sweep->problems,
				      .files_seen = sweep->files_seen };
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

int command_series(int argc, char **argv)
{
	struct series_options s = { .version = 1, .subject_prefix = "PATCH" };
	const struct argp more = { .options = own, .parser = parse_own };
	struct series_result result = { 0 };
	struct sweep sweep = { 0 };
	struct series_input in;
	struct options o;
	struct error err;
	char *command;
	int status = options_read_more(&o, argc, argv, TAKE_REV, &more, &s);

	if (status)
		return status;
	check(&s, &o);
	command = describe(&s, &o);
	s.command = command;
	s.jobs = o.sweep.jobs;
	if (o.sweep.progress) {
		s.progress = show_progress;
		s.progress_ctx = &o;
	}
	if (sweep_run(&o.sweep, &sweep, &err)) {
		status = options_fail(&o, &err);
	} else {
		in = input(&sweep);
		status = series_write(&s, &in, &result, &err) ? options_fail(&o, &err)
							      : report(&o, &s, &sweep, &result);
	}
	series_result_free(&result);
	sweep_free(&sweep);
	options_free(&o);
	free(command);
	return status;
}
