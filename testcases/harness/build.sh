#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# The steps of building the harness, called by what run-harness.sh writes for make:
#	build.sh subject SIGNATURE SOURCE TESTCASE VERSION OPTIONS CHANGED OBJECT
#		one version of a testcase with its driver. Where it does not compile, OBJECT is empty
#		and OBJECT.log says why.
#	build.sh program SIGNATURE PROGRAM GUP OBJECT...
#		GUP is what takes the place of the model's own variants, - for nothing.
#	build.sh introduced DIRECTORY		the text of gup_introduce.cocci, compiled
#	build.sh introduced_mutant MUTANT DIRECTORY
#	build.sh mutate MUTANT SOURCE...	what a mutant makes of the testcases that it fits
# $OUT is the directory that everything goes to.
set -u
here=$(cd "$(dirname "$0")" && pwd)
top=$(cd "$here/../.." && pwd)

FLAGS=(-std=gnu11 -g -O1 -fno-omit-frame-pointer -fsanitize=address -fsanitize=undefined
	-fsanitize-undefined-trap-on-error -Wall -Wextra -Werror)

# The headers of a signature, for compile.
compile() {
	local signature=$1
	shift
	gcc -I "$top/testcases/trees/$signature/include" -I "$top/testcases/include" -I "$here" "$@"
}

symbol_of() {
	local name=${1#"$OUT"/}
	echo "subject_${name//[^A-Za-z0-9]/_}"
}

# The driver, in a file of its own that includes the source; then everything but the subject is local.
compile_subject() {
	local signature=$1 source=$2 testcase=$3 version=$4 options=$5 changed=$6 object=$7 symbol defines
	symbol=$(symbol_of "$object")
	local loose=(-Wno-unused-function -Wno-unused-parameter -Wno-sign-compare)
	# A mutant may look odd; and what it does not initialise must not happen to be right.
	case $version in
	before | after) ;;
	*) loose=(-w -ftrivial-auto-var-init=pattern) ;;
	esac
	mapfile -t defines < <(tr ' ' '\n' <<<"$options" | sed -n 's/..*/-D&=1/p')
	compile "$signature" -std=gnu11 -fsyntax-only -w -aux-info "$object.aux" "${defines[@]}" -x c "$source" &&
		"$OUT/generate" subject "$source" "$object.aux" "$OUT/$signature/known" "$testcase" "$version" \
			"$options" "$symbol" "$changed" >"$object.c" &&
		compile "$signature" "${FLAGS[@]}" "${loose[@]}" "${defines[@]}" -c -o "$object" "$object.c" &&
		objcopy --keep-global-symbol="$symbol" "$object"
}

subject() {
	local object=$7
	if ! compile_subject "$@" >"$object.log" 2>&1; then
		: >"$object"
	fi
}

program() {
	local signature=$1 program=$2 gup=$3 object list=() symbols=()
	shift 3
	[ "$gup" = - ] || list+=("$gup")
	for object; do
		[ -s "$object" ] || continue
		list+=("$object")
		symbols+=("$(symbol_of "$object")")
	done
	{
		echo '#include "subject.h"'
		[ ${#symbols[@]} = 0 ] || printf 'extern const struct subject %s;\n' "${symbols[@]}"
		echo 'const struct subject *const subjects[] = {'
		[ ${#symbols[@]} = 0 ] || printf '\t&%s,\n' "${symbols[@]}"
		printf '\t0,\n};\n'
	} >"$program.c"
	compile "$signature" "${FLAGS[@]}" -o "$program" "$program.c" "$OUT/$signature/family.o" "$OUT"/model/*.o "${list[@]}"
}

model_object() {
	compile flags "${FLAGS[@]}" -Wshadow -Wconversion -c -o "$2" "$1"
}

generator() {
	gcc "${FLAGS[@]}" -Wshadow -Wconversion -o "$2" "$1"
}

# The family of a signature, and the names that need no opaque function.
family() {
	local signature=$1 object=$2
	"$OUT/generate" family "$top/testcases/trees/$signature/include/linux/mm.h" >"$object.c" &&
		compile "$signature" "${FLAGS[@]}" -c -o "$object" "$object.c" &&
		nm -g --defined-only -P "$OUT"/model/*.o "$object" | cut -d ' ' -f 1 >"$OUT/$signature/known"
}

patched() {
	spatch --very-quiet --no-includes --include-headers --sp-file "$1" --in-place --no-show-diff \
		"${@:2}" >"$OUT/spatch.$$" 2>&1 || cat "$OUT/spatch.$$" >&2
	rm -f "$OUT/spatch.$$"
}

compile_introduced() {
	local dir=$1 file
	shift
	for file in gup nommu; do
		gcc "${FLAGS[@]}" -Wno-sign-compare -Wno-unused-parameter "$@" -I "$dir/include" -I "$top/testcases/include" -I "$here" \
			-c -o "$dir/$file.o" "$dir/mm/$file.c" || return
	done
}

introduced() {
	local dir=$1 file
	rm -rf "$dir"
	cp -r "$here/introduce" "$dir"
	for file in mm/gup.c mm/nommu.c include/linux/mm.h; do
		patched "$top/cocci/gup_introduce.cocci" -D patch "$dir/$file"
	done
	compile_introduced "$dir"
}

introduced_mutant() {
	local mutant=$1 dir=$2
	rm -rf "$dir"
	cp -r "$OUT/introduced" "$dir"
	patched "$top/testcases/mutants/$mutant.cocci" "$dir/mm/gup.c"
	if cmp -s "$dir/mm/gup.c" "$OUT/introduced/mm/gup.c"; then
		echo "$mutant.cocci does not fit the text of gup_introduce.cocci" >&2
		return 1
	fi
	compile_introduced "$dir" -w
}

mutate() {
	local mutant=$1 dir=$OUT/mutants/$1 source name
	shift
	rm -rf "$dir"
	mkdir -p "$dir/before" "$dir/after"
	for source; do
		name=$(basename "$source")
		cp "$source" "$dir/before/${name%.*}.c"
		cp "$source" "$dir/after/${name%.*}.c"
	done
	printf '%s\n\n' "$dir"/after/*.c >"$dir/groups"
	patched "$top/testcases/mutants/$mutant.cocci" --file-groups "$dir/groups"
	for source in "$dir"/after/*.c; do
		cmp -s "$source" "$dir/before/${source##*/}" && rm "$source"
	done
	touch "$dir/done"
}

"$@"
