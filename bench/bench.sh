#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# Time a sweep of Debian's whole 6.12 tree against spatch --dir with the same semantic patches and
# against rg and grep for the family's names, all in turn in each round, the page cache warm.
# ROUNDS=N (default 5) for the fast ones, SPATCH_ROUNDS=N (default 2, or 0) for the slow one.
set -u
cd "$(dirname "$0")/.." || exit 3

scripts/need.sh build run tree bench || exit 3
tree=$(scripts/kernel-tree.sh 6.12) || exit 3
rounds=${ROUNDS:-5}
spatch_rounds=${SPATCH_ROUNDS:-2}
work=$(mktemp -d) || exit 3
trap 'rm -rf "$work"' EXIT
export LC_ALL=C XDG_CACHE_HOME=$work/cache COCCI=$PWD/cocci
gupsweep=$PWD/build/gupsweep

names='\b(get|pin)_user_pages(_remote)?\b'
spatch_limit=600

# shellcheck disable=SC2317 # run() calls these by name
cold() { "${measure[@]}" "$gupsweep" scan -q -j 2 --no-cache "$tree"; }
# shellcheck disable=SC2317
warm() { "${measure[@]}" "$gupsweep" scan -q -j 2 "$tree"; }
# shellcheck disable=SC2317 # -uu: the tree's .gitignore names files that belong to it
rg_l() { "${measure[@]}" rg -uu -j 2 -l "$names" -g '*.[ch]' "$tree"; }
# shellcheck disable=SC2317
grep_rl() { "${measure[@]}" grep -rlE "$names" --include='*.[ch]' "$tree"; }
# shellcheck disable=SC2317
# shellcheck disable=SC2016 # the inner shell expands them
spatch_dir() {
	# spatch --jobs leaves its folders where it runs
	"${measure[@]}" timeout $spatch_limit bash -c 'cd "$0" && for rule in unlocked locked; do
			spatch --very-quiet --no-includes --include-headers --jobs 2 --chunksize 1 "$@" \
				--sp-file "$COCCI/gup_$rule.cocci"
		done' "$work" -D patch --dir "$tree"
}
title() {
	case $1 in
	cold) echo "gupsweep scan --no-cache" ;;
	warm) echo "gupsweep scan, its cache warm" ;;
	rg_l) echo "rg -l" ;;
	grep_rl) echo "grep -rl" ;;
	spatch_dir) echo "spatch --dir --jobs 2, both files" ;;
	esac
}

run() {
	measure=(/usr/bin/time -o "$work/time" -f '%e')
	"$1" >"$work/out" 2>"$work/err"
	tail -n 1 "$work/time" >>"$work/$1.times"
	# Nothing found is no measurement.
	[ -s "$work/out" ] || { echo "bench.sh: $(title "$1"): printed nothing: $(head -n 2 "$work/err")" >&2; exit 3; }
}

# The most memory that all processes of a run held together, in MB, sampled every 20 ms.
peak() {
	local pid peak=0 now
	measure=(setsid)
	"$1" >/dev/null 2>&1 &
	sleep 0.02
	# The function runs in a subshell: its child is the session's first process.
	pid=$(pgrep -P $! | head -n 1)
	while kill -0 $! 2>/dev/null; do
		now=$(ps -o rss= -s "${pid:-$!}" 2>/dev/null | awk '{ s += $1 } END { print int(s / 1024) }')
		[ "${now:-0}" -gt "$peak" ] && peak=$now
		sleep 0.02
	done
	wait
	echo "$peak" >"$work/$1.peak"
}

median() { sort -n "$work/$1.times" | awk '{ v[NR] = $1 } END { print (v[int((NR + 1) / 2)] + v[int(NR / 2) + 1]) / 2 }'; }
ratio() { awk -v a="$(median "$1")" -v b="$(median "$2")" 'BEGIN { printf "%.1f", (b > 0) ? a / b : 0 }'; }

all=(cold warm rg_l grep_rl spatch_dir)
echo "linux-source-6.12 $(dpkg-query -W -f '${Version}' linux-source-6.12), $(nproc) cores, 2 jobs, $rounds rounds" >&2
# The first time fills the page cache and gupsweep's own; it does not count.
for what in rg_l warm; do run "$what"; done
rm -f "$work"/*.times
for ((round = 1; round <= rounds; round++)); do
	for what in "${all[@]}"; do
		[ "$what" = spatch_dir ] && [ $round -gt "$spatch_rounds" ] && continue
		run "$what"
		[ -t 2 ] && printf '\rround %d: %-12s' $round "$what" >&2
	done
done
[ -t 2 ] && printf '\r%-30s\r' '' >&2
for what in "${all[@]}"; do
	[ "$what" = spatch_dir ] && [ "$spatch_rounds" -eq 0 ] && continue
	peak "$what"
done

printf '%-36s %9s %9s %9s %5s %9s\n' command 'median s' 'least s' 'most s' runs 'peak MB'
for what in "${all[@]}"; do
	[ -e "$work/$what.times" ] || continue
	printf '%-36s %9.2f %9.2f %9.2f %5d %9d\n' "$(title "$what")" "$(median "$what")" \
		"$(sort -n "$work/$what.times" | head -n 1)" "$(sort -n "$work/$what.times" | tail -n 1)" \
		"$(wc -l <"$work/$what.times")" "$(cat "$work/$what.peak")"
done
echo
[ ! -e "$work/spatch_dir.times" ] ||
	echo "spatch --dir takes $(ratio spatch_dir cold) times as long as a cold scan, $(ratio spatch_dir warm) times as long as a warm one"
echo "a cold scan takes $(ratio cold rg_l) times as long as rg -l, a warm one $(ratio warm rg_l) times"
echo "a cold scan takes $(ratio cold grep_rl) times as long as grep -rl"
