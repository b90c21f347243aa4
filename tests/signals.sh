#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# A signal in the middle of the work leaves no process, no temporary directory, no half-written file.
. "$(dirname "$0")/lib.sh"

small_tree "$work/tree" good.c
mkdir -p "$work/bin" "$work/tmp"
real_spatch=$(command -v spatch)
# A spatch that never ends, with a child that ignores the terminal's signals.
cat >"$work/bin/spatch" <<SH
#!/bin/bash
case " \$* " in *" --version "*) exec $real_spatch --version ;; esac
touch "$work/started"
trap '' INT HUP
sleep 300 &
wait
SH
chmod +x "$work/bin/spatch"
export TMPDIR=$work/tmp PATH=$work/bin:$PATH

# The processes of session $1, without those that have ended and wait for init to notice.
session() { ps -e -o sid=,pid=,stat=,args= | awk -v sid="$1" '$1 == sid && $3 !~ /^Z/'; }

interrupted() {
	local signal=$1 command=$2 name="$2 and SIG$1" pid status late i
	rm -f "$work/started"
	contents "$work/tree" >"$work/contents"
	# A session of its own, whose id is its first process's; setsid forks only in a group leader.
	# A shell without job control makes its background commands ignore SIGINT: undo that.
	env --default-signal=INT,TERM,HUP setsid "$gupsweep" "$command" --no-cache "$work/tree" >"$work/out" 2>"$work/err" </dev/null &
	pid=$!
	for ((i = 0; i < 100; i++)); do
		[ -e "$work/started" ] && break
		sleep 0.1
	done
	if [ ! -e "$work/started" ]; then
		kill -KILL "$pid" 2>/dev/null
		fail "$name" "spatch was not started: $(head -n 3 "$work/err")"
		return
	fi
	kill -"$signal" "$pid"
	# The shell says "Hangup" and the like on its own stderr.
	{
		for ((i = 0; i < 100; i++)); do
			kill -0 "$pid" || break
			sleep 0.1
		done
		kill -KILL "$pid" && late=yes || late=
		wait "$pid"
		status=$?
	} 2>/dev/null
	if [ "$late" ]; then
		fail "$name" "still there after 10 s"
		return
	fi
	if [ $status -eq 0 ]; then fail "$name: exit status" "0"; else ok "$name: exit status $status"; fi
	sleep 0.2
	session "$pid" >"$work/left"
	same "$name: no process is left" /dev/null "$work/left"
	awk '{ print $2 }' "$work/left" | xargs -r kill -KILL
	ls -A "$work/tmp" >"$work/left"
	same "$name: no temporary file is left" /dev/null "$work/left"
	rm -rf "${work:?}/tmp"
	mkdir "$work/tmp"
	contents "$work/tree" >"$work/contents.now"
	same "$name: the tree is as it was" "$work/contents" "$work/contents.now"
}

for signal in INT TERM HUP; do interrupted $signal scan; done
interrupted INT apply
finish
