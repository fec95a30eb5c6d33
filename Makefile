# Targets: rehearse, test, bench, lint. Each works alone on a fresh Debian machine with Swift 6.3.

PACKAGES = libsqlite3-dev libyaml-dev zlib1g-dev
SUDO := $(shell [ "$$(id -u)" = 0 ] || echo sudo)
SWIFT = swift
CLOUD ?= scenarios/clusters/medium
TO ?= mosk-21-0-0-25-2

.PHONY: rehearse build test fingerprint bench lint format packages clean

rehearse: build
	$(SWIFT) build -c release --show-bin-path > .build/bin-path
	"$$(cat .build/bin-path)/twin" rehearse --cloud $(CLOUD) --to $(TO) --start 2026-11-28T22:00+01:00 --window 24h

build: packages
	$(SWIFT) build -c release --product twin

test: packages
	$(SWIFT) build --build-tests
	$(SWIFT) test --skip-build

# The same seed gives the same run in debug and release, and in two processes.
fingerprint: build
	$(SWIFT) build --product twin
	Tests/fingerprint

bench: packages
	Benchmarks/run

lint:
	$(SWIFT) format lint --strict --recursive Sources Tests Benchmarks Package.swift
	$(SWIFT) test --filter TidyTests

format:
	$(SWIFT) format --in-place --recursive Sources Tests Benchmarks Package.swift

packages:
	@missing=""; for p in $(PACKAGES); do dpkg -s $$p > /dev/null 2>&1 || missing="$$missing $$p"; done; \
	if [ -n "$$missing" ]; then $(SUDO) apt-get update && $(SUDO) apt-get install -y$$missing; fi

clean:
	rm -rf .build
