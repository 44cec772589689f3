"""Categories: trees that close, mappings that lead to codes which exist."""

from __future__ import annotations

import pandas as pd
import pytest

from zzcarbon.errors import UnknownNameError
from zzcarbon.resources import data_path
from zzcarbon.vocabulary.categories import categories, category, category_path

ROOT = data_path("columns.csv").parent


@pytest.mark.parametrize("scheme", ["ipcc2006", "nfr", "gbt4754"])
def test_every_parent_exists(scheme: str) -> None:
    """A category hangs below one of its own scheme, or stands at the top."""
    known = categories(scheme)
    assert len(known) >= 17
    assert {found.parent for found in known.values()} - {""} <= set(known)


def test_nfr_leads_to_ipcc() -> None:
    """The IPCC category named beside an NFR code exists."""
    named = {found.ipcc2006 for found in categories("nfr").values()} - {""}
    assert len(named) > 50
    assert named <= set(categories("ipcc2006"))


def test_factors_stand_under_categories_that_exist() -> None:
    """Scheme and code of every factor are known."""
    for path in sorted(ROOT.glob("*/*.csv")):
        rows = pd.read_csv(path, dtype=str, keep_default_na=False)
        if "category" in rows and "scheme" in rows:
            for scheme, code in rows[["scheme", "category"]].drop_duplicates().itertuples(index=False):
                assert not code or code in categories(scheme), (path.name, scheme, code)


def test_industries_are_those_of_the_classification() -> None:
    """GB/T 4754-2017 with amendment 1: 20 sections, 97 divisions, 473 groups, 1,382 classes, each with a name."""
    known = categories("gbt4754")
    lengths = pd.Series([len(code) for code in known]).value_counts().to_dict()
    assert lengths == {1: 20, 2: 97, 3: 473, 4: 1382}
    assert all(item.zh for item in known.values())
    assert category("gbt4754", "3011").zh == "水泥制造"
    assert category_path("gbt4754", "3011") == ("3011", "301", "30", "C")


@pytest.mark.parametrize("code", ["abc", "9999", "3.14", "131x", "A3011", "111x"])
def test_an_industry_that_is_none_is_refused(code: str) -> None:
    """A code of another edition, with a slip or under a wrong section is told, as a code of NFR is."""
    with pytest.raises(UnknownNameError, match="gbt4754"):
        category("gbt4754", code)


def test_a_section_letter_may_stand_before_the_code() -> None:
    """C3011 and 3011 are one."""
    assert category("gbt4754", "C3011") is category("gbt4754", "3011")


def test_gridded_sectors_hold_the_codes_of_nfr() -> None:
    """Every code that counts in the national total has its GNFR sector, as two submissions print them."""
    sectors = {item.gnfr for item in categories("nfr").values()} - {""}
    assert {"A_PublicPower", "B_Industry", "C_OtherStationaryComb", "K_AgriLivestock"} <= sectors
    assert (category("nfr", "1A1a").gnfr, category("nfr", "3B3").gnfr) == ("A_PublicPower", "K_AgriLivestock")
