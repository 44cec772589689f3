"""Substances: what is emitted, into which medium, and of what it is a part."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

from zzcarbon.errors import UnknownNameError
from zzcarbon.resources import data_rows
from zzcarbon.vocabulary.names import NameIndex, folded

__all__ = ["HEAVY_METALS", "Substance", "substance", "substance_key", "substances"]

HEAVY_METALS = ("As", "Cd", "Cr", "Cu", "Hg", "Ni", "Pb", "Se", "Zn")
"""Heavy metals in air: estimated where they are asked for, or where a method declares them."""


_AS_NOX = "Emissions of nitrogen oxides are counted as NO2: write NOx."
_AS_SUM = "CO2e is a sum of gases: name the gases, then ask inventory.co2e('AR6')."
_EACH_GAS = "A group of gases: name each, for example HFC-134a or R-410A; their sum is inventory.co2e('AR6')."
_NO_ONE = {
    **dict.fromkeys(("no2", "no₂", "nitrogen dioxide", "二氧化氮"), _AS_NOX),
    **dict.fromkeys(("co2e", "co2eq", "co2-eq", "二氧化碳当量"), _AS_SUM),
    **dict.fromkeys(("hfcs", "pfcs", "hfc", "pfc", "ghg", "ghgs", "f-gases", "温室气体", "含氟气体"), _EACH_GAS),
}
"""Names that people write for a substance and that are none: a gas that is reported as another, a sum, a group."""


@dataclass(frozen=True, slots=True)
class Substance:
    """One substance.

    Attributes
    ----------
    key : str
        Name as the plans print it, for example ``NH3-N``.
    zh, en : str
        Names in Chinese and English.
    medium : str
        ``air`` or ``water``.
    part_of : tuple of str
        Substances that contain it: never added to them.
    elements : dict of str to float
        Mass of an element per mass of the substance [1], by the molar masses of the guidelines
        (C 12, CO2 44, N 14, N2O 44, NH3 17, NO2 46).
    gwp_name : str
        Name in the tables of global warming potentials; empty if it has none.
    aliases : tuple of str
        Other spellings.
    """

    key: str
    zh: str
    en: str
    medium: str
    part_of: tuple[str, ...]
    elements: tuple[tuple[str, float], ...]
    gwp_name: str
    aliases: tuple[str, ...]


@cache
def substances() -> dict[str, Substance]:
    """Return all substances by key."""
    return {row["key"]: _substance(row) for row in data_rows("substances.csv")}


def substance(name: str) -> Substance:
    """Return one substance by any of its names.

    Raises
    ------
    UnknownNameError
        There is no such substance; names that look like it are given.

    Examples
    --------
    >>> substance("氨氮").key, substance("氨氮").medium
    ('NH3-N', 'water')
    """
    if isinstance(name, str) and folded(name) in _NO_ONE and name not in _index():
        raise UnknownNameError("substance", name, (), _NO_ONE[folded(name)])
    return substances()[_index().key(name)]


@lru_cache(maxsize=4096)
def substance_key(name: str) -> str:
    """Return the key of a substance by any of its names; empty where there is none, as of a basis: CO2 as C.

    Examples
    --------
    >>> substance_key("氨氮"), substance_key("CO2 as C")
    ('NH3-N', '')
    """
    try:
        return substance(name).key
    except UnknownNameError:
        return ""


@cache
def _index() -> NameIndex:
    return NameIndex("substance", ((s.key, (s.zh, s.en, *s.aliases)) for s in substances().values()))


def _substance(row: dict[str, str]) -> Substance:
    return Substance(
        key=row["key"],
        zh=row["zh"],
        en=row["en"],
        medium=row["medium"],
        part_of=_listed(row["part_of"]),
        elements=tuple(_element(text) for text in _listed(row["elements"])),
        gwp_name=row["gwp_name"],
        aliases=_listed(row["aliases"]),
    )


def _element(text: str) -> tuple[str, float]:
    """Read ``C 12/44``: an element and its share of the mass."""
    name, ratio = text.split()
    part, whole = ratio.split("/")
    return name, float(part) / float(whole)


def _listed(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(";") if part.strip())
