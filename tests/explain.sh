#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# explain and verify as commands: what they print, how they end, what they say of wrong input.
. "$(dirname "$0")/lib.sh"

tree=$work/tree
cp -r "$top/testcases/trees/flags" "$tree"
mkdir "$tree/drivers"
cp "$top/testcases/rewritten/adjacent.c" "$top/testcases/keep/lock_needed_after.c" "$tree/drivers"
call=$(grep -n '_user_pages(' "$tree/drivers/adjacent.c" | cut -d: -f1)
cp -r "$tree" "$work/before"

# expect NAME STATUS PATTERN ARGUMENT...: gupsweep's exit status, and a line of what it prints.
expect() {
	local name=$1 wanted=$2 pattern=$3 status
	shift 3
	"$gupsweep" "$@" >"$work/out" 2>&1 </dev/null
	status=$?
	if [ $status -eq "$wanted" ] && grep -qE -- "$pattern" "$work/out"; then
		ok "$name"
	else
		fail "$name" "status $status, wanted $wanted and $pattern: $(cat "$work/out")"
	fi
}

expect "explain marks the call" 0 "^ +$call > " explain "$tree" "drivers/adjacent.c:$call"
for line in '^ +[0-9]+ \[ .*mmap_read_lock' '^ +[0-9]+ \] .*mmap_read_unlock' '^  on every path: held for read since line' \
	'^Verdict: unlocked$' '^  proof: .* [0-9]+ schedules$' '^For another verdict: ' '^\+.*_user_pages_unlocked'; do
	if grep -qE "$line" "$work/out"; then ok "explain prints $line"; else fail "explain prints $line" "$(cat "$work/out")"; fi
done
needed=$(grep -n '_user_pages(' "$tree/drivers/lock_needed_after.c" | head -n 1 | cut -d: -f1)
expect "explain of a call that stays" 0 '^Verdict: keep/lock-needed-after$' \
	explain "$tree" "drivers/lock_needed_after.c:$needed"

# What a rewrite rests on: the calls in its window, and what is written under the lock elsewhere.
cat >"$tree/drivers/kea.c" <<-'END'
	#include <linux/mm.h>
	struct kea {
		unsigned long addr, seen, maps;
	};
	static void kea_note(struct kea *k, int got)
	{
		k->seen += got;
	}
	int kea_mmap(struct file *file, struct vm_area_struct *vma)
	{
		struct kea *k = file->private_data;

		k->maps++;
		return 0;
	}
	int kea_pin(struct kea *k, struct page **page)
	{
		int got;

		mmap_read_lock(current->mm);
		got = get_user_pages(k->addr, 1, 0, page);
		kea_note(k, got);
		put_page(page[0]);
		mmap_read_unlock(current->mm);
		return got;
	}
END
expect "explain says what a rewrite rests on" 0 '^It rests on this:$' explain "$tree" drivers/kea.c:21
for line in '^  line 22: kea_note\(\) was read, drivers/kea.c:5$' '^  line 23: put_page\(\) is a primitive' \
	'^  taken for written with the lock held for write' '^    drivers/kea.c:13: k->maps\+\+;$' \
	'^  nobody who reaches the function was found to hold the lock$'; do
	if grep -qE "$line" "$work/out"; then ok "explain prints $line"; else fail "explain prints $line" "$(cat "$work/out")"; fi
done
rm "$tree/drivers/kea.c"

# The callers of the callers: what one search brings must be searched for in turn, and the whole tree
# and the one file must come to the same.
cp -r "$top/testcases/trees/flags" "$work/chain"
chain() { printf '#include <linux/mm.h>\n%s\n' "$2" >"$work/chain/drivers/$1.c"; }
mkdir "$work/chain/drivers"
chain first 'long fetch_the_pages(struct page **pages) { return get_user_pages(0, 1, 0, pages); }'
chain second 'long fetch_second(struct page **pages) { return fetch_the_pages(pages); }'
chain third 'long fetch_third(struct page **pages) { return fetch_second(pages); }'
chain fourth 'long fetch_fourth(struct page **pages) { return fetch_third(pages); }'
chain fifth 'void fetch_fifth(struct mm_struct *mm) { mmap_write_lock(mm); fetch_fourth(0); mmap_write_unlock(mm); }'
expect "a chain of callers in four files" 0 'keep/write-lock: .* held for write by fetch_fifth' scan "$work/chain"
expect "and of one file alone" 0 'keep/write-lock: .* held for write by fetch_fifth' scan "$work/chain" drivers/first.c
expect "explain follows it as well" 0 '^Verdict: keep/write-lock$' explain "$work/chain" drivers/first.c:2

expect "explain where no call is" 3 "^gupsweep: explain: on .*:1: no call .* those of this file are at $call" \
	explain "$tree" drivers/adjacent.c:1
expect "explain without a line" 2 '^gupsweep: explain: on drivers/adjacent.c: not one FILE:LINE' \
	explain "$tree" drivers/adjacent.c
expect "explain of a file that is not there" 3 '^gupsweep: .*no.c' explain "$tree" drivers/no.c:1

"$gupsweep" diff -q "$tree" >"$work/right" 2>/dev/null
expect "verify proves what is right" 0 '^drivers/adjacent.c:[0-9]+: proved: ' verify "$tree" --patch "$work/right"
expect "verify takes standard input" 3 'there is no patch in it' verify "$tree" --patch -
cp -r "$tree" "$work/converted"
patch -s -p1 -d "$work/converted" <"$work/right"
sed -i 's/^.*_unlocked(/\tmmap_read_lock(current->mm);\n&/' "$work/converted/drivers/adjacent.c"
(cd "$work" && diff -u tree/drivers/adjacent.c converted/drivers/adjacent.c) >"$work/wrong"
expect "verify refutes what is wrong" 1 ': refuted: .*deadlock' verify "$tree" --patch "$work/wrong"
if grep -qE '^    line [0-9]+: .*deadlock' "$work/out"; then ok "with the way there"; else fail "with the way there" "$(cat "$work/out")"; fi
sed 's/^-\(.*\)mmap_read_lock/-\1mmap_read_lokc/' "$work/right" >"$work/stale"
expect "verify of a patch that does not apply" 3 '^gupsweep: ' verify "$tree" --patch "$work/stale"
expect "verify without a patch" 2 'say --patch FILE' verify "$tree"
expect "verify of a patch that is not there" 3 '^gupsweep: read patch: on .*/none' verify "$tree" --patch "$work/none"
head -n 8 "$work/right" >"$work/short"
expect "verify of half a patch" 3 '^gupsweep: ' verify "$tree" --patch "$work/short"
check "the tree is as it was" diff -r "$work/before" "$tree"
finish
