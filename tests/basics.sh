#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# The build with two compilers, the layout of the C files, the shell scripts, and that each reason
# has a testcase and a line in the docs.
. "$(dirname "$0")/lib.sh"
cd "$top" || exit 3

check "gcc builds without a warning" make -s -j2 WERROR=1 all tests
check "clang builds without a warning" make -s -j2 WERROR=1 CC=clang BUILD=build/clang all tests
mapfile -t files < <(find tools tests testcases/harness ! -path "*/contract/*" ! -path "*/introduce/*" -name '*.[ch]' | sort)
# Each clang-format has its own mind in the corners; the files have the layout of 14.
if [[ $(clang-format --version) == *" version 14."* ]]; then
	check "C files are laid out as .clang-format says" clang-format --dry-run -Werror "${files[@]}"
else
	skip "C files are laid out as .clang-format says" "by clang-format 14, and this is $(clang-format --version)"
fi
# What a folder may know of the others, and that the engines know nothing of the family.
check "includes go one way, and gup/ alone names the family" scripts/arrows.sh
mapfile -t scripts < <(find . -path ./build -prune -o -path ./.git -prune -o -name '*.sh' -print | sort)
mapfile -t rules < <(find cocci testcases -name '*.cocci' | sort)
mapfile -t reasons < <(sed -nE 's/^\s*\[REASON_[A-Z_]+\] = "([a-z-]+)".*/\1/p' tools/gup/verdict/judgement.c)
for reason in "${reasons[@]}"; do
	check "$reason has a testcase" grep -qE "^ \* site: .*/$reason\$" testcases/{rewritten,keep,manual}/*.c
	check "$reason is in the docs" grep -q "^| \`$reason\` |" docs/verdicts.md
done
judges=(cocci/core_unlocked.cocci cocci/core_locked.cocci cocci/gup_unlocked.cocci cocci/gup_locked.cocci)
check "what the semantic patches share is the same in both" scripts/same-rules.sh --check
check "the semantic patches have at most 900 lines" test "$(cat "${judges[@]}" | wc -l)" -le 900
check "no line of them is over 100 columns" test -z "$(awk 'length > 100' "${judges[@]}" cocci/*_fast*.cocci)"
check "there are reasons" test ${#reasons[@]} -gt 20
# One spatch reads PCRE, the next OCaml's Str, in which the same expression matches nothing.
# shellcheck disable=SC2317 # check() calls it
without_regular() { ! grep -nE '[=!]~' "${rules[@]}"; }
check "no semantic patch has a regular expression" without_regular
for rule in "${rules[@]}"; do
	grep -q '^@script:python' "$rule" || continue
	check "$rule says what Python it needs" grep -q '^// Comments: .*libpython' "$rule"
done
check "shell scripts pass shellcheck" shellcheck .ci/run "${scripts[@]}"
finish
