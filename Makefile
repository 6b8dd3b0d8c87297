# The two commands a newcomer needs are `make book` and `make test`;
# `make help` lists the rest. Each target installs what it needs into .venv.

PYTHON ?= python3
ifeq ($(OS),Windows_NT)
bin := .venv/Scripts
else
bin := .venv/bin
endif
installed := .venv/installed
chapters := $(wildcard book/[0-9][0-9]_*.md)

# The matrices of this course are so small that threads cost more than they bring,
# and on a busy machine ten times more.
export OPENBLAS_NUM_THREADS ?= 1

# With PYODIDE, a folder with a Pyodide distribution, each build of the book has them.
build_lite = echo "Building the notebooks for the browser ..." && $(bin)/python tools/lite.py

.DEFAULT_GOAL := help
.PHONY: help book test test-slow notebooks exercises lite pdf audit serve bench bench-demos demo pictures bench-grading lock clean

help: ## say what each target does
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 16

book: $(installed) ## build the website
	@echo "Building the book ..."
	@# Sphinx does not repeat the warnings of pages that it has read: forget them.
	@$(bin)/jupyter-book build . -W --keep-going --quiet || { rm -rf _build/.doctrees; exit 1; }
	@$(if $(PYODIDE),$(build_lite))
	@echo "The book is at $(CURDIR)/_build/html/index.html"

test: $(installed) ## run the tests, but for the slow ones
	@$(bin)/python -m pytest

test-slow: $(installed) ## run the tests that take minutes: every answer, other servers, loads
	@$(bin)/python -m pytest -m slow

notebooks: $(installed) ## regenerate each .ipynb from the .md beside it
	@$(bin)/jupytext --quiet --update --to ipynb $(chapters)
	@$(bin)/python tools/solution_notebooks.py

exercises: $(installed) ## regenerate exercises/ from solutions/
	@$(bin)/python tools/solution_notebooks.py
	@for set in $(notdir $(patsubst %/,%,$(wildcard solutions/*/))); do \
		$(bin)/nbgrader generate_assignment --no-db --force --log-level=WARN $$set || exit 1; \
	done

lite: book ## build the notebooks that run in the browser, into the website
	@$(if $(PYODIDE),,$(build_lite))

pdf: book ## print the website as one PDF, into it
	@$(bin)/python tools/pdf.py

audit: book ## measure the website: weight, requests, axe, Lighthouse
	@$(bin)/python tools/audit.py

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

bench-demos: $(installed) ## measure the demos: script, frames, sizes, errors
	@$(bin)/python tools/bench_demos.py

demo: $(installed) ## show one demo, reloaded on save: make demo DEMO=momentum
	@$(bin)/python tools/serve_demo.py $(DEMO)

pictures: $(installed) ## accept how the demos look now: tests/demos/pictures/
	@ACCEPT_PICTURES=1 $(bin)/python -m pytest tests/demos/test_pictures.py

lock: $(installed) ## choose the newest versions that pyproject.toml allows
	@$(bin)/uv pip compile pyproject.toml --extra dev --universal --upgrade --quiet \
		--no-annotate --no-emit-index-url --custom-compile-command "make lock" \
		--output-file requirements.lock

clean: ## remove the environment and everything built
	rm -rf .venv .venv-bench _build

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
