# Each target sets up what it needs: a virtual environment from hash-locked requirements, made by
# python3, or by the Python that PYTHON names.
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8000
export NO_MKDOCS_2_WARNING := 1
export W2SG_REQUIRE_ALL := $(REQUIRE_ALL)

.PHONY: serve build check test test-fast bench fuzz mutate zensical audit lint lock clean FORCE

serve: $(VENV)/ready   ## build the site, show it at 127.0.0.1:8000, rebuild on every change; PORT=8001
	$(BIN)/python -m mkdocs serve --dirty --no-strict --dev-addr 127.0.0.1:$(PORT)

build: $(VENV)/ready   ## build the site into site/
	$(BIN)/python -m mkdocs build --strict --clean

check: $(VENV)/ready   ## name every problem in the sources
	$(BIN)/python -m w2sg check

test: $(VENV)/ready-dev lint   ## all tests; those that need Chromium, LaTeX, or Java with npm are skipped without them
	$(BIN)/python -m pytest -n auto --dist worksteal

test-fast: $(VENV)/ready-dev   ## the tests that build no site, drive no browser and wait for nothing
	$(BIN)/python -m pytest -n auto -m "not slow"

bench: $(VENV)/ready-dev   ## speed and size of the site at several sizes of the library, as one table
	$(BIN)/python -m benchmarks

fuzz: $(VENV)/ready-dev   ## ten minutes of atheris on each reader; TIME=3600 for an hour, then as long of page and command side by side
	$(BIN)/python -m pip install -q --disable-pip-version-check atheris
	for target in bib page checkbib query; do $(BIN)/python -m tests.fuzz $$target -max_total_time=$(or $(TIME),600) -max_len=4096 || exit 1; done
	$(BIN)/python -m tests.fuzz.twins $(or $(TIME),600)

mutate: $(VENV)/ready-dev   ## which of a seeded sample of faults put into w2sg/ the tests notice; SAMPLE=1000
	$(BIN)/python -m pip install -q --disable-pip-version-check mutmut==3.8.1
	$(BIN)/python -m tests.mutation --sample $(or $(SAMPLE),300) --seed $(or $(SEED),1)

zensical: $(VENV)/ready-dev   ## whether the newest version of the theme's successor builds the same pages
	$(BIN)/python -m pip install -q --disable-pip-version-check --upgrade zensical
	$(BIN)/python -m pytest tests/built/test_zensical.py

# Strict, for otherwise what the database does not know or cannot say counts as without fault.
audit: $(VENV)/ready   ## whether a locked requirement has a known vulnerability
	$(BIN)/python -m venv $(VENV)/audit
	$(VENV)/audit/bin/python -m pip install -q --disable-pip-version-check pip-audit==2.10.1
	$(VENV)/audit/bin/pip-audit --strict --require-hashes --disable-pip -r requirements.txt -r requirements-dev.txt

lint: $(VENV)/ready-dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

lock: $(VENV)/ready-dev   ## renew the locked requirements
	$(BIN)/pip-compile -q --upgrade --strip-extras --generate-hashes --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --allow-unsafe -o requirements.txt pyproject.toml
	$(BIN)/pip-compile -q --upgrade --strip-extras --generate-hashes --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --allow-unsafe --extra dev -o requirements-dev.txt pyproject.toml

# Whether these are up to date is for the script to say, for it also sees what is not whole.
$(VENV)/ready: FORCE
	@sh .ci/make-venv $@ requirements.txt

$(VENV)/ready-dev: $(VENV)/ready FORCE
	@sh .ci/make-venv $@ requirements-dev.txt

FORCE:

clean:
	rm -rf $(VENV) site build *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis tests/nu/node_modules
