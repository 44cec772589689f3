"""Figures that nothing can have are problems of their rows, and own figures without effect are told."""

from __future__ import annotations

import pandas as pd
import pytest

import zzcarbon as zc
from zzcarbon.tables.header import listed_headers
from zzcarbon.units import dimension


def estimate(factors: zc.FactorTable | None = None, **cells: object) -> zc.Inventory:
    """Estimate a tonne of diesel beside one that is right."""
    row = {"fuel": "diesel", "amount": 1.0, "unit": "t"}
    return zc.energy.estimate(
        pd.DataFrame([row | cells, row]), region="CN-HA", year=2023, substances=["CO2"], factors=factors
    )


@pytest.mark.parametrize("cells", [
    {"ncv": 43000.0, "ncv_unit": "GJ/t"}, {"ncv": 0.0, "ncv_unit": "GJ/t"}, {"ncv": 43.0, "ncv_unit": "MJ/t"},
    {"carbon_content": 86.0, "carbon_content_unit": "t/t"}, {"density": 840.0, "density_unit": "kg/L", "unit": "L"},
    {"density": 0.0, "density_unit": "kg/L", "unit": "L"}, {"amount": 1e308}, {"amount": 1e31},
    {"gcv": 50000.0, "gcv_unit": "GJ/t", "ncv_per_gcv": 0.95},
])  # fmt: skip
def test_what_no_fuel_can_have_is_not_computed_with(cells: dict[str, object]) -> None:
    """The row is NE with one problem that names the column; the row beside it and the total stay finite."""
    made = estimate(**cells)
    assert made.frame["notation"].tolist() == ["NE", ""]
    rows = made.problem_rows()
    assert set(rows["id"]) == {"row-1"}
    assert set(rows["column"]) <= set(cells) | {"ncv"}
    assert made.frame["emission"].iloc[1] == pytest.approx(3.0959096373)


@pytest.mark.parametrize("cells", [
    {"ncv": 43000.0, "ncv_unit": "MJ/t"}, {"ncv": 10200.0, "ncv_unit": "kcal/kg"}, {"density": 0.84, "density_unit": "kg/L", "unit": "L"},
    {"density": 840.0, "density_unit": "kg/m3", "unit": "L"}, {"carbon_content": 20.2, "carbon_content_unit": "kg/GJ"},
    {"carbon_content": 86.0, "carbon_content_unit": "%"},
])  # fmt: skip
def test_usual_figures_in_any_unit_pass(cells: dict[str, object]) -> None:
    """The range belongs to the quantity, not to the number."""
    assert not len(estimate(**cells).problem_rows())


@pytest.mark.parametrize(("module", "cells", "column", "wrong", "usual"), [
    ("water", {"method": "effluent CH4, IPCC 2019", "organics": "COD", "receiving_water": "all waters", "unit": "m3",
               "concentration_unit": "mg/L"}, "concentration", 4e9, 4e4),
    ("water", {"method": "手工监测", "outlet": "DW1", "substance": "COD", "unit": "m3", "concentration_unit": "kg/m3"}, "concentration", 6e3, 40.0),
    ("general", {"scope": 1, "substance": "CO2", "unit": "t", "emission_factor_unit": "kg/t"}, "emission_factor", 1e12, 3.1e3),
    ("industry", {"method": "lime", "product": "lime", "unit": "t", "emission_factor_unit": "t/t"}, "emission_factor", 1e9, 0.75),
])  # fmt: skip
@pytest.mark.filterwarnings("ignore::zzcarbon.NotEstimatedWarning")
def test_what_no_water_holds_and_no_factor_is(
    module: str, cells: dict[str, object], column: str, wrong: float, usual: float
) -> None:
    """A unit taken for another by a factor of a million is told in its row; usual figures pass."""
    rows = pd.DataFrame([{**cells, "amount": 1.0, "period": "2023-01", column: value} for value in (wrong, usual)])
    made = getattr(zc, module).estimate(rows, region="CN-HA")
    told = made.problem_rows()
    assert set(told.loc[told["column"] == column, "id"]) == {"row-1"}
    assert made.frame.groupby("id")["emission"].count().gt(0).to_dict() == {"row-1": False, "row-2": True}


def test_the_limits_are_of_known_columns_and_units() -> None:
    """Each limit has a unit, an order and a reason."""
    limited = [header for header in listed_headers() if header.limits]
    assert len(limited) >= 10
    for header in limited:
        for limit in header.limits:
            assert limit.low < limit.high
            assert limit.why
            assert limit.unit == "degC" or dimension(limit.unit)


@pytest.mark.parametrize(("cells", "told"), [
    ({"activity": "burning"}, True), ({"subject": "coke"}, True), ({}, False), ({"activity": "cement production", "subject": ""}, False),
])  # fmt: skip
def test_an_own_factor_that_no_row_reached_is_told(cells: dict[str, str], told: bool) -> None:
    """Without effect is not silent; what belongs to another module is left to it."""
    own = pd.DataFrame(
        [{"activity": "combustion", "subject": "diesel", "substance": "CO2", "value": 3100.0, "unit": "kg/t"} | cells]
    )
    found = estimate(zc.factors().extend(own)).problems["problem"].tolist()
    assert [text.startswith("own figures that no row reached: own/1") for text in found] == [True] * told
