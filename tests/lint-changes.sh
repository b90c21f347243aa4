#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# lint on testcases/changes/: each file is a patch with its whole context, as in conversions/ (of drivers/v.c, and
# from a line "=== drivers/NAME" on of that). Findings are where a line after the patch says /* want ID */, and
# nowhere else; "want ID without a fix": none may be offered. Warnings are not asked for here.
. "$(dirname "$0")/lib.sh"

for file in "$top"/testcases/changes/*.diff; do
	name=$(basename "$file" .diff)
	rm -rf "$work/tree" "$work/after"
	cp -r "$top/testcases/trees/flags" "$work/tree"
	mkdir -p "$work/tree/drivers" "$work/after/drivers"
	awk -v work="$work" '/^===/ { name = $2; next } { print >(work "/" substr(name, 9) ".part") }' name=drivers/v.c "$file"
	for part in "$work"/*.part; do
		path=drivers/$(basename "$part" .part)
		grep -v '^+' "$part" | cut -c2- >"$work/tree/$path"
		grep -v '^-' "$part" | cut -c2- >"$work/after/$path"
		diff -u --label "a/$path" --label "b/$path" "$work/tree/$path" "$work/after/$path"
	done >"$work/patch"
	rm "$work"/*.part
	(cd "$work/tree" && "$gupsweep" lint --format=gcc --patch "$work/patch" >"$work/out" 2>"$work/err" </dev/null)
	grep -v ': warning: ' "$work/out" | sed -nE 's/^([^:]*:[0-9]+):[0-9]+: .*\[(gup-[a-z-]+)\]$/\1 \2/p' | sort >"$work/got"
	(cd "$work/after" && grep -HnoE 'want gup-[a-z-]+' drivers/*) | sed 's/:want / /' | sort >"$work/wanted"
	same "$name" "$work/wanted" "$work/got"
	(cd "$work/tree" && "$gupsweep" lint --format=json --patch "$work/patch" 2>/dev/null </dev/null) |
		jq -r '.findings[] | select(.fix) | "\(.file):\(.line)"' >"$work/fixes"
	grep -HnoE 'want gup-[a-z-]+ without a fix' "$work"/after/drivers/* | sed "s,^$work/after/,,; s/:want.*//" | grep -xFf "$work/fixes" >"$work/out" &&
		fail "$name fixes" "$(cat "$work/out")"
	[ ! -s "$work/err" ] || fail "$name errors" "$(head -n 3 "$work/err")"
done
finish
