#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# In bare use over a tree spatch may parse only the files that have a name of the family and a lock of
# the right kind: one rule that changes code and asks for neither, and all 60000 files are parsed.
. "$(dirname "$0")/lib.sh"

mkdir "$work/tree"
cp "$top/testcases/rewritten/adjacent.c" "$work/tree/wanted.c"
cat >"$work/tree/wanted_sem.c" <<'FILE'
long f(void) { down_read(&current->mm->mmap_sem); get_user_pages_remote(0); up_read(&current->mm->mmap_sem); }
FILE
# What the rules for cleaning up look for, too: an empty else, a local of current->mm.
cat >"$work/tree/lock_only.c" <<'FILE'
long f(int x) { struct mm_struct *mm = current->mm; mmap_read_lock(mm); if (x) g(); else { } mmap_read_unlock(mm); }
FILE
echo 'long f(void) { return get_user_pages(0, 1, 0, 0); }' >"$work/tree/call_only.c"
echo 'long f(void) { mmap_read_lock(mm); get_user_pages_fast(0); gupsweep_locked(); }' >"$work/tree/longer_name.c"
echo 'long f(void) { down_read(&dev->sem); pin_user_pages(0); up_read(&dev->sem); }' >"$work/tree/other_lock.c"
echo 'long f(void) { mmap_write_lock(mm); pin_user_pages_remote(0); }' >"$work/tree/write_lock.c"
echo 'int f(void) { return 0; }' >"$work/tree/neither.c"

# The files that spatch says it is HANDLING (parses), or Skipping for want of a word.
files() { sed -n "s|^$1: .*/||p" "$work/out" | sort | tr '\n' ' '; }

for rule in gup_unlocked gup_locked; do
	for mode in patch context org report; do
		spatch --no-includes --include-headers -D $mode --sp-file "$GUPSWEEP_RULES/$rule.cocci" \
			--dir "$work/tree" >"$work/out" 2>&1 </dev/null
		parsed=$(files HANDLING) left=$(files Skipping)
		if [ "$parsed" = "wanted.c wanted_sem.c " ] && [ "$(wc -w <<<"$left")" = 6 ]; then
			ok "$rule -D $mode parses what has a call and a lock"
		else
			fail "$rule -D $mode parses what has a call and a lock" "parsed $parsed, skipped $left"
		fi
	done
done

# What lint's rules look for differs, but a file without a name of the family is none of it.
for file in "$GUPSWEEP_RULES"/gup_misuse_*.cocci; do
	rule=$(basename "$file" .cocci)
	for mode in context org report; do
		spatch --no-includes --include-headers -D $mode --sp-file "$file" --dir "$work/tree" >"$work/out" 2>&1 </dev/null
		left=$(files Skipping)
		if [[ $left = *"lock_only.c "*"neither.c "* ]]; then
			ok "$rule -D $mode skips what has no call"
		else
			fail "$rule -D $mode skips what has no call" "skipped $left"
		fi
	done
done
finish
