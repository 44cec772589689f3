"""A public function that is given an object of another class says which one it works on and what makes one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import zzcarbon as zc
from zzcarbon import planner

pytest.importorskip("matplotlib")

WRONG = (None, [1, 2], {"a": 1}, "rows.csv", object())
DRAWN = ("abatement_cost", "comparison", "districts", "flows", "intervals", "lmdi", "plane", "quota", "sectors")
SPAN = {"years": (2024, 2025)}
TAKERS: dict[str, tuple[str, Callable[[Any], Any]]] = {
    **{name: ("DataFrame", getattr(zc.plot, name)) for name in (*DRAWN, "tornado", "trajectory")},
    "combine": ("Inventory", zc.combine),
    "co2e": ("Quantity", zc.co2e),
    "convert": ("Quantity", lambda value: zc.convert(value, "CO2 as C")),
    "portfolio": ("Candidates", lambda value: planner.portfolio(value, [], **SPAN)),
    "quota_prices": ("Candidates", lambda value: planner.quota_prices(value, [], **SPAN)),
    "sensitivity": ("Candidates", lambda value: planner.sensitivity(value, [], **SPAN)),
    "change_candidates": ("Candidates", planner.change_candidates),
    "price_co_effects": ("Candidates", lambda value: planner.price_co_effects(value, {})),
    "dominated_projects": ("Candidates", planner.dominated_projects),
    "alternatives": ("Portfolio", planner.alternatives),
    "probabilities": ("Portfolio", planner.probabilities),
    "explain_choice": ("Portfolio", lambda value: planner.explain_choice(value, "kiln")),
}


@pytest.mark.parametrize("name", TAKERS)
def test_another_class_is_refused_by_name(name: str) -> None:
    """The error names the class that is needed, the one that came, and the call that makes the right one."""
    wanted, call = TAKERS[name]
    for value in WRONG:
        with pytest.raises(zc.errors.DataError, match=rf"{wanted} is needed, not {type(value).__name__}: .+ makes one"):
            call(value)


def test_methods_refuse_what_they_cannot_use(tmp_path: Path) -> None:
    """Labels in a list, another class beside, a language that is none, a path without a name, a day that is none."""
    rows = {"fuel": "diesel", "amount": 1.0, "unit": "t", "year": 2023}
    inventory = zc.energy.estimate(rows, region="CN", substances=["CO2"])
    entry = {"项目名称": "kiln", "污染物": "NOx", "减排量": 1.0, "单位": "t", "年份": 2022}
    ledger = zc.read_ledger([entry])
    book = tmp_path / "book.xlsx"
    wrong: list[tuple[str, Callable[[], Any]]] = [
        ("Give labels one by one", lambda: inventory.by(["fuel", "year"])),  # type: ignore[arg-type]
        ("Inventory is needed, not DataFrame", lambda: inventory.compare(inventory.frame)),  # type: ignore[arg-type]
        ("unknown GWP set None", lambda: inventory.co2e(None)),  # type: ignore[arg-type]
        ("recast needs a reason", lambda: inventory.recast({"CO2": "CH4"}, why=" ")),
        ("unknown language 'fr'", lambda: inventory.to_excel(book, language="fr")),
        ("names no file", lambda: inventory.to_csv("")),
        ("a day is an ISO date", lambda: ledger.until("soon")),
        ("a ledger is cut between two years", lambda: ledger.between("2021", "2023")),  # type: ignore[arg-type]
    ]
    for text, call in wrong:
        with pytest.raises(zc.errors.ZzcarbonError, match=text):
            call()
    assert not book.exists()


def test_entries_in_chinese_are_appended() -> None:
    """What `read_ledger` reads, `append` reads."""
    entry = {"项目名称": "kiln", "污染物": "NOx", "减排量": 1.0, "单位": "t", "年份": 2022}
    longer = zc.read_ledger([entry]).append([entry | {"项目名称": "boiler"}])
    assert longer.by("project")["net"].tolist() == [1.0, 1.0]


@pytest.mark.parametrize("name", sorted(DRAWN))
def test_a_frame_without_the_columns_of_a_chart_is_refused(name: str) -> None:
    """An empty frame, and one of other columns, name what is missing."""
    for frame in (pd.DataFrame(), pd.DataFrame({"a": [1]})):
        with pytest.raises(zc.errors.DataError, match="the column is missing|no rows to draw"):
            getattr(zc.plot, name)(frame)


def test_words_are_not_drawn() -> None:
    """A word where a length is drawn is named by row and column."""
    frame = pd.DataFrame({"sector": ["power", "kilns"], "emission": [5.0, "many"], "lower": 4.0, "upper": 7.0})
    with pytest.raises(zc.errors.DataError, match=r"row 2, column emission: not a number \(value 'many'\)"):
        zc.plot.intervals(frame)


def test_a_chinese_header_is_a_label() -> None:
    """A label is asked for by its standard name or by the Chinese header of a table."""
    rows = {"fuel": "diesel", "amount": 1.0, "unit": "t", "year": 2023}
    inventory = zc.energy.estimate(rows, region="CN", substances=["CO2"])
    pd.testing.assert_frame_equal(inventory.by("燃料"), inventory.by("fuel").rename(columns={"fuel": "燃料"}))
