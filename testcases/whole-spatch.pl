#!/usr/bin/perl
# SPDX-License-Identifier: GPL-2.0-only
#
# A spatch for the tests: runs the real one on the slices that gupsweep gives it and, in a place of
# its own, on the whole files they were cut from; the changes must be the same, line for line. Needs
# $ENV{WHOLE_REAL} (spatch), $ENV{WHOLE_TREE} and $ENV{WHOLE_LOG}, where each slice gets one line:
# "same FILE" or "differs FILE: ...".
use strict;
use warnings;
use File::Find;
use File::Temp qw(tempdir);

my ($real, $tree, $log) = @ENV{qw(WHOLE_REAL WHOLE_TREE WHOLE_LOG)};
my ($at) = grep { $ARGV[$_] eq '--file-groups' } 0 .. $#ARGV - 1;
exec $real, @ARGV unless defined $at;

# The list may be a pipe, which can be read only once.
if (-p $ARGV[$at + 1]) {
	my ($copy, $name) = File::Temp::tempfile('list-XXXXXX', TMPDIR => 1, UNLINK => 1);
	print $copy text_of($ARGV[$at + 1]);
	close $copy;
	$ARGV[$at + 1] = $name;
}

sub text_of {
	my ($path) = @_;
	open my $file, '<:raw', $path or return '';
	local $/;
	return scalar <$file>;
}

# A line as it stands in a slice: without comments
sub stripped {
	my ($line) = @_;
	$line =~ s{\s*/\*.*?\*/}{}g;
	$line =~ s{\s+$}{};
	$line =~ s{\s+}{}g;
	return $line;
}

# Where in the file each line of the slice stands: they are in the file's order, and a call in one may
# be masked. Of a line that is not found, undef.
sub places {
	my ($cut, $lines) = @_;
	my ($from, @at) = (0);
	for my $line (@$cut) {
		my $like = quotemeta stripped($line);
		$like =~ s/gupsweep_masked/\\w+/g;
		my ($i) = grep { stripped($lines->[$_]) =~ /^$like$/ } $from .. $#$lines;
		push @at, $i;
		$from = $i + 1 if defined $i;
	}
	return @at;
}

# The whole file that a slice was cut from, with the slice's own lines where it has any, and which
# lines these are: the file in which most of them are found, and nearly all.
sub whole_of {
	my ($slice, $originals) = @_;
	my @cut = grep { /\S/ } split /\n/, $slice;
	my ($best, $most, @at) = (undef, 0);
	my ($name) = $slice =~ /^(?!#).*?\b(\w+)\s*\(/m or return;
	for my $path (sort keys %$originals) {
		next unless grep { /\b$name\b/ } @{ $originals->{$path} };
		my @places = places(\@cut, $originals->{$path});
		my $found = grep { defined } @places;
		# of copies of a function, the one with nothing in between
		my $score = $found + grep {
			defined $places[$_] && defined $places[$_ - 1] && $places[$_] == $places[$_ - 1] + 1
		} 1 .. $#places;
		($best, $most, @at) = ($path, $score, @places)
			if $score > $most && $found >= 0.8 * @cut;
	}
	return unless defined $best;
	my @lines = @{ $originals->{$best} };
	my %from = map { $at[$_] => 1 } grep { defined $at[$_] } 0 .. $#cut;
	$lines[ $at[$_] ] = $cut[$_] for grep { defined $at[$_] } 0 .. $#cut;
	return ($best, join("\n", @lines), \%from);
}

# What spatch did to a file: the lines it took away and added, sorted, without the marks of parsed
# functions and without comments, which a slice has not; of a whole file only where lines of the slice
# (%$from, counted from 0) are near, for it may leave functions out.
sub changes {
	my ($dir, $path, $from) = @_;
	my $after = -e "$path.res" ? text_of("$path.res") : text_of($path);
	my ($kept, @changes) = (0);
	$after =~ s/^[ \t]*gupsweep_parsed;[ \t]*\n//mg;
	$after =~ s/gupsweep_parsed;//g;
	open my $file, '>:raw', "$dir/after" or die;
	print $file $after;
	close $file;
	for (split /^/m, `diff -d '$path' '$dir/after'`) {
		if (/^(\d+)(?:,(\d+))?[acd]/) {
			my ($first, $last) = ($1 > 1 ? $1 - 2 : 0, $2 // $1);
			$kept = !$from || grep { $from->{$_} } $first .. $last;
			next;
		}
		s{/\*.*?\*/}{}g;
		s{//.*}{};
		push @changes, $_ if $kept && !/^[<>]\s*(\/\*.*|\*.*)?$/ && !/^---$/;
	}
	return join '', sort @changes;
}

my @slices = grep { $_ ne '' && !/\.canary\.c$/ } split /\n/, text_of($ARGV[$at + 1]);
my $status = system $real, @ARGV;

my %originals;
find({ no_chdir => 1, wanted => sub {
	$originals{$_} = [ split /\n/, text_of($_), -1 ] if -f && /\.[ch]$/;
} }, $tree);

my $dir = tempdir(CLEANUP => 1);
my (@wholes, %of);
for my $i (0 .. $#slices) {
	my ($path, $whole, $from) = whole_of(text_of($slices[$i]), \%originals);
	next unless defined $path;
	open my $file, '>:raw', "$dir/$i.c" or die;
	print $file $whole;
	close $file;
	push @wholes, "$dir/$i.c";
	$of{"$dir/$i.c"} = [ $slices[$i], $path, $from ];
}
open my $list, '>', "$dir/list" or die;
print $list join("\n\n", @wholes), "\n";
close $list;
my @args = @ARGV;
$args[$at + 1] = "$dir/list";
system "\Q$real\E " . join(' ', map { "\Q$_\E" } @args) . " >/dev/null 2>&1" if @wholes;

open my $out, '>>', $log or die;
for my $whole (@wholes) {
	my ($slice, $path, $from) = @{ $of{$whole} };
	my ($of_slice, $of_whole) = (changes($dir, $slice), changes($dir, $whole, $from));
	$path =~ s|^\Q$tree\E/||;
	if ($of_slice eq $of_whole) {
		print $out "same $path\n";
	} else {
		my $text = "the slice:\n${of_slice}the whole file:\n$of_whole";
		$text =~ s/\n/\n\t/g;
		print $out "differs $path: $text\n";
	}
}
for my $slice (@slices) {
	print $out "lost $slice\n" . text_of($slice) unless grep { $of{$_}[0] eq $slice } @wholes;
}
exit($status >> 8);
