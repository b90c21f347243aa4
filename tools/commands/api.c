// SPDX-License-Identifier: GPL-2.0-only
/* api: what was read of the tree's prototypes and implementation. */
#include "commands.h"
#include "gup/api/kernel.h"
#include "options.h"

/* TREE at --rev, or --kernel, or TREE, which may also be packaged headers. */
static int open_kernel(const struct options *o, struct kernel *kernel, struct error *err)
{
	*kernel = (struct kernel){ 0 };
	if (o->sweep.rev)
		return tree_open(&kernel->source, o->sweep.root, o->sweep.rev, err);
	return kernel_open(kernel, o->sweep.kernel ? o->sweep.kernel : o->sweep.root, err);
}

int command_api(int argc, char **argv)
{
	struct options o;
	struct kernel kernel;
	struct api api = { 0 };
	struct error err;
	int status = options_read(&o, argc, argv, TAKE_REV);

	if (status)
		return status;
	if (open_kernel(&o, &kernel, &err) || api_read(kernel.source, kernel.built, &api, &err) ||
	    report_api(&api, stdout, &err))
		status = options_fail(&o, &err);
	api_free(&api);
	kernel_close(&kernel);
	options_free(&o);
	return status;
}
