// SPDX-License-Identifier: GPL-2.0-only
/* lint: what a change brings. */
#include <argp.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "apply/replace.h"
#include "base/file.h"
#include "base/memory.h"
#include "change/git.h"
#include "commands.h"
#include "lint/hook.h"
#include "lint/output.h"
#include "lint/silence.h"
#include "options.h"

#define INPUT_MAX ((size_t)256 << 20)

enum {
	KEY_STAGED = 256,
	KEY_PATCH,
	KEY_ALL,
	KEY_FIX,
	KEY_FORMAT,
	KEY_EXPLAIN,
	KEY_BASELINE,
	KEY_WRITE_BASELINE,
	KEY_TREE,
	KEY_KERNEL,
	KEY_STDIN_NAME,
	KEY_NO_CACHE,
	KEY_COLOR,
	KEY_ERRORS_ONLY,
	KEY_HOOK,
	KEY_PREFER,
};

static const struct argp_option options[] = {
	{ "staged", KEY_STAGED, NULL, 0, "what is to be committed; FILEs narrow it", 0 },
	{ "patch", KEY_PATCH, "FILE", OPTION_ARG_OPTIONAL,
	  "the FILEs are patches, mails or mboxes on top of the tree", 0 },
	{ "all", KEY_ALL, NULL, 0, "also lines that the change did not touch", 0 },
	{ "fix", KEY_FIX, NULL, 0,
	  "apply the fixes to the work tree (--staged: to the index, and to files that equal it)",
	  0 },
	{ "errors-only", KEY_ERRORS_ONLY, NULL, 0, "no warnings", 0 },
	{ "format", KEY_FORMAT, "FORMAT", 0, "text (default), gcc, json, sarif or github", 0 },
	{ "explain", KEY_EXPLAIN, "ID", 0, "what a finding means, or all of them", 0 },
	{ "baseline", KEY_BASELINE, "FILE", 0, "be silent about the findings in FILE", 0 },
	{ "write-baseline", KEY_WRITE_BASELINE, "FILE", 0, "write the findings to FILE instead",
	  0 },
	{ "prefer", KEY_PREFER, "FORM", 0, "fast: get_user_pages_fast() and its kin where they fit",
	  0 },
	{ "tree", KEY_TREE, "DIR", 0, "the kernel tree (default: the one around the FILEs)", 0 },
	{ "kernel", KEY_KERNEL, "DIR", 0, "the tree is a module; DIR is its kernel", 0 },
	{ "stdin-name", KEY_STDIN_NAME, "PATH", 0, "the file that `-' is the text of", 0 },
	{ "jobs", 'j', "N", 0, "processes of spatch (default: the cores)", 0 },
	{ "no-cache", KEY_NO_CACHE, NULL, 0, "neither read nor write the cache of results", 0 },
	{ "color", KEY_COLOR, "WHEN", 0, "auto (default), always or never", 0 },
	{ "quiet", 'q', NULL, 0, "no summary", 0 },
	{ "hook", KEY_HOOK, NULL, OPTION_HIDDEN, NULL, 0 }, /* gupsweep hook run */
	{ 0 },
};

struct command {
	struct options common;
	struct lint_options lint;
	enum lint_format format;
	bool staged, patch, fix, no_cache, hook;
	bool severity; /* was asked for */
	const char *explain, *write_baseline, *tree;
	const char **arg;
	size_t args, room;
	char **path; /* after "--" */
	struct git_settings settings;
	struct problems notes; /* on them */
	struct buf input;
	char *root, *kernel, *range;
};

static void usage(const char *what, const char *on, const char *remedy)
{
	fprintf(stderr, "gupsweep: %s: on %s: %s\n", what, on, remedy);
	exit(argp_err_exit_status);
}

static void read_format(struct command *c, const char *name)
{
	static const char *const names[] = { "text", "gcc", "json", "sarif", "github" };

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (!strcmp(name, names[i])) {
			c->format = (enum lint_format)i;
			return;
		}
	usage("--format", name, "not known; use text, gcc, json, sarif or github");
}

static void read_color(struct command *c, const char *when)
{
	if (!strcmp(when, "always") || !strcmp(when, "never"))
		c->common.style.color = *when == 'a';
	else if (strcmp(when, "auto"))
		usage("--color", when, "not known; use auto, always or never");
}

static void read_jobs(struct command *c, const char *text)
{
	char *end;
	long jobs = strtol(text, &end, 10);

	if (end == text || *end || jobs < 1 || jobs > 256)
		usage("--jobs", text, "not a number from 1 to 256; give one");
	c->common.sweep.jobs = (int)jobs;
}

/* What is looked at, and by which kernel. 0, or ARGP_ERR_UNKNOWN. */
static error_t parse_input(struct command *c, int key, char *value)
{
	switch (key) {
	case KEY_STAGED:
		c->staged = true;
		break;
	case KEY_PATCH:
		c->patch = true;
		if (value)
			VEC_PUSH(c->arg, c->args, c->room, value);
		break;
	case KEY_TREE:
		c->tree = value;
		break;
	case KEY_KERNEL:
		c->lint.kernel = value;
		break;
	case KEY_STDIN_NAME:
		c->lint.change.input_name = value;
		break;
	case ARGP_KEY_ARG:
		VEC_PUSH(c->arg, c->args, c->room, value);
		break;
	default:
		return ARGP_ERR_UNKNOWN;
	}
	return 0;
}

static error_t parse(int key, char *value, struct argp_state *state)
{
	struct command *c = state->input;

	switch (key) {
	case KEY_ALL:
		c->lint.all = true;
		break;
	case KEY_FIX:
		c->fix = true;
		break;
	case KEY_FORMAT:
		read_format(c, value);
		break;
	case KEY_EXPLAIN:
		c->explain = value;
		break;
	case KEY_BASELINE:
		c->lint.baseline = value;
		break;
	case KEY_WRITE_BASELINE:
		c->write_baseline = value;
		break;
	case KEY_PREFER:
		c->lint.fast = options_prefer_fast(value);
		break;
	case KEY_NO_CACHE:
		c->no_cache = true;
		break;
	case KEY_COLOR:
		read_color(c, value);
		break;
	case KEY_ERRORS_ONLY:
		c->lint.errors_only = c->severity = true;
		break;
	case KEY_HOOK:
		c->hook = true;
		break;
	case 'j':
		read_jobs(c, value);
		break;
	case 'q':
		c->common.style.quiet = true;
		break;
	default:
		return parse_input(c, key, value);
	}
	return 0;
}

/* -- what is linted --------------------------------------------------------------------------- */

static bool is_range(const char *arg)
{
	return strstr(arg, "..") && access(arg, F_OK);
}

static bool takes_input(const struct command *c)
{
	for (size_t i = 0; i < c->args; i++)
		if (!strcmp(c->arg[i], "-"))
			return true;
	return false;
}

/* In a bare repository there are no files, though "HEAD" is one. */
static bool is_revision(const char *arg)
{
	bool bare = !access("HEAD", F_OK) && !access("objects", F_OK) && !access("refs", F_OK);

	return strcmp(arg, "-") && (bare || is_range(arg) || access(arg, F_OK));
}

/* pre-commit names the files; for two revisions it names these too. */
static int choose_for_hook(struct command *c, struct error *err)
{
	const char *from = getenv("PRE_COMMIT_FROM_REF"), *to = getenv("PRE_COMMIT_TO_REF");
	struct change_options *change = &c->lint.change;
	bool staged = true;

	if (from && to && *from && *to) {
		c->range = memory_printf("%s..%s", from, to);
		change->source = CHANGE_COMMITS;
		change->paths = c->arg;
		c->arg = NULL;
		c->args = c->room = 0;
		VEC_PUSH(c->arg, c->args, c->room, c->range);
		VEC_PUSH(c->arg, c->args, c->room, NULL);
		c->args--;
		return 0;
	}
	if (c->args && hook_are_staged(c->arg, c->args, &staged, err))
		return -1;
	change->source = staged ? CHANGE_STAGED : CHANGE_FILES; /* with --all-files */
	change->paths = staged ? c->arg : NULL;
	return 0;
}

static int choose_files(struct command *c, struct error *err)
{
	for (size_t i = 0; i < c->args; i++) {
		if (strcmp(c->arg[i], "-") && access(c->arg[i], F_OK))
			return error_set(err,
					 "lint: on %s: no such file; name files, or revisions and "
					 "behind -- paths",
					 c->arg[i]);
		if (!strcmp(c->arg[i], "-") && !c->lint.change.input_name)
			usage("lint", "-", "the text of which file? name it with --stdin-name");
	}
	return 0;
}

/* What the arguments are; they end with NULL by now. */
static int choose_source(struct command *c, struct error *err)
{
	struct change_options *change = &c->lint.change;
	size_t revisions = 0;

	for (size_t i = 0; i < c->args; i++)
		revisions += is_revision(c->arg[i]);
	if (c->staged && c->patch)
		usage("--staged", "--patch", "both cannot be; leave one out");
	if (c->patch && !c->args)
		usage("--patch", "arguments", "no FILE; name patches, or - for standard input");
	change->source = CHANGE_FILES;
	if (c->hook)
		return choose_for_hook(c, err);
	if (c->patch || (c->args == 1 && takes_input(c) && !change->input_name))
		change->source = CHANGE_PATCHES;
	else if (c->staged)
		change->source = CHANGE_STAGED;
	else if (!c->args)
		change->source = CHANGE_WORK_TREE;
	else if (change->paths || revisions == c->args)
		change->source = CHANGE_COMMITS;
	if (change->source == CHANGE_STAGED)
		change->paths = c->arg;
	if (c->fix && (change->source == CHANGE_COMMITS || change->source == CHANGE_PATCHES ||
		       takes_input(c)))
		usage("--fix", "lint", "only files of the work tree or staged ones can be fixed");
	return change->source == CHANGE_FILES ? choose_files(c, err) : 0;
}

/* Put what stands behind "--" to the arguments, but for paths of revisions. */
static void take_paths(struct command *c)
{
	if (c->path && c->args && !c->staged && !c->patch) {
		c->lint.change.paths = (const char *const *)c->path;
	} else {
		for (char **p = c->path; p && *p; p++)
			VEC_PUSH(c->arg, c->args, c->room, *p);
	}
	VEC_PUSH(c->arg, c->args, c->room, NULL);
	c->args--;
}

/* The tree: named, or the one around what is linted. */
static int find_root(struct command *c, struct error *err)
{
	const char *start = c->tree ? c->tree : ".";

	if (!c->tree && c->lint.change.source == CHANGE_FILES)
		for (size_t i = 0; i < c->args; i++)
			if (strcmp(c->arg[i], "-")) {
				start = c->arg[i];
				break;
			}
	c->root = c->tree ? realpath(c->tree, NULL) : change_root(start);
	if (!c->root)
		return error_set(err, "lint: on %s: %s; name a tree with --tree", start,
				 strerror(errno));
	c->lint.change.root = c->root;
	c->lint.change.tree_typed = c->tree;
	return 0;
}

/* -- the configuration ------------------------------------------------------------------------ */

/* "gup-no-lock gup-page-pair", also with commas. */
static void read_ignored(struct command *c, const char *value)
{
	while (*value) {
		size_t len = strcspn(value, " ,");
		enum rule rule = rule_find(value, len);

		if (rule != RULE_COUNT)
			c->lint.ignored[rule] = true;
		else if (len)
			problem_add(&c->notes, "gupsweep.ignore",
				    "there is no id %.*s; see gupsweep lint --explain=all",
				    (int)len, value);
		value += len;
		value += strspn(value, " ,");
	}
}

/* Values only: whoever made the repository may have made them. */
static int read_setting(struct command *c, const struct git_setting *s, struct error *err)
{
	const char *home = getenv("HOME");

	if (!strcmp(s->name, "gupsweep.ignore")) {
		read_ignored(c, s->value);
	} else if (!strcmp(s->name, "gupsweep.kernel")) {
		free(c->kernel);
		if (!strncmp(s->value, "~/", 2) && home)
			c->kernel = memory_printf("%s%s", home, s->value + 1);
		else
			c->kernel = *s->value == '/' ? memory_strdup(s->value)
						     : memory_printf("%s/%s", c->root, s->value);
	} else if (!strcmp(s->name, "gupsweep.severity")) {
		bool error = !strcmp(s->value, "error");

		if (!error && strcmp(s->value, "warning") != 0)
			return error_set(err,
					 "gupsweep.severity: on %s: not known; set error or "
					 "warning with git config",
					 s->value);
		c->lint.errors_only = c->severity ? c->lint.errors_only : error;
		c->hook = false;
	} else if (!strncmp(s->name, "gupsweep.", strlen("gupsweep."))) {
		problem_add(&c->notes, s->name, "not known; kernel, severity and ignore are");
	}
	return 0;
}

static int read_settings(struct command *c, struct error *err)
{
	int ret = 0;

	if (c->lint.change.source != CHANGE_FILES || change_has_git(c->root))
		ret = git_settings_read(c->root, &c->settings, err);
	for (size_t i = 0; i < c->settings.count && !ret; i++)
		ret = read_setting(c, &c->settings.setting[i], err);
	/* a hook stops a commit: not for advice, if nobody said so */
	c->lint.errors_only |= c->hook;
	if (!c->lint.kernel)
		c->lint.kernel = c->kernel;
	c->lint.change.settings = &c->settings;
	return ret;
}

static int read_input(struct command *c, struct error *err)
{
	if (!takes_input(c))
		return 0;
	if (file_read(STDIN_FILENO, &c->input, INPUT_MAX))
		return error_set(err, "read: on standard input: %s; give at most 256 MiB",
				 strerror(errno));
	c->lint.change.input = &c->input;
	return 0;
}

/* What another apply left half done must not pass for the tree's own text. */
static void check_apply(const struct command *c, struct lint *lint)
{
	struct tree *tree = lint->changes.count ? lint->changes.delta[0].tree : NULL;

	if (tree && !tree_rev(tree) && tree_replace_state(tree) != REPLACE_NONE)
		problem_add(&lint->problems, REPLACE_JOURNAL,
			    "gupsweep apply runs on %s or was interrupted; run it to the end first",
			    c->root);
}

/* -- what is done ----------------------------------------------------------------------------- */

static int explain(const char *id)
{
	enum rule wanted = rule_find(id, strlen(id));
	bool all = !strcmp(id, "all");

	if (wanted == RULE_COUNT && !all)
		usage("--explain", id, "no such id; see gupsweep lint --explain=all");
	for (int i = 0; i < RULE_COUNT; i++)
		if (all || (enum rule)i == wanted)
			printf("%s%s (%s): %s.\n\n%s", all && i ? "\n" : "", rule_id((enum rule)i),
			       rule_is_error((enum rule)i) ? "error" : "warning",
			       rule_summary((enum rule)i), rule_text((enum rule)i));
	return fflush(stdout) ? 3 : 0;
}

/* As options_name(), with the files as the user would type them. */
static int name_typed(const struct command *c, const char *what, const struct problems *problems)
{
	struct problems typed = { 0 };
	int status;

	for (size_t i = 0; i < problems->count; i++) {
		const struct problem *p = &problems->problem[i];
		char *file = *p->file == '/' ? NULL : change_typed(&c->lint.change, p->file);

		problem_add(&typed, file ? file : p->file, "%s", p->what);
		free(file);
	}
	status = options_name(&c->common, what, &typed);
	problem_free(&typed);
	return status;
}

static int finish(struct command *c, struct lint *lint)
{
	struct problems notes = { 0 };
	struct error err;
	size_t fixed = 0;
	int status;

	if (c->fix && lint_fix(lint, &fixed, &notes, &err))
		return options_fail(&c->common, &err);
	if (c->write_baseline) {
		if (baseline_write(c->write_baseline, &lint->findings, &err))
			return options_fail(&c->common, &err);
	} else if (lint_print(lint, c->format, &c->common.style, stdout, &err)) {
		return options_fail(&c->common, &err);
	}
	if (c->fix && !c->common.style.quiet)
		fprintf(stderr, "gupsweep: %zu finding%s fixed\n", fixed, fixed == 1 ? "" : "s");
	options_name(&c->common, "note", &c->notes);
	name_typed(c, "note", &lint->notes);
	name_typed(c, "note", &notes);
	problem_free(&notes);
	status = name_typed(c, "left out", &lint->problems);
	return status ? status : lint->findings.count && !c->write_baseline ? 1 : 0;
}

static int run(struct command *c)
{
	struct lint lint = { 0 };
	struct error err;
	int status;

	take_paths(c);
	if (choose_source(c, &err) || read_input(c, &err) || find_root(c, &err) ||
	    read_settings(c, &err))
		return options_fail(&c->common, &err);
	c->lint.change.args = c->arg;
	c->lint.rewrite = c->fix ? &c->common.sweep.rewrite : NULL;
	if (lint_run(&c->lint, &lint, &err)) {
		status = options_fail(&c->common, &err);
	} else {
		check_apply(c, &lint);
		status = finish(c, &lint);
	}
	lint_free(&lint);
	return status;
}

int command_lint(int argc, char **argv)
{
	struct argp argp = {
		.options = options,
		.parser = parse,
		.args_doc = "[REV | REV..REV | FILE... | -] [-- PATH...]",
		.doc = "Without arguments: what the work tree changes against HEAD. See "
		       "gupsweep(1)."
	};
	struct command c = { 0 };
	int status;

	options_defaults(&c.common);
	for (int i = 1; i < argc && !c.path; i++)
		if (!strcmp(argv[i], "--")) {
			c.path = argv + i + 1;
			argc = i;
		}
	argv[0] = (char *)"gupsweep lint";
	argp_parse(&argp, argc, argv, 0, NULL, &c);
	argv[0] = (char *)"gupsweep";
	options_locate(&c.common, c.no_cache);
	status = c.explain ? explain(c.explain) : run(&c);
	if (c.lint.change.paths != (const char *const *)c.path && c.lint.change.paths != c.arg)
		free((void *)c.lint.change.paths); /* the hook's files */
	free(c.arg);
	free(c.root);
	free(c.kernel);
	free(c.range);
	git_settings_free(&c.settings);
	problem_free(&c.notes);
	buf_free(&c.input);
	options_free(&c.common);
	return status;
}
