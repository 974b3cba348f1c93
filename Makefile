# make demo   create the environment and run the main job on examples/
# make test   create the environment and run lint, types, the documentation site and tests
# make serve  open the page on a folder of households (FOLDER=households)
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
VENDOR := src/megaroth/web/static/vendor
FOLDER := households
PIP     = $(BIN)/python -m pip install --quiet --disable-pip-version-check

.PHONY: help demo serve scripts page-file page-file-versions site test test-full coverage mutants lint bench bench-oracle bench-page oracle reference notebooks owl requirements clean

help:
	@sed -n '1,3p' Makefile; echo "# make test-full, coverage, mutants, lint, site, scripts, page-file, page-file-versions, bench, bench-oracle, bench-page, oracle, reference, notebooks, owl, requirements, clean"

$(VENV)/base: requirements/base.txt requirements/build.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "megaroth needs Python 3.11 or newer; set PYTHON=...")'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "installing megaroth into $(VENV) (once)..."
	@$(PIP) --require-hashes -r requirements/base.txt -r requirements/build.txt
	@$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/dev: requirements/dev.txt $(VENV)/base
	@echo "installing the test tools (once)..."
	@$(PIP) --require-hashes -r requirements/dev.txt
	@touch $@

# The page's third-party scripts: npm checks the pinned packages' hashes, and runs nothing of theirs.
$(VENDOR)/charts.js: page/package-lock.json page/build.mjs page/charts.js
	@echo "bundling the page's scripts (once)..."
	@cd page && npm ci --silent && node build.mjs

scripts: $(VENDOR)/charts.js

# The page that needs no installation: dist/megaroth.html, and dist/page/ for a static host. Needs npm.
page-file: $(VENV)/base
	@$(BIN)/python page_file/build.py

# The years ahead with the versions of numpy and the solver that Pyodide has, on this machine.
page-file-versions: page-file requirements/page_file_versions.txt
	@$(PIP) --require-hashes --no-deps --upgrade --target $(VENV)/page-file-versions -r requirements/page_file_versions.txt
	@$(BIN)/python -m benchmarks.page_file_versions $(VENV)/page-file-versions

$(VENV)/page: requirements/page.txt $(VENV)/base
	@echo "installing the page, the report and the assistant (once)..."
	@$(PIP) --require-hashes -r requirements/page.txt
	@touch $@

serve: $(VENV)/page $(VENDOR)/charts.js
	@$(BIN)/megaroth serve $(FOLDER)

demo: $(VENV)/base
	@$(BIN)/python examples/demo.py

lint: $(VENV)/dev
	@$(BIN)/ruff check src tests benchmarks examples docs page_file
	@$(BIN)/ruff format --check src tests benchmarks examples docs page_file
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache

site: $(VENV)/dev
	@$(BIN)/python docs/make_site.py
	@NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict --quiet --config-file site.yml

# Where there is no npm the page's scripts are not bundled, and the tests in a browser say that they were skipped.
test: lint site
	@if command -v npm >/dev/null; then $(MAKE) --no-print-directory scripts; else echo "no npm: the page's scripts are not bundled"; fi
	@$(BIN)/python -m pytest -n auto --maxprocesses=8 -m "not slow"

test-full: lint site scripts
	@MEGAROTH_HYPOTHESIS=searching $(BIN)/python -m pytest -n auto --maxprocesses=8

# Which lines the tests run, and which tests ran each line: what `make mutants` needs.
coverage: $(VENV)/dev
	@$(BIN)/python -m pytest -n auto --maxprocesses=8 -m "not slow" --cov=megaroth --cov-context=test --cov-report=term:skip-covered

.coverage: $(VENV)/dev
	@$(MAKE) --no-print-directory coverage

# 200 changes of one operator, constant or term; at least 95% must be noticed.
mutants: .coverage
	@$(BIN)/python tests/mutants.py

bench-page: $(VENV)/dev $(VENDOR)/charts.js
	@$(BIN)/python -m benchmarks.page
	@$(BIN)/python -m benchmarks.page_file

bench: $(VENV)/base
	@$(BIN)/python -m benchmarks

$(VENV)/oracle/ready: requirements/oracle.txt
	@$(PYTHON) -m venv $(VENV)/oracle
	@echo "installing Tax-Calculator into $(VENV)/oracle (once)..."
	@$(VENV)/oracle/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/oracle.txt
	@touch $@

$(VENV)/peers/ready: requirements/peers.txt
	@$(PYTHON) -m venv $(VENV)/peers
	@$(VENV)/peers/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/peers.txt
	@touch $@

# Owl, which needs Python 3.12, is timed where `make owl` has installed it.
bench-oracle: $(VENV)/base $(VENV)/oracle/ready $(VENV)/peers/ready
	@TAXCALC_PYTHON=$(VENV)/oracle/bin/python MONTEPLAN_PYTHON=$(VENV)/peers/bin/python \
		OWL_PYTHON=$$(test -f $(VENV)/owl/ready && echo $(VENV)/owl/bin/python) $(BIN)/python -m benchmarks

# Thousands of random household-years against Tax-Calculator (2026 needs 6.8.5 and so Python 3.12): every difference has its statute.
ORACLE_ROWS := $(VENV)/oracle/rows.csv
oracle: $(VENV)/base $(VENV)/oracle/ready
	@$(VENV)/oracle/bin/python -c 'import sys; sys.exit(sys.version_info < (3, 12) and "make oracle needs Python 3.12 or newer: remove $(VENV)/oracle and set PYTHON=...")'
	@$(BIN)/python -m benchmarks.oracle_households $(ORACLE_ROWS)
	@$(VENV)/oracle/bin/python benchmarks/oracle_tax_calculator.py $(ORACLE_ROWS) $(VENV)/oracle/answers.json
	@$(BIN)/python -m benchmarks.oracle_compare $(ORACLE_ROWS) $(VENV)/oracle/answers.json

reference: $(VENV)/base
	@$(BIN)/python docs/make_reference.py

$(VENV)/notebooks/ready: requirements/base.txt requirements/notebooks.txt
	@$(PYTHON) -m venv $(VENV)/notebooks
	@$(VENV)/notebooks/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/notebooks.txt
	@touch $@

notebooks: $(VENV)/notebooks/ready
	@PYTHONPATH=$(CURDIR)/src $(VENV)/notebooks/bin/python docs/make_notebooks.py

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
	rm -rf $(VENV) build dist out page/node_modules $(VENDOR) .mypy_cache .ruff_cache .pytest_cache .coverage
