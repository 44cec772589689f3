"""How long a row of a monitor lasts, what is missing, and in which units its numbers stand."""

from __future__ import annotations

import pandas as pd
import pytest

import zzcarbon as zc
from zzcarbon.energy.monitoring import MissingThreshold, monitored_stack

RULE = MissingThreshold(0.25, source="permit rule", medium="stack gas")


def stack(periods: list[object], by: str = "day", **cells: object) -> pd.DataFrame:
    """Return the sums of 100,000 m3/h at 50 mg/m3: 5 kg in an hour."""
    rows = {"outlet": "DA1", "substance": "NOx", "flow": 1e5, "flow_state": "dry", "concentration": 50.0,
            "concentration_state": "dry", "period": periods}  # fmt: skip
    return monitored_stack(pd.DataFrame(rows | cells), threshold=RULE, by=by, gaps="none")  # type: ignore[arg-type]


def kilograms(found: pd.DataFrame) -> float:
    """Return the mass of the result [kg]."""
    return float((found["amount"] * found["concentration"]).sum() / 1e6)


@pytest.mark.parametrize(("periods", "by", "hours"), [
    (["2024-03-01T00"], "day", 1),
    (["2024-03-01", "2024-03-02"], "month", 48),
    ([f"2024-03-01T00:{m:02d}" for m in range(0, 60, 10)], "day", 1),
    ([f"2024-03-01T{h:02d}:{m}" for h in range(3) for m in ("00", "30")], "day", 3),
    (["2024-03-01 00:00:00", "2024-03-01 01:00:00", "2024-03-01 02:00:00"], "day", 3),
    (list(pd.date_range("2024-03-01", periods=24, freq="h")), "day", 24),
    (list(pd.date_range("2024-03-01", periods=3, freq="D")), "month", 72),
    (["20240301T00", "20240301T01"], "day", 2),
    (["2024-03-01T00:00+08:00", "2024-03-01T01:00+08:00"], "day", 2),
    (["2024-03-01T00/2024-03-01T05"], "day", 6),
    (["2024-01", "2024-02"], "year", 31 * 24 + 29 * 24),
    (["2024-03-01T00:00", "2024-03-01T01:00", "2024-03-01T05:00", "2024-03-01T06:00"], "day", 4),
])  # fmt: skip
def test_a_row_lasts_as_long_as_its_period(periods: list[object], by: str, hours: float) -> None:
    """Hours, days, half hours, clock times in a series and spans give flow times their length."""
    found = stack(periods, by)
    assert kilograms(found) == pytest.approx(5.0 * hours)
    assert found["amount"].sum() == pytest.approx(1e5 * hours)


@pytest.mark.parametrize(("periods", "problem"), [
    (["2024-03-01T00", "2024-03-01T00:00", "2024-03-01 00:00:00"], "twice"),
    (["2024-03-01", "2024-03-01T05"], "overlaps"),
    (["2024-03-01T08:00+08:00", "2024-03-01T00:00Z"], "twice"),
    (["2024-03"], "longer than one day"),
    (["2024-02-30T01"], "ISO 8601"),
])  # fmt: skip
def test_times_that_cannot_be_are_refused(periods: list[object], problem: str) -> None:
    """One hour in two spellings, a day beside its hours, a month in days, a day that is none."""
    with pytest.raises(zc.DataError, match=problem):
        stack(periods)


def test_hours_without_a_row_are_missing_unless_the_plant_stood_still() -> None:
    """Two rows of a month leave 742 of 744 hours open; `absent` says that they are known to be none."""
    found = stack(["2024-03-01T00", "2024-03-01T01"], "month").iloc[0]
    assert found["missing"] == pytest.approx(742 / 744)
    assert found["notation"] == "NE"
    rows = pd.DataFrame({"outlet": "DA1", "substance": "NOx", "flow": [1e5], "flow_state": "dry", "concentration": 50.0,
                         "concentration_state": "dry", "period": "2024-03-01T00"})  # fmt: skip
    worked = monitored_stack(rows, threshold=RULE, gaps="none", absent="stopped").iloc[0]
    assert (worked["missing"], worked["notation"]) == (0.0, "")
    still = stack(["2024-03-01T00", "2024-03-01T01"], flow=0.0, concentration=None).iloc[0]
    assert (still["amount"] * still["concentration"], still["notation"]) == (0.0, "")


@pytest.mark.parametrize("cells", [
    {"flow": 10.0, "flow_unit": "万m3/h"}, {"concentration": 0.05, "concentration_unit": "g/m3"},
    {"concentration_unit": "mg/m3_0C", "flow_unit": "m3_0C/h"}, {"flow": 1e8, "flow_unit": "L/h"},
    {"flow": 1e5 * 400 / 273.15, "temperature": 400.0, "temperature_unit": "K"},
    {"flow": 1e5 * 400 / 273.15, "temperature": 126.85, "pressure": 101325.0, "pressure_unit": "Pa"},
    {"flow": 1e5 * 400 / 273.15, "temperature": 126.85, "pressure": 1.01325, "pressure_unit": "bar"},
    {"flow": 1e5 / 0.9, "flow_state": "wet", "moisture": 10.0, "moisture_unit": "%"},
    {"flow_state": "干", "concentration_state": "干基"},
])  # fmt: skip
def test_units_beside_the_numbers_are_read(cells: dict[str, object]) -> None:
    """The mass does not depend on the units in which flow, concentration, temperature and shares stand."""
    assert kilograms(stack(["2024-03-01T00"], **cells)) == pytest.approx(5.0)


@pytest.mark.parametrize(("cells", "problem"), [
    ({"temperature": 400.0}, "kelvin"), ({"temperature": 100.0, "pressure": -0.5}, "gauge"),
    ({"temperature": 100.0, "pressure": 101325.0}, "gauge pressure or another unit"),
    ({"temperature": 5000.0, "temperature_unit": "degC"}, "outside -60 to 2000"),
    ({"temperature": 300.0, "temperature_unit": "degR"}, "not a unit of temperature"),
    ({"pressure": 100.0}, "pressure without a temperature"), ({"flow_unit": "kg/h"}, "dimension"),
    ({"concentration_unit": "ppm"}, "dimension"),
])  # fmt: skip
def test_numbers_that_no_stack_has_are_refused(cells: dict[str, object], problem: str) -> None:
    """Kelvin as Celsius, gauge pressure, pascal as kilopascal and masses for volumes are told."""
    with pytest.raises(zc.DataError, match=problem):
        stack(["2024-03-01T00"], **cells)
