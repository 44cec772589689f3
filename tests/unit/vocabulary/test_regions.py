"""Regions: codes, names and what lies in what."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zzcarbon.errors import UnknownNameError
from zzcarbon.vocabulary.names import folded
from zzcarbon.vocabulary.regions import region, region_path, regions

KINDS = {"world", "group", "country", "province", "city", "district", "zone", "grid"}
PROVINCES = {item.gb2260: item.key for item in regions().values() if item.kind == "province"}


@pytest.mark.parametrize("key", sorted(regions()))
def test_every_region_lies_in_the_world(key: str) -> None:
    """Parents exist, paths end at the world without turning, kinds are known, the key finds itself."""
    item = regions()[key]
    path = region_path(key)
    assert path[0] == key
    assert path[-1] == "GLO"
    assert len(set(path)) == len(path)
    assert item.kind in KINDS
    assert region(key) is item


def test_no_spelling_means_two_regions() -> None:
    """A name leads to one region."""
    owners: dict[str, str] = {}
    for item in regions().values():
        for name in {folded(text) for text in (item.key, item.zh, item.en, *item.aliases) if text}:
            assert owners.setdefault(name, item.key) == item.key, name


def test_china_is_complete() -> None:
    """31 provinces with two digits, seven grids that contain nothing, eighteen cities of Henan."""
    assert len(PROVINCES) == 31
    grids = [item.key for item in regions().values() if item.kind == "grid"]
    assert len(grids) == 7
    assert not [item for item in regions().values() if item.parent in grids]
    assert sum(item.parent == "CN-HA" for item in regions().values()) == 18
    assert sum(item.kind == "country" for item in regions().values()) == 249


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("河南", "CN-HA"), ("河南省", "CN-HA"), ("Henan", "CN-HA"), ("郑州市", "CN-410100"), ("Zhengzhou", "CN-410100"),
        ("郑东新区", "CN-410100-ZDXQ"), ("郑州航空港区", "CN-410173"), ("管城区", "CN-410104"), ("Germany", "DE"),
        ("德国", "DE"), ("华中", "CN-GRID-CENTRAL"), ("世界", "GLO"), ("陕西", "CN-SN"), ("山西", "CN-SX"), ("cn-ha", "CN-HA"),
        ("济源", "CN-419001"), ("410100", "CN-410100"), ("410000", "CN-HA"), ("CN-410000", "CN-HA"),
    ],
)  # fmt: skip
def test_names_and_codes_lead_to_the_region(name: str, key: str) -> None:
    """Chinese and English names, aliases and codes of GB/T 2260 are understood."""
    assert region(name).key == key


def test_a_district_lies_in_its_city() -> None:
    """From a district up: city, province, country, world; a zone carved out lies in the city too."""
    assert region_path("金水区") == ("CN-410105", "CN-410100", "CN-HA", "CN", "GLO")
    assert region_path("郑东新区") == ("CN-410100-ZDXQ", "CN-410100", "CN-HA", "CN", "GLO")


@given(st.sampled_from(sorted(PROVINCES)), st.integers(1, 9999))
def test_any_chinese_code_of_a_known_province_is_accepted(digits: str, rest: int) -> None:
    """The library serves any city: codes that are not listed lie in their province."""
    code = f"CN-{digits}{rest:04d}"
    path = region_path(code)
    assert path[0] == code
    assert PROVINCES[digits] in path
    assert path[-2:] == ("CN", "GLO")


def test_subdivisions_of_listed_countries_are_accepted() -> None:
    """ISO 3166-2 codes of other countries lie in their country."""
    assert region_path("US-CA") == ("US-CA", "US", "GLO")
    assert region("DE-BY").kind == "province"


@pytest.mark.parametrize(
    "name", ["XX", "XX-YY", "CN-ZZ", "CN-990100", "CN-41010", "4101001", "CN-41010٠", "高新区", "", "Z" * 500]
)
def test_other_names_are_errors(name: str) -> None:
    """What is no region, or could be any city's zone, is an error."""
    with pytest.raises(UnknownNameError, match="unknown region"):
        region(name)
