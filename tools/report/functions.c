// SPDX-License-Identifier: GPL-2.0-only
/* What the tree offers, as a table: each function of the API with the roles of its parameters. */
#include <string.h>

#include "output.h"

static const char *const form_name[FORM_COUNT] = {
	[FORM_PLAIN] = "plain",
	[FORM_LOCKED] = "locked",
	[FORM_UNLOCKED] = "unlocked",
	[FORM_FAST] = "fast",
};

static void add_function(struct buf *b, const struct api *api, enum callee callee, enum form form)
{
	const struct api_function *fn = &api->function[callee][form];
	const char *member = api_callee_name(callee);

	buf_printf(b, "%-22s %-9s ", member, form_name[form]);
	if (!fn->params) {
		buf_addstr(b, "absent\n");
		return;
	}
	buf_printf(b, "%s(", fn->name);
	for (int i = 0; i < fn->params; i++)
		buf_printf(b, "%s%s", i ? ", " : "", api_role_name(fn->role[i]));
	buf_addch(b, ')');
	buf_addstr(b, fn->exported	   ? " exported"
		      : api->exports_known ? " not-exported"
					   : " export-not-known");
	if (fn->without_mmu)
		buf_addstr(b, " without-mmu");
	if (fn->longterm)
		buf_addstr(b, " longterm");
	if (fn->narrow)
		buf_addstr(b, " nr-is-int");
	for (const char *flag = fn->flags; flag && *flag; flag += strcspn(flag, " ") + 1)
		buf_printf(b, " %.*s", (int)strcspn(flag, " "), flag);
	buf_addch(b, '\n');
}

int report_api(const struct api *api, FILE *out, struct error *err)
{
	struct buf text = { 0 };
	int ret;

	for (int c = 0; c < CALLEE_COUNT; c++)
		for (int f = 0; f < FORM_COUNT; f++)
			add_function(&text, api, (enum callee)c, (enum form)f);
	buf_addstr(&text, "\n"
			  "  exported      to modules\n"
			  "  without-mmu   there in a kernel without an MMU too\n"
			  "  longterm      accepts a long-term pin\n"
			  "  nr-is-int     nr_pages is an int\n"
			  "  in capitals   all flags that a fast form accepts\n");
	if (api->short_prefault && api->function[CALLEE_GET][FORM_UNLOCKED].params)
		buf_addstr(&text,
			   "With pages NULL a retry form stops at the page it waited for.\n");
	if (!api->implementation_known)
		buf_printf(
			&text,
			"mm/gup.c is not there: exports are those of Module.symvers%s; whether a "
			"retry form accepts a long-term pin is not known, and taken as no\n",
			api->exports_known ? "" : ", which is not there either");
	ret = output_write(out, &text, err);
	buf_free(&text);
	return ret;
}
