// SPDX-License-Identifier: GPL-2.0-only
/*
 * implementation: which functions of the family are exported, exist without an MMU, and accept
 * FOLL_LONGTERM. Read from mm/gup.c (mm/memory.c before 4.0) and mm/nommu.c.
 */
#include "implementation.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "fast.h"
#include "source/source.h"

#define FUNCTIONS ((size_t)CALLEE_COUNT * FORM_COUNT)

/* Does the directive speak of CONFIG_MMU, and does its own branch mean "with an MMU"? */
static bool names_mmu(const struct source *src, const struct directive *d, bool *with_mmu)
{
	const char *text = src->text + d->at;
	const char *at = memmem(text, d->len, "CONFIG_MMU", strlen("CONFIG_MMU"));
	size_t end;

	if (!at)
		return false;
	end = (size_t)(at - text) + strlen("CONFIG_MMU");
	if (end < d->len && text[end] == '_')
		return false;
	*with_mmu = !memmem(text, d->len, "ifndef", 6) && !memchr(text, '!', d->len);
	return true;
}

/* Is the token compiled in a kernel without an MMU, as far as #if CONFIG_MMU tells? */
static bool exists_without_mmu(const struct source *src, uint32_t tok)
{
	for (uint32_t i = src->token[tok].cond; i != SOURCE_NONE; i = src->cond[i].parent) {
		uint32_t group = src->cond[i].group;
		bool with_mmu;

		if (!names_mmu(src, &src->directive[src->cond[group].directive], &with_mmu))
			continue;
		if (with_mmu == (i == group))
			return false;
	}
	return true;
}

static struct api_function *lookup(struct api *api, const struct source *src, uint32_t tok,
				   size_t *from)
{
	for (; *from < FUNCTIONS; (*from)++) {
		struct api_function *fn = &api->function[*from / FORM_COUNT][*from % FORM_COUNT];

		if (fn->name && fn->params && source_is(src, tok, fn->name)) {
			(*from)++;
			return fn;
		}
	}
	return NULL;
}

static void read_exports(struct api *api, const struct source *src)
{
	for (uint32_t i = 0; i + 3 < src->tokens; i++) {
		struct api_function *fn;
		size_t from = 0;

		if ((!source_is(src, i, "EXPORT_SYMBOL") &&
		     !source_is(src, i, "EXPORT_SYMBOL_GPL")) ||
		    source_is_dead(src, i))
			continue;
		while ((fn = lookup(api, src, i + 2, &from))) {
			fn->exported = true;
			fn->gpl = source_is(src, i, "EXPORT_SYMBOL_GPL");
		}
	}
}

static void read_definitions(struct api *api, const struct source *src)
{
	for (size_t i = 0; i < src->functions; i++) {
		const struct function *def = &src->function[i];
		struct api_function *fn;
		size_t from = 0;

		if (source_declares(src, (uint32_t)i, "static") || source_is_dead(src, def->name) ||
		    !exists_without_mmu(src, def->name))
			continue;
		while ((fn = lookup(api, src, def->name, &from)))
			fn->without_mmu = true;
	}
}

/* The function @name as a kernel with an MMU has it, or SOURCE_NONE. */
static uint32_t find_definition(const struct source *src, const char *name)
{
	for (uint32_t fn = 0; fn < src->functions; fn++)
		if (source_is(src, src->function[fn].name, name) &&
		    !source_is_dead(src, src->function[fn].name))
			return fn;
	return SOURCE_NONE;
}

/* Is there such a function, and does its body contain @word? */
static bool body_has(const struct source *src, uint32_t fn, const char *word)
{
	return fn != SOURCE_NONE && source_has(src, fn, word);
}

/*
 * Does a function's FOLL_LONGTERM get to __gup_longterm_locked(), refused nowhere on the way? That
 * must take the lock again where a retry dropped it, before it looks at the pages.
 */
static bool hands_longterm_on(const struct source *src, const char *name)
{
	uint32_t last = find_definition(src, "__gup_longterm_locked");
	uint32_t fn = name ? find_definition(src, name) : SOURCE_NONE;

	if (!body_has(src, last, "locked") || !body_has(src, last, "mmap_read_lock"))
		return false;
	if (!body_has(src, fn, "FOLL_LONGTERM") && body_has(src, fn, "get_user_pages_unlocked"))
		fn = find_definition(src, "get_user_pages_unlocked");
	return !body_has(src, fn, "FOLL_LONGTERM") && body_has(src, fn, "__gup_longterm_locked");
}

static bool has_word(const struct source *src, const char *word)
{
	for (uint32_t i = 0; i < src->tokens; i++)
		if (source_is(src, i, word))
			return true;
	return false;
}

/* Are all flags checked first, so that who does not pin is refused FOLL_LONGTERM? */
static bool checks_longterm(const struct source *src)
{
	return body_has(src, find_definition(src, "is_valid_gup_flags"), "FOLL_LONGTERM") ||
	       body_has(src, find_definition(src, "is_valid_gup_args"), "FOLL_LONGTERM");
}

/*
 * Since 6.3 (FOLL_UNLOCKABLE) the pin_* forms may drop the lock and still honour FOLL_LONGTERM, and
 * in 6.2, as its text shows; before, every form that may drop it refuses the flag. get_* never takes
 * it with a retry, and where the flags are checked not even without.
 */
static void read_longterm(struct api *api, const struct source *src)
{
	bool unlockable = has_word(src, "FOLL_UNLOCKABLE"), known = has_word(src, "FOLL_LONGTERM");
	bool pins_only = known && checks_longterm(src);

	for (int callee = 0; callee < CALLEE_COUNT; callee++) {
		struct api_function *fn = api->function[callee];
		bool pins = api_pins((enum callee)callee);

		fn[FORM_PLAIN].longterm = known && (pins || !pins_only);
		for (int form = FORM_LOCKED; form <= FORM_UNLOCKED && pins; form++)
			fn[form].longterm = unlockable || hands_longterm_on(src, fn[form].name);
	}
}

/*
 * Does a retry form stop with what it has where pages is NULL: "if (!pages) return ret;"? Since 5.3 it
 * goes on. Where its loop is not found it is taken to stop.
 */
static bool stops_prefault(const struct source *src)
{
	static const char *const stop[] = { "if", "(", "!", "pages", ")", "return" };
	uint32_t fn = find_definition(src, "__get_user_pages_locked"), same = 0;

	if (fn == SOURCE_NONE)
		fn = find_definition(src, "get_user_pages_locked");
	if (!body_has(src, fn, "__get_user_pages"))
		return true;
	for (uint32_t i = src->function[fn].open; i < src->function[fn].close && same < 6; i++)
		same = source_is(src, i, stop[same]) ? same + 1 : source_is(src, i, stop[0]);
	return same == 6;
}

enum file { GUP, MEMORY, NOMMU, UTIL, FILES };

/* 0 read, 1 absent, -1 error. */
static int read_file(struct tree *kernel, struct api *api, enum file file, struct error *err)
{
	static const char *const paths[FILES] = {
		[GUP] = "mm/gup.c",
		[MEMORY] = "mm/memory.c",
		[NOMMU] = "mm/nommu.c",
		[UTIL] = "mm/util.c", /* has the weak fast forms before 5.2 */
	};
	struct buf text = { 0 };
	struct source src;
	int status = tree_read(kernel, paths[file], &text, err);

	if (!status) {
		source_read(&src, text.data ? text.data : "", text.len);
		/* what a kernel without an MMU exports says nothing of one with it */
		if (file != NOMMU)
			read_exports(api, &src);
		/* mm/memory.c and, until 5.4 or so, mm/gup.c are built with an MMU only; a
		 * definition there counts only if the file itself tells the two apart. */
		if (file == NOMMU || file == UTIL ||
		    (file == GUP && memmem(src.text, src.len, "CONFIG_MMU", 10)))
			read_definitions(api, &src);
		if (file == GUP) {
			read_longterm(api, &src);
			fast_read(api, &src);
		}
		if (file == GUP || file == MEMORY)
			api->short_prefault &= stops_prefault(&src);
		source_free(&src);
	}
	buf_free(&text);
	return status;
}

long implementation_makefile_number(const struct buf *text, const char *name)
{
	const char *at = text->data;
	size_t len = strlen(name);

	while (at) {
		if (!strncmp(at, name, len) && strchr(" \t=", at[len])) {
			const char *equals = strchr(at, '=');

			return equals ? strtol(equals + 1, NULL, 10) : -1;
		}
		at = strchr(at, '\n');
		at = at ? at + 1 : NULL;
	}
	return -1;
}

static int read_version(struct tree *kernel, struct api *api, struct error *err)
{
	struct buf text = { 0 };
	int status = tree_read(kernel, "Makefile", &text, err);

	if (!status && text.len) {
		long version = implementation_makefile_number(&text, "VERSION");
		long level = implementation_makefile_number(&text, "PATCHLEVEL");
		long sub = implementation_makefile_number(&text, "SUBLEVEL");

		if (version > 0 && version < 256 && level >= 0 && level < 256 && sub >= 0)
			api->version = (unsigned int)(version << 16 | level << 8 |
						      (sub > 255 ? 255 : sub));
	}
	buf_free(&text);
	return status < 0 ? -1 : 0;
}

/* Module.symvers: CRC, symbol, object, kind of export, separated by tabs (Documentation/kbuild). */
static void read_symvers_line(struct api *api, const char *line, size_t len)
{
	const char *name = memchr(line, '\t', len), *end;

	if (!name)
		return;
	name++;
	end = memchr(name, '\t', len - (size_t)(name - line));
	if (!end)
		return;
	for (size_t i = 0; i < FUNCTIONS; i++) {
		struct api_function *fn = &api->function[i / FORM_COUNT][i % FORM_COUNT];

		if (fn->name && fn->params && strlen(fn->name) == (size_t)(end - name) &&
		    !memcmp(fn->name, name, (size_t)(end - name))) {
			fn->exported = true;
			fn->gpl = memmem(end, (size_t)(line + len - end), "EXPORT_SYMBOL_GPL", 17);
		}
	}
}

/* Without the implementation, what the built kernel exports is still told. */
static int read_symvers(struct tree *built, struct api *api, struct error *err)
{
	struct buf text = { 0 };
	int status = tree_read(built, "Module.symvers", &text, err);
	const char *line = text.data;

	while (!status && line && *line) {
		size_t len = strcspn(line, "\n");

		read_symvers_line(api, line, len);
		line += len + (line[len] == '\n');
	}
	buf_free(&text);
	api->exports_known = !status;
	return status < 0 ? -1 : 0;
}

int implementation_read(struct tree *source, struct tree *built, struct api *api, struct error *err)
{
	api->short_prefault = true;
	for (int file = 0; file < FILES; file++) {
		int status = read_file(source, api, (enum file)file, err);

		if (status < 0)
			return -1;
		if (!status && (file == GUP || file == MEMORY))
			api->implementation_known = api->exports_known = true;
	}
	if (!api->implementation_known && read_symvers(built, api, err))
		return -1;
	return read_version(source, api, err);
}
