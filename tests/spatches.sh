#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# The spatch of this Debian release and that of the other one: the same diff of both kernels to the byte,
# and the same lines named in bare report mode, in every testcase and in both kernels.
. "$(dirname "$0")/lib.sh"

# Debian's coccinelle does not depend on the Python that it loads.
for mode in patch context report; do
	PYTHONHOME=$work/none spatch --very-quiet --sp-file "$top/cocci/gup_unlocked.cocci" -D $mode \
		"$top/testcases/rewritten/adjacent.c" >"$work/$mode" 2>/dev/null
done
check "modes patch and context need no Python" test -s "$work/patch" -a -s "$work/context" -a ! -s "$work/report"

if ! other=$("$top/scripts/other-spatch.sh" 2>"$work/err"); then
	skip "both spatches" "$(tail -n 1 "$work/err")"
	finish
fi
both=("$(command -v spatch)" "$other")
for spatch in "${both[@]}"; do "$spatch" --version | sed -n "s|^spatch version \([^ ]*\).*|   \1: $spatch|p"; done

# A folder with every testcase, and every file of the kernels that names the family, each by itself.
mkdir "$work/files"
while read -r file; do
	cp "$top/testcases/$file" "$work/files/testcases_${file//\//_}"
done < <(cd "$top/testcases" && find . -name '*.[ch]' -printf '%P\n')
for version in 6.12 6.1; do
	if ! tree=$(kernel_tree $version 2>"$work/err"); then
		skip "both spatches, $version" "$(tail -n 1 "$work/err")"
		continue
	fi
	for i in 0 1; do
		mkdir -p "$work/bin$i"
		ln -sf "${both[i]}" "$work/bin$i/spatch"
		PATH=$work/bin$i:$PATH "$gupsweep" diff --no-cache "$tree" >"$work/diff$i" 2>"$work/err$i"
	done
	check "$version has rewrites" grep -q '^+' "$work/diff0"
	same "$version: the same diff" "$work/diff0" "$work/diff1"
	while read -r file; do
		cp "$tree/$file" "$work/files/${version}_${file//\//_}"
	done < <(cd "$tree" && grep -rlE --include='*.[ch]' '\b(get|pin)_user_pages(_remote|_locked|_unlocked)?\b' .)
done
printf '%s\n\n' "$work"/files/* >"$work/groups"

# report RULES: what each of the two reports, in RULES.0 and RULES.1
report() {
	local i define=()
	[[ $1 != *_flags.cocci ]] || define=(-D pin_rejects)
	for i in 0 1; do
		"${both[i]}" --very-quiet --no-includes --include-headers -D report "${define[@]}" --sp-file "$1" \
			--file-groups "$work/groups" 2>"$work/${1##*/}.err$i" </dev/null |
			sed "s|$work/files/||" | sort -u >"$work/${1##*/}.$i"
	done
}
for rules in "$top"/cocci/gup_*.cocci; do
	while [ "$(jobs -rp | wc -l)" -ge 2 ]; do wait -n; done
	report "$rules" &
done
wait
for rules in "$top"/cocci/gup_*.cocci; do
	name=${rules##*/}
	check "$name reports something" test -s "$work/$name.0"
	same "$name: the same reports" "$work/$name.0" "$work/$name.1"
done
finish
