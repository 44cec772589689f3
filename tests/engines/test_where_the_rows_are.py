"""What no sum of products tells is computed where the rows are: functions of columns, gross heat, periods over years."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest

import zzcarbon as zc
from tests.engines.conftest import shuffled
from zzcarbon.estimation import engines

QUERIES = {
    "distinct keys", "numbers outside physical limits", "values of functions of columns", "examples of problems",
}  # fmt: skip
"""What the engine may be asked besides sums: groups alone."""

PROBLEMS = ["substance", "column", "problem", "remedy", "rows"]


pytestmark = pytest.mark.filterwarnings("ignore::zzcarbon.NotEstimatedWarning")


def _rows(count: int, **columns: object) -> pd.DataFrame:
    draw = np.random.default_rng(3)
    picked = {
        n: np.array(c, object)[draw.integers(0, len(c), count)] if isinstance(c, list) else c
        for n, c in columns.items()
    }
    own = {
        "id": [f"r{at}" for at in range(count)],
        "district": np.array(["x", "y", None], object)[draw.integers(0, 3, count)],
    }
    frame = pd.DataFrame({**own, "amount": draw.lognormal(3, 1, count).round(3), **picked})
    numbers = [n for n, c in columns.items() if isinstance(c, list) and all(isinstance(v, float | None) for v in c)]
    return frame.astype(dict.fromkeys(numbers, float))


def ships(count: int = 90) -> pd.DataFrame:
    """Return ships on both sides of the load below which factors rise, and of that below which the catalyst is off."""
    return _rows(
        count, method="ship by engine work", engine=["slow-speed diesel", "medium-speed diesel"], engine_use="主机",
        fuel=["柴油", "LNG"], unit="kW", load_factor=[0.05, 0.1, 0.24, 0.25, 0.8, 1.5, None], hours=[10.0, 8.5],
        fuel_sulphur=[0.1, 0.5, None], nox_tier=["Tier 1", "Tier 3"],
    )  # fmt: skip


def speeds(count: int = 60) -> pd.DataFrame:
    """Return lorries at speeds inside and outside of the range of the functions."""
    return _rows(
        count, method="road exhaust, speed functions", vehicle="heavy duty truck", powertrain="diesel",
        size="rigid 7.5 - 12 t", standard=["Euro IV", "Euro 6"], technology="SCR", speed=[5.0, 45.1, 80.0, 130.0, None],
        slope=0.0, load=0.5, unit="km",
    )  # fmt: skip


def wear(count: int = 40) -> pd.DataFrame:
    """Return cars by speed, in a column of text."""
    return _rows(
        count, method=["tyre wear, by speed", "brake wear, by speed"], vehicle="passenger car",
        powertrain="combustion engine", size="small", unit="km", speed=["30", "61.5", "90", "1e2", "fast", ""],
    )  # fmt: skip


def guide(count: int = 60) -> pd.DataFrame:
    """Return taxis in air and at levels that the tables behind the factors know or do not know."""
    return _rows(
        count, method="road exhaust, Chinese guide", vehicle="出租车", powertrain="汽油", standard=["国四", "国三"],
        unit="km", sulphur=[50.0, 33.0], temperature=[15.0, 30.0, 70.0], humidity=[50.0, 80.0], altitude=[0.0, 1600.0],
        speed=[30.0, 55.5], load_share=[50.0, 42.0], base_year=[2014.0], humidity_overlap=[0.0],
    )  # fmt: skip


def heat(count: int = 60) -> pd.DataFrame:
    """Return gross calorific values with and without a ratio, beside net ones."""
    return _rows(
        count, fuel=["raw coal", "diesel"], unit=["t", "kg"], gcv=[25.0, 26.5, -3.0, None], gcv_unit="GJ/t",
        ncv_per_gcv=[0.95, 0.9, 0.0, None], ncv=[None, None, 21.0], ncv_unit=["GJ/t"],
    )  # fmt: skip


def years(count: int = 60) -> pd.DataFrame:
    """Return periods inside of years and over several of them."""
    return _rows(
        count, fuel=["raw coal", "natural gas"], unit="GJ",
        period=["2022-12-15/2023-01-14", "2021-07-01/2023-06-30", "2023", "2023-03", "2022-12-15/2022-12-31", "sometime"],
    )  # fmt: skip


def limits(count: int = 60) -> pd.DataFrame:
    """Return calorific values in several units, some beyond what any fuel has."""
    return _rows(count, fuel="diesel", unit="t", ncv=[42.0, 42000.0, 500.0, None], ncv_unit=["GJ/t", "kJ/kg", "MJ/kg"])


def manure(count: int = 30) -> pd.DataFrame:
    """Return pigs whose shares of manure add up to at most one, or to more."""
    return _rows(
        count, method="manure nitrogen flow", animal="育肥猪", unit="head", manure=["slurry", "solid"],
        nitrogen_excretion=12.1, tan_share=0.7, grazing_share=[0.0, 0.2, 0.9], yard_share=[0.1, 0.25], stored_share=[1.0, 0.8],
        tan_immobilised=0.0, tan_mineralised=[0.0587, 0.1],
    )  # fmt: skip


CASES: dict[str, tuple[str, Callable[[], pd.DataFrame], dict[str, object]]] = {
    "ships": ("transport", ships, {"region": "CN-HA", "year": 2023, "substances": ["NOx", "PM10"]}),
    "speeds": ("transport", speeds, {"region": "CN-410100", "year": 2023, "substances": ["NOx"]}),
    "wear": ("transport", wear, {"region": "CN-410100", "year": 2023}),
    "guide": ("transport", guide, {"region": "CN-410100", "year": 2023, "factors": "C"}),
    "manure": ("agriculture", manure, {"region": "CN-HA", "year": 2023}),
    "heat": ("energy", heat, {"region": "CN-HA", "year": 2023, "substances": ["CO2"]}),
    "years": ("energy", years, {"region": "CN-HA", "substances": ["CO2"]}),
    "limits": ("energy", limits, {"region": "CN-HA", "year": 2023, "substances": ["CO2"]}),
}  # fmt: skip


def estimated(case: str, given: object) -> zc.Inventory:
    """Estimate a case from a frame of any engine."""
    module, _, known = CASES[case]
    said = {**known, "factors": zc.factors(grade="C")} if "factors" in known else known
    inventory: zc.Inventory = getattr(zc, module).estimate(given, **said)
    return inventory


def told(inventory: zc.Inventory) -> pd.DataFrame:
    """Return the problems in an order of their own."""
    return inventory.problems[PROBLEMS].sort_values(PROBLEMS).reset_index(drop=True)


TRIED = [
    *(
        (engine, case)
        for case in CASES
        for engine in ("polars lazy", "duckdb", "pyarrow")
        if (engine, case) != ("duckdb", "speeds")
    ),
    *(pytest.param("dask", case, marks=pytest.mark.cluster) for case in ("ships", "heat", "years")),
]


@pytest.mark.parametrize(("engine", "case"), TRIED)
def test_an_engine_gives_what_pandas_gives(engine, case, make, tmp_path) -> None:
    """Sums, lines, problems, explanations and files are those of pandas; sums are equal bytes under partitionings."""
    frame = CASES[case][1]()
    reference, whole = estimated(case, frame), estimated(case, make(engine, frame))
    found = estimated(case, make(engine, shuffled(frame), 3))
    by, again, expected = (inventory.by("district", "year") for inventory in (found, whole, reference))
    assert by["emission"].to_numpy().tobytes() == again["emission"].to_numpy().tobytes()
    assert expected["emission"].gt(0).any()
    pd.testing.assert_frame_equal(by, expected, rtol=1e-13, check_dtype=False)
    assert len(found) == len(reference)
    assert len(reference.problems)
    pd.testing.assert_frame_equal(told(found), told(reference), check_dtype=False)
    assert set(found.passes["asked"]) <= {*QUERIES, "sums by district"}
    keys = ["id", "substance"]
    lines = engines.fetch(engines.open_frame(found.rows(), position="")).sort_values(keys, ignore_index=True)
    frame_lines = reference.frame.sort_values(keys, ignore_index=True)
    assert lines["id"].tolist() == frame_lines["id"].tolist()
    np.testing.assert_allclose(lines["emission"].astype(float), frame_lines["emission"], rtol=1e-13)
    assert lines["notation"].tolist() == frame_lines["notation"].tolist()
    for name in (frame_lines["id"][0], lines["id"][lines["emission"].astype(float).gt(0)].iloc[0]):
        assert str(found.explain(name)) == str(reference.explain(name))
    found.to_parquet(tmp_path / "saved")
    assert zc.read_inventory(tmp_path / "saved").total().tolist() == pytest.approx(found.total().tolist(), rel=1e-14)
    line, count = next(iter(found.problems["rows"].items()))
    assert len(engines.fetch(engines.open_frame(found.problem_rows(line), position=""))) == count


@pytest.mark.parametrize("origin", [False, True])
def test_print_of_rows_in_an_engine_asks_nothing_more(origin: bool) -> None:
    """After a total an inventory prints without a query, biogenic CO2 and problems included; the page looks up examples."""
    import polars as pl

    rows = pd.DataFrame(
        {"id": list("abcd"), "fuel": ["coke", "wood", "wood", "unobtanium"], "amount": 1.0, "unit": "t"}
    )
    given = pl.from_pandas(rows.assign(origin="biogenic") if origin else rows).lazy()
    inventory = zc.energy.estimate(given, region="CN-HA", year=2023, substances=["CO2", "CH4"])
    inventory.total("CH4")
    before = inventory.passes["asked"].tolist()
    assert "biogenic" in repr(inventory)
    assert inventory.passes["asked"].tolist() == before
    inventory._repr_html_()
    repr(inventory)
    assert inventory.passes["asked"].tolist() == [*before, "examples of problems"]
