// SPDX-License-Identifier: GPL-2.0-only
/* deferred: by the bodies of the kernel's macros, one passing the function on to the next. */
#include "deferred.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "source/grammar.h"

/* A macro of the kernel's and which of its arguments is asked about. */
struct taker {
	const char *word;
	size_t len;
	unsigned int argument;
};

#define MAX_TAKERS 8 /* macros that pass it on, one to the next */

/* The parameter of that number in the text of a macro's parameters; its length, 0: there is none. */
static size_t find_parameter(const char *params, unsigned int number, const char **name)
{
	size_t len;

	for (; *params && *params != ')'; params += *params == ',') {
		params += strspn(params, " \t");
		len = strcspn(params, ",) \t");
		if (!number--) {
			*name = params;
			return len;
		}
		params += strcspn(params, ",)");
	}
	return 0;
}

/* Of the tokens of a macro's body: is @tok assigned to something, "(p)->func = (f)", or passed on to @next? */
static bool stores_or_passes(const struct source *src, uint32_t tok, struct taker *next)
{
	uint32_t call = grammar_enclosing_call(src, tok), first = tok;

	*next = (struct taker){ 0 };
	while (first && source_is(src, first - 1, "(") && first - 1 != call + 1)
		first--;
	if (first && source_is(src, first - 1, "="))
		return true;
	if (call == SOURCE_NONE || !grammar_has_arguments(src, call))
		return false;
	*next = (struct taker){ src->text + src->token[call].at, src->token[call].len, 0 };
	for (uint32_t t = call + 2; t < tok; t++) {
		if (source_is(src, t, "(") && src->token[t].mate < tok)
			t = src->token[t].mate;
		next->argument += source_is(src, t, ",");
	}
	return true;
}

struct takers {
	struct taker taker[MAX_TAKERS];
	size_t count;
};

/* Does the macro's body only store or pass on its argument? Whom it is passed on to is appended. */
static bool only_keeps(const struct definition *def, unsigned int argument, struct takers *takers)
{
	const char *name;
	size_t len = def->params ? find_parameter(def->params, argument, &name) : 0;

	if (!len || !library_is_core(def->file))
		return false;
	for (uint32_t k = 0; k < def->src->tokens; k++) {
		struct taker next;

		if (def->src->token[k].len != len ||
		    memcmp(def->src->text + def->src->token[k].at, name, len))
			continue;
		if (!stores_or_passes(def->src, k, &next) ||
		    (next.len && takers->count == MAX_TAKERS))
			return false;
		if (next.len)
			takers->taker[takers->count++] = next;
	}
	return true;
}

bool deferred_is(struct library *lib, const struct library_file *file, const char *name, size_t len,
		 unsigned int argument)
{
	struct takers takers = { { { name, len, argument } }, 1 };
	bool keeps = true;

	for (size_t i = 0; i < takers.count && keeps; i++) {
		char *word = memory_strndup(takers.taker[i].word, takers.taker[i].len);
		struct definitions defs;

		library_define(lib, file, word, &defs);
		keeps = defs.count > 0;
		for (size_t d = 0; d < defs.count && keeps; d++)
			keeps = only_keeps(&defs.def[d], takers.taker[i].argument, &takers);
		free(defs.def);
		free(word);
	}
	return keeps;
}
