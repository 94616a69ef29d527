# Only Python 3.11 or newer and make are needed. Dependencies are installed once, into the
# user's cache folder; see tools/env.py.
PYTHON ?= python3
ENV := $(PYTHON) tools/env.py
START := notebooks/00_start.ipynb
# Strict nbval, where the backend that a tutorial needs can run; see tests/needs.py.
NBVAL := -m pytest -p isolated -p needs --nbval --nbval-current-env \
  --nbval-sanitize-with src/llmnb/sanitize.cfg notebooks
QUICK := not engines and not bigdl and not vllm and not slow
ONE_NOTEBOOK := tests/backends/test_one_notebook.py
# JupyterLab refuses to run as root, which is the usual user in a container, unless told.
LAB_OPTIONS := $(if $(filter 0,$(shell id -u)),--allow-root)
LINTED := src tests tools benchmarks docs/conf.py

.DEFAULT_GOAL := help
.PHONY: help lab quickstart test test-python test-browser test-engines test-slow notebooks pictures \
  reference docs lint format pins clean

help: ## show the targets
	@sed -n 's/^\([a-z-]*\):[^#]*## \(.*\)/make \1\t\2/p' Makefile | expand -t 20

lab: ## open JupyterLab on the first tutorial
	$(ENV) lab -m jupyterlab $(LAB_OPTIONS) $(START)

quickstart: ## run the first tutorial without a browser and print its answers
	@$(ENV) lab tools/quickstart.py $(START)

test: lint ## lint, then unit tests, conformance, browser tests and the tutorials
	$(MAKE) --jobs=2 --output-sync=target --no-print-directory test-python test-browser
	LLMNB_STREAM=0 PYTHONPATH=tests $(ENV) test $(NBVAL)

# The two halves of `test`, side by side; each shows its output when it has ended.
test-python:
	$(ENV) test -m pytest -m "$(QUICK) and not browser"

test-browser:
	CHROMIUM="$$($(PYTHON) tools/chromium.py)" $(ENV) test -m pytest -m "$(QUICK) and browser"

test-engines: ## the tests that need torch and transformers, BigDL-LLM, or vLLM
	$(ENV) engines -m pytest -m "engines and not slow"
	$(ENV) bigdl -m pytest tests/backends/bigdl_llm $(ONE_NOTEBOOK) -m "bigdl and not slow"
	LLMNB_STREAM=0 PYTHONPATH=tests $(ENV) bigdl $(NBVAL) --needing bigdl
	$(ENV) vllm -m pytest tests/backends/vllm_engine $(ONE_NOTEBOOK) -m "vllm and not slow"
	LLMNB_STREAM=0 PYTHONPATH=tests $(ENV) vllm $(NBVAL) --needing vllm

test-slow: ## stress and repeated faults
	CHROMIUM="$$($(PYTHON) tools/chromium.py)" \
	  $(ENV) test -m pytest -m "slow and not engines and not bigdl and not vllm" --timeout=3600
	$(ENV) engines -m pytest -m "engines and slow" --timeout=3600
	$(ENV) bigdl -m pytest tests/backends/bigdl_llm -m "bigdl and slow" --timeout=3600
	$(ENV) vllm -m pytest tests/backends/vllm_engine -m "vllm and slow" --timeout=3600

notebooks: ## run the tutorials and save their answers in them
	$(ENV) lab tools/notebooks.py auto onnx
	$(ENV) bigdl tools/notebooks.py bigdl
	$(ENV) vllm tools/notebooks.py vllm

pictures: ## take the pictures of the panels for the documentation
	CHROMIUM="$$($(PYTHON) tools/chromium.py)" PANEL_PICTURES="$(CURDIR)/docs/images" \
	  $(ENV) test -m pytest tests/browser/test_panels.py -k "900 and Light and not refused"

reference: ## write docs/reference/ from the code and from the data of the tests
	$(ENV) test tools/reference.py

docs: ## build the documentation in build/docs
	$(ENV) docs -m sphinx -b html -W --keep-going -q -d build/doctrees docs build/docs
	@echo "build/docs/index.html"

lint: ## ruff and mypy
	$(ENV) test -m ruff check $(LINTED)
	$(ENV) test -m ruff format --check $(LINTED)
	MYPYPATH=tests:tools $(ENV) test -m mypy src tools/*.py

format: ## rewrite the code as `make lint` wants it
	$(ENV) test -m ruff check --fix $(LINTED)
	$(ENV) test -m ruff format $(LINTED)

pins: ## write requirements/*.txt anew from requirements/*.in and pyproject.toml
	$(PYTHON) tools/pins.py

clean: ## remove what builds and tests leave in the checkout
	rm -rf build dist src/*.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find src tests tools benchmarks notebooks -name __pycache__ -type d -prune -exec rm -rf {} +
	rm -f docs/tutorials/*.ipynb
	find notebooks -name .ipynb_checkpoints -type d -prune -exec rm -rf {} +
