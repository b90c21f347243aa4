// SPDX-License-Identifier: GPL-2.0-only
/* rules: each file by itself, as the semantic patches ask for, in a workshop. */
#include "rules.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/process.h"
#include "base/wrap.h"
#include "spatch/edition.h"

#define MAX_TEXT ((size_t)64 << 20)

/* Where a kernel has the prototypes, the flags and the functions. */
static const char *const paths[] = { "include/linux/mm.h", "mm/gup.c", "mm/memory.c",
				     "mm/nommu.c" };

/* A text of our own for each semantic patch, and what it must have afterwards. */
static const struct example {
	const char *rules, *path, *text, *wanted;
} examples[] = {
	{ "gup_introduce.cocci", "canary.h", "#define FOLL_NOWAIT 0x20\n", "#define FOLL_TRIED" },
	{ "gup_obsolete.cocci", "canary.c",
	  "long get_user_pages(unsigned long start)\n"
	  "{\n"
	  "\treturn handle_mm_fault(start);\n"
	  "}\n"
	  "\n"
	  "long get_user_pages_unlocked(unsigned long start)\n"
	  "{\n"
	  "\treturn get_user_pages(start);\n"
	  "}\n",
	  "pr_warn_once(" },
};

bool rules_wants_variants(const struct api *api)
{
	return api->function[CALLEE_GET][FORM_PLAIN].params &&
	       !api->function[CALLEE_GET][FORM_LOCKED].params &&
	       !api->function[CALLEE_GET][FORM_UNLOCKED].params;
}

/* What @rules make of @text; *@after is empty if nothing. 0, or -1 with @err set. */
static int run(struct workshop *shop, const struct spatch_options *options, const char *rules,
	       const char *path, const struct buf *text, struct buf *after, struct error *err)
{
	const char *name = strrchr(path, '.')[1] == 'h' ? "file.h" : "file.c";
	char *file = memory_printf("%s/%s", shop->dir, name);
	const char *argv[] = {
		options->spatch,     "--sp-file",    rules,	   "-D", "patch", "--no-includes",
		"--include-headers", "--very-quiet", "--in-place", file, NULL
	};
	char *home = memory_printf("%s/home", shop->dir);
	struct command spatch = { .argv = argv,
				  .dir = home,
				  .shop = shop,
				  .seconds = options->time_limit * 4 };
	struct buf out = { 0 };
	int status = workshop_write(shop, name, text->data, text->len, err);

	if (!status)
		status = process_run(&spatch, &out, &out, err);
	if (status > 0) {
		char *reason = process_reason(&out);

		error_set(err, "semantic patch: %s on %s: %s; install coccinelle, or report this",
			  strrchr(rules, '/') + 1, path, reason);
		free(reason);
	} else if (!status && workshop_read(shop, name, MAX_TEXT, after)) {
		status =
			error_set(err, "temporary file: %s: cannot be read; free some space", file);
	}
	if (!status && after->len == text->len && !memcmp(after->data, text->data, text->len))
		buf_reset(after);
	free(home);
	free(file);
	buf_free(&out);
	return status ? -1 : 0;
}

static bool has_text(const struct buf *text, const char *what)
{
	return text->len && memmem(text->data, text->len, what, strlen(what));
}

/* Do spatch and the file @rules (its name is @name) do anything at all? What they leave alone says no. */
static int try_rules(struct workshop *shop, const struct spatch_options *options, const char *name,
		     const char *rules, struct error *err)
{
	const struct example *example = examples;
	struct buf before = { 0 }, after = { 0 };
	int ret;

	while (strcmp(example->rules, name))
		example++;
	buf_addstr(&before, example->text);
	ret = run(shop, options, rules, example->path, &before, &after, err);
	if (!ret && !has_text(&after, example->wanted))
		ret = error_set(err,
				"semantic patch: %s: %s does not make of our own example what it "
				"says; install Debian's coccinelle (12 or 13), or gupsweep again",
				rules, options->spatch);
	buf_free(&before);
	buf_free(&after);
	return ret;
}

static int apply(const struct spatch_options *options, struct tree *tree, const char *name,
		 struct part *part, struct error *err)
{
	struct workshop shop = { 0 };
	struct buf text = { 0 };
	char *rules = edition_read(options->rules, name, options->own_rules, &text, err);
	int ret = rules ? 0 : -1;

	if (!ret)
		ret = workshop_open(&shop, err);
	if (!ret)
		ret = try_rules(&shop, options, name, rules, err);
	for (size_t i = 0; i < sizeof(paths) / sizeof(paths[0]) && !ret; i++) {
		struct buf before = { 0 }, after = { 0 };

		ret = tree_read(tree, paths[i], &before, err);
		if (!ret)
			ret = run(&shop, options, rules, paths[i], &before, &after, err);
		else if (ret > 0)
			ret = 0; /* not every kernel has each */
		if (!ret && after.len)
			part_add_file(part, paths[i], &before, &after);
		buf_free(&before);
		buf_free(&after);
	}
	if (shop.dir)
		workshop_close(&shop);
	free(rules);
	buf_free(&text);
	return ret;
}

static void add_origin(struct part *part, const char *name)
{
	char *text = memory_printf(
		"Made by the semantic patch cocci/%s of gupsweep " GUPSWEEP_VERSION ".", name);

	wrap_paragraph(&part->body, text);
	free(text);
}

static bool changes(const struct part *part, const char *path)
{
	for (size_t i = 0; i < part->files; i++)
		if (!strcmp(part->file[i].path, path))
			return true;
	return false;
}

int rules_introduce(const struct spatch_options *options, struct tree *tree, struct part *part,
		    struct error *err)
{
	static const char name[] = "gup_introduce.cocci";

	*part = (struct part){ 0 };
	if (apply(options, tree, name, part, err))
		return -1;
	/* Prototypes without functions are of no use, nor the other way round. */
	if (!changes(part, paths[0]) ||
	    (!changes(part, "mm/gup.c") && !changes(part, "mm/memory.c"))) {
		part_free(part);
		return 0;
	}
	part->subject =
		memory_strdup("mm: add get_user_pages_locked() and get_user_pages_unlocked()");
	wrap_paragraph(
		&part->body,
		"get_user_pages() runs with the mmap_sem held and keeps it while a page fault "
		"waits for I/O. Everybody who wants to take the lock for write then waits "
		"for that I/O too, and behind them all who want it for read. The page fault "
		"handler can drop the lock while it waits (FAULT_FLAG_ALLOW_RETRY), but a "
		"caller has to be told that it did.");
	wrap_paragraph(
		&part->body,
		"Add two functions for callers that do not need the lock after the call. "
		"get_user_pages_unlocked() takes the lock itself. get_user_pages_locked() is "
		"for those that need it before the call: it clears *locked when it dropped "
		"the lock, and the caller then does not release it. Neither returns vmas, "
		"which would mean nothing once the lock was dropped.");
	if (changes(part, "mm/nommu.c"))
		wrap_paragraph(&part->body,
			       "Without an MMU nothing faults; there the lock is never dropped.");
	if (!has_text(&part->file[0].before, "FOLL_TRIED") &&
	    has_text(&part->file[0].after, "FOLL_TRIED"))
		wrap_paragraph(
			&part->body,
			"FOLL_TRIED tells the fault handler that this is the second attempt, "
			"which must not be put off again.");
	wrap_paragraph(&part->body, "No caller is changed here.");
	add_origin(part, name);
	return 0;
}

int rules_obsolete(const struct spatch_options *options, struct tree *tree, struct part *part,
		   struct error *err)
{
	static const char name[] = "gup_obsolete.cocci";

	*part = (struct part){ 0 };
	if (apply(options, tree, name, part, err))
		return -1;
	if (!part->files)
		return 0;
	part->subject = memory_strdup("mm: warn once about callers of get_user_pages()");
	wrap_paragraph(
		&part->body,
		"New code should use a form of get_user_pages() that may drop the lock while "
		"a page fault waits for I/O. Let the plain one warn, once, and name its "
		"caller, so that a kernel that still has one says so.");
	if (has_text(&part->file[0].after, "if (!vmas)"))
		wrap_paragraph(&part->body, "Who asks for vmas, which no such form returns, is not "
					    "warned of.");
	wrap_paragraph(&part->body,
		       "The warning may name a caller that is right: one that needs the lock after "
		       "the call, or whose flags allow no retry. So it is for the time of the "
		       "conversion, and for kernels under test.");
	add_origin(part, name);
	return 0;
}
