#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# gupsweep hook: installs, lints what a commit brings, is removed; leaves every other hook alone.
# shellcheck disable=SC2015 # ok and fail do not fail
. "$(dirname "$0")/lib.sh"

export HOME=$work GIT_CONFIG_NOSYSTEM=1 GIT_AUTHOR_NAME=A GIT_AUTHOR_EMAIL=a@example.org \
	GIT_COMMITTER_NAME=A GIT_COMMITTER_EMAIL=a@example.org
git config --global init.defaultBranch main
tree=$work/a\ tree
small_tree "$tree" a.c
git -C "$tree" init -q && git -C "$tree" add -A && git -C "$tree" commit -qm base
cd "$tree" || exit 3
hook=.git/hooks/pre-commit

check install "$gupsweep" hook install
[ -x $hook ] && ok "it can be run" || fail "it can be run" "$(ls -l $hook)"
check "install again" "$gupsweep" hook install
git config gupsweep.severity warning # tests/lint-git.sh has what is so without it
echo 'int x;' >b.c && git add b.c
check "a commit without a finding" git commit -qm one
sed -i 's/FOLL_WRITE,/FOLL_WRITE | FOLL_FORCE,/' a.c
if git commit -qam two >"$work/out" 2>&1; then
	fail "a commit with a finding" "it went through"
elif grep -q gup-could-be-unlocked "$work/out"; then
	ok "a commit with a finding"
else
	fail "a commit with a finding" "$(cat "$work/out")"
fi
# "git commit FILE" gives hooks an index of its own
git commit -q a.c -m two >"$work/out" 2>&1 && fail "a commit of one file" "it went through" || ok "a commit of one file"
mkdir sub && (cd sub && git commit -qam two) >"$work/out" 2>&1 && fail "from a folder below" "it went through" || ok "from a folder below"
check "it can be passed by" git commit -qam two --no-verify
git worktree add -q ../linked HEAD
sed -i 's/FOLL_WRITE |/FOLL_WRITE  |/' ../linked/a.c
git -C ../linked commit -qam three >"$work/out" 2>&1 && fail "in a linked work tree" "it went through" || ok "in a linked work tree"
check remove "$gupsweep" hook remove
[ ! -e $hook ] && ok "it is gone" || fail "it is gone" "it is there"
check "remove what is not there" "$gupsweep" hook remove

printf '#!/bin/sh\nexit 0\n' >$hook
cp $hook "$work/foreign"
"$gupsweep" hook install >"$work/out" 2>"$work/err"
[ $? -eq 3 ] && grep -q 'another hook' "$work/err" && cmp -s $hook "$work/foreign" && ok "a foreign hook stays" || fail "a foreign hook stays" "$(cat "$work/err")"
"$gupsweep" hook remove >"$work/out" 2>"$work/err"
[ $? -eq 3 ] && cmp -s $hook "$work/foreign" && ok "and is not removed" || fail "and is not removed" "$(cat "$work/err")"
ln -sf "$work/nowhere" $hook
"$gupsweep" hook install >"$work/out" 2>"$work/err"
[ $? -eq 3 ] && [ ! -e "$work/nowhere" ] && ok "nor is a link followed" || fail "nor is a link followed" "$(cat "$work/err")"
rm $hook
git config core.hooksPath "$tree/my hooks"
"$gupsweep" hook install >/dev/null 2>&1 && [ -x "my hooks/pre-commit" ] && ok core.hooksPath || fail core.hooksPath "not there"
"$gupsweep" hook frobnicate >/dev/null 2>"$work/err"
[ $? -eq 2 ] && ok "wrong usage" || fail "wrong usage" "$?"
cd / && "$gupsweep" hook install >/dev/null 2>"$work/err"
[ $? -eq 3 ] && [ "$(wc -l <"$work/err")" -eq 1 ] && ok "outside a repository" || fail "outside a repository" "$(cat "$work/err")"
finish
