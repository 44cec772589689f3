"""Numbers in cells: read where they are numbers, told apart where they are not."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from zzcarbon.tables.detection import below_detection, open_results, settled
from zzcarbon.tables.numbers import plain_text, read_numbers
from zzcarbon.tables.unread import Unread

PLAIN = {
    "12.5": 12.5, "１２．５": 12.5, "1.2e3": 1200.0, "+7": 7.0, "−3": -3.0, ".5": 0.5, " 8 ": 8.0, "1,234.5": 1234.5,
    "1,234,567": 1234567.0, "1.234,5": 1234.5, "1.234.567": 1234567.0, "12,5": 12.5, "0,125": 0.125, "1 234.5": 1234.5,
    "1 234": 1234.0, "1'234.5": 1234.5, "1\u00a0234,5": 1234.5, "1２3": 123.0, "1，234.5": 1234.5,
}  # fmt: skip


@pytest.mark.parametrize(("text", "number"), PLAIN.items())
def test_a_number_in_any_spelling_has_its_value(text: str, number: float) -> None:
    """Widths, signs, separators and exponents are read; a cell that can mean one thing only means it alone too."""
    found = read_numbers(pd.Series([text]))
    assert found.values.tolist() == [number]
    assert not found.wrong


@pytest.mark.parametrize(("cells", "numbers"), [
    (["1,234", "5.5"], [1234.0, 5.5]),
    (["1,234", "12,5"], [1.234, 12.5]),
    (["1,234", "1,234,567"], [1234.0, 1234567.0]),
    (["1.200", "5"], [1.2, 5.0]),
    (["1,234", 7.5], [np.nan, 7.5]),
    (["1,234", "2,345"], [np.nan, np.nan]),
    (["1,234", "12,5", "5.5"], [np.nan, 12.5, 5.5]),
    (["1.200", "12,5"], [np.nan, 12.5]),
])  # fmt: skip
def test_what_a_cell_leaves_open_its_column_decides(cells: list[object], numbers: list[float]) -> None:
    """1,234 is a thousand beside decimal points and 1.234 beside decimal commas; beside neither, or both, it is told."""
    found = read_numbers(pd.Series(cells, dtype=object))
    assert np.array_equal(found.values, numbers, equal_nan=True)
    told = np.zeros(len(cells), bool)
    for wrong in found.wrong:
        assert "thousands separators" in wrong.problem
        told |= wrong.rows
    assert told.tolist() == np.isnan(numbers).tolist()


def test_the_order_of_the_rows_does_not_matter() -> None:
    """The mark is that of the whole column, so a permutation of the rows permutes the numbers."""
    cells = pd.Series(["1,234", "5.5", "2,000", "12"])
    straight, turned = read_numbers(cells).values, read_numbers(cells[::-1]).values
    assert straight.tolist() == turned[::-1].tolist()


BELOW = {"<4": 4.0, "＜４": 4.0, "< 4": 4.0, "4L": 4.0, "0.04 L": 0.04, "ND": np.nan, "N.D.": np.nan, "未检出": np.nan,
         "未检出(<0.5)": 0.5, "ND(0.5)": 0.5, "<MDL": np.nan}  # fmt: skip


@pytest.mark.parametrize(("text", "limit"), BELOW.items())
def test_a_result_below_the_limit_is_neither_zero_nor_lost(text: str, limit: float) -> None:
    """It has no number until somebody chooses; then it is 0, half of the limit, or the limit."""
    found = read_numbers(pd.Series([text, "5"]))
    assert found.below.tolist() == [True, False]
    assert np.array_equal(found.limit, [limit, np.nan], equal_nan=True)
    nobody = settled(found, np.array(["", ""], object), np.full(2, np.nan))
    assert np.isnan(nobody[0])
    assert "detection" in open_results(found, nobody)[0][1]
    stated = np.array([4.0, np.nan])
    for word, share in (("zero", 0.0), ("half", 0.5), ("limit", 1.0)):
        value = settled(found, np.array([word, word], object), stated)
        assert value.tolist() == [share * (limit if limit == limit else 4.0), 5.0]  # noqa: PLR0124


def test_not_detected_without_a_limit_is_zero_or_asks_for_the_limit() -> None:
    """Half of an unknown limit is no number; zero needs none."""
    found = read_numbers(pd.Series(["ND"]))
    none = np.full(1, np.nan)
    assert settled(found, np.array(["zero"], object), none).tolist() == [0.0]
    half = settled(found, np.array(["half"], object), none)
    assert "detection_limit" in open_results(found, half)[0][2]


@pytest.mark.parametrize(("text", "key"), [("NO", "NO"), ("IE", "IE"), ("C", "C"), ("NO,NE", "NE"), ("IE; NA", "IE"),
                                           ("NE/NO", "NE"), ("IE,C", "C")])  # fmt: skip
def test_a_notation_key_is_one_and_of_two_the_less_certain_counts(text: str, key: str) -> None:
    """Reporting tables write keys in the cell of the number."""
    found = read_numbers(pd.Series([text, "1"]))
    assert found.notation.tolist() == [key, ""]
    assert not found.wrong


@pytest.mark.parametrize(("cell", "problem"), [
    ("many", "text where"), ("12 t", "text where"), ("=1+1", "formula"), ("@x", "formula"), ("nan", "no number"),
    ("NA", "no number"), ("-", "no number"), ("…", "no number"), ("缺", "no number"), ("inf", "not finite"),
    ("1e400", "not finite"), (float("inf"), "not finite"), ("#DIV/0!", "error of the spreadsheet"), (True, "yes or no"),
    (pd.Timestamp("2024-01-01"), "date"), ("1_000", "text where"), ("0x1F", "text where"), ([1], "text where"),
    ("١٢", "text where"), ("<-4", "text where"), ("1,23,456", "text where"), ("no", "text where"),
])  # fmt: skip
def test_what_is_no_number_says_why(cell: object, problem: str) -> None:
    """Every other cell is NaN, stands in one group of wrong cells, and has a remedy."""
    found = read_numbers(pd.Series([cell, "5"], dtype=object))
    assert np.isnan(found.values[0])
    assert found.values[1] == 5.0
    (wrong,) = found.wrong
    assert wrong.rows.tolist() == [True, False]
    assert problem in wrong.problem
    assert wrong.remedy


def test_percent_in_the_cell_is_kept_apart() -> None:
    """``90%`` is the number 90 that says % itself; whoever reads a share divides."""
    found = read_numbers(pd.Series(["90%", "0.9", "９０％"]))
    assert found.values.tolist() == [90.0, 0.9, 90.0]
    assert found.percent.tolist() == [True, False, True]


@given(st.lists(st.one_of(st.text(max_size=12), st.floats(), st.integers(), st.booleans(), st.none()), max_size=8))
def test_every_cell_is_exactly_one_thing(cells: list[object]) -> None:
    """A cell has a number, is blank, below detection, a notation key, or wrong: never two, never none."""
    found = read_numbers(pd.Series(cells, dtype=object))
    wrong = np.zeros(len(cells), int)
    for group in found.wrong:
        wrong += group.rows
    numbers = (~np.isnan(found.values)).astype(int)
    assert (numbers + found.blank + found.below + (found.notation != "") + wrong == 1).all()


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_printed_float_is_read_back(number: float) -> None:
    """Text of a number gives the number, to the last bit."""
    assert read_numbers(pd.Series([repr(number)])).values.tolist() == [number]


@pytest.mark.parametrize("dtype", ["Int64", "Float64", "int32", "float32"])
def test_nullable_numbers_are_numbers(dtype: str) -> None:
    """Columns after ``convert_dtypes`` are read as plain ones."""
    found = read_numbers(pd.Series([1, 2]).astype(dtype))
    assert found.values.tolist() == [1.0, 2.0]
    if dtype[0].isupper():
        assert read_numbers(pd.Series([1, None], dtype=dtype)).blank.tolist() == [False, True]


def test_a_choice_that_is_none_is_told() -> None:
    """Only zero, half and limit are choices."""
    assert isinstance(below_detection("double"), Unread)
    assert plain_text(float("nan")) == plain_text(pd.NA) == plain_text("None") == ""
