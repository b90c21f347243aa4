// SPDX-License-Identifier: GPL-2.0-only
/* diff: all agreed rewrites as one patch. */
#include "commands.h"
#include "options.h"

int command_diff(int argc, char **argv)
{
	struct options o;
	struct sweep sweep;
	struct error err;
	int status = options_read(&o, argc, argv, TAKE_REV | TAKE_PREFER);

	if (status)
		return status;
	if (sweep_run(&o.sweep, &sweep, &err)) {
		status = options_fail(&o, &err);
	} else {
		struct report report = options_report(&o, &sweep);

		status = options_name(&o, "left out", &sweep.problems);
		if (report_diff(&report, &o.style, stdout, &err))
			status = options_fail(&o, &err);
	}
	sweep_free(&sweep);
	options_free(&o);
	return status;
}
