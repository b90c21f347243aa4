// SPDX-License-Identifier: GPL-2.0-only
/* api: what was read of the tree's prototypes and implementation. */
#include "../api/kernel.h"
#include "commands.h"
#include "options.h"

int command_api(int argc, char **argv)
{
	struct options o;
	struct tree *tree = NULL;
	struct api api;
	struct error err;
	int status = options_read(&o, argc, argv, TAKE_REV);

	if (status)
		return status;
	if (o.sweep.rev ? tree_open(&tree, o.sweep.root, o.sweep.rev, &err)
			: api_open_kernel(&tree, o.sweep.kernel ? o.sweep.kernel : o.sweep.root,
					  &err)) {
		options_free(&o);
		return options_fail(&o, &err);
	}
	if (api_read(tree, &api, &err)) {
		status = options_fail(&o, &err);
	} else {
		if (report_api(&api, stdout, &err))
			status = options_fail(&o, &err);
		api_free(&api);
	}
	tree_close(tree);
	options_free(&o);
	return status;
}
