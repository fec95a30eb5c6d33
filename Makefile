# Targets: rehearse, test, conformance, bench, lint, fuzz, torture. Each works alone on a fresh Debian machine with Swift 6.3.
# conformance: the clients and the servers of real equipment against programs of other people, which it installs. Apart
# from the other tests: beside thousands of them that compute, answers come too late.
# fuzz: FUZZ_RUNS inputs (10 million) by libFuzzer over the readers of YAML, scenarios, archives and requests.
# torture: 200 rehearsals killed at any moment, and every command that writes on disks that are full.

PACKAGES = libsqlite3-dev libyaml-dev zlib1g-dev python3 openssl
SUDO := $(shell [ "$$(id -u)" = 0 ] || echo sudo)
SWIFT = swift
# With Swift's runtime inside, if the toolchain has it: called in a shared library, it makes a run a sixth slower.
RUNTIME = $(shell $(SWIFT) -print-target-info | sed -n 's/.*"runtimeResourcePath": "\(.*\)".*/\1_static/p')
RELEASE = $(SWIFT) build -c release $(if $(wildcard $(RUNTIME)),--static-swift-stdlib)
PRODUCT ?= twin
CLOUD ?= scenarios/clusters/medium
TO ?= mosk-21-0-0-25-2
FUZZ_RUNS ?= 10000000

.PHONY: rehearse build test conformance fuzz torture fingerprint bench lint format packages clean

rehearse: build
	$(RELEASE) --show-bin-path > .build/bin-path
	"$$(cat .build/bin-path)/twin" rehearse --cloud $(CLOUD) --to $(TO) --start 2026-11-28T22:00+01:00 --window 24h

build: packages
	$(RELEASE) --product $(PRODUCT)

test: packages
	$(SWIFT) build --build-tests
	Tests/torture --binary "$$($(SWIFT) build --show-bin-path)/twin" --kills 12 --runs 2
	$(SWIFT) test --skip-build --skip ConformanceTests

conformance: packages
	for peer in redfish ipmi ironic docker podman galera rabbitmq ceph host; do \
		Tests/Conformance/Peers/$$peer.sh install || exit 1; \
	done
	Tests/Conformance/Server/install
	$(SWIFT) build --build-tests
	TWIN_NEEDS_PEERS=1 $(SWIFT) test --skip-build --no-parallel --filter ConformanceTests

fuzz: packages
	FUZZ_RUNS=$(FUZZ_RUNS) Tests/fuzz

torture: build
	Tests/torture --binary "$$($(RELEASE) --show-bin-path)/twin"
	Tests/full-disk --binary "$$($(RELEASE) --show-bin-path)/twin"

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
