// SPDX-License-Identifier: GPL-2.0-only
// The declaration stands outside the loop: locked is 0 in the second round.
@@
identifier l = {locked, mmap_locked};
identifier f;
@@
 f(...)
 {
++int l = 1;
 ...
 for (...; ...; ...)
 {
- int l = 1;
 ... when any
 }
 ... when any
 }
