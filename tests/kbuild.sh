#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# Compile each rewritten file with the tree's own Kbuild, before and after: no new warning.
. "$(dirname "$0")/lib.sh"

# What gcc says of file $1, without line numbers; fails if it does not compile.
compile() {
	local object=${1%.c}.o
	rm -f "$objects/$object"
	make -s -C "$copy" O="$objects" "$object" >"$work/make.out" 2>&1 </dev/null
	local status=$?
	grep -E 'warning:|error:' "$work/make.out" | sed -E 's/:[0-9]+:[0-9]+:/:/' | sort -u
	return $status
}

# Configure once; later runs find it.
configure() {
	cmp -s "$top/tests/data/kbuild.config" "$objects/ours" && return
	mkdir -p "$objects"
	make -s -C "$copy" O="$objects" ARCH=x86_64 defconfig &&
		cat "$top/tests/data/kbuild.config" >>"$objects/.config" &&
		make -s -C "$copy" O="$objects" olddefconfig &&
		cp "$top/tests/data/kbuild.config" "$objects/ours"
}

one_tree() {
	local version=$1 tree copy name=kbuild-$1 objects=$top/build/kbuild-$1 file files=()
	if ! tree=$(kernel_tree "$version"); then
		skip "$name" "linux-source-$version is not installed"
		return
	fi
	copy=$top/build/trees/kbuild-$version
	if ! kernel_diff "$version" >/dev/null 2>"$work/err"; then
		fail "$name diff" "$(cat "$work/err")"
		return
	fi
	cp "$top/build/trees/linux-$version.diff" "$work/diff"
	rm -rf "$copy"
	cp -al "$tree" "$copy" || return
	while read -r file; do
		case $file in
		arch/x86/*) files+=("$file") ;;
		arch/*) skip "$name $file" "another architecture's file: needs its compiler" ;;
		*.c) files+=("$file") ;;
		*) skip "$name $file" "a header: compiled where it is included" ;;
		esac
		cp -p --remove-destination "$tree/$file" "$copy/$file"
	done < <(sed -n 's|^+++ b/||p' "$work/diff")
	configure >"$work/make.out" 2>&1 </dev/null || {
		fail "$name configure" "$(tail -n 20 "$work/make.out")"
		return
	}
	mkdir -p "$work/before"
	for file in "${files[@]}"; do
		compile "$file" >"$work/before/${file//\//_}" ||
			fail "$name $file before" "$(tail -n 20 "$work/make.out")"
	done
	patch -s -p1 -d "$copy" <"$work/diff"
	for file in "${files[@]}"; do
		if ! compile "$file" >"$work/after"; then
			fail "$name $file after" "$(grep -E "error|Error" "$work/make.out" | head -n 5)"
		else
			comm -13 "$work/before/${file//\//_}" "$work/after" >"$work/new"
			same "$name $file compiles, nothing new" /dev/null "$work/new"
		fi
	done
	rm -rf "$copy"
}

if [ "$(uname -m)" != x86_64 ]; then
	skip kbuild "the configuration is for x86_64, this is $(uname -m)"
	finish
fi
for version in 6.12 6.1; do one_tree $version; done
finish
