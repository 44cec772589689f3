"""Categories: trees that close, mappings that lead to codes which exist."""

from __future__ import annotations

import pandas as pd
import pytest

from zzcarbon.resources import data_path
from zzcarbon.vocabulary.categories import categories, category

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


def test_industries_have_their_chinese_name() -> None:
    """Codes of GB/T 4754 that are listed have names; others stay as they are."""
    assert category("gbt4754", "3011").zh == "水泥制造"
    assert category("gbt4754", "9999").zh == ""
