// SPDX-License-Identifier: GPL-2.0-only
/* signature: the role lists that the semantic patches of cocci/ write. */
#include "signature.h"

#include <string.h>

#define T ROLE_TSK
#define M ROLE_MM
#define S ROLE_START
#define N ROLE_NR
#define W ROLE_WRITE
#define F ROLE_FORCE
#define G ROLE_FLAGS
#define P ROLE_PAGES
#define V ROLE_VMAS
#define L ROLE_LOCKED

struct roles {
	int count;
	enum role role[API_MAX_PARAMS];
};

/* A shape of the plain call, and what its variants must look like to be written by the rules. */
struct shape {
	struct roles plain, locked, unlocked;
};

static const struct shape plain_shapes[] = {
	{ { 8, { T, M, S, N, W, F, P, V } },
	  { 8, { T, M, S, N, W, F, P, L } },
	  { 7, { T, M, S, N, W, F, P } } },
	{ { 7, { T, M, S, N, G, P, V } },
	  { 7, { T, M, S, N, G, P, L } },
	  { 6, { T, M, S, N, P, G } } },
	{ { 6, { S, N, W, F, P, V } }, { 6, { S, N, W, F, P, L } }, { 5, { S, N, W, F, P } } },
	{ { 5, { S, N, G, P, V } }, { 5, { S, N, G, P, L } }, { 4, { S, N, P, G } } },
	{ { 4, { S, N, G, P } }, { 5, { S, N, G, P, L } }, { 4, { S, N, P, G } } },
};

static const struct shape remote_shapes[] = {
	{ { 8, { T, M, S, N, W, F, P, V } }, { 0, { 0 } }, { 8, { T, M, S, N, W, F, P, G } } },
	{ { 7, { T, M, S, N, G, P, V } }, { 0, { 0 } }, { 6, { T, M, S, N, P, G } } },
	{ { 8, { T, M, S, N, G, P, V, L } }, { 8, { T, M, S, N, G, P, V, L } }, { 0, { 0 } } },
	{ { 7, { M, S, N, G, P, V, L } }, { 7, { M, S, N, G, P, V, L } }, { 0, { 0 } } },
	{ { 6, { M, S, N, G, P, L } }, { 6, { M, S, N, G, P, L } }, { 0, { 0 } } },
};

static bool matches(const struct api_function *fn, const struct roles *roles)
{
	return fn->params && fn->params == roles->count &&
	       !memcmp(fn->role, roles->role, sizeof(fn->role[0]) * (size_t)roles->count);
}

/* The @i-th, or NULL. */
static const struct shape *known_shape(enum callee callee, size_t i)
{
	if (api_is_remote(callee))
		return i < sizeof(remote_shapes) / sizeof(remote_shapes[0]) ? &remote_shapes[i]
									    : NULL;
	return i < sizeof(plain_shapes) / sizeof(plain_shapes[0]) ? &plain_shapes[i] : NULL;
}

static const struct shape *shape_of(const struct api *api, enum callee callee)
{
	const struct shape *shape;

	for (size_t i = 0; (shape = known_shape(callee, i)); i++)
		if (matches(&api->function[callee][FORM_PLAIN], &shape->plain))
			break;
	return shape;
}

bool signature_known(enum callee callee, size_t i, struct api_function *fn)
{
	const struct shape *shape = known_shape(callee, i);

	if (!shape)
		return false;
	*fn = (struct api_function){ .params = shape->plain.count };
	memcpy(fn->role, shape->plain.role, sizeof(fn->role));
	return true;
}

/* The fast forms: for all plain ones of current's mm they are alike. */
static const struct roles fast_roles[] = { { 4, { S, N, W, P } }, { 4, { S, N, G, P } } };

bool signature_rewrites(const struct api *api, enum callee callee, enum form form)
{
	const struct shape *shape = shape_of(api, callee);

	if (!shape || form == FORM_PLAIN)
		return false;
	if (form == FORM_FAST)
		return !api_is_remote(callee) &&
		       (matches(&api->function[callee][form], &fast_roles[0]) ||
			(matches(&api->function[callee][form], &fast_roles[1]) &&
			 api_position(&api->function[callee][FORM_PLAIN], G) >= 0));
	return matches(&api->function[callee][form],
		       form == FORM_LOCKED ? &shape->locked : &shape->unlocked);
}
