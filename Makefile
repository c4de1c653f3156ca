# Everything a developer may do is one word. `make` alone lists the words.
.DEFAULT_GOAL := help
.PHONY: help setup demo demo-reset test coverage check fix bench fuzz mutants states docs lock

PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; break; }; done)
ifeq ($(strip $(PYTHON)),)
PYTHON := python3
endif
RUN := .venv/bin
LOCK := $(RUN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-header --no-annotate --no-emit-index-url

help:  ## List these words
	@awk -F ':.*## ' '/^[a-z][a-z -]*:.*## / { printf "make %-11s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup:  ## Prepare this checkout: .venv, fonts, message catalogue (quick when nothing changed)
	@$(PYTHON) setup all

demo:  ## Start the demo county and print where to sign in; Ctrl-C ends it (WELFARE_PORT=8080 for another port)
	@$(PYTHON) setup demo
	@exec $(RUN)/welfare demo run

demo-reset:  ## Throw the demo's data away, to start afresh
	@$(PYTHON) setup demo
	@$(RUN)/welfare demo reset

test:  ## Run every test: units, invariants, journeys in a real browser (TEST=path for some)
	@$(PYTHON) setup test
	@$(RUN)/python -m pytest -n auto --dist loadgroup $(TEST)

coverage:  ## Every branch of the rules and programs must be taken by their own tests; fails under 100 %
	@$(PYTHON) setup all
	@$(RUN)/coverage run -m pytest src/welfare/rules src/welfare/programs tests/rules
	@$(RUN)/coverage report

check:  ## Format, lint, types, import rules, generated docs, migrations; changes nothing
	@$(PYTHON) setup all
	@$(RUN)/python -m welfare.project.checks

fix:  ## Repair what can be repaired: format, import order, templates, generated docs
	@$(PYTHON) setup all
	@$(RUN)/python -m welfare.project.checks --fix

bench:  ## Run the benchmarks into bench/results/
	@$(PYTHON) setup all
	@$(RUN)/welfare bench

fuzz:  ## Look for bytes that break a reader of what others send (SECONDS=20 for each)
	@$(PYTHON) setup all
	@$(RUN)/python bench/fuzz/run.py $(or $(SECONDS),20)

mutants:  ## Change one thing of a formula at a time and count who notices (FORMULAS=path for some)
	@$(PYTHON) setup all
	@$(RUN)/python bench/mutants/run.py $(FORMULAS)

docs states:  ## Write the generated reference pages, the state diagram among them
	@$(PYTHON) setup all
	@$(RUN)/welfare docs

lock:  ## Choose package versions anew from the *.in files
	@$(PYTHON) setup all
	$(LOCK) --upgrade requirements.in --output-file requirements.lock
	$(LOCK) --upgrade requirements-dev.in --constraints requirements.lock --output-file requirements-dev.lock
	$(LOCK) setup/uv.in --output-file setup/uv.lock
	$(LOCK) setup/node.in --output-file setup/node.lock
	$(LOCK) bench/peers/openfisca/requirements.in --output-file bench/peers/openfisca/requirements.lock
	$(LOCK) bench/peers/policyengine/requirements.in --output-file bench/peers/policyengine/requirements.lock
	$(LOCK) bench/fuzz/requirements.in --output-file bench/fuzz/requirements.lock
