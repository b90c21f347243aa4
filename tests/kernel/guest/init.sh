#!/bin/busybox sh
# SPDX-License-Identifier: GPL-2.0-only
# The guest's init: load the module, run the program, power off. Results go to the second serial line.
# "part" and "parts" are set on the kernel's command line.
# shellcheck shell=dash disable=SC2154
/bin/busybox mkdir -p /dev /proc /sys
/bin/busybox mount -t devtmpfs none /dev
/bin/busybox mount -t proc none /proc
/bin/busybox mount -t sysfs none /sys
/bin/busybox stty -F /dev/ttyS1 raw
/bin/busybox insmod /gupwatch.ko && /guest /dev/ttyS1 "$part" "$parts"
echo "guest: exit status $?" >/dev/console
/bin/busybox poweroff -f
