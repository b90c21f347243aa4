/* SPDX-License-Identifier: GPL-2.0-only */
/* signature: the role lists that the semantic patches know. */
#ifndef GUPSWEEP_SIGNATURE_H
#define GUPSWEEP_SIGNATURE_H

#include "api.h"

/* Do the semantic patches know how to turn @callee into @form here? */
bool signature_rewrites(const struct api *api, enum callee callee, enum form form);
/* The @i-th prototype that the plain form ever had, as roles in @fn; false: there are no more. */
bool signature_known(enum callee callee, size_t i, struct api_function *fn);

#endif
