// SPDX-License-Identifier: GPL-2.0-only
/*
 * layout: the files of testcases/layout/, a function before (.c) and after (.res). The locks in it are
 * its brackets (each acquisition begins one), all its calls are converted to the form that the file
 * names, and the layout must come out byte for byte.
 */
#include <glob.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/memory.h"
#include "gup/patches.h"
#include "gup/verdict/predict.h"

#define FOLDER "testcases/layout"

struct work {
	struct api api;
	struct sites sites;
	struct judgement *judgement;
	struct spatch_task task;
	uint32_t function;
	struct edits edits;
	struct buf notes;
	struct buf result;
	struct error err;
	int status;
};

static void set_function(struct api_function *fn, const char *name, const enum role *roles)
{
	fn->name = memory_strdup(name);
	for (fn->params = 0; roles[fn->params] != ROLE_COUNT; fn->params++)
		fn->role[fn->params] = roles[fn->params];
	fn->exported = true;
}

/* The prototypes of 5.10. */
static void make_api(struct api *api)
{
	static const enum role plain[] = { ROLE_START, ROLE_NR,	  ROLE_FLAGS,
					   ROLE_PAGES, ROLE_VMAS, ROLE_COUNT };
	static const enum role locked[] = { ROLE_START, ROLE_NR,     ROLE_FLAGS,
					    ROLE_PAGES, ROLE_LOCKED, ROLE_COUNT };
	static const enum role unlocked[] = { ROLE_START, ROLE_NR, ROLE_PAGES, ROLE_FLAGS,
					      ROLE_COUNT };
	static const enum role remote[] = { ROLE_MM,	ROLE_START, ROLE_NR,	 ROLE_FLAGS,
					    ROLE_PAGES, ROLE_VMAS,  ROLE_LOCKED, ROLE_COUNT };

	set_function(&api->function[CALLEE_GET][FORM_PLAIN], "get_user_pages", plain);
	set_function(&api->function[CALLEE_GET][FORM_LOCKED], "get_user_pages_locked", locked);
	set_function(&api->function[CALLEE_GET][FORM_UNLOCKED], "get_user_pages_unlocked",
		     unlocked);
	set_function(&api->function[CALLEE_GET_REMOTE][FORM_PLAIN], "get_user_pages_remote",
		     remote);
	set_function(&api->function[CALLEE_GET_REMOTE][FORM_LOCKED], "get_user_pages_remote",
		     remote);
}

static struct bracket_part part_at(const struct source *src, uint32_t tok)
{
	struct bracket_part part = { .first = tok, .call = tok };

	part.end = src->token[tok + 1].mate + 2;
	return part;
}

/* Each acquisition begins a bracket, which ends before the next one. */
static void read_brackets(struct work *w, size_t file)
{
	const struct source *src = &w->sites.file[file].src;
	struct bracket now = { 0 };

	for (uint32_t t = 0; t < src->tokens; t++) {
		if (source_is(src, t, "down_read") || source_is(src, t, "mmap_read_lock")) {
			now = (struct bracket){ 0 };
			VEC_PUSH(now.acquire, now.acquires, now.acquire_room, part_at(src, t));
			for (uint32_t u = t + 1; u < src->tokens; u++) {
				if (source_is(src, u, "down_read") ||
				    source_is(src, u, "mmap_read_lock"))
					break;
				if (source_is(src, u, "up_read") ||
				    source_is(src, u, "mmap_read_unlock"))
					VEC_PUSH(now.release, now.releases, now.release_room,
						 part_at(src, u));
			}
			for (size_t s = 0; s < w->sites.count; s++)
				if (w->sites.site[s].name > t) {
					struct bracket *b = &w->judgement[s].bracket;

					free(b->acquire);
					free(b->release);
					*b = now;
					b->acquire = memory_resize(NULL, 1, sizeof(*b->acquire));
					b->acquire[0] = now.acquire[0];
					b->release = memory_resize(NULL, now.releases,
								   sizeof(*b->release));
					memcpy(b->release, now.release,
					       now.releases * sizeof(*b->release));
				}
			free(now.acquire);
			free(now.release);
		}
	}
}

/* The changes are those that lead to what the audit predicts. */
static void lay_out(struct work *w, enum form form, size_t columns)
{
	const struct site_file *file = &w->sites.file[0];
	struct layout_request request = { .changes = &w->task.changes, .columns = columns };
	struct buf after = { 0 };

	w->task =
		(struct spatch_task){ .src = &file->src, .function = &w->function, .functions = 1 };
	predict_tokens(&w->api, &w->sites, 0, w->judgement, form, 0, &after);
	assert_int_equal(spatch_take(&w->task, patches_rule(form == FORM_LOCKED), &after, &w->err),
			 0);
	patches_describe(&w->sites, 0, w->judgement, &request);
	w->status = layout_function(&request, &w->edits, &w->notes, &w->err);
	if (!w->status)
		layout_apply_edits(&file->text, &w->edits, &w->result);
	layout_request_free(&request);
	buf_free(&after);
}

static void start(struct work *w, const char *name, const char *text, enum verdict verdict,
		  size_t columns)
{
	struct tree_files found = { 0 };
	struct tree_file file = { .path = memory_printf("%s.c", name) };
	struct problems problems = { 0 };

	*w = (struct work){ 0 };
	make_api(&w->api);
	buf_addstr(&file.text, text);
	VEC_PUSH(found.file, found.count, found.room, file);
	site_find(&w->api, &found, 2, &w->sites, &problems);
	problem_free(&problems);
	assert_int_equal(w->sites.files, 1);
	w->judgement = memory_alloc(w->sites.count * sizeof(*w->judgement));
	read_brackets(w, 0);
	for (size_t s = 0; s < w->sites.count; s++) {
		w->judgement[s].verdict = verdict;
		w->judgement[s].detail = memory_strdup("");
	}
	lay_out(w, verdict == VERDICT_LOCKED ? FORM_LOCKED : FORM_UNLOCKED, columns);
}

static void stop(struct work *w)
{
	for (size_t s = 0; s < w->sites.count; s++)
		judgement_free(&w->judgement[s]);
	free(w->judgement);
	spatch_task_free(&w->task);
	layout_edits_free(&w->edits);
	buf_free(&w->notes);
	buf_free(&w->result);
	site_free(&w->sites);
	api_free(&w->api);
}

/* One file of the folder, and what it says of itself in its first lines, "// KEY: VALUE". */
struct layout_case {
	char *name;
	struct buf before;
	struct buf after; /* NAME.res; must be refused where that is empty */
	char *layout;	  /* what the calls become: unlocked or locked; "..., refused" */
	char *columns;	  /* what the tree allows; NULL: 100 */
	char *note;	  /* must be in the notes; NULL: no note at all */
};

/* The text of FOLDER/@name@end; false if there is no such file. */
static bool read_case(struct buf *text, const char *name, const char *end)
{
	char *path = memory_printf(FOLDER "/%s%s", name, end);
	FILE *f = fopen(path, "r");
	size_t n;

	free(path);
	if (!f)
		return false;
	do {
		buf_reserve(text, 4096);
		n = fread(text->data + text->len, 1, 4096, f);
		text->len += n;
		text->data[text->len] = '\0';
	} while (n);
	fclose(f);
	return true;
}

/* The head's lines that begin with a key; of a key that is not known the case is no good. */
static bool read_head(struct layout_case *c)
{
	const struct {
		const char *key;
		char **value;
	} keys[] = { { "layout", &c->layout }, { "columns", &c->columns }, { "note", &c->note } };
	const char *line = c->before.data;

	for (; line && !strncmp(line, "//", 2); line = strchr(line, '\n'), line += line != NULL) {
		size_t key = strspn(line + 2, " abcdefghijklmnopqrstuvwxyz"), k;
		const char *value = line + 2 + key + 2;

		if (key < 2 || strncmp(value - 2, ": ", 2))
			continue;
		for (k = 0; k < 3; k++)
			if (strlen(keys[k].key) == key - 1 &&
			    !strncmp(line + 3, keys[k].key, key - 1))
				break;
		if (k == 3 || *keys[k].value)
			return false;
		*keys[k].value = memory_strndup(value, strcspn(value, "\r\n"));
	}
	return c->layout != NULL;
}

static void run_case(void **state)
{
	const struct layout_case *c = *state;
	bool locked = !strncmp(c->layout, "locked", 6);
	bool refused = strstr(c->layout, ", refused") != NULL;
	char *path = memory_printf("%s.c:", c->name);
	char *words = memory_printf("%slocked%s", locked ? "" : "un", refused ? ", refused" : "");
	struct work w;

	assert_string_equal(c->layout, words);
	assert_int_equal(refused, !c->after.len);
	start(&w, c->name, c->before.data, locked ? VERDICT_LOCKED : VERDICT_UNLOCKED,
	      c->columns ? strtoul(c->columns, NULL, 10) : 100);
	if (refused) {
		assert_int_equal(w.status, -1);
		assert_int_equal(w.edits.count, 0);
		assert_non_null(strstr(w.err.text, path));
	} else {
		if (w.status)
			print_error("%s\n", w.err.text);
		assert_int_equal(w.status, 0);
		assert_string_equal(w.result.data, c->after.data);
		if (c->note)
			assert_non_null(w.notes.data ? strstr(w.notes.data, c->note) : NULL);
		else
			assert_int_equal(w.notes.len, 0);
	}
	stop(&w);
	free(path);
	free(words);
}

static void free_case(struct layout_case *c)
{
	free(c->name);
	free(c->layout);
	free(c->columns);
	free(c->note);
	buf_free(&c->before);
	buf_free(&c->after);
}

int main(void)
{
	glob_t found = { 0 };
	struct CMUnitTest *tests;
	struct layout_case *cases;
	int result = glob(FOLDER "/*.c", 0, NULL, &found);

	if (result) {
		fprintf(stderr, FOLDER ": no testcases; run it in the project's folder\n");
		return 1;
	}
	tests = calloc(found.gl_pathc, sizeof(*tests));
	cases = calloc(found.gl_pathc, sizeof(*cases));
	for (size_t i = 0; i < found.gl_pathc; i++) {
		const char *file = found.gl_pathv[i] + strlen(FOLDER "/");

		cases[i].name = memory_strndup(file, strlen(file) - 2);
		read_case(&cases[i].after, cases[i].name, ".res");
		if (!read_case(&cases[i].before, cases[i].name, ".c") || !read_head(&cases[i])) {
			fprintf(stderr, "%s: what its head says is not understood\n", file);
			return 1;
		}
		tests[i] = (struct CMUnitTest){ .name = cases[i].name,
						.test_func = run_case,
						.initial_state = &cases[i] };
	}
	result = _cmocka_run_group_tests("layout", tests, found.gl_pathc, NULL, NULL);
	for (size_t i = 0; i < found.gl_pathc; i++)
		free_case(&cases[i]);
	free(cases);
	free(tests);
	globfree(&found);
	return result;
}
