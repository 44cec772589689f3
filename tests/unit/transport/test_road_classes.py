"""Exhaust by fuel and distance, wear, vapour, cold start, mileage, electricity, the bridge of China VI."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import zzcarbon as zc
from zzcarbon.transport.cold_starts import cold_excess, cold_hot_ratio, cold_share
from zzcarbon.transport.road_bridge import HEAVY_STEPS, LIGHT_STEPS
from zzcarbon.transport.road_mileage import mileage_correction, mileage_factor

CARS = pd.DataFrame(
    {
        "vehicle": "passenger car", "powertrain": ["petrol", "petrol", "diesel"], "size": ["small", "small", "medium"],
        "standard": ["Euro 1", "Euro 4", "Euro 3"], "technology": ["", "PFI", "DPF"], "amount": 1e6, "unit": "km",
        "speed": 20.0, "temperature": 5.0, "trip_length": 12.0, "mileage": 150_000.0, "sulphur": 10.0,
        "engine": "hot", "mode": "urban",
    }
)  # fmt: skip


def estimate(frame: pd.DataFrame | dict[str, object], **options: object) -> zc.Inventory:
    """Estimate rows in Zhengzhou in 2023."""
    rows = pd.DataFrame(frame if isinstance(frame, pd.DataFrame) else [frame])
    return zc.transport.estimate(rows, region="CN-410100", year=2023, **options)


def emission(frame: pd.DataFrame | dict[str, object], substance: str, **options: object) -> float:
    """Return the emission of one substance [t]."""
    return float(estimate(frame, **options).total(substance, scope="all").to("t").magnitude)


def test_tier_1_takes_fuel_or_distance_or_vehicles() -> None:
    """One tonne of petrol emits 3.98 kg NOx; a distance and a fleet come to the same through the fuel consumption."""
    row = {"method": "road exhaust, tier 1", "vehicle": "passenger car", "powertrain": "petrol"}
    assert emission({**row, "amount": 1.0, "unit": "t"}, "NOx") == pytest.approx(3.98e-3)
    by_distance = emission({**row, "amount": 1e6, "unit": "km"}, "NOx")
    assert by_distance == pytest.approx(61.9 * 3.98e-3)
    fleet = {**row, "amount": 100.0, "unit": "vehicle", "annual_distance": 10_000.0}
    assert emission(fleet, "NOx") == pytest.approx(by_distance)


def test_tier_2_by_class() -> None:
    """A million kilometres of a small petrol car of Euro 4 emit 65 kg NOx and 182.3 t CO2 by Table 3-17."""
    row = {
        "method": "道路机动车尾气排放（EMEP/EEA 二级方法，按里程）", "vehicle": "乘用车", "powertrain": "汽油",
        "size": "small", "standard": "欧四", "amount": 100.0, "unit": "万km",
    }  # fmt: skip
    assert emission(row, "NOx") == pytest.approx(0.065)
    assert emission(row, "CO2") == pytest.approx(182.346, rel=1e-3)


@pytest.mark.parametrize(
    ("row", "substance", "grams"),
    [
        ({"method": "tyre and brake wear, tier 1", "vehicle": "passenger car"}, "PM10", 0.0184),
        ({"method": "road surface wear, tier 1", "vehicle": "heavy duty vehicle"}, "TSP", 0.076),
        (
            {"method": "brake wear, tier 2", "vehicle": "passenger car", "powertrain": "纯电动", "size": "small"},
            "TSP",
            0.0027,
        ),
        ({"method": "tyre wear, tier 2", "vehicle": "heavy duty vehicle"}, "TSP", 0.0169),
        ({"method": "road surface wear, tier 2", "vehicle": "two-wheeler"}, "TSP", 0.006),
    ],
)
def test_wear(row: dict[str, object], substance: str, grams: float) -> None:
    """Wear per kilometre as the guidebook prints it."""
    assert emission({**row, "amount": 1e6, "unit": "km"}, substance) == pytest.approx(grams)


def test_vapour_by_trip_is_the_sum_of_its_parts() -> None:
    """Seven rows of a fleet: diurnal by day, soak and running losses by trip, shares by fuel system and warmth."""
    fleet = pd.DataFrame(
        {
            "vehicles": [1000.0], "days": [90.0], "trips_per_day": [3.0], "fuel_return_share": [0.2],
            "hot_share": [0.6], "temperature_range": ["20 to 35 degC"], "size": ["<=1400 cm3"], "canister": ["small"],
        }
    )  # fmt: skip
    rows = zc.transport.evaporation_rows(fleet)
    trips = rows[rows["unit"] == "trip"].groupby(rows["part"].str.split().str[1])["amount"].sum()
    assert trips.to_numpy() == pytest.approx([270_000.0, 270_000.0])
    inventory = estimate(rows)
    assert inventory.frame["emission"].notna().all()
    assert inventory.total("NMVOC").to("t").magnitude == pytest.approx(inventory.frame["emission"].sum())


def test_vapour_by_day() -> None:
    """14.6 g per car and day between 20 and 35 degC."""
    row = {
        "method": "gasoline evaporation, tier 1", "vehicle": "passenger car", "temperature_range": "20 to 35 degC",
        "amount": 1000.0, "unit": "vehicle", "time": 90.0, "time_unit": "d",
    }  # fmt: skip
    assert emission(row, "NMVOC") == pytest.approx(1.314)


def test_refuelling_less_recovery() -> None:
    """The loss of the caller less the share that is recovered."""
    row = {
        "method": "refuelling", "amount": 1e6, "unit": "L", "refuelling_loss": 1.4, "refuelling_loss_unit": "g/L",
        "removal_efficiency_NMVOC": 0.9,
    }  # fmt: skip
    assert emission(row, "NMVOC") == pytest.approx(0.14)


def test_fuel_urea_and_sulphur() -> None:
    """CO2 of diesel by mass, of urea by stoichiometry (12/60 x 44/12), SO2 as twice the sulphur."""
    assert emission({"method": "road fuel CO2", "fuel": "柴油", "amount": 1.0, "unit": "t"}, "CO2") == pytest.approx(
        3.18
    )
    urea = {"method": "AdBlue CO2", "amount": 1.0, "unit": "t", "urea_purity": 0.3}
    assert emission(urea, "CO2") == pytest.approx(0.3 * 44 / 60)
    sulphur = {
        "method": "road fuel SO2", "amount": 1.0, "unit": "t", "sulphur_content": 10.0,
        "sulphur_content_unit": "mg/kg",
    }  # fmt: skip
    assert emission(sulphur, "SO2") == pytest.approx(2e-5)


def test_biofuel_is_a_memo_item() -> None:
    """A blend is split: the total counts the fossil part; the biogenic CO2 stands beside it."""
    blend = pd.DataFrame(
        {
            "id": ["a"], "fuel": ["汽油"], "amount": [100.0], "unit": ["t"], "biofuel_share": [0.1],
            "biofuel_carbon_share": [0.52],
        }
    )  # fmt: skip
    rows = zc.transport.split_biofuel(blend)
    assert rows["amount"].sum() == pytest.approx(100.0)
    inventory = estimate(rows)
    assert inventory.total("CO2").to("t").magnitude == pytest.approx(90 * 3.168)
    biogenic = inventory.frame[inventory.frame["origin"] == "biogenic"]["emission"]
    assert biogenic.sum() == pytest.approx(10 * 0.52 * 44 / 12)


def test_electric_and_hydrogen_vehicles_take_the_grid() -> None:
    """Distance x use x charging ratio x grid factor; hydrogen by electrolysis through its electricity."""
    grid = {"fuel": "electricity", "amount": 1.0, "unit": "MWh", "charging_ratio": 1.0}
    factor = emission({**grid, "method": "electric vehicle charging"}, "CO2")
    driven = {
        "method": "electric vehicle charging", "fuel": "电力", "amount": 1e6, "unit": "km", "electricity_use": 0.15,
        "charging_ratio": zc.transport.charging_ratio(0.1),
    }  # fmt: skip
    assert emission(driven, "CO2") == pytest.approx(150 / 0.9 * factor)
    hydrogen = {
        "method": "hydrogen vehicle, electrolysis", "fuel": "电力", "amount": 1e6, "unit": "km",
        "hydrogen_use": 0.01, "electricity_per_hydrogen": 55.0,
    }  # fmt: skip
    assert emission(hydrogen, "CO2") == pytest.approx(550 * factor)
    supplied = {"method": "hydrogen vehicle, supplied hydrogen", "amount": 1.0, "unit": "t", "supply_factor": 10.0}
    assert emission(supplied, "CO2") == pytest.approx(10.0)


def test_a_plug_in_hybrid_is_two_rows() -> None:
    """Fuel and electricity add up, each by its own method and scope."""
    rows = pd.DataFrame(
        {
            "method": ["road fuel CO2", "electric vehicle charging"], "fuel": ["gasoline", "electricity"],
            "amount": [1.0, 1.0], "unit": ["t", "MWh"], "charging_ratio": [None, 1.25],
        }
    )  # fmt: skip
    inventory = estimate(rows)
    assert set(inventory.by("scope")["scope"]) == {"1", "2"}
    assert inventory.frame["emission"].notna().all()


@given(length=st.floats(8, 15), temperature=st.floats(-30, 40))
def test_the_cold_share_is_a_share(length: float, temperature: float) -> None:
    """Between 0 and 1, and smaller where trips are longer or the air is warmer."""
    share = float(cold_share(length, temperature))
    assert 0 <= share <= 1
    assert float(cold_share(15.0, temperature)) <= share
    assert float(cold_share(length, 40.0)) <= share


@given(speed=st.floats(0, 200), temperature=st.floats(-30, 60))
def test_cold_engines_emit_no_less_than_hot_ones(speed: float, temperature: float) -> None:
    """The ratio is at least one, so the excess is never negative."""
    ratio = cold_hot_ratio(speed, temperature, 0.156, -0.155, 3.519)
    assert ratio >= 1
    assert cold_excess(0.3, 1.0, 2.0, ratio) >= 0


def test_cold_start_of_later_petrol_cars_is_anchored_to_euro_1() -> None:
    """Euro 4 petrol cars have 0.18 of the excess of Euro 1, not their own factor times the ratio."""
    rows = zc.transport.cold_start(CARS)
    excess = rows[rows["substance"] == "NOx"].set_index("standard")["emission_factor"]
    assert excess["Euro 4"] == pytest.approx(0.18 * excess["Euro 1"])
    assert set(rows["grade"]) == {"B", "C"}


def test_cold_hot_and_mileage_rows_make_an_inventory() -> None:
    """The parts are rows of one inventory; their sum is the total, and none is lost."""
    parts = [
        zc.transport.hot_exhaust(CARS, ("CO", "NOx", "HC")),
        zc.transport.cold_start(CARS),
        zc.transport.mileage_exhaust(CARS),
    ]
    inventory = estimate(pd.concat(parts, ignore_index=True))
    assert inventory.frame["emission"].notna().all()
    by_part = inventory.by("part").groupby("substance")["emission"].sum()
    assert inventory.total("NOx").to("t").magnitude == pytest.approx(by_part["NOx"])
    assert by_part["NH3"] > 0


def test_mileage_of_petrol_cars() -> None:
    """Euro 1 CO is 2.39 times its value at 120,000 km and more in town; new cars are not below one."""
    old = zc.transport.hot_exhaust(CARS.assign(speed=19.0), ("CO",)).set_index("standard")["mileage_correction"]
    assert old["Euro 1"] == pytest.approx(2.39)
    new = zc.transport.hot_exhaust(CARS.assign(mileage=0.0), ("CO",))
    assert (new["mileage_correction"] == 1).all()
    assert float(mileage_correction(41.0, 3.0, 1.0)) == 2.0
    assert float(mileage_factor(0.0, 0.07, 1e-6, 1.0)) == pytest.approx(0.07)


def test_sulphur_chooses_the_function_of_ammonia() -> None:
    """Ammonia of Euro 1 petrol cars started cold falls from 0.05 (m 1.52e-6 + 0.765) above 150 ppm sulphur."""
    rows = CARS.iloc[[0]].assign(engine="cold", mileage=0.0)
    low = zc.transport.mileage_exhaust(rows.assign(sulphur=150.0)).set_index("substance")["emission_factor"]["NH3"]
    high = zc.transport.mileage_exhaust(rows.assign(sulphur=151.0)).set_index("substance")["emission_factor"]["NH3"]
    assert low == pytest.approx(0.05 * 0.765)
    assert high == pytest.approx(0.0117 * 0.351)


@pytest.mark.parametrize("make", [zc.transport.cold_start, zc.transport.hot_exhaust, zc.transport.mileage_exhaust])
@pytest.mark.parametrize(
    ("changes", "text"),
    [
        ({"vehicle": "hovercraft"}, "hovercraft"),
        ({"powertrain": ""}, "empty"),
        ({"standard": "Euro 9"}, "no function"),
        ({"amount": -1.0}, "below zero"),
    ],
)
def test_wrong_rows_of_vehicles(make, changes: dict[str, object], text: str) -> None:
    """Makers of rows refuse unknown classes and impossible numbers, all at once."""
    with pytest.raises((zc.DataError, zc.UnknownNameError), match=text):
        make(CARS.assign(**changes))


def test_the_length_of_one_trip_is_refused() -> None:
    """The cold share is a fit over mean trips of 8 to 15 km; a trip of 30 km would make it negative."""
    with pytest.raises(zc.DataError, match="outside 8 to 15 km.*8 to 15"):
        zc.transport.cold_start(CARS.assign(trip_length=30.0))


@pytest.mark.parametrize("loss", [-0.1, 1.0, 2.0, float("nan")])
def test_charging_losses_are_shares(loss: float) -> None:
    """A loss of all electricity, or below zero, is no loss."""
    with pytest.raises(ValueError, match="charging loss"):
        zc.transport.charging_ratio(loss)


def test_wrong_blends_and_fleets() -> None:
    """Shares above one and missing columns are problems with their place."""
    blend = pd.DataFrame({"fuel": ["gasoline"], "amount": [1.0], "unit": ["t"], "biofuel_share": [1.1]})
    with pytest.raises(zc.DataError, match="biofuel_carbon_share"):
        zc.transport.split_biofuel(blend)
    with pytest.raises(zc.DataError, match="not a number in its range"):
        zc.transport.split_biofuel(blend.assign(biofuel_carbon_share=0.5))
    with pytest.raises(zc.DataError, match="trips_per_day"):
        zc.transport.evaporation_rows(pd.DataFrame({"vehicles": [1.0], "days": [1.0]}))


@pytest.mark.parametrize("light", LIGHT_STEPS)
@pytest.mark.parametrize("heavy", HEAVY_STEPS)
def test_the_bridge_of_china_vi_is_a_choice_that_stays_on_the_row(light: str, heavy: str) -> None:
    """Every step has a factor; the row keeps what it said and the assumption."""
    rows = pd.DataFrame(
        {
            "method": "road exhaust, tier 2", "vehicle": ["passenger car", "heavy duty truck"],
            "powertrain": ["petrol", "diesel"], "size": ["small", "rigid 7.5 - 12 t"], "standard": ["国六", "China VIb"],
            "amount": 1e6, "unit": "km",
        }
    )  # fmt: skip
    bridged = zc.transport.bridge_to_euro(rows, light=light, heavy=heavy)
    assert bridged["standard"].tolist() == [light, heavy]
    assert bridged["standard_local"].tolist() == ["国六", "China VIb"]
    assert bridged["bridge"].str.contains("assumption of the caller").all()
    assert estimate(bridged, substances=["NOx"]).frame["emission"].notna().all()
    assert estimate(rows, substances=["NOx"]).frame["emission"].isna().all()


def test_the_bridge_refuses_what_has_no_counterpart() -> None:
    """Pre-China I and unknown steps are refused; European standards pass through."""
    rows = pd.DataFrame({"vehicle": ["passenger car"], "standard": ["国一前"]})
    with pytest.raises(zc.DataError, match="no counterpart"):
        zc.transport.bridge_to_euro(rows, light=LIGHT_STEPS[0], heavy=HEAVY_STEPS[0])
    with pytest.raises(zc.UnknownNameError, match="Euro 6 d-temp"):
        zc.transport.bridge_to_euro(rows, light="Euro 6 dtemp", heavy=HEAVY_STEPS[0])
    kept = zc.transport.bridge_to_euro(rows.assign(standard="Euro 4"), light=LIGHT_STEPS[0], heavy=HEAVY_STEPS[0])
    assert kept["bridge"].tolist() == [""]


def test_gases_of_fuel_by_heat() -> None:
    """69.3 t CO2, and 3.8 kg CH4 and 5.7 kg N2O of later cars, per terajoule of petrol; the NCV brings mass to heat."""
    row = {
        "method": "road fuel gases, IPCC tier 1", "fuel": "汽油", "amount": 1.0, "unit": "TJ",
        "vehicle_technology": "low mileage light duty vehicle vintage 1995 or later",
    }  # fmt: skip
    found = estimate(row).frame.set_index("substance")["emission"]
    assert found[["CO2", "CH4", "N2O"]].tolist() == pytest.approx([69.3, 3.8e-3, 5.7e-3])
    by_mass = estimate({**row, "amount": 100.0, "unit": "t", "ncv": 44.3, "ncv_unit": "GJ/t"})
    assert by_mass.total("CO2").to("t").magnitude == pytest.approx(69.3 * 4.43)
    without = estimate({**row, "vehicle_technology": ""}).frame.set_index("substance")["notation"]
    assert without[["CO2", "CH4"]].tolist() == ["", "NE"]


def test_gases_by_distance_and_start() -> None:
    """Figures of Europe by mode, and starts of the United States, are those of Tables 3.2.5 and 3.2.3."""
    car = {
        "method": "road greenhouse gases, IPCC tier 3", "vehicle": "passenger car", "powertrain": "petrol",
        "standard": "Euro 4", "mode": "urban cold", "amount": 1e6, "unit": "km",
    }  # fmt: skip
    assert emission(car, "CH4") == pytest.approx(0.057)
    assert emission(car, "N2O") == pytest.approx(0.006)
    assert estimate({**car, "mode": "rural"}).frame["emission"].notna().all()
    start = pd.DataFrame(
        [{"method": "road cold starts, IPCC tier 3", "vehicle": "passenger car", "powertrain": "petrol",
          "vehicle_technology": "uncontrolled", "amount": 1e6, "unit": "start"}]
    )  # fmt: skip
    started = zc.transport.estimate(start, region="US", year=2023)
    assert started.frame["emission"].notna().all()
    assert set(started.coefficients["grade"]) == {"A"}


def test_lubricating_oil_stands_beside_the_fuel() -> None:
    """6.45 g CO2 of oil per kg of petrol of cars, as a method of its own; by distance for every class of tier 2."""
    row = {"method": "road lubricant CO2, tier 1", "vehicle": "passenger car", "powertrain": "petrol"}
    assert emission({**row, "amount": 1.0, "unit": "t"}, "CO2") == pytest.approx(6.45e-3)
    by_class = {**row, "method": "road lubricant CO2, tier 2", "size": "small", "standard": "Euro 4"}
    assert 0 < emission({**by_class, "amount": 1e6, "unit": "km"}, "CO2") < 2


def test_vapour_of_motorcycles_is_grade_c() -> None:
    """Two-wheelers have figures of one copy only: NE at grade B, a number at grade C."""
    row = {
        "method": "gasoline evaporation, tier 2", "vehicle": "普通摩托车", "size": "4-stroke <250 cm3",
        "canister": "none", "temperature_range": "20 to 35 degC", "part": "diurnal", "amount": 100.0,
        "unit": "vehicle", "time": 30.0, "time_unit": "d",
    }  # fmt: skip
    assert estimate(row).frame["emission"].isna().all()
    assert estimate(row, factors=zc.factors(grade="C")).frame["emission"].gt(0).all()


def test_wear_by_speed_falls_with_speed() -> None:
    """Correction 1.39 and 1.67 below 40 km/h, 0.902 and 0.185 on motorways, a line between; PM10 is a share of TSP."""
    speeds = [30.0, 40.0, 80.0, 90.0, 91.0, 130.0]
    rows = pd.DataFrame(
        {
            "method": "tyre wear, by speed", "vehicle": "passenger car", "powertrain": "combustion engine",
            "size": "small", "amount": 1e6, "unit": "km", "speed": speeds,
        }
    )  # fmt: skip
    tyre = estimate(rows).frame.pivot_table(index="id", columns="substance", values="emission")
    expected = [1.39, 1.3904, 1.0008, 0.9034, 0.902, 0.902]
    assert (tyre["TSP"] / 0.0085).tolist() == pytest.approx(expected)
    assert (tyre["PM10"] / tyre["TSP"]).tolist() == pytest.approx([0.6] * 6)
    brake = estimate(rows.assign(method="brake wear, by speed")).frame
    brake = brake.pivot_table(index="id", columns="substance", values="emission")
    assert (brake["TSP"] / 0.0118).tolist() == pytest.approx([1.67, 1.67, 0.59, 0.32, 0.293, 0.185])
