// SPDX-License-Identifier: GPL-2.0-only
/*
 * The result as one JSON document: tool, version, tree, api, sites, problems, summary. Order is
 * that of the sites: file, line, column. Bytes that are not UTF-8 appear as U+FFFD.
 */
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "count.h"
#include "output.h"

/* Length of the well-formed UTF-8 sequence at @s, or 0. */
static size_t utf8_length(const char *s)
{
	const unsigned char *u = (const unsigned char *)s;
	size_t len = *u < 0x80 ? 1 : *u >= 0xf0 ? 4 : *u >= 0xe0 ? 3 : 2;

	if (len == 1)
		return 1;
	if (*u < 0xc2 || *u > 0xf4)
		return 0;
	for (size_t i = 1; i < len; i++)
		if ((u[i] & 0xc0) != 0x80)
			return 0;
	/* Longer than needed, a surrogate, or past U+10FFFF. */
	if ((u[0] == 0xe0 && u[1] < 0xa0) || (u[0] == 0xed && u[1] > 0x9f) ||
	    (u[0] == 0xf0 && u[1] < 0x90) || (u[0] == 0xf4 && u[1] > 0x8f))
		return 0;
	return len;
}

static json_t *text_value(const char *s)
{
	struct buf clean = { 0 };
	json_t *value;

	buf_reserve(&clean, 0);
	clean.data[0] = '\0';
	while (*s) {
		size_t len = utf8_length(s);

		if (len)
			buf_add(&clean, s, len);
		else
			buf_addstr(&clean, "\xef\xbf\xbd");
		s += len ? len : 1;
	}
	value = json_stringn_nocheck(clean.data, clean.len);
	buf_free(&clean);
	return value;
}

static json_t *number(size_t n)
{
	return json_integer((json_int_t)n);
}

static json_t *function_value(const struct api *api, enum callee callee, enum form form)
{
	const struct api_function *fn = &api->function[callee][form];
	static const char *const form_name[FORM_COUNT] = { "plain", "locked", "unlocked", "fast" };
	json_t *value = json_object(), *roles = json_array();

	for (int i = 0; i < fn->params; i++)
		json_array_append_new(roles, json_string(api_role_name(fn->role[i])));
	json_object_set_new(value, "name", text_value(fn->name));
	json_object_set_new(value, "callee", json_string(api_callee_name(callee)));
	json_object_set_new(value, "form", json_string(form_name[form]));
	json_object_set_new(value, "roles", roles);
	json_object_set_new(value, "exported",
			    fn->exported || api->exports_known ? json_boolean(fn->exported)
							       : json_null());
	json_object_set_new(value, "without_mmu", json_boolean(fn->without_mmu));
	json_object_set_new(value, "longterm", json_boolean(fn->longterm));
	if (form == FORM_FAST)
		json_object_set_new(value, "accepts",
				    fn->flags ? text_value(fn->flags) : json_null());
	return value;
}

static json_t *api_value(const struct api *api)
{
	json_t *value = json_object(), *functions = json_array();

	for (int c = 0; c < CALLEE_COUNT; c++) {
		for (int f = 0; f < FORM_COUNT; f++) {
			const struct api_function *fn = &api->function[c][f];

			if (fn->params)
				json_array_append_new(functions, function_value(api, (enum callee)c,
										(enum form)f));
		}
	}
	json_object_set_new(value, "implementation_known", json_boolean(api->implementation_known));
	json_object_set_new(value, "functions", functions);
	return value;
}

static json_t *site_value(const struct report *report, size_t i)
{
	const struct site *site = &report->sites->site[i];
	const struct judgement *j = &report->judgement[i];
	char *function = output_function(report->sites, site);
	json_t *value = json_object();

	json_object_set_new(value, "file", text_value(report->sites->file[site->file].path));
	json_object_set_new(value, "line", number(site->line));
	json_object_set_new(value, "column", number(site->column));
	json_object_set_new(value, "function", text_value(function));
	json_object_set_new(value, "callee",
			    json_string(report->api->function[site->callee][site->form].name));
	json_object_set_new(value, "verdict", json_string(judgement_verdict_name(j->verdict)));
	json_object_set_new(value, "reason", json_string(judgement_reason_name(j->reason)));
	json_object_set_new(value, "detail", text_value(j->detail ? j->detail : ""));
	json_object_set_new(value, "proof",
			    j->schedules ? json_pack("{s:o}", "schedules", number(j->schedules))
					 : json_null());
	json_object_set_new(value, "after_introducing",
			    json_boolean(report->first && (j->verdict == VERDICT_UNLOCKED ||
							   j->verdict == VERDICT_LOCKED)));
	free(function);
	return value;
}

static json_t *near_value(const struct nears *nears)
{
	json_t *value = json_array();

	for (size_t i = 0; i < nears->count; i++) {
		const struct near *n = &nears->near[i];
		json_t *near = json_object();

		json_object_set_new(near, "file", text_value(n->file));
		json_object_set_new(near, "line", number(n->line));
		json_object_set_new(near, "function", text_value(n->function));
		json_object_set_new(near, "callee", json_string(n->callee));
		json_object_set_new(near, "by_hand", json_boolean(n->convertible));
		json_object_set_new(near, "detail", text_value(n->why));
		json_array_append_new(value, near);
	}
	return value;
}

static json_t *problems_value(const struct problems *problems)
{
	json_t *value = json_array();

	for (size_t i = 0; i < problems->count; i++) {
		json_t *problem = json_object();

		json_object_set_new(problem, "file", text_value(problems->problem[i].file));
		json_object_set_new(problem, "what", text_value(problems->problem[i].what));
		json_array_append_new(value, problem);
	}
	return value;
}

static json_t *summary_value(const struct report *report)
{
	json_t *value = json_object(), *verdicts = json_object(), *reasons = json_object();
	struct count count;

	count_read(report, &count);
	for (int v = 0; v < COUNT_VERDICTS; v++) {
		const char *verdict = judgement_verdict_name((enum verdict)v);

		if (v == VERDICT_FAST && !count.verdict[v]) /* not asked for, mostly */
			continue;
		json_object_set_new(verdicts, verdict, number(count.verdict[v]));
		for (int r = REASON_NONE + 1; r < REASON_COUNT; r++) {
			char name[64];

			if (!count.reason[v][r])
				continue;
			snprintf(name, sizeof(name), "%s/%s", verdict,
				 judgement_reason_name((enum reason)r));
			json_object_set_new(reasons, name, number(count.reason[v][r]));
		}
	}
	if (report->rev)
		json_object_set_new(value, "rev", json_string(report->rev));
	json_object_set_new(value, "files_seen", number(report->files_seen));
	json_object_set_new(value, "files", number(count.files));
	json_object_set_new(value, "files_changed", number(count.files_changed));
	json_object_set_new(value, "sites", number(count.sites));
	json_object_set_new(value, "verdicts", verdicts);
	json_object_set_new(value, "reasons", reasons);
	json_object_set_new(value, "problems", number(report->problems->count));
	return value;
}

static int add_to_buf(const char *data, size_t len, void *b)
{
	buf_add(b, data, len);
	return 0;
}

int report_json(const struct report *report, FILE *out, struct error *err)
{
	json_t *document = json_object(), *sites = json_array();
	struct buf text = { 0 };
	int ret;

	for (size_t i = 0; i < report->sites->count; i++)
		json_array_append_new(sites, site_value(report, i));
	json_object_set_new(document, "tool", json_string("gupsweep"));
	json_object_set_new(document, "version", json_string(GUPSWEEP_VERSION));
	json_object_set_new(document, "tree", text_value(report->tree));
	json_object_set_new(document, "api", api_value(report->api));
	json_object_set_new(document, "sites", sites);
	if (report->near)
		json_object_set_new(document, "near", near_value(report->near));
	json_object_set_new(document, "problems", problems_value(report->problems));
	json_object_set_new(document, "summary", summary_value(report));

	ret = json_dump_callback(document, add_to_buf, &text, JSON_INDENT(2));
	json_decref(document);
	if (ret) {
		error_set(err, "write: the JSON document: out of memory; narrow the paths");
	} else {
		buf_addch(&text, '\n');
		ret = output_write(out, &text, err);
	}
	buf_free(&text);
	return ret;
}
