"""A number under a header that nobody reads is told: the row would be estimated by the default in silence."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import polars as pl
import pytest

import zzcarbon as zc

ROW = {"燃料": ["柴油"], "数量": [85.0], "单位": ["t"], "年份": [2024], "地区": ["巩义市"]}


def _problems(frame: Any) -> pd.DataFrame:
    return zc.energy.estimate(frame, substances=["CO2"]).problems


@pytest.mark.parametrize(
    ("more", "column", "named"),
    [
        ({"平均热值(GJ/t)": [30.0]}, "平均热值(GJ/t)", "热值"),
        ({"低位发热值【GJ/t】": [30.0]}, "低位发热值【GJ/t】", "热值"),
        ({"油品密度": [0.84], "油品密度单位": ["kg/L"]}, "油品密度", "密度"),
        ({"net calorific values [GJ/t]": [30.0]}, "net calorific values [GJ/t]", "ncv"),
    ],
)
def test_a_figure_under_an_unknown_header_is_told(more: dict[str, Any], column: str, named: str) -> None:
    """By the unit in its header, or the column of units beside it; the name to write is one that is read."""
    (told,) = _problems(pd.DataFrame({**ROW, **more})).to_dict("records")
    assert told["column"] == column
    assert repr(named) in told["remedy"]
    assert "is not read" in told["problem"]


def test_the_remedy_works_in_another_format_and_engine(tmp_path: Path) -> None:
    """The same of an Excel file and of a Polars frame; written under the name that is told, the figure is used."""
    frame = pd.DataFrame({**ROW, "平均热值(GJ/t)": [30.0]})
    frame.to_excel(tmp_path / "fuel.xlsx", index=False)
    for table in (zc.read_activity(tmp_path / "fuel.xlsx"), pl.from_pandas(frame)):
        (told,) = _problems(table).to_dict("records")
        assert told["column"] == "平均热值(GJ/t)"
    named = frame.rename(columns={"平均热值(GJ/t)": "热值(GJ/t)"})
    assert _problems(named).empty
    found, plain = (zc.energy.estimate(table, substances=["CO2"]).total("CO2") for table in (named, pd.DataFrame(ROW)))
    assert found.magnitude < 0.8 * plain.magnitude


def test_labels_are_no_figures() -> None:
    """Notes, names, and amounts of other kinds stay labels without a word, with a unit in their header or not."""
    more = {"备注": ["x"], "产值(万元)": [20.0], "车间": ["一"], "工序能耗": [3.0], "面积(m2)": [3.0]}
    assert _problems(pd.DataFrame({**ROW, **more})).empty
