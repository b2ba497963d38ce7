# `make serve` and `make test` do everything on a machine that has git, make and Python 3.11 or newer.
# Each target makes .venv by itself from the hashed requirements, and makes it anew when they change.

PYTHON ?= python3
FORMAT = text
export FORMAT
ARGS =
BIN = .venv/bin
PIP = $(BIN)/python -m pip -qq --disable-pip-version-check install --require-hashes
LOCK = $(BIN)/uv pip compile --quiet --generate-hashes --no-emit-index-url --no-header \
	--universal --fork-strategy fewest --python-version 3.11 $(ARGS)

.PHONY: help build serve check fmt report links schema test mutants lint lock

help:  ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-7s  %s\n", $$1, $$2 }' Makefile

build: .venv/run  ## check the graph and build the site into site/
	$(BIN)/python build_graph.py

serve: .venv/run  ## build the site, serve it, and build again when graph/ or docs/ change
	$(BIN)/python build_graph.py serve

# What a workflow knows of a pull request comes by the environment and is never part of a shell line.
check: .venv/run  ## check the graph; FORMAT=github or FORMAT=json for machines, BASE=REV puts first what has changed
	@$(BIN)/python build_graph.py check --format "$$FORMAT" --base "$$BASE" --summary "$$GITHUB_STEP_SUMMARY"

fmt: .venv/run  ## put the files of concepts into the one order and layout
	$(BIN)/python build_graph.py fmt

report: .venv/run  ## tell a reviewer what changes since the work left BASE, which is main if not given
	@$(BIN)/python build_graph.py report --base "$$BASE" --pages --format "$$FORMAT" --summary "$$GITHUB_STEP_SUMMARY"

links: .venv/run  ## ask every address of another site whether it still answers
	git ls-files -z '*.md' 'LICENSE*' '.github/*.yml' ':!tests' | \
	  xargs -0 $(BIN)/python build_graph.py links --summary "$$GITHUB_STEP_SUMMARY"

schema: .venv/run  ## write what is made from the fields: the schema for editors and the table in CONTRIBUTING.md
	$(BIN)/python -m conceptgraph.reference

# Chromium and the language server come before pytest, so that a long download is seen. Each of the processes
# among which the tests are divided has a Chromium of its own.
test: .venv/dev  ## run all tests, in a real browser too; ARGS="-k word" picks some, -n0 keeps to one process
	$(BIN)/python -m tests.editor.server
	CHROMIUM="$$($(BIN)/python -m tests.browser.chromium)" && export CHROMIUM && $(BIN)/python -m pytest \
	  --numprocesses auto --maxprocesses 4 --dist worksteal $(ARGS)

mutants: .venv/dev  ## list the numbers in the concepts' checks that can be changed without any claim minding
	$(BIN)/python -m tests.test_checks

lint: .venv/dev  ## check style, types and workflows
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/zizmor --offline --no-progress --persona=pedantic --strict-collection .
	$(BIN)/actionlint

lock: .venv/dev  ## pin the requirements anew; ARGS=--upgrade takes the newest
	$(LOCK) --output-file requirements.txt requirements.in
	$(LOCK) --output-file requirements-dev.txt requirements-dev.in

# The stamps stand inside .venv, so that they go when it goes.
.venv/run: requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo \
	  "$(PYTHON) is not Python 3.11 or newer. Install one, or name it, as in: make serve PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo \
	  "$(PYTHON) came without venv. On Debian and Ubuntu: apt-get install python3-venv" >&2; exit 1; }
	@echo "Making .venv; this takes up to a minute, once." >&2
	@$(PYTHON) -m venv --clear .venv
	@$(PIP) --requirement requirements.txt
	@touch $@

.venv/dev: .venv/run requirements-dev.txt
	@echo "Adding the tools for tests and lint to .venv." >&2
	@$(PIP) --requirement requirements-dev.txt
	@touch $@
