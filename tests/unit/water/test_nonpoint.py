"""Loads of land by export coefficients, and of sections by flow and concentration."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import zzcarbon as zc
from zzcarbon.water import nonpoint_loads, section_loads

LAND = pd.DataFrame(
    {
        "basin": ["贾鲁河", "贾鲁河", "贾鲁河"],
        "land_use": ["dry land", "pigs", "villages"],
        "extent": [1200.0, 3.0, 15_000.0],
        "extent_unit": ["公顷", "万头", "人"],
        "substance": ["TN", "总氮", "TN"],
        "coefficient": [22.0, 0.9, 1.8],
        "coefficient_unit": ["kg/ha", "kg/头", "kg/人"],
        "delivery": [0.25, 0.1, 0.3],
        "source": "plot study of the basin, made up",
    }
)
SECTION = pd.DataFrame(
    {"section": "中牟陈桥", "substance": "NH3-N", "year": [2023, 2023, 2024], "flow": [12.0, 3.0, 5.0],
     "concentration": [1.5, 0.5, 1.0], "days": [120, 245, 366]}
)  # fmt: skip


def test_export_coefficients_by_hand():
    """Land in hectares, pigs by head, people: extent x coefficient x share that arrives."""
    found = nonpoint_loads(LAND)
    by_hand = [1200 * 22 * 0.25 / 1e3, 30_000 * 0.9 * 0.1 / 1e3, 15e3 * 1.8 * 0.3 / 1e3]
    assert found["emission"].tolist() == pytest.approx(by_hand)
    assert found.groupby("basin")["emission"].sum().tolist() == pytest.approx([6.6 + 2.7 + 8.1])


def test_a_section_passes_the_sum_of_products():
    """12 m3/s x 1.5 mg/L x 120 d and 3 x 0.5 x 245: the product of the year's means would be another figure."""
    found = section_loads(SECTION)
    by_hand = (12 * 1.5 * 120 + 3 * 0.5 * 245) * 86_400 / 1e6
    assert found["load"].tolist() == pytest.approx([by_hand, 5 * 366 * 86_400 / 1e6])
    assert found["concentration"].iloc[0] == pytest.approx((12 * 1.5 * 120 + 3 * 0.5 * 245) / (12 * 120 + 3 * 245))
    means = (12 * 120 + 3 * 245) / 365 * (1.5 * 120 + 0.5 * 245) / 365 * 365 * 86_400 / 1e6
    assert abs(means / by_hand - 1) > 0.05


@pytest.mark.parametrize(
    ("change", "match"),
    [
        ({"coefficient_unit": ["kg/m3", "kg/头", "kg/人"]}, "no mass a year"),
        ({"coefficient_unit": ["", "kg/头", "kg/人"]}, "unit of extent or coefficient is missing"),
        ({"delivery": [1.25, 0.1, 0.3]}, "delivery"),
        ({"extent": [-1.0, 3.0, 1.0]}, "below zero"),
        ({"substance": ["NOx", "TN", "TN"]}, "not a substance of water"),
        ({"source": ["", "x", "x"]}, "the source is missing"),
        ({"land_use": ["pigs", "pigs", "villages"]}, "stands twice"),
    ],
)
def test_loads_of_land_that_cannot_be_are_refused(change: dict, match: str):
    """No coefficient without unit and source; no share above one; nothing counted twice."""
    with pytest.raises(zc.DataError, match=match):
        nonpoint_loads(LAND.assign(**change))


@pytest.mark.parametrize(
    ("change", "match"),
    [
        ({"flow": [None, 3.0, 5.0]}, "missing"),
        ({"concentration": [-1.5, 0.5, 1.0]}, "concentration"),
        ({"days": [120, 300, 366]}, "more days than a year has"),
        ({"substance": ["NH3", "NH3", "NH3"]}, "not a substance of water"),
    ],
)
def test_loads_of_sections_that_cannot_be_are_refused(change: dict, match: str):
    """A period without flow is no load; a year has 366 days at most."""
    with pytest.raises(zc.DataError, match=match):
        section_loads(SECTION.assign(**change))


@given(st.lists(st.tuples(st.floats(0.1, 500), st.floats(0.01, 50), st.integers(1, 30)), min_size=1, max_size=12))
def test_periods_may_be_split(periods: list):
    """A period told in two halves passes the same load."""
    table = pd.DataFrame(periods, columns=["flow", "concentration", "days"]).assign(section="S", substance="COD")
    halves = pd.concat([table.assign(days=table["days"] / 2)] * 2)
    assert section_loads(halves)["load"].iloc[0] == pytest.approx(section_loads(table)["load"].iloc[0], rel=1e-12)
