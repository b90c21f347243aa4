// SPDX-License-Identifier: GPL-2.0-only
/* cover: the numbers are those of the sweep; every call is in one of its lines. */
#include "cover.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/wrap.h"
#include "series/letter.h"

/* What a reason means, to somebody who never saw it. */
static const char *meaning(enum reason reason)
{
	static const char *const text[REASON_COUNT] = {
		[REASON_IMPLEMENTATION] = "part of the implementation",
		[REASON_VMAS] = "asks for vmas",
		[REASON_FLAGS] = "its FOLL_ flags allow no retry",
		[REASON_HAS_LOCKED] = "passes &locked already",
		[REASON_UNPARSED] = "the code was not understood",
		[REASON_STALE_SIGNATURE] = "does not fit the prototype",
		[REASON_NOT_COMPILED] = "in branches for other kernels",
		[REASON_VERSION_LADDER] = "shared with other kernels by #if",
		[REASON_MACRO] = "a macro may hide the lock",
		[REASON_WRAPPED_LOCK] = "a function takes or releases the lock",
		[REASON_CONDITIONAL_LOCK] = "the lock is taken on a condition",
		[REASON_INTERPROCEDURAL_MM] = "whose mm it is, a caller decides",
		[REASON_RELOCK] = "the lock is dropped and taken again",
		[REASON_UNKNOWN_CALL] = "something under the lock may need it",
		[REASON_PROOF_BOUND] = "too many paths to prove",
		[REASON_DISAGREEMENT] = "the judges differ, or it is not proved",
		[REASON_WRITE_LOCK] = "the lock is held for write",
		[REASON_TRYLOCK] = "the lock is only tried",
		[REASON_KILLABLE] = "the lock is taken killably",
		[REASON_NO_LOCK] = "nobody seems to take the lock",
		[REASON_CALLER_HOLDS] = "a caller holds the lock",
		[REASON_LOCK_NEEDED_AFTER] = "the lock is needed after the call",
		[REASON_FOREIGN_MM] = "the lock is that of another mm",
		[REASON_NO_VARIANT] = "there is no form that it could use",
		[REASON_COULD_BE_FAST] = "calls _unlocked, and could be _fast",
		[REASON_PREFAULT] = "only faults in, and uses the result",
	};

	return text[reason] ? text[reason] : "";
}

/* "mmap_lock" or "mmap_sem", as the rewritten code has it. */
static const char *lock_name(const struct series_input *in)
{
	for (size_t i = 0; i < in->sites->count; i++) {
		const struct bracket *b = &in->judgement[i].bracket;
		const struct source *src = site_source(in->sites, &in->sites->site[i]);

		if (b->acquires && (source_is(src, b->acquire[0].call, "down_read") ||
				    source_is(src, b->acquire[0].call, "down_read_killable")))
			return "mmap_sem";
	}
	return "mmap_lock";
}

char *cover_subject(const struct series_input *in)
{
	return memory_printf("Let get_user_pages() callers drop %s during I/O", lock_name(in));
}

static size_t count_verdict(const struct series_input *in, enum verdict verdict)
{
	size_t count = 0;

	for (size_t i = 0; i < in->sites->count; i++)
		count += in->judgement[i].verdict == verdict;
	return count;
}

/* -- what and why --------------------------------------------------------------------------- */

/* Which patches depend on which. */
static void add_order(const struct series_input *in, size_t parts, struct buf *text)
{
	size_t others = parts - (in->first != NULL) - (in->last != NULL);
	struct buf s = { 0 };

	if (in->first)
		buf_addstr(&s,
			   "Patch 1 introduces the variants; the others depend on it, and not on "
			   "each other.");
	else if (others > 1)
		buf_addstr(&s,
			   "The patches do not depend on each other: each can go through its own "
			   "tree.");
	if (in->last)
		buf_printf(&s,
			   " The last one lets get_user_pages() warn of a caller that is left.");
	wrap_paragraph(text, s.data ? s.data : "");
	buf_free(&s);
}

static bool has_userfaultfd(const struct series_input *in)
{
	struct buf text = { 0 };
	struct error ignored;
	bool has = !tree_read(in->kernel, "fs/userfaultfd.c", &text, &ignored);

	buf_free(&text);
	return has;
}

/* The schedules that the proofs of all functions explored; 0 if one has none. */
static size_t count_schedules(const struct series_input *in)
{
	size_t sum = 0;

	for (size_t i = 0; i < in->sites->count; i++) {
		const struct site *site = &in->sites->site[i];
		bool first = true;

		if (!judgement_changes(&in->judgement[i]))
			continue;
		if (!in->judgement[i].schedules)
			return 0;
		/* The count is that of the whole function, told with each of its sites. */
		for (size_t k = in->sites->file[site->file].first; k < i; k++)
			first = first && (in->sites->site[k].function != site->function ||
					  !in->judgement[k].schedules);
		sum += first ? in->judgement[i].schedules : 0;
	}
	return sum;
}

static void add_what(const struct series_input *in, size_t parts, struct buf *text)
{
	size_t fast = count_verdict(in, VERDICT_FAST);
	size_t changed =
		count_verdict(in, VERDICT_UNLOCKED) + count_verdict(in, VERDICT_LOCKED) + fast;
	struct buf s = { 0 };

	buf_printf(&s,
		   "%zu call%s of get_user_pages() and its kin hold%s the %s though nothing "
		   "that follows the call needs it. Let %s use a form that may drop the lock: "
		   "an _unlocked variant, which takes the lock itself, or one that is given "
		   "\"int *locked\"%s.",
		   changed, changed == 1 ? "" : "s", changed == 1 ? "s" : "", lock_name(in),
		   changed == 1 ? "it" : "them",
		   fast ? ", or the _fast variant, which does without for pages that are mapped"
			: "");
	wrap_paragraph(text, s.data);
	buf_reset(&s);
	buf_addstr(&s, "The page fault handler then drops the lock while it waits for I/O, so that "
		       "one slow page no longer holds up everybody who wants the lock of that mm.");
	if (has_userfaultfd(in))
		buf_addstr(&s,
			   " Without it, the calls also fail on pages that a userfaultfd monitor "
			   "has yet to provide.");
	wrap_paragraph(text, s.data);
	buf_reset(&s);
	buf_addstr(
		&s,
		"Each change was made by a semantic patch and had to be what an audit, which knows "
		"nothing of that semantic patch, expects of the function: which lock is held "
		"on every path, what runs under it, and whether that needs it.");
	if (count_schedules(in))
		buf_printf(&s,
			   " The functions were then run before and after the change on every "
			   "schedule of outcomes up to a bound: %zu schedules, no difference.",
			   count_schedules(in));
	buf_addstr(&s, " Where there was a doubt, the call stays as it is and is named below.");
	wrap_paragraph(text, s.data);
	add_order(in, parts, text);
	buf_free(&s);
}

/* -- numbers -------------------------------------------------------------------------------- */

static void add_row(struct buf *text, const char *indent, const char *name, size_t count,
		    const char *means)
{
	buf_printf(text, "%s%-*s%4zu%s%s\n", indent, (int)(24 - strlen(indent)), name, count,
		   *means ? "   " : "", means);
}

static void add_reasons(const struct series_input *in, enum verdict verdict, struct buf *text)
{
	for (int r = REASON_NONE + 1; r < REASON_COUNT; r++) {
		size_t count = 0;

		for (size_t i = 0; i < in->sites->count; i++)
			count += in->judgement[i].verdict == verdict &&
				 in->judgement[i].reason == (enum reason)r;
		if (count)
			add_row(text, "    ", judgement_reason_name((enum reason)r), count,
				meaning((enum reason)r));
	}
}

static void add_numbers(const struct series_input *in, struct buf *text)
{
	size_t unlocked = count_verdict(in, VERDICT_UNLOCKED);
	size_t locked = count_verdict(in, VERDICT_LOCKED), fast = count_verdict(in, VERDICT_FAST);
	size_t keep = count_verdict(in, VERDICT_KEEP), manual = count_verdict(in, VERDICT_MANUAL);

	buf_printf(text, "\nCalls found: %zu in %zu file%s, of %zu files looked at\n",
		   in->sites->count, in->sites->files, in->sites->files == 1 ? "" : "s",
		   in->files_seen);
	add_row(text, "  ", "rewritten", unlocked + locked + fast, "");
	if (unlocked)
		add_row(text, "    ", "_unlocked", unlocked, "the lock moves into the call");
	if (locked)
		add_row(text, "    ", "&locked", locked, "the call may drop the lock");
	if (fast)
		add_row(text, "    ", "_fast", fast, "the lock is taken for unmapped pages only");
	if (keep)
		add_row(text, "  ", "kept as they are", keep, "");
	add_reasons(in, VERDICT_KEEP, text);
	if (manual)
		add_row(text, "  ", "left for people", manual, "");
	add_reasons(in, VERDICT_MANUAL, text);
}

static bool is_manual(const struct judgement *j)
{
	return j->verdict == VERDICT_MANUAL && j->reason != REASON_NOT_COMPILED;
}

/* An mm that exec still builds needs none: see unbracketed.c. */
static bool lacks_lock(const struct judgement *j)
{
	return j->verdict == VERDICT_KEEP && j->reason == REASON_NO_LOCK &&
	       !strstr(j->detail, "exec still builds");
}

/* The sites that @wanted picks, each with its detail. */
static void add_sites(const struct series_input *in, const char *heading,
		      bool (*wanted)(const struct judgement *), struct buf *text)
{
	bool any = false;

	for (size_t i = 0; i < in->sites->count; i++) {
		const struct site *site = &in->sites->site[i];
		const struct judgement *j = &in->judgement[i];
		char *line;

		if (!wanted(j))
			continue;
		if (!any)
			buf_printf(text, "\n%s:\n", heading);
		any = true;
		line = memory_printf("%s:%u: %s: %s: %s", in->sites->file[site->file].path,
				     (unsigned int)site->line,
				     in->api->function[site->callee][site->form].name,
				     judgement_reason_name(j->reason), j->detail ? j->detail : "");
		for (char *c = line; *c; c++)
			if (iscntrl((unsigned char)*c))
				*c = '?';
		wrap_add(text, "  ", "      ", line);
		free(line);
	}
}

static void add_problems(const struct series_input *in, struct buf *text)
{
	if (!in->problems->count)
		return;
	buf_addstr(text, "\nNot looked at, or not wholly:\n");
	for (size_t i = 0; i < in->problems->count; i++) {
		char *line = memory_printf("%s: %s", in->problems->problem[i].file,
					   in->problems->problem[i].what);

		for (char *c = line; *c; c++)
			if (iscntrl((unsigned char)*c))
				*c = '?';
		wrap_add(text, "  ", "      ", line);
		free(line);
	}
}

/* -- how to reproduce ----------------------------------------------------------------------- */

/* The value of "NAME = value" in a Makefile; the caller's, "" if there is none. */
static char *make_value(const struct buf *makefile, const char *name)
{
	const char *line = makefile->data;
	size_t len = strlen(name);

	while (line && *line) {
		const char *end = strchr(line, '\n'), *value = line + len;

		if (!strncmp(line, name, len) && value[strspn(value, " \t")] == '=') {
			value += strspn(value, " \t") + 1;
			value += strspn(value, " \t");
			return memory_strndup(value, strcspn(value, " \t\r\n#"));
		}
		line = end ? end + 1 : NULL;
	}
	return memory_strdup("");
}

/* "Linux 6.12.5-rc1", or "" where there is no such Makefile. */
static void add_kernel(const struct series_input *in, struct buf *s)
{
	static const char *const names[] = { "VERSION", "PATCHLEVEL", "SUBLEVEL", "EXTRAVERSION" };
	struct buf makefile = { 0 };
	struct error ignored;

	if (tree_read(in->kernel, "Makefile", &makefile, &ignored) || !makefile.len) {
		buf_addstr(s, "this tree");
		buf_free(&makefile);
		return;
	}
	buf_addstr(s, "Linux ");
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		char *value = make_value(&makefile, names[i]);

		buf_printf(s, "%s%s", (i == 1 || i == 2) && *value ? "." : "", value);
		free(value);
	}
	buf_free(&makefile);
}

static void add_reproduce(const struct series_options *o, const struct series_input *in,
			  struct buf *text)
{
	bool writes = api_position(&in->api->function[CALLEE_GET][FORM_FAST], ROLE_WRITE) >= 0;
	const char *used[] = { "core_unlocked.cocci", "core_locked.cocci",
			       !count_verdict(in, VERDICT_FAST) ? NULL
			       : writes				? "core_fast_write.cocci"
								: "core_fast.cocci",
			       in->first ? "gup_introduce.cocci" : NULL,
			       in->last ? "gup_obsolete.cocci" : NULL };
	struct buf s = { 0 };
	size_t last = 0;

	buf_addstr(&s,
		   "To reproduce, with gupsweep " GUPSWEEP_VERSION " and its semantic patches ");
	for (size_t i = 0; i < sizeof(used) / sizeof(used[0]); i++)
		last = used[i] ? i : last;
	for (size_t i = 0; i <= last; i++)
		if (used[i])
			buf_printf(&s, "%scocci/%s", !i ? "" : i == last ? " and " : ", ", used[i]);
	buf_addstr(&s, ", on ");
	add_kernel(in, &s);
	buf_addstr(&s, ":");
	wrap_paragraph(text, s.data);
	buf_printf(text, "\n    %s\n", o->command);
	buf_free(&s);
}

void cover_text(const struct series_options *options, const struct series_input *in,
		const struct part *part, size_t count, struct buf *text)
{
	add_what(in, count, text);
	add_numbers(in, text);
	add_sites(in, "Left for people to look at", is_manual, text);
	add_sites(in, "Kept, but perhaps called without the lock, which would be a bug", lacks_lock,
		  text);
	add_problems(in, text);
	add_reproduce(options, in, text);
	buf_addstr(text, "\nThe patches:\n");
	for (size_t i = 0; i < count; i++)
		wrap_add(text, "  ", "      ", part[i].subject);
}
