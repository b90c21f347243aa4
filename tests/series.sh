#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# gupsweep series on small trees: split, names, recipients, folder, branch, build, hostile names.
. "$(dirname "$0")/lib.sh"

export HOME=$work/home GIT_CONFIG_NOSYSTEM=1 SOURCE_DATE_EPOCH=1700000000
mkdir -p "$HOME"
git config --global user.name "gupsweep tests"
git config --global user.email tests@example.invalid
git config --global init.defaultBranch main

# series NAME STATUS ARGUMENT...: runs it; stdout in $work/out, stderr in $work/err.
series() {
	local name=$1 wanted=$2 status
	shift 2
	timeout 300 "$gupsweep" series --no-cache "$@" >"$work/out" 2>"$work/err" </dev/null
	status=$?
	[ $status -eq "$wanted" ] && return
	fail "$name" "exit status $status, not $wanted: $(head -n 5 "$work/err")"
	return 1
}

# A tree with three drivers of two maintainers, MAINTAINERS and a script that reads it like the kernel's.
make_tree() {
	local dir=$1
	mkdir -p "$dir"/drivers/{one,two} "$dir/net" "$dir/scripts"
	small_tree "$dir" drivers/one/a.c drivers/one/b.c drivers/two/c.c net/d.c
	cat >"$dir/MAINTAINERS" <<'TREE'
ONE DRIVER
M:	First Entry <one@example.invalid>
L:	one-list@example.invalid
F:	drivers/one/

TWO DRIVER
M:	"Second Ä. Entry" <two@example.invalid>
F:	drivers/two/

THE REST
M:	Last Entry <rest@example.invalid>
L:	all@example.invalid
F:	*
F:	*/
TREE
	cat >"$dir/scripts/get_maintainer.pl" <<'TREE'
my $patch = do { local $/; open my $f, "<", $ARGV[-1] or die; <$f> };
-f "MAINTAINERS" or die "not at the top\n";
print "First Entry <one\@example.invalid> (maintainer:ONE DRIVER)\none-list\@example.invalid (open list:ONE DRIVER)\n"
	if $patch =~ m{^\+\+\+ b/drivers/one/}m;
print "\"Second Ä. Entry\" <two\@example.invalid> (maintainer:TWO DRIVER)\n" if $patch =~ m{^\+\+\+ b/drivers/two/}m;
print "Re Viewer <rev\@example.invalid> (reviewer:THE REST)\nall\@example.invalid (open list)\n";
TREE
}

# The same, committed; the history of drivers/one speaks of "first/one".
make_repository() {
	make_tree "$1"
	(
		cd "$1" || exit
		git init -q
		git add -A
		git commit -qm "Import everything"
		for subject in "treewide: change" "first/one: fix: this" "spelling: a" "spelling: b" \
			"mm/gup: other" "spelling: c" "first/one: more"; do
			echo "/* $subject */" >>drivers/one/a.c
			echo "/* $subject */" >>drivers/one/b.c
			git commit -qam "$subject"
		done
	)
}

# files DIR: the names in it; mails DIR: how many files.
files() { find "$1" -mindepth 1 -maxdepth 1 -printf '%f\n' | sort; }
mails() { files "$1" | wc -l; }

plain_tree=$work/plain
make_tree "$plain_tree"
contents "$plain_tree" >"$work/plain.before"
git_tree=$work/git
make_repository "$git_tree"

# -- split and names ----------------------------------------------------------------------------

if series "split by maintainers" 0 "$plain_tree" -o "$work/s1"; then
	cat >"$work/want" <<'WANT'
0000-cover-letter.patch
0001-one-use-pin_user_pages_unlocked.patch
0002-two-c-use-pin_user_pages_unlocked.patch
0003-net-use-pin_user_pages_unlocked.patch
WANT
	files "$work/s1" >"$work/got"
	same "split by maintainers" "$work/want" "$work/got"
	files "$work/s1" | sed "s|^|$work/s1/|" >"$work/want"
	same "the files written are named on stdout" "$work/want" "$work/out"
fi
series "split by file" 0 "$plain_tree" -o "$work/s2" --split=file &&
	check "split by file" test "$(mails "$work/s2")" -eq 5
series "split by subsystem" 0 "$plain_tree" -o "$work/s3" --split=subsystem &&
	check "split by subsystem" test "$(mails "$work/s3")" -eq 4
contents "$plain_tree" >"$work/plain.after"
same "the tree is untouched" "$work/plain.before" "$work/plain.after"
series "the same once more" 0 "$plain_tree" -o "$work/s4" &&
	check "the same tree gives the same series" diff -r "$work/s1" "$work/s4"
series "one patch" 0 "$plain_tree" -o "$work/s5" drivers/two &&
	check "one patch has no cover letter and no number" grep -q '^Subject: \[PATCH\] two: c: ' "$work/s5/0001-"*
series "one patch with --cover" 0 "$plain_tree" -o "$work/s6" --cover -v 2 --rfc --subject-prefix="PATCH x" drivers/two &&
	check "-v, --rfc and --subject-prefix" grep -q '^Subject: \[RFC PATCH x v2 1/1\] two: c: ' "$work/s6/v2-0001-"*
series "nothing to rewrite" 0 "$plain_tree" -o "$work/s7" mm &&
	check "nothing to rewrite writes nothing and says so" \
		bash -c "[ ! -e '$work/s7' ] && grep -q 'nothing was written' '$work/err'"

# -- people -------------------------------------------------------------------------------------

check "without --signoff there is neither From: nor Signed-off-by:" \
	bash -c "! grep -hE '^(From:|Signed-off-by:)' '$work'/s1/*"
series "--signoff and --cc" 0 "$git_tree" -o "$work/p1" -s --cc && {
	check "--signoff takes git's name" grep -qx 'Signed-off-by: gupsweep tests <tests@example.invalid>' "$work/p1/0001-"*
	python3 - "$work/p1" >"$work/got" <<'PY'
import email.header, email.utils, glob, mailbox, sys
for name in sorted(glob.glob(sys.argv[1] + "/*")):
    mail = email.message_from_binary_file(open(name, "rb"))
    for field in "To", "Cc":
        people = email.utils.getaddresses(mail.get_all(field, []))
        print(name[-60:].split("/")[-1][:4], field, "; ".join(
            str(email.header.make_header(email.header.decode_header(n))) + " " + a for n, a in people))
PY
	cat >"$work/want" <<'WANT'
0000 To First Entry one@example.invalid; Second Ä. Entry two@example.invalid; all@example.invalid
0000 Cc Re Viewer rev@example.invalid; one-list@example.invalid
0001 To First Entry one@example.invalid
0001 Cc Re Viewer rev@example.invalid; one-list@example.invalid; all@example.invalid
0002 To Second Ä. Entry two@example.invalid
0002 Cc Re Viewer rev@example.invalid; all@example.invalid
0003 To all@example.invalid
0003 Cc Re Viewer rev@example.invalid
WANT
	sed -i 's/ ;/;/g; s/  */ /g' "$work/got"
	same "recipients are the script's, lists last" "$work/want" "$work/got"
}
series "--cc of a revision" 0 "$git_tree" --rev HEAD -o "$work/p2" -s --cc &&
	check "--cc of a revision is the same" diff <(grep -hE '^(To|Cc|Subject):' "$work"/p1/*) <(grep -hE '^(To|Cc|Subject):' "$work"/p2/*)
rm "$plain_tree/scripts/get_maintainer.pl"
series "--cc without the script" 0 "$plain_tree" -o "$work/p3" --cc &&
	check "--cc without the script is a note" grep -q 'note: on --cc: the tree has no scripts/get_maintainer.pl' "$work/err"
printf 'die "broken\\n";' >"$plain_tree/scripts/get_maintainer.pl"
series "--cc with a broken script" 3 "$plain_tree" -o "$work/p4" --cc &&
	check "a script that fails is named, the series is there" \
		bash -c "grep -q 'not done: on --cc: .*broken' '$work/err' && [ -e '$work/p4/0000-cover-letter.patch' ]"
printf 'exit 1 if "a" =~ /(\\C)/;\n' >"$plain_tree/scripts/get_maintainer.pl"
series "--cc with a script for an older perl" 0 "$plain_tree" -o "$work/p4.old" --cc &&
	check "a script that this perl cannot read is a note with its cause and what to do" \
		bash -c "grep -q 'note: on --cc: .*does not compile .*C no longer supported in regex.*newer kernel' '$work/err'"
git config --global --unset user.email
series "--signoff without an address" 3 "$git_tree" -o "$work/p5" -s &&
	check "--signoff without an address writes nothing" \
		bash -c "grep -q 'no user.email' '$work/err' && [ ! -e '$work/p5' ]"
git config --global user.email tests@example.invalid

# -- prefix, base commit, git am, threading -----------------------------------------------------

check "the prefix is that of the history" grep -q '^Subject: \[PATCH 1/3\] first/one: use ' "$work/p1/0001-"*
check "the cover letter tells the base commit" grep -qx "base-commit: $(git -C "$git_tree" rev-parse HEAD)" "$work/p1/0000-cover-letter.patch"
cover=$(sed -n 's/^Message-Id: //p' "$work/p1/0000-cover-letter.patch")
check "patches answer the cover letter" test "$(grep -lF "In-Reply-To: $cover" "$work"/p1/000[123]* | wc -l)" -eq 3
git clone -q "$git_tree" "$work/clone"
check "git am takes the series" git -C "$work/clone" am -q --empty=drop "$work"/p1/*.patch
check "and makes a commit of each patch" test "$(git -C "$work/clone" rev-list --count origin/main..HEAD)" -eq 3
"$gupsweep" scan --no-cache --format=json "$work/clone" | jq -r '.sites[].verdict' >"$work/got" 2>/dev/null
check "after git am no call is to be rewritten" bash -c "[ -s '$work/got' ] || [ ! -s '$work/got' ] && ! grep -qE '^(un)?locked$' '$work/got'"
cp -r "$git_tree" "$work/tarball" && rm -rf "$work/tarball/.git"
for mail in "$work"/p1/000[123]*; do patch -s -p1 -d "$work/tarball" <"$mail"; done
check "patch -p1 makes the same" diff -r -x .git "$work/tarball" "$work/clone"
echo "/* mine */" >>"$git_tree/net/d.c"
series "a changed file" 0 "$git_tree" -o "$work/p6" &&
	check "a changed file: no base commit, and a note" \
		bash -c "grep -q 'note: on net/d.c: differs' '$work/err' && ! grep -q base-commit '$work/p6/0000-cover-letter.patch'"

# -- branch -------------------------------------------------------------------------------------

series "--branch of a changed file" 3 "$git_tree" -o "$work/b0" --branch conv &&
	check "--branch refuses what HEAD does not have" \
		bash -c "grep -q 'net/d.c: is not what the commit has' '$work/err' && [ ! -e '$work/b0' ] && ! git -C '$git_tree' rev-parse -q --verify conv"
git -C "$git_tree" checkout -q net/d.c
state() { git -C "$git_tree" status --porcelain; sha256sum <"$git_tree/.git/index"; git -C "$git_tree" rev-parse HEAD; }
before=$(state)
if series "--branch" 0 "$git_tree" -o "$work/b1" -s --branch topic/conv; then
	check "--branch touches neither index nor work tree" test "$before" = "$(state)"
	git -C "$git_tree" format-patch -q --signature= -o "$work/b1.git" main..topic/conv
	check "format-patch names the files so" diff <(files "$work/b1" | sed 1d) <(files "$work/b1.git")
	for dir in b1 b1.git; do
		for mail in "$work/$dir"/000[123]*; do
			git mailinfo "$work/msg" "$work/patch" <"$mail"
			# git tells the mode of a file, and ends with a signature of its own
			sed -E 's/^(index [0-9a-f]{7})[0-9a-f]*\.\.([0-9a-f]{7})[0-9a-f]*( 100644)?$/\1 \2/; /^-- $/,$d; /^base-commit/d; /^Proof: /,/^$/d' \
				"$work/msg" "$work/patch" | sed '/^$/d'
		done >"$work/$dir.said"
	done
	cp "$work/b1.said" "$work/got"
	same "format-patch of the branch says the same" "$work/b1.git.said" "$work/got"
	check "the mails name their commits" test "$(sed -n '1s/From \([0-9a-f]*\) .*/\1/p' "$work/b1/0003-"*)" = "$(git -C "$git_tree" rev-parse topic/conv)"
fi
series "--branch that exists" 3 "$git_tree" -o "$work/b2" --branch topic/conv &&
	check "a branch that exists is refused" bash -c "grep -q 'exists' '$work/err' && [ ! -e '$work/b2' ]"
series "--branch that is checked out" 3 "$git_tree" -o "$work/b2" --branch main --force &&
	check "a branch that is checked out is refused" grep -q 'is checked out' "$work/err"
series "--branch with a bad name" 3 "$git_tree" -o "$work/b2" --branch "a..b" &&
	check "a bad name is refused" grep -q 'no name for a branch' "$work/err"
mkdir -p "$work/full/0001-first-one-use-pin_user_pages_unlocked.patch"
tip=$(git -C "$git_tree" rev-parse topic/conv)
series "--branch, no place for the mails" 3 "$git_tree" -o "$work/full" --branch topic/conv --force &&
	check "if the mails cannot be written the branch stays" test "$tip" = "$(git -C "$git_tree" rev-parse topic/conv)"
series "--branch --rev" 0 "$git_tree" --rev HEAD~2 -o "$work/b3" --branch older &&
	check "--rev is what the branch stands on" test "$(git -C "$git_tree" rev-parse older~3)" = "$(git -C "$git_tree" rev-parse HEAD~2)"
series "--branch without git" 3 "$plain_tree" -o "$work/b4" --branch x &&
	check "--branch without a repository is an error" grep -q 'in no git repository' "$work/err"

# -- a tree without the variants ----------------------------------------------------------------

# What gup_introduce.cocci and gup_obsolete.cocci look for in a kernel of before 2015.
old=$work/old
mkdir -p "$old/drivers"
cp -r "$top/testcases/trees/no-variants/." "$old"
cat >"$old/mm/gup.c" <<'TREE'
#include <linux/mm.h>

long __get_user_pages(struct task_struct *tsk, struct mm_struct *mm, unsigned long start,
		      unsigned long nr_pages, unsigned int gup_flags, struct page **pages,
		      struct vm_area_struct **vmas, int *nonblocking)
{
	unsigned int fault_flags = 0;

	if (nonblocking)
		fault_flags |= FAULT_FLAG_ALLOW_RETRY;
	if (gup_flags & FOLL_NOWAIT)
		fault_flags |= FAULT_FLAG_ALLOW_RETRY | FAULT_FLAG_RETRY_NOWAIT;
	return handle_mm_fault(mm, vmas[0], start, fault_flags);
}

long get_user_pages(struct task_struct *tsk, struct mm_struct *mm,
		    unsigned long start, unsigned long nr_pages,
		    int write, int force, struct page **pages,
		    struct vm_area_struct **vmas)
{
	int flags = FOLL_TOUCH;

	if (write)
		flags |= FOLL_WRITE;
	return __get_user_pages(tsk, mm, start, nr_pages, flags, pages, vmas, NULL);
}
EXPORT_SYMBOL(get_user_pages);

int get_user_pages_fast(unsigned long start, int nr_pages, int write, struct page **pages)
{
	int ret;

	down_read(&current->mm->mmap_sem);
	ret = get_user_pages(current, current->mm, start, nr_pages, write, 0, pages, NULL);
	up_read(&current->mm->mmap_sem);
	return ret;
}
TREE
cat >"$old/drivers/e.c" <<'TREE'
#include <linux/mm.h>

int grab(unsigned long start, struct page **pages)
{
	int ret;

	down_read(&current->mm->mmap_sem);
	ret = get_user_pages(current, current->mm, start, 1, 1, 0, pages, NULL);
	up_read(&current->mm->mmap_sem);
	return ret;
}
TREE
(cd "$old" && git init -q && git add -A && git commit -qm Import)
if series "introduce" 0 "$old" -o "$work/i1" -s --obsolete --branch old; then
	grep -h '^Subject' "$work"/i1/* >"$work/got"
	cat >"$work/want" <<'WANT'
Subject: [PATCH 0/4] Let get_user_pages() callers drop mmap_sem during I/O
Subject: [PATCH 1/4] mm: add get_user_pages_locked() and get_user_pages_unlocked()
Subject: [PATCH 2/4] drivers: use get_user_pages_unlocked()
Subject: [PATCH 3/4] mm: gup: use get_user_pages_unlocked()
Subject: [PATCH 4/4] mm: warn once about callers of get_user_pages()
WANT
	same "without the variants patch 1 introduces them, --obsolete comes last" "$work/want" "$work/got"
	check "the rewrite is of the tree with the variants" \
		bash -c "grep '^+' '$work'/i1/0002-* | tr -s '\t\n+ ' ' ' | grep -q 'get_user_pages_unlocked(current, current->mm, start, 1, 1, 0, pages);'"
	git clone -q "$old" "$work/i-clone"
	check "git am takes them in order" git -C "$work/i-clone" am -q "$work"/i1/000[1234]*
	check "the branch is the same" git -C "$work/i-clone" diff --exit-code HEAD origin/old
	series "after introducing" 0 "$work/i-clone" -o "$work/i2" &&
		check "a second run has nothing to do" test ! -e "$work/i2"
	# What the other commands say of such a tree is what series does.
	git -C "$work/i-clone" reset -q --hard HEAD~1
	"$gupsweep" scan --no-cache "$old" >"$work/got" 2>&1
	check "scan says what series does" test "$(grep -c 'unlocked: get_user_pages in .*: after introducing the variants: ' "$work/got")" = 2
	check "scan names the lines of the tree as it is" grep -q "^mm/gup.c:$(grep -n 'get_user_pages(current' "$old/mm/gup.c" | cut -d: -f1): " "$work/got"
	"$gupsweep" scan --no-cache --format=json "$old" 2>&1 | jq -c '[.sites[].after_introducing]' >"$work/got"
	same "scan --format=json marks them" <(echo '[true,true]') "$work/got"
	git clone -q "$old" "$work/i-diff"
	"$gupsweep" diff --no-cache "$old" | git -C "$work/i-diff" apply
	check "diff is the whole series" diff -r -x .git "$work/i-clone" "$work/i-diff"
	git -C "$work/i-diff" checkout -q .
	check "apply" "$gupsweep" apply --no-cache "$work/i-diff"
	check "apply is the whole series" diff -r -x .git "$work/i-clone" "$work/i-diff"
	git -C "$work/i-diff" checkout -q .
	rm "$work/i-diff"/drivers/e.c
	sed -i '/^int get_user_pages_fast/,$d' "$work/i-diff/mm/gup.c"
	"$gupsweep" diff --no-cache "$work/i-diff" >"$work/got" 2>&1
	same "nothing is introduced for nobody" /dev/null "$work/got"
fi
# Rules that do nothing are not taken for a tree that needs nothing.
for rules in gup_introduce gup_obsolete; do
	rm -rf "$work/rules"
	cp -r "$GUPSWEEP_RULES" "$work/rules"
	: >"$work/rules/$rules.cocci"
	GUPSWEEP_RULES=$work/rules series "empty $rules.cocci" 3 "$old" -o "$work/i4" --obsolete &&
		check "empty $rules.cocci is named" grep -q "^gupsweep: semantic patch: .*$rules.cocci.*install" "$work/err"
done
# What the tree's own checkpatch would say: no line that is added is longer than it allows.
mkdir "$old/scripts"
sed -i 's/start, 1, 1, 0, pages/start + (unsigned long)some_offset_of_it * PAGE_SIZE, 1, 1, 0, pages/; s/ret =/\t&/' "$old/drivers/e.c"
longest() { sed -n 's/^+//p' "$1"/000[123]* | grep -v '^++ ' | expand | wc -L; }
# shellcheck disable=SC2016
echo 'my $max_line_length = 80;' >"$old/scripts/checkpatch.pl"
series "lines of 80 columns" 0 "$old" -o "$work/i80" &&
	check "no added line is longer than the tree's checkpatch allows" test "$(longest "$work/i80")" -le 80
# shellcheck disable=SC2016
echo 'my $max_line_length = 100;' >"$old/scripts/checkpatch.pl"
series "lines of 100 columns" 0 "$old" -o "$work/i100" &&
	check "nor shorter than they were" test "$(longest "$work/i100")" -gt 80
printf 'long get_user_pages(struct task_struct *tsk, struct mm_struct *mm, unsigned long start,\n\t\t    unsigned long nr_pages, int write, int force, struct page **pages,\n\t\t    struct vm_area_struct **vmas);\n' >"$old/include/linux/mm.h"
echo 'EXPORT_SYMBOL(get_user_pages);' >"$old/mm/gup.c"
series "introduce into what is not known" 0 "$old" -o "$work/i3" &&
	check "a tree that cannot be given the variants is told of" \
		bash -c "grep -q 'gup_introduce.cocci does not know it' '$work/err' && [ ! -e '$work/i3' ]"

# -- the folder ---------------------------------------------------------------------------------

contents "$work/s1" >"$work/s1.before"
series "a second time" 3 "$git_tree" -o "$work/s1" &&
	check "nothing is overwritten without --force" bash -c "grep -q -e --force '$work/err'"
contents "$work/s1" >"$work/s1.after"
same "and nothing changed" "$work/s1.before" "$work/s1.after"
echo mine >"$work/s1/notes"
series "--force" 0 "$plain_tree" -o "$work/s1" --force net &&
	check "--force takes the old patches away, and no other file" \
		bash -c "[ \$(ls '$work/s1' | wc -l) -eq 2 ] && [ \$(cat '$work/s1/notes') = mine ]"
series "beside another version" 0 "$plain_tree" -o "$work/s1" -v 2 net &&
	check "another version goes beside" test "$(mails "$work/s1")" -eq 3
# A limit on the size of a file stands for a full disk; the cover letter is longer than that.
(
	trap '' XFSZ
	ulimit -f 2
	"$gupsweep" series --no-cache "$plain_tree" -o "$work/full1" >/dev/null 2>"$work/err"
)
status=$?
check "a full disk leaves no partial series" \
	bash -c "[ $status -eq 3 ] && [ ! -e '$work/full1' ] && ! compgen -G '$work/full1*'"

# -- the build ----------------------------------------------------------------------------------

# A Kbuild of a few lines: drivers/two is not in the configuration, an object is the source's copy.
cat >"$plain_tree/Makefile" <<'TREE'
MAKEFLAGS += -r
VERSION = 9
PATCHLEVEL = 8
SUBLEVEL = 7
EXTRAVERSION = -rc6 # the next
allmodconfig:
	@test -d $(O) && test ! -e .config && touch $(O)/.config
drivers/one/%.o net/%.o:
	@test -e $(O)/.config && mkdir -p $(O)/$(@D) && cp $(@:.o=.c) $(O)/$@
	@if grep -q unlocked $(@:.o=.c); then echo "$(@:.o=.c):7:3: warning: $(WARN)"; fi >&2
	@echo "$(@:.o=.c):9:1: warning: old" >&2
	@if [ "$(BREAK)" ] && grep -q unlocked $(@:.o=.c); then echo "$(@:.o=.c):5: error: broken" >&2; exit 1; fi
TREE
sed -i '/WARN/d' "$plain_tree/Makefile"
touch "$plain_tree/.config"
contents "$plain_tree" >"$work/plain.before"
if series "--build" 0 "$plain_tree" -o "$work/k1" --build; then
	check "--build records what was compiled" grep -q 'drivers/one/b.c: compiled before and after' "$work/k1/0001-"*
	check "--build records what is not built, and why" \
		bash -c "tr -s '\n ' '  ' <'$work'/k1/0002-* | grep -q 'drivers/two/c.c: not built (.*allmodconfig): .*No rule'"
	check "an old warning is no new one" grep -qs 'the same' "$work/k1/0001-"*
fi
contents "$plain_tree" >"$work/plain.after"
same "--build leaves the tree untouched" "$work/plain.before" "$work/plain.after"
check "the cover letter names the kernel" grep -q 'Linux 9.8.7-rc6:' "$work/k1/0000-cover-letter.patch"
BREAK=1 series "--build of what breaks" 3 "$plain_tree" -o "$work/k2" --build &&
	check "a patch that breaks the build is an error" \
		bash -c "grep -q 'does not compile after' '$work/err' && [ ! -e '$work/k2' ]"
# shellcheck disable=SC2016
sed -i '/old" >&2/a\	@if grep -q unlocked $(@:.o=.c); then echo "$(@:.o=.c):7:3: warning: fresh"; fi >&2' "$plain_tree/Makefile"
series "--build with a new warning" 3 "$plain_tree" -o "$work/k3" --build &&
	check "a new warning is an error" bash -c "grep -q 'new warning.*fresh' '$work/err' && [ ! -e '$work/k3' ]"
echo 'all: ;' >"$plain_tree/Makefile"
series "--build without a configuration" 0 "$plain_tree" -o "$work/k4" --build &&
	check "a tree that cannot be configured is told of" \
		bash -c "tr -s '\n ' '  ' <'$work'/k4/0001-* | grep -q 'the tree cannot be configured here: .*No rule'"

# -- hostile names ------------------------------------------------------------------------------

hostile="$work/a 'b' \"c\"
ä -d"
mkdir -p "$hostile/drivers/x y" "$hostile/scripts"
small_tree "$hostile" -dash.c "drivers/x y/ü.c" 'drivers/x y/new
line.c'
printf 'BROKEN\nF:\n\xff\xfe: x\nX\nF:\tdrivers/x y/*\nF:\t[a-\nM:\n\nF: *\n' >"$hostile/MAINTAINERS"
cp "$git_tree/scripts/get_maintainer.pl" "$hostile/scripts"
# shellcheck disable=SC2016
printf 'allmodconfig:\n\ttouch $(O)/.config\n%%.o:\n\ttouch $(O)/$@\n' >"$hostile/Makefile"
(cd "$hostile" && git init -q && git add -A && git commit -qm Import)
if series "hostile names" 0 "$hostile" -o "$work/h 1
x" --split=file -s --cc --build --branch h; then
	git clone -q "$hostile" "$work/h-clone"
	check "hostile names: git am takes them" git -C "$work/h-clone" am -q "$work/h 1
x"/000[1-9]*
	check "hostile names: so is the branch" git -C "$work/h-clone" diff --exit-code HEAD origin/h
	check "hostile names: each mail has one subject" \
		test "$(cat "$work/h 1
x"/* | grep -c '^Subject: \[PATCH [0-9]/[0-9]\] [a-zA-Z]')" -eq "$(mails "$work/h 1
x")"
fi
series "a dash" 0 -o "$work/h2" -- "$hostile" ./-dash.c &&
	check "a file that begins with a dash" grep -q '^+++ b/-dash.c' "$work/h2/0001-"*
printf 'oops' >"$work/file"
series "the folder is a file" 3 "$plain_tree" -o "$work/file" &&
	check "a folder that is a file is an error" test "$(cat "$work/file")" = oops

# -- wrong usage --------------------------------------------------------------------------------

series "no -o" 2 "$plain_tree" && check "no -o is wrong usage" grep -q -e '-o' "$work/err"
series "bad -v" 2 "$plain_tree" -o "$work/u" -v 0 && ok "-v 0 is wrong usage"
series "bad --split" 2 "$plain_tree" -o "$work/u" --split=x && ok "--split=x is wrong usage"
series "bad prefix" 2 "$plain_tree" -o "$work/u" --subject-prefix='P]
Bcc: x' && ok "a prefix with a newline is wrong usage"
finish
