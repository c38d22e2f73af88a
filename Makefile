# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The kubering authors

PREFIX ?= /usr/local
DESTDIR ?=
STRIP ?= strip

SWIFT := .ci/swift
# The runtimes of C++ and GCC, libyaml and zlib are linked statically: finding and relocating them takes as long as
# switching a context.
STATIC := $(CURDIR)/.build/static
# Relocations in their short form, which glibc reads from 2.36 on: the binary is 1.5 MB smaller and starts sooner. Functions
# of the same code are kept once: 0.6 MB.
PACKED := $(shell getconf GNU_LIBC_VERSION 2>/dev/null | awk '{ split($$2, v, "."); if (v[1] > 2 || v[2] >= 36) \
	print "-Xswiftc -use-ld=lld -Xlinker -z -Xlinker pack-relative-relocs -Xlinker --icf=all" }')
# Swift exports every public symbol of a static binary, and C functions of a file come together: what is not called could
# not be left out. Without, the binary is 3 MB smaller.
SMALLER := -Xlinker --no-export-dynamic -Xcc -ffunction-sections -Xcc -fdata-sections
# Other programs that kubering takes the place of when it is installed: make install DROP_IN="kubectx kubens".
DROP_IN ?=
# What install installs; built when it is not there.
BINARY ?= .build/release/kubering
SWIFT_SOURCES := Sources Tests Package.swift

BIN := $(DESTDIR)$(PREFIX)/bin
SHARE := $(DESTDIR)$(PREFIX)/share
BASH_COMPLETIONS := $(SHARE)/bash-completion/completions
ZSH_COMPLETIONS := $(SHARE)/zsh/site-functions
FISH_COMPLETIONS := $(SHARE)/fish/vendor_completions.d
MAN := $(SHARE)/man

# The programs that .ci/setup fetched go before those of the system.
export PATH := $(CURDIR)/.build/tools/bin:$(PATH)

.DEFAULT_GOAL := help
.PHONY: help setup demo test fuzz build install uninstall lint format docs check-generated bench clean

help: ## list the targets
	@awk -F ' *## ' '/^[a-z-]+:.*##/ { sub(/:.*/, "", $$1); printf "%-17s%s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

setup: ## install the Debian packages and the kubectl that building, demo and tests need
	@.ci/setup test

demo: ## show the three uses in a throwaway home, with a private keyring or the vault
	@.ci/setup demo
	@$(SWIFT) build --product kubering
	@KUBERING="$(CURDIR)/.build/debug/kubering" Tests/Demo/run

test: setup ## run all tests (FILTER=name for some of them)
	@$(SWIFT) test $(if $(FILTER),--filter '$(FILTER)')

fuzz: ## feed the readers of certificates what libFuzzer makes (SECONDS=60)
	@.ci/setup demo
	@KUBERING_FUZZ=1 $(SWIFT) build --configuration release --scratch-path .build-fuzz --product Fuzz \
		-Xswiftc -sanitize=fuzzer -Xswiftc -use-ld=lld
	@Tests/Fuzz/run .build-fuzz/release/Fuzz $(SECONDS)

build: ## build the release binary, .build/release/kubering
	@.ci/setup build --check
	@mkdir -p "$(STATIC)"
	@for library in libstdc++.a libyaml.a libz.a; do \
		file=$$(cc -print-file-name=$$library); \
		if [ -f "$$file" ]; then ln -sf "$$file" "$(STATIC)/$$library"; fi; \
	done
	@sed 's#^libdir=.*#libdir=$(STATIC)#' "$$(pkg-config --variable=pcfiledir yaml-0.1)/yaml-0.1.pc" >"$(STATIC)/yaml-0.1.pc"
	@PKG_CONFIG_PATH="$(STATIC)" $(SWIFT) build --configuration release --static-swift-stdlib --product kubering \
		-Xswiftc -Xclang-linker -Xswiftc "-L$(STATIC)" -Xswiftc -Xclang-linker -Xswiftc -static-libgcc $(SMALLER) $(PACKED)

install: $(BINARY) ## install below PREFIX (/usr/local), staged into DESTDIR
	install -d "$(BIN)" "$(BASH_COMPLETIONS)" "$(ZSH_COMPLETIONS)" "$(FISH_COMPLETIONS)" "$(MAN)/man1" "$(MAN)/man5"
	install -s --strip-program="$(STRIP)" -m 755 "$(BINARY)" "$(BIN)/kubering"
	ln -sf kubering "$(BIN)/kubectl-ring"
	ln -sf kubering "$(BIN)/kubectl_complete-ring"
	for name in $(DROP_IN); do \
		ln -sf kubering "$(BIN)/$$name"; \
		ln -sf kubering "$(BASH_COMPLETIONS)/$$name"; \
		ln -sf kubering.fish "$(FISH_COMPLETIONS)/$$name.fish"; \
		if [ -f "man/$$name.1" ]; then install -m 644 "man/$$name.1" "$(MAN)/man1"; fi; \
	done
	install -m 644 completions/kubering.bash "$(BASH_COMPLETIONS)/kubering"
	install -m 644 completions/kubering.zsh "$(ZSH_COMPLETIONS)/_kubering"
	install -m 644 completions/kubering.fish "$(FISH_COMPLETIONS)/kubering.fish"
	install -m 644 man/kubering*.1 "$(MAN)/man1"
	install -m 644 man/*.5 "$(MAN)/man5"

uninstall: ## remove what install installed
	for name in kubectx kubens; do \
		if [ "$$(readlink "$(BIN)/$$name")" = kubering ]; then \
			rm -f "$(BIN)/$$name" "$(BASH_COMPLETIONS)/$$name" "$(FISH_COMPLETIONS)/$$name.fish" "$(MAN)/man1/$$name.1"; \
		fi; \
	done
	rm -f "$(BIN)/kubering" "$(BIN)/kubectl-ring" "$(BIN)/kubectl_complete-ring" "$(BASH_COMPLETIONS)/kubering" "$(ZSH_COMPLETIONS)/_kubering" \
		"$(FISH_COMPLETIONS)/kubering.fish"
	for page in man/kubering*.[15]; do rm -f "$(MAN)/man$${page##*.}/$${page#man/}"; done

lint: ## check format, house rules, licence headers and imports
	@$(SWIFT) format lint --strict --parallel --recursive --configuration .swift-format $(SWIFT_SOURCES)
	@.ci/house-rules

format: ## format the sources in place
	@$(SWIFT) format --in-place --parallel --recursive --configuration .swift-format $(SWIFT_SOURCES)

docs: ## render completions/ and man/ from the command definitions
	@.ci/setup build
	@.ci/render --write

check-generated: ## fail when completions/ or man/ are not what the commands say
	@.ci/setup build
	@.ci/render --check

bench: build ## measure the budgets next to kubectl
	@.ci/setup demo
	@KUBERING="$(CURDIR)/.build/release/kubering" Tests/Benchmarks/run

clean: ## remove what was built, but not what was downloaded
	@$(SWIFT) package clean
	@rm -rf .build/rendered .build-fuzz

.build/release/kubering:
	@$(MAKE) build
