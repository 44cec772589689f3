"""The words of vehicles: Chinese columns, fuel as powertrain, Euro steps, classes to choose from."""

from __future__ import annotations

import pandas as pd
import pytest

import zzcarbon as zc
from zzcarbon.transport.road_words import euro_step, with_vehicle_words

TABLE = pd.DataFrame(
    {
        "方法": ["道路机动车尾气排放（EMEP/EEA 二级方法，按里程）"] * 3,
        "车型": ["小轿车", "公交", "轻型商用车"],
        "燃料类型": ["汽油", "柴油", "柴油"],
        "规格": ["小型", "标准城市客车15至18吨", "轻型商用车II类"],
        "排放标准": ["欧四", "欧四", "Euro IV"],
        "保有量": [1.2, 0.4, 0.2],
        "单位": "万辆",
        "年均里程": [1.2, 5.0, 3.0],
        "年均里程单位": "万km/辆",
    }
)


def test_a_table_in_chinese_is_the_table_in_english() -> None:
    """Columns, classes, sizes and steps in Chinese give the emission of the guidebook's words."""
    english = pd.DataFrame(
        {
            "method": "road exhaust, tier 2",
            "vehicle": ["passenger car", "bus", "light commercial vehicle"],
            "powertrain": ["petrol", "diesel", "diesel"],
            "size": ["small", "standard 15 - 18 t", "N1-II"],
            "standard": ["Euro 4", "Euro IV", "Euro 4"],
            "amount": [144e6, 200e6, 60e6],
            "unit": "km",
        }
    )
    found = [zc.transport.estimate(table, region="CN-410100", year=2023) for table in (TABLE, english)]
    assert not len(found[0].problems)
    assert found[0].frame["emission"].tolist() == pytest.approx(found[1].frame["emission"].tolist(), rel=1e-12)


def test_a_powertrain_that_is_said_stays() -> None:
    """The fuel fills an empty powertrain only, and a method without powertrain keeps its fuel."""
    rows = pd.DataFrame(
        {
            "method": ["road exhaust, tier 2", "road exhaust, tier 2", "road fuel CO2"],
            "vehicle": ["passenger car", "passenger car", ""],
            "powertrain": ["petrol hybrid", "", ""],
            "fuel": ["petrol", "天然气", "柴油"],
        }
    )
    read = with_vehicle_words(rows)
    assert read["powertrain"].tolist() == ["petrol hybrid", "CNG", ""]
    assert read["fuel"].tolist() == ["petrol", "", "柴油"]


def test_rows_without_vehicles_stay() -> None:
    """A table of machinery is not touched."""
    rows = pd.DataFrame({"method": ["machinery by fuel"], "fuel": ["柴油"], "amount": [1.0], "unit": ["t"]})
    assert with_vehicle_words(rows).equals(rows)


@pytest.mark.parametrize(
    ("standard", "vehicle", "step"),
    [
        ("Euro 5", "heavy duty truck", "Euro V"),
        ("Euro V", "motorcycle", "Euro 5"),
        ("Euro VI A/B/C", "passenger car", "Euro VI A/B/C"),
        ("China V", "bus", "China V"),
        ("", "bus", ""),
    ],
)
def test_steps_keep_their_number(standard: str, vehicle: str, step: str) -> None:
    """Only the spelling of Euro 1 to 5 changes; Euro 6 has steps that no number names."""
    assert euro_step(standard, vehicle) == step


def test_every_class_that_is_listed_has_a_factor() -> None:
    """A row made of a listed class is estimated without problems for its substances."""
    known = zc.transport.vehicle_classes("road exhaust, tier 2")
    few = known.iloc[:: max(1, len(known) // 12)]
    for row in few.to_dict("records"):
        names = row.pop("substances").split()
        table = pd.DataFrame([{**row, "method": "road exhaust, tier 2", "amount": 1.0, "unit": "km"}])
        assert not len(zc.transport.estimate(table, region="CN", year=2023, substances=names).problems), row


def test_classes_of_the_speed_functions() -> None:
    """Trucks of the functions of speed are listed with their sizes."""
    known = zc.transport.vehicle_classes("道路机动车热排放（EMEP/EEA 三级方法，速度函数）")
    assert "rigid 7.5 - 12 t" in set(known.loc[known["vehicle"] == "heavy duty truck", "size"])
    with pytest.raises(zc.UnknownNameError, match="method of vehicles"):
        zc.transport.vehicle_classes("machinery by fuel")


def test_row_makers_read_chinese_columns() -> None:
    """Cold start, hot exhaust and the bridge read the same columns as the estimate."""
    rows = pd.DataFrame(
        {
            "车型": ["乘用车"], "动力类型": ["汽油"], "规格": ["small"], "排放标准": ["Euro 4"], "技术": ["PFI"],
            "数量": [1e6], "单位": ["km"], "平均速度": [25.0], "气温": [5.0], "平均出行距离": [12.0],
        }
    )  # fmt: skip
    hot = zc.transport.hot_exhaust(rows, "NOx")
    assert hot["substance"].tolist() == ["NOx"]
    assert set(zc.transport.cold_start(rows)["substance"]) == {"CO", "HC", "NOx"}
    bridged = zc.transport.bridge_to_euro(rows.assign(排放标准="国五"), light="Euro 6 d-temp", heavy="Euro VI A/B/C")
    assert bridged["standard"].tolist() == ["Euro 5"]


def test_units_of_vehicles_machines_and_airports() -> None:
    """A landing or a take-off is half a cycle; hp and 马力 differ; 车公里 is a distance of all vehicles."""
    assert zc.quantity(100_000, "起降架次").to("LTO").magnitude == pytest.approx(50_000)
    assert zc.quantity(1, "hp").to("kW").magnitude == pytest.approx(0.7456998716)
    assert zc.quantity(1, "马力").to("kW").magnitude == pytest.approx(0.73549875)
    assert zc.quantity(3, "亿车公里").to("km").magnitude == pytest.approx(3e8)


def test_one_table_of_vehicles_serves_exhaust_and_wear() -> None:
    """Buses and petrol cars are heavy duty vehicles and combustion engines where wear knows only these."""
    rows = pd.DataFrame(
        {
            "method": "轮胎磨损（EMEP/EEA 二级方法，按速度）",
            "vehicle": ["公交车", "乘用车", "摩托车"],
            "powertrain": ["柴油", "汽油", "汽油"],
            "size": ["standard 15 - 18 t", "small", ""],
            "speed": 40.0,
            "amount": 1e6,
            "unit": "km",
            "load": 0.5,
            "axles": 2.0,
        }
    )
    words = with_vehicle_words(rows)
    assert words["vehicle"].tolist() == ["heavy duty vehicle", "乘用车", "two-wheeler"]
    assert words["powertrain"].tolist() == ["combustion engine"] * 3
    assert words["vehicle_class"].tolist() == ["公交车", "", "摩托车"]
    read = zc.transport.estimate(rows.iloc[1:], region="CN", year=2023, substances=["TSP"])
    plain = rows.iloc[1:].assign(vehicle=["passenger car", "two-wheeler"], powertrain="combustion engine")
    told = zc.transport.estimate(plain, region="CN", year=2023, substances=["TSP"])
    assert read.frame["emission"].tolist() == told.frame["emission"].tolist()
    assert read.frame["emission"].gt(0).all()


def test_litres_per_hundred_kilometres() -> None:
    """L/100km and 千瓦时/百公里 are what vehicles are sold with."""
    assert zc.quantity(7.5, "L/100km").to("L/km").magnitude == pytest.approx(0.075)
    assert zc.quantity(15, "千瓦时/百公里").to("kWh/km").magnitude == pytest.approx(0.15)


REGISTERED = [
    ("重型货车", "heavy duty truck", "diesel", "rigid 14 - 20 t"),
    ("中型货车", "heavy duty truck", "diesel", "rigid 7.5 - 12 t"),
    ("轻型货车", "light commercial vehicle", "diesel", "N1-III"),
    ("微型货车", "light commercial vehicle", "petrol", "N1-I"),
    ("小型客车", "passenger car", "petrol", "small"),
    ("出租车", "passenger car", "petrol", "medium"),
]


@pytest.mark.parametrize(("registered", "guidebook", "powertrain", "size"), REGISTERED)
def test_a_class_of_registration_is_the_one_of_the_guidebook(
    registered: str, guidebook: str, powertrain: str, size: str
) -> None:
    """The word of the vehicle register gives what the guidebook's word gives, and stays with the row."""
    standard = "Euro V" if guidebook == "heavy duty truck" else "Euro 5"
    rows = pd.DataFrame({"vehicle": [registered, guidebook], "method": "road exhaust, tier 2", "unit": "km"})
    rows = rows.assign(powertrain=powertrain, size=size, standard=standard, amount=1e6)
    found = zc.transport.estimate(rows, region="CN", year=2023, substances=["NOx"])
    first, second = found.frame["emission"]
    assert first == second > 0
    assert found.frame["vehicle_class"].tolist() == [registered, ""]


@pytest.mark.parametrize("word", ["重型载货车", "重型载货汽车", "重型货车", "重卡"])
def test_heavy_trucks_have_one_word_in_the_chinese_guide(word: str) -> None:
    """Whichever word the table has, the guide finds its heavy truck and asks for what is left, the temperature."""
    row = {"method": "road exhaust, Chinese guide", "vehicle": word, "fuel": "柴油", "standard": "国五"}
    rows = pd.DataFrame([row | {"amount": 1e6, "unit": "km"}])
    found = zc.transport.estimate(rows, region="CN", year=2023, substances=["NOx"], factors=zc.factors("C"))
    assert found.problems["column"].tolist() == ["temperature"]


def test_a_row_names_the_european_standard_that_stands_for_its_own() -> None:
    """China VI needs no detour: the row says what it is taken as, and keeps the assumption; Euro V is left alone."""
    rows = pd.DataFrame(
        {
            "方法": "road exhaust, tier 2",
            "车型": ["重型货车", "公交车", "重型货车"],
            "燃料类型": "柴油",
            "规格": ["rigid 14 - 20 t", "standard 15 - 18 t", "rigid 14 - 20 t"],
            "排放标准": ["国六", "国六b", "Euro V"],
            "对应欧洲标准": ["Euro VI D/E", "Euro VI D/E", "Euro VI D/E"],
            "行驶总里程": 1e6,
            "单位": "km",
        }
    )
    found = zc.transport.estimate(rows, region="CN", year=2023, substances=["NOx"])
    assert not len(found.problems)
    assert found.frame["standard"].tolist() == ["Euro VI D/E", "Euro VI D/E", "Euro V"]
    assert found.frame["standard_local"].tolist() == ["国六", "国六b", ""]
    assert found.frame["bridge"].str.endswith("an assumption of the caller").tolist() == [True, True, False]


def test_china_vi_asks_for_the_standard_that_stands_for_it() -> None:
    """A guidebook asked for China VI names the column of the bridge, in both languages, and its word gives a number."""
    row = {
        "method": "road exhaust, tier 2", "vehicle": "重型货车", "powertrain": "柴油", "size": "rigid 14 - 20 t",
        "standard": "国六", "amount": 1.0, "unit": "万辆", "annual_distance": 40_000.0,
    }  # fmt: skip
    asked = {"region": "CN-HA", "year": 2023, "substances": ["NOx"]}
    remedy = zc.transport.estimate(pd.DataFrame([row]), **asked).problems["remedy"].iloc[0]
    assert remedy.startswith("Give euro_standard: ")
    assert "Euro VI D/E" in remedy
    found = zc.transport.estimate(pd.DataFrame([row | {"euro_standard": "Euro VI D/E"}]), **asked)
    assert found.total("NOx").magnitude > 0
