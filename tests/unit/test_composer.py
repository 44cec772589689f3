"""Coefficients are composed once for each thing that is asked, and never from the answer to another query."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

import zzcarbon as zc
from zzcarbon.errors import FactorNotFound
from zzcarbon.factors.select import FactorQuery

PLAIN = FactorQuery(
    "purchased electricity",
    "CO2",
    subjects={"cn-mee-grid-2023": ("electricity",), "cn-mee-grid-2022": ("electricity",)},
    region="CN-HA",
    year=2023,
)


def test_an_equal_question_has_the_same_answer() -> None:
    """A set is asked once: the second answer is the first one, and none is as good an answer as a row."""
    table = zc.factors()
    found = table.index.best_in_set(PLAIN, "cn-mee-grid-2023")
    assert found is not None
    assert table.index.best_in_set(replace(PLAIN), "cn-mee-grid-2023") is found
    assert table.index.best_in_set(replace(PLAIN, year=1980), "cn-mee-grid-2023") is None
    assert table.index.best_in_set(PLAIN, "no such set") is None


@pytest.mark.parametrize(
    "other",
    [
        {"name": "steam"},
        {"substance": "CH4"},
        {"subjects": None},
        {"subjects": {"cn-mee-grid-2023": ("heat",)}},
        {"region": "CN"},
        {"year": 2022},
        {"technology": "x"},
        {"control": "x"},
        {"categories": {"nfr": "1.A.2"}},
        {"purpose": "enterprise"},
        {"any_technology": True},
        {"conditions": {"mode": "urban"}},
    ],
)
def test_every_part_of_a_question_counts(other: dict[str, object]) -> None:
    """Two questions that differ in anything are two: their answers are kept apart."""
    changed = replace(PLAIN, **other)
    assert changed.of_set("cn-mee-grid-2023") != PLAIN.of_set("cn-mee-grid-2023")


def test_words_of_another_set_do_not_matter() -> None:
    """What a set answers depends on its own words for the subject alone."""
    other = replace(PLAIN, subjects={**PLAIN.subjects, "cn-mee-grid-2022": ("heat",)})
    assert other.of_set("cn-mee-grid-2023") == PLAIN.of_set("cn-mee-grid-2023")
    assert other.of_set("cn-mee-grid-2022") != PLAIN.of_set("cn-mee-grid-2022")


def test_a_factor_carried_into_another_year_marks_only_that_row() -> None:
    """The row of the factor's own year does not say that a factor was carried, whichever row comes first."""
    rows = pd.DataFrame(
        {"id": ["carried", "own"], "fuel": "electricity", "amount": 1.0, "unit": "GWh", "year": [2024, 2023]}
    )
    rows["factor_year"] = [2023, 2023]
    rows.loc[1, "factor_year"] = None
    for order in (rows, rows.iloc[::-1]):
        inventory = zc.energy.estimate(order, region="CN-HA", substances=["CO2"])
        assert "used for 2024" in str(inventory.explain("carried"))
        assert "used for" not in str(inventory.explain("own"))


def test_symbols_are_those_of_the_method() -> None:
    """A carbon content that two methods call by other letters keeps the letter of each, whichever asks first."""
    rows = pd.DataFrame({"id": ["a", "b"], "method": ["ammonia", "steel works fuel"], "fuel": "diesel"})
    rows = rows.assign(amount=1.0, unit="t", fuel_requirement=[35.0, None])

    def letters(frame: pd.DataFrame) -> set[tuple[str, str]]:
        table = zc.industry.estimate(frame, region="CN-HA", substances=["CO2"]).table
        carbon = table.sources[table.sources["name"] == "carbon_content"]
        return set(zip(carbon["id"], carbon["symbol"], strict=True))

    together = letters(rows)
    assert {symbol for _, symbol in together} == {"CC", "c"}
    assert together == letters(rows.iloc[::-1]) == letters(rows.iloc[[0]]) | letters(rows.iloc[[1]])


def test_why_nothing_answers_is_said_of_every_substance() -> None:
    """What was looked for once is said again for the next row, with its nearest rows."""
    table = zc.factors()
    for _ in range(2):
        with pytest.raises(FactorNotFound, match="purchased electricity"):
            table.choose(replace(PLAIN, year=1980), table.set_order(None, "inventory"))
    rows = pd.DataFrame({"fuel": "electricity", "amount": 1.0, "unit": "GWh", "year": [1980, 1980, 1981]})
    problems = zc.energy.estimate(rows, region="CN-HA", substances=["CO2"]).problems
    assert problems["rows"].tolist() == [2, 1]
    assert problems["problem"].str.contains("cn-mee-grid-2021").all()
