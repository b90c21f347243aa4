#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# The semantic patches under the kernel's own "make coccicheck": the four modes name the same calls.
# Only the files that hold calls of the family are given, copied flat into a directory of their own.
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

one_tree() {
	local version=$1 tree mode rule file
	if ! tree=$(kernel_tree "$version"); then
		skip "coccicheck $version" "linux-source-$version is not installed"
		return
	fi
	rm -rf "$work/files"
	mkdir "$work/files"
	for file in $(tail -n +2 "$top/tests/data/linux-$version.tsv" | cut -f1 | sort -u); do
		cp "$tree/$file" "$work/files/${file//\//_}"
	done
	(cd "$work/files" && calls ./*) | sed 's|^\./||' >"$work/calls"
	for rule in gup_unlocked gup_locked; do
		for mode in report org patch context; do
			# The same line for every tree: it is true of 6.12, and 6.1 has other arguments.
			if ! make -s -C "$tree" coccicheck COCCI="$top/cocci/$rule.cocci" MODE=$mode J=2 \
				M="$work/files" SPFLAGS="-D pin_longterm" >"$work/$mode" 2>&1 </dev/null; then
				fail "coccicheck $version $rule $mode" "$(tail -n 5 "$work/$mode")"
				continue 2
			fi
			named $mode "$work/$mode" >"$work/$mode.sites"
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
for version in 6.12 6.1; do one_tree $version; done
for rule in "${!sites[@]}"; do
	if [ "${sites[$rule]}" -gt 0 ]; then
		ok "coccicheck $rule names calls"
	else
		fail "coccicheck $rule names calls" "none in any tree"
	fi
done
finish
