#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# Every check, on a fresh Debian 12 or 13 machine: installs what is missing (as root or through sudo),
# builds, runs every test. With arguments, only the suites whose name contains one of them.
# The last line counts the tests; failed and skipped ones are named above it.
set -u
cd "$(dirname "$0")" || exit 3
export LC_ALL=C.UTF-8
exec </dev/null

logs=build/logs
mkdir -p $logs
passed=0 failed=0 skipped=0
summary=()

scripts/need.sh build run tree test kbuild || exit 3

# wanted NAME: is it asked for?
wanted() {
	local word
	[ ${#only[@]} -gt 0 ] || return 0
	for word in "${only[@]}"; do [[ $1 == *$word* ]] && return 0; done
	return 1
}

# run NAME COMMAND...: its lines begin with ok, FAIL and skip, its last line counts them.
run() {
	local name=$1 start=$SECONDS
	shift
	"$@" >"$logs/$name" 2>&1
	echo "$? $((SECONDS - start))" >"$logs/$name.end"
}

# Of a suite that has ended: what did not go well, and the count.
report() {
	local name=$1 last status took
	read -r status took <"$logs/$name.end"
	echo "== $name"
	last=$(tail -n 1 "$logs/$name")
	if [[ $last =~ ^([0-9]+)\ passed,\ ([0-9]+)\ failed,\ ([0-9]+)\ skipped$ ]]; then
		head -n -1 "$logs/$name" | grep -av '^ok '
		passed=$((passed + BASH_REMATCH[1]))
		failed=$((failed + BASH_REMATCH[2]))
		skipped=$((skipped + BASH_REMATCH[3]))
		echo "   ${BASH_REMATCH[1]} ok, ${BASH_REMATCH[2]} failed, ${BASH_REMATCH[3]} skipped, $took s"
		if [ "$status" -ne 0 ] && [ "${BASH_REMATCH[2]}" -eq 0 ]; then
			failed=$((failed + 1))
			echo "FAIL $name: exit status $status" | tee -a "$logs/$name"
		fi
	else
		tail -n 40 "$logs/$name"
		failed=$((failed + 1))
		echo "FAIL $name: exit status $status, and no count at its end" | tee -a "$logs/$name"
	fi
	mapfile -t -O ${#summary[@]} summary < <(grep -aE '^(FAIL|skip) ' "$logs/$name" | sed "s/^/$name: /")
}

report_ended() {
	local name
	for name in "${started[@]}"; do
		if [ -e "$logs/$name.end" ] && [ ! -e "$logs/$name.told" ]; then
			report "$name"
			touch "$logs/$name.told"
		fi
	done
}

# The suites of one chain share files that are made on the way, and run one after the other.
chain() {
	local name
	for name in "$@"; do
		case $name in
		unit) run unit make -s -j2 WERROR=1 check ;;
		unit-sanitized) run unit-sanitized make -s -j2 asan ;;
		run-*) run "$name" "testcases/$name.sh" ;;
		other-run-*) run "$name" env SAMPLE=6 PATH="${other%/*}:$PATH" "testcases/${name#other-}.sh" ;;
		other-*) run "$name" env SAMPLE=6 PATH="${other%/*}:$PATH" "tests/${name#other-}.sh" ;;
		*) run "$name" "tests/$name.sh" ;;
		esac
	done
}

# Two chains at a time: most suites wait for one process or another most of the time.
start() {
	local name list=()
	for name in "$@"; do wanted "$name" && list+=("$name"); done
	[ ${#list[@]} -gt 0 ] || return 0
	while [ "$(jobs -rp | wc -l)" -ge 2 ]; do
		wait -n
		report_ended
	done
	started+=("${list[@]}")
	chain "${list[@]}" &
}

only=("$@") started=()
rm -f $logs/*.end $logs/*.told
# shellcheck disable=SC2046 # several numbers
trap 'kill $(jobs -p) 2>/dev/null; exit 3' INT TERM
scripts/kernel-tree.sh 6.12 >/dev/null || exit 3
for version in 6.1 7.3; do scripts/kernel-tree.sh $version >/dev/null; done # tests that miss one say so
# Basics builds the program, warnings being errors, for all others.
if wanted basics; then run basics tests/basics.sh; started+=(basics); report_ended; fi
make -s -j2 WERROR=1 all tests || exit 3
start run-harness harness check-kernel
start unit unit-sanitized
for script in tests/fresh.sh tests/coccicheck.sh tests/series-real.sh testcases/run-*.sh tests/*.sh; do
	name=${script##*/}
	name=${name%.sh}
	case " basics lib units ${started[*]} run-harness harness check-kernel " in *" $name "*) continue ;; esac
	start "$name"
done
# What runs semantic patches, with the other Debian release's spatch as well.
suites=(other-run-bare other-run-gupsweep other-run-lint other-run-variants other-coccicheck other-errors
	other-introduce other-bare-skips)
if ! wanted "${suites[*]}"; then
	suites=()
elif ! other=$(scripts/other-spatch.sh 2>$logs/other-spatch); then
	skip="skip other-spatch: ${suites[*]}: $(tail -n 1 $logs/other-spatch)"
	run other-spatch printf '%s\n' "$skip" "0 passed, 0 failed, 1 skipped"
	started+=(other-spatch)
	suites=()
fi
for name in "${suites[@]}"; do start "$name"; done
while [ -n "$(jobs -rp)" ]; do
	wait -n
	report_ended
done
report_ended

echo
[ ${#summary[@]} -eq 0 ] || printf '%s\n' "${summary[@]}"
echo "took $((SECONDS / 60)) min $((SECONDS % 60)) s"
echo "$passed passed, $failed failed, $skipped skipped"
[ $failed -eq 0 ] && [ $passed -gt 0 ]
