// SPDX-License-Identifier: GPL-2.0-only
/*
 * sarif: the Static Analysis Results Interchange Format, version 2.1.0 (OASIS). One run for the tree, or
 * for each commit that was linted. Columns are counted in Unicode code points, as the run says.
 */
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "output.h"
#include "value.h"

#define SCHEMA                                                                                     \
	"https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/"                      \
	"sarif-schema-2.1.0.json"

static json_t *message(const char *text)
{
	json_t *v = json_object();

	json_object_set_new(v, "text", value_string(text));
	return v;
}

/* A relative URI: RFC 3986's unreserved characters and "/" stay. */
static json_t *uri(const char *path)
{
	struct buf b = { 0 };
	json_t *v;

	for (; *path; path++) {
		unsigned char c = (unsigned char)*path;

		if ((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
		    strchr("-._~/", c))
			buf_addch(&b, (char)c);
		else
			buf_printf(&b, "%%%02X", (unsigned int)c);
	}
	v = json_string(b.data ? b.data : "");
	buf_free(&b);
	return v;
}

static json_t *artifact(const char *path)
{
	json_t *v = json_object();

	json_object_set_new(v, "uri", uri(path));
	json_object_set_new(v, "uriBaseId", json_string("SRCROOT"));
	return v;
}

/* Line and column, in code points from 1, of byte @at. */
static void place(const struct buf *text, size_t at, json_int_t *line, json_int_t *column)
{
	*line = *column = 1;
	for (size_t i = 0; i < at && i < text->len; i++) {
		if (text->data[i] == '\n') {
			++*line;
			*column = 1;
		} else if ((text->data[i] & 0xc0) != 0x80) {
			++*column;
		}
	}
}

static json_t *region(const struct buf *text, size_t first, size_t end)
{
	json_t *v = json_object();
	json_int_t line, column;

	place(text, first, &line, &column);
	json_object_set_new(v, "startLine", json_integer(line));
	json_object_set_new(v, "startColumn", json_integer(column));
	place(text, end, &line, &column);
	json_object_set_new(v, "endLine", json_integer(line));
	json_object_set_new(v, "endColumn", json_integer(column));
	return v;
}

/* Byte offset of the finding. */
static size_t offset(const struct buf *text, const struct finding *f)
{
	size_t at = 0;

	for (uint32_t line = 1; line < f->line && at < text->len; line++) {
		const char *newline = memchr(text->data + at, '\n', text->len - at);

		at = newline ? (size_t)(newline - text->data) + 1 : text->len;
	}
	return at + f->column - 1;
}

static json_t *fixes(const struct finding *f, const struct buf *text)
{
	json_t *fix = json_object(), *change = json_object(), *list = json_array();

	for (size_t i = 0; i < f->fix.count; i++) {
		const struct edit *e = &f->fix.edit[i];
		json_t *v = json_object();

		json_object_set_new(v, "deletedRegion", region(text, e->at, e->at + e->len));
		json_object_set_new(v, "insertedContent", message(e->text));
		json_array_append_new(list, v);
	}
	json_object_set_new(change, "artifactLocation", artifact(f->file));
	json_object_set_new(change, "replacements", list);
	json_object_set_new(fix, "description", message("what gupsweep lint --fix does"));
	json_object_set_new(fix, "artifactChanges", json_pack("[o]", change));
	return json_pack("[o]", fix);
}

static json_t *location(const struct finding *f, const struct buf *text)
{
	size_t at = offset(text, f);
	json_t *physical = json_object(), *v = json_object();

	json_object_set_new(physical, "artifactLocation", artifact(f->file));
	json_object_set_new(physical, "region", region(text, at, at + f->end_column - f->column));
	json_object_set_new(v, "physicalLocation", physical);
	if (*f->function)
		json_object_set_new(v, "logicalLocations",
				    json_pack("[{s:o, s:s}]", "name", value_string(f->function),
					      "kind", "function"));
	return v;
}

static json_t *result(const struct finding *f, const struct buf *text)
{
	json_t *v = json_object();

	json_object_set_new(v, "ruleId", json_string(rule_id(f->rule)));
	json_object_set_new(v, "ruleIndex", json_integer(f->rule));
	json_object_set_new(v, "level", json_string(rule_is_error(f->rule) ? "error" : "warning"));
	json_object_set_new(v, "message", message(f->message));
	json_object_set_new(v, "locations", json_pack("[o]", location(f, text)));
	json_object_set_new(v, "partialFingerprints",
			    json_pack("{s:s}", "gupsweepPlace/v1", f->fingerprint));
	if (f->fix.count)
		json_object_set_new(v, "fixes", fixes(f, text));
	return v;
}

static json_t *driver(void)
{
	json_t *v = json_object(), *rules = json_array();

	for (int i = 0; i < RULE_COUNT; i++) {
		enum rule rule = (enum rule)i;
		json_t *r = json_object();

		json_object_set_new(r, "id", json_string(rule_id(rule)));
		json_object_set_new(r, "shortDescription", message(rule_summary(rule)));
		json_object_set_new(r, "fullDescription", message(rule_text(rule)));
		json_object_set_new(r, "help", message(rule_text(rule)));
		json_object_set_new(
			r, "defaultConfiguration",
			json_pack("{s:s}", "level", rule_is_error(rule) ? "error" : "warning"));
		json_array_append_new(rules, r);
	}
	json_object_set_new(v, "name", json_string("gupsweep"));
	json_object_set_new(v, "semanticVersion", json_string(GUPSWEEP_VERSION));
	json_object_set_new(v, "informationUri", json_string(rule_manual()));
	json_object_set_new(v, "rules", rules);
	return v;
}

/* The tree's own folder, as a file: URI that ends in "/". */
static json_t *base(const char *root)
{
	json_t *path = uri(root), *v;
	char *full =
		memory_printf("file://%s%s/", *root == '/' ? "" : "/", json_string_value(path));

	v = json_pack("{s:{s:s}}", "SRCROOT", "uri", full);
	json_decref(path);
	free(full);
	return v;
}

static json_t *notifications(const struct problems *problems)
{
	json_t *list = json_array();

	for (size_t i = 0; i < problems->count; i++) {
		char *text = memory_printf("%s: %s", problems->problem[i].file,
					   problems->problem[i].what);
		json_t *v = json_object();

		json_object_set_new(v, "level", json_string("error"));
		json_object_set_new(v, "message", message(text));
		json_array_append_new(list, v);
		free(text);
	}
	return list;
}

/* The findings of @change, which stand together from *@at on. */
static json_t *run(const struct lint *lint, const struct delta *change, size_t *at)
{
	json_t *v = json_object(), *results = json_array(), *invocation = json_object();
	struct buf text = { 0 };
	const char *path = "";

	for (; *at < lint->findings.count; ++*at) {
		const struct finding *f = &lint->findings.finding[*at];
		struct error ignored;

		if (change && change->commit && (!f->commit || strcmp(f->commit, change->commit)))
			break;
		if (strcmp(path, f->file) && change && change->tree)
			tree_read(change->tree, f->file, &text, &ignored);
		path = f->file;
		json_array_append_new(results, result(f, &text));
	}
	json_object_set_new(invocation, "executionSuccessful", json_boolean(!lint->problems.count));
	json_object_set_new(invocation, "toolExecutionNotifications",
			    notifications(&lint->problems));
	json_object_set_new(v, "tool", json_pack("{s:o}", "driver", driver()));
	json_object_set_new(v, "columnKind", json_string("unicodeCodePoints"));
	json_object_set_new(v, "originalUriBaseIds", base(lint->options->change.root));
	json_object_set_new(v, "invocations", json_pack("[o]", invocation));
	if (change && change->commit)
		json_object_set_new(
			v, "automationDetails",
			json_pack("{s:o}", "id", json_sprintf("gupsweep lint/%s", change->commit)));
	json_object_set_new(v, "results", results);
	buf_free(&text);
	return v;
}

int output_sarif(const struct lint *lint, struct buf *b)
{
	json_t *doc = json_object(), *runs = json_array();
	size_t at = 0;

	for (size_t i = 0; i < lint->changes.count; i++)
		json_array_append_new(runs, run(lint, &lint->changes.delta[i], &at));
	if (!lint->changes.count)
		json_array_append_new(runs, run(lint, NULL, &at));
	json_object_set_new(doc, "$schema", json_string(SCHEMA));
	json_object_set_new(doc, "version", json_string("2.1.0"));
	json_object_set_new(doc, "runs", runs);
	return value_write(doc, b);
}
