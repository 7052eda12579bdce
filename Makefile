# Two commands: `make demo` and `make test`. Each does all the set-up it needs.
#
#   make demo PORT=8123          another address
#   make demo VAR=/some/folder   another place for its data
#   DATABASE_URL=… REDIS_URL=… make demo   servers that are already there

PYTHON = .venv/bin/python
export PYTHONUTF8 = 1

.NOTPARALLEL:
.PHONY: help setup demo setup-dev lint checks messages unit coverage browser survey screens audit \
	bench mutants fuzz interleavings test

help:
	@echo "make demo       try the Deelplatform on this machine"
	@echo "make test       check everything"
	@echo "make setup      only make .venv and install the requirements"
	@echo "make lint       the style of the code, its imports and types"
	@echo "make unit       the tests without a browser"
	@echo "make coverage   the same, and which lines and branches they go through"
	@echo "make browser    the tests in a browser"
	@echo "make survey     every page, looked at in every way"
	@echo "make screens    pictures of every page in var/screens"
	@echo "make audit      Lighthouse on five pages; needs npm"
	@echo "make bench      how fast it is at 10,000, 100,000 and 1,000,000 listings"
	@echo "make mutants    which change to code that only computes no test notices; half an hour"
	@echo "make fuzz       fifty thousand odd requests; the tests make five thousand"
	@echo "make interleavings  three thousand orders of deeds; the tests try twenty-five"
	@echo "make messages   bring the Dutch texts up to date after a change"

setup:
	@sh requirements/install.sh base demo

setup-dev:
	@sh requirements/install.sh base demo dev

demo: setup
	@exec $(PYTHON) -m demo

lint: setup-dev
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .
	find templates -name '*.html' -exec .venv/bin/djade --check {} +
	$(PYTHON) .venv/bin/lint-imports
	$(PYTHON) -m pyrefly check
	DEMO=1 $(PYTHON) -m mypy
	$(PYTHON) -W ignore::UserWarning -m deptry . --config requirements/deptry.toml

# These write in a folder of their own, so that a running demo is left alone.
lint checks unit coverage browser survey mutants fuzz interleavings: export VAR := $(if $(VAR),$(VAR),var)/test

checks: setup-dev
	$(PYTHON) manage.py check
	$(PYTHON) manage.py makemigrations --check --dry-run
	$(PYTHON) manage.py messages --check

# A file of tests stays with one worker: some share a demo that the last one ends.
unit: setup-dev
	$(PYTHON) manage.py messages --compile
	$(PYTHON) -m pytest --ignore=tests/browser -q -n 2 --dist loadfile

# The tests of `unit` once more, with the lines and branches that they go through. Apart,
# since measuring costs 44 % more (Python 3.11); odd requests only ask for no error.
coverage: setup-dev
	$(PYTHON) manage.py messages --compile
	$(PYTHON) -m pytest --ignore=tests/browser --ignore=tests/fuzz -q -n 2 --dist loadfile \
		--cov --cov-report=term --cov-fail-under=92

# Two processes, each with a demo and a browser of its own. What failed can be watched:
# `.venv/bin/playwright show-trace var/test/traces/<test>/trace.zip`.
browser: setup-dev
	$(PYTHON) -m pytest tests/browser -q -n 2 --dist loadgroup \
		--tracing retain-on-failure --output $$VAR/traces

# `make browser` looks at each page where that finds something new; this at all, and it
# says how long that took.
survey: setup-dev
	SURVEY="every way" $(PYTHON) -m pytest tests/browser/test_pages.py -n 2 --dist loadgroup -rP

screens: setup-dev
	$(PYTHON) -m tests.browser.screens

audit: setup-dev
	$(PYTHON) -m tests.browser.audit

# About half an hour; BENCH="--sizes 10000" for a look, "--soak 30" for memory, "--only room"
# for some of the pages.
bench: setup-dev
	$(PYTHON) -m bench $(BENCH)

# In a .venv of its own (`requirements/mutants.in` says why). From the start, since a
# survivor is not tried again by itself when a test is new. One at a time, since all copy the
# same database. A change: `var/mutmut/bin/mutmut show NAME`.
mutants:
	@VENV_FOLDER=var/mutmut sh requirements/install.sh base demo dev mutants
	rm -rf mutants
	VAR="$(abspath $(VAR))" var/mutmut/bin/python -m mutmut run --max-children 1
	var/mutmut/bin/python -m mutmut results

fuzz: setup-dev
	FUZZ=10 $(PYTHON) -m pytest tests/fuzz -q -n 2

# An hour or more. What fails is made as small as it can be, with what everybody did.
interleavings: setup-dev
	INTERLEAVINGS=3000 $(PYTHON) -m pytest tests/claims/interleavings -q -n 2

messages: setup-dev
	$(PYTHON) manage.py messages --update

test: lint checks unit browser
	@echo "All is well."
