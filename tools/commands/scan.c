// SPDX-License-Identifier: GPL-2.0-only
/* scan: every site with its verdict. */
#include "commands.h"
#include "options.h"

#define KEY_NEAR 512

static const struct argp_option own[] = {
	{ NULL, 0, NULL, 0, "Options of scan:", 0 },
	{ "near", KEY_NEAR, NULL, 0,
	  "also the neighbours, which fault under the lock: fixup_user_fault() and its kin", 0 },
	{ 0 },
};

static error_t parse_own(int key, char *value, struct argp_state *state)
{
	bool *near = state->input;

	(void)value;
	if (key != KEY_NEAR)
		return ARGP_ERR_UNKNOWN;
	*near = true;
	return 0;
}

static int run(struct options *o, struct sweep *sweep, struct nears *near, bool wanted,
	       struct error *err)
{
	struct report report;
	int status = sweep_run(&o->sweep, sweep, err);

	if (!status && wanted)
		status = near_find(sweep->tree,
				   sweep->kernel.source ? sweep->kernel.source : sweep->tree,
				   o->sweep.paths, o->sweep.jobs, near, &sweep->problems, err);
	if (status)
		return options_fail(o, err);
	report = options_report(o, sweep);
	report.near = wanted ? near : NULL;
	status = options_name(o, "left out", &sweep->problems);
	if (o->format == FORMAT_JSON ? report_json(&report, stdout, err)
				     : report_text(&report, &o->style, stdout, err))
		status = options_fail(o, err);
	return status;
}

int command_scan(int argc, char **argv)
{
	bool wanted = false;
	const struct argp more = { .options = own, .parser = parse_own };
	struct nears near = { 0 };
	struct options o;
	struct sweep sweep;
	struct error err;
	int status = options_read_more(&o, argc, argv, TAKE_FORMAT | TAKE_REV | TAKE_PREFER, &more,
				       &wanted);

	if (status)
		return status;
	status = run(&o, &sweep, &near, wanted, &err);
	near_free(&near);
	sweep_free(&sweep);
	options_free(&o);
	return status;
}
