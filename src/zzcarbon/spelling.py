"""The grammar of units: a closed list of words, checked before anything is computed.

Unit strings come from files that strangers wrote. They are never evaluated: a spelling is split into
known words, and what is not known is an error. ``t CO2/TJ``, ``kgCO2/kWh``, ``万吨``, ``GJ/(10^4 m3)``
and ``t CO2e (AR6)`` are spellings; ``9**9**9`` is not.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NoReturn

from zzcarbon.errors import UnitError, nearest, shown
from zzcarbon.unit_words import (
    INSIDE,
    PREFIXES,
    SCALES,
    Word,
    gives_a_unit,
    long_name,
    long_names,
    segments,
    substance_words,
    words,
)
from zzcarbon.vocabulary.substances import substances

__all__ = ["Spelling", "parse_number", "parse_spelling"]

_LONGEST = 120
_DIGITS_ONLY_ASCII = "write digits as 0-9"
_NUMBER = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,3})?")
_POWER_OF_TEN = re.compile(r"10(?:\^|\*\*)(\d{1,2})$")
_TOKEN = re.compile(
    r"\s*(?:(10(?:\^|\*\*)\d{1,2}(?!\d)|\d+(?:\.\d+)?(?:[eE]\d{1,2})?(?![\w.]))"  # 10^4, 10000, 1e4
    r"|([^\s()*/·^]+)"  # a word
    r"|(\*\*|[()*/·^]))"  # a mark
)
_TRAILING_POWER = re.compile(r"(.*?\D)(-[1-4])$")
_WITH_GWP = re.compile(r"CO2[- ]?eq?\s*\(\s*([A-Za-z0-9]+)(?:[ -]?GWP[ -]?(\d{2,3}))?(?:[ -]?(\d{2,3}) ?a)?\s*\)")
_AS_ELEMENT = re.compile(r"(\S+)\s+as\s+([A-Za-z0-9]+)(?=[\s/*·^()]|$)")
_PER = re.compile(r"\s+(?:per|每)\s+")
_MASSES = {"g", "t", "lb", "short_ton", "long_ton"}
_GREATEST_POWER = 4
_DEEPEST = 2


@dataclass(frozen=True, slots=True)
class Spelling:
    """A parsed unit.

    Attributes
    ----------
    scale : float
        Number in front, for example 1e4 of 万吨 [1].
    powers : tuple of (str, int)
        Units and substances with their powers; a substance is written ``substance:KEY``.
    """

    scale: float
    powers: tuple[tuple[str, int], ...]


@lru_cache(maxsize=65_536)
def parse_spelling(text: str) -> Spelling:
    """Parse the spelling of a unit.

    Raises
    ------
    UnitError
        The spelling is too long, holds unknown words, or is ambiguous.

    Examples
    --------
    >>> parse_spelling("万吨")
    Spelling(scale=10000.0, powers=(('t', 1),))
    """
    plain = _plain(text)
    plain = _WITH_GWP.sub(lambda match: _gwp_word(text, *match.groups()), plain)
    plain = long_names().sub(lambda match: long_name(match[0]), _PER.sub("/", plain))
    plain = _AS_ELEMENT.sub(lambda match: _basis_word(text, match[1], match[2]), plain)
    parser = _Parser(text, plain)
    try:
        scale, powers = parser.product(depth=0)
    except OverflowError as error:
        raise UnitError(f"the unit {shown(text)} has a scale that is not a finite number", text=text) from error
    if not math.isfinite(scale) or scale <= 0:
        raise UnitError(f"the unit {shown(text)} has a scale that is not a finite number", text=text)
    kept = {unit: power for unit, power in powers.items() if power}
    if any(abs(power) > _GREATEST_POWER for power in kept.values()):
        raise UnitError(f"the unit {shown(text)} has a power above {_GREATEST_POWER}", text=text)
    _refuse_nutrient(text, kept)
    return Spelling(scale, tuple(sorted(kept.items())))


def parse_number(text: str) -> tuple[float, str]:
    """Split a quantity into its number and the spelling of its unit.

    Raises
    ------
    UnitError
        There is no number, it is not finite, or it has thousands separators.

    Examples
    --------
    >>> parse_number("94.6 t CO2/TJ")
    (94.6, 't CO2/TJ')
    """
    plain = _plain(text)
    match = _NUMBER.match(plain)
    if not match:
        raise UnitError(f"{shown(text)} does not begin with a number, as in '12.5 t CO2'", text=text)
    rest = plain[match.end() :]
    if rest[:1] in {",", "_", "'"} or re.match(r"\s\d{3}\b", rest):
        raise UnitError(f"{shown(text)} has thousands separators: write 1234.5", text=text)
    if rest.startswith(("*", "^", "/")) and not rest.startswith("/"):
        raise UnitError(f"{shown(text)} is not a number and a unit", text=text)
    value = float(match[0])
    if not math.isfinite(value):
        raise UnitError(f"the number in {shown(text)} is not finite", text=text)
    return value, rest.strip()


def _plain(text: object) -> str:
    """Return the text in one width and form of characters, or refuse it."""
    if not isinstance(text, str):
        raise UnitError(f"a unit is text, not {shown(text)}", text=text)
    if len(text) > _LONGEST:
        raise UnitError(f"a unit of {len(text)} characters ({shown(text)}): the longest is {_LONGEST}", text=text)
    if any(unicodedata.category(c) in {"Nd", "No", "Nl"} and not c.isascii() and c not in _SUPERSCRIPTS for c in text):
        raise UnitError(f"{shown(text)} has digits that are not ASCII: {_DIGITS_ONLY_ASCII}", text=text)
    plain = unicodedata.normalize("NFKC", text.replace("µ", "u").replace("μ", "u")).replace("−", "-")
    if any(unicodedata.category(character).startswith("C") for character in plain):
        raise UnitError(f"{shown(text)} has control characters", text=text)
    if "substance:" in plain:
        raise UnitError(f"unknown unit or substance {shown(text)}", text=text)
    return plain.strip()


_SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉"


class _Parser:
    """Reads one spelling from left to right; depth and length are bounded."""

    def __init__(self, text: str, plain: str) -> None:
        self._text = text
        self._tokens = list(self._tokenised(plain))
        self._at = 0

    def product(self, depth: int) -> tuple[float, dict[str, int]]:
        """Read factors up to the end or to the closing parenthesis."""
        scale, powers = 1.0, dict[str, int]()
        sign, divided, first = 1, False, True
        while (token := self._next()) is not None:
            if token == ("mark", ")") and depth:
                return scale, powers
            if token[0] == "mark" and token[1] in "*·/" and not first:
                sign = -1 if token[1] == "/" else 1
                token = self._next() or self._fail("a unit is missing at the end")
            else:
                sign = 1
            divided = divided or sign < 0
            if divided and sign > 0:
                self._fail("after a slash a product stands in parentheses, as in g/(t km)")
            number, found = self._factor(token, depth, first=first or sign < 0)
            if token[0] == "number" and sign < 0 and self._before_word():  # per 100 km: the number is of the unit
                more, found = self._factor(self._next() or token, depth, first=False)
                number *= more
            scale *= number**sign
            for unit, power in found.items():
                powers[unit] = powers.get(unit, 0) + sign * power
            first = False
        if depth:
            self._fail("a parenthesis is not closed")
        return scale, powers

    def _factor(self, token: tuple[str, str], depth: int, *, first: bool) -> tuple[float, dict[str, int]]:
        kind, word = token
        if kind == "number":
            if not first:
                self._fail("a number stands only in front of a unit")
            if not (number := _multiplier(word)) > 0:
                self._fail("a number in a unit is above zero")
            return number, {}
        if kind == "word":
            number, found = self._word(word)
        elif word == "(" and depth < _DEEPEST:
            number, found = self.product(depth + 1)
        else:
            self._fail(f"{word!r} is out of place")
        power = self._power()
        return number**power, {unit: times * power for unit, times in found.items()}

    def _power(self) -> int:
        if self._at >= len(self._tokens) or self._tokens[self._at][1] not in {"^", "**"}:
            return 1
        self._at += 1
        token = self._next()
        if token is None or not re.fullmatch(r"-?[1-4]", token[1]):
            self._fail(f"a power is a whole number from 1 to {_GREATEST_POWER}")
        return int(token[1])

    def _word(self, word: str) -> tuple[float, dict[str, int]]:
        power = 1
        if word not in words() and (match := _TRAILING_POWER.fullmatch(word)) and match[1] in words():
            word, power = match[1], int(match[2])
        parts = segments(word)
        if parts is None:
            self._unknown(word)
        scale = 1.0
        powers: dict[str, int] = {}
        for segment in parts:
            if isinstance(segment, float):
                scale *= segment
            elif isinstance(segment, Word):
                if segment.remedy:
                    raise UnitError(f"the unit {shown(self._text)} is refused: {segment.remedy}", text=self._text)
                scale *= segment.scale**power
                if segment.unit:
                    powers[segment.name] = powers.get(segment.name, 0) + segment.power * power
            else:
                powers[f"substance:{segment}"] = power
        return scale, powers

    def _before_word(self) -> bool:
        return self._at < len(self._tokens) and self._tokens[self._at][0] == "word"

    def _next(self) -> tuple[str, str] | None:
        if self._at >= len(self._tokens):
            return None
        self._at += 1
        return self._tokens[self._at - 1]

    def _tokenised(self, plain: str) -> Iterator[tuple[str, str]]:
        at = 0
        while at < len(plain):
            match = _TOKEN.match(plain, at)
            if not match or match.end() == at:
                break
            at = match.end()
            number, word, mark = match.groups()
            yield ("number", number) if number else ("word", word) if word else ("mark", mark)

    def _fail(self, why: str) -> NoReturn:
        raise UnitError(f"the unit {shown(self._text)} cannot be read: {why}", text=self._text)

    def _unknown(self, word: str) -> NoReturn:
        scale = next((name for name in SCALES if word.startswith(name)), "")
        bare = word.removeprefix(scale)
        spelt = {
            (name.casefold(), found.unit, found.size): name
            for name, found in reversed(words().items())
            if not found.remedy
        }
        known = [*reversed(spelt.values()), *substance_words()]
        alike = [name for name in known if name.casefold() == bare.casefold()]
        near = tuple(scale + name for name in alike or nearest(bare, known) if gives_a_unit(name))
        mean = f" Did you mean {' or '.join(map(repr, near))}?" if near else ""
        where = "" if word == self._text else f" in {shown(self._text)}"
        raise UnitError(f"unknown unit or substance {shown(word)}{where}.{mean}", text=self._text)


def _multiplier(word: str) -> float:
    match = _POWER_OF_TEN.match(word)
    return 10.0 ** int(match[1]) if match else float(word)


def _gwp_word(text: str, gwp_set: str, horizon: str | None, years: str | None) -> str:
    horizon = horizon or years or "100"
    name = gwp_set.upper() + ("" if horizon == "100" else f"_GWP{horizon}")
    if not re.fullmatch(r"[A-Z0-9_]{2,20}", name):
        raise UnitError(f"unknown GWP set in {shown(text)}", text=text)
    return f"CO2e_{name}"


def _basis_word(text: str, whole: str, element: str) -> str:
    """Turn ``t CO2 as C`` into one word, its own dimension."""
    parts = segments(whole)
    key = parts[-1] if parts and isinstance(parts[-1], str) else None
    if key is None:
        raise UnitError(f"{shown(text)}: {whole!r} is not a substance", text=text)
    if key == "NOx" and element == "NO2":
        return whole
    shares = dict(substances()[key].elements) if key in substances() else {}
    if element not in shares:
        known = ", ".join(shares) or "nothing"
        raise UnitError(f"{shown(text)}: {key} can be expressed as {known}, not as {element!r}", text=text)
    name = next(w for w, k in substance_words().items() if k == key and whole.endswith(w))
    head = whole[: -len(name)]
    return f"{head}{' ' if head else ''}{INSIDE}{key}_as_{element}"


def _refuse_nutrient(text: str, powers: dict[str, int]) -> None:
    """Refuse a newton or a kelvin beside a mass: kg N is nitrogen for whoever writes it.

    Raises
    ------
    UnitError
        The unit holds both.
    """
    for unit, name in (("N", "nitrogen"), ("kN", "nitrogen"), ("MN", "nitrogen"), ("K", "potassium")):
        power = powers.get(unit, 0)
        mass = any(_is_mass(word) and times * power > 0 for word, times in powers.items())
        if power and mass and not (unit == "K" and power < 0):
            remedy = f"{unit} is no mass of {name} here: write the mass, or for example 'kg N2O as N'"
            raise UnitError(f"the unit {shown(text)} is refused: {remedy}", text=text)


def _is_mass(name: str) -> bool:
    return name in _MASSES or (name[1:] in _MASSES and name[0] in PREFIXES)
