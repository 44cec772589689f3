"""The example on the CO2 of Zhengzhou prints the figures of the case and of the rules."""

from __future__ import annotations

import runpy
from pathlib import Path

import pandas as pd
import pytest
import yaml

import zzcarbon as zc

EXAMPLES = Path(__file__).parents[2] / "examples"
CASE = Path(__file__).parent / "cases" / "peak-zhengzhou-2000-2019.yaml"


def test_the_data_are_those_of_the_case() -> None:
    """The series of the example is the series of the case, whose last digit another reader of CSV had moved."""
    series = pd.read_csv(EXAMPLES / "data" / "zhengzhou_co2_totals.csv").set_index("year")["mt_co2"]
    rows = yaml.safe_load(CASE.read_text(encoding="utf-8"))["inputs"][0]["rows"]
    assert series.to_dict() == pytest.approx(dict(rows), rel=1e-15)


def test_the_example_runs(capsys: pytest.CaptureFixture) -> None:
    """The verdict is undetermined; the maximum stays in 56, 63 and 100 % of the draws, by what the years share."""
    runpy.run_path(str(EXAMPLES / "08_zhengzhou_peak.py"))
    told = capsys.readouterr().out
    for words in (
        "undetermined: highest in 2014",
        "p 0.136 (exact)",
        "0.0: 56%",
        "0.8: 63%",
        "1.0: 100%",
        "linear 790 Mt",
    ):
        assert words in told


def test_the_target_of_the_plan_joins_the_test_of_the_trend() -> None:
    """T-056 is not due before 2030; in 2030 falling years meet it, and its remark says what the trend makes of so few."""
    target = zc.plan("zhengzhou-14fyp").only("ZZ14-T-056")
    years = pd.DataFrame({"year": [2027, 2028, 2029, 2030], "value": [60.0, 61.5, 59.0, 58.0]})
    levels = years.assign(indicator="ZZ14-T-056", unit="Mt CO2", basis="level")
    early = levels.assign(year=levels["year"] - 6)
    assert target.check(observations=early, as_of=2024).frame["reason"].tolist() == ["not due"]
    card = target.check(observations=levels, as_of=2030)
    assert card.frame["status"].tolist() == ["met"]
    found = zc.analysis.peak(years.set_index("year")["value"])
    remark = f"highest year 2028; by the trend {found.verdict}: {found.reason}"
    assert card.details["remark"].tolist() == [remark]
    again = levels.assign(value=[60.0, 61.5, 59.0, 60.0])
    assert target.check(observations=again, as_of=2030).frame["status"].tolist() == ["not met"]
