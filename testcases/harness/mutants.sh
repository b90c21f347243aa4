# shellcheck shell=bash
# SPDX-License-Identifier: GPL-2.0-only
# The table of mutants, sourced by run-harness.sh when all is built: what became of each mutant, by
# testcase, and what must be so. Gives ok and FAIL lines.

# What the programs say, and what the compiler said.
verdicts() {
	local name version object symbol tree
	while read -r name version object symbol; do
		case $version in before | after) continue ;; esac
		grep -qxF "$symbol" "$object.symbols" || printf 'compiler\t%s\t%s\tdoes not compile\t\n' "$version" "$name"
	done <"$OUT/subjects"
	while read -r tree; do
		"$OUT/$tree/harness" mutants
	done <"$OUT/signatures"
}

# equivalents MUTANT: "TESTCASE - REASON" lines
equivalents() { sed -n 's,^// equivalent: ,,p' "mutants/$1.cocci"; }

row() { printf '  %-34s %5s %7s %9s %11s %9s\n' "$@"; }

judge_mutant() {
	local mutant=$1 fits killed compiler alive equivalent=0 survived="" name reason
	fits=$(awk -F '\t' -v m="$mutant" '$2 == m { print $3 }' "$OUT/verdicts" | sort -u | wc -l)
	killed=$(awk -F '\t' -v m="$mutant" '$2 == m && $1 == "killed" { print $3 }' "$OUT/verdicts" | sort -u)
	compiler=$(awk -F '\t' -v m="$mutant" '$2 == m && $1 == "compiler" { print $3 }' "$OUT/verdicts" | sort -u)
	alive=$(awk -F '\t' -v m="$mutant" '$2 == m && $1 == "alive" { print $3 }' "$OUT/verdicts" | sort -u)
	# A testcase with options is one: killed with any set of them is killed.
	for name in $alive; do
		grep -qxF "$name" <<<"$killed" && continue
		if equivalents "$mutant" | grep -q "^$name - "; then
			equivalent=$((equivalent + 1))
		else
			survived+=" $name"
		fi
	done
	while IFS= read -r reason; do
		[ -n "$reason" ] || continue
		name=${reason%% - *}
		if ! grep -qxF "$name" <<<"$alive" || grep -qxF "$name" <<<"$killed"; then
			fail "mutant $mutant" "$name is listed as equivalent, but was told apart"
		fi
		echo "    equivalent in $name: ${reason#* - }"
	done < <(equivalents "$mutant") >>"$OUT/reasons.$mutant"
	row "$mutant" "$fits" "$(grep -c . <<<"$killed")" "$(grep -c . <<<"$compiler")" "$equivalent" "$(wc -w <<<"$survived")" >>"$OUT/table"
	if [ "$fits" = 0 ]; then
		fail "mutant $mutant" "fits no testcase"
	elif [ "$survived" ]; then
		fail "mutant $mutant" "survived in$survived"
	else
		ok "mutant $mutant: told apart in $((fits - equivalent)) of $fits testcases"
	fi
}

judge_introduced() {
	local mutant=$1 why
	why=$("$OUT/tsk-mm-write-force/$mutant" first-failure | grep -m 1 '^FAIL ')
	if [ "$why" ]; then
		row "$mutant" 1 1 0 0 0 >>"$OUT/table"
		ok "mutant $mutant: ${why#FAIL }"
	else
		row "$mutant" 1 0 0 0 1 >>"$OUT/table"
		fail "mutant $mutant" "survived"
	fi
}

rm -f "$OUT"/reasons.* "$OUT/table"
verdicts >"$OUT/verdicts"
for file in mutants/*.cocci; do
	mutant=$(basename "$file" .cocci)
	if grep -q '^// applies to:' "$file"; then
		judge_introduced "$mutant"
	else
		judge_mutant "$mutant"
	fi
done
echo
row mutant fits killed "no build" equivalent survived
cat "$OUT/table"
cat "$OUT"/reasons.*
