// SPDX-License-Identifier: GPL-2.0-only
/* explain: why this verdict, for the call at FILE:LINE. */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "commands.h"
#include "options.h"
#include "report/explain.h"

/* Split "FILE:LINE" at its last colon; 0 if it has no line. */
static unsigned long split(char *place)
{
	char *colon = strrchr(place, ':'), *end;
	unsigned long line = colon ? strtoul(colon + 1, &end, 10) : 0;

	if (!line || *end)
		return 0;
	*colon = '\0';
	return line;
}

/* The site at @line, or in whose call's lines it is; sites.count if there is none. */
static size_t find_site(const struct sites *sites, unsigned long line)
{
	for (size_t i = 0; i < sites->count; i++) {
		const struct site *s = &sites->site[i];
		const struct source *src = &sites->file[s->file].src;
		uint32_t last = s->name == SOURCE_NONE ? s->line : src->token[s->close].line;

		if (s->line <= line && line <= last)
			return i;
	}
	return sites->count;
}

static int no_site(const struct sites *sites, const char *file, unsigned long line,
		   struct error *err)
{
	struct buf lines = { 0 };

	for (size_t i = 0; i < sites->count && i < 20; i++)
		buf_printf(&lines, "%s%u", i ? ", " : "", sites->site[i].line);
	error_set(err, "explain: on %s:%lu: no call of the family is there; %s %s", file, line,
		  lines.len ? "those of this file are at" : "this file has none",
		  lines.len ? lines.data : "");
	buf_free(&lines);
	return -1;
}

static int explain(struct options *o, const char *file, unsigned long line, struct error *err)
{
	struct sweep sweep;
	struct report report;
	size_t index;
	int status;

	o->sweep.explains = true;
	status = sweep_run(&o->sweep, &sweep, err);

	if (!status) {
		report = options_report(o, &sweep);
		index = find_site(&sweep.sites, line);
		status = index == sweep.sites.count
				 ? no_site(&sweep.sites, file, line, err)
				 : report_explain(&report, index, &o->style, stdout, err);
		report.first = NULL; /* the call's own file will do */
		if (!status && sweep.judgement[index].schedules)
			status = report_diff(&report, &o->style, stdout, err);
	}
	sweep_free(&sweep);
	return status;
}

int command_explain(int argc, char **argv)
{
	struct options o;
	struct error err;
	unsigned long line;
	char *file;
	int status = options_read(&o, argc, argv, TAKE_REV | TAKE_PREFER);

	if (status)
		return status;
	file = memory_strdup(o.paths && !o.paths[1] ? o.paths[0] : "");
	line = split(file);
	if (!line) {
		error_set(&err,
			  "explain: on %s: not one FILE:LINE; say e.g. gupsweep explain "
			  "~/linux mm/gup_test.c:272",
			  o.paths ? o.paths[0] : "no argument");
		options_fail(&o, &err);
		status = 2;
	} else {
		o.paths[0] = file;
		if (explain(&o, file, line, &err))
			status = options_fail(&o, &err);
	}
	free(file);
	options_free(&o);
	return status;
}
