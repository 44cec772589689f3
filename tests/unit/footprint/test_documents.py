"""Statement, declaration at the border and product as reports: HTML and Excel, English and Chinese."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import zzcarbon as zc

GOODS = {"id": ["g"], "cn_code": ["76042990"], "country": ["China"], "mass": [100.0], "unit": ["t"], "year": [2026], "quarter": [1]}  # fmt: skip
ROWS = {"process": ["kiln", "kiln", "kiln"], "role": ["output", "output", "emission"], "item": ["brick", "dust", "CO2"],
        "amount": [100.0, 5.0, 15.0], "unit": ["t", "t", "t"], "stage": ["making"] * 3, "mass": [100.0, 5.0, None], "main": [True, False, None]}  # fmt: skip


def results() -> dict[str, Any]:
    """Return a statement, a declaration and a product."""
    rows = pd.DataFrame(
        {"fuel": ["diesel", "electricity"], "amount": [1.0, 2.0], "unit": ["t", "MWh"], "year": 2023, "entity": "a"}
    )
    inventory = zc.energy.estimate(rows, region="CN-HA", substances=["CO2"])
    return {
        "statement": zc.footprint.organisation([{"entity": "a"}]).statement(inventory),
        "border": zc.footprint.cbam(pd.DataFrame(GOODS)),
        "product": zc.footprint.product(pd.DataFrame(ROWS), functional_unit="1 t", item="brick", allocation="mass"),
    }  # fmt: skip


@pytest.mark.parametrize("name", ["statement", "border", "product"])
@pytest.mark.parametrize("ending", ["html", "xlsx"])
def test_each_result_is_a_report(name: str, ending: str, tmp_path: Path) -> None:
    """``zc.report`` writes a page without network and a workbook, the same bytes of a page twice."""
    if ending == "xlsx":
        pytest.importorskip("xlsxwriter", reason="the extra excel is not installed")
    result, path = results()[name], tmp_path / f"report.{ending}"
    zc.report(result, path, language="zh")
    assert path.stat().st_size > 1000
    if ending == "html":
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"(?:src|href)=.http", text)
        again = tmp_path / "again.html"
        zc.report(result, again, language="zh")
        assert again.read_bytes() == path.read_bytes()


@pytest.mark.parametrize(
    ("name", "english", "chinese"),
    [("statement", "Scope 1, direct", "范围一"), ("border", "Every step", "单位隐含排放"), ("product", "by mass", "按质量")],
)  # fmt: skip
def test_each_document_speaks_both_languages(name: str, english: str, chinese: str) -> None:
    """Every heading of a table has a name in both languages, and the words of the subject are there."""
    made = results()[name]
    assert english in made.document("en").text()
    document = made.document("zh")
    assert chinese in document.text()
    for table in document.tables():
        for column in table.columns:
            assert re.search(r"[\u4e00-\u9fff]|^\d{4}$", column.title), (
                f"{table.key}: {column.key} has no Chinese heading"
            )


def test_the_figures_of_a_document_are_those_of_the_result() -> None:
    """Nothing is computed in a document: goods and stages hold the numbers of the frames."""
    made = results()
    goods = next(table for table in made["border"].document("en").tables() if table.key == "goods")
    assert (
        dict(zip([c.key for c in goods.columns], goods.rows[0], strict=True))["see"] == made["border"].frame["see"][0]
    )
    stages = next(table for table in made["product"].document("en").tables() if table.key == "stages")
    assert stages.rows[0][1] == made["product"].total()
