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

# The Makefile of a clause: NAME.c with its NAME_*.c is a module of its own.
make_file() {
	local dir=$1 file name part parts
	for file in "$dir"/*.c; do
		name=$(basename "$file" .c)
		grep -q 'EXPECT:' "$file" || continue
		parts=$name.o
		for part in "$dir/$name"_*.c; do
			[ -e "$part" ] && ! grep -q 'EXPECT:' "$part" && parts+=" $(basename "$part" .c).o"
		done
		if [ "$parts" = "$name.o" ]; then
			echo "obj-m += $name.o"
		else
			printf 'obj-m += %s_all.o\n%s_all-y := %s\n' "$name" "$name" "$parts"
		fi
		sed -n 's/^ \* MAKE: //p' "$file"
	done >"$dir/Makefile"
}

make_cases() {
	local clause name
	for clause in "$cases"/*/; do
		name=$(basename "$clause")
		case $name in
		tree) ;;
		module)
			cp -r "$clause/." "$here/module"
			for name in "$here"/module/*/; do
				echo "obj-m += $(basename "$name")/"
			done >"$here/module/Makefile"
			;;
		*)
			[ -z "$only" ] || [ "$only" = "$name" ] || continue
			cp -r "$clause" "$here/kernel/drivers/misc/$name"
			make_file "$here/kernel/drivers/misc/$name"
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

# One case: none of its calls in a way that its first comment does not name, and one of them rewritten
# if it names no N.
judge() {
	local name=$1 file=$2 want got said line text all='' patch=$work/diff/${1//\//+}.c
	want=$(sed -n 's/.*EXPECT: \([NUL]*\) .*/\1/p' "$file" | head -n 1)
	said=$(grep -F "$name.c	" "$work/judged")
	[ -n "$said" ] || said="$name.c	N	no call seen"
	while IFS=$'\t' read -r _ got line; do
		if [ "$got" != N ] && [[ $want != *$got* ]]; then
			fail "$name" "wrong rewrite: $line"
			return
		fi
		all+=$got
	done <<<"$said"
	line=${said##*$'\t'}
	if [[ $want != *N* && $all != *[UL]* ]]; then
		if grep -q 'MISSED-OK:' "$file"; then
			ok "$name (refused: $line)"
		else
			fail "$name" "refused: $line"
		fi
		return
	fi
	while read -r text; do
		grep -qF -- "$text" "$patch" 2>/dev/null || { fail "$name" "not in the diff: $text"; return; }
	done < <(sed -n 's/^ \* IN-DIFF: //p' "$file")
	while read -r text; do
		grep -qF -- "$text" "$patch" 2>/dev/null && { fail "$name" "in the diff: $text"; return; }
	done < <(sed -n 's/^ \* NOT-IN-DIFF: //p' "$file")
	ok "$name"
}

if ! make_kernel; then
	skip "all of it" "no source of Linux 6.12"
	finish
fi
make_cases
mkdir "$work/diff"
: >"$work/judged"
[ "$only" = module ] || judged "$here/kernel" drivers/misc/ >>"$work/judged"
[ -n "$only" ] && [ "$only" != module ] ||
	[ ! -d "$cases/module" ] || judged "$here/module" "" --kernel="$here/kernel" | sed 's/^/module\//' >>"$work/judged"
shopt -s nullglob
for file in "$cases"/*/*.c "$cases"/module/*/*.c; do
	name=${file#"$cases"/}
	if grep -q 'EXPECT:' "$file" && [[ $name = "${only:-}"* ]]; then
		judge "${name%.c}" "$file"
	fi
done
finish
