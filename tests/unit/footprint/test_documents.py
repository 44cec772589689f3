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


def test_a_statement_says_which_lines_are_not_complete() -> None:
    """Coal of no kind is not estimated: scope 1 has a figure and is named; CH4 of bought electricity is NA, not NE."""
    rows = pd.DataFrame({"fuel": ["diesel", "煤", "electricity"], "amount": [1.0, 3.0, 2.0], "unit": ["t", "t", "MWh"],
                         "year": 2023, "entity": "a", "category_nfr": ["1.A.2", "1.A.2", ""]})  # fmt: skip
    inventory = zc.energy.estimate(rows, region="CN-HA", substances=["CO2", "CH4"])
    made = zc.footprint.organisation([{"entity": "a"}]).statement(inventory, base_year=2020)
    assert "not estimated: Scope 1, direct 2023" in made.document("en").text()
    assert "不完整" in made.document("zh").text()
    gases = made.by("gas").set_index(["scope", "accounting", "gas"])["notation"]
    assert gases.to_dict() == {("1", "", "CH4"): "NE", ("1", "", "CO2"): "NE", ("2", "location", "CH4"): "NA",
                               ("2", "location", "CO2"): "", ("2", "market", "CH4"): "NA", ("2", "market", "CO2"): ""}  # fmt: skip
    table = next(table for table in made.document("en").tables() if table.key == "gases")
    assert [row[-1] for row in table.rows if row[-2] == "CH4"][1:] == ["NA", "NA"]
    assert made.problems["problem"].str.contains("the base year has no rows").any()
    assert "incomplete" not in results()["statement"].document("en").text()
    with pytest.raises(zc.DataError, match="not a year"):
        zc.footprint.organisation([{"entity": "a"}]).statement(inventory, base_year="2020")  # type: ignore[arg-type]
