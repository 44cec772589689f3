"""Fuels: names, the tree, what each is made from, and the words of the sets."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from zzcarbon.errors import DataError, UnknownNameError
from zzcarbon.factors.cache import database
from zzcarbon.provenance import GRADES
from zzcarbon.vocabulary.fuels import fuel, fuel_map, fuel_path, fuel_subjects, fuels
from zzcarbon.vocabulary.names import folded

FUELS = sorted(fuels())
BALANCE = {  # the words of the Chinese energy balance
    "原煤": "raw coal", "洗精煤": "cleaned coal", "其他洗煤": "other washed coal", "型煤": "briquettes",
    "煤矸石": "coal gangue", "焦炭": "coke", "焦炉煤气": "coke oven gas", "高炉煤气": "blast furnace gas",
    "转炉煤气": "converter gas", "其他煤气": "other coal gas", "其他焦化产品": "other coking products",
    "原油": "crude oil", "汽油": "gasoline", "煤油": "kerosene", "柴油": "diesel", "燃料油": "fuel oil",
    "石脑油": "naphtha", "润滑油": "lubricants", "石蜡": "petroleum waxes", "溶剂油": "solvents",
    "石油沥青": "bitumen", "石油焦": "petroleum coke", "液化石油气": "LPG", "炼厂干气": "refinery gas",
    "其他石油制品": "other petroleum products", "天然气": "natural gas", "液化天然气": "LNG",
    "热力": "heat", "电力": "electricity", "其他能源": "other energy",
    "无烟煤": "anthracite", "烟煤": "bituminous coal", "褐煤": "lignite",
}  # fmt: skip
HENAN = {  # the words of the Henan balance
    "Coal Raw": "raw coal", "Coal Cleaned": "cleaned coal", "Coal Washed": "other washed coal",
    "Coal Briquettes": "briquettes", "Gangue": "coal gangue", "Coal Gas not Coke Source": "other coal gas",
    "Coke Other Products": "other coking products", "Diesel Oil": "diesel", "Liquid Petroleum Gas": "LPG",
    "Petroleum Other Products": "other petroleum products", "Total Coal Products": "coal products",
}  # fmt: skip


DESNZ = {  # the words of the British conversion factors
    "Diesel (100% mineral diesel)": "diesel", "Petrol (100% mineral petrol)": "gasoline", "Burning oil": "kerosene",
    "Gas oil": "gas oil", "Marine gas oil": "gas oil", "Marine fuel oil": "fuel oil", "Aviation turbine fuel": "jet kerosene",
    "Processed fuel oils - residual oil": "fuel oil", "Processed fuel oils - distillate oil": "gas oil",
    "Wood logs": "wood", "Wood chips": "wood", "Wood pellets": "wood", "Grass/straw": "straw", "Biodiesel ME": "biodiesel",
}  # fmt: skip


@pytest.mark.parametrize(("name", "key"), [*BALANCE.items(), *HENAN.items(), *DESNZ.items()])
def test_the_words_of_the_balance_are_known(name: str, key: str) -> None:
    """Every material of the national and the Henan balance is a fuel or a group."""
    assert fuel(name).key == key


def test_no_spelling_means_two_fuels() -> None:
    """A name leads to one fuel: key, Chinese, English and aliases do not overlap between fuels."""
    owners: dict[str, str] = {}
    for item in fuels().values():
        for name in {folded(text) for text in (item.key, item.zh, item.en, *item.aliases) if text}:
            assert owners.setdefault(name, item.key) == item.key, name


@given(st.sampled_from(FUELS), st.sampled_from([str.upper, str.title, lambda text: f"  {text} "]))
def test_case_and_spaces_do_not_matter(key: str, change: object) -> None:
    """A key is found however it is written."""
    assert callable(change)
    assert fuel(change(key)).key == key


@pytest.mark.parametrize("key", FUELS)
def test_the_tree_has_one_top_and_known_links(key: str) -> None:
    """Parents and raw materials exist; every path ends at all fuels; a fuel is not made from itself."""
    item = fuels()[key]
    assert fuel_path(key)[-1] == "all fuels"
    assert len(set(fuel_path(key))) == len(fuel_path(key))
    assert set(item.derived_from) <= set(FUELS)
    assert item.state in {"solid", "liquid", "gas", "carrier", ""}
    assert item.origin in {"fossil", "biogenic", "mixed", ""}
    made_from, step = set(), set(item.derived_from)
    while step:
        made_from |= step
        step = {source for name in step for source in fuels()[name].derived_from} - made_from
    assert key not in made_from


def test_what_carbon_came_in_as() -> None:
    """Coking products come from cleaned coal, recovered gas from coke, oil products from crude oil."""
    assert "cleaned coal" in fuel("coke oven gas").derived_from
    assert fuel("blast furnace gas").derived_from == fuel("converter gas").derived_from == ("coke",)
    assert fuel("diesel").derived_from == ("crude oil",)
    assert fuel("LNG").derived_from == ("natural gas",)


def test_an_unknown_fuel_names_its_neighbours() -> None:
    """A misspelt name is an error that shows the near miss."""
    with pytest.raises(UnknownNameError, match="diesel"):
        fuel("deisel")
    with pytest.raises(UnknownNameError, match="unknown fuel"):
        fuel("washed coal")  # cleaned coal or middlings: the word does not say


def test_every_mapping_leads_to_a_row() -> None:
    """A subject of the fuel map has a row in its set, and says why where it is not the same name."""
    tables = database().tables
    known = set(zip(tables.factors["set"], tables.factors["subject"], strict=True))
    known |= set(zip(tables.parameters["set"], tables.parameters["subject"], strict=True))
    for (key, set_key), entries in fuel_map().items():
        assert key in fuels()
        for subject, grade, reason in entries:
            assert (set_key, subject) in known, (key, set_key, subject)
            assert grade in GRADES
            assert reason or grade == "A", (key, set_key, subject)


def test_every_subject_of_a_parameter_set_has_a_fuel() -> None:
    """No fuel of the sets of heating values and carbon contents is out of reach."""
    parameters = database().tables.parameters
    reached = {(set_key, subject) for (_, set_key), found in fuel_map().items() for subject, _, _ in found}
    sets = database().tables.sets
    energy = parameters["set"].isin(sets.loc[sets["module"] == "energy", "key"])
    asked = parameters[(parameters["parameter"] == "carbon_content") & energy]
    assert len(asked) > 50
    assert not set(zip(asked["set"], asked["subject"], strict=True)) - reached


def test_assumptions_are_graded_and_explained() -> None:
    """Raw coal as bituminous is an assumption of grade C with its size; the same word is grade A."""
    subject, grade, reason = fuel_subjects("原煤", "cn-cets-ag-03.01-2024")[0]
    assert (subject, grade) == ("bituminous coal", "C")
    assert "6 %" in reason
    assert fuel_subjects("diesel", "cn-cets-ag-03.01-2024") == (("diesel", "A", ""),)
    assert fuel_subjects("other energy", "cn-cets-ag-03.01-2024") == ()


def test_the_callers_map_goes_first() -> None:
    """An own map replaces the packaged one for its fuel and set only; without a grade it is an assumption."""
    own = pd.DataFrame({"fuel": ["原煤"], "set": ["cn-cets-ag-03.01-2024"], "subject": ["anthracite"]})
    assert fuel_subjects("raw coal", "cn-cets-ag-03.01-2024", own) == (("anthracite", "C", "assumption of the caller"),)
    assert fuel_subjects("raw coal", "ipcc-2006-v2", own) == fuel_subjects("raw coal", "ipcc-2006-v2")
    assert fuel_subjects("coke", "cn-cets-ag-03.01-2024", own)[0][0] == "coke"
    with pytest.raises(DataError, match="column missing"):
        fuel_subjects("coke", "ipcc-2006-v2", own.drop(columns="subject"))
