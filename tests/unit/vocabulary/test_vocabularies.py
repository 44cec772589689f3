"""Regions, categories and fuels: closed lists with trees."""

from __future__ import annotations

import pytest

from zzcarbon.errors import UnknownNameError
from zzcarbon.vocabulary.categories import categories, category_path
from zzcarbon.vocabulary.fuels import fuel, fuel_path, fuels
from zzcarbon.vocabulary.regions import region, region_path, regions


def test_every_tree_is_closed() -> None:
    """Each parent is listed, and every path ends at a root."""
    for key in regions():
        assert region_path(key)[-1] == "GLO"
    for key in fuels():
        assert fuel_path(key)[-1] in {"all fuels", key}
        assert all(source in fuels() for source in fuels()[key].derived_from)
    for scheme in ("ipcc2006", "nfr"):
        for code in categories(scheme):
            assert category_path(scheme, code)[-1] == code.split(".")[0]


def test_any_city_can_be_named() -> None:
    """Listed names, codes of unlisted Chinese places and of other countries are understood; others are not."""
    assert region("河南").key == region("Henan").key == "CN-HA"
    assert region_path("CN-320506") == ("CN-320506", "CN-JS", "CN", "GLO")
    assert region("US-CA").parent == "US"
    for name in ("XX", "CN-ZZ", "CN-990100", "Narnia", "CN-", "", "US-"):
        with pytest.raises(UnknownNameError, match="unknown region"):
            region(name)


def test_fuels_speak_chinese_and_english() -> None:
    """One fuel by many names; a near miss is offered."""
    assert fuel("洗精煤").key == fuel("Coal Cleaned").key == "cleaned coal"
    assert fuel("natural_gas").key == "natural gas"
    with pytest.raises(UnknownNameError, match="'coke'"):
        fuel("cokee")
