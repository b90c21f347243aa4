/* SPDX-License-Identifier: GPL-2.0-only */
extern struct mutex jasmine_lock;
extern unsigned long jasmine_pins;

#define mmap_read_lock(m)	\
	do { mutex_lock(&jasmine_lock); down_read(&(m)->mmap_lock); } while (0)
#define mmap_read_unlock(m)	\
	do { up_read(&(m)->mmap_lock); mutex_unlock(&jasmine_lock); } while (0)
