# First Neuron. `make` alone lists the targets.
#
# Everything is installed into $(VENV), at the versions pinned in requirements.txt.
# A stamp file there says what is installed already; it goes stale, and the
# install runs again, when the pins or the package's requirements change.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

VENV := .venv
BIN := $(VENV)/bin
SUPPORTED := 3.11, 3.12 or 3.13
IS_SUPPORTED := import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))

# The first Python on the PATH that is supported; `make book PYTHON=...` to choose.
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
	$$p -c '$(IS_SUPPORTED)' 2>/dev/null && { echo $$p; break; }; done)

# What TensorFlow says on stderr, and how it rounds, must not depend on the machine.
export TF_CPP_MIN_LOG_LEVEL := 3
export TF_ENABLE_ONEDNN_OPTS := 0
# Keras fits the width of its tables to the terminal; in the book it is always this one.
export COLUMNS := 80
# The stored outputs of the exercises' checks are signs: they serve every language.
export FIRSTNEURON_LANGUAGE := none
export PIP_DISABLE_PIP_VERSION_CHECK := 1

# `make test CONSTRAINT= NBVAL=--nbval-lax` tries the newest releases instead.
CONSTRAINT ?= --constraint requirements.txt
NBVAL ?= --nbval
# So many tests run at once; those of one file, and of one chapter, stay together.
JOBS ?= 2
# How long a training takes differs from run to run, and is not compared.
SANITIZE := --nbval-sanitize-with chapters/durations.cfg

CHAPTERS = $(sort $(wildcard chapters/*.ipynb))

.PHONY: help book serve test test-machines test-launch bench bench-figures lab notebooks messages lint format lock data vendor clean

help:  ## List the targets
	@sed -nE 's/^([a-z-]+):.*## (.*)/\1\t\2/p' $(MAKEFILE_LIST) | awk -F '\t' '{ printf "  make %-13s %s\n", $$1, $$2 }'

book: $(VENV)/installed-book  ## Build the site into _build/html
	@rm -rf _build  # Sphinx alone does not see a changed style, and keeps old pages
	@$(BIN)/jupyter-book build . --quiet --warningiserror --nitpick --keep-going
	@echo
	@echo "The book is built. Open it:  $(CURDIR)/_build/html/index.html"
	@echo "or run \`make serve\` and open  http://localhost:8000"

serve: book  ## Build the site and serve it on http://localhost:8000
	@$(BIN)/python -m http.server 8000 --bind 127.0.0.1 --directory _build/html

test: $(VENV)/installed-test lint book  ## Check everything: lint, library, parity, notebooks, site
	@$(BIN)/python -m pytest -n $(JOBS) --dist loadfile $(NBVAL) $(SANITIZE) \
		tests lib bench $(CHAPTERS)

test-machines: $(VENV)/installed-test  ## Run the chapters as other processors would, and compare
	@$(BIN)/python tests/machines.py

test-launch: $(VENV)/installed-test  ## Prove the Colab and Binder paths in clean environments
	@$(BIN)/python -m pytest -m launch

bench: $(VENV)-bench/installed  ## Measure the library beside Keras, PyTorch and scikit-learn
	@$(VENV)-bench/bin/python -m bench

bench-figures: $(VENV)/installed-test  ## Measure the figures to play with
	@$(BIN)/python -m bench.figures

lab: $(VENV)/installed-lab  ## Open the chapters in JupyterLab
	@FIRSTNEURON_LANGUAGE= $(BIN)/jupyter lab chapters

notebooks: $(VENV)/installed-test  ## Run all chapters again, in place (twice: no change)
	@$(BIN)/jupyter nbconvert --to notebook --inplace --execute --config chapters/nbconvert_config.py $(CHAPTERS)

messages: $(VENV)/installed-test  ## Collect the sentences of the checks for translators
	@$(BIN)/pybabel --quiet extract --no-location --omit-header --sort-output --width 79 \
		--output lib/firstneuron/locale/firstneuron.pot lib/firstneuron

lint: $(VENV)/installed-test  ## Check style (ruff), notebooks included
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

format: $(VENV)/installed-test  ## Mend style (ruff), notebooks included
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

lock: $(VENV)/installed-test  ## Pin the newest versions in requirements.txt
	@$(BIN)/uv pip compile pyproject.toml --all-extras --universal --python-version 3.11 \
		--fork-strategy fewest --upgrade --no-emit-index-url --no-header --quiet -o requirements.txt

data: $(VENV)/installed-test  ## Compute the data again that a program made
	@$(BIN)/python data/make.py

vendor:  ## Fetch the released browser bundles again (needs npm)
	@sh site/vendor.sh

clean:  ## Remove what was built, and the environment
	@rm -rf _build build $(VENV) $(VENV)-bench .pytest_cache .ruff_cache .hypothesis
	@find . -name __pycache__ -prune -exec rm -rf {} +
	@find . -name '*.egg-info' -prune -exec rm -rf {} +

# --- the environment -------------------------------------------------------------

$(BIN)/python:
	@if [ -z "$(PYTHON)" ]; then \
		echo "First Neuron needs Python $(SUPPORTED); install one, or name it: make book PYTHON=/path/to/python3" >&2; exit 1; fi
	@$(PYTHON) -c '$(IS_SUPPORTED)' || { \
		echo "First Neuron needs Python $(SUPPORTED); '$(PYTHON)' is not." >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
		echo "'$(PYTHON)' has no venv module; install it first (Debian and Ubuntu: sudo apt-get install python3-venv)." >&2; exit 1; }
	@echo "Making an environment in $(VENV) with $$($(PYTHON) --version) ..."
	@$(PYTHON) -m venv $(VENV)

$(VENV)/installed-%: $(BIN)/python pyproject.toml requirements.txt
	@echo "Installing what 'make $*' needs (a few minutes the first time) ..."
	@$(BIN)/python -m pip install $(CONSTRAINT) --editable ".[$*]" \
		| sed '/^Requirement already satisfied/d'
	@touch $@

# PyTorch and scikit-learn are for the bench only, so it has an environment of its own.
$(VENV)-bench/installed: $(BIN)/python pyproject.toml requirements.txt bench/requirements.txt
	@echo "Installing what 'make bench' needs (a few minutes the first time) ..."
	@$(BIN)/python -m venv $(VENV)-bench
	@$(VENV)-bench/bin/python -m pip install $(CONSTRAINT) --requirement bench/requirements.txt \
		--editable ".[keras]" | sed '/^Requirement already satisfied/d'
	@touch $@
