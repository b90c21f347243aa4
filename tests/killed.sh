#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# "apply" killed before each system call that can change a file: the next run finishes or undoes it.
. "$(dirname "$0")/lib.sh"

"${CC:-cc}" -O1 -std=c11 -D_GNU_SOURCE -o "$work/kill_at" "$top/tests/kill_at.c" || exit 3
small_tree "$work/original" a.c
mkdir "$work/original/drivers"
small_driver grab >"$work/original/drivers/b.c"
small_driver grab >"$work/original/c.c"
chmod 755 "$work/original/c.c"
cp -a "$work/original" "$work/tree"
# The same place every time, with the results in the cache: spatch is not run again.
if ! "$gupsweep" scan "$work/tree" >/dev/null 2>"$work/err"; then
	fail "scan" "$(head -n 3 "$work/err")"
	finish
fi
contents "$work/tree" >"$work/before"
"$work/kill_at" 0 "$gupsweep" apply -j 1 "$work/tree" >/dev/null 2>"$work/err"
status=$?
steps=$(tail -n 1 "$work/err")
contents "$work/tree" >"$work/after"
if [ $status -eq 125 ]; then
	skip "apply killed at every step" "ptrace is not allowed here"
	finish
fi
check "apply rewrites three files" \
	test "$(comm -13 <(sort "$work/before") <(sort "$work/after") | wc -l)" -eq 3
if ! [ "$steps" -gt 0 ] 2>/dev/null; then
	fail "apply under ptrace" "exit status $status: $(head -n 3 "$work/err")"
	finish
fi

finished=0 undone=0 wrong=0
for ((n = 1; n <= steps && n <= 600; n++)); do
	rm -rf "$work/tree"
	cp -a "$work/original" "$work/tree"
	"$work/kill_at" $n "$gupsweep" apply -j 1 "$work/tree" >/dev/null 2>&1
	# A next run with nothing of its own to do.
	"$gupsweep" apply "$work/tree" mm/gup.c >/dev/null 2>"$work/err"
	status=$?
	contents "$work/tree" >"$work/now"
	if [ $status -eq 0 ] && cmp -s "$work/now" "$work/after"; then
		finished=$((finished + 1))
	elif [ $status -eq 0 ] && cmp -s "$work/now" "$work/before"; then
		undone=$((undone + 1))
	else
		wrong=$((wrong + 1))
		[ $wrong -gt 3 ] || fail "apply killed at step $n of $steps" \
			"$(cat "$work/err"; diff "$work/before" "$work/now" | head -n 8)"
	fi
done
[ $wrong -gt 0 ] || ok "apply killed at each of $steps steps: $finished finished, $undone undone"
finish
