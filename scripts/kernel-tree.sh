#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# Print the path of Debian's kernel tree of version $1 (6.12, 6.1), unpacked once below build/.
set -u

package=linux-source-$1
trees=$(cd "$(dirname "$0")/.." && pwd)/build/trees
tree=$trees/$package
if ! have=$(dpkg-query -W -f '${Version}' "$package" 2>/dev/null) || [ -z "$have" ]; then
	echo "kernel-tree.sh: $package: is not installed; run scripts/need.sh tree test" >&2
	exit 3
fi
# The file beside the tree is written last: an interrupted unpacking is begun again.
if [ "$(cat "$tree.unpacked" 2>/dev/null)" != "$have" ]; then
	rm -rf "$tree" "$tree.unpacked"
	mkdir -p "$trees" || exit 3
	echo "unpacking $package $have" >&2
	if ! (set -o pipefail; xz -T2 -dc "/usr/src/$package.tar.xz" | tar -x -C "$trees"); then
		rm -rf "$tree"
		exit 3
	fi
	echo "$have" >"$tree.unpacked"
fi
echo "$tree"
