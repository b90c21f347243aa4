// SPDX-License-Identifier: GPL-2.0-only
/*
 * fill: a call whose lines got too long, broken anew: as many arguments on each line as fit, an argument
 * that is too long alone behind its operators, at worst the call behind the "=" before it or behind its
 * own "("; where nothing is narrow enough, as the author broke it. With comments in it the call keeps
 * its line breaks, and gets one behind its "(" if that helps.
 */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "call.h"

#define LIMIT_USUAL 80 /* columns: what most code keeps to, whatever the tree allows */
#define LIMIT_MOST 100 /* and what is bearable where nothing else can be had */

/* How the lines of a call are broken anew; columns count from 0. */
struct call_shape {
	enum {
		SHAPE_ALIGNED,	/* lines begin behind the "(" */
		SHAPE_ASSIGNED, /* the call begins a line, behind the "=" before it */
		SHAPE_HANGING,	/* the line ends behind "(", all others are far to the left */
		SHAPES
	} kind;
	size_t margin; /* of continuation lines */
	size_t limit;  /* of a line's length */
	size_t tail;   /* columns that the last line goes on for, with the ")" */
};

/* Past the string or character literal that begins at @s. */
static const char *past_literal(const char *s)
{
	char quote = *s++;

	for (; *s && *s != quote; s++)
		if (*s == '\\' && s[1])
			s++;
	return *s ? s + 1 : s;
}

/*
 * The longest beginning of @piece, of at most @room columns, that ends with a binary operator outside
 * of all brackets, where a line may end. Its length in bytes, or 0.
 */
static size_t breakable(const char *piece, size_t room)
{
	size_t found = 0;
	int depth = 0;

	for (const char *s = piece; *s;) {
		size_t word;

		if (*s == '"' || *s == '\'') {
			s = past_literal(s);
			continue;
		}
		depth += strchr("([{", *s) != NULL;
		depth -= strchr(")]}", *s) != NULL;
		word = *s == ' ' ? strcspn(s + 1, " ") : 0;
		if (word && !depth && s[1 + word] && strspn(s + 1, "+-*/%&|^=!<>?:") == word) {
			size_t len = (size_t)(s - piece) + 1 + word;

			if (lines_advance(0, piece, len) > room)
				break;
			found = len;
		}
		s++;
	}
	return found;
}

static size_t width_of(const char *text)
{
	return lines_advance(0, text, strlen(text));
}

/* Begin a line; its column. */
static size_t new_line(struct writer *w, size_t margin)
{
	buf_addstr(&w->out, call_newline(w));
	lines_pad(&w->out, margin, w->spaces);
	return margin;
}

/* Write @piece from *@column on; behind an operator the line may end. False if it is too long. */
static bool add_piece(struct writer *w, const struct call_shape *shape, const char *piece,
		      size_t behind, size_t *column)
{
	while (*column + width_of(piece) + behind > shape->limit && *column < shape->limit) {
		size_t len = breakable(piece, shape->limit - *column);

		if (!len)
			break;
		buf_add(&w->out, piece, len);
		*column = new_line(w, shape->margin);
		piece += len + strspn(piece + len, " ");
	}
	buf_addstr(&w->out, piece);
	*column += width_of(piece);
	return *column + behind <= shape->limit;
}

/*
 * Break the call anew: as many of its arguments (@piece, none with a newline) on each line as the limit
 * allows, after @head, the callee with its "(". False if a line is too long nevertheless.
 */
static bool fill_lines(struct writer *w, const struct call_shape *shape, const char *head,
		       char *const *piece)
{
	size_t column = w->start, count = w->call.news;
	bool fits = true;

	buf_reset(&w->out);
	if (shape->kind == SHAPE_ASSIGNED)
		column = new_line(w, call_indent(w) + 8);
	buf_addstr(&w->out, head);
	column = lines_advance(column, head, strlen(head));
	if (shape->kind == SHAPE_HANGING)
		column = new_line(w, shape->margin);
	for (size_t i = 0; i < count; i++) {
		size_t behind = i + 1 < count ? 1 : shape->tail; /* "," or ")" and what follows */

		if (i && column + 1 + width_of(piece[i]) + behind <= shape->limit) {
			buf_addch(&w->out, ' ');
			column++;
		} else if (i) {
			column = new_line(w, shape->margin);
		}
		fits &= add_piece(w, shape, piece[i], behind, &column);
		if (i + 1 < count) {
			buf_addch(&w->out, ',');
			column++;
		}
	}
	return fits;
}

/* Columns of what follows the output on its last line. */
static size_t tail_width(const struct writer *w)
{
	const struct lines *l = &w->p->lines;

	return lines_column(l, lines_end(l, lines_at(l, w->to))) - lines_column(l, w->to);
}

/* The widest line of the output with what follows it. */
static size_t widest(const struct writer *w)
{
	size_t column = w->start, most = 0, tail = tail_width(w);

	for (size_t i = 0; i < w->out.len; i++) {
		char c = w->out.data[i];

		if (c == '\n')
			column = 0;
		else if (c != '\r')
			column = lines_advance(column, &c, 1);
		if (column > most)
			most = column;
	}
	return column + tail > most ? column + tail : most;
}

static size_t old_width(const struct writer *w)
{
	const struct lines *l = &w->p->lines;
	uint32_t line = w->p->src->token[w->call.tokens->name].line;
	size_t most = 0;

	for (; line <= w->p->src->token[w->call.tokens->close].line; line++) {
		size_t width = lines_column(l, lines_end(l, line));

		if (width > most)
			most = width;
	}
	return most;
}

/* An argument on one line; the caller's. */
static char *flat(const struct writer *w, const struct new_arg *arg)
{
	struct buf text = { 0 };

	if (arg->old != CALL_NEW && !arg->instead) {
		struct span body = w->slot[arg->old].body;

		for (uint32_t at = body.at; at < body.end; at++) {
			char c = w->p->src->text[at];
			bool white = call_is_white(c);

			if (!white || !text.len || text.data[text.len - 1] != ' ')
				buf_addch(&text, white ? ' ' : c);
		}
		if (*arg->extra)
			buf_addch(&text, ' ');
	}
	buf_addstr(&text, arg->extra);
	return buf_detach(&text);
}

/* Is the call whose "(" is @open what an assignment stores or a declaration begins with? */
static bool is_value(const struct layout *p, uint32_t open)
{
	uint32_t call = code_call_at(&p->code, open), up = layout_chained_to(p, call);

	for (size_t i = 0; i < p->code.fulls; i++)
		if (p->code.full[i].expr == call && p->code.full[i].symbol != CODE_NONE)
			return true;
	return up != SOURCE_NONE && expression_is(&p->code.e, up, "=");
}

/* Is the call the whole right side of an assignment that stands on its line from the start? */
static bool is_assigned(const struct writer *w)
{
	const struct layout *p = w->p;
	uint32_t name = w->call.tokens->name;
	uint32_t s = statement_at(&p->code.st, name);

	return s != SOURCE_NONE && p->code.st.stmt[s].first < name &&
	       is_value(p, w->call.tokens->open) &&
	       p->src->token[p->code.st.stmt[s].first].line == p->src->token[name].line &&
	       layout_begins_line(p, p->code.st.stmt[s].first);
}

/* Break the call anew so that no line is longer than @limit; w->out is the answer if that can be. */
static bool fill(struct writer *w, size_t limit, const char *head, char *const *piece)
{
	struct call_shape shape = { .limit = limit, .tail = tail_width(w) };

	for (; shape.kind < SHAPES; shape.kind++) {
		if ((shape.kind == SHAPE_ASSIGNED && !is_assigned(w)) ||
		    (shape.kind == SHAPE_HANGING && limit != w->p->request->columns))
			continue;
		shape.margin = shape.kind == SHAPE_ALIGNED    ? w->margin
			       : shape.kind == SHAPE_ASSIGNED ? call_indent(w) + 8 + strlen(head)
							      : call_indent(w) + CALL_HANGING;
		if (!fill_lines(w, &shape, head, piece))
			continue;
		if (shape.kind == SHAPE_ASSIGNED)
			w->from = layout_behind(w->p, w->call.tokens->name - 1);
		return true;
	}
	return false;
}

/*
 * Break the call anew, to @usual columns, else to what the tree allows, else to what is bearable;
 * but rather as the author broke it, @width columns wide, than to a limit that this keeps too.
 */
static bool narrow(struct writer *w, size_t usual, size_t width)
{
	const size_t limit[] = { usual, w->p->request->columns, LIMIT_MOST };
	uint32_t behind = layout_behind(w->p, w->call.tokens->name);
	char *head = memory_printf("%s%.*s", w->call.name,
				   (int)(layout_behind(w->p, w->call.tokens->open) - behind),
				   w->p->src->text + behind);
	struct buf kept = w->out;
	char *piece[CALL_MAX_ARGS];
	bool stays = false, done = false;

	w->out = (struct buf){ 0 };
	for (size_t i = 0; i < w->call.news; i++)
		piece[i] = flat(w, &w->call.after[i]);
	for (size_t i = 0; i < sizeof(limit) / sizeof(limit[0]) && !done && !stays; i++) {
		stays = width <= limit[i];
		done = !stays && fill(w, limit[i], head, piece);
	}
	for (size_t i = 0; i < w->call.news; i++)
		free(piece[i]);
	free(head);
	buf_free(done ? &kept : &w->out);
	if (!done)
		w->out = kept;
	return stays || done;
}

bool call_is_wide(const struct writer *w)
{
	size_t old = old_width(w);

	return widest(w) > (old > w->p->request->columns ? old : w->p->request->columns);
}

int call_limit_width(struct writer *w)
{
	const struct layout_call *tokens = w->call.tokens;
	size_t old = old_width(w), width = widest(w), usual = w->p->request->columns;

	if (old <= LIMIT_USUAL && usual > LIMIT_USUAL)
		usual = LIMIT_USUAL;
	if (width <= (old > usual ? old : usual) ||
	    w->p->src->token[tokens->open].line != w->p->src->token[tokens->name].line ||
	    narrow(w, usual, width))
		return 0;
	return layout_refuse(w->p, tokens->name, "its lines would be too long");
}
