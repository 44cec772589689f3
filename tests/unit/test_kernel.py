"""The kernel: what a declared method can ask for, tried with methods and factors made for the test."""

from __future__ import annotations

import importlib

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import zzcarbon as zc
from zzcarbon.estimation.input import Input
from zzcarbon.estimation.method import Chooser, Form, Method, Route
from zzcarbon.factors.condition import parse_condition
from zzcarbon.factors.function import read_coefficients
from zzcarbon.inventory import Inventory
from zzcarbon.inventory.sector import estimate_inventory
from zzcarbon.modules import MODULES

SHARES = st.floats(0.0, 1.0)
CUBIC = Form("line", ("speed",), ("a", "b"), lambda c, k: k["a"] + k["b"] * c["speed"], "a + b V")
FACTOR = Route((), (), factor=True, equation="E = A x EF")


def _method(key: str, **fields: object) -> Method:
    told = {
        "module": "test", "activity": key, "title": key.title(), "title_local": f"{key}法", "edition": "1",
        "substances": ("NOx",), "routes": (FACTOR,), "columns": (), "source": "own", "locator": "p 1",
    }  # fmt: skip
    return Method(key=key, **(told | fields))  # type: ignore[arg-type]


ROAD = _method("road", subject="vehicle", dimensions=("mode", "temperature"), forms=(CUBIC,), controlled=True)
OUTLET = _method(
    "outlet",
    subject="",
    substances=(),
    routes=(Route((), (Input("concentration", figure="concentration"),), factor=False, equation="E = Q x C"),),
    columns=(Input("concentration", "mg/L", required=True),),
)
REPORTED = _method(
    "reported", subject="", substances=(), routes=(Route((), (), factor=False, equation="E = M"),), gwp="SAR"
)
BALANCE = _method(
    "carbon",
    subject="material",
    substances=("CO2",),
    balance="carbon",
    routes=(
        Route(
            (),
            (Input("carbon_fraction", symbol="c", figure="carbon fraction"),),
            factor=False,
            equation="E = M x c x 44/12",
            constant=44 / 12,
            constant_text="44/12",
        ),
    ),
)
HERD = _method("herd", subject="animal", substances=("CH4",), yearly=True)
METHODS = (ROAD, OUTLET, REPORTED, BALANCE, HERD)


def _factor(activity: str, subject: str, substance: str, unit: str, **fields: object) -> dict[str, object]:
    return {"activity": activity, "subject": subject, "substance": substance, "unit": unit, "locator": "p 1"} | fields


OWN = (
    zc.factors()
    .extend(
        pd.DataFrame(
            [
                _factor("road", "car", "NOx", "g/km", value=1.0, condition="mode=urban; temperature=[,10)"),
                _factor("road", "car", "NOx", "g/km", value=2.0, condition="mode=urban; temperature=[10,)"),
                _factor("road", "van", "NOx", "g/km", value=3.0),
                _factor("road", "bus", "NOx", "g/km", form="line", coefficients="a=1; b=0.1"),
                _factor("herd", "cow", "CH4", "kg/(head a)", value=80.0),
            ]
        )
    )
    .extend(
        pd.DataFrame(
            [{"parameter": "removal_efficiency", "subject": "NOx", "technology": "SCR", "value": 0.8, "unit": "1"}]
        ),
        set_key="controls",
    )
)


def _run(*rows: dict[str, object]) -> Inventory:
    return estimate_inventory(pd.DataFrame(rows), Chooser(METHODS), {"region": "CN-HA", "year": 2023, "factors": OWN})


def _road(**fields: object) -> dict[str, object]:
    return {"method": "road", "vehicle": "van", "amount": 1e6, "unit": "km"} | fields


@pytest.mark.parametrize(("temperature", "expected"), [(-5.0, 1.0), (9.999, 1.0), (10.0, 2.0), (30.0, 2.0)])
def test_step_tables_hold_where_their_conditions_hold(temperature: float, expected: float) -> None:
    """The end of an interval belongs to the side whose bracket is square."""
    found = _run(_road(vehicle="car", mode="urban", temperature=temperature))
    assert found.total("NOx").magnitude == pytest.approx(expected, rel=1e-12)


def _of_rows(found: zc.Inventory) -> pd.DataFrame:
    """Return the problems of rows: that own figures answer no row of one example is another one."""
    return found.problems[found.problems["column"] != "factors"]


def test_a_condition_that_does_not_hold_is_named() -> None:
    """The nearest row tells which condition kept it from answering."""
    problem = _run(_road(vehicle="car", mode="rural", temperature=5.0))
    problem = _of_rows(problem)["problem"].iloc[0]
    assert "differs in condition (mode=urban" in problem


def test_functions_are_evaluated_for_each_row_and_explained() -> None:
    """A factor that is a function gives every row its own value, and the explanation evaluates to it."""
    found = _run(_road(vehicle="bus", speed=50.0), _road(vehicle="bus", speed=80.0), _road(vehicle="van"))
    assert found.frame["emission"].tolist() == pytest.approx([6.0, 9.0, 3.0], rel=1e-12)
    line = found.explain("row-2").lines[0]
    assert "speed 80" in line.text
    assert eval(line.expression) == pytest.approx(9.0, rel=1e-12)


def test_a_function_asks_for_its_columns() -> None:
    """Without the speed the row is NE, and the problem names the column."""
    found = _run(_road(vehicle="bus"))
    assert _of_rows(found)["column"].tolist() == ["speed"]
    assert np.isnan(found.frame["emission"].iloc[0])


@settings(max_examples=40)
@given(SHARES, SHARES, SHARES)
def test_a_control_removes_collected_share_times_removal_times_time(c: float, eta: float, k: float) -> None:
    """E = M G (c (1 - eta k) + (1 - c)), whatever the three shares are; never negative."""
    row = _road(removal_efficiency_NOx=eta, collection_efficiency=c, operating_rate=k)
    emission = _run(row).frame["emission"].iloc[0]
    assert emission == pytest.approx(3.0 * (c * (1 - eta * k) + (1 - c)), rel=1e-9, abs=1e-12)
    assert emission >= 0


def test_the_removal_of_a_control_comes_from_the_database() -> None:
    """A control without a factor of its own is the uncontrolled factor less its removal, on the record."""
    found = _run(_road(control="SCR"), _road(control="SCR", operating_rate=0.5))
    assert found.frame["emission"].tolist() == pytest.approx([0.6, 1.8], rel=1e-12)
    assert "uncontrolled factor less the removal of 'SCR'" in found.coefficients["trail"].iloc[0]
    assert eval(found.explain("row-2").lines[0].expression) == pytest.approx(1.8)


def test_an_unknown_control_is_not_taken_as_none() -> None:
    """A control of which nothing is known leaves the row without estimate."""
    assert _run(_road(control="magic")).frame["notation"].tolist() == ["NE"]


def test_percent_of_a_control_is_a_share() -> None:
    """A removal of 90 with the unit % is 0.9; without the unit it is refused."""
    found = _run(_road(removal_efficiency_NOx=90.0, removal_efficiency_NOx_unit="%"))
    assert found.total("NOx").magnitude == pytest.approx(0.3, rel=1e-12)
    refused = _run(_road(removal_efficiency_NOx=90.0))
    assert refused.problems["problem"].str.contains("above 1").any()


@pytest.mark.parametrize("column", ["collection_efficiency", "operating_rate", "removal_efficiency_NOx"])
def test_a_share_above_one_is_refused(column: str) -> None:
    """No device collects or removes more than there is."""
    problems = _run(_road(removal_efficiency_NOx=0.5) | {column: 1.2}).problems
    assert set(problems["column"]) == {column}


def test_concentration_times_flow_is_a_mass() -> None:
    """mg/L and m3 cancel to a mass, and the row names its substance in Chinese."""
    row = {"method": "outlet", "amount": 2.0, "unit": "万立方米", "substance": "氨氮", "concentration": 5.0}
    assert _run(row | {"concentration_unit": "mg/L"}).total("NH3-N").magnitude == pytest.approx(0.1, rel=1e-12)
    wrong = _of_rows(_run(row | {"concentration_unit": "mg/L", "unit": "t"}))
    assert wrong["problem"].iloc[0].startswith("an amount in 't' does not meet concentration in 'mg/L'")


def test_a_missing_measurement_leaves_a_gap_only_in_its_substance() -> None:
    """An outlet without a concentration says nothing about the other substances."""
    blank = {"method": "outlet", "amount": 2.0, "unit": "m3", "substance": "COD"}
    found = _run(blank | {"concentration": None}, _road())
    assert found.frame[["substance", "notation"]].to_numpy().tolist() == [["COD", "NE"], ["NOx", ""]]


def _carbon(entity: str, role: str, amount: float, share: float) -> dict[str, object]:
    return {
        "method": "carbon", "entity": entity, "role": role, "material": "x", "amount": amount, "unit": "t",
        "carbon_fraction": share,
    }  # fmt: skip


def test_balances_take_outputs_off_and_end_at_zero() -> None:
    """Inputs less outputs by entity; a group below zero counts zero, and a problem says so."""
    found = _run(
        _carbon("A", "input", 100, 0.75), _carbon("A", "output", 30, 0.5), _carbon("A", "stock increase", 10, 0.75),
        _carbon("B", "input", 10, 0.5), _carbon("B", "output", 10, 0.9),
    )  # fmt: skip
    assert found.total("CO2").magnitude == pytest.approx((75 - 15 - 7.5) * 44 / 12, rel=1e-12)
    assert found.by("entity")["emission"].tolist() == pytest.approx([192.5, 0.0])
    assert found.problems["problem"].str.contains("the balance 'carbon' of B, CN-HA|the balance 'carbon' of B").any()


def test_yearly_factors_count_one_year() -> None:
    """Heads times kilogram per head and year is a mass for a row that stands for a year."""
    found = _run({"method": "herd法", "animal": "cow", "amount": 2.0, "unit": "万头"})
    assert found.total("CH4").magnitude == pytest.approx(1600.0, rel=1e-12)


def test_rows_of_an_unknown_method_are_problems() -> None:
    """The word is shown, and nothing is estimated."""
    found = _run({"method": "raod", "vehicle": "van", "amount": 1.0, "unit": "km"}, _road())
    assert found.problems["problem"].tolist() == ["no method 'raod'"]
    assert found.frame["emission"].notna().sum() == 1


def test_a_gwp_set_that_a_guideline_fixes_can_be_kept() -> None:
    """Rows of such a method stand apart under their own set, or follow the caller's; the record says which."""
    found = _run(
        {"method": "reported", "amount": 1.0, "unit": "t", "substance": "CH4"},
        {"method": "herd", "animal": "cow", "amount": 12.5, "unit": "head"},
    )
    kept = found.co2e("AR5", keep_fixed=True)
    assert kept.total().to_dict() == pytest.approx({"CO2e (AR5)": 28.0, "CO2e (SAR)": 21.0})
    assert found.co2e("AR5").total().to_dict() == pytest.approx({"CO2e (AR5)": 56.0})
    assert "methods that fix SAR overridden" in found.co2e("AR5").record[-1]


@pytest.mark.parametrize("text", ["mode", "mode=", "=urban", "mode=a; mode=b"])
def test_conditions_are_name_and_value(text: str) -> None:
    """A condition that is written otherwise is an error, not a row that never answers."""
    with pytest.raises(zc.DataError, match="not written as name=value"):
        parse_condition(text)


@pytest.mark.parametrize("text", ["a=x", "z=1", "a=inf", "a"])
def test_coefficients_are_name_and_number(text: str) -> None:
    """A coefficient that the function does not know, or that is no number, is an error."""
    with pytest.raises(zc.DataError, match="not name=number"):
        read_coefficients(text, ("a", "b"))


def test_modules_are_named() -> None:
    """Rows of several modules need the module of each: all wrong rows are named at once."""
    rows = pd.DataFrame({"module": ["energy", "enrgy", ""], "fuel": "coke", "amount": 1.0, "unit": "t"})
    with pytest.raises(zc.DataError, match="2 rows name no module") as error:
        zc.estimate(rows)
    assert [problem.row for problem in error.value.problems] == ["2", "3"]
    with pytest.raises(zc.DataError, match="need a column module"):
        zc.estimate(rows.drop(columns="module"))


def test_a_function_without_value_is_a_problem_not_a_number() -> None:
    """Between the levels of its tables a function says nothing: the row is NE and the levels are named."""
    stepped = Form(
        "stepped", ("sulphur",), ("a",), lambda c, k: np.where(np.isin(c["sulphur"], [10.0, 50.0]), k["a"], np.nan),
        "a(S)", levels={"sulphur": (10.0, 50.0)},
    )  # fmt: skip
    method = _method("stack", subject="vehicle", forms=(stepped,))
    table = zc.factors().extend(
        pd.DataFrame([_factor("stack", "car", "NOx", "g/km", form="stepped", coefficients="a=2")])
    )
    rows = pd.DataFrame({"method": "stack", "vehicle": "car", "amount": 1e6, "unit": "km", "sulphur": [10.0, 20.0]})
    found = estimate_inventory(rows, Chooser((method,)), {"region": "CN", "year": 2023, "factors": table})
    assert found.frame["notation"].tolist() == ["", "NE"]
    assert found.frame["emission"].tolist()[0] == 2.0
    assert found.problems["problem"].tolist() == [
        "the table behind the factor has no class for this sulphur: it knows 10, 50"
    ]


def test_the_unit_of_a_function_column_is_the_one_the_method_names() -> None:
    """A speed in mph is not taken for km/h."""
    method = _method("drive", subject="vehicle", forms=(CUBIC,), columns=(Input("speed"),))
    table = zc.factors().extend(
        pd.DataFrame([_factor("drive", "car", "NOx", "g/km", form="line", coefficients="a=2; b=1")])
    )
    rows = {"method": "drive", "vehicle": "car", "amount": 1.0, "unit": "km", "speed": 10.0}
    given = pd.DataFrame([rows | {"speed_unit": "km/h"}, rows | {"speed_unit": "mile/h"}, rows])
    found = estimate_inventory(given, Chooser((method,)), {"region": "CN", "year": 2023, "factors": table})
    assert found.frame["notation"].tolist() == ["", "NE", ""]
    assert found.problems["problem"].tolist() == ["speed is read in km/h, not in 'mile/h'"]


def test_an_inventory_of_nothing_but_unknown_methods_is_still_one() -> None:
    """Its frame and sums are empty, and the problem stands."""
    found = _run({"method": "raod", "vehicle": "van", "amount": 1.0, "unit": "km"})
    assert len(found.frame) == len(found.by("method")) == len(found.total()) == 0
    assert len(found.problems) == 1


def test_a_removal_of_another_substance_is_a_problem() -> None:
    """A removal of SO2 does nothing to NOx, and is not lost in silence."""
    found = _run(_road(removal_efficiency_SO2=0.9))
    assert found.total("NOx").magnitude == pytest.approx(3.0, rel=1e-12)
    assert _of_rows(found)["problem"].tolist() == ["the method gives no SO2: the removal is not used"]


@pytest.mark.parametrize("word", ["柴油", "diesel", " Diesel "])
def test_own_factors_may_speak_chinese(word: str) -> None:
    """An own factor answers whatever spelling of the fuel it was written with."""
    mine = pd.DataFrame([_factor("combustion", word, "NOx", "kg/t", value=21.5)])
    rows = pd.DataFrame({"fuel": ["柴油"], "amount": [2.0], "unit": ["t"]})
    found = zc.energy.estimate(rows, region="CN", factors=zc.factors().extend(mine), substances=["NOx"])
    assert found.total("NOx").to("kg").magnitude == pytest.approx(43.0, rel=1e-12)


def test_a_control_is_looked_up_on_every_route() -> None:
    """A reported mass with a device: its removal is taken from the database, or a problem says that nothing is known."""
    method = _method("raw gas", subject="", routes=(Route((), (), factor=False, equation="E = M"),), controlled=True)
    rows = pd.DataFrame({"method": "raw gas", "amount": 10.0, "unit": "t", "control": ["SCR", "magic", ""]})
    found = estimate_inventory(rows, Chooser((method,)), {"region": "CN", "year": 2023, "factors": OWN})
    assert found.frame["emission"].tolist() == pytest.approx([2.0, 10.0, 10.0])
    problems = found.problem_rows()
    problems = problems[problems["column"] != "factors"]
    assert problems[["id", "column"]].to_numpy().tolist() == [["row-2", "control"]]
    assert problems["problem"].str.contains("nothing is known of the control 'magic'").all()


def test_what_is_known_of_a_row_stays_with_it_when_it_cannot_be_estimated() -> None:
    """A misspelt fuel or a bad number makes the row NE in its own year, region and category, not in none."""
    rows = pd.DataFrame(
        {
            "plant": ["A", "B", "C"],
            "fuel": ["diesel", "deisel", "diesel"],
            "amount": [1.0, 1.0, "many"],
            "unit": "t",
            "year": [2022, 2023, 2024],
            "region": ["CN-HA", "CN-HA", "CN-410100"],
            "category_nfr": ["1.A.2", "1.A.4.a.i", "1.A.3.c"],
            "scope": "1",
        }
    )
    found = zc.energy.estimate(rows, substances=["CO2"])
    for label in ("year", "region", "category_nfr"):
        table = found.by("plant", label)
        assert table[label].tolist() == rows[label].tolist()
        assert table["notation"].tolist() == ["", "NE", "NE"]
    assert found.by("scope")["scope"].tolist() == ["1"]
    assert found.by("year")["year"].dtype.kind == "i"


@pytest.mark.parametrize("module", MODULES)
def test_methods_are_found_by_words_in_both_languages(module: str) -> None:
    """Each method is found by its names, whatever the case, all words must stand; a word of none leaves the columns."""
    search = importlib.import_module(f"zzcarbon.{module}").methods
    whole = search()
    for row in (whole.iloc[0], whole.iloc[-1]):
        for words in (row["method"].upper(), row["title_local"], f"{row['title']} {row['method']}"):
            assert row["method"] in set(search(words)["method"]), words
    none = search(f"{whole['method'].iloc[0]} 无此方法")
    assert none.empty and list(none) == list(whole)


COAL_WITH_DEVICE = pd.DataFrame(
    {"fuel": "原煤", "amount": 1.0, "unit": "万吨", "category_nfr": "1.A.1.a", "control": ["", "SCR", "magic"]}
)


def test_a_device_changes_what_it_removes_and_nothing_else() -> None:
    """SCR lowers NOx and adds its ammonia; heat, carbon and other gases are as without it, and one line says so."""
    found = zc.energy.estimate(COAL_WITH_DEVICE, region="郑州", year=2022)
    table = found.frame.pivot(index="id", columns="substance", values="emission")
    plain, scr, magic = (table.loc[f"row-{number}"] for number in (1, 2, 3))
    assert scr["NOx"] == pytest.approx(plain["NOx"] * (1 - 0.42), rel=1e-12)
    assert scr["NH3"] > 0
    others = [name for name in table if name not in {"NOx", "NH3"}]
    assert scr[others].tolist() == plain[others].tolist()
    assert magic["CO2"] == plain["CO2"]
    assert magic.drop("CO2").isna().all()
    told = found.problems[found.problems["column"] == "control"].set_index("id")["substance"]
    assert "SOx" in told["row-2"] and "NOx" not in told["row-2"] and "CO2" not in told["row-2"]
    unknown = found.problems[found.problems["id"] == "row-3"]
    assert set(unknown["column"]) == {"control"}
    assert unknown["remedy"].str.startswith("Correct the device").any()


def test_a_factor_with_the_device_goes_before_one_without_it() -> None:
    """A set that is asked later and has the controlled factor answers; the uncontrolled one never replaces it."""
    found = zc.energy.estimate(COAL_WITH_DEVICE.iloc[1:2], region="郑州", year=2022, substances=["NH3"])
    (row,) = found.coefficients.to_dict("records")
    assert "scr" in row["factor_ids"]
