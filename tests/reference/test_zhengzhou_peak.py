"""The example on the CO2 of Zhengzhou prints the figures of the case and of the rules."""

from __future__ import annotations

import runpy
from pathlib import Path

import pandas as pd
import pytest
import yaml

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
