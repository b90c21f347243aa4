#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# gupsweep lint in a repository: what is linted, what is told of it, formats, silence, fixes.
# shellcheck disable=SC2015 # ok and fail do not fail
. "$(dirname "$0")/lib.sh"

export HOME=$work GIT_CONFIG_NOSYSTEM=1 GIT_AUTHOR_NAME=A GIT_AUTHOR_EMAIL=a@example.org \
	GIT_COMMITTER_NAME=A GIT_COMMITTER_EMAIL=a@example.org
git config --global init.defaultBranch main
tree=$work/tree
small_tree "$tree" drivers.c
mkdir -p "$tree/drivers"
mv "$tree/drivers.c" "$tree/drivers/a.c"
small_driver other >"$tree/drivers/b.c"
echo 'int nothing;' >"$tree/drivers/c.c"
git -C "$tree" init -q
git -C "$tree" add -A
git -C "$tree" commit -qm base
cd "$tree" || exit 3

# lint ARGUMENT...: its output in $work/out, $work/err, its status in $status
lint() {
	"$gupsweep" lint "$@" >"$work/out" 2>"$work/err"
	status=$?
}
# expect NAME STATUS IDS: the ids found, in order, as FILE:LINE ID
expect() {
	local got
	got=$(sed -nE 's/^([^ :]+:[0-9]+)(:[0-9]+)?: .*\[gup-([a-z-]+)\].*/\1 \3/p' "$work/out" | paste -sd ,)
	if [ "$status" -eq "$2" ] && [ "$got" = "$3" ]; then
		ok "$1"
	else
		fail "$1" "status $status, found '$got', wanted $2 and '$3': $(head -n 3 "$work/err")"
	fi
}
reset() { git -C "$tree" reset -q --hard main && git -C "$tree" clean -qfdx; }
# says NAME STATUS TEXT: one line on stderr that says so
says() {
	if [ "$status" -eq "$2" ] && [ "$(wc -l <"$work/err")" -eq 1 ] && grep -qF -- "$3" "$work/err"; then
		ok "$1"
	else
		fail "$1" "status $status, said: $(head -n 3 "$work/err")"
	fi
}

# -- what is linted ------------------------------------------------------------------------------
lint; expect "a clean work tree" 0 ""
lint --staged; expect "nothing staged" 0 ""
lint drivers/a.c; expect "a file: every line" 1 "drivers/a.c:8 could-be-unlocked"
lint drivers; expect "a folder" 1 "drivers/a.c:8 could-be-unlocked,drivers/b.c:8 could-be-unlocked"
lint drivers/c.c; expect "a file without a call" 0 ""
lint no-such-file; says "a revision that is not there" 3 "no-such-file"
(cd drivers && "$gupsweep" lint a.c >"$work/out" 2>"$work/err"); status=$?
expect "from a folder below" 1 "a.c:8 could-be-unlocked"

sed -i '3i int x;' drivers/a.c
lint; expect "an untouched bracket" 0 ""
lint --all; expect "an untouched bracket with --all" 1 "drivers/a.c:9 could-be-unlocked"
git add -A
lint --staged; expect "an untouched bracket, staged" 0 ""
lint; expect "what is staged is a change of the work tree" 0 ""
reset

# a line added or removed anywhere: a finding only inside the bracket, lines 7 to 9
for where in 1 2 3 4 5 6 7 8 9 10 11; do
	wanted="" status_wanted=0
	case $where in 8) wanted="drivers/a.c:9 could-be-unlocked" ;; 9) wanted="drivers/a.c:8 could-be-unlocked" ;; esac
	[ -z "$wanted" ] || status_wanted=1
	sed -i "${where}i /* new */" drivers/a.c
	lint; expect "a new line before line $where" $status_wanted "$wanted"
	reset
done
for where in 1 2 4 5 6 10; do
	sed -i "${where}s/\$/ /" drivers/a.c
	lint; expect "line $where alone touched" 0 ""
	reset
done
for where in 7 8 9; do
	sed -i "${where}s/\$/ /" drivers/a.c
	lint; expect "line $where of the bracket touched" 1 "drivers/a.c:8 could-be-unlocked"
	reset
done

sed -i 's/FOLL_WRITE,/FOLL_WRITE | FOLL_FORCE,/' drivers/a.c
lint; expect "a touched call in the work tree" 1 "drivers/a.c:8 could-be-unlocked"
lint --staged; expect "not staged" 0 ""
git add -A
sed -i 's/ret = pin/ret =  pin/' drivers/b.c
lint --staged; expect "a touched call, staged" 1 "drivers/a.c:8 could-be-unlocked"
lint; expect "both" 1 "drivers/a.c:8 could-be-unlocked,drivers/b.c:8 could-be-unlocked"
lint --staged drivers/b.c; expect "narrowed to a path" 0 ""
git commit -qm one
lint HEAD; expect "a commit" 1 "drivers/a.c:8 could-be-unlocked"
git commit -qam two
lint HEAD~2..HEAD; expect "a range" 1 "drivers/a.c:8 could-be-unlocked,drivers/b.c:8 could-be-unlocked"
if [ "$(grep -c '(commit' "$work/out")" -eq 2 ]; then ok "a range names the commits"; else fail "a range names the commits" "$(cat "$work/out")"; fi
lint --format=sarif HEAD~2..HEAD
[ "$(jq -r -f "$top/tests/sarif.jq" "$work/out" 2>&1)" = valid ] && [ "$(jq '.runs[0].results | map(.properties.commit) | unique | length' "$work/out")" -eq 2 ] &&
	ok "sarif names the commits" || fail "sarif names the commits" "$(jq -r -f "$top/tests/sarif.jq" "$work/out" 2>&1)"
lint main~0; expect "a revision by another name" 1 "drivers/b.c:8 could-be-unlocked"
git format-patch -q -o "$work" HEAD~2
git diff HEAD~2 >"$work/plain.diff"
cat "$work"/000*.patch >"$work/both.mbox"
git checkout -q HEAD~2 -- . && git commit -qm back
lint --patch "$work/0001-one.patch"; expect "a mail" 1 "drivers/a.c:8 could-be-unlocked"
lint --patch "$work/0001-one.patch" "$work/0002-two.patch"
expect "two mails" 1 "drivers/a.c:8 could-be-unlocked,drivers/b.c:8 could-be-unlocked"
lint --patch "$work/both.mbox"; expect "an mbox" 1 "drivers/a.c:8 could-be-unlocked,drivers/b.c:8 could-be-unlocked"
lint --patch - <"$work/plain.diff"; expect "a diff from standard input" 1 "drivers/a.c:8 could-be-unlocked,drivers/b.c:8 could-be-unlocked"
lint - <"$work/plain.diff"; expect "which is recognised" 1 "drivers/a.c:8 could-be-unlocked,drivers/b.c:8 could-be-unlocked"
lint --stdin-name=drivers/new.c - <drivers/a.c; expect "a file from standard input" 1 "drivers/new.c:8 could-be-unlocked"
if [ -z "$(git status --porcelain)" ]; then ok "the tree stays as it is"; else fail "the tree stays as it is" "$(git status --short)"; fi
git reset -q --hard HEAD~3

# -- repositories of other shapes -----------------------------------------------------------------
sed -i 's/FOLL_WRITE,/FOLL_WRITE | FOLL_FORCE,/' drivers/a.c
git commit -qam touched
git clone -q --bare . "$work/bare.git"
git worktree add -q "$work/linked" HEAD
for where in bare.git linked; do
	(cd "$work/$where" && "$gupsweep" lint HEAD >"$work/out" 2>"$work/err"); status=$?
	expect "in $where" 1 "drivers/a.c:8 could-be-unlocked"
done
sed -i 's/ret = pin/ret =  pin/' "$work/linked/drivers/b.c"
git -C "$work/linked" add -A
(cd "$work/linked" && "$gupsweep" lint --staged >"$work/out" 2>"$work/err"); status=$?
expect "staged in a linked work tree" 1 "drivers/b.c:8 could-be-unlocked"
for i in 1 2 3 4; do "$gupsweep" lint HEAD >"$work/out.$i" 2>&1 & done
wait
cmp -s "$work/out.1" "$work/out.2" && cmp -s "$work/out.1" "$work/out.3" && cmp -s "$work/out.1" "$work/out.4" &&
	[ -s "$work/out.1" ] && ok "four at once" || fail "four at once" "$(head -n 3 "$work"/out.?)"
git init -q "$work/new" && small_tree "$work/new" a.c && git -C "$work/new" add -A
(cd "$work/new" && "$gupsweep" lint --staged >"$work/out" 2>"$work/err"); status=$?
expect "before the first commit" 1 "a.c:8 could-be-unlocked"
git init -q "$work/foreign" && echo 'int x;' >"$work/foreign/x.c" && git -C "$work/foreign" add -A
(cd "$work/foreign" && "$gupsweep" lint --staged >"$work/out" 2>"$work/err"); status=$?
expect "a repository that is no kernel" 0 ""
git reset -q --hard HEAD~1

# -- merges: what no parent has (tests/lint-git.sh has more) ---------------------------------------
git checkout -q -b side
sed -i 's/FOLL_WRITE,/FOLL_WRITE | FOLL_FORCE,/' drivers/b.c
git commit -qam side
git checkout -q main
echo 'int more;' >>drivers/c.c
git commit -qam main
git merge -q --no-edit side
lint HEAD; expect "a merge" 0 ""
lint HEAD^1..HEAD; expect "a range with a merge" 1 "drivers/b.c:8 could-be-unlocked"
[ "$(grep -c '(commit' "$work/out")" -eq 1 ] && ok "of which only the commit counts" || fail "of which only the commit counts" "$(cat "$work/out")"
git reset -q --hard HEAD~1 && git reset -q --hard HEAD~1

# -- the lock is taken away -----------------------------------------------------------------------
sed -i '/mmap_read_/d' drivers/a.c
lint; expect "a change that removes the lock" 1 "drivers/a.c:7 no-lock"
lint --all drivers/a.c; expect "without the change nobody knows" 0 ""
reset

# -- deletions, and what the function before the change shows -----------------------------------------
lint_of() { # the text of d.c before, then the sed script that makes the change
	cat >drivers/d.c && git add drivers/d.c && git commit -qm d
	sed -i "$1" drivers/d.c
	lint
	git checkout -q drivers/d.c && git reset -q --hard HEAD~1
}
dropping() {
	cat <<'C'
#include <linux/mm.h>

long d(struct mm_struct *mm, unsigned long start, struct page **pages)
{
	int locked = 1;
	long ret;

	mmap_read_lock(mm);
	find_vma(mm, start);
	ret = pin_user_pages_remote(mm, start, 1, FOLL_WRITE, pages, &locked);
	if (locked)
		mmap_read_unlock(mm);
	return ret;
}
C
}
lint_of '/if (locked)/,+1d' < <(dropping); expect "a deleted release" 1 "drivers/d.c:8 not-released,drivers/d.c:10 locked-ignored"
lint_of '/if (locked)/d' < <(dropping); expect "a deleted question" 1 "drivers/d.c:11 release-unconditional"
lint_of 's/mmap_read_lock(mm)/mmap_read_lock(current->mm)/' < <(dropping); expect "another mm's lock" 1 "drivers/d.c:10 wrong-mm"
lint_of 's/return ret/return  ret/' < <(dropping); expect "a line beside" 0 ""
lint_of 's/ret;$/ret, more;/' < <(dropping | sed 's/(mm);/(current->mm);/'); expect "what was not certain before" 0 ""
helper() {
	cat <<'C'
#include <linux/mm.h>

static long grab(unsigned long start, struct page **pages)
{
	return pin_user_pages_unlocked(start, 1, pages, FOLL_WRITE);
}

long drv_ioctl(struct file *file, unsigned int cmd, unsigned long arg)
{
	struct page *page;

	return grab(arg, &page);
}
C
}
lint_of 's/pin_user_pages_unlocked(start, 1, pages, FOLL_WRITE)/pin_user_pages(start, 1, FOLL_WRITE, pages)/' < <(helper)
expect "a helper that needs the lock now" 1 "drivers/d.c:5 no-lock"

# -- a lock that is new in a caller makes the call in a function below wrong ------------------------
cat >drivers/d.c <<'C'
#include <linux/mm.h>

static int grab(unsigned long start, struct page **pages)
{
	return pin_user_pages_unlocked(start, 1, pages, FOLL_WRITE);
}

int calls(unsigned long start, struct page **pages)
{
	int ret;

	ret = grab(start, pages);
	return ret;
}
C
git add drivers/d.c && git commit -qm d
sed -i '12i \	mmap_read_lock(current->mm);' drivers/d.c && sed -i '13a \	mmap_read_unlock(current->mm);' drivers/d.c
lint; expect "a new lock in a caller" 1 "drivers/d.c:5 deadlock"
git commit -qam wrong
for where in 1 2 9 10 11; do
	sed -i "${where}s/\$/ /" drivers/d.c
	lint; expect "line $where beside old misuse touched" 0 ""
	git checkout -q drivers/d.c
done
sed -i '14s/$/ /' drivers/d.c # the release: from the lock to the call is what is wrong
lint; expect "line 14 beside old misuse touched" 0 ""
lint --all; expect "old misuse with --all" 1 "drivers/d.c:5 deadlock"
git reset -q --hard HEAD~2

# -- renames and modes ----------------------------------------------------------------------------
git mv drivers/a.c drivers/z.c; chmod +x drivers/b.c; git add -A
lint --staged; expect "a rename and a mode change" 0 ""
sed -i 's/ret = pin/ret =  pin/' drivers/z.c; git add -A
lint --staged; expect "a rename with a change" 1 "drivers/z.c:8 could-be-unlocked"
git diff --cached -M >"$work/rename.diff"; reset
lint --patch "$work/rename.diff"; expect "the same as a patch" 1 "drivers/z.c:8 could-be-unlocked"
git rm -q drivers/a.c
lint --staged; expect "a deleted file" 0 ""
reset

# -- formats --------------------------------------------------------------------------------------
lint --format=gcc drivers/a.c
if grep -qE '^drivers/a.c:8:8: warning: pin_user_pages\(\) .*\[gup-could-be-unlocked\]$' "$work/out"; then ok gcc; else fail gcc "$(cat "$work/out")"; fi
lint --format=github drivers/a.c
if grep -qE '^::warning file=drivers/a.c,line=8,col=8,endColumn=22,title=gup-could-be-unlocked::pin' "$work/out"; then ok github; else fail github "$(cat "$work/out")"; fi
lint --format=json drivers/a.c
jq -e '.tool == "gupsweep" and (.findings | length) == 1 and .findings[0].line == 8 and .findings[0].commit == null and
	(.findings[0].fix | startswith("diff --git a/drivers/a.c"))' "$work/out" >/dev/null && ok json || fail json "$(head -c 500 "$work/out")"
jq -r '.findings[0].fix' "$work/out" | git apply --check 2>"$work/err" && ok "the fix in it applies" || fail "the fix in it applies" "$(cat "$work/err")"
jq -r '.findings[0].fingerprint' "$work/out" >"$work/print.1"
sed -i '3i int x;\n\n\n' drivers/a.c
lint --format=json drivers/a.c; jq -r '.findings[0].fingerprint' "$work/out" >"$work/print.2"
same "fingerprints survive line shifts" "$work/print.1" "$work/print.2"
reset
lint --format=sarif drivers
[ "$(jq -r -f "$top/tests/sarif.jq" "$work/out" 2>&1)" = valid ] && ok sarif || fail sarif "$(jq -r -f "$top/tests/sarif.jq" "$work/out" 2>&1)"
# the check can fail
for break in 'del(.version)' '.runs[0].results[0].level = "bad"' '.runs[0].results[0].ruleIndex = 3' \
	'.runs[0].results[0].locations[0].physicalLocation.region.startLine = 0' \
	'.runs[0].results[0].fixes[0].artifactChanges = []' '.runs[0].tool.driver.x = 1' 'del(.runs[0].results[0].message)'; do
	[ "$(jq "$break" "$work/out" | jq -r -f "$top/tests/sarif.jq")" != valid ] && ok "sarif refuses $break" || fail "sarif refuses $break" "it passes"
done
jq -e '.runs[0].results | length == 2' "$work/out" >/dev/null && ok "sarif results" || fail "sarif results" "$(head -c 300 "$work/out")"
# its replacements, applied by somebody who counts code points, give what --fix gives
python3 - "$work/out" drivers/a.c >"$work/by-sarif" <<'PY'
import json, sys
result = [r for r in json.load(open(sys.argv[1]))["runs"][0]["results"]
          if r["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == sys.argv[2]][0]
lines = open(sys.argv[2], encoding="utf-8").read().splitlines(True)
def offset(line, column):
    return sum(len(l) for l in lines[:line - 1]) + column - 1
text = "".join(lines)
for c in reversed(result["fixes"][0]["artifactChanges"][0]["replacements"]):
    r = c["deletedRegion"]
    text = text[:offset(r["startLine"], r["startColumn"])] + c["insertedContent"]["text"] + \
        text[offset(r["endLine"], r["endColumn"]):]
sys.stdout.write(text)
PY
lint --fix drivers/a.c
same "sarif's replacements" "$work/by-sarif" drivers/a.c
reset
lint --format=xml drivers; says "an unknown format" 2 "not known"
lint --explain=gup-deadlock
grep -q '^gup-deadlock (error)' "$work/out" && [ $status -eq 0 ] && ok explain || fail explain "$(cat "$work/out")"
lint --explain=nonsense; says "an unknown id" 2 "no such id"
if [ "$("$gupsweep" lint --explain=all | grep -c '^gup-.*):')" -eq 23 ]; then ok "explain all"; else fail "explain all" "not 23"; fi

# -- silence --------------------------------------------------------------------------------------
lint --write-baseline="$work/baseline" drivers/a.c
[ $status -eq 0 ] && [ ! -s "$work/out" ] && ok "write-baseline" || fail "write-baseline" "$status"
sed -i '3i int x;' drivers/a.c
lint --baseline="$work/baseline" drivers; expect baseline 1 "drivers/b.c:8 could-be-unlocked"
reset
lint --baseline="$work/none" drivers; says "no such baseline" 3 "none"
echo garbage >"$work/none"; lint --baseline="$work/none" drivers; says "a damaged baseline" 3 "line 1 is no fingerprint"

# -- fixes ----------------------------------------------------------------------------------------
sed -i 's/FOLL_WRITE,/FOLL_WRITE | FOLL_FORCE,/' drivers/a.c drivers/b.c
git add drivers/a.c
lint --staged --fix; expect "fix what is staged" 0 ""
git show :drivers/a.c >"$work/index"
grep -q pin_user_pages_unlocked "$work/index" && ! grep -q mmap_read "$work/index" && ok "the index is fixed" || fail "the index is fixed" "$(cat "$work/index")"
cmp -s "$work/index" drivers/a.c && grep -q mmap_read_lock drivers/b.c && ok "and the file that was the same" || fail "and the file that was the same" "$(git status --short)"
reset
sed -i 's/FOLL_WRITE,/FOLL_WRITE | FOLL_FORCE,/' drivers/a.c
lint --fix; expect "fix the work tree" 0 ""
[ "$(git diff --stat | tail -n 1)" = " 1 file changed, 1 insertion(+), 3 deletions(-)" ] && ok "and nothing else" || fail "and nothing else" "$(git diff)"
reset
lint --fix HEAD; says "a commit cannot be fixed" 2 "only files"
lint --staged --patch x; says "two kinds of change" 2 "leave one out"
lint --nonsense; [ $status -eq 2 ] && ok "an unknown option" || fail "an unknown option" "$status"
finish
