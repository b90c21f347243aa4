#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# attack: small functions that try to get a wrong rewrite out of gupsweep, and twins of them that
# are right and must be rewritten. Each file testcases/attack/CLAUSE/NAME.c says in its first
# comment what is expected of its calls:
#
#   EXPECT: LETTERS why     one or more of N (stays), U (unlocked), L (locked), F (fast): what is right
#   MISSED-OK: why          refusing it is no failure, although a rewrite is right
#   STILL-WRONG: why        it is known to be rewritten wrongly: skipped, until it is right
#   MAKE: line              a line for the directory's Makefile
#   IN-DIFF: text           the file's part of the diff contains it
#   NOT-IN-DIFF: text       it does not
#
# Other .c files and the headers belong to their neighbours: NAME_*.c is linked with NAME.c. A folder
# in a clause is a driver that is split over folders. tree/ holds files for other places of the kernel
# tree, module/ modules outside of it; fast/ is judged with --prefer=fast, and all else without. An argument
# narrows to the clause of that name.
. "$(dirname "$0")/lib.sh"

cases=$top/testcases/attack
here=$build/attack
only=${1:-}

# The kernel tree that the cases stand in.
make_kernel() {
	small_kernel "$here" || return 1
	rm -rf "$here/kernel/drivers/misc" "$here/module"
	mkdir -p "$here/kernel/drivers/misc" "$here/module"
	cp -r "$cases/tree/." "$here/kernel"
}

# What the cases' first comments say, by NAME below testcases/attack: the letters in want, the
# reason in missed; in wanted, banned and lines, a line each, what the diff is to contain and not to
# contain, and the Makefile.
declare -A want missed still wanted banned lines
read_cases() {
	local file said
	while IFS=: read -r file said; do
		file=${file#"$cases"/}
		file=${file%.c}
		case $said in
		" * EXPECT: "*) said=${said#*: } want[$file]=${said%% *} ;;
		" * MISSED-OK: "*) missed[$file]=${said#*: } ;;
		" * STILL-WRONG: "*) still[$file]=${said#*: } ;;
		" * IN-DIFF: "*) wanted[$file]+=${said#*: }$'\n' ;;
		" * NOT-IN-DIFF: "*) banned[$file]+=${said#*: }$'\n' ;;
		" * MAKE: "*) lines[$file]+=${said#*: }$'\n' ;;
		esac
	done < <(grep -rE '^ \* (EXPECT|MISSED-OK|STILL-WRONG|(NOT-)?IN-DIFF|MAKE): ' "$cases" | sort)
}

# The Makefile of a clause or of a folder in it, and those of the folders below: NAME.c with its
# NAME_*.c is a module of its own.
make_file() {
	local dir=$1 clause=$2 file name part parts
	for file in "$dir"/*/; do
		name=${file%/}
		make_file "$dir/${name##*/}" "$clause/${name##*/}"
		echo "obj-y += ${name##*/}/"
	done >"$dir/Makefile"
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
			echo "obj-m += ${name}_all.o"
			echo "${name}_all-y := $name.o$parts"
		fi
		printf %s "${lines[$clause/$name]:-}"
	done >>"$dir/Makefile"
}

# The clause of that name as a folder of the kernel's drivers.
lay_out() {
	cp -r "$cases/$1" "$here/kernel/drivers/misc/$1"
	make_file "$here/kernel/drivers/misc/$1" "$1"
	echo "obj-y += $1/" >>"$here/kernel/drivers/misc/Makefile"
}

make_cases() {
	local clause name
	for clause in "$cases"/*/; do
		name=${clause%/}
		name=${name##*/}
		case $name in
		tree | fast) ;;
		module)
			cp -r "$clause/." "$here/module"
			for name in "$here"/module/*/; do
				name=${name%/}
				echo "obj-m += ${name##*/}/"
			done >"$here/module/Makefile"
			;;
		*)
			[ -z "$only" ] || [ "$only" = "$name" ] || continue
			lay_out "$name"
			;;
		esac
	done
}

# judge_tree NAME PREFIX OPTION... TREE: adds to $work/judged, of each call, "FILE LETTER
# VERDICT/REASON: DETAIL", and puts the diff of each file below $work/diff. FILE is what follows
# drivers/misc/, with PREFIX before it.
judge_tree() {
	local name=$1 prefix=$2
	shift 2
	if ! "$gupsweep" scan --format=json "$@" >"$work/json" 2>"$work/err" </dev/null; then
		fail "scan of $name" "$(tail -n 5 "$work/err")"
	fi
	if ! "$gupsweep" diff "$@" >"$work/patch" 2>"$work/err" </dev/null; then
		fail "diff of $name" "$(tail -n 5 "$work/err")"
	fi
	jq -r --arg prefix "$prefix" '.sites[] |
		[$prefix + (.file | ltrimstr("drivers/misc/")),
		 ({unlocked: "U", locked: "L", fast: "F"}[.verdict] // "N"),
		 (.verdict + "/" + .reason + ": " + .detail)] | @tsv' "$work/json" >>"$work/judged"
	awk -v dir="$work/diff" -v prefix="$prefix" '
		/^diff --git/ {
			sub(/^b\//, "", $4)
			sub(/^drivers\/misc\//, "", $4)
			if (out)
				close(out)
			out = prefix $4
			gsub(/\//, "+", out)
			out = dir "/" out
		}
		out { print >out }' "$work/patch"
}

# One case: none of its calls rewritten in a way that its first comment does not name, and one of
# them rewritten if it names no N.
judge() {
	local name=$1 expected=${want[$1]} got line why text all='' patch=$work/diff/${1//\//+}.c
	if [ -z "${said[$name]:-}" ]; then
		fail "$name" "no call seen"
		return
	fi
	while IFS=$'\t' read -r got line; do
		if [ "$got" != N ] && [[ $expected != *$got* ]] && [ -n "${still[$name]:-}" ]; then
			skip "$name" "still rewritten wrongly: ${still[$name]}"
			return
		fi
		if [ "$got" != N ] && [[ $expected != *$got* ]]; then
			fail "$name" "wrong rewrite: $line"
			return
		fi
		all+=$got why=$line
	done <<<"${said[$name]}"
	if [[ $expected != *N* && $all != *[ULF]* ]]; then
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
		if [ -n "$text" ] && { [ ! -e "$patch" ] || grep -qF -- "$text" "$patch"; }; then
			fail "$name" "in the diff, or no diff at all: $text"
			return
		fi
	done <<<"${banned[$name]:-}"
	if [ -n "${still[$name]:-}" ]; then
		fail "$name" "STILL-WRONG no more: take the line out"
		return
	fi
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
: >"$work/judged"
if [ "$only" != module ] && [ "$only" != fast ]; then
	judge_tree kernel "" "$here/kernel"
fi
if [ -z "${only#fast}" ]; then
	rm -r "$here/kernel/drivers/misc"
	mkdir "$here/kernel/drivers/misc"
	lay_out fast
	judge_tree "the kernel, fast" "" --prefer=fast "$here/kernel"
fi
if [ -z "${only#module}" ]; then
	judge_tree module module/ --kernel="$here/kernel" "$here/module"
fi
declare -A said
while IFS=$'\t' read -r file letter text; do
	said[${file%.c}]+=${said[${file%.c}]:+$'\n'}$letter$'\t'$text
done <"$work/judged"
while read -r name; do
	if [ -z "$only" ] || [ "${name%%/*}" = "$only" ]; then judge "$name"; fi
done < <(printf '%s\n' "${!want[@]}" | sort)
finish
