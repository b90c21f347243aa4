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
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "transaction.h"
#include "tree/beneath.h"

static const char head[] = "gupsweep journal 1\nstate ";

_Static_assert(sizeof(head) - 1 == JOURNAL_STATE_AT, "where the state is");

void journal_encode(const struct journal *j, struct buf *out)
{
	char hex[2][GIT_OID_HEXSZ + 1];
	git_oid sum = { 0 };
	size_t body;

	buf_printf(out, "%s%c\n", head, (char)j->state);
	body = out->len;
	buf_printf(out, "%s %zu\n", j->nonce, j->count);
	for (size_t i = 0; i < j->count; i++) {
		const struct journal_entry *e = &j->entry[i];

		buf_printf(out, "%s %s %zu %s\n", git_oid_tostr(hex[0], sizeof(*hex), &e->before),
			   git_oid_tostr(hex[1], sizeof(*hex), &e->after), strlen(e->path),
			   e->path);
	}
	hash_bytes(out->data + body, out->len - body, &sum);
	buf_printf(out, "end %s\n", git_oid_tostr(hex[0], sizeof(*hex), &sum));
}

/* The entry at *@at, which moves on; false if there is none. */
static bool take_entry(struct journal *j, const char **at, const char *end)
{
	char before[GIT_OID_HEXSZ + 1], after[GIT_OID_HEXSZ + 1];
	struct journal_entry entry;
	int used = 0;
	size_t len;

	if (sscanf(*at, "%40[0-9a-f] %40[0-9a-f] %zu%n", before, after, &len, &used) != 3 ||
	    git_oid_fromstr(&entry.before, before) || git_oid_fromstr(&entry.after, after) ||
	    (*at)[used] != ' ' || len >= (size_t)(end - *at - used - 1))
		return false;
	entry.path = memory_strndup(*at + used + 1, len);
	VEC_PUSH(j->entry, j->count, j->room, entry);
	*at += (size_t)used + 1 + len + 1;
	return (*at)[-1] == '\n' && strlen(entry.path) == len && beneath_valid(entry.path);
}

static bool take_all(struct journal *j, const struct buf *text)
{
	const char *body = text->data + JOURNAL_STATE_AT + 2, *end = text->data + text->len;
	const char *at = body;
	char hex[GIT_OID_HEXSZ + 1];
	git_oid said, sum;
	int used = 0;
	size_t count;

	if (memcmp(text->data, head, JOURNAL_STATE_AT) || !strspn(body - 2, "sxdu") ||
	    body[-1] != '\n')
		return false;
	j->state = (enum journal_state)body[-2];
	if (sscanf(at, "%16[0-9a-f] %zu%n", j->nonce, &count, &used) != 2 ||
	    strlen(j->nonce) + 1 != sizeof(j->nonce) || at[used] != '\n')
		return false;
	at += used + 1;
	while (count--)
		if (!take_entry(j, &at, end))
			return false;
	used = 0;
	return !hash_bytes(body, (size_t)(at - body), &sum) &&
	       sscanf(at, "end %40[0-9a-f]%n", hex, &used) == 1 && at + used + 1 == end &&
	       at[used] == '\n' && !git_oid_fromstr(&said, hex) && git_oid_equal(&said, &sum);
}

int journal_decode(struct journal *j, const struct buf *text)
{
	*j = (struct journal){ 0 };
	if (text->len >= JOURNAL_STATE_AT + 2 && take_all(j, text))
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
