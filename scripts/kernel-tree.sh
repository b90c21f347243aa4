#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# Print the path of Debian's kernel tree of version $1 (6.12, 6.1, 7.3), unpacked once below build/. Where
# the release has no package of it (6.1 in Debian 13, 7.3 outside of 13's backports) the other release's
# is fetched, not installed.
set -u

package=linux-source-$1
trees=$(cd "$(dirname "$0")/.." && pwd)/build/trees
tree=$trees/$package
archive=$trees/$package.archive
# Of which release's archive, where it is not installed
case $1 in
6.1) from=12 ;;
7.3) from=13-backports ;;
*) from= ;;
esac
[ "$from" != "$(. /etc/os-release && echo "${VERSION_ID-}")" ] || from=
# fetch: that release's package, unpacked in $archive
fetch() {
	local conf
	mkdir -p "$trees"
	conf=$("${0%/*}/archive.sh" "$from" "$archive") || return
	(cd "$archive" && APT_CONFIG=$conf apt-get -qq download "$package" >&2) || return
	have=$(dpkg-deb -f "$archive/$package"_*.deb Version) || return
	dpkg-deb --fsys-tarfile "$archive/$package"_*.deb | tar -x -C "$archive" "./usr/src/$package.tar.xz"
}
text=/usr/src/$package.tar.xz
if ! have=$(dpkg-query -W -f '${Version}' "$package" 2>/dev/null) || [ -z "$have" ]; then
	if [ -z "$from" ]; then
		echo "kernel-tree.sh: $package: is not installed; run scripts/need.sh tree test" >&2
		exit 3
	fi
	mkdir -p "$trees"
	exec 9>"$tree.lock"
	flock 9
	have=$(cat "$tree.unpacked" 2>/dev/null)
	text=$archive/usr/src/$package.tar.xz
	if [ -z "$have" ] && ! fetch; then
		rm -rf "$archive"
		echo "kernel-tree.sh: $package: is not installed, and Debian $from's cannot be fetched" >&2
		exit 3
	fi
fi
# The file beside the tree is written last: an interrupted unpacking is begun again.
if [ "$(cat "$tree.unpacked" 2>/dev/null)" != "$have" ]; then
	rm -rf "$tree" "$tree.unpacked"
	mkdir -p "$trees" || exit 3
	echo "unpacking $package $have" >&2
	if ! (set -o pipefail; xz -T2 -dc "$text" | tar -x -C "$trees"); then
		rm -rf "$tree"
		exit 3
	fi
	echo "$have" >"$tree.unpacked"
	rm -rf "$archive"
fi
echo "$tree"
