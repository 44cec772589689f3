"""What every module of activity data keeps: one suite over all of them, with one sound row each."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import zzcarbon as zc
from zzcarbon.estimation.method import Method
from zzcarbon.estimation.validation import WORDS, validations
from zzcarbon.modules import MODULES

ROWS: dict[str, dict[str, Any]] = {
    "agriculture": {"method": "liming", "material": "limestone", "substance": "CO2"},
    "buildings": {"method": "building fuel", "fuel": "diesel", "substance": "CO2"},
    "energy": {"fuel": "diesel", "substance": "CO2"},
    "general": {"substance": "CO2", "scope": 1, "emission_factor": 2.0, "emission_factor_unit": "kg/t"},
    "industry": {"method": "lime", "product": "lime", "substance": "CO2"},
    "transport": {"method": "road fuel CO2", "fuel": "diesel", "substance": "CO2"},
    "waste": {"method": "waste incineration, fossil CO2", "waste": "plastic waste", "substance": "CO2"},
    "water": {"method": "reported discharge", "substance": "COD"},
}
"""One row of each module, without amount, and what it gives."""

module = pytest.mark.parametrize("name", sorted(ROWS))


def rows(name: str, *amounts: float, **more: Any) -> pd.DataFrame:
    """Return one row of a module for each amount [t]."""
    said = {key: value for key, value in ROWS[name].items() if key != "substance" or name in {"general", "water"}}
    if name == "waste":
        said |= {"fossil_carbon_fraction": 1.0}
    frame = pd.DataFrame([said] * len(amounts)).assign(amount=amounts, unit="t", year=2023, region="CN-HA")
    return frame.assign(id=[f"row {at}" for at in range(len(amounts))]).assign(**more)


def estimated(name: str, frame: Any) -> zc.Inventory:
    """Estimate the substance of a module."""
    found: zc.Inventory = import_module(f"zzcarbon.{name}").estimate(frame, substances=[ROWS[name]["substance"]])
    return found


def mass(name: str, frame: Any) -> float:
    """Return the total of the substance of a module [t]."""
    return float(estimated(name, frame).total(ROWS[name]["substance"]).magnitude)


def methods_of(name: str) -> tuple[Method, ...]:
    """Return the methods that a module declares."""
    found: tuple[Method, ...] = tuple(import_module(f"zzcarbon.{name}.methods").METHODS)
    return found


def test_no_module_is_left_out() -> None:
    """A new module gets a row here."""
    assert sorted(MODULES) == sorted(ROWS)


@module
def test_the_list_of_methods_is_complete(name: str) -> None:
    """Every method has a key and titles of its own, an equation, a source, and says how far it is validated."""
    table = getattr(zc, name).methods()
    assert table["method"].is_unique and table["title_local"].is_unique
    assert (table["module"] == name).all()
    for column in ("title", "title_local", "equation", "source", "columns", "validated", "validation"):
        assert (table[column] != "").all(), (column, table.loc[table[column] == "", "method"].tolist())
    assert table["title_local"].str.contains("[\u4e00-\u9fff]").all()
    for part in "; ".join(table["validation"]).split("; "):
        assert part.partition(":")[0] in WORDS


@pytest.mark.parametrize(
    ("name", "methods"),
    [("water", ""), ("transport", "road|wear|evaporation|refuelling|AdBlue|electric|hydrogen")],
)
def test_methods_say_where_they_end(name: str, methods: str) -> None:
    """Methods of waters and roads say where they should not be used, and where in the source they stand."""
    table = getattr(zc, name).methods()
    chosen = table[table["method"].str.contains(methods)]
    assert len(chosen) > 10
    assert (chosen["limits"] != "").all()
    assert name != "water" or (chosen["locator"] != "").all()


@module
def test_the_emission_is_linear_in_the_amount(name: str) -> None:
    """Twice the amount is twice the emission, nothing is nothing; kilograms are the same as tonnes."""
    one = mass(name, rows(name, 10.0))
    assert one > 0
    assert mass(name, rows(name, 20.0)) == pytest.approx(2 * one, rel=1e-12)
    assert mass(name, rows(name, 0.0)) == 0.0
    if name != "general":  # the factor is per tonne
        assert mass(name, rows(name, 10_000.0, unit="kg")) == pytest.approx(one, rel=1e-12)


@module
def test_rows_add_up_in_any_order_and_in_parts(name: str) -> None:
    """A table is the sum of its rows, backwards as well, and parts that are combined are the whole."""
    whole = rows(name, 1.0, 2.5, 7.0)
    total = mass(name, whole)
    assert mass(name, whole.iloc[::-1]) == pytest.approx(total, rel=1e-14)
    parts = [estimated(name, whole.iloc[:1]), estimated(name, whole.iloc[1:])]
    assert zc.combine(*parts).total(ROWS[name]["substance"]).magnitude == pytest.approx(total, rel=1e-14)
    frame = estimated(name, whole).frame
    assert frame["emission"].sum() == pytest.approx(total, rel=1e-14)


@module
def test_the_same_rows_in_any_table_are_the_same(name: str) -> None:
    """A list of rows, columns as a mapping, Polars and PyArrow give what pandas gives."""
    frame = rows(name, 1.0, 2.5)
    total = mass(name, frame)
    polars, arrow = pytest.importorskip("polars"), pytest.importorskip("pyarrow")
    for given in (
        frame.to_dict("records"),
        frame.to_dict("list"),
        polars.from_pandas(frame),
        arrow.Table.from_pandas(frame),
    ):
        assert mass(name, given) == pytest.approx(total, rel=1e-14)


@module
def test_the_common_door_gives_the_same(name: str) -> None:
    """`zc.estimate` with a column module is the module's own estimate."""
    frame = rows(name, 1.0, 2.5)
    found = zc.estimate(frame.assign(module=name), substances=[ROWS[name]["substance"]])
    assert found.total(ROWS[name]["substance"]).magnitude == pytest.approx(mass(name, frame), rel=1e-14)


@module
def test_labels_stay_with_their_rows(name: str) -> None:
    """A column that no method knows is a label of the frame and of sums."""
    found = estimated(name, rows(name, 1.0, 2.0, district=["北", "南"]))
    assert found.frame.set_index("id")["district"].to_dict() == {"row 0": "北", "row 1": "南"}
    by = found.by("district").set_index("district")["emission"]
    assert by["南"] == pytest.approx(2 * by["北"], rel=1e-12)


BAD: dict[str, dict[str, Any]] = {
    "text for a number": {"amount": "many"},
    "below zero": {"amount": -1.0},
    "blank": {"amount": None},
    "not finite": {"amount": float("inf")},
    "thousands": {"amount": "1,234"},
    "unit that is none": {"unit": "tonne of coal"},
    "unit of another kind": {"unit": "m"},
    "year": {"year": "20233"},
    "region": {"region": "XX-YY"},
}


@module
@pytest.mark.parametrize("fault", sorted(BAD))
def test_a_wrong_cell_is_told_and_the_row_beside_it_stays(name: str, fault: str) -> None:
    """The wrong row has no number but a problem with column and remedy; the other row is estimated as alone."""
    cells = BAD[fault]
    frame = rows(name, 1.0, 2.0).astype(object)
    for column, value in cells.items():
        frame.loc[1, column] = value
    try:
        found = estimated(name, frame)
    except zc.DataError as error:
        assert name == "general", error
        assert {problem.column for problem in error.problems} & set(cells)
        assert all(problem.remedy for problem in error.problems)
        return
    emission = found.frame.set_index("id")["emission"]
    assert emission["row 0"] == pytest.approx(mass(name, rows(name, 1.0)), rel=1e-12)
    if fault == "region" and emission.notna().all():
        return  # the factor is of the row itself: nothing depends on the region
    assert pd.isna(emission["row 1"])
    problems = found.problem_rows()
    told = problems[problems["id"] == "row 1"]
    assert set(told["column"]) & set(cells), told
    assert (told["remedy"] != "").all()


@module
def test_an_id_that_stands_twice_is_refused(name: str) -> None:
    """Two rows of one id are an error that names it."""
    with pytest.raises(zc.DataError, match="same"):
        estimated(name, rows(name, 1.0, 2.0, id="same"))


@module
def test_a_saved_inventory_is_an_inventory(name: str, tmp_path: Path) -> None:
    """From CSV and as a pickle it sums, converts, explains and says its problems as the fresh one does."""
    fresh = estimated(name, rows(name, 1.0, 2.5))
    fresh.to_csv(tmp_path / "inventory.csv")
    for again in (zc.read_inventory(tmp_path / "inventory.csv"), pickle.loads(pickle.dumps(fresh))):
        pd.testing.assert_frame_equal(again.by("year"), fresh.by("year"))
        assert str(again.explain("row 1")) == str(fresh.explain("row 1"))
        pd.testing.assert_frame_equal(again.problems, fresh.problems)


@module
def test_rows_of_an_engine_are_estimated_where_they_are(name: str) -> None:
    """A lazy frame of Polars gives the sums of the same rows in memory."""
    polars = pytest.importorskip("polars")
    frame = rows(name, 1.0, 2.5, 4.0, district=["a", "b", "a"])
    lazy = estimated(name, polars.from_pandas(frame).lazy()).by("district")
    pd.testing.assert_frame_equal(lazy, estimated(name, frame).by("district"), check_dtype=False, rtol=1e-12)


PREPARED = {"landfill decay", "franchises"}
"""Methods whose amount a function of the package computes before: the case pins that function."""


def one_product(method: Method, substance: str) -> bool:
    """Whether the emission of a substance is the amount times one figure, and nothing else."""
    routes = [route for route in method.routes if not route.substances or substance in route.substances]
    single = all(len(route.parameters) + route.factor == 1 and route.constant == 1.0 for route in routes)
    return bool(routes) and single and not method.forms and not method.controlled


def identity(method: Method) -> bool:
    """Whether the emission is the amount itself."""
    alone = all(not route.parameters and not route.factor and route.constant == 1.0 for route in method.routes)
    return alone and not method.balance and method.key not in PREPARED


@module
def test_a_mark_is_never_stronger_than_what_it_stands_on(name: str) -> None:
    """Amount times one factor is proved by no second program, an identity by nothing; no word without a case."""
    marked = {method for of, method in validations() if of == name}
    for method in methods_of(name):
        assert bool(method.validated) == (method.key in marked), method.key
        words = validations().get((name, method.key), {})
        for substance, word in words.items():
            assert word in WORDS
            assert substance == "*" or zc.substance(substance).key == substance
            if identity(method):
                assert word == "unvalidated", method.key
            elif one_product(method, substance):
                assert word != "second program", method.key
            if word == "published case":
                assert not any(program in method.validated for program in ("bonsai", "OpenAMEE", "ShipEF", "klick"))


def test_marks_name_methods_that_exist() -> None:
    """No word stands for a method that is gone."""
    known = {(name, method.key) for name in MODULES for method in methods_of(name)}
    assert set(validations()) <= known


STRONGER: list[tuple[Callable[[Method], bool], str]] = [
    (identity, "reported discharge"),
    (lambda method: one_product(method, "CO2"), "primary aluminium, tier 1"),
    (lambda method: not one_product(method, "CO2"), "clinker calcium oxide"),
    (lambda method: not identity(method), "equipment gas balance"),
    (lambda method: not one_product(method, "CO2"), "lubricant use"),
]


@pytest.mark.parametrize(("kind", "key"), STRONGER)
def test_the_kinds_of_methods_are_told_apart(kind: Callable[[Method], bool], key: str) -> None:
    """The law above sees an identity, a single product and a product of several figures as what they are."""
    (method,) = [one for name in MODULES for one in methods_of(name) if one.key == key]
    assert kind(method)
