// SPDX-License-Identifier: GPL-2.0-only
/*
 * sarif: the Static Analysis Results Interchange Format, version 2.1.0 (OASIS). One run; of several commits
 * places are those of the last one, and each result says of which it is. Columns are counted in Unicode code points, as the run says.
 */
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "latest.h"
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

/* Bytes [first, end) of the text, in lines of the last one; NULL: they were changed. */
static json_t *region(const struct latest *latest, size_t first, size_t end)
{
	json_int_t line, column, last_line, last_column;
	uint32_t from, to, between;

	place(&latest->text, first, &line, &column);
	place(&latest->text, end, &last_line, &last_column);
	if (!latest_line(latest, (uint32_t)line, &from) ||
	    !latest_line(latest, (uint32_t)last_line, &to))
		return NULL;
	for (json_int_t i = line; i < last_line; i++)
		if (!latest_line(latest, (uint32_t)i, &between) || between != from + (i - line))
			return NULL;
	return json_pack("{s:i, s:I, s:i, s:I}", "startLine", (int)from, "startColumn", column,
			 "endLine", (int)to, "endColumn", last_column);
}

/* A line alone: near what was changed. */
static json_t *line_region(const struct latest *latest, uint32_t line)
{
	uint32_t now;

	latest_line(latest, line, &now);
	return json_pack("{s:i}", "startLine", (int)now);
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

/* NULL: a later commit changed what it replaces. */
static json_t *fixes(const struct finding *f, const struct latest *latest)
{
	json_t *fix = json_object(), *change = json_object(), *list = json_array();
	bool stands = true;

	for (size_t i = 0; i < f->fix.count; i++) {
		const struct edit *e = &f->fix.edit[i];
		json_t *v = json_object(), *at = region(latest, e->at, e->at + e->len);

		stands &= at != NULL;
		json_object_set_new(v, "deletedRegion", at ? at : json_null());
		json_object_set_new(v, "insertedContent", message(e->text));
		json_array_append_new(list, v);
	}
	json_object_set_new(change, "artifactLocation", artifact(latest->path));
	json_object_set_new(change, "replacements", list);
	json_object_set_new(fix, "description", message("what gupsweep lint --fix does"));
	json_object_set_new(fix, "artifactChanges", json_pack("[o]", change));
	if (stands)
		return json_pack("[o]", fix);
	json_decref(fix);
	return NULL;
}

static json_t *location(const struct finding *f, const struct latest *latest)
{
	size_t at = offset(&latest->text, f);
	json_t *physical = json_object(), *v = json_object(),
	       *where = region(latest, at, at + f->end_column - f->column);

	json_object_set_new(physical, "artifactLocation", artifact(latest->path));
	json_object_set_new(physical, "region", where ? where : line_region(latest, f->line));
	json_object_set_new(v, "physicalLocation", physical);
	if (*f->function)
		json_object_set_new(v, "logicalLocations",
				    json_pack("[{s:o, s:s}]", "name", value_string(f->function),
					      "kind", "function"));
	return v;
}

static json_t *result(const struct lint *lint, const struct finding *f)
{
	json_t *v = json_object(), *fix;
	struct latest latest;

	latest_open(lint, f, &latest);
	json_object_set_new(v, "ruleId", json_string(rule_id(f->rule)));
	json_object_set_new(v, "ruleIndex", json_integer(f->rule));
	json_object_set_new(v, "level", json_string(rule_is_error(f->rule) ? "error" : "warning"));
	json_object_set_new(v, "message", message(f->message));
	json_object_set_new(v, "locations", json_pack("[o]", location(f, &latest)));
	json_object_set_new(v, "partialFingerprints",
			    json_pack("{s:s}", "gupsweepPlace/v1", f->fingerprint));
	fix = f->fix.count ? fixes(f, &latest) : NULL;
	if (fix)
		json_object_set_new(v, "fixes", fix);
	if (f->commit)
		json_object_set_new(v, "properties", json_pack("{s:s}", "commit", f->commit));
	else if (f->mail)
		json_object_set_new(v, "properties",
				    json_pack("{s:o}", "mail", value_string(f->mail)));
	latest_close(&latest);
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

/* The commit whose places the results have. */
static void add_commit(const struct lint *lint, json_t *run)
{
	const struct delta_list *list = &lint->changes;
	const char *commit = list->count ? list->delta[list->count - 1].commit : NULL;
	json_t *source;

	if (!commit)
		return;
	source = base(lint->options->change.root);
	json_object_set_new(run, "versionControlProvenance",
			    json_pack("[{s:O, s:s}]", "repositoryUri",
				      json_object_get(json_object_get(source, "SRCROOT"), "uri"),
				      "revisionId", commit));
	json_decref(source);
}

int output_sarif(const struct lint *lint, struct buf *b)
{
	json_t *doc = json_object(), *v = json_object(), *results = json_array(),
	       *invocation = json_object();

	for (size_t i = 0; i < lint->findings.count; i++)
		json_array_append_new(results, result(lint, &lint->findings.finding[i]));
	json_object_set_new(invocation, "executionSuccessful", json_boolean(!lint->problems.count));
	json_object_set_new(invocation, "toolExecutionNotifications",
			    notifications(&lint->problems));
	json_object_set_new(v, "tool", json_pack("{s:o}", "driver", driver()));
	json_object_set_new(v, "columnKind", json_string("unicodeCodePoints"));
	json_object_set_new(v, "originalUriBaseIds", base(lint->options->change.root));
	json_object_set_new(v, "invocations", json_pack("[o]", invocation));
	add_commit(lint, v);
	json_object_set_new(v, "results", results);
	json_object_set_new(doc, "$schema", json_string(SCHEMA));
	json_object_set_new(doc, "version", json_string("2.1.0"));
	json_object_set_new(doc, "runs", json_pack("[o]", v));
	return value_write(doc, b);
}
