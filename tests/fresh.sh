#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# "make demo" in a bare root of the other Debian release, from a clone of what is committed: the part of
# "make check-fresh" that takes little time.
. "$(dirname "$0")/lib.sh"

release=13
[ "$(debian)" != 13 ] || release=12
if GUPSWEEP_RULES='' "$top/scripts/check-fresh.sh" $release demo >"$work/out" 2>"$work/err"; then
	ok "$(sed -n 's/^ok //p' "$work/out")"
elif [ $? -eq 4 ]; then
	skip "Debian $release, make demo" "$(tail -n 1 "$work/err")"
else
	fail "Debian $release, make demo" "$(cat "$work/out" "$work/err" | tail -n 5)"
fi
finish
