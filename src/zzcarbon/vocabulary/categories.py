"""Categories of inventories: IPCC 2006 and NFR, each its own tree, with the mapping between them; GB/T 4754."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache, lru_cache

from zzcarbon.errors import UnknownNameError
from zzcarbon.resources import data_rows

__all__ = ["SCHEMES", "Category", "categories", "category", "category_path", "factor_path", "gridded_sector", "mapped"]

SCHEMES = ("ipcc2006", "nfr", "gbt4754")
"""Known schemes."""

_WITH_SECTION = re.compile(r"[A-T](\d{2,4})")
_WITHOUT_DOTS = re.compile(r"([0-9]{1,2})([A-Z])([0-9]{1,2})?([a-z])?([ivx]{1,4})?([0-9])?")


@dataclass(frozen=True, slots=True)
class Category:
    """One category of a scheme.

    Attributes
    ----------
    scheme, code, parent : str
        Scheme, code with dots, and code of the category above; empty at the top.
    en, zh : str
        Names in English and Chinese.
    ipcc2006 : str
        For NFR the IPCC 2006 category that holds the same sources; empty where none does.
    source_type : str
        ``stationary`` or ``mobile`` where the factors of the category as a whole describe only one of
        the two; else empty.
    gnfr : str
        For NFR the sector of gridded reporting, for example ``B_Industry``; empty for sums.
    """

    scheme: str
    code: str
    parent: str
    en: str
    zh: str = ""
    ipcc2006: str = ""
    source_type: str = ""
    gnfr: str = ""


@cache
def categories(scheme: str) -> dict[str, Category]:
    """Return the categories of a scheme by code.

    Raises
    ------
    UnknownNameError
        There is no such scheme.
    """
    if scheme not in SCHEMES:
        raise UnknownNameError("category scheme", scheme, SCHEMES)
    return {row["code"]: Category(**row) for row in data_rows("categories.csv") if row["scheme"] == scheme}


def category(scheme: str, code: str) -> Category:
    """Return one category.

    Raises
    ------
    UnknownNameError
        The scheme has no such code.

    Examples
    --------
    >>> category("nfr", "1.A.4.b.i").parent, category("nfr", "3Da2c").code
    ('1.A.4.b', '3.D.a.2.c')
    >>> category("gbt4754", "C3011").zh, category("nfr", "1A2f").gnfr
    ('水泥制造', 'B_Industry')
    """
    known = categories(scheme)
    text = _industry(code) if scheme == "gbt4754" else _plain(code)
    text = text if text in known else _by_letters(scheme).get(_letters(code), text)
    if text in known:
        return known[text]
    raise UnknownNameError(f"category of {scheme}", code, known)


@lru_cache(maxsize=4096)
def category_path(scheme: str, code: str) -> tuple[str, ...]:
    """Return the codes from a category up to the top of its tree, nearest first.

    Examples
    --------
    >>> category_path("ipcc2006", "1.A.4.b")
    ('1.A.4.b', '1.A.4', '1.A', '1')
    """
    here = category(scheme, code)
    return (here.code, *(category_path(scheme, here.parent) if here.parent else ()))


@lru_cache(maxsize=4096)
def factor_path(scheme: str, code: str) -> tuple[str, ...]:
    """Return the categories whose factors hold for a category, nearest first.

    It is `category_path` up to where stationary turns into mobile combustion: a boiler's factor is none
    for the excavator that NFR puts into the same industry.

    Examples
    --------
    >>> factor_path("nfr", "1.A.2.g.viii"), factor_path("nfr", "1.A.2.g.vii")
    (('1.A.2.g.viii', '1.A.2.g', '1.A.2', '1.A', '1'), ('1.A.2.g.vii', '1.A.2.g'))
    """
    here = category(scheme, code).source_type
    steps: list[str] = []
    for step in category_path(scheme, code):
        if here and category(scheme, step).source_type not in ("", here):
            break
        steps.append(step)
    return tuple(steps)


@lru_cache(maxsize=4096)
def mapped(scheme: str, code: str, target: str) -> str:
    """Return the code in another scheme, going up `factor_path` to the first that has one; or an empty text.

    Examples
    --------
    >>> mapped("ipcc2006", "1.A.4.b", "nfr"), mapped("nfr", "1.A.2.g.viii", "ipcc2006")
    ('1.A.4.b.i', '1.A.2')
    """
    if scheme == target:
        return category(scheme, code).code
    for step in factor_path(scheme, code):
        found = _direct(scheme, target).get(step)
        if found:
            return found
    return ""


@lru_cache(maxsize=4096)
def gridded_sector(nfr: str, ipcc2006: str = "") -> str:
    """Return the GNFR sector of a category of NFR, or else of IPCC 2006; of a sum the one that all of it share, or "".

    Examples
    --------
    >>> gridded_sector("1.A.4.b.i"), gridded_sector("3.D.a"), gridded_sector("1.A.2"), gridded_sector("", "1.A.2.f")
    ('C_OtherStationaryComb', 'L_AgriOther', '', 'B_Industry')
    """
    here = category("nfr", nfr).code if nfr else ipcc2006 and mapped("ipcc2006", ipcc2006, "nfr")
    if not here:
        return ""
    below = {item.gnfr for item in categories("nfr").values() if item.gnfr and here in category_path("nfr", item.code)}
    return categories("nfr")[here].gnfr or (below.pop() if len(below) == 1 else "")


@cache
def _direct(scheme: str, target: str) -> dict[str, str]:
    """Return the codes that correspond; several NFR codes of one IPCC code have no way back."""
    nfr = {item.code: item.ipcc2006 for item in categories("nfr").values() if item.ipcc2006}
    if scheme == "nfr" and target == "ipcc2006":
        return nfr
    if scheme == "ipcc2006" and target == "nfr":
        several = Counter(nfr.values())
        return {ipcc: code for code, ipcc in nfr.items() if several[ipcc] == 1}
    return {}


def _industry(code: str) -> str:
    """Return a code of GB/T 4754 without the letter of its section: ``C3011`` is 3011."""
    text = code.strip().upper()
    match = _WITH_SECTION.fullmatch(text)
    return match[1] if match and category_path("gbt4754", match[1])[-1] == text[0] else text


def _plain(code: str) -> str:
    """Return a code with dots: ``1A4bi`` is 1.A.4.b.i."""
    text = code.strip().rstrip(".")
    match = _WITHOUT_DOTS.fullmatch(text)
    return ".".join(filter(None, match.groups())) if match else text


def _letters(code: str) -> str:
    """Return a code without dots and blanks, as the reporting template writes it."""
    return re.sub(r"[.\s]", "", code)


@cache
def _by_letters(scheme: str) -> dict[str, str]:
    """Return the codes of a scheme by their letters and digits; codes that these do not tell apart are left out."""
    if scheme == "gbt4754":
        return {}
    counts = Counter(map(_letters, categories(scheme)))
    return {_letters(code): code for code in categories(scheme) if counts[_letters(code)] == 1}
