"""Energy estimates: laws, bad input, and what a row says."""

from __future__ import annotations

import warnings
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import zzcarbon as zc
from zzcarbon.energy import combustion_co2, implied_factor

FUELS = ["raw coal", "diesel", "gasoline", "coke", "fuel oil", "wood", "LPG"]
CATEGORIES = ["1.A.1.a", "1.A.2", "1.A.4.a.i", "1.A.4.b.i"]
AMOUNTS = st.floats(min_value=0, max_value=1e9, allow_nan=False)
ROWS = st.lists(st.tuples(st.sampled_from(FUELS), AMOUNTS, st.sampled_from(CATEGORIES)), min_size=1, max_size=12)


def rows(*cells: tuple[str, float, str], **more: object) -> pd.DataFrame:
    """Return activity rows of fuel, amount, category."""
    frame = pd.DataFrame(list(cells), columns=["fuel", "amount", "category_nfr"])
    return frame.assign(unit="t", year=2023).assign(**more)


def estimate(frame: pd.DataFrame, **more: object) -> zc.Inventory:
    """Estimate for Henan."""
    return zc.energy.estimate(frame, region="CN-HA", **more)  # type: ignore[arg-type]


def total(frame: pd.DataFrame, **more: object) -> pd.Series:
    """Return totals, whatever is NE."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", zc.NotEstimatedWarning)
        return estimate(frame, **more).total()


@settings(max_examples=25, deadline=None)
@given(ROWS, st.floats(min_value=0, max_value=1e3))
def test_linear_in_activity(cells: list, factor: float) -> None:
    """Twice the fuel is twice the emission, for every substance; nothing in, nothing out; NaN where no factor is."""
    frame = rows(*cells)
    scaled = frame.assign(amount=frame["amount"] * factor)
    np.testing.assert_allclose(total(scaled), total(frame) * factor, rtol=1e-12, atol=1e-12)
    assert (total(frame.assign(amount=0.0)).dropna() == 0).all()


@settings(max_examples=25, deadline=None)
@given(ROWS, ROWS)
def test_additive_and_in_any_order(left: list, right: list) -> None:
    """Two tables together are their sum; the order of rows does not matter."""
    together = rows(*left, *right)
    parts = total(rows(*left)).add(total(rows(*right)), fill_value=0)
    found = total(together)
    np.testing.assert_allclose(found, parts[found.index], rtol=1e-12, atol=1e-9)
    np.testing.assert_allclose(total(together.iloc[::-1])[found.index], found, rtol=1e-12, atol=1e-9)


@settings(max_examples=20, deadline=None)
@given(ROWS)
def test_groups_sum_to_the_total_and_units_do_not_matter(cells: list) -> None:
    """The sum over groups is the total; the unit of the amount does not change it."""
    frame = rows(*cells)
    found = total(frame)
    sums = estimate(frame).by("fuel", "category_nfr").groupby("substance", sort=False)["emission"].sum(min_count=1)
    np.testing.assert_allclose(sums.reindex(found.index, fill_value=0.0), found, rtol=1e-12, atol=1e-9)
    other = frame.assign(amount=frame["amount"] / 1e4, unit="万吨")
    np.testing.assert_allclose(total(other)[found.index], found, rtol=1e-12, atol=1e-9)


def test_rows_agree_with_totals_and_explanations_evaluate() -> None:
    """The long frame sums to the totals, and what explain prints evaluates to the emission."""
    frame = rows(*[(fuel, 10.0 + at, CATEGORIES[at % 4]) for at, fuel in enumerate(FUELS)])
    frame["removal_efficiency_NOx"] = [0.5, np.nan, 0.9, np.nan, 0.0, np.nan, 1.0]
    frame["ncv"] = [np.nan, 43.0, np.nan, np.nan, np.nan, 14.0, np.nan]
    frame["ncv_unit"] = "GJ/t"
    inventory = estimate(frame)
    long = inventory.frame
    fossil = long[~((long["substance"] == "CO2") & (long["origin"] == "biogenic"))]
    sums = fossil.groupby("substance")["emission"].sum(min_count=1)
    found = total(frame)
    np.testing.assert_allclose(sums[found.index], found, rtol=1e-12)
    counted = 0
    for name in long["id"].unique():
        for line in inventory.explain(name).lines:
            if line.expression:
                assert eval(line.expression) == pytest.approx(line.emission, rel=1e-9)
                counted += 1
    assert counted > 40


def test_removal_lowers_only_its_substance_and_never_below_zero() -> None:
    """A removal of NOx leaves CO2 as it is; full removal leaves nothing."""
    plain, cut = rows(("diesel", 100.0, "1.A.2")), rows(("diesel", 100.0, "1.A.2"), removal_efficiency_NOx=1.0)
    assert total(cut)["NOx"] == 0
    assert total(cut)["CO2"] == total(plain)["CO2"] > 0
    with pytest.raises(zc.DataError, match="without a substance"):
        estimate(rows(("diesel", 1.0, "1.A.2"), removal_efficiency=0.5))
    one = total(rows(("diesel", 100.0, "1.A.2"), removal_efficiency=0.25), substances=["NOx"])
    assert one["NOx"] == pytest.approx(0.75 * total(plain)["NOx"])


def test_biogenic_co2_and_removals_stand_beside() -> None:
    """CO2 of wood is no part of the total; it stands in the memo."""
    inventory = estimate(rows(("wood", 10.0, "1.A.4.b.i"), ("diesel", 1.0, "1.A.2")), substances=["CO2"])
    memo = inventory.memo()
    assert memo["origin"].tolist() == ["biogenic"]
    frame = inventory.frame
    assert inventory.total("CO2").magnitude == frame.loc[frame["origin"] == "fossil", "emission"].sum()
    captured = estimate(rows(("diesel", 1.0, "1.A.2"), flow="capture"), substances=["CO2"])
    assert captured.total("CO2").magnitude == 0
    assert captured.memo()["emission"].iloc[0] < 0


BAD_CELLS = [
    ({"fuel": "deisel"}, "fuel", "Did you mean 'diesel'"),
    ({"unit": "ton"}, "unit", "refused"),
    ({"unit": "kg CO2 kWh CO2"}, "unit", "no figure leads|dimension|meet"),
    ({"unit": "m"}, "unit", "does not meet"),
    ({"amount": "12,345"}, "amount", "thousands separators"),
    ({"amount": "many"}, "amount", "text where a number"),
    ({"amount": "=1+1"}, "amount", "formula"),
    ({"amount": None}, "amount", "blank"),
    ({"amount": "nan"}, "amount", "no number"),
    ({"amount": -5.0}, "amount", "below 0"),
    ({"amount": float("inf")}, "amount", "not finite"),
    ({"year": 20233}, "year", "not a year"),
    ({"year": "2023.5"}, "year", "not a year"),
    ({"region": "XX"}, "region", "unknown region"),
    ({"category_nfr": "9.Z.9"}, "category_nfr", "unknown category"),
    ({"fuel": "natural gas", "unit": "m3"}, "gas_reference", "reference state"),
    ({"gas_reference": "150"}, "gas_reference", "not a reference state"),
    ({"notation": "XY"}, "notation", "not one of"),
    ({"flow": "sideways"}, "flow", "not one of"),
    ({"heating_value": "HHV"}, "heating_value", "not one of"),
    ({"method": "magic"}, "method", "no method"),
    ({"oxidation_factor": 1.2}, "oxidation_factor", "above 1"),
    ({"ncv": -4.0, "ncv_unit": "GJ/t"}, "ncv", "below 0"),
    ({"ncv": 40.0}, "ncv_unit", "no unit"),
    ({"ncv": 40.0, "ncv_unit": "bananas"}, "ncv_unit", "unknown unit"),
    ({"removal_efficiency_NOx": 1.5}, "removal_efficiency_NOx", "above 1"),
    ({"period": "2023-13-45-7"}, "period", "ISO 8601"),
]


@pytest.mark.parametrize(("cells", "column", "problem"), BAD_CELLS, ids=lambda cell: str(cell)[:30])
def test_a_bad_row_is_a_problem_and_nothing_else_is_lost(cells: dict, column: str, problem: str) -> None:
    """A bad row is NE and stands in problems with its column and a remedy; the good row stays."""
    base = {"fuel": "diesel", "amount": 1.0, "unit": "t", "year": 2023, "region": "CN-HA", "category_nfr": "1.A.2"}
    frame = pd.DataFrame([{**base, **cells}, base], dtype=object)
    for name in set(cells) - set(base):
        frame.loc[1, name] = None
    inventory = zc.energy.estimate(frame, substances=["CO2", "NOx"])
    found = inventory.problem_rows()
    mine = found[(found["id"] == "row-1") & (found["column"] == column)]
    assert len(mine)
    assert mine["problem"].str.contains(problem, regex=True).any()
    assert (mine["remedy"] != "").all()
    assert len(inventory.frame) == 4
    good = inventory.frame.set_index(["id", "substance"])["emission"]
    assert good["row-2", "CO2"] > 0
    if "nfr" not in column and column != "period":
        assert np.isnan(good["row-1", "CO2"]) or column.startswith(("removal", "category"))
    with pytest.warns(zc.NotEstimatedWarning, match="NE"):
        inventory.total()


def test_heat_on_the_gross_value_needs_the_ratio() -> None:
    """An amount of heat is on the NCV unless said; on the GCV it needs the ratio, and is smaller by it."""
    frame = rows(("natural gas", 100.0, "1.A.2")).assign(unit="GJ")
    net = estimate(frame, substances=["CO2"]).total("CO2").magnitude
    gross = estimate(frame.assign(heating_value="GCV"), substances=["CO2"])
    assert gross.problems["problem"].str.contains("GCV").all()
    given = estimate(frame.assign(heating_value="GCV", ncv_per_gcv=0.9), substances=["CO2"])
    assert given.total("CO2").magnitude == pytest.approx(0.9 * net)


def test_gas_at_20_degrees_is_not_gas_at_0() -> None:
    """The same number of m3 holds 7 % less gas at 20 degC, once the heating value states its reference."""
    own = pd.DataFrame(
        {
            "parameter": ["net_calorific_value", "carbon_content", "oxidation_factor"],
            "subject": "natural gas",
            "value": [36.0, 0.0153, 1.0],
            "unit": ["MJ/m3_0C", "t/GJ", "1"],
        }
    )
    table = zc.factors().extend(own)
    cold, warm = (
        zc.energy.estimate(rows(("natural gas", 1e4, "1.A.2")).assign(unit=unit), region="CN-HA", factors=table,
                           substances=["CO2"], sets=["own"]).total("CO2").magnitude
        for unit in ("m3_0C", "m3_20C")
    )  # fmt: skip
    assert warm / cold == pytest.approx(273.15 / 293.15)


@pytest.mark.parametrize(
    ("frame", "match"),
    [
        (pd.DataFrame({"fuel": ["diesel"], "amount": [1.0]}), "unit"),
        (pd.DataFrame({"fuel": ["diesel"], "amuont": [1.0], "unit": ["t"]}), "amount"),
        (pd.DataFrame({"fuel": [], "amount": [], "unit": []}), "no rows"),
        (pd.DataFrame({"fuel": ["a"] * 2, "amount": [1.0] * 2, "unit": "t", "id": ["x", "x"]}), "twice"),
        (pd.DataFrame({"燃料": ["柴油"], "fuel": ["diesel"], "amount": [1.0], "unit": "t"}), "two columns"),
        ("no frame", "data frame"),
    ],
)
def test_a_table_that_cannot_be_used_is_an_error(frame: object, match: str) -> None:
    """Missing columns, no rows, repeated ids: an error that names them, before anything is computed."""
    with pytest.raises(zc.DataError, match=match):
        zc.energy.estimate(frame, region="CN-HA")


def test_electricity_takes_the_factor_of_its_year_and_says_when_it_does_not() -> None:
    """No silent use of another year; factor_year does it on the record; grade C only when asked."""
    frame = pd.DataFrame({"fuel": ["电力"] * 3, "amount": 1.0, "unit": "GWh", "year": [2023, 2024, 2019]})
    inventory = estimate(frame)
    assert inventory.frame["notation"].tolist() == ["", "NE", "NE"]
    carried = estimate(frame.assign(factor_year=2023))
    assert carried.frame["emission"].tolist() == pytest.approx([589.7] * 3)
    assert carried.coefficients["trail"].str.contains("as the row says").any()
    kind = "purchased electricity, without traded non-fossil power"  # of 2021, one copy of it was found
    once = frame.iloc[[0]].assign(year=2021, method=kind)
    withheld = zc.energy.estimate(once, region="CN")
    assert withheld.frame["notation"].tolist() == ["NE"]
    assert withheld.problems["problem"].str.contains("grade \\(C").any()
    assert zc.energy.estimate(once, region="CN", factors=zc.factors("C")).frame["notation"].tolist() == [""]


def test_three_kinds_of_electricity_are_never_mixed() -> None:
    """The kind is asked for by method; each has its own figure."""
    kinds = ["purchased electricity", "purchased electricity, without traded non-fossil power", "fossil electricity"]
    frame = pd.DataFrame({"fuel": "electricity", "amount": 1.0, "unit": "MWh", "year": 2023, "method": kinds})
    assert zc.energy.estimate(frame, region="CN").frame["emission"].tolist() == pytest.approx([0.5306, 0.6096, 0.8273])


def test_double_counting_is_found_by_the_trees() -> None:
    """A sum beside its members, a transformed fuel beside its product, power plants beside bought power."""
    frame = rows(("coal products", 10.0, "1.A.2"), ("coke", 1.0, "1.A.2"), ("cleaned coal", 5.0, "1.A.2"))
    frame["use"] = ["", "", "transformation"]
    found = estimate(frame).problems
    assert found["problem"].str.contains("'coal products' is the sum").any()
    transformed = found[found["problem"].str.contains("goes into another fuel")]
    assert transformed["problem"].str.contains("coke").all()
    assert estimate(frame).frame.query("id == 'row-3'")["notation"].eq("IE").all()
    power = rows(("raw coal", 10.0, "1.A.1.a"), ("electricity", 5.0, ""))
    power.loc[1, "unit"] = "MWh"
    assert estimate(power).problems["problem"].str.contains("power plants and purchased").any()


def test_equations_work_on_numbers_arrays_and_quantities() -> None:
    """The public equation gives the same for numbers and quantities; an activity of zero has no factor."""
    q = zc.quantity
    by_quantity = combustion_co2(fuel=q("100 t"), ncv=q("42.652 GJ/t"), carbon_content=q("0.0202 t CO2 as C/GJ"),
                                 oxidation_factor=q("98 %"))  # fmt: skip
    numbers = combustion_co2(fuel=np.array([100.0]), ncv=42.652, carbon_content=0.0202, oxidation_factor=0.98)
    assert by_quantity.to("t CO2").magnitude == pytest.approx(numbers[0])
    with pytest.raises(ValueError, match="above zero"):
        implied_factor(q("1 t CO2"), q("0 kWh"))


def test_other_frames_give_the_same() -> None:
    """Polars and Arrow tables are read as pandas is."""
    polars = pytest.importorskip("polars")
    frame = rows(("diesel", 3.0, "1.A.2"), ("raw coal", 2.0, "1.A.1.a"))
    expected = total(frame)
    assert total(polars.from_pandas(frame)).equals(expected)
    assert total(polars.from_pandas(frame).lazy()).equals(expected)
    assert total(polars.from_pandas(frame).to_arrow()).equals(expected)


@pytest.mark.parametrize("amount", [Decimal("1.5"), np.float32(1.5), "1.5", Fraction(3, 2)])
def test_a_decimal_of_a_database_is_a_number(amount: object) -> None:
    """What databases hand over as decimal numbers counts as the same number in a list of rows and in a frame."""
    row = {"fuel": "柴油", "amount": amount, "unit": "t", "ncv": Decimal("42.5"), "ncv_unit": "GJ/t"}
    plain = zc.energy.estimate([{**row, "amount": 1.5, "ncv": 42.5}], region="郑州", year=2023, substances=["CO2"])
    for rows in ([row], pd.DataFrame([row])):
        found = zc.energy.estimate(rows, region="郑州", year=2023, substances=["CO2"])
        told = found.problems["problem"].tolist()
        if isinstance(amount, Fraction):
            assert told == ["text where a number belongs"]
        else:
            assert found.total("CO2").magnitude == plain.total("CO2").magnitude > 0, told


def test_an_inventory_without_any_estimate_answers_every_question(tmp_path: Path) -> None:
    """One row with an unknown fuel: JSON, memo items, report and text exist, and an explanation says where to look."""
    found = zc.energy.estimate([{"fuel": "deisel", "amount": 1, "unit": "t"}], region="郑州")
    assert found.memo().empty
    assert "unknown fuel" in found.to_json()
    assert zc.report(found, tmp_path / "a.html").exists()
    with pytest.raises(zc.DataError, match=r"^row-1 has no estimate: .problems says why"):
        found.explain("row-1")
