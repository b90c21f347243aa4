// SPDX-License-Identifier: GPL-2.0-only
/*
 * prefix: by vote among the subjects of the file's history; else by the kernel's habits, of which
 * the larger subsystems' are in a table.
 */
#include "prefix.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

#define SUBJECTS 20 /* that vote */
#define LONGEST 40  /* bytes of a prefix; what is longer is a sentence */

/* -- from history --------------------------------------------------------------------------- */

/* Length of the prefix in @subject: up to its last ": " that has only short words before it. */
static size_t prefix_length(const char *subject)
{
	size_t found = 0;

	for (const char *colon = subject; (colon = strstr(colon, ": ")); colon += 2) {
		const char *word = colon;
		size_t words = 1;

		while (word > subject + found && strncmp(word - 1, ": ", 2) != 0) {
			word--;
			words += *word == ' ';
		}
		/* "KVM: s390: foo", but no "foo: fix this: and that" */
		if (colon - subject > LONGEST || words > (found ? 1 : 2))
			break;
		found = (size_t)(colon - subject);
	}
	return found;
}

static bool is_word(char c)
{
	return isalnum((unsigned char)c) != 0;
}

/* Is a word of the prefix also in the path? Changes to the whole kernel have others. */
static bool speaks_of(const char *prefix, size_t len, const char *path)
{
	size_t at = 0;

	while (at < len) {
		size_t word = 0;
		char *text;
		bool found;

		while (at + word < len && is_word(prefix[at + word]))
			word++;
		text = memory_strndup(prefix + at, word);
		found = word > 1 && strcasestr(path, text);
		free(text);
		if (found)
			return true;
		at += word + 1;
	}
	return false;
}

/* A revert, or a change to much more than this file. */
static bool is_about_all(const char *subject)
{
	static const char *const words[] = { "Revert",	"Merge",    "treewide", "tree-wide",
					     "mm",	"mm/gup",   "gup",	"scripts",
					     "locking", "Backport", "UPSTREAM", "BACKPORT" };
	size_t len = strcspn(subject, ": ");

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (strlen(words[i]) == len && !strncmp(subject, words[i], len))
			return true;
	return false;
}

static int votes(const struct strings *subjects, size_t candidate, size_t len, const char *path)
{
	const char *prefix = subjects->text[candidate];
	int count = 0;

	for (size_t i = 0; i < subjects->count; i++)
		if (!is_about_all(subjects->text[i]) && prefix_length(subjects->text[i]) == len &&
		    !strncmp(subjects->text[i], prefix, len))
			/* what is newer counts for more: prefixes change */
			count += i < SUBJECTS / 4 ? 2 : 1;
	return count * (speaks_of(prefix, len, path) ? 3 : 1);
}

static char *from_history(const struct repo *repo, const char *path)
{
	struct strings subjects = { 0 };
	struct buf lines = { 0 };
	char *best = NULL, *save = NULL;
	int most = 0;

	repo_history(repo, path, SUBJECTS, &lines);
	for (char *line = strtok_r(lines.data, "\n", &save); line;
	     line = strtok_r(NULL, "\n", &save))
		VEC_PUSH(subjects.text, subjects.count, subjects.room, memory_strdup(line));
	for (size_t i = 0; i < subjects.count; i++) {
		const char *subject = subjects.text[i];
		size_t len = prefix_length(subject);
		int count = len && !is_about_all(subject) ? votes(&subjects, i, len, path) : 0;

		if (count <= most)
			continue;
		most = count;
		free(best);
		best = memory_strndup(subject, len);
	}
	strings_free(&subjects);
	buf_free(&lines);
	return best;
}

/* -- from the path -------------------------------------------------------------------------- */

/* What patches below a folder begin with, and what stands before the driver's name ("" for none). */
static const struct {
	const char *folder, *text, *separator;
} habits[] = {
	{ "arch/arm64/kvm/", "KVM: arm64", "" },
	{ "arch/powerpc/kvm/", "KVM: PPC", "" },
	{ "arch/s390/kvm/", "KVM: s390", "" },
	{ "arch/x86/kvm/", "KVM: x86", "" },
	{ "block/", "block", "" },
	{ "drivers/gpu/drm/", "drm", "/" },
	{ "drivers/infiniband/", "RDMA", "/" },
	{ "drivers/iommu/iommufd/", "iommufd", "" },
	{ "drivers/media/", "media", ": " },
	{ "drivers/net/", "net", ": " },
	{ "drivers/staging/", "staging", ": " },
	{ "drivers/vdpa/vdpa_user/", "vduse", "" },
	{ "drivers/vhost/", "vhost", "" },
	{ "drivers/video/fbdev/", "fbdev", ": " },
	{ "io_uring/", "io_uring", "" },
	{ "kernel/bpf/", "bpf", "" },
	{ "kernel/events/uprobes.c", "uprobes", "" },
	{ "mm/", "mm", ": " },
	{ "net/xdp/", "xsk", "" },
	{ "sound/", "ALSA", ": " },
	{ "virt/kvm/", "KVM", "" },
};

/* @len bytes of @name as a word of a subject: what could break the line or the header is left out. */
static char *clean(const char *name, size_t len)
{
	char *word = memory_alloc(len + 1);
	size_t used = 0;

	for (size_t i = 0; i < len; i++)
		if (is_word(name[i]) || name[i] == '_' || (used && strchr("-+.", name[i])))
			word[used++] = name[i];
	word[used] = '\0';
	return word;
}

/* The last part of folder @path, @len bytes, without the slashes at its end. */
static char *last_folder(const char *path, size_t len)
{
	const char *name;

	while (len && path[len - 1] == '/')
		len--;
	name = path + len;
	while (name > path && name[-1] != '/')
		name--;
	return clean(name, (size_t)(path + len - name));
}

/* The driver: the folder that MAINTAINERS names below @at, else the file's own, else the file's name. */
static char *driver_name(const struct maintainers *m, const char *path, const char *at)
{
	const char *folder = maintainers_folder(m, path), *slash = strrchr(path, '/');

	if (folder && strlen(folder) > (size_t)(at - path))
		return last_folder(folder, strlen(folder));
	if (slash > at)
		return last_folder(path, (size_t)(slash - path));
	return clean(at, strcspn(at, "."));
}

/* A subsystem without a row: "drivers/misc/x.c" is "misc: x", "security/tomoyo/x.c" is "tomoyo". */
static char *from_folders(const struct maintainers *m, const char *path)
{
	static const char *const told[] = {
		"arch/", "fs/", "security/", "lib/", "kernel/", "net/"
	};
	const char *slash = strchr(path, '/'), *second = slash ? strchr(slash + 1, '/') : NULL;
	char *word, *driver, *prefix;

	for (size_t i = 0; i < sizeof(told) / sizeof(told[0]); i++)
		if (second && !strncmp(path, told[i], strlen(told[i])))
			return clean(slash + 1, (size_t)(second - slash - 1));
	if (!strncmp(path, "fs/", 3) || !strncmp(path, "lib/", 4) || !strncmp(path, "kernel/", 7))
		return clean(slash + 1, strcspn(slash + 1, "."));
	if (strncmp(path, "drivers/", strlen("drivers/")) != 0 || !second)
		return slash ? clean(path, (size_t)(slash - path))
			     : clean(path, strcspn(path, "."));
	word = clean(slash + 1, (size_t)(second - slash - 1));
	driver = driver_name(m, path, second + 1);
	prefix = *driver && strcmp(driver, word) != 0 ? memory_printf("%s: %s", word, driver)
						      : memory_strdup(word);
	free(driver);
	free(word);
	return prefix;
}

static char *from_path(const struct maintainers *m, const char *path)
{
	for (size_t i = 0; i < sizeof(habits) / sizeof(habits[0]); i++) {
		size_t len = strlen(habits[i].folder);
		char *driver, *prefix;

		if (strncmp(path, habits[i].folder, len) != 0)
			continue;
		if (!*habits[i].separator)
			return memory_strdup(habits[i].text);
		driver = driver_name(m, path, path + len);
		prefix = *driver ? memory_printf("%s%s%s", habits[i].text, habits[i].separator,
						 driver)
				 : memory_strdup(habits[i].text);
		free(driver);
		return prefix;
	}
	return from_folders(m, path);
}

char *prefix_folder(const char *path, size_t len)
{
	return last_folder(path, len);
}

char *prefix_find(const struct repo *repo, const struct maintainers *m, const char *path)
{
	char *prefix = from_history(repo, path);

	if (!prefix)
		prefix = from_path(m, path);
	if (*prefix)
		return prefix;
	free(prefix);
	return memory_strdup("treewide");
}
