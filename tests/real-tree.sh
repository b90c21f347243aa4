#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# Debian's kernel trees, whole: the sites and their verdicts, and what becomes of the diff.
. "$(dirname "$0")/lib.sh"

declare -A measured=([6.12]='6.12.117-1~deb12u1' [6.1]='6.1.192-2'
	[7.3]='7.3.4-1~bpo13+1')
sites='.sites[] | [.file, .line, .function, .callee, .verdict, .reason] | @tsv'

# Every row of the table, and nothing else.
compare_rows() {
	local version=$1 json=$2 lines=0 line
	[ "$(cat "$top/build/trees/linux-source-$version.unpacked")" = "${measured[$version]}" ] && lines=1
	jq -r "$sites" "$json" >"$work/sites.tsv"
	while read -r line; do
		case $line in
		"ok "*) ok "$version ${line#ok }" ;;
		"FAIL "*) line=${line#FAIL }; fail "$version ${line%%: *}" "${line#*: }" ;;
		esac
	done < <(awk -v lines=$lines -f "$top/tests/rows.awk" \
		input=table "$top/tests/data/linux-$version.tsv" \
		input=allow "$top/tests/data/linux-$version.allow" input=scan "$work/sites.tsv")
}

# checkpatch's words on the lines that patch $2 adds, without their places, sorted.
checkpatch() {
	(cd "$1" && perl scripts/checkpatch.pl --strict --terse --show-types --no-summary --no-signoff \
		--ignore COMMIT_MESSAGE,MISSING_SIGN_OFF,FILE_PATH_CHANGES --root=. - <"$2") |
		sed -E 's/^[^:]*:[0-9]+: //' | sort
}

# A copy of the tree in which only the files of the diff are its own: the others are hard links.
copy_tree() {
	rm -rf "$2"
	cp -al "$1" "$2" || return 1
	while read -r file; do cp -p --remove-destination "$1/$file" "$2/$file"; done <"$work/changed"
}

one_tree() {
	local version=$1 tree copy name=linux-$1
	if ! tree=$(kernel_tree "$version"); then
		skip "$name" "linux-source-$version is not installed and cannot be fetched"
		return
	fi
	copy=$top/build/trees/patched-$version
	touch "$work/before"
	check "$name scan" sh -c "'$gupsweep' scan '$tree' --format=json >'$work/scan.json'"
	if ! jq -e .sites "$work/scan.json" >/dev/null; then
		fail "$name JSON" "none was printed"
		return
	fi
	jq -c '.problems[]' "$work/scan.json" >"$work/problems"
	same "$name no problems" /dev/null "$work/problems"
	compare_rows "$version" "$work/scan.json"

	check "$name diff" kernel_diff "$version"
	cp "$top/build/trees/linux-$version.diff" "$work/diff" || return
	"$gupsweep" diff -j1 --no-cache "$tree" >"$work/diff1"
	same "$name diff is the same again, with one job and without cache" "$work/diff" "$work/diff1"
	sed -n 's|^+++ b/||p' "$work/diff" >"$work/changed"
	jq -r '.sites[] | select(.verdict == "locked" or .verdict == "unlocked") | .file' \
		"$work/scan.json" | sort -u >"$work/wanted"
	same "$name diff has the files with rewrites, no other" "$work/wanted" "$work/changed"

	copy_tree "$tree" "$copy" || return
	check "$name patch -p1" sh -c "cd '$copy' && patch -p1 --fuzz=0 <'$work/diff'"
	(cd "$copy" && xargs sha256sum <"$work/changed") >"$work/patched"
	copy_tree "$tree" "$copy" || return
	# Outside a repository, so that git does not take the project's for the tree's.
	check "$name git apply" env GIT_CEILING_DIRECTORIES="$top/build/trees" GIT_DIR=/dev/null/none \
		git -C "$copy" apply --whitespace=nowarn "$work/diff"
	(cd "$copy" && xargs sha256sum <"$work/changed") >"$work/applied"
	same "$name git apply and patch agree" "$work/patched" "$work/applied"
	copy_tree "$tree" "$copy" || return
	check "$name apply" "$gupsweep" apply "$copy"
	(cd "$copy" && xargs sha256sum <"$work/changed") >"$work/applied"
	same "$name apply and the diff agree" "$work/patched" "$work/applied"
	# Every file that apply wrote has one link or is newer than the scan, wherever it is.
	(cd "$copy" && find . -type f \( -links 1 -o -newer "$work/before" \) -printf '%P\n') |
		LC_ALL=C sort >"$work/touched"
	same "$name apply touches no other file" "$work/changed" "$work/touched"
	find "$tree" -newer "$work/before" -type f >"$work/touched"
	same "$name is as it was" /dev/null "$work/touched"

	checkpatch "$tree" "$work/diff" >"$work/after.check"
	# The reverse diff adds the lines that were there before.
	(cd "$copy" && while read -r f; do
		diff -u --label "a/$f" --label "b/$f" "$f" "$tree/$f"
	done <"$work/changed") >"$work/reverse"
	checkpatch "$tree" "$work/reverse" >"$work/before.check"
	comm -13 "$work/before.check" "$work/after.check" >"$work/new.check"
	same "$name checkpatch --strict finds nothing new" /dev/null "$work/new.check"

	"$gupsweep" scan "$copy" --format=json >"$work/second.json" 2>/dev/null
	jq -c '.sites[] | select(.verdict == "locked" or .verdict == "unlocked")' \
		"$work/second.json" >"$work/second"
	same "$name nothing is left to rewrite" /dev/null "$work/second"
	jq -c '.problems' "$work/second.json" >"$work/problems"
	same "$name no problems after" <(echo '[]') "$work/problems"
	rm -rf "$copy"
}

for version in 6.12 6.1 7.3; do one_tree $version; done
finish
