// SPDX-License-Identifier: GPL-2.0-only
/* patch: the lines of a patch, one after another: what is before a file, its header, its hunks. */
#include "patch.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "patchparts.h"

#define MAX_LINE 4000000000u /* of a file; also that many lines */

/* -- lines ---------------------------------------------------------------------------------- */

static size_t line_length(const struct patch *p)
{
	const char *newline = memchr(p->at, '\n', (size_t)(p->end - p->at));

	return newline ? (size_t)(newline - p->at) + 1 : (size_t)(p->end - p->at);
}

static bool at_end(const struct patch *p)
{
	return p->at == p->end;
}

static void next_line(struct patch *p)
{
	p->at += line_length(p);
	p->number++;
}

static bool starts(const struct patch *p, const char *word)
{
	size_t len = strlen(word);

	return (size_t)(p->end - p->at) >= len && !memcmp(p->at, word, len);
}

/* The line from @skip on, without its end; the caller's. */
static char *rest(const struct patch *p, size_t skip)
{
	size_t len = line_length(p);

	while (len > skip && (p->at[len - 1] == '\n' || p->at[len - 1] == '\r'))
		len--;
	return memory_strndup(p->at + skip, len - skip);
}

static int broken(const struct patch *p, uint32_t line, const char *why)
{
	return error_set(p->err, "patch: on %s: line %u: %s", p->name, line, why);
}

/* -- hunks ---------------------------------------------------------------------------------- */

static bool read_number(const char **s, uint32_t *out)
{
	uint64_t n = 0;

	if (**s < '0' || **s > '9')
		return false;
	for (; **s >= '0' && **s <= '9'; (*s)++)
		if ((n = n * 10 + (uint64_t)(**s - '0')) > MAX_LINE)
			return false;
	*out = (uint32_t)n;
	return true;
}

/* "12,3" or "12"; an empty side names the line before it. */
static bool read_side(const char **s, struct patch_side *side)
{
	side->count = 1;
	if (!read_number(s, &side->first))
		return false;
	if (**s == ',') {
		(*s)++;
		if (!read_number(s, &side->count))
			return false;
	}
	side->first += !side->count;
	return side->first > 0;
}

/* "@@ -1,2 +3,4 @@ ..."; the text is NUL-terminated. */
static bool read_range(const struct patch *p, struct patch_hunk *h)
{
	const char *s = p->at + strlen("@@ -");

	if (!starts(p, "@@ -") || !read_side(&s, &h->old) || strncmp(s, " +", 2))
		return false;
	s += 2;
	return read_side(&s, &h->new) && !strncmp(s, " @@", 3);
}

/* One side while it is read. */
struct side {
	struct buf text;
	bool ended; /* by a line without an end */
};

/* Append a line to one side; false: there can be none any more. */
static bool add_line(struct side *side, const char *text, size_t len, bool strips_cr)
{
	bool has_cr = strips_cr && len > 1 && text[len - 2] == '\r' && text[len - 1] == '\n';

	buf_add(&side->text, text, has_cr ? len - 2 : len);
	if (has_cr)
		buf_addch(&side->text, '\n');
	return !side->ended;
}

/* "\ No newline at end of file": the line before it has none. False: it is nothing, then. */
static bool end_side(struct side *side)
{
	size_t len = side->text.len;

	side->ended = true;
	if (len < 2 || side->text.data[len - 2] == '\n')
		return false;
	if (side->text.data[len - 1] == '\n')
		side->text.data[--side->text.len] = '\0';
	return true;
}

/* The lines of a hunk whose header was read into @h, to its two sides. */
static int read_lines(struct patch *p, struct patch_hunk *h, struct side *old, struct side *new)
{
	uint32_t olds = h->old.count, news = h->new.count;
	char mark = '\0';

	while (olds || news || starts(p, "\\ ")) {
		size_t len = line_length(p);
		bool empty = !at_end(p) && (*p->at == '\n' || (*p->at == '\r' && len == 2));
		char before = mark;

		mark = at_end(p) ? '\0' : empty ? ' ' : *p->at;
		if (mark == '\\') {
			if (!before || (before != '+' && !end_side(old)) ||
			    (before != '-' && !end_side(new)))
				return broken(
					p, p->number,
					"\"\\ No newline\" after no line; make the patch again");
			mark = before;
			next_line(p);
			continue;
		}
		if (mark != ' ' && mark != '-' && mark != '+')
			return broken(p, h->line,
				      "the hunk is shorter than its header says (truncated?); get "
				      "the whole patch");
		if ((mark != '+' && !olds) || (mark != '-' && !news))
			return broken(p, p->number,
				      "the hunk has other lines than its header says; get the "
				      "patch again, unedited");
		olds -= mark != '+';
		news -= mark != '-';
		h->leading |= !before && mark == ' ';
		if ((mark != '+' && !add_line(old, p->at + !empty, len - !empty, p->strips_cr)) ||
		    (mark != '-' && !add_line(new, p->at + !empty, len - !empty, p->strips_cr)))
			return broken(
				p, p->number,
				"a line after the last one of the file; make the patch again");
		next_line(p);
	}
	h->trailing = mark == ' ';
	return 0;
}

/* After a hunk: a line that looks like one more of it is one too many. "-- " begins a signature. */
static bool is_surplus(const struct patch *p)
{
	return !at_end(p) &&
	       ((*p->at == '+' && !starts(p, "+++ ")) || (*p->at == '-' && !starts(p, "--")));
}

static void keep_side(struct patch *p, struct patch_side *side, struct buf *text)
{
	side->at = p->sides.len;
	side->len = text->len;
	buf_add(&p->sides, text->data, text->len);
	buf_free(text);
}

static int read_hunks(struct patch *p)
{
	uint64_t before = 0;

	while (starts(p, "@@ -")) {
		struct patch_hunk h = { .line = p->number };
		struct side old = { 0 }, new = { 0 };
		int ret;

		if (!read_range(p, &h))
			return broken(p, p->number,
				      "not a hunk header; get the patch again, unedited");
		if (h.old.first < before)
			return broken(p, p->number,
				      "the hunks are not in order; get the patch again");
		before = (uint64_t)h.old.first + h.old.count;
		next_line(p);
		ret = read_lines(p, &h, &old, &new);
		keep_side(p, &h.old, &old.text);
		keep_side(p, &h.new, &new.text);
		if (ret)
			return -1;
		VEC_PUSH(p->hunk, p->hunks, p->room, h);
		if (is_surplus(p))
			return broken(p, p->number,
				      "the hunk is longer than its header says; get the patch "
				      "again, unedited");
	}
	return 0;
}

/* -- files ---------------------------------------------------------------------------------- */

/* The base85 lines of a "GIT binary patch": up to an empty line, twice. */
static void skip_binary(struct patch *p)
{
	next_line(p);
	while (starts(p, "literal ") || starts(p, "delta ")) {
		while (!at_end(p) && *p->at != '\n' && *p->at != '\r')
			next_line(p);
		if (!at_end(p))
			next_line(p);
	}
}

static enum patch_type type_of(const char *mode)
{
	return !strncmp(mode, "160", 3)	  ? PATCH_SUBMODULE
	       : !strncmp(mode, "120", 3) ? PATCH_LINK
					  : PATCH_REGULAR;
}

/* "index 1234..5678 100644" */
static void read_index(struct patch *p, const char *text)
{
	const char *s = text + strspn(text, "0123456789abcdef");
	size_t len = strncmp(s, "..", 2) ? 0 : strspn(s + 2, "0123456789abcdef");

	if (!len || len >= sizeof(p->new_id))
		return;
	memcpy(p->new_id, s + 2, len);
	if (s[2 + len] == ' ')
		p->old_type = p->new_type = type_of(s + len + 3);
}

/* One line of git's extended header; false if it is none. */
static bool read_extended(struct patch *p, struct patchname *name)
{
	char **from = &name->from, **to = &name->to;
	const struct {
		const char *word;
		char **keep;	       /* the name that follows */
		enum patch_type *type; /* or the mode */
		enum patch_kind kind;
	} lines[] = {
		{ "rename from ", from, NULL, PATCH_RENAME },
		{ "rename to ", to, NULL, PATCH_RENAME },
		{ "copy from ", from, NULL, PATCH_COPY },
		{ "copy to ", to, NULL, PATCH_COPY },
		{ "old mode ", NULL, &p->old_type, PATCH_MODIFY },
		{ "new mode ", NULL, &p->new_type, PATCH_MODIFY },
		{ "deleted file mode ", NULL, &p->old_type, PATCH_DELETE },
		{ "new file mode ", NULL, &p->new_type, PATCH_ADD },
	};
	char *index;

	for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++) {
		size_t len = strlen(lines[i].word);

		if (!starts(p, lines[i].word))
			continue;
		if (lines[i].keep) {
			free(*lines[i].keep);
			*lines[i].keep = rest(p, len);
		} else {
			*lines[i].type = type_of(p->at + len);
		}
		if (lines[i].kind)
			p->kind = lines[i].kind;
		return true;
	}
	if (!starts(p, "index "))
		return starts(p, "similarity index ") || starts(p, "dissimilarity index ");
	index = rest(p, strlen("index "));
	read_index(p, index);
	free(index);
	return true;
}

/* "--- NAME" and "+++ NAME" on two lines. */
static bool at_names(const struct patch *p)
{
	const char *next = p->at + line_length(p);

	return starts(p, "--- ") && p->end - next >= 4 && !memcmp(next, "+++ ", 4);
}

static void drop(char **path)
{
	free(*path);
	*path = NULL;
}

/* The names, and with those of a plain diff what it does. */
static int settle_names(struct patch *p, struct patchname *name)
{
	const struct patch_hunk *h = p->hunk;
	bool alone = !name->git && p->hunks == 1;
	const char *why;

	name->strip = &p->strip;
	why = patchname_read(name, &p->old_path, &p->new_path);
	if (why)
		return broken(p, p->line, why);
	/* "-0,0" in a plain diff: there is nothing on that side */
	if (!p->old_path || (alone && !h->old.count && h->old.first == 1))
		p->kind = PATCH_ADD;
	else if (!p->new_path || (alone && !h->new.count && h->new.first == 1))
		p->kind = PATCH_DELETE;
	if (p->kind == PATCH_ADD)
		drop(&p->old_path);
	else if (p->kind == PATCH_DELETE)
		drop(&p->new_path);
	return 0;
}

static int read_content(struct patch *p, struct patchname *name)
{
	if (name->git && starts(p, "GIT binary patch")) {
		p->binary = true;
		skip_binary(p);
	} else if (name->git && starts(p, "Binary files ")) {
		p->binary = true;
		next_line(p);
	} else if (at_names(p)) {
		name->minus = rest(p, 4);
		next_line(p);
		name->plus = rest(p, 4);
		next_line(p);
		if (!starts(p, "@@ -"))
			return broken(p, p->line, "no hunk follows the names; get the whole patch");
	}
	if (read_hunks(p))
		return -1;
	if (p->hunks && !name->minus)
		return broken(p, p->line, "hunks without \"---\" and \"+++\"; get the patch again");
	return settle_names(p, name);
}

static void forget_file(struct patch *p)
{
	drop(&p->old_path);
	drop(&p->new_path);
	buf_reset(&p->sides);
	p->kind = PATCH_MODIFY;
	p->old_type = p->new_type = PATCH_REGULAR;
	p->binary = false;
	p->new_id[0] = '\0';
	p->hunks = 0;
}

static int read_file(struct patch *p)
{
	struct patchname name = { 0 };
	int ret;

	p->files++;
	p->line = p->number;
	p->strips_cr = line_length(p) > 1 && p->at[line_length(p) - 2] == '\r';
	if (starts(p, "diff --git ")) {
		name.git = rest(p, strlen("diff --git "));
		next_line(p);
		while (read_extended(p, &name))
			next_line(p);
	}
	ret = read_content(p, &name);
	patchname_free(&name);
	return ret;
}

/* "Binary files a/x and b/x differ" */
static bool is_plain_binary(const struct patch *p)
{
	char *line = rest(p, 0);
	size_t len = strlen(line);
	bool is = starts(p, "Binary files ") && strstr(line, " and ") && len > 7 &&
		  !strcmp(line + len - 7, " differ");

	free(line);
	return is;
}

/* Does the line begin something that belongs to a patch, without the file that it needs? */
static int check_stray(struct patch *p)
{
	struct patch_hunk h;

	if (starts(p, "diff --cc ") || starts(p, "diff --combined ") || starts(p, "@@@ -"))
		return broken(p, p->number,
			      "a combined diff of a merge; give the diff against one parent");
	if (read_range(p, &h))
		return broken(p, p->number,
			      "a hunk without the names of a file; get the whole patch");
	if (is_plain_binary(p) || starts(p, "GIT binary patch"))
		return broken(p, p->number,
			      "a binary change without \"diff --git\"; make the patch "
			      "with git diff --binary");
	return 0;
}

/* The subject that a mail's header names at the line at hand, continued lines put to it. */
static void read_subject(struct patch *p)
{
	struct buf b = { 0 };
	const char *at = p->at + strlen("Subject:");

	drop(&p->subject);
	do {
		size_t len = strcspn(at, "\r\n"), skip = strspn(at, " \t");

		if (b.len)
			buf_addch(&b, ' ');
		buf_add(&b, at + skip, len > skip ? len - skip : 0);
		at += len;
		at += strspn(at, "\r");
		at += *at == '\n';
	} while (*at == ' ' || *at == '\t');
	p->subject = buf_detach(&b);
}

/* A line that is no part of a file: perhaps a mail's, as mail.c has it. */
static void read_mail(struct patch *p)
{
	const char *text = p->text.data;
	bool after_blank =
		p->at == text || (p->at[-1] == '\n' && (p->at == text + 1 || p->at[-2] == '\n'));

	if (after_blank && starts(p, "From ")) {
		drop(&p->subject);
		p->in_header = true;
	} else if (*p->at == '\n' || *p->at == '\r') {
		p->in_header = false;
	} else if (p->in_header && !p->subject && starts(p, "Subject:")) {
		read_subject(p);
	}
}

int patch_next(struct patch *p)
{
	forget_file(p);
	for (; !at_end(p); next_line(p)) {
		if (starts(p, "diff --git ") || at_names(p))
			return read_file(p);
		if (check_stray(p))
			return -1;
		read_mail(p);
	}
	return 1;
}

int patch_open(struct patch *p, const char *text, size_t len, const char *name, struct error *err)
{
	const char *nul = len ? memchr(text, '\0', len) : NULL;

	*p = (struct patch){ .name = name,
			     .number = 1,
			     .strip = -1,
			     .in_header = true,
			     .err = err };
	if (len > PATCH_MAX)
		return error_set(err, "patch: on %s: longer than %u MiB; split it", name,
				 PATCH_MAX >> 20);
	if (nul) {
		for (const char *at = text; (at = memchr(at, '\n', (size_t)(nul - at))); at++)
			p->number++;
		return broken(p, p->number, "a NUL byte; it is no patch of text, or damaged");
	}
	buf_reserve(&p->text, len);
	mail_decode(text, len, &p->text);
	if (memchr(p->text.data, '\0', p->text.len))
		return broken(p, 1,
			      "a NUL byte in a mail's body; it is no patch of text, or damaged");
	p->at = p->text.data;
	p->end = p->at + p->text.len;
	return 0;
}

void patch_close(struct patch *p)
{
	drop(&p->old_path);
	drop(&p->new_path);
	drop(&p->subject);
	free(p->hunk);
	buf_free(&p->sides);
	buf_free(&p->text);
	*p = (struct patch){ 0 };
}
