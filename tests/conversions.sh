#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# verify on testcases/conversions/: each file is a patch with its whole context (of drivers/v.c, and from a
# line "=== drivers/NAME" on of that). Of its functions those
# named right_ must be proved, mends_ ones must mend, wrong_ ones must do neither, half_ ones be refuted, and
# fine_ ones not be refuted.
. "$(dirname "$0")/lib.sh"

tree=$work/tree
cp -r "$top/testcases/trees/flags" "$tree"
mkdir -p "$tree/drivers"
sed -i '/^long get_user_pages_unlocked/i int get_user_pages_fast(unsigned long start, int nr_pages, unsigned int gup_flags, struct page **pages);\
int pin_user_pages_fast(unsigned long start, int nr_pages, unsigned int gup_flags, struct page **pages);' "$tree/include/linux/mm.h"
cat >>"$tree/mm/gup.c" <<'END'
static int internal_get_user_pages_fast(unsigned long start, unsigned long nr_pages, unsigned int gup_flags,
		struct page **pages)
{
	if (WARN_ON_ONCE(gup_flags & ~(FOLL_WRITE | FOLL_LONGTERM | FOLL_FORCE | FOLL_PIN | FOLL_GET)))
		return -EINVAL;
	return __gup_longterm_locked(current->mm, start, nr_pages, pages, NULL, gup_flags);
}
int get_user_pages_fast(unsigned long start, int nr_pages, unsigned int gup_flags, struct page **pages)
{
	return internal_get_user_pages_fast(start, nr_pages, gup_flags | FOLL_GET, pages);
}
EXPORT_SYMBOL_GPL(get_user_pages_fast);
int pin_user_pages_fast(unsigned long start, int nr_pages, unsigned int gup_flags, struct page **pages)
{
	return internal_get_user_pages_fast(start, nr_pages, gup_flags | FOLL_PIN, pages);
}
EXPORT_SYMBOL_GPL(pin_user_pages_fast);
END
for file in "$top"/testcases/conversions/*.diff; do
	name=$(basename "$file" .diff)
	rm -rf "$tree/drivers" "$work/after"
	mkdir -p "$tree/drivers" "$work/after/drivers"
	awk -v work="$work" '/^===/ { name = $2; next } { print >(work "/" substr(name, 9) ".part") }' name=drivers/v.c "$file"
	for part in "$work"/*.part; do
		path=drivers/$(basename "$part" .part)
		grep -v '^+' "$part" | cut -c2- >"$tree/$path"
		grep -v '^-' "$part" | cut -c2- >"$work/after/$path"
		diff -u --label "a/$path" --label "b/$path" "$tree/$path" "$work/after/$path"
	done >"$work/patch"
	rm "$work"/*.part
	"$gupsweep" verify --no-cache "$tree" --patch "$work/patch" >"$work/out" 2>"$work/err"
	while read -r function; do
		said=$(grep -F " $function(): " "$work/out" | sed 's/^[^ ]* //; q')
		case $function:$said in
		right_*:proved:* | mends_*:mends:* | wrong_*:refuted:* | wrong_*:'not understood':* | half_*:refuted:* | fine_*:proved:* | fine_*:'not understood':*)
			ok "$name: $function: ${said%%:*}" ;;
		*) fail "$name: $function" "${said:-$(tail -n 1 "$work/out" "$work/err")}" ;;
		esac
	done < <(grep -ohE '^[a-z].*\b(right|mends|wrong|half|fine)_[a-z0-9_]+' "$work"/after/drivers/* | grep -oE '(right|mends|wrong|half|fine)_[a-z0-9_]+$')
done
finish
