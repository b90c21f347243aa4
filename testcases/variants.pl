#!/usr/bin/perl
# SPDX-License-Identifier: GPL-2.0-only
# Writes the testcases as they would stand in the tree TO, a folder of trees/, once with each
# spelling of the lock: variants.pl TO OUT FOLDER/NAME... makes OUT/FOLDER-NAME.LOCK.c, .swept (what gupsweep must
# make of it), .bare (what plain spatch must, if the testcase says), .sites (the verdicts), and adds
# to OUT/list a line FOLDER-NAME.LOCK PATH for each.
# A testcase is left out where TO has no such form, or where it could not mean the same.
use strict;
use warnings;

# What a parameter is for: Tsk Mm Start Nr Write Force Gup_flags Pages Vmas Locked
my %plain = (
	'tsk-mm-write-force' => 'TMSNWFPV',
	'tsk-mm-flags' => 'TMSNGPV',
	'write-force' => 'SNWFPV',
	'flags-vmas-tsk-remote' => 'SNGPV',
	'flags-vmas-tsk-remote-locked' => 'SNGPV',
	'flags-vmas-locked' => 'SNGPV',
	'flags-vmas' => 'SNGPV',
	'flags' => 'SNGP',
);
my %remote = (
	'flags-vmas-tsk-remote-locked' => 'TMSNGPVL',
	'flags-vmas-locked' => 'MSNGPVL',
	'flags-vmas' => 'MSNGPVL',
	'flags' => 'MSNGPL',
);
my %has_pin = map { $_ => 1 } 'flags-vmas-locked', 'flags-vmas', 'flags';
my %no_locked = map { $_ => 1 } 'flags-vmas', 'flags';
# The semantic patches for spatch alone leave these signatures as they are ("bare: refused here").
my %before_4_9 = map { $_ => 1 } 'tsk-mm-write-force', 'tsk-mm-flags', 'write-force';
# write and force as flags, and back
my %flags = ('0,0' => '0', '1,0' => 'FOLL_WRITE', '0,1' => 'FOLL_FORCE', '1,1' => 'FOLL_WRITE | FOLL_FORCE');
my %write = reverse %flags;
my ($to, $out, @names) = @ARGV;

sub roles {
	my ($tree, $name) = @_;
	my $roles = $name =~ /_remote$/ ? $remote{$tree} : $plain{$tree};

	if ($name =~ /_unlocked$/) {
		$roles =~ s/V//;
		$roles =~ s/GP/PG/;
	} elsif ($name =~ /_locked$/) {
		die "$tree has no $name\n" if $no_locked{$tree};
		$roles =~ s/V/L/;
	}
	return split //, $roles // die "$tree has no $name\n";
}

# The arguments between parentheses, comments left out
sub arguments {
	my ($text) = @_;
	my @argument = ('');
	my $depth = 0;

	$text =~ s{/\*.*?\*/}{}gs;
	for my $c (split //, $text) {
		$depth++ if $c =~ /[(\[{]/;
		$depth-- if $c =~ /[)\]}]/;
		if ($c eq ',' && !$depth) {
			push @argument, '';
		} else {
			$argument[-1] .= $c;
		}
	}
	s/^\s+|\s+$//g, s/\s+/ /g for @argument;
	return @argument;
}

# The same call in the tree TO, in a function that has an alias of current->mm or not
sub call {
	my ($from, $alias, $name, $text) = @_;
	my %value = (T => 'current', M => $alias ? 'mm' : 'current->mm', V => 'NULL', L => 'NULL');
	my @old = roles($from, $name);
	my @argument = arguments($text);

	$name =~ s/^pin/get/ unless $has_pin{$to};
	my @new = roles($to, $name);
	my %wanted = map { $_ => 1 } @new;
	die "another number of arguments\n" unless @old == @argument;
	@value{@old} = @argument;
	die "it wants the vmas\n" if !$wanted{V} && $value{V} !~ /^(NULL|0)$/;
	die "another mm\n" if !$wanted{M} && $value{M} ne 'current->mm' && !$alias;
	die "FOLL_LONGTERM\n" if ($value{G} // '') =~ /LONGTERM/;
	if ($wanted{G}) {
		$value{G} //= $flags{"$value{W},$value{F}"} // die "write and force are not constant\n";
	} elsif (defined $value{G}) {
		@value{'W', 'F'} = split /,/, $write{$value{G}} // die "flags are not write and force\n";
	}
	return "$name(" . join(', ', @value{@new}) . ')';
}

sub signature {
	my ($from, $text) = @_;
	my $group;

	return $text if $from eq $to;
	$group = qr/\((?:[^()]|(??{$group}))*\)/;
	my ($head, $code) = $text =~ m{^(/\*.*?\*/)?(.*)}s; # what the testcase says of itself stays
	my @function = split /(?<=\n}\n)/, $code;
	for my $function (@function) {
		my $alias = $function =~ /\bmm = current->mm;/;
		$function =~ s{\b((?:get|pin)_user_pages(?:_remote|_locked|_unlocked)?)\s*($group)}
			{call($from, $alias, $1, substr($2, 1, -1))}ges;
	}
	return ($head // '') . join('', @function);
}

sub mmap_lock {
	my ($text) = @_;

	$text =~ s/\bdowngrade_write\(&(.*?)->mmap_sem\)/mmap_write_downgrade($1)/g;
	$text =~ s/\bdown_(read|write)_trylock\(&(.*?)->mmap_sem\)/mmap_$1_trylock($2)/g;
	$text =~ s/\bdown_(read|write)(_killable|)\(&(.*?)->mmap_sem\)/mmap_$1_lock$2($3)/g;
	$text =~ s/\bup_(read|write)\(&(.*?)->mmap_sem\)/mmap_$1_unlock($2)/g;
	return $text;
}

sub mmap_sem {
	my ($text) = @_;

	$text =~ s/\bmmap_write_downgrade\((.*?)\)/downgrade_write(&$1->mmap_sem)/g;
	$text =~ s/\bmmap_(read|write)_trylock\((.*?)\)/down_$1_trylock(&$2->mmap_sem)/g;
	$text =~ s/\bmmap_(read|write)_lock(_killable|)\((.*?)\)/down_$1$2(&$3->mmap_sem)/g;
	$text =~ s/\bmmap_(read|write)_unlock\((.*?)\)/up_$1(&$2->mmap_sem)/g;
	return $text;
}

sub contents {
	my ($file) = @_;
	local $/;

	open(my $in, '<', $file) or return undef;
	return scalar <$in>;
}

sub put {
	my ($file, $text) = @_;

	open(my $to, '>', $file) or die "$file: $!\n";
	print $to $text;
	close($to) or die "$file: $!\n";
}

open(my $list, '>', "$out/list") or die "$out: $!\n";
for my $name (@names) {
	my %text = map { $_ => contents("$name.$_") } 'c', 'res', 'bare.res';
	my %says = $text{c} =~ /^ \* (signature|path|bare|variants): (.*)/mg;
	my $sites = join('', map { "$_\n" } $text{c} =~ /^ \* site: (.*)/mg);
	my $from = $says{signature} // '';
	my $path = $says{path} // "drivers/$name.c";

	next unless $plain{$from} && $plain{$to};
	next if $says{variants} && " $says{variants} " !~ / \Q$to\E /;
	eval {
		$text{$_} = signature($from, $text{$_}) for grep { defined $text{$_} } keys %text;
		1;
	} or next;
	my %want = (c => $text{c}, swept => $text{res} // $text{c});
	if ($says{bare}) {
		my $with_task = $to =~ /tsk-remote-locked$/ && $text{c} =~ /_remote\s*\(/;
		my $refused = $says{bare} eq 'refused' || $before_4_9{$to} || $with_task;
		$want{bare} = $refused ? $text{c} : $text{'bare.res'} // $want{swept};
	}
	my $flat = $name =~ tr{/}{-}r;
	for my $lock ('mmap_lock', 'mmap_sem') {
		put("$out/$flat.$lock.$_", $lock eq 'mmap_sem' ? mmap_sem($want{$_}) : mmap_lock($want{$_})) for keys %want;
		put("$out/$flat.$lock.sites", $sites);
		print $list "$flat.$lock ", $path =~ s/(\.\w+)$/.$lock$1/r, "\n";
	}
}
