#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# The semantic patches under the kernel's own "make coccicheck": over a whole tree the four modes name
# the same calls. Given is every file that names the family (no other can match), copied flat into a
# directory of its own; patch and context must touch nothing but the calls and brackets that they name.
. "$(dirname "$0")/lib.sh"

# Where the calls in a file are: FILE FIRST-LINE LAST-LINE of each, to the end of the statement.
calls() {
	awk '
		FNR == 1 { open = 0 }
		!open && /(^|[^A-Za-z0-9_])(get|pin)_user_pages(_remote)?[ \t]*(\(|$)/ { open = 1; first = FNR }
		open && /[;{]/ { print FILENAME, first, FNR; open = 0 }
	' "$@"
}

# The lines that a diff on stdin takes away, as FILE LINE; context mode marks its lines the same way.
removed() {
	awk '
		/^--- / { file = $2; sub(/.*\//, "", file); next }
		/^\+\+\+ / { next }
		/^@@ / { line = -$2; next }
		/^-/ { print file, line++ }
		/^ / { line++ }
	'
}

# The calls that a mode named, as FILE LINE of the callee.
named() {
	case $1 in
	report) sed -nE 's|^[^ ]*/([^/:]+):([0-9]+):[0-9]+.*|\1 \2|p' "$2" ;;
	org) sed -nE 's|.*\[\[view:[^ ]*/([^/:]+)::face=[^:]*::linb=([0-9]+)::.*|\1 \2|p' "$2" ;;
	patch | context)
		removed <"$2" | awk '
			NR == FNR { first[$1, ++n[$1]] = $2; last[$1, n[$1]] = $3; next }
			{ for (i = 1; i <= n[$1]; i++)
				if ($2 >= first[$1, i] && $2 <= last[$1, i]) print $1, first[$1, i] }
		' "$work/calls" -
		;;
	esac | sort -u
}

# run_modes VERSION TREE RULE: what each mode prints, in $work/RULE.MODE; a mode that failed in RULE.failed
run_modes() {
	local mode
	: >"$work/$3.failed"
	for mode in report org patch context; do
		make -s -C "$2" coccicheck COCCI="$top/cocci/$3.cocci" MODE=$mode J=1 M="$work/files" \
			>"$work/$3.$mode" 2>&1 </dev/null ||
			echo "$mode: $(tail -n 5 "$work/$3.$mode")" >>"$work/$3.failed"
	done
}

one_tree() {
	local version=$1 tree mode rule file
	if ! tree=$(kernel_tree "$version"); then
		skip "coccicheck $version" "linux-source-$version is not installed"
		return
	fi
	rm -rf "$work/files"
	mkdir "$work/files"
	while read -r file; do
		cp "$tree/$file" "$work/files/${file//\//_}"
	done < <(cd "$tree" && grep -rlE --include='*.[ch]' '\b(get|pin)_user_pages(_remote)?\b' . | sed 's|^\./||')
	(cd "$work/files" && calls ./*) | sed 's|^\./||' >"$work/calls"
	# One process for each semantic patch: coccicheck's own jobs start spatch anew for each file.
	run_modes "$version" "$tree" gup_unlocked &
	run_modes "$version" "$tree" gup_locked
	wait
	for rule in gup_unlocked gup_locked; do
		if [ -s "$work/$rule.failed" ]; then
			fail "coccicheck $version $rule" "$(cat "$work/$rule.failed")"
			continue
		fi
		for mode in report org patch context; do
			named $mode "$work/$rule.$mode" >"$work/$mode.sites"
		done
		for mode in org patch context; do
			same "coccicheck $version $rule: $mode names what report names" \
				"$work/report.sites" "$work/$mode.sites"
		done
		sites[$rule]=$((${sites[$rule]:-0} + $(wc -l <"$work/report.sites")))
		echo "   $version $rule: $(wc -l <"$work/report.sites") calls"
	done
}

declare -A sites
versions=(6.12 6.1)
[ -z "${SAMPLE-}" ] || versions=(6.12) # enough for a second spatch
for version in "${versions[@]}"; do one_tree "$version"; done
for rule in "${!sites[@]}"; do
	if [ "${sites[$rule]}" -gt 0 ]; then
		ok "coccicheck $rule names calls"
	else
		fail "coccicheck $rule names calls" "none in any tree"
	fi
done
finish
