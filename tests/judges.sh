#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# The judges stand alone: where a semantic patch is broken, the audit stops what it would do.
. "$(dirname "$0")/lib.sh"

cp -r "$top/testcases/trees/flags" "$work/tree"
mkdir -p "$work/tree/drivers"
for name in adjacent loop_of_calls locked_remote; do
	cp "$top/testcases/rewritten/$name.c" "$work/tree/drivers"
done

# verdicts RULES: how many of each the tree has with those semantic patches.
verdicts() {
	GUPSWEEP_RULES=$1 "$gupsweep" scan --no-cache --format=json "$work/tree" </dev/null |
		jq -r '[.sites[] | .verdict + (if .reason == "" then "" else "/" + .reason end)] | group_by(.) |
			map(.[0] + " " + (length | tostring)) | join(", ")'
}

# broken NAME FILE SED WANTED: the verdicts when the semantic patch FILE is changed by SED.
broken() {
	local got
	rm -rf "$work/rules"
	cp -r "$GUPSWEEP_RULES" "$work/rules"
	sed -i "$3" "$work/rules/$2"
	if cmp -s "$GUPSWEEP_RULES/$2" "$work/rules/$2"; then
		fail "$1" "the semantic patch is not changed by $3"
		return
	fi
	got=$(verdicts "$work/rules")
	if [ "$got" = "$4" ]; then
		ok "$1: $got"
	else
		fail "$1" "wanted $4, got $got"
	fi
	if [ "$(GUPSWEEP_RULES=$work/rules "$gupsweep" diff --no-cache "$work/tree" | grep -c "^+.*$5")" = 0 ]; then
		ok "$1: none of it in the diff"
	else
		fail "$1" "it is in the diff"
	fi
}

whole=$(verdicts "$GUPSWEEP_RULES")
if [ "$whole" = "locked 1, unlocked 2" ]; then ok "as they are: $whole"; else fail "as they are" "$whole"; fi
broken "arguments swapped" gup_unlocked.cocci 's/^+  pages, f$/+  f, pages/' \
	"locked 1, manual/disagreement 2" _unlocked
broken "the release stays" gup_unlocked.cocci 's/^- unlock@p(a);$/  unlock@p(a);/' \
	"locked 1, manual/disagreement 2" _unlocked
broken "released where it was dropped" gup_locked.cocci 's/^+ if (gupsweep_locked)$/+ if (!gupsweep_locked)/' \
	"manual/disagreement 1, unlocked 2" '&locked'
finish
