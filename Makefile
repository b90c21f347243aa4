# SPDX-License-Identifier: GPL-2.0-only
# gupsweep: build, test, install. "make help" lists the targets.

VERSION := 0.1.0

PREFIX  ?= /usr/local
DESTDIR ?=
BINDIR  = $(PREFIX)/bin
DATADIR = $(PREFIX)/share/gupsweep
MANDIR  = $(PREFIX)/share/man/man1

# Where everything goes that is made; another directory for another compiler or other flags.
BUILD ?= build

CFLAGS ?= -O2 -g
WARNINGS := -Wall -Wextra -Wshadow -Wconversion
ifdef WERROR
WARNINGS += -Werror
endif

PACKAGES := libgit2 jansson
PKG_CONFIG ?= pkg-config
PACKAGE_CFLAGS := $(shell $(PKG_CONFIG) --cflags $(PACKAGES) 2>/dev/null)
PACKAGE_LIBS = $(shell $(PKG_CONFIG) --libs $(PACKAGES))

COMPILE = $(CC) -std=c11 -D_GNU_SOURCE -Itools -I$(BUILD) -pthread \
	-DGUPSWEEP_VERSION='"$(VERSION)"' -DGUPSWEEP_RULES_DIR='"$(DATADIR)/cocci"' \
	$(WARNINGS) $(PACKAGE_CFLAGS) $(CPPFLAGS) $(CFLAGS)

# Every source below tools/ belongs to the program: adding a file needs no edit here.
SOURCES := $(sort $(shell find tools -name '*.c'))
OBJECTS := $(SOURCES:tools/%.c=$(BUILD)/obj/%.o)
PARTS   := $(filter-out $(BUILD)/obj/gupsweep.o,$(OBJECTS))
TESTS   := $(patsubst tests/%.c,$(BUILD)/tests/%,$(sort $(wildcard tests/*_test.c)))

.PHONY: all tests check check-fresh check-kernel asan demo bench format install uninstall clean help
.SECONDARY:
.DELETE_ON_ERROR:

all: $(BUILD)/gupsweep

$(BUILD)/gupsweep: $(OBJECTS) $(BUILD)/objects
	$(CC) $(CFLAGS) $(LDFLAGS) -pthread -o $@ $(OBJECTS) $(PACKAGE_LIBS)

$(BUILD)/obj/%.o: tools/%.c $(BUILD)/command
	@mkdir -p $(@D)
	$(COMPILE) -MMD -MP -c -o $@ $<

# The sums of the semantic patches, by which the program knows its own.
RULES := $(sort $(wildcard cocci/*))
$(BUILD)/rules.inc: $(RULES)
	@mkdir -p $(@D)
	@for file in $(RULES); do printf '{ "%s", "' "$${file##*/}"; \
		{ printf 'blob %d\0' "$$(wc -c <$$file)"; cat $$file; } | sha1sum | cut -c -40 | tr -d '\n'; \
		echo '" },'; done >$@
$(BUILD)/obj/spatch/edition.o: $(BUILD)/rules.inc

$(BUILD)/tests/%_test: tests/%_test.c $(PARTS) $(BUILD)/command $(BUILD)/objects
	@mkdir -p $(@D)
	$(COMPILE) -MMD -MP -MF $@.d $(LDFLAGS) -o $@ $< $(PARTS) $(PACKAGE_LIBS) -lcmocka

# The command line that made the objects, and the list of them: when one changes (another compiler,
# another PREFIX, a file removed), what depends on it is made again.
$(BUILD)/command: FORCE
	@$(call record,$(COMPILE) $(LDFLAGS))
$(BUILD)/objects: FORCE
	@$(call record,$(OBJECTS))
record = mkdir -p $(BUILD) && printf '%s\n' $(call quoted,$1) >$@.new && \
	if cmp -s $@.new $@; then rm $@.new; else mv $@.new $@; fi
FORCE:
quoted = '$(subst ','\'',$1)'

tests: $(TESTS)

check: $(BUILD)/gupsweep $(TESTS)
	@tests/units.sh $(BUILD)

asan:
	+@$(MAKE) BUILD=build/asan LDFLAGS= \
		CFLAGS='-O1 -g -fno-omit-frame-pointer -fsanitize=address,undefined -fno-sanitize-recover=undefined' \
		check

check-kernel: $(BUILD)/gupsweep
	@TABLE=1 tests/check-kernel.sh

check-fresh:
	@scripts/check-fresh.sh '$(RELEASE)' $(ONLY)

demo:
	@scripts/demo.sh

bench: $(BUILD)/gupsweep
	@bench/bench.sh
	@bench/lint.sh
	@bench/growth.sh

format:
	clang-format -i $(SOURCES) $$(find tools tests -name "*.h") $(wildcard tests/*.c)
	clang-format -i $$(find tests/kernel -name '*.c') testcases/harness/*.[ch] testcases/harness/generate/*.[ch]

install: $(BUILD)/gupsweep
	install -d '$(DESTDIR)$(BINDIR)' '$(DESTDIR)$(DATADIR)/cocci' '$(DESTDIR)$(MANDIR)'
	install -m 755 $(BUILD)/gupsweep '$(DESTDIR)$(BINDIR)/gupsweep'
	install -m 644 cocci/* '$(DESTDIR)$(DATADIR)/cocci'
	sed 's/@VERSION@/$(VERSION)/' docs/gupsweep.1 >'$(DESTDIR)$(MANDIR)/gupsweep.1'
	chmod 644 '$(DESTDIR)$(MANDIR)/gupsweep.1'

uninstall:
	rm -f '$(DESTDIR)$(BINDIR)/gupsweep' '$(DESTDIR)$(MANDIR)/gupsweep.1'
	rm -rf '$(DESTDIR)$(DATADIR)'

clean:
	rm -rf build

help:
	@echo 'make            build/gupsweep'
	@echo 'make check      build and run the unit tests (./check.sh runs every test)'
	@echo 'make asan       the unit tests under AddressSanitizer and UBSan'
	@echo 'make check-kernel   the testcases in a real kernel; KERNEL=6.12, RUNS=20'
	@echo 'make check-fresh    README in a bare root: RELEASE=12 or 13; ONLY=demo or ONLY=check'
	@echo 'make demo       install what is missing, sweep the packaged 6.12 tree'
	@echo 'make bench      time a whole-tree scan against spatch, rg and grep, and lint against git'
	@echo 'make format     clang-format every C file'
	@echo 'make install    PREFIX=$(PREFIX) DESTDIR=$(DESTDIR)'
	@echo 'make uninstall  the same PREFIX and DESTDIR'
	@echo 'make clean      remove build/'

-include $(OBJECTS:.o=.d) $(TESTS:=.d)
