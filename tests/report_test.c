// SPDX-License-Identifier: GPL-2.0-only
/* report: what is printed for a sweep made by hand, and that a failed write is noticed. */
#include <jansson.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/memory.h"
#include "report/report.h"

struct fixture {
	struct report report;
	struct api api;
	struct sites sites;
	struct judgement judgement[2];
	struct edits edits[1];
	struct problems problems;
};

static const char text[] = "int pin(struct mm_struct *mm)\n"
			   "{\n"
			   "\tint ret;\n"
			   "\n"
			   "\tdown_read(&mm->mmap_sem);\n"
			   "\tret = get_user_pages(a, b, c, d);\n"
			   "\tup_read(&mm->mmap_sem);\n"
			   "\treturn ret;\n"
			   "}\n"
			   "#define PIN pin_user_pages(a, b, c, d)\n";

static uint32_t token(const struct source *src, const char *word, size_t from)
{
	for (size_t i = from; i < src->tokens; i++)
		if (source_is(src, (uint32_t)i, word))
			return (uint32_t)i;
	return SOURCE_NONE;
}

static void add_edit(struct edits *edits, const char *from, const char *what, const char *by)
{
	struct edit edit = { .at = (uint32_t)(strstr(from, what) - from),
			     .len = (uint32_t)strlen(what),
			     .text = memory_strdup(by) };

	VEC_PUSH(edits->edit, edits->count, edits->room, edit);
}

static void set_text(struct fixture *f, const char *path, const char *content)
{
	struct site_file *file = f->sites.file;

	free(file->path);
	file->path = memory_strdup(path);
	buf_reset(&file->text);
	buf_addstr(&file->text, content);
	source_free(&file->src);
	source_read(&file->src, file->text.data, file->text.len);
}

static int setup(void **state)
{
	struct fixture *f = memory_alloc(sizeof(*f));
	struct site_file file = { .end = 2 };
	struct site site = { .callee = CALLEE_GET, .line = 6, .column = 8, .function = 0 };
	struct site macro = { .callee = CALLEE_PIN,
			      .line = 10,
			      .column = 13,
			      .function = SOURCE_NONE };
	struct api_function *fn = &f->api.function[CALLEE_GET][FORM_PLAIN];
	struct bracket_part part = { 0 };

	VEC_PUSH(f->sites.file, f->sites.files, f->sites.file_room, file);
	set_text(f, "mm/pin.c", text);
	VEC_PUSH(f->sites.site, f->sites.count, f->sites.room, site);
	VEC_PUSH(f->sites.site, f->sites.count, f->sites.room, macro);
	fn->name = memory_strdup("get_user_pages");
	f->api.function[CALLEE_PIN][FORM_PLAIN].name = memory_strdup("pin_user_pages");
	fn->role[0] = ROLE_START;
	fn->role[1] = ROLE_NR;
	fn->params = 2;
	fn->exported = true;
	fn->longterm = true;
	f->judgement[0].verdict = VERDICT_UNLOCKED;
	f->judgement[0].detail = memory_strdup("only the call is\nunder the lock");
	part.call = token(&f->sites.file->src, "down_read", 0);
	VEC_PUSH(f->judgement[0].bracket.acquire, f->judgement[0].bracket.acquires,
		 f->judgement[0].bracket.acquire_room, part);
	part.call = token(&f->sites.file->src, "up_read", 0);
	VEC_PUSH(f->judgement[0].bracket.release, f->judgement[0].bracket.releases,
		 f->judgement[0].bracket.release_room, part);
	f->judgement[1].verdict = VERDICT_MANUAL;
	f->judgement[1].reason = REASON_MACRO;
	f->judgement[1].detail = memory_strdup("");
	problem_add(&f->problems, "fs/big.c", "over 8 MB; not read");
	f->report = (struct report){
		.tree = "linux",
		.api = &f->api,
		.sites = &f->sites,
		.judgement = f->judgement,
		.edits = f->edits,
		.problems = &f->problems,
		.files_seen = 7,
	};
	*state = f;
	return 0;
}

static int teardown(void **state)
{
	struct fixture *f = *state;

	layout_edits_free(f->edits);
	for (size_t i = 0; i < 2; i++)
		judgement_free(&f->judgement[i]);
	problem_free(&f->problems);
	site_free(&f->sites);
	api_free(&f->api);
	free(f);
	return 0;
}

/* Where a report goes, and what came. */
struct sink {
	char *data;
	size_t len;
	FILE *out;
	struct error err;
};

static void sink_open(struct sink *s)
{
	s->out = open_memstream(&s->data, &s->len);
	assert_non_null(s->out);
}

static void sink_close(struct sink *s)
{
	fclose(s->out);
}

static void prints_text(void **state)
{
	struct fixture *f = *state;
	struct sink s;

	sink_open(&s);
	assert_int_equal(report_text(&f->report, &(struct report_style){ 0 }, s.out, &s.err), 0);
	sink_close(&s);
	assert_string_equal(s.data,
			    "mm/pin.c:6: unlocked: get_user_pages in pin(): only the call is?under "
			    "the lock\n"
			    "mm/pin.c:10: manual/macro: pin_user_pages\n"
			    "\n"
			    "linux: 2 calls in 1 file, of 7 files seen\n"
			    "  unlocked                     1\n"
			    "  manual                       1\n"
			    "    macro                      1\n"
			    "  left out                     1\n");
	free(s.data);
}

static void verbose_names_the_bracket(void **state)
{
	struct fixture *f = *state;
	struct sink s;

	sink_open(&s);
	assert_int_equal(report_text(&f->report,
				     &(struct report_style){ .verbose = true, .quiet = true },
				     s.out, &s.err),
			 0);
	sink_close(&s);
	assert_non_null(strstr(s.data, "\nmm/pin.c:5: note: lock taken\n"
				       "mm/pin.c:7: note: lock released\n"));
	assert_null(strstr(s.data, "files seen"));
	free(s.data);
}

static void colors_only_if_asked(void **state)
{
	struct fixture *f = *state;
	struct sink s;

	sink_open(&s);
	assert_int_equal(
		report_text(&f->report, &(struct report_style){ .color = true }, s.out, &s.err), 0);
	sink_close(&s);
	assert_non_null(strstr(s.data, "\033[1mmm/pin.c:6:\033[m \033[1;32munlocked:\033[m "));
	free(s.data);
}

static void prints_json(void **state)
{
	static const char *const keys[] = { "tool",  "version",	 "tree",   "api",
					    "sites", "problems", "summary" };
	static const char *const site_keys[] = {
		"file",	   "line",   "column", "function", "callee",
		"verdict", "reason", "detail", "proof",	   "after_introducing"
	};
	struct fixture *f = *state;
	struct sink s;
	json_t *doc, *site, *value;
	const char *key;
	size_t i = 0;

	set_text(f, "mm/p\xff\"\n.c", text);
	sink_open(&s);
	assert_int_equal(report_json(&f->report, s.out, &s.err), 0);
	sink_close(&s);
	doc = json_loadb(s.data, s.len, 0, NULL);
	assert_non_null(doc);
	assert_int_equal(json_object_size(doc), 7);
	json_object_foreach(doc, key, value) assert_string_equal(key, keys[i++]);
	assert_string_equal(json_string_value(json_object_get(doc, "tool")), "gupsweep");
	site = json_array_get(json_object_get(doc, "sites"), 0);
	i = 0;
	json_object_foreach(site, key, value) assert_string_equal(key, site_keys[i++]);
	assert_int_equal(i, 10);
	assert_string_equal(json_string_value(json_object_get(site, "file")),
			    "mm/p\xef\xbf\xbd\"\n.c");
	assert_int_equal(json_integer_value(json_object_get(site, "line")), 6);
	assert_int_equal(json_integer_value(json_object_get(site, "column")), 8);
	assert_string_equal(json_string_value(json_object_get(site, "function")), "pin");
	assert_string_equal(json_string_value(json_object_get(site, "verdict")), "unlocked");
	assert_string_equal(json_string_value(json_object_get(site, "reason")), "");
	assert_true(json_is_null(json_object_get(site, "proof")));
	assert_true(json_is_false(json_object_get(site, "after_introducing")));
	site = json_array_get(json_object_get(doc, "sites"), 1);
	assert_string_equal(json_string_value(json_object_get(site, "function")), "");
	assert_string_equal(json_string_value(json_object_get(site, "reason")), "macro");
	value = json_object_get(json_object_get(doc, "summary"), "verdicts");
	assert_int_equal(json_integer_value(json_object_get(value, "manual")), 1);
	value = json_object_get(json_object_get(doc, "api"), "functions");
	assert_int_equal(json_array_size(value), 1);
	json_decref(doc);
	free(s.data);
}

static void prints_diff(void **state)
{
	struct fixture *f = *state;
	struct sink s;

	add_edit(f->edits, text, "\tdown_read(&mm->mmap_sem);\n", "");
	add_edit(f->edits, text, "get_user_pages", "get_user_pages_unlocked");
	add_edit(f->edits, text, "\tup_read(&mm->mmap_sem);\n", "");
	sink_open(&s);
	assert_int_equal(report_diff(&f->report, &(struct report_style){ 0 }, s.out, &s.err), 0);
	sink_close(&s);
	assert_non_null(strstr(s.data, "diff --git a/mm/pin.c b/mm/pin.c\nindex "));
	assert_non_null(strstr(s.data, "\n--- a/mm/pin.c\n+++ b/mm/pin.c\n@@ -2,9 +2,7 @@"));
	assert_non_null(strstr(s.data, " \tint ret;\n"
				       " \n"
				       "-\tdown_read(&mm->mmap_sem);\n"
				       "-\tret = get_user_pages(a, b, c, d);\n"
				       "-\tup_read(&mm->mmap_sem);\n"
				       "+\tret = get_user_pages_unlocked(a, b, c, d);\n"
				       " \treturn ret;\n"));
	free(s.data);
}

static void diff_of_nothing_is_empty(void **state)
{
	struct fixture *f = *state;
	struct sink s;

	sink_open(&s);
	assert_int_equal(report_diff(&f->report, &(struct report_style){ 0 }, s.out, &s.err), 0);
	sink_close(&s);
	assert_string_equal(s.data, "");
	free(s.data);
}

/* Give the diff of @content under the name @path to patch (which in Debian 13 takes no name with a
 * newline) and to git apply; both must make the text that the edits make. */
static void diff_applies(struct fixture *f, const char *path, const char *content)
{
	char dir[] = "/tmp/report_test.XXXXXX";
	char *file, *diff, *command;
	struct buf after = { 0 };
	struct error err;
	FILE *out;

	assert_non_null(mkdtemp(dir));
	set_text(f, path, content);
	layout_edits_free(f->edits);
	add_edit(f->edits, content, "plain", "other");
	layout_apply_edits(&f->sites.file->text, f->edits, &after);
	file = memory_printf("%s/%s", dir, path);
	diff = memory_printf("%s/the.diff", dir);
	out = fopen(diff, "w");
	assert_int_equal(report_diff(&f->report, &(struct report_style){ 0 }, out, &err), 0);
	fclose(out);
	for (int i = strchr(path, '\n') ? 1 : 0; i < 2; i++) {
		char back[256] = "";

		out = fopen(file, "w");
		assert_non_null(out);
		fputs(content, out);
		fclose(out);
		command = memory_printf("cd %s && %s", dir,
					i ? "git apply the.diff" : "patch -s -p1 <the.diff");
		assert_int_equal(system(command), 0);
		free(command);
		out = fopen(file, "r");
		assert_true(fread(back, 1, sizeof(back) - 1, out) > 0);
		fclose(out);
		assert_string_equal(back, after.data);
	}
	command = memory_printf("rm -r %s", dir);
	assert_int_equal(system(command), 0);
	free(command);
	free(file);
	free(diff);
	buf_free(&after);
}

static void diff_applies_under_any_name(void **state)
{
	static const char *const path[] = { "plain.c",	     "with space.c", "quo\"te.c",
					    "back\\slash.c", "new\nline.c",  "tab\t.c",
					    "\xc3\xa4.c",    "\xff.c",	     "\x01\x7f x.c",
					    "'; rm x.c" };

	for (size_t i = 0; i < sizeof(path) / sizeof(*path); i++)
		diff_applies(*state, path[i], "one\nplain\nthree\n");
}

static void diff_applies_to_any_text(void **state)
{
	diff_applies(*state, "a.c", "one\nplain");
	diff_applies(*state, "a.c", "plain\none");
	diff_applies(*state, "a.c", "one\r\nplain\r\nthree\r\n");
	diff_applies(*state, "a.c", "\xff\xfe one\nplain \x01\n");
}

static void prints_api(void **state)
{
	struct fixture *f = *state;
	struct sink s;

	sink_open(&s);
	assert_int_equal(report_api(&f->api, s.out, &s.err), 0);
	sink_close(&s);
	assert_non_null(strstr(s.data, "get_user_pages(start, "));
	assert_non_null(strstr(s.data, ") exported longterm\n"));
	assert_non_null(strstr(s.data, "absent\n"));
	assert_non_null(strstr(s.data, "mm/gup.c is not there"));
	free(s.data);
}

static void notices_a_full_disk(void **state)
{
	struct fixture *f = *state;
	struct report_style style = { 0 };
	FILE *full = fopen("/dev/full", "w");
	struct error err;

	assert_non_null(full);
	add_edit(f->edits, text, "get_user_pages", "get_user_pages_unlocked");
	assert_int_equal(report_text(&f->report, &style, full, &err), -1);
	assert_string_equal(
		err.text,
		"write: the report: No space left on device; make room or write elsewhere");
	assert_int_equal(report_json(&f->report, full, &err), -1);
	assert_int_equal(report_diff(&f->report, &style, full, &err), -1);
	assert_int_equal(report_api(&f->api, full, &err), -1);
	fclose(full);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(prints_text, setup, teardown),
		cmocka_unit_test_setup_teardown(verbose_names_the_bracket, setup, teardown),
		cmocka_unit_test_setup_teardown(colors_only_if_asked, setup, teardown),
		cmocka_unit_test_setup_teardown(prints_json, setup, teardown),
		cmocka_unit_test_setup_teardown(prints_diff, setup, teardown),
		cmocka_unit_test_setup_teardown(diff_of_nothing_is_empty, setup, teardown),
		cmocka_unit_test_setup_teardown(diff_applies_under_any_name, setup, teardown),
		cmocka_unit_test_setup_teardown(diff_applies_to_any_text, setup, teardown),
		cmocka_unit_test_setup_teardown(prints_api, setup, teardown),
		cmocka_unit_test_setup_teardown(notices_a_full_disk, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
