// SPDX-License-Identifier: GPL-2.0-only
/* farm: folders are opened (made real) one by one, the ones above first. */
#include "farm.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/memory.h"

/* Left by a build in the tree: with them Kbuild refuses to build elsewhere, or takes the old ones. */
static bool is_build_product(const char *path, const char *srcarch)
{
	static const char *const products[] = { ".config", "include/config", "include/generated",
						"vmlinux", "Module.symvers" };
	char *generated = memory_printf("arch/%s/include/generated", srcarch);
	bool is = !strcmp(path, generated);

	for (size_t i = 0; i < sizeof(products) / sizeof(products[0]); i++)
		is = is || !strcmp(path, products[i]);
	free(generated);
	return is;
}

/* Add the folders above @path, the outermost first. */
static void add_folders(struct strings *folders, const char *path)
{
	for (const char *slash = strchr(path, '/'); slash; slash = strchr(slash + 1, '/')) {
		char *folder = memory_strndup(path, (size_t)(slash - path));

		strings_add(folders, folder);
		free(folder);
	}
}

static int add_entry(const char *from, const char *to, const char *path, const char *srcarch,
		     const struct strings *folders)
{
	int ret = 0;

	if (strings_has(folders, path))
		ret = mkdir(to, 0700);
	else if (!is_build_product(path, srcarch))
		ret = symlink(from, to);
	return ret && errno != EEXIST ? -1 : 0;
}

/* Fill the farm's folder @folder ("": the top), which is there. */
static int open_folder(const char *root, const char *dir, const char *folder, const char *srcarch,
		       const struct strings *folders, struct error *err)
{
	char *from = memory_printf("%s/%s", root, folder);
	DIR *d = opendir(from);
	struct dirent *e;
	int ret = 0;

	while (d && !ret && (e = readdir(d))) {
		char *path = memory_printf("%s%s%s", folder, *folder ? "/" : "", e->d_name);
		char *source = memory_printf("%s/%s", root, path);
		char *target = memory_printf("%s/%s", dir, path);

		if (strcmp(e->d_name, ".") != 0 && strcmp(e->d_name, "..") != 0 &&
		    strcmp(e->d_name, ".git") != 0 &&
		    add_entry(source, target, path, srcarch, folders))
			ret = error_set(err, "build: on %s: %s; make room below TMPDIR", target,
					strerror(errno));
		free(path);
		free(source);
		free(target);
	}
	/* A folder of the list that this tree does not have is none. */
	if (!d && errno != ENOENT)
		ret = error_set(err, "build: on %s: %s; make it readable", from, strerror(errno));
	if (d)
		closedir(d);
	free(from);
	return ret;
}

int farm_make(struct tree *tree, const char *dir, const char *srcarch, const struct part *part,
	      size_t count, struct error *err)
{
	char *root = realpath(tree_root(tree), NULL), *arch;
	struct strings folders = { 0 };
	int ret = 0;

	if (mkdir(dir, 0700))
		ret = error_set(err, "build: on %s: %s; make room below TMPDIR", dir,
				strerror(errno));
	if (!ret && tree_rev(tree)) {
		ret = tree_export(tree, dir, err);
		free(root);
		return ret;
	}
	if (!ret && !root)
		ret = error_set(err, "build: on %s: %s; name the top of a kernel tree",
				tree_root(tree), strerror(errno));
	arch = memory_printf("arch/%s/include/", srcarch);
	add_folders(&folders, "include/");
	add_folders(&folders, arch);
	for (size_t i = 0; i < count; i++)
		for (size_t k = 0; k < part[i].files; k++)
			add_folders(&folders, part[i].file[k].path);
	if (!ret)
		ret = open_folder(root, dir, "", srcarch, &folders, err);
	for (size_t i = 0; i < folders.count && !ret; i++)
		ret = open_folder(root, dir, folders.text[i], srcarch, &folders, err);
	strings_free(&folders);
	free(arch);
	free(root);
	return ret;
}

int farm_write(const char *dir, const char *path, const struct buf *text, struct error *err)
{
	char *full = memory_printf("%s/%s", dir, path);
	bool failed;
	FILE *f;

	/* Never through a link, which would lead into the tree. */
	unlink(full);
	f = fopen(full, "wxe");
	failed = !f || fwrite(text->data, 1, text->len, f) != text->len;
	if (f)
		failed = fclose(f) != 0 || failed;
	if (failed)
		error_set(err, "build: on %s: %s; make room below TMPDIR", full, strerror(errno));
	free(full);
	return failed ? -1 : 0;
}
