"""The grammar of units: a closed list of words, checked before anything is computed.

Unit strings come from files that strangers wrote. They are never evaluated: a spelling is split into
known words, and what is not known is an error. ``t CO2/TJ``, ``kgCO2/kWh``, ``万吨``, ``GJ/(10^4 m3)``
and ``t CO2e (AR6)`` are spellings; ``9**9**9`` is not.
"""

from __future__ import annotations

import csv
import math
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NoReturn

from zzcarbon.errors import UnitError, nearest, shown
from zzcarbon.resources import data_path
from zzcarbon.vocabulary.substances import substances

__all__ = ["PREFIXES", "Spelling", "Word", "parse_number", "parse_spelling", "words"]

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
_AS_ELEMENT = re.compile(r"(\S+)\s+as\s+([A-Za-z0-9]+)")
_SCALES = {"万亿": 1e12, "百万": 1e6, "千万": 1e7, "十万": 1e5, "亿": 1e8, "万": 1e4}
_SCALE_WORDS = {"thousand": 1e3, "million": 1e6, "billion": 1e9, **_SCALES}
_GREATEST_POWER = 4
_DEEPEST = 2


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
def _substance_words() -> dict[str, str]:
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
    plain = _AS_ELEMENT.sub(lambda match: _basis_word(text, match[1], match[2]), plain)
    parser = _Parser(text, plain)
    scale, powers = parser.product(depth=0)
    if not math.isfinite(scale) or scale <= 0:
        raise UnitError(f"the unit {shown(text)} has a scale that is not a finite number", text=text)
    kept = {unit: power for unit, power in powers.items() if power}
    if any(abs(power) > _GREATEST_POWER for power in kept.values()):
        raise UnitError(f"the unit {shown(text)} has a power above {_GREATEST_POWER}", text=text)
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
            return _multiplier(word), {}
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
        segments = _segments(word)
        if segments is None:
            self._unknown(word)
        scale = 1.0
        powers: dict[str, int] = {}
        for segment in segments:
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
        near = nearest(word, [*words(), *_substance_words()])
        mean = f" Did you mean {' or '.join(map(repr, near))}?" if near else ""
        where = "" if word == self._text else f" in {shown(self._text)}"
        raise UnitError(f"unknown unit or substance {shown(word)}{where}.{mean}", text=self._text)


def _multiplier(word: str) -> float:
    match = _POWER_OF_TEN.match(word)
    return 10.0 ** int(match[1]) if match else float(word)


@lru_cache(maxsize=4096)
def _segments(word: str) -> tuple[float | Word | str, ...] | None:
    """Split a word into [scale][unit][substance], longest match first; None if it cannot be."""
    units, names = words(), _substance_words()
    if word in units:
        return (units[word],)
    if word in names:
        return (names[word],)
    if word.startswith(("substance:", "CO2e_")):
        return (word.removeprefix("substance:"),)
    if word in _SCALE_WORDS:
        return (_SCALE_WORDS[word],)
    for length in range(len(word) - 1, 0, -1):
        found = _split(word[:length], word[length:])
        if found:
            return found
    return None


def _split(head: str, tail: str) -> tuple[float | Word | str, ...] | None:
    """Read a word as a scale and the rest, or as a unit and a substance."""
    units, names = words(), _substance_words()
    if head in _SCALES and (rest := _segments(tail)) and any(isinstance(part, Word) for part in rest):
        return (_SCALES[head], *rest)
    if head not in units or units[head].remedy or not units[head].unit:
        return None
    if tail in names:
        return (units[head], names[tail])
    if tail.startswith("CO2e_"):
        return (units[head], tail)
    if tail in {"CO2e", "CO2eq", "CO2-eq"}:
        return (units[head], units["CO2e"])
    both_chinese = not tail.isascii() and not head.isascii()
    return (units[head], *rest) if both_chinese and (rest := _segments(tail)) else None


def _gwp_word(text: str, gwp_set: str, horizon: str | None, years: str | None) -> str:
    horizon = horizon or years or "100"
    name = gwp_set.upper() + ("" if horizon == "100" else f"_GWP{horizon}")
    if not re.fullmatch(r"[A-Z0-9_]{2,20}", name):
        raise UnitError(f"unknown GWP set in {shown(text)}", text=text)
    return f"CO2e_{name}"


def _basis_word(text: str, whole: str, element: str) -> str:
    """Turn ``t CO2 as C`` into one word, its own dimension."""
    segments = _segments(whole)
    key = segments[-1] if segments and isinstance(segments[-1], str) else None
    if key is None:
        raise UnitError(f"{shown(text)}: {whole!r} is not a substance", text=text)
    if key == "NOx" and element == "NO2":
        return whole
    shares = dict(substances()[key].elements) if key in substances() else {}
    if element not in shares:
        known = ", ".join(shares) or "nothing"
        raise UnitError(f"{shown(text)}: {key} can be expressed as {known}, not as {element!r}", text=text)
    name = next(w for w, k in _substance_words().items() if k == key and whole.endswith(w))
    head = whole[: -len(name)]
    return f"{head}{' ' if head else ''}substance:{key}_as_{element}"
