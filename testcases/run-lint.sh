#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# Each testcase of lint/ through gupsweep lint: findings are where a line says /* want ID */ and nowhere
# else; with --fix it becomes NAME.res, in which no finding is left but of ids without a fix. The semantic
# patches gup_misuse_*.cocci must report the same lines; "bare: ID" in NAME.c names what they leave to
# gupsweep. With arguments, only those testcases: run-lint.sh NAME...
# shellcheck disable=SC2015 # ok and fail do not fail
. "$(dirname "$0")/../tests/lib.sh"
cd "$top/testcases/lint" || exit 3

says() { sed -nE "s,^[ /*]*$2: *([^ ].*[^ ]|[^ ]) *$,\1,p" "$1.c" | head -n 5; }
wanted() { grep -noE 'want gup-[a-z-]+' "$1" | sed 's/:want / /'; }

lint_one() {
	local name=$1 tree=$work/tree-$1
	cp -r "../trees/$(says "$name" signature)" "$tree" || return
	mkdir -p "$tree/drivers"
	cp "$name.c" "$tree/drivers/$name.c"
	wanted "$name.c" | sort >"$work/wanted"
	"$gupsweep" lint --format=gcc "$tree/drivers/$name.c" >"$work/out" 2>"$work/err" </dev/null
	status=$?
	sed -nE 's/^[^:]*:([0-9]+):[0-9]+: .*\[(gup-[a-z-]+)\]$/\1 \2/p' "$work/out" | sort >"$work/got"
	same "$name findings" "$work/wanted" "$work/got"
	[ $status -eq "$([ -s "$work/wanted" ] && echo 1 || echo 0)" ] ||
		fail "$name status" "$status: $(head -n 3 "$work/err")"
	[ -e "$name.res" ] || return
	# the marks say where, and are in nobody's way
	sed -i 's, /\* want gup-[a-z-]* \*/,,' "$tree/drivers/$name.c"
	"$gupsweep" lint -q --fix "$tree/drivers/$name.c" >"$work/out" 2>"$work/err" </dev/null
	status=$?
	same "$name fixed" "$name.res" "$tree/drivers/$name.c"
	[ $status -eq 0 ] && ok "$name nothing left" || fail "$name nothing left" "$(head -n 5 "$work/out" "$work/err")"
	"$gupsweep" lint -q "$tree/drivers/$name.c" >"$work/out" 2>&1 </dev/null &&
		ok "$name quiet afterwards" || fail "$name quiet afterwards" "$(head -n 5 "$work/out")"
}

# What plain spatch reports of all testcases in mode $1, as "NAME LINE"; each file a group of its own.
bare() {
	local rules name tree
	for tree in flags flags-vmas-locked; do
		for name in "${names[@]}"; do
			[ "$(says "$name" signature)" != $tree ] || printf '%s\n\n' "$PWD/$name.c"
		done >"$work/groups"
		[ -s "$work/groups" ] || continue
		for rules in "$top"/cocci/gup_misuse_*.cocci; do
			local -a define=()
			[[ $tree != flags && $rules == *_flags.cocci ]] && define=(-D pin_rejects)
			spatch --very-quiet --no-includes --include-headers -D "$1" "${define[@]}" \
				--sp-file "$rules" --file-groups "$work/groups" 2>>"$work/err"
		done
	done >"$work/bare"
	case $1 in
	report) sed -nE 's|^[^:]*/([^/:]+)\.c:([0-9]+):.*|\1 \2|p' "$work/bare" ;;
	org) sed -nE 's|.*\[\[view:[^ ]*/([^/:]+)\.c::face=[^:]*::linb=([0-9]+)::.*|\1 \2|p' "$work/bare" ;;
	context)
		awk '/^--- /{ file = $2; sub(/.*\//, "", file); sub(/\.c$/, "", file); next }
			/^\+\+\+ /{ next }
			/^@@ /{ line = -$2; next }
			/^-/{ print file, line++; next }
			/^ /{ line++ }' "$work/bare"
		;;
	esac | sort -u
}

# The semantic patches find what gupsweep finds, in each mode.
bare_all() {
	local name mode
	for mode in report org context; do
		bare $mode >"$work/found"
		for name in "${names[@]}"; do
			grep -q 'bare: not asked' "$name.c" && continue
			grep -nE 'want gup-' "$name.c" | grep -v 'gup-could-be' | cut -d: -f1 | sort -u >"$work/wanted"
			sed -n "s/^$name //p" "$work/found" | sort -u >"$work/got"
			same "$name, spatch $mode" "$work/wanted" "$work/got"
		done
	done
}

if [ $# -gt 0 ]; then names=("$@"); else names=(*.c); names=("${names[@]%.c}"); fi
for name in "${names[@]}"; do lint_one "$name"; done
bare_all
finish
