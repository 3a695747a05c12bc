# The words of the project. `make help` lists them.
PYTHON ?= python3
HOST ?= 127.0.0.1
VENV := .venv/bin
LOCK := $(VENV)/uv pip compile --quiet --generate-hashes --no-header --no-annotate --no-emit-index-url --only-binary :all: --python-version 3.11

.DEFAULT_GOAL := help
.PHONY: help setup setup-dev run test check bench soak format words screenshots lock clean

help: ## say what each word does
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' Makefile | expand -t 22

setup: ## make .venv and install what the server needs (again only after requirements.txt changed)
	@$(PYTHON) tools/setup.py

setup-dev: ## the same, and what testing needs
	@$(PYTHON) tools/setup.py --dev

run: setup ## start the server with a demo to play with (HOST=0.0.0.0 and PORT=8000 may be given)
	@$(VENV)/python manage.py serve --demo --host $(HOST) $(if $(PORT),--port $(PORT))

test: setup-dev ## run everything: checks, JavaScript, SQLite, PostgreSQL with Redis, a browser (ONLY=browser for one step)
	@$(VENV)/python -m tools.test $(ONLY)

check: setup-dev ## what can be said without running the tests: style, types, layers, migrations, settings, words
	@$(VENV)/python -m tools.check $(ONLY)

bench: setup-dev ## measure what is fast and slow, as ratios within one run (ONLY=answers for one table)
	@$(VENV)/python -m bench $(ONLY)

soak: setup-dev ## kill servers hundreds of times and try many more examples than `make test` (ONLY=scaled for one step)
	@$(VENV)/python -m tools.soak $(ONLY)

format: setup-dev ## lay out Python and templates the one way that `make check` accepts
	@$(VENV)/ruff check --quiet --select I --fix .
	@$(VENV)/ruff format .
	@find templates -name '*.html' -exec $(VENV)/djade --target-version 5.2 {} + \
		|| find templates -name '*.html' -exec $(VENV)/djade --target-version 5.2 --check {} +

words: setup-dev ## collect the sentences of the screens into locale/, compile them, and say what is not translated
	@$(VENV)/python -m tools.translations --write

screenshots: setup-dev ## take the pictures of the README from a fresh demo
	@$(VENV)/python -m tools.screenshots

lock: setup-dev ## write requirements*.txt anew from requirements*.in (UPGRADE=1 for the newest versions)
	$(LOCK) $(if $(UPGRADE),--upgrade) requirements.in -o requirements.txt
	$(LOCK) $(if $(UPGRADE),--upgrade) requirements-dev.in -o requirements-dev.txt

clean: ## remove caches and collected files; the data in var/ stays (remove var/ yourself to begin anew)
	@rm -rf .mypy_cache .ruff_cache .import_linter_cache .hypothesis .pytest_cache var/collected
	@find . -name __pycache__ -not -path './.venv/*' -prune -exec rm -rf {} +
