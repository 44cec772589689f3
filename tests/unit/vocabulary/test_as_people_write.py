"""Addresses and slips of the pen in Chinese: what people write of a place and a fuel."""

from __future__ import annotations

import pytest

import zzcarbon as zc
from zzcarbon.vocabulary.fuels import fuel
from zzcarbon.vocabulary.regions import region, regions


@pytest.mark.parametrize(
    "address", ["河南省巩义市", "河南省郑州市巩义市", "河南巩义", "中国河南省郑州市巩义市", "郑州市巩义市"]
)
def test_an_address_is_its_last_place(address: str) -> None:
    """With the province, the city or both before it, in full or short."""
    assert region(address).key == "CN-410181"


@pytest.mark.parametrize("address", ["河北省巩义市", "巩义市河南省", "郑州市郑州市", "河南省某某市", "河南省"])
def test_places_that_do_not_lie_in_one_another_are_no_address(address: str) -> None:
    """Another province, the wrong order, a place in itself, a place that nobody knows; the province alone is one."""
    if address == "河南省":
        assert region(address).key == "CN-HA"
        return
    with pytest.raises(zc.UnknownNameError, match="unknown region"):
        region(address)


def test_every_district_is_found_under_its_city_and_province() -> None:
    """Of all listed districts and cities with a Chinese name."""
    for place in regions().values():
        if place.kind in {"city", "district"} and place.zh:
            above = regions()[place.parent]
            assert region(f"{above.zh}{place.zh}").key == place.key


def test_one_wrong_character_of_three_is_suggested() -> None:
    """The noun at the end must be right: gas is not oil."""
    with pytest.raises(zc.UnknownNameError, match="天然气"):
        fuel("天燃气")
    with pytest.raises(zc.UnknownNameError, match="unknown fuel") as told:
        fuel("天燃油")
    assert "天然气" not in str(told.value)
