/* SPDX-License-Identifier: GPL-2.0-only */
struct verbena {
	unsigned long addr;
#ifdef CONFIG_VERBENA_AREA
	struct vm_area_struct *area;
#endif
};

#ifdef CONFIG_VERBENA_AREA
#define verbena_shared(v)	((v)->area->vm_flags & VM_SHARED)
#else
#define verbena_shared(v)	((v)->addr == 0)
#endif
