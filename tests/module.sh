#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# module: a module outside the tree, judged by the kernel of --kernel. Version ladders around its locks
# and calls: what this kernel compiles may change where the other branches stay whole.
. "$(dirname "$0")/lib.sh"

# kernel DIR SIGNATURE VERSION PATCHLEVEL
kernel() {
	mkdir -p "$1"
	cp -r "$top/testcases/trees/$2/." "$1"
	printf 'VERSION = %s\nPATCHLEVEL = %s\nSUBLEVEL = 0\n' "$3" "$4" >"$1/Makefile"
}

# verdicts KERNEL: of each call of the module, "FUNCTION VERDICT/REASON".
verdicts() {
	"$gupsweep" scan --format=json "$work/module" --kernel "$work/$1" 2>"$work/err" </dev/null |
		jq -r '.sites[] | .function + " " + .verdict + (if .reason == "" then "" else "/" + .reason end)'
}

mkdir -p "$work/module"
kernel "$work/new" flags 6 12
kernel "$work/old" flags-vmas 5 10
echo 'obj-m += grab.o' >"$work/module/Makefile"
cat >"$work/module/compat.h" <<'EOF'
static inline void enter_mm(struct mm_struct *mm)
{
#if LINUX_VERSION_CODE >= KERNEL_VERSION(5, 8, 0)
	mmap_read_lock(mm);
#else
	down_read(&mm->mmap_sem);
#endif
}
EOF
cat >"$work/module/grab.c" <<'EOF'
#include <linux/mm.h>
#include <linux/version.h>
#include "compat.h"

long whole(unsigned long start, struct page **pages)
{
	long ret;

#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 5, 0)
	mmap_read_lock(current->mm);
	ret = get_user_pages(start, 1, 0, pages);
	mmap_read_unlock(current->mm);
#else
	mmap_read_lock(current->mm);
	ret = get_user_pages(start, 1, 0, pages, NULL);
	mmap_read_unlock(current->mm);
#endif
	return ret;
}

long locks(unsigned long start, struct page **pages)
{
	long ret;

#if LINUX_VERSION_CODE >= KERNEL_VERSION(5, 8, 0)
	mmap_read_lock(current->mm);
#else
	down_read(&current->mm->mmap_sem);
#endif
#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 5, 0)
	ret = get_user_pages(start, 1, 0, pages);
#else
	ret = get_user_pages(start, 1, 0, pages, NULL);
#endif
#if LINUX_VERSION_CODE >= KERNEL_VERSION(5, 8, 0)
	mmap_read_unlock(current->mm);
#else
	up_read(&current->mm->mmap_sem);
#endif
	return ret;
}

long arguments(unsigned long start, struct page **pages)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = get_user_pages(
#if LINUX_VERSION_CODE < KERNEL_VERSION(4, 6, 0)
			     current, current->mm,
#endif
			     start, 1, 0, pages);
	mmap_read_unlock(current->mm);
	return ret;
}

long helper(unsigned long start, struct page **pages)
{
	long ret;

	enter_mm(current->mm);
	ret = pin_user_pages(start, 1, 0, pages);
	leave_mm(current->mm);
	return ret;
}

static long get_user_pages_compat(unsigned long start, struct page **pages)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = pin_user_pages(start, 1, 0, pages);
	mmap_read_unlock(current->mm);
	return ret;
}
EOF

cat >"$work/wanted" <<'EOF'
whole unlocked
whole manual/not-compiled
locks manual/version-ladder
locks manual/not-compiled
arguments manual/version-ladder
helper manual/wrapped-lock
get_user_pages_compat unlocked
EOF
verdicts new >"$work/got"
same "verdicts for 6.12" "$work/wanted" "$work/got"

cat >"$work/wanted" <<'EOF'
whole manual/not-compiled
whole unlocked
locks manual/not-compiled
locks manual/version-ladder
arguments manual/version-ladder
helper manual/stale-signature
get_user_pages_compat manual/stale-signature
EOF
verdicts old >"$work/got"
same "verdicts for 5.10" "$work/wanted" "$work/got"

# What this kernel leaves out is counted, and listed where that is asked for.
"$gupsweep" scan "$work/module" --kernel "$work/new" >"$work/text" 2>/dev/null </dev/null
check "calls not compiled are counted" grep -q '^    not-compiled  *2$' "$work/text"
check "and not listed" test 0 = "$(grep -c '^grab.c.*not-compiled' "$work/text")"
"$gupsweep" scan -v "$work/module" --kernel "$work/new" >"$work/text" 2>/dev/null </dev/null
check "but with --verbose" test 2 = "$(grep -c '^grab.c.*not-compiled' "$work/text")"

for kernel in new old; do
	"$gupsweep" diff "$work/module" --kernel "$work/$kernel" >"$work/diff" 2>/dev/null </dev/null
	cp -r "$work/module" "$work/after"
	check "the diff for $kernel applies" patch -sp1 -d "$work/after" -i "$work/diff"
	grep -c get_user_pages_unlocked "$work/after/grab.c" >"$work/got"
	echo 1 >"$work/wanted"
	same "one branch changes for $kernel" "$work/wanted" "$work/got"
	check "and is proved for $kernel" "$gupsweep" verify "$work/module" --kernel "$work/$kernel" --patch "$work/diff"
	rm -rf "$work/after"
done
# A header of the module that gives the call's name another meaning, wherever it is found.
mkdir -p "$work/module/inc/near" "$work/module/deep" "$work/module/plain"
cat >"$work/module/inc/near/shim.h" <<'EOF'
static inline long pin_user_pages(unsigned long start, unsigned long n, unsigned int flags, struct page **pages)
{
	return get_user_pages(start, n, flags, pages);
}
EOF

# shim DIR INCLUDE: a call that comes after that #include.
shim() {
	printf '#include <linux/mm.h>\n#include %s\n' "$2"
	printf 'long %s(unsigned long start, struct page **pages)\n{\n\tlong ret;\n\n' "$1"
	printf '\tmmap_read_lock(current->mm);\n\tret = pin_user_pages(start, 1, 0, pages);\n'
	printf '\tmmap_read_unlock(current->mm);\n\treturn ret;\n}\n'
}

shim by_dots '"../inc/near/shim.h"' >"$work/module/plain/dots.c"
shim by_tail '<near/shim.h>' >"$work/module/plain/tail.c"
shim by_flag '"shim.h"' >"$work/module/deep/flag.c"
shim by_none '"missing.h"' >"$work/module/plain/none.c"
# shellcheck disable=SC2016 # make's variable
echo 'ccflags-y += -I$(src)/../inc/near' >"$work/module/deep/Makefile"
cat >"$work/wanted" <<'EOF'
by_dots manual/macro
by_flag manual/macro
by_none unlocked
by_tail manual/macro
EOF
verdicts new | grep '^by_' | sort >"$work/got"
same "headers of the module are found" "$work/wanted" "$work/got"

# line MODULE KERNEL FILE:LINE WANTED: the text's line for that call.
line() {
	"$gupsweep" scan "$work/$1" --kernel "$work/$2" 2>/dev/null </dev/null |
		sed -n "s|^$3: ||p" >"$work/got"
	[ -z "$4" ] || printf '%s\n' "$4" >"$work/wanted"
	[ -n "$4" ] || : >"$work/wanted"
	same "$1, $3, for $2" "$work/wanted" "$work/got"
}

# A call for another kernel, as this one wants it; and where that cannot be told.
mkdir -p "$work/stale"
cat >"$work/stale/s.c" <<'EOF'
long early(struct buffer *b, int wr, struct page **list)
{
	return get_user_pages(current, current->mm, b->at, b->n, wr, 1, list, NULL);
}
long theirs(struct mm_struct *mm, struct page **list)
{
	return get_user_pages(NULL, mm, 0, 1, 1, 0, list, NULL);
}
long far(struct task_struct *t, struct mm_struct *mm, struct page *one)
{
	return get_user_pages_remote(t, mm, 0, 1, FOLL_FORCE, &one, NULL, NULL);
}
long with_vma(unsigned long at, struct page **list, struct vm_area_struct **v)
{
	return get_user_pages(at, 1, FOLL_WRITE, list, v);
}
EOF
# misfit FUNCTION CALLEE ARGUMENTS REST
misfit() { echo "manual/stale-signature: $2 in $1(): $3 arguments do not fit this tree's prototype of $2; $4"; }
line stale new s.c:3 "$(misfit early get_user_pages 8 \
	'get_user_pages(b->at, b->n, ((wr) ? FOLL_WRITE : 0) | FOLL_FORCE, list) would')"
line stale new s.c:7 "$(misfit theirs get_user_pages 8 \
	'get_user_pages_remote(mm, 0, 1, FOLL_WRITE, list, NULL) would')"
line stale new s.c:11 "$(misfit far get_user_pages_remote 8 \
	'get_user_pages_remote(mm, 0, 1, FOLL_FORCE, &one, NULL) would')"
line stale new s.c:15 "$(misfit with_vma get_user_pages 5 \
	'for the vma there is get_user_page_vma_remote(), or vma_lookup() under the same lock')"

# The module's own names for the family: who uses them, under which lock.
mkdir -p "$work/names"
cat >"$work/names/names.h" <<'EOF'
#if LINUX_VERSION_CODE < KERNEL_VERSION(6, 5, 0)
#define pin_them(from, count, list) get_user_pages(from, count, 0, list, NULL)
static inline long four(unsigned long from, unsigned long n, unsigned int f, struct page **list)
{
	return get_user_pages(from, n, f, list, NULL);
}
#define get_user_pages(from, n, f, list) four(from, n, f, list)
#else
#define pin_them(from, count, list) get_user_pages(from, count, 0, list)
#endif
EOF
cat >"$work/names/use.c" <<'EOF'
#include "names.h"
int held(unsigned long from, struct page **list)
{
	mmap_read_lock(current->mm);
	if (pin_them(from, 1, list) != 1 || get_user_pages(from, 1, 0, list) != 1)
		from = 0;
	mmap_read_unlock(current->mm);
	return from != 0;
}
EOF
cat >"$work/names/other.c" <<'EOF'
#include "names.h"
long bare(struct page **list)
{
	return pin_them(0, 1, list);
}
EOF
used='used at use.c:5 in held() under the lock of line 4'
macro="manual/macro: get_user_pages: the macro pin_them calls it, and is $used, at other.c:4 in bare(), \
which takes no lock before it"
line names old names.h:2 "$macro"
line names old names.h:5 "keep/caller-holds: get_user_pages in four(): no bracket here; held for read by \
held() at use.c:5 (around more than this call); get_user_pages is the module's own here, a shim, $used"
line names new names.h:9 "$macro"
line names new names.h:5 ""

# A vmas parameter is what the callers pass.
mkdir -p "$work/vmas"
cat >"$work/vmas/v.c" <<'EOF'
static long none(unsigned long at, struct page **list, struct vm_area_struct **v)
{
	return get_user_pages(at, 1, 0, list, v);
}
static long some(unsigned long at, struct page **list, struct vm_area_struct **v)
{
	return get_user_pages(at, 1, 0, list, v);
}
long anybody(unsigned long at, struct page **list, struct vm_area_struct **v)
{
	mmap_read_lock(current->mm);
	none(at, list, NULL);
	some(at, list, NULL);
	some(at, list, v);
	mmap_read_unlock(current->mm);
	return get_user_pages(at, 1, 0, list, v);
}
EOF
"$gupsweep" scan "$work/vmas" --kernel "$work/old" 2>/dev/null </dev/null |
	sed -n 's/.*: \(keep[^:]*\): get_user_pages in \([a-z]*\).*/\2 \1/p' >"$work/got"
printf '%s\n' 'none keep/caller-holds' 'some keep/vmas' 'anybody keep/vmas' >"$work/wanted"
same "vmas of a parameter" "$work/wanted" "$work/got"

# The headers of distributions: what Module.symvers would tell is not known without it; Ubuntu's are links.
mkdir -p "$work/part" "$work/common" "$work/linked/include"
cat >"$work/part/p.c" <<'EOF'
long part(unsigned long at, struct page **list)
{
	long n;

	mmap_read_lock(current->mm);
	n = get_user_pages(at, 1, 0, list);
	mmap_read_unlock(current->mm);
	return n;
}
EOF
cp -r "$work/new/Makefile" "$work/new/include" "$work/common"
ln -s ../../common/include/linux "$work/linked/include/linux"
ln -s ../common/Makefile "$work/linked/Makefile"
line part common p.c:6 "keep/no-variant: get_user_pages in part(): whether get_user_pages_unlocked is exported \
is not known: no Module.symvers; give the headers of one architecture, or a built tree"
"$gupsweep" api "$work/common" >"$work/text" </dev/null
check "api does not know the exports either" grep -q 'pages, gup_flags) export-not-known' "$work/text"
printf '0x%08x\tget_user_pages_unlocked\tvmlinux\tEXPORT_SYMBOL\t\n' 7 >"$work/linked/Module.symvers"
line part linked p.c:6 "unlocked: get_user_pages in part(): read lock of current->mm at line 5, nothing \
under it needs it"

# Feature tests: decided where the definition is found, unknown where it is not or where there is any doubt.
mkdir -p "$work/features/sub"
# branch NAME TEST [BEFORE]: a function with a bracketed call in #if TEST, another form in the #else.
branch() {
	printf '%s\nlong %s(unsigned long at, struct page **list)\n{\n\tlong n;\n\n#if %s\n' "$3" "$1" "$2"
	printf '\tmmap_read_lock(current->mm);\n\tn = get_user_pages(at, 1, 0, list);\n'
	printf '\tmmap_read_unlock(current->mm);\n#else\n'
	printf '\tmmap_read_lock(current->mm);\n\tn = get_user_pages(at, 1, 0, list, NULL);\n'
	printf '\tmmap_read_unlock(current->mm);\n#endif\n\treturn n;\n}\n'
}
cat >"$work/features/config.h" <<'EOF'
#ifndef CONFIG_H
#define CONFIG_H
#define HAVE_SET 1
#define HAVE_ZERO 0
/* #undef HAVE_UNSET */
#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 5, 0)
#define HAVE_NEW
#else
#define HAVE_OLD
#endif
#ifdef CONFIG_SOMETHING
#define HAVE_PERHAPS
#endif
#define HAVE_BOTH
#undef HAVE_BOTH
#define HAVE_MAKE_TOO 1
#endif
EOF
cat >"$work/features/Makefile" <<'EOF'
ccflags-y += -DHAVE_FLAG
ccflags-$(CONFIG_X) += -DHAVE_FLAG_PERHAPS -DHAVE_SET_NOT
EXTRA_CFLAGS += $(if $(A),-DHAVE_MAKE_TOO)
EOF
{
	echo '#include "config.h"'
	branch set 'defined(HAVE_SET)'
	branch value 'HAVE_SET'
	branch zero 'HAVE_ZERO'
	branch unset 'defined HAVE_UNSET'
	branch new 'defined (HAVE_NEW)'
	branch old 'defined(HAVE_OLD)'
	branch perhaps 'defined(HAVE_PERHAPS)'
	branch both 'defined(HAVE_BOTH)'
	branch flag 'defined(HAVE_FLAG)'
	branch flag_perhaps 'defined(HAVE_FLAG_PERHAPS)'
	branch make_too 'defined(HAVE_MAKE_TOO)'
	branch nowhere 'defined(HAVE_NOWHERE)'
	branch negated '!defined(HAVE_UNSET) && defined(HAVE_SET)'
	branch late 'defined(HAVE_LATE)'
	echo '#define HAVE_LATE'
} >"$work/features/f.c"
cat >"$work/wanted" <<'EOF'
set unlocked
set manual/not-compiled
value unlocked
value manual/not-compiled
zero manual/not-compiled
zero manual/stale-signature
unset manual/not-compiled
unset manual/stale-signature
new unlocked
new manual/not-compiled
old manual/not-compiled
old manual/stale-signature
perhaps manual/version-ladder
perhaps manual/version-ladder
both manual/version-ladder
both manual/version-ladder
flag unlocked
flag manual/not-compiled
flag_perhaps manual/version-ladder
flag_perhaps manual/version-ladder
make_too manual/version-ladder
make_too manual/version-ladder
nowhere manual/version-ladder
nowhere manual/version-ladder
negated unlocked
negated manual/not-compiled
late manual/version-ladder
late manual/version-ladder
EOF
"$gupsweep" scan --format=json "$work/features" --kernel "$work/new" 2>/dev/null </dev/null |
	jq -r '.sites[] | .function + " " + .verdict + (if .reason == "" then "" else "/" + .reason end)' >"$work/got"
SAME_LINES=60 same "feature tests" "$work/wanted" "$work/got"

# The words of distributions and of the configuration, where the kernel's headers define them.
mkdir -p "$work/words"
cp -r "$work/new" "$work/rhel"
printf 'VERSION = 5\nPATCHLEVEL = 14\nSUBLEVEL = 0\n' >"$work/rhel/Makefile"
printf '# release\nRHEL_MAJOR = 9\nRHEL_MINOR = 4\n' >"$work/rhel/Makefile.rhelver"
cp -r "$work/new" "$work/ubuntu"
mkdir -p "$work/ubuntu/include/generated"
echo '#define UTS_UBUNTU_RELEASE_ABI 31' >"$work/ubuntu/include/generated/utsrelease.h"
printf '#define CONFIG_GRAB 1\n#define CONFIG_SUSE_VERSION 15\n' >"$work/ubuntu/include/generated/autoconf.h"
{
	branch backport 'LINUX_VERSION_CODE >= KERNEL_VERSION(6, 5, 0) || \
	(defined(RHEL_RELEASE_CODE) && RHEL_RELEASE_CODE >= RHEL_RELEASE_VERSION(9, 3))'
	branch no_rhel '!defined(RHEL_RELEASE_CODE)'
	branch abi 'defined(UTS_UBUNTU_RELEASE_ABI) && UTS_UBUNTU_RELEASE_ABI > 30'
	branch config 'IS_ENABLED(CONFIG_GRAB)'
	branch other 'defined(CONFIG_OTHER) || IS_ENABLED(CONFIG_OTHER_ONE)'
	branch suse 'CONFIG_SUSE_VERSION < 16'
	branch fallback 'RHEL_MAJOR > 8' '#ifndef RHEL_MAJOR
#define RHEL_MAJOR 9
#endif'
} >"$work/words/w.c"
# first KERNEL FUNCTION WANTED: the verdict of the first call in the function.
first() {
	"$gupsweep" scan --format=json "$work/words" --kernel "$work/$1" 2>/dev/null </dev/null |
		jq -r "[.sites[] | select(.function == \"$2\")][0] | .verdict + \"/\" + .reason" >"$work/got"
	echo "$3" >"$work/wanted"
	same "$2 for $1" "$work/wanted" "$work/got"
}
first rhel backport unlocked/
first old backport manual/not-compiled
first new no_rhel unlocked/
first rhel no_rhel manual/not-compiled
first ubuntu abi unlocked/
first new abi manual/version-ladder
first ubuntu config unlocked/
first new config manual/version-ladder
first ubuntu suse unlocked/
first ubuntu other manual/not-compiled
first rhel fallback manual/version-ladder

finish
