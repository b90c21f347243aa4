#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# Inputs that are large in one way, and the same twice as large: that may cost at most 2.3 times the
# processor time, that of spatch included. What is refused for its size costs next to nothing: less
# than 0.1 s are taken for 0.1 s. ROUNDS=N (default 3): the least of so many counts.
# shellcheck disable=SC2317 # make_input() calls functions by name
set -u
cd "$(dirname "$0")/.." || exit 3

scripts/need.sh build run bench || exit 3
rounds=${ROUNDS:-3}
work=$(mktemp -d) || exit 3
trap 'rm -rf "$work"' EXIT
export LC_ALL=C XDG_CACHE_HOME=$work/cache
gupsweep=$PWD/build/gupsweep
tree=$work/tree
cp -r testcases/trees/flags "$tree" && mkdir "$tree/drivers" || exit 3

# one_function NAME BEFORE INSIDE AFTER: one with a call; a line of each is repeated so often, @ is its number
one_function() {
	awk -v name="$1" -v n="$2" -v before="$3" -v inside="$4" 'function lines(text, i, line) {
		for (i = 0; i < n && text != ""; i++) { line = text; gsub(/@/, i, line); print line }
	}
	BEGIN {
		print "int " name "(unsigned long start, int nr, struct page **pages, int a, int b)\n{\n\tint ret = 0;\n"
		lines(before)
		print "\tmmap_read_lock(current->mm);"
		lines(inside)
		print "\tret = pin_user_pages(start, nr, FOLL_WRITE, pages);\n\tmmap_read_unlock(current->mm);"
		print "out:\n\treturn ret;\n}"
	}'
}
functions() { for ((i = 0; i < $1; i++)); do one_function "f$i" 0 "" ""; done; }
ifs() { one_function f "$1" "	if (a == @) b++;" ""; }
gotos() { one_function f "$1" "	if (a == @) goto out;" ""; }
ternaries() {
	one_function f "$1" "	a == @ ? @ :" "" | sed 's/^\ta == 0 /\tb = a == 0 /; s/^\tmmap_read_lock/\t0;\n&/'
}
new_files() {
	awk -v n="$1" 'BEGIN { for (i = 0; i < n; i++) {
		f = "drivers/d" i % 100 "/n" i ".c"
		printf "diff --git a/%s b/%s\nnew file mode 100644\n--- /dev/null\n+++ b/%s\n", f, f, f
		printf "@@ -0,0 +1,3 @@\n+int f%d(void)\n+{\n+}\n", i
	} }'
}

# make KIND N: the input
make_input() {
	case $1 in
	new_files) new_files "$2" >"$work/patch" ;;
	*) { echo '#include <linux/mm.h>'; "$1" "$2"; } >"$tree/drivers/x.c" ;;
	esac
	[ "$1" = gotos ] || return 0
	# verify is asked for the proof alone
	sed '/mmap_read_/d; s/pin_user_pages(start, nr, FOLL_WRITE, pages)/pin_user_pages_unlocked(start, nr, pages, FOLL_WRITE)/' \
		"$tree/drivers/x.c" >"$work/x.c"
	diff -u --label a/drivers/x.c --label b/drivers/x.c "$tree/drivers/x.c" "$work/x.c" >"$work/patch"
}
run() {
	case $1 in
	new_files) "${measure[@]}" "$gupsweep" lint --tree "$tree" --patch "$work/patch" ;;
	gotos) "${measure[@]}" "$gupsweep" verify "$tree" --patch "$work/patch" ;;
	*) "${measure[@]}" "$gupsweep" scan --no-cache "$tree" ;;
	esac
}
# cost KIND N: seconds
cost() {
	make_input "$1" "$2"
	measure=(/usr/bin/time -a -o "$work/times" -f '%U %S')
	rm -f "$work/times"
	for ((round = 0; round < rounds; round++)); do
		run "$1" >"$work/out" 2>&1 </dev/null
		# 1 and 3: something was refused
		case $? in 0 | 1 | 3) ;; *) echo "growth.sh: $1: $(head -n 1 "$work/out")" >&2; exit 3 ;; esac
	done
	awk 'NF == 2 { print $1 + $2 }' "$work/times" | sort -n | head -n 1
}

printf '%-12s %8s %9s %9s %9s\n' input size 's' 'twice, s' 'at most 2.3'
worst=0
for kind in functions:1000 ifs:4000 ternaries:4000 gotos:4000 new_files:20000; do
	size=${kind#*:} kind=${kind%:*}
	once=$(cost "$kind" "$size") twice=$(cost "$kind" $((2 * size))) || exit 3
	awk -v kind="$kind" -v size="$size" -v a="$once" -v b="$twice" 'BEGIN {
		ratio = (b > 0.1 ? b : 0.1) / (a > 0.1 ? a : 0.1)
		printf "%-12s %8d %9.2f %9.2f %9.1f\n", kind, size, a, b, ratio
		exit ratio > 2.3
	}' || worst=1
done
exit $worst
