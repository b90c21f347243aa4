// SPDX-License-Identifier: GPL-2.0-only
/* silence: a baseline is a text file, one finding a line: fingerprint, id, file, function. */
#include "silence.h"

#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/memory.h"

#define MAX_BASELINE ((size_t)64 << 20)
#define FINGERPRINT 40

/* -- comments -------------------------------------------------------------------------------- */

/* The line on which the statement ends whose line @line is: up to the next ";" or "{". */
static uint32_t last_line(const struct source *src, uint32_t line)
{
	size_t low = 0, high = src->tokens;

	while (low < high) {
		size_t middle = (low + high) / 2;

		if (src->token[middle].line < line)
			low = middle + 1;
		else
			high = middle;
	}
	while (low < src->tokens && !source_is(src, (uint32_t)low, ";") &&
	       !source_is(src, (uint32_t)low, "{"))
		low++;
	return low < src->tokens ? src->token[low].line : line;
}

/* Does the list of ids at @p name the rule? *@end is what follows it. */
static bool names_rule(const char *p, enum rule rule, bool *known, const char **end)
{
	bool named = false;

	*known = false;
	for (;;) {
		size_t len = 0;

		while (*p == ' ' || *p == ',' || *p == '\t')
			p++;
		while (isalnum((unsigned char)p[len]) ||
		       (p[len] == '-' && isalnum((unsigned char)p[len + 1])))
			len++;
		if (!len)
			break;
		if (rule_find(p, len) == RULE_COUNT) {
			*known = false;
			break;
		}
		*known = true;
		named |= rule_find(p, len) == rule;
		p += len;
	}
	*end = p;
	return named && *known;
}

/* "- why", with a why. */
static bool has_reason(const char *p)
{
	while (*p == ' ' || *p == '\t')
		p++;
	if (*p != '-' && *p != ':')
		return false;
	while (*p == '-' || *p == ':' || *p == ' ' || *p == '\t')
		p++;
	return *p && strncmp(p, "*/", 2) != 0;
}

bool silence_comment(const struct source *src, const struct finding *f, struct problems *notes)
{
	uint32_t last = last_line(src, f->line);

	for (size_t i = 0; i < src->comments; i++) {
		const struct comment *c = &src->comment[i];
		char *text;
		const char *at, *end;
		bool known, named, reason;

		if (c->last_line + 1 < f->line || c->line > last)
			continue;
		text = memory_strndup(src->text + c->at, c->len);
		at = strstr(text, "gupsweep: ignore");
		named = at && names_rule(at + strlen("gupsweep: ignore"), f->rule, &known, &end);
		reason = named && has_reason(end);
		if (at && (!known || (named && !reason)))
			problem_add(notes, f->file,
				    "line %u: %s; write `gupsweep: ignore ID - why`", c->line,
				    known ? "it says no reason, so it does not count"
					  : "no such id, see gupsweep lint --explain");
		free(text);
		if (reason)
			return true;
	}
	return false;
}

/* -- baseline -------------------------------------------------------------------------------- */

static bool is_fingerprint(const char *line, size_t len)
{
	for (size_t i = 0; i < FINGERPRINT; i++)
		if (i >= len || !isxdigit((unsigned char)line[i]))
			return false;
	return len == FINGERPRINT || isspace((unsigned char)line[FINGERPRINT]);
}

int baseline_read(const char *path, struct baseline *b, struct error *err)
{
	struct buf text = { 0 };
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY), ret = 0;
	size_t number = 1;

	*b = (struct baseline){ 0 };
	if (fd < 0 || file_read(fd, &text, MAX_BASELINE))
		ret = error_set(err, "baseline: on %s: %s; make one with --write-baseline", path,
				strerror(errno));
	if (fd >= 0)
		close(fd);
	for (const char *at = text.data; !ret && at && *at; number++) {
		size_t len = strcspn(at, "\n");

		if (len && *at != '#') {
			if (!is_fingerprint(at, len)) {
				ret = error_set(
					err,
					"baseline: on %s: line %zu is no fingerprint; make it "
					"again with --write-baseline",
					path, number);
				break;
			}
			b->fingerprint =
				b->count == b->room
					? memory_resize(b->fingerprint,
							b->room = b->room ? b->room * 2 : 64,
							sizeof(*b->fingerprint))
					: b->fingerprint;
			memcpy(b->fingerprint[b->count], at, FINGERPRINT);
			b->fingerprint[b->count++][FINGERPRINT] = '\0';
		}
		at += len + (at[len] == '\n');
	}
	buf_free(&text);
	return ret;
}

bool baseline_has(const struct baseline *b, const struct finding *f)
{
	for (size_t i = 0; i < b->count; i++)
		if (!strcmp(b->fingerprint[i], f->fingerprint))
			return true;
	return false;
}

void baseline_free(struct baseline *b)
{
	free(b->fingerprint);
	*b = (struct baseline){ 0 };
}

static int write_all(int fd, const struct buf *text)
{
	for (size_t done = 0; done < text->len;) {
		ssize_t put = write(fd, text->data + done, text->len - done);

		if (put < 0 && errno != EINTR)
			return -1;
		done += put > 0 ? (size_t)put : 0;
	}
	return 0;
}

int baseline_write(const char *path, const struct findings *list, struct error *err)
{
	char *new = memory_printf("%s.XXXXXX", path);
	struct buf text = { 0 };
	int fd = mkstemp(new), ret = 0;
	mode_t mask = umask(0);

	umask(mask);
	buf_addstr(&text, "# findings that gupsweep lint --baseline is silent about\n");
	for (size_t i = 0; i < list->count; i++) {
		const struct finding *f = &list->finding[i];

		buf_printf(&text, "%s %s %s %s\n", f->fingerprint, rule_id(f->rule), f->file,
			   f->function);
	}
	if (fd < 0 || write_all(fd, &text) || fchmod(fd, 0666 & ~mask) || fsync(fd) ||
	    rename(new, path))
		ret = error_set(err, "baseline: on %s: %s; make room or write elsewhere", path,
				strerror(errno));
	if (fd >= 0) {
		close(fd);
		if (ret)
			unlink(new);
	}
	free(new);
	buf_free(&text);
	return ret;
}
