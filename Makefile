# The two commands of the README: `make run` and `make test`. Both set up .venv first.
PYTHON ?= $(firstword $(shell command -v python3.11 python3.12 python3.13 python3))
BIN := .venv/bin
# Also holds for what builds the package, which -c would not reach.
export PIP_CONSTRAINT := $(CURDIR)/constraints.txt

.PHONY: run test check bench mutants clean

.venv/run: pyproject.toml constraints.txt
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check -e '.[charts,mail]'
	@touch $@

.venv/dev: .venv/run
	$(BIN)/pip install --quiet --disable-pip-version-check -e '.[charts,mail,dev]'
	@touch $@

run: .venv/run
	@$(BIN)/baton run

check: .venv/dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

test: check
	$(BIN)/pytest

bench: .venv/dev
	$(BIN)/python -m tests.bench

mutants: .venv/dev
	$(BIN)/python -m tests.mutants

clean:
	rm -rf .venv mutants build .mypy_cache .ruff_cache .pytest_cache
