# One front door for chores. `make help` lists them; every target is safe to call again and then costs nothing.

PYTHON ?= python3
NPM    ?= npm
VENV   := .venv
BIN    := $(VENV)/bin
STAMPS := $(VENV)/.stamps
WORKERS ?= 2

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory
.PHONY: help setup demo test test-python test-pages check format bench docs screenshots soak lock packages pages clean

help: ## list the chores
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

# --- the environment ------------------------------------------------------------------------------------------

setup: $(STAMPS)/develop pages ## everything to develop: .venv, page assets (about 2 minutes, then nothing)

$(STAMPS)/run: requirements.lock pyproject.toml src/lockstep/__init__.py
	@test -x $(BIN)/python || $(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Lockstep needs Python 3.11 or newer; call make PYTHON=/path/to/python3.11")'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@mkdir -p $(STAMPS) && touch $@

$(STAMPS)/develop: $(STAMPS)/run requirements-dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

# Compiling the engine takes half a minute once; nobody should wait for it at the first page.
$(STAMPS)/warm: $(STAMPS)/run $(wildcard src/lockstep/engine/kernels/*.py)
	$(BIN)/lockstep warm
	@touch $@

pages: frontend/dist/.stamp

frontend/node_modules/.stamp: frontend/package-lock.json
	@command -v $(NPM) >/dev/null || { echo "The pages are built with Node 20.19 or newer and npm, which are not here. On Debian: apt-get install nodejs npm. A released wheel carries built pages and needs neither."; exit 1; }
	cd frontend && $(NPM) ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

# Only the rules of style that a template names are kept, so templates count as sources.
frontend/dist/.stamp: frontend/node_modules/.stamp $(shell find frontend/src src/lockstep/web -type f -not -name '*.pyc' 2>/dev/null) $(wildcard frontend/*.ts frontend/*.json)
	cd frontend && $(NPM) run --silent build
	@touch $@

packages:
	@scripts/debian-packages

# --- run ------------------------------------------------------------------------------------------------------

demo: ## load the sample program, serve it, print address and sign-in
	@$(MAKE) -j2 $(STAMPS)/warm pages
	$(BIN)/lockstep demo

# --- prove ----------------------------------------------------------------------------------------------------

test: packages setup ## all tests that this machine allows; prints what it skips and why
	@$(MAKE) -j2 $(STAMPS)/warm test-pages
	@$(MAKE) test-python

test-pages: pages
	cd frontend && $(NPM) test --silent

test-python: $(STAMPS)/develop
	WORKERS=$(WORKERS) scripts/test-python

check: setup ## linters, types, import contracts, front-end checks
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	cd frontend && $(NPM) run --silent check

format: setup ## put the code in its one format
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	cd frontend && $(NPM) run --silent format

bench: setup ## measure everything beside its peers and write docs/reference/benchmarks.md (about an hour)
	$(BIN)/python -m benchmarks

soak: packages setup ## the long tests: kills, fuzzing, an hour of load
	LOCKSTEP_SOAK=1 $(BIN)/python -m pytest -m soak -s

# --- write ----------------------------------------------------------------------------------------------------

docs: setup ## write the generated pages anew and check every link
	$(BIN)/python -m scripts.generate_docs
	$(BIN)/python -m pytest -q tests/architecture -k "docs or documentation"

screenshots: packages setup ## a contact sheet of every page, and the pictures of the docs
	$(BIN)/python -m scripts.screenshots

lock: $(STAMPS)/develop ## compile both locks anew from pyproject.toml
	scripts/lock

clean: ## forget the environment and all built output
	rm -rf $(VENV) frontend/node_modules frontend/dist .mypy_cache .ruff_cache .pytest_cache
