// SPDX-License-Identifier: GPL-2.0-only
/*
 * message: what the code did, why the lock may be dropped, what changes. Every sentence is chosen by
 * a fact of the very function or tree; a patch of several functions says what they share once.
 */
#include "message.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/wrap.h"
#include "smpl.h"

static bool same_change(const struct facts *a, const struct facts *b)
{
	return a->from == b->from && a->to == b->to;
}

/* Is it the first of those that go from one function to another? */
static bool is_new_change(const struct facts *facts, size_t i)
{
	for (size_t k = 0; k < i; k++)
		if (same_change(&facts[k], &facts[i]))
			return false;
	return true;
}

/* -- subject -------------------------------------------------------------------------------- */

char *message_subject(const struct facts *facts, size_t count)
{
	struct buf s = { 0 };
	size_t changes = 0;

	for (size_t i = 0; i < count; i++)
		changes += is_new_change(facts, i);
	if (changes > 1)
		buf_printf(&s, "let get_user_pages() drop the %s", facts->lock);
	else if (facts->from == facts->to || !strcmp(facts->from->name, facts->to->name))
		buf_printf(&s, "pass &locked to %s()", facts->to->name);
	else
		buf_printf(&s, "use %s()", facts->to->name);
	return buf_detach(&s);
}

/* -- what the code did ---------------------------------------------------------------------- */

static void say_number(struct buf *s, size_t n)
{
	static const char *const words[] = { "no",  "one",   "two",   "three", "four", "five",
					     "six", "seven", "eight", "nine",  "ten" };

	if (n < sizeof(words) / sizeof(words[0]))
		buf_addstr(s, words[n]);
	else
		buf_printf(s, "%zu", n);
}

static void say_what_it_did(const struct facts *f, bool with_file, struct buf *s)
{
	if (with_file)
		buf_printf(s, "%s: ", f->file->path);
	buf_printf(s, "%s() holds the %s of %s around ", f->function, f->lock, f->mm);
	if (f->loop) {
		buf_printf(s, "a loop that calls %s()", f->from->name);
	} else if (f->calls > 1) {
		say_number(s, f->calls);
		buf_printf(s, " calls of %s()", f->from->name);
	} else {
		buf_printf(s, "its call of %s()", f->from->name);
	}
	if (f->alone)
		buf_addstr(s, " and around nothing else.");
	else if (f->needed_before)
		buf_printf(s, " and what leads up to %s.", f->calls > 1 ? "them" : "it");
	else if (*f->under)
		buf_printf(
			s,
			". What else runs under it does not need it: %s. Taken for read, it never "
			"kept two tasks from doing so at once.",
			f->under);
	else
		buf_addstr(s, ". Nothing else that runs under it needs it.");
}

/* -- the change, and why it is right -------------------------------------------------------- */

static void say_unlocked(const struct facts *f, struct buf *s)
{
	buf_printf(s, "Use %s(), which takes the lock itself.", f->to->name);
	if (!strncmp(f->to->name, "__", 2))
		buf_addstr(s, " It sets neither FOLL_TOUCH nor FOLL_REMOTE, as the call did: "
			      "pass both.");
}

static void say_fast(const struct facts *f, struct buf *s)
{
	buf_printf(
		s,
		"Use %s(), which finds pages that are mapped already without the lock, and takes "
		"it itself for the others.",
		f->to->name);
	if (api_position(f->from, ROLE_WRITE) < 0 && api_position(f->to, ROLE_WRITE) >= 0)
		buf_addstr(s, " Of the flags it wants to know only whether the pages are written "
			      "to, and nothing else was passed.");
	buf_addstr(s, " The number of pages fits the int that it takes.");
}

static void say_locked(const struct facts *f, struct buf *s)
{
	if (!strcmp(f->from->name, f->to->name))
		buf_addstr(s, "Pass &locked: ");
	else
		buf_printf(s, "Use %s(): ", f->to->name);
	buf_addstr(s, "when locked is 0 on return, the lock was dropped and there is nothing to "
		      "release.");
	if (f->needed_before && *f->before)
		buf_printf(s,
			   " The lock is still taken here, since it is needed before the call "
			   "(%s).",
			   f->before);
	else if (f->needed_before)
		buf_addstr(s, " The lock is still taken here, since what comes before the call "
			      "needs it.");
	else if (f->killable)
		buf_printf(s,
			   " The lock is still taken here, since %s() may fail and that is "
			   "reported.",
			   f->acquire);
	else
		buf_printf(s, " %s() has no variant that takes the lock itself.", f->from->name);
}

static void say_change(const struct facts *f, struct buf *s)
{
	if (f->locked)
		say_locked(f, s);
	else if (f->fast)
		say_fast(f, s);
	else
		say_unlocked(f, s);
}

/* One function in one paragraph; of several each in its own, and what they share only once. */
static void say_all(const struct facts *facts, size_t count, struct buf *body)
{
	struct buf s = { 0 };
	bool files = false, alike = true;

	for (size_t i = 1; i < count; i++) {
		files = files || facts[i].file != facts[0].file;
		alike = alike && same_change(&facts[i], &facts[0]) && !facts[i].needed_before;
	}
	alike = alike && (count == 1 || !facts[0].needed_before);
	for (size_t i = 0; i < count; i++) {
		buf_reset(&s);
		say_what_it_did(&facts[i], files, &s);
		if (!alike || count == 1) {
			buf_addch(&s, ' ');
			say_change(&facts[i], &s);
		}
		wrap_paragraph(body, s.data);
	}
	if (alike && count > 1) {
		buf_reset(&s);
		say_change(facts, &s);
		wrap_paragraph(body, s.data);
	}
	buf_free(&s);
}

static void say_gain(const struct facts *f, const struct facts_api *api, struct buf *s)
{
	if (!f->retries) {
		buf_addstr(s, "Where all pages are mapped, nobody who wants the lock has to wait.");
		return;
	}
	if (f->fast)
		buf_addstr(s, "Where all pages are mapped, the lock is not taken at all. ");
	buf_addstr(s, f->fast ? "Where it is, the" : "The");
	buf_addstr(s, " page fault handler may then drop the lock while it waits for I/O "
		      "(FAULT_FLAG_ALLOW_RETRY), so that others who want the lock need not wait "
		      "for that I/O too.");
	if (api->userfaultfd)
		buf_printf(s,
			   " userfaultfd depends on it: on a page that a monitor has yet to "
			   "provide, %s() without it fails with -EFAULT.",
			   f->from->name);
}

static void say_why(const struct facts *facts, size_t count, struct buf *s)
{
	bool before = false;

	for (size_t i = 0; i < count; i++)
		before = before || facts[i].needed_before;
	buf_addstr(s, " Dropping it is safe here: ");
	buf_printf(
		s,
		"no vmas are asked for, and nothing that follows the call%s relies on the lock%s.",
		count > 1 || facts->calls > 1 ? "s" : "",
		before ? " or on a vma found before" : "");
}

/* -- what changes --------------------------------------------------------------------------- */

static void add_item(struct buf *body, const char *text, bool *any)
{
	if (!*any)
		wrap_paragraph(body, "Differences in behaviour:");
	*any = true;
	wrap_add(body, " - ", "   ", text);
}

/* How often the lock is taken. */
static void say_rounds(const struct facts *facts, size_t count, struct buf *body, bool *any)
{
	const struct facts *first = NULL;
	size_t loops = 0, sequences = 0;
	struct buf s = { 0 };

	for (size_t i = 0; i < count; i++) {
		if (facts[i].locked || (!facts[i].loop && !facts[i].sequence))
			continue;
		first = first ? first : &facts[i];
		loops += facts[i].loop;
		sequences += !facts[i].loop;
	}
	if (!first)
		return;
	if (loops + sequences > 1)
		buf_addstr(&s, "Where there are several calls, the lock is taken for each of them, "
			       "no longer once around all.");
	else if (loops)
		buf_printf(&s,
			   "%s() takes the lock for each call, no longer once for the whole "
			   "loop.",
			   first->function);
	else
		buf_printf(&s, "%s() takes the lock for each call, no longer once around all.",
			   first->function);
	buf_printf(&s, " Mappings may change in between; the pages that it already has stay %s.",
		   api_pins(first->callee) ? "pinned" : "referenced");
	add_item(body, s.data, any);
	buf_free(&s);
}

/* A check and an addition that the lock made one step for some. */
static void say_counter(const struct facts *f, const struct facts_api *api, struct buf *body,
			bool *any)
{
	struct buf s = { 0 };

	if (!f->counter)
		return;
	buf_printf(
		&s,
		"%s() checks %s and adds to it later. The lock, held for read, kept no other "
		"reader from doing the same in between, so nothing changes among them. It kept "
		"out who holds it for write%s: that may now come in between.",
		f->function, f->counter,
		api->perf_charges && !strcmp(f->counter, "pinned_vm")
			? ", such as perf, which checks and charges pinned_vm when it maps a buffer"
			: "");
	add_item(body, s.data, any);
	buf_free(&s);
}

static void say_differences(const struct facts *f, const struct facts_api *api, struct buf *body,
			    bool *any)
{
	struct buf s = { 0 };

	if (api->touches) {
		buf_printf(&s,
			   "%s() sets FOLL_TOUCH, %s() does not: the pages are now marked "
			   "accessed, and dirty where they are %s for writing.",
			   f->to->name, f->from->name, api_pins(f->callee) ? "pinned" : "taken");
		add_item(body, s.data, any);
	}
	buf_reset(&s);
	if (api->lock_killable) {
		buf_printf(&s,
			   "%s() takes the lock killably: a task that is killed while it waits "
			   "for the lock gets %s.",
			   f->to->name, api->eagain ? "-EAGAIN" : "an error");
		if (f->knows_eagain)
			buf_printf(&s, " Please look at what %s() does with EAGAIN.", f->function);
		add_item(body, s.data, any);
	}
	buf_reset(&s);
	if (api->wait_killable) {
		buf_addstr(&s, "A fatal signal ends the wait for I/O too; so far it was noticed "
			       "between two pages.");
		add_item(body, s.data, any);
	}
	buf_free(&s);
}

/* -- all of it ------------------------------------------------------------------------------ */

static void add_semantic_patch(struct buf *body, const struct facts *f)
{
	struct buf s = { 0 };

	buf_printf(&s,
		   "Made by the semantic patch cocci/%s of gupsweep " GUPSWEEP_VERSION
		   ", which comes down to%s:",
		   smpl_file(f),
		   f->locked ? " this, after \"int locked = 1;\" among the declarations" : "");
	wrap_paragraph(body, s.data);
	buf_addch(body, '\n');
	smpl_add(body, f);
	buf_free(&s);
}

int message_body(struct tree *tree, const struct facts *facts, size_t count, struct buf *body,
		 struct error *err)
{
	struct facts_api *api = memory_alloc(count * sizeof(*api));
	struct buf s = { 0 };
	bool any = false;
	int ret = 0;

	for (size_t i = 0; i < count && !ret; i++)
		ret = facts_api_read(tree, facts[i].from, facts[i].to, &api[i], err);
	if (ret)
		goto out;
	say_all(facts, count, body);
	say_gain(facts, api, &s);
	say_why(facts, count, &s);
	wrap_paragraph(body, s.data);
	say_rounds(facts, count, body, &any);
	for (size_t i = 0; i < count; i++)
		say_counter(&facts[i], &api[i], body, &any);
	for (size_t i = 0; i < count; i++)
		if (is_new_change(facts, i))
			say_differences(&facts[i], &api[i], body, &any);
	for (size_t i = 0; i < count; i++)
		if (is_new_change(facts, i))
			add_semantic_patch(body, &facts[i]);
out:
	buf_free(&s);
	free(api);
	return ret;
}

/* Is it the first of its function? A proof is about all of that. */
static bool is_new_function(const struct facts *facts, size_t i)
{
	for (size_t k = 0; k < i; k++)
		if (facts[k].file == facts[i].file && !strcmp(facts[k].function, facts[i].function))
			return false;
	return true;
}

static void add_proof(const struct facts *facts, size_t count, struct buf *notes)
{
	size_t schedules = 0, functions = 0;
	struct buf s = { 0 };

	for (size_t i = 0; i < count; i++) {
		if (!facts[i].schedules)
			return;
		schedules += is_new_function(facts, i) ? facts[i].schedules : 0;
		functions += is_new_function(facts, i);
	}
	buf_printf(&s,
		   "%s before and after the change on every schedule up to a bound (a call returns "
		   "all, some, none or an error and keeps the lock or drops it, a condition goes "
		   "both ways): %zu schedules, no difference.",
		   functions > 1 ? "the functions were run" : "the function was run", schedules);
	wrap_add(notes, "Proof: ", "       ", s.data);
	buf_free(&s);
}

void message_notes(const struct facts *facts, size_t count, struct buf *notes)
{
	struct buf s = { 0 };

	add_proof(facts, count, notes);
	for (size_t i = 0; i < count; i++) {
		for (const char *line = facts[i].notes; *line;) {
			size_t len = strcspn(line, "\n");

			buf_reset(&s);
			buf_printf(&s, "%s(): ", facts[i].function);
			buf_add(&s, line, len);
			wrap_add(notes, "Note: ", "      ", s.data);
			line += len + (line[len] == '\n');
		}
	}
	buf_free(&s);
}
