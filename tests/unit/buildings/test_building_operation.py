"""Operation of buildings: bills, floor area, stoves, photovoltaics, weather; what a wrong row says."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import zzcarbon as zc
from zzcarbon.buildings import degree_days, photovoltaic_rows, photovoltaic_yield, tenant_share, weather_normalised

AMOUNTS = st.floats(min_value=0, max_value=1e8)
POWER = {"fuel": "电力", "amount": 1000.0, "unit": "kWh", "year": 2023}
COAL = {"fuel": "raw coal", "amount": 1.0, "unit": "t", "category_nfr": "1.A.4.b.i"}
CONTRACT = {"method": "contract electricity", "supply": "合同电力", "amount": 1.0, "unit": "kWh", "loss_uplift": 1.0}


def estimate(*rows: dict[str, object], **more: object) -> zc.Inventory:
    """Estimate rows for Zhengzhou."""
    return zc.buildings.estimate(pd.DataFrame(rows), region="CN-410100", **more)  # type: ignore[arg-type]


@given(area=st.floats(1, 1e6), intensity=st.floats(0, 500))
def test_floor_area_times_intensity_is_the_bill(area: float, intensity: float) -> None:
    """A floor area with intensity gives what the bill of that use gives."""
    by_area = {
        **POWER,
        "amount": area,
        "unit": "m2",
        "energy_intensity": intensity,
        "energy_intensity_unit": "kWh/(m2 a)",
    }
    left = estimate(by_area).total("CO2", scope="all").to("t").magnitude
    right = estimate({**POWER, "amount": area * intensity}).total("CO2", scope="all").to("t").magnitude
    assert left == pytest.approx(right, rel=1e-12)


@settings(max_examples=25)
@given(st.lists(AMOUNTS, min_size=1, max_size=6))
def test_end_uses_add_up_to_the_total(parts: list[float]) -> None:
    """Rows by end use sum to one row of their total, and stay apart in a table."""
    rows = [{**POWER, "amount": part, "end_use": f"use {at}"} for at, part in enumerate(parts)]
    inventory = estimate(*rows)
    whole = estimate({**POWER, "amount": sum(parts)}).total("CO2", scope="all").magnitude
    assert inventory.total("CO2", scope="all").magnitude == pytest.approx(whole)
    assert len(inventory.by("end_use")) == len(parts)


def test_carriers_find_their_method() -> None:
    """Electricity and heat are scope 2, fuels scope 1."""
    heat = {"fuel": "热力", "amount": 10.0, "unit": "GJ"}
    frame = estimate(POWER, heat, COAL, substances=["CO2"]).frame
    assert frame["method"].tolist() == ["building electricity", "building heat", "building fuel"]
    assert frame["scope"].tolist() == ["2", "2", "1"]


@pytest.mark.parametrize(
    ("technology", "pm25"), [("", 398.0), ("炉灶", 450.0), ("small boiler", 201.0), ("advanced stove", 220.0)]
)
def test_household_coal_by_appliance(technology: str, pm25: float) -> None:
    """Tier 1 without an appliance, tier 2 with one: g/GJ of the guidebook on 1000 GJ."""
    row = {**COAL, "amount": 1000.0, "unit": "GJ", "technology": technology}
    assert estimate(row, substances=["PM2.5"]).total("PM2.5").to("kg").magnitude == pytest.approx(pm25)


@pytest.mark.parametrize(
    ("fuel", "nox"), [("天然气", 51.0), ("LPG", 51.0), ("wood", 50.0), ("柴油", 51.0), ("straw", 50.0)]
)
def test_household_fuels_have_tier_1(fuel: str, nox: float) -> None:
    """Gas, LPG, biomass and oil have the guidebook's NOx per heat."""
    row = {**COAL, "fuel": fuel, "amount": 1000.0, "unit": "GJ"}
    assert estimate(row, substances=["NOx"]).total("NOx").to("kg").magnitude == pytest.approx(nox)


def test_measured_chinese_stoves_answer_when_asked() -> None:
    """2 t of honeycomb briquettes: 1.5, 0.42 and 22.4 kg/t, measured in Beijing."""
    row = {**COAL, "fuel": "型煤", "amount": 2.0, "technology": "蜂窝煤"}
    found = estimate(row, sets=["beijing-resid-coal-2017"], substances=["SOx", "NOx", "CO"])
    kilograms = [found.total(name).to("kg").magnitude for name in ("SOx", "NOx", "CO")]
    assert kilograms == pytest.approx([3.0, 0.84, 44.8])


def test_raw_coal_as_bituminous_stands_in_the_trail() -> None:
    """The assumption on the rank of raw coal is said in the explanation."""
    row = {**COAL, "technology": "stove"}
    found = estimate(row, sets=["beijing-resid-coal-2017"], substances=["CO"])
    assert "bituminous is an assumption" in str(found.explain("row-1"))


@settings(max_examples=25)
@given(generated=st.floats(0, 1e9), share=st.floats(0, 1))
def test_photovoltaics_stand_beside_the_emissions(generated: float, share: float) -> None:
    """Self-use and export add up to the yield, are avoided, and change no total."""
    rows = photovoltaic_rows(generated=generated, self_use=generated * share, year=2023)
    assert rows["amount"].sum() == pytest.approx(generated)
    frame = pd.concat([pd.DataFrame([POWER]), rows], ignore_index=True)
    inventory = zc.buildings.estimate(frame, region="CN-HA")
    assert inventory.total("CO2", scope="all").magnitude == pytest.approx(
        zc.buildings.estimate(pd.DataFrame([POWER]), region="CN-HA").total("CO2", scope="all").magnitude
    )
    avoided = inventory.frame.query("flow == 'avoided'")["emission"]
    assert len(avoided) == 2
    assert (avoided <= 0).all()


@given(st.floats(0, 1e5), st.floats(0, 3000), st.floats(0, 0.3), st.floats(0, 1))
def test_the_yield_is_never_more_than_the_sun(area: float, sun: float, efficiency: float, loss: float) -> None:
    """Modules give at most area x irradiation x efficiency."""
    found = photovoltaic_yield(area=area, irradiation=sun, efficiency=efficiency, loss=loss)
    assert 0 <= found <= area * sun * efficiency


TEMPERATURES = st.lists(st.floats(-30, 40), min_size=1, max_size=40)


@given(TEMPERATURES, st.floats(0, 30))
def test_heating_and_cooling_days_differ_by_the_mean(temperatures: list[float], base: float) -> None:
    """HDD - CDD is the sum of base minus temperature: no day counts twice."""
    heating, cooling = (degree_days(temperatures, base=base, kind=kind) for kind in ("heating", "cooling"))
    assert min(heating, cooling) >= 0
    assert heating - cooling == pytest.approx(sum(base - value for value in temperatures), abs=1e-6)


@given(st.floats(0, 1e9), st.floats(1, 5000), st.floats(0, 1))
def test_a_normal_year_changes_nothing(consumption: float, days: float, share: float) -> None:
    """With normal weather, or no part that follows it, the consumption is what it was."""
    assert weather_normalised(consumption, actual=days, normal=days, weather_share=share) == pytest.approx(consumption)
    assert weather_normalised(consumption, actual=days, normal=2 * days, weather_share=0.0) == pytest.approx(
        consumption
    )
    assert weather_normalised(consumption, actual=days, normal=2 * days, weather_share=1.0) == pytest.approx(
        2 * consumption
    )


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: degree_days([1.0], base=18.0, kind="warm"), "is not one of"),
        (lambda: degree_days([1.0, float("nan")], base=18.0, kind="heating"), "day 2 has no temperature"),
        (lambda: weather_normalised(1.0, actual=0.0, normal=1.0, weather_share=1.0), "above zero"),
        (lambda: weather_normalised(1.0, actual=1.0, normal=1.0, weather_share=80.0), "no share"),
        (lambda: photovoltaic_rows(generated=1.0, self_use=2.0, year=2023), "does not add up"),
        (lambda: photovoltaic_rows(generated=1.0, self_use=-1.0, year=2023), "does not add up"),
        (lambda: tenant_share(area=2.0, building_area=1.0), "between 0 and 1"),
        (lambda: tenant_share(area=2.0, building_area=10.0, occupancy=0.0), "between 0 and 1"),
    ],
)
def test_wrong_arguments_are_refused(call: object, message: str) -> None:
    """A number that cannot be is an error with a remedy."""
    with pytest.raises(zc.DataError, match=message) as caught:
        call()  # type: ignore[operator]
    assert caught.value.problems[0].remedy


@pytest.mark.parametrize(
    ("row", "change", "word"),
    [
        (POWER, {"unit": "m2"}, "kWh|m2|energy_intensity"),
        (POWER, {"year": 1990}, "year"),
        (POWER, {"amount": -1.0}, "below 0"),
        (POWER, {"fuel": "电气机车"}, "fuel"),
        (POWER, {"unit": "kWhh"}, "unit"),
        (COAL, {"category_nfr": ""}, "category"),
        (COAL, {"technology": "火炕"}, "technology"),
        (COAL, {"fuel": "天然气", "unit": "m3"}, "reference state"),
        (CONTRACT, {"loss_uplift": None}, "loss_uplift"),
        (CONTRACT, {}, "contract electricity"),
        (POWER, {"method": "楼宇用电"}, "no method"),
    ],
)
def test_a_wrong_row_says_what_is_wrong(row: dict[str, object], change: dict[str, object], word: str) -> None:
    """No number where a cell is wrong or a figure is missing, and a problem that says which."""
    substances = ["NOx"] if "category_nfr" in row else ["CO2"]
    found = estimate({**row, **change}, substances=substances)
    assert found.frame["emission"].isna().all()
    texts = (found.problems["column"] + ": " + found.problems["problem"]).str.cat(sep=" ")
    assert pd.Series([texts]).str.contains(word).item()
