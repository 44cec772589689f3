"""Regions: a tree of codes from city district to world."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from zzcarbon.errors import UnknownNameError
from zzcarbon.resources import data_rows
from zzcarbon.vocabulary.names import NameIndex

__all__ = ["Region", "region", "region_path", "regions"]

_CHINESE_CODE = re.compile(r"(?:CN-)?([0-9]{6})")
_FOREIGN_CODE = re.compile(r"([A-Z]{2})-[A-Z0-9]{1,3}")


@dataclass(frozen=True, slots=True)
class Region:
    """One region.

    Attributes
    ----------
    key : str
        ISO 3166 code, ``CN-`` with the six digits of GB/T 2260 below the province, or a code of this
        library for zones that are carved out and for power grids.
    zh, en : str
        Names in Chinese and English.
    parent : str
        The region above; a grid region is the parent of nothing, since no source assigns provinces.
    kind : str
        world, group, country (an entry of ISO 3166-1: countries and areas), province, city, district,
        zone or grid.
    """

    key: str
    zh: str
    en: str
    parent: str
    kind: str
    gb2260: str = ""
    aliases: tuple[str, ...] = ()


@cache
def regions() -> dict[str, Region]:
    """Return the listed regions by code."""
    rows = data_rows("regions.csv")
    return {
        row["key"]: Region(
            row["key"],
            row["zh"],
            row["en"],
            row["parent"],
            row["kind"],
            row["gb2260"],
            tuple(filter(None, row["aliases"].split(";"))),
        )
        for row in rows
    }


@lru_cache(maxsize=4096)
def region(name: str) -> Region:
    """Return a region by code or name.

    Codes of Chinese cities and counties that are not listed are accepted if their province is known, with
    or without ``CN-``; so are subdivisions of other countries: the library serves any city.

    Raises
    ------
    UnknownNameError
        There is no such region.

    Examples
    --------
    >>> region("郑州").key, region("河南省郑州市巩义市").key
    ('CN-410100', 'CN-410181')
    >>> region("CN-320500").parent
    'CN-JS'
    """
    try:
        return regions()[_index().key(name)]
    except UnknownNameError:
        implied = (_implied(name.strip().upper()) or _addressed(name.strip())) if isinstance(name, str) else None
        if implied is None:
            raise
        return implied


@lru_cache(maxsize=4096)
def region_path(name: str) -> tuple[str, ...]:
    """Return the codes from a region up to the world, nearest first.

    Examples
    --------
    >>> region_path("CN-410105")
    ('CN-410105', 'CN-410100', 'CN-HA', 'CN', 'GLO')
    """
    here = region(name)
    return (here.key, *(region_path(here.parent) if here.parent else ()))


def _implied(code: str) -> Region | None:
    """Return the region of a code that is not listed, if what is above it is known."""
    if match := _CHINESE_CODE.fullmatch(code):
        return _chinese(match[1])
    if (match := _FOREIGN_CODE.fullmatch(code)) and match[1] != "CN" and match[1] in regions():
        return Region(code, "", "", match[1], "province")
    return None


def _addressed(name: str) -> Region | None:
    """Return the last region of an address, where each that is written lies in the one before: 河南省巩义市."""
    for above in regions().values():
        for word in (above.zh, *above.aliases):
            rest = name.removeprefix(word)
            if len(word) < 2 or not rest or rest == name:
                continue
            inner = regions().get(_index().key(rest)) if rest in _index() else _addressed(rest)
            if inner is not None and above.key in region_path(inner.key)[1:]:
                return inner
    return None


def _chinese(digits: str) -> Region | None:
    """Return the region of six digits of GB/T 2260, listed or not, if its province is known."""
    code = f"CN-{digits}"
    if code in regions():
        return regions()[code]
    by_digits = {item.gb2260: item.key for item in regions().values() if item.gb2260}
    province = by_digits.get(digits[:2])
    if province is None or digits.endswith("0000"):
        return regions()[province] if province else None
    kind = "city" if digits.endswith("00") else "district"
    return Region(code, "", "", by_digits.get(digits[:4], province), kind)


@cache
def _index() -> NameIndex:
    return NameIndex("region", ((r.key, (r.zh, r.en, *r.aliases)) for r in regions().values()))
