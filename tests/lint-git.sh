#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# gupsweep lint among git's ways: what cannot be looked at is said, status 3, and never "clean"; paths are as
# they are typed; ranges, merges, mails, hooks, configuration; and no program that a repository names is run.
# shellcheck disable=SC2015,SC2016,SC2086,SC2094 # ok and fail do not fail; printf expands; words are wanted
. "$(dirname "$0")/lib.sh"

export HOME=$work GIT_CONFIG_NOSYSTEM=1 GIT_AUTHOR_NAME=A GIT_AUTHOR_EMAIL=a@example.org \
	GIT_COMMITTER_NAME=A GIT_COMMITTER_EMAIL=a@example.org
git config --global init.defaultBranch main
git config --global protocol.file.allow always
tree=$work/tree
small_tree "$tree" a.c
mkdir "$tree/drivers"
mv "$tree/a.c" "$tree/drivers/a.c"
small_driver other >"$tree/drivers/b.c"
echo 'int nothing;' >"$tree/drivers/c.c"
git -C "$tree" init -q
git -C "$tree" add -A
git -C "$tree" commit -qm base
cd "$tree" || exit 3

# in_dir DIR ARGUMENT...: gupsweep lint there; its output in $work/out, $work/err, its status in $status
in_dir() {
	local dir=$1
	shift
	(cd "$dir" && exec "$gupsweep" lint "$@") >"$work/out" 2>"$work/err"
	status=$?
}
lint() { in_dir . "$@"; }
# expect NAME STATUS FOUND: as FILE:LINE ID, with commas
expect() {
	local got
	got=$(sed -nE 's/^([^ :]+:[0-9]+)(:[0-9]+)?: .*\[gup-([a-z-]+)\].*/\1 \3/p' "$work/out" | paste -sd ,)
	if [ "$status" -eq "$2" ] && [ "$got" = "$3" ]; then
		ok "$1"
	else
		fail "$1" "status $status, found '$got', wanted $2 and '$3': $(head -n 3 "$work/err")"
	fi
}
# refused NAME TEXT: status 3, no finding, and TEXT on standard error
refused() {
	if [ "$status" -eq 3 ] && [ ! -s "$work/out" ] && grep -qF -- "$2" "$work/err"; then
		ok "$1"
	else
		fail "$1" "status $status, said: $(head -n 3 "$work/err")"
	fi
}
reset() { git -C "$tree" reset -q --hard main && git -C "$tree" clean -qfdx; }
# The call of drivers/a.c (b.c) gets another flag: could-be-unlocked in line 8; or the lock is left out.
touch_call() { sed -i 's/FOLL_WRITE,/FOLL_WRITE | FOLL_FORCE,/' "$@"; }
no_release() { sed -i '/mmap_read_unlock/d' "$@"; }
found="8 could-be-unlocked"

# -- git fails ------------------------------------------------------------------------------------
touch_call drivers/a.c
for how in 'echo "fatal: no luck" >&2; exit 128' 'kill -9 $$' '"$real" "$@"; kill -9 $$' '"$real" "$@"; exit 1'; do
	mkdir -p "$work/bin"
	# only the diff: a second try with other arguments fails no less
	printf '#!/bin/bash\nreal=%s\ncase " $* " in *" diff "*HEAD*) %s ;; esac\nexec "$real" "$@"\n' "$(command -v git)" "$how" >"$work/bin/git"
	chmod +x "$work/bin/git"
	for args in "" --staged; do
		(PATH=$work/bin:$PATH exec "$gupsweep" lint $args) >"$work/out" 2>"$work/err"
		status=$?
		refused "lint $args, git: $how" "git"
	done
done
(PATH=$work/none exec "$gupsweep" lint) >"$work/out" 2>"$work/err"; status=$?
refused "no git" "install it"
git config filter.need.clean "false" && git config filter.need.required true
echo '*.c filter=need' >.gitattributes
lint; refused "a filter that is needed" "clean filter 'need' failed"
echo '*.bin filter=need' >.gitattributes
echo x >x.bin && git -c filter.need.clean=cat add x.bin && echo y >x.bin
lint; expect "of a file that is no C" 1 "drivers/a.c:$found"
git config --remove-section filter.need
reset
cp .git/HEAD "$work/HEAD" && cp .git/refs/heads/main "$work/ref"
touch_call drivers/a.c && git add -A
echo 0123456789012345678901234567890123456789 >.git/refs/heads/main
lint; refused "a HEAD that is of nothing" "HEAD"
lint --staged; refused "a HEAD that is of nothing, staged" "HEAD"
echo garbage >.git/refs/heads/main
lint; refused "a broken HEAD" "HEAD"
lint --staged; refused "a broken HEAD, staged" "HEAD"
cp "$work/ref" .git/refs/heads/main
reset
blob=$(git rev-parse HEAD:drivers/a.c)
object=.git/objects/${blob:0:2}/${blob:2}
touch_call drivers/a.c
mv "$object" "$work/object"
lint; refused "an object that is missing" "${blob:0:12}"
git add drivers/a.c
lint --staged; refused "an object that is missing, staged" "${blob:0:12}"
lint HEAD; [ $status -eq 3 ] && ok "an object that is missing, a commit" || fail "an object that is missing, a commit" "$status"
mv "$work/object" "$object"
reset
echo '[oops' >>.git/config
lint; refused "a broken configuration" "bad config"
sed -i '$d' .git/config

# -- what cannot be read --------------------------------------------------------------------------
if [ "$(id -u)" -eq 0 ]; then
	cp "$gupsweep" "$work/gupsweep" && chmod -R a+rwX "$work"
	as_user=(setpriv --reuid=65534 --regid=65534 --clear-groups)
	git config --global safe.directory '*'
else
	cp "$gupsweep" "$work/gupsweep" && as_user=()
fi
touch_call drivers/a.c drivers/b.c
chmod 0 drivers/b.c
for args in "" drivers drivers/b.c "drivers/a.c drivers/b.c"; do
	"${as_user[@]}" "$work/gupsweep" lint $args >"$work/out" 2>"$work/err"
	[ $? -eq 3 ] && grep -q 'b.c' "$work/err" && ok "unreadable: lint $args" || fail "unreadable: lint $args" "$(head -n 2 "$work/err")"
done
chmod 644 drivers/b.c
reset
git config --global --unset safe.directory
rm -f "$work/gupsweep"
no_release drivers/a.c && printf 'int broken(void)\n{\n\tif (x) {\n' >>drivers/a.c
lint; [ $status -eq 3 ] && grep -q 'on drivers/a.c: line' "$work/err" && ok "unparsed" || fail "unparsed" "$status $(head -n 2 "$work/err")"
git add -A
lint --staged; [ $status -eq 3 ] && grep -q 'on drivers/a.c: line' "$work/err" && ok "unparsed, staged" || fail "unparsed, staged" "$status"
git diff HEAD >"$work/broken.diff"
reset
lint --patch "$work/broken.diff"; [ $status -eq 3 ] && ok "unparsed, a patch" || fail "unparsed, a patch" "$status"
"$gupsweep" verify . --patch "$work/broken.diff" >"$work/out" 2>"$work/err"
[ $? -eq 3 ] && ok "unparsed, verify" || fail "unparsed, verify" "$(cat "$work/out")"
for args in none.c "drivers/a.c none.c" "--staged none.c" "--staged -- drivers/a.c none/" "HEAD -- none.c" "-- none.c" "--staged ../none.c"; do
	lint $args; refused "an unknown path: $args" "none"
done
for rev in 'HEAD^{tree}' HEAD:drivers/a.c; do lint "$rev"; refused "what is no commit: $rev" "is no commit"; done
git rm -q drivers/c.c
lint --staged drivers/c.c; expect "a path that was removed" 0 ""
git commit -qm removed
lint HEAD -- drivers/c.c; expect "removed by the commit" 0 ""
git reset -q --hard HEAD~1
lint - <drivers/a.c; refused "standard input without a patch" "there is no patch in it"
lint - </dev/null; refused "an empty one" "there is no patch in it"
lint --patch - </dev/null; refused "an empty one as a patch" "there is no patch in it"
"$gupsweep" verify . --patch - </dev/null >"$work/out" 2>"$work/err"; status=$?
refused "an empty one to be verified" "there is no patch in it"
lint drivers/a.c - <drivers/a.c; [ $status -eq 2 ] && grep -q stdin-name "$work/err" && ok "a text of what" || fail "a text of what" "$status"
git clone -q --bare . "$work/bare.git"
for args in "" --staged "--staged drivers"; do
	in_dir "$work/bare.git" $args; refused "a bare repository: lint $args" "name a revision"
done
git clone -q --bare . "$work/named/.git"
in_dir "$work/named" --staged; refused "a bare repository that is called .git" "name a revision"
in_dir "$work/bare.git" HEAD -- drivers/a.c; expect "a bare repository and a path" 1 "drivers/a.c:$found"
touch_call drivers/a.c && git commit -qam one && touch_call drivers/b.c && git commit -qam two
git clone -q --depth 1 "file://$tree" "$work/shallow"
in_dir "$work/shallow" HEAD; refused "where a shallow clone ends" "fetch --depth=2"
git clone -q --depth 2 "file://$tree" "$work/deeper"
in_dir "$work/deeper" HEAD; expect "above it" 1 "drivers/b.c:$found"
in_dir "$work/deeper" HEAD~1..HEAD; expect "a range above it" 1 "drivers/b.c:$found"
in_dir "$work/deeper" HEAD~1; refused "its last commit" "fetch --depth=2"
git reset -q --hard HEAD~2
git init -q "$work/sub" && git -C "$work/sub" commit -qm x --allow-empty
super=$work/super
git clone -q . "$super"
git -C "$super" submodule -q add "$work/sub" sub 2>/dev/null && git -C "$super" commit -qm sub
git -C "$super/sub" commit -qm y --allow-empty
in_dir "$super"; refused "a submodule: lint" "on sub: is a submodule"
git -C "$super" add sub
in_dir "$super" --staged; refused "a submodule: lint --staged" "on sub: is a submodule"
git -C "$super" commit -qm bump
in_dir "$super" HEAD; refused "a submodule: lint HEAD" "on sub: is a submodule"
git -C "$super" format-patch -q -1 --stdout >"$work/sub.patch"
lint --patch "$work/sub.patch"; [ $status -eq 3 ] && ok "a submodule that the tree lacks" || fail "a submodule that the tree lacks" "$status"
in_dir "$super" --patch <(git -C "$super" diff HEAD~2 HEAD~1); [ $status -eq 3 ] && ok "a submodule that is there" || fail "a submodule that is there" "$status"
"$gupsweep" verify "$super" --patch <(git -C "$super" diff HEAD~1) >"$work/out" 2>"$work/err"
[ $? -eq 3 ] && grep -q "on sub: is a submodule" "$work/err" && ok "a submodule to be verified" || fail "a submodule to be verified" "$(cat "$work/out" "$work/err")"
printf 'diff --git a/drivers/a.c b/drivers/a.c\nindex 1111111..2222222 100644\nBinary files a/drivers/a.c and b/drivers/a.c differ\n' >"$work/binary.diff"
for command in "lint --patch" "verify . --patch"; do
	"$gupsweep" $command "$work/binary.diff" >"$work/out" 2>"$work/err"
	[ $? -eq 3 ] && grep -q 'on drivers/a.c: the patch' "$work/err" && ok "a binary patch: $command" || fail "a binary patch: $command" "$(cat "$work/out" "$work/err")"
done
git checkout -q -b left && touch_call drivers/a.c && git commit -qam left
git checkout -q main && sed -i 's/start, 1/start, 2/' drivers/a.c && git commit -qam right
git merge -q left >/dev/null 2>&1
lint --staged; refused "a conflict" "on drivers/a.c: has a conflict"
lint; grep -q "on drivers/a.c: has a conflict" "$work/err" && [ $status -eq 3 ] && ok "a conflict in the work tree" || fail "a conflict in the work tree" "$status"
git merge --abort && git branch -qD left && git reset -q --hard HEAD~1

# -- paths ----------------------------------------------------------------------------------------
touch_call drivers/a.c drivers/b.c
mkdir -p drivers/deep
in_dir drivers; expect "below: the work tree" 1 "a.c:$found,b.c:$found"
in_dir drivers --format=gcc; expect "below: gcc" 1 "a.c:$found,b.c:$found"
in_dir drivers/deep --format=gcc; expect "further below" 1 "../a.c:$found,../b.c:$found"
in_dir include; expect "beside" 1 "../drivers/a.c:$found,../drivers/b.c:$found"
in_dir drivers a.c ./b.c; expect "files" 1 "a.c:$found,./b.c:$found"
in_dir drivers/deep ..; expect "a folder above" 1 "../a.c:$found,../b.c:$found"
in_dir drivers .; expect "this folder" 1 "a.c:$found,b.c:$found"
lint "$tree/drivers/a.c"; expect "an absolute path" 1 "$tree/drivers/a.c:$found"
in_dir "$work" tree/drivers/; expect "from outside" 1 "tree/drivers/a.c:$found,tree/drivers/b.c:$found"
in_dir drivers --stdin-name=a.c - <drivers/a.c; expect "an editor's text" 1 "a.c:$found"
for variable in GIT_LITERAL_PATHSPECS GIT_NOGLOB_PATHSPECS GIT_GLOB_PATHSPECS; do
	export $variable=1
	lint; expect "with $variable" 1 "drivers/a.c:$found,drivers/b.c:$found"
	unset $variable
done
cp .git/config "$work/config"
for key in diff.noprefix=true diff.mnemonicPrefix=true diff.interHunkContext=20 diff.context=9 diff.relative=false diff.renames=copies color.ui=always diff.wordRegex=. \
	"diff.orderFile=$work/HEAD" diff.algorithm=patience diff.ignoreSubmodules=all diff.colorMoved=zebra core.quotePath=false core.abbrev=4 log.follow=true log.diffMerges=off \
	log.showRoot=false log.date=raw format.pretty=oneline log.decorate=full diff.wsErrorHighlight=all diff.suppressBlankEmpty=true diff.autoRefreshIndex=false; do
	git config "${key%%=*}" "${key#*=}"
done
sed -i '3i int more;' drivers/a.c
lint; expect "an odd configuration" 1 "drivers/a.c:9 could-be-unlocked,drivers/b.c:$found"
git add -A; lint --staged; expect "staged" 1 "drivers/a.c:9 could-be-unlocked,drivers/b.c:$found"
git commit -qam odd; lint HEAD; expect "committed" 1 "drivers/a.c:9 could-be-unlocked,drivers/b.c:$found"
lint HEAD~1..HEAD; expect "a range" 1 "drivers/a.c:9 could-be-unlocked,drivers/b.c:$found"
cp "$work/config" .git/config
git reset -q HEAD~1 && sed -i 3d drivers/a.c
git add drivers
in_dir drivers --staged; expect "below: staged" 1 "a.c:$found,b.c:$found"
in_dir drivers --staged b.c; expect "below: a path" 1 "b.c:$found"
in_dir drivers/deep --staged -- ../a.c; expect "a path above" 1 "../a.c:$found"
git commit -qm both
lint HEAD -- drivers/a.c; expect "REV -- PATH" 1 "drivers/a.c:$found"
in_dir drivers HEAD -- b.c; expect "REV -- PATH, below" 1 "b.c:$found"
lint HEAD~1..HEAD -- drivers/b.c; expect "REV..REV -- PATH" 1 "drivers/b.c:$found"
lint HEAD -- include; expect "a path that the commit does not touch" 0 ""
git diff HEAD~1 >"$work/both.diff"; git checkout -q HEAD~1
in_dir drivers --patch "$work/both.diff"; expect "below: a patch" 1 "a.c:$found,b.c:$found"
in_dir "$work" --tree tree --patch "$work/both.diff"; expect "a patch and its tree" 1 "tree/drivers/a.c:$found,tree/drivers/b.c:$found"
git checkout -q main && git reset -q --hard HEAD~1

mkdir -p tools/include/linux tools/mm && echo 'int x;' >tools/include/linux/mm.h && git add tools && git commit -qm tools
touch_call drivers/a.c
in_dir tools; expect "a folder with a header of that name" 1 "../drivers/a.c:$found"
git reset -q --hard HEAD~1

# -- a range, as pages show it --------------------------------------------------------------------
touch_call drivers/a.c && git commit -qam one
sed -i '1i /* more\n * lines */' drivers/a.c && git commit -qam two
touch_call drivers/b.c && git commit -qam three && sed -i 's/FOLL_FORCE/FOLL_NOFAULT/' drivers/b.c && git commit -qam four
git mv drivers/a.c drivers/z.c && git commit -qam five
one=$(git rev-parse HEAD~4)
lint --format=github HEAD~5..HEAD
grep -q "^::warning file=drivers/z.c,line=10,col=8,.*(commit ${one:0:12})" "$work/out" && ok "github: the last commit's lines" || fail "github: the last commit's lines" "$(cat "$work/out")"
grep -q "^::warning file=drivers/b.c,line=8,title.*a later commit changes this line" "$work/out" && ok "github: a line that changed again" || fail "github: a line that changed again" "$(cat "$work/out")"
lint --format=sarif HEAD~5..HEAD
jq -e --arg one "$one" --arg head "$(git rev-parse HEAD)" '(.runs | length) == 1 and .runs[0].versionControlProvenance[0].revisionId == $head and
	([.runs[0].results[] | select(.properties.commit == $one) | .locations[0].physicalLocation |
	.artifactLocation.uri, .region.startLine] == ["drivers/z.c", 10])' "$work/out" >/dev/null && ok "sarif: the same, and the commit" || fail "sarif: the same, and the commit" "$(jq -c '.runs[0].results[] | [.properties, .locations]' "$work/out")"
[ "$(jq -r -f "$top/tests/sarif.jq" "$work/out" 2>&1)" = valid ] && ok "which is valid" || fail "which is valid" "$(jq -r -f "$top/tests/sarif.jq" "$work/out" 2>&1)"
jq -e '[.runs[0].results[] | has("fixes")] | sort == [false, true]' "$work/out" >/dev/null && ok "a fix of what changed again is none" || fail "a fix of what changed again is none" "$(jq -c '.runs[0].results[]' "$work/out")"
git reset -q --hard HEAD~5
git init -q "$work/outer" && cp -r "$tree" "$work/outer/linux" && rm -rf "$work/outer/linux/.git" && git -C "$work/outer" add -A && git -C "$work/outer" commit -qm base
touch_call "$work/outer/linux/drivers/a.c"
in_dir "$work/outer/linux/drivers" --format=github
grep -q "file=linux/drivers/a.c,line=8," "$work/out" && ok "github: a tree below a repository" || fail "github: a tree below a repository" "$(cat "$work/out" "$work/err")"

# in a linked work tree, whose hooks get GIT_DIR
git -C "$work/outer" add -A && git -C "$work/outer" commit -qm touched && git -C "$work/outer" worktree add -q "$work/linked" HEAD
(cd "$work/outer/linux" && "$gupsweep" hook install >/dev/null)
no_release "$work/linked/linux/drivers/b.c"
git -C "$work/linked" commit -qam wrong >"$work/out" 2>&1 && fail "a hook in a linked work tree, a tree below it" "it went through" || { grep -q '^linux/drivers/b.c:7: ERROR' "$work/out" && ok "a hook in a linked work tree, a tree below it" || fail "a hook in a linked work tree, a tree below it" "$(cat "$work/out")"; }

# -- merges ---------------------------------------------------------------------------------------
git checkout -q -b side && touch_call drivers/b.c && no_release drivers/b.c && git commit -qam side
git checkout -q main && sed -i '3i int more;' drivers/a.c && git commit -qam main
git merge -q --no-edit side
lint HEAD; expect "a merge that adds nothing" 0 ""
lint HEAD^1..HEAD; grep -q "(commit $(git rev-parse --short=12 side))" "$work/out" && [ "$(grep -c '(commit' "$work/out")" -eq 1 ] && ok "a range with it" || fail "a range with it" "$(cat "$work/out")"
touch_call drivers/a.c && git commit -qa --amend --no-edit
lint HEAD; expect "a merge that touches a call" 1 "drivers/a.c:9 could-be-unlocked"
lint HEAD -- drivers/b.c; expect "but not there" 0 ""
lint HEAD^1..HEAD -- drivers/a.c; expect "in a range" 1 "drivers/a.c:9 could-be-unlocked"
git reset -q --hard HEAD^1 && git merge -q --no-commit side >/dev/null
lint --staged; expect "a merge to be committed" 0 ""
lint; expect "a merge in the work tree" 0 ""
no_release drivers/a.c && git add -A
lint --staged; expect "with a change of its own" 1 "drivers/a.c:8 not-released"
git merge --abort
git reset -q --hard HEAD~1 && git branch -qD side

# -- mails ----------------------------------------------------------------------------------------
touch_call drivers/a.c && git commit -qam 'drivers: the first of two' && touch_call drivers/b.c && no_release drivers/b.c && git commit -qam 'drivers: the second, whose subject is so long that git folds it into two'
git format-patch -q --stdout HEAD~2 >"$work/two.mbox" && git reset -q --hard HEAD~2
lint --patch "$work/two.mbox"
grep -q 'a.c:8: .*(mail: \[PATCH 1/2\] drivers: the first of two)$' "$work/out" && grep -q 'b.c:.*(mail: \[PATCH 2/2\] drivers: the second, whose subject is so long that git folds it into two)$' "$work/out" &&
	ok "a finding names its mail" || fail "a finding names its mail" "$(cat "$work/out" "$work/err")"
git checkout -q -b two && git am -q "$work/two.mbox" && git format-patch -q --cover-letter -o "$work/series" main && git checkout -q main && git branch -qD two
lint --patch "$work"/series/*.patch; expect "a series with its cover letter" 1 "drivers/a.c:$found,drivers/b.c:7 not-released"
lint --patch "$work"/series/0000*.patch; refused "a cover letter alone" "there is no patch in it"
cp "$work"/series/0000*.patch "$work/series/x.patch"
lint --patch "$work"/series/{0000,x}*.patch; refused "two of them" "there is no patch in"
lint --patch "$work"/series/0001*.patch drivers/c.c; refused "a patch and a text" "there is no patch in it"
lint --format=json --patch "$work/two.mbox"
jq -e '[.findings[].mail] | length >= 2 and all(startswith("[PATCH"))' "$work/out" >/dev/null && ok "in json" || fail "in json" "$(jq -c .findings "$work/out")"

# -- severity, configuration, hooks ---------------------------------------------------------------
touch_call drivers/a.c && git add -A
lint --staged --errors-only; expect "a warning, errors only" 0 ""
no_release drivers/b.c && git add -A
lint --staged --errors-only; expect "an error, errors only" 1 "drivers/b.c:7 not-released"
reset && touch_call drivers/a.c && git add -A
git config gupsweep.severity error; lint --staged; expect "gupsweep.severity error" 0 ""
git config gupsweep.severity warning; lint --staged; expect "gupsweep.severity warning" 1 "drivers/a.c:$found"
git config gupsweep.severity loud; lint --staged; refused "gupsweep.severity loud" "gupsweep.severity"
git config --unset gupsweep.severity
git config gupsweep.ignore "gup-no-lock, gup-could-be-unlocked"; lint --staged; expect "gupsweep.ignore" 0 ""
grep -q "1 silenced" "$work/out" && ok "which is told" || fail "which is told" "$(cat "$work/out")"
git config gupsweep.ignore nonsense; lint --staged; grep -q 'no id nonsense' "$work/err" && ok "an id that is none" || fail "an id that is none" "$(cat "$work/err")"
git config --unset gupsweep.ignore
check install "$gupsweep" hook install
check "a warning does not stop a commit" git commit -qm warning
git config gupsweep.severity warning
sed -i 's/start, 1/start, 3/' drivers/a.c
git commit -qam strict >"$work/out" 2>&1 && fail "but with gupsweep.severity warning" "it went through" || ok "but with gupsweep.severity warning"
git config --unset gupsweep.severity
no_release drivers/a.c
git commit -qam error >"$work/out" 2>&1 && fail "an error does" "it went through" || ok "an error does"
printf '#!/bin/sh\n# Installed by gupsweep hook install; gupsweep hook remove takes it away.\nexec gupsweep lint --staged\n' >.git/hooks/pre-commit
"$gupsweep" hook install >/dev/null && grep -q 'hook run' .git/hooks/pre-commit && ok "an older hook is replaced" || fail "an older hook is replaced" "$(cat .git/hooks/pre-commit)"
"$gupsweep" hook remove >/dev/null
git reset -q --hard HEAD~1

mkdir -p "$work/module" && small_driver mod >"$work/module/m.c" && echo 'obj-m := m.o' >"$work/module/Makefile" && git -C "$work/module" init -q && git -C "$work/module" add -A && git -C "$work/module" commit -qm base
touch_call "$work/module/m.c"
in_dir "$work/module" --kernel "$tree"; expect "a module" 1 "m.c:$found"
git -C "$work/module" config gupsweep.kernel "$tree"
in_dir "$work/module"; expect "gupsweep.kernel" 1 "m.c:$found"
git -C "$work/module" config gupsweep.kernel ../tree
in_dir "$work/module" m.c; expect "relative to the repository" 1 "m.c:$found"
git -C "$work/module" config --unset gupsweep.kernel
(cd "$work/module" && "$gupsweep" hook install --kernel ../tree) >"$work/out" 2>&1 || fail "hook install --kernel" "$(cat "$work/out")"
git -C "$work/module" config gupsweep.severity warning
git -C "$work/module" commit -qam one >"$work/out" 2>&1 && fail "a module's hook" "it went through" || { grep -q "m.c:8.*could-be-unlocked" "$work/out" && ok "a module's hook" || fail "a module's hook" "$(cat "$work/out")"; }
(cd "$work/module" && "$gupsweep" hook install --kernel "$work/none") >"$work/out" 2>&1; status=$?
[ $status -eq 3 ] && ok "a kernel that is not there" || fail "a kernel that is not there" "$status"

# the pre-commit framework: FILEs, and with --from-ref and --to-ref two variables
run_hook() { (cd "$1" && shift && exec "$gupsweep" hook run "$@") >"$work/out" 2>"$work/err"; status=$?; }
git config gupsweep.severity warning
touch_call drivers/a.c && git add drivers/a.c
run_hook . drivers/a.c; expect "pre-commit: a staged file" 1 "drivers/a.c:$found"
git reset -q --hard
run_hook . drivers/a.c drivers/b.c; expect "pre-commit: --all-files" 1 "drivers/a.c:$found,drivers/b.c:$found"
touch_call drivers/a.c && git commit -qam one
PRE_COMMIT_FROM_REF=HEAD~1 PRE_COMMIT_TO_REF=HEAD run_hook . drivers/a.c; expect "pre-commit: --from-ref" 1 "drivers/a.c:$found"
PRE_COMMIT_FROM_REF=HEAD~1 PRE_COMMIT_TO_REF=HEAD run_hook . drivers/b.c; expect "pre-commit: --from-ref, another file" 0 ""
PRE_COMMIT_FROM_REF=gone PRE_COMMIT_TO_REF=HEAD run_hook . drivers/b.c; refused "pre-commit: a revision that is not there" "gone"
grep -q 'entry: gupsweep hook run$' "$top/.pre-commit-hooks.yaml" && ! grep -q 'pass_filenames: false' "$top/.pre-commit-hooks.yaml" && ok "its hooks run that" || fail "its hooks run that" "$(cat "$top/.pre-commit-hooks.yaml")"
git config --unset gupsweep.severity
git reset -q --hard HEAD~1

# -- fixes ----------------------------------------------------------------------------------------
touch_call drivers/a.c drivers/b.c && git add -A && echo 'int later;' >>drivers/b.c
lint --staged --fix; expect "fix what is staged" 0 ""
git diff --quiet drivers/a.c && grep -q pin_user_pages_unlocked drivers/a.c && ok "also in the file that equals it" || fail "also in the file that equals it" "$(git diff)"
git show :drivers/b.c | grep -q pin_user_pages_unlocked && grep -q mmap_read_lock drivers/b.c && grep -q 'on drivers/b.c: differs' "$work/err" && ok "and only there" || fail "and only there" "$(git diff)"
reset

# -- programs that a repository names --------------------------------------------------------------
evil=$work/evil
cp -r "$tree" "$evil" && rm -rf "$evil/.git" "$work/hooks"
git -C "$evil" init -q
printf '#!/bin/sh\necho "$0 $*" >>%s/ran\ncat\n' "$work" >"$work/mark" && chmod +x "$work/mark"
echo '*.c filter=evil diff=evil' >"$evil/.gitattributes"
echo '*.h filter=a=b diff=evil' >>"$evil/.gitattributes"
mkdir "$evil/scripts" && printf '#!/usr/bin/perl\nsystem("git log -1 -p >/dev/null; git status >/dev/null");\nprint "A <a\@example.org> (maintainer:X)\\n";\n' >"$evil/scripts/get_maintainer.pl"
git -C "$evil" add -A && git -C "$evil" commit -qm base
touch_call "$evil/drivers/a.c" && git -C "$evil" commit -qam second
git -C "$evil" cat-file commit HEAD | sed '/^committer/a gpgsig -----BEGIN PGP SIGNATURE-----\n \n iQ==\n -----END PGP SIGNATURE-----' |
	git -C "$evil" hash-object -t commit -w --stdin >"$work/signed"
git -C "$evil" update-ref HEAD "$(cat "$work/signed")"
mkdir "$work/hooks"
for hook in post-index-change reference-transaction pre-commit post-checkout update post-update fsmonitor-watchman query-watchman pre-auto-gc; do ln -s "$work/mark" "$work/hooks/$hook"; done
for key in core.fsmonitor core.pager core.editor core.sshCommand core.askPass core.gitProxy core.alternateRefsCommand gpg.program gpg.ssh.program gpg.x509.program \
	gpg.ssh.defaultKeyCommand pager.diff pager.log pager.config pager.apply pager.rev-list diff.external diff.evil.textconv diff.evil.command filter.evil.clean filter.evil.smudge \
	filter.evil.process filter.a=b.clean filter.a=b.process merge.evil.driver interactive.diffFilter sequence.editor remote.origin.uploadpack remote.origin.vcs \
	uploadpack.packObjectsHook trailer.x.command diff.tool difftool.x.cmd sendemail.smtpserver; do
	git config --file "$work/included" "$key" "$work/mark"
done
for name in diff log config apply rev-list rev-parse ls-tree ls-files diff-tree update-ref index-pack check-ref-format symbolic-ref; do git config --file "$work/included" "alias.$name" "!$work/mark"; done
git config --file "$work/included" credential.helper "!$work/mark"
git config --file "$work/included" log.showSignature true
git config --file "$work/included" diff.submodule log
git config --file "$work/included" core.hooksPath "$work/hooks"
git config --file "$work/included" protocol.ext.allow always
# the marker works
clean_evil() {
	git -C "$evil" config --unset-all include.path; git -C "$evil" config --remove-section 'includeIf.gitdir:**' 2>/dev/null
	git -C "$evil" config --remove-section remote.origin 2>/dev/null; git -C "$evil" config --unset extensions.partialClone
	git -C "$evil" reset -q --hard "$(cat "$work/signed")"
} 2>/dev/null
git -C "$evil" config include.path "$work/included"
touch_call "$evil/drivers/b.c"
rm -f "$work/ran"
git -C "$evil" status >/dev/null 2>&1; git -C "$evil" diff >/dev/null 2>&1; git -C "$evil" log -p -1 >/dev/null 2>&1
for word in fsmonitor evil; do [ -s "$work/ran" ] && ok "git itself runs $word's program" || fail "git itself runs $word's program" "it does not"; done
lint_modes() { # NAME
	local args
	while read -r args; do
		rm -f "$work/ran"
		(cd "$evil/drivers" && eval "\"$gupsweep\" $args") >"$work/out" 2>"$work/err" </dev/null
		if [ -e "$work/ran" ]; then
			fail "$1: $args" "$(sort -u "$work/ran" | head -n 3)"
		elif grep -q ' usage\|not understood' "$work/err"; then
			fail "$1: $args" "$(cat "$work/err")"
		else
			ok "$1: $args"
		fi
	done <<-MODES
		lint
		lint --format=sarif
		lint --staged
		lint a.c
		lint --fix b.c
		lint --fix
		lint --staged --fix
		lint HEAD
		lint HEAD~1..HEAD -- a.c
		lint --patch $work/both.diff
		verify .. --patch $work/both.diff
		verify .. --rev HEAD~1 --patch $work/both.diff
		scan .. --rev HEAD
		scan ..
		diff .. --rev HEAD
		explain .. drivers/a.c:8
		series .. -o $work/mails --force --rev HEAD
		series .. -o $work/mails --force --rev HEAD --cc
		series .. -o $work/mails --force --rev HEAD --branch sweep --signoff
		hook run --kernel ..
		hook run
		hook run a.c b.c
		hook install
		hook remove
	MODES
}
git -C "$evil" config user.name A; git -C "$evil" config user.email a@example.org
lint_modes "hostile"
grep -q refs/heads/sweep <(git -c core.fsmonitor=false -C "$evil" for-each-ref) && ok "the branch was made all the same" || fail "the branch was made all the same" "it was not"
clean_evil
git -C "$evil" config "includeIf.gitdir:**.path" "$work/included"
git -C "$evil" -c core.fsmonitor=false -c core.hooksPath=/dev/null -c filter.evil.clean= -c filter.evil.process= update-index --refresh >/dev/null 2>&1
touch_call "$evil/drivers/b.c"
lint_modes "hostile by includeIf"
clean_evil
# objects that are missing: nothing is fetched
cat "$work/included" >>"$evil/.git/config"
git config --file "$evil/.git/config" extensions.partialClone origin
git config --file "$evil/.git/config" core.repositoryformatversion 1
git config --file "$evil/.git/config" remote.origin.promisor true
for url in "ext::$work/mark" "ssh://nowhere/x" "$tree"; do
	git config --file "$evil/.git/config" remote.origin.url "$url"
	blob=$(git -C "$tree" rev-parse HEAD:drivers/a.c)
	rm -f "$evil/.git/objects/${blob:0:2}/${blob:2}"
	in_dir "$evil" HEAD; refused "what a partial clone lacks" "bring it with git log -p"
	lint_modes "hostile and partial, $url"
done
finish
