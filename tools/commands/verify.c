// SPDX-License-Identifier: GPL-2.0-only
/* verify: is somebody else's conversion proved? */
#include "verify.h"
#include "commands.h"
#include "options.h"

static int exit_status(const struct verify *verify)
{
	bool proved = !verify->others;

	for (size_t i = 0; i < verify->count; i++)
		proved &= verify->finding[i].proof.outcome == PROOF_HOLDS ||
			  verify->finding[i].proof.outcome == PROOF_MENDS;
	return verify->problems.count ? 3 : proved ? 0 : 1;
}

int command_verify(int argc, char **argv)
{
	struct options o;
	struct verify verify;
	struct error err;
	int status = options_read(&o, argc, argv, TAKE_REV | TAKE_PATCH);
	struct verify_options options = { .root = o.sweep.root,
					  .rev = o.sweep.rev,
					  .kernel = o.sweep.kernel,
					  .patch = o.patch,
					  .jobs = o.sweep.jobs };

	if (status)
		return status;
	if (verify_run(&options, &verify, &err)) {
		status = options_fail(&o, &err);
	} else {
		options_name(&o, "left out", &verify.problems);
		status = exit_status(&verify);
		if (report_verify(&verify, &o.style, stdout, &err))
			status = options_fail(&o, &err);
	}
	verify_free(&verify);
	options_free(&o);
	return status;
}
