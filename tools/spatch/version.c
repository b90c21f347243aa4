// SPDX-License-Identifier: GPL-2.0-only
/* version: where spatch is, and whether it is new enough. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../base/memory.h"
#include "batch.h"

#define OLDEST 1, 1, 1
#define OLDEST_TEXT "1.1.1"
#define VERSION_SECONDS 10

static bool is_program(const char *path)
{
	struct stat st;

	return !stat(path, &st) && S_ISREG(st.st_mode) && !access(path, X_OK);
}

char *batch_find(const char *name, struct error *err)
{
	const char *path = getenv("PATH");

	if (strchr(name, '/')) {
		char *real = realpath(name, NULL);

		if (real && is_program(real))
			return real;
		free(real);
		path = NULL;
	}
	while (path && *path) {
		size_t len = strcspn(path, ":");
		char *full = memory_printf("%.*s/%s", (int)len, path, name);

		if (*path == '/' && is_program(full))
			return full;
		free(full);
		path += len + (path[len] == ':');
	}
	error_set(err, "spatch: %s: not found; " SPATCH_REMEDY, name);
	return NULL;
}

static bool is_old(const char *version)
{
	static const unsigned int oldest[] = { OLDEST };
	unsigned int part[3] = { 0 };

	if (sscanf(version, "%4u.%4u.%4u", &part[0], &part[1], &part[2]) < 2)
		return true;
	for (int i = 0; i < 3; i++)
		if (part[i] != oldest[i])
			return part[i] < oldest[i];
	return false;
}

/* Run `program --version` and read what it prints into @out. */
static int ask(struct workshop *shop, const char *program, struct buf *out, struct error *err)
{
	const char *argv[] = { program, "--version", NULL };
	struct process p;
	int left = VERSION_SECONDS * 1000, step = 100, signal = 0;

	if (process_start(shop, argv, -1, "version", &p, err))
		return -1;
	for (; !p.ended && left > 0 && !signal; left -= step)
		signal = process_wait(shop, &p, 1, step);
	process_kill(&p);
	if (signal)
		return error_set(err, "spatch: %s: interrupted; run it again", program);
	if (workshop_read(shop, "version", 65536, out))
		buf_reset(out);
	return 0;
}

/* How this spatch reads regular expressions, which no rule of ours may depend on. */
static void add_syntax(const char *said, struct buf *out)
{
	static const char label[] = "Syntax of regular expressions: ";
	const char *at = strstr(said, label);

	if (at)
		at += strlen(label);
	buf_printf(out, ", regular expressions %.*s", at ? (int)strcspn(at, " \r\n") : 8,
		   at ? at : "not told");
}

char *batch_version(struct workshop *shop, const char *program, struct error *err)
{
	static const char label[] = "spatch version ";
	struct buf out = { 0 }, text = { 0 };
	char *version = NULL;
	const char *at;
	int failed = ask(shop, program, &out, err);

	at = NULL;
	if (!failed) {
		buf_addch(&out, '\0');
		at = strstr(out.data, label);
		if (!at)
			error_set(err, "spatch: %s: does not say its version; " SPATCH_REMEDY,
				  program);
	}
	if (at) {
		at += strlen(label);
		buf_add(&text, at, strspn(at, "0123456789."));
		add_syntax(out.data, &text);
		version = buf_detach(&text);
	}
	if (version && is_old(version)) {
		error_set(err,
			  "spatch: %s: version %.*s is older than " OLDEST_TEXT "; " SPATCH_REMEDY,
			  program, (int)strcspn(version, ","), version);
		free(version);
		version = NULL;
	}
	buf_free(&out);
	return version;
}
