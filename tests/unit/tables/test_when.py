"""Years, periods and states of activity rows: what agrees, what is split and what is refused."""

from __future__ import annotations

import pandas as pd
import pytest

import zzcarbon as zc
from zzcarbon.estimation.when import split_by_year

PER_MWH = {2022: 0.6058, 2023: 0.5897}


def estimate(**cells: object) -> zc.Inventory:
    """Estimate 100 MWh of Henan."""
    rows = pd.DataFrame({"fuel": ["electricity"], "amount": [100.0], "unit": ["MWh"], **cells})
    return zc.energy.estimate(rows, region="CN-HA", substances=["CO2"])


def tonnes(made: zc.Inventory) -> float:
    """Return all CO2, the indirect included [t]."""
    return float(made.frame["emission"].sum())


@pytest.mark.parametrize(("period", "days"), [
    ("2022-12-15/2023-01-14", (17, 14)), ("2022-07-01/2023-06-30", (184, 181)), ("2022-12-31/2023-01-01", (1, 1)),
    ("2022/2023", (365, 365)), ("20221215/20230114", (17, 14)), ("2022-12/2023-01", (31, 31)), ("2022年12月15日至2023年1月14日", (17, 14)),
])  # fmt: skip
def test_a_bill_over_two_years_takes_both_factors_by_days(period: str, days: tuple[int, int]) -> None:
    """Both ends of the period count; each part has the factor of its year, the parts make the whole amount."""
    made = estimate(period=[period])
    first, second = days
    wanted = (first * PER_MWH[2022] + second * PER_MWH[2023]) / (first + second) * 100.0
    assert tonnes(made) == pytest.approx(wanted)
    assert made.frame["id"].tolist() == ["row-1/2022", "row-1/2023"]
    assert not len(made.problems)


def test_other_rows_keep_their_names_when_one_is_split() -> None:
    """Rows without id are called as they stood; text in the amount stays what it was."""
    rows = pd.DataFrame(
        {"amount": ["1", "31", "x"], "period": ["2022", "2022-12-15/2023-01-14", "2022-12-15/2023-01-14"]}
    )
    split = split_by_year(rows)
    assert split["id"].tolist() == ["row-1", "row-2/2022", "row-2/2023", "row-3"]
    assert split["amount"].tolist() == ["1", 17.0, 14.0, "x"]


@pytest.mark.parametrize(("cells", "column", "problem"), [
    ({"period": ["2023-02-29"]}, "period", "calendar"), ({"period": ["2023-05-01/2023-04-01"]}, "period", "ends before"),
    ({"year": [2022], "period": ["2023-03"]}, "period", "does not lie in the year 2022"),
    ({"year": ["2022年"], "period": ["2023Q1"]}, "period", "does not lie"), ({"year": [float("inf")]}, "year", "not a year"),
    ({"year": ["1e400"]}, "year", "not a year"), ({"period": ["3/1/2023"]}, "period", "cannot be told apart"),
])  # fmt: skip
def test_a_time_that_cannot_be_is_a_problem_of_its_row(cells: dict[str, object], column: str, problem: str) -> None:
    """The row is NE, the problem names its column and a remedy."""
    made = estimate(**cells)
    assert made.frame["notation"].tolist() == ["NE"]
    found = made.problem_rows()
    assert found["column"].tolist() == [column]
    assert problem in found["problem"].iloc[0]
    assert found["remedy"].iloc[0]


@pytest.mark.parametrize(
    ("reference", "celsius"), [("15", 15.0), ("60 degF", 15.0 + 5 / 9), ("25℃", 25.0), ("18", 18.0), (20, 20.0)]
)
def test_a_volume_of_gas_at_any_temperature(reference: object, celsius: float) -> None:
    """1000 m3 at the stated temperature are 1000 x 293.15 / (273.15 + t) of the table, by ideal gas."""
    rows = pd.DataFrame({"fuel": ["natural gas"], "amount": [1000.0], "unit": ["m3"], "gas_reference": [reference]})
    made = zc.energy.estimate(rows, region="CN-HA", year=2023, substances=["CO2"])
    plain = zc.energy.estimate(rows.assign(gas_reference="20"), region="CN-HA", year=2023, substances=["CO2"])
    assert tonnes(made) == pytest.approx(tonnes(plain) * 293.15 / (273.15 + celsius))


def test_the_unit_may_say_the_state_too() -> None:
    """``m3_15C`` is m3 with the reference 15."""
    rows = pd.DataFrame(
        {"fuel": "natural gas", "amount": 1000.0, "unit": ["m3_15C", "m3"], "gas_reference": ["", "15"]}
    )
    found = zc.energy.estimate(rows, region="CN-HA", year=2023, substances=["CO2"]).frame["emission"]
    assert found[0] == pytest.approx(found[1])


def test_measured_gross_heat_is_used_with_its_ratio() -> None:
    """22 GJ/t gross at 0.95 are 20.9 GJ/t net; without the ratio the row is NE and says what to give."""
    coal = {"fuel": "raw coal", "amount": 1000.0, "unit": "t", "gcv": [22.0, 22.0, None], "gcv_unit": ["GJ/t", "GJ/t", ""],
            "ncv_per_gcv": [0.95, None, None], "ncv": [None, None, 20.9], "ncv_unit": ["", "", "GJ/t"]}  # fmt: skip
    made = zc.energy.estimate(pd.DataFrame(coal), region="CN-HA", year=2023, substances=["CO2"])
    found = made.frame["emission"].tolist()
    assert found[0] == pytest.approx(found[2])
    assert found[1] != found[1]
    assert "ncv_per_gcv" in made.problem_rows()["remedy"].iloc[0]
