"""The factor database: every row sound, the rule of selection, own factors."""

from __future__ import annotations

import pickle
from pathlib import Path

import pandas as pd
import pytest

import zzcarbon as zc
from zzcarbon.factors.cache import database
from zzcarbon.factors.check import check_rows
from zzcarbon.provenance import sources


def test_every_row_is_sound() -> None:
    """Units parse and fit, bounds enclose, sources exist, keys are unique: loading says so."""
    tables = database().tables
    assert len(tables.factors) > 1000
    assert set(tables.factors["source"]) | set(tables.parameters["source"]) <= set(sources())
    assert not check_rows(tables.factors, tables.sets, file="", parameters=False)


def test_rows_that_break_their_bounds_are_withheld() -> None:
    """What is withheld because its bounds do not enclose it does break them, and no shipped row does."""
    from zzcarbon.resources import data_path

    withheld = pd.read_csv(data_path("withheld.csv"), keep_default_na=False, na_values=[""])
    broken = withheld[withheld["reason"] == "the bounds do not enclose the value"]
    assert len(broken) >= 19
    value, lower, upper = (broken[column] for column in ("value", "lower", "upper"))
    assert ((value < lower) | (value > upper) | (lower > upper)).all()
    shipped = database().tables.factors
    assert not ((shipped["value"] < shipped["lower"]) | (shipped["value"] > shipped["upper"])).any()


def test_the_nearest_region_of_the_right_year_answers() -> None:
    """A district is answered by its province; another year, purpose or control is never taken instead."""
    table = zc.factors()
    found = table.select(activity="purchased electricity", substance="CO2", region="郑东新区", year=2023)
    assert (found.row.region, found.quantity.to("kg CO2/kWh").magnitude) == ("CN-HA", 0.5897)
    assert found.trail == ("region CN-410100-ZDXQ answered by CN-HA",)
    assert found.source.publisher == "MEE, NBS"
    with pytest.raises(zc.FactorNotFound, match="year"):
        table.select(activity="purchased electricity", substance="CO2", region="CN-HA", year=2019)
    with pytest.raises(zc.FactorNotFound, match="purpose"):
        table.select(activity="grid operating margin", substance="CO2", region="CN-GRID-CENTRAL", year=2014)
    with pytest.raises(zc.FactorNotFound, match="control"):
        table.select(activity="combustion", substance="NOx", fuel="diesel", control="SCR", categories={"nfr": "1.A.2"})
    margin = zc.factors("C").select(activity="grid operating margin", substance="CO2", region="CN-GRID-NORTH",
                                    year=2014, purpose="offset baseline")  # fmt: skip
    assert margin.row.value == 0.9551


def test_rows_that_tie_are_an_error() -> None:
    """Two equally near rows are named; nobody tosses a coin."""
    rows = pd.DataFrame(
        {"activity": "combustion", "subject": ["a", "b"], "substance": "NOx", "value": [1.0, 2.0], "unit": "kg/t"}
    )
    table = zc.factors().extend(rows)
    with pytest.raises(zc.FactorAmbiguous, match="own/1"):
        table.select(activity="combustion", substance="NOx", sets=["own"])


def test_own_factors_go_first_and_are_checked() -> None:
    """An own factor answers before the packaged ones; all faults of an own table come at once."""
    mine = pd.DataFrame({"activity": ["combustion"], "subject": ["diesel"], "substance": ["NOx"], "value": [21.5],
                         "unit": ["kg/t"]})  # fmt: skip
    table = zc.factors().extend(mine)
    assert table.edition != zc.factors().edition
    frame = pd.DataFrame({"fuel": ["diesel"], "amount": [2.0], "unit": ["t"]})
    found = zc.energy.estimate(frame, region="CN-HA", factors=table, substances=["NOx"])
    assert found.total("NOx").magnitude == pytest.approx(0.043)
    wrong = mine.assign(unit="kg/bananas", substance="NOxx", lower=30.0)
    with pytest.raises(zc.DataError, match="problems in the own factors") as caught:
        zc.factors().extend(wrong)
    assert {problem.column for problem in caught.value.problems} == {"unit", "substance", "value"}
    with pytest.raises(zc.DataError, match="unknown columns"):
        zc.factors().extend(mine.assign(untis="t"))
    with pytest.raises(zc.DataError, match="not numbers"):
        zc.factors().extend(mine.assign(value="much"))


def test_browsing_speaks_chinese_and_english() -> None:
    """A fuel is found under the words of every set."""
    found = zc.factors().find("原煤", set="cn-cets-ag-03.01-2024")
    assert set(found["subject"]) == {"bituminous coal"}
    assert len(zc.factors().find("diesel NOx"))
    with pytest.raises(zc.UnknownNameError, match="column"):
        zc.factors().find("x", colour="red")


def test_grade_and_sets_are_asked_by_name() -> None:
    """Grades and sets that do not exist are errors."""
    with pytest.raises(zc.UnknownNameError, match="Did you mean 'combustion'"):
        zc.factors().select(activity="combustionn", substance="NOx")
    with pytest.raises(zc.UnknownNameError, match="Grades"):
        zc.factors("D")
    with pytest.raises(zc.UnknownNameError, match="Did you mean 'ipcc-2006-v"):
        zc.factors().set_order(["ipcc-2006"], "inventory")
    with pytest.raises(zc.UnknownNameError, match="Purposes"):
        zc.factors().set_order(None, "fun")
    assert not len(zc.factors().frame.query("grade == 'C'"))


def test_fuel_maps_point_at_rows() -> None:
    """Every word that a fuel is mapped to stands in its set; assumptions have a reason."""
    from zzcarbon.resources import data_path

    fuel_map = pd.read_csv(data_path("fuel_map.csv"), keep_default_na=False)
    tables = database().tables
    held = set(zip(tables.factors["set"], tables.factors["subject"], strict=True))
    held |= set(zip(tables.parameters["set"], tables.parameters["subject"], strict=True))
    missing = [pair for pair in zip(fuel_map["set"], fuel_map["subject"], strict=True) if pair not in held]
    assert not missing
    assert (fuel_map.loc[fuel_map["grade"] == "C", "reason"] != "").all()


def test_machines_are_not_boilers() -> None:
    """SOx of machinery has no factor: the boiler table of the category above does not answer for it."""
    table = zc.factors()
    with pytest.raises(zc.FactorNotFound, match="category"):
        table.select(activity="combustion", substance="SOx", fuel="diesel", categories={"nfr": "1.A.2.g.vii"})
    found = table.select(activity="combustion", substance="SOx", fuel="diesel", categories={"nfr": "1.A.2.f"})
    assert found.row.category == "1.A.2"


def test_tables_of_one_key_are_told_apart() -> None:
    """Diesel of farm machinery has two tables: without the table the answer is neither."""
    question = {"activity": "combustion", "substance": "NOx", "fuel": "diesel", "categories": {"nfr": "1.A.4.c.ii"}}
    with pytest.raises(zc.FactorNotFound, match="agriculture"):
        zc.factors().select(**question)
    assert zc.factors().select(**question, technology="forestry").row.value == 28471


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_own_factors_come_from_files(tmp_path: Path, suffix: str) -> None:
    """A CSV file and an Excel sheet of own factors answer alike."""
    mine = pd.DataFrame(
        {"activity": ["combustion"], "subject": ["柴油"], "substance": ["NOx"], "value": [21.5], "unit": ["kg/t"]}
    )
    path = tmp_path / f"own{suffix}"
    if suffix == ".csv":
        mine.to_csv(path, index=False)
    else:
        pytest.importorskip("openpyxl")
        mine.to_excel(path, index=False)
    found = zc.factors().extend(path).select(activity="combustion", substance="NOx", fuel="diesel")
    assert found.row.value == 21.5
    assert found.row.set == "own"


def test_near_rows_are_data() -> None:
    """What a near row differs in is told in its text and handed over in parts; both survive a pickle."""
    table = zc.factors()
    with pytest.raises(zc.FactorNotFound, match="differs in") as raised:
        table.select(activity="combustion", substance="CH4", fuel="diesel", region="CN-HA", year=2022)
    error = pickle.loads(pickle.dumps(raised.value))
    assert error.candidates == tuple(map(str, error.near)) == raised.value.candidates
    assert all(difference.kind in text for row in error.near for text in [str(row)] for difference in row.differs)
    assert {difference.kind for row in error.near for difference in row.differs} >= {"category"}
    with pytest.raises(zc.FactorNotFound, match="years with a factor") as raised:
        table.select(activity="purchased electricity", substance="CO2", region="CN-HA", year=2019)
    assert raised.value.years
    assert all(str(year) in str(raised.value) for year in raised.value.years)
