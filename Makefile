# make run · make playground · make test · make check: each sets itself up on a machine with Python 3.11 or newer and make.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: run playground test check format lock messages clean

run: .venv/run
	$(BIN)/python -m bot

playground: .venv/run
	$(BIN)/python -m bot playground

test: .venv/test
	$(BIN)/python -m pytest

check: .venv/test
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/python -m bot check

format: .venv/test
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

# The dependencies of pyproject.toml, pinned with their hashes for every platform.
lock: .venv/test
	$(BIN)/uv pip compile $(LOCK) pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile $(LOCK) --group dev -c requirements.lock pyproject.toml -o requirements-dev.lock
LOCK := --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate

# All texts for members, for translators.
messages: .venv/test
	$(BIN)/pybabel extract --keyword=UserError --keyword=locale_str --keyword=N_ -o bot.pot bot cogs

clean:
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .hypothesis

.venv/run: requirements.lock
	$(INSTALL) $<
	@touch $@

.venv/test: requirements-dev.lock
	$(INSTALL) $<
	@touch $@ .venv/run

define INSTALL
@echo "Installing into .venv (this happens once) ..."
@test -x $(BIN)/python || $(PYTHON) -m venv .venv
@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r
endef
