"""Wrong options of uncertainty and analysis: each a DataError or UnknownNameError that says what is wanted."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

import zzcarbon as zc
from zzcarbon import analysis
from zzcarbon.errors import DataError, UnknownNameError

ROWS = pd.DataFrame(
    {
        "id": ["a", "b"],
        "fuel": ["raw coal", "diesel"],
        "amount": [100.0, 50.0],
        "unit": "t",
        "year": [2020, 2021],
        "district": ["x", "y"],
        "category_ipcc2006": ["1.A.1.a", "1.A.3.b"],
        "activity_uncertainty": [0.05, 0.1],
        "activity_source": ["s", "t"],
    }
)
SERIES = {2010: 1.0, 2011: 2.0, 2012: 3.0}
PANEL = pd.DataFrame({"year": [1, 1, 2, 2], "c": ["a", "b"] * 2, "x": [1.0, 2, 3, 4], "y": [1.0, 2, 3, 4]})


def estimated(**changes: object) -> zc.Inventory:
    """Estimate the CO2 of the rows."""
    return zc.energy.estimate(ROWS.assign(**changes), region="CN-HA", sets=["ipcc-2006-v2"], substances=["CO2"])


@pytest.fixture(scope="module")
def inventory() -> zc.Inventory:
    """Return the inventory of the rows as they are."""
    return estimated()


def reference(fuels: list[str], apparent: object) -> pd.DataFrame:
    """Return a reference of fuels."""
    return pd.DataFrame({"fuel": fuels, "apparent": apparent})


OF_INVENTORY: list[tuple[str, Callable[[zc.Inventory], object], str]] = [
    ("label", lambda i: i.uncertainty("distrct"), "unknown label 'distrct'. Did you mean 'district'"),
    ("label that is a number", lambda i: i.uncertainty(3), "unknown label 3"),
    ("half a draw", lambda i: i.uncertainty(draws=0.5), "draws is a whole number of two or more"),
    ("draws as text", lambda i: i.uncertainty(draws="many"), "draws is a whole number of two or more"),
    ("draws as truth", lambda i: i.uncertainty(draws=True), "draws is a whole number of two or more"),
    ("draws without end", lambda i: i.uncertainty(draws=10**12, default=0.1), "draws are 10,000,000 at most"),
    ("seed", lambda i: i.uncertainty(draws=10, seed="x", default=0.1), "a seed is a whole number"),
    ("activity in percent", lambda i: i.uncertainty(activity="5%"), "activity is a half-width"),
    ("default in percent", lambda i: i.uncertainty(default="5%"), "a default half-width is a number"),
    ("widths", lambda i: i.uncertainty(widths=[0.1]), "widths are half-widths by figure"),
    (
        "negative widths",
        lambda i: i.uncertainty(widths=dict.fromkeys(i.table.leaves["leaf"], -1)),
        "diesel.*bituminous",
    ),
    ("defaults", lambda i: i.uncertainty(defaults=3), "defaults are names"),
    ("scope", lambda i: i.uncertainty(scope=1.5), "unknown scope '1.5'. Scopes are 1, 2, 3 and all"),
    ("base", lambda i: i.uncertainty(base=ROWS), "base is an inventory"),
    ("how many", lambda i: i.contributions("CO2", n="x"), "n is the number of figures"),
    ("how many and a half", lambda i: i.contributions("CO2", n=1.5), "n is the number of figures"),
    ("base of a table", lambda i: i.uncertainty_table(None), "base is an inventory, not None"),
    ("base of categories", lambda i: i.key_categories(base=ROWS), "base is an inventory"),
    ("cut in percent", lambda i: i.key_categories(threshold="95%"), "threshold is a share above 0"),
    ("old", lambda i: i.recalculation("old.csv"), "old is an inventory, not 'old.csv'"),
    ("scope of a recalculation", lambda i: i.recalculation(i, scope="9"), "unknown scope '9'"),
    ("jump", lambda i: i.checks(jump="20%"), "column jump: is not a number above zero"),
    ("scheme", lambda i: i.checks(expected="ipcc1996"), "unknown category scheme 'ipcc1996'. Did you mean 'ipcc2006'"),
    ("expected", lambda i: i.checks(expected=5), "is no scheme and no list"),
    ("limit alone", lambda i: i.checks(limit=0.1), "a limit needs a reference"),
    ("reference alone", lambda i: i.checks(reference=reference(["coal"], 1.0)), "Say with limit="),
    ("reference that is none", lambda i: i.checks(reference=5, limit=0.1), "data frame"),
    ("reference columns", lambda i: i.checks(reference=ROWS[["id"]], limit=0.1), "column apparent: the column is miss"),
    ("reference text", lambda i: i.checks(reference=reference(["coal"], ["x"]), limit=0.1), "not a finite number"),
    (
        "reference fuels, both faults at once",
        lambda i: i.checks(reference=reference(["moon", "diesel", "柴油"], 1.0), limit=0.1),
        "unknown fuel 'moon'.*the fuel stands twice",
    ),
]


@pytest.mark.parametrize(("call", "words"), [case[1:] for case in OF_INVENTORY], ids=[case[0] for case in OF_INVENTORY])
def test_options_of_an_inventory(call: Callable[[zc.Inventory], object], words: str, inventory: zc.Inventory) -> None:
    """What cannot be is refused with what can be, never a foreign error."""
    with pytest.raises((DataError, UnknownNameError), match=f"(?s){words}"):
        call(inventory)


OF_ANALYSIS: list[tuple[str, Callable[[], object], str]] = [
    ("a list has no years", lambda: analysis.peak([1.0, 3.0, 2.0]), "a pandas.Series by year or a mapping"),
    ("nothing to splice", lambda: analysis.splice(None, by="interpolation"), "a pandas.Series by year or a mapping"),
    ("significance", lambda: analysis.peak(SERIES, significance="5%"), "significance is a share"),
    ("draws of a peak", lambda: analysis.peak(SERIES, draws=5), "draws are a table with a column for each year"),
    ("draws as text", lambda: analysis.maximum_shares([[1, "x"]], years=[1, 2]), "draws are finite numbers"),
    ("line to nowhere", lambda: analysis.path("linear", **_ends(start="x")), "the ends of a path are finite numbers"),
    ("year as text", lambda: analysis.path("S", **_ends(start_year="2020")), "a path lies between two years"),
    ("year and a half", lambda: analysis.path("linear", **_ends(start_year=2020.5)), "a path lies between two years"),
    ("year far away", lambda: analysis.path("linear", **_ends(end_year=10**12)), "a path lies between two years"),
    ("rate below nothing", lambda: analysis.path("compound", **_ends(start="x")), "a constant rate needs values"),
    ("form", lambda: analysis.path(["linear"], **_ends()), "a path is 'linear', 'compound', 'S'"),
    ("rate", lambda: analysis.contraction_path(start_year=2020, start=1.0, end_year=2030, rate="4%"), "a yearly rate"),
    ("contraction", lambda: analysis.contraction_path(start_year=2020, start="x", end_year=2030, rate=0.1), "the ends"),
    ("factor twice", lambda: analysis.lmdi(PANEL, factors=["x", "x"], by="c"), "factors name 'x' twice"),
    ("no factors", lambda: analysis.lmdi(PANEL, factors=5, by="c"), "factors are names of columns, not 5"),
    ("overflow", lambda: analysis.lmdi(PANEL.assign(x=1e200, y=1e200), factors=["x", "y"], by="c"), "a number holds"),
    ("restated text", lambda: analysis.restate("a", 1.0, threshold=0.1), "base-year emissions are finite"),
    ("no threshold", lambda: analysis.restate(1.0, 1.0, threshold=None), "a threshold is a share of zero or more"),
    ("limit", lambda: analysis.check_jumps(PANEL, limit="x"), "the limit of a jump is a number"),
    ("lines named twice", lambda: analysis.split_recalculation(PANEL, PANEL, by=["c", "c"]), "by name 'c' twice"),
    ("levels", lambda: analysis.nested_shares(PANEL, amount="x", levels=3), "levels are names of columns"),
    ("chain", lambda: analysis.kaya_factors(PANEL, chain="x"), "a chain has two columns or more"),
]  # fmt: skip


def _ends(**changes: Any) -> dict[str, Any]:
    return {"start_year": 2020, "start": 1.0, "end_year": 2030, "end": 2.0} | changes


@pytest.mark.parametrize(("call", "words"), [case[1:] for case in OF_ANALYSIS], ids=[case[0] for case in OF_ANALYSIS])
def test_options_of_analysis(call: Callable[[], object], words: str) -> None:
    """What cannot be is refused with what can be, never a foreign error."""
    with pytest.raises(DataError, match=words):
        call()


def test_half_widths_in_percent_are_shares() -> None:
    """5 % in the cell or in a unit column is 0.05: it was once five hundred per cent."""
    plain = estimated().uncertainty(default=0.0)
    for changes in (
        {"activity_uncertainty": ["5%", "10 %"]},
        {"activity_uncertainty": [5.0, 10.0], "activity_uncertainty_unit": "%"},
        {"activity_uncertainty": [5.0, 0.1], "activity_uncertainty_unit": ["%", None]},
    ):
        pd.testing.assert_frame_equal(estimated(**changes).uncertainty(default=0.0), plain)


WIDTHS: list[tuple[dict[str, object], str]] = [
    ({"activity_uncertainty": [-1.0, -2.0]}, "row a.*below zero.*row b.*below zero"),
    ({"activity_uncertainty": [50.0, 0.1]}, "row a.*a half-width is above 2"),
    ({"activity_uncertainty": [np.inf, 0.1]}, "row a.*not finite"),
    ({"activity_uncertainty": ["wide", "?"]}, "row a.*text where a number belongs.*row b"),
    ({"activity_uncertainty_unit": ["t", "%"]}, "row a, column activity_uncertainty_unit.*Write % or 1"),
]


@pytest.mark.parametrize(("changes", "words"), WIDTHS)
def test_half_widths_that_are_none_are_told_with_their_rows(changes: dict[str, object], words: str) -> None:
    """Nothing that a row says of its error is passed over."""
    with pytest.raises(DataError, match=f"(?s){words}"):
        estimated(**changes).uncertainty(default=0.0)


@pytest.mark.parametrize("changes", [case[0] for case in WIDTHS], ids=[case[1][:20] for case in WIDTHS])
def test_half_widths_that_are_none_are_told_of_rows_in_an_engine(changes: dict[str, object]) -> None:
    """The same stand in the error where rows stay in Polars, with their count."""
    polars = pytest.importorskip("polars")
    rows = polars.from_pandas(ROWS.assign(**changes)).lazy()
    inventory = zc.energy.estimate(rows, region="CN-HA", sets=["ipcc-2006-v2"], substances=["CO2"])
    with pytest.raises(DataError, match="the uncertainty of amounts cannot be used"):
        inventory.uncertainty(default=0.0)


@pytest.fixture(params=["saved", "lazy"])
def other(request: pytest.FixtureRequest, inventory: zc.Inventory, tmp_path: Path) -> zc.Inventory:
    """Return the inventory as it comes from a file, and with its rows in an engine, in another order."""
    if request.param == "saved":
        inventory.to_csv(tmp_path / "inventory.csv")
        return zc.read_inventory(tmp_path / "inventory.csv")
    rows = pytest.importorskip("polars").from_pandas(ROWS.iloc[::-1]).lazy()
    return zc.energy.estimate(rows, region="CN-HA", sets=["ipcc-2006-v2"], substances=["CO2"])


METHODS: list[tuple[str, Callable[[zc.Inventory, zc.Inventory], Any]]] = [
    ("first order", lambda i, _: i.uncertainty("district", default=0.1)),
    ("draws", lambda i, _: i.uncertainty("district", default=0.1, draws=200, seed=3)),
    ("all scopes", lambda i, _: i.uncertainty(default=0.1, scope="all")),
    ("change", lambda i, old: i.uncertainty(default=0.1, base=old)),
    ("table", lambda i, old: i.uncertainty_table(old, default=0.1)),
    ("contributions", lambda i, _: i.contributions("CO2", default=0.1)),
    ("key categories", lambda i, old: i.key_categories(base=old).level),
    ("trend of approach 2", lambda i, old: i.key_categories("fuel", old, 2, 0.9, default=0.1).trend),
    ("recalculation", lambda i, old: i.recalculation(old, "district", scope="all")),
    ("checks", lambda i, _: i.checks("district", jump=0.1, expected=["1.A.1", "2.A"], scope="all")),
    ("reference", lambda i, _: i.checks(reference=reference(["coal", "oil products"], 100.0), limit=0.1)),
]


@pytest.mark.parametrize("call", [case[1] for case in METHODS], ids=[case[0] for case in METHODS])
def test_saved_and_lazy_inventories_say_the_same(
    call: Callable[[zc.Inventory, zc.Inventory], Any], inventory: zc.Inventory, other: zc.Inventory
) -> None:
    """Every method of analysis gives of a saved inventory and of one in an engine what it gives of the fresh one."""
    old = estimated(amount=[90.0, 60.0])
    fresh, again = call(inventory, old), call(other, old)
    pd.testing.assert_frame_equal(fresh, again, check_dtype=False, rtol=1e-12)
    assert len(fresh)


def test_scopes_of_recalculation_and_checks() -> None:
    """Bought electricity counts in both where its scope is asked for, and nowhere else."""
    rows = pd.DataFrame({"fuel": "电力", "amount": [10.0, 10.0, 90.0], "unit": "万千瓦时", "year": [2021, 2022, 2023]})
    bought = zc.energy.estimate(rows, region="CN-HA", substances=["CO2"])
    less = zc.energy.estimate(rows.assign(amount=5.0), region="CN-HA", substances=["CO2"])
    split = bought.recalculation(less, scope="2").iloc[0]
    assert split["activity"] == pytest.approx(split["difference"])
    assert split["new"] == pytest.approx(bought.total("CO2", scope="2").magnitude)
    assert not bought.recalculation(less).iloc[0].to_numpy().any()
    assert bought.checks(jump=1.0, scope="2")["check"].tolist() == ["jump"]
    assert bought.checks(jump=1.0, scope=("1", "2"))["where"].str.endswith("2023").all()
    assert bought.checks(jump=1.0, scope="1").empty
