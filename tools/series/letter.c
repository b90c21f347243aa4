// SPDX-License-Identifier: GPL-2.0-only
/* letter: the header is taken line by line, the rest at the places that git marks. */
#include "letter.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "header.h"

static void add_id(struct buf *b, const char *field, const struct letter_series *s, size_t number)
{
	const char *at = s->email ? strrchr(s->email, '@') : NULL;

	buf_printf(b, "%s: <gupsweep.v%d.%zu.%.16s@%s>\n", field, s->version, number, s->id,
		   at && at[1] ? at + 1 : "gupsweep.invalid");
}

/* One thread, flat below its first mail. */
static void add_ids(struct buf *b, const struct letter_series *s, size_t number)
{
	size_t first = s->cover ? 0 : 1;

	add_id(b, "Message-Id", s, number);
	if (number == first)
		return;
	add_id(b, "In-Reply-To", s, first);
	add_id(b, "References", s, first);
}

/* The bytes of the header field at @field with its folded lines. */
static size_t field_length(const char *field)
{
	const char *end = strchr(field, '\n') + 1;

	while (*end == ' ')
		end = strchr(end, '\n') + 1;
	return (size_t)(end - field);
}

/* Ours: git 2.39 does not encode that of a cover letter. */
static void add_sender(struct buf *b, const struct letter_series *s)
{
	struct strings sender = { 0 };
	char *mailbox = memory_printf("%s <%s>", s->name, s->email);

	strings_add(&sender, mailbox);
	if (s->signoff)
		header_addresses(b, "From", &sender);
	strings_free(&sender);
	free(mailbox);
}

/* b4 0.12 stumbles over a folded subject. Encoded words stay on lines of their own. */
static void add_subject(struct buf *b, const char *field, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (field[i] != '\n' || i + 1 == len || memmem(field, len, "=?UTF-8", 7))
			buf_addch(b, field[i]);
}

static bool has_bytes(const struct buf *b)
{
	for (size_t i = 0; i < b->len; i++)
		if ((unsigned char)b->data[i] > 0x7f)
			return true;
	return false;
}

/* Is the field told of the body? That is more than what git has seen of it. */
static bool is_about_body(const char *field)
{
	return !strncmp(field, "MIME-", strlen("MIME-")) ||
	       !strncmp(field, "Content-", strlen("Content-"));
}

/* Append the header of @draft, with ids and recipients; @subject: another subject, or NULL. */
static void add_header(const struct letter_series *s, size_t number, const char *draft,
		       const char *subject, const struct strings *to, const struct strings *cc,
		       struct buf *b)
{
	for (size_t len; *draft != '\n'; draft += len) {
		len = field_length(draft);
		if (!strncmp(draft, "Subject: ", strlen("Subject: "))) {
			if (subject)
				buf_printf(b, "%.*s] %s\n", (int)strcspn(draft, "]"), draft,
					   subject);
			else
				add_subject(b, draft, len);
			header_addresses(b, "To", to);
			header_addresses(b, "Cc", cc);
		} else if (!strncmp(draft, "From: ", strlen("From: "))) {
			add_sender(b, s);
		} else if (!is_about_body(draft)) {
			buf_add(b, draft, len);
		}
		if (!strncmp(draft, "From ", strlen("From ")))
			add_ids(b, s, number);
	}
}

static void add_body(const struct buf *body, struct buf *b)
{
	if (has_bytes(body))
		buf_addstr(b, "MIME-Version: 1.0\nContent-Type: text/plain; charset=UTF-8\n"
			      "Content-Transfer-Encoding: 8bit\n");
	buf_addch(b, '\n');
	buf_add(b, body->data, body->len);
}

static const char *find_body(const struct buf *draft)
{
	return strstr(draft->data, "\n\n") + 2;
}

void letter_patch(const struct letter_series *s, size_t number, const struct part *p,
		  struct buf *mail)
{
	const char *text = find_body(&p->mail);
	const char *stat = strstr(text, "\n---\n") + strlen("\n---\n");
	struct buf body = { 0 };

	buf_add(&body, text, (size_t)(stat - text));
	buf_add(&body, p->notes.data, p->notes.len);
	buf_addstr(&body, p->notes.len ? "\n" : "");
	buf_addstr(&body, stat);
	add_header(s, number, p->mail.data, NULL, &p->to, &p->cc, mail);
	add_body(&body, mail);
	buf_free(&body);
}

void letter_cover(const struct letter_series *s, const struct buf *draft, const char *subject,
		  const struct buf *text, const struct strings *to, const struct strings *cc,
		  struct buf *mail)
{
	const char *rest = find_body(draft);
	struct buf body = { 0 };

	/* Behind its place for a text git lists the patches; a diffstat's line begins with one blank. */
	while ((rest = strstr(rest, "\n\n ")) && rest[3] == ' ')
		rest++;
	buf_add(&body, text->data, text->len);
	buf_addstr(&body, rest ? rest + 1 : "");
	add_header(s, 0, draft->data, subject, to, cc, mail);
	add_body(&body, mail);
	buf_free(&body);
}
