"""Categories: two trees, the mapping between them, and what a factor of a category holds for."""

from __future__ import annotations

from collections import Counter

import pytest

from zzcarbon.errors import UnknownNameError
from zzcarbon.factors.cache import database
from zzcarbon.vocabulary.categories import SCHEMES, categories, category, category_path, factor_path, mapped

CODES = [(scheme, code) for scheme in ("ipcc2006", "nfr") for code in categories(scheme)]


@pytest.mark.parametrize(("scheme", "code"), CODES)
def test_every_category_hangs_in_its_tree(scheme: str, code: str) -> None:
    """Parents exist and are one step shorter; every category has a title; source types are known."""
    item = category(scheme, code)
    assert item.en
    assert item.parent == (code.rpartition(".")[0] if "." in code else "")
    assert category_path(scheme, code)[0] == code
    assert item.source_type in {"", "stationary", "mobile"}
    assert not item.ipcc2006 or item.ipcc2006 in categories("ipcc2006")


def test_energy_speaks_chinese() -> None:
    """Every category of the energy sector has a Chinese title, in both schemes."""
    for scheme, code in CODES:
        if code.split(".")[0] == "1":
            assert category(scheme, code).zh, (scheme, code)


def test_codes_may_be_written_without_dots() -> None:
    """1A4b is 1.A.4.b; what does not exist is an error with its neighbours."""
    assert category("ipcc2006", "1A4b").code == "1.A.4.b"
    assert category("nfr", "1A2gviii").code == "1.A.2.g.viii"
    assert category("nfr", "2B10a").code == "2.B.10.a"
    assert category("nfr", "11").code == "11"
    assert category("nfr", " 1.A.2. ").code == "1.A.2"
    with pytest.raises(UnknownNameError, match="unknown category of nfr"):
        category("nfr", "1.A.9")
    with pytest.raises(UnknownNameError, match="category scheme"):
        categories("crf")


def test_industries_of_china_stand_in_their_tree() -> None:
    """A code of GB/T 4754, with or without the letter of its section, leads up to the section."""
    assert "gbt4754" in SCHEMES
    assert category_path("gbt4754", "C3011") == ("3011", "301", "30", "C")


@pytest.mark.parametrize(
    ("scheme", "code", "target", "found"),
    [
        ("nfr", "1.A.4.b.i", "ipcc2006", "1.A.4.b"), ("ipcc2006", "1.A.4.b", "nfr", "1.A.4.b.i"),
        ("nfr", "1.A.2.g.viii", "ipcc2006", "1.A.2"), ("ipcc2006", "1.A.2.k", "nfr", "1.A.2"),
        ("nfr", "1.A.2.g.vii", "ipcc2006", "1.A.3.e.ii"), ("nfr", "1.A.4.a.ii", "ipcc2006", "1.A.3.e.ii"),
        ("ipcc2006", "1.A.3.e.ii", "nfr", "1.A.3"), ("nfr", "1.A.4.c.ii", "ipcc2006", "1.A.4.c.ii"),
        ("nfr", "3.B.1", "ipcc2006", ""), ("nfr", "1.A.2", "nfr", "1.A.2"), ("nfr", "5.D.1", "ipcc2006", "4.D.1"),
        ("gbt4754", "C30", "nfr", ""),
    ],
)  # fmt: skip
def test_one_scheme_leads_to_the_other(scheme: str, code: str, target: str, found: str) -> None:
    """A code, or the nearest above it, maps where the schemes hold the same sources; several to one goes one way."""
    assert mapped(scheme, code, target) == found


def test_what_maps_alone_maps_back() -> None:
    """An IPCC category that one NFR code stands for leads back to it; one of several leads up, not sideways."""
    targets = Counter(item.ipcc2006 for item in categories("nfr").values() if item.ipcc2006)
    for item in categories("nfr").values():
        if not item.ipcc2006:
            continue
        assert mapped("nfr", item.code, "ipcc2006") == item.ipcc2006
        back = mapped("ipcc2006", item.ipcc2006, "nfr")
        assert (back == item.code) == (targets[item.ipcc2006] == 1)


def test_a_boilers_factor_is_none_for_an_excavator() -> None:
    """Mobile combustion does not inherit from the stationary category above it, nor the other way round."""
    assert "1.A.2" not in factor_path("nfr", "1.A.2.g.vii")
    assert "1.A.2" in factor_path("nfr", "1.A.2.g.viii")
    assert "1.A.3" not in factor_path("nfr", "1.A.3.e.i")
    assert factor_path("nfr", "1.A.3.b.i") == ("1.A.3.b.i", "1.A.3.b", "1.A.3", "1.A", "1")
    for scheme, code in CODES:
        assert factor_path(scheme, code) == category_path(scheme, code)[: len(factor_path(scheme, code))]


def test_categories_of_factors_exist() -> None:
    """Every factor that depends on a category names one of the tree."""
    factors = database().tables.factors
    for scheme, code in set(zip(factors["scheme"], factors["category"], strict=True)) - {("", "")}:
        assert category(scheme, code).code == code
