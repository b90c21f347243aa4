#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# Install what is missing on Debian 12 or 13: scripts/need.sh GROUP... ("list" prints the table).
# Uses dpkg to look and apt-get to install, as root or through sudo; asks nothing.
set -u

# What differs: the Python that the installed spatch loads, the kernels that are packaged, and by what
# compiler they were built.
release=12 python=3.11 compiler=12
# shellcheck source=/dev/null
if [ "$(. /etc/os-release && echo "${VERSION_ID-}")" = 13 ]; then
	release=13 python=3.13 compiler=14
fi

# group  package  what for
packages() {
	cat <<TABLE
build gcc compiles gupsweep
build libc6-dev the C library's headers, with argp and threads
build make runs the Makefile
build pkg-config finds the libraries' flags
build libgit2-dev reads revisions without a checkout, makes the diff
build libjansson-dev writes the JSON report
run coccinelle spatch, which runs the semantic patches
run git tells lint what changed
test libpython$python the Python that spatch loads for the modes org and report
tree linux-source-6.12 the kernel that the demo and the tests sweep
tree xz-utils unpacks it
test libcmocka-dev unit tests
test clang second compiler
test clang-format checks the layout of the C files
test git applies the mails of a series, and says what format-patch would have made
test git-email says whether git send-email takes them
test libmailtools-perl the same
test b4 takes the mails of a series apart
test jq reads the JSON report in tests
test patch applies the diffs in tests
test perl the kernel's checkpatch.pl
test python3 the kernel's coccicheck
test shellcheck checks the shell scripts
test man-db reads the manual page once
test procps finds processes left over
test util-linux mounts a small disk to fill up
kbuild bc the kernel's own build, to compile rewritten files
kbuild bison the same
kbuild flex the same
kbuild libelf-dev the same, objtool
kbuild libssl-dev the same, certificates
kbuild kmod the same, modules
kbuild cpio the same, headers
kbuild rsync the same, headers
qemu qemu-system-x86 runs the testcases in a real kernel, without KVM
qemu busybox-static the init of that kernel
qemu cpio packs its files
qemu gcc-$compiler compiles the module for it, as the kernel was
fresh debootstrap makes the bare roots of make check-fresh
fresh util-linux runs commands in them
bench ripgrep what the scan is timed against
bench time peak memory
TABLE
	# Debian 13 has no second kernel: scripts/kernel-tree.sh fetches 12's.
	[ $release = 13 ] || echo "test linux-source-6.1 the second kernel of the tests"
}

[ $# -gt 0 ] || { echo "usage: scripts/need.sh GROUP... (build run tree test kbuild qemu bench) | list" >&2; exit 2; }
[ "$1" != list ] || { packages; exit 0; }

missing=()
while read -r group package purpose; do
	case " $* " in *" $group "*) ;; *) continue ;; esac
	[ "$(dpkg-query -W -f '${Status}' "$package" 2>/dev/null)" = "install ok installed" ] && continue
	echo "need.sh: $package is missing: $purpose" >&2
	missing+=("$package")
done < <(packages)
[ ${#missing[@]} -gt 0 ] || exit 0

root=()
if [ "$(id -u)" -ne 0 ]; then
	if ! command -v sudo >/dev/null; then
		echo "need.sh: install: not root and no sudo; as root: apt-get install ${missing[*]}" >&2
		exit 3
	fi
	root=(sudo)
fi
apt() {
	"${root[@]}" env DEBIAN_FRONTEND=noninteractive \
		apt-get -qq -y --no-install-recommends -o Dpkg::Use-Pty=0 "$@" </dev/null >&2
}
# The package lists may be absent or old: fetch them when the first attempt fails. A failing
# update is no reason to stop: one dead source among several is common.
apt install "${missing[@]}" 2>/dev/null || { apt update || true; apt install "${missing[@]}"; } || {
	echo "need.sh: install: failed: ${missing[*]}; see apt-get's words above" >&2
	exit 3
}
