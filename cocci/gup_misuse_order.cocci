// SPDX-License-Identifier: GPL-2.0-only
/// Since 4.9 get_user_pages() and pin_user_pages() have gup_flags before pages, and
/// their _unlocked forms pages before gup_flags. The compiler only warns.
///
//# False positives: none known. Trees before 4.9 have other numbers of arguments.
//
// Confidence: High
// Copyright: (C) 2026 the gupsweep developers
// URL: https://docs.kernel.org/core-api/pin_user_pages.html
// URL: https://coccinelle.gitlabpages.inria.fr/website
// Options: --no-includes --include-headers
// Comments: Modes context, org and report name the same calls; there is no patch mode, since
// Comments: gupsweep lint --fix knows the tree's prototypes and this does not.
// Comments: The modes org and report run Python, which Debian's coccinelle does not
// Comments: bring along: install libpython3.11 on Debian 12, libpython3.13 on 13.
// Keywords: get_user_pages, pin_user_pages, get_user_pages_unlocked, pin_user_pages_unlocked

virtual context
virtual org
virtual report

// By these words spatch knows which files to parse.
@named@
@@
\(get_user_pages\|pin_user_pages\|get_user_pages_unlocked\|pin_user_pages_unlocked\)(...)

@flags_first depends on named@
identifier fn = {get_user_pages_unlocked, pin_user_pages_unlocked};
identifier F = {FOLL_WRITE, FOLL_FORCE, FOLL_TOUCH, FOLL_GET, FOLL_PIN, FOLL_DUMP, FOLL_NOWAIT,
	FOLL_LONGTERM, FOLL_HWPOISON, FOLL_ANON, FOLL_SPLIT, FOLL_SPLIT_PMD, FOLL_MIGRATION, FOLL_NUMA,
	FOLL_MLOCK, FOLL_POPULATE, FOLL_COW, FOLL_TRIED, FOLL_REMOTE, FOLL_FAST_ONLY, FOLL_NOFAULT,
	FOLL_HONOR_NUMA_FAULT, FOLL_PCI_P2PDMA, FOLL_INTERRUPTIBLE, FOLL_UNLOCKABLE};
expression start, nr, e;
struct page **pages;
position p;
@@
(
 fn@p(start, nr, <+... F ...+>, e)
|
 fn@p(start, nr, e, pages)
)

@pages_first depends on named@
identifier fn = {get_user_pages, pin_user_pages};
identifier F = {FOLL_WRITE, FOLL_FORCE, FOLL_TOUCH, FOLL_GET, FOLL_PIN, FOLL_DUMP, FOLL_NOWAIT,
	FOLL_LONGTERM, FOLL_HWPOISON, FOLL_ANON, FOLL_SPLIT, FOLL_SPLIT_PMD, FOLL_MIGRATION, FOLL_NUMA,
	FOLL_MLOCK, FOLL_POPULATE, FOLL_COW, FOLL_TRIED, FOLL_REMOTE, FOLL_FAST_ONLY, FOLL_NOFAULT,
	FOLL_HONOR_NUMA_FAULT, FOLL_PCI_P2PDMA, FOLL_INTERRUPTIBLE, FOLL_UNLOCKABLE};
expression start, nr, e;
struct page **pages;
struct page *page;
position p;
@@
(
 fn@p(start, nr, e, <+... F ...+>)
|
 fn@p(start, nr, e, <+... F ...+>, ...)
|
 fn@p(start, nr, pages, e)
|
 fn@p(start, nr, &page, e)
)

@depends on flags_first && context@
position flags_first.p;
identifier fn;
@@
* fn@p
  (...)

@script:python depends on org@
p << flags_first.p;
@@
cocci.print_main("ERROR pages go before gup_flags here", p)

@script:python depends on report@
p << flags_first.p;
@@
coccilib.report.print_report(p[0], "ERROR pages go before gup_flags here")

@depends on pages_first && context@
position pages_first.p;
identifier fn;
@@
* fn@p
  (...)

@script:python depends on org@
p << pages_first.p;
@@
cocci.print_main("ERROR gup_flags go before pages here", p)

@script:python depends on report@
p << pages_first.p;
@@
coccilib.report.print_report(p[0], "ERROR gup_flags go before pages here")
