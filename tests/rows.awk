# SPDX-License-Identifier: GPL-2.0-only
# Compare the sites that a scan found with a table of hand-read verdicts. Three inputs, told apart
# by the variable "input": "table", "allow", then "scan" (tab-separated: file line function callee
# verdict reason). With lines=1 the line numbers must agree too. Prints ok and FAIL lines.

BEGIN { FS = "\t" }
/^#/ || /^file\tline/ { next }

# The name of a row: the first, second ... call of that callee in that function.
function row(prefix, file, fn, callee) {
	return file ":" fn ":" callee ":" ++ordinal[prefix, file, fn, callee]
}
function form(verdict, reason) { return reason == "" ? verdict : verdict "/" reason }

input == "table" {
	key = row("table", $1, $3, $4)
	order[++rows] = key
	line[key] = $2
	wanted[key] = form($5, $6)
	others = ""
	if ($7 ~ /^ALT: /) {
		others = substr($7, 6)
		sub(/ - .*/, "", others)
		gsub(/, /, " ", others)
	}
	right[key] = " " wanted[key] " " others " "
}
input == "allow" {
	key = $1 ":" $2 ":" $3 ":" $4
	allowed[key] = $5
	why[key] = $6
}
input == "scan" {
	key = row("scan", $1, $3, $4)
	if (!(key in wanted)) {
		print "FAIL " key ": not in the table: line " $2 ", " form($5, $6)
		next
	}
	found[key] = form($5, $6)
	at[key] = $2
}
END {
	for (i = 1; i <= rows; i++) {
		key = order[i]
		if (!(key in found))
			print "FAIL " key ": not found by the scan"
		else if (lines && at[key] != line[key])
			print "FAIL " key ": line " at[key] ", in the table " line[key]
		else if (index(right[key], " " found[key] " ") && key in allowed)
			print "FAIL " key ": is right, but still in the list of exceptions"
		else if (index(right[key], " " found[key] " "))
			print "ok " key " " found[key]
		else if (found[key] == allowed[key] && found[key] !~ /^(un)?locked$/)
			print "ok " key " " found[key] " (table: " wanted[key] "; " why[key] ")"
		else
			print "FAIL " key ": " found[key] ", in the table " wanted[key]
	}
}
