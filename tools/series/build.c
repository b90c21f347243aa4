// SPDX-License-Identifier: GPL-2.0-only
/*
 * build: the tree's Kbuild, told to build in a scratch folder (O=), reads a farm of the tree. An object
 * that does not compile before its patch says nothing of the patch: that is recorded with its reason.
 */
#include "build.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/utsname.h>
#include <unistd.h>

#include "base/memory.h"
#include "base/process.h"
#include "base/wrap.h"
#include "farm.h"

#define TIME_LIMIT 3600 /* seconds for one make; the first one builds the kernel's own tools */
#define SHORT_REASON 200

/* With allmodconfig: as many drivers as there are, without what only costs time or stops. */
static const char fragment[] =
	"CONFIG_WERROR=n\nCONFIG_DEBUG_INFO_NONE=y\nCONFIG_GCC_PLUGINS=n\n"
	"CONFIG_KASAN=n\nCONFIG_KCOV=n\nCONFIG_GCOV_KERNEL=n\nCONFIG_RUST=n\n"
	"CONFIG_MODULE_SIG=n\n";

struct builder {
	const struct build_options *options;
	struct workshop shop;
	char *farm, *objects, *o, *jobs; /* o: "O=..." */
	char *srcarch, *what;		 /* what: "x86_64 allmodconfig" */
	char *unconfigured;		 /* why nothing can be built, or NULL */
	struct error *err;
};

/* The folder below arch/ for the machine or $ARCH that make builds for. */
static char *find_srcarch(const char *arch)
{
	static const struct {
		const char *start, *srcarch;
	} names[] = {
		{ "x86", "x86" },     { "i386", "x86" },	{ "i486", "x86" },
		{ "i586", "x86" },    { "i686", "x86" },	{ "aarch64", "arm64" },
		{ "arm64", "arm64" }, { "arm", "arm" },		{ "s390", "s390" },
		{ "ppc", "powerpc" }, { "powerpc", "powerpc" }, { "riscv", "riscv" },
		{ "mips", "mips" },   { "sparc", "sparc" },	{ "loongarch", "loongarch" }
	};

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (!strncmp(arch, names[i].start, strlen(names[i].start)))
			return memory_strdup(names[i].srcarch);
	return memory_strdup(arch);
}

static void say(const struct builder *b, const char *what)
{
	if (b->options->progress)
		b->options->progress(b->options->progress_ctx, what);
}

/* Run make for @goal with one more argument, or NULL. Its exit status, or -1 with err set. */
static int make(struct builder *b, const char *goal, const char *more, struct buf *out)
{
	const char *argv[] = { "make", "-s", b->jobs, b->o, goal, more, NULL };
	struct command c = { .argv = argv,
			     .dir = b->farm,
			     .shop = &b->shop,
			     .seconds = TIME_LIMIT };

	return process_run(&c, out, out, b->err);
}

/* -- configuration -------------------------------------------------------------------------- */

static int copy_config(struct builder *b)
{
	FILE *f = fopen(b->options->config, "re");
	struct buf text = { 0 };
	char piece[4096];
	size_t got;
	int ret = 0;

	while (f && (got = fread(piece, 1, sizeof(piece), f)))
		buf_add(&text, piece, got);
	if (!f || ferror(f))
		ret = error_set(b->err, "build: on %s: cannot be read; name a kernel's .config",
				b->options->config);
	else
		ret = workshop_write(&b->shop, "obj/.config", text.data ? text.data : "", text.len,
				     b->err);
	if (f)
		fclose(f);
	buf_free(&text);
	return ret;
}

static int configure(struct builder *b)
{
	char *given = memory_printf("KCONFIG_ALLCONFIG=%s/fragment", b->shop.dir);
	struct buf out = { 0 };
	int status = workshop_write(&b->shop, "fragment", fragment, strlen(fragment), b->err);

	if (!status && b->options->config)
		status = copy_config(b);
	if (!status)
		status = b->options->config ? make(b, "olddefconfig", NULL, &out)
					    : make(b, "allmodconfig", given, &out);
	if (status == 127)
		status = error_set(b->err, "build: make: is not there; install make and gcc");
	if (status > 0) {
		char *reason = process_reason(&out);

		b->unconfigured = memory_printf("the tree cannot be configured here: %.*s",
						SHORT_REASON, reason);
		free(reason);
	}
	free(given);
	buf_free(&out);
	return status < 0 ? -1 : 0;
}

static int prepare(struct builder *b, struct tree *tree, const struct part *part, size_t count)
{
	const char *arch = getenv("ARCH");
	struct utsname host;

	uname(&host);
	arch = arch && *arch ? arch : host.machine;
	b->srcarch = find_srcarch(arch);
	b->what = memory_printf("%s %s", arch,
				b->options->config ? "with the given .config" : "allmodconfig");
	b->farm = memory_printf("%s/src", b->shop.dir);
	b->objects = memory_printf("%s/obj", b->shop.dir);
	b->o = memory_printf("O=%s", b->objects);
	b->jobs = memory_printf("-j%d", b->options->jobs);
	if (mkdir(b->objects, 0700))
		return error_set(b->err, "build: on %s: cannot be made; make room below TMPDIR",
				 b->objects);
	say(b, "build: configure");
	if (farm_make(tree, b->farm, b->srcarch, part, count, b->err))
		return -1;
	return configure(b);
}

/* -- one object ----------------------------------------------------------------------------- */

static bool ends_with(const char *s, const char *end)
{
	size_t len = strlen(s), n = strlen(end);

	return len > n && !strcmp(s + len - n, end);
}

/* Why the file has no object here, the caller's; NULL if it may have one. */
static char *not_built(const struct builder *b, const char *path)
{
	char *own = memory_printf("arch/%s/", b->srcarch);
	char *why = NULL;

	if (!ends_with(path, ".c"))
		why = memory_strdup("a header has no object of its own");
	else if (!strncmp(path, "arch/", 5) && strncmp(path, own, strlen(own)) != 0)
		why = memory_printf("it is code of another architecture (%.*s)",
				    (int)strcspn(path + 5, "/"), path + 5);
	else if (b->unconfigured)
		why = memory_strdup(b->unconfigured);
	free(own);
	return why;
}

/* The warnings in what make said, without line numbers, each once. */
static void read_warnings(const struct buf *out, struct strings *warnings)
{
	const char *line = out->data, *end = out->data + out->len, *next;

	for (; line < end; line = next) {
		const char *newline = memchr(line, '\n', (size_t)(end - line));
		size_t len = (size_t)((newline ? newline : end) - line);
		const char *at = memmem(line, len, "warning:", strlen("warning:"));
		struct buf text = { 0 };

		next = newline ? newline + 1 : end;
		if (!at)
			continue;
		buf_add(&text, line, strcspn(line, ":"));
		buf_addstr(&text, ": ");
		buf_add(&text, at, len - (size_t)(at - line));
		strings_add(warnings, text.data);
		buf_free(&text);
	}
}

/* Compile the object of @path: 0, or the status of make, then with *@why; -1 with err set. */
static int compile(struct builder *b, const char *path, struct strings *warnings, char **why)
{
	char *goal = memory_strdup(path), *object;
	struct buf out = { 0 };
	int status;

	goal[strlen(goal) - 1] = 'o';
	object = memory_printf("%s/%s", b->objects, goal);
	unlink(object);
	say(b, goal);
	status = make(b, goal, NULL, &out);
	if (!status && access(object, F_OK)) {
		*why = memory_strdup("make has no rule for it");
		status = 1;
	} else if (status > 0) {
		char *reason = process_reason(&out);

		*why = memory_printf("%.*s", SHORT_REASON, reason);
		free(reason);
	} else if (!status) {
		read_warnings(&out, warnings);
	}
	free(object);
	free(goal);
	buf_free(&out);
	return status;
}

/* -- one patch ------------------------------------------------------------------------------ */

/* What became of one file. */
struct outcome {
	char *why; /* it is not built, or NULL */
	struct strings before, after;
};

static int compile_before(struct builder *b, const char *path, struct outcome *o)
{
	o->why = not_built(b, path);
	if (!o->why && compile(b, path, &o->before, &o->why) < 0)
		return -1;
	return 0;
}

static int compile_after(struct builder *b, const struct part *part, const char *path,
			 struct outcome *o)
{
	char *why = NULL;
	int status;

	if (o->why)
		return 0;
	status = compile(b, path, &o->after, &why);
	if (status > 0)
		status = error_set(b->err,
				   "build: on %s: does not compile after \"%s\": %s; nothing "
				   "was written: leave it out with the paths, and report this",
				   path, part->subject, why);
	for (size_t i = 0; i < o->after.count && !status; i++)
		if (!strings_has(&o->before, o->after.text[i]))
			status = error_set(b->err,
					   "build: on %s: new warning after \"%s\": %s; nothing "
					   "was written: leave it out with the paths, and "
					   "report this",
					   path, part->subject, o->after.text[i]);
	free(why);
	return status ? -1 : 0;
}

static void note(const struct builder *b, struct part *part, const char *path,
		 const struct outcome *o)
{
	char *line;

	if (o->why)
		line = memory_printf("%s: not built (%s): %s", path, b->what, o->why);
	else
		line = memory_printf("%s: compiled before and after (%s), %s", path, b->what,
				     o->after.count ? "the same warnings" : "no warning");
	wrap_add(&part->notes, "Build: ", "       ", line);
	free(line);
}

static int build_one(struct builder *b, struct part *part)
{
	struct outcome *outcome = memory_alloc((part->files + 1) * sizeof(*outcome));
	int ret = 0;

	for (size_t i = 0; i < part->files && !ret; i++) {
		ret = farm_write(b->farm, part->file[i].path, &part->file[i].before, b->err);
		if (!ret)
			ret = compile_before(b, part->file[i].path, &outcome[i]);
	}
	for (size_t i = 0; i < part->files && !ret; i++)
		ret = farm_write(b->farm, part->file[i].path, &part->file[i].after, b->err);
	for (size_t i = 0; i < part->files && !ret; i++) {
		ret = compile_after(b, part, part->file[i].path, &outcome[i]);
		if (!ret)
			note(b, part, part->file[i].path, &outcome[i]);
	}
	for (size_t i = 0; i < part->files; i++) {
		free(outcome[i].why);
		strings_free(&outcome[i].before);
		strings_free(&outcome[i].after);
	}
	free(outcome);
	return ret;
}

int build_parts(const struct build_options *options, struct tree *tree, struct part *part,
		size_t count, struct error *err)
{
	struct builder b = { .options = options, .err = err };
	int ret;

	if (workshop_open(&b.shop, err))
		return -1;
	ret = prepare(&b, tree, part, count);
	for (size_t i = 0; i < count && !ret; i++)
		ret = build_one(&b, &part[i]);
	free(b.farm);
	free(b.objects);
	free(b.o);
	free(b.jobs);
	free(b.srcarch);
	free(b.what);
	free(b.unconfigured);
	workshop_close(&b.shop);
	return ret;
}
