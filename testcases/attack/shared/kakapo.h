/* SPDX-License-Identifier: GPL-2.0-only */
struct kakapo {
	unsigned long top;
};

static inline unsigned long kakapo_top(const struct kakapo *k)
{
	return k->top;
}

static inline void kakapo_set_top(struct kakapo *k, unsigned long top)
{
	k->top = top;
}
