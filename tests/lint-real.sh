#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# gupsweep lint on real kernels: over the whole trees as they are it says what tests/data/lint-linux-*.tsv
# has, each line read by hand, and nothing else; each misuse inserted into three real drivers of 6.12 is
# found, alone, and with the right fix.
# shellcheck disable=SC2015,SC2016 # ok and fail do not fail; perl expands
. "$(dirname "$0")/lib.sh"

for version in 6.12 6.1; do
	if ! kernel=$(kernel_tree "$version"); then
		skip "linux-source-$version" "is not installed"
		continue
	fi
	"$gupsweep" lint --all --format=gcc "$kernel" >"$work/out" 2>"$work/err"
	sed -nE "s|^$kernel/([^:]+):([0-9]+):[0-9]+: .*\[(gup-[a-z-]+)\]\$|\1\t\3|p" "$work/out" | sort >"$work/got"
	grep -v '^#' "$top/tests/data/lint-linux-$version.tsv" | cut -f1,3 | sort >"$work/wanted"
	same "$version as it is" "$work/wanted" "$work/got"
	[ -s "$work/err" ] && fail "$version, left out" "$(head -n 3 "$work/err")"
done

kernel=$(kernel_tree 6.12) || { skip "misuse" "linux-source-6.12 is not installed"; finish; }

# One driver's text, and that with every bracket converted.
take() {
	cp "$kernel/$1" "$work/plain"
	"$gupsweep" diff "$kernel" "$1" >"$work/fix" 2>"$work/err"
	cp "$work/plain" "$work/right"
	patch -s "$work/right" "$work/fix" 2>"$work/err" || fail "$1 converted" "$(cat "$work/err")"
}

# misuse ID PATH FROM PERL WANTED: the text FROM after PERL has that finding and no other; its fix makes
# WANTED of it (a text, or what must be in it), "-" for none.
misuse() {
	local name="$1 in ${2##*/}"
	perl -0pe "$4" "$3" >"$work/wrong"
	if cmp -s "$3" "$work/wrong"; then
		fail "$name" "nothing was inserted"
		return
	fi
	"$gupsweep" lint --tree "$kernel" --stdin-name="$kernel/$2" --format=json - <"$work/wrong" >"$work/out" 2>"$work/err"
	if [ "$(jq -r '[.findings[].id] | unique | join(" ")' "$work/out")" != "$1" ]; then
		fail "$name" "found $(jq -r '[.findings[].id] | join(" ")' "$work/out"), $(cat "$work/err")"
		return
	fi
	ok "$name"
	jq -r '.findings[0].fix // ""' "$work/out" >"$work/fix"
	cp "$work/wrong" "$work/fixed"
	[ "$(jq -r '.findings[0].fix' "$work/out")" = null ] || patch -s "$work/fixed" "$work/fix" 2>"$work/err" ||
		fail "$name, fix" "$(cat "$work/err")"
	if [ -f "$5" ]; then
		same "$name, fix" "$5" "$work/fixed"
	elif perl -0ne "exit(/$5/ ? 0 : 1)" "$work/fixed" && ! perl -0ne "exit(/$5/ ? 0 : 1)" "$work/wrong"; then
		ok "$name, fix"
	else
		fail "$name, fix" "$(cat "$work/fix")"
	fi
}

udma=drivers/media/pci/ivtv/ivtv-udma.c yuv=drivers/media/pci/ivtv/ivtv-yuv.c
enclave=drivers/virt/nitro_enclaves/ne_misc_dev.c kvm=virt/kvm/kvm_main.c
for path in $udma $yuv $enclave; do
	take "$path"
	misuse gup-deadlock "$path" "$work/plain" \
		's/\n(\t+)(\w+ = (?:get|pin)_user_pages_unlocked\(.*?\);)/\n$1mmap_read_lock(current->mm);\n$1$2\n$1mmap_read_unlock(current->mm);/s' "$work/plain"
done
take "$udma"
misuse gup-argument-order "$udma" "$work/plain" 's/dma->map, 0\)/0, dma->map)/ or s/(dma->map, )0/$1 0/; s/0, dma->map/FOLL_WRITE, dma->map/' 'dma->map, FOLL_WRITE'
take "$enclave"
misuse gup-argument-order "$enclave" "$work/plain" 's/(ne_mem_region->pages \+ i), (FOLL_GET)\)/$2, $1)/' "$work/plain"
misuse gup-flags-rejected "$enclave" "$work/plain" 's/FOLL_GET\)/FOLL_GET | FOLL_LONGTERM)/' "$work/plain"
take "$kvm"
misuse gup-argument-order "$kvm" "$work/plain" 's/&page, flags\)/flags, &page)/' "$work/plain"
misuse gup-flags-rejected "$kvm" "$work/plain" 's/&page, flags\)/&page, flags | FOLL_LONGTERM)/' "$work/plain"

for path in arch/s390/kvm/interrupt.c security/tomoyo/domain.c; do
	take "$path"
	misuse gup-flags-rejected "$path" "$work/right" 's/(FOLL_WRITE|FOLL_FORCE)(,\s+&page, &locked)/$1 | FOLL_LONGTERM$2/' "$work/right"
done
for path in arch/s390/kvm/interrupt.c security/tomoyo/domain.c drivers/iommu/iommufd/pages.c; do
	take "$path"
	# which file has which mm
	mm=$(perl -0ne 'print $1 if /mmap_read_lock\(([^()]*)\);\s+(?:\w+ = )?(?:get|pin)_user_pages_remote/' "$work/right")
	misuse gup-release-unconditional "$path" "$work/right" 's/if \(locked\)\n\t*(mmap_read_unlock)/$1/' "$work/right"
	misuse gup-locked-not-set "$path" "$work/right" 's/int locked = 1;/int locked = 0;/' "$work/right"
	misuse gup-locked-not-set "$path" "$work/right" 's/int locked = 1;/int locked;/' "$work/right"
	misuse gup-locked-not-reset "$path" "$work/right" \
		's/(\n\tmmap_read_lock\([^()]*\);\s+(?:\w+ = )?(?:get|pin)_user_pages_remote.*?if \(locked\)\n.*?\n)/\n\tfor (int again = 0; again < 2; again++) {$1\t}\n/s' \
		'for \(int again.*\{\n\tlocked = 1;\n\tmmap_read_lock'
	misuse gup-locked-not-reset "$path" "$work/right" \
		's/(\n\t(?:\w+ = )?(?:get|pin)_user_pages_remote\([^;]*&locked\);)/\n\tfor (int again = 0; again < 2; again++) {$1\n\t}/s' \
		'&locked\);\n\tif \(!locked\) \{\n\t\tmmap_read_lock\([^()]*\);\n\t\tlocked = 1;\n\t\}'
	misuse gup-use-after-drop "$path" "$work/right" "s/(&locked\);)/\$1\n\tfind_vma($mm, 0);/" "(NULL|NULL, NULL)\);\n\tfind_vma"
	misuse gup-locked-ignored "$path" "$work/right" \
		's/\n\tmmap_read_lock\([^()]*\);(\s+(?:\w+ = )?(?:get|pin)_user_pages_remote[^;]*;)\n\tif \(locked\)\n[^\n]*/$1/' '&page,\s+NULL\);'
done
finish
