#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# Run the unit tests that were built in the directory $1 (build, build/asan, ...).
. "$(dirname "$0")/lib.sh"

where=${1:-$build}
shopt -s nullglob
for test in "$where"/tests/*_test; do
	name=${test##*/}
	timeout 900 "$test" >"$work/out" 2>&1 </dev/null
	status=$?
	passes=$(grep -ac '^\[       OK \]' "$work/out")
	failures=$(sed -n "s/^\[  FAILED  \] \([0-9]*\) test.*/\1/p" "$work/out" | head -n 1)
	if [ $status -eq 0 ] && [ "$passes" -gt 0 ]; then
		passed=$((passed + passes))
		echo "ok $name ($passes)"
		continue
	fi
	passed=$((passed + passes))
	[ "${failures:-0}" -gt 0 ] && failed=$((failed + failures - 1))
	fail "$name" "exit status $status: $(grep -av '^\[ RUN\|^\[       OK' "$work/out" | tail -n 30)"
done
finish
