// SPDX-License-Identifier: GPL-2.0-only
/// FOLL_LONGTERM given to a form that may drop mmap_lock: get_user_pages_unlocked()
/// and get_user_pages_remote(..., &locked) fail with -EINVAL, and before 6.2 so do
/// the pin_ forms.
///
//# Say -D pin_rejects for a tree whose pin_ forms reject it as well: those before 6.2.
//# False positives: a flag that is in the variable on another path only.
//
// Confidence: Moderate
// Copyright: (C) 2026 the gupsweep developers
// URL: https://docs.kernel.org/core-api/pin_user_pages.html
// URL: https://coccinelle.gitlabpages.inria.fr/website
// Options: --no-includes --include-headers
// Comments: Modes context, org and report name the same calls; there is no patch mode, since
// Comments: gupsweep lint --fix knows the tree's prototypes and this does not.
// Comments: The modes org and report run Python, which Debian's coccinelle does not
// Comments: bring along: install libpython3.11 on Debian 12, libpython3.13 on 13.
// Keywords: FOLL_LONGTERM, get_user_pages_unlocked, pin_user_pages_unlocked

virtual context
virtual org
virtual report
virtual pin_rejects

@get@
identifier fn = {get_user_pages_unlocked};
position p;
@@
 fn@p(..., <+...FOLL_LONGTERM...+>, ...)

@get_locked@
identifier fn = {get_user_pages_remote, get_user_pages_locked};
identifier locked;
position p;
@@
 fn@p(..., <+...FOLL_LONGTERM...+>, ..., &locked)

@pin depends on pin_rejects@
identifier fn = {pin_user_pages_unlocked};
position p;
@@
 fn@p(..., <+...FOLL_LONGTERM...+>, ...)

@pin_locked depends on pin_rejects@
identifier fn = {pin_user_pages_remote, pin_user_pages_locked};
identifier locked;
position p;
@@
 fn@p(..., <+...FOLL_LONGTERM...+>, ..., &locked)

@in_a_variable depends on pin_rejects exists@
identifier fn = {get_user_pages_remote, get_user_pages_locked,
	pin_user_pages_remote, pin_user_pages_locked};
identifier v, locked;
assignment operator op;
type T;
position p;
@@
\(T v = <+...FOLL_LONGTERM...+>;\|v op <+...FOLL_LONGTERM...+>\)
 ... when any
 fn@p(..., <+...v...+>, ..., &locked)

@in_a_variable_unlocked depends on pin_rejects exists@
identifier fn = {get_user_pages_unlocked, pin_user_pages_unlocked};
identifier v;
assignment operator op;
type T;
position p;
@@
\(T v = <+...FOLL_LONGTERM...+>;\|v op <+...FOLL_LONGTERM...+>\)
 ... when any
 fn@p(..., <+...v...+>, ...)

@depends on get && context@
position get.p;
identifier fn;
@@
* fn@p
  (...)

@script:python depends on org@
p << get.p;
@@
cocci.print_main("ERROR FOLL_LONGTERM is rejected here", p)

@script:python depends on report@
p << get.p;
@@
coccilib.report.print_report(p[0], "ERROR FOLL_LONGTERM is rejected here")

@depends on get_locked && context@
position get_locked.p;
identifier fn;
@@
* fn@p
  (...)

@script:python depends on org@
p << get_locked.p;
@@
cocci.print_main("ERROR FOLL_LONGTERM is rejected here", p)

@script:python depends on report@
p << get_locked.p;
@@
coccilib.report.print_report(p[0], "ERROR FOLL_LONGTERM is rejected here")

@depends on pin && context@
position pin.p;
identifier fn;
@@
* fn@p
  (...)

@script:python depends on org@
p << pin.p;
@@
cocci.print_main("ERROR FOLL_LONGTERM is rejected here", p)

@script:python depends on report@
p << pin.p;
@@
coccilib.report.print_report(p[0], "ERROR FOLL_LONGTERM is rejected here")

@depends on pin_locked && context@
position pin_locked.p;
identifier fn;
@@
* fn@p
  (...)

@script:python depends on org@
p << pin_locked.p;
@@
cocci.print_main("ERROR FOLL_LONGTERM is rejected here", p)

@script:python depends on report@
p << pin_locked.p;
@@
coccilib.report.print_report(p[0], "ERROR FOLL_LONGTERM is rejected here")

@depends on in_a_variable && context@
position in_a_variable.p;
identifier fn;
@@
* fn@p
  (...)

@script:python depends on org@
p << in_a_variable.p;
@@
cocci.print_main("ERROR FOLL_LONGTERM is rejected here", p)

@script:python depends on report@
p << in_a_variable.p;
@@
coccilib.report.print_report(p[0], "ERROR FOLL_LONGTERM is rejected here")

@depends on in_a_variable_unlocked && context@
position in_a_variable_unlocked.p;
identifier fn;
@@
* fn@p
  (...)

@script:python depends on org@
p << in_a_variable_unlocked.p;
@@
cocci.print_main("ERROR FOLL_LONGTERM is rejected here", p)

@script:python depends on report@
p << in_a_variable_unlocked.p;
@@
coccilib.report.print_report(p[0], "ERROR FOLL_LONGTERM is rejected here")
