# Each target does its own set-up: a fresh machine needs Python 3.11 or newer, git and make.
# `make site` is all that a newcomer has to know; CONTRIBUTING.md tells the rest.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export NO_MKDOCS_2_WARNING = 1
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary=:all:

.PHONY: site serve check test long lint bench schema ledger sbom chaos lighthouse fuzz vendor clean

site: $(VENV)/.site
	@$(BIN)/hub build

serve: $(VENV)/.site
	@$(BIN)/hub serve

check: $(VENV)/.site
	@$(BIN)/hub check

test: lint
	@$(BIN)/python tests/browser/setup.py
	@$(BIN)/python -m pytest --numprocesses 2 --dist loadfile --no-loadscope-reorder

# What proves the same once more and takes minutes: run it before a release.
long: lint
	@$(BIN)/python tests/browser/setup.py
	@$(BIN)/python -m pytest -m long

lint: $(VENV)/.dev
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

bench: $(VENV)/.dev
	@$(BIN)/python -m benchmarks.run

schema: $(VENV)/.site
	@$(BIN)/hub schema

# Adds what is published to content/addresses.txt. A site without an address has no feeds, so this one has one.
ledger: $(VENV)/.site
	@HUB_SITE_URL=https://hub.example/ $(BIN)/hub build --no-search --output .cache/ledger/site
	@$(BIN)/hub ledger .cache/ledger/site

# What the site is made with, for whoever has to know: sbom.cdx.json (CycloneDX).
sbom: $(VENV)/.dev
	@$(BIN)/python -m review.sbom

# Kills, full disks and other machines: about a quarter of an hour. A few rounds of it are part of `make test`.
chaos: $(VENV)/.dev
	@$(BIN)/python -m tests.chaos.run

# What Lighthouse says of five kinds of page: 100 in all four categories, or it fails. Needs npm.
lighthouse: $(VENV)/.dev
	@$(BIN)/python tests/browser/setup.py
	@$(BIN)/python -m tests.lighthouse.run

# What files may hold, tried at length: several minutes. A few examples of it are part of `make test`.
fuzz: $(VENV)/.dev
	@HUB_FUZZ=2000 $(BIN)/python -m pytest tests/fuzz

# The libraries of the page "Check your letter", fetched as docs/vendor-js/package-lock.json says; needs npm.
vendor:
	@$(PYTHON) docs/vendor-js/refresh.py

clean:
	rm -rf $(VENV) .cache site

# The environment is made anew when the locked requirements change.
$(VENV)/.python:
	@echo "setting up: a Python environment in $(VENV) (once)"
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed; say which with make PYTHON=python3.12"; exit 2; }
	@$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.site: requirements.txt pyproject.toml $(VENV)/.python
	@echo "setting up: the locked requirements"
	@$(PIP) -r requirements.txt
	@$(PYTHON) -c 'import pathlib, sys; root = pathlib.Path.cwd(); [(folder / "science_cop_hub.pth").write_text(f"{root}\n") for folder in pathlib.Path("$(VENV)").glob("lib/python*/site-packages")]'
	@printf '#!%s\nfrom hub.__main__ import run\nrun()\n' "$(CURDIR)/$(BIN)/python" > $(BIN)/hub && chmod +x $(BIN)/hub
	@$(BIN)/python -m compileall -q hub
	@touch $@

$(VENV)/.dev: requirements-dev.txt $(VENV)/.site
	@echo "setting up: what the tests and benchmarks need"
	@$(PIP) -r requirements-dev.txt
	@touch $@
