// SPDX-License-Identifier: GPL-2.0-only
/*
 * The result as text, one line for each site in the grammar that editors and CI parse:
 *	FILE:LINE: VERDICT/REASON: CALLEE in FUNCTION(): DETAIL
 * then a summary. What was left out is counted here; the command names it on stderr.
 */
#include <stdlib.h>

#include "count.h"
#include "output.h"

#define BOLD "\033[1m"
#define GREEN "\033[1;32m"
#define YELLOW "\033[1;33m"
#define PLAIN "\033[m"

static void add_colored(struct buf *b, const struct report_style *style, const char *color,
			const char *text)
{
	buf_printf(b, "%s%s%s", style->color ? color : "", text, style->color ? PLAIN : "");
}

static const char *verdict_color(enum verdict verdict)
{
	switch (verdict) {
	case VERDICT_UNLOCKED:
	case VERDICT_LOCKED:
	case VERDICT_FAST:
		return GREEN;
	case VERDICT_MANUAL:
		return YELLOW;
	case VERDICT_KEEP:
		break;
	}
	return "";
}

static void add_place(struct buf *b, const struct report_style *style, const char *path,
		      uint32_t line)
{
	struct buf place = { 0 };

	output_line(&place, path);
	if (line)
		buf_printf(&place, ":%u", (unsigned int)line);
	buf_addch(&place, ':');
	add_colored(b, style, BOLD, place.data);
	buf_addch(b, ' ');
	buf_free(&place);
}

/* The lock statements of a bracket, each a line of its own. */
static void add_parts(struct buf *b, const struct report_style *style, const struct site_file *file,
		      const struct bracket_part *part, size_t count, const char *what)
{
	for (size_t i = 0; i < count; i++) {
		add_place(b, style, file->path, file->src.token[part[i].call].line);
		buf_printf(b, "note: %s\n", what);
	}
}

static bool is_rewritten(const struct judgement *j)
{
	return j->verdict == VERDICT_UNLOCKED || j->verdict == VERDICT_LOCKED;
}

static void add_site(struct buf *b, const struct report *report, const struct report_style *style,
		     size_t i)
{
	const struct site *site = &report->sites->site[i];
	const struct site_file *file = &report->sites->file[site->file];
	const struct judgement *j = &report->judgement[i];
	const char *reason = judgement_reason_name(j->reason);
	char *function = output_function(report->sites, site);
	struct buf verdict = { 0 };

	add_place(b, style, file->path, site->line);
	buf_printf(&verdict, "%s%s%s:", judgement_verdict_name(j->verdict), *reason ? "/" : "",
		   reason);
	add_colored(b, style, verdict_color(j->verdict), verdict.data);
	buf_printf(b, " %s", report->api->function[site->callee][site->form].name);
	if (*function)
		buf_printf(b, " in %s()", function);
	if (report->first && is_rewritten(j))
		buf_addstr(b, ": after introducing the variants");
	if (j->detail && *j->detail) {
		buf_addstr(b, ": ");
		output_line(b, j->detail);
	}
	buf_addch(b, '\n');
	if (style->verbose) {
		add_parts(b, style, file, j->bracket.acquire, j->bracket.acquires, "lock taken");
		add_parts(b, style, file, j->bracket.release, j->bracket.releases, "lock released");
	}
	buf_free(&verdict);
	free(function);
}

static void add_near(struct buf *b, const struct report_style *style, const struct near *near)
{
	add_place(b, style, near->file, near->line);
	buf_printf(b, "near%s: %s in ", near->convertible ? "/by-hand" : "", near->callee);
	output_line(b, near->function);
	buf_printf(b, "(): %s\n", near->why);
}

static const char *plural(size_t n)
{
	return n == 1 ? "" : "s";
}

static void add_verdicts(struct buf *b, const struct count *count)
{
	for (int v = 0; v < COUNT_VERDICTS; v++) {
		if (!count->verdict[v])
			continue;
		buf_printf(b, "  %-24s %5zu\n", judgement_verdict_name((enum verdict)v),
			   count->verdict[v]);
		for (int r = REASON_NONE + 1; r < REASON_COUNT; r++)
			if (count->reason[v][r])
				buf_printf(b, "    %-22s %5zu\n",
					   judgement_reason_name((enum reason)r),
					   count->reason[v][r]);
	}
}

static void add_summary(struct buf *b, const struct report *report)
{
	struct count count;

	count_read(report, &count);
	if (b->len)
		buf_addch(b, '\n');
	output_line(b, report->tree);
	if (report->rev)
		buf_printf(b, " at %.12s", report->rev);
	buf_printf(b, ": %zu call%s in %zu file%s, of %zu file%s seen\n", count.sites,
		   plural(count.sites), count.files, plural(count.files), report->files_seen,
		   plural(report->files_seen));
	add_verdicts(b, &count);
	if (report->near)
		buf_printf(b, "  %-24s %5zu\n", "near", report->near->count);
	if (report->problems->count)
		buf_printf(b, "  %-24s %5zu\n", "left out", report->problems->count);
}

int report_text(const struct report *report, const struct report_style *style, FILE *out,
		struct error *err)
{
	struct buf text = { 0 };
	int ret;

	for (size_t i = 0; i < report->sites->count; i++)
		if (style->verbose || report->judgement[i].reason != REASON_NOT_COMPILED)
			add_site(&text, report, style, i);
	for (size_t i = 0; report->near && i < report->near->count; i++)
		add_near(&text, style, &report->near->near[i]);
	if (!style->quiet)
		add_summary(&text, report);
	ret = output_write(out, &text, err);
	buf_free(&text);
	return ret;
}
