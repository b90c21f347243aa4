#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# The harness itself: a testcase is its files, a wrong one fails and can be replayed, what cannot be
# driven is said, and "predict" prints what its description promises.
. "$(dirname "$0")/lib.sh"

# A copy of what it takes, to add testcases to.
mkdir -p "$work/project/tests"
cp -r "$top/testcases" "$top/cocci" "$work/project"
cp "$top/tests/lib.sh" "$work/project/tests"
export BUILD=$work/build
harness=$work/project/testcases/run-harness.sh
cd "$work/project/testcases" || exit 3

# testcase NAME SIGNATURE HEAD: its head; the body follows.
testcase() {
	printf '/* SPDX-License-Identifier: GPL-2.0-only\n *\n * signature: %s\n%s */\n' "$2" "$3"
	printf '#include <linux/mm.h>\n#include <linux/sched.h>\n\n'
	cat
}

plain() {
	cat <<'TEXT'
	long ret;

	mmap_read_lock(mm);
	ret = get_user_pages_remote(mm, addr, nr, FOLL_WRITE, pages, NULL);
	mmap_read_unlock(mm);

	return ret;
}
TEXT
}

with_locked() {
	cat <<TEXT
	int locked = 1;
	long ret;

	mmap_read_lock(mm);
	ret = get_user_pages_remote(mm, addr, nr, FOLL_WRITE, pages, &locked);
$1
	return ret;
}
TEXT
}

name='long fetch_new(struct mm_struct *mm, unsigned long addr, unsigned long nr, struct page **pages)'
release=$'\tif (locked)\n\t\tmmap_read_unlock(mm);\n'
{ echo "$name"; echo '{'; plain; } | testcase new_shape flags "" >rewritten/new_shape.c
{ echo "$name"; echo '{'; with_locked "$release"; } | testcase new_shape flags "" >rewritten/new_shape.res
"$harness" rewritten/new_shape >"$work/out" 2>&1
check "a testcase is its two files" grep -qE '^ok rewritten/new_shape: [0-9]+ schedules, same' "$work/out"

{ echo "$name"; echo '{'; with_locked $'\tmmap_read_unlock(mm);\n'; } | testcase new_shape flags "" >rewritten/new_shape.res
"$harness" rewritten/new_shape >"$work/out" 2>&1
check "a wrong one fails" grep -q '^FAIL rewritten/new_shape: fetch_new(): the lock of .* is released but not held' "$work/out"
check "with its schedule" grep -q '^  in the schedule .*page0=waits' "$work/out"
check "and step by step" grep -q 'drop the lock and wait' "$work/out"
again=$(sed -n "s,^  again: testcases/run-harness.sh replay rewritten/new_shape:fetch_new '\(.*\)',\1,p" "$work/out")
"$harness" replay rewritten/new_shape:fetch_new "$again" >"$work/replay" 2>&1
check "the replay ends as the report did" grep -q 'STOP the lock of .* is released but not held' "$work/replay"
"$harness" replay rewritten/new_shape:fetch_new "${again/page0=waits/page0=present}" >"$work/replay" 2>&1
check "where nothing waits it is right" grep -qx '  the same' "$work/replay"

# An address that its name does not tell.
sed 's/addr/where/' rewritten/new_shape.c >keep/odd_name.c
"$harness" keep/odd_name >"$work/out" 2>&1
check "an address that is not known as one" grep -q '^FAIL keep/odd_name: .*which argument is an address' "$work/out"
sed -i 's/^ \* signature.*/&\n * arg: where address/' keep/odd_name.c
"$harness" keep/odd_name >"$work/out" 2>&1
check "a head line tells it" grep -q '^ok keep/odd_name: ' "$work/out"

# What does not compile, and what says so of itself.
sed 's/long ret;/long ret = nowhere;/' rewritten/new_shape.c >keep/broken.c
"$harness" keep/broken >"$work/out" 2>&1
check "what does not compile fails" grep -q '^FAIL keep/broken before: does not compile: .*nowhere' "$work/out"
sed -i 's/^ \* signature.*/&\n * compile: no - it is broken/' keep/broken.c
"$harness" keep/broken >"$work/out" 2>&1
check "or is skipped where it says so" grep -q '^skip keep/broken: it is broken' "$work/out"

# A testcase that does what the kernel forbids.
sed 's/mmap_read_lock(mm);//' rewritten/new_shape.c >keep/no_lock.c
"$harness" keep/no_lock >"$work/out" 2>&1
check "a testcase that is wrong by itself" grep -q '^FAIL keep/no_lock: .*wrong by itself: .*without the lock' "$work/out"
sed -i 's/^ \* signature.*/&\n * before: wrong - no lock/' keep/no_lock.c
"$harness" keep/no_lock >"$work/out" 2>&1
check "may say so" grep -q '^ok keep/no_lock: ' "$work/out"
sed 's/^ \* signature.*/&\n * before: wrong - no lock/' rewritten/new_shape.c >keep/not_wrong.c
"$harness" keep/not_wrong >"$work/out" 2>&1
check "but must be" grep -q '^FAIL keep/not_wrong: says that it is wrong' "$work/out"

fields() { "$harness" predict "$@" 2>&1; }
fields rewritten/adjacent wait >"$work/out"
check "predict: both versions" test "$(wc -l <"$work/out")" = 2
check "predict: before, the lock is held" grep -q ' version=before .* ret=4 pages=0,1,2,3 .* dropped=no waited=holding ' "$work/out"
check "predict: after, it is dropped" grep -q ' version=after .* ret=4 pages=0,1,2,3 .* lock=free dropped=yes waited=free ' "$work/out"
check "predict: counts" grep -q ' ret=2 ' <(fields rewritten/adjacent partial nr=3)
check "predict: userfaultfd" test "$(fields rewritten/adjacent userfault | grep -o ' ret=[^ ]*' | paste -sd ' ')" = " ret=-14  ret=4"
fields rewritten/adjacent nonsense >"$work/out"
check "predict: an unknown situation" test $? = 2
fields nonsense wait >"$work/out"
check "predict: an unknown testcase" test $? = 2
fields rewritten/adjacent:nonsense wait >"$work/out"
check "predict: an unknown function" test $? = 3
finish
