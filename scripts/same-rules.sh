#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# The rules between "// >>>" and "// <<<" stand in gup_unlocked.cocci and gup_locked.cocci, so that each
# file can be used (and sent) alone. Written is the one in gup_unlocked.cocci; this copies it.
# same-rules.sh [--check] [FOLDER]: FOLDER of the semantic patches, cocci/ if none is given; with --check
# nothing is written, and the exit status is 1 if they differ.
set -eu
check=
if [ "${1:-}" = --check ]; then
	check=1
	shift
fi
cocci=${1:-$(dirname "$0")/../cocci}

# The text of file $2 with what stands between the marks taken from file $1.
with_same() {
	awk '
		/^\/\/ >>> / { inside = 1; if (FNR == NR) { same = $0 "\n"; next } }
		inside && FNR == NR { same = same $0 "\n" }
		FNR != NR && !inside { print }
		/^\/\/ <<<$/ { if (inside && FNR != NR) printf "%s", same; inside = 0 }
		END { exit same == "" }
	' "$1" "$2"
}

new=$(mktemp)
trap 'rm -f "$new"' EXIT
with_same "$cocci/gup_unlocked.cocci" "$cocci/gup_locked.cocci" >"$new"
if [ -n "$check" ]; then
	diff -u "$cocci/gup_locked.cocci" "$new"
else
	cp "$new" "$cocci/gup_locked.cocci"
fi
