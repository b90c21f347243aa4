# SPDX-License-Identifier: GPL-2.0-only
# Was the mutant -v kind=NAME seen? Input: the runs of the right forms, then those of the mutants. For
# each testcase one line: "ok ..." with the first run that tells them apart, or what was not seen.

function field(name,    i) {
	for (i = 1; i <= NF; i++)
		if (index($i, name "=") == 1)
			return substr($i, length(name) + 2)
	return ""
}

/^run / {
	at = $2 SUBSEP $3 SUBSEP $4 SUBSEP $5 SUBSEP $7
	outcome = "value=" field("value") " out=" field("out") " pages=" field("pages") " lock=" field("lock") " writer=" \
		field("writer") " excess=" field("excess") " end=" field("end")
	if ($6 == "after" || $6 == "same")
		right[at] = outcome
	if ($6 != kind)
		next
	if (!($2 in runs))
		order[++testcases] = $2
	runs[$2]++
	if (!(at in right))
		lacking[$2] = 1
	else if (right[at] != outcome && !seen[$2]++)
		first[$2] = $4 "() " $7 ": " outcome "; right: " right[at]
}

END {
	for (i = 1; i <= testcases; i++) {
		name = order[i]
		if (name in lacking)
			print name ": no run of the right form to compare with"
		else if (!seen[name])
			print name ": none of " runs[name] " runs differs from the right form"
		else
			print "ok mutant " kind ", " name ": caught in " seen[name] " of " runs[name] " runs, " first[name]
	}
}
