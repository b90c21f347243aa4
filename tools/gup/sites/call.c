// SPDX-License-Identifier: GPL-2.0-only
/* call: which member of the family a token names, and which argument has which role. */
#include "call.h"

#include <string.h>

enum callee call_names(const char *text, size_t len)
{
	for (int callee = 0; callee < CALLEE_COUNT; callee++) {
		const char *name = api_callee_name((enum callee)callee);

		if (strlen(name) == len && !memcmp(text, name, len))
			return (enum callee)callee;
	}
	return CALLEE_COUNT;
}

enum callee call_callee(const struct source *src, uint32_t tok)
{
	if (tok >= src->tokens || src->token[tok].len <= strlen("_user_pages"))
		return CALLEE_COUNT;
	return call_names(src->text + src->token[tok].at, src->token[tok].len);
}

void call_read_args(const struct api_function *fn, const struct source *src, struct site *site)
{
	uint32_t first = site->open + 1;

	site->args = 0;
	for (uint32_t i = site->open + 1; i <= site->close; i++) {
		if (i != site->close && src->token[i].mate != SOURCE_NONE &&
		    src->token[i].mate > i) {
			i = src->token[i].mate;
			continue;
		}
		if (i != site->close && !source_is(src, i, ","))
			continue;
		if (site->args < fn->params)
			site->arg[fn->role[site->args]] = (struct range){ first, i };
		site->args++;
		first = i + 1;
	}
	site->fits = fn->params && site->args == fn->params;
	if (!site->fits)
		memset(site->arg, 0, sizeof(site->arg));
}
