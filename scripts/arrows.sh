#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# What a folder of tools/ may know: headers of its own and of those before it in the list, and, below
# gup/, no word of the family. Prints what breaks it: scripts/arrows.sh [TOOLS].
set -u
cd "${1:-"$(dirname "$0")/../tools"}" || exit 3

order=(base tree change apply source code spatch layout series gup stories report lint commands main)
engine=9 # the first so many
words='FOLL_|\bmmap_(sem|lock|read|write|locked)|user_pages|\bvmas\b'
declare -A rank
for i in "${!order[@]}"; do rank[${order[i]}]=$i; done
broken=0

folder() {
	case $1 in
	gupsweep.c) echo main ;;
	*/*) echo "${1%%/*}" ;;
	*) echo stories ;;
	esac
}

broken() { echo "tools/$1"; broken=1; }

while IFS=: read -r file included; do
	included=${included#*\"} included=${included%\"*}
	[ -e "$(dirname "$file")/$included" ] || [ "$included" = rules.inc ] && continue
	[ -e "$included" ] || { broken "$file: $included is not below tools/"; continue; }
	from=$(folder "$file") to=$(folder "$included")
	[ -n "${rank[$from]-}" ] || { broken "$file: its folder is not in the list"; continue; }
	[ "${rank[$to]}" -le "${rank[$from]}" ] || broken "$file: includes $included, which is above it"
done < <(grep -rE '^#include "' --include='*.[ch]' . | sed 's,^\./,,')

while IFS= read -r line; do
	broken "$line: a word of the family, which gup/ alone knows"
done < <(grep -rnE "$words" "${order[@]:0:engine}" report lint; grep -nE "$words" sweep.[ch] agree.[ch] verify.[ch])
exit $broken
