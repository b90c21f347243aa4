#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# The spatch of the other Debian release: 13's on Debian 12, 12's on Debian 13 (or scripts/other-spatch.sh
# 12|13). Fetches coccinelle, the Python that it loads and their C library into build/spatch-RELEASE,
# installs nothing, and prints the name of a command "spatch" there that runs it.
set -eu
cd "$(dirname "$0")/.."
export LC_ALL=C

release=${1-}
if [ -z "$release" ]; then
	release=13
	[ "$(. /etc/os-release && echo "${VERSION_ID-}")" != 13 ] || release=12
fi
case $release in
12) python=3.11 ;;
13) python=3.13 ;;
*) echo "usage: scripts/other-spatch.sh [12|13]" >&2; exit 2 ;;
esac
dir=build/spatch-$release
command=$dir/bin/spatch
if [ -x "$command" ]; then
	echo "$PWD/$command"
	exit 0
fi
mkdir -p build
exec 9>"$dir.lock"
flock 9
if [ ! -x "$command" ]; then
	rm -rf "$dir"
	mkdir -p "$dir/root" "$dir/bin" "$dir/tools"
	APT_CONFIG=$(scripts/archive.sh "$release" "$dir/archive")
	export APT_CONFIG
	# An empty list of what is installed makes apt name everything down to the C library; of that only
	# coccinelle, the interpreter and the libraries are wanted.
	mapfile -t packages < <(apt-get -s --no-install-recommends install coccinelle "libpython$python" |
		awk -v interpreter="python$python-minimal" '$1 == "Inst" && $2 !~ /-ocaml$/ &&
			($2 == "coccinelle" || $2 == interpreter || $2 ~ /^lib/) { print $2 }')
	(cd "$dir/archive" && apt-get -qq download "${packages[@]}" >&2)
	for package in "$dir"/archive/*.deb; do
		dpkg-deb --fsys-tarfile "$package" | tar -x --keep-directory-symlink -C "$dir/root"
	done
	rm -rf "$dir/archive"
	root=$PWD/$dir/root
	loader=$(find "$root" -name 'ld-linux*.so.*' | head -n 1)
	paths=$(find "$root" -maxdepth 3 -path '*/lib/*-linux-gnu*' -type d | paste -sd:)
	if [ ! -e "$loader" ] || [ ! -e "$root/usr/bin/spatch" ]; then
		echo "other-spatch.sh: Debian $release: no loader or no spatch in its packages" >&2
		exit 3
	fi
	# Its own C library, loaded by its own loader: the machine's may be older. Where its Python is
	# spatch asks python3 and ldconfig, so they must speak of that release as well.
	library=$(find "$root" -name "libpython$python.so.1.0" | head -n 1)
	cat >"$dir/tools/python3" <<COMMAND
#!/bin/sh
export PYTHONHOME='$root/usr'
exec '$loader' --library-path '$paths' '$root/usr/bin/python$python' "\$@"
COMMAND
	cat >"$dir/tools/ldconfig" <<COMMAND
#!/bin/sh
echo '	${library##*/} (libc6) => $library'
COMMAND
	cat >"$dir/spatch.new" <<COMMAND
#!/bin/sh
export COCCINELLE_HOME='$root/usr/lib/coccinelle' PYTHONHOME='$root/usr' PYTHONDONTWRITEBYTECODE=1
export PATH="$PWD/$dir/tools:\$PATH"
exec '$loader' --library-path '$paths' '$root/usr/bin/spatch' "\$@"
COMMAND
	chmod +x "$dir/tools/python3" "$dir/tools/ldconfig" "$dir/spatch.new"
	"$dir/spatch.new" --version >/dev/null
	mv "$dir/spatch.new" "$command"
fi
echo "$PWD/$command"
