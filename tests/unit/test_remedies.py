"""A remedy that names what to write works when it is written: every one is applied literally."""

from __future__ import annotations

import re
from typing import Any

import pandas as pd
import pytest

import zzcarbon as zc

WRITE = re.compile(r'(\w+)="([^"]+)"')
"""What a remedy names: ``category_nfr="1.A.2"``."""
UNIT = re.compile(r"Give the amount in (.+), or in a unit of its kind")
WHERE: dict[str, Any] = {"region": "CN-HA", "year": 2023}


def _rows() -> list[dict[str, Any]]:
    """Return rows that lack a category, a word or the right unit, in two modules."""
    fuels = ("diesel", "raw coal", "natural gas")
    rows: list[dict[str, Any]] = [{"module": "energy", "fuel": fuel, "amount": 1.0, "unit": "t"} for fuel in fuels]
    rows += [{"module": "energy", "fuel": "electricity", "amount": 1.0, "unit": unit} for unit in ("L", "kg CO2")]
    rows += [{"module": "energy", "fuel": "heat", "amount": 1.0, "unit": unit} for unit in ("t", "m3")]
    methods = ("enteric fermentation", "manure methane per head", "livestock air pollutants, tier 1", "farm operations")
    rows += [
        {"module": "agriculture", "method": method, "animal": animal, "amount": 10.0, "unit": unit}
        for method in methods
        for animal in ("dairy cattle", "poultry")
        for unit in ("head", "L")
    ]
    return rows


def _estimate(rows: list[dict[str, Any]]) -> zc.Inventory:
    return zc.estimate(pd.DataFrame(rows).assign(id=[f"r{at}" for at in range(len(rows))]), **WHERE)


def test_what_a_remedy_names_ends_its_problem_when_it_is_written() -> None:
    """Each word and each unit of each remedy, row by row: no problem of the row asks for it again."""
    rows = _rows()
    asked: list[tuple[dict[str, Any], str, str]] = []
    for problem in _estimate(rows).problem_rows().to_dict("records"):
        row = rows[int(str(problem["id"]).removeprefix("r"))]
        written = WRITE.findall(problem["remedy"])
        written += [("unit", unit) for unit in UNIT.findall(problem["remedy"])]
        asked += [({**row, column: word}, problem["substance"], problem["remedy"]) for column, word in written]
    assert len(asked) > 40
    made = _estimate([row for row, *_ in asked])
    left = made.problem_rows()
    told = set(zip(left["id"], left["substance"], left["remedy"], strict=True))
    again = [
        (row, remedy) for at, (row, substance, remedy) in enumerate(asked) if (f"r{at}", substance, remedy) in told
    ]
    assert not again, again[:3]
    numbers = made.frame[made.frame["emission"].notna()]
    given = set(zip(numbers["id"].astype(str), numbers["substance"].astype(str), strict=True))
    right = [at for at, (row, *_) in enumerate(asked) if row["unit"] in {"t", "head", "GJ", "m2"}]
    assert all((f"r{at}", asked[at][1]) in given for at in right)


@pytest.mark.parametrize(
    ("row", "match"),
    [
        ({"fuel": "electricity", "unit": "L"}, "Give the amount in GJ, or in a unit of its kind."),
        ({"fuel": "diesel", "unit": "kg CO2", "category_nfr": "1.A.2"}, "Give the amount of the fuel itself"),
        ({"fuel": "diesel", "unit": "t"}, 'Write category_ipcc2006="1.A.1" or'),
    ],
)
def test_a_remedy_fits_its_method(row: dict[str, Any], match: str) -> None:
    """No density of electricity, no heating value of CO2: what the method does not read is not asked for."""
    problems = zc.energy.estimate([{"amount": 1.0, **row}], **WHERE).problems
    assert problems["remedy"].str.startswith(match).any(), problems["remedy"].tolist()


def test_a_category_that_the_row_has_is_not_replaced() -> None:
    """Where the row says its category, another one is no remedy."""
    problems = zc.energy.estimate(
        [{"fuel": "raw coal", "amount": 1.0, "unit": "t", "category_nfr": "1.A.2"}], **WHERE
    ).problems
    assert not problems["remedy"].str.contains("Write category").any()


@pytest.mark.parametrize(
    ("animal", "meant"), [("cow", ""), ("dairy catle", "did you mean 'dairy cattle'"), ("奶牛s", "did you mean '奶牛'")]
)
def test_a_word_that_is_suggested_is_one_of_its_column(animal: str, meant: str) -> None:
    """CO is no animal: only words that figures of the method use in the column are near, and they give a number."""
    row = {"method": "enteric fermentation", "animal": animal, "amount": 10.0, "unit": "head"}
    told = str(zc.agriculture.estimate([row], **WHERE).problems["remedy"].iloc[0])
    assert meant in told
    assert ("did you mean" in told) == bool(meant)
    for word in re.findall(r"'([^']+)'", told.partition("did you mean")[2]):
        found = zc.agriculture.estimate([{**row, "animal": word}], **WHERE)
        assert found.frame["emission"].notna().any(), word


@pytest.mark.parametrize(("said", "method"), [("差旅", "distance based travel"), ("员工通勤", "employee commuting")])
def test_a_word_of_the_title_of_a_method_leads_to_it(said: str, method: str) -> None:
    """What is looked for by a part of the Chinese title is named, as `zc.methods(word)` finds it."""
    row = {"method": said, "amount": 1.0, "unit": "人公里"}
    remedies = zc.general.estimate([row], region="CN-HA", substances=["CO2"]).problems["remedy"]
    assert f"Did you mean '{method}'? See methods()." in set(remedies)


@pytest.mark.parametrize(
    "row",
    [
        {"method": "purchased electricity", "fuel": "electricity", "amount": 1.0, "unit": "MWh", "year": 2035},
        {"fuel": "diesel", "amount": 1.0, "unit": "t", "year": 2023, "ncv": 43.0, "ncv_unit": "GJ/furlong"},
        {"fuel": "diesle", "amount": 1.0, "unit": "t", "year": 2023},
    ],
)
def test_problems_do_not_depend_on_the_language_of_the_session(row: dict[str, object]) -> None:
    """What is kept is English, whoever estimates: the remedy of a missing year was lost in a Chinese session."""
    told = []
    for language in ("en", "zh"):
        with zc.options.within(language=language):
            inventory = zc.energy.estimate(row, region="CN-HA", substances=["CO2"])
        with zc.options.within(language="en"):
            told.append(inventory.problem_rows()[["problem", "remedy"]].to_numpy().tolist())
    assert told[0] == told[1] != []
