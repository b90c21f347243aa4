/* SPDX-License-Identifier: GPL-2.0-only */
/* Types, numbers and small helpers. */
#ifndef _LINUX_TYPES_H
#define _LINUX_TYPES_H

#include <stdbool.h>
#include <stddef.h>

typedef unsigned int u32;
typedef unsigned int gfp_t;
typedef struct { long long counter; } atomic64_t;

#define __user
#define __init
#define noinline	__attribute__((__noinline__))
#define __always_inline	inline __attribute__((__always_inline__))
#define __must_check	__attribute__((__warn_unused_result__))
#define __maybe_unused	__attribute__((__unused__))
#define EXPORT_SYMBOL_GPL(name) struct exported_ ## name

#define ENOENT		2
#define EINTR		4
#define EAGAIN		11
#define ENOMEM		12
#define EFAULT		14
#define ENOSYS		38

#define PAGE_SHIFT	12
#define PAGE_SIZE	(1UL << PAGE_SHIFT)

#define min(a, b)	((a) < (b) ? (a) : (b))

long long atomic64_read(const atomic64_t *v);
long long atomic64_add_return(long long n, atomic64_t *v);
void atomic64_sub(long long n, atomic64_t *v);
void atomic64_add(long long n, atomic64_t *v);

__attribute__((format(printf, 1, 2))) void pr_debug(const char *format, ...);
void cond_resched(void);

#endif
