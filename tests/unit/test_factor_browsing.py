"""Browsing: names in Chinese and English, the columns a person reads, two sets side by side."""

from __future__ import annotations

import math

import pandas as pd
import pytest

import zzcarbon as zc
from zzcarbon.errors import UnknownNameError
from zzcarbon.factors.compare import compare_sets


@pytest.fixture(scope="module")
def table() -> zc.FactorTable:
    """Return the table of all grades."""
    return zc.factors("C")


@pytest.mark.parametrize(
    ("words", "activity"),
    [
        ("水泥熟料", "cement clinker production"),
        ("硝酸 高压法", "nitric acid production"),
        ("玻璃", "glass production"),
        ("煤炭开采瓦斯", "coal mining"),
        ("anode effect 六氟乙烷", "anode effect"),
        ("己二酸", "adipic acid production"),
        ("石灰石", "carbonate use"),
    ],
)
def test_chinese_names_find_rows(table: zc.FactorTable, words: str, activity: str) -> None:
    """A product, process or substance is found by its Chinese name, though the rows hold English keys."""
    if "六氟乙烷" in words:
        words = words.replace("六氟乙烷", "C2F6")
    assert activity in set(table.find(words)["activity"])


def test_more_words_find_less(table: zc.FactorTable) -> None:
    """Every word must stand in the row."""
    wide, narrow = table.find("硝酸"), table.find("硝酸 高压法")
    assert set(narrow["id"]) < set(wide["id"])


def test_what_a_person_reads_comes_first(table: zc.FactorTable) -> None:
    """Activity, product, figure, unit, set and page stand before the rest."""
    columns = list(table.find("水泥").columns)
    assert columns[:4] == ["activity", "parameter", "subject", "technology"]
    assert columns.index("locator") < columns.index("id")


@pytest.mark.parametrize(
    ("words", "activity", "subject"),
    [
        ("柴油 NOx", "combustion", "Diesel"),
        ("天然气 CO2", "combustion", "Natural Gas"),
        ("煤 PM2.5", "combustion", "Coal"),
        ("电力 河南", "purchased electricity", "electricity"),
        ("汽油 CH4", "combustion", "Motor Gasoline"),
        ("天然气 NOx", "combustion", "Natural gas"),
        ("硅酸盐水泥熟料", "cement clinker production", "cement clinker"),
        ("重型货车 NOx", "road exhaust by distance", "heavy duty truck"),
    ],
)
def test_what_most_people_mean_stands_first(words: str, activity: str, subject: str) -> None:
    """A fuel means its combustion, not ships or engines; the plainest row stands before those of a technology."""
    first = zc.factors().find(words).iloc[0]
    assert (first["activity"], first["subject"], first["technology"]) == (activity, subject, "")


ASKED = [
    ("柴油 CO2", "combustion", "Diesel Oil", "CO2"),
    ("汽油 二氧化碳", "combustion", "Motor Gasoline", "CO2"),
    ("外购电力 河南", "purchased electricity", "electricity", "CO2"),
    ("电网排放因子 2023", "purchased electricity", "electricity", "CO2"),
    ("热力 CO2", "purchased heat", "heat", "CO2"),
    ("原煤 二氧化硫", "combustion", "Coal", "SOx"),
    ("燃煤锅炉 氮氧化物", "combustion", "coal", "NOx"),
    ("天然气锅炉 NOx", "combustion", "natural gas", "NOx"),
    ("水泥 二氧化碳", "cement clinker production", "cement clinker", "CO2"),
    ("石灰 CO2", "lime production", "lime", "CO2"),
    ("电解铝 全氟化碳", "anode effect, first generation", "primary aluminium", "CF4"),
    ("钢铁 PM2.5", "iron and steel production", "crude steel", "PM2.5"),
    ("平板玻璃 NOx", "urban process", "flat glass", "NOx"),
    ("国五 重型柴油货车 NOx", "road exhaust by distance", "heavy duty truck", "NOx"),
    ("小型客车 汽油 NOx", "road exhaust by distance", "passenger car", "NOx"),
    ("工程机械 氮氧化物", "non-road machinery fuel", "Diesel", "NOx"),
    ("加油站 VOCs", "gasoline distribution", "petrol", "NMVOC"),
    ("生猪 甲烷", "enteric fermentation", "swine", "CH4"),
    ("水稻 甲烷", "rice cultivation", "", "CH4"),
    ("化肥 氨", "nitrogen fertiliser application", "synthetic fertiliser", "NH3"),
    ("建筑钢筋 碳排放", "building material production", "hot-rolled rebar", "unstated-CO2e"),
    ("煤矿 瓦斯", "coal mining", "coal", "CH4"),
]


@pytest.mark.parametrize(("words", "activity", "subject", "substance"), ASKED)
def test_what_a_chinese_user_writes_is_found(words: str, activity: str, subject: str, substance: str) -> None:
    """Twenty-two questions in the words of the trade: the first row is what is meant."""
    first = zc.factors().find(words).iloc[0]
    assert (first["activity"], first["subject"], first["substance"]) == (activity, subject, substance)


EVERYDAY = [
    ("小汽车", "road exhaust by distance", "passenger car"), ("bus", "road exhaust by distance", "bus"),
    ("car", "road exhaust by distance", "passenger car"), ("lorry", "road exhaust by distance", "heavy duty truck"),
    ("摩托车", "road exhaust by distance", "motorcycle"), ("飞机", "aircraft LTO", "A306"),
    ("plane", "aircraft LTO", "A306"), ("供暖", "purchased heat", "heat"), ("steam", "purchased heat", "heat"),
    ("power", "purchased electricity", "electricity"), ("natural gas", "combustion", "Natural Gas"),
    ("绿电", "purchased electricity, without traded non-fossil power", "electricity"),
    ("炼铁", "iron and steel carbon balance", "pig iron"), ("straw burning", "crop residue burning", ""),
    ("垃圾发电", "waste incineration", "food waste"), ("rubbish", "waste incineration", "municipal waste"),
    ("pig", "livestock water pollutants", "swine"), ("pig iron", "iron and steel carbon balance", "pig iron"),
]  # fmt: skip


@pytest.mark.parametrize(("words", "activity", "subject"), EVERYDAY)
def test_an_everyday_word_means_what_people_mean(words: str, activity: str, subject: str) -> None:
    """Cars are their exhaust, not their paint; what several words name stands before what each of them names."""
    first = zc.factors().find(words).iloc[0]
    assert (first["activity"], first["subject"]) == (activity, subject)


@pytest.mark.parametrize("words", ["餐饮油烟", "道路扬尘", "空调", "氟利昂", "喷漆", "烧煤", "电动车", "大货车"])
def test_an_everyday_word_finds_something(words: str) -> None:
    """Words that no set uses are read as those that sets use."""
    assert len(zc.factors().find(words)) > 0


@pytest.mark.parametrize("words", ["填埋", "landfill"])
def test_a_landfill_is_the_waste_that_rots_not_the_gas_that_is_burnt(words: str) -> None:
    """The figures of the first order decay stand before the combustion of landfill gas."""
    assert set(zc.factors().find(words)["parameter"].head(3)) <= {
        "degradable_organic_carbon", "methane_correction_factor", "decay_rate", "methane_fraction",
    }  # fmt: skip


def test_an_english_word_is_no_part_of_another() -> None:
    """A bus is not in combustion, a train not in a constraint, a car not in carbon."""
    found = zc.factors().find("bus")
    assert len(found) < len(zc.factors().find("combustion"))
    assert "Blast Furnace Gas" not in set(found["subject"])
    assert set(zc.factors().find("train")["activity"]).isdisjoint({"brake wear", "tyre wear"})


def test_a_word_is_the_whole_of_a_condition_before_it_is_a_part() -> None:
    """Petrol cars stand before petrol hybrids."""
    assert "powertrain=petrol;" in zc.factors().find("小型客车 汽油 NOx")["condition"].iloc[0]


@pytest.mark.parametrize(
    ("words", "parameter", "subject"),
    [
        ("焦炭 低位发热量", "net_calorific_value", "coke"),
        ("柴油 密度", "density", "Diesel (100% mineral diesel)"),
        ("脱硝效率", "removal_efficiency", "NOx"),
    ],
)
def test_parameters_are_found_by_their_chinese_headers(words: str, parameter: str, subject: str) -> None:
    """A calorific value, a density and an efficiency are found by the header that a table of them has."""
    first = zc.factors().find(words).iloc[0]
    assert (first["parameter"], first["subject"]) == (parameter, subject)


@pytest.mark.parametrize("words", [None, 3, ["柴油"], float("nan")])
def test_what_is_no_text_is_not_searched_for(words: object) -> None:
    """Nothing, a number or a list is refused in words."""
    with pytest.raises(zc.DataError, match="words to find are text in one string"):
        zc.factors().find(words)


@pytest.mark.parametrize(("words", "parted"), [("汽车涂装", "汽车 涂装"), ("柴油货车", "柴油 货车")])
def test_a_word_written_in_one_is_read_as_two(words: str, parted: str) -> None:
    """A Chinese word that stands nowhere is found by its halves; what stands nowhere at all stays empty."""
    table = zc.factors()
    found = set(table.find(words)["id"])
    assert found
    assert found <= set(table.find(parted)["id"])
    assert table.find("无此物料").empty


def test_the_process_stands_before_the_material_that_it_makes() -> None:
    """Electrolytic aluminium means the potroom, not a building material per tonne of its life cycle."""
    first = zc.factors().find("电解铝 CO2").iloc[0]
    assert (first["activity"], first["subject"]) == ("primary aluminium production", "primary aluminium")


def test_china_vi_is_found_under_the_standard_that_stands_for_it() -> None:
    """The Chinese guide ends before China VI: rows of Euro 6 and Euro VI answer."""
    found = zc.factors().find("国六 NOx")
    assert len(found) > 100
    assert found["id"].str.contains("euro-6|euro-vi").all()


def test_the_latest_year_stands_first() -> None:
    """Of the grid factors of Henan that of 2023 is meant."""
    assert zc.factors().find("电力 河南")["valid_from"].tolist()[:2] == ["2023-01-01", "2022-01-01"]


def test_a_region_takes_the_rows_that_answer_for_it() -> None:
    """Henan is answered by Henan, China and the world, never by another province or country."""
    found = zc.factors().find("电力", region="河南")
    assert {"CN-HA", "CN"} <= set(found["region"]) <= {"CN-HA", "CN", "GLO"}
    assert set(zc.factors().find("柴油", substance="氮氧化物")["substance"]) == {"NOx"}


def test_a_set_alone_is_laid_beside_the_edition_before_it() -> None:
    """The grid factors of 2023 against those of 2022; a set without an older one says so."""
    both = zc.factors().compare("cn-mee-grid-2023", region="CN-HA")
    assert both[["first", "second"]].to_numpy().tolist() == [[0.6058, 0.5897]]
    with pytest.raises(UnknownNameError, match="earlier edition"):
        zc.factors().compare("emep-eea-2023")


@pytest.mark.parametrize("wrong", [None, 3, ["cn-mee-grid-2023"]])
def test_a_set_is_named_by_its_key(wrong: object) -> None:
    """What is no key of a set is refused in words, where two are compared and where an estimate names its sets."""
    with pytest.raises(zc.DataError, match="sets are named by their keys"):
        zc.factors().compare(wrong)
    rows = pd.DataFrame({"fuel": ["柴油"], "amount": [1.0], "unit": ["t"]})
    with pytest.raises(zc.DataError, match="sets are named by their keys"):
        zc.energy.estimate(rows, region="CN", year=2023, substances=["CO2"], sets=[wrong])


def test_another_edition_is_refused() -> None:
    """A report names its edition; a database of another one is not taken for it."""
    assert zc.factors(edition=zc.factors().edition).edition == zc.factors().edition
    with pytest.raises(zc.FactorError, match="not 0123456789ab"):
        zc.factors(edition="0123456789ab")


def test_two_editions_stand_side_by_side(table: zc.FactorTable) -> None:
    """Converter steel in the Guidelines of 2006 and in their Refinement: 1.46 and 1.58 t of CO2 per t."""
    steel = {"activity": "iron and steel production", "substance": "CO2", "technology": "basic oxygen furnace"}
    both = table.compare("ipcc-2006-v3", "ipcc-2019-v3", **steel)
    assert both[["first", "second", "unit"]].to_numpy().tolist() == [[1.46, 1.58, "t/t"]]
    assert both["ratio"].item() == pytest.approx(1.58 / 1.46)


def test_a_figure_in_another_unit_is_converted() -> None:
    """The second figure is shown in the unit of the first; another kind of unit has no ratio."""
    columns = ["activity", "subject", "scheme", "category", "substance", "region", "technology", "control", "condition", "valid_from", "valid_to"]  # fmt: skip
    row = dict.fromkeys(columns, "") | {"locator": "p. 1"}
    frame = pd.DataFrame([
        row | {"set": "a", "value": 2.0, "unit": "kg/t", "subject": "lime"},
        row | {"set": "b", "value": 1.0, "unit": "g/kg", "subject": "lime"},
        row | {"set": "a", "value": 2.0, "unit": "kg/t", "subject": "glass"},
        row | {"set": "b", "value": 1.0, "unit": "g/GJ", "subject": "glass"},
        row | {"set": "b", "value": 5.0, "unit": "g/GJ", "subject": "coke"},
    ])  # fmt: skip
    both = compare_sets(frame, "a", "b").set_index("subject")
    assert both.loc["lime", "ratio"] == pytest.approx(0.5)
    assert math.isnan(both.loc["glass", "ratio"])
    assert math.isnan(both.loc["coke", "first"])
    assert both.loc["coke", "unit"] == "g/GJ"


def test_unknown_sets_and_columns_are_named(table: zc.FactorTable) -> None:
    """A misspelt set or column is an error with the nearest names."""
    with pytest.raises(UnknownNameError, match="cn-cets-ag-04"):
        table.compare("cn-cets-ag-04.01", "ipcc-2006-v3")
    with pytest.raises(UnknownNameError, match="unknown column 'product'"):
        table.compare("ipcc-2006-v3", "ipcc-2019-v3", product="lime")


@pytest.mark.parametrize(("words", "edition"), [("差旅 铁路", "uk-desnz-2025"), ("通勤", "uk-desnz-2025"), ("货运", "us-epa-hub-2025"), ("采购", "us-epa-scef-1.3")])  # fmt: skip
def test_published_lists_are_found_by_their_chinese_names(words: str, edition: str) -> None:
    """Business travel, commuting, freight and purchases: rows of the lists, with the key that a row names in factor."""
    found = zc.factors().find(words)
    assert edition in set(found["set"])
    key = found[found["set"] == edition]["subject"].iloc[0]
    assert key in set(zc.general.find(words)["key"])


@pytest.mark.parametrize("words", ["镁砂", "铝矾土", "耐火砖"])
def test_a_good_without_factor_asks_for_one(words: str) -> None:
    """No row has a value for it as purchased; one says what to ask for and where it is usually found."""
    found = zc.factors().find(words)
    asked = found[found["note"].astype(str).str.contains("no packaged list has a factor")]
    assert len(asked) == 1
    assert asked["value"].isna().all()
