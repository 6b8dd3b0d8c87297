# The two commands a newcomer needs are `make book` and `make test`;
# `make help` lists the rest. Each target installs what it needs into .venv.

PYTHON ?= python3
ifeq ($(OS),Windows_NT)
bin := .venv/Scripts
else
bin := .venv/bin
endif
installed := .venv/installed
pages := $(patsubst book/%.md,%,$(filter-out book/_%,$(wildcard book/*.md)))
# The pages that are notebooks as well: their first cell installs the engine where it is missing.
with_notebook := $(patsubst book/%.md,%,$(shell grep -l '%pip install' book/[!_]*.md))
problem_sets := $(notdir $(wildcard solutions/[0-9][0-9]_*))

# The matrices of this course are so small that threads cost more than they bring,
# and on a busy machine ten times more.
export OPENBLAS_NUM_THREADS ?= 1

# With PYODIDE, a folder with a Pyodide distribution, each build of the book has the notebooks for the browser;
# with LIVE, another such folder, its pages have the Python that they run (book/_ext/course/live.py).
build_lite = echo "Building the notebooks for the browser ..." && $(bin)/python -m tools.lite
# A site that is built for an address carries the engine, and its notebooks install it from there.
with_engine = $(bin)/python -m tools.notebooks_of_the_site $(SITE_URL)

.DEFAULT_GOAL := help
.PHONY: help book page test test-slow test-claims lint format notebooks notebook exercises exercise demo pictures
.PHONY: lite pdf epub slides gettext audit serve bench bench-demos bench-live bench-grading experiments
.PHONY: test-torch lock clean

help: ## say what each target does
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 16

book: $(installed) node_modules/installed ## build the website
	@echo "Building the book ..."
	@# Sphinx does not repeat the warnings of pages that it has read: forget them.
	@$(bin)/jupyter-book build . -W --keep-going --quiet || { rm -rf _build/.doctrees; exit 1; }
	@$(if $(PYODIDE),$(build_lite))
	@$(if $(SITE_URL),$(with_engine))
	@echo "The book is at $(CURDIR)/_build/html/index.html"

test: lint ## run the linters and all tests except the slow ones
	@$(bin)/python -m pytest -n logical

test-slow: $(installed) ## run the tests that take minutes: every answer, other servers, heavy loads
	@$(bin)/python -m pytest -m slow

test-claims: $(installed) ## change each number in the tests of the book's claims, and list what goes unnoticed
	@$(bin)/python -m tests.book.mutations

gettext: $(installed) ## collect what can be translated; TO=de begins a translation, or brings it up to date
	@$(bin)/python -m tools.catalogues $(TO)

lint: $(installed) node_modules/installed ## check formatting, style and types
	@$(bin)/ruff format --quiet --check && $(bin)/ruff check --quiet
	@$(bin)/node node_modules/@biomejs/biome/bin/biome check --error-on-warnings
	@$(bin)/mypy

format: $(installed) node_modules/installed ## format all Python and JavaScript
	@$(bin)/ruff format --quiet && $(bin)/ruff check --quiet --fix
	@$(bin)/node node_modules/@biomejs/biome/bin/biome check --write

# What checks JavaScript, what makes it small and what shows slides, installed by the npm in the environment and run by its Node.
node_modules/installed: package-lock.json | $(installed)
	@$(bin)/npm ci --silent --no-audit --no-fund
	@touch $@

page: $(installed) ## build one page of the book: make page PAGE=05_adam
	@$(bin)/python -m tools.page $(call one_of,PAGE,$(pages))

notebooks: $(installed) ## regenerate each .ipynb from the .md beside it
	@$(bin)/jupytext --quiet --update --to ipynb $(with_notebook:%=book/%.md)
	@$(bin)/python -m tools.solution_notebooks

notebook: $(installed) ## regenerate one page's .ipynb: make notebook NOTEBOOK=05_adam
	@$(bin)/jupytext --quiet --update --to ipynb book/$(call one_of,NOTEBOOK,$(with_notebook)).md

exercises: $(installed) ## regenerate exercises/ from solutions/
	@$(bin)/python -m tools.exercises

exercise: $(installed) ## regenerate and test one problem set: make exercise SET=06_schedules
	@$(bin)/python -m tools.exercises $(call one_of,SET,$(problem_sets))
	@$(bin)/python -m pytest tests/solutions -k $(SET)

# The value of the variable $(1), if it is one of $(2).
one_of = $(or $(filter $(subst %,\%,$($(1))),$(2)),$(error $(1)=$($(1)) is unknown: choose from $(2)))

lite: book ## build the notebooks that run in the browser, into the website
	@$(if $(PYODIDE),,$(build_lite))

pdf: book ## print the website as one PDF, into it
	@$(bin)/python -m tools.pdf

epub: book ## pack the website as an EPUB for e-readers, into it
	@$(bin)/python -m tools.epub

slides: book ## print the decks of slides, which the website has, as a PDF each, into it
	@$(bin)/python -m tools.slides

audit: book ## measure the website: weight, requests, axe, Lighthouse
	@$(bin)/python -m tools.audit

serve: book ## serve the website on this machine
	@$(bin)/python -m http.server --bind 127.0.0.1 --directory _build/html

bench: .venv-bench/installed ## measure the engine beside PyTorch, scikit-learn and JAX
	@$(dir $<)$(notdir $(bin))/python -m benchmarks

bench-grading: $(installed) ## measure grading beside stock nbgrader
	@$(bin)/python -m benchmarks.grading

# An environment of its own: the others are large, and only measured against.
.venv-bench/installed: pyproject.toml
	@echo "Installing into .venv-bench (once; some minutes) ..."
	@$(PYTHON) -m venv --clear .venv-bench
	@$(call install,$(dir $@)$(notdir $(bin))/python,--editable ".[bench]")
	@touch $@

experiments: .venv-experiments/installed ## measure a small transformer: small grids on two cores, in _build/experiments
	@$(dir $<)$(notdir $(bin))/python -m experiments --small

test-torch: .venv-experiments/installed ## run the tests that need PyTorch
	@$(dir $<)$(notdir $(bin))/python -m pytest tests/experiments tests/benchmarks tests/solutions \
		-k "not solutions or pytorch"

# Large, so an environment of its own, and installed by pip, which heeds where this machine is told to find
# packages: on one without a GPU, PyTorch's smaller build for the CPU, say.
.venv-experiments/installed: pyproject.toml
	@echo "Installing into .venv-experiments (once; some minutes) ..."
	@$(PYTHON) -m venv --clear .venv-experiments
	@$(call pip,$(dir $@)$(notdir $(bin))/python) --editable ".[experiments]"
	@touch $@

bench-demos: $(installed) ## measure the demos: script, frames, sizes, errors
	@$(bin)/python -m tools.bench_demos

bench-live: $(installed) ## measure Python in the pages of the built book
	@$(bin)/python -m tools.bench_live

demo: $(installed) ## show one demo, reloaded on save: make demo DEMO=momentum
	@$(bin)/python -m tools.serve_demo $(DEMO)

pictures: $(installed) ## accept how the demos look now: tests/demos/pictures/
	@ACCEPT_PICTURES=1 $(bin)/python -m pytest tests/demos/test_pictures.py

lock: $(installed) ## choose the newest versions that pyproject.toml allows
	@$(bin)/uv pip compile pyproject.toml --extra dev --universal --upgrade --quiet \
		--no-annotate --no-emit-index-url --custom-compile-command "make lock" \
		--output-file requirements.lock

clean: ## remove the environment and everything built
	rm -rf .venv .venv-bench .venv-experiments node_modules _build

# A change of the lock file makes a new environment; a change of pyproject.toml alone does not, because a
# test compares the two. The environment has pip as well, for whoever adds to it.
$(installed): requirements.lock
	@command -v $(PYTHON) >/dev/null || { echo "No $(PYTHON) here: install Python 3.11 or newer, or name one: make book PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "$(PYTHON) is $$($(PYTHON) --version), and the course needs 3.11 or newer: make book PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -c 'import ensurepip' || { echo "$(PYTHON) cannot make environments: install its venv package (Debian: python3-venv)"; exit 1; }
	@echo "Installing into .venv (once; less than a minute) ..."
	@$(PYTHON) -m venv --clear .venv
	@$(call install,$(bin)/python,--no-deps --requirement requirements.lock --editable .)
	@touch $@

# Install $(2) for the Python $(1): with uv, or where that fails with pip, which takes some minutes.
pip = $(1) -m pip install --quiet --disable-pip-version-check
install = { $(call pip,$(1)) "$(shell grep '^uv==' requirements.lock)" && $(1) -m uv pip install --quiet --compile-bytecode --python $(1) $(2); } \
	|| { echo "uv could not do it: installing with pip, which takes some minutes ..."; $(call pip,$(1)) $(2); }
