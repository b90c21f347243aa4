#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# Every check, on a fresh Debian 12 machine: installs what is missing (as root or through sudo),
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

# suite NAME COMMAND...: its lines begin with ok, FAIL and skip, its last line counts them.
suite() {
	local name=$1 start=$SECONDS last status
	shift
	if [ ${#only[@]} -gt 0 ]; then
		local word wanted=
		for word in "${only[@]}"; do [[ $name == *$word* ]] && wanted=yes; done
		[ "$wanted" ] || return 0
	fi
	echo "== $name"
	"$@" >"$logs/$name" 2>&1
	status=$?
	last=$(tail -n 1 "$logs/$name")
	if [[ $last =~ ^([0-9]+)\ passed,\ ([0-9]+)\ failed,\ ([0-9]+)\ skipped$ ]]; then
		head -n -1 "$logs/$name" | grep -av '^ok '
		passed=$((passed + BASH_REMATCH[1]))
		failed=$((failed + BASH_REMATCH[2]))
		skipped=$((skipped + BASH_REMATCH[3]))
		echo "   ${BASH_REMATCH[1]} ok, ${BASH_REMATCH[2]} failed, ${BASH_REMATCH[3]} skipped, $((SECONDS - start)) s"
		if [ $status -ne 0 ] && [ "${BASH_REMATCH[2]}" -eq 0 ]; then
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

only=("$@")
suite basics tests/basics.sh
suite unit make -s -j2 check
suite unit-sanitized make -s -j2 asan
for script in testcases/run-*.sh tests/*.sh; do
	case $script in
	tests/basics.sh | tests/lib.sh | tests/units.sh) continue ;;
	esac
	name=${script##*/}
	suite "${name%.sh}" "$script"
done

echo
[ ${#summary[@]} -eq 0 ] || printf '%s\n' "${summary[@]}"
echo "took $((SECONDS / 60)) min $((SECONDS % 60)) s"
echo "$passed passed, $failed failed, $skipped skipped"
[ $failed -eq 0 ] && [ $passed -gt 0 ]
