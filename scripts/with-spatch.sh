#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# Run a suite with the spatch of folder $1 first in PATH: scripts/with-spatch.sh DIR COMMAND...
# What is known to come out otherwise with it (tests/data/open-with-other-spatch: SUITE, TAB, beginning of
# the line, TAB, reason) is no failure but skipped by name, with its reason.
set -u

data=$(cd "$(dirname "$0")/.." && pwd)/tests/data/open-with-other-spatch
folder=$1
shift
suite=$(basename "$1" .sh)

SAMPLE=6 PATH="$folder:$PATH" "$@" | awk -F '\t' -v suite="$suite" '
	NR == FNR { if ($1 == suite) reason["FAIL " $2] = $3; next }
	/^[0-9]+ passed, [0-9]+ failed, [0-9]+ skipped$/ {
		split($0, n, /[^0-9]+/)
		printf "%d passed, %d failed, %d skipped\n", n[1], n[2] - open, n[3] + open
		exit (n[2] - open > 0)
	}
	{
		for (begin in reason)
			if (index($0, begin) == 1) {
				print "skip " substr(begin, 6) ": " reason[begin]
				open++
				next
			}
		print
	}' "$data" -
