// SPDX-License-Identifier: GPL-2.0-only
/*
 * journal: lines of text, with lengths before names, so that any byte may be in a name:
 *
 *	gupsweep journal 1
 *	state s
 *	NONCE COUNT
 *	BEFORE AFTER LENGTH PATH	(for each file)
 *	end CHECKSUM			(of all after the state's line)
 *
 * The state alone changes, in place. A journal may come with a hostile tree: nothing in it is
 * believed that was not checked.
 */
#include "journal.h"

#include <stdlib.h>
#include <string.h>

#include "../base/memory.h"
#include "../tree/beneath.h"

static const char head[] = "gupsweep journal 1\nstate ";

_Static_assert(sizeof(head) - 1 == JOURNAL_STATE_AT, "where the state is");

int journal_sum(const struct buf *text, git_oid *sum)
{
	int failed = git_libgit2_init() < 0;

	failed |= git_odb_hash(sum, text->len ? text->data : "", text->len, GIT_OBJECT_BLOB);
	git_libgit2_shutdown();
	return failed ? -1 : 0;
}

static void add_oid(struct buf *out, const git_oid *id)
{
	char hex[GIT_OID_HEXSZ + 1];

	buf_addstr(out, git_oid_tostr(hex, sizeof(hex), id));
}

void journal_encode(const struct journal *j, struct buf *out)
{
	struct buf body = { 0 };
	git_oid sum = { 0 };

	buf_printf(&body, "%s %zu\n", j->nonce, j->count);
	for (size_t i = 0; i < j->count; i++) {
		add_oid(&body, &j->entry[i].before);
		buf_addch(&body, ' ');
		add_oid(&body, &j->entry[i].after);
		buf_printf(&body, " %zu %s\n", strlen(j->entry[i].path), j->entry[i].path);
	}
	journal_sum(&body, &sum);
	buf_addstr(out, head);
	buf_addch(out, (char)j->state);
	buf_addch(out, '\n');
	buf_add(out, body.data, body.len);
	buf_addstr(out, "end ");
	add_oid(out, &sum);
	buf_addch(out, '\n');
	buf_free(&body);
}

/* What is left to decode. Each take_ function moves on, or returns false. */
struct cursor {
	const char *at, *end;
};

static bool take_text(struct cursor *c, const char *text)
{
	size_t len = strlen(text);

	if ((size_t)(c->end - c->at) < len || memcmp(c->at, text, len))
		return false;
	c->at += len;
	return true;
}

/* @len lower-case hex digits, into @hex with a NUL. */
static bool take_hex(struct cursor *c, char *hex, size_t len)
{
	if ((size_t)(c->end - c->at) < len)
		return false;
	for (size_t i = 0; i < len; i++)
		if (!c->at[i] || !strchr("0123456789abcdef", c->at[i]))
			return false;
	memcpy(hex, c->at, len);
	hex[len] = '\0';
	c->at += len;
	return true;
}

static bool take_oid(struct cursor *c, git_oid *id)
{
	char hex[GIT_OID_HEXSZ + 1];

	return take_hex(c, hex, GIT_OID_HEXSZ) && !git_oid_fromstr(id, hex);
}

static bool take_number(struct cursor *c, size_t *number)
{
	const char *begin = c->at;

	*number = 0;
	while (c->at < c->end && *c->at >= '0' && *c->at <= '9') {
		*number = *number * 10 + (size_t)(*c->at++ - '0');
		if (*number > JOURNAL_MAX)
			return false;
	}
	return c->at > begin;
}

static bool take_entry(struct cursor *c, struct journal *j)
{
	struct journal_entry entry = { 0 };
	size_t len;

	if (!take_oid(c, &entry.before) || !take_text(c, " ") || !take_oid(c, &entry.after) ||
	    !take_text(c, " ") || !take_number(c, &len) || !take_text(c, " ") ||
	    (size_t)(c->end - c->at) < len || memchr(c->at, '\0', len))
		return false;
	entry.path = memory_strndup(c->at, len);
	c->at += len;
	VEC_PUSH(j->entry, j->count, j->room, entry);
	return beneath_valid(entry.path) && take_text(c, "\n");
}

static bool take_all(struct cursor *c, struct journal *j)
{
	struct buf body = { 0 };
	git_oid said, sum;
	size_t count;

	if (!take_text(c, head) || c->at == c->end || !*c->at || !strchr("sxdu", *c->at))
		return false;
	j->state = (enum journal_state) * c->at++;
	if (!take_text(c, "\n"))
		return false;
	body.data = (char *)c->at; /* only read */
	if (!take_hex(c, j->nonce, sizeof(j->nonce) - 1) || !take_text(c, " ") ||
	    !take_number(c, &count) || !take_text(c, "\n"))
		return false;
	while (count--)
		if (!take_entry(c, j))
			return false;
	body.len = (size_t)(c->at - body.data);
	return take_text(c, "end ") && take_oid(c, &said) && take_text(c, "\n") &&
	       c->at == c->end && !journal_sum(&body, &sum) && git_oid_equal(&said, &sum);
}

int journal_decode(struct journal *j, const char *data, size_t len)
{
	struct cursor c = { data, data + len };

	*j = (struct journal){ 0 };
	if (take_all(&c, j))
		return 0;
	journal_free(j);
	return -1;
}

void journal_free(struct journal *j)
{
	for (size_t i = 0; i < j->count; i++)
		free(j->entry[i].path);
	free(j->entry);
	*j = (struct journal){ 0 };
}

char *journal_temp_name(const struct journal *j, size_t i)
{
	return memory_printf(".gupsweep-%s-%zu", j->nonce, i);
}

char *journal_link_name(const struct journal *j, size_t i)
{
	return memory_printf(".gupsweep-%s-%zu-link", j->nonce, i);
}
