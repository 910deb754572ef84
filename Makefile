# Everything a person does with a checkout. `make` alone lists it.
#
#   CLIENTS   how many synthetic clients the demonstration has   (20000)
#   PORT      where the demonstration is served                  (8080)

CLIENTS ?= 20000
PORT ?= 8080

SWIFT ?= swift
LIMPIDE := .build/release/limpide
PYTHON := .native/python/bin/python
SWIFT_FILES := Sources Tests Package.swift

# One Swift build at a time: two would fight over .build.
.NOTPARALLEL:
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help
.PHONY: help setup setup-build demo demo-data test test-swift test-browser screenshots bench-features lint format build release clean

help:
	@echo "make demo      generate clients, train, load and serve: http://localhost:$(PORT)"
	@echo "make test      set up, build and run every test, browser included"
	@echo "make screenshots  pictures of every page in both languages and themes: screenshots/"
	@echo "make bench-features   measure features up to full scale, beside pandas: Benchmarks/RESULTS.md"
	@echo "make lint      check the layout of every Swift file"
	@echo "make format    lay out every Swift file"
	@echo "make build     debug build"
	@echo "make release   release build: $(LIMPIDE)"
	@echo "make setup     system packages, native libraries, web assets, test tools"
	@echo "make clean     remove builds and the demonstration; keep .native"

setup:
	scripts/setup

# What a build needs; without Chromium and the Python tools of the tests.
setup-build:
	scripts/setup --no-browser

build: setup-build
	$(SWIFT) build

release: setup-build
	$(SWIFT) build -c release --product limpide

# Each step leaves a stamp when it has ended, so a second `make demo` goes straight to serving. Another number of clients
# is another lender: its stamp is not there, and the demonstration is made anew.
DEMO := demo/.steps
GENERATED := $(DEMO)/generated-$(CLIENTS)
TRAINED := $(DEMO)/trained-$(CLIENTS)
LOADED := $(DEMO)/loaded-$(CLIENTS)

demo: release
	@$(MAKE) --no-print-directory $(LOADED) CLIENTS=$(CLIENTS)
	@$(LIMPIDE) users add demo --demo --workspace demo
	$(LIMPIDE) serve --workspace demo --port $(PORT)

# The demonstration's workspace, not served.
demo-data: release
	@$(MAKE) --no-print-directory $(LOADED) CLIENTS=$(CLIENTS)

$(GENERATED):
	@rm -rf demo && mkdir -p $(DEMO)
	$(LIMPIDE) generate --clients $(CLIENTS) --seed 1 --out demo/data
	@touch $@

$(TRAINED): $(GENERATED)
	$(LIMPIDE) train --data demo/data --workspace demo
	@touch $@

$(LOADED): $(TRAINED)
	$(LIMPIDE) load --data demo/data --workspace demo
	@touch $@

test: setup test-swift test-browser

# The target graph is the architecture: an import that it does not declare is an error.
test-swift:
	$(SWIFT) build --build-tests --explicit-target-dependency-import-check error
	$(SWIFT) test --skip-build

test-browser:
	$(PYTHON) -m pytest Tests/Browser

# The three of the documentation are made anew too.
screenshots: setup release
	LIMPIDE_BINARY=$(LIMPIDE) LIMPIDE_DOCUMENTATION=1 $(PYTHON) -m pytest Tests/Browser/screenshots.py

# Half an hour on a quiet machine, 6 GB of disk and 12 GB of memory: pandas wants them.
bench-features: release
	Benchmarks/run features --update
	Benchmarks/run flat --full --memory 3GB --update
	Benchmarks/run features-full --update
	Benchmarks/run one-applicant --update
	Benchmarks/run history-gain --update

lint:
	$(SWIFT) format lint --strict --parallel -r $(SWIFT_FILES)

format:
	$(SWIFT) format -i --parallel -r $(SWIFT_FILES)

clean:
	rm -rf .build demo screenshots
