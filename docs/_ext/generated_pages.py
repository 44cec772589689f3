# ruff: noqa: INP001
"""Pages of reference that are printed from the data: methods, sets, plans, headers, names."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

import zzcarbon as zc
from zzcarbon.provenance import sources
from zzcarbon.resources import data_path

NONE = "-"


def _cell(value: object) -> str:
    text = "" if pd.isna(value) else str(value)
    return text.replace("|", "\\|").replace("<", "&lt;").replace("\n", " ").replace("*", "\\*").replace("_", "\\_")


def _table(heads: Sequence[str], rows: Iterator[Sequence[object]]) -> Iterator[str]:
    yield "| " + " | ".join(heads) + " |"
    yield "|" + "---|" * len(heads)
    yield from ("| " + " | ".join(_cell(value) for value in row) + " |" for row in rows)
    yield ""


def _methods() -> Iterator[str]:
    yield "# Methods 方法\n"
    yield "Printed from `zc.methods()`. A star marks a column that a row must have; 带星号的列必填。\n"
    for module, rows in zc.methods().groupby("module", sort=True):
        yield f"## {module}\n"
        facts = rows.fillna("").astype(str)
        for method in facts.itertuples():
            yield f"### {_cell(method.title)} {_cell(method.title_local)}\n"
            yield f"`{method.method}`, {_cell(method.substances) or NONE}\n"
            lines = {
                "equation 公式": f"`{method.equation}`" if method.equation else "",
                "columns 列": method.columns and f"`{method.columns}`",
                "source 来源": ", ".join(part for part in (method.source, _cell(method.locator)) if part),
                "validation 验证": _cell("; ".join(part for part in (method.validation, method.validated) if part)),
                "limits 限制": _cell(method.limits),
            }
            yield from (f"- {name}: {text}" for name, text in lines.items() if text)
            yield ""


def _sets() -> Iterator[str]:
    yield "# Sets of figures 因子集\n"
    yield "Printed from `zc.factors().sets()`; a rank of 1 answers first. 数字小的集合优先。\n"
    known = sources()
    for sheet in zc.factors(grade="C").sets().fillna("").astype(str).itertuples():
        source = known.get(sheet.source)
        yield f"## {_cell(sheet.key)}\n"
        if source is not None:
            yield f"{_cell(source)}" + (f" <{source.url}>" if source.url.startswith("http") else "") + "\n"
        lines = {
            "edition 版次": sheet.edition, "purpose 用途": sheet.purpose, "module 模块": sheet.module,
            "rank 次序": sheet.rank, "coverage 范围": sheet.coverage, "rows 行数": sheet.rows,
            "terms 条款": sheet.terms,
        }  # fmt: skip
        yield from (f"- {name}: {_cell(text)}" for name, text in lines.items() if text)
        yield ""


def _plans() -> Iterator[str]:
    yield "# Plans 规划\n"
    yield "Printed from `zc.plan(key).targets`. 目标逐条列出,页码见卡片。\n"
    for key in zc.plans():
        plan = zc.plan(key)
        targets = plan.targets
        yield f"## {key}\n"
        yield f"{len(targets)} targets 项目标\n"
        shown = ["target", "indicator", "indicator_local", "area_local", "as_printed", "unit", "due_year", "section"]
        yield from _table(shown, targets[shown].itertuples(index=False))


def _headers() -> Iterator[str]:
    yield "# Headers 表头\n"
    yield "Printed from `zc.headers()`: the words by which a column is known, in every table. 同一列的各种写法。\n"
    for table, rows in zc.headers().groupby("table", sort=False):
        yield f"## {table or 'any table 任何表'}\n"
        columns = rows.groupby("column", sort=False)
        yield from _table(
            ("column 列", "headers 表头", "kind", "unit", "meaning"),
            (
                (name, ", ".join(same["header"]), *same.iloc[0][["kind", "unit", "meaning"]])
                for name, same in columns
            ),
        )  # fmt: skip


def _vocabulary() -> Iterator[str]:
    yield "# Vocabulary 词汇\n"
    yield "The closed lists of names, as the library reads them. 封闭词表。\n"
    for title, file in (
        ("Substances 物质", "substances"),
        ("Fuels 燃料", "fuels"),
        ("Activities and subjects 活动", "terms"),
    ):
        with (data_path() / f"{file}.csv").open(encoding="utf-8", newline="") as lines:
            entries = list(csv.DictReader(lines))
        yield f"## {title}\n"
        yield from _table(
            ("name", "中文", "English", "also 别名"),
            ((entry["key"], entry["zh"], entry["en"], entry["aliases"].replace(";", ", ")) for entry in entries),
        )


PAGES = {"methods": _methods, "sets": _sets, "plans": _plans, "headers": _headers, "vocabulary": _vocabulary}


def write(folder: Path) -> None:
    """Write every page into a folder of reference."""
    for name, lines in PAGES.items():
        (folder / f"{name}.md").write_text("\n".join(lines()), encoding="utf-8", newline="\n")


def setup(app: Any) -> dict[str, bool]:
    """Write the pages before Sphinx looks for pages."""
    app.connect("builder-inited", lambda made: write(Path(made.srcdir) / "reference"))
    return {"parallel_read_safe": True, "parallel_write_safe": True}
