"""Henan 2010 to 2012 by two parameter sets, against an independent calculation."""

from __future__ import annotations

import runpy
from pathlib import Path

import pandas as pd
import pytest

import zzcarbon as zc

EXAMPLES = Path(__file__).parents[2] / "examples"
SETS = {"ndrc": "cn-ndrc-industry-guides", "cets": "cn-cets-ag-03.01-2024"}
RESULTS = pd.read_csv(EXAMPLES / "data" / "henan_reference_results.csv")


@pytest.fixture
def balance(monkeypatch: pytest.MonkeyPatch) -> dict:
    """Return the functions of the example that read the balance."""
    monkeypatch.syspath_prepend(str(EXAMPLES))
    return runpy.run_path(str(EXAMPLES / "henan_balance.py"))


@pytest.mark.filterwarnings("ignore::zzcarbon.NotEstimatedWarning")
@pytest.mark.parametrize("case", RESULTS.to_dict("records"), ids=lambda case: f"{case['year']}-{case['factor_set']}")
@pytest.mark.parametrize("recovered", [True, False])
def test_reference_results(balance: dict, case: dict, recovered: bool) -> None:
    """CO2 of each year and set is that of the independent calculation within 1e-4."""
    rows = balance["fuel_rows"](case["year"], recovered_gas=recovered)
    found = zc.energy.estimate(rows, factors=zc.factors("C"), sets=[SETS[case["factor_set"]]], substances=["CO2"])
    expected = case["mt_co2_with_recovered_gas" if recovered else "mt_co2_without"]
    assert found.total("CO2").to("Mt").magnitude == pytest.approx(expected, rel=1e-4)


def test_sectors_add_up_to_total_consumption(balance: dict) -> None:
    """The parts that the example takes are the total consumption of the balance."""
    for year in (2010, 2011, 2012):
        table = balance["read_balance"](year)
        for fuel in ("Coal Raw", "Diesel Oil", "Coke"):
            mine = table[table["material"] == fuel].set_index("process")["value_mtce"]
            parts = [name for name in balance["SECTORS"] if name in mine and name not in balance["POWER"]]
            assert mine[parts].sum() == pytest.approx(mine["Total Consumption"], rel=2e-3)


@pytest.mark.filterwarnings("ignore::zzcarbon.NotEstimatedWarning")
def test_a_total_or_a_transformation_is_reported_by_the_tree(balance: dict) -> None:
    """Adding "Total Coal" or the coal that goes into coke is found by a general rule."""
    rows = balance["fuel_rows"](2012, recovered_gas=False)
    clean = zc.energy.estimate(rows, substances=["CO2"], sets=[SETS["cets"]])
    assert not clean.problems["problem"].str.contains("double counting").any()
    total = pd.DataFrame({"id": ["sum"], "fuel": ["Total Coal"], "amount": [300.0], "unit": "Mtce", "year": [2012]})
    input_ = total.assign(id="coking", fuel="Coal Cleaned", amount=20.0, use="transformation")
    both = pd.concat([rows, total, input_], ignore_index=True).fillna(
        {"region": "CN-HA", "category_nfr": "", "notation": ""}
    )
    found = zc.energy.estimate(both, substances=["CO2"], sets=[SETS["cets"]])
    assert found.total("CO2").magnitude == pytest.approx(clean.total("CO2").magnitude, rel=1e-12)
    assert "sum" in set(found.problem_rows().query("problem.str.contains('double counting')")["id"])
    coking = found.problem_rows().query("id == 'coking'")["problem"]
    assert coking.str.contains("counted where its products burn \\(.*coke").any()


def test_the_example_runs_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture) -> None:
    """The main job prints inventory, comparison and verdicts, and saves workbook and chart."""
    pytest.importorskip("matplotlib")
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(str(EXAMPLES))
    runpy.run_path(str(EXAMPLES / "01_henan_2012.py"))
    text = capsys.readouterr().out
    for part in ("550.630", "521.128", "485.979", "met 4", "delegated", "11.77 g/kg", "25.95 g/kg"):
        assert part in text
    assert {path.name for path in (tmp_path / "output").iterdir()} == {"henan_2012.xlsx", "henan_2012.png"}
