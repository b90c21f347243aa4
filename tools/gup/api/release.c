// SPDX-License-Identifier: GPL-2.0-only
/* release: every "#define NAME NUMBER" of a few generated headers; of other values only that they are. */
#include "release.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "implementation.h"

static void add(struct api *api, const char *name, size_t len, bool defined, const char *value)
{
	struct ladder_word_of new = { .name = memory_strndup(name, len), .word.known = true };
	char *rest = NULL;

	new.word.defined = defined;
	if (value) {
		new.word.number = strtoll(value, &rest, 0);
		new.word.numeric = rest != value && (!*rest || isspace((unsigned char)*rest));
	}
	VEC_PUSH(api->words.word, api->words.count, api->words.room, new);
}

static bool has_word(const struct api *api, const char *name)
{
	return ladder_find(&api->words, name) != NULL;
}

static void read_defines(struct api *api, const struct buf *text)
{
	static const char define[] = "#define ";
	const char *line = text->len ? text->data : "";

	while (*line) {
		const char *name = line + strlen(define);
		size_t len = strcspn(line, "\n");

		if (!strncmp(line, define, strlen(define))) {
			size_t word = strcspn(name, " \t\n(");

			if (name[word] != '(')
				add(api, name, word, true, name + word);
		}
		line += len + (line[len] == '\n');
	}
}

/* Red Hat's sources have "RHEL_MAJOR = 9" in a file of their own, or in the Makefile. */
static int read_rhel(struct tree *source, struct api *api, struct error *err)
{
	static const char *const files[] = { "Makefile.rhelver", "Makefile" };
	long part[2] = { -1, -1 };

	for (size_t f = 0; f < 2; f++) {
		struct buf text = { 0 };
		int status = tree_read(source, files[f], &text, err);

		for (int i = 0; i < 2 && !status; i++)
			if (part[i] < 0)
				part[i] = implementation_makefile_number(&text, i ? "RHEL_MINOR"
										  : "RHEL_MAJOR");
		buf_free(&text);
		if (status < 0)
			return -1;
	}
	for (int i = 0; i < 2 && part[0] > 0 && part[1] >= 0; i++) {
		char number[40];

		snprintf(number, sizeof(number), "%ld", part[i]);
		add(api, i ? "RHEL_MINOR" : "RHEL_MAJOR", 10, true, number);
		snprintf(number, sizeof(number), "%ld", (part[0] << 8) + part[1]);
		if (i)
			add(api, "RHEL_RELEASE_CODE", 17, true, number);
	}
	return 0;
}

/* A kernel whose version is known and that has none of a distribution's words is not that distribution's. */
static void add_absent(struct api *api, bool generated, bool release)
{
	static const char *const rhel[] = { "RHEL_RELEASE_CODE", "RHEL_MAJOR", "RHEL_MINOR" };

	for (size_t i = 0; i < 3 && (generated || api->implementation_known); i++)
		if (!has_word(api, rhel[i]))
			add(api, rhel[i], strlen(rhel[i]), false, NULL);
	if (release && !has_word(api, "UTS_UBUNTU_RELEASE_ABI"))
		add(api, "UTS_UBUNTU_RELEASE_ABI", 22, false, NULL);
}

int release_read(struct tree *source, struct tree *built, struct api *api, struct error *err)
{
	static const char *const headers[] = { "include/generated/uapi/linux/version.h",
					       "include/generated/utsrelease.h",
					       "include/generated/autoconf.h",
					       "include/linux/suse_version.h" };
	bool found[4] = { false };

	for (int i = 0; i < 4; i++) {
		struct buf text = { 0 };
		int status = tree_read(i == 3 ? source : built, headers[i], &text, err);

		if (!status)
			read_defines(api, &text);
		found[i] = !status;
		buf_free(&text);
		if (status < 0)
			return -1;
	}
	api->words.configured = found[2];
	if (!has_word(api, "RHEL_RELEASE_CODE") && read_rhel(source, api, err))
		return -1;
	add_absent(api, found[0], found[1]);
	return 0;
}
