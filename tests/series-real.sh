#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# The series of Debian's kernels: git am, patch -p1, checkpatch, get_maintainer, the quoted semantic
# patches, b4, git send-email.
. "$(dirname "$0")/lib.sh"

export HOME=$work/home GIT_CONFIG_NOSYSTEM=1
mkdir -p "$HOME"
git config --global user.name "gupsweep tests"
git config --global user.email tests@example.invalid

# The patches of series $1, without the cover letter.
patches() { find "$1" -name '*.patch' ! -name '*0000-cover-letter.patch' | sort; }

# The files that mail $1 changes.
changed() { sed -n 's|^+++ b/||p' "$1"; }

# The files of the series in $series as the tree has them, in $1.
lay_out() {
	local file
	patches "$series" | xargs sed -n 's|^+++ b/||p' | sort -u | while read -r file; do
		mkdir -p "$1/$(dirname "$file")"
		cp "$tree/$file" "$1/$file"
	done
}

# Both ways to apply lead to what gupsweep diff says.
check_applies() {
	local mail
	lay_out "$work/$version.git"
	cp -r "$work/$version.git" "$work/$version.tar"
	cp -r "$work/$version.git" "$work/$version.want"
	git -C "$work/$version.git" init -q
	git -C "$work/$version.git" add -A
	git -C "$work/$version.git" commit -qm base
	mapfile -t mails < <(patches "$series")
	check "$version: git am takes the series" git -C "$work/$version.git" am -q "${mails[@]}"
	for mail in "${mails[@]}"; do
		patch -s -p1 -d "$work/$version.tar" <"$mail" || fail "$version patch -p1" "$mail"
	done
	patch -s -p1 -d "$work/$version.want" <"$(kernel_diff "$version")"
	check "$version: patch -p1 leads to the same" diff -r -x .git "$work/$version.tar" "$work/$version.git"
	check "$version: and to what gupsweep diff says" diff -r "$work/$version.tar" "$work/$version.want"
}

# With the patched files in the place of the tree's, no call is left that can be rewritten. Only the
# folders of the files, the headers and mm/ are laid out: the whole tree takes long to copy.
check_nothing_left() {
	local all=$work/$version.all file
	mkdir "$all"
	cp -r "$tree/include" "$tree/mm" "$all"
	(cd "$work/$version.tar" && find . -type f) | while read -r file; do
		mkdir -p "$all/${file%/*}"
		cp "$tree/${file%/*}"/*.[ch] "$all/${file%/*}"
	done
	verdicts "$all" | grep -cE ' (un)?locked$' >"$work/before"
	cp -r "$work/$version.tar/." "$all"
	verdicts "$all" >"$work/got"
	check "$version: the calls are seen before the series" test "$(cat "$work/before")" -gt 0
	check "$version: after it none is to be rewritten" bash -c "test -s '$work/got' && ! grep -E ' (un)?locked$' '$work/got'"
	rm -rf "$all"
}

# What checkpatch.pl of the tree says of the lines of $1, one complaint a line, without places.
complaints() { perl "$tree/scripts/checkpatch.pl" --no-tree --root="$tree" --strict --terse --show-types "$@" 2>&1; }

# Nothing about the message; about the lines only what it says of the lines that they replace too.
check_checkpatch() {
	local mail file
	for mail in $(patches "$series"); do
		complaints "$mail" | grep -E ': (ERROR|WARNING|CHECK):' >"$work/said"
		changed "$mail" | while read -r file; do
			complaints --no-signoff --ignore FILE_PATH_CHANGES -f "$tree/$file"
		done | sed -nE 's/.*: (ERROR|WARNING|CHECK):([A-Z_]+): .*/\2/p' | sort -u >"$work/had"
		sed -nE 's/.*: (ERROR|WARNING|CHECK):([A-Z_]+): .*/\2/p' "$work/said" | sort -u >"$work/has"
		comm -13 "$work/had" "$work/has" >"$work/new"
		same "$version: checkpatch of ${mail##*/}" /dev/null "$work/new"
		check "$version: checkpatch of ${mail##*/} has no error or warning" \
			bash -c "! grep -E ': (ERROR|WARNING):' '$work/said'"
	done
}

# The people in the mail are those that the script names for it (before it has them in its header: the
# script looks for keywords there too).
check_recipients() {
	local mail
	"$gupsweep" series "$tree" -o "$series.plain" -s >/dev/null 2>&1
	for mail in $(patches "$series"); do
		(cd "$tree" && perl scripts/get_maintainer.pl --no-roles --no-rolestats "$series.plain/${mail##*/}" 2>/dev/null) |
			sed -E 's/^"(.*)" </\1 </; s/.*<(.*)>/\1/' | sort >"$work/want"
		python3 - "$mail" <<'PY' | sort >"$work/got"
import email, email.utils, sys
mail = email.message_from_binary_file(open(sys.argv[1], "rb"))
for name, address in email.utils.getaddresses(mail.get_all("To", []) + mail.get_all("Cc", [])):
    print(address)
PY
		same "$version: recipients of ${mail##*/}" "$work/want" "$work/got"
	done
}

# The tokens of a file, one a line, without what the quoted semantic patch leaves to others: the
# declaration of locked, and an mm that mail $2 says was deleted with the lock.
tokens() {
	local mm
	mm=$(tr -s '\n ' '  ' <"$2" | sed -nE 's/.*variable deleted with the lock, line [0-9]+: (\w+).*/\1/p')
	sed "s/int locked = 1;//; s/struct mm_struct \*${mm:-\n};//; s/= ${mm:-\n} =/=/" "$1" |
		grep -oE '[A-Za-z_0-9]+|[^[:space:]]'
}

# The semantic patch that a mail quotes does what the mail does.
check_quoted() {
	local mail file
	for mail in $(patches "$series"); do
		sed -n '/^\/\/ <smpl>$/,/^\/\/ <\/smpl>$/p' "$mail" >"$work/quoted.cocci"
		while read -r file; do
			cp "$tree/$file" "$work/quoted.c"
			(cd "$work" && spatch --very-quiet --sp-file quoted.cocci --in-place quoted.c >/dev/null 2>&1)
			# braces that became needless go with polish alone
			check "$version: the semantic patch that ${mail##*/} quotes" \
				diff <(tokens "$work/quoted.c" "$mail" | grep -v '[{}]') <(tokens "$work/$version.git/$file" "$mail" | grep -v '[{}]')
		done < <(changed "$mail")
	done
}

# says FILE-PATTERN REGEX: does the mail say it, over line ends?
# shellcheck disable=SC2317
says() {
	tr -s '\n ' '  ' <"$(find "$series" -name "$1")" | grep -qE "$2"
}

# shellcheck disable=SC2317
silent() { ! says "$@"; }

# Sentences that a fact of the function or the tree decides.
check_facts() {
	check "6.12: a loop: the lock is taken for each call" says '*qib*' 'for each call, no longer once for the whole loop'
	check "6.12: no loop: it is not said" silent '*xsk*' 'for each call'
	check "6.12: FOLL_TOUCH is told of" says '*xsk*' 'pin_user_pages_unlocked\(\) sets FOLL_TOUCH, pin_user_pages\(\) does not'
	check "6.12: not where the function stays" silent '*tomoyo*' FOLL_TOUCH
	check "6.12: the killable lock is told of" says '*vduse*' 'killed while it waits for the lock gets -EAGAIN'
	check "6.12: not for &locked" silent '*iommufd*' killably
	check "6.12: nothing else under the lock" says '*xsk*' 'around its call of pin_user_pages\(\) and around nothing else'
	check "6.12: what else runs under the lock" says '*vduse*' 'does not need it: rlimit\(\), atomic64_read\(\), '
	check "6.12: what the lock did for a check and a charge" says '*vduse*' \
		'checks pinned_vm and adds to it later\. .* kept no other reader .* kept out who holds it for write, such as perf'
	check "6.12: one atomic step is no such check" silent '*usnic*' 'adds to it later'
	check "6.12: a variable that goes is told of" says '*usnic*' 'Note: usnic_uiom_get_pages\(\): variable deleted with the lock, line [0-9]+: mm'
	check "6.12: whose lock it is" says '*iommufd*' 'mmap_lock of pages->source_mm around'
}

check_tools() {
	local dir=$work/$version.tools
	mkdir -p "$dir"
	git -C "$work/$version.git" tag rewritten
	git -C "$work/$version.git" reset -q --hard "HEAD~$(patches "$series" | wc -l)"
	check "$version: b4 am takes the series" \
		bash -c "cd '$work/$version.git' && cat '$series'/*.patch | b4 --offline-mode -n am --no-cache -m - -o '$dir' && git am -q '$dir'/*.mbx"
	check "$version: and makes the same of it" git -C "$work/$version.git" diff --exit-code rewritten
	git -C "$work/$version.git" reset -q --hard "HEAD~$(patches "$series" | wc -l)"
	check "$version: b4 shazam takes the series" \
		bash -c "cd '$work/$version.git' && cat '$series'/*.patch | b4 --offline-mode -n shazam --no-cache -m -"
	check "$version: b4 shazam makes the same of it" git -C "$work/$version.git" diff --exit-code rewritten
	git -C "$work/$version.git" send-email --dry-run --confirm=never --to=tests@example.invalid "$series" >"$work/sent" 2>&1
	check "$version: git send-email takes the folder" test "$(grep -c '^Result: OK' "$work/sent")" -eq "$(find "$series" -type f | wc -l)"
	sed -n 's/^Message-Id: //p' "$series"/*0000-cover-letter.patch >"$work/cover"
	check "$version: and keeps it one thread" \
		test "$(grep -cF "In-Reply-To: $(cat "$work/cover")" "$work/sent")" -eq "$(patches "$series" | wc -l)"
}

one_kernel() {
	version=$1
	if ! tree=$(kernel_tree "$version"); then
		skip "series-real $version" "linux-source-$version is not installed"
		return
	fi
	series=$work/$version
	if ! "$gupsweep" series "$tree" -o "$series" -s --cc >/dev/null 2>"$work/err"; then
		fail "$version: series" "$(cat "$work/err")"
		return
	fi
	check_applies
	check_nothing_left
	check_checkpatch
	check_recipients
	check_quoted
	[ "$version" != 6.12 ] || check_facts
	check_tools
}

for version in 6.12 6.1; do one_kernel $version; done
finish
