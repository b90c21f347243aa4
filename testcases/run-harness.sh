#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# Runs each testcase, before and after, in a model kernel (testcases/harness/) over every schedule of
# page states, waits, errors, signals and results of opaque calls, and compares.
#
#	run-harness.sh [NAME...]		check all testcases, or those named
#	run-harness.sh replay NAME SCHEDULE	one schedule, step by step
#	run-harness.sh predict NAME SITUATION [SCHEDULE]
#						what the model expects, for scripts
#
# NAME is a testcase or TESTCASE:FUNCTION; SCHEDULE a list as in the reports: nr=2,page1=waits.
#
# What "predict" prints: for each function that the testcase offers, each version (before, after) and
# each set of options one line of fields KEY=VALUE, separated by single blanks, in this order:
#	testcase=NAME options=[CONFIG_X,...] function=NAME version=before|after
#	situation=present|minor|wait|userfault|bad|partial|signal|userfault-signal
#		present: all pages there; minor: missing, no wait; wait: missing, I/O brings them;
#		userfault: missing, userfaultfd's monitor brings them; bad: no mapping; partial: the
#		first two pages present, those behind them not mapped; signal: a fatal signal arrives
#		during the wait for I/O; userfault-signal: during the wait for the monitor
#	schedule=ARG=VALUE,...	the arguments and what else was assumed. Unless SCHEDULE says otherwise
#		counts are 4, other numbers 1, an address is mapped, an mm is current's, calls succeed
#	ret=N		the return value
#	pages=0,1	the pages in the array it was given, counted from the window's start; "" if none
#	refs=N pins=N	references and pins held on pages at the end, summed
#	lock=free|held	at the end
#	dropped=yes|no	was the lock dropped during a wait
#	waited=no|free|holding		did it wait, and (the last one wins) with the lock held
#	warned=yes|no	did the kernel warn
#	stops=no|WHY	WHY: what the kernel forbids, in words to the end of the line
# Exit status: 0, 2 wrong usage, 3 no such testcase.
#
# A testcase is its two files. All that may be said of it here is in its head:
#	signature: DIR			the folder of trees/ whose prototypes it is written for
#	compile: no - WHY		it is not run
#	before: wrong - WHY		it does what the kernel forbids, which must be found
#	arg: NAME address|count|number|null	what a parameter is, where its name does not tell
. "$(dirname "$0")/../tests/lib.sh"
cd "$top/testcases" || exit 3
export OUT=$build/harness
script=harness/build.sh

says() { sed -nE "s,^[ /]\* $2: *([^ ].*[^ ]|[^ ]) *$,\1,p" "$1" | head -n 1; }

# What depends on what, for make. A line "SUBJECT OBJECT" for each version of a testcase goes to stdout.
objects() {
	local name=$1 version=$2 source=$3 signature options changed=0 set tag object
	signature=$(says "$name.c" signature)
	[ "$version" = before ] || cmp -s "$name.c" "$source" || changed=1
	options=$(grep -oE '\bCONFIG_\w+' "$name.c" | sort -u | paste -sd ' ')
	for set in "" "$options"; do
		tag=${set:+.options}
		object=$OUT/$signature/$name.$version$tag.o
		{
			echo "$object: $top/testcases/$source \$(MODEL)"
			echo "	@$script subject $signature $top/testcases/$source $name $version '$set' $changed \$@"
			echo "OBJECTS_$signature += $object"
		} >>"$OUT/rules"
		echo "$name $version $object"
		[ "$options" ] || break
	done
}

# Everything for the testcases named, in $OUT/rules; the signatures they have in $OUT/signatures.
write_rules() {
	local file name tree object
	mkdir -p "$OUT/model"
	: >"$OUT/rules"
	: >"$OUT/subjects"
	{
		echo "MODEL := $OUT/generate"
		for file in harness/*.c; do
			name=$(basename "$file" .c)
			[ "$name" != generate ] || continue
			object=$OUT/model/$name.o
			echo "MODEL += $object"
			echo "$object: $file $(echo harness/*.h include/linux/*.h) $script"
			echo "	@$script model_object $file \$@"
		done
		echo "$OUT/generate: harness/generate.c $script"
		echo "	@$script generator harness/generate.c \$@"
	} >>"$OUT/rules"
	for name; do
		[ -z "$(says "$name.c" compile)" ] || continue
		objects "$name" before "$name.c"
		[ ! -e "$name.res" ] || objects "$name" after "$name.res"
	done >"$OUT/subjects"
	for name; do says "$name.c" signature; done | sort -u >"$OUT/signatures"
	while read -r tree; do
		mkdir -p "$OUT/$tree"
		echo "$OUT/$tree/family.o: trees/$tree/include/linux/mm.h \$(MODEL)"
		echo "	@$script family $tree \$@"
		echo "\$(OBJECTS_$tree): $OUT/$tree/family.o"
		echo "$OUT/$tree/harness: \$(OBJECTS_$tree) $OUT/$tree/family.o"
		echo "	@$script program $tree \$@ $OUT/$tree/family.o \$(OBJECTS_$tree)"
		echo "all: $OUT/$tree/harness"
	done <"$OUT/signatures" >>"$OUT/rules"
}

build_all() { make -s -j "$(nproc)" -k -f "$OUT/rules" all; }

case ${1:-} in
replay | predict)
	name=${2:-}
	name=${name%%:*}
	if [ $# -lt 3 ] || [ ! -e "$name.c" ]; then
		echo "usage: run-harness.sh replay TESTCASE[:FUNCTION] SCHEDULE | predict TESTCASE[:FUNCTION] SITUATION" >&2
		exit 2
	fi
	OUT=$OUT/one/$name
	write_rules "$name"
	build_all || exit 3
	exec "$OUT/$(says "$name.c" signature)/harness" "$@"
	;;
esac

if [ $# -gt 0 ]; then
	names=("$@")
else
	names=()
	for file in *.c; do names+=("${file%.c}"); done
fi
write_rules "${names[@]}"
build_all || fail build "see above"
while read -r name version object; do
	[ -s "$object" ] || fail "$name $version" "does not compile: $(head -n 3 "$object.log")"
done <"$OUT/subjects"
for name in "${names[@]}"; do
	why=$(says "$name.c" compile)
	[ -z "$why" ] || skip "$name" "${why#no - }"
done
while read -r tree; do
	"$OUT/$tree/harness" check >"$OUT/$tree/report"
	while IFS= read -r line; do
		case $line in
		ok\ *) ok "${line#ok }" ;;
		FAIL\ *) failed=$((failed + 1)) && echo "$line" ;;
		*) echo "$line" ;;
		esac
	done <"$OUT/$tree/report"
done <"$OUT/signatures"
finish
