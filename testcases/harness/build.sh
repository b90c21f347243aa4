#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# The steps of building the harness, called by what run-harness.sh writes for make, with its $OUT, the
# directory that everything goes to, and $FLAGS:
#	build.sh driver SIGNATURE SOURCE TESTCASE OPTIONS DRIVER
#	build.sh versions SIGNATURE FLAGS OBJECT
#	build.sh program SIGNATURE PROGRAM OTHER OBJECT...
#		OTHER is what takes the place of the model's own variants, or of main(); - for nothing.
#	build.sh introduced DIRECTORY		the text of gup_introduce.cocci, compiled
#	build.sh introduced_mutant MUTANT DIRECTORY
#	build.sh mutate MUTANT			what a mutant makes of mutants/sources in $OUT
set -u
here=$(cd "$(dirname "$0")" && pwd)
top=$(cd "$here/../.." && pwd)
read -ra flags <<<"${FLAGS:?}"
flags+=(-g -Wall -Wextra -Werror)

# With the headers of a signature.
compile() {
	local signature=$1
	shift
	gcc -I "$top/testcases/trees/$signature/include" -I "$top/testcases/include" -I "$here" "$@"
}

driver() {
	local signature=$1 source=$2 testcase=$3 options=$4 driver=$5 defines
	mapfile -t defines < <(tr ' ' '\n' <<<"$options" | sed -n 's/..*/-D&=1/p')
	# What does not compile says so when its versions are compiled.
	compile "$signature" -std=gnu11 -fsyntax-only -w -aux-info "$driver.aux" "${defines[@]}" -x c "$source" 2>/dev/null &&
		"$OUT/generate" driver "$source" "$driver.aux" "$OUT/$signature/known" "$testcase" >"$driver" &&
		return
	echo '#include SOURCE' >"$driver"
	echo '#error no driver' >>"$driver"
}

# Several versions of a testcase in one object; one by one where they do not go together, or where one
# does not compile. OBJECT.symbols lists those that are in it, OBJECT.VERSION.log says why one is not.
versions() {
	local signature=$1 more object=$3 part version parts=()
	read -ra more <<<"$2 $FLAGS"
	sed -n 's/^#define SUBJECT //p' "$object.c" >"$object.symbols"
	compile "$signature" "${more[@]}" -c -o "$object" "$object.c" 2>/dev/null && return
	: >"$object.symbols"
	csplit -s -z -f "$object.part" "$object.c" '/^#define SUBJECT /' '{*}'
	for part in "$object".part*; do
		version=$(sed -n 's/^#define VERSION "\(.*\)"/\1/p' "$part")
		compile "$signature" "${more[@]}" -c -o "$part.o" -x c "$part" 2>"$object.$version.log" || continue
		sed -n 's/^#define SUBJECT //p' "$part" >>"$object.symbols"
		parts+=("$part.o")
	done
	rm "$object".part*[0-9]
	if [ ${#parts[@]} -gt 0 ]; then
		ld -r -o "$object" "${parts[@]}" && rm "${parts[@]}"
	else
		: >"$object"
	fi
}

program() {
	local signature=$1 program=$2 other=$3 object list=() symbols=() model=()
	shift 3
	[ "$other" = - ] || list+=("$other")
	for object in "$OUT"/model/*.o; do
		case ${object##*/} in
		hold.o) ;;
		main.o) [[ $other == */hold.o ]] || model+=("$object") ;;
		*) model+=("$object") ;;
		esac
	done
	for object; do
		[ -s "$object" ] || continue
		list+=("$object")
		mapfile -t -O ${#symbols[@]} symbols <"$object.symbols"
	done
	{
		echo '#include "subject.h"'
		[ ${#symbols[@]} = 0 ] || printf 'extern const struct subject %s;\n' "${symbols[@]}"
		echo 'const struct subject *const subjects[] = {'
		[ ${#symbols[@]} = 0 ] || printf '\t&%s,\n' "${symbols[@]}"
		printf '\t0,\n};\n'
	} >"$program.c"
	# What a testcase lacks is missed when it is run: that concerns no other.
	compile "$signature" "${flags[@]}" -no-pie -Wl,--unresolved-symbols=ignore-all -o "$program" "$program.c" "$OUT/$signature/family.o" "${model[@]}" "${list[@]}"
}

model_object() {
	compile flags "${flags[@]}" -Wshadow -Wconversion -c -o "$2" "$1"
}

generator() {
	gcc "${flags[@]}" -Wshadow -Wconversion -o "$1" "$here"/generate/*.c
}

# The family of a signature, and the names that need no opaque function.
family() {
	local signature=$1 object=$2
	"$OUT/generate" family "$top/testcases/trees/$signature/include/linux/mm.h" >"$object.c" &&
		compile "$signature" "${flags[@]}" -c -o "$object" "$object.c" &&
		nm -g --defined-only -P "$OUT"/model/*.o "$object" | cut -d ' ' -f 1 >"$OUT/$signature/known"
}

# Fails where one file gave spatch 1.3 an exception, for then it writes none, and lists those in excepted.
patched() {
	local log=$OUT/spatch.$$ status=0
	spatch --very-quiet --no-includes --include-headers --sp-file "$1" --in-place --no-show-diff \
		"${@:2}" >"$log" 2>&1 || cat "$log" >&2
	if grep -q '^An error occurred when attempting to transform' "$log"; then
		sed -n 's/^EXN: .* in \(\/.*\)$/\1/p' "$log" >"$dir.excepted"
		status=1
	fi
	rm -f "$log"
	return $status
}

compile_introduced() {
	local dir=$1 file=$2
	gcc "${flags[@]}" -Wno-sign-compare -Wno-unused-parameter "${@:3}" -I "$dir/include" \
		-I "$top/testcases/include" -I "$here" -c -o "$dir/$file.o" "$dir/mm/$file.c"
}

introduced() {
	local dir=$1 file
	rm -rf "$dir"
	cp -r "$here/introduce" "$dir"
	for file in mm/gup.c mm/nommu.c include/linux/mm.h; do
		patched "$top/cocci/gup_introduce.cocci" -D patch "$dir/$file"
	done
	compile_introduced "$dir" gup && compile_introduced "$dir" nommu
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
	compile_introduced "$dir" gup -w
}

# What is left in the mutant's directory after that are the files that it changed.
mutate() {
	local mutant=$1 dir=$OUT/mutants/$1
	rm -rf "$dir"
	cp -r "$OUT/mutants/sources" "$dir"
	printf '%s\n\n' "$dir"/*.c >"$dir.groups"
	if ! patched "$top/testcases/mutants/$mutant.cocci" --file-groups "$dir.groups"; then
		grep -vxFf "$dir.excepted" "$dir.groups" | grep . | sed 's/$/\n/' >"$dir.rest"
		patched "$top/testcases/mutants/$mutant.cocci" --file-groups "$dir.rest" || return
	fi
	diff -rqs "$OUT/mutants/sources" "$dir" | sed -n 's/^Files .* and \(.*\) are identical$/\1/p' | xargs -r rm
	touch "$dir.done"
}

"$@"
