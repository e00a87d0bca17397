# Two commands on a fresh machine: `make demo` and `make test`. Only Python ≥ 3.11 is presumed.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
READY  := $(VENV)/.ready
CHECKOV := build/checkov-venv/.ready

.PHONY: demo test lint checkov bench rehearse sweep lock clean

demo: $(READY)  ## render and validate a copy of shop-prod under build/demo
	@$(BIN)/drgen demo build/demo

test: $(READY) $(CHECKOV)  ## the whole suite: lint, types, unit, modules, Terraform, checkov, rendered files
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/drgen render --all --check
	$(BIN)/drgen schema --check
	DRGEN_CHECKOV=$(CURDIR)/build/checkov-venv/bin/checkov $(BIN)/pytest -n 3 --dist worksteal $(PYTEST_ARGS)

$(READY): requirements/dev.txt pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "drgen needs Python 3.11 or later: make PYTHON=python3.11")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

$(CHECKOV): requirements/checkov.txt
	$(PYTHON) -m venv build/checkov-venv
	build/checkov-venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/checkov.txt
	@touch $@

bench: $(READY) $(CHECKOV)  ## speed against cdktn, against checkov and terraform one after another, of the commit's hooks, and of reviews of big plans beside json.load
	$(BIN)/python benchmarks/render.py
	DRGEN_CHECKOV=$(CURDIR)/build/checkov-venv/bin/checkov $(BIN)/python benchmarks/check.py
	$(BIN)/python benchmarks/precommit.py
	$(BIN)/python benchmarks/review.py

rehearse: $(READY)  ## a failover of every shipped environment on a local AWS; reports in docs/rehearsals
	$(BIN)/python benchmarks/rehearse.py

sweep: $(READY) $(CHECKOV)  ## 200 random specs: rendered, valid, scanned
	DRGEN_CHECKOV=$(CURDIR)/build/checkov-venv/bin/checkov $(BIN)/python benchmarks/sweep.py --full

lock:  ## write the pinned lock files anew
	uv pip compile -q pyproject.toml --all-extras --group dev --generate-hashes --no-emit-index-url --universal --python-version 3.11 --custom-compile-command "make lock" -o requirements/dev.txt
	uv pip compile -q requirements/checkov.in --generate-hashes --no-emit-index-url --universal --python-version 3.11 --custom-compile-command "make lock" -o requirements/checkov.txt

clean:
	rm -rf $(VENV) build
