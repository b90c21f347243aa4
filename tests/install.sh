#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# make install and uninstall, and that the installed program finds its semantic patches.
. "$(dirname "$0")/lib.sh"

unset GUPSWEEP_RULES
small_tree "$work/tree" good.c
own=$work/build
# shellcheck disable=SC2317 # check() calls it
install_to() { make -s -C "$top" -j2 BUILD="$own" "$@"; }

check "install below PREFIX" install_to install PREFIX="$work/usr"
(cd "$work/usr" && find . -type f | sort) >"$work/list"
{
	echo ./bin/gupsweep
	(cd "$top/cocci" && find . -type f -printf './share/gupsweep/cocci/%P\n')
	echo ./share/man/man1/gupsweep.1
} | sort >"$work/wanted"
same "installs the program, the semantic patches, the manual" "$work/wanted" "$work/list"
gupsweep=$work/usr/bin/gupsweep
verdicts --no-cache "$work/tree" >"$work/verdicts"
same "the installed program finds its semantic patches" <(echo "good.c unlocked") "$work/verdicts"
"$gupsweep" --version >"$work/version" 2>&1
version=$(sed -n 's/^VERSION := //p' "$top/Makefile")
same "it knows its version" <(echo "gupsweep $version") "$work/version"
check "the manual is readable" man --warnings -l "$work/usr/share/man/man1/gupsweep.1"
grep -c "gupsweep $version" "$work/usr/share/man/man1/gupsweep.1" >"$work/count"
same "the manual names the version" <(echo 1) "$work/count"

echo "// as another version has it" >>"$work/usr/share/gupsweep/cocci/core_locked.cocci"
"$gupsweep" scan "$work/tree" >"$work/out" 2>"$work/err"
same "a semantic patch of another version is refused" <(echo 3) <(echo $?)
same "in one line that names it" <(echo "gupsweep: semantic patch: $work/usr/share/gupsweep/cocci/core_locked.cocci: is not the one of gupsweep $version as it was built; install gupsweep again") "$work/err"

check "uninstall" install_to uninstall PREFIX="$work/usr"
find "$work/usr" ! -type d >"$work/list"
same "uninstall leaves nothing" /dev/null "$work/list"

check "install with DESTDIR" install_to install PREFIX=/usr DESTDIR="$work/dest dir"
check "it is below DESTDIR" test -x "$work/dest dir/usr/bin/gupsweep"
check "uninstall with DESTDIR" install_to uninstall PREFIX=/usr DESTDIR="$work/dest dir"
find "$work/dest dir" ! -type d >"$work/list"
same "uninstall leaves nothing there" /dev/null "$work/list"
finish
