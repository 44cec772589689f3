"""What is counted in a table and what is sorted, what Arrow knows from its first rows and what not: the same."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import zzcarbon as zc
from zzcarbon.estimation import cube
from zzcarbon.industry.shares import share
from zzcarbon.tables import codes
from zzcarbon.tables.codes import Codes, combine_codes

PLACES = st.lists(st.integers(0, 30), min_size=1, max_size=60)


@given(PLACES)
def test_cells_are_the_same_counted_and_sorted(places: list[int]) -> None:
    """Cells, their rows and the cell of each row do not depend on which way they are found."""
    given_places = np.array(places)
    counted = cube.cells_of(given_places, 31)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cube, "_DENSE", 0)
        sorted_ = cube.cells_of(given_places, 31)
    cells, of_cell, of_row = sorted_
    for one, other in zip(counted, sorted_, strict=True):
        if len(counted[0]) < 31:
            assert one.tolist() == other.tolist()
    assert (cells[of_row] == given_places).all()
    assert [places.count(cell) for cell in cells.tolist()] == of_cell.tolist()


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 6), st.integers(0, 3)), min_size=1, max_size=40))
def test_combined_codes_are_the_same_counted_and_sorted(rows: list[tuple[int, int, int]]) -> None:
    """The distinct combinations and the code of each row do not depend on which way they are found."""
    columns = [Codes(np.array(part, np.int32), tuple(range(size))) for part, size in zip(zip(*rows), (5, 7, 4))]  # noqa: B905
    counted = combine_codes(columns)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(codes, "_DENSE_LIMIT", 0)
        sorted_ = combine_codes(columns)
    for found, combinations in (counted, sorted_):
        assert [tuple(combinations[code]) for code in found.tolist()] == rows
        assert len({tuple(line) for line in combinations.tolist()}) == len(combinations)


@pytest.mark.parametrize("width", [1 << 8, 1 << 9])
def test_pairs_of_many_words_are_those_of_few(width: int) -> None:
    """Below and above 65,536 pairs each row keeps its pair."""
    random = np.random.default_rng(1)
    left, right = (random.integers(0, width, 5000).astype(np.int32) for _ in range(2))
    found, pairs = combine_codes([Codes(left, tuple(range(width))), Codes(right, tuple(range(width)))])
    assert (pairs[found] == np.column_stack([left, right])).all()


def test_sums_of_an_inventory_are_the_same_counted_and_sorted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sums by a label do not depend on the number of groups from which they are sorted: each row counts once."""
    rows = pd.DataFrame(
        {"fuel": ["diesel", "raw coal"] * 10, "amount": range(20), "unit": "t", "place": [*"abcde"] * 4}
    )
    inventory = zc.energy.estimate(rows, region="CN-HA", year=2023, substances=["CO2"])
    counted = inventory.by("place", "fuel")
    monkeypatch.setattr(cube, "_DENSE", 0)
    monkeypatch.setattr(codes, "_DENSE_LIMIT", 0)
    again = zc.energy.estimate(rows, region="CN-HA", year=2023, substances=["CO2"])
    pd.testing.assert_frame_equal(again.by("place", "fuel"), counted)
    assert counted["emission"].sum() == pytest.approx(inventory.total("CO2").magnitude)


@pytest.mark.parametrize("late", [None, "new word", pd.NA], ids=["known", "new", "missing"])
@pytest.mark.parametrize("rows", [9_999, 10_001], ids=["below", "above"])
def test_words_of_arrow_are_those_of_objects(rows: int, late: object) -> None:
    """Below and above ten thousand rows, with a word that comes late and one that is missing."""
    pytest.importorskip("pyarrow")
    words: list[object] = ["diesel", "raw coal", "coke"] * (rows // 3) + ["diesel"] * (rows % 3)
    if late is not None:
        words[-1] = late
    arrow = codes.encode(pd.Series(words, dtype=pd.StringDtype("pyarrow")))
    plain = codes.encode(pd.Series([None if word is pd.NA else word for word in words], dtype=object))
    assert len(arrow.codes) == rows
    for one in (arrow, plain):
        named = [one.values[code] for code in one.codes.tolist()]
        assert [None if word is None or word is pd.NA else word for word in named] == [
            None if word is pd.NA else word for word in words
        ]


def test_sums_of_many_chunks_are_those_of_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every chunk of rows is added, high and low parts; a chunk that took the place of the sum before would show."""
    rng = np.random.default_rng(1)
    places, numbers = rng.integers(0, 3, 500), rng.normal(size=500) * 10.0 ** rng.integers(-6, 9, 500)
    by_hand = [math.fsum(numbers[places == at]) for at in range(3)]
    assert cube.sum_by_place(places, 3, numbers).tolist() == pytest.approx(by_hand, rel=1e-15)
    monkeypatch.setattr(cube, "_CHUNK", 1)
    assert cube.sum_by_place(places, 3, numbers).tolist() == pytest.approx(by_hand, rel=1e-15)


def test_shares_hold_their_ends_and_name_what_lies_outside() -> None:
    """Nothing and all are shares; the first number outside is told, in any place."""
    assert share([0.0, 0.5, 1.0], "removal").tolist() == [0.0, 0.5, 1.0]
    for outside in (-1e-9, 1.0 + 1e-9, float("nan")):
        for values in (outside, [0.5, outside, 7.0]):
            with pytest.raises(zc.DataError, match=rf"removal is a share between 0 and 1, not {outside!r}"):
                share(values, "removal")
