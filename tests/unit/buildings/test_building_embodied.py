"""Embodied carbon, retrofit over a life, templates."""

from __future__ import annotations

import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import zzcarbon as zc
from zzcarbon.buildings import installations, retrofit_comparison, template, templates

SUBSTANCE = "unstated-CO2e"
ROW = {"method": "building materials", "material": "C30混凝土", "amount": 100.0, "unit": "m3"}
USE = pd.DataFrame({"option": ["as is", "insulated"], "emission": [100.0, 70.0], "unit": "t"})
BUILT = pd.DataFrame({"option": ["insulated"], "emission": [240.0], "unit": "t"})


def estimate(row: dict[str, object], purpose: str = "life cycle") -> zc.Inventory:
    """Estimate one row for Henan."""
    return zc.buildings.estimate(pd.DataFrame([row]), region="CN-HA", purpose=purpose, substances=[SUBSTANCE])


def tonnes(row: dict[str, object]) -> float:
    """Return the CO2e of a row [t]."""
    return float(estimate(row).total(SUBSTANCE).to("t").magnitude)


@pytest.mark.parametrize(
    ("material", "amount", "unit", "expected"),
    [
        ("C30混凝土", 100.0, "m3", 29.5),
        ("C50 concrete", 1.0, "m3", 0.385),
        ("普通硅酸盐水泥", 2.0, "t", 1.47),
        ("hot-rolled rebar", 500.0, "kg", 1.17),
        ("平板玻璃", 1.0, "t", 1.13),
        ("electrolytic aluminium", 1.0, "t", 20.3),
        ("塑钢窗", 10.0, "m2", 1.21),
        ("quicklime", 1.0, "t", 1.19),
        ("天然石膏", 1.0, "t", 0.0328),
    ],
)
def test_materials_of_the_standard(material: str, amount: float, unit: str, expected: float) -> None:
    """Each shipped material has the figure that two copies of the standard agree on."""
    assert tonnes({**ROW, "material": material, "amount": amount, "unit": unit}) == pytest.approx(expected)


def test_only_rows_of_two_copies_are_shipped() -> None:
    """No row of the standard is below grade B."""
    shipped = zc.factors("C").frame.query("set == 'gbt-51366-2019'")
    assert len(shipped) == 82
    assert set(shipped["grade"]) == {"B"}


def test_materials_never_answer_an_inventory() -> None:
    """Life-cycle figures are no emissions of the building: another purpose."""
    assert estimate(ROW, purpose="inventory").frame["emission"].isna().all()


def test_an_audited_factor_goes_first() -> None:
    """The supplier's factor is used where it is given, also for what the table lacks."""
    own = {"material_factor": 250.0, "material_factor_unit": "kg/m3"}
    assert tonnes({**ROW, **own}) == pytest.approx(25.0)
    assert tonnes({**ROW, **own, "material": "hempcrete"}) == pytest.approx(25.0)


@pytest.mark.parametrize(
    ("vehicle", "expected"),
    [
        ("重型柴油货车（载重30t）", 0.078),
        ("light petrol truck, 2 t", 0.334),
        ("内燃机车运输", 0.011),
        ("container ship, 200 TEU", 0.012),
    ],
)
def test_vehicles_of_the_standard(vehicle: str, expected: float) -> None:
    """1000 t over 1 km by a vehicle of annex E."""
    row = {"method": "建材运输", "vehicle": vehicle, "amount": 1000.0, "unit": "t", "distance": 1.0}
    assert tonnes(row) == pytest.approx(expected)


def test_transport_and_end_of_life_take_the_row() -> None:
    """240 t x 40 km x 0.1 kg/(t km); 300 t x 20 kg/t."""
    carried = {"method": "建材运输", "amount": 240.0, "unit": "t", "distance": 40.0,
               "transport_factor": 0.1, "transport_factor_unit": "kg/(t km)"}  # fmt: skip
    waste = {"method": "building end of life", "amount": 300.0, "unit": "t",
             "end_of_life_factor": 20.0, "end_of_life_factor_unit": "kg/t"}  # fmt: skip
    assert tonnes(carried) == pytest.approx(0.96)
    assert tonnes(waste) == pytest.approx(6.0)


@given(life=st.floats(0.5, 200), period=st.integers(1, 200))
def test_parts_are_renewed_when_they_are_worn_out(life: float, period: int) -> None:
    """The parts cover the period, and one fewer would not."""
    number = installations(service_life=life, period=period)
    assert number * life >= period * (1 - 1e-9)
    assert (number - 1) * life < period


@given(st.floats(0, 1e4), st.floats(0, 1e4), st.floats(0, 1e5), st.integers(1, 80))
def test_a_comparison_adds_up(before: float, after: float, built: float, years: int) -> None:
    """Total = embodied + operation; saving = difference of totals; the reference saves nothing."""
    use = USE.assign(emission=[before, after])
    table = retrofit_comparison(use, BUILT.assign(emission=built), years=years, reference="as is").set_index("option")
    assert table["total"].tolist() == pytest.approx([before * years, built + after * years])
    assert table.loc["as is", "saving"] == 0
    assert table.loc["insulated", "saving"] == pytest.approx(before * years - built - after * years, abs=1e-6)
    payback = table.loc["insulated", "payback"]
    if built <= (before - after) * years * (1 - 1e-9):
        assert payback == pytest.approx(max(1, math.ceil(built / (before - after) - 1e-9)) if built else 1, abs=1)


def test_the_embodied_part_is_shown() -> None:
    """240 of 2340 t are embodied; the saving is 660 t; it pays back in year 8."""
    row = retrofit_comparison(USE, BUILT, years=30, reference="as is").set_index("option").loc["insulated"]
    assert row["embodied_share"] == pytest.approx(240 / 2340)
    assert row[["saving", "payback"]].tolist() == [660.0, 8.0]


def test_a_grid_that_gets_cleaner_is_given_year_by_year() -> None:
    """Rows by year are summed; the same number in each is one row."""
    yearly = pd.DataFrame({"option": "as is", "year": [1, 2, 3], "emission": [3.0, 2.0, 1.0], "unit": "kt"})
    none = BUILT.iloc[:0]
    table = retrofit_comparison(yearly, none, years=3, reference="as is", unit="t")
    assert table["operation"].tolist() == [6000.0]


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"reference": "passive house"}, "no operation"),
        ({"years": 0}, "below one year"),
        ({"operation": USE.drop(columns="unit")}, "column is missing"),
        ({"operation": USE.assign(emission=[1.0, -1.0])}, "no emission"),
        ({"operation": USE.assign(emission=[1.0, None])}, "no emission"),
        ({"operation": pd.concat([USE, USE])}, "are not the years"),
        ({"embodied": BUILT.assign(option="unknown")}, "no operation"),
        ({"embodied": BUILT.assign(emission="much")}, "no emission"),
    ],
)
def test_a_wrong_comparison_is_refused(change: dict[str, object], word: str) -> None:
    """Options, years, columns and numbers are checked."""
    arguments = {"operation": USE, "embodied": BUILT, "years": 30, "reference": "as is", **change}
    with pytest.raises(zc.DataError, match="problems in the comparison") as caught:
        retrofit_comparison(arguments.pop("operation"), arguments.pop("embodied"), **arguments)  # type: ignore[arg-type]
    assert any(word in problem.problem for problem in caught.value.problems)


def test_a_service_life_of_nothing_is_refused() -> None:
    """A part that lasts no time cannot be built in."""
    with pytest.raises(zc.DataError, match="above zero"):
        installations(service_life=0, period=50)


@pytest.mark.parametrize(
    ("change", "column"),
    [
        ({"material": "unobtainium"}, "material"),
        ({"unit": "m2"}, "unit"),
        ({"amount": -1.0}, "amount"),
        ({"material": ""}, "material"),
    ],
)
def test_a_wrong_material_has_no_number(change: dict[str, object], column: str) -> None:
    """An unknown material or a unit that does not fit gives no number."""
    found = estimate({**ROW, **change})
    assert found.frame["emission"].isna().all()
    assert column in " ".join(found.problems["column"] + found.problems["problem"])


def test_templates_hold_columns_and_no_numbers() -> None:
    """Each template is an empty table whose columns have a meaning."""
    for name in templates():
        frame = template(name)
        assert frame.empty
        assert set(frame.attrs["meaning"]) == set(frame.columns)
        assert {"amount", "unit"} <= set(frame.columns)


def test_an_unknown_template_names_the_nearest() -> None:
    """A misspelt template is an error with the nearest name."""
    with pytest.raises(zc.UnknownNameError, match="household"):
        template("houshold")
