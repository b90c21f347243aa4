// SPDX-License-Identifier: GPL-2.0-only
/* stand: the files by which get_maintainer.pl knows the top of a kernel, and those that it reads. */
#include "stand.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/memory.h"

static const char *const folders[] = { "Documentation", "arch", "include", "drivers", "fs",
				       "init",		"ipc",	"kernel",  "lib",     "scripts" };

static const char *const files[] = { "COPYING",
				     "CREDITS",
				     "Kbuild",
				     "Makefile",
				     "README",
				     "MAINTAINERS",
				     ".mailmap",
				     ".get_maintainer.ignore",
				     ".get_maintainer.conf",
				     "scripts/get_maintainer.pl" };

/* Make each folder on the way to @path, below "tree/" of the workshop. */
static int make_folders(const struct workshop *shop, const char *path, struct error *err)
{
	char *full = memory_printf("%s/tree/%s", shop->dir, path);
	int ret = 0;

	for (char *slash = full + strlen(shop->dir) + 1; !ret && (slash = strchr(slash, '/'));
	     slash++) {
		*slash = '\0';
		if (mkdir(full, 0700) && errno != EEXIST)
			ret = error_set(err,
					"temporary directory: %s: %s; free some space or set "
					"TMPDIR",
					full, strerror(errno));
		*slash = '/';
	}
	free(full);
	return ret;
}

static int copy_file(struct tree *tree, const struct workshop *shop, const char *path,
		     struct error *err)
{
	char *name = memory_printf("tree/%s", path);
	struct buf text = { 0 };
	int ret = tree_read(tree, path, &text, err);

	if (!ret)
		ret = workshop_write(shop, name, text.data, text.len, err);
	buf_free(&text);
	free(name);
	return ret < 0 ? -1 : 0;
}

int stand_make(struct tree *tree, const struct workshop *shop, const struct part *part,
	       size_t count, char **dir, struct error *err)
{
	int ret = 0;

	*dir = memory_printf("%s/tree", shop->dir);
	for (size_t i = 0; i < sizeof(folders) / sizeof(folders[0]) && !ret; i++) {
		char *folder = memory_printf("%s/", folders[i]);

		ret = make_folders(shop, folder, err);
		free(folder);
	}
	for (size_t i = 0; i < count; i++)
		for (size_t k = 0; k < part[i].files && !ret; k++)
			ret = make_folders(shop, part[i].file[k].path, err);
	for (size_t i = 0; i < sizeof(files) / sizeof(files[0]) && !ret; i++)
		ret = copy_file(tree, shop, files[i], err);
	return ret;
}
