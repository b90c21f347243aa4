// SPDX-License-Identifier: GPL-2.0-only
/* hook: install or remove git's pre-commit hook that lints what is staged. */
#include <stdio.h>
#include <string.h>

#include "commands.h"
#include "lint/hook.h"

int command_hook(int argc, char **argv)
{
	struct error err;
	char said[1200];
	int ret;

	if (argc == 2 && (!strcmp(argv[1], "--help") || !strcmp(argv[1], "-?"))) {
		puts("Usage: gupsweep hook install | remove\n\n"
		     "A pre-commit hook of the repository around the current directory: it runs\n"
		     "gupsweep lint --staged. A hook that is not gupsweep's is never touched.");
		return 0;
	}
	if (argc != 2 || (strcmp(argv[1], "install") && strcmp(argv[1], "remove"))) {
		fprintf(stderr, "gupsweep: hook: on arguments: not understood; use gupsweep hook "
				"install or gupsweep hook remove\n");
		return 2;
	}
	ret = !strcmp(argv[1], "install") ? hook_install(said, sizeof(said), &err)
					  : hook_remove(said, sizeof(said), &err);
	if (ret) {
		fprintf(stderr, "gupsweep: %s\n", err.text);
		return 3;
	}
	return puts(said) == EOF || fflush(stdout) ? 3 : 0;
}
