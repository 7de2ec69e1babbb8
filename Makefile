# Each target sets up what it needs: a virtual environment from hash-locked requirements.
VENV := .venv
BIN := $(VENV)/bin
PYTHON ?= python3
export NO_MKDOCS_2_WARNING := 1
export W2SG_REQUIRE_ALL := $(REQUIRE_ALL)

.PHONY: serve build check test lint lock clean

serve: $(VENV)/ready   ## build the site, show it at 127.0.0.1:8000, rebuild on every change
	$(BIN)/python -m mkdocs serve

build: $(VENV)/ready   ## build the site into site/
	$(BIN)/python -m mkdocs build --strict --clean

check: $(VENV)/ready   ## name every problem in the sources
	$(BIN)/python -m w2sg check

test: $(VENV)/ready-dev lint   ## all tests; those that need Chromium or LaTeX are skipped without them
	$(BIN)/python -m pytest

lint: $(VENV)/ready-dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

lock: $(VENV)/ready-dev   ## renew the locked requirements
	$(BIN)/pip-compile -q --upgrade --strip-extras --generate-hashes --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --allow-unsafe -o requirements.txt pyproject.toml
	$(BIN)/pip-compile -q --upgrade --strip-extras --generate-hashes --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --allow-unsafe --extra dev -o requirements-dev.txt pyproject.toml

$(VENV)/ready: requirements.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install -q --disable-pip-version-check --require-hashes -r requirements.txt
	touch $@

$(VENV)/ready-dev: requirements-dev.txt $(VENV)/ready
	$(BIN)/pip install -q --disable-pip-version-check --require-hashes -r requirements-dev.txt
	touch $@

clean:
	rm -rf $(VENV) site build *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis
