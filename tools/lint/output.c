// SPDX-License-Identifier: GPL-2.0-only
/* output: the formats that are lines: checkpatch's, gcc's, and the commands of GitHub's workflows. */
#include "output.h"

#include <stdlib.h>
#include <string.h>

#include "latest.h"

#include "report/output.h"

#define RED "\033[31m"
#define YELLOW "\033[33m"
#define GREEN "\033[32m"
#define RESET "\033[m"

/* The fix, indented so that no line of it looks like a finding. */
static void add_diff(const char *diff, bool color, struct buf *b)
{
	bool in_hunk = false;

	while (*diff) {
		size_t len = strcspn(diff, "\n");
		const char *paint = "";

		in_hunk |= !strncmp(diff, "@@", 2);
		if (in_hunk) {
			if (color && *diff == '+')
				paint = GREEN;
			else if (color && *diff == '-')
				paint = RED;
			buf_addstr(b, "    ");
			buf_addstr(b, paint);
			buf_add(b, diff, len);
			buf_addstr(b, *paint ? RESET "\n" : "\n");
		}
		diff += len + (diff[len] == '\n');
	}
}

static void count(const struct lint *lint, size_t *errors, size_t *warnings)
{
	*errors = *warnings = 0;
	for (size_t i = 0; i < lint->findings.count; i++) {
		bool error = rule_is_error(lint->findings.finding[i].rule);

		*errors += error;
		*warnings += !error;
	}
}

static void add_path(const struct lint *lint, const struct finding *f, struct buf *b)
{
	char *typed = change_typed(&lint->options->change, f->file);

	output_line(b, typed);
	free(typed);
}

/* Of which commit or mail it is, where there are any. */
static void add_origin(const struct finding *f, struct buf *b)
{
	if (f->commit)
		buf_printf(b, " (commit %.12s)", f->commit);
	if (!f->mail)
		return;
	buf_addstr(b, " (mail: ");
	output_line(b, f->mail);
	buf_addch(b, ')');
}

void output_text(const struct lint *lint, const struct report_style *style, struct buf *b)
{
	size_t errors, warnings;

	for (size_t i = 0; i < lint->findings.count; i++) {
		const struct finding *f = &lint->findings.finding[i];
		bool error = rule_is_error(f->rule);

		add_path(lint, f, b);
		buf_printf(b, ":%u: ", f->line);
		if (style->color)
			buf_addstr(b, error ? RED : YELLOW);
		buf_addstr(b, error ? "ERROR: " : "WARNING: ");
		if (style->color)
			buf_addstr(b, RESET);
		output_line(b, f->message);
		buf_printf(b, " [%s]", rule_id(f->rule));
		add_origin(f, b);
		buf_addch(b, '\n');
		if (f->diff)
			add_diff(f->diff, style->color, b);
	}
	count(lint, &errors, &warnings);
	if (style->quiet || (!lint->findings.count && !lint->silenced))
		return;
	buf_printf(b, "total: %zu errors, %zu warnings, %zu files checked", errors, warnings,
		   lint->files);
	if (lint->silenced)
		buf_printf(b, ", %zu silenced", lint->silenced);
	buf_addch(b, '\n');
}

void output_gcc(const struct lint *lint, struct buf *b)
{
	for (size_t i = 0; i < lint->findings.count; i++) {
		const struct finding *f = &lint->findings.finding[i];

		add_path(lint, f, b);
		buf_printf(b, ":%u:%u: %s: ", f->line, f->column,
			   rule_is_error(f->rule) ? "error" : "warning");
		output_line(b, f->message);
		buf_printf(b, " [%s]", rule_id(f->rule));
		if (f->mail)
			add_origin(f, b);
		buf_addch(b, '\n');
	}
}

/* What GitHub's runner takes apart; a property must not hold ":" or "," either. */
static void add_escaped(struct buf *b, const char *s, bool property)
{
	for (; *s; s++) {
		unsigned char c = (unsigned char)*s;

		if (c == '%' || c < ' ' || (property && (c == ':' || c == ',')))
			buf_printf(b, "%%%02X", (unsigned int)c);
		else
			buf_addch(b, *s);
	}
}

/* The runner wants files as the repository has them, and lines as its last commit does. */
static void add_annotation(const struct finding *f, const char *prefix, const struct latest *latest,
			   struct buf *b)
{
	struct buf message = { 0 };
	uint32_t line;
	bool stays = latest_line(latest, f->line, &line);

	buf_printf(b, "::%s file=", rule_is_error(f->rule) ? "error" : "warning");
	add_escaped(b, prefix, true);
	add_escaped(b, latest->path, true);
	buf_printf(b, ",line=%u", line);
	if (stays)
		buf_printf(b, ",col=%u,endColumn=%u", f->column, f->end_column);
	buf_printf(b, ",title=%s::", rule_id(f->rule));
	buf_addstr(&message, f->message);
	add_origin(f, &message);
	if (!stays)
		buf_addstr(&message, "; a later commit changes this line");
	add_escaped(b, message.data, false);
	buf_addch(b, '\n');
	buf_free(&message);
}

void output_github(const struct lint *lint, struct buf *b)
{
	char *prefix = change_prefix(lint->options->change.root);

	for (size_t i = 0; i < lint->findings.count; i++) {
		struct latest latest;

		latest_open(lint, &lint->findings.finding[i], &latest);
		add_annotation(&lint->findings.finding[i], prefix, &latest, b);
		latest_close(&latest);
	}
	free(prefix);
}

int lint_print(const struct lint *lint, enum lint_format format, const struct report_style *style,
	       FILE *out, struct error *err)
{
	struct buf b = { 0 };
	int ret = 0;

	if (format == LINT_TEXT)
		output_text(lint, style, &b);
	else if (format == LINT_GCC)
		output_gcc(lint, &b);
	else if (format == LINT_GITHUB)
		output_github(lint, &b);
	else if (format == LINT_JSON)
		ret = output_json(lint, &b);
	else
		ret = output_sarif(lint, &b);
	if (ret)
		error_set(err, "write: the JSON document: out of memory; lint fewer files at once");
	else
		ret = output_write(out, &b, err);
	buf_free(&b);
	return ret;
}
