/* SPDX-License-Identifier: GPL-2.0-only
 *
 * Writes the C that joins a testcase to the model, so that a testcase is nothing but its own files:
 *
 *	generate driver SOURCE AUXINFO KNOWN TESTCASE
 *		A driver for the functions of SOURCE, whose prototypes gcc -aux-info wrote to AUXINFO.
 *		What it declares and KNOWN (names, one a line) does not list becomes an opaque function.
 *	generate family MM_H
 *		The family with the prototypes of MM_H, in terms of model_gup().
 *
 * Parameters of the family are known by their names: tsk mm start nr_pages write force gup_flags
 * pages vmas locked, in whatever order.
 */
#include <stdio.h>
#include <string.h>

#include "generate.h"

int main(int argc, char **argv)
{
	if (argc == 6 && !strcmp(argv[1], "driver")) {
		write_driver(argv[2], argv[3], argv[4], argv[5]);
		return 0;
	}
	if (argc == 3 && !strcmp(argv[1], "family")) {
		write_family(argv[2]);
		return 0;
	}
	fprintf(stderr, "usage: generate driver SOURCE AUXINFO KNOWN TESTCASE\n"
			"       generate family MM_H\n");
	return 2;
}
