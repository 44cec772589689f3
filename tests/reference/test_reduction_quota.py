"""Published worked cases of quotas and intensity targets, through the public functions."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import yaml

from zzcarbon import targets

CASE = yaml.safe_load((Path(__file__).parent / "cases" / "cn-11fyp-national.yaml").read_text(encoding="utf-8"))
QINGHAI = (-1.51, 2.20, 4.18)
"""Yearly falls of energy per product in the worked example of the Qinghai Statistics Bureau, 2009 [%]."""


def inputs(substance: str) -> dict[str, float]:
    """Return the inputs of the national case for a substance by the last words of their names."""
    names = {"2005": "base", "target": "target", "emission": "new", "growth": "new"}
    found = {}
    for entry in CASE["inputs"]:
        if entry["name"].startswith(substance):
            found[names[entry["name"].split()[-1]]] = float(entry["value"])
    return found


def computed(name: str) -> float:
    """Return what the library computes for an expected result of the national case."""
    substance, what = name.split(maxsplit=1)
    given = inputs(substance)
    results: dict[str, Any] = {
        "net cut": targets.net_reduction(given["base"], given["target"]),
        "gross cut": targets.gross_reduction(given["base"], given["target"], given["new"]),
        "cut rate": targets.total_reduction_rate(given["target"], given["base"]),
    }
    return float(results[what])


@pytest.mark.parametrize("expected", CASE["expected"], ids=lambda entry: entry["name"])
def test_national_quota_of_the_11th_period(expected: dict[str, Any]) -> None:
    """Net and gross reductions and rates of the 11th five-year period are those that were published."""
    assert computed(expected["name"]) == pytest.approx(expected["value"], rel=expected["tolerance_rel"])


def test_energy_intensity_of_qinghai() -> None:
    """The worked example gives 4.87, 1.65, 12.75, 6.59, 3.66 and 26.8 % to the printed digits."""
    done = targets.cumulative_fall([fall / 100 for fall in QINGHAI])
    rest = float(targets.remaining_fall(0.17, done))
    assert round(100 * done, 2) == 4.87
    assert round(100 * float(targets.mean_yearly_fall(done, 3)), 2) == 1.65
    assert round(100 * rest, 2) == 12.75
    assert round(100 * float(targets.mean_yearly_fall(rest, 2)), 2) == 6.59
    assert round(100 * float(targets.implied_yearly_fall(0.17, 5)), 2) == 3.66
    assert round(100 * float(targets.logarithmic_progress(0.17, done)), 1) == 26.8


def test_energy_intensity_of_qinghai_in_a_plan(tmp_path: Path) -> None:
    """The same example as a plan: achieved, gap, progress and pace of the scorecard are the printed ones."""
    path = tmp_path / "qinghai.yaml"
    path.write_text(
        "name: qinghai-11fyp\ntitle: Energy per product, Qinghai\narea: CN-QH\nstart: 2006\nend: 2010\ntargets:\n"
        "  - {id: e, indicator: energy per product, kind: intensity_reduction, unit: '%', value: 17,"
        " reference: {year: 2005}}\n",
        encoding="utf-8",
    )
    falls = pd.DataFrame(
        {"indicator": "e", "year": [2006, 2007, 2008], "value": QINGHAI, "unit": "%", "basis": "yearly"}
    )
    card = targets.read_plan(path).check(observations=falls)
    row, details = card.frame.iloc[0], card.details.iloc[0]
    assert (row["status"], row["reason"]) == ("undetermined", "not due")
    assert [round(row[name], 2) for name in ("achieved", "gap")] == [4.87, 12.75]
    assert round(100 * row["progress"], 1) == 26.8
    assert round(details["required_per_year"], 2) == 6.59


def test_a_fall_of_twenty_percent_in_five_years() -> None:
    """A second source gives 4.3648 % a year for 20 % over five years."""
    assert round(100 * float(targets.implied_yearly_fall(0.20, 5)), 4) == 4.3648


def test_growth_rates_give_the_same_fall_as_levels() -> None:
    """The fall from growth rates of amount and product is that of the intensities themselves."""
    before = targets.intensity(100.0, 50.0)
    now = targets.intensity(103.0, 50.0 * 1.08)
    assert float(targets.fall_from_growth(0.03, 0.08)) == pytest.approx(float(targets.intensity_fall(now, before)))


def test_scores_of_the_12th_and_13th_periods() -> None:
    """Twice 25 points, later twice 20 points, by the capped completion rate."""
    for name, points in (("cn-carbon-intensity-12fyp", 25.0), ("cn-carbon-intensity-13fyp", 20.0)):
        result = targets.score(name, {"yearly": 0.8, "cumulative": 1.3})
        assert result.points["yearly"] == pytest.approx(0.8 * points)
        assert result.points["cumulative"] == points
