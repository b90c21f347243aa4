#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# The whole way on a real kernel: install what is missing, build, unpack Debian's 6.12 source below
# build/, sweep it, show what was found and the diff.
set -eu
cd "$(dirname "$0")/.."

scripts/need.sh build run tree
make -s -j2
tree=$(scripts/kernel-tree.sh 6.12)
tree=${tree#"$PWD"/}

step() { printf '\n\033[1m$ %s\033[m\n' "$*"; "$@"; }
[ -t 1 ] || step() { printf '\n$ %s\n' "$*"; "$@"; }

step build/gupsweep scan "$tree"
step build/gupsweep diff "$tree"

cat <<TEXT

Above: every call in $tree with its verdict, then the diff of those that can be rewritten.
On a kernel tree of your own:

    build/gupsweep scan  ~/linux                  what each call needs, and why
    build/gupsweep diff  ~/linux | less           the proposed changes
    build/gupsweep apply ~/linux                  make them
    build/gupsweep scan  ~/linux --rev v6.12      a revision, without a checkout
    build/gupsweep scan  ~/driver --kernel ~/linux    a module outside the tree
    man docs/gupsweep.1                           the rest
TEXT
