"""Numbers under a header that no table of a footprint knows are refused: they would be left out in silence."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

import zzcarbon as zc
from zzcarbon import footprint

GROUP = [{"企业": "集团"}, {"企业": "二厂", "母公司": "集团", "持股比例": 0.6}]


def test_a_share_under_another_word_is_no_whole_share(tmp_path: Path) -> None:
    """It was read as no share at all, that is all of the entity; of a list as of a workbook."""
    rows = [{("股比" if name == "持股比例" else name): cell for name, cell in row.items()} for row in GROUP]
    with pytest.raises(zc.DataError, match="股比.*not known") as told:
        footprint.organisation(rows, approach="equity share")
    assert "持股比例" in str(told.value)
    pd.DataFrame(rows).to_excel(tmp_path / "group.xlsx", index=False)
    with pytest.raises(zc.DataError, match="股比"):
        footprint.organisation(tmp_path / "group.xlsx", approach="equity share")


def test_notes_and_numbers_of_rows_are_no_figures() -> None:
    """Words under any header, and a running number, are left alone."""
    rows = [{**row, "备注": "年报", "序号": at} for at, row in enumerate(GROUP, 1)]
    assert footprint.organisation(rows, approach="equity share")


def test_the_same_of_processes_and_of_instruments() -> None:
    """A primary share, and a factor, under another word: refused with the headers that are free."""
    rows = [{"process": "kiln", "role": "output", "item": "brick", "amount": 1.0, "unit": "t", "raw share": 0.3}]
    with pytest.raises(zc.DataError, match="raw share"):
        footprint.product(rows, functional_unit="1 t")
    bought = [
        {
            "编号": "1",
            "类型": "certificate",
            "电量": 1.0,
            "单位": "MWh",
            "开始日期": "2024",
            "结束日期": "2024",
            "因子": 0.0,
        }
    ]
    with pytest.raises(zc.DataError, match="因子"):
        footprint.organisation(GROUP).statement(_inventory(), instruments=bought)


def _inventory() -> zc.Inventory:
    rows = pd.DataFrame({"entity": ["集团"], "fuel": ["电力"], "amount": [10.0], "unit": ["MWh"]})
    return zc.energy.estimate(rows, region="CN-HA", year=2023, substances=["CO2"])
