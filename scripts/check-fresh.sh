#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# README's two commands on a machine where nothing was done before: scripts/check-fresh.sh RELEASE [WORD]
# (12, 13). Makes a bare root of that Debian release below build/fresh with debootstrap, minbase with
# git and make, as a new machine's sources are (updates, security), clones what is committed here into
# it and runs the commands there; with WORD, only those that contain it. Needs root or sudo.
# A line of result for each; all that they print is in build/fresh/RELEASE.log.
# Exit status 4: no such root can be made here.
set -u
cd "$(dirname "$0")/.." || exit 3
export LC_ALL=C

release=${1-} word=${2-}
case $release in
12) name=bookworm ;;
13) name=trixie ;;
*) echo "usage: scripts/check-fresh.sh 12|13 [WORD]" >&2; exit 2 ;;
esac
place=$PWD/build/fresh
base=$place/$release.base root=$place/$release log=$place/$release.log
passed=0 failed=0

cannot() { echo "check-fresh.sh: Debian $release: $1" >&2; exit 4; }

sudo=()
if [ "$(id -u)" -ne 0 ]; then
	sudo=(sudo -n)
	sudo -n true 2>/dev/null || cannot "not root, and sudo is not to be had without a password"
fi
[ "$(dpkg --print-architecture 2>/dev/null)" = amd64 ] || cannot "this machine is no amd64 of Debian's"
"${sudo[@]}" unshare --mount --pid --fork true 2>/dev/null || cannot "no mount namespace can be made"
PATH=$PATH:/usr/sbin:/sbin
scripts/need.sh fresh || cannot "debootstrap is missing"
read -r mirror security < <(scripts/archive.sh mirrors) || cannot "no mirror is known"

# The root as debootstrap leaves it, made once; a machine is a copy of it.
make_base() {
	"${sudo[@]}" rm -rf "$base.new"
	mkdir -p "$place"
	"${sudo[@]}" debootstrap --variant=minbase --include=git,make "$name" "$base.new" "$mirror" \
		>"$place/$release.debootstrap" 2>&1 || {
		tail -n 5 "$place/$release.debootstrap" >&2
		"${sudo[@]}" rm -rf "$base.new"
		cannot "debootstrap failed"
	}
	"${sudo[@]}" tee "$base.new/etc/apt/sources.list" >/dev/null <<-LIST
		deb $mirror $name main
		deb $mirror $name-updates main
		deb $security $name-security main
	LIST
	# This machine's ways out: its proxies, and whether old lists will do.
	apt-config dump | grep -E '^Acquire::(https?|Check|ForceIPv)' |
		"${sudo[@]}" tee "$base.new/etc/apt/apt.conf.d/90machine" >/dev/null
	"${sudo[@]}" mv "$base.new" "$base"
}

# inside COMMAND...: in the root, which sees no process and no mount but its own.
inside() {
	# shellcheck disable=SC2016 # for the inner shell
	"${sudo[@]}" unshare --mount --pid --fork --kill-child sh -c '
		root=$1
		shift
		mount -t proc proc "$root/proc" && mount --rbind /dev "$root/dev" &&
			exec chroot "$root" env -i HOME=/root TERM=dumb PATH=/usr/sbin:/usr/bin:/sbin:/bin \
				http_proxy="${http_proxy-}" https_proxy="${https_proxy-}" sh -c "$@"
	' sh "$root" "$@" </dev/null
}

# try COMMAND: README's, in the clone; a line says how it went.
try() {
	local start=$SECONDS status last
	printf '\n$ %s\n' "$1" >>"$log"
	inside "cd /root/gupsweep && $1" >"$log.one" 2>&1
	status=$?
	cat "$log.one" >>"$log"
	last=$(grep -v '^ *$' "$log.one" | tail -n 1)
	case $1 in
	"make demo")
		# It ends with the diff of 6.12's seven.
		last="$(grep -cE '^\+.*(_user_pages_unlocked\(|&locked)' "$log.one") calls rewritten in the diff"
		[ "${last%% *}" = 7 ] || status=1
		;;
	esac
	if [ $status -eq 0 ]; then
		passed=$((passed + 1))
		echo "ok Debian $release, $1: $last, $((SECONDS - start)) s"
	else
		failed=$((failed + 1))
		echo "FAIL Debian $release, $1: exit status $status, $((SECONDS - start)) s: $last; see ${log#"$PWD"/}"
	fi
}

[ -d "$base" ] || make_base
"${sudo[@]}" rm -rf "$root"
"${sudo[@]}" cp -a --reflink=auto "$base" "$root"
: >"$log"
git bundle create -q "$place/$release.bundle" HEAD || exit 3
"${sudo[@]}" cp "$place/$release.bundle" "$root/root/bundle"
inside "cd /root && git -c advice.detachedHead=false -c init.defaultBranch=main clone -q bundle gupsweep" >>"$log" 2>&1 || { tail -n 5 "$log" >&2; exit 3; }
[ -z "$(git status --porcelain)" ] || echo "   what is not committed is not in the clone"
mapfile -t commands < <(sed -nE 's/^    (make demo|\.\/check\.sh)( .*)?$/\1/p' README.md)
for command in "${commands[@]}"; do
	[[ $command != *"$word"* ]] || try "$command"
done
[ -n "${KEEP-}" ] || "${sudo[@]}" rm -rf "$root"
echo "$passed passed, $failed failed, 0 skipped"
[ $failed -eq 0 ] && [ $passed -gt 0 ]
