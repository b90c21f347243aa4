#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# gup_introduce.cocci and gup_obsolete.cocci: what they add, that they add it once, and what they leave
# alone. That the text is right, testcases/run-harness.sh shows.
. "$(dirname "$0")/lib.sh"

six1=$(kernel_tree 6.1) || { skip "introduce" "linux-source-6.1 is not installed"; finish; }
six12=$(kernel_tree 6.12) || exit 3

# run RULES MODE FILE [OPTION...]
run() {
	HOME=$work spatch --very-quiet --no-includes --include-headers --sp-file "$top/cocci/$1.cocci" -D "$2" "$3" "${@:4}" 2>&1
}

patched() { run "$1" patch "$2" --in-place --no-show-diff; }

# twice NAME RULES FILE: a second run changes nothing.
twice() {
	cp "$3" "$work/once"
	patched "$2" "$3" >"$work/out"
	same "$1 again" "$work/once" "$3"
}

# How often the fixed string $1 stands in the file $2.
count() { grep -cF -- "$1" "$2"; }

kernel=$work/kernel
cp -r "$top/testcases/harness/introduce" "$kernel"
for file in mm/gup.c mm/nommu.c; do
	line=$(grep -n '^long get_user_pages(' "$kernel/$file" | cut -d : -f 1)
	for mode in report org; do
		run gup_introduce $mode "$kernel/$file" >"$work/out"
		check "$file: mode $mode names get_user_pages()" grep -q "$file.*\b$line\b" "$work/out"
	done
	run gup_introduce context "$kernel/$file" >"$work/out"
	check "$file: mode context names get_user_pages()" grep -q '^-long get_user_pages(' "$work/out"
done
for file in mm/gup.c mm/nommu.c include/linux/mm.h; do
	cp "$kernel/$file" "$work/before.${file##*/}"
	patched gup_introduce "$kernel/$file" >"$work/out"
	twice "$file" gup_introduce "$kernel/$file"
	run gup_introduce report "$kernel/$file" >"$work/out"
	check "$file: then nothing is reported" test ! -s "$work/out"
	mkdir -p "$work/a/${file%/*}" "$work/b/${file%/*}"
	cp "$work/before.${file##*/}" "$work/a/$file"
	cp "$kernel/$file" "$work/b/$file"
done
for name in get_user_pages_locked get_user_pages_unlocked; do
	for file in mm/gup.c mm/nommu.c include/linux/mm.h; do
		check "$file: $name once" test "$(count "long $name(" "$kernel/$file")" = 1
	done
	for file in mm/gup.c mm/nommu.c; do
		check "$file: $name exported" test "$(count "EXPORT_SYMBOL($name);" "$kernel/$file")" = 1
	done
	check "mm/gup.c: $name described" test "$(count " * $name() - " "$kernel/mm/gup.c")" = 1
done
check "linux/mm.h: FOLL_TRIED" test "$(count '#define FOLL_TRIED' "$kernel/include/linux/mm.h")" = 1
(cd "$work" && diff -ur a b) >"$work/introduced.diff"
# BUG_ON() is what kernels of that time have in these places.
check "checkpatch finds nothing" perl "$six12/scripts/checkpatch.pl" --no-tree --no-signoff --terse --quiet \
	--ignore AVOID_BUG,DIFF_IN_COMMIT_MSG,COMMIT_MESSAGE,FILE_PATH_CHANGES "$work/introduced.diff"

# A kernel before FOLL_TRIED: the fault handler is told as well.
cat >"$work/memory.c" <<'TEXT'
long __get_user_pages(struct mm_struct *mm, unsigned int flags, int *nonblocking)
{
	unsigned int fault_flags = 0;

	if (nonblocking)
		fault_flags |= FAULT_FLAG_ALLOW_RETRY;
	if (flags & FOLL_NOWAIT)
		fault_flags |= (FAULT_FLAG_ALLOW_RETRY | FAULT_FLAG_RETRY_NOWAIT);
	return handle_mm_fault(mm, fault_flags);
}
TEXT
patched gup_introduce "$work/memory.c" >"$work/out"
check "FAULT_FLAG_TRIED is passed on" test "$(count 'fault_flags |= FAULT_FLAG_TRIED;' "$work/memory.c")" = 1
twice "memory.c" gup_introduce "$work/memory.c"

# Kernels that have the variants are left alone.
for tree in "$six1" "$six12"; do
	for file in mm/gup.c mm/nommu.c include/linux/mm.h; do
		cp "$tree/$file" "$work/file.${file##*.}"
		patched gup_introduce "$work/file.${file##*.}" >"$work/out"
		same "${tree##*-} $file: nothing to introduce" "$tree/$file" "$work/file.${file##*.}"
	done
done

for tree in "$six1" "$six12"; do
	version=${tree##*-}
	cp "$tree/mm/gup.c" "$work/gup.c"
	run gup_obsolete report "$work/gup.c" >"$work/out"
	check "$version: report names get_user_pages()" test "$(count 'obsolete' "$work/out")" = 1
	patched gup_obsolete "$work/gup.c" >"$work/out"
	diff "$tree/mm/gup.c" "$work/gup.c" >"$work/diff"
	check "$version: one warning" test "$(count 'pr_warn_once(' "$work/diff")" = 1
	check "$version: nothing is taken away" test "$(grep -c '^<' "$work/diff")" = 0
	sed -n '/^long get_user_pages(/,/^}/p' "$work/gup.c" >"$work/function"
	check "$version: it stands in get_user_pages()" grep -q 'pr_warn_once(' "$work/function"
	twice "$version: gup_obsolete" gup_obsolete "$work/gup.c"
	cp "$tree/mm/nommu.c" "$work/nommu.c"
	patched gup_obsolete "$work/nommu.c" >"$work/out"
	same "$version: without MMU nothing waits, nothing warns" "$tree/mm/nommu.c" "$work/nommu.c"
done
check "6.1: not of calls that want vmas" grep -q 'if (!vmas)' <(cp "$six1/mm/gup.c" "$work/gup.c" &&
	run gup_obsolete patch "$work/gup.c")
finish
