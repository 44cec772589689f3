"""The environmental tax by the law: equivalents, which pollutants count, reductions, and what is refused."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import zzcarbon as zc
from zzcarbon.standards import environmental_tax, tax_equivalents


def test_the_annex_is_complete() -> None:
    """44 pollutants of air, 10 of the first class and 51 of the other classes of water by mass, 9 special, 9 small."""
    table = tax_equivalents()
    by_mass = table[table["unit"] == "kg"].groupby(["medium", "pollutant_class"]).size().to_dict()
    assert by_mass == {("air", ""): 44, ("water", "first class"): 10, ("water", "other classes"): 51}
    assert (len(table), set(table["grade"])) == (123, {"A"})


def test_the_parameters_of_water_are_those_of_the_annex() -> None:
    """What the water module takes from its parameters stands in the annex with the same figure."""
    annex = tax_equivalents("water")
    value = {key: row.value for row in annex.itertuples() for key in row.substance.split(";") if key}
    given = zc.water.equivalent_values().set_index("substance")["value"].to_dict()
    assert len(given) == 25
    assert {name: value[name] for name in given} == given


def _air(**changes: object) -> pd.DataFrame:
    rows = {"outlet": "DA001", "substance": ["二氧化硫", "NOx", "烟尘", "CO"], "emission": [0.095, 0.19, 0.0218, 0.0167],
            "unit": "t"}  # fmt: skip
    return pd.DataFrame(rows | changes)


def test_three_pollutants_of_an_outlet_are_taxed() -> None:
    """Sorted by equivalents the first three count; the fourth is named as beyond them."""
    found = environmental_tax(_air(), rates={"air": 4.8})
    assert found["equivalents"].tolist() == pytest.approx([100, 200, 10, 1])
    assert found["taxed"].tolist() == [True, True, True, False]
    assert found["not_taxed_because"].iloc[-1] == "beyond the first 3 of air"
    assert found["tax"].sum() == pytest.approx(310 * 4.8)


@pytest.mark.parametrize(("below", "due"), [(0.0, 1.0), (0.29, 1.0), (0.3, 0.75), (0.49, 0.75), (0.5, 0.5), (0.9, 0.5)])
def test_a_low_concentration_lowers_the_tax(below: float, due: float) -> None:
    """30 % below the limit three quarters are due, 50 % below it half (article 13)."""
    found = environmental_tax(_air(below_limit=below), rates={"air": 2.0})
    assert found["tax"].sum() == pytest.approx(310 * 2 * due)


def test_water_counts_by_class_and_one_of_the_oxygen_demands() -> None:
    """Five of the first class, three of the others; of COD, BOD5 and TOC the largest only."""
    rows = pd.DataFrame({"outlet": "DW001", "substance": ["COD", "BOD5", "氨氮", "TP", "SS", "总汞"],
                         "emission": [100.0, 20.0, 8.0, 1.0, 20.0, 0.001], "unit": "kg"})  # fmt: skip
    found = environmental_tax(rows, rates={"water": 5.6}).set_index("pollutant")
    assert found["taxed"].sum() == 4
    assert "only one counts" in found.loc["生化需氧量(BOD5)", "not_taxed_because"]
    assert found.loc["总汞", "pollutant_class"] == "first class"


def test_every_fault_is_told_at_once() -> None:
    """Dust that the law parts, an unknown pollutant, a blank mass and a missing rate stand in one error."""
    rows = _air(substance=["颗粒物", "stardust", "SO2", "NOx"], emission=[1.0, 1.0, None, 1.0])
    with pytest.raises(zc.DataError, match="cannot be worked out") as caught:
        environmental_tax(rows, rates={"water": 3.0})
    told = [problem.problem for problem in caught.value.problems]
    assert told == ["the law has two kinds of dust", "has no pollution equivalent in the law", "the number is missing",
                    "no rate for air"]  # fmt: skip
    with pytest.raises(zc.DataError, match="cannot be worked out"):
        environmental_tax(_air(), rates={"air": -1.0})
    with pytest.raises(zc.DataError, match="column unit: the column is missing"):
        environmental_tax(_air().drop(columns="unit"))


@given(factor=st.floats(0.01, 100), order=st.permutations(range(4)))
def test_the_tax_is_linear_and_knows_no_order(factor: float, order: list[int]) -> None:
    """Twice the mass is twice the tax, and the order of the rows changes nothing."""
    once = environmental_tax(_air(), rates={"air": 4.8})["tax"].sum()
    rows = _air().iloc[list(order)]
    more = environmental_tax(rows.assign(emission=rows["emission"] * factor), rates={"air": 4.8})["tax"].sum()
    assert more == pytest.approx(once * factor)


@pytest.mark.parametrize("time", ["period", "month", "期间", "date"])
def test_each_month_is_taxed_by_itself(time: str) -> None:
    """Three months of four pollutants are three times one month: rows of other months take no place."""
    once = environmental_tax(_air(), rates={"air": 4.8})["tax"].sum()
    months = pd.concat([_air().assign(**{time: f"2024-0{month}"}) for month in (1, 2, 3)])
    if time == "期间":
        months = months.rename(columns={"期间": "period"})
    assert environmental_tax(months, rates={"air": 4.8})["tax"].sum() == pytest.approx(3 * once, rel=1e-12)


@pytest.mark.parametrize("parts", [2, 5])
def test_a_pollutant_in_several_rows_takes_one_place(parts: int) -> None:
    """SO2 of two stacks behind one outlet is one pollutant, of air as of water."""
    rows = pd.concat([_air().assign(emission=_air()["emission"] / parts)] * parts, ignore_index=True)
    assert environmental_tax(rows, rates={"air": 4.8})["tax"].sum() == pytest.approx(310 * 4.8, rel=1e-12)
    water = pd.DataFrame(
        {"outlet": "W", "substance": ["COD", "氨氮", "TP", "SS"], "emission": [40.0, 8.0, 1.0, 8.0], "unit": "kg"}
    )
    once = zc.water.pollution_equivalents(water, rate=3.0)
    several = pd.concat([water.assign(emission=water["emission"] / parts)] * parts, ignore_index=True)
    found = zc.water.pollution_equivalents(several, rate=3.0)
    assert found["tax"].sum() == pytest.approx(once["tax"].sum(), rel=1e-12)
    assert set(found[found["not_taxed_because"] != ""]["substance"]) == set(
        once[once["not_taxed_because"] != ""]["substance"]
    )
    assert once["not_taxed_because"].str.startswith("beyond the first 3").sum() == 1
