#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# The archive of a Debian release, beside the machine's own: scripts/archive.sh RELEASE DIR (12, 13, or
# 13-backports for 13 with its backports).
# Gives DIR an apt state of its own (lists, cache, an empty list of what is installed) that takes the
# release from the mirror which this machine uses, and prints the name of its configuration, for
# "APT_CONFIG=NAME apt-get ...". Nothing outside of DIR changes; it needs no root.
# With "mirrors" for RELEASE it prints the machine's mirror and its mirror of security instead.
set -eu
export LC_ALL=C

die() { echo "archive.sh: $1: $2" >&2; exit 3; }

# mirror SUITE-PATTERN: the first of this machine's sources whose suite is such a one of Debian's.
mirror() {
	# shellcheck disable=SC2016 # apt-get's own variables
	apt-get indextargets --no-release-info --format '$(REPO_URI) $(RELEASE)' 'Created-By: Packages' |
		awk -v suite="^($1)\$" '$2 ~ suite { sub("/*$", "", $1); print $1; exit }'
}

names="bookworm|trixie|stable|oldstable"
main=$(mirror "$names")
[ -n "$main" ] || die "the machine's apt sources" "none is of Debian 12 or 13"
security=$(mirror "($names)-security")

case ${1-} in
mirrors) echo "$main ${security:-$main-security}"; exit 0 ;;
12) name=bookworm ;;
13*) name=trixie ;;
*) echo "usage: scripts/archive.sh 12|13|13-backports DIR | mirrors" >&2; exit 2 ;;
esac
dir=$2
keys=/usr/share/keyrings/debian-archive-keyring.gpg
[ -e $keys ] || die $keys "missing: apt-get install debian-archive-keyring"

mkdir -p "$dir/lists/partial" "$dir/cache/archives/partial" "$dir/empty"
dir=$(cd "$dir" && pwd)
: >"$dir/status"
cat >"$dir/sources.list" <<LIST
deb [signed-by=$keys] $main $name main
deb [signed-by=$keys] $main $name-updates main
deb [signed-by=$keys] ${security:-$main-security} $name-security main
LIST
[ "${1#*-}" != backports ] || echo "deb [signed-by=$keys] $main $name-backports main" >>"$dir/sources.list"
# What the machine says of proxies and time stays in force: its own parts are read as well.
cat >"$dir/apt.conf" <<CONF
Dir::Etc::SourceList "$dir/sources.list";
Dir::Etc::SourceParts "$dir/empty";
Dir::Etc::Preferences "$dir/empty/none";
Dir::Etc::PreferencesParts "$dir/empty";
Dir::State::Lists "$dir/lists";
Dir::State::Status "$dir/status";
Dir::State::extended_states "$dir/extended_states";
Dir::Cache "$dir/cache";
APT::Sandbox::User "$(id -un)";
#clear APT::Update::Post-Invoke-Success;
#clear APT::Update::Post-Invoke;
#clear DPkg::Post-Invoke;
Acquire::Languages "none";
CONF
APT_CONFIG=$dir/apt.conf apt-get -qq -o APT::Update::Error-Mode=any update >&2 ||
	die "Debian $1" "its archive cannot be reached; see apt-get's words above"
echo "$dir/apt.conf"
