// SPDX-License-Identifier: GPL-2.0-only
/* edition: the sums of cocci/ at the time of the build, which the Makefile writes. */
#include "edition.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/hash.h"
#include "base/memory.h"

#define MAX_FILE ((size_t)16 << 20)

/* As "git hash-object" has it. */
static const struct {
	const char *name, *sum;
} built[] = {
#include "rules.inc"
};

static bool is_built(const char *name, const char *text, size_t len)
{
	char sum[GIT_OID_HEXSZ + 1];
	git_oid oid;

	if (hash_bytes(text, len, &oid))
		return true; /* nothing to compare with */
	git_oid_tostr(sum, sizeof(sum), &oid);
	for (size_t i = 0; i < sizeof(built) / sizeof(built[0]); i++)
		if (!strcmp(built[i].name, name))
			return !strcmp(built[i].sum, sum);
	return false;
}

char *edition_read(const char *dir, const char *name, bool own, struct buf *text, struct error *err)
{
	char *path = memory_printf("%s/%s", dir, name), *real = realpath(path, NULL);
	size_t before = text->len;
	const char *why = NULL;

	if (!real || file_load(real, 0, text, before + MAX_FILE))
		why = strerror(errno);
	else if (text->len == before)
		why = "is empty";
	else if (own && !is_built(name, text->data + before, text->len - before))
		why = "is not the one of gupsweep " GUPSWEEP_VERSION " as it was built";
	if (why) {
		error_set(err, "semantic patch: %s: %s; install gupsweep again", path, why);
		free(real);
		real = NULL;
	}
	free(path);
	return real;
}
