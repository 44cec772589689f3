"""Fugitive dust and fumes: the equations of AP-42, rows for the inventory, nothing assumed."""

from __future__ import annotations

import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import zzcarbon as zc
from zzcarbon.industry import (
    DUST_SOURCES,
    dust_rows,
    erosion_potential,
    friction_velocity,
    handling_dust_factor,
    paved_road_dust_factor,
)

ROAD = {"substance": "PM10", "distance": 2e6, "silt_load": 0.6, "vehicle_weight": 2.5, "multiplier": 0.62, "wet_days": 80,
        "days": 365}  # fmt: skip
PILE = {"substance": "PM10", "mass": 1e5, "transfers": 2, "multiplier": 0.35, "wind_speed": 3.0, "moisture": 4.8}
SITE = {"substance": "TSP", "area": 20_000, "months": 8, "factor": 0.12, "control_share": 0.6}
KITCHEN = {"substance": "PM2.5", "flow": 6000, "hours": 1800, "concentration": 5.0, "control_share": 0.85}
ROWS = {"paved road": ROAD, "pile": PILE, "construction": SITE, "kitchen": KITCHEN}


def tonnes(source: str, **change: object) -> float:
    """Return the dust of one source [t], through the inventory."""
    rows = dust_rows(pd.DataFrame([{**ROWS[source], **change}]), source)
    made = zc.industry.estimate(rows, region="CN-410100", year=2024)
    return float(made.total(str(rows["substance"].iloc[0])).magnitude)


def test_paved_road_by_hand():
    """K sL^0.91 W^1.02 (1 - P/4N): 0.62 x 0.6^0.91 x (2.5 t in short tons)^1.02 x (1 - 80/1460) g/km."""
    by_hand = 0.62 * 0.6**0.91 * (2.5 / 0.90718474) ** 1.02 * (1 - 80 / 1460) * 2e6 / 1e6
    assert tonnes("paved road") == pytest.approx(by_hand, rel=1e-12)


def test_handling_of_bulk_material_by_hand():
    """0.0016 k (U/2.2)^1.3 / (M/2)^1.4, twice for loading and unloading; M is in per cent."""
    by_hand = 0.0016 * 0.35 * (3 / 2.2) ** 1.3 / (4.8 / 2) ** 1.4 * 1e5 * 2 / 1e3
    assert tonnes("pile") == pytest.approx(by_hand, rel=1e-12)
    assert tonnes("pile", moisture=0.048, moisture_unit="1") == pytest.approx(by_hand, rel=1e-12)


def test_wind_erosion_by_hand():
    """Events above the threshold count 58 d^2 + 25 d, others nothing; on 5,000 m2, half of it PM10."""
    events = friction_velocity(wind_speed=[14.0, 20.0, 22.0], height=10.0, roughness=0.005)
    assert events[0] == pytest.approx(0.4 * 14 / math.log(2000))
    potential = float(erosion_potential(velocity=events, threshold=1.0).sum())
    by_hand = sum(58 * (u - 1) ** 2 + 25 * (u - 1) for u in events if u > 1)
    assert 0 < potential == pytest.approx(by_hand)
    more = tonnes("pile", area=5000, erosion=potential, erosion_multiplier=0.5) - tonnes("pile")
    assert more == pytest.approx(0.5 * by_hand * 5000 / 1e6)


def test_sites_and_kitchens_by_hand():
    """20,000 m2 x 8 months x 0.12 kg x 0.4; 6,000 m3/h x 1,800 h x 5 mg/m3 x 0.15."""
    assert tonnes("construction") == pytest.approx(20_000 * 8 * 0.12 * 0.4 / 1e3)
    assert tonnes("kitchen") == pytest.approx(6000 * 1800 * 5 * 0.15 / 1e9)


@pytest.mark.parametrize(
    ("source", "name"),
    [(source, name) for source, row in ROWS.items() for name in row if name not in {"substance", "control_share"}],
)
def test_no_figure_is_assumed(source: str, name: str):
    """Dust without silt load, moisture, multiplier or factor is refused by the name of the column; no number."""
    row = {key: value for key, value in ROWS[source].items() if key != name}
    with pytest.raises(zc.DataError, match="the column is missing") as error:
        dust_rows(pd.DataFrame([row]), source)
    assert [problem.column for problem in error.value.problems] == [name]
    blank = pd.DataFrame([{**ROWS[source], name: None}, ROWS[source]])
    with pytest.raises(zc.DataError, match="missing"):
        dust_rows(blank, source)


@pytest.mark.parametrize(
    ("source", "change", "match"),
    [
        ("paved road", {"silt_load": -1}, "silt_load"),
        ("paved road", {"vehicle_weight": 0}, "vehicle_weight"),
        ("paved road", {"wet_days": 400}, "wet_days"),
        ("pile", {"moisture": 0}, "moisture"),
        ("pile", {"control_share": 1.2}, "control_share"),
        ("construction", {"months": 13}, "months"),
        ("kitchen", {"substance": "灰尘"}, "unknown substance"),
        ("kitchen", {"concentration": "n/a?"}, "not a finite number"),
    ],
)
def test_what_cannot_be_is_refused(source: str, change: dict, match: str):
    """Each figure has a range; a word is no number."""
    with pytest.raises(zc.DataError, match=match):
        dust_rows(pd.DataFrame([{**ROWS[source], **change}]), source)


def test_an_unknown_source_lists_those_that_are_known():
    """Unpaved roads have no equation here: said, not guessed."""
    with pytest.raises(zc.UnknownNameError, match="paved road, pile, construction, kitchen"):
        dust_rows(pd.DataFrame([ROAD]), "unpaved road")
    assert DUST_SOURCES == ("paved road", "pile", "construction", "kitchen")


def test_chinese_tables_are_read_and_labels_stay():
    """A table with Chinese heads gives the same tonnes, by district."""
    heads = {"distance": "行驶里程", "silt_load": "积尘负荷", "vehicle_weight": "平均车重", "multiplier": "粒度乘数",
             "wet_days": "降水天数", "days": "天数", "substance": "污染物"}  # fmt: skip
    table = pd.DataFrame([ROAD]).rename(columns=heads).assign(区县="中牟县", 道路="快速路")
    rows = dust_rows(table, "paved road")
    assert rows[["district", "道路"]].to_numpy().tolist() == [["中牟县", "快速路"]]
    assert rows["amount"].iloc[0] == pytest.approx(tonnes("paved road"))


@given(st.floats(0.01, 50), st.floats(1, 40), st.floats(0, 365), st.floats(0.5, 15))
def test_more_silt_weight_and_wind_give_more_dust_and_rain_less(silt: float, weight: float, wet: float, wind: float):
    """The factors rise with silt, weight and wind, and fall with wet days."""
    base = {"multiplier": 1.0, "silt_load": silt, "weight": weight, "wet_days": wet, "days": 365.0}
    factor = paved_road_dust_factor(**base)
    assert paved_road_dust_factor(**{**base, "silt_load": silt * 2}) > factor > 0
    assert paved_road_dust_factor(**{**base, "weight": weight * 2}) > factor
    assert paved_road_dust_factor(**{**base, "wet_days": 366.0}) <= factor
    less = handling_dust_factor(multiplier=1.0, wind_speed=wind, moisture=2.0)
    assert handling_dust_factor(multiplier=1.0, wind_speed=wind * 2, moisture=2.0) > less
