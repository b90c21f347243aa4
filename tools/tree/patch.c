// SPDX-License-Identifier: GPL-2.0-only
/* patch: the lines of a patch, one after another: what is before a file, its header, its hunks. */
#include "patch.h"

#include <stdlib.h>
#include <string.h>

#include "../base/memory.h"
#include "mail.h"
#include "patchname.h"

#define MAX_LINE 4000000000u /* of a file; also that many lines */

struct parser {
	struct patch *patch;
	const char *at, *end; /* the line at hand, and the end of the text */
	uint32_t number;      /* of that line */
	bool strips_cr;	      /* a mailer made CRLF of all line ends */
	int strip;	      /* components of names in plain diffs: what an earlier file showed */
	struct error *err;
};

/* -- lines ---------------------------------------------------------------------------------- */

static size_t line_length(const struct parser *p)
{
	const char *newline = memchr(p->at, '\n', (size_t)(p->end - p->at));

	return newline ? (size_t)(newline - p->at) + 1 : (size_t)(p->end - p->at);
}

static bool at_end(const struct parser *p)
{
	return p->at == p->end;
}

static void next_line(struct parser *p)
{
	p->at += line_length(p);
	p->number++;
}

static bool starts(const struct parser *p, const char *word)
{
	size_t len = strlen(word);

	return (size_t)(p->end - p->at) >= len && !memcmp(p->at, word, len);
}

/* The line from @skip on, without its end; the caller's. */
static char *rest(const struct parser *p, size_t skip)
{
	size_t len = line_length(p);

	while (len > skip && (p->at[len - 1] == '\n' || p->at[len - 1] == '\r'))
		len--;
	return memory_strndup(p->at + skip, len - skip);
}

static int broken(const struct parser *p, uint32_t line, const char *why)
{
	return error_set(p->err, "patch: on %s: line %u: %s", p->patch->name, line, why);
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
static bool read_side(const char **s, uint32_t *first, uint32_t *count)
{
	*count = 1;
	if (!read_number(s, first))
		return false;
	if (**s == ',') {
		(*s)++;
		if (!read_number(s, count))
			return false;
	}
	*first += !*count;
	return *count ? *first > 0 : true;
}

/* "@@ -1,2 +3,4 @@ ..."; the text is NUL-terminated. */
static bool read_range(const struct parser *p, struct patch_range *r)
{
	const char *s = p->at;

	if (!starts(p, "@@ -"))
		return false;
	s += 4;
	if (!read_side(&s, &r->old_first, &r->old_count) || strncmp(s, " +", 2))
		return false;
	s += 2;
	return read_side(&s, &r->new_first, &r->new_count) && !strncmp(s, " @@", 3);
}

static void add_line(struct parser *p, char mark, const char *text, size_t len)
{
	struct patch *patch = p->patch;

	if (p->strips_cr && len > 1 && text[len - 2] == '\r' && text[len - 1] == '\n') {
		/* the patch's own copy of the text: the CR goes */
		((char *)text)[len - 2] = '\n';
		len--;
	}
	VEC_PUSH(patch->line, patch->lines, patch->line_room,
		 (struct patch_line){ .text = text, .len = (uint32_t)len, .mark = mark });
}

/* "\ No newline at end of file": the line before it has none. */
static int end_without_newline(struct parser *p, bool any)
{
	struct patch_line *last;

	if (!any)
		return broken(p, p->number,
			      "\"\\ No newline\" after no line; make the patch again");
	last = &p->patch->line[p->patch->lines - 1];
	if (last->len && last->text[last->len - 1] == '\n')
		last->len--;
	next_line(p);
	return 0;
}

/* The lines of a hunk whose header was read into @h. */
static int read_lines(struct parser *p, struct patch_hunk *h)
{
	uint32_t old = h->range.old_count, new = h->range.new_count;
	size_t start = p->patch->lines;

	while (old || new || starts(p, "\\ ")) {
		size_t len = line_length(p);
		bool empty = !at_end(p) && (*p->at == '\n' || (*p->at == '\r' && len == 2));
		char mark = at_end(p) ? '\0' : empty ? ' ' : *p->at;

		if (mark == '\\') {
			if (end_without_newline(p, p->patch->lines > start))
				return -1;
			continue;
		}
		if (mark != ' ' && mark != '-' && mark != '+')
			return broken(p, h->line,
				      "the hunk is shorter than its header says (truncated?); get "
				      "the whole patch");
		if ((mark != '+' && !old) || (mark != '-' && !new))
			return broken(p, p->number,
				      "the hunk has other lines than its header says; get the "
				      "patch again, unedited");
		old -= mark != '+';
		new -= mark != '-';
		next_line(p); /* first: add_line() may shorten it */
		add_line(p, mark, p->at - len + !empty, len - !empty);
	}
	return 0;
}

/* After a hunk: a line that looks like one more of it is one too many. "-- " begins a signature. */
static bool is_surplus(const struct parser *p)
{
	return !at_end(p) &&
	       ((*p->at == '+' && !starts(p, "+++ ")) || (*p->at == '-' && !starts(p, "--")));
}

static int read_hunks(struct parser *p, struct patch_file *file)
{
	struct patch *patch = p->patch;
	uint32_t before = 0;

	file->first = patch->hunks;
	while (starts(p, "@@ -")) {
		struct patch_hunk h = { .line = p->number, .first = patch->lines };

		if (!read_range(p, &h.range))
			return broken(p, p->number,
				      "not a hunk header; get the patch again, unedited");
		if (h.range.old_first < before)
			return broken(p, p->number,
				      "the hunks are not in order; get the patch again");
		before = h.range.old_first + h.range.old_count;
		next_line(p);
		if (read_lines(p, &h))
			return -1;
		h.end = patch->lines;
		VEC_PUSH(patch->hunk, patch->hunks, patch->hunk_room, h);
		if (is_surplus(p))
			return broken(p, p->number,
				      "the hunk is longer than its header says; get the patch "
				      "again, unedited");
	}
	file->end = patch->hunks;
	return 0;
}

/* -- files ---------------------------------------------------------------------------------- */

/* The base85 lines of a "GIT binary patch": up to an empty line, twice. */
static void skip_binary(struct parser *p)
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
static void read_index(struct patch_file *file, const char *text)
{
	size_t old = strspn(text, "0123456789abcdef");
	size_t new = strncmp(text + old, "..", 2) ? 0 : strspn(text + old + 2, "0123456789abcdef");

	if (!new || old >= sizeof(file->old_id) || new >= sizeof(file->new_id))
		return;
	memcpy(file->old_id, text, old);
	memcpy(file->new_id, text + old + 2, new);
	if (text[old + 2 + new] == ' ')
		file->old_type = file->new_type = type_of(text + old + new + 3);
}

/* What stands between "diff --git" and the hunks. */
struct header {
	char *git;	    /* the two names of the "diff --git" line, or NULL */
	char *minus, *plus; /* of "---" and "+++", or NULL */
	char *from, *to;    /* of a rename or copy, or NULL */
};

static void header_free(struct header *h)
{
	free(h->git);
	free(h->minus);
	free(h->plus);
	free(h->from);
	free(h->to);
}

static void keep(char **to, char *text)
{
	free(*to);
	*to = text;
}

/* One line of git's extended header; false if it is none. */
static bool read_extended(struct parser *p, struct patch_file *file, struct header *h)
{
	static const struct {
		const char *word;
		enum patch_kind kind;
		bool is_from;
	} moves[] = {
		{ "rename from ", PATCH_RENAME, true },
		{ "rename to ", PATCH_RENAME, false },
		{ "copy from ", PATCH_COPY, true },
		{ "copy to ", PATCH_COPY, false },
	};

	for (size_t i = 0; i < sizeof(moves) / sizeof(moves[0]); i++)
		if (starts(p, moves[i].word)) {
			file->kind = moves[i].kind;
			keep(moves[i].is_from ? &h->from : &h->to, rest(p, strlen(moves[i].word)));
			return true;
		}
	if (starts(p, "old mode ")) {
		file->mode_changed = true;
		file->old_type = type_of(p->at + 9);
	} else if (starts(p, "new mode ")) {
		file->new_type = type_of(p->at + 9);
	} else if (starts(p, "deleted file mode ")) {
		file->kind = PATCH_DELETE;
		file->old_type = type_of(p->at + 18);
	} else if (starts(p, "new file mode ")) {
		file->kind = PATCH_ADD;
		file->new_type = type_of(p->at + 14);
	} else if (starts(p, "index ")) {
		char *text = rest(p, 6);

		read_index(file, text);
		free(text);
	} else {
		return starts(p, "similarity index ") || starts(p, "dissimilarity index ");
	}
	return true;
}

/* "--- NAME" and "+++ NAME" on two lines. */
static bool at_names(const struct parser *p)
{
	const char *next = p->at + line_length(p);

	return starts(p, "--- ") && p->end - next >= 4 && !memcmp(next, "+++ ", 4);
}

static void read_names(struct parser *p, struct header *h)
{
	keep(&h->minus, rest(p, 4));
	next_line(p);
	keep(&h->plus, rest(p, 4));
	next_line(p);
}

/* An empty side in a plain diff: "-0,0". */
static bool is_nothing(const struct patch *patch, const struct patch_file *file, bool old)
{
	const struct patch_range *r = &patch->hunk[file->first].range;

	if (file->end != file->first + 1)
		return false;
	return old ? !r->old_count && r->old_first == 1 : !r->new_count && r->new_first == 1;
}

/* The names, and with those of a plain diff what it does. */
static int settle_names(struct parser *p, struct patch_file *file, struct header *h)
{
	struct patchname name = { .git = h->git,
				  .minus = h->from ? NULL : h->minus,
				  .plus = h->to ? NULL : h->plus,
				  .from = h->from,
				  .to = h->to,
				  .strip = p->strip };
	const char *why = patchname_read(&name, &file->old_path, &file->new_path);

	p->strip = name.strip;
	if (why)
		return broken(p, file->line, why);
	if (!file->old_path)
		file->kind = PATCH_ADD;
	else if (!file->new_path)
		file->kind = PATCH_DELETE;
	else if (!h->git && is_nothing(p->patch, file, true))
		file->kind = PATCH_ADD;
	else if (!h->git && is_nothing(p->patch, file, false))
		file->kind = PATCH_DELETE;
	if (file->kind == PATCH_ADD) {
		free(file->old_path);
		file->old_path = NULL;
	} else if (file->kind == PATCH_DELETE) {
		free(file->new_path);
		file->new_path = NULL;
	}
	return 0;
}

static int read_file(struct parser *p)
{
	struct patch *patch = p->patch;
	struct patch_file file = { .line = p->number };
	struct header h = { 0 };
	int ret = 0;

	p->strips_cr = line_length(p) > 1 && p->at[line_length(p) - 2] == '\r';
	if (starts(p, "diff --git ")) {
		h.git = rest(p, strlen("diff --git "));
		next_line(p);
		while (read_extended(p, &file, &h))
			next_line(p);
	}
	if (h.git && starts(p, "GIT binary patch")) {
		file.binary = true;
		skip_binary(p);
	} else if (h.git && starts(p, "Binary files ")) {
		file.binary = true;
		next_line(p);
	} else if (at_names(p)) {
		read_names(p, &h);
		ret = starts(p, "@@ -") ? 0
					: broken(p, file.line,
						 "no hunk follows the names; get the whole patch");
	}
	if (!ret)
		ret = read_hunks(p, &file);
	if (!ret && h.git && file.end > file.first && !h.minus)
		ret = broken(p, file.line,
			     "hunks without \"---\" and \"+++\"; get the patch again");
	if (!ret)
		ret = settle_names(p, &file, &h);
	header_free(&h);
	VEC_PUSH(patch->file, patch->files, patch->file_room, file);
	return ret;
}

/* "Binary files a/x and b/x differ" */
static bool is_plain_binary(const struct parser *p)
{
	char *line = rest(p, 0);
	size_t len = strlen(line);
	bool is = starts(p, "Binary files ") && strstr(line, " and ") && len > 7 &&
		  !strcmp(line + len - 7, " differ");

	free(line);
	return is;
}

/* Does the line begin something that belongs to a patch, without the file that it needs? */
static int check_stray(struct parser *p)
{
	struct patch_range r;

	if (starts(p, "diff --cc ") || starts(p, "diff --combined ") || starts(p, "@@@ -"))
		return broken(p, p->number,
			      "a combined diff of a merge; give the diff against one parent");
	if (read_range(p, &r))
		return broken(p, p->number,
			      "a hunk without the names of a file; get the whole patch");
	if (is_plain_binary(p) || starts(p, "GIT binary patch"))
		return broken(p, p->number,
			      "a binary change without \"diff --git\"; make the patch "
			      "with git diff --binary");
	return 0;
}

int patch_parse(struct patch *patch, const char *text, size_t len, const char *name,
		struct error *err)
{
	struct parser p = { .patch = patch, .number = 1, .strip = -1, .err = err };
	const char *nul = len ? memchr(text, '\0', len) : NULL;

	*patch = (struct patch){ .name = memory_strdup(name) };
	if (len > PATCH_MAX)
		return error_set(err, "patch: on %s: longer than %u MiB; split it", name,
				 PATCH_MAX >> 20);
	if (nul) {
		for (const char *at = text; (at = memchr(at, '\n', (size_t)(nul - at))); at++)
			p.number++;
		return broken(&p, p.number, "a NUL byte; it is no patch of text, or damaged");
	}
	buf_reserve(&patch->text, len);
	mail_decode(text, len, &patch->text);
	if (memchr(patch->text.data, '\0', patch->text.len))
		return broken(&p, 1,
			      "a NUL byte in a mail's body; it is no patch of text, or damaged");
	for (p.at = patch->text.data, p.end = p.at + patch->text.len; !at_end(&p);) {
		if (starts(&p, "diff --git ") || at_names(&p)) {
			if (read_file(&p))
				return -1;
		} else if (check_stray(&p)) {
			return -1;
		} else {
			next_line(&p);
		}
	}
	return 0;
}

void patch_free(struct patch *patch)
{
	for (size_t i = 0; i < patch->files; i++) {
		free(patch->file[i].old_path);
		free(patch->file[i].new_path);
	}
	free(patch->file);
	free(patch->hunk);
	free(patch->line);
	free(patch->name);
	buf_free(&patch->text);
	*patch = (struct patch){ 0 };
}

void patch_ranges(const struct patch *patch, const struct patch_file *file,
		  struct patch_range **list, size_t *count, size_t *room)
{
	for (size_t i = file->first; i < file->end; i++) {
		const struct patch_hunk *h = &patch->hunk[i];
		uint32_t old = h->range.old_first, new = h->range.new_first;
		bool open = false;

		for (size_t k = h->first; k < h->end; k++) {
			char mark = patch->line[k].mark;

			if (mark != ' ' && !open)
				VEC_PUSH(*list, *count, *room,
					 (struct patch_range){ old, 0, new, 0 });
			open = mark != ' ';
			if (mark == '-')
				(*list)[*count - 1].old_count++;
			else if (mark == '+')
				(*list)[*count - 1].new_count++;
			old += mark != '+';
			new += mark != '-';
		}
	}
}
