// SPDX-License-Identifier: GPL-2.0-only
/*
 * call: the text of a changed call. The white space of the author stays where it is, the arguments
 * move through it and take their comments along; continuation lines that were aligned to the "("
 * follow it. Only where a line gets too long is the call broken anew.
 */
#include "call.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

static bool has_newline(const struct writer *w, struct span s)
{
	return memchr(w->p->src->text + s.at, '\n', s.end - s.at);
}

static bool is_blank(const struct writer *w, struct span s)
{
	return lines_blank(&w->p->lines, s.at, s.end);
}

/* The end of a comment that follows the "," ending at @at and is the last of its line, or @at. */
static uint32_t post_end(const struct layout *p, uint32_t at)
{
	uint32_t end = lines_end(&p->lines, lines_at(&p->lines, at));

	if (lines_blank(&p->lines, at, end) || !layout_ends_line(p, at))
		return at;
	while (call_is_white(p->src->text[end - 1]))
		end--;
	return end;
}

/* Does ";" follow the ")" at once, and nothing but perhaps a comment on its line? */
static bool ends_statement(const struct writer *w)
{
	uint32_t close = w->call.tokens->close;
	uint32_t s = statement_at(&w->p->code.st, close);

	return s != SOURCE_NONE && w->p->code.st.stmt[s].end == close + 2 &&
	       layout_at(w->p, close + 1) == layout_behind(w->p, close) &&
	       layout_ends_line(w->p, layout_behind(w->p, close + 1));
}

static void read_slots(struct writer *w)
{
	const struct layout *p = w->p;
	uint32_t at = layout_behind(p, w->call.tokens->open);
	bool posts = false;

	for (size_t i = 0; i < w->call.olds; i++) {
		const struct call_arg *arg = &w->call.before[i];
		struct slot *s = &w->slot[i];
		uint32_t first = layout_at(p, arg->first), white = at;

		while (white < first && call_is_white(p->src->text[white]))
			white++;
		s->gap = (struct span){ at, white };
		s->body = (struct span){ white, layout_behind(p, arg->end - 1) };
		s->tail = (struct span){ s->body.end, layout_at(p, arg->end) };
		at = layout_behind(p, arg->end);
		s->post = (struct span){ at, at };
		if (i + 1 < w->call.olds)
			s->post.end = at = post_end(p, at);
		else if (posts && ends_statement(w))
			s->post = (struct span){ at + 1, post_end(p, at + 1) };
		posts |= s->post.at < s->post.end;
		w->comments |= white < first || !is_blank(w, s->tail) || s->post.at < s->post.end;
	}
}

/* Were the lines of the call aligned to its "("? */
static void read_alignment(struct writer *w)
{
	const struct layout *p = w->p;

	w->old_margin = lines_column(&p->lines, layout_at(p, w->call.tokens->open)) + 1;
	for (size_t i = 0; i < w->call.olds; i++) {
		uint32_t line, start;

		if (!has_newline(w, w->slot[i].gap))
			continue;
		line = lines_at(&p->lines, w->slot[i].gap.end);
		start = lines_start(&p->lines, line);
		if (lines_column(&p->lines, w->slot[i].gap.end) != w->old_margin) {
			w->aligned = false;
			w->margin = lines_column(&p->lines, w->slot[i].gap.end);
			w->spaces =
				!memchr(p->src->text + start, '\t', lines_indent(&p->lines, line));
			return;
		}
		w->aligned = true;
		w->spaces = !memchr(p->src->text + start, '\t', lines_indent(&p->lines, line));
	}
	if (!w->aligned) {
		uint32_t line = p->src->token[w->call.tokens->name].line;
		uint32_t indent = lines_indent(&p->lines, line);

		w->spaces = indent &&
			    !memchr(p->src->text + lines_start(&p->lines, line), '\t', indent);
		w->aligned = true; /* all on one line: new lines will be */
	}
}

/* The column of byte @at after the edits that were made to the left of it on its line. */
static size_t new_column(const struct layout *p, uint32_t at)
{
	uint32_t from = lines_start(&p->lines, lines_at(&p->lines, at));
	struct buf line = { 0 };
	size_t begin, column;

	for (uint32_t i = from; i < at;) {
		const struct edit *edit = layout_edit_over(p, i);

		if (edit) {
			buf_addstr(&line, edit->text);
			i = edit->at + edit->len;
		} else {
			buf_addch(&line, p->src->text[i++]);
		}
	}
	for (begin = line.len; begin && line.data[begin - 1] != '\n';)
		begin--;
	column = line.len ? lines_advance(0, line.data + begin, line.len - begin) : 0;
	buf_free(&line);
	return column;
}

/* The column that the next byte of the output gets. */
static size_t column_now(const struct writer *w)
{
	size_t begin = w->out.len;

	while (begin && w->out.data[begin - 1] != '\n')
		begin--;
	return lines_advance(begin ? 0 : w->start, w->out.len ? w->out.data + begin : "",
			     w->out.len - begin);
}

/* Copy a span. Lines in it that begin behind the margin move along with it. */
static void copy(struct writer *w, struct span s)
{
	const char *text = w->p->src->text;

	for (uint32_t at = s.at; at < s.end;) {
		uint32_t white = at + 1;
		size_t column;

		buf_addch(&w->out, text[at]);
		if (text[at++] != '\n' || !w->aligned)
			continue;
		while (white < s.end && (text[white] == ' ' || text[white] == '\t'))
			white++;
		column = lines_advance(0, text + at, white - at);
		if (column < w->old_margin)
			continue;
		lines_pad(&w->out, column + w->margin - w->old_margin, w->spaces);
		at = white;
	}
}

static void write_body(struct writer *w, const struct new_arg *arg)
{
	if (arg->old != CALL_NEW) {
		struct span body = w->slot[arg->old].body;

		if (arg->instead)
			body.end = layout_at(w->p, w->call.before[arg->old].first);
		copy(w, body);
		if (*arg->extra && !arg->instead)
			buf_addch(&w->out, ' ');
	}
	buf_addstr(&w->out, arg->extra);
}

/*
 * The comment of the argument that is now the last: behind the ";" if that ends the line with no
 * other comment, in the column among the arguments where it was, or behind the tabs that it was
 * behind.
 */
static void write_end(struct writer *w, const struct slot *own, const struct slot *last)
{
	uint32_t end = layout_behind(w->p, w->call.tokens->close + 1);
	uint32_t line_end = lines_end(&w->p->lines, lines_at(&w->p->lines, end));
	struct span text;
	size_t column;

	w->to = layout_at(w->p, w->call.tokens->close);
	if (!own || own->post.at == own->post.end) {
		if (last->post.at < last->post.end) {
			buf_addstr(&w->out, ");");
			w->to = last->post.end;
		}
		return;
	}
	text = own->post;
	while (call_is_white(w->p->src->text[text.at]))
		text.at++;
	if (!ends_statement(w) ||
	    (last->post.at == last->post.end && !lines_blank(&w->p->lines, end, line_end))) {
		copy(w, own->post);
		return;
	}
	buf_addstr(&w->out, ");");
	w->to = last->post.at < last->post.end ? last->post.end : end;
	if (w->p->src->text[own->post.at] == '\t') {
		copy(w, own->post);
		return;
	}
	column = lines_column(&w->p->lines, text.at);
	if (w->aligned)
		column = column + w->margin - w->old_margin;
	do
		buf_addch(&w->out, ' ');
	while (column_now(w) < column);
	copy(w, text);
}

static void write_arguments(struct writer *w)
{
	struct call *call = &w->call;

	for (size_t i = 0; i < call->news; i++) {
		const struct new_arg *arg = &call->after[i];
		const struct slot *own = arg->old == CALL_NEW ? NULL : &w->slot[arg->old];
		const struct slot *last = &w->slot[call->olds - 1];

		if (i || !w->hangs) {
			copy(w, w->slot[i].gap);
		} else {
			buf_addstr(&w->out, call_newline(w));
			lines_pad(&w->out, w->margin, w->spaces);
		}
		write_body(w, arg);
		if (own && !is_blank(w, own->tail))
			copy(w, own->tail);
		if (i + 1 < call->news) {
			buf_addch(&w->out, ',');
			if (own)
				copy(w, own->post);
			continue;
		}
		if (is_blank(w, last->tail))
			copy(w, last->tail);
		write_end(w, own, last);
	}
}

/* The comments of arguments that are no more. */
static void note_dropped(struct writer *w)
{
	for (size_t i = 0; i < w->call.olds; i++) {
		bool kept = false;

		for (size_t k = 0; k < w->call.news; k++)
			kept |= w->call.after[k].old == i;
		if (!kept)
			layout_note_comments(w->p, w->slot[i].gap.at, w->slot[i].post.end,
					     "its argument");
	}
}

/* A comment to the end of a line cannot move to where something follows on the line. */
static bool has_line_comment(const struct writer *w)
{
	const struct layout *p = w->p;
	const struct comment *c;

	for (size_t i = 0; (c = layout_comment(p, &i, layout_at(p, w->call.tokens->name),
					       layout_at(p, w->call.tokens->close)));)
		if (p->src->text[c->at + 1] == '/')
			return true;
	return false;
}

size_t call_indent(const struct writer *w)
{
	const struct lines *l = &w->p->lines;
	uint32_t line = w->p->src->token[w->call.tokens->name].line;

	return lines_column(l, lines_start(l, line) + lines_indent(l, line));
}

const char *call_newline(const struct writer *w)
{
	return lines_newline(&w->p->lines, w->p->src->token[w->call.tokens->name].line);
}

/* The call with the line breaks that it had. */
static void write_lines(struct writer *w)
{
	const struct layout_call *tokens = w->call.tokens;
	uint32_t at = layout_behind(w->p, tokens->name), end = layout_behind(w->p, tokens->open);

	buf_reset(&w->out);
	buf_addstr(&w->out, w->call.name);
	buf_add(&w->out, w->p->src->text + at, end - at);
	if (w->hangs)
		w->margin = call_indent(w) + CALL_HANGING;
	else if (w->aligned)
		w->margin = column_now(w);
	write_arguments(w);
}

static int write_call(struct writer *w)
{
	struct layout *p = w->p;
	const struct layout_call *tokens = w->call.tokens;
	bool moves = w->call.news != w->call.olds;

	for (size_t i = 0; i < w->call.news; i++)
		moves |= !call_stays(&w->call, i);
	if (moves && has_line_comment(w))
		return layout_refuse(p, tokens->name,
				     "a comment to the end of the line is in the call");
	w->from = layout_at(p, tokens->name);
	w->start = new_column(p, w->from);
	write_lines(w);
	if (w->comments && w->aligned && call_is_wide(w)) {
		/* it keeps its line breaks, and all lines move left */
		w->hangs = true;
		write_lines(w);
	} else if (!w->comments && call_limit_width(w)) {
		return -1;
	}
	note_dropped(w);
	layout_edit(p, w->from, w->to, buf_detach(&w->out));
	return 0;
}

int layout_write_call(struct layout *p, const struct layout_call *tokens)
{
	struct writer w = { .p = p };
	int result = call_read(p, tokens, &w.call);

	if (!result) {
		read_slots(&w);
		read_alignment(&w);
		result = write_call(&w);
	}
	buf_free(&w.out);
	call_free(&w.call);
	return result;
}
