#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# The testcases, before and after, inside a real Linux with a real userfaultfd: Debian's 6.1 cloud
# kernel in QEMU, without KVM. docs/real-kernel.md says how. Environment:
#	KERNEL=6.12	another kernel of Debian's archive
#	RUNS=20		run it that often; each must see the same
#	TABLE=1		print the table of all runs (it is in build/kernel-test/VERSION/table as well)
. "$(dirname "$0")/lib.sh"

# However this ends, no guest stays behind.
pids=()
trap '[ ${#pids[@]} = 0 ] || kill "${pids[@]}" 2>/dev/null; rm -rf "$work"' EXIT
trap 'exit 130' INT TERM HUP

version=${KERNEL:-$([ "$(debian)" = 13 ] && echo 6.12 || echo 6.1)}
limit=${LIMIT:-300}
here=$top/tests/kernel
out=$build/kernel-test/$version
# Semantic patches of testcases/mutants/ whose harm a real kernel can show, and survive.
mutants=(bracket_left foreign_mm_as_current release_inverted release_missing release_unconditional longterm_retryable)

stop() {
	skip check-kernel "$1"
	finish
}

# The folder of testcases/trees/ with this kernel's own prototypes.
own_signature() {
	local tree
	"$gupsweep" api "$kernel/common" 2>/dev/null | prototypes >"$work/own"
	for tree in "$top"/testcases/trees/*/; do
		"$gupsweep" api "$tree" 2>/dev/null | prototypes >"$work/tree"
		cmp -s "$work/own" "$work/tree" && basename "$tree" && return
	done
	return 1
}
prototypes() { sed -n '/^[a-z_]*_user_pages/s/).*/)/p'; }

# What goes into the module: NAME FORM FILE ORIGINAL, for the generator.
list_testcases() {
	local file name
	while read -r name; do
		file=$top/testcases/$name
		if [ -e "$file.res" ]; then
			printf '%s\n' "$name before $file.c $file.c" "$name after $file.res $file.c"
		else
			echo "$name same $file.c $file.c"
		fi
	done < <(testcase_names)
	file=$here/control_bracket_left.c
	echo "control_bracket_left control $file $file"
}

# A module in folder $1 of the testcases that the list on stdin names. What was left out: $1/left-out,
# among them what the kernel's headers do not compile.
build_module() {
	mkdir -p "$1/module"
	cp -pu "$here/watch.h" "$1/" && cp -rpu "$here/module" "$1/" || return
	cat >"$1/list"
	: >"$1/refused"
	for _ in 1 2 3 4; do
		rm -f "$1"/module/cases-*
		grep -vwF -f <(sed 's/^left-out \([^ ]*\) .*/\1/' "$1/refused") "$1/list" |
			"$out/generate" "$1/module" "$signature" "$kernel/config" >"$1/generated" || return
		cat "$1/refused" <(grep '^left-out' "$1/generated") >"$1/left-out"
		# No type information in the module: that would need the package pahole.
		make -s -k -j2 -C "$kernel/headers" M="$1/module" CONFIG_DEBUG_INFO_BTF_MODULES= modules >"$1/log" 2>&1 &&
			return
		sed -nE "s,^$top/testcases/([^.]*)\\.(c|res):[0-9:]* error: (.*),left-out \\1 same: this kernel's compiler says: \\3,p" \
			"$1/log" | sort -u -k 2,2 >"$work/refused"
		[ -s "$work/refused" ] || break
		cat "$work/refused" >>"$1/refused"
	done
	grep -m 5 -E 'error|Error' "$1/log"
	return 1
}

# All that a guest needs beside the kernel, for the module in folder $1.
pack() {
	local root=$1/root
	rm -rf "$root"
	mkdir -p "$root/bin"
	cp "$(command -v busybox)" "$root/bin/busybox" && install -m 755 "$here/guest/init.sh" "$root/init" &&
		cp "$out/guest" "$root/guest" && strip -g -o "$root/gupwatch.ko" "$1/module/gupwatch.ko" || return
	(cd "$root" && find . | cpio -o -H newc --quiet | gzip -1) >"$1/initrd"
	rm -rf "$root"
}

# Boot the module in folder $1, its testcases shared among $2 guests of one CPU each.
# The kernel's own test of the timer fails where the machine has no time for QEMU: no_timer_check.
start() {
	local part
	rm -f "$1"/results* "$1"/console*
	for ((part = 0; part < $2; part++)); do
		timeout -k 5 "$limit" qemu-system-x86_64 -accel tcg -machine q35 -cpu qemu64 -smp 1 -m 384 \
			-nodefaults -no-user-config -no-reboot -display none \
			-kernel "$kernel/vmlinuz" -initrd "$1/initrd" \
			-append "console=ttyS0 panic=-1 no_timer_check quiet loglevel=4 part=$part parts=$2" \
			-serial "file:$1/console.$part" -serial "file:$1/results.$part" >"$1/qemu.$part" 2>&1 </dev/null &
		pids+=($!)
	done
}

# Wait for those guests; their results in $1/results, what their kernels said in $1/console. QEMU's
# exit status tells nothing, not even of a panic: the last line of the results does.
collect() {
	local part
	wait "${pids[@]}"
	pids=()
	cat "$1"/console.[0-9] | tr -d '\r' >"$1/console"
	cat "$1"/results.[0-9] | tr -d '\r' >"$1/results"
	for ((part = 0; part < $2; part++)); do
		tr -d '\r' <"$1/results.$part" | tail -n 1 | grep -qx 'done [0-9]*' || return
	done
}

# Nothing that the kernel complains of is on the console.
console_quiet() { ! grep -E 'BUG|Oops|Call Trace|WARNING|panic|hung_task|blocked for more' "$1/console"; }

judge() { awk -v kernel="$model" "$@"; }

check_controls() {
	local name=check-kernel held
	check "$name guests end" test "$(grep -c '^done' "$out/all/results")" -eq 2
	check "$name kernel is quiet" console_quiet "$out/all"
	held=$(sed -n 's/^control lock-held ms=200 wait=//p' "$out/all/results" | sort -n | head -n 1)
	check "$name a held lock blocks the writer: ${held:-0} us of 200000" test "${held:-0}" -gt 100000
	check "$name bracket left around _unlocked deadlocks" \
		grep -q ' control missing .* writer=blocked .*end=deadlock' "$out/all/results"
}

# Every testcase that was not left out was run, and nothing was lost on the way.
check_complete() {
	local done_runs
	done_runs=$(awk '/^done/ { n += $2 } END { print n }' "$out/all/results")
	check "check-kernel all $done_runs runs are here" test "$(grep -c '^run ' "$out/all/results")" -eq "$done_runs"
	list_testcases | grep -vF "$(sed 's/^left-out \([^:]*\):.*/\1 /' "$out/all/left-out")" |
		cut -d ' ' -f 1,2 | sort >"$work/wanted"
	awk '/^run / { print $2, $6 }' "$out/all/results" | sort -u >"$work/got"
	same "check-kernel every testcase ran" "$work/wanted" "$work/got"
}

# Would the judge notice? Change what was seen of one run in one respect, and it must complain.
check_judge() {
	local change
	for change in events=3/events=0 writer=free/writer=blocked lock=free/lock=leaked excess=0/excess=1 \
		value=3/value=2 pages=p0,p1,p2/pages=p0,p2,p1 held=3/held=4 end=returned/end=died; do
		sed "/^run rewritten.adjacent .* after missing /s/$change/" "$out/seen" >"$work/changed"
		check "check-kernel the judge sees ${change#*/}" \
			grep -q '^FAIL rewritten/adjacent:' <(judge -f "$here/judge.awk" "$out/predictions" "$work/changed")
	done
	sed '/^run rewritten.adjacent .* before missing /s/ events=0/ events=1/' "$out/seen" >"$work/changed"
	check "check-kernel the judge sees an event of the old form" \
		grep -q '^FAIL rewritten/adjacent:' <(judge -f "$here/judge.awk" "$out/predictions" "$work/changed")
}

# What was seen, without times: equal in each run.
outcomes() { grep -v '^control' "$1" | sed 's/ wait=[0-9]*//' | sort; }

check_again() {
	local run start
	outcomes "$out/all/results" >"$out/outcomes"
	for ((run = 2; run <= ${RUNS:-1}; run++)); do
		start=$SECONDS
		start "$out/all" 2
		collect "$out/all" 2 || echo "a guest did not end"
		outcomes "$out/all/results" >"$work/outcomes"
		SAME_LINES=10 same "run $run: $(grep -c ^run "$work/outcomes") outcomes, $((SECONDS - start)) s" \
			"$out/outcomes" "$work/outcomes"
		console_quiet "$out/all" >/dev/null || fail "run $run" "the kernel complains"
	done
}

# Does the mutant $1 perhaps fit the text $2? spatch is slow to say no.
may_fit() {
	local name=${2#"$top/testcases/"}
	name=${name%.res}
	[ -e "$top/testcases/$name.c" ] || return 1 # a .bare.res
	grep -qE '^ \* signature: flags' "$2" || return 1
	! grep -q "^// equivalent: $name " "$top/testcases/mutants/$1.cocci" || return 1
	case $1 in
	bracket_left) grep -q '^\s*ret = [a-z_]*_user_pages_unlocked' "$2" ;;
	longterm_retryable) grep -q LONGTERM "$2" ;;
	*) grep -q '&[a-z_]*locked' "$2" ;;
	esac
}

# Lines NAME KIND FILE ORIGINAL: a few testcases that each mutant fits, in the mutant's form.
list_mutants() {
	local kind file name dir texts
	for kind in "${mutants[@]}"; do
		dir=$out/mutants/$kind
		rm -rf "$dir"
		mkdir -p "$dir"
		texts=()
		for file in "$top"/testcases/rewritten/*.res; do
			name=$(basename "$file" .res)
			may_fit "$kind" "$file" || continue
			cp "$file" "$dir/$name.c"
			texts+=("$dir/$name.c")
			[ ${#texts[@]} -lt 4 ] || break
		done
		spatch --very-quiet --no-show-diff --in-place --sp-file "$top/testcases/mutants/$kind.cocci" \
			"${texts[@]}" >"$work/spatch" 2>&1 </dev/null
		for file in "${texts[@]}"; do
			name=rewritten/$(basename "$file" .c)
			cmp -s "$file" "$top/testcases/$name.res" || echo "$name $kind $file $top/testcases/$name.c"
		done
	done
}

# They are built while the guests run that share the testcases, and run while the model is asked.
build_mutants() {
	if ! list_mutants | build_module "$out/broken" >"$work/err" || ! pack "$out/broken"; then
		fail "mutants" "$(cat "$work/err")"
		mutants=()
	fi
}

# Each mutant must be seen: in a run that ends or yields otherwise than that of the right form.
check_mutants() {
	local kind kinds=0
	[ ${#mutants[@]} -gt 0 ] || return
	collect "$out/broken" 1 || fail "mutants" "a guest did not end: $(tail -n 3 "$out/broken/console")"
	for kind in "${mutants[@]}"; do
		awk -v kind="$kind" -f "$here/caught.awk" "$out/all/results" "$out/broken/results" >"$work/caught"
		while IFS= read -r line; do
			case $line in
			ok\ *) ok "${line#ok }" ;;
			*) fail "mutant $kind" "$line" ;;
			esac
		done <"$work/caught"
		[ ! -s "$work/caught" ] || kinds=$((kinds + 1))
		[ -s "$work/caught" ] || skip "mutant $kind" "fits no testcase of this kernel"
	done
	check "check-kernel five kinds of mutants at the least: $kinds" test "$kinds" -ge 5
}

"$top/scripts/need.sh" qemu || stop "qemu-system-x86 and its kin cannot be installed"
kernel=$("$top/scripts/kernel-image.sh" "$version" 2>"$work/err") || stop "$(tail -n 1 "$work/err")"
signature=$(own_signature) || stop "no folder of testcases/trees/ has the prototypes of this kernel"
model=pin
[[ $signature != *vmas* ]] || model=pin-vmas
mkdir -p "$out"

check "check-kernel generator" "${CC:-gcc}" -std=c11 -D_GNU_SOURCE -O1 -g -Wall -Wextra -Wshadow -Wconversion -Werror \
	-I"$top/tools" -o "$out/generate" "$here"/generate/*.c "$build"/obj/{source,base}/*.o -lgit2
check "check-kernel guest" "${CC:-gcc}" -std=c11 -D_GNU_SOURCE -O2 -g -Wall -Wextra -Wshadow -Wconversion -Werror \
	-static -pthread -o "$out/guest" "$here"/guest/*.c
if ! list_testcases | build_module "$out/all" >"$work/err" || ! pack "$out/all"; then
	fail "check-kernel module" "$(cat "$work/err")"
	finish
fi
while read -r _ name form why; do
	[ "$form" = before: ] || [ "$form" = same: ] || continue
	skip "$name" "$why"
done <"$out/all/left-out"

start "$out/all" 2
build_mutants
collect "$out/all" 2 || fail "check-kernel boot" "a guest did not end: $(tail -n 3 "$out/all/console")"
check_controls
check_complete
[ ${#mutants[@]} = 0 ] || start "$out/broken" 1
grep -v ' control ' "$out/all/results" >"$out/seen"
judge -v ask=1 -f "$here/judge.awk" "$out/seen" >"$out/questions"
"$top/testcases/run-harness.sh" predict - <"$out/questions" >"$out/predictions" 2>"$work/err" ||
	fail "check-kernel model" "$(tail -n 3 "$work/err")"
judge -v table="$out/table" -f "$here/judge.awk" "$out/predictions" "$out/seen" >"$out/judgement"
while IFS= read -r line; do
	case $line in
	ok\ *) ok "${line#ok }" ;;
	FAIL\ *) failed=$((failed + 1)) && echo "$line" ;;
	*) echo "$line" ;;
	esac
done <"$out/judgement"
check_judge
check_mutants
check_again
[ -z "${TABLE:-}" ] || cat "$out/table"
finish
