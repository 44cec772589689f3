"""The Chinese guide of 2014: base factors, corrections, and what is left out."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import zzcarbon as zc
from zzcarbon.factors.function import read_coefficients
from zzcarbon.transport.road_chinese import CHINESE_EXHAUST, chinese_factor

FORM = CHINESE_EXHAUST.forms[0]
REFERENCE = {
    "temperature": 18.0, "humidity": 50.0, "altitude": 100.0, "speed": 30.0, "load_share": 50.0, "base_year": 2014.0,
    "humidity_overlap": 1.0,
}  # fmt: skip


def table() -> pd.DataFrame:
    """Return the packaged rows of the guide that have corrections."""
    rows = zc.factors(grade="C").frame
    return rows[(rows["activity"] == CHINESE_EXHAUST.activity) & (rows["form"] != "")].reset_index(drop=True)


def evaluated(rows: pd.DataFrame, **state: float) -> tuple[np.ndarray, np.ndarray]:
    """Return base factors and factors of rows in a state."""
    numbers = np.array([read_coefficients(text, FORM.coefficients) for text in rows["coefficients"]])
    coefficients = {name: numbers[:, at] for at, name in enumerate(FORM.coefficients)}
    sulphur = np.where(rows["condition"].str.contains("petrol"), 50.0, 350.0)
    columns = {name: np.full(len(rows), value) for name, value in {**REFERENCE, **state}.items()}
    return coefficients["base"], chinese_factor({"sulphur": sulphur, **columns}, coefficients)


def car(**changes: object) -> pd.DataFrame:
    """Return one row of a taxi in the reference state."""
    row = {
        "method": "road exhaust, Chinese guide", "vehicle": "出租车", "powertrain": "汽油", "standard": "国四",
        "amount": 1.0, "unit": "万km", "sulphur": 50.0, **REFERENCE, **changes,
    }  # fmt: skip
    return pd.DataFrame([row])


def estimate(frame: pd.DataFrame, grade: str = "C") -> zc.Inventory:
    """Estimate rows in Zhengzhou in 2023."""
    return zc.transport.estimate(frame, region="CN-410100", year=2023, factors=zc.factors(grade=grade))


def test_corrections_of_the_reference_state_are_one() -> None:
    """In the reference state every factor of the guide is exactly its base factor."""
    base, factor = evaluated(table())
    assert len(base) > 500
    np.testing.assert_array_equal(factor, base)


@given(
    temperature=st.floats(-30, 45), humidity=st.floats(2, 100), altitude=st.floats(0, 4000), speed=st.floats(1, 130),
    overlap=st.sampled_from([0.0, 1.0]), load=st.sampled_from([0.0, 50.0, 60.0, 75.0, 100.0]),
)  # fmt: skip
def test_factors_are_finite_and_positive_in_every_state(temperature, humidity, altitude, speed, overlap, load) -> None:
    """No state of the air, the road and the load makes a factor vanish: not even exactly 80 km/h."""
    state = {"temperature": temperature, "humidity": humidity, "altitude": altitude, "speed": speed}
    factor = evaluated(table(), **state, humidity_overlap=overlap, load_share=load)[1]
    assert np.isfinite(factor).all()
    assert (factor > 0).all()


def test_speed_classes_and_their_edges() -> None:
    """20, 40 and 80 km/h belong to the upper, upper and lower class; exactly 30 is the reference."""
    rows = table()
    taxi = rows[rows["id"].str.endswith("taxi/petrol/china-iv/NOx")]
    base, _ = evaluated(taxi)
    found = {speed: evaluated(taxi, speed=speed)[1][0] / base[0] for speed in (19.9, 20, 30, 30.1, 40, 80, 80.1)}
    assert list(found.values()) == pytest.approx([1.38, 1.13, 1.0, 0.90, 0.86, 0.86, 0.96])


def test_humidity_in_the_heat_is_said_by_the_caller() -> None:
    """Above 24 degC the factor of the heat stands alone or multiplies the plain one, as the row says."""
    rows = table()
    taxi = rows[rows["id"].str.endswith("taxi/petrol/china-iv/NOx")]
    base, alone = evaluated(taxi, temperature=24.5, humidity=40.0, humidity_overlap=0.0)
    both = evaluated(taxi, temperature=24.5, humidity=40.0, humidity_overlap=1.0)[1]
    assert alone[0] / base[0] == pytest.approx(1.13)
    assert both[0] / base[0] == pytest.approx(1.06 * 1.13)


def test_load_and_sulphur_of_diesel() -> None:
    """Load changes diesel vehicles only; at 10 ppm China V diesel emits 0.78, 0.76, 0.84 and 0.56 of the base."""
    rows = table()
    truck = rows[rows["id"].str.contains("heavy-truck/diesel/china-v/")].set_index("substance")
    for name, share in {"CO": 0.78, "HC": 0.76, "NOx": 0.84, "PM2.5": 0.56}.items():
        base, clean = evaluated(truck.loc[[name]].reset_index(), sulphur=10.0)
        assert clean[0] / base[0] == pytest.approx(share)
    petrol = rows[rows["condition"].str.contains("petrol")].reset_index(drop=True)
    base, full = evaluated(petrol, load_share=100.0)
    np.testing.assert_array_equal(base, full)


def test_deterioration_is_of_petrol_and_of_four_years() -> None:
    """Diesel and particles do not age in the guide; petrol CO, HC and NOx have no value after 2018."""
    rows = table()
    _, late = evaluated(rows, base_year=2024.0)
    aging = rows["condition"].str.contains("petrol") & rows["substance"].isin(["CO", "HC", "NOx"])
    np.testing.assert_array_equal(np.isnan(late), aging)
    _, known = evaluated(rows, base_year=2018.0)
    assert np.isfinite(known).all()


def test_an_estimate_of_the_guide_is_grade_c_and_says_so() -> None:
    """The result equals base x distance; the grade stands in the coefficients, and grade B has no row of the guide."""
    inventory = estimate(car())
    found = inventory.frame.set_index("substance")["emission"]
    assert found["NOx"] == pytest.approx(0.135 * 1e4 * 1e-6)
    assert found["CO"] == pytest.approx(2.45 * 1e4 * 1e-6)
    assert set(inventory.coefficients["grade"]) == {"C"}
    assert estimate(car(), grade="B").frame["emission"].isna().all()


def test_defects_of_the_copy_are_not_shipped() -> None:
    """No small car on petrol or diesel, no China VI, no 652.4 g/km."""
    rows = zc.factors(grade="C").frame
    rows = rows[rows["activity"] == CHINESE_EXHAUST.activity]
    small = rows[rows["subject"] == "small passenger car"]
    assert set(small["condition"].str.extract("powertrain=([^;]+)")[0]) == {"other fuels"}
    assert not rows["condition"].str.contains("China VI$").any()
    assert not (rows["value"] > 200).any()
    numbers = [read_coefficients(text, FORM.coefficients)[0] for text in table()["coefficients"]]
    assert max(numbers) < 200


def test_small_cars_are_a_choice_with_both_figures() -> None:
    """China IV petrol NOx: 0.032 g/km as a mini car, 0.196 as a medium vehicle."""
    both = zc.transport.small_car_choice().set_index(["powertrain", "standard", "substance"])
    line = both.loc[("petrol", "China IV", "NOx")]
    assert line[["mini_passenger_car", "medium_passenger_vehicle"]].tolist() == [0.032, 0.196]
    assert line["ratio"] == pytest.approx(6.125)


@pytest.mark.parametrize(
    ("changes", "column", "text"),
    [
        ({"sulphur": 30.0}, "sulphur", "no class for this sulphur"),
        ({"load_share": 40.0}, "load_share", "no class for this load_share"),
        ({"base_year": 2024.0}, "base_year", "no class for this base_year"),
        ({"temperature": None}, "temperature", "which the row does not give"),
        ({"humidity_overlap": None}, "humidity_overlap", "which the row does not give"),
        ({"standard": "国六"}, "standard", "no factor"),
        ({"vehicle": "小型客车"}, "powertrain", "no factor"),
        ({"vehicle": ""}, "vehicle", "empty"),
        ({"amount": None}, "amount", "blank"),
        ({"unit": "t"}, "unit", "km"),
    ],
)
def test_wrong_rows_are_problems_and_not_numbers(changes: dict[str, object], column: str, text: str) -> None:
    """What the guide does not know is NE with a problem; a number is never made up."""
    inventory = estimate(car(**changes))
    emission = inventory.frame.set_index("substance")["emission"]
    assert emission[["CO", "HC", "NOx"]].isna().all()
    problems = inventory.problem_rows()
    assert problems[problems["column"] == column]["problem"].str.contains(text).any()


def test_one_bad_row_leaves_the_others_alone() -> None:
    """A row outside the tables is not estimated; its neighbours are."""
    frame = pd.concat([car(), car(sulphur=30.0), car()], ignore_index=True)
    emission = estimate(frame).frame.pivot_table(index="id", columns="substance", values="emission", dropna=False)
    assert emission.loc["row-2"].isna().all()
    assert emission.loc[["row-1", "row-3"]].notna().all(axis=None)


def test_evaporation_by_hour_and_day() -> None:
    """11.6 g for each hour driven and 0.5 g for each day parked, per vehicle."""
    rows = pd.DataFrame(
        {
            "method": "gasoline evaporation, Chinese guide", "vehicle": "汽油车", "part": ["行驶", "驻车"],
            "amount": [1000.0, 1000.0], "unit": "vehicle", "time": [300.0, 365.0], "time_unit": ["hour", "d"],
        }
    )  # fmt: skip
    assert estimate(rows).frame["emission"].tolist() == pytest.approx([11.6 * 0.3, 0.5 * 0.365])


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("humidity", 0.6),
        ("humidity", 160.0),
        ("temperature", 300.0),
        ("speed", 0.0),
        ("speed", 900.0),
        ("altitude", 1e5),
        ("sulphur", 15.0),
        ("base_year", 2023.0),
    ],
)
def test_numbers_that_cannot_be_meant_have_no_factor(column: str, value: float) -> None:
    """A humidity as a share, Kelvin, a vehicle at rest: no figure, not that of the last class."""
    rows = table()
    taxi = rows[rows["id"].str.endswith("taxi/petrol/china-iv/NOx")]
    assert np.isnan(evaluated(taxi, **{column: value})[1]).all()
