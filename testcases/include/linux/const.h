/* SPDX-License-Identifier: GPL-2.0-only */
/* const: numbers for C and assembly: 1UL here, 1 there. */
#ifndef TESTCASES_LINUX_CONST_H
#define TESTCASES_LINUX_CONST_H

#define __AC(number, type) (number##type)
#define _AC(number, type)  __AC(number, type)

#endif
