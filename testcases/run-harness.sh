#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# Runs each testcase, before and after, in a model kernel (testcases/harness/) over every schedule of
# page states, waits, errors, signals and results of opaque calls, and compares. Where the kernel lacks
# the variants, what runs is the text that cocci/gup_introduce.cocci inserts. Then each mutant of
# testcases/mutants/ must be told from the testcases that it fits, and from that text.
#
#	run-harness.sh				all of it
#	run-harness.sh NAME...			those testcases
#	run-harness.sh replay NAME SCHEDULE	one schedule, step by step
#	run-harness.sh predict NAME SITUATION [SCHEDULE]
#						what the model expects, for scripts
#	run-harness.sh predict - <LINES		the same for lines NAME SITUATION [SCHEDULE]; each is
#						repeated behind "? "
#
# NAME is a testcase as FOLDER/NAME, or FOLDER/NAME:FUNCTION; SCHEDULE a list as in the reports: nr=2,page1=waits.
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
#		"kernel=pin-vmas" there: not the signature's kernel runs the calls, but one that has pins
#		and vmas, as 6.1; "kernel=pin": one without vmas
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
# A testcase is its two files, or one that stays as it is. All that may be said of it here is in its head:
#	signature: DIR			the folder of trees/ whose prototypes it is written for
#	compile: no - WHY		it is not run
#	before: wrong - WHY		it does what the kernel forbids, which must be found; what stays as
#					it is (verdict keep or manual) may do so without a word
#	arg: NAME address|count|number|null	what a parameter is, where its name does not tell
#	arg: NAME other			an mm that is never current's
# A mutant is a semantic patch, applied to the testcases' .res (.c without one). What may be said of it:
#	// equivalent: FOLDER/NAME - REASON	it changes nothing there that anybody could see
#	// applies to: the text of gup_introduce.cocci
. "$(dirname "$0")/../tests/lib.sh"
cd "$top/testcases" || exit 3
export OUT=$build/harness
# A local keeps its address from run to run: gcc 14's sanitizer would move it to a stack of its own.
export ASAN_OPTIONS=detect_stack_use_after_return=0${ASAN_OPTIONS:+:$ASAN_OPTIONS}
export FLAGS="-std=gnu11 -O1 -fno-omit-frame-pointer -fsanitize=address,undefined -fsanitize-undefined-trap-on-error"
# A testcase may do what kernel code does; a mutant may look odd, and what it does not initialise must
# not happen to be right.
export KERNEL_CODE="-Wall -Wextra -Werror -Wno-unused-function -Wno-unused-parameter -Wno-sign-compare"
export MUTANT="-w -Werror=implicit-function-declaration -ftrivial-auto-var-init=pattern"
script=harness/build.sh

says() { sed -nE "s,^[ /]\* $2: *([^ ].*[^ ]|[^ ]) *$,\1,p" "$1" | head -n 1; }

# A rule for make: rule TARGET "PREREQUISITES" COMMAND...
rule() {
	printf '%s: %s\n\t@%s\n' "$1" "$2" "${*:3}"
}

# keep FILE: standard input goes there, unless it is there already: make looks at the time.
keep() {
	cat >"$1.new"
	if cmp -s "$1.new" "$1"; then rm "$1.new"; else mv "$1.new" "$1"; fi
}

# The testcases of signatures without variants run with the inserted text.
gup_of() {
	case $1 in
	tsk-mm-write-force | no-variants) echo "$OUT/introduced/gup.o" ;;
	*) echo - ;;
	esac
}

model_rules() {
	local file name
	mkdir -p "$OUT/model" "$OUT/mutants"
	echo "MODEL := $OUT/generate"
	for file in harness/*.c; do
		name=$(basename "$file" .c)
		[ "$name" = hold ] || echo "MODEL += $OUT/model/$name.o"
		rule "$OUT/model/$name.o" "$file $(echo harness/*.h include/linux/*.h) $script" \
			"$script model_object $file \$@"
	done
	echo "model: \$(MODEL)"
	rule "$OUT/generate" "$(echo harness/generate/*) $script" "$script generator \$@"
	rule "$OUT/introduced/gup.o" "\$(MODEL) ../cocci/gup_introduce.cocci $(find harness/introduce -type f | paste -sd ' ')" \
		"$script introduced $OUT/introduced"
}

# What the testcases say of themselves, read once.
declare -A signature_of options_of reason_not
read_heads() {
	local name
	for name; do
		signature_of[$name]=$(says "$name.c" signature)
		reason_not[$name]=$(says "$name.c" compile)
		options_of[$name]=$(grep -oE '\bCONFIG_\w+' "$name.c" | sort -u | paste -sd ' ')
	done
	for name; do echo "${signature_of[$name]}"; done | sort -u >"$OUT/signatures"
}

# driver_rule STEM NAME OPTIONS: what calls the functions of a testcase
driver_rule() {
	rule "$1.c" "$PWD/$2.c $OUT/${signature_of[$2]}/family.o" \
		"$script driver ${signature_of[$2]} $PWD/$2.c $2 '$3' \$@"
}

# Several versions of a testcase, compiled as one: subject_rules NAME WHAT FLAGS VERSION=SOURCE...
# A line "NAME VERSION OBJECT SYMBOL" for each goes to $OUT/subjects.
subject_rules() {
	local name=$1 what=$2 flags=$3 signature=${signature_of[$1]} set sets defines stem object pair symbol changed
	shift 3
	mapfile -t sets < <(printf '%s\n' "" "${options_of[$name]}" | sort -u)
	for set in "${sets[@]}"; do
		stem=$OUT/$signature/$(flat "$name")${set:+.options}
		object=$stem.$what.o
		[ "$what" != versions ] || driver_rule "$stem" "$name" "$set"
		for pair; do
			changed=0
			[ "${pair%%=*}" = before ] || cmp -s "$name.c" "${pair#*=}" || changed=1
			symbol=subject_${name//[^A-Za-z0-9]/_}${set:+_options}_${pair%%=*}
			printf '#define SUBJECT %s\n#define SOURCE "%s"\n#define VERSION "%s"\n#define OPTIONS "%s"\n#define CHANGED %d\n#include "%s"\n' \
				"$symbol" "${pair#*=}" "${pair%%=*}" "$set" $changed "$stem.c"
			echo "$name ${pair%%=*} $object $symbol" >>"$OUT/subjects"
		done | keep "$object.c"
		defines=${set:+-D${set// /=1 -D}=1}
		rule "$object" "$stem.c $object.c ${*#*=}" \
			"$script versions $signature '$flags $defines' $object"
		echo "OBJECTS_$signature += $object"
	done
}

testcase_rules() {
	local name pairs
	: >"$OUT/subjects"
	for name; do
		[ -z "${reason_not[$name]}" ] || continue
		mkdir -p "$OUT/${signature_of[$name]}"
		pairs=("before=$PWD/$name.c")
		[ ! -e "$name.res" ] || pairs+=("after=$PWD/$name.res")
		subject_rules "$name" versions "$KERNEL_CODE" "${pairs[@]}"
	done
}

program_rules() {
	local tree gup
	while read -r tree; do
		mkdir -p "$OUT/$tree"
		gup=$(gup_of "$tree")
		awk -v dir="$OUT/$tree/" 'index($3, dir) == 1 { print $4 }' "$OUT/subjects" | keep "$OUT/$tree/subjects"
		rule "$OUT/$tree/family.o" "trees/$tree/include/linux/mm.h \$(MODEL)" "$script family $tree \$@"
		rule "$OUT/$tree/harness" "\$(OBJECTS_$tree) $OUT/$tree/family.o $OUT/$tree/subjects ${gup#-}" \
			"$script program $tree \$@ $gup \$(OBJECTS_$tree)"
		echo "all: $OUT/$tree/harness"
	done <"$OUT/signatures"
}

build_all() { make -s -j "$(nproc)" -k -f "$OUT/rules" "$@"; }

# Each mutant of the testcases leaves what it changed in mutants/NAME.
mutate_all() {
	local name mutant source copy
	mkdir -p "$OUT/mutants/sources"
	for name in "${names[@]}"; do
		[ -z "${reason_not[$name]}" ] || continue
		source=$name.res
		[ -e "$source" ] || source=$name.c
		copy=$OUT/mutants/sources/$(flat "$name").c
		cmp -s "$source" "$copy" || cp "$source" "$copy"
	done
	for name in mutants/*.cocci; do
		! grep -q '^// applies to:' "$name" || continue
		mutant=${name##*/}
		mutant=${mutant%.cocci}
		rule "$OUT/mutants/$mutant.done" "$name $script $(echo "$OUT"/mutants/sources/*.c)" "$script mutate $mutant"
		echo "mutants: $OUT/mutants/$mutant.done"
	done >>"$OUT/rules"
	build_all mutants
}

mutant_rules() {
	local file name mutant pairs
	for name in "${names[@]}"; do
		pairs=()
		for file in "$OUT"/mutants/*/"$(flat "$name").c"; do
			mutant=${file%/*}
			mutant=${mutant##*/}
			[ ! -e "$file" ] || [ "$mutant" = sources ] || pairs+=("$mutant=$file")
		done
		[ ${#pairs[@]} = 0 ] || subject_rules "$name" mutants "$MUTANT" "${pairs[@]}"
	done
}

# The testcases of the hold times: one for each form, of one signature.
held=(rewritten/adjacent rewritten/locked_remote)
hold_rules() {
	local objects
	mapfile -t objects < <(for name in "${held[@]}"; do echo "$OUT/flags/$(flat "$name")"; done)
	rule "$OUT/flags/hold" "$OUT/model/hold.o ${objects[*]/%/.versions.o} $OUT/flags/family.o" \
		"$script program flags \$@ $OUT/model/hold.o ${objects[*]/%/.versions.o}"
	echo "all: $OUT/flags/hold"
}

introduced_rules() {
	local file mutant sources objects
	sources=$OUT/tsk-mm-write-force
	objects=$(awk -v dir="$sources/" '$2 == "before" && index($3, dir) == 1 { print $3 }' "$OUT/subjects" | paste -sd ' ')
	for file in mutants/introduced_*.cocci; do
		mutant=$(basename "$file" .cocci)
		rule "$OUT/$mutant/gup.o" "$file $OUT/introduced/gup.o" "$script introduced_mutant $mutant $OUT/$mutant"
		rule "$sources/$mutant" "$OUT/$mutant/gup.o $objects $sources/family.o" \
			"$script program tsk-mm-write-force \$@ $OUT/$mutant/gup.o $objects"
		echo "all: $sources/$mutant"
	done
	rule "$sources/nommu" "$OUT/introduced/gup.o $objects $sources/family.o" \
		"$script program tsk-mm-write-force \$@ $OUT/introduced/nommu.o $objects"
	echo "all: $sources/nommu"
}

# Standard input holds lines NAME SITUATION [SCHEDULE]: each goes to the program of its signature.
predict_lines() {
	local line name tree
	mapfile -t names < <(testcase_names)
	mkdir -p "$OUT"
	read_heads "${names[@]}"
	{ model_rules && testcase_rules "${names[@]}" && program_rules; } >"$OUT/rules"
	build_all all >&2 || exit 3
	rm -f "$OUT"/*/questions
	while read -r line; do
		name=${line%%[: ]*}
		[ -n "${signature_of[$name]:-}" ] || { echo "run-harness.sh: $name: no such testcase" >&2; exit 3; }
		echo "$line" >>"$OUT/${signature_of[$name]}/questions"
	done
	for tree in "$OUT"/*/questions; do
		"${tree%/*}/harness" predict - <"$tree" || exit
	done
}

case ${1:-} in
replay | predict)
	if [ "$*" = "predict -" ]; then
		predict_lines
		exit
	fi
	name=${2:-}
	name=${name%%:*}
	if [ $# -lt 3 ] || [ ! -e "$name.c" ]; then
		echo "usage: run-harness.sh replay FOLDER/NAME[:FUNCTION] SCHEDULE | predict FOLDER/NAME[:FUNCTION] SITUATION" >&2
		exit 2
	fi
	OUT=$OUT/one/$(flat "$name")
	mkdir -p "$OUT"
	read_heads "$name"
	{ model_rules && testcase_rules "$name" && program_rules; } >"$OUT/rules"
	build_all all || exit 3
	exec "$OUT/${signature_of[$name]}/harness" "$@"
	;;
esac

# The report of a program, its ok and FAIL lines counted: counted PREFIX PROGRAM COMMAND...
counted() {
	local line
	while IFS= read -r line; do
		case $line in
		ok\ *) ok "$1${line#ok }" ;;
		FAIL\ *) line=${line#FAIL } && fail "$1${line%%: *}" "${line#*: }" ;;
		*) echo "$line" ;;
		esac
	done < <("${@:2}")
}

if [ $# -gt 0 ]; then
	names=("$@")
	for name; do
		[ -e "$name.c" ] && continue
		echo "run-harness.sh: $name: no such testcase" >&2
		exit 2
	done
else
	mapfile -t names < <(testcase_names && printf '%s\n' harness/contract/*.c | sed 's/\.c$//')
fi
mkdir -p "$OUT"
read_heads "${names[@]}"
{ model_rules && testcase_rules "${names[@]}"; } >"$OUT/rules"
if ! build_all model; then
	fail model "does not compile: see above"
	finish
fi
if [ $# = 0 ]; then
	mutate_all || fail mutants "see above"
	{ mutant_rules && introduced_rules && hold_rules; } >>"$OUT/rules"
fi
program_rules >>"$OUT/rules"
build_all all || fail build "see above"

for name in "${names[@]}"; do
	[ -z "${reason_not[$name]}" ] || skip "$name" "${reason_not[$name]#no - }"
done
while read -r name version object symbol; do
	[[ $version != before && $version != after ]] || grep -qxF "$symbol" "$object.symbols" ||
		fail "$name $version" "does not compile: $(grep -m 1 error "$object.$version.log")"
done <"$OUT/subjects"
"$OUT/$(head -n 1 "$OUT/signatures")/harness" bounds
while read -r tree; do
	counted "" "$OUT/$tree/harness" check
done <"$OUT/signatures"
[ $# = 0 ] || finish

counted "without MMU: " "$OUT/tsk-mm-write-force/nommu" check
. harness/mutants.sh
echo
for name in "${held[@]}"; do
	counted "" "$OUT/flags/hold" time "$name" "$OUT/hold-$(flat "$name").svg"
	counted "" "$OUT/flags/hold" monitor "$name"
done
finish
