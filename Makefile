# Every target works from a fresh clone with nothing but Python >= 3.11, git and make. `make help` lists them.
PYTHON ?= python3
BIN := .venv/bin
PORT ?= 8000
SERVE ?= yes
STAMP := .venv/.stamp

.DEFAULT_GOAL := help
.PHONY: help setup venv programs demo tour site test bench lint lock freeze

help: ## 列出全部目标 / list the targets
	@grep -E '^[a-z]+:.*##' Makefile | sed -E 's/^([a-z]+):[^#]*## /make \1\t/' | expand -t 16

setup: venv programs ## 建好 .venv，并备好浏览器、中文字体和 SSH 服务 / everything that development needs

venv: $(STAMP) ## 只建 .venv / only the Python side

$(STAMP): requirements.lock pyproject.toml .ci/venv
	@PYTHON="$(PYTHON)" sh .ci/venv
	@touch $@

programs:
	@sh .ci/programs

demo: venv ## 虚构一省，导览并在 127.0.0.1:PORT 展示（SERVE=no 只生成） / a fictional province, shown
	rm -rf demo/province
	$(BIN)/govmedia demo demo/province
	$(BIN)/govmedia tour demo/province
	$(BIN)/govmedia build --root demo/province
ifneq ($(SERVE),no)
	$(BIN)/govmedia serve --root demo/province --port $(PORT)
endif

tour: ## 不用浏览器，把导览各站重走一遍 / replay the stops of the demo
	@$(MAKE) --no-print-directory demo SERVE=no

site: venv ## 生成本仓库的站点 / build this repository's site
	$(BIN)/govmedia build

test: setup ## 全部测试 / all tests
	@$(BIN)/pytest -n 2 --dist loadgroup $(ARGS)

bench: venv ## 性能对比，写入 bench/RESULTS.md / the measured comparisons
	$(BIN)/python bench/run.py

lint: venv ## 代码、类型与工作流检查 / code, types, workflows
	$(BIN)/ruff check .
	sh .ci/types
	$(BIN)/pytest tests/test_workflows.py

# The pins that stand are kept; `make lock ARGS=--upgrade` renews them all.
lock: venv ## 按 pyproject.toml 重新锁定依赖 / lock the dependencies again
	$(BIN)/uv pip compile --quiet --universal --all-extras --generate-hashes --no-emit-index-url --no-header $(ARGS) -o requirements.lock pyproject.toml

freeze: venv ## 冻结本季度抽查名单（QUARTER=2026Q4 可指定） / freeze the quarter's frame
	$(BIN)/govmedia sample freeze $(QUARTER)
