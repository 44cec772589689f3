"""Processes, leaks, loading and waste water of the urban air inventory guideline."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

import zzcarbon as zc


def _estimate(**row: Any) -> pd.Series:
    found = zc.industry.estimate(pd.DataFrame([row]), region="CN-HA", year=2023)
    return found.frame.set_index("substance")["emission"]


@pytest.mark.parametrize(
    ("product", "technology", "substance", "factor"),
    [
        ("烧结矿", "烧结_有组织排放", "NOx", 0.55),
        ("砖瓦", "", "NOx", 0.05),
        ("石墨碳素", "", "SO2", 18.87),
        ("石墨碳素", "", "NOx", 1.04),
        ("熟料", "新型干法", "NOx", 1.88),
        ("陶瓷", "", "NOx", 5.0),
        ("平板玻璃", "浮法平板玻璃", "PM2.5", 7.92),
        ("聚苯乙烯", "", "NMVOC", 5.4),
        ("尿素", "", "NH3", 9.98),
        ("白酒", "", "NMVOC", 25.0),
    ],
)
def test_a_tonne_of_product_by_its_chinese_name(product: str, technology: str, substance: str, factor: float) -> None:
    """Table E.1 in g per kg of product, found by the words of the standard."""
    found = _estimate(method="城市清单工艺过程", product=product, technology=technology, amount=1000.0, unit="t")
    assert found[substance] == pytest.approx(factor)


def test_capture_removal_and_time_multiply() -> None:
    """Eq. 13: what is captured, what the device removes and the share of time it runs."""
    row = {"method": "urban process", "product": "油墨", "amount": 1000.0, "unit": "t", "removal_efficiency_NMVOC": 0.8,
           "operating_rate": 0.9, "collection_efficiency": 0.4}  # fmt: skip
    assert _estimate(**row)["NMVOC"] == pytest.approx(50 * (1 - 0.8 * 0.9 * 0.4))


def test_leaks_count_components_and_hours() -> None:
    """Eq. 16 with Table E.5: 1000 valves of light liquid in a year are 1000 x 8760 x 0.00403 kg."""
    found = _estimate(method="设备动静密封点泄漏", product="阀门（轻液）", amount=1000 * 8760.0, unit="h")
    assert found["NMVOC"] == pytest.approx(1000 * 8760 * 0.00403 / 1000)


def test_loading_goes_by_the_vessel() -> None:
    """Table E.6: petrol into tank wagons 1.624, into ships 0.41 kg/m3."""
    row = {"method": "有机液体装载", "product": "汽油", "amount": 1000.0, "unit": "m3"}
    assert _estimate(**row, technology="铁路和公路罐车装载")["NMVOC"] == pytest.approx(1.624)
    assert _estimate(**row, technology="船舶装载")["NMVOC"] == pytest.approx(0.41)


def test_what_the_table_leaves_out_is_not_estimated() -> None:
    """No NH3 of sinter: NE with a problem, never zero."""
    found = zc.industry.estimate(
        pd.DataFrame([{"method": "urban process", "product": "烧结矿", "technology": "烧结_有组织排放", "amount": 1.0, "unit": "t"}]),
        region="CN-HA", year=2023,
    )  # fmt: skip
    assert found.frame.set_index("substance").loc["NH3", "notation"] == "NE"
    assert "NH3" in " ".join(found.problems["substance"])
