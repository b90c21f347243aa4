// SPDX-License-Identifier: GPL-2.0-only
/* letter: header, body, "---", notes, diffstat, diff, signature, in git format-patch's order. */
#include "letter.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "../base/memory.h"
#include "header.h"

#define NAME_MAX_LENGTH 64 /* git's format.filenameMaxLength */
#define SUFFIX ".patch"
#define MAGIC_DATE "Mon Sep 17 00:00:00 2001" /* by which git and file(1) know format-patch */
#define NO_COMMIT "0000000000000000000000000000000000000000"

/* What may stand in a file's name; other runs of characters become one "-". */
static bool is_title(char c)
{
	return isalnum((unsigned char)c) || c == '.' || c == '_';
}

static void add_sanitized(struct buf *b, const char *subject)
{
	size_t start = b->len;
	bool gap = false;

	for (; *subject; subject++) {
		if (!is_title(*subject)) {
			gap = true;
			continue;
		}
		if (gap && b->len > start)
			buf_addch(b, '-');
		gap = false;
		buf_addch(b, *subject);
		while (*subject == '.' && subject[1] == '.')
			subject++;
	}
	while (b->len > start && (b->data[b->len - 1] == '.' || b->data[b->len - 1] == '-'))
		b->data[--b->len] = '\0';
}

char *letter_file_name(const struct letter_series *s, size_t number, const char *subject)
{
	struct buf name = { 0 };
	size_t start;

	if (s->version > 1)
		buf_printf(&name, "v%d-", s->version);
	start = name.len;
	buf_printf(&name, "%04zu-", number);
	add_sanitized(&name, number ? subject : "cover-letter");
	if (name.len > start + NAME_MAX_LENGTH - strlen(SUFFIX) - 1) {
		name.len = start + NAME_MAX_LENGTH - strlen(SUFFIX) - 1;
		name.data[name.len] = '\0';
	}
	buf_addstr(&name, SUFFIX);
	return buf_detach(&name);
}

static void add_id(struct buf *b, const struct letter_series *s, size_t number)
{
	const char *at = s->email ? strrchr(s->email, '@') : NULL;

	buf_printf(b, "<gupsweep.v%d.%zu.%.16s@%s>", s->version, number, s->id,
		   at && at[1] ? at + 1 : "gupsweep.invalid");
}

static int digits(size_t n)
{
	int count = 1;

	while (n /= 10)
		count++;
	return count;
}

/* "[RFC PATCH v2 1/7] subject" */
static char *full_subject(const struct letter_series *s, size_t number, const char *subject)
{
	struct buf text = { 0 };

	buf_printf(&text, "[%s%s", s->rfc ? "RFC " : "", s->prefix);
	if (s->version > 1)
		buf_printf(&text, "%sv%d", text.len > 1 ? " " : "", s->version);
	if (s->total > 1 || s->cover)
		buf_printf(&text, "%s%0*zu/%zu", text.len > 1 ? " " : "", digits(s->total), number,
			   s->total);
	if (text.len == 1)
		buf_reset(&text);
	else
		buf_addstr(&text, "] ");
	buf_addstr(&text, subject);
	return buf_detach(&text);
}

static void add_date(struct buf *b, time_t date)
{
	static const char *const day[] = { "Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat" };
	static const char *const month[] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun",
					     "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
	struct tm tm;
	long east;

	localtime_r(&date, &tm);
	east = tm.tm_gmtoff / 60;
	buf_printf(b, "Date: %s, %d %s %d %02d:%02d:%02d %c%02ld%02ld\n", day[tm.tm_wday],
		   tm.tm_mday, month[tm.tm_mon], tm.tm_year + 1900, tm.tm_hour, tm.tm_min,
		   tm.tm_sec, east < 0 ? '-' : '+', labs(east) / 60, labs(east) % 60);
}

static bool has_bytes(const struct buf *b)
{
	for (size_t i = 0; i < b->len; i++)
		if ((unsigned char)b->data[i] > 0x7f)
			return true;
	return false;
}

static void add_header(const struct letter_series *s, size_t number, const char *subject,
		       const char *commit, const struct strings *to, const struct strings *cc,
		       bool is_8bit, struct buf *b)
{
	char *full = full_subject(s, number, subject);

	buf_printf(b, "From %s " MAGIC_DATE "\n", commit && *commit ? commit : NO_COMMIT);
	buf_addstr(b, "Message-Id: ");
	add_id(b, s, number);
	buf_addch(b, '\n');
	if (number != (s->cover ? 0 : 1)) {
		/* One thread, flat below its first mail. */
		size_t first = s->cover ? 0 : 1;

		buf_addstr(b, "In-Reply-To: ");
		add_id(b, s, first);
		buf_addstr(b, "\nReferences: ");
		add_id(b, s, first);
		buf_addch(b, '\n');
	}
	if (s->name)
		header_mailbox(b, "From", s->name, s->email);
	add_date(b, s->date);
	header_text(b, "Subject", full);
	header_addresses(b, "To", to);
	header_addresses(b, "Cc", cc);
	if (is_8bit)
		buf_addstr(b, "MIME-Version: 1.0\nContent-Type: text/plain; charset=UTF-8\n"
			      "Content-Transfer-Encoding: 8bit\n");
	buf_addch(b, '\n');
	free(full);
}

static void add_trailers(const struct letter_series *s, struct buf *b)
{
	if (s->name)
		buf_printf(b, "\nSigned-off-by: %s <%s>\n", s->name, s->email);
}

static void add_end(const struct letter_series *s, bool tells_base, struct buf *b)
{
	if (tells_base && s->base_commit)
		buf_printf(b, "\nbase-commit: %s\n", s->base_commit);
	buf_addstr(b, "-- \n" LETTER_SIGNATURE "\n\n");
}

char *letter_commit_message(const struct letter_series *s, const struct part *p)
{
	struct buf text = { 0 };

	buf_printf(&text, "%s\n\n", p->subject);
	buf_add(&text, p->body.data, p->body.len);
	add_trailers(s, &text);
	return buf_detach(&text);
}

void letter_patch(const struct letter_series *s, size_t number, const struct part *p,
		  struct buf *mail)
{
	struct buf body = { 0 };

	buf_add(&body, p->body.data, p->body.len);
	add_trailers(s, &body);
	buf_addstr(&body, "---\n");
	if (p->notes.len) {
		buf_add(&body, p->notes.data, p->notes.len);
		buf_addch(&body, '\n');
	}
	diffstat_print(&p->stat, &body);
	buf_addch(&body, '\n');
	buf_add(&body, p->diff.data, p->diff.len);
	add_header(s, number, p->subject, p->commit, &p->to, &p->cc, has_bytes(&body), mail);
	buf_add(mail, body.data, body.len);
	add_end(s, !s->cover && number == 1, mail);
	buf_free(&body);
}

void letter_cover(const struct letter_series *s, const char *subject, const struct buf *text,
		  const struct diffstat *stat, const struct strings *to, const struct strings *cc,
		  struct buf *mail)
{
	add_header(s, 0, subject, NULL, to, cc, has_bytes(text), mail);
	buf_add(mail, text->data, text->len);
	buf_addch(mail, '\n');
	diffstat_print(stat, mail);
	buf_addch(mail, '\n');
	add_end(s, true, mail);
}
