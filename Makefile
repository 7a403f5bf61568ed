# make run · make playground · make test · make check: each sets itself up on a machine with Python 3.11 or newer and make.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: run playground test check bench format lock messages clean

run: .venv/sandbox
	$(BIN)/python -m bot

playground: .venv/sandbox
	$(BIN)/python -m bot playground

test: .venv/test .venv/sandbox
	$(BIN)/python -m pytest

check: .venv/test .venv/sandbox
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

# Speed, as ratios against a floor measured in the same run; the figures of one machine say little.
bench: .venv/test .venv/sandbox
	$(BIN)/python benchmarks/start.py
	$(BIN)/python benchmarks/grader.py
	$(BIN)/python benchmarks/submissions.py
	$(BIN)/python benchmarks/reviews.py
	$(BIN)/python benchmarks/mastery.py
	$(BIN)/python benchmarks/reminders.py
	$(BIN)/python benchmarks/posts.py
	$(BIN)/python benchmarks/pictures.py
	$(BIN)/python benchmarks/standing.py
	$(BIN)/python benchmarks/nudges.py
	$(BIN)/python benchmarks/boards.py

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

# What runs members' code: made once, and again when its source changes.
.venv/sandbox: .venv/run $(wildcard bot/grader/guest/*) bot/grader/build.py bot/grader/worker.py
	@$(BIN)/python -m bot prepare
	@touch $@

define INSTALL
@echo "Installing into .venv (this happens once) ..."
@test -x $(BIN)/python || $(PYTHON) -m venv .venv
@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r
endef
