"""Own figures pass every check of the packaged ones, count what they say, and say that they are the caller's."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

import zzcarbon as zc

DIESEL = {
    "activity": "combustion",
    "subject": "diesel",
    "substance": "NOx",
    "value": 10.0,
    "unit": "kg/t",
    "basis": "as NO2",
}


def own(**cells: object) -> pd.DataFrame:
    """Return a table of one own factor."""
    return pd.DataFrame([DIESEL | cells])


def diesel(table: zc.FactorTable, name: str) -> float:
    """Return the emission of 2 t of diesel [kg]."""
    rows = pd.DataFrame({"fuel": ["diesel"], "amount": [2.0], "unit": ["t"]})
    found = zc.energy.estimate(rows, region="CN-HA", year=2023, factors=table, substances=[name])
    return float(found.total(name).to(f"kg {name}").magnitude)


@pytest.mark.parametrize(("substance", "basis", "ratio"), [
    ("NOx", "as NO2", 1.0), ("NOx", "as NO", 46 / 30), ("NOx", "as N", 46 / 14), ("NOx", "NCV; as NO, dry", 46 / 30),
    ("CO2", "as C", 44 / 12), ("CH4", "as C", 16 / 12), ("N2O", "as N", 44 / 28), ("N2O", "as N2O", 1.0),
    ("SO2", "as S", 2.0), ("SOx", "as SO2", 1.0), ("NH3", "as N", 17 / 14), ("CO2", "as received", 1.0), ("CO2", "", 1.0),
])  # fmt: skip
def test_the_basis_of_an_own_factor_is_applied_once(substance: str, basis: str, ratio: float) -> None:
    """2 t at 10 kg/t of what the basis names are 20 kg times the ratio of molar masses that zc.convert knows."""
    table = zc.factors().extend(own(substance=substance, basis=basis))
    assert diesel(table, substance) == pytest.approx(20.0 * ratio)
    if ratio != 1.0:
        word = basis.partition("as ")[2].partition(",")[0]
        back = zc.convert(zc.quantity(20.0, f"kg {substance} as {word}"), substance)
        assert back.magnitude == pytest.approx(20.0 * ratio)


def test_bounds_follow_their_value_and_the_note_says_it() -> None:
    """Lower and upper are turned with the value; the trail names the ratio."""
    table = zc.factors().extend(own(basis="as NO", lower=5.0, upper=15.0))
    row = table.select(activity="combustion", substance="NOx", fuel="diesel").row
    assert (row.lower, row.value, row.upper) == pytest.approx((5 * 46 / 30, 10 * 46 / 30, 15 * 46 / 30))
    assert "given as NO" in row.note


@pytest.mark.parametrize(("activity", "substance", "basis", "ratio"), [
    ("nitrogen applied to soil, N2O", "N2O", "as N", 1.0), ("nitrogen applied to soil, N2O", "N2O", "as N2O", 28 / 44),
    ("manure nitrogen, N2O", "N2O", "as N2O", 28 / 44), ("manure nitrogen flow", "NH3", "as NH3", 14 / 17),
    ("liming", "CO2", "as CO2", 12 / 44), ("urea application", "CO2", "as C", 1.0),
])  # fmt: skip
def test_where_the_method_counts_an_element_the_factor_does(
    activity: str, substance: str, basis: str, ratio: float
) -> None:
    """44/28 and its like are in the method: a factor of the compound is brought to the element first."""
    cells = {"activity": activity, "subject": "", "substance": substance, "value": 0.01, "unit": "kg/kg"}
    table = zc.factors().extend(own(**cells, basis=basis))
    mine = table.frame[table.frame["set"] == "own"]
    assert mine["value"].tolist() == pytest.approx([0.01 * ratio])
    with pytest.raises(zc.DataError, match="the basis is not said"):
        zc.factors().extend(own(**cells, basis=""))


@pytest.mark.parametrize(("cells", "column", "problem"), [
    ({"subject": "deisel"}, "subject", "Did you mean 'diesel'"), ({"activity": "combustoin"}, "activity", "Did you mean 'combustion'"),
    ({"substance": "NOxx"}, "substance", "unknown substance"), ({"basis": "as gold"}, "basis", "as NO2"),
    ({"value": -1.0}, "value", "negative"), ({"unit": "kg"}, "unit", "per nothing"), ({"lower": -5.0, "upper": 20.0}, "lower", "negative"),
    ({"unit": "GJ/t"}, "unit", "mass"), ({"unit": "kg/zz"}, "unit", "unknown unit"), ({"value": "much"}, "value", "text where"),
    ({"value": "1,234"}, "value", "thousands separators"), ({"value": float("inf")}, "value", "finite"),
    ({"value": None}, "value", "neither a value"), ({"lower": 20.0, "upper": 30.0}, "value", "bounds"),
    ({"region": "Atlantis"}, "region", "unknown region"), ({"valid_from": "2023-02-30"}, "valid_from", "not a date"),
    ({"grade": "A"}, "grade", "without a place"), ({"grade": "D"}, "grade", "unknown grade"),
])  # fmt: skip
def test_a_faulty_own_row_is_named(cells: dict[str, object], column: str, problem: str) -> None:
    """Each fault is a problem of its column with a remedy; the table is refused before anything is computed."""
    with pytest.raises(zc.DataError, match="own factors|not numbers") as caught:
        zc.factors().extend(own(**cells))
    mine = [found for found in caught.value.problems if found.column == column]
    assert mine, caught.value.problems
    assert any(problem in f"{found.problem} {found.remedy}" for found in mine)
    assert all(found.remedy for found in mine)


def test_a_misspelt_parameter_and_a_share_above_one_are_named() -> None:
    """Own parameters are checked as own factors are."""
    for cells, match in (({"parameter": "oxidation_facter", "value": 0.9}, "oxidation_factor"),
                         ({"parameter": "oxidation_factor", "value": 98.0}, "between 0 and 1")):  # fmt: skip
        with pytest.raises(zc.DataError, match=match):
            zc.factors().extend(pd.DataFrame([{"subject": "diesel", "unit": "1", **cells}]))


def test_nobody_but_the_caller_vouches_for_an_own_figure() -> None:
    """Without a grade it is "given by the caller", with or without a document; a stated grade is kept with its place."""
    for cells in ({}, {"locator": "test report, page 3"}):
        table = zc.factors().extend(own(**cells))
        assert table.select(activity="combustion", substance="NOx", fuel="diesel").grade == "given by the caller"
    table = zc.factors().extend(own(locator="report, page 3", grade="B"))
    assert table.select(activity="combustion", substance="NOx", fuel="diesel").grade == "B"


def test_names_in_any_spelling_are_the_same_factor(tmp_path: Path) -> None:
    """Chinese, English and other names, columns in Chinese, and files with a title answer as the keys do."""
    plain = diesel(zc.factors().extend(own()), "NOx")
    spelt = own(
        activity="燃料燃烧", subject="柴油", substance="氮氧化物", region="河南省", valid_from="2023年", valid_to=2023
    )
    assert diesel(zc.factors().extend(spelt), "NOx") == pytest.approx(plain)
    assert diesel(zc.factors().extend(spelt.to_dict("records")), "NOx") == pytest.approx(plain)
    text = "自有因子表,,,,\n活动,燃料,污染物,排放因子(kg/t),基准\n燃料燃烧,柴油,NOx,10,as NO2\n"
    (tmp_path / "own.csv").write_text(text, encoding="utf-8")
    assert diesel(zc.factors().extend(tmp_path / "own.csv"), "NOx") == pytest.approx(plain)
