"""Non-road machinery: work, power, fuel, sulphur; what a wrong row says."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import zzcarbon as zc
from zzcarbon.transport import engine_work, sulphur_dioxide

POSITIVE = st.floats(min_value=1e-3, max_value=1e4)
LOADERS = {"method": "machinery by power", "machinery": "轮式装载机", "fuel": "柴油", "amount": 100.0, "unit": "台",
           "power": 120.0, "load_factor": 0.4, "hours": 800.0}  # fmt: skip
FUEL = {"method": "machinery by fuel", "fuel": "diesel", "amount": 10.0, "unit": "t", "category_nfr": "1.A.2.g.vii"}


def estimate(*rows: dict[str, object], **more: object) -> zc.Inventory:
    """Estimate rows for Zhengzhou; the Australian manual is asked by name."""
    asked = {"sets": ["+npi-au-engines-2008"], **more}
    return zc.transport.estimate(pd.DataFrame(rows), region="CN-410100", **asked)  # type: ignore[arg-type]


@given(number=POSITIVE, power=POSITIVE, load=st.floats(0.01, 1.0), hours=POSITIVE)
def test_the_power_method_is_the_work_method(number: float, power: float, load: float, hours: float) -> None:
    """Machines x power x load x hours give what the same work gives."""
    by_power = {**LOADERS, "amount": number, "power": power, "load_factor": load, "hours": hours}
    work = engine_work(number=number, power=power, load_factor=load, hours=hours)
    by_work = {
        "method": "machinery by work",
        "machinery": "wheeled loader",
        "fuel": "diesel",
        "amount": work,
        "unit": "kWh",
    }
    left, right = estimate(by_power, substances=["NOx"]), estimate(by_work, substances=["NOx"])
    assert left.total("NOx").magnitude == pytest.approx(right.total("NOx").magnitude, rel=1e-12)


def test_a_loader_has_the_factor_of_its_table() -> None:
    """100 machines x 120 kW x 0.4 x 800 h x 0.0118 kg/kWh of Table 31."""
    assert estimate(LOADERS, substances=["NOx"]).total("NOx").to("t").magnitude == pytest.approx(45.312)


def test_the_manual_of_another_country_answers_by_name_alone() -> None:
    """Unasked it gives nothing in China: the remedy names the method that takes the factor of the stage, which works."""
    unasked = zc.transport.estimate(pd.DataFrame([LOADERS]), region="CN-410100", substances=["NOx"])
    assert (
        unasked.problems["remedy"].iloc[0].startswith('Take method "machinery by power, own factor", or name the set')
    )
    own = {**LOADERS, "method": "machinery by power, own factor", "substance": "氮氧化物", "technology": "国三",
           "emission_factor": 4.0, "emission_factor_unit": "g/kWh"}  # fmt: skip
    found = zc.transport.estimate(pd.DataFrame([own]), region="CN-410100")
    assert found.total("NOx").to("t").magnitude == pytest.approx(100 * 120 * 0.4 * 800 * 4.0e-6)


@pytest.mark.parametrize("column", ["power", "load_factor", "hours", "emission_factor", "substance"])
def test_the_own_factor_has_no_default(column: str) -> None:
    """Each figure of the form is asked for by its column."""
    own = {**LOADERS, "method": "machinery by power, own factor", "substance": "NOx", "emission_factor": 4.0,
           "emission_factor_unit": "g/kWh"}  # fmt: skip
    missing = zc.transport.estimate(pd.DataFrame([own | {column: None}]), region="CN-410100", substances=["NOx"])
    assert column in set(missing.problems["column"])
    assert missing.frame["emission"].isna().all()


def test_the_load_factor_of_the_manual_fills_in() -> None:
    """Without a load factor a wheeled loader runs at 0.50 of its power (Table 5), a tractor at 0.55."""
    row = {**LOADERS, "load_factor": None}
    assert estimate(row, substances=["NOx"]).total("NOx").to("t").magnitude == pytest.approx(56.64)
    tractor = {**row, "machinery": "轮式拖拉机"}
    assert estimate(tractor, substances=["NOx"]).total("NOx").to("t").magnitude == pytest.approx(84.48)


@pytest.mark.parametrize(
    ("change", "nox"),
    [
        ({}, 326.29),
        ({"technology": "Stage II"}, 221.01),
        ({"category_nfr": "1.A.4.c.ii", "sector": "农业"}, 344.57),
        ({"category_nfr": "1.A.4.c.ii", "sector": "forestry", "technology": "Stage V"}, 19.15),
        ({"fuel": "gasoline", "stroke": "二冲程"}, 27.65),
    ],
)
def test_fuel_finds_stage_sector_and_stroke(change: dict[str, object], nox: float) -> None:
    """The factor is that of the category, the stage, the sector and the stroke; 10 t of fuel."""
    assert estimate({**FUEL, **change}, substances=["NOx"]).total("NOx").to("kg").magnitude == pytest.approx(nox)


def test_litres_need_a_density() -> None:
    """A volume of fuel is brought to mass by the density of the row, never by a hidden one."""
    litres = {**FUEL, "amount": 10_000.0, "unit": "L"}
    assert estimate(litres, substances=["NOx"]).problems["substance"].tolist() == ["NOx"]
    dense = {**litres, "density": 0.84, "density_unit": "kg/L"}
    expected = estimate({**FUEL, "amount": 8.4}, substances=["NOx"]).total("NOx")
    assert estimate(dense, substances=["NOx"]).total("NOx").magnitude == pytest.approx(expected.magnitude)


@given(fuel=POSITIVE, sulphur=st.floats(0, 0.05))
def test_sulphur_doubles_its_mass(fuel: float, sulphur: float) -> None:
    """SO2 is twice the sulphur; the estimate and the equation agree, in % and in mg/kg."""
    row = {"method": "sulphur of the fuel", "fuel": "diesel", "amount": fuel, "unit": "t"}
    for value, unit in ((sulphur * 100, "%"), (sulphur * 1e6, "mg/kg")):
        found = estimate({**row, "fuel_sulphur": value, "fuel_sulphur_unit": unit}, substances=["SO2"])
        assert found.total("SO2").to("t").magnitude == pytest.approx(sulphur_dioxide(fuel=fuel, sulphur=sulphur))


def test_petrol_machines_evaporate_by_the_hour() -> None:
    """Evaporation and crankcase are rows of their own: 0.0297 and 0.0482 kg/h of a wheeled loader."""
    row = {
        "method": "machinery evaporation",
        "machinery": "wheeled loader",
        "fuel": "gasoline",
        "amount": 1000.0,
        "unit": "h",
    }
    rows = [{**row, "technology": part} for part in ("evaporation", "crankcase")]
    assert estimate(*rows).total("VOCs").to("kg").magnitude == pytest.approx(77.9)


@pytest.mark.parametrize(
    ("row", "change", "column"),
    [
        (LOADERS, {"machinery": "装载"}, "machinery"),
        (LOADERS, {"fuel": "煤油炉"}, "fuel"),
        (LOADERS, {"power": -1.0}, "power"),
        (LOADERS, {"load_factor": 40.0}, "load_factor"),
        (LOADERS, {"hours": None}, "hours"),
        (LOADERS, {"unit": "匹"}, "unit"),
        (LOADERS, {"method": "功率"}, "method"),
        (FUEL, {"technology": "Stage IX"}, "technology"),
        (FUEL, {"category_nfr": "1.A.9"}, "category_nfr"),
        (FUEL, {"category_nfr": ""}, "category_nfr"),
        (FUEL, {"amount": -3.0}, "amount"),
    ],
)
def test_a_wrong_row_is_a_problem_of_its_column(row: dict[str, object], change: dict[str, object], column: str) -> None:
    """A wrong cell gives no number and a problem that names the column."""
    found = estimate({**row, **change}, substances=["NOx"])
    assert found.frame["emission"].isna().all()
    assert column in " ".join(found.problems["column"] + found.problems["problem"])


def test_ipcc_defaults_bridge_by_the_heating_value() -> None:
    """10 t of diesel in agriculture: 43.0 GJ/t x 4.15 g CH4/GJ (Table 3.3.1), the heating value of volume 2."""
    row = {**FUEL, "sector": "农业"}
    found = estimate(row, sets=["ipcc-2006-v2c3", "ipcc-2006-v2"], substances=["CH4"])
    assert found.total("CH4").to("kg").magnitude == pytest.approx(10 * 43.0 * 4.15e-3)
    assert "net_calorific_value from set ipcc-2006-v2" in str(found.explain("row-1"))


@pytest.mark.parametrize("method", ["brake wear, tier 2", "brake wear, by speed"])
@pytest.mark.parametrize("vehicle", ["重型货车", "公交车", "heavy duty vehicle"])
def test_brakes_of_lorries_and_buses_name_the_method_that_has_them(method: str, vehicle: str) -> None:
    """The table of tier 2 has an equation with load for them: tier 1 is named, never another vehicle, and it answers."""
    row = {"vehicle": vehicle, "amount": 1000.0, "unit": "辆", "annual_distance": 40000.0, "speed": 40.0}
    made = estimate({**row, "method": method}, substances=["TSP"])
    remedy = made.problems["remedy"].iloc[-1]
    assert remedy.startswith('Take method "tyre and brake wear, tier 1"')
    assert "two-wheeler" not in remedy
    found = estimate({**row, "method": "tyre and brake wear, tier 1"}, substances=["TSP"])
    assert found.total("TSP").magnitude > 0
