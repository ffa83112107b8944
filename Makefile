# `make demo` and `make test` need nothing but Python 3.11 or later; `make help` lists the rest.
SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
BIN := .venv/bin
PYTEST_ARGS ?= -n auto --dist worksteal

.PHONY: help demo test lint format docs bench update-goldens lock fonts desk-js tools spark clean desk site

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "%-16s %s\n", $$1, $$2}' Makefile

# Stamps: an environment is made anew only when what it is made from changed.
.venv/.run: requirements.lock pyproject.toml scripts/bootstrap.sh
	@if [ .venv/.dev -nt requirements-dev.lock ] && [ .venv/.dev -nt pyproject.toml ]; then :; \
	else scripts/bootstrap.sh run; fi
	@touch $@

.venv/.dev: requirements-dev.lock pyproject.toml scripts/bootstrap.sh
	@scripts/bootstrap.sh dev
	@touch .venv/.run $@

demo: .venv/.run ## both councils' policies as HTML, PDF, Markdown and JSON in build/
	@mkdir -p build
	@$(BIN)/policykit check | tee build/check.txt
	@$(BIN)/policykit build --format html,pdf,md,json --out build
	@echo
	@echo "Open $$(find build -name '*.html' | sort | paste -sd ' ')"

desk: .venv/.run ## the desk in your browser, on copies of the policies in build/desk
	@$(BIN)/python scripts/make_desk_library.py build/desk
	@cd build/desk && ../../$(BIN)/policykit desk

site: .venv/.run ## the public site of the two councils and the example council, drafts too, in build/site
	@$(BIN)/python scripts/make_site_library.py build/site-library
	@$(BIN)/policykit site --library build/site-library/policies --out build/site --with-drafts --title "Example policies"
	@echo "Open build/site/index.html"

test: .venv/.dev ## all tests
	@$(BIN)/python -m pytest $(PYTEST_ARGS)

lint: .venv/.dev ## style, types, floors
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo

format: .venv/.dev ## rewrite the code in the house style
	@$(BIN)/ruff check --fix-only --quiet .
	@$(BIN)/ruff format .

docs: .venv/.dev ## the documentation as a site in build/docs
	@$(BIN)/python scripts/build_docs.py

bench: .venv/.dev ## run every benchmark; each prints a ratio
	@for file in $$(grep -rl '__name__ == "__main__"' benchmarks --include='*.py' | sort); do \
	  module=$$(tr / . <<<"$${file%.py}"); echo "== $$module"; $(BIN)/python -m "$$module"; done

update-goldens: .venv/.dev ## write what the code gives now as the expected results
	@$(BIN)/python -m pytest --update -q $(PYTEST_ARGS)
	@git status --short tests schemas

lock: ## newest versions that pyproject.toml allows, with hashes
	@scripts/lock.sh

fonts: .venv/.dev ## make src/policykit/fonts/ anew from the fonts' releases
	@mkdir -p .tools/fonts && cp scripts/fonts/package*.json .tools/fonts/
	@cd .tools/fonts && npm ci --silent --ignore-scripts
	@$(BIN)/python scripts/make_fonts.py .tools/fonts/node_modules

desk-js: ## make what the desk's page of a text is written with anew, from the lock
	@mkdir -p .tools/desk && cp scripts/desk/package*.json scripts/desk/prosemirror.js .tools/desk/
	@cd .tools/desk && npm ci --silent --ignore-scripts && npm run --silent build
	@python3 scripts/desk/keep_bundle.py .tools/desk

tools: ## validators and engines that some tests use, in .tools/
	@scripts/install_tools.sh

spark: .venv/.dev ## add Spark to the environment (a 450 MB download; needs Java 17)
	@$(BIN)/python -m pip install --quiet --require-hashes --requirement requirements-spark.lock

clean: ## remove all that was made
	rm -rf .venv .tools build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
