# make book   build the book: _book/index.html and _book/igg4-rsp-review.pdf
# make test   run the test suite
# make bench  measure the speed beside that of other tools; writes benchmarks/results.*

PYTHON ?= python3
RUNS   ?= 5
VENV   := .venv
BIN    := $(VENV)/bin
WHEELS := --only-binary :all: --require-hashes
COMPILE := $(BIN)/uv pip compile -q --universal --generate-hashes --only-binary :all: \
	--python-version 3.11 --no-emit-index-url --custom-compile-command "make lock" pyproject.toml

# Every chapter and many tests are processes of their own: Python may keep what it has compiled.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: book test lock bench clean

book: $(VENV)/book.stamp
	@$(BIN)/rspbook build

# The tests run in three processes side by side: those that wait leave the cores to the others. In the
# background they would outlive a Ctrl-C, which a shell lets such commands ignore: so it ends them.
test: $(VENV)/test.stamp
	@$(BIN)/ruff check
	@$(BIN)/mypy
	@$(BIN)/rspbook lint
	@mkdir -p build
	@cli=; render=; rest=; trap 'kill $$cli $$render $$rest 2>/dev/null; wait; exit 1' INT TERM HUP; \
	$(BIN)/pytest tests/cli >build/test-cli.log 2>&1 & cli=$$!; \
	$(BIN)/pytest tests/render tests/project >build/test-render.log 2>&1 & render=$$!; \
	$(BIN)/pytest --ignore=tests/cli --ignore=tests/render --ignore=tests/project & rest=$$!; \
	wait $$rest; failed=$$?; \
	wait $$render || failed=1; wait $$cli || failed=1; \
	cat build/test-render.log build/test-cli.log; exit $$failed

# The environment: uv comes by pip, the rest by uv; all pinned, hashed, and wheels only.
$(VENV)/uv.stamp: requirements/uv.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed, this is " + sys.version.split()[0])'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install -q --disable-pip-version-check $(WHEELS) -r $<
	@touch $@

$(VENV)/book.stamp: requirements/book.txt pyproject.toml $(VENV)/uv.stamp
	@VIRTUAL_ENV=$(VENV) $(BIN)/uv pip install -q $(WHEELS) --no-deps -r $<
	@VIRTUAL_ENV=$(VENV) $(BIN)/uv pip install -q --no-deps -e .
	@touch $@

$(VENV)/test.stamp: requirements/test.txt $(VENV)/book.stamp
	@VIRTUAL_ENV=$(VENV) $(BIN)/uv pip install -q $(WHEELS) --no-deps -r $<
	@touch $@

# Renews the lock files from pyproject.toml.
lock: $(VENV)/uv.stamp
	@mkdir -p requirements
	@echo "uv==$$($(BIN)/uv --version | cut -d' ' -f2)" | $(BIN)/uv pip compile -q --generate-hashes \
		--universal --no-emit-index-url --custom-compile-command "make lock" -o requirements/uv.txt -
	@$(COMPILE) -o requirements/book.txt
	@$(COMPILE) --group dev -o requirements/test.txt
	@$(COMPILE) --group bench -o requirements/bench.txt

clean:
	rm -rf build _book

# The benchmark has an environment of its own, with the peers in it: .venv-bench.
bench: $(VENV)/uv.stamp
	@$(BIN)/uv venv -q --allow-existing $(VENV)-bench
	@VIRTUAL_ENV=$(VENV)-bench $(BIN)/uv pip install -q $(WHEELS) --no-deps -r requirements/bench.txt
	@VIRTUAL_ENV=$(VENV)-bench $(BIN)/uv pip install -q --no-deps -e .
	@$(VENV)-bench/bin/python benchmarks/run.py --runs $(RUNS)
