# exoderm on a bare machine: Python 3.11 or newer, make and git are enough.
#
#   make demo     set up, appraise the example page, name the report
#   make test     set up and pass the tests
#
# Everything lives in ./.venv; a second run needs no network. Another interpreter: make demo PYTHON=python3.12

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
SHELL := /bin/sh

VENV := .venv
BIN := $(VENV)/bin
OUT ?= out
PYTEST_ARGS ?= -n auto --dist loadfile
PIP_INSTALL = $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt

# The first interpreter that is new enough; python3 is preferred where it is.
define find_python
for candidate in $(PYTHON) python3 python3.13 python3.12 python3.11 python3.14 python; do \
  if command -v $$candidate >/dev/null 2>&1 \
    && $$candidate -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; \
  then found=$$candidate; break; fi; \
done
endef

.PHONY: help setup dev demo test lint check nightly bench docs package clean

help: ## show this list
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/make \1|\2/p' Makefile | awk -F'|' '{ printf "%-14s%s\n", $$1, $$2 }'

setup: $(VENV)/.base ## make .venv and install exoderm into it

dev: $(VENV)/.dev ## the same, with everything that tests and linters need

$(BIN)/python:
	@set -e; found=; $(find_python); \
	if [ -z "$$found" ]; then \
	  old=$$(python3 --version 2>/dev/null || echo 'no Python 3'); \
	  echo "exoderm needs Python 3.11 or newer; here is $$old." >&2; \
	  echo "On Debian 12 or newer: apt-get install python3 python3-venv" >&2; \
	  echo "With another interpreter at hand: make $(MAKECMDGOALS) PYTHON=/path/to/python3.11" >&2; \
	  exit 1; \
	fi; \
	if ! $$found -c 'import venv, ensurepip' >/dev/null 2>&1; then \
	  echo "$$found lacks the modules venv and ensurepip." >&2; \
	  echo "On Debian: apt-get install python3-venv python3-pip" >&2; \
	  exit 1; \
	fi; \
	echo "exoderm: making $(VENV) with $$($$found --version)"; \
	$$found -m venv --clear $(VENV) || { \
	  rm -rf $(VENV); echo "On Debian: apt-get install python3-venv python3-pip" >&2; exit 1; }

$(VENV)/.base: pyproject.toml constraints.txt | $(BIN)/python
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || { \
	  echo "$(VENV) has no pip. On Debian: apt-get install python3-pip python3-venv; then: make clean" >&2; exit 1; }
	@echo "exoderm: installing (once; a few minutes and about 400 MB)"
	@$(PIP_INSTALL) --editable .
	@touch $@

$(VENV)/.dev: pyproject.toml constraints.txt $(VENV)/.base
	@echo "exoderm: installing what tests and linters need"
	@$(PIP_INSTALL) --editable '.[dev]'
	@touch $@

demo: $(VENV)/.base ## appraise the example page, run what it declares, write a report
	$(BIN)/exoderm appraise --example glow-serum --out $(OUT)/

test: $(VENV)/.dev ## pass the tests
	$(BIN)/python -m pytest $(PYTEST_ARGS)

lint: $(VENV)/.dev ## style, types, and who may import whom
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

check: lint test ## what must pass before a change is shared

nightly: $(VENV)/.dev ## all tests, the long ones and many more random cases too
	EXODERM_HYPOTHESIS=nightly $(BIN)/python -m pytest -m "" $(PYTEST_ARGS)

bench: $(VENV)/.dev ## time import, compile, one run and peers apart
	@set -e; for script in benchmarks/[a-z]*.py; do echo "== $$script"; $(BIN)/python $$script; done

docs: $(VENV)/.dev ## build the documentation, its generated pages included; links are checked
	$(BIN)/python -m sphinx -q -W --keep-going -b html docs $(OUT)/docs
	@echo "open $(OUT)/docs/index.html"

package: $(VENV)/.dev ## build the wheel, install it alone, use it
	rm -rf dist $(VENV)-wheel
	$(BIN)/python -m pip wheel --quiet --disable-pip-version-check --no-deps --wheel-dir dist .
	$(BIN)/python -m venv $(VENV)-wheel
	$(VENV)-wheel/bin/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt dist/*.whl
	cd dist && ../$(VENV)-wheel/bin/exoderm appraise --example glow-serum --out demo/

clean: ## remove what was made here, but not your results
	rm -rf $(VENV) $(VENV)-wheel dist build .pytest_cache .hypothesis .mypy_cache .ruff_cache .import_linter_cache
	find src tests -name __pycache__ -type d -prune -exec rm -rf {} +
