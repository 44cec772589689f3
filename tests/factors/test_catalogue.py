"""The catalogue of published lists: what it holds, how it is found, that the lists agree with themselves."""

from __future__ import annotations

import gzip

import globalwarmingpotentials
import pytest

import zzcarbon as zc
from zzcarbon.factors.catalogue import (
    EDITIONS,
    catalogue,
    catalogue_item,
    find_catalogue,
    packed_table,
    spend_gases,
)
from zzcarbon.provenance import sources
from zzcarbon.resources import data_path, data_rows
from zzcarbon.units import dimension

MASSES = {
    "Carbon dioxide": "CO2", "Carbon tetrafluoride": "CF4", "HFC-125": "HFC125", "HFC-134a": "HFC134a",
    "HFC-143a": "HFC143a", "HFC-23": "HFC23", "HFC-236fa": "HFC236fa", "HFC-32": "HFC32", "Hexafluoroethane": "C2F6",
    "Methane": "CH4", "Nitrogen trifluoride": "NF3", "Nitrous oxide": "N2O", "Perfluorobutane": "C4F10",
    "Perfluorocyclobutane": "cC4F8", "Perfluorohexane": "C6F14", "Perfluoropropane": "C3F8", "Sulfur hexafluoride": "SF6",
}  # fmt: skip


@pytest.mark.parametrize(
    ("edition", "rows"),
    [("uk-desnz-2025", 5511), ("uk-desnz-2026", 745), ("us-epa-hub-2025", 1309), ("us-epa-scef-1.3", 3048)],
)
def test_every_row_of_a_list_says_where_it_is_from(edition: str, rows: int) -> None:
    """All rows are there, each with unit, source, locator, grade and, where it is CO2e, the set; nothing is of grade C."""
    frame = catalogue(edition, grade="C")
    assert len(frame) == rows
    for column in ("key", "activity", "unit", "unit_printed", "region", "year", "source", "locator"):
        assert (frame[column] != "").all(), column
    assert set(frame["grade"]) <= {"A", "B"}
    assert set(frame["source"]) == {edition} <= set(sources())
    assert (frame[frame["substance"].str.startswith("CO2e")]["gwp"] != "").all()
    assert not frame.duplicated(["key", "substance"]).any()
    assert not frame["activity"].str.contains("\ufffd").any()
    assert frame["value"].notna().all()
    for unit in frame["unit"].unique():
        assert dimension(unit)


def test_the_hub_carries_the_set_on_each_row() -> None:
    """All 1,309 rows are findable; Table 9 is AR4, the rest AR5; avoided emissions say that they are no inventory."""
    hub = find_catalogue("", editions=["us-epa-hub-2025"])
    waste = hub["locator"].str.startswith("Table 9,")
    assert len(hub) == 1309
    assert set(hub[waste]["gwp"]) == {"AR4"}
    assert set(hub[~waste]["gwp"]) == {"AR5"}
    assert hub[hub["technology"] == "non-baseload"]["basis"].str.contains("never for an inventory").all()


def test_the_gases_of_the_uk_add_up() -> None:
    """CO2 + CH4 + N2O, each printed as CO2e, are the printed total within the printed digits."""
    frame = catalogue("uk-desnz-2025")
    frame = frame[frame["substance"].str.startswith("CO2e")]
    wide = frame.pivot_table(index="key", columns="substance", values="value")
    parts = wide[["CO2e of CO2", "CO2e of CH4", "CO2e of N2O"]]
    whole = parts.notna().all(axis=1)
    assert whole.sum() > 750
    gap = (parts.sum(axis=1) - wide["CO2e"])[whole].abs()
    assert (gap <= 2.1e-5 + 1e-5 * wide["CO2e"][whole].abs()).all()


def test_spend_factors_add_up() -> None:
    """With margins = without + margins within 0.001 for 1,016 of 1,016 commodities."""
    wide = (
        catalogue("us-epa-scef-1.3")
        .assign(code=lambda f: f["activity"])
        .pivot_table(index="code", columns="technology", values="value")
    )
    assert len(wide) == 1016
    assert ((wide["without margins"] + wide["margins"] - wide["with margins"]).abs() < 0.0011).all()


def test_spend_factors_follow_from_their_gases() -> None:
    """The gas file times AR5 gives the CO2e file within 0.002 for 1,013 of 1,016 commodities: the set is AR5."""
    gases = spend_gases()
    ar5 = globalwarmingpotentials.data["AR5GWP100"]
    total = gases["HFCs and PFCs, unspecified [kg CO2e/USD2022]"].copy()
    for name, key in MASSES.items():
        total += gases[f"{name} [kg/USD2022]"] * (1.0 if key == "CO2" else ar5[key])
    printed = catalogue("us-epa-scef-1.3").query("technology == 'with margins'").set_index("key")["value"]
    printed.index = printed.index.str.extract(r":(\d+)/")[0]
    assert int(((total - printed[total.index]).abs() < 0.002).sum()) == 1013


def test_soybeans_as_published() -> None:
    """US v1.3, 111110: 0.488 + 0.044 = 0.532 kg/USD."""
    values = [
        catalogue_item(f"us-epa-scef-1.3:111110/{margin}")["value"][0]
        for margin in ("without-margins", "margins", "with-margins")
    ]
    assert values == [0.488, 0.044, 0.532]


@pytest.mark.parametrize("word", ["差旅", "通勤", "采购", "货运", "废弃物", "线损", "制冷剂", "酒店"])
def test_chinese_words_find_items(word: str) -> None:
    """A Chinese word of an activity finds rows of a list."""
    found = find_catalogue(word)
    assert len(found) > 0
    assert found["value"].notna().all()


@pytest.mark.parametrize("word", ["镁砂", "铝矾土", "耐火砖"])
def test_what_no_list_has_is_asked_for(word: str) -> None:
    """A thing without a factor is one row that asks for it and says where it is usually found."""
    found = find_catalogue(word)
    assert len(found) == 1
    assert found["value"].isna().all()
    assert "supplier" in found["note"][0]


@pytest.mark.parametrize(("word", "belongs", "stays_out"), [
    ("公交", "Bus | ", "Business travel- air"), ("海运", "sea | Ferry", "Seafood"), ("空运", "Flights", "Repair"),
    ("汽油", "Petrol (", "Petroleum Refineries"), ("铁路", "Rail | National rail", "Trailer"), ("水泥", "Cement", "Placement"),
])  # fmt: skip
def test_a_chinese_word_finds_whole_words(word: str, belongs: str, stays_out: str) -> None:
    """A bus is no business, the sea no seafood: terms are whole words of the lists."""
    named = find_catalogue(word)["activity"]
    assert named.str.contains(belongs, regex=False).any()
    assert not named.str.contains(stays_out, regex=False).any()


CATEGORIES = (
    "外购商品和服务", "资本商品", "燃料和能源相关活动", "上游运输和配送", "运营中产生的废物", "商务旅行", "雇员通勤", "上游租赁资产",
    "下游运输和配送", "售出产品的加工", "售出产品的使用", "售出产品的报废处理", "下游租赁资产", "特许经营", "投资",
)  # fmt: skip


@pytest.mark.parametrize("word", [*CATEGORIES, "镁砂", "氮化硅", "nothing known"])
def test_every_search_finds_factors_or_asks_for_one(word: str) -> None:
    """The fifteen categories by their Chinese names, materials and words of nobody: rows, or one that says what to ask."""
    found = zc.general.find(word)
    assert len(found) > 0
    if found["key"][0] == "":
        assert found["value"].isna().all()
        assert len(found["note"][0]) > 40


def test_what_is_asked_for_is_said_in_chinese_too() -> None:
    """Every note of a word without a factor has its Chinese sentences, by the option of the language."""
    asked = [row["ask"] for row in data_rows("catalogue_words.csv") if row["ask"]]
    assert len(asked) > 5
    said = [zc.document.message(text, "zh") for text in asked]
    assert all("请" in text and "packaged" not in text for text in said)
    with zc.options.within(language="zh"):
        assert "请向供应商索取" in zc.general.find("氮化硅")["note"][0]


def test_an_item_that_is_not_packaged_stops_by_name() -> None:
    """An item of 2026 that the part of the edition lacks is an error, never the figure of 2025."""
    with pytest.raises(zc.UnknownNameError, match="Only 376 items of this edition are packaged"):
        catalogue_item("uk-desnz-2026:99_1_1_1")
    with pytest.raises(zc.UnknownNameError, match="unknown list of factors 'uk-desnz-2024'"):
        catalogue("uk-desnz-2024")


def test_hotel_rows_of_2026_wait_for_their_notice() -> None:
    """No hotel row of 2026 is packaged: the licence of the provider was not read."""
    assert not catalogue("uk-desnz-2026")["activity"].str.contains("Hotel").any()


def test_electricity_of_the_editions() -> None:
    """UK electricity is 0.17700 in the edition of 2025 and 0.13096 in that of 2026 [kg/kWh]."""
    for edition, value in (("uk-desnz-2025", 0.177), ("uk-desnz-2026", 0.13096)):
        found = find_catalogue("uk electricity | electricity generated", editions=[edition], substance="CO2e")
        found = found[found["activity"].str.startswith("UK electricity | Electricity generated")]
        assert found["value"].tolist() == [value]


def test_the_packed_tables_are_small_and_have_no_time_stamp() -> None:
    """All of them together are below 1 MB, and the header of each holds no time: builds are reproducible."""
    files = sorted(data_path("footprints").glob("*.gz"))
    assert sum(path.stat().st_size for path in files) < 1_000_000
    for path in files:
        assert path.read_bytes()[4:8] == b"\0\0\0\0"
        assert gzip.decompress(path.read_bytes()).decode("utf-8")
        assert len(packed_table(path.name.removesuffix(".csv.gz"))) > 0
    assert set(EDITIONS) <= {path.name.removesuffix(".csv.gz") for path in files}
