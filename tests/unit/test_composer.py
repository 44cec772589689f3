"""Coefficients are composed once for each thing that is asked, and never from the answer to another query."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

import zzcarbon as zc
from zzcarbon.errors import FactorNotFound
from zzcarbon.estimation import figure_source
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


def test_what_is_remembered_is_what_is_found_anew() -> None:
    """Estimates after others give the same lines, figures and problems as the first of a process; 1 is not "1"."""
    rows = pd.DataFrame(
        [
            {"fuel": fuel, "region": region, "year": year, "technology": technology, "control": control}
            for fuel in ("raw coal", "diesel", "natural gas", "electricity")
            for region, year in (("CN-HA", 2023), ("GLO", 1995))
            for technology, control in (("", ""), ("industrial boiler", "fabric filter"), ("no such boiler", "1"))
        ]
    ).assign(amount=2.0, unit="t")
    asked: list[tuple[pd.DataFrame, list[str] | None]] = [
        (rows, None), (rows, ["VOCs"]), (rows, ["NMVOC", "VOCs"]), (rows.iloc[::-1].reset_index(drop=True), None),
        (rows.assign(control=rows["control"].replace("1", 1)), None),
    ]  # fmt: skip

    def told(at: int) -> list[str]:
        frame, substances = asked[at]
        found = zc.energy.estimate(frame, substances=substances)
        return [table.to_csv() for table in (found.frame, found.coefficients, found.problems)]

    first = []
    for at in range(len(asked)):
        figure_source._remembered.cache_clear()
        first.append(told(at))
    figure_source._remembered.cache_clear()
    assert [told(at) for at in (3, 1, 4, 0, 2, 0, 1)] == [first[at] for at in (3, 1, 4, 0, 2, 0, 1)]


def test_own_factors_and_assumptions_are_never_answered_from_memory() -> None:
    """A table with own factors is another table, and a fuel map that changes between calls is read anew."""
    row = pd.DataFrame({"fuel": ["raw coal"], "amount": [1.0], "unit": ["t"], "region": ["CN-HA"], "year": [2023]})
    said = {"substances": ["CO2"]}
    plain = zc.energy.estimate(row, **said).total("CO2").magnitude
    fuel_map = pd.DataFrame({"fuel": ["raw coal"], "set": ["ipcc-2006-v2"], "subject": ["Anthracite"]})
    only = {"sets": ["ipcc-2006-v2"], **said}
    anthracite = zc.energy.estimate(row, fuel_map=fuel_map, **only).total("CO2").magnitude
    fuel_map.loc[0, "subject"] = "Lignite"
    lignite = zc.energy.estimate(row, fuel_map=fuel_map, **only).total("CO2").magnitude
    usual = zc.energy.estimate(row, **only).total("CO2").magnitude
    assert len({anthracite, lignite, usual}) == 3
    assert zc.energy.estimate(row, **said).total("CO2").magnitude == plain


def test_memory_has_an_end(monkeypatch) -> None:
    """A process that asks for ever more figures begins anew; what is found stays the same."""
    rows = pd.DataFrame({"fuel": ["diesel"], "amount": [1.0], "unit": ["t"], "region": ["CN-HA"], "year": [2023]})
    before = zc.energy.estimate(rows, substances=["CO2"]).total().tolist()
    monkeypatch.setattr(figure_source, "_MOST", 3)
    assert zc.energy.estimate(rows, substances=["CO2"]).total().tolist() == before
    figure_source._remembered.cache_clear()
