#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# Each testcase compiles, before and after, with the prototypes of its signature: once with none and
# once with all of the CONFIG_ options that it asks for. "compile: no - WHY" in NAME.c: it cannot.
# With arguments, only those testcases: run-compile.sh FOLDER/NAME...
. "$(dirname "$0")/../tests/lib.sh"
cd "$top/testcases" || exit 3

says() { sed -nE "s,^ \* $2: *(.*[^ ]) *$,\1,p" "$1.c" | head -n 1; }

# shellcheck disable=SC2317 # called through a variable
compile() {
	${CC:-gcc} -std=gnu11 -fsyntax-only -Wall -Werror -Wno-unused-function -I "trees/$1/include" -I include -x c "$2" "${@:3}"
}

if [ $# -gt 0 ]; then
	names=("$@")
else
	mapfile -t names < <(testcase_names)
fi
for name in "${names[@]}"; do
	why=$(says "$name" compile)
	if [ -n "$why" ]; then
		skip "$name" "${why#no - }"
		continue
	fi
	signature=$(says "$name" signature)
	mapfile -t options < <(grep -oE '\bCONFIG_\w+' "$name.c" | sort -u | sed 's/^/-D/; s/$/=1/')
	for file in "$name.c" "$name.res"; do
		[ -e "$file" ] || continue
		check "$file" compile "$signature" "$file"
		[ ${#options[@]} = 0 ] || check "$file ${options[*]}" compile "$signature" "$file" "${options[@]}"
	done
done
finish
