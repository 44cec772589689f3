"""Functions of speed: the table, the equations, the estimate."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import zzcarbon as zc
from zzcarbon.transport.speed_curves import COEFFICIENTS, SPEED_COLUMNS, hot_factor

VEHICLES = (
    "passenger car", "light commercial vehicle", "heavy duty truck", "bus", "coach", "moped", "motorcycle", "quad",
    "micro-car",
)  # fmt: skip


def evaluated(table: pd.DataFrame, speed: np.ndarray, floor: float = 0.0) -> np.ndarray:
    """Return each function of a table at one speed each."""
    columns = {name: table[name].to_numpy() for name in COEFFICIENTS}
    return hot_factor(speed, {**columns, "floor": np.full(len(table), floor)})


def truck(**changes: object) -> pd.DataFrame:
    """Return one row of a truck."""
    row = {
        "method": "road exhaust, speed functions", "vehicle": "heavy duty truck", "powertrain": "diesel",
        "size": "rigid 7.5 - 12 t", "standard": "Euro IV", "technology": "SCR", "speed": 45.0, "slope": 0.0,
        "load": 0.5, "amount": 1e6, "unit": "km", **changes,
    }  # fmt: skip
    return pd.DataFrame([row])


def estimate(frame: pd.DataFrame, **options: object) -> zc.Inventory:
    """Estimate rows in Zhengzhou in 2023."""
    return zc.transport.estimate(frame, region="CN-410100", year=2023, **options)


@pytest.mark.parametrize("vehicle", VEHICLES)
def test_every_function_reproduces_the_check_value_of_the_source(vehicle: str) -> None:
    """At the check speed each function of the table gives the value that the source gives, within 1e-8."""
    table = zc.transport.speed_functions(vehicle)
    assert len(table)
    found = evaluated(table, table["check_speed"].to_numpy())
    assert np.abs(found - table["check_value"].to_numpy()).max() < 1e-8


@pytest.mark.parametrize("vehicle", VEHICLES)
def test_functions_are_named_once(vehicle: str) -> None:
    """No two functions of a vehicle have the same class, substance, mode, slope and load."""
    table = zc.transport.speed_functions(vehicle)
    assert not table.duplicated(list(SPEED_COLUMNS)).any()


def test_the_table_is_whole() -> None:
    """28,868 functions: the 28,990 of the workbook without the 122 fillers; VOC is called HC, nothing NMHC."""
    tables = [zc.transport.speed_functions(vehicle) for vehicle in VEHICLES]
    assert sum(map(len, tables)) == 28_868
    names = set(pd.concat(tables)["substance"])
    assert names == {"CO", "NOx", "HC", "PM2.5", "energy", "CH4", "N2O", "NH3"}


@given(st.floats(0, 1))
def test_sound_functions_are_finite_and_not_negative(share: float) -> None:
    """Anywhere in its range a function without faults is a finite number, zero or more."""
    for vehicle in VEHICLES:
        table = zc.transport.speed_functions(vehicle)
        table = table[table["faults"] == ""]
        speed = table["speed_min"] + share * (table["speed_max"] - table["speed_min"])
        found = evaluated(table, speed.to_numpy())
        assert np.isfinite(found).all()
        assert (found >= 0).all()


@given(st.floats(0, 400))
def test_speed_is_cut_to_the_range(speed: float) -> None:
    """Below and above its range a function has the value of the end."""
    table = zc.transport.speed_functions("light commercial vehicle")
    ends = np.clip(speed, table["speed_min"], table["speed_max"]).to_numpy()
    np.testing.assert_array_equal(evaluated(table, np.full(len(table), speed)), evaluated(table, ends))


def test_known_negative_functions_are_marked() -> None:
    """A function that was found negative is marked, refused by default, and cut at zero on request."""
    table = zc.transport.speed_functions("heavy duty truck")
    line = table[
        (table["size"] == "articulated 40 - 50 t") & (table["standard"] == "Euro VI A/B/C")
        & (table["substance"] == "NOx") & (table["slope"] == -0.04) & (table["load"] == 1)
    ]  # fmt: skip
    speeds = np.linspace(5, 85, 500)
    values = np.array([evaluated(line, np.array([speed]))[0] for speed in speeds])
    assert line["faults"].str.contains("negative").all()
    assert values.min() < -1
    floored = np.array([evaluated(line, np.array([speed]), floor=1.0)[0] for speed in speeds])
    assert floored.min() == 0
    rows = truck(size="articulated 40 - 50 t", standard="Euro VI A/B/C", technology="DPF+SCR", slope=-0.04, load=1.0)
    refused = estimate(rows)
    assert refused.frame.set_index("substance")["notation"]["NOx"] == "NE"
    assert refused.frame.set_index("substance")["emission"]["CO"] > 0
    factors = zc.factors().extend(zc.transport.speed_factors(rows, doubtful="floor"), set_key="emep-eea-2019-road")
    kept = estimate(rows, factors=factors)
    assert kept.frame.set_index("substance")["emission"]["NOx"] >= 0
    assert "cut at zero" in zc.transport.speed_factors(rows, doubtful="floor")["note"].str.cat()


def test_the_estimate_is_distance_times_the_function() -> None:
    """Emission = distance x factor at the speed; each substance by its own coefficients, told in the explanation."""
    inventory = estimate(truck())
    table = zc.transport.speed_functions("heavy duty truck")
    line = table[
        (table["size"] == "rigid 7.5 - 12 t") & (table["standard"] == "Euro IV") & (table["technology"] == "SCR")
        & (table["slope"] == 0) & (table["load"] == 0.5)
    ].set_index("substance")  # fmt: skip
    found = inventory.frame.set_index("substance")["emission"]
    for name in ("CO", "NOx", "HC", "PM2.5"):
        expected = evaluated(line.loc[[name]], np.array([45.0]))[0]
        assert found[name] == pytest.approx(expected, rel=1e-12)
    assert "Appendix 4" in str(inventory.explain("row-1", "NOx"))


def test_rows_of_one_class_keep_their_own_speed() -> None:
    """Many rows of one class are one key, and every row has its own factor."""
    frame = pd.concat([truck(speed=speed) for speed in (20.0, 45.0, 80.0)], ignore_index=True)
    inventory = estimate(frame, substances=["NOx"])
    alone = [estimate(truck(speed=speed), substances=["NOx"]).frame["emission"][0] for speed in (20.0, 45.0, 80.0)]
    assert inventory.frame["emission"].tolist() == pytest.approx(alone, rel=1e-12)
    assert len(set(alone)) == 3


def test_chinese_words_find_the_same_functions() -> None:
    """Vehicle, powertrain and standard may be said in Chinese."""
    english = truck(vehicle="passenger car", powertrain="petrol", size="small", standard="Euro 4", technology="PFI")
    chinese = english.assign(vehicle="乘用车", powertrain="汽油", standard="欧四", size="小型")
    assert estimate(english, substances=["CO"]).total("CO") == estimate(chinese, substances=["CO"]).total("CO")


@pytest.mark.parametrize(
    ("changes", "column"),
    [
        ({"technology": ""}, "technology"),
        ({"speed": None}, "speed"),
        ({"speed": -5.0}, "speed"),
        ({"standard": "Euro IX"}, "standard"),
        ({"slope": 0.03}, "slope"),
        ({"load": 0.7}, "load"),
        ({"vehicle": "hovercraft"}, "vehicle"),
        ({"vehicle": ""}, "vehicle"),
        ({"amount": -1.0}, "amount"),
        ({"unit": "kWh"}, "unit"),
    ],
)
def test_wrong_rows_are_problems_and_not_numbers(changes: dict[str, object], column: str) -> None:
    """A row that no function answers is NE, with a problem that tells its values."""
    inventory = estimate(truck(**changes), substances=["NOx"])
    assert inventory.frame["emission"].isna().all()
    text = inventory.problems.astype(str).to_csv()
    assert column in text


def test_unknown_words_in_the_arguments() -> None:
    """An unknown vehicle and an unknown treatment of doubtful functions name the nearest."""
    with pytest.raises(zc.UnknownNameError, match="passenger car"):
        zc.transport.speed_functions("passenger cars")
    with pytest.raises(zc.UnknownNameError, match="refuse"):
        zc.transport.speed_factors(truck(), doubtful="refused")
