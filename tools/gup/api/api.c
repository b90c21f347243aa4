// SPDX-License-Identifier: GPL-2.0-only
/* api: the prototypes of include/linux/mm.h as role lists. */
#include "api.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "columns.h"
#include "implementation.h"
#include "release.h"
#include "source/grammar.h"
#include "source/source.h"

#define HEADER "include/linux/mm.h"

const char *api_callee_name(enum callee callee)
{
	static const char *const names[CALLEE_COUNT] = {
		[CALLEE_GET] = "get_user_pages",
		[CALLEE_GET_REMOTE] = "get_user_pages_remote",
		[CALLEE_PIN] = "pin_user_pages",
		[CALLEE_PIN_REMOTE] = "pin_user_pages_remote",
	};

	return names[callee];
}

bool api_pins(enum callee callee)
{
	return callee == CALLEE_PIN || callee == CALLEE_PIN_REMOTE;
}

bool api_is_remote(enum callee callee)
{
	return callee == CALLEE_GET_REMOTE || callee == CALLEE_PIN_REMOTE;
}

const char *api_role_name(enum role role)
{
	static const char *const names[ROLE_COUNT] = {
		[ROLE_TSK] = "tsk",	    [ROLE_MM] = "mm",	    [ROLE_START] = "start",
		[ROLE_NR] = "nr_pages",	    [ROLE_WRITE] = "write", [ROLE_FORCE] = "force",
		[ROLE_FLAGS] = "gup_flags", [ROLE_PAGES] = "pages", [ROLE_VMAS] = "vmas",
		[ROLE_LOCKED] = "locked",
	};

	return names[role];
}

int api_position(const struct api_function *fn, enum role role)
{
	for (int i = 0; i < fn->params; i++)
		if (fn->role[i] == role)
			return i;
	return -1;
}

/* Does any token in [first, end) equal @word? */
static bool mentions(const struct source *src, uint32_t first, uint32_t end, const char *word)
{
	for (uint32_t i = first; i < end; i++)
		if (source_is(src, i, word))
			return true;
	return false;
}

/*
 * The role of the parameter in tokens [first, end), by its type and, among the plain numbers, its
 * name. Returns ROLE_COUNT if it fits none.
 */
static enum role role_of(const struct source *src, uint32_t first, uint32_t end)
{
	uint32_t name = end - 1;

	if (first >= end)
		return ROLE_COUNT;
	if (mentions(src, first, end, "task_struct"))
		return ROLE_TSK;
	if (mentions(src, first, end, "mm_struct"))
		return ROLE_MM;
	if (mentions(src, first, end, "vm_area_struct"))
		return ROLE_VMAS;
	if (mentions(src, first, end, "page"))
		return ROLE_PAGES;
	if (mentions(src, first, end, "*"))
		return mentions(src, first, end, "int") ? ROLE_LOCKED : ROLE_COUNT;
	if (source_holds(src, name, "flags"))
		return ROLE_FLAGS;
	if (source_holds(src, name, "write"))
		return ROLE_WRITE;
	if (source_holds(src, name, "force"))
		return ROLE_FORCE;
	if (source_holds(src, name, "nr") || source_holds(src, name, "len"))
		return ROLE_NR;
	return source_holds(src, name, "start") || source_holds(src, name, "addr") ? ROLE_START
										   : ROLE_COUNT;
}

/* Read the parameter list at "(" @open into @fn. False if a parameter has no role or a role twice. */
static bool read_params(const struct source *src, uint32_t open, struct api_function *fn)
{
	uint32_t close = src->token[open].mate, first = open + 1;

	fn->params = 0;
	for (uint32_t i = open + 1; i <= close; i++) {
		enum role role;

		if (i != close && !source_is(src, i, ","))
			continue;
		role = role_of(src, first, i);
		if (role == ROLE_COUNT || fn->params == API_MAX_PARAMS ||
		    api_position(fn, role) >= 0) {
			fn->params = 0;
			return false;
		}
		fn->role[fn->params++] = role;
		if (role == ROLE_NR)
			fn->narrow =
				mentions(src, first, i, "int") && !mentions(src, first, i, "long");
		first = i + 1;
	}
	return true;
}

enum found { ABSENT, READ, NOT_UNDERSTOOD };

/* Find the prototype (or inline definition) of @name in @src and read it into @fn. */
static enum found read_prototype(const struct source *src, const char *name,
				 struct api_function *fn)
{
	enum found found = ABSENT;

	for (uint32_t i = 0; i + 1 < src->tokens; i++) {
		uint32_t fun;

		if (!source_is(src, i, name) || !grammar_has_arguments(src, i) ||
		    src->token[i + 1].mate == SOURCE_NONE || source_is_dead(src, i))
			continue;
		fun = source_function_at(src, i);
		if (fun != SOURCE_NONE && i > src->function[fun].open)
			continue;
		if (read_params(src, i + 1, fn))
			return READ;
		found = NOT_UNDERSTOOD;
	}
	return found;
}

static int read_one(const struct source *src, struct api_function *fn, char *name,
		    struct error *err)
{
	free(fn->name);
	fn->name = name;
	if (read_prototype(src, name, fn) == NOT_UNDERSTOOD)
		return error_set(err,
				 "api: on %s: prototype of %s has a parameter of unknown role; "
				 "report the tree, nothing was changed",
				 HEADER, name);
	return 0;
}

/* A remote function is its own &locked form; 4.6 to 4.9 have one __get_user_pages_unlocked(). */
static int read_remote_forms(const struct source *src, struct api *api, enum callee callee,
			     struct error *err)
{
	struct api_function *plain = &api->function[callee][FORM_PLAIN];
	struct api_function *locked = &api->function[callee][FORM_LOCKED];
	struct api_function *unlocked = &api->function[callee][FORM_UNLOCKED];

	locked->name = memory_strdup(plain->name);
	if (api_position(plain, ROLE_LOCKED) >= 0) {
		memcpy(locked->role, plain->role, sizeof(plain->role));
		locked->params = plain->params;
	}
	if (callee != CALLEE_GET_REMOTE || !plain->params || locked->params)
		return 0;
	if (read_one(src, unlocked, memory_strdup("__get_user_pages_unlocked"), err))
		return -1;
	if (api_position(unlocked, ROLE_MM) < 0 || api_position(unlocked, ROLE_FLAGS) < 0)
		unlocked->params = 0;
	return 0;
}

static int read_forms(const struct source *src, struct api *api, enum callee callee,
		      struct error *err)
{
	struct api_function *fn = api->function[callee];
	const char *name = api_callee_name(callee);

	if (read_one(src, &fn[FORM_PLAIN], memory_strdup(name), err))
		return -1;
	if (api_is_remote(callee))
		return read_remote_forms(src, api, callee, err);
	fn[FORM_FAST].name = memory_printf("%s_fast", name);
	if (read_prototype(src, fn[FORM_FAST].name, &fn[FORM_FAST]) == NOT_UNDERSTOOD)
		fn[FORM_FAST].params = 0; /* nobody has to use it */
	if (fn[FORM_FAST].params && api_position(&fn[FORM_FAST], ROLE_WRITE) >= 0)
		fn[FORM_FAST].flags = memory_strdup("FOLL_WRITE ");
	if (read_one(src, &fn[FORM_LOCKED], memory_printf("%s_locked", name), err) ||
	    read_one(src, &fn[FORM_UNLOCKED], memory_printf("%s_unlocked", name), err))
		return -1;
	return 0;
}

static int read_header(struct tree *kernel, struct api *api, struct error *err)
{
	struct buf text = { 0 };
	struct source src;
	int status = tree_read(kernel, HEADER, &text, err);

	if (status > 0)
		error_set(err,
			  "tree: on %s: no %s, so it is no kernel tree; name the top of one, or "
			  "for a module its kernel with --kernel DIR",
			  tree_root(kernel), HEADER);
	if (status) {
		buf_free(&text);
		return -1;
	}
	source_read(&src, text.data ? text.data : "", text.len);
	for (int callee = 0; callee < CALLEE_COUNT && !status; callee++)
		status = read_forms(&src, api, (enum callee)callee, err);
	source_free(&src);
	buf_free(&text);
	if (!status && !api->function[CALLEE_GET][FORM_PLAIN].params)
		status =
			error_set(err,
				  "tree: on %s: %s has no prototype of get_user_pages, so it is no "
				  "kernel tree that can be read; name the top of one",
				  tree_root(kernel), HEADER);
	return status;
}

int api_read(struct tree *source, struct tree *built, struct api *api, struct error *err)
{
	*api = (struct api){ 0 };
	if (read_header(source, api, err) ||
	    implementation_read(source, built ? built : source, api, err) ||
	    release_read(source, built ? built : source, api, err) ||
	    columns_read(source, &api->columns, err)) {
		api_free(api);
		return -1;
	}
	return 0;
}

void api_free(struct api *api)
{
	for (int callee = 0; callee < CALLEE_COUNT; callee++)
		for (int form = 0; form < FORM_COUNT; form++) {
			free(api->function[callee][form].name);
			free(api->function[callee][form].flags);
		}
	for (size_t i = 0; i < api->words.count; i++)
		free(api->words.word[i].name);
	free(api->words.word);
	*api = (struct api){ 0 };
}
