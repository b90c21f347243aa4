// SPDX-License-Identifier: GPL-2.0-only
/*
 * recipients: the script runs in the tree and reads the patch. Of a revision, which has no folder to
 * run it in, the files that it needs are written to one.
 */
#include "recipients.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/process.h"
#include "change/git.h"
#include "stand.h"

#define SCRIPT "scripts/get_maintainer.pl"
#define PATCH_NAME "patch"
#define TIME_LIMIT 120 /* seconds for one patch */

/* Is the byte before @end the ">" of "<ADDRESS>"? */
static bool ends_address(const char *line, const char *end)
{
	const char *open = end[-1] == '>' ? memrchr(line, '<', (size_t)(end - line)) : NULL;

	return open && memchr(open, '@', (size_t)(end - open));
}

/*
 * The role behind the address, "(open list:XDP SOCKETS (AF_XDP))", or NULL. Older scripts cut it short,
 * so that its parentheses need not match: "(supporter:INTEL DRM DRIVERS (excluding Pou...)".
 */
static const char *find_role(const char *line, size_t len)
{
	const char *end, *first = NULL;

	while (len && line[len - 1] == ' ')
		len--;
	end = line + len;
	if (!len || end[-1] != ')')
		return NULL;
	for (const char *c = line + 1; (c = memmem(c, (size_t)(end - c), " (", 2)); c++) {
		if (ends_address(line, c))
			return c + 1;
		first = first ? first : c + 1;
	}
	return first;
}

/* "(open list:...", "(moderated list)"; what follows the ":" is a name. */
static bool is_list(const char *role, size_t len)
{
	const char *colon = memchr(role, ':', len);

	if (colon)
		len = (size_t)(colon - role);
	return memmem(role, len, " list", strlen(" list")) ||
	       !strncmp(role, "(list", strlen("(list"));
}

void recipients_read(const struct buf *printed, struct strings *to, struct strings *cc)
{
	const char *line = printed->data, *end = printed->data + printed->len, *next;
	struct strings lists = { 0 };

	for (; line < end; line = next) {
		const char *newline = memchr(line, '\n', (size_t)(end - line));
		size_t len = (size_t)((newline ? newline : end) - line);
		const char *role = find_role(line, len);
		char *address;

		next = newline ? newline + 1 : end;
		/* What the script says about itself has no address or no role. */
		if (!role || !memchr(line, '@', (size_t)(role - line)))
			continue;
		address = memory_strndup(line, (size_t)(role - line) - 1);
		if (is_list(role, (size_t)(line + len - role)))
			strings_add(&lists, address);
		else if (strncmp(role, "(maintainer", strlen("(maintainer")) != 0 &&
			 strncmp(role, "(supporter", strlen("(supporter")) != 0)
			strings_add(cc, address);
		else
			strings_add(to, address);
		free(address);
	}
	for (size_t i = 0; i < lists.count; i++)
		strings_add(to->count ? cc : to, lists.text[i]);
	strings_free(&lists);
}

/* 1: perl cannot read the script, which is noted: kernels before 4.2 have one for a perl before 5.24. */
static int check_script(struct workshop *shop, const char *dir, struct problems *notes,
			struct error *err)
{
	const char *argv[] = { "perl", "-c", SCRIPT, NULL };
	struct command perl = { .argv = argv, .dir = dir, .shop = shop, .seconds = TIME_LIMIT };
	struct buf printed = { 0 };
	int ret = process_run(&perl, &printed, &printed, err);

	if (ret > 0) {
		char *reason = process_reason(&printed);

		problem_add(notes, "--cc",
			    SCRIPT " does not compile under the installed perl (%s), so the mails "
				   "have no To and Cc; at the top of this tree run the script of a "
				   "newer kernel: perl NEWER/" SCRIPT " PATCH",
			    reason);
		free(reason);
		ret = 1;
	}
	buf_free(&printed);
	return ret;
}

static int find_one(struct workshop *shop, const char *dir, const struct buf *mail, struct part *p,
		    struct problems *failed, struct error *err)
{
	char *patch = memory_printf("%s/%s", shop->dir, PATCH_NAME);
	const char *const script[] = { "perl", SCRIPT, "--roles", patch };
	const char **argv = NULL;
	size_t count = 0, room = 0;
	struct command perl = { .dir = dir, .shop = shop, .seconds = TIME_LIMIT };
	struct buf printed = { 0 };
	int ret = workshop_write(shop, PATCH_NAME, mail->data, mail->len, err);

	/* the script asks git who changed a file that has no maintainer */
	VEC_PUSH(argv, count, room, "env");
	for (const char *const *e = git_environ(); *e; e++)
		VEC_PUSH(argv, count, room, *e);
	for (size_t i = 0; i < sizeof(script) / sizeof(script[0]); i++)
		VEC_PUSH(argv, count, room, script[i]);
	VEC_PUSH(argv, count, room, NULL);
	perl.argv = argv;
	if (!ret)
		ret = process_run(&perl, &printed, &printed, err);
	if (ret > 0) {
		char *reason = process_reason(&printed);

		problem_add(failed, "--cc",
			    SCRIPT ": fails for \"%s\": %s; run it by hand, or mend it", p->subject,
			    reason);
		free(reason);
	} else if (!ret) {
		recipients_read(&printed, &p->to, &p->cc);
	}
	free(patch);
	free(argv);
	buf_free(&printed);
	return ret < 0 ? -1 : 0;
}

int recipients_find(struct tree *tree, const struct letter_series *s, struct part *part,
		    size_t count, struct problems *notes, struct problems *failed,
		    struct error *err)
{
	struct workshop shop;
	struct buf script = { 0 };
	char *dir = NULL;
	int ret = tree_read(tree, SCRIPT, &script, err);

	buf_free(&script);
	if (ret == 1)
		problem_add(notes, "--cc", "the tree has no " SCRIPT "; add To and Cc by hand");
	if (ret)
		return ret < 0 ? -1 : 0;
	if (workshop_open(&shop, err))
		return -1;
	if (tree_rev(tree))
		ret = stand_make(tree, &shop, part, count, &dir, err);
	else if (!(dir = realpath(tree_root(tree), NULL)))
		ret = error_set(err, "recipients: on %s: %s; name the top of a kernel tree",
				tree_root(tree), strerror(errno));
	if (!ret)
		ret = check_script(&shop, dir, notes, err);
	for (size_t i = 0; i < count && !ret; i++) {
		struct buf mail = { 0 };

		letter_patch(s, i + 1, &part[i], &mail);
		ret = find_one(&shop, dir, &mail, &part[i], failed, err);
		buf_free(&mail);
	}
	free(dir);
	workshop_close(&shop);
	return ret < 0 ? -1 : 0;
}
