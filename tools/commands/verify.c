// SPDX-License-Identifier: GPL-2.0-only
/* verify: is somebody else's conversion proved? */
#include "../verify.h"
#include "commands.h"
#include "options.h"

static int exit_status(const struct verify *verify)
{
	int status = verify->problems.count ? 3 : 0;

	for (size_t i = 0; i < verify->count; i++) {
		if (verify->finding[i].proof.outcome == PROOF_REFUTED)
			return 1;
		if (verify->finding[i].proof.outcome != PROOF_HOLDS)
			status = 3;
	}
	return status;
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
