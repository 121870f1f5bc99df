# Every target sets up what it needs by itself: a virtual environment in .venv, nothing outside this folder.
PROMPT ?= A lighthouse keeper discovers a glowing whale stranded on the beach at dawn
SEED ?= 0
OUT ?=
export PROMPT SEED OUT

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check -q

# A folder of its own for every prompt and seed, so that no film meets another.
NAME := $(BIN)/python -c 'import os; from rushes.vocabulary import slug; \
  seed = os.environ["SEED"]; \
  print("films/" + slug(os.environ["PROMPT"], "film") + ("" if seed == "0" else "-seed-" + slug(seed)))'

.PHONY: film test check fix bench docs clean help

help: ## list the targets
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/'

film: $(VENV)/film.ok ## make a film: make film PROMPT="..." [SEED=1] [OUT=folder]
	@$(BIN)/python -m rushes cinematic --prompt "$$PROMPT" --seed "$$SEED" --output "$${OUT:-$$($(NAME))}"

test: $(VENV)/dev.ok ## run the tests
	@$(BIN)/python -m pytest

check: $(VENV)/dev.ok ## format, lint, types, layers, documentation, tests: what CI runs
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache
	@$(BIN)/python -m rushes.documentation --check
	@$(BIN)/python -m pytest

fix: $(VENV)/dev.ok ## format and mend what can be mended
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

docs: $(VENV)/dev.ok ## write the generated parts of the documentation
	@$(BIN)/python -m rushes.documentation

bench: $(VENV)/dev.ok ## run the benchmarks that need no GPU
	@for script in film animatic stitching critics; do $(BIN)/python benchmarks/$$script.py || exit 1; done

$(BIN)/python:
	@echo "Setting up .venv (once)"
	@$(PYTHON) -m venv $(VENV)

$(VENV)/film.ok: requirements.txt requirements-language.txt pyproject.toml | $(BIN)/python
	@echo "Installing what a film needs (once)"
	@$(PIP) install -r requirements.txt
	@$(PIP) install --no-deps --require-hashes -r requirements-language.txt
	@$(PIP) install --no-deps -e .
	@touch $@

$(VENV)/dev.ok: $(VENV)/film.ok requirements-dev.txt requirements-studio.txt
	@echo "Installing what the tests need (once)"
	@$(PIP) install -r requirements-dev.txt
	@touch $@

clean: ## remove the virtual environment and caches
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache
