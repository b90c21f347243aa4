#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# verify: the right conversions, of the testcases and of 6.12, are proved; each mutant of them
# (testcases/mutants/, the ways in which a person would get a conversion wrong) is refuted. A mutant
# that changes nothing there says so in its head ("equivalent: FOLDER/NAME - REASON").
. "$(dirname "$0")/lib.sh"
cd "$top/testcases" || exit 3

says() { sed -nE "s,^[ /]*\*? ?$2: *([^ ].*[^ ]|[^ ]) *$,\1,p" "$1" | head -n 50; }

# verify NAME TREE PATH AFTER: the change of PATH in TREE to the file AFTER; the words of each finding.
verify() {
	diff -u --label "a/$3" --label "b/$3" "$2/$3" "$4" >"$work/patch"
	"$gupsweep" verify -q "$2" --patch "$work/patch" >"$work/out" 2>"$work/err"
	echo $? >"$work/status"
}

# The functions of a real file that the diff changes, for mutants: cut out, and put back.
cut_function() { perl -0777 -ne 'print $1 if /(^[^\s#}][^;{}]*\b'"$2"'\([^;{]*\)\n\{.*?^\}\n)/ms' "$1"; }
put_function() {
	perl -0777 -e 'local @ARGV = @ARGV; open F, "<", $ARGV[0]; $f = <F>; open G, "<", $ARGV[1]; $g = <G>;
		$f =~ s/^[^\s#}][^;{}]*\b'"$3"'\([^;{]*\)\n\{.*?^\}\n/$g/ms; print $f' "$1" "$2"
}

# -- what is right ------------------------------------------------------------------------------

mkdir -p "$work/after" "$work/trees"
while read -r name; do
	file=$name.c
	[ ! -e "$name.res" ] || file=$name.res
	tree=$work/trees/$name path=$(says "$name.c" path)
	path=${path:-drivers/$name.c}
	mkdir -p "${tree%/*}"
	cp -r "trees/$(says "$name.c" signature)" "$tree"
	mkdir -p "$(dirname "$tree/$path")"
	cp "$name.c" "$tree/$path"
	echo "$name $tree $path $file" >>"$work/right"
	cp "$file" "$work/after/$(flat "$name").c"
	cmp -s "$name.c" "$file" && continue
	verify "$name" "$tree" "$path" "$file"
	if [ "$(cat "$work/status")" = 0 ] && grep -q ': proved: ' "$work/out"; then
		ok "$name is proved"
	else
		fail "$name is proved" "$(cat "$work/out" "$work/err")"
	fi
done < <(testcase_names)

linux=$(kernel_tree 6.12) && diff=$(kernel_diff 6.12) || exit 3
if "$gupsweep" verify "$linux" --patch "$diff" >"$work/out" 2>&1; then
	ok "6.12: $(tail -n 1 "$work/out")"
else
	fail "6.12" "$(cat "$work/out")"
fi
# A small tree of the files concerned, so that each mutant takes no search of the whole.
small=$work/linux
mkdir -p "$small"
grep '^+++ b/' "$diff" | cut -c7- >"$work/paths"
mapfile -t paths <"$work/paths"
for path in include/linux/mm.h mm/gup.c mm/nommu.c "${paths[@]}"; do
	mkdir -p "$small/${path%/*}"
	cp "$linux/$path" "$linux/${path%/*}"/*.h "$small/${path%/*}" 2>/dev/null
done
cp -r "$small" "$work/patched"
patch -s -p1 -d "$work/patched" <"$diff"
while IFS=: read -r path _ _ function _; do
	[ -e "$work/patched/$path" ] || continue
	function=${function%()}
	function=${function# }
	name=6.12-$function
	cut_function "$work/patched/$path" "$function" >"$work/after/$name.c"
	[ -s "$work/after/$name.c" ] && echo "$name $small $path $function" >>"$work/real"
done <"$work/out"

# -- what is wrong ------------------------------------------------------------------------------

judge_mutant() {
	local mutant=$1 name=$2 tree=$3 path=$4 mutated=$5
	verify "$name" "$tree" "$path" "$mutated"
	if grep -q ': refuted: ' "$work/out"; then
		refuted=$((refuted + 1))
	elif grep -qE "^// (equivalent|harmless): ($name|\*) - " "mutants/$mutant.cocci"; then
		equal=$((equal + 1))
	else
		missed+=("$name: $(head -n 1 "$work/out")$(head -n 1 "$work/err")")
	fi
}

total=0
printf '%-32s %8s %10s %9s\n' mutant refuted equivalent survived
for mutant in mutants/*.cocci; do
	rules=$mutant mutant=${mutant#mutants/}
	mutant=${mutant%.cocci}
	[[ $mutant == introduced_* ]] && continue
	refuted=0 equal=0 missed=()
	rm -rf "$work/mutated"
	cp -r "$work/after" "$work/mutated"
	printf '%s\n\n' "$work"/mutated/*.c >"$work/groups"
	spatch --very-quiet --no-includes --sp-file "$rules" --file-groups "$work/groups" \
		--in-place --no-show-diff >/dev/null 2>&1
	while read -r name tree path _; do
		file=$(flat "$name").c
		cmp -s "$work/after/$file" "$work/mutated/$file" ||
			judge_mutant "$mutant" "$name" "$tree" "$path" "$work/mutated/$file"
	done <"$work/right"
	while read -r name tree path function; do
		cmp -s "$work/after/$name.c" "$work/mutated/$name.c" && continue
		put_function "$work/patched/$path" "$work/mutated/$name.c" "$function" >"$work/mutant.c"
		judge_mutant "$mutant" "$name" "$tree" "$path" "$work/mutant.c"
	done <"$work/real"
	printf '%-32s %8d %10d %9d\n' "$mutant" $refuted $equal ${#missed[@]}
	total=$((total + refuted))
	if [ ${#missed[@]} -gt 0 ]; then
		fail "$mutant" "$(printf '%s\n' "${missed[@]}")"
	elif [ $refuted -eq 0 ] && [ $equal -eq 0 ]; then
		fail "$mutant" "fits nothing"
	else
		ok "$mutant: $refuted refuted"
	fi
done
echo "$total wrong conversions refuted"
finish
