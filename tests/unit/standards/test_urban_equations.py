"""Equations 1, 7 and 14 of the urban guideline (T/CSES 144-2024), by examples whose units close."""

from __future__ import annotations

import pandas as pd
import pytest

import zzcarbon as zc
from zzcarbon.energy import MissingThreshold, monitored_stack

DAY = MissingThreshold(0.25, source="T/CSES 144-2024: a day needs 18 valid hours", medium="stack gas")


def _day(valid: int, *, hours: int = 24) -> pd.DataFrame:
    """Return a day of 1e5 m3/h at 50 mg/m3 in the valid hours; the others have no concentration."""
    return pd.DataFrame({
        "outlet": "DA001", "period": [f"2024-03-01T{hour:02}" for hour in range(hours)], "substance": "NOx",
        "flow": 1e5, "flow_state": "dry", "concentration_state": "dry",
        "concentration": [50.0 if hour < valid else None for hour in range(hours)],
    })  # fmt: skip


def _emission(rows: pd.DataFrame) -> float:
    """Return the emission of the activity rows [kg]."""
    made = zc.energy.estimate(rows, region="CN-HA", substances=["NOx"])
    return float(made.frame["emission"].sum(min_count=1)) * 1000


def test_monitoring_is_concentration_times_flow_times_time() -> None:
    """Eq. 1: 50 mg/m3 x 1e5 m3/h x 24 h are 120 kg: the factor to tonnes is 1e-9, the printed 1e-6 gives kilograms."""
    rows = monitored_stack(_day(24), threshold=DAY, by="day", gaps="none")
    assert _emission(rows) == pytest.approx(50 * 1e5 * 24 * 1e-6)


@pytest.mark.parametrize("valid", [18, 20, 24])
def test_a_day_is_that_of_its_valid_hours(valid: int) -> None:
    """Eq. 7: 24/n x sum of C Q over n valid hours, n of at least 18."""
    rows = monitored_stack(_day(valid), threshold=DAY, by="day", gaps="mean")
    assert _emission(rows) == pytest.approx(24 / valid * valid * 50 * 1e5 * 1e-6)


def test_a_day_of_fewer_valid_hours_is_not_estimated() -> None:
    """Seventeen valid hours are too few: the day is NE, not a smaller number."""
    rows = monitored_stack(_day(17), threshold=DAY, by="day", gaps="mean")
    assert rows["notation"].tolist() == ["NE"]


def test_leaks_are_components_times_factor_times_hours() -> None:
    """Eq. 14 without its division by 8760: 1000 valves x 0.00597 kg/h x 8000 h are 47.76 t, as by Eq. 16."""
    rows = pd.DataFrame(
        {"method": ["component leaks"], "product": ["valve, gas"], "amount": [1000 * 8000.0], "unit": "h"}
    )
    made = zc.industry.estimate(rows, region="CN-HA", substances=["NMVOC"])
    assert made.total("NMVOC").to("t").magnitude == pytest.approx(47.76)
