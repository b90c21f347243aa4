# SPDX-License-Identifier: GPL-2.0-only
# Judges what a guest saw. Input: the model's predictions ("? QUERY" lines, and what answers each),
# then the guest's lines ("run ..."). Prints "ok" or "FAIL" for each testcase; with -v table=FILE the
# table of all runs goes there. With -v ask=1 prints only the queries for the model.
# -v kernel=pin-vmas says what the model is to know of the kernel.

function field(name,    i) {
	for (i = 1; i <= NF; i++)
		if (index($i, name "=") == 1)
			return substr($i, length(name) + 2)
	return ""
}

# What the model is asked: the arguments, and each page that is not present.
function query(    text, whose, i, w, letter, state) {
	text = field("assumed")
	gsub(/@/, $5, text)
	whose = field("mm") == "own" ? "page" : "other"
	for (w = 0; w <= 8; w += 8)
		for (i = 0; i < length(field("layout")); i++) {
			letter = substr(field("layout"), i + 1, 1)
			if (letter == "p")
				continue
			state = field("kill") == 1 ? "userfault-killed" : "userfault"
			if (letter != "m")
				state = letter == "u" ? "unmapped" : "waits"
			text = text (text == "" ? "" : ",") whose (w + i) "=" state
		}
	return $2 ":" $4 " present " text (text == "" ? "" : ",") "kernel=" kernel
}

# "p0,p1,." as "0,1"
function pages_got(list,    part, n, i, text) {
	n = split(list, part, ",")
	for (i = 1; i <= n && part[i] ~ /^p/; i++)
		text = text (i > 1 ? "," : "") substr(part[i], 2)
	return text
}

# What the guest saw and what the model says, in the same few words.
function seen(    waits, got) {
	if (field("gup") ~ /!/)
		return "calls without the lock"
	waits = field("events") + field("slow") == 0 ? "no" : field("writer") == "blocked" ? "holding" : "free"
	# The model lists the pages of an array that it gave, not of one that the function made.
	got = field("made") + 0 ? "" : pages_got(field("pages"))
	return "returns " field("value") ", pages " got ", held " field("held") \
		", lock " (field("lock") == "free" ? "free" : "held") ", waits " waits
}
function told(    ) {
	if ($0 ~ / stops=.* without the lock of/)
		return "calls without the lock"
	return "returns " field("ret") ", pages " field("pages") ", held " (field("refs") + field("pins")) \
		", lock " field("lock") ", waits " field("waited")
}

function complain(what) {
	if (!(testcase in wrong))
		wrong[testcase] = what
	complaints[testcase]++
}

function short(key) {
	return function_of[key] "() " form_of[key] " " situation_of[key] (opaque_of[key] == "-" ? "" : " " opaque_of[key])
}

# The same function, options and opaque value in another form or situation.
function other(key, form, situation,    part) {
	split(key, part, SUBSEP)
	return part[1] SUBSEP part[2] SUBSEP part[3] SUBSEP part[4] SUBSEP form SUBSEP situation
}

# What the rewrite promises of this run, beside the one before it.
function check_rewritten(key, situation,    before, present, all) {
	before = other(key, "before", situation)
	present = other(key, "before", "present")
	if (!(before in result))
		return complain(short(key) ": no run of the form before")
	all = situation ~ /^(missing|mixed|slow)$/
	if (!converted[key] || (!all && situation !~ /^killed/)) {
		if (result[key] != result[before])
			complain(short(key) ": " result[key] ", before: " result[before])
		return
	}
	if (calls[before] == "-")
		return
	if (all && result[key] != result[present])
		complain(short(key) ": " result[key] ", but with all pages present " result[present])
	if (situation != "slow" && events[before])
		complain(short(before) ": the old form got " events[before] " events")
	if (situation == "missing" && calls[before] !~ /^[^:]*:-14(,|\/|$)/)
		complain(short(before) ": no -EFAULT: " calls[before])
	if (situation == "slow" && writer[before] != "blocked")
		complain(short(before) ": the writer was not blocked by the wait")
	if (situation != "slow" && !events[key])
		complain(short(key) ": no event")
	if (writer[key] != "free")
		complain(short(key) ": the writer is " writer[key] " while the fault is pending")
	if (situation == "killed" && calls[key] !~ /:-4(\/0)?$/)
		complain(short(key) ": not -EINTR: " calls[key])
}

function check_with_model(key,    answer) {
	answer = key in asked ? asked[key] : ""
	if (!(answer in model)) {
		complain(short(key) ": the model says nothing")
		return "NO"
	}
	# A lock taken twice for reading works, as long as no writer comes between: lockdep is not here.
	if (stops[answer] ~ / is taken twice$/) {
		hidden++
		return "not to be seen here"
	}
	if (lock[key] == "over-released" && stops[answer] ~ / not held|without/) {
		agreed++
		return "yes"
	}
	if (stops[answer] != "no" && stops[answer] !~ /^returns with the lock| without the lock of/) {
		complain(short(key) ": the model stops: " stops[answer])
		return "NO"
	}
	if (model[answer] != seen_of[key]) {
		complain(short(key) ": " seen_of[key] "; the model: " model[answer])
		return "NO"
	}
	agreed++
	return "yes"
}

function waited(key) {
	if (writer[key] == "unused")
		return "-"
	return sprintf("%.1f ms, %s", wait_us[key] / 1000, writer[key] == "free" ? "had the lock" : "blocked")
}

function event_words(key) {
	if (layout[key] !~ /m/)
		return "-"
	if (!events[key])
		return "no event"
	if (end[key] == "deadlock")
		return events[key] " x event, deadlock"
	return events[key] " x event, " (killed[key] ? "killed" : "resolved")
}

/^\? / { question = substr($0, 3); sub(/ +$/, "", question); next }
/^testcase=/ {
	answer = question SUBSEP field("version") SUBSEP (field("options") == "" ? "-" : field("options"))
	model[answer] = told()
	stops[answer] = substr($0, index($0, " stops=") + 7)
	next
}
/^run / && ask { text = query(); if (!(text in once)) print text; once[text] = 1; next }
/^run / {
	key = $2 SUBSEP $3 SUBSEP $4 SUBSEP $5 SUBSEP $6 SUBSEP $7
	order[++runs] = key
	function_of[key] = $4; opaque_of[key] = $5; form_of[key] = $6; situation_of[key] = $7
	calls[key] = field("gup")
	events[key] = field("events") + 0
	writer[key] = field("writer")
	wait_us[key] = field("wait") + 0
	layout[key] = field("layout")
	killed[key] = field("kill") == 1
	end[key] = field("end")
	result[key] = "value " field("value") ", out " field("out") ", pages " field("pages") ", held " field("held")
	seen_of[key] = seen()
	converted[key] = $6 == "after" && field("gup") ~ /-(locked|unlocked):/
	lock[key] = field("lock")
	excess[key] = field("excess") + 0
	if (!model_less)
		asked[key] = query() SUBSEP ($6 == "after" ? "after" : "before") SUBSEP $3
}

END {
	if (ask)
		exit
	if (table)
		printf "%-26s %-16s %-7s %-6s %-26s %-22s %-24s %-56s %s\n", "testcase", "function", "form",
			"pages", "calls", "userfaultfd", "writer while it waits", "the model", "agrees" >table
	for (i = 1; i <= runs; i++) {
		key = order[i]
		split(key, part, SUBSEP)
		testcase = part[1]
		if (!(testcase in count))
			names[++testcases] = testcase
		count[testcase]++
		if (end[key] != "returned")
			complain(short(key) ": ends in " end[key])
		if (excess[key])
			complain(short(key) ": " excess[key] " references left")
		if (lock[key] == "over-released" && form_of[key] != "same")
			complain(short(key) ": the lock is released too often")
		if (form_of[key] == "after")
			check_rewritten(key, situation_of[key])
		agreement = check_with_model(key)
		if (writer[key] == "free" && form_of[key] == "after") {
			waits++
			sum += wait_us[key]
			quick += wait_us[key] <= 10000
		}
		if (writer[key] == "blocked" && form_of[key] == "before" && (!shortest || wait_us[key] < shortest))
			shortest = wait_us[key]
		if (table)
			printf "%-26s %-16s %-7s %-6s %-26s %-22s %-24s %-56s %s\n", testcase,
				function_of[key] (opaque_of[key] == "-" ? "" : " " opaque_of[key]), form_of[key],
				layout[key] (killed[key] ? "+K" : ""), calls[key], event_words(key), waited(key),
				(asked[key] in model ? model[asked[key]] : "-"), agreement >table
	}
	for (i = 1; i <= testcases; i++) {
		name = names[i]
		if (name in wrong)
			printf "FAIL %s: %s%s\n", name, wrong[name],
				(complaints[name] > 1 ? " (and " complaints[name] - 1 " more)" : "")
		else
			printf "ok %s: %d runs as promised and as the model says\n", name, count[name]
	}
	printf "%d runs of %d testcases, the model agrees with %d; in %d it sees a lock taken twice, which only" \
		" lockdep would see here\n", runs, testcases, agreed, hidden
	printf "while the new form waits the writer had the lock after %.1f ms in the mean, within 10 ms in %d of %d" \
		" runs; while the old form waits it was kept for %.1f ms at the least\n",
		sum / (waits ? waits : 1) / 1000, quick, waits, shortest / 1000
}
