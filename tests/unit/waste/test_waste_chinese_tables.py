"""Tables with Chinese headers mean the same as English ones."""

from __future__ import annotations

import warnings

import pandas as pd

import zzcarbon as zc
from zzcarbon import waste


def estimate(frame: pd.DataFrame) -> zc.Inventory:
    """Estimate without the warning that something is not estimated."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", zc.NotEstimatedWarning)
        return waste.estimate(frame, region="河南省", year=2023)


def test_biogenic_carbon_of_a_chinese_table_stands_apart() -> None:
    """The method implies the origin whatever the column is called."""
    rows = pd.DataFrame(
        {
            "核算方法": ["废弃物焚烧化石碳二氧化碳"],
            "废物种类": ["废纸类"],
            "数量": [100.0],
            "单位": ["t"],
            "是否发电": ["是"],
        }
    )
    inventory = estimate(waste.split_carbon(rows))
    assert inventory.frame["origin"].tolist() == ["fossil", "biogenic"]
    assert set(inventory.frame["category_ipcc2006"]) == {"1.A.1.a"}
    total = inventory.frame["emission"].sum()
    assert 0 < inventory.total("CO2").magnitude < 0.02 * total
    assert inventory.memo()["emission"].sum() + inventory.total("CO2").magnitude == total


def test_a_landfill_with_chinese_headers() -> None:
    """Deposits and recovered gas by Chinese columns give the English series."""
    deposits = pd.DataFrame(
        {"year": [2019, 2020, 2021], "waste": "厨余垃圾", "amount": 2.0, "unit": "万吨", "site": "卫生填埋",
         "climate": "寒温带湿润"}
    )  # fmt: skip
    names = {
        "year": "年份",
        "waste": "废物种类",
        "amount": "数量",
        "unit": "单位",
        "site": "填埋场类型",
        "climate": "气候",
    }
    english, chinese = (waste.landfill_ch4(frame, edition=2019) for frame in (deposits, deposits.rename(columns=names)))
    pd.testing.assert_frame_equal(english.frame, chinese.frame)


def test_every_column_that_is_read_is_declared() -> None:
    """What a method reads stands in its table of columns with its meaning."""
    from zzcarbon.waste.methods import METHODS

    for method in METHODS:
        declared = {item.column for item in method.columns} | {"amount"}
        assert {*method.measured_columns, *method.form_columns, *method.key_columns} <= declared, method.key
