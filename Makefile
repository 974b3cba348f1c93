# make demo   create the environment and run the main job on examples/
# make test   create the environment and run lint, types and tests
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin

.PHONY: help demo test test-full lint bench bench-oracle reference notebooks owl requirements clean

help:
	@sed -n '1,2p' Makefile; echo "# make test-full, lint, bench, bench-oracle, reference, notebooks, owl, requirements, clean"

$(VENV)/base: requirements/base.txt requirements/build.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "megaroth needs Python 3.11 or newer; set PYTHON=...")'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "installing megaroth into $(VENV) (once)..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/base.txt -r requirements/build.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/dev: requirements/dev.txt $(VENV)/base
	@echo "installing the test tools (once)..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@touch $@

demo: $(VENV)/base
	@$(BIN)/python examples/demo.py

lint: $(VENV)/dev
	@$(BIN)/ruff check src tests benchmarks examples
	@$(BIN)/ruff format --check src tests benchmarks examples
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache

test: lint
	@$(BIN)/python -m pytest -m "not slow"

test-full: lint
	@MEGAROTH_HYPOTHESIS=searching $(BIN)/python -m pytest

bench: $(VENV)/base
	@$(BIN)/python -m benchmarks

$(VENV)/oracle/ready: requirements/oracle.txt
	@$(PYTHON) -m venv $(VENV)/oracle
	@echo "installing Tax-Calculator into $(VENV)/oracle (once)..."
	@$(VENV)/oracle/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/oracle.txt
	@touch $@

bench-oracle: $(VENV)/base $(VENV)/oracle/ready
	@TAXCALC_PYTHON=$(VENV)/oracle/bin/python $(BIN)/python -m benchmarks

reference: $(VENV)/base
	@$(BIN)/python docs/make_reference.py

$(VENV)/notebooks/ready: requirements/base.txt requirements/notebooks.txt
	@$(PYTHON) -m venv $(VENV)/notebooks
	@$(VENV)/notebooks/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/notebooks.txt
	@touch $@

notebooks: $(VENV)/notebooks/ready
	@PYTHONPATH=src $(VENV)/notebooks/bin/python docs/make_notebooks.py

$(VENV)/owl/ready: requirements/owl.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 12) and "Owl needs Python 3.12 or newer; set PYTHON=...")'
	@$(PYTHON) -m venv $(VENV)/owl
	@$(VENV)/owl/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/owl.txt
	@touch $@

owl: $(VENV)/owl/ready
	@$(VENV)/owl/bin/python benchmarks/owl_plans.py tests/cases/owl_plans.json

requirements:
	@./requirements/compile.sh

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache
