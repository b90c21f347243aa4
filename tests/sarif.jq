# SPDX-License-Identifier: GPL-2.0-only
# Is the input a SARIF 2.1.0 log? Prints "valid", or what is wrong: jq -r -f sarif.jq FILE. No Debian
# package ships the schema; these are its requirements for all objects that gupsweep writes: required and
# allowed properties, types, enumerations, minimums, and the rules of the standard's text that a schema
# cannot say (rule indices, regions, absolute base URIs).
def only($names): if type != "object" then "is no object" else
	(keys_unsorted - $names)[] | "has an unknown property \(.)" end;
def needs($names): if type == "object" then ($names - keys_unsorted)[] | "lacks \(.)" else empty end;
def text($p): if has($p) and (.[$p] | type) != "string" then "\($p) is no string" else empty end;
def message: only(["text", "markdown", "id", "arguments", "properties"]),
	(if has("text") or has("id") then empty else "a message without text" end), text("text");
def artifact: only(["uri", "uriBaseId", "index", "description", "properties"]),
	(if (.uri // "") | test("^[A-Za-z0-9._~/%:@!$&()*+,;=-]+$") then empty else "uri \(.uri) is no URI reference" end);
def region: only(["startLine", "startColumn", "endLine", "endColumn", "charOffset", "charLength",
		"byteOffset", "byteLength", "snippet", "message", "sourceLanguage", "properties"]),
	(if .startLine >= 1 and (.startColumn // 1) >= 1 and (.endLine // .startLine) >= .startLine and
		((.endLine // .startLine) > .startLine or (.endColumn // .startColumn) >= .startColumn)
	then empty else "a region runs backwards: \(.)" end);
def level: if IN("none", "note", "warning", "error") then empty else "level \(.) is unknown" end;
def rule: only(["id", "deprecatedIds", "guid", "name", "shortDescription", "fullDescription", "help", "helpUri",
		"messageStrings", "defaultConfiguration", "relationships", "properties"]), needs(["id"]),
	(.shortDescription, .fullDescription, .help | values | message),
	(.defaultConfiguration.level | values | level);
def driver: only(["name", "version", "semanticVersion", "informationUri", "rules", "organization", "product",
		"fullName", "language", "properties"]), needs(["name"]),
	(if (.semanticVersion // "0.0.0") | test("^[0-9]+\\.[0-9]+\\.[0-9]+") then empty else "semanticVersion is none" end),
	(.rules[]? | rule), (if ([.rules[]?.id] | length == (unique | length)) then empty else "two rules of one id" end);
def fix: only(["description", "artifactChanges", "properties"]), needs(["artifactChanges"]),
	(.description | values | message),
	(if (.artifactChanges | length) < 1 then "a fix without changes" else empty end),
	(.artifactChanges[] | only(["artifactLocation", "replacements", "properties"]),
		needs(["artifactLocation", "replacements"]), (.artifactLocation | artifact),
		(if (.replacements | length) < 1 then "no replacements" else empty end),
		(.replacements[] | only(["deletedRegion", "insertedContent", "properties"]), needs(["deletedRegion"]),
			(.deletedRegion | region), (.insertedContent | values | only(["text", "binary", "rendered", "properties"]), text("text"))));
def result($rules): only(["ruleId", "ruleIndex", "rule", "kind", "level", "message", "analysisTarget", "locations", "guid",
		"correlationGuid", "occurrenceCount", "partialFingerprints", "fingerprints", "stacks", "codeFlows", "graphs",
		"relatedLocations", "suppressions", "baselineState", "rank", "fixes", "taxa", "properties"]), needs(["message"]),
	(.message | message), (.level | values | level), . as $r |
	(if $rules[$r.ruleIndex].id == $r.ruleId then empty else "ruleIndex is another rule" end),
	(.locations[]? | only(["id", "physicalLocation", "logicalLocations", "message", "annotations", "relationships", "properties"]),
		(.physicalLocation | only(["address", "artifactLocation", "region", "contextRegion", "properties"]),
			(.artifactLocation | artifact), (.region | region)),
		(.logicalLocations[]? | only(["name", "index", "fullyQualifiedName", "decoratedName", "parentIndex", "kind", "properties"]))),
	(.partialFingerprints | values | to_entries[] | if (.value | type) == "string" then empty else "a fingerprint is no string" end),
	(.fixes[]? | fix);
def run: only(["tool", "invocations", "conversion", "language", "versionControlProvenance", "originalUriBaseIds", "artifacts",
		"logicalLocations", "graphs", "results", "automationDetails", "runAggregates", "baselineGuid", "redactionTokens",
		"defaultEncoding", "defaultSourceLanguage", "newlineSequences", "columnKind", "externalPropertyFileReferences",
		"threadFlowLocations", "taxonomies", "addresses", "translations", "policies", "webRequests", "webResponses",
		"specialLocations", "properties"]), needs(["tool"]),
	(.tool | only(["driver", "extensions", "properties"]), needs(["driver"]), (.driver | driver)),
	(if (.columnKind // "utf16CodeUnits") | IN("utf16CodeUnits", "unicodeCodePoints") then empty else "columnKind is unknown" end),
	(.originalUriBaseIds | values | to_entries[] | .value.uri |
		if test("^[a-z]+:") and endswith("/") then empty else "base URI \(.) is not absolute or has no / at its end" end),
	(.invocations[]? | needs(["executionSuccessful"]), (.toolExecutionNotifications[]? | needs(["message"]), (.message | message), (.level | values | level))),
	(.automationDetails | values | only(["description", "id", "guid", "correlationGuid", "properties"])),
	.tool.driver.rules as $rules | (.results[]? | result($rules));
[only(["$schema", "version", "runs", "inlineExternalProperties", "properties"]), needs(["version", "runs"]),
	(if .version == "2.1.0" then empty else "version is not 2.1.0" end), (.runs[] | run)] |
if length == 0 then "valid" else .[:10][] end
