#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# Each testcase as it would stand in every other tree of trees/ that has such a call, with both
# spellings of the lock (variants.pl writes them): the same verdicts, and the tokens of the equally
# rewritten result, through plain spatch and through gupsweep. "variants: TREE..." in NAME.c names
# the only trees where its verdicts hold; "variants: no - WHY" that it has no variants.
# With arguments, only those testcases: run-variants.sh FOLDER/NAME...
. "$(dirname "$0")/../tests/lib.sh"
cd "$top/testcases" || exit 3

# tokens FILE...: writes FILE.tokens of each
tokens() {
	perl -0777 -e '
		for my $file (@ARGV) {
			open(my $in, "<", $file) or next;
			my $text = <$in>;
			$text =~ s{/\*.*?\*/|//[^\n]*}{ }gs;
			$text =~ s/\s+/ /g;
			$text =~ s/ ?([^\w ]) ?/$1/g;
			open(my $out, ">", "$file.tokens") or die;
			print $out $text;
		}' "$@"
}

# compare NAME WANTED GOT: files whose tokens must be equal.
compare() {
	if cmp -s "$2.tokens" "$3.tokens"; then
		ok "$1"
	else
		fail "$1" "$(diff -u "$2" "$3" | head -n 30)"
	fi
}

# plain TREE: the semantic patches alone, on the copies in plain/
plain() {
	local dir=$work/$1 rules file
	mkdir "$dir/plain"
	for file in "$dir"/*.bare; do
		file=${file##*/} file=${file%.bare}.c
		cp "$dir/$file" "$dir/plain/$file"
		printf '%s\n\n' "$dir/plain/$file" >>"$dir/groups"
	done
	for rules in gup_unlocked gup_locked; do
		timeout 300 spatch --sp-file "$GUPSWEEP_RULES/$rules.cocci" --file-groups "$dir/groups" \
			-D patch --in-place --no-show-diff >"$dir/log.$rules" 2>&1
	done
	tokens "$dir"/plain/*.c "$dir"/*.bare
}

# swept TREE: gupsweep on a copy of the tree with all variants in it
swept() {
	local dir=$work/$1 name path
	cp -r "trees/$1" "$dir/tree"
	while read -r name path; do
		mkdir -p "$dir/tree/${path%/*}"
		cp "$dir/$name.c" "$dir/tree/$path"
	done <"$dir/list"
	"$gupsweep" scan --format=json "$dir/tree" >"$dir/scan.json" 2>"$dir/err" </dev/null
	jq -r '.sites[] | .file + " " + .function + " " + .verdict + (if .reason == "" then "" else "/" + .reason end)' \
		"$dir/scan.json" >"$dir/sites"
	"$gupsweep" apply "$dir/tree" >"$dir/out" 2>&1 </dev/null
	while read -r name path; do cp "$dir/tree/$path" "$dir/$name.got"; done <"$dir/list"
	tokens "$dir"/*.got "$dir"/*.swept
}

judge() {
	local dir=$work/$1 name path
	if grep -h 'EXN\|rror:' "$dir"/log.*; then
		fail "$1 spatch" "see above"
	fi
	while read -r name path; do
		sed -n "s,^$path ,,p" "$dir/sites" >"$work/got"
		same "$1 $name verdict" "$dir/$name.sites" "$work/got"
		compare "$1 $name gupsweep" "$dir/$name.swept" "$dir/$name.got"
		[ ! -e "$dir/$name.bare" ] || compare "$1 $name bare" "$dir/$name.bare" "$dir/plain/$name.c"
	done <"$dir/list"
}

if [ $# -gt 0 ]; then
	names=("$@")
else
	names=()
	spatch=$(spatch --version | sed -n 's/^spatch version \([0-9.]*\).*/\1/p')
	while read -r name; do
		parsed=$(sed -n 's/^ \* parsed: //p' "$name.c")
		if [ -n "$parsed" ] && [[ $spatch. != "$parsed".* ]]; then
			skip "$name" "spatch $spatch does not parse it"
		else
			names+=("$name")
		fi
	done < <(testcase_names)
fi
# SAMPLE=N: every Nth of them, for a second spatch.
if [ -n "${SAMPLE-}" ]; then
	mapfile -t names < <(printf '%s\n' "${names[@]}" | awk -v n="$SAMPLE" 'NR % n == 1')
fi
trees=()
for tree in trees/*/; do
	tree=${tree#trees/} tree=${tree%/}
	mkdir "$work/$tree"
	perl variants.pl "$tree" "$work/$tree" "${names[@]}"
	[ ! -s "$work/$tree/list" ] || trees+=("$tree")
done
for tree in "${trees[@]}"; do plain "$tree"; done &
for tree in "${trees[@]}"; do swept "$tree"; done
wait
for tree in "${trees[@]}"; do judge "$tree"; done
finish
