#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# attack: small functions that try to get a wrong rewrite out of gupsweep, and twins of them that are
# right and must be rewritten. Each file below testcases/attack/CLAUSE/ says in its first comment what
# is expected of its calls:
#
#   EXPECT: LETTERS why     one or more of N (stays), U (unlocked), L (locked): the verdicts that are right
#   MISSED-OK: why          refusing it is no failure, although a rewrite is right
#   MAKE: line              a line for the directory's Makefile
#   IN-DIFF: text           the file's part of the diff contains it
#   NOT-IN-DIFF: text       it does not
#
# Other .c files and the headers belong to their neighbours. tree/ holds files for other places of the
# kernel tree, module/ modules outside of it. A folder as argument narrows to the clause of that name.
. "$(dirname "$0")/lib.sh"

cases=$top/testcases/attack
here=$build/attack
only=${1:-}

# The kernel tree that the cases stand in: headers, and what of mm/ matters.
make_kernel() {
	local from part
	from=$(kernel_tree 6.12) || return 1
	if [ ! -e "$here/kernel.made" ]; then
		rm -rf "$here/kernel"
		mkdir -p "$here/kernel/drivers"
		for part in include arch/x86/include arch/arm64/include mm/{gup,nommu,khugepaged,util,mmap,vma}.c \
			mm/{memory,pagewalk}.c mm/{internal,vma}.h Makefile Kbuild Kconfig MAINTAINERS; do
			mkdir -p "$here/kernel/$(dirname "$part")"
			cp -r "$from/$part" "$here/kernel/$part" || return 1
		done
		chmod -R u+w "$here/kernel"
		touch "$here/kernel.made"
	fi
	rm -rf "$here/kernel/drivers/misc" "$here/module"
	mkdir -p "$here/kernel/drivers/misc" "$here/module"
	cp -r "$cases/tree/." "$here/kernel"
}

# What the cases' first comments say, by NAME below testcases/attack: the letters in want, the reason
# in missed, and in wanted, banned and lines what the diff and the Makefile are to contain, a line each.
declare -A want missed wanted banned lines
read_cases() {
	local file said
	while IFS=: read -r file said; do
		file=${file#"$cases"/}
		file=${file%.c}
		case $said in
		" * EXPECT: "*) said=${said#*: } want[$file]=${said%% *} ;;
		" * MISSED-OK: "*) missed[$file]=${said#*: } ;;
		" * IN-DIFF: "*) wanted[$file]+=${said#*: }$'\n' ;;
		" * NOT-IN-DIFF: "*) banned[$file]+=${said#*: }$'\n' ;;
		" * MAKE: "*) lines[$file]+=${said#*: }$'\n' ;;
		esac
	done < <(grep -rE '^ \* (EXPECT|MISSED-OK|IN-DIFF|NOT-IN-DIFF|MAKE): ' --include='*.c' "$cases" | sort)
}

# The Makefile of a clause: NAME.c with its NAME_*.c is a module of its own.
make_file() {
	local dir=$1 clause=$2 file name part parts
	for file in "$dir"/*.c; do
		name=${file##*/}
		name=${name%.c}
		[ -n "${want[$clause/$name]:-}" ] || continue
		parts=
		for part in "$dir/$name"_*.c; do
			part=${part##*/}
			[ -n "${want[$clause/${part%.c}]:-}" ] || parts+=" ${part%.c}.o"
		done
		if [ -z "$parts" ]; then
			echo "obj-m += $name.o"
		else
			printf 'obj-m += %s_all.o\n%s_all-y := %s.o%s\n' "$name" "$name" "$name" "$parts"
		fi
		printf %s "${lines[$clause/$name]:-}"
	done >"$dir/Makefile"
}

make_cases() {
	local clause name
	for clause in "$cases"/*/; do
		name=${clause%/}
		name=${name##*/}
		case $name in
		tree) ;;
		module)
			cp -r "$clause/." "$here/module"
			for name in "$here"/module/*/; do
				name=${name%/}
				echo "obj-m += ${name##*/}/"
			done >"$here/module/Makefile"
			;;
		*)
			[ -z "$only" ] || [ "$only" = "$name" ] || continue
			cp -r "$clause" "$here/kernel/drivers/misc/$name"
			make_file "$here/kernel/drivers/misc/$name" "$name"
			echo "obj-y += $name/" >>"$here/kernel/drivers/misc/Makefile"
			;;
		esac
	done
}

# judged TREE PREFIX OPTION...: of each call, "FILE LETTER VERDICT/REASON: DETAIL".
judged() {
	local tree=$1 prefix=$2
	shift 2
	if ! "$gupsweep" scan --format=json "$@" "$tree" >"$work/json" 2>"$work/err" </dev/null; then
		fail "scan of $(basename "$tree")" "$(tail -n 5 "$work/err")"
	fi
	jq -r --arg prefix "$prefix" '.sites[] | select(.file | startswith($prefix)) |
		[(.file | ltrimstr($prefix)), ({unlocked: "U", locked: "L"}[.verdict] // "N"),
		 (.verdict + "/" + .reason + ": " + .detail)] | @tsv' "$work/json"
	"$gupsweep" diff "$@" "$tree" 2>"$work/err" </dev/null |
		awk -v dir="$work/diff" -v prefix="$prefix" '
			/^diff --git/ {
				sub(/^b\//, "", $4)
				sub("^" prefix, "", $4)
				gsub(/\//, "+", $4)
				if (out)
					close(out)
				out = dir "/" $4
			}
			out { print >out }'
}

# One case: none of its calls rewritten in a way that its first comment does not name, and one of them
# rewritten if it names no N.
judge() {
	local name=$1 expected=${want[$1]} got line why text all='' patch=$work/diff/${1//\//+}.c
	patch=${patch/module+/}
	while IFS=$'\t' read -r got line; do
		if [ "$got" != N ] && [[ $expected != *$got* ]]; then
			fail "$name" "wrong rewrite: $line"
			return
		fi
		all+=$got why=$line
	done <<<"${said[$name]:-N	no call seen}"
	if [[ $expected != *N* && $all != *[UL]* ]]; then
		if [ -n "${missed[$name]:-}" ]; then
			ok "$name (refused: $why)"
		else
			fail "$name" "refused: $why"
		fi
		return
	fi
	while read -r text; do
		if [ -n "$text" ] && ! grep -qF -- "$text" "$patch"; then
			fail "$name" "not in the diff: $text"
			return
		fi
	done <<<"${wanted[$name]:-}"
	while read -r text; do
		if [ -n "$text" ] && grep -qsF -- "$text" "$patch"; then
			fail "$name" "in the diff: $text"
			return
		fi
	done <<<"${banned[$name]:-}"
	ok "$name"
}

if ! make_kernel; then
	skip "all of it" "no source of Linux 6.12"
	finish
fi
shopt -s nullglob
read_cases
make_cases
mkdir "$work/diff"
[ "$only" = module ] || judged "$here/kernel" drivers/misc/ >"$work/judged"
[ -n "${only#module}" ] || judged "$here/module" "" --kernel="$here/kernel" | sed 's/^/module\//' >>"$work/judged"
declare -A said
while IFS=$'\t' read -r file letter text; do
	said[${file%.c}]+=${said[${file%.c}]:+$'\n'}$letter$'\t'$text
done <"$work/judged"
while read -r name; do
	if [ -z "$only" ] || [ "${name%%/*}" = "$only" ]; then judge "$name"; fi
done < <(printf '%s\n' "${!want[@]}" | sort)
finish
