#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# gupsweep lint --patch with patches that are broken or out of the ordinary: the right answer, or one clear
# line and status 3; the tree never changes, and nothing outside it is read or written.
# shellcheck disable=SC2015 # ok and fail do not fail
. "$(dirname "$0")/lib.sh"
shopt -s lastpipe # try counts, at the end of a pipe

tree=$work/home/tree
mkdir -p "$work/home"
small_tree "$tree" a.c
mkdir "$tree/d"
mv "$tree/a.c" "$tree/d/a.c"
small_driver secret >"$work/home/x.c"
chmod a-w "$work/home/x.c"
contents "$work/home" >"$work/before"
cd "$tree" || exit 3

# the hunk of a right patch for d/a.c
hunk='@@ -5,5 +5,5 @@
 	int ret;
 
 	mmap_read_lock(current->mm);
-	ret = pin_user_pages(start, 1, FOLL_WRITE, pages);
+	ret = pin_user_pages(start, 2, FOLL_WRITE, pages);
 	mmap_read_unlock(current->mm);
'
names='--- a/d/a.c
+++ b/d/a.c
'
# try NAME STATUS WANTED: the patch on standard input; WANTED is FILE:LINE ID or part of the one error line
try() {
	local got status
	"$gupsweep" lint --patch - >"$work/out" 2>"$work/err"
	status=$?
	got=$(sed -nE 's/^([^ :]+:[0-9]+): .*\[gup-([a-z-]+)\].*/\1 \2/p' "$work/out" | paste -sd ,)
	if [ $status -ne "$2" ]; then
		fail "$1" "status $status: $(head -n 2 "$work/err")"
	elif [ "$2" -eq 3 ] && { [ "$(wc -l <"$work/err")" -ne 1 ] || ! grep -qF -- "$3" "$work/err"; }; then
		fail "$1" "said: $(cat "$work/err")"
	elif [ "$2" -ne 3 ] && [ "$got" != "$3" ]; then
		fail "$1" "found '$got'"
	elif ! contents "$work/home" | cmp -s "$work/before" -; then
		fail "$1" "the tree or what is beside it has changed"
	else
		ok "$1"
	fi
}

printf '%s%s' "$names" "$hunk" | try "a patch" 1 "d/a.c:8 could-be-unlocked"
printf '%s%s' "$names" "$hunk" | head -n 6 | try "a truncated hunk" 3 "line 3: the hunk is shorter"
printf '%s%s' "$names" "${hunk/ 	int ret;/ 	long ret;}" | try "a wrong base" 3 "does not fit what is there"
printf '%s%s' "${names//a.c/b.c}" "$hunk" | try "a file that is not there" 3 "there is no such file"
printf '%s%s' "$names" "${hunk/@@ -5,5 +5,5/@@ -4,5 +4,5}" | try "a hunk that moved" 1 "d/a.c:8 could-be-unlocked"
printf 'diff --git a/d/a.c b/d/a.c\nindex 1..2 100644\nBinary files a/d/a.c and b/d/a.c differ\n' | try "a binary change of a C file" 3 "binary"
printf 'diff --git a/p.png b/p.png\nindex 1..2 100644\nGIT binary patch\nliteral 3\nKcmabc\n\nliteral 0\nHcmV\n\n' | try "a binary change of another file" 3 "p.png"
printf 'diff --git a/p.png b/p.png\nnew file mode 100644\nindex 0..2\nGIT binary patch\nliteral 3\nKcmabc\n\nliteral 0\nHcmV\n\n%s%s' "$names" "$hunk" | try "a new binary file" 1 "d/a.c:8 could-be-unlocked"
printf '%s%s' "$names" "$hunk" | sed 's/$/\r/' | try "a mailer's CRLF" 1 "d/a.c:8 could-be-unlocked"
printf '%s%s' "$names" "${hunk//$'\n'/$'\r\n'}" | try "CRLF in the hunk alone" 3 "does not fit"
printf 'diff --git a/d/a.c b/d/z.c\nsimilarity index 90%%\nrename from d/a.c\nrename to d/z.c\n--- a/d/a.c\n+++ b/d/z.c\n%s' "$hunk" | try "a rename" 1 "d/z.c:8 could-be-unlocked"
printf 'diff --git a/d/a.c b/d/z.c\nsimilarity index 100%%\nrename from d/a.c\nrename to d/z.c\n' | try "a rename alone" 0 ""
printf 'diff --git a/d/a.c b/d/a.c\nold mode 100644\nnew mode 100755\n' | try "a mode change" 0 ""
{ printf 'diff --git a/n.c b/n.c\nnew file mode 100644\nindex 0..1\n--- /dev/null\n+++ b/n.c\n@@ -0,0 +1,%d @@\n' "$(wc -l <d/a.c)"; sed 's/^/+/' d/a.c; } | try "a new file" 1 "n.c:8 could-be-unlocked"
{ printf -- '--- /dev/null\n+++ b/d/a.c\n@@ -0,0 +1,%d @@\n' "$(wc -l <d/a.c)"; sed 's/^/+/' d/a.c; } | try "a new file that is there" 3 "there already"
{ printf 'diff --git a/d/a.c b/d/a.c\ndeleted file mode 100644\n--- a/d/a.c\n+++ /dev/null\n@@ -1,%d +0,0 @@\n' "$(wc -l <d/a.c)"; sed 's/^/-/' d/a.c; } | try "a deleted file" 0 ""
printf 'diff --git a/s b/s\nindex 1..2 160000\n--- a/s\n+++ b/s\n@@ -1 +1 @@\n-Subproject commit 1\n+Subproject commit 2\n' | try "a submodule" 3 "is a submodule"
printf 'diff --git a/l.c b/l.c\nnew file mode 120000\nindex 0..1\n--- /dev/null\n+++ b/l.c\n@@ -0,0 +1 @@\n+../x.c\n\\ No newline at end of file\n' | try "a link out of the tree" 0 ""
for path in ../x.c d/../../x.c ../../etc/passwd; do
	printf -- '--- a/%s\n+++ b/%s\n%s' "$path" "$path" "$hunk" | try "the path $path" 3 "leaves the tree"
done
printf -- '--- %s\n+++ %s\n%s' "$work/home/x.c" "$work/home/x.c" "$hunk" | try "an absolute path" 3 "absolute path"
printf -- '--- a/.git/config\n+++ b/.git/config\n%s' "$hunk" | try "a file of git's" 3 "git's own"
printf 'diff --git a/x b/x\nsimilarity index 100%%\nrename from d/a.c\nrename to ../y.c\n' | try "a rename out of the tree" 3 "leaves the tree"
printf 'diff --git a/d/b.c b/d/b.c\n%s%s' "$names" "$hunk" | try "names that disagree" 3 "two different files"
printf 'diff --git a/d/a.c b/d/z.c\nrename from d/a.c\nrename to d/z.c\n--- a/d/a.c\n+++ b/d/y.c\n%s' "$hunk" | try "a rename that disagrees" 3 "two different files"
printf '%s%s+int x;\n' "$names" "$hunk" | try "a line after the hunk's last" 3 "longer than its header says"
printf '%s%s' "$names" "$hunk" | sed 's/$/\r/; 1,2s/\r//' | try "CRLF but in the names" 3 "does not fit"
printf '%s%s' "$names" "$hunk" | sed '7s/ret/r\x00t/' | try "a NUL byte" 3 "a NUL byte"
printf '' | try "nothing" 3 "there is no patch in it"
printf 'Dear all,\n' | try "a text" 3 "there is no patch in it"
{ printf -- '--- /dev/null\n+++ b/big.c\n@@ -0,0 +1,200000 @@\n'; yes '+int x;' | head -n 200000; printf '%s%s' "$names" "$hunk"; } >"$work/big"
try "200,000 lines" 1 "d/a.c:8 could-be-unlocked" <"$work/big"

# small patches that say much: no copy of a file is made until a hunk changes it, and no list is searched
{ cat d/a.c; yes 'int padding;' | head -n 100000; } >"$work/home/tree/large.c"
contents "$work/home" >"$work/before"
for ((i = 0; i < 10000; i++)); do printf 'diff --git a/large.c b/c%d.c\ncopy from large.c\ncopy to c%d.c\n' $i $i; done >"$work/big"
(ulimit -v 1000000 && exec "$gupsweep" lint --patch "$work/big") >"$work/out" 2>&1 && ok "10,000 copies of one file" || fail "10,000 copies of one file" "$(head -n 2 "$work/out")"
(ulimit -v 1000000 && exec "$gupsweep" verify "$tree" --patch "$work/big") >"$work/out" 2>&1 && ok "10,000 copies to be verified" || fail "10,000 copies to be verified" "$(head -n 2 "$work/out")"
for ((i = 0; i < 10000; i++)); do printf 'diff --git a/large.c b/c%d.c\ncopy from large.c\ncopy to c%d.c\n--- a/large.c\n+++ b/c%d.c\n@@ -1,0 +2 @@\n+int y;\n' $i $i $i; done |
	try "10,000 copies, each changed" 3 "too many copies"
for ((i = 0; i < 100000; i++)); do printf -- '--- /dev/null\n+++ b/n/%d.c\n@@ -0,0 +1 @@\n+int y;\n' $i; done >"$work/big"
timeout 30 "$gupsweep" lint --patch "$work/big" >"$work/out" 2>&1 && ok "100,000 new files" || fail "100,000 new files" "$(head -n 2 "$work/out")"
rm "$work/home/tree/large.c"

# a link in the tree that leads out is not followed
ln -s ../../x.c "$tree/d/link.c"
contents "$work/home" >"$work/before"
printf -- '--- a/d/link.c\n+++ b/d/link.c\n%s' "$hunk" | try "through a link" 3 "there is no such file"

# what git makes of real changes, with any context, also where the base has moved on
cd "$work" || exit 3
git init -q repo && cp -r "$tree/." repo && cd repo && rm -f d/link.c && git add -A && git -c user.name=a -c user.email=a@b commit -qm base
for lines in 0 1 3 20; do
	cp "$tree/d/a.c" d/a.c
	sed -i '3i int one;\n' d/a.c
	sed -i 's/start, 1,/start,  1,/;$a int last;' d/a.c
	git diff "-U$lines" >"$work/context"
	git checkout -q d/a.c
	"$gupsweep" lint --format=gcc --patch "$work/context" >"$work/out" 2>"$work/err"
	grep -q '^d/a.c:10:' "$work/out" && ok "git diff -U$lines" || fail "git diff -U$lines" "$(cat "$work/out" "$work/err")"
done
finish
