/* SPDX-License-Identifier: GPL-2.0-only */
#define RAZORBILL_OWNER		struct mm_struct *space; pid_t pid
