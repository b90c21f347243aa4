// SPDX-License-Identifier: GPL-2.0-only
/* options: what the commands share. */
#include "options.h"

#include <argp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/memory.h"

#define MAX_JOBS 256
/* seconds that spatch may take for one slice; a usual one takes a hundredth of one */
#define TIME_LIMIT 30
/* seconds of work before progress is worth a line */
#define PROGRESS_AFTER 0.5

enum { KEY_FORMAT = 256, KEY_REV, KEY_KERNEL, KEY_NO_CACHE, KEY_COLOR, KEY_PATCH, KEY_PREFER };

struct parse {
	struct options *o;
	size_t paths, room;
	int take;
	bool no_cache;
	const char *command;
	const struct argp *more; /* the command's own options */
	void *more_input;
};

static const struct argp_option common[] = {
	{ "kernel", KEY_KERNEL, "DIR", 0, "TREE is a module; DIR is the kernel it is built against",
	  0 },
	{ "jobs", 'j', "N", 0, "threads and processes (default: the cores)", 0 },
	{ "no-cache", KEY_NO_CACHE, NULL, 0, "neither read nor write the cache of results", 0 },
	{ "color", KEY_COLOR, "WHEN", 0, "auto (default), always or never", 0 },
	{ "quiet", 'q', NULL, 0, "no progress, no summary", 0 },
	{ "verbose", 'v', NULL, 0, "the evidence of every verdict", 0 },
	{ "rev", KEY_REV, "REV", 0, "read TREE's git objects at REV, no checkout", 0 },
	{ "patch", KEY_PATCH, "FILE", 0, "verify: a diff, a mail or an mbox; - for standard input",
	  0 },
	{ "prefer", KEY_PREFER, "FORM", 0, "fast: get_user_pages_fast() and its kin where they fit",
	  0 },
	{ "format", KEY_FORMAT, "FORMAT", 0, "scan: text (default) or json", 0 },
	{ 0 },
};

void options_usage(const char *what, const char *value, const char *remedy)
{
	struct error line;

	error_set(&line, "%s: on %s: %s", what, value, remedy);
	fprintf(stderr, "gupsweep: %s\n", line.text);
	exit(argp_err_exit_status);
}

static void read_color(struct parse *p, const char *when)
{
	if (!strcmp(when, "always"))
		p->o->style.color = true;
	else if (!strcmp(when, "never"))
		p->o->style.color = false;
	else if (strcmp(when, "auto"))
		options_usage("--color", when, "not known; use auto, always or never");
}

static void read_jobs(struct parse *p, const char *text)
{
	char *end;
	long jobs = strtol(text, &end, 10);

	if (end == text || *end || jobs < 1 || jobs > MAX_JOBS)
		options_usage("--jobs", text, "not a number from 1 to 256; give one");
	p->o->sweep.jobs = (int)jobs;
}

static void read_format(struct parse *p, const char *format)
{
	if (!(p->take & TAKE_FORMAT))
		options_usage("--format", p->command, "this command has one format; leave it out");
	if (!strcmp(format, "json"))
		p->o->format = FORMAT_JSON;
	else if (strcmp(format, "text"))
		options_usage("--format", format, "not known; use text or json");
}

bool options_prefer_fast(const char *form)
{
	if (strcmp(form, "fast"))
		options_usage("--prefer", form, "not known; use fast");
	return true;
}

static void read_path(struct parse *p, char *path)
{
	if (!p->o->sweep.root) {
		p->o->sweep.root = path;
		return;
	}
	VEC_PUSH(p->o->paths, p->paths, p->room, path);
}

static error_t parse_option(int key, char *value, struct argp_state *state)
{
	struct parse *p = state->input;

	switch (key) {
	case KEY_FORMAT:
		read_format(p, value);
		break;
	case KEY_REV:
		if (!(p->take & TAKE_REV))
			options_usage(
				"--rev", p->command,
				"it writes files, which a revision has none of; leave it out");
		p->o->sweep.rev = value;
		break;
	case KEY_PATCH:
		if (!(p->take & TAKE_PATCH))
			options_usage("--patch", p->command, "it takes none; leave it out");
		p->o->patch = value;
		break;
	case KEY_PREFER:
		if (!(p->take & TAKE_PREFER))
			options_usage("--prefer", p->command, "it takes none; leave it out");
		p->o->sweep.fast = options_prefer_fast(value);
		break;
	case KEY_KERNEL:
		p->o->sweep.kernel = value;
		break;
	case KEY_NO_CACHE:
		p->no_cache = true;
		break;
	case KEY_COLOR:
		read_color(p, value);
		break;
	case 'j':
		read_jobs(p, value);
		break;
	case 'q':
		p->o->style.quiet = true;
		break;
	case 'v':
		p->o->style.verbose = true;
		break;
	case ARGP_KEY_ARG:
		read_path(p, value);
		break;
	case ARGP_KEY_END:
		if (!p->o->sweep.root)
			options_usage("arguments", p->command,
				      "no TREE; name the top of a kernel tree, e.g. gupsweep scan "
				      "~/linux");
		if ((p->take & TAKE_PATCH) && !p->o->patch)
			options_usage("arguments", p->command, "no patch; say --patch FILE");
		break;
	default:
		return ARGP_ERR_UNKNOWN;
	}
	return 0;
}

static bool is_directory(const char *path)
{
	struct stat st;

	return !stat(path, &st) && S_ISDIR(st.st_mode);
}

static const char *given_rules(void)
{
	const char *given = getenv("GUPSWEEP_RULES");

	return given && *given ? given : NULL;
}

/*
 * Where the semantic patches are: $GUPSWEEP_RULES, else cocci/ beside the source tree that the
 * program was built in, else where it was installed.
 */
static char *find_rules(void)
{
	const char *given = given_rules();
	char self[4096];
	ssize_t len = readlink("/proc/self/exe", self, sizeof(self) - 1);
	char *slash, *beside;

	if (given)
		return memory_strdup(given);
	if (len > 0) {
		self[len] = '\0';
		slash = strrchr(self, '/');
		*slash = '\0';
		beside = memory_printf("%s/../cocci", self);
		if (is_directory(beside))
			return beside;
		free(beside);
	}
	return memory_strdup(GUPSWEEP_RULES_DIR);
}

/* The cache's folder, or NULL where there is no home to keep it in. */
static char *find_cache(void)
{
	const char *cache = getenv("XDG_CACHE_HOME"), *home = getenv("HOME");

	if (cache && cache[0] == '/')
		return memory_printf("%s/gupsweep", cache);
	if (home && home[0] == '/')
		return memory_printf("%s/.cache/gupsweep", home);
	return NULL;
}

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void show_progress(void *ctx, size_t files)
{
	struct options *o = ctx;

	if (now() - o->started < PROGRESS_AFTER)
		return;
	fprintf(stderr, "\r%zu files", files);
	o->progress_shown = true;
}

void options_defaults(struct options *o)
{
	long cores = sysconf(_SC_NPROCESSORS_ONLN);

	*o = (struct options){ .started = now() };
	o->sweep.jobs = cores < 1 ? 1 : cores > MAX_JOBS ? MAX_JOBS : (int)cores;
	o->style.color = isatty(STDOUT_FILENO) && !getenv("NO_COLOR");
}

void options_locate(struct options *o, bool no_cache)
{
	o->rules = find_rules();
	o->cache = no_cache ? NULL : find_cache();
	o->sweep.rewrite = (struct spatch_options){ .spatch = "spatch",
						    .rules = o->rules,
						    .own_rules = !given_rules(),
						    .cache = o->cache,
						    .jobs = o->sweep.jobs,
						    .time_limit = TIME_LIMIT };
}

/* The command's own options come first, so that it may give a letter another meaning. */
static error_t parse_more(int key, char *value, struct argp_state *state)
{
	struct parse *p = state->input;
	error_t ret;

	if (key == ARGP_KEY_INIT) {
		state->child_inputs[0] = p;
		return 0;
	}
	if (!p->more)
		return ARGP_ERR_UNKNOWN;
	state->input = p->more_input;
	ret = p->more->parser(key, value, state);
	state->input = p;
	return ret;
}

int options_read(struct options *o, int argc, char **argv, int take)
{
	return options_read_more(o, argc, argv, take, NULL, NULL);
}

int options_read_more(struct options *o, int argc, char **argv, int take, const struct argp *more,
		      void *input)
{
	struct argp shared = { .options = common,
			       .parser = parse_option,
			       .args_doc = "TREE [PATH...]",
			       .doc = "See gupsweep --help and gupsweep(1)." };
	struct argp_child children[] = { { &shared, 0, more ? "Common options:" : NULL, 0 },
					 { 0 } };
	struct argp argp = { .options = more ? more->options : NULL,
			     .parser = parse_more,
			     .children = children };
	struct parse p = { .o = o,
			   .take = take,
			   .command = argv[0],
			   .more = more,
			   .more_input = input };
	char name[64];

	options_defaults(o);
	snprintf(name, sizeof(name), "gupsweep %s", argv[0]);
	argv[0] = name;
	argp_parse(&argp, argc, argv, 0, NULL, &p);
	argv[0] = (char *)"gupsweep";
	if (p.paths) {
		VEC_PUSH(o->paths, p.paths, p.room, NULL);
		o->sweep.paths = o->paths;
	}
	options_locate(o, p.no_cache);
	if (!o->style.quiet && isatty(STDERR_FILENO)) {
		o->sweep.progress = show_progress;
		o->sweep.progress_ctx = o;
	}
	return 0;
}

void options_free(struct options *o)
{
	free(o->rules);
	free(o->cache);
	free(o->paths);
}

static void clear_progress(const struct options *o)
{
	if (o->progress_shown)
		fputs("\r\033[K", stderr);
}

int options_fail(const struct options *o, const struct error *err)
{
	clear_progress(o);
	fprintf(stderr, "gupsweep: %s\n", err->text);
	return 3;
}

int options_name(const struct options *o, const char *what, const struct problems *problems)
{
	clear_progress(o);
	for (size_t i = 0; i < problems->count; i++) {
		struct error line;

		error_set(&line, "%s: on %s: %s", what, problems->problem[i].file,
			  problems->problem[i].what);
		options_fail(o, &line);
	}
	return problems->count ? 3 : 0;
}

struct report options_report(const struct options *o, const struct sweep *sweep)
{
	return (struct report){ .tree = o->sweep.root,
				.rev = tree_rev(sweep->tree),
				.api = &sweep->api,
				.sites = &sweep->sites,
				.judgement = sweep->judgement,
				.edits = sweep->edits,
				.problems = &sweep->problems,
				.files_seen = sweep->files_seen,
				.first = sweep->first.files ? &sweep->first : NULL };
}
