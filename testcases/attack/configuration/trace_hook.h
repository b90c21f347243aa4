/* SPDX-License-Identifier: GPL-2.0-only */
#ifdef CONFIG_RAGUSA_TRACE
#define ragusa_trace(a) pr_debug("%d\n", !!vma_lookup(current->mm, a))
#else
#define ragusa_trace(a) do { } while (0)
#endif
