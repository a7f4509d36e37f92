# Everything a person does with this repository. `make` alone lists it.

SWIFT ?= swift
PREFIX ?= /usr/local
FUZZ_SECONDS ?= 120

# What the program is linked with, by the names of Debian's packages and of Homebrew's.
PACKAGES = libgit2-dev libmd4c-dev libyaml-dev libpcre2-dev
BREW_PACKAGES = pkgconf libgit2 md4c libyaml pcre2
# What only tests call.
TEST_PACKAGES = python3-jsonschema python3-venv python3-yaml

# Apple's systems bring the Swift library along and refuse to link it in.
STATIC = $(if $(filter Darwin,$(shell uname -s)),,--static-swift-stdlib)
RELEASE = $(SWIFT) build -c release $(STATIC)
HANDOFF = .build/release/handoff

# Not every shell expands `~` behind a `=`; a folder of that name is never what was meant.
override PREFIX := $(patsubst ~%,$(HOME)%,$(PREFIX))

.PHONY: help demo screenshots test build install wheel dist release-pin catalogue bench fuzz format lint-format clean libraries test-libraries card-libraries bench-program
.DEFAULT_GOAL = help

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-13s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: build ## build, lint the sample team in fixtures/team, and make the report of its year
	@printf '\n$$ cd fixtures/team\n$$ handoff lint\n\n'
	@# 1 means "findings", which is what there is to see; anything above means that it did not work.
	@cd fixtures/team || exit 2; ../../$(HANDOFF) lint || test $$? -eq 1
	@printf '\n$$ cd acme-marketing\n$$ handoff report\n\n'
	@rm -rf .build/demo && .ci/sample-team .build/demo/acme-marketing
	@cd .build/demo/acme-marketing && ../../../$(HANDOFF) report

screenshots: build ## take README's picture of the report anew, with chromium: .packaging/report.png
	@.ci/screenshots $(HANDOFF)

test: test-libraries ## run every test
	$(SWIFT) test --disable-xctest

build: libraries ## build the program: .build/release/handoff
	$(RELEASE) --product handoff

install: build ## build and install, with man page and completions: PREFIX=/usr/local, DESTDIR is respected
	install -d "$(DESTDIR)$(PREFIX)/bin"
	install -m 755 $(HANDOFF) "$(DESTDIR)$(PREFIX)/bin/handoff"
	@.packaging/extras $(HANDOFF) "$(DESTDIR)$(PREFIX)" "$$(git log -1 --format=%ct 2>/dev/null || date +%s)"

wheel: build ## make the Python wheel handoff-lint, libraries included: .build-dist
	@SWIFT="$(SWIFT)" .packaging/pack $(HANDOFF) wheel

dist: build ## make the tarball, and its SHA-256: .build-dist
	@SWIFT="$(SWIFT)" .packaging/pack $(HANDOFF) dist

# Before the tag: action.yml installs what stands there and nothing else, and whoever wants can build the same bytes.
release-pin: wheel dist ## build twice, compare, and say in .packaging/released.txt which wheel action.yml installs
	.ci/check-reproducible
	cp .build-dist/requirement.txt .packaging/released.txt

catalogue: libraries ## write rules/README.md anew from the contracts
	$(SWIFT) run handoff contracts catalogue --shipped >rules/README.md.part
	@mv rules/README.md.part rules/README.md

bench: bench-program ## measure speed and memory, beside rumdl where that is installed
	@.build/release/handoff-bench --handoff $(HANDOFF) $(BENCH_FLAGS)

bench-program: build
	HANDOFF_BENCH=1 $(RELEASE) --product handoff-bench

# Inputs that break something stay in fixtures/fuzz, where `make test` tries them again. What libFuzzer learns stays in .build-fuzz.
# Swift's own crash reporter would wait for an answer; libFuzzer reports the crash already. Swift hides flags in the unused bits of
# pointers, so the leak detector takes what they point to for lost.
fuzz: libraries ## look for inputs that break it: FUZZ_SECONDS=120 for each of two targets
	ASAN_OPTIONS=detect_leaks=0 HANDOFF_FUZZ=1 $(SWIFT) build -c release --scratch-path .build-fuzz --product handoff-fuzz
	@rm -rf .build-fuzz/seeds && mkdir -p .build-fuzz/seeds/brief .build-fuzz/seeds/contract
	@find fixtures -type f -name '*.md' | while IFS= read -r file; do \
		cp "$$file" ".build-fuzz/seeds/brief/$$(printf %s "$$file" | tr / -)"; done
	@find fixtures rules -type f -name '*.yml' | while IFS= read -r file; do \
		cp "$$file" ".build-fuzz/seeds/contract/$$(printf %s "$$file" | tr / -)"; done
	@for kind in brief contract; do \
		mkdir -p .build-fuzz/found/$$kind fixtures/fuzz/$$kind; \
		printf '\nFuzzing: %s, %s seconds\n' $$kind $(FUZZ_SECONDS); \
		ASAN_OPTIONS=detect_leaks=0 SWIFT_BACKTRACE=enable=no .build-fuzz/release/handoff-fuzz $$kind -max_total_time=$(FUZZ_SECONDS) -max_len=16384 -timeout=10 \
			-rss_limit_mb=2048 -detect_leaks=0 -print_final_stats=1 -verbosity=1 -artifact_prefix=fixtures/fuzz/$$kind/ \
			.build-fuzz/found/$$kind .build-fuzz/seeds/$$kind fixtures/fuzz/$$kind \
			>.build-fuzz/$$kind.log 2>&1 </dev/null; \
		code=$$?; \
		if [ $$code -ne 0 ]; then tail -n 60 .build-fuzz/$$kind.log; echo "The input is kept in fixtures/fuzz/$$kind/."; exit 1; fi; \
		grep -E '^(Done|stat::)' .build-fuzz/$$kind.log; \
	done
	@find fixtures/fuzz -depth -type d -empty -delete

format: ## bring the sources into their one form
	$(SWIFT) format format --in-place --parallel --recursive Sources Tests Package.swift

lint-format: ## say where the sources are not in that form
	$(SWIFT) format lint --strict --parallel --recursive Sources Tests Package.swift

clean: ## remove everything that was built
	rm -rf .build .build-fuzz .build-wheel .build-dist .build-ci

libraries:
	@$(call install-absent,$(PACKAGES))

test-libraries:
	@$(call install-absent,$(PACKAGES) $(TEST_PACKAGES))

# What prints the cards in .ci/check-card.
card-libraries:
	@$(call install-absent,chromium python3-venv)

# Asks apt only for what is absent, so that nothing needs a network or a password when all is there.
define install-absent
	if ! command -v $(SWIFT) >/dev/null; then echo "Swift 6.2 or newer is needed: https://swift.org/install"; exit 1; fi; \
	if ! command -v dpkg-query >/dev/null; then \
		if pkg-config --exists libgit2 md4c yaml-0.1 libpcre2-8 2>/dev/null; then exit 0; fi; \
		echo "These libraries are needed, with their headers: libgit2, MD4C, libyaml, PCRE2 (8 bit)."; \
		echo "With Homebrew: brew install $(BREW_PACKAGES)"; \
		exit 1; \
	fi; \
	absent=; \
	for package in $(1); do \
		test "$$(dpkg-query -W -f='$${db:Status-Status}' $$package 2>/dev/null)" = installed || absent="$$absent $$package"; \
	done; \
	if [ -z "$$absent" ]; then exit 0; fi; \
	as_root=; \
	if [ "$$(id -u)" -ne 0 ]; then \
		if ! command -v sudo >/dev/null; then echo "Please install as root: apt-get install$$absent"; exit 1; fi; \
		as_root=sudo; \
	fi; \
	install="$$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends"; \
	echo "Installing with apt:$$absent"; \
	$$install $$absent || { echo "Once more, with apt's lists brought up to date"; $$as_root apt-get update -q && $$install $$absent; }
endef
