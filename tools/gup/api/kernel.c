// SPDX-License-Identifier: GPL-2.0-only
/* kernel: the tree that a module is built against. */
#include "kernel.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

/*
 * The directory in the line `include DIR/Makefile` that such a Makefile consists of, relative to
 * @dir unless absolute; NULL if there is none. The caller's.
 */
static char *common_directory(const char *dir, const struct buf *makefile)
{
	const char *line = makefile->len ? makefile->data : "";

	while (*line) {
		size_t len = strcspn(line, "\n");
		const char *tail = "/Makefile";
		size_t skip = strlen("include ");

		if (len > skip + strlen(tail) && !strncmp(line, "include ", skip) &&
		    !strncmp(line + len - strlen(tail), tail, strlen(tail)) &&
		    !memchr(line, '$', len)) {
			int path = (int)(len - skip - strlen(tail));

			if (line[skip] == '/')
				return memory_printf("%.*s", path, line + skip);
			return memory_printf("%s/%.*s", dir, path, line + skip);
		}
		line += len + (line[len] == '\n');
	}
	return NULL;
}

/*
 * The directory with the common headers where include/linux of @dir is a link into it, as Ubuntu has it;
 * NULL if it is not. The caller's.
 */
static char *linked_directory(const char *dir)
{
	static const char header[] = "/include/linux/mm.h";
	char *path = memory_printf("%s%s", dir, header), *real = realpath(path, NULL);
	size_t len = real ? strlen(real) : 0;

	free(path);
	if (len > strlen(header) && !strcmp(real + len - strlen(header), header)) {
		real[len - strlen(header)] = '\0';
		return real;
	}
	free(real);
	return NULL;
}

int kernel_open(struct kernel *kernel, const char *dir, struct error *err)
{
	struct buf text = { 0 };
	char *common = NULL;
	int status;

	*kernel = (struct kernel){ 0 };
	if (tree_open(&kernel->source, dir, NULL, err))
		return -1;
	status = tree_read(kernel->source, "include/linux/mm.h", &text, err);
	if (status > 0)
		common = linked_directory(dir);
	if (status > 0 && !common && !tree_read(kernel->source, "Makefile", &text, err))
		common = common_directory(dir, &text);
	if (common) {
		kernel->built = kernel->source;
		kernel->source = NULL;
		status = tree_open(&kernel->source, common, NULL, err);
		free(common);
	}
	buf_free(&text);
	if (status < 0)
		kernel_close(kernel);
	return status < 0 ? -1 : 0;
}

void kernel_close(struct kernel *kernel)
{
	if (kernel->source)
		tree_close(kernel->source);
	if (kernel->built)
		tree_close(kernel->built);
	*kernel = (struct kernel){ 0 };
}
