# What a checkout can do.  `make demo` and `make test` need nothing but Python, git and make.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip --disable-pip-version-check --quiet
LOCKS  := requirements
PLAN   := plan_versions/nmg-public-services
CORPUS := ../shared/corpus

.PHONY: help demo install test lint format docs corpus bench golden cover mutate fuzz audit lock clean
.DEFAULT_GOAL := help

help: ## list the targets
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1\t\2/p' Makefile | expand -t 16

demo: install ## set up, then build the history, versions and redlines of the bundled plan
	$(BIN)/xiuding build $(PLAN)

install: $(VENV)/.runtime ## set up .venv with the locked packages and the command xiuding

test: $(VENV)/.dev ## run all tests
	@$(BIN)/python -m pytest $(TESTS)

lint: $(VENV)/.dev ## style, types, layers, declared dependencies
	@status=0; \
	$(BIN)/ruff check || status=1; \
	$(BIN)/ruff format --check || status=1; \
	$(BIN)/mypy || status=1; \
	$(BIN)/lint-imports || status=1; \
	$(BIN)/deptry tools/xiuding || status=1; \
	exit $$status

format: $(VENV)/.dev ## lay out the code as `make lint` wants it
	@$(BIN)/ruff check --fix
	@$(BIN)/ruff format

docs: $(VENV)/.dev ## rewrite the generated pages of docs/
	$(BIN)/python docs/generate.py

corpus: $(VENV)/.runtime ## score the consolidation of official cases, where the corpus is at hand
	@test -d $(CORPUS) || { echo "make corpus: $(CORPUS) is not here" >&2; exit 1; }
	$(BIN)/python $(CORPUS)/score.py --command $(BIN)/xiuding

bench: $(VENV)/.dev ## measure speed and memory; prints ratios
	@$(BIN)/python -m benchmarks

golden: $(VENV)/.dev ## rewrite the golden files of tests/golden after a wanted change
	XIUDING_GOLDEN=rewrite $(BIN)/python -m pytest -k golden

CORE := numerals address document structure find seams bind arrange apply crossref consolidate
# as coverage wants them: one after the other, with commas
CORE_FILES = $(shell printf 'tools/xiuding/%s.py,tools/xiuding/%s/*,' $(foreach name,$(CORE),$(name) $(name)))

cover: $(VENV)/.dev ## tests with branch coverage, which may not fall below 95 % in the core
	@$(BIN)/python -m pytest --cov --cov-report=term $(TESTS)
	@echo "the core:"
	@$(BIN)/python -m coverage report --fail-under=95 --include="$(CORE_FILES)"

mutate: $(VENV)/.maintain ## mutation test of one core module: make mutate MODULE=render/visible
	$(BIN)/python tests/mutate.py $(MODULE)

fuzz: $(VENV)/.dev ## mutated instruments, texts and files, then hostile ones: make fuzz RUNS=1000 SEED=1
	cd tests && ../$(BIN)/python -m fuzz all --runs $(or $(RUNS),1000) --seed $(or $(SEED),1)
	cd tests && ../$(BIN)/python -m fuzz.hostile

audit: $(VENV)/.maintain ## look the locked packages up in the advisory database
	$(BIN)/pip-audit --require-hashes --disable-pip -r $(LOCKS)/fast.lock

UV := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --upgrade

lock: $(VENV)/.maintain ## pin the newest versions that pyproject.toml allows
	$(UV) --group build -o $(LOCKS)/build.lock
	$(UV) pyproject.toml -o $(LOCKS)/runtime.lock
	$(UV) pyproject.toml --extra fast -c $(LOCKS)/runtime.lock -o $(LOCKS)/fast.lock
	$(UV) --group dev -c $(LOCKS)/fast.lock -o $(LOCKS)/dev.lock
	$(UV) --group maintain -c $(LOCKS)/fast.lock -c $(LOCKS)/dev.lock -o $(LOCKS)/maintain.lock

clean: ## remove what was built, the environment too
	rm -rf $(VENV) build dist tools/*.egg-info .coverage .coverage.* htmlcov .hypothesis .mutation
	rm -rf .pytest_cache .mypy_cache .ruff_cache .import_linter_cache
	find tools tests benchmarks docs -name __pycache__ -type d -prune -exec rm -rf {} +
	rm -rf plan_versions/*/history

# The environment, in steps; each stamp is newer than what it was made from.  Packages that come as
# source are built with the locked build tools, hence no build isolation.  An accelerator without a
# wheel for this machine is left out: the results are the same without it.

$(VENV)/.python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "xiuding needs Python 3.11 or newer: make PYTHON=/path/to/python3 ..." >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.runtime: $(VENV)/.python pyproject.toml tools/xiuding/__init__.py $(wildcard $(LOCKS)/*.lock)
	$(PIP) install -r $(LOCKS)/build.lock
	$(PIP) install --no-build-isolation --use-pep517 -r $(LOCKS)/runtime.lock
	@$(PIP) install --only-binary :all: -r $(LOCKS)/fast.lock 2>/dev/null \
		|| echo "no accelerators for this machine; going on without them"
	$(PIP) install --no-build-isolation --no-deps --editable .
	@touch $@

$(VENV)/.dev: $(VENV)/.runtime
	$(PIP) install --only-binary :all: -r $(LOCKS)/dev.lock
	@touch $@

$(VENV)/.maintain: $(VENV)/.dev
	$(PIP) install --no-build-isolation --use-pep517 -r $(LOCKS)/maintain.lock
	@touch $@
