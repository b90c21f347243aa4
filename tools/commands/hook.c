// SPDX-License-Identifier: GPL-2.0-only
/* hook: install or remove git's pre-commit hook that lints what is staged, and what it runs. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "commands.h"
#include "lint/hook.h"

static const char help[] =
	"Usage: gupsweep hook install [--kernel DIR]\n"
	"  or:  gupsweep hook remove\n"
	"  or:  gupsweep hook run [--kernel DIR] [FILE...]\n\n"
	"A pre-commit hook of the repository around the current directory: it runs\n"
	"gupsweep hook run, which is gupsweep lint --staged --errors-only; with\n"
	"git config gupsweep.severity warning it stops a commit for warnings too. --kernel\n"
	"names the kernel of a module's repository. A hook that is not gupsweep's is never\n"
	"touched. The pre-commit framework gives run its FILEs, and two revisions.\n";

/* The DIR of "--kernel DIR" or "--kernel=DIR" alone; NULL: that is not what is there. */
static const char *read_kernel(int argc, char **argv)
{
	if (argc == 2 && !strcmp(argv[0], "--kernel"))
		return argv[1];
	return argc == 1 && !strncmp(argv[0], "--kernel=", 9) ? argv[0] + 9 : NULL;
}

static int run(int argc, char **argv)
{
	char **list = memory_alloc(((size_t)argc + 3) * sizeof(*list));
	size_t count = 0;
	int status;

	list[count++] = argv[0];
	list[count++] = (char *)"--hook";
	for (int i = 2; i < argc; i++)
		list[count++] = argv[i];
	status = command_lint((int)count, list);
	free(list);
	return status;
}

int command_hook(int argc, char **argv)
{
	const char *what = argc > 1 ? argv[1] : "", *kernel = NULL;
	bool install = !strcmp(what, "install");
	struct error err;
	char said[1200];
	int ret;

	if (argc == 2 && (!strcmp(what, "--help") || !strcmp(what, "-?")))
		return fputs(help, stdout) == EOF || fflush(stdout) ? 3 : 0;
	if (!strcmp(what, "run"))
		return run(argc, argv);
	if (install && argc > 2)
		kernel = read_kernel(argc - 2, argv + 2);
	if ((!install && strcmp(what, "remove") != 0) || (argc > 2 && !kernel)) {
		fprintf(stderr, "gupsweep: hook: on arguments: not understood; use gupsweep hook "
				"install, remove or run\n");
		return 2;
	}
	ret = install ? hook_install(kernel, said, sizeof(said), &err)
		      : hook_remove(said, sizeof(said), &err);
	if (ret) {
		fprintf(stderr, "gupsweep: %s\n", err.text);
		return 3;
	}
	return puts(said) == EOF || fflush(stdout) ? 3 : 0;
}
