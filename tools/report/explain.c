// SPDX-License-Identifier: GPL-2.0-only
/*
 * explain: the function's lines from the first operation on the lock to the last, marked; which
 * operations can have happened last when the call is reached; the verdict with its evidence.
 */
#include "explain.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "gup/verdict/flow.h"
#include "gup/words/reasons.h"
#include "output.h"

#define CONTEXT 2     /* lines around */
#define MAX_LINES 120 /* of the excerpt; the call's neighbourhood if it is longer */

/* The lines that are shown. */
struct excerpt {
	const struct source *src;
	uint32_t first, last;
};

static uint32_t line_of(const struct source *src, uint32_t tok)
{
	return src->token[tok].line;
}

static struct excerpt choose_lines(const struct flow *flow, const struct site *site)
{
	const struct source *src = flow->src;
	const struct function *f = &src->function[flow->fn];
	struct excerpt x = { src, site->line, line_of(src, site->close) };

	for (size_t i = 0; i < flow->locks.count; i++) {
		uint32_t line = line_of(src, flow->locks.op[i].call);

		x.first = line < x.first ? line : x.first;
		x.last = line > x.last ? line : x.last;
	}
	x.first = x.first > line_of(src, f->first) + CONTEXT ? x.first - CONTEXT
							     : line_of(src, f->first);
	x.last = x.last + CONTEXT < line_of(src, f->close) ? x.last + CONTEXT
							   : line_of(src, f->close);
	if (x.last - x.first > MAX_LINES) {
		x.first =
			site->line > MAX_LINES / 2 + x.first ? site->line - MAX_LINES / 2 : x.first;
		x.last = x.first + MAX_LINES < x.last ? x.first + MAX_LINES : x.last;
	}
	return x;
}

/* "[" takes the lock, "]" releases it, ">" is the call. */
static char mark_of(const struct flow *flow, const struct site *site, uint32_t line)
{
	if (line == site->line)
		return '>';
	for (size_t i = 0; i < flow->locks.count; i++) {
		const struct lock_op *op = &flow->locks.op[i];

		if (line_of(flow->src, op->call) == line)
			return op->kind == LOCK_RELEASE_READ || op->kind == LOCK_RELEASE_WRITE
				       ? ']'
				       : '[';
	}
	return ' ';
}

static void add_excerpt(struct buf *b, const struct flow *flow, const struct site *site)
{
	struct excerpt x = choose_lines(flow, site);
	const char *text = x.src->text, *end = x.src->text + x.src->len;

	for (uint32_t line = 1; line <= x.last && text < end; line++) {
		const char *stop = memchr(text, '\n', (size_t)(end - text));
		size_t len = stop ? (size_t)(stop - text) : (size_t)(end - text);

		if (line >= x.first) {
			buf_printf(b, "%6u %c ", line, mark_of(flow, site, line));
			for (size_t i = 0; i < len; i++)
				buf_addch(b, (unsigned char)text[i] < ' ' && text[i] != '\t'
						     ? '?'
						     : text[i]);
			buf_addch(b, '\n');
		}
		text += len + 1;
	}
}

static const char *kind_text(const struct lock_op *op)
{
	switch (op->kind) {
	case LOCK_WRITE:
		return "held for write";
	case LOCK_READ_TRY:
		return "held for read, by a trylock";
	case LOCK_READ_KILLABLE:
		return "held for read, taken killably";
	case LOCK_DOWNGRADE:
		return "held for read, downgraded";
	default:
		return "held for read";
	}
}

/* What can have happened last to the lock when the call is reached. */
static void add_state(struct buf *b, const struct flow *flow, const struct site *site)
{
	uint32_t stmt = flow->broken ? SOURCE_NONE : statement_at(&flow->st, site->name);
	uint64_t state = stmt == SOURCE_NONE ? 0 : flow->in[stmt];

	if (flow->broken) {
		buf_printf(b, "  line %u: %s\n", line_of(flow->src, flow->broken_at), flow->broken);
		return;
	}
	if (!state)
		buf_addstr(b, "  no path from the function's start to the call was found\n");
	if (state & FLOW_FREE)
		buf_addstr(b, state == FLOW_FREE ? "  on every path: not taken in this function\n"
						 : "  on some path: not taken in this function\n");
	for (uint32_t i = 0; i < flow->locks.count; i++) {
		const struct lock_op *op = &flow->locks.op[i];

		if (!(state & FLOW_HELD(i)))
			continue;
		buf_printf(b, "  on %s path: %s since line %u\n",
			   state == FLOW_HELD(i) ? "every" : "some", kind_text(op),
			   line_of(flow->src, op->call));
	}
}

static void add_code(struct buf *b, const struct site_file *file, const struct site *site)
{
	struct flow flow;

	if (site->function == SOURCE_NONE || site->name == SOURCE_NONE) {
		buf_addstr(b, "The call is outside functions, in a macro perhaps.\n");
		return;
	}
	flow_read(&file->src, site->function, &flow);
	add_excerpt(b, &flow, site);
	buf_addstr(b, "\nThe mmap lock at the call:\n");
	add_state(b, &flow, site);
	flow_free(&flow);
}

/* What the rewrite rests on, line by line. */
static void add_rests(struct buf *b, const char *rests)
{
	buf_addstr(b, "It rests on this:\n");
	while (*rests) {
		size_t len = strcspn(rests, "\n");
		char *line = memory_strndup(rests, len);

		buf_addstr(b, "  ");
		output_line(b, line);
		buf_addch(b, '\n');
		free(line);
		rests += len + (rests[len] == '\n');
	}
}

static void add_verdict(struct buf *b, const struct report *report, size_t index,
			const struct report_style *style)
{
	const struct judgement *j = &report->judgement[index];
	const char *reason = judgement_reason_name(j->reason);

	buf_printf(b, "\nVerdict: %s%s%s%s%s\n", style->color ? "\033[1m" : "",
		   judgement_verdict_name(j->verdict), *reason ? "/" : "", reason,
		   style->color ? "\033[m" : "");
	buf_printf(b, "  it means: %s\n  evidence: ", reasons_meaning(j->reason));
	output_line(b, j->detail ? j->detail : "");
	buf_addch(b, '\n');
	if (report->first && j->schedules)
		buf_addstr(b, "  this tree has no variants: series introduces them first\n");
	if (j->rests)
		add_rests(b, j->rests);
	if (j->schedules)
		buf_printf(b, "  proof: the same before and after on %zu schedules\n",
			   j->schedules);
	buf_printf(b, "For another verdict: %s\n", reasons_remedy(j->reason));
}

int report_explain(const struct report *report, size_t index, const struct report_style *style,
		   FILE *out, struct error *err)
{
	const struct site *site = &report->sites->site[index];
	const struct site_file *file = &report->sites->file[site->file];
	char *function = output_function(report->sites, site);
	struct buf b = { 0 };
	int status;

	output_line(&b, file->path);
	buf_printf(&b, ":%u: %s in ", site->line,
		   report->api->function[site->callee][site->form].name);
	output_line(&b, function);
	buf_addstr(&b, "()\n\n");
	add_code(&b, file, site);
	add_verdict(&b, report, index, style);
	status = output_write(out, &b, err);
	buf_free(&b);
	free(function);
	return status;
}
