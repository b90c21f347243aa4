# shellcheck shell=bash disable=SC2034
# SPDX-License-Identifier: GPL-2.0-only
# For the test scripts: source it, call ok, fail and skip, end with finish.
# Gives $top, $build, $gupsweep and $work, a directory that is removed at exit.

top=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
build=${BUILD:-$top/build}
gupsweep=${GUPSWEEP:-$build/gupsweep}
export LC_ALL=C GUPSWEEP_RULES="${GUPSWEEP_RULES:-$top/cocci}"

passed=0 failed=0 skipped=0
work=$(mktemp -d "${TMPDIR:-/tmp}/gupsweep-test.XXXXXX") || exit 3
trap 'chmod -R u+rwX "$work" 2>/dev/null; rm -rf "$work"' EXIT
# The tests neither use nor fill the user's cache.
export XDG_CACHE_HOME=$work/cache

ok() { passed=$((passed + 1)); echo "ok $1"; }
fail() { failed=$((failed + 1)); echo "FAIL $1: $2"; }
skip() { skipped=$((skipped + 1)); echo "skip $1: $2"; }

# check NAME COMMAND...: ok if it succeeds, else FAIL with the last lines of what it printed.
check() {
	local name=$1 out
	shift
	if out=$("$@" 2>&1 </dev/null); then
		ok "$name"
	else
		fail "$name" "$(tail -n 20 <<<"${out:-$* failed}")"
	fi
}

# same NAME WANTED GOT: two files that must be equal.
same() {
	if cmp -s "$2" "$3"; then
		ok "$1"
	else
		fail "$1" "$(diff -u "$2" "$3" | head -n "${SAME_LINES:-30}")"
	fi
}

finish() {
	echo "$passed passed, $failed failed, $skipped skipped"
	[ "$failed" -eq 0 ] && [ $((passed + skipped)) -gt 0 ]
	exit
}

# The testcases of gupsweep's verdicts, each as FOLDER/NAME below testcases/.
testcase_names() {
	(cd "$top/testcases" && printf '%s\n' {rewritten,keep,manual}/*.c) | sed 's/\.c$//'
}

# The name of such a testcase among others in one directory.
flat() { echo "${1//\//-}"; }

# The Debian release of this machine: 12 or 13.
# shellcheck source=/dev/null
debian() { (. /etc/os-release && echo "${VERSION_ID-}"); }

# The kernel tree of VERSION (6.12, 6.1); prints its path.
kernel_tree() { "$top/scripts/kernel-tree.sh" "$1"; }

# The diff of that tree, made again when the program or a semantic patch is newer; prints its path.
kernel_diff() {
	local diff=$top/build/trees/linux-$1.diff tree
	tree=$(kernel_tree "$1") || return 1
	if [ ! -e "$diff" ] || [ -n "$(find "$gupsweep" "$GUPSWEEP_RULES" "$tree.unpacked" -newer "$diff")" ]; then
		"$gupsweep" diff "$tree" >"$diff.$$" || return 1
		mv "$diff.$$" "$diff"
	fi
	echo "$diff"
}

# A small kernel tree with the signatures of 6.12 and one call that can be rewritten in each of the
# files named: small_tree DIR FILE...
small_tree() {
	local dir=$1 file
	shift
	mkdir -p "$dir/include/linux" "$dir/mm"
	cat >"$dir/include/linux/mm.h" <<'TREE'
long get_user_pages_remote(struct mm_struct *mm, unsigned long start, unsigned long nr_pages,
			   unsigned int gup_flags, struct page **pages, int *locked);
long pin_user_pages_remote(struct mm_struct *mm, unsigned long start, unsigned long nr_pages,
			   unsigned int gup_flags, struct page **pages, int *locked);
long get_user_pages(unsigned long start, unsigned long nr_pages, unsigned int gup_flags,
		    struct page **pages);
long pin_user_pages(unsigned long start, unsigned long nr_pages, unsigned int gup_flags,
		    struct page **pages);
long get_user_pages_unlocked(unsigned long start, unsigned long nr_pages, struct page **pages,
			     unsigned int gup_flags);
long pin_user_pages_unlocked(unsigned long start, unsigned long nr_pages, struct page **pages,
			     unsigned int gup_flags);
TREE
	cat >"$dir/mm/gup.c" <<'TREE'
#define FOLL_INTERNAL (FOLL_UNLOCKABLE | FOLL_TOUCH)
EXPORT_SYMBOL(get_user_pages_remote);
EXPORT_SYMBOL(pin_user_pages_remote);
EXPORT_SYMBOL(get_user_pages);
EXPORT_SYMBOL(pin_user_pages);
EXPORT_SYMBOL(get_user_pages_unlocked);
EXPORT_SYMBOL(pin_user_pages_unlocked);
TREE
	for file; do small_driver grab >"$dir/$file"; done
}

# The text of such a file, its function named $1.
small_driver() {
	cat <<TREE
#include <linux/mm.h>

int $1(unsigned long start, struct page **pages)
{
	int ret;

	mmap_read_lock(current->mm);
	ret = pin_user_pages(start, 1, FOLL_WRITE, pages);
	mmap_read_unlock(current->mm);
	return ret;
}
TREE
}

# What a tree holds: every name with its mode and the sum of its content.
contents() {
	(cd "$1" && find . -printf '%P %M\n' | sort && find . -type f -exec sha256sum {} + | sort -k 2)
}

# The verdict of each site of $1 (a tree), as FILE VERDICT/REASON; other arguments go to scan.
verdicts() {
	"$gupsweep" scan --format=json "$@" 2>/dev/null |
		jq -r '.sites[] | .file + " " + .verdict + (if .reason == "" then "" else "/" + .reason end)'
}

# $1/kernel: a small tree of Linux 6.12, once: its headers, and what of mm/ matters.
small_kernel() {
	local from part
	from=$(kernel_tree 6.12) || return 1
	[ ! -e "$1/kernel.made" ] || return 0
	rm -rf "$1/kernel"
	mkdir -p "$1/kernel/drivers"
	for part in include arch/{x86,arm64}/include mm/{internal,vma}.h \
		mm/{gup,khugepaged,memory,mmap,nommu,pagewalk,util,vma}.c \
		Makefile Kbuild Kconfig MAINTAINERS; do
		mkdir -p "$1/kernel/$(dirname "$part")"
		cp -r "$from/$part" "$1/kernel/$part" || return 1
	done
	chmod -R u+w "$1/kernel"
	touch "$1/kernel.made"
}
