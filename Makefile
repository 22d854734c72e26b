.PHONY: backtest run test test-fast test-here thorough coverage check format lock upgrade-check wheel screenshots docs benchmarks load soak fuzz audit samples clean
.DEFAULT_GOAL := run

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/$(if $(filter Windows_NT,$(OS)),Scripts,bin)
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
LOCK := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --custom-compile-command "make lock"

# Many containers forbid Python to keep what it compiles; then the app, and each server of a test, compiles some two
# thousand modules anew, which takes longer than to start.
unexport PYTHONDONTWRITEBYTECODE

# A stamp per requirements file: installing is skipped until the file changes.
$(VENV)/.run: requirements.txt
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(PIP) -r requirements.txt
	touch $@

# For development uv installs, in a tenth of the time; where it finds no index that pip knows of, pip does.
$(VENV)/.dev: requirements-dev.txt requirements.txt
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	sed -n '/^uv==/,/[^\\]$$/p' requirements-dev.txt > $(VENV)/uv.txt
	$(PIP) -r $(VENV)/uv.txt
	$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements-dev.txt \
		|| $(PIP) -r requirements-dev.txt
	touch $(VENV)/.run $@

run: $(VENV)/.run ## open the app in the browser
	$(BIN)/python launch.py

# The tests of a file may share a page, so a file stays with one process; the browser's, the longest, come first.
test: $(VENV)/.dev ## every test, browser tests included
	$(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder

test-fast: $(VENV)/.dev ## the tests that are not slow, under a minute: while you work
	$(BIN)/python -m pytest -n 2 --dist loadfile -m "not slow"

test-here: $(VENV)/.dev ## every test that needs no browser
	$(BIN)/python -m pytest -n 2 --dist loadfile -m "not browser"

thorough: $(VENV)/.dev ## every test that needs no browser, with ten times as many of its inputs without end
	$(BIN)/python -m pytest -n 2 --dist loadfile -m "not browser" --hypothesis-profile long

coverage: $(VENV)/.dev ## the tests without a browser, and how much of the code they run; fails below the floor
	$(BIN)/coverage erase
	$(BIN)/coverage run -m pytest -n 2 --dist loadfile -m "not browser"
	$(BIN)/coverage combine --quiet
	$(BIN)/coverage report

check: $(VENV)/.dev ## format, lint, types, import contract
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(VENV)/.dev ## write the format
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

lock: $(VENV)/.dev ## write requirements*.txt from requirements*.in: every package, its version and its hashes
	$(LOCK) requirements.in --output-file requirements.txt
	$(LOCK) requirements-dev.in --output-file requirements-dev.txt

upgrade-check: $(VENV)/.dev ## what the newest versions of every package would break; in a folder of its own
	$(BIN)/python tests/upgrade/try_newest.py

wheel: $(VENV)/.dev ## the package to install elsewhere, in build/
	$(BIN)/python -m hatchling build --target wheel --directory build

screenshots: $(VENV)/.dev ## the pictures of docs/screenshots, and the tour
	$(BIN)/python docs/make_screenshots.py
	$(BIN)/python docs/make_tour.py

docs: $(VENV)/.dev ## the pages that are written from the code
	$(BIN)/python docs/make_tables.py
	$(BIN)/python docs/make_modules.py
	$(BIN)/python docs/make_sentences.py
	$(BIN)/python tests/log/test_reading_docs.py

benchmarks: $(VENV)/.dev ## speed and accuracy, printed as tables
	for name in start_speed page_speed felt_speed import_speed; do $(BIN)/python benchmarks/$$name.py; done
	$(BIN)/python -m benchmarks.coverage
	$(BIN)/python -m benchmarks.focus_accuracy --seekers 200

LOGS ?= logs
backtest: $(VENV)/.dev ## what was said on earlier days of the logs in a folder (LOGS=folder), against what came
	$(BIN)/python -m benchmarks.backtest $(LOGS)

load: $(VENV)/.dev ## fifty visitors at once, and two processes behind nginx; about ten minutes
	$(BIN)/python tests/load/many_visitors.py

soak: $(VENV)/.dev ## two days of life in some minutes: visitors, hostile files, and what ends at random
	$(BIN)/python -m benchmarks.soak

fuzz: $(VENV)/.dev ## files that nobody wrote, for as long as the script says
	$(BIN)/python tests/fuzz/fuzz_reader.py
	$(BIN)/python tests/fuzz/fuzz_kept.py

audit: $(VENV)/.dev ## known weaknesses of the pinned packages; asks a service on the network
	$(BIN)/pip-audit --strict --require-hashes -r requirements.txt

samples: $(VENV)/.dev ## write sample_data anew
	$(BIN)/python sample_data/make_samples.py

clean: ## remove what make made
	rm -rf $(VENV) build .pytest_cache .mypy_cache .ruff_cache .hypothesis .coverage*
