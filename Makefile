# 廉政會報管考系統 — every command a person needs. `make help` lists them.
PYTHON ?= python3
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin
FLASK := $(BIN)/flask --app wsgi

.DEFAULT_GOAL := help
.PHONY: help run setup setup-dev check test fast bench battery screenshot lock

help:  ## list these commands
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1\t/' | expand -t 20

run: setup  ## the demonstration city on this machine (FRESH=1 starts over)
	@exec env PORT=$(PORT) FRESH=$(FRESH) $(FLASK) tracker run  # exec: a signal to make must reach it

setup: $(VENV)/.runtime  ## make .venv with what the program needs

setup-dev: $(VENV)/.dev  ## …and what the tests and checks need

$(VENV)/bin/python:
	$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed, this is " + sys.version.split()[0] if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.runtime: requirements.lock | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@touch $@

$(VENV)/.dev: requirements-dev.lock $(VENV)/.runtime
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

node_modules/.ready: package.json package-lock.json
	@if command -v npm >/dev/null; then npm ci --silent && touch $@; else echo '!! npm is not here: browser tests will be skipped'; fi

check: setup-dev  ## style, types, rooms, sizes, templates
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(FLASK) tracker check-templates
	$(BIN)/python -m tests.architecture.sizes

test: setup-dev node_modules/.ready  ## everything, on SQLite and PostgreSQL, with a real browser (REQUIRE_ALL=1: no skips)
	REQUIRE_ALL=$(REQUIRE_ALL) $(BIN)/python -m pytest -n 2 --dist loadgroup

fast: setup-dev  ## what needs no browser and no LibreOffice, on SQLite only
	ENGINES=sqlite $(BIN)/python -m pytest -n 2 --dist loadgroup -m "not browser and not paper"

bench: setup-dev  ## our time against named floors, both engines
	$(BIN)/python -m tests.bench

battery: setup-dev  ## the long form of what is killed: 5,000 reminders, 200 kills, both engines
	BATTERY=1 $(BIN)/python -m pytest -n 0 tests/jobs

screenshot: setup-dev node_modules/.ready  ## make the picture of the README again
	$(BIN)/python -m tests.browser.screenshot docs/screenshot.png

lock: ## write the lock files again (needs uv)
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header requirements.in -o requirements.lock
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header requirements-dev.in -o requirements-dev.lock
