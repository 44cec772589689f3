"""Numbers of buildings that cannot be meant are refused."""

from __future__ import annotations

import pandas as pd
import pytest

import zzcarbon as zc
from zzcarbon.errors import DataError

BANK = pd.DataFrame(
    {"equipment": ["chiller"], "substance": ["HFC-134a"], "year": [2015], "amount": [300.0], "unit": ["kg"]}
)
SHARES = {"installation_loss": 0.01, "leak_rate": 0.03, "recovered": 0.8}


@pytest.mark.parametrize(
    ("change", "text"),
    [
        ({"efficiency": 20.0}, "efficiency: lies outside 0 and 1"),
        ({"loss": 1.5}, "loss: lies outside 0 and 1"),
        ({"area": -1.0}, "area: lies outside 0 and above"),
        ({"irradiation": float("nan")}, "irradiation: lies outside"),
    ],
)
def test_modules_have_shares_and_no_negative_area(change: dict[str, float], text: str) -> None:
    """20 for 20 % would make a hundredfold yield."""
    given = {"area": 500.0, "irradiation": 1300.0, "efficiency": 0.2, "loss": 0.25, **change}
    with pytest.raises(DataError, match=text):
        zc.buildings.photovoltaic_yield(**given)


@pytest.mark.parametrize("warmth", [275.0, 999.9, -9999.0])
def test_kelvin_and_missing_values_are_no_degrees(warmth: float) -> None:
    """Kelvin gives no heating at all, -9999 gives a winter without end: both are refused."""
    with pytest.raises(DataError, match="day 2 is no mean temperature in degC"):
        zc.buildings.degree_days([2.0, warmth], base=18.0, kind="heating")


@pytest.mark.parametrize(
    ("change", "text"), [({"lifetime": 2.5}, "full years"), ({"until": 2010}, "after 2010, the last year")]
)
def test_the_bank_has_full_years(change: dict[str, float], text: str) -> None:
    """Half a year of life and equipment of the future are refused."""
    with pytest.raises(DataError, match=text):
        zc.buildings.refrigerant_bank(BANK, **{"until": 2017, "lifetime": 3, **SHARES, **change})


def test_the_bank_reads_chinese_columns() -> None:
    """Names of columns in Chinese give the same bank."""
    local = BANK.set_axis(["设备", "物质", "年份", "数量", "单位"], axis=1)
    given = {"until": 2017, "lifetime": 3, **SHARES}
    pd.testing.assert_frame_equal(
        zc.buildings.refrigerant_bank(local, **given), zc.buildings.refrigerant_bank(BANK, **given)
    )


def test_a_leak_rate_names_its_unit() -> None:
    """5 alone may be 5 % or five charges a year: no figure without its unit."""
    row = pd.DataFrame([{"method": "制冷剂年泄漏", "equipment": "空调", "substance": "R-32", "amount": 1.0, "unit": "kg",
                         "leak_rate": 5.0}])  # fmt: skip
    found = zc.buildings.estimate(row, region="CN", year=2023)
    assert found.problems["column"].tolist() == ["leak_rate_unit"]


def test_a_stove_emits_its_sulphur_once() -> None:
    """Raw coal in a stove has SOx of one set, and no SO2 of another beside it."""
    row = pd.DataFrame(
        [{"fuel": "原煤", "technology": "炉灶", "amount": 100.0, "unit": "t", "category_nfr": "1.A.4.b.i"}]
    )
    given = set(zc.buildings.estimate(row, region="CN-410100", year=2023).frame["substance"])
    assert "SOx" in given
    assert "SO2" not in given


def test_templates_have_chinese_names() -> None:
    """公共机构 is the template of public institutions."""
    assert list(zc.buildings.template("公共机构").columns) == list(zc.buildings.template("public institution").columns)
