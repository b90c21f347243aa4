#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# Print the folder of Debian's cloud kernel of version $1 (6.1, 6.12): "vmlinuz" to boot, "headers"
# to build a module against it. Downloaded and unpacked once below build/, nothing is installed.
# Exit status 4: the packages cannot be had here.
set -u

version=$1
top=$(cd "$(dirname "$0")/.." && pwd)
place=$top/build/kernels/$version
flavour=cloud-amd64
apt=(apt-get -q -o APT::Sandbox::User=root -o Acquire::Retries=2)

cannot() { echo "kernel-image.sh: $1: $2" >&2; exit 4; }

# The package that the metapackage $1 of the release stands for now.
behind() { apt-cache depends --no-recommends --no-suggests "$1" 2>/dev/null | sed -n 's/^ *Depends: \(linux-.*\)/\1/p' | head -n 1; }

# The release's own kernel has a metapackage without a version in its name: 6.1 in Debian 12, 6.12 in 13.
find_packages() {
	local middle=
	local own=6.1
	# shellcheck source=/dev/null
	[ "$(. /etc/os-release && echo "${VERSION_ID-}")" != 13 ] || own=6.12
	[ "$version" = $own ] || middle=$version-
	image=$(behind "linux-image-$middle$flavour")
	headers=linux-headers-${image#linux-image-}
	[ -n "$image" ] && [ -n "$(apt-cache show "$headers" 2>/dev/null)" ]
}

update() {
	local root=()
	[ "$(id -u)" -eq 0 ] || root=(sudo -n)
	"${root[@]}" apt-get -qq update </dev/null >&2
}

# Image and headers must be of one build: the versions of symbols would not catch a mix-up.
# kbuild is built from the same source; headers name a least version of it.
download() {
	local build kbuild
	build=$(apt-cache show "$image" | sed -n 's/^Version: //p' | head -n 1)
	mapfile -t needs < <(apt-cache depends "$headers=$build" 2>/dev/null |
		sed -nE 's/^ *Depends: (linux-(headers-.*-common|kbuild-.*))/\1/p')
	[ ${#needs[@]} -eq 2 ] || return
	kbuild=$(printf '%s\n' "${needs[@]}" | grep kbuild)
	rm -rf "$place.new"
	mkdir -p "$place.new/debs" || return
	(cd "$place.new/debs" && "${apt[@]}" download "$image=$build" "$headers=$build" \
		"$(printf '%s\n' "${needs[@]}" | grep common)=$build" "$kbuild=$build" </dev/null >&2) || return
	echo "$image $build" >"$place.new/package"
}

unpack() {
	local deb name=${headers#linux-headers-}
	for deb in "$place.new"/debs/*.deb; do
		case ${deb##*/} in
		linux-image-*) dpkg-deb --fsys-tarfile "$deb" | tar -x -C "$place.new" "./boot/vmlinuz-$name" "./boot/config-$name" ;;
		*) dpkg-deb --fsys-tarfile "$deb" | tar -x -C "$place.new" ./usr/src ./usr/lib 2>"$place.new/tar" ||
			! grep -v 'Not found in archive\|Exiting with failure' "$place.new/tar" >&2 ;;
		esac || return
	done
	ln -s "boot/vmlinuz-$name" "$place.new/vmlinuz"
	ln -s "boot/config-$name" "$place.new/config"
	ln -s "usr/src/linux-headers-$name" "$place.new/headers"
	ln -s "usr/src/linux-headers-${name%-"$flavour"}-common" "$place.new/common"
	# One include names the place where the package would be installed.
	# shellcheck disable=SC2016 # for make to expand
	sed -i 's|^include /usr/src/|include $(dir $(lastword $(MAKEFILE_LIST)))../|' "$place.new/headers/Makefile"
	[ -s "$place.new/vmlinuz" ] && [ -s "$place.new/headers/Module.symvers" ] || return
	rm -rf "$place.new/debs" "$place.new/tar"
}

# What is unpacked stays until "make clean": a newer package is no reason to need the network.
if [ ! -e "$place/package" ]; then
	[ "$(dpkg --print-architecture)" = amd64 ] || cannot "linux $version" "this machine is no amd64"
	{ find_packages || { update; find_packages; }; } ||
		cannot "linux $version" "no linux-image and linux-headers for $flavour in the package lists"
	download || { update && find_packages && download; } ||
		cannot "$image" "the package or its headers cannot be downloaded"
	unpack || cannot "$image" "cannot be unpacked"
	rm -rf "$place"
	mv "$place.new" "$place" || exit 3
fi
echo "$place"
