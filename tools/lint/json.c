// SPDX-License-Identifier: GPL-2.0-only
/* json: tool, version, tree, findings, problems, summary, as scan's document has them. */
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "output.h"
#include "value.h"

static json_t *finding_value(const struct finding *f)
{
	json_t *v = json_object();

	json_object_set_new(v, "id", json_string(rule_id(f->rule)));
	json_object_set_new(v, "severity",
			    json_string(rule_is_error(f->rule) ? "error" : "warning"));
	json_object_set_new(v, "file", value_string(f->file));
	json_object_set_new(v, "line", json_integer(f->line));
	json_object_set_new(v, "column", json_integer(f->column));
	json_object_set_new(v, "function", value_string(f->function));
	json_object_set_new(v, "message", value_string(f->message));
	json_object_set_new(v, "fix", f->diff ? value_string(f->diff) : json_null());
	json_object_set_new(v, "commit", f->commit ? json_string(f->commit) : json_null());
	json_object_set_new(v, "mail", f->mail ? value_string(f->mail) : json_null());
	json_object_set_new(v, "fingerprint", json_string(f->fingerprint));
	return v;
}

int output_json(const struct lint *lint, struct buf *b)
{
	json_t *doc = json_object(), *findings = json_array(), *problems = json_array();
	json_t *summary = json_object();

	for (size_t i = 0; i < lint->findings.count; i++)
		json_array_append_new(findings, finding_value(&lint->findings.finding[i]));
	for (size_t i = 0; i < lint->problems.count; i++) {
		json_t *p = json_object();

		json_object_set_new(p, "file", value_string(lint->problems.problem[i].file));
		json_object_set_new(p, "what", value_string(lint->problems.problem[i].what));
		json_array_append_new(problems, p);
	}
	json_object_set_new(summary, "files", json_integer((json_int_t)lint->files));
	json_object_set_new(summary, "findings", json_integer((json_int_t)lint->findings.count));
	json_object_set_new(summary, "silenced", json_integer((json_int_t)lint->silenced));
	json_object_set_new(summary, "problems", json_integer((json_int_t)lint->problems.count));
	json_object_set_new(doc, "tool", json_string("gupsweep"));
	json_object_set_new(doc, "version", json_string(GUPSWEEP_VERSION));
	json_object_set_new(doc, "tree", value_string(lint->options->change.root));
	json_object_set_new(doc, "findings", findings);
	json_object_set_new(doc, "problems", problems);
	json_object_set_new(doc, "summary", summary);
	return value_write(doc, b);
}
