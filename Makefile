# The project's commands; `make help` lists them.
PYTHON ?= python3
BIN := .venv/bin
STAMP := .venv/.ready
DB ?= $(or $(DIGITAL_DOCTOR_DB),var/digital_doctor.duckdb)
SPREAD := -n auto --maxprocesses 4 --dist loadfile
.DEFAULT_GOAL := help
.PHONY: help setup run demo test quick long check bench golden texts lock clean

help: ## list the commands
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 10

setup: $(STAMP) ## make .venv with everything, tests and tools too

$(STAMP): requirements-dev.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or later is needed; this is " + sys.version.split()[0] + ". Set PYTHON=python3.11 (or later).")'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv==0.13.9
	$(BIN)/uv pip sync --quiet --python $(BIN)/python requirements-dev.txt
	@touch $(STAMP)

run: setup demo ## load the fictional merchants on first start, then serve the dashboard on 127.0.0.1:8501
	DIGITAL_DOCTOR_DB=$(DB) $(BIN)/python -m streamlit run app.py --server.address 127.0.0.1 --server.port 8501

demo: setup
	@test -e $(DB) || $(BIN)/python -m diagnostics demo --db $(DB) > /dev/null || { rm -f $(DB) $(DB).wal $(DB).key; exit 1; }

test: setup ## run the whole suite, the browser tests too
	@.ci/chromium
	$(BIN)/python -m pytest $(SPREAD) -m "not long"

long: setup ## repeat at length what the suite samples: damaged files, killed imports, orders of upload, undo
	$(BIN)/python -m pytest $(SPREAD) -m long

quick: setup ## run the suite without the browser and the slow tests
	$(BIN)/python -m pytest $(SPREAD) -m "not browser and not slow and not long"

check: setup ## ruff, types, catalogues, structure
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/python -m diagnostics.locale.update --check
	$(BIN)/python -m pytest tests/test_structure.py

bench: setup ## measure speed and memory; prints ratios and limits
	$(BIN)/python -m tests.bench

golden: setup ## write the golden diagnoses anew and print what shifted
	$(BIN)/python -m diagnostics.golden

texts: setup ## bring the Korean catalogues up to date with the code
	$(BIN)/python -m diagnostics.locale.update

lock: setup ## pin every library anew from requirements*.in
	$(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-header requirements.in -o requirements.txt
	$(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-header requirements-dev.in -o requirements-dev.txt

clean: ## remove what setup and runs have made, except the store in var/
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .hypothesis
