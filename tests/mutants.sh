#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# mutants: does a testcase fail where the audit no longer asks? Each line below breaks one question of
# the verdict by an edit of its source, and names cases of testcases/attack/ that are then rewritten
# wrongly. What the program itself says of them tests/attack.sh sees.
. "$(dirname "$0")/lib.sh"

# NAME, FILE, EDIT, CASES, separated by bars: FILE is below tools/gup/verdict, EDIT one for sed.
mutants() {
	sed '/^#/d; s/ | /\t/g' <<'END'
# what runs under the lock
calls | follow.c | s/if (class == PRIMITIVES_NEEDS)/if (false)/ | calls/asserts_lock calls/fixup_after
unseen | follow.c | s/} else if (!defs.count) {/} else if (false) {/ | calls/assembler_name
# what was fetched
fetched | forms.c | s/s->fetched = fetched_read(&fetched)/s->fetched = NULL/ | fetched/address_in_a_struct
# shared data
shared | under.c | s/if (read_shared(r, i, ev))/if (false)/ | shared/array_of_globals shared/swap_writer
comments | shared.c | s/comments_guard_member(&a->scope, a->code, p, a->why)/false/ | shared/comment_heads_a_group
silent | fields.c | s/VEC_PUSH(d->wanted,/if (false) &/ | shared/silent_helper/aalst
# members
members | under.c | s/if (read_guarded(r, i, ev))/if (false)/ | members/anon_vma_member calls/object_macro
# other locks
locks | forms.c | s/\tlook_for_inner(c, s)/\t(void)look_for_inner/ | locks/hand_over_rwsem locks/left_on_error
homemade | forms.c | s/s->inner = judge_home_made(c, shared)/s->inner = NULL/ | locks/owner_word locks/io_in_flight
balance | under.c | s/\tcheck_balance(r, i)/\t(void)check_balance/ | locks/released_on_one_way
# callers
callers | forms.c | s/is_reached_locked(c)/false/ | callers/array_of_functions callers/pasted_name
# configuration
words | judge.c | s/\tcheck_words(c)/\t(void)check_words/ | names/macro_named_like_the_lock
includer | forms.c | s/judge_is_body_of_others(c)/false/ | configuration/template_redefines/orleans_body
features | laddered.c | s/is_feature_test(c, k)/false/ | module/orchid/orchid
END
}

# The program with one edit: $work/NAME/gupsweep.
make_mutant() {
	local name=$1 file=$2 edit=$3 object
	mkdir "$work/$name"
	cd "$top" || return 1
	sed "$edit" "tools/gup/verdict/$file" >"$work/$name/$file"
	if cmp -s "tools/gup/verdict/$file" "$work/$name/$file"; then
		echo "the edit changes nothing: $edit"
		return 1
	fi
	${CC:-cc} -std=c11 -D_GNU_SOURCE -Itools -iquote tools/gup/verdict -O0 -w -pthread -c \
		-o "$work/$name/$file.o" "$work/$name/$file" || return 1
	object=$build/obj/gup/verdict/${file%.c}.o
	mapfile -t objects < <(find tools -name '*.c' -printf "$build/obj/%P\n" | sed 's/c$/o/' |
		grep -vxF "$object")
	# shellcheck disable=SC2046 # several words
	${CC:-cc} -pthread -o "$work/$name/gupsweep" "${objects[@]}" "$work/$name/$file.o" \
		$(pkg-config --libs libgit2 jansson)
}

# rewritten PROGRAM CASE...: is one of the cases rewritten?
rewritten() {
	local program=$1 name
	shift
	for name in "$@"; do
		case $name in
		module/*) set -- --kernel="$here/kernel" "$cases/${name%/*}" ;;
		*) set -- "$here/kernel" ;;
		esac
		"$program" scan --format=json "$@" 2>"$work/err" </dev/null |
			jq -e --arg file "${name#module/*/}" '.sites[] |
				select((.file | contains($file)) and
					(.verdict == "unlocked" or .verdict == "locked"))' \
				>/dev/null && return
	done
	return 1
}

# Only the cases that are named above, each in a folder of its own clause.
lay_out() {
	local name
	rm -rf "$here/kernel/drivers/misc"
	while IFS=$'\t' read -r _ _ _ names; do
		for name in $names; do
			case $name in
			module/*) continue ;;
			*/*/*) name=${name%/*} ;;
			esac
			mkdir -p "$here/kernel/drivers/misc/${name%/*}"
			if [ -d "$cases/$name" ]; then
				cp -r "$cases/$name" "$here/kernel/drivers/misc/$name"
			else
				cp "$cases/$name".[ch] "$cases/${name%/*}"/*.h \
					"$here/kernel/drivers/misc/${name%/*}" 2>/dev/null
			fi
		done
	done < <(mutants)
}

cases=$top/testcases/attack
here=$build/mutants
mkdir -p "$here"
if ! small_kernel "$here"; then
	skip "all of it" "no source of Linux 6.12"
	finish
fi
lay_out
while IFS=$'\t' read -r name file edit names; do
	read -ra list <<<"$names"
	if ! make_mutant "$name" "$file" "$edit" >"$work/log" 2>&1; then
		fail "$name" "not made: $(tail -n 3 "$work/log")"
	elif rewritten "$gupsweep" "${list[@]}"; then
		fail "$name" "rewritten by the program itself: one of $names"
	elif rewritten "$work/$name/gupsweep" "${list[@]}"; then
		ok "$name"
	else
		fail "$name" "no testcase notices: $names"
	fi
done < <(mutants)
finish
