// SPDX-License-Identifier: GPL-2.0-only
/* version: where spatch is, and whether it is new enough. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/memory.h"
#include "batch.h"

#define OLDEST "1.1.1"
#define REMEDY "install it with `apt-get install coccinelle`"
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
	error_set(err, "spatch: %s: not found; " REMEDY, name);
	return NULL;
}

static bool is_old(const char *version)
{
	unsigned int a[3] = { 0 }, b[3] = { 0 };

	sscanf(OLDEST, "%4u.%4u.%4u", &b[0], &b[1], &b[2]);
	if (sscanf(version, "%4u.%4u.%4u", &a[0], &a[1], &a[2]) < 2)
		return true;
	return a[0] != b[0] ? a[0] < b[0] : a[1] != b[1] ? a[1] < b[1] : a[2] < b[2];
}

/* Append to @text the characters of @accept behind @label in what spatch said; false: no label. */
static bool add_said(const struct buf *said, const char *label, const char *accept,
		     struct buf *text)
{
	const char *at = said->len ? strstr(said->data, label) : NULL;

	if (at)
		buf_add(text, at + strlen(label), strspn(at + strlen(label), accept));
	return at;
}

char *batch_version(struct workshop *shop, const char *program, struct error *err)
{
	const char *argv[] = { program, "--version", NULL };
	struct command ask = { .argv = argv,
			       .dir = shop->dir,
			       .shop = shop,
			       .seconds = VERSION_SECONDS };
	struct buf said = { 0 }, version = { 0 };
	int result = process_run(&ask, &said, &said, err) < 0 ? -1 : 0;

	if (!result && !add_said(&said, "spatch version ", "0123456789.", &version))
		result = error_set(err, "spatch: %s: does not say its version; " REMEDY, program);
	else if (!result && is_old(version.data))
		result = error_set(err, "spatch: %s: version %s is older than " OLDEST "; " REMEDY,
				   program, version.data);
	/* no rule of ours may depend on how this spatch reads them */
	buf_addstr(&version, ", regular expressions ");
	if (!add_said(&said, "Syntax of regular expressions: ", "PCREStr", &version))
		buf_addstr(&version, "not told");
	buf_free(&said);
	if (!result)
		return buf_detach(&version);
	buf_free(&version);
	return NULL;
}
