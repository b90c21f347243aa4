// SPDX-License-Identifier: GPL-2.0-only
/* edition: the sums of cocci/ at the time of the build, which the Makefile writes. */
#include "edition.h"

#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "../base/buf.h"
#include "cache.h"

#define MAX_FILE ((size_t)16 << 20)

/* As "git hash-object" has it. */
static const struct {
	const char *name, *sum;
} built[] = {
#include "rules.inc"
};

/* 0, or -1 with errno set. */
static int read_file(const char *path, struct buf *text)
{
	FILE *file = fopen(path, "re");
	char chunk[65536];
	size_t got;
	int result = file ? 0 : -1;

	while (file && text->len < MAX_FILE && (got = fread(chunk, 1, sizeof(chunk), file)))
		buf_add(text, chunk, got);
	if (file && ferror(file))
		result = -1;
	if (file)
		fclose(file);
	return result;
}

static bool is_built(const char *name, const struct buf *text)
{
	unsigned char key[CACHE_KEY];
	char sum[2 * CACHE_KEY + 1];

	if (!cache_hash(text->data, text->len, key))
		return true; /* nothing to compare with */
	for (size_t i = 0; i < CACHE_KEY; i++)
		snprintf(sum + 2 * i, 3, "%02x", key[i]);
	for (size_t i = 0; i < sizeof(built) / sizeof(built[0]); i++)
		if (!strcmp(built[i].name, name))
			return !strcmp(built[i].sum, sum);
	return false;
}

int edition_check(const char *path, struct error *err)
{
	const char *slash = strrchr(path, '/');
	struct buf text = { 0 };
	const char *why = NULL;

	if (read_file(path, &text))
		why = strerror(errno);
	else if (!text.len)
		why = "is empty";
	else if (!is_built(slash ? slash + 1 : path, &text))
		why = "is not the one of gupsweep " GUPSWEEP_VERSION " as it was built";
	buf_free(&text);
	return why ? error_set(err, "semantic patch: %s: %s; install gupsweep again", path, why)
		   : 0;
}
