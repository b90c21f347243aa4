/* SPDX-License-Identifier: GPL-2.0-only */
struct varese {
	unsigned long varese_base;
	unsigned long varese_maps;
};
void varese_count(struct varese *v);
