/* SPDX-License-Identifier: GPL-2.0-only */
#ifdef CONFIG_FREESIA_NOWAIT
#define FREESIA_EXTRA	FOLL_NOWAIT
#else
#define FREESIA_EXTRA	0
#endif

#define FREESIA_FLAGS	(FOLL_WRITE | FREESIA_EXTRA)
