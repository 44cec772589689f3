"""What sums rest on, what they are beside published ones, and how they are laid across."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import zzcarbon as zc

NUMBERS = st.floats(-1e6, 1e6, allow_nan=False)
ROWS = st.lists(st.tuples(st.sampled_from(["CO2", "NOx"]), NUMBERS, st.booleans()), min_size=1, max_size=20)


@given(ROWS, st.randoms(use_true_random=False))
def test_shares_are_of_absolute_values_and_do_not_depend_on_the_order(rows: list, random) -> None:
    """The share of marked rows and of the others is one, a sum is the sum, whatever the order of rows."""
    frame = pd.DataFrame(rows, columns=["substance", "emission", "guess"])
    found = zc.analysis.resting_on(frame, {"guess": frame["guess"], "rest": ~frame["guess"]}).set_index("substance")
    for name, part in frame.groupby("substance"):
        assert found.loc[name, "emission"] == pytest.approx(part["emission"].sum(), abs=1e-6)
        whole = part["emission"].abs().sum()
        assert found.loc[name, "guess"] + found.loc[name, "rest"] == pytest.approx(1.0 if whole else 0.0)
    order = random.sample(range(len(frame)), len(frame))
    shuffled = frame.iloc[order].reset_index(drop=True)
    again = zc.analysis.resting_on(shuffled, {"guess": shuffled["guess"]}).set_index("substance")["guess"]
    pd.testing.assert_series_equal(again.sort_index(), found["guess"].sort_index())


def test_rows_without_a_number_rest_on_nothing() -> None:
    """NE neither makes a group of its own nor counts for a share."""
    frame = pd.DataFrame({"substance": ["CO2", "CO2", "NOx"], "emission": [2.0, np.nan, np.nan]})
    found = zc.analysis.resting_on(frame, {"all": [True, True, True]})
    assert found.values.tolist() == [["CO2", 2.0, 1.0]]


def test_published_figures_keep_their_order_unit_and_source() -> None:
    """Each published figure has a row, with what is known of it; groups are added, units converted."""
    sums = pd.DataFrame(
        {"district": ["a", "a", "b"], "substance": "NOx", "emission": [1.0, 2.0, 4.0], "unit": ["kt", "kt", "t"]}
    )
    theirs = pd.DataFrame(
        {
            "district": ["b", "c", "a"],
            "substance": "NOx",
            "value": [2, 5, 6000],
            "unit": ["kg", "t", "t"],
            "source": ["x", "y", "z"],
        }
    )
    found = zc.analysis.beside_published(sums, theirs, by=["district", "substance"])
    assert found["emission"].fillna(-1).tolist() == [4000.0, -1.0, 3000.0]
    assert found["difference"].fillna(-1).tolist() == [3998.0, -1.0, -3000.0]
    assert found["ratio"].fillna(-1).tolist() == [2000.0, -1.0, 0.5]
    assert found["source"].tolist() == ["x", "y", "z"]


@pytest.mark.parametrize(
    ("change", "match"),
    [
        ({"value": ["many", 1]}, "not a finite number"),
        ({"substance": ["NOx", "NOx"]}, "this figure stands twice"),
        ({"unit": ["km", "t"]}, "laid side by side"),
    ],
)
def test_faulty_published_figures_are_refused(change: dict, match: str) -> None:
    """Words, figures that stand twice, units of another kind: with the row."""
    sums = pd.DataFrame({"substance": ["NOx", "CO2"], "emission": [1.0, 2.0], "unit": "t"})
    theirs = pd.DataFrame({"substance": ["NOx", "CO2"], "value": [1, 2], "unit": ["t", "t"]}).assign(**change)
    with pytest.raises(zc.DataError, match=match):
        zc.analysis.beside_published(sums, theirs)
    with pytest.raises(zc.DataError, match="lack columns"):
        zc.analysis.beside_published(sums, theirs.drop(columns="unit"))
    with pytest.raises(zc.DataError, match="2 rows need 2 marks"):
        zc.analysis.resting_on(sums, {"a": [True]})


def test_two_scopes_are_not_laid_into_one_cell() -> None:
    """A sum that stands twice under one name is refused, not added or overwritten."""
    sums = pd.DataFrame({"fuel": ["coal", "coal"], "substance": "CO2", "emission": [1.0, 2.0], "unit": "t"})
    with pytest.raises(zc.DataError, match="two sums of one substance"):
        zc.document.substances_across(sums, "fuel")
    table = zc.document.substances_across(
        sums.assign(substance=["CO2", "CH4"]), "fuel", order=["CH4"], units={"CO2": "kg"}
    )
    assert table.columns.tolist() == ["CH4 [t]", "CO2 [kg]"]
    assert table.to_numpy().tolist() == [["2", "1,000"]]


@pytest.mark.parametrize(
    ("text", "match"),
    [
        ("key,en\na,b\n", "column zh"),
        ("key,en,zh\na,b,\n", "the sentence is blank"),
        ("key,en,zh\na,b,c\na,b,c\n", "the key stands twice"),
        ("key,en,zh\na,{n} t,{m} 吨\n", "its holes differ"),
    ],
)
def test_sentences_in_one_language_only_are_refused(text: str, match: str, tmp_path: Path) -> None:
    """A report in two languages says the same in both."""
    path = tmp_path / "texts.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(zc.DataError, match=match):
        zc.document.read_sentences(path)


WRONG_SUMS = {
    "a word": pd.DataFrame({"fuel": ["coal"], "substance": ["CO2"], "emission": ["many"], "unit": ["t"]}),
    "no sums": pd.DataFrame({"fuel": ["coal"], "substance": ["CO2"], "unit": ["t"]}),
    "no frame": [1.0],
}


@pytest.mark.parametrize("sums", WRONG_SUMS.values(), ids=list(WRONG_SUMS))
def test_wrong_sums_are_refused_by_name(sums: Any) -> None:
    """What is no table of sums is one error of the library, with the column."""
    published = pd.DataFrame({"substance": ["CO2"], "value": [1.0], "unit": ["t"]})
    match = "column emission: (not a|the column)|needed, not list|a data frame, not list"
    for call in (
        lambda: zc.analysis.resting_on(sums, {"a": [True]}),
        lambda: zc.analysis.beside_published(sums, published),
        lambda: zc.document.substances_across(sums, "fuel"),
    ):
        with pytest.raises(zc.DataError, match=match):
            call()


def test_marks_are_one_for_each_row() -> None:
    """Doubtful rows are marked one by one."""
    sums = WRONG_SUMS["a word"].assign(emission=[1.0])
    with pytest.raises(zc.DataError, match="1 rows need 1 marks"):
        zc.document.substances_across(sums, "fuel", doubtful=[True, False])
