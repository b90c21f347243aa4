#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# verify on testcases/conversions/: each file is a patch with its whole context. Of its functions those
# named right_ must be proved, mends_ ones must mend, wrong_ ones must do neither, and fine_ ones must not
# be refuted.
. "$(dirname "$0")/lib.sh"

tree=$work/tree
cp -r "$top/testcases/trees/flags" "$tree"
mkdir -p "$tree/drivers"
for file in "$top"/testcases/conversions/*.diff; do
	name=$(basename "$file" .diff)
	grep -v '^+' "$file" | cut -c2- >"$tree/drivers/v.c"
	grep -v '^-' "$file" | cut -c2- >"$work/after.c"
	diff -u --label a/drivers/v.c --label b/drivers/v.c "$tree/drivers/v.c" "$work/after.c" >"$work/patch"
	"$gupsweep" verify --no-cache "$tree" --patch "$work/patch" >"$work/out" 2>"$work/err"
	while read -r function; do
		said=$(grep -F " $function(): " "$work/out" | sed 's/^[^ ]* //; q')
		case $function:$said in
		right_*:proved:* | mends_*:mends:* | wrong_*:refuted:* | wrong_*:'not understood':* | fine_*:proved:* | fine_*:'not understood':*)
			ok "$name: $function: ${said%%:*}" ;;
		*) fail "$name: $function" "${said:-$(tail -n 1 "$work/out" "$work/err")}" ;;
		esac
	done < <(grep -oE '^[a-z].*\b(right|mends|wrong|fine)_[a-z0-9_]+' "$work/after.c" | grep -oE '(right|mends|wrong|fine)_[a-z0-9_]+$')
done
finish
