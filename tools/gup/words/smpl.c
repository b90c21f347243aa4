// SPDX-License-Identifier: GPL-2.0-only
/* smpl: written out for the roles that the tree's prototypes have, in their order. */
#include "smpl.h"

#include <string.h>

#define LONG_LINE 72

const char *smpl_file(const struct facts *f)
{
	if (f->fast)
		return api_position(f->to, ROLE_WRITE) < 0 ? "core_fast.cocci"
							   : "core_fast_write.cocci";
	return f->locked ? "core_locked.cocci" : "core_unlocked.cocci";
}

/* A metavariable for @role; NULL where the rules write something else. */
static const char *metavariable(enum role role)
{
	static const char *const names[ROLE_COUNT] = {
		[ROLE_TSK] = "tsk",	[ROLE_MM] = "mm",	[ROLE_START] = "start",
		[ROLE_NR] = "nr",	[ROLE_WRITE] = "write", [ROLE_FORCE] = "force",
		[ROLE_FLAGS] = "flags", [ROLE_PAGES] = "pages",
	};

	return names[role];
}

static const char *argument(const struct facts *f, const struct api_function *fn, enum role role)
{
	bool adds_flags = !strncmp(fn->name, "__", 2) && role == ROLE_FLAGS;

	if (role == ROLE_FLAGS && f->fast && api_position(f->to, ROLE_WRITE) >= 0)
		return "write ? FOLL_WRITE : 0";
	if (role == ROLE_FORCE && f->fast)
		return "0";
	if (role == ROLE_MM && !f->same_mm)
		return "other";
	if (adds_flags)
		return api_position(f->from, ROLE_FLAGS) >= 0 ? "flags | FOLL_TOUCH | FOLL_REMOTE"
							      : "FOLL_TOUCH | FOLL_REMOTE";
	if (role == ROLE_LOCKED && fn == f->to && f->locked)
		return "&locked";
	return metavariable(role) ? metavariable(role) : "NULL";
}

static void add_call(struct buf *b, char mark, const struct facts *f, const struct api_function *fn)
{
	size_t start = b->len;

	buf_printf(b, "%c %s(", mark, fn->name);
	for (int i = 0; i < fn->params; i++) {
		const char *text = argument(f, fn, fn->role[i]);

		if (i && b->len - start + strlen(text) + 3 > LONG_LINE) {
			buf_printf(b, ",\n%c      ", mark);
			start = b->len - 8;
		} else if (i) {
			buf_addstr(b, ", ");
		}
		buf_addstr(b, text);
	}
	buf_addstr(b, ")\n");
}

static void add_lock(struct buf *b, const char *before, const char *name)
{
	buf_printf(b, "%s%s(%s);\n", before, name, strstr(name, "mmap_") ? "mm" : "&mm->mmap_sem");
}

static void add_metavariables(struct buf *b, const struct facts *f)
{
	buf_addstr(b, "@@\nexpression mm");
	for (int i = 0; i < f->from->params; i++) {
		const char *name = argument(f, f->from, f->from->role[i]);

		if (strcmp(name, "mm") != 0 && strcmp(name, "NULL") != 0 && strcmp(name, "0") != 0)
			buf_printf(b, ", %.*s", (int)strcspn(name, " "), name);
	}
	buf_addstr(b, ";\n@@\n");
}

void smpl_add(struct buf *b, const struct facts *f)
{
	buf_addstr(b, "// <smpl>\n");
	add_metavariables(b, f);
	if (!f->locked) {
		add_lock(b, "- ", f->acquire);
		buf_addstr(b, "  <+...\n");
		add_call(b, '-', f, f->from);
		add_call(b, '+', f, f->to);
		buf_addstr(b, "  ...+>\n");
		add_lock(b, "- ", f->release);
	} else {
		/* Taken killably it is part of a condition, which this does not spell out. */
		if (!f->killable) {
			add_lock(b, "  ", f->acquire);
			buf_addstr(b, "  <+...\n");
		}
		add_call(b, '-', f, f->from);
		add_call(b, '+', f, f->to);
		buf_addstr(b, f->killable ? "  ...\n" : "  ...+>\n");
		buf_addstr(b, "+ if (locked)\n");
		add_lock(b, "  ", f->release);
	}
	buf_addstr(b, "// </smpl>\n");
}
