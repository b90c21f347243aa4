/* SPDX-License-Identifier: GPL-2.0-only */
struct mm_struct;

typedef struct mm_struct galago_space_t;
typedef galago_space_t *galago_home_t;
