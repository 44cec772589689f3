"""The closed list of words that units are made of: units with their prefixes, scales, substances."""

from __future__ import annotations

import csv
import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

from zzcarbon.errors import UnknownNameError
from zzcarbon.resources import data_path
from zzcarbon.vocabulary.substances import substance, substances

__all__ = [
    "INSIDE",
    "PREFIXES",
    "SCALES",
    "Word",
    "gives_a_unit",
    "long_name",
    "long_names",
    "segments",
    "substance_words",
    "words",
]

PREFIXES = {
    "n": 1e-9,
    "u": 1e-6,
    "m": 1e-3,
    "c": 1e-2,
    "h": 1e2,
    "k": 1e3,
    "M": 1e6,
    "G": 1e9,
    "T": 1e12,
    "P": 1e15,
    "E": 1e18,
}
"""What a prefix multiplies by [1]; which unit takes which is in ``unit_spellings.csv``."""

INSIDE = "\ue000"
"""Begins a substance in the text that the parser reads; no text from outside may hold it."""

_GAS_AT = re.compile(r"m3_(\d{2}(?:\.\d{1,2})?)(C|F)")
SCALES = {"万亿": 1e12, "百万": 1e6, "千万": 1e7, "十万": 1e5, "亿": 1e8, "万": 1e4, "千": 1e3}
"""Chinese numbers in front of a unit, longest first."""

_SCALE_WORDS = {"thousand": 1e3, "million": 1e6, "billion": 1e9, **SCALES}
_DISTANCES = {"km"}
_PRODUCTS = {"tkm": ("t", "km"), "pkm": ("person", "km")}
"""Words for a product of two units, with the prefixes k, M and G in front."""


@dataclass(frozen=True, slots=True)
class Word:
    """What one known word means: a scale times a unit, with its prefix, to a power."""

    unit: str
    power: int
    scale: float
    remedy: str = ""
    prefix: str = ""

    @property
    def name(self) -> str:
        """The unit with its prefix."""
        return self.prefix + self.unit

    @property
    def size(self) -> float:
        """What the word multiplies its unit by."""
        return self.scale * PREFIXES.get(self.prefix, 1.0)


@cache
def words() -> dict[str, Word]:
    """Return every unit word with its allowed prefixes written out."""
    found: dict[str, Word] = {}
    with data_path("unit_spellings.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            power, scale = int(row["power"]), float(row["scale"])
            found[row["spelling"]] = Word(row["unit"], power, scale, row["remedy"])
            for prefix in row["prefixes"].split():
                found[prefix + row["spelling"]] = Word(row["unit"], power, scale, prefix=prefix)
    return found


@cache
def substance_words() -> dict[str, str]:
    """Return the spellings of substances; a name in several words is not one."""
    found: dict[str, str] = {}
    for item in substances().values():
        for name in (item.key, item.zh, item.en, *item.aliases):
            plain = unicodedata.normalize("NFKC", name)
            if plain and " " not in plain and plain not in words():
                found.setdefault(plain, item.key)
    for item in substances().values():
        if " " in item.key:
            found.setdefault(item.key.replace(" ", "_"), item.key)
    return found


@lru_cache(maxsize=4096)
def segments(word: str) -> tuple[float | Word | str, ...] | None:
    """Split a word into [scale][unit][substance], longest match first; None if it cannot be."""
    units, names = words(), substance_words()
    if word in units:
        return (units[word],)
    if word in names:
        return (names[word],)
    if word.startswith((INSIDE, "CO2e_")):
        name = word.removeprefix(INSIDE)
        return (names.get(name, name),)
    if match := _GAS_AT.fullmatch(word):
        return _gas_at(float(match[1]), match[2])
    if product := _PRODUCTS.get(word[-3:]):
        scale = {"": 1.0, "k": 1e3, "M": 1e6, "G": 1e9}.get(word[:-3])
        if scale is not None:
            return (scale, *(units[name] for name in product))
    if word in _SCALE_WORDS:
        return (_SCALE_WORDS[word],)
    for length in range(len(word) - 1, 0, -1):
        found = _split(word[:length], word[length:])
        if found:
            return found
    return _other_spelling(word)


def _split(head: str, tail: str) -> tuple[float | Word | str, ...] | None:
    """Read a word as a scale and the rest, or as a unit and a substance."""
    units, names = words(), substance_words()
    if head in SCALES and (rest := segments(tail)) and any(isinstance(part, Word) for part in rest):
        return (SCALES[head], *rest)
    if head not in units or units[head].remedy or not units[head].unit:
        return None
    if tail in names:
        return (units[head], names[tail])
    if tail.startswith("CO2e_"):
        return (units[head], tail)
    if tail in {"CO2e", "CO2eq", "CO2-eq"}:
        return (units[head], units["CO2e"])
    chinese = not head.isascii() and (not tail.isascii() or tail in _DISTANCES)  # 人公里, 人km
    return (units[head], *rest) if chinese and (rest := segments(tail)) else None


def _gas_at(degrees: float, scale: str) -> tuple[float, Word]:
    """Return a volume of gas at another temperature in m3 at 0 degC: ideal gas, 101.325 kPa."""
    celsius = degrees if scale == "C" else (degrees - 32.0) * 5.0 / 9.0
    return 273.15 / (273.15 + celsius), words()["m3_0C"]


def _other_spelling(word: str) -> tuple[str, ...] | None:
    """Read the name of a substance in another spelling: Methane, R744; short words are left to units."""
    digits = any(character.isdigit() for character in word)
    if len(word) < (3 if digits else 4) or not word[:1].isalpha():
        return None
    try:
        return (substance(word).key,)
    except UnknownNameError:
        return None


@cache
def long_names() -> re.Pattern[str]:
    """Return a pattern of the names of substances in several words, longest first."""
    names = {
        unicodedata.normalize("NFKC", name)
        for item in substances().values()
        for name in (item.key, item.zh, item.en, *item.aliases)
        if " " in name.strip() or ("（" in name and "当量" not in name)
    }
    words_of = sorted(names, key=lambda name: (-len(name), name))
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, words_of))})(?![\w-])", re.IGNORECASE)


def long_name(name: str) -> str:
    """Return the word that a parser reads for the name of a substance in several words."""
    return f"{INSIDE}{substance(name).key.replace(' ', '_')}"


def gives_a_unit(name: str) -> bool:
    """Whether a name that is suggested can be written where it is suggested."""
    parts = segments(name)
    return parts is not None and not any(isinstance(part, Word) and part.remedy for part in parts)
