// SPDX-License-Identifier: GPL-2.0-only
/* prefault: whether one of the values of the pages argument is NULL. */
#include "prefault.h"

#include "values.h"

bool prefault_may_be(const struct judge_case *c)
{
	const struct macro_scope scope = { c->judge->lib, c->file, c->src, false };
	uint32_t arg = judge_argument(c, ROLE_PAGES);
	struct values v;
	struct value it;

	if (arg == SOURCE_NONE)
		return true;
	values_begin(&v, &scope, library_code(scope.lib, c->file, c->site->function), arg);
	v.callers = VALUES_ANY_CALLER;
	while (values_next(&v, &it))
		if (values_is_null(&scope, &it))
			return true;
	return v.count == VALUES_MAX; /* there may be others */
}
