/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _LINUX_EXPORT_H
#define _LINUX_EXPORT_H

#define EXPORT_SYMBOL(name) struct exported_##name

/* The model's, see harness/model.h. */
_Noreturn __attribute__((format(printf, 1, 2))) void model_fail(const char *format, ...);

#define BUG_ON(condition)						\
	do {								\
		if (condition)						\
			model_fail("BUG: %s", #condition);		\
	} while (0)

#define _RET_IP_	((unsigned long)__builtin_return_address(0))

#endif
