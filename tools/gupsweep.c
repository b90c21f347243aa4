// SPDX-License-Identifier: GPL-2.0-only
/* gupsweep: which command. */
#include <argp.h>
#include <stdio.h>
#include <string.h>

#include "commands/commands.h"

static const struct {
	const char *name;
	int (*run)(int argc, char **argv);
} commands[] = {
	{ "scan", command_scan },     { "diff", command_diff },	      { "apply", command_apply },
	{ "verify", command_verify }, { "explain", command_explain }, { "series", command_series },
	{ "api", command_api },	      { "lint", command_lint },	      { "hook", command_hook },
};

static const char help[] =
	"gupsweep scan ~/linux            every get_user_pages call, with a verdict\n"
	"gupsweep diff ~/linux            the rewrites both judges agree on, as a patch\n"
	"gupsweep apply ~/linux           the same, in place: all files or none\n"
	"gupsweep verify ~/linux --patch FILE      prove a conversion made by hand\n"
	"gupsweep explain ~/linux FILE:LINE        why this verdict\n"
	"gupsweep series ~/linux -o out   the same as mails to maintainers; series --help\n"
	"gupsweep api ~/linux             the variants and parameters this tree offers\n"
	"gupsweep lint --staged           misuse and chances in what is to be committed\n"
	"gupsweep scan --kernel ~/linux ~/driver   an out-of-tree module\n"
	"\n"
	"Usage: gupsweep COMMAND [OPTION...] TREE [PATH...]\n"
	"\n"
	"Rewrites get_user_pages() callers that hold the mmap lock around the call to\n"
	"get_user_pages_unlocked() or the &locked form, where that is safe, and says of\n"
	"every other call why it stays. TREE is the top of a kernel tree; PATHs narrow.\n"
	"\n"
	"      --format=FORMAT   scan: text (default) or json\n"
	"      --rev=REV         read TREE's git objects at REV, no checkout (not for apply)\n"
	"      --patch=FILE      verify: a diff, a mail or an mbox; - for standard input\n"
	"      --kernel=DIR      TREE is a module; DIR is the kernel it is built against\n"
	"  -j, --jobs=N          threads and processes (default: the cores)\n"
	"      --no-cache        neither read nor write the cache of results\n"
	"      --color=WHEN      auto (default), always or never\n"
	"  -q, --quiet           no progress, no summary\n"
	"  -v, --verbose         the evidence of every verdict\n"
	"      --help, --version\n"
	"\n"
	"Exit status: 0 done; 1 verify refuted, lint found something; 2 wrong usage; 3 an\n"
	"input or a tool failed, what was left out is named. See gupsweep(1).\n";

int main(int argc, char **argv)
{
	argp_err_exit_status = 2;
	if (argc < 2) {
		fputs(help, stderr);
		return 2;
	}
	if (!strcmp(argv[1], "--help") || !strcmp(argv[1], "-h") || !strcmp(argv[1], "help"))
		return fputs(help, stdout) == EOF || fflush(stdout) ? 3 : 0;
	if (!strcmp(argv[1], "--version"))
		return puts("gupsweep " GUPSWEEP_VERSION) == EOF || fflush(stdout) ? 3 : 0;
	for (size_t i = 0; i < sizeof(commands) / sizeof(commands[0]); i++)
		if (!strcmp(argv[1], commands[i].name))
			return commands[i].run(argc - 1, argv + 1);
	fprintf(stderr, "gupsweep: command: on %s: no such command; see gupsweep --help\n",
		argv[1]);
	return 2;
}
