/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * commands: one function for each command: options in, calls out. @argv[0] is the command's name.
 * Each returns the exit status: 0 done; 1 verify refuted, lint has findings; 2 wrong usage; 3 an input or
 * a tool failed.
 */
#ifndef GUPSWEEP_COMMANDS_H
#define GUPSWEEP_COMMANDS_H

int command_scan(int argc, char **argv);
int command_diff(int argc, char **argv);
int command_apply(int argc, char **argv);
int command_verify(int argc, char **argv);
int command_explain(int argc, char **argv);
int command_series(int argc, char **argv);
int command_api(int argc, char **argv);
int command_lint(int argc, char **argv);
int command_hook(int argc, char **argv);

#endif
