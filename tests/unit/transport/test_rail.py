"""Railways: fuel, hours in service, electricity."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import zzcarbon as zc

ROW = {"method": "railway by fuel", "fuel": "diesel", "amount": 10.0, "unit": "t", "category_nfr": "1.A.3.c"}


def estimate(row: dict[str, object], *substances: str) -> zc.Inventory:
    """Estimate a row for Henan in 2023."""
    return zc.transport.estimate(pd.DataFrame([row]), region="CN-HA", year=2023, substances=list(substances) or None)


@pytest.mark.parametrize(
    ("technology", "nox"), [("", 524.0), ("干线机车", 630.0), ("shunting locomotive", 544.0), ("railcar", 399.0)]
)
def test_the_kind_of_engine_chooses_the_factor(technology: str, nox: float) -> None:
    """Tier 1 without an engine, tier 2 with one; 10 t of diesel."""
    found = estimate({**ROW, "technology": technology}, "NOx")
    assert found.total("NOx").to("kg").magnitude == pytest.approx(nox)


def test_hours_in_service_become_fuel() -> None:
    """100 h of a shunting locomotive are 9.09 t of diesel."""
    row = {**ROW, "technology": "调车机车"}
    hours = estimate({**row, "amount": 100.0, "unit": "h"}, "CO2").total("CO2")
    assert hours.magnitude == pytest.approx(estimate({**row, "amount": 9.09}, "CO2").total("CO2").magnitude)


def test_hours_of_no_engine_are_refused() -> None:
    """Hours without the kind of engine have no fuel rate."""
    found = estimate({**ROW, "amount": 100.0, "unit": "h"}, "CO2")
    assert found.frame["emission"].isna().all()


def test_particles_of_tier_1_are_not_estimated() -> None:
    """The rows whose bounds do not enclose them are withheld: NE, not a doubtful number."""
    with pytest.warns(zc.NotEstimatedWarning, match="PM10"):
        assert np.isnan(estimate(ROW, "PM10").total("PM10").magnitude)
    assert estimate(ROW, "PM10").frame["notation"].tolist() == ["NE"]


def test_trains_take_the_grid_of_the_year() -> None:
    """Electricity of trains has the factor of Henan 2023, scope 2."""
    row = {"method": "电气化铁路（电网平均排放因子）", "fuel": "电力", "amount": 1000.0, "unit": "MWh"}
    factor = zc.factors().select(activity="purchased electricity", substance="CO2", region="CN-HA", year=2023)
    found = estimate(row)
    assert found.total("CO2", scope="2").to("t").magnitude == pytest.approx(
        1000 * factor.quantity.to("t CO2/MWh").magnitude
    )
    assert found.frame["scope"].tolist() == ["2"]


@pytest.mark.parametrize(
    ("change", "column"),
    [
        ({"technology": "磁悬浮"}, "technology"),
        ({"fuel": "raw coal"}, "fuel"),
        ({"amount": "ten"}, "amount"),
        ({"unit": "km"}, "unit"),
        ({"category_nfr": ""}, "category_nfr"),
    ],
)
def test_a_wrong_cell_names_its_column(change: dict[str, object], column: str) -> None:
    """No number, and a problem with the column."""
    found = estimate({**ROW, **change}, "NOx")
    assert found.frame["emission"].isna().all()
    assert column in " ".join(found.problems["column"] + found.problems["problem"])
