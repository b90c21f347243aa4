#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# What gupsweep says and does when something is wrong: the exit status, one line that names it, and
# the rest goes on.
. "$(dirname "$0")/lib.sh"

real_spatch=$(command -v spatch)

# expect NAME STATUS REGEX COMMAND...: with status 3, stderr is one line.
expect() {
	local name=$1 wanted=$2 regex=$3 status lines
	shift 3
	timeout 200 "$@" >"$work/out" 2>"$work/err" </dev/null
	status=$?
	lines=$(wc -l <"$work/err")
	if [ $status -ne "$wanted" ]; then
		fail "$name" "exit status $status, not $wanted: $(head -n 3 "$work/err")"
	elif ! head -n 1 "$work/err" | grep -qE "^gupsweep.*($regex)"; then
		fail "$name" "stderr: $(head -n 3 "$work/err")"
	elif [ "$wanted" -eq 3 ] && [ "$lines" -ne 1 ]; then
		fail "$name" "$lines lines, not one: $(head -n 5 "$work/err")"
	else
		ok "$name"
	fi
}

# left_out NAME FILE REGEX TREE: FILE is in the problems for that reason, good.c is rewritten all the same.
left_out() {
	local name=$1 file=$2 regex=$3 status
	shift 3
	timeout 200 "${as_user[@]}" "$gupsweep" scan --format=json --no-cache "$@" >"$work/out" 2>"$work/err" </dev/null
	status=$?
	jq -r '.sites[] | select(.file == "good.c") | .verdict' "$work/out" >"$work/good" 2>/dev/null
	jq -r --arg f "$file" '.problems[] | select(.file == $f) | .what' "$work/out" >"$work/what" 2>/dev/null
	if [ $status -ne 3 ]; then
		fail "$name" "exit status $status, not 3: $(head -n 3 "$work/err")"
	elif ! grep -qE "$regex" "$work/what"; then
		fail "$name" "problems: $(jq -c .problems "$work/out" | head -c 300)"
	elif [ "$(cat "$work/good")" != unlocked ]; then
		fail "$name" "the other file is $(cat "$work/good")"
	else
		ok "$name"
	fi
}

# A spatch that runs the shell text on stdin first; $slices are the files it was given.
fake_spatch() {
	mkdir -p "$work/bin"
	{
		cat <<SH
#!/bin/bash
slices=() args=() last=
for arg; do
	if [ "\$last" = --file-groups ]; then # may be a pipe, which can be read once
		mapfile -t slices < <(grep . "\$arg")
		arg=$work/bin/list.\$\$
		printf '%s\n\n' "\${slices[@]}" >"\$arg"
	fi
	args+=("\$arg") last=\$arg
done
case " \$* " in *" --version "*) exec $real_spatch --version ;; esac
SH
		cat
		echo "exec $real_spatch \"\${args[@]}\""
	} >"$work/bin/spatch"
	chmod +x "$work/bin/spatch"
}

# unchanged NAME TREE: as it was when its contents were written to $work/contents.
unchanged() {
	contents "$2" >"$work/contents.now"
	same "$1" "$work/contents" "$work/contents.now"
}

as_user=()
chmod 755 "$work"
small_tree "$work/tree" good.c

# Usage.
expect "no command" 2 "" "$gupsweep"
expect "unknown command" 2 "frobnicate" "$gupsweep" frobnicate "$work/tree"
expect "no tree" 2 "" "$gupsweep" scan
expect "unknown option" 2 "" "$gupsweep" scan --frobnicate "$work/tree"
expect "unknown format" 2 "yaml" "$gupsweep" scan --format=yaml "$work/tree"
expect "no jobs" 2 "" "$gupsweep" scan -j 0 "$work/tree"
expect "jobs no number" 2 "" "$gupsweep" scan -j many "$work/tree"

# The tree.
expect "tree missing" 3 "$work/none" "$gupsweep" scan "$work/none"
mkdir "$work/empty"
expect "tree empty" 3 "$work/empty" "$gupsweep" scan "$work/empty"
expect "tree a file" 3 "good.c" "$gupsweep" scan "$work/tree/good.c"
mkdir -p "$work/other/include/linux"
echo 'int other;' >"$work/other/include/linux/mm.h"
expect "no kernel tree" 3 "$work/other" "$gupsweep" scan "$work/other"
expect "path missing" 3 "nowhere.c" "$gupsweep" scan "$work/tree" nowhere.c
expect "revision of no repository" 3 "HEAD|repository" \
	env GIT_CEILING_DIRECTORIES="$work" "$gupsweep" scan "$work/tree" --rev HEAD
expect "kernel missing" 3 "$work/none" "$gupsweep" scan "$work/tree" --kernel "$work/none"
expect "report to a full disk" 3 "No space left" \
	sh -c "'$gupsweep' scan '$work/tree' >/dev/full"
expect "diff to a full disk" 3 "No space left" \
	sh -c "'$gupsweep' diff '$work/tree' >/dev/full"

# spatch.
mkdir -p "$work/bare"
expect "no spatch" 3 "spatch.*(install|coccinelle)" \
	env PATH="$work/bare" "$gupsweep" scan --no-cache "$work/tree"
cat >"$work/bare/spatch" <<'SH'
#!/bin/sh
echo "spatch version 1.0.4 compiled with OCaml version 4.01.0"
SH
chmod +x "$work/bare/spatch"
expect "old spatch" 3 "spatch.*1\.0\.4" env PATH="$work/bare:/usr/bin:/bin" "$gupsweep" scan --no-cache "$work/tree"
expect "no rules" 3 "$work/none" env GUPSWEEP_RULES="$work/none" "$gupsweep" scan --no-cache "$work/tree"
# What spatch makes of an example of our own, in each run, tells a spatch or rules that cannot do the work.
cat >"$work/bare/spatch" <<SH
#!/bin/sh
[ "\$*" != --version ] || exec $real_spatch --version
SH
dead="does not make of our own example what .*install"
expect "a spatch that does nothing" 3 "spatch: $work/bare/spatch, version .*, regular expressions (PCRE|Str).*$dead" \
	env PATH="$work/bare:/usr/bin:/bin" "$gupsweep" scan --no-cache "$work/tree"
# with_rules FILE COMMAND...: with that file of the rules as COMMAND, given the text, leaves it
with_rules() {
	local file=$1
	shift
	rm -rf "$work/rules"
	cp -r "$GUPSWEEP_RULES" "$work/rules"
	"$@" <"$GUPSWEEP_RULES/$file" >"$work/rules/$file"
}
# An expression of the other kind of spatch.
other='^(get|pin|mmap)_(user_pages_remote|user_pages|sem|lock)$'
# shellcheck disable=SC2001
[[ $(spatch --version) == *"expressions: Str"* ]] || other=$(sed 's/[(|)]/\\\\&/g' <<<"$other")
small_tree "$work/both" good.c
sed 's/current->mm/mm/; s/int grab(/&struct mm_struct *mm, /; s/pin_user_pages(start/pin_user_pages_remote(mm, start/; s/pages);/pages, NULL);/' \
	"$work/both/good.c" >"$work/both/remote.c"
verdicts "$work/both" >"$work/verdicts"
same "a tree with work for both rules" <(printf '%s\n' "good.c unlocked" "remote.c locked") "$work/verdicts"
for rules in core_unlocked core_locked; do
	with_rules $rules.cocci true
	expect "empty $rules.cocci" 3 "semantic patch: .*/$rules.cocci: is empty; install" \
		env GUPSWEEP_RULES="$work/rules" "$gupsweep" scan --no-cache "$work/both"
	with_rules $rules.cocci sed "s#^identifier \(gup\|sem\) = {[^}]*};#identifier \1 =~ \"$other\";#"
	check "$rules.cocci has a regular expression" grep -q '=~' "$work/rules/$rules.cocci"
	expect "a regular expression in $rules.cocci" 3 "$dead" \
		env GUPSWEEP_RULES="$work/rules" "$gupsweep" scan --no-cache "$work/both"
	with_rules $rules.cocci cat "$GUPSWEEP_RULES/gup_obsolete.cocci"
	expect "another file as $rules.cocci" 3 "$dead|$rules.cocci: .*parse-cocci" \
		env GUPSWEEP_RULES="$work/rules" "$gupsweep" scan --no-cache "$work/both"
	with_rules $rules.cocci sed 's/expression/expresion/'
	expect "$rules.cocci that is no semantic patch" 3 "$dead|$rules.cocci: spatch ended.*parse-cocci" \
		env GUPSWEEP_RULES="$work/rules" "$gupsweep" scan --no-cache "$work/both"
	rm "$work/rules/$rules.cocci"
	mkdir "$work/rules/$rules.cocci"
	expect "a folder for $rules.cocci" 3 "$rules.cocci: Is a directory" \
		env GUPSWEEP_RULES="$work/rules" "$gupsweep" scan --no-cache "$work/both"
done
rm -r "$work/rules"

# Files that are left out.
small_tree "$work/odd" good.c
{ small_driver odd; printf '/* \xe9t\xe9 */\n'; } >"$work/odd/latin1.c"
check "a comment not UTF-8" "$gupsweep" scan --no-cache "$work/odd"
{ small_driver odd; printf 'int \xe9t\xe9;\n'; } >"$work/odd/latin1.c"
left_out "file not UTF-8" latin1.c "UTF-8" "$work/odd"
rm "$work/odd/latin1.c"
{ small_driver odd; head -c 50000000 /dev/zero | tr '\0' '\n'; } >"$work/odd/long.c"
left_out "file of 50 MB" long.c "MB|large|long|big|bytes" "$work/odd"
rm "$work/odd/long.c"
{ echo 'int open(void) { if (1) {'; small_driver odd; } >"$work/odd/braces.c"
left_out "unbalanced braces" braces.c "brace|balance" "$work/odd"
rm "$work/odd/braces.c"

# Expressions, and statements under a lock, that would keep spatch busy until its time is over.
small_driver odd | sed "s/int ret;/int ret, a = $(printf 'start == %d ? %d : ' {1..4000}) 0;/" >"$work/odd/long.c"
left_out "function too long" long.c "too long for spatch" "$work/odd"
small_driver odd | sed "s/mmap_read_lock.*/&$(printf ' if (start == %d) goto out;' {1..400})/; s/.*unlock/out:&/" >"$work/odd/long.c"
left_out "bracket too long" long.c "too long for spatch" "$work/odd"
rm "$work/odd/long.c"

small_driver odd_crash >"$work/odd/crash.c"
fake_spatch <<'SH'
grep -qs odd_crash "${slices[@]}" && kill -SEGV $$
SH
PATH=$work/bin:$PATH left_out "spatch crashes on a slice" crash.c "spatch" "$work/odd"
fake_spatch <<'SH'
grep -qs odd_crash "${slices[@]}" && sleep 600
SH
PATH=$work/bin:$PATH left_out "spatch hangs on a slice" crash.c "longer than|time" "$work/odd"
rm "$work/odd/crash.c"

# As a user who may not do everything.
if [ "$(id -u)" -eq 0 ]; then
	cp "$gupsweep" "$work/gupsweep"
	cp -r "$GUPSWEEP_RULES" "$work/rules"
	chmod -R a+rX "$work/rules" "$work/gupsweep" "$work/odd" "$work/tree"
	mkdir -m 777 "$work/tmp"
	as_user=(setpriv --reuid=65534 --regid=65534 --clear-groups env "GUPSWEEP_RULES=$work/rules"
		"TMPDIR=$work/tmp" "HOME=$work/tmp" "XDG_CACHE_HOME=$work/tmp")
	gupsweep=$work/gupsweep
fi
small_driver odd >"$work/odd/secret.c"
chmod 0 "$work/odd/secret.c"
left_out "file unreadable" secret.c "ermission" "$work/odd"
rm -f "$work/odd/secret.c"
mkdir "$work/odd/secret"
small_driver odd >"$work/odd/secret/a.c"
chmod 0 "$work/odd/secret"
left_out "folder unreadable" secret "ermission" "$work/odd"
chmod 755 "$work/odd/secret"
rm -r "$work/odd/secret"
mkdir -m 0 "$work/closed"
expect "tree unreadable" 3 "closed.*ermission" "${as_user[@]}" "$gupsweep" scan "$work/closed"
chmod 755 "$work/closed"

# apply: all files or none.
small_tree "$work/part" good.c
mkdir "$work/part/a" "$work/part/z"
small_driver grab >"$work/part/a/a.c"
small_driver grab >"$work/part/z/z.c"
if [ "$(id -u)" -eq 0 ]; then chown -R 65534:65534 "$work/part"; fi
chmod 555 "$work/part/z"
chmod 444 "$work/part/z/z.c"
contents "$work/part" >"$work/contents"
expect "apply where one folder is read-only" 3 "z/z.c" "${as_user[@]}" "$gupsweep" apply "$work/part"
unchanged "then nothing is changed" "$work/part"
chmod -R 555 "$work/part"
contents "$work/part" >"$work/contents"
expect "apply to a read-only tree" 3 "nothing|unchanged" "${as_user[@]}" "$gupsweep" apply "$work/part"
unchanged "then nothing is changed either" "$work/part"

# On a disk of its own, read-only or full.
if [ "$(id -u)" -eq 0 ] && unshare -m true 2>/dev/null; then
	mkdir "$work/disk"
	# shellcheck disable=SC2016
	cat >"$work/on-disk" <<'SH'
mount -t tmpfs -o size=1m none "$1/disk" || exit 99
cp -r "$1/tree" "$1/disk/"
case $2 in
full) head -c 2000000 /dev/zero >"$1/disk/filler" 2>/dev/null ;;
readonly) mount -o remount,ro "$1/disk" ;;
esac
find "$1/disk/tree" -type f -exec sha256sum {} + | sort >"$1/sums"
"$3" apply "$1/disk/tree"
status=$?
find "$1/disk/tree" -type f -exec sha256sum {} + | sort >"$1/sums.now"
exit $status
SH
	expect "apply on a full disk" 3 "No space left" \
		unshare -m bash "$work/on-disk" "$work" full "$gupsweep"
	same "then nothing is changed on it" "$work/sums" "$work/sums.now"
	expect "apply on a read-only disk" 3 "Read-only" \
		unshare -m bash "$work/on-disk" "$work" readonly "$gupsweep"
	same "then nothing is changed on it either" "$work/sums" "$work/sums.now"
else
	skip "apply on a full or read-only disk" "needs root, to mount a small one"
fi

# A file that changes while gupsweep works.
small_tree "$work/moving" good.c other.c
fake_spatch <<SH
echo '/* changed meanwhile */' >>"$work/moving/other.c"
SH
cp "$work/moving/good.c" "$work/good.before"
expect "apply to a file that changed meanwhile" 3 "other.c.*chang" \
	env PATH="$work/bin:$PATH" "$gupsweep" apply --no-cache "$work/moving"
same "then the other files are as they were" "$work/good.before" "$work/moving/good.c"

# Modes and line endings.
small_tree "$work/modes" good.c
sed -i 's/$/\r/' "$work/modes/good.c"
chmod 751 "$work/modes/good.c"
check "apply to a file with CRLF" "$gupsweep" apply "$work/modes"
grep -c 'pin_user_pages_unlocked' "$work/modes/good.c" >"$work/count"
same "it is rewritten" <(echo 1) "$work/count"
grep -cv $'\r$' "$work/modes/good.c" >"$work/count"
same "its line endings stay" <(echo 0) "$work/count"
stat -c %a "$work/modes/good.c" >"$work/mode"
same "its mode stays" <(echo 751) "$work/mode"
finish
