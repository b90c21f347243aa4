#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# Each testcase through gupsweep: the verdicts, the text after "apply", nothing more the second time,
# the same from the whole file as from a slice. What NAME.c says of itself at its top:
#	signature: DIR                the folder of trees/ that has the signatures it is written for
#	path: drivers/x.c             where it stands in that tree (drivers/FOLDER/NAME.c if not said)
#	options: --prefer=fast        what gupsweep is asked for; the others stand in a tree of their own
#	site: FUNCTION VERDICT[/REASON]    each call, in order
#	parsed: VERSION               no other spatch parses it: with those its sites are manual/unparsed
# It is in rewritten/ if one of its calls is, and has a .res then; else in manual/ if one is, or in keep/,
# and must come out as it is.
# With arguments, only those testcases: run-gupsweep.sh FOLDER/NAME...
. "$(dirname "$0")/../tests/lib.sh"
cd "$top/testcases" || exit 3

# What the testcase $1 says of $2, one line for each time.
says() { sed -nE "s,^[ /*]*$2: *([^ ].*[^ ]|[^ ]) *$,\1,p" "$1.c" | head -n 50; }

# The folder that its verdicts belong in.
folder_of() {
	case " $(says "$1" site | cut -d ' ' -f 2 | paste -sd ' ') " in
	*" unlocked "* | *" locked "* | *" fast "*) echo rewritten ;;
	*" manual/"*) echo manual ;;
	*) echo keep ;;
	esac
}

spatch=$(spatch --version | sed -n 's/^spatch version \([0-9.]*\).*/\1/p')
# Can this spatch parse the testcase $1?
parsed() {
	local version
	version=$(says "$1" parsed)
	[ -z "$version" ] || [[ $spatch. == "$version".* ]]
}

# Put all testcases of tree $1 with options $2 into one copy of it: one run then does for all.
lay_out() {
	local name path
	rm -rf "$work/tree"
	cp -r "trees/$1" "$work/tree"
	: >"$work/names"
	for name in "${names[@]}"; do
		[ "$(says "$name" signature)+$(says "$name" options)" = "$1+$2" ] || continue
		path=$(says "$name" path)
		path=${path:-drivers/$name.c}
		mkdir -p "$work/tree/$(dirname "$path")"
		if [ -e "$work/tree/$path" ]; then
			fail "$name" "its path $path is taken"
			continue
		fi
		cp "$name.c" "$work/tree/$path"
		echo "$name $path" >>"$work/names"
	done
}

# Does spatch make the same changes in the slices and in the whole files?
whole_files() {
	: >"$work/whole"
	mkdir -p "$work/bin"
	ln -sf "$top/testcases/whole-spatch.pl" "$work/bin/spatch"
	WHOLE_REAL=$(command -v spatch) WHOLE_TREE=$work/tree WHOLE_LOG=$work/whole PATH=$work/bin:$PATH \
		"$gupsweep" scan --no-cache ${2:+"$2"} "$work/tree" >/dev/null 2>&1 </dev/null
	if ! grep -q '^same ' "$work/whole"; then
		# A tree may hold refusals only, for which spatch is not asked.
		if jq -e '[.sites[].verdict] | any(. == "unlocked" or . == "locked" or . == "fast")' \
			"$work/scan.json" >/dev/null; then
			fail "$1 slices" "none was compared: $(head -n 5 "$work/whole")"
		else
			skip "$1 slices" "none was made"
		fi
	elif grep -qv '^same ' "$work/whole"; then
		fail "$1 slices" "$(grep -v '^same ' "$work/whole" | head -n 30)"
	else
		ok "$1 slices: $(grep -c '^same ' "$work/whole") like the whole file"
	fi
}

run_tree() {
	local name path
	lay_out "$1" "$2"
	[ -s "$work/names" ] || [ -z "$2" ] || return
	"$gupsweep" scan --format=json ${2:+"$2"} "$work/tree" >"$work/scan.json" 2>"$work/err" </dev/null
	if ! jq -e .sites "$work/scan.json" >/dev/null 2>&1; then
		fail "$1" "no document: $(head -n 3 "$work/err")"
		return
	fi
	whole_files "$1" "$2"
	"$gupsweep" apply ${2:+"$2"} "$work/tree" >"$work/out" 2>"$work/err.apply" </dev/null
	cp -r "$work/tree" "$work/once"
	"$gupsweep" apply ${2:+"$2"} "$work/tree" >>"$work/out" 2>&1 </dev/null
	while read -r name path; do
		says "$name" site >"$work/wanted"
		parsed "$name" || sed -i 's| [^ ]*$| manual/unparsed|' "$work/wanted"
		jq -r --arg f "$path" '.sites[] | select(.file == $f) |
			.function + " " + .verdict + (if .reason == "" then "" else "/" + .reason end)' \
			"$work/scan.json" >"$work/got"
		if cmp -s "$work/wanted" "$work/got"; then
			ok "$name verdict"
		else
			fail "$name verdict" "wanted $(paste -sd , "$work/wanted"), got $(jq -r --arg f "$path" \
				'.sites[], .problems[] | select(.file == $f) | (.verdict // "problem") + "/" + (.reason // "") + ": " + (.detail // .what)' \
				"$work/scan.json" | paste -sd ' ')"
		fi
		if [ -e "$name.res" ] && parsed "$name"; then
			same "$name result" "$name.res" "$work/once/$path"
		else
			same "$name stays" "$name.c" "$work/once/$path"
		fi
		if cmp -s "$work/once/$path" "$work/tree/$path"; then
			ok "$name again"
		else
			fail "$name again" "$(diff -u "$work/once/$path" "$work/tree/$path" | head -n 20)"
		fi
	done <"$work/names"
	rm -rf "$work/once"
}

if [ $# -gt 0 ]; then
	names=("$@")
else
	mapfile -t names < <(testcase_names)
	for file in *.c; do [ ! -e "$file" ] || fail "$file" "in no folder: nothing would run it"; done
fi
for name in "${names[@]}"; do
	tree=$(says "$name" signature)
	[ -d "trees/${tree:-none}" ] || fail "$name" "no line 'signature:' that names a folder of trees/"
	[ -n "$(says "$name" site)" ] || fail "$name" "no line 'site:'"
	[ "${name%%/*}" = "$(folder_of "$name")" ] || fail "$name" "its verdicts belong in $(folder_of "$name")/"
	case $name in
	rewritten/*) [ -e "$name.res" ] || fail "$name" "is rewritten, and has no .res" ;;
	*) [ ! -e "$name.res" ] || fail "$name" "stays as it is, and has a .res" ;;
	esac
done
for tree in trees/*/; do
	tree=${tree#trees/}
	run_tree "${tree%/}" ""
	run_tree "${tree%/}" --prefer=fast
done
finish
