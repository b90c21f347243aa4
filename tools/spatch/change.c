// SPDX-License-Identifier: GPL-2.0-only
/* change: a function with its changes as text that means something to compilers only. */
#include <stdlib.h>
#include <string.h>

#include "slice.h"

void spatch_changes_free(struct spatch_changes *changes)
{
	for (size_t i = 0; i < changes->count; i++)
		free(changes->change[i].text);
	free(changes->change);
	*changes = (struct spatch_changes){ 0 };
}

void spatch_print_token(const struct source *src, uint32_t tok, struct buf *out)
{
	buf_add(out, src->text + src->token[tok].at, src->token[tok].len);
	buf_addch(out, ' ');
}

void spatch_print_lines(const struct source *src, uint32_t tok, struct buf *out)
{
	size_t end = source_directives_before(src, src->token[tok].at), d = end;

	while (d && src->directive[d - 1].token == tok)
		d--;
	for (; d < end; d++) {
		if (!piece_is_landmark(&src->directive[d]))
			continue;
		buf_addch(out, '\n');
		buf_add(out, src->text + src->directive[d].at, src->directive[d].len);
		buf_addch(out, '\n');
	}
}

void spatch_print(const struct source *src, uint32_t first, uint32_t end,
		  const struct spatch_changes *changes, struct buf *out)
{
	uint32_t skip = first;
	size_t c = 0;

	while (c < changes->count && changes->change[c].first < first)
		c++;
	for (uint32_t i = first; i < end; i++) {
		spatch_print_lines(src, i, out);
		for (; c < changes->count && changes->change[c].first == i; c++) {
			buf_addstr(out, changes->change[c].text);
			if (*changes->change[c].text)
				buf_addch(out, ' ');
			if (changes->change[c].end > skip)
				skip = changes->change[c].end;
		}
		if (i >= skip)
			spatch_print_token(src, i, out);
	}
}
