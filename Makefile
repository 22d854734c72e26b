.PHONY: run test check format screenshots benchmarks load fuzz audit samples docs clean
.DEFAULT_GOAL := run

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

# A stamp per requirements file: installing is skipped until the file changes.
$(VENV)/.run: requirements.txt
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	touch $@

$(VENV)/.dev: requirements-dev.txt $(VENV)/.run
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	touch $@

run: $(VENV)/.run ## open the app in the browser
	$(BIN)/streamlit run app.py

# The tests of a file may share a page, so a file stays with one process; the browser's, the longest, come first.
test: $(VENV)/.dev ## every test, browser tests included
	$(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder

check: $(VENV)/.dev ## format, lint, types, import contract
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(VENV)/.dev ## write the format
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

screenshots: $(VENV)/.dev ## the pictures of docs/screenshots
	$(BIN)/python docs/make_screenshots.py

docs: $(VENV)/.dev ## the pages that are written from the code
	$(BIN)/python docs/make_tables.py
	$(BIN)/python docs/make_modules.py
	$(BIN)/python tests/log/test_reading_docs.py

benchmarks: $(VENV)/.dev ## speed and accuracy, printed as tables
	for name in start_speed page_speed import_speed; do $(BIN)/python benchmarks/$$name.py; done
	$(BIN)/python -m benchmarks.coverage
	$(BIN)/python -m benchmarks.focus_accuracy --seekers 200

load: $(VENV)/.dev ## fifty visitors at once, and two processes behind nginx; about ten minutes
	$(BIN)/python tests/load/many_visitors.py

fuzz: $(VENV)/.dev ## files that nobody wrote, for as long as the script says
	$(BIN)/python tests/fuzz/fuzz_reader.py

audit: $(VENV)/.dev ## known weaknesses of the pinned packages; asks a service on the network
	$(BIN)/pip-audit --strict -r requirements.txt

samples: $(VENV)/.dev ## write sample_data anew
	$(BIN)/python sample_data/make_samples.py

clean: ## remove what make made
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis
