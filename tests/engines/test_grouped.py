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
from zzcarbon.estimation.numbers import read_numbers
from zzcarbon.estimation.scan import scan_frame

WORDS = ["1", "2.5", "1,234.5", "abc", "", None, " 7 ", "1e3", "-5", "nan", "inf", "-Infinity", "0x10", "１２", "=A1", "1 000",
         "—", "N/A", "1.", ".5", "+3", "1e", "1_000", "二", "3 t", "1，234"]  # fmt: skip


def _rows(count: int = 4000) -> pd.DataFrame:
    draw = np.random.default_rng(3)
    frame = pd.DataFrame({
        "fuel": np.array(["diesel", "coke", None], object)[draw.integers(0, 3, count)],
        "year": np.array([2022, 2023])[draw.integers(0, 2, count)],
        "amount": draw.lognormal(3, 2, count),
    })  # fmt: skip
    frame.loc[::97, "amount"] = np.nan
    return frame


def _exact(scan):
    """Sum the amounts by fuel and year; the bound is found by a pass of its own."""
    passes = []
    cell = cells.number("amount", scan.schema["amount"])
    kind = cells.kind("amount", scan.schema["amount"], 0.0, math.inf)
    by = {name: scan.word(name) for name in ("fuel", "year")}
    clean = nw.when(kind == 0).then(cell).otherwise(nw.lit(0.0))
    first = grouped.group_rows(
        scan.frame, by | cells.packed("kinds", [kind], cells.KIND_BITS), {"amount": clean}, {"highest": nw.col("amount").max()},
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
            for fuel, year, total in zip(sums["fuel"], sums["year"], sums["amount^"] + sums["amount_"], strict=True)
        }
        assert found == true
        assert sums["rows"].sum() == first["rows"].sum() == len(frame)
        assert first.groupby("kinds 0")["rows"].sum().to_dict() == {
            0: frame["amount"].notna().sum(),
            1: frame["amount"].isna().sum(),
        }
        assert [query["groups"] for query in passes] == [len(first), 6]


@pytest.mark.parametrize("engine", ENGINES)
def test_text_is_read_as_in_pandas(engine, make) -> None:
    """A cell of text is a number, a blank or a problem, and which one does not depend on the engine."""
    frame = pd.DataFrame({"amount": pd.Series(WORDS, dtype=object), "unit": [f"u{at}" for at in range(len(WORDS))]})
    scan = scan_frame(make(engine, frame, 3))
    dtype = scan.schema["amount"]
    kind = cells.kind("amount", dtype, 0.0, math.inf)
    value = nw.when(kind == 0).then(cells.number("amount", dtype)).otherwise(nw.lit(0.0))
    found = grouped.group_rows(
        scan.frame, {"unit": nw.col("unit"), "kinds": kind}, {"value": value}, {"value": nw.col("value").max()},
        passes=[], asked="cells",
    ).set_index("unit").loc[frame["unit"]]  # fmt: skip
    for at, (kind_found, value_found) in enumerate(zip(found["kinds"], found["value"], strict=True)):
        read = read_numbers(frame[["amount"]].iloc[[at]], "amount")
        if kind_found == cells.GOOD:
            assert value_found == read.values[0], WORDS[at]
        elif kind_found == cells.BLANK:
            assert read.blank[0], WORDS[at]
        else:
            told = read_numbers(
                pd.DataFrame({"amount": [{**cells.SAMPLES, cells.LOW: -1.0}[kind_found]]}), "amount"
            ).findings
            assert told, WORDS[at]
    plain = found.loc[[f"u{WORDS.index(word)}" for word in ("1", "2.5", " 7 ", "1e3", "1.", ".5", "+3")]]
    assert (plain["kinds"] == cells.GOOD).all()
    assert plain["value"].tolist() == [1.0, 2.5, 7.0, 1000.0, 1.0, 0.5, 3.0]


@pytest.mark.parametrize("engine", ENGINES)
def test_a_small_table_joins_the_rows(engine, make) -> None:
    """A small table becomes a frame of the same engine, session and connection."""
    scan = scan_frame(make(engine, _rows(50), 2))
    small = pd.DataFrame({"year": [2022, 2023], "code": [7, 8]})
    joined = scan.frame.join(like(scan.frame, small), on="year", how="inner")
    found = grouped.group_rows(
        joined, {"code": nw.col("code")}, {"amount": nw.col("amount")}, {}, passes=[], asked="codes"
    )
    assert found["code"].tolist() == [7, 8]
    assert found["rows"].sum() == 50


def test_too_many_groups_stay_in_the_engine(monkeypatch, make) -> None:
    """A label with as many values as rows is refused with the columns and the way out; no row comes to Python."""
    monkeypatch.setattr(grouped, "MOST_GROUPS", 10)
    scan = scan_frame(make("polars lazy", _rows(50)))
    with pytest.raises(DataError, match=r"more than 10 groups by amount.*inventory.rows\(\)"):
        grouped.group_rows(scan.frame, {"amount": nw.col("amount")}, {}, {}, passes=[], asked="by plant")


@pytest.mark.parametrize("engine", ["polars lazy", "duckdb", "pyarrow"])
def test_small_numbers_of_many_columns_are_packed_without_loss(engine, make) -> None:
    """Kinds of 45 columns come back as they went in: an int64 holds 21 of them, so there are three."""
    draw = np.random.default_rng(1)
    kinds = pd.DataFrame(draw.integers(0, 8, (20, 45)), columns=[f"c{at}" for at in range(45)])
    scan = scan_frame(make(engine, kinds.assign(line=range(20))))
    by = {"line": nw.col("line"), **cells.packed("kinds", [nw.col(name) for name in kinds], cells.KIND_BITS)}
    found = grouped.group_rows(scan.frame, by, {}, {}, passes=[], asked="kinds")
    assert [name for name in found if name.startswith("kinds")] == ["kinds 0", "kinds 1", "kinds 2"]
    codes = found[["kinds 0", "kinds 1", "kinds 2"]].to_numpy(np.int64)
    assert cells.unpacked(codes, 45, cells.KIND_BITS).tolist() == kinds.to_numpy().tolist()
