"""One group-by on every engine: the same groups, and sums that are equal to the last bit."""

from __future__ import annotations

import math

import narwhals as nw
import numpy as np
import pandas as pd
import pytest

from tests.engines.conftest import ENGINES, PARTS, shuffled
from zzcarbon.errors import DataError
from zzcarbon.estimation import cells, grouped
from zzcarbon.estimation.engines import like
from zzcarbon.estimation.scan import scan_frame


def _rows(count: int = 4000) -> pd.DataFrame:
    draw = np.random.default_rng(3)
    frame = pd.DataFrame({
        "fuel": np.array(["diesel", "coke", None], object)[draw.integers(0, 3, count)],
        "year": np.array([2022, 2023])[draw.integers(0, 2, count)],
        "amount": draw.lognormal(3, 2, count),
    })  # fmt: skip
    frame.loc[::97, "amount"] = np.nan
    return frame


def _exact(scan, *, passes=None):
    """Sum the amounts by fuel and year; the bound is found by a pass of its own."""
    passes = passes or grouped.Passes()
    cell = cells.number("amount", scan.schema["amount"])
    kind = cells.kind("amount", scan.schema["amount"], 0.0, math.inf)
    by = {name: scan.word(name) for name in ("fuel", "year")}
    clean = nw.when(kind == 0).then(cell).otherwise(nw.lit(0.0))
    first = grouped.group_rows(
        scan.frame, by | {"kinds": cells.kinds_code([kind])}, {"amount": clean}, {"highest": nw.col("amount").max()},
        passes=passes, asked="keys",
    )  # fmt: skip
    bound = cells.bound_of(int(first["rows"].sum()), float(first["highest"].max()))
    sums = grouped.sum_rows(scan.frame, by, {"amount": clean}, {"amount": bound}, passes=passes, asked="sums")
    return first, sums, passes


@pytest.mark.parametrize("engine", ENGINES)
def test_sums_are_equal_to_the_last_bit(engine, make) -> None:
    """Whatever the engine, the partitions and the order of the rows, a sum is the one nearest to the true sum."""
    frame = _rows()
    true = {
        key: math.fsum(part["amount"].dropna())
        for key, part in frame.fillna({"fuel": "none"}).groupby(["fuel", "year"])
    }
    for parts in PARTS:
        first, sums, passes = _exact(scan_frame(make(engine, shuffled(frame) if parts == 3 else frame, parts)))
        found = {
            (fuel if isinstance(fuel, str) else "none", int(year)): total
            for fuel, year, total in zip(sums["fuel"], sums["year"], sums["amount"], strict=True)
        }
        assert found == true
        assert sums["rows"].sum() == first["rows"].sum() == len(frame)
        assert first.groupby("kinds")["rows"].sum().to_dict() == {
            0: frame["amount"].notna().sum(),
            1: frame["amount"].isna().sum(),
        }
        assert passes.table()["groups"].tolist() == [len(first), 6]


@pytest.mark.parametrize("engine", ENGINES)
def test_a_small_table_joins_the_rows(engine, make) -> None:
    """A small table becomes a frame of the same engine, session and connection."""
    scan = scan_frame(make(engine, _rows(50), 2))
    small = pd.DataFrame({"year": [2022, 2023], "code": [7, 8]})
    joined = scan.frame.join(like(scan.frame, small), on="year", how="inner")
    found = grouped.group_rows(
        joined, {"code": nw.col("code")}, {"amount": nw.col("amount")}, {}, passes=grouped.Passes(), asked="codes"
    )
    assert found["code"].tolist() == [7, 8]
    assert found["rows"].sum() == 50


def test_too_many_groups_stay_in_the_engine(monkeypatch, make) -> None:
    """A label with as many values as rows is refused with the columns and the way out; no row comes to Python."""
    monkeypatch.setattr(grouped, "MOST_GROUPS", 10)
    scan = scan_frame(make("polars lazy", _rows(50)))
    with pytest.raises(DataError, match=r"more than 10 groups by amount.*inventory.rows\(\)"):
        grouped.group_rows(scan.frame, {"amount": nw.col("amount")}, {}, {}, passes=grouped.Passes(), asked="by plant")
