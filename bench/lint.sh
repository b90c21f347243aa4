#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# Time gupsweep lint on Debian's 6.12 tree in a git repository against the git command that names what
# changed, in turn in each round, the page cache warm: one changed file, without a call of the family
# and with one. ROUNDS=N (default 20).
set -u
cd "$(dirname "$0")/.." || exit 3

scripts/need.sh build run tree bench || exit 3
tree=$(scripts/kernel-tree.sh 6.12) || exit 3
rounds=${ROUNDS:-20}
work=$(mktemp -d) || exit 3
trap 'rm -rf "$work"' EXIT
export LC_ALL=C XDG_CACHE_HOME=$work/cache HOME=$work GIT_CONFIG_NOSYSTEM=1
gupsweep=$PWD/build/gupsweep
repo=$PWD/build/linux-6.12-git

# The tree in a repository of its own; made once.
if [ ! -e "$repo.ready" ] || [ "$tree.unpacked" -nt "$repo.ready" ]; then
	rm -rf "$repo" "$repo.ready"
	echo "making a repository of the tree" >&2
	cp -r --reflink=auto "$tree" "$repo" || exit 3
	(cd "$repo" && git init -q && git add -Af . &&
		git -c user.name=bench -c user.email=bench@example.org -c gc.auto=0 commit -qm base && git gc -q) || exit 3
	touch "$repo.ready"
fi
cd "$repo" || exit 3
git reset -q --hard
site=net/xdp/xdp_umem.c

# once NAME COMMAND...: one run, its milliseconds added to NAME's
once() {
	local name=$1 start=$EPOCHREALTIME end
	shift
	"$@" >"$work/out" 2>"$work/err"
	status=$?
	end=$EPOCHREALTIME
	echo "$(((${end/./} - ${start/./}) / 10))" >>"$work/$name"
	# lint has findings or not; anything else is no measurement
	[ $status -le 1 ] || { echo "bench: $*: $(head -n 1 "$work/err")" >&2; exit 3; }
}
median() { sort -n "$work/$1" | awk '{ v[NR] = $1 } END { printf "%.1f", (v[int((NR + 1) / 2)] + v[int(NR / 2) + 1]) / 200 }'; }
least() { sort -n "$work/$1" | awk 'NR == 1 { printf "%.1f", $1 / 100 }'; }
line() { printf '%-52s %9s %9s\n' "$2" "$(median "$1")" "$(least "$1")"; }
above() {
	awk -v a="$(median "$1")" -v b="$(median "$2")" -v c="$(least "$1")" -v d="$(least "$2")" -v t="$3" -v w="$4" \
		'BEGIN { printf "%-52s %9.1f %9.1f   at most %d\n", w, a - b, c - d, t }'
}
change() {
	git reset -q --hard
	sed -i "$2" "$1"
}

echo "linux-source-6.12 in git, $(git ls-files | wc -l) files, $(nproc) cores, $rounds rounds, milliseconds" >&2
printf '%-52s %9s %9s\n' command median least
for kind in plain site; do
	file=$site edit='s/npgs = pin_user/npgs =  pin_user/'
	[ $kind = site ] || file=drivers/infiniband/core/verbs.c edit='0,/ret = 0;/s/ret = 0;/ret  = 0;/'
	change "$file" "$edit"
	for ((round = 0; round <= rounds; round++)); do
		[ $round -ne 1 ] || rm -f "$work"/{tree,file,git-tree,none}."$kind"
		once git-tree.$kind git diff --name-only
		once tree.$kind "$gupsweep" lint
		once none.$kind "$gupsweep" --version
		once file.$kind "$gupsweep" lint --tree . "$file"
	done
	git add -f "$file"
	for ((round = 0; round <= rounds; round++)); do
		[ $round -ne 1 ] || rm -f "$work"/{staged,git-staged,hook}."$kind"
		once git-staged.$kind git diff --cached --name-only
		once staged.$kind "$gupsweep" lint --staged
		once hook.$kind "$gupsweep" hook run
	done
	what="no call"
	[ $kind = plain ] || what="a call"
	line git-staged.$kind "git diff --cached --name-only"
	line staged.$kind "gupsweep lint --staged, $what in the change"
	line hook.$kind "gupsweep hook run, $what in the change"
	line git-tree.$kind "git diff --name-only"
	line tree.$kind "gupsweep lint, $what in the change"
	line file.$kind "gupsweep lint FILE, $what in it"
done
git reset -q --hard
echo
above staged.plain git-staged.plain 30 "--staged above git, no call"
above staged.site git-staged.site 80 "--staged above git, a call"
above tree.plain git-tree.plain 30 "the work tree's change above git, no call"
above tree.site git-tree.site 80 "the work tree's change above git, a call"
printf '%-52s %9s %9s   at most 30\n' "FILE, no call" "$(median file.plain)" "$(least file.plain)"
printf '%-52s %9s %9s   at most 80\n' "FILE, a call" "$(median file.site)" "$(least file.site)"

# Three drivers of 6.12 with a misuse each, through one process.
for file in $site security/tomoyo/domain.c drivers/iommu/iommufd/pages.c; do
	case $file in
	"$site") sed -i 's/npgs = pin_user_pages(address, umem->npgs,/npgs = pin_user_pages_unlocked(address, umem->npgs, \&umem->pgs[0],/; s/gup_flags | FOLL_LONGTERM, &umem->pgs\[0\]);/gup_flags | FOLL_LONGTERM);/' "$file" ;;
	*) sed -i '0,/	struct page \*page\( = NULL\)\?;/s//&\n	int locked = 1;/; s/\(FOLL_FORCE, &page, \)NULL);/\1\&locked);/; s/^\(		\)NULL);/\1\&locked);/' "$file" ;;
	esac
done
for ((round = 0; round <= 5; round++)); do once misuse "$gupsweep" lint; done
printf '%-52s %9s %9s   at most 500\n' "misuse in three drivers: $(grep -c ' ERROR: ' "$work/out") found, with git" "$(median misuse)" "$(least misuse)"
git reset -q --hard
