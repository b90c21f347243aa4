// SPDX-License-Identifier: GPL-2.0-only
/* What verify found: a line for each function, and below a refuted one the way to where it fails. */
#include <string.h>

#include "output.h"
#include "verify.h"

static const char *const outcome_name[] = {
	[PROOF_HOLDS] = "proved",	    [PROOF_MENDS] = "mends",
	[PROOF_REFUTED] = "refuted",	    [PROOF_BOUND] = "not understood",
	[PROOF_UNCLEAR] = "not understood",
};

static void add_path(struct buf *b, const struct verify_finding *f)
{
	for (const char *line = f->proof.path.data, *end; line && *line; line = end + 1) {
		end = strchr(line, '\n');
		buf_addstr(b, "    line ");
		buf_add(b, line, (size_t)(end - line));
		buf_addch(b, '\n');
	}
}

static void add_finding(struct buf *b, const struct verify_finding *f, bool color)
{
	bool holds = f->proof.outcome == PROOF_HOLDS || f->proof.outcome == PROOF_MENDS;

	output_line(b, f->file);
	buf_printf(b, ":%u: %s%s%s: ", f->line, color ? holds ? "\033[32m" : "\033[31m" : "",
		   outcome_name[f->proof.outcome], color ? "\033[0m" : "");
	output_line(b, f->function);
	buf_addstr(b, "(): ");
	output_line(b, f->proof.why);
	buf_addch(b, '\n');
	add_path(b, f);
}

int report_verify(const struct verify *verify, const struct report_style *style, FILE *out,
		  struct error *err)
{
	size_t count[PROOF_UNCLEAR + 1] = { 0 };
	struct buf b = { 0 };
	int status;

	for (size_t i = 0; i < verify->count; i++) {
		add_finding(&b, &verify->finding[i], style->color);
		count[verify->finding[i].proof.outcome]++;
	}
	if (!style->quiet)
		buf_printf(
			&b,
			"%zu proved, %zu refuted, %zu not understood, in %zu files; %zu other "
			"functions changed, not judged (at most %d schedules each, each statement "
			"%d times)\n",
			count[PROOF_HOLDS] + count[PROOF_MENDS], count[PROOF_REFUTED],
			count[PROOF_BOUND] + count[PROOF_UNCLEAR], verify->files, verify->others,
			PROOF_SCHEDULES, PROOF_VISITS);
	status = output_write(out, &b, err);
	buf_free(&b);
	return status;
}
