# Everything a person or a machine does with this project. `make` alone lists it.
# It works with uv where there is one, otherwise with Python's own venv and pip.

PORT ?= 8000
SIZE ?= S
SEED ?= 1
CHAPTERS ?=
WORKERS ?= 2
# Tests in a browser wait for it more than for a processor.
BROWSERS ?= 3

ifeq ($(OS),Windows_NT)
BIN := .venv/Scripts
SERVE := $(BIN)/python -m waitress --listen=127.0.0.1:$(PORT) wsgi:app
else
BIN := .venv/bin
# Bringing in the largest files takes longer than gunicorn's own limit of half a minute.
SERVE := $(BIN)/python -m gunicorn --workers 2 --timeout 300 --no-control-socket \
	--bind 127.0.0.1:$(PORT) wsgi:app
endif
PYTEST := $(BIN)/python -m pytest -n $(WORKERS)

# Someone's habits for pip must not move the packages out of .venv, or leave them uncompiled.
unexport PIP_CONSTRAINT PIP_NO_COMPILE PIP_PREFIX PIP_REQUIREMENT PIP_ROOT PIP_TARGET PIP_USER
unexport PYTHONHOME
export UV_PYTHON_DOWNLOADS := never
export BIN

.DEFAULT_GOAL := help
.NOTPARALLEL:
.DELETE_ON_ERROR:

# What the recipes share. Each recipe that needs it starts with $(SHARED).
define FUNCTIONS
set -eu

fail() { echo "$$*" >&2; exit 1; }
has() { command -v "$$1" >/dev/null 2>&1; }
title() { printf '\n== %s\n' "$$*"; }

suits() { "$$1" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' 2>/dev/null; }

choose_python() {
    for each in $${PYTHON:-python3 python3.13 python3.12 python3.11 python}; do
        if suits "$$each"; then echo "$$each"; return; fi
    done
    if has uv && each=$$(uv python find '>=3.11,<3.14' 2>/dev/null); then echo "$$each"; return; fi
    fail "Chapter needs Python 3.11, 3.12 or 3.13; install one, or name it with PYTHON=…"
}

as_root() {
    if [ "$$(id -u)" = 0 ]; then "$$@"; elif has sudo; then sudo "$$@"; else return 1; fi
}

# system_install APT DNF APK BREW: the package's name for each; - where there is none.
system_install() {
    if has apt-get && [ "$$1" != - ]; then
        as_root apt-get update -qq || true
        as_root env DEBIAN_FRONTEND=noninteractive \
            apt-get install -y -qq --no-install-recommends $$1 >/dev/null
    elif has dnf && [ "$$2" != - ]; then as_root dnf install -y -q $$2
    elif has apk && [ "$$3" != - ]; then as_root apk add -q $$3
    elif has brew && [ "$$4" != - ]; then brew install -q $$4
    else return 1
    fi
}

make_venv() {
    python=$$(choose_python) || exit 1
    if "$$python" -c 'import ensurepip, venv' 2>/dev/null; then
        "$$python" -m venv --clear .venv
        return
    fi
    version=$$("$$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
    echo "This Python comes without venv, so python$$version-venv is installed."
    system_install "python$$version-venv" - - - && "$$python" -m venv --clear .venv ||
        fail "Chapter needs Python's venv module; install python$$version-venv, then run make again."
}

with_uv() {
    has uv || return 1
    if ! suits $$BIN/python; then
        python=$$(choose_python) || exit 1
        uv venv --quiet --clear --python "$$python" .venv || return 1
    fi
    [ -z "$${PIP_INDEX_URL:-}" ] || export UV_DEFAULT_INDEX="$${UV_DEFAULT_INDEX:-$$PIP_INDEX_URL}"
    uv pip install --quiet --python $$BIN/python --require-hashes --compile-bytecode -r "$$1"
}

with_pip() {
    suits $$BIN/python && $$BIN/python -m pip --version >/dev/null 2>&1 || make_venv
    $$BIN/python -m pip install --quiet --disable-pip-version-check --require-hashes -r "$$1"
}

# The front end's files come out of an installed package, so there is nothing else to fetch.
check_assets() {
    $$BIN/python -c 'import importlib.util, pathlib, sys
spec = importlib.util.find_spec("flask_bootstrap")
css = pathlib.Path(spec.origin).parent / "static/bootstrap5/css/bootstrap.min.css" if spec else None
sys.exit(not (css and css.is_file()))' ||
        fail "The package Bootstrap-Flask lacks bootstrap.min.css; run make clean and try again."
}

install_lock() {
    echo "Installing what $$1 lists into .venv …"
    with_uv "$$1" || with_pip "$$1" || fail "The packages of $$1 could not be installed; see above."
    check_assets
}
endef
export FUNCTIONS
SHARED = @eval "$$FUNCTIONS";

.PHONY: help setup run test test-long lint bench demo-data clean lock
.PHONY: browser office test-sqlite test-postgresql test-browser

help: ## List the tasks, each with a sentence.
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-10s %s\n", $$1, $$2 }' Makefile

setup: .venv/.stamp ## Prepare .venv and the front end's files; start nothing.
	@echo "Ready; make run serves the demo, make test tries everything."

run: export CHAPTER_PUBLIC_URL ?= http://127.0.0.1:$(PORT)
run: .venv/.stamp-run ## Serve the demo at http://127.0.0.1:8000 (PORT=… for another port).
	$(SHARED) $(BIN)/python -c 'import socket; socket.create_server(("127.0.0.1", $(PORT)))' \
		2>/dev/null || fail "Port $(PORT) is taken; stop what uses it, or try make run PORT=8001."
	@$(BIN)/python -m flask db upgrade
	@$(BIN)/python -m flask demo
	@exec $(SERVE)

test: .venv/.stamp browser lint test-sqlite test-postgresql test-browser ## Set up, lint and test on SQLite, PostgreSQL and in Chromium.

test-long: .venv/.stamp browser office ## Run the tests that take minutes, on both engines, and those with LibreOffice.
	$(SHARED) title "Long tests on SQLite"
	@CHAPTER_TEST_ENGINE=sqlite $(PYTEST) -m "long or office"
	$(SHARED) title "Long tests on PostgreSQL"
	@CHAPTER_TEST_ENGINE=postgresql $(PYTEST) -m "long and database"

lint: .venv/.stamp ## Check style, types and who imports whom.
	$(SHARED) title "Style, types and imports"
	@$(BIN)/python -m ruff check .
	@$(BIN)/python -m ruff format --check .
	@$(BIN)/python -m mypy
	@$(BIN)/lint-imports

bench: .venv/.stamp ## Measure pages, saves and the workbook against their floors.
	@$(BIN)/python -m tests.benchmarks

demo-data: .venv/.stamp-run ## Fill the database with made-up chapters (SIZE=S|M|L SEED=n CHAPTERS=n).
	@$(BIN)/python -m flask db upgrade
	@$(BIN)/python -m flask demo-data --size $(SIZE) --seed $(SEED) \
		$(if $(CHAPTERS),--chapters $(CHAPTERS))

clean: ## Remove .venv and everything made by tools; the data in instance/ stays.
	@rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
	@rm -rf .test-output .coverage .coverage.* htmlcov build *.egg-info
	@find chapter reports tests -name __pycache__ -type d -prune -exec rm -rf {} +

lock: ## Pin the newest packages that fit requirements*.in, with hashes (needs uv).
	$(SHARED) has uv || fail "Locking needs uv; https://docs.astral.sh/uv says how to get it."
	uv pip compile --quiet --upgrade --universal --generate-hashes --python-version 3.11 \
		requirements.in -o requirements.lock
	uv pip compile --quiet --upgrade --universal --generate-hashes --python-version 3.11 \
		requirements-dev.in -c requirements.lock -o requirements-dev.lock

# The development lock holds the app's lock whole, so after it neither needs installing again.
.venv/.stamp: requirements.lock requirements-dev.lock
	$(SHARED) install_lock requirements-dev.lock
	@touch .venv/.stamp-run .venv/.stamp

.venv/.stamp-run: requirements.lock
	$(SHARED) install_lock requirements.lock
	@touch .venv/.stamp-run

test-sqlite: .venv/.stamp
	$(SHARED) title "Tests on SQLite"
	@CHAPTER_TEST_ENGINE=sqlite $(PYTEST)

test-postgresql: .venv/.stamp
	$(SHARED) title "Tests on PostgreSQL"
	@CHAPTER_TEST_ENGINE=postgresql $(PYTEST) -m "database and not (browser or long or office)"

test-browser: .venv/.stamp browser
	$(SHARED) title "Tests in Chromium"
	@CHAPTER_TEST_ENGINE=sqlite $(PYTEST) -n $(BROWSERS) --dist loadfile -m "browser and not (long or office)"

# Ubuntu's package only fetches a snap, which containers cannot run.
browser: .venv/.stamp
	$(SHARED) look() { $(BIN)/python -m tests.browsers; }; \
	look >/dev/null || { echo "Installing Chromium for the browser tests …"; \
		{ ! grep -qs '^ID=ubuntu' /etc/os-release \
			&& system_install chromium chromium chromium "--cask chromium" \
			&& look >/dev/null; } \
		|| $(BIN)/python -m playwright install --with-deps chromium \
		|| $(BIN)/python -m playwright install chromium || true; }; \
	look || fail "Install Chromium or Google Chrome for the browser tests, then run make again."

office:
	$(SHARED) has soffice || has libreoffice \
		|| { echo "Installing LibreOffice Calc …"; \
		system_install libreoffice-calc-nogui libreoffice-calc libreoffice "--cask libreoffice" \
		|| system_install libreoffice-calc - - -; } \
		|| fail "Install LibreOffice for these tests, then run make again."
