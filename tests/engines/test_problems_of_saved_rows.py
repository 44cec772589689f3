"""An inventory of an engine that was written says the same of its rows when it is read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import zzcarbon as zc

pytest.importorskip("polars")
pytest.importorskip("duckdb")

ROWS = pd.DataFrame(
    {
        "id": [f"r{at:02d}" for at in range(90)],
        "fuel": ["diesel", "coke", "unobtanium"] * 30,
        "amount": [str(at) if at % 9 else "bad" for at in range(90)],
        "unit": "t",
        "district": ["a", "b"] * 45,
    }
)
SAID = ["substance", "column", "problem", "remedy", "rows"]


def _polars(frame: pd.DataFrame) -> Any:
    import polars as pl

    return pl.from_pandas(frame).lazy()


def _duckdb(frame: pd.DataFrame) -> Any:
    import duckdb

    return duckdb.from_df(frame)


ENGINES: dict[str, Callable[[pd.DataFrame], Any]] = {"polars": _polars, "duckdb": _duckdb}
WAYS = {"csv": "to_csv", "xlsx": "to_excel", "parquet": "to_parquet"}


def _estimated(rows: Any) -> zc.Inventory:
    return zc.energy.estimate(rows, region="CN-HA", year=2023, substances=["CO2", "NOx"])


def _sorted(problems: pd.DataFrame, *beside: str) -> pd.DataFrame:
    return pd.DataFrame(problems)[[*SAID, *beside]].sort_values(SAID, ignore_index=True)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("engine", ENGINES)
def test_problems_are_those_of_before(engine: str, way: str, tmp_path: Path) -> None:
    """Kinds and numbers of rows are those of the engine, ids and values those of the same rows in memory."""
    made = _estimated(ENGINES[engine](ROWS))
    getattr(made, WAYS[way])(tmp_path / f"saved.{way}")
    read = zc.read_inventory(tmp_path / f"saved.{way}")
    pd.testing.assert_frame_equal(_sorted(read.problems), _sorted(made.problems))
    in_memory = _estimated(ROWS)
    pd.testing.assert_frame_equal(_sorted(read.problems, "id", "value"), _sorted(in_memory.problems, "id", "value"))
    assert sorted(read.problem_rows()["id"]) == sorted(in_memory.problem_rows()["id"])


@pytest.mark.parametrize("way", WAYS)
def test_parts_keep_what_is_said_of_each(way: str, tmp_path: Path) -> None:
    """Rows of an engine beside rows in memory: every problem names rows that have it."""
    beside = _estimated(ROWS.assign(id=[f"m{at:02d}" for at in range(90)]))
    for whole in (zc.combine(_estimated(_polars(ROWS)), beside), zc.combine(beside, _estimated(_polars(ROWS)))):
        path = tmp_path / f"both.{way}"
        if way == "parquet":
            with pytest.raises(zc.DataError, match="some rows are in memory"):
                whole.to_parquet(path)
            continue
        getattr(whole, WAYS[way])(path)
        read = zc.read_inventory(path)
        pd.testing.assert_frame_equal(_sorted(read.problems), _sorted(whole.problems))
        for line in read.problem_rows().to_dict("records"):
            assert int(line["id"][1:]) % 9 == 0 or line["column"] != "amount"
            assert line["value"] != "'unobtanium'" or int(line["id"][1:]) % 3 == 2
