#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# The judges stand alone: where a semantic patch is broken, the audit stops what it would do.
. "$(dirname "$0")/lib.sh"

cp -r "$top/testcases/trees/flags" "$work/tree"
mkdir -p "$work/tree/drivers"
for name in adjacent loop_of_calls locked_remote; do
	cp "$top/testcases/rewritten/$name.c" "$work/tree/drivers"
done

# verdicts RULES: how many of each the tree has with those semantic patches.
verdicts() {
	GUPSWEEP_RULES=$1 "$gupsweep" scan --no-cache --format=json "$work/tree" </dev/null |
		jq -r '[.sites[] | .verdict + (if .reason == "" then "" else "/" + .reason end)] | group_by(.) |
			map(.[0] + " " + (length | tostring)) | join(", ")'
}

# The example by which gupsweep tries each run of spatch would stop a broken semantic patch before any
# judge. This spatch makes the example's result, and only that, by the whole ones.
mkdir "$work/bin"
cat >"$work/bin/spatch" <<SH
#!/bin/bash
[ "\$*" != --version ] || exec $(command -v spatch) --version
args=("\$@") whole=("\$@")
list=\$(mktemp "$work/list.XXXXXX")
for i in "\${!args[@]}"; do
	case \${args[i]} in
	--sp-file) whole[i + 1]=$GUPSWEEP_RULES/\${args[i + 1]##*/} ;;
	--file-groups)
		cat "\${args[i + 1]}" >"\$list"
		args[i + 1]=\$list whole[i + 1]=\$list.whole
		;;
	esac
done
$(command -v spatch) "\${args[@]}" </dev/null || exit
grep 'canary\.c\$' "\$list" >"\$list.whole"
exec $(command -v spatch) "\${whole[@]}" </dev/null
SH
chmod +x "$work/bin/spatch"

# broken NAME FILE SED WANTED: the verdicts when the semantic patch FILE is changed by SED.
broken() {
	local got
	rm -rf "$work/rules"
	cp -r "$GUPSWEEP_RULES" "$work/rules"
	sed -i "$3" "$work/rules/$2"
	if cmp -s "$GUPSWEEP_RULES/$2" "$work/rules/$2"; then
		fail "$1" "the semantic patch is not changed by $3"
		return
	fi
	if GUPSWEEP_RULES=$work/rules "$gupsweep" scan --no-cache "$work/tree" >/dev/null 2>"$work/err" </dev/null ||
		! grep -q "$2" "$work/err"; then
		fail "$1" "the example does not stop it"
	else
		ok "$1: the example stops it"
	fi
	local PATH=$work/bin:$PATH
	got=$(verdicts "$work/rules")
	if [ "$got" = "$4" ]; then
		ok "$1: $got"
	else
		fail "$1" "wanted $4, got $got"
	fi
	# The proof would refuse it as well: it must not come to that.
	if GUPSWEEP_RULES=$work/rules "$gupsweep" scan --no-cache --format=json "$work/tree" </dev/null |
		jq -e --arg patch "$2" '[.sites[] | select(.verdict == "manual")] | length > 0 and
			all(.detail == $patch + " and the audit come to different code")' >/dev/null; then
		ok "$1: the audit says so"
	else
		fail "$1" "it is not the audit that says so"
	fi
	if [ "$(GUPSWEEP_RULES=$work/rules "$gupsweep" diff --no-cache "$work/tree" | grep -c "^+.*$5")" = 0 ]; then
		ok "$1: none of it in the diff"
	else
		fail "$1" "it is in the diff"
	fi
}

whole=$(verdicts "$GUPSWEEP_RULES")
if [ "$whole" = "locked 1, unlocked 2" ]; then ok "as they are: $whole"; else fail "as they are" "$whole"; fi
broken "arguments swapped" core_unlocked.cocci 's/^+  pages, flags$/+  flags, pages/' \
	"locked 1, manual/disagreement 2" _unlocked
broken "the release stays" core_unlocked.cocci 's/^- \(.*mmap_read_unlock\\)(lock);\)$/  \1/' \
	"locked 1, manual/disagreement 2" _unlocked
broken "released where it was dropped" core_locked.cocci 's/^+ if (gupsweep_locked)$/+ if (!gupsweep_locked)/' \
	"manual/disagreement 1, unlocked 2" '&locked'

# A file with many functions goes to spatch in parts, none of which may be lost.
rm "$work/tree/drivers/"*.c
{
	echo "#include <linux/mm.h>"
	for i in {1..40}; do
		printf 'long f%d(unsigned long start, struct page **pages)\n{\n\tlong ret;\n\n' "$i"
		printf '\tmmap_read_lock(current->mm);\n\tret = pin_user_pages(start, %d, FOLL_WRITE, pages);\n' "$i"
		printf '\tmmap_read_unlock(current->mm);\n\n\treturn ret;\n}\n\n'
	done
} >"$work/tree/drivers/many.c"
many=$(verdicts "$GUPSWEEP_RULES")
if [ "$many" = "unlocked 40" ]; then ok "forty functions: $many"; else fail "forty functions" "$many"; fi
count=$("$gupsweep" diff --no-cache "$work/tree" </dev/null | grep -c '^+.*_unlocked')
if [ "$count" = 40 ]; then ok "forty functions: $count edits"; else fail "forty functions" "$count edits"; fi
finish
