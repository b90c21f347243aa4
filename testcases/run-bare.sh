#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# Runs the testcases through plain spatch, as somebody without gupsweep would.
#
# Each NAME.c is rewritten by gup_unlocked.cocci and then by gup_locked.cocci; the tokens must be those
# of NAME.bare.res, or else NAME.res, or else, and where NAME.c says "bare: refused" ("refused here" if
# for its old signature only), of NAME.c itself. The modes context, org and report must name the calls
# that patch changes. Nothing may change in that result a second time. "define: X Y" in NAME.c passes
# -D X -D Y. Where it says "options: --prefer=fast", gup_fast.cocci alone rewrites it. "parsed: VERSION" says that no other spatch parses it. Where it says "audited: refused", the
# rules that gupsweep runs (core_*.cocci) must refuse it as well: they are one of two judges. With
# arguments, runs only those testcases: run-bare.sh FOLDER/NAME...

set -u
here=$(cd "$(dirname "$0")" && pwd)
cocci=$here/../cocci
work=$(mktemp -d) || exit 3
trap 'rm -rf "$work"' EXIT
passed=0 failed=0 skipped=0

if ! command -v spatch > /dev/null; then
	echo "run-bare.sh: spatch: not found; install coccinelle"
	exit 3
fi

spatch=$(spatch --version | sed -n 's/^spatch version \([0-9.]*\).*/\1/p')
# Can this spatch parse the file $1?
parsed() {
	local version
	version=$(value "$1" parsed)
	[ -z "$version" ] || [[ $spatch. == "$version".* ]]
}

value() {
	sed -n "s/^ \* $2: //p" "$1" | head -n 1
}

# The testcase FOLDER/NAME among others in one directory
flat() {
	echo "${1//\//-}"
}

# What a testcase becomes; itself where it stays as it is
result() {
	local file

	for file in "$here/$1.bare.res" "$here/$1.res" "$here/$1.c"; do
		[ ! -e "$file" ] || break
	done
	echo "$file"
}

fail() {
	echo "FAIL $1: $2"
	failed=$((failed + 1))
}

pass() {
	passed=$((passed + 1))
}

# run SET FILES_DIR RULES MODE OUTPUT [OPTION...]: each file a group of its own
run() {
	local set=$1 dir=$2 rules=$3 mode=$4 out=$5 name
	local -a options=()

	shift 5
	for name in $set; do
		[[ $name = none || $name = fast ]] || options+=(-D "$name")
	done
	while read -r name; do
		printf '%s\n\n' "$dir/$(flat "$name").c"
	done < "$work/names.${set// /_}" > "$out.groups"
	timeout 120 spatch --sp-file "$cocci/$rules.cocci" --file-groups "$out.groups" -D "$mode" \
		"${options[@]}" "$@" > "$out" 2> "$out.err"
}

# The lines of calls in BEFORE that AFTER has changed, as "NAME.c:LINE"
changed_calls() {
	perl -e '
		my ($before, $after, $name) = @ARGV;
		my %gone;
		open(my $d, "-|", "diff", "-U0", $before, $after) or die;
		while (<$d>) {
			next unless /^@@ -(\d+)(?:,(\d+))?/;
			my $n = defined $2 ? $2 : 1;
			$gone{$_} = 1 for $1 .. $1 + $n - 1;
		}
		open(my $b, "<", $before) or die;
		my @line = <$b>;
		my $comment = 0;
		for my $i (0 .. $#line) {
			$comment = 1 if $line[$i] =~ m{^\s*/\*};
			if ($comment) {
				$comment = 0 if $line[$i] =~ m{\*/};
				next;
			}
			next unless $line[$i] =~ /\b(get|pin)_user_pages(_remote)?\s*(\(|$)/;
			my $j = $i;
			$j++ while $j < $#line && $line[$j] !~ /[;{]/;
			print "$name.c:", $i + 1, "\n" if grep { $gone{$_} } $i + 1 .. $j + 1;
		}' "$1" "$2" "$3"
}

# The lines that a mode names, as "NAME.c:LINE", from spatch output on stdin
named_calls() {
	case $1 in
	report)
		sed -n 's,^.*/\([^/:]*\.c\):\([0-9]*\):[0-9-]*: WARNING.*,\1:\2,p'
		;;
	org)
		sed -n 's,^.*\[\[view:.*/\([^/:]*\.c\)::.*linb=\([0-9]*\)::.*,\1:\2,p'
		;;
	context)
		awk '/^--- / { n = split($2, part, "/"); file = part[n]; next }
		     /^\+\+\+ / { next }
		     /^@@ / { split(substr($2, 2), at, ","); line = at[1]; next }
		     /^-/ { print file ":" line++; next }
		     /^ / { line++ }'
		;;
	esac | sort -u
}

tokens() {
	perl -0777 -pe 's{/\*.*?\*/|//[^\n]*}{ }gs; s/\s+/ /g; s/ ?([^\w ]) ?/$1/g; s/(?<=\W) | (?=\W)//g' "$1"
}

names=("$@")
if [ $# = 0 ]; then
	for file in "$here"/{rewritten,keep,manual}/*.c; do
		name=${file#"$here/"}
		names+=("${name%.c}")
	done
fi

mkdir "$work/c" "$work/u" "$work/l" "$work/again_u" "$work/again_l"
for name in "${names[@]}"; do
	if [ -z "$(value "$here/$name.c" bare)" ]; then
		echo "SKIP $name: says nothing of bare use"
		skipped=$((skipped + 1))
		continue
	fi
	set=$(value "$here/$name.c" define)
	set=${set:-none}
	[ -z "$(value "$here/$name.c" options)" ] || set=fast
	echo "$set" >> "$work/sets"
	echo "$name" >> "$work/names.${set// /_}"
	cp "$here/$name.c" "$work/c/$(flat "$name").c"
	cp "$here/$name.c" "$work/u/$(flat "$name").c"
	cp "$(result "$name")" "$work/again_u/$(flat "$name").c"
done
[ -e "$work/sets" ] || { echo "0 passed, $failed failed, $skipped skipped"; exit 1; }
sort -u -o "$work/sets" "$work/sets"

# The semantic patches for a set, in their order
first() { [ "$1" = fast ] && echo gup_fast || echo gup_unlocked; }
second() { [ "$1" = fast ] && echo gup_fast || echo gup_locked; }

# Two at a time: what spatch changes, and what it only names
changes() {
	while read -r set; do
		s=${set// /_}
		run "$set" "$work/u" "$(first "$set")" patch "$work/patch_u.$s" --in-place --no-show-diff
		while read -r name; do
			cp "$work/u/$(flat "$name").c" "$work/l"
		done < "$work/names.$s"
		run "$set" "$work/l" "$(second "$set")" patch "$work/patch_l.$s" --in-place --no-show-diff
		run "$set" "$work/again_u" "$(first "$set")" patch "$work/again_u.$s" --in-place --no-show-diff
		run "$set" "$work/again_u" "$(second "$set")" patch "$work/again_l.$s" --in-place --no-show-diff
	done < "$work/sets"
}

looks() {
	while read -r set; do
		s=${set// /_}
		for mode in $2; do
			run "$set" "$work/$1" "$($3 "$set")" "$mode" "$work/$mode.$1.$s"
		done
	done < "$work/sets"
}

looks c "context org report" first &
changes
wait $!
looks u context second &
looks u "org report" second
wait $!

for rules in u l; do
	while read -r set; do
		s=${set// /_}
		if grep -h 'EXN\|rror:' "$work/patch_$rules.$s.err" "$work/again_$rules.$s.err"; then
			fail "spatch -D $set" "see above"
		fi
		from=$([ $rules = u ] && echo c || echo u)
		for mode in context org report; do
			named_calls $mode < "$work/$mode.$from.$s" >> "$work/named.$mode.$rules"
		done
	done < "$work/sets"
done

while read -r set; do
	while read -r name; do
		flat=$(flat "$name")
		want=$(result "$name")
		parsed "$here/$name.c" || want=$here/$name.c
		[[ $(value "$here/$name.c" bare) = refused* ]] && want=$here/$name.c
		if [ "$(tokens "$work/l/$flat.c")" = "$(tokens "$want")" ]; then
			pass
		else
			fail "$name" "not as in ${want##*/}"
			diff -u "$want" "$work/l/$flat.c" | sed 1,2d >> "$work/diffs"
		fi

		changed_calls "$work/c/$flat.c" "$work/u/$flat.c" "$flat" > "$work/did.u"
		changed_calls "$work/u/$flat.c" "$work/l/$flat.c" "$flat" > "$work/did.l"
		for mode in context org report; do
			good=1
			for rules in u l; do
				grep "^$flat\.c:" "$work/named.$mode.$rules" | sort -u > "$work/says"
				sort -u "$work/did.$rules" | cmp -s - "$work/says" || good=0
			done
			if [ $good = 1 ]; then
				pass
			else
				fail "$name" "mode $mode does not name the calls that mode patch changes"
			fi
		done

		if cmp -s "$(result "$name")" "$work/again_u/$flat.c"; then
			pass
		else
			fail "$name" "a second run changes $(basename "$(result "$name")")"
		fi
	done < "$work/names.${set// /_}"
done < "$work/sets"

# As gupsweep runs them: nothing but its mark in each function may be added. Where paths meet with and
# without the lock spatch itself gives up, which gupsweep takes for a refusal.
mkdir "$work/a"
for name in "${names[@]}"; do
	[ "$(value "$here/$name.c" audited)" = refused ] || continue
	flat=$(flat "$name")
	for rules in core_unlocked core_locked; do
		cp "$here/$name.c" "$work/a/$flat.c"
		if ! timeout 120 spatch --sp-file "$cocci/$rules.cocci" --iso-file "$cocci/none.iso" \
			--in-place --no-show-diff "$work/a/$flat.c" > "$work/a/log" 2>&1; then
			grep -q 'inconsistent control-flow paths' "$work/a/log" || fail "$name" "$(tail -n 1 "$work/a/log")"
		elif ! grep -q 'gupsweep_parsed;' "$work/a/$flat.c"; then
			fail "$name" "not parsed by $rules.cocci"
		fi
		sed -i '/gupsweep_parsed;/d' "$work/a/$flat.c"
		if [ "$(tokens "$here/$name.c")" = "$(tokens "$work/a/$flat.c")" ]; then
			pass
		else
			fail "$name" "changed by $rules.cocci"
		fi
	done
done

[ -n "${VERBOSE:-}" ] && cat "$work/diffs" 2> /dev/null
echo "$passed passed, $failed failed, $skipped skipped"
[ $failed = 0 ]
