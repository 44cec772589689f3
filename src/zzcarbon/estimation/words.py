"""The words of activity rows: each distinct one is read once, and what is not understood says why."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pandas as pd

from zzcarbon.activity.columns import CATEGORY_SCHEMES, NOTATIONS
from zzcarbon.activity.dates import period_text
from zzcarbon.errors import UnitError, UnknownNameError, shown
from zzcarbon.units import dimension
from zzcarbon.vocabulary.categories import category
from zzcarbon.vocabulary.fuels import fuel
from zzcarbon.vocabulary.regions import region
from zzcarbon.vocabulary.substances import substance
from zzcarbon.vocabulary.terms import term

__all__ = ["FLOWS", "LEAVING", "OTHER_USES", "Bad", "Defaults", "read_text", "read_word", "readers"]

FLOWS = ("emission", "removal", "capture", "transfer out", "avoided")
"""What a row does with the substance; all but the first are negative and stand apart."""

_ORIGINS = ("fossil", "biogenic", "land", "mixed")
_GAS_STATES = {"0": "m3_0C", "20": "m3_20C"}
_HEATING_VALUES = ("NCV", "GCV")
_ROLES = ("input", "output", "stock increase", "stock decrease")
LEAVING = ("output", "stock increase")
"""Roles that lower a balance."""

_USES = ("combustion", "transformation", "non-energy")
OTHER_USES = _USES[1:]
"""Uses of a fuel that are counted elsewhere."""

_YEARS = range(1900, 2151)
_PERIOD = re.compile(r"(\d{4})(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?(?:T[\d:.]+Z?)?)?(?:/.+)?|P.+")


@dataclass(frozen=True, slots=True)
class Bad:
    """A word that is not understood."""

    problem: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Defaults:
    """What holds for rows that do not say it themselves."""

    region: str | None = None
    year: int | None = None


def readers(frame: pd.DataFrame, defaults: Defaults) -> dict[str, Callable[[Any], Any]]:
    """Return for each key column how one of its distinct values is read."""
    categories = {name: _category_reader(scheme) for name, scheme in CATEGORY_SCHEMES.items()}
    return {
        "fuel": _fuel,
        "unit": _unit,
        "region": lambda value: _region(value, defaults.region),
        "year": lambda value: _year(value, None if "period" in frame else defaults.year),
        "period": lambda value: _period(value, defaults.year),
        "technology": _technology,
        "control": _technology,
        "substance": _substance,
        "role": lambda value: _one_of(value, _ROLES, ""),
        "method": read_text,
        "flow": lambda value: _one_of(value, FLOWS, ""),
        "origin": lambda value: _one_of(value, _ORIGINS, ""),
        "notation": lambda value: _one_of(value, NOTATIONS, ""),
        "heating_value": lambda value: _one_of(value, _HEATING_VALUES, "NCV"),
        "gas_reference": _gas_reference,
        "factor_year": lambda value: _year(value, None),
        "use": lambda value: _one_of(value, _USES, ""),
        **categories,
    }


def read_text(value: object) -> str:
    """Return a cell as text without blanks around it; empty where it is missing."""
    return "" if value is None or value != value else str(value).strip()  # noqa: PLR0124  (NaN)


def _technology(value: object) -> str:
    return term(read_text(value))


def read_word(value: object) -> str | float:
    """Read a word of a key column; a number is for the intervals of step tables."""
    if isinstance(value, int | float) and value == value:  # noqa: PLR0124  (NaN)
        return float(value)
    return term(read_text(value))


def _substance(value: object) -> str | Bad:
    text = read_text(value)
    if not text:
        return ""
    try:
        return substance(text).key
    except UnknownNameError as error:
        return Bad(str(error), "Use the name of a substance.")


def _fuel(value: object) -> str | Bad:
    text = read_text(value)
    if not text:
        return ""
    try:
        return fuel(text).key
    except UnknownNameError as error:
        return Bad(str(error), "Fuels are listed by zc.energy.fuels().")


def _unit(value: object) -> str | Bad:
    text = read_text(value)
    if not text:
        return Bad("the unit is empty", "Give the unit of the amount, for example t or 万吨.")
    try:
        dimension(text)
    except UnitError as error:
        return Bad(str(error), "Correct the unit.")
    return text


def _region(value: object, default: str | None) -> str | Bad:
    text = read_text(value) or (default or "")
    if not text:
        return Bad("the region is not said", "Give a column region or estimate(..., region=...).")
    try:
        return region(text).key
    except UnknownNameError as error:
        return Bad(str(error), "Use a code such as CN-410100, or a name.")


def _year(value: object, default: int | None) -> int | Bad | None:
    text = read_text(value).removesuffix("年")
    if not text:
        return default
    try:
        number = float(text)
    except ValueError:
        return Bad(f"{shown(value)} is not a year", "Write 2024; months and days go into period.")
    if number != int(number) or int(number) not in _YEARS:
        return Bad(f"{shown(value)} is not a year from {_YEARS[0]} to {_YEARS[-1]}", "Write 2024.")
    return int(number)


def _period(value: object, default: int | None) -> int | Bad | None:
    text = period_text(value)
    if not text:
        return default
    match = _PERIOD.fullmatch(text)
    if not match or not match[1] or int(match[1]) not in _YEARS:
        return Bad(f"{shown(value)} is not an ISO 8601 period", "Write 2024, 2024-03 or 2024-01-01/2024-06-30.")
    return int(match[1])


def _one_of(value: object, allowed: tuple[str, ...], default: str) -> str | Bad:
    text = term(read_text(value))
    folded = {word.lower(): word for word in allowed}
    if not text:
        return default
    if text.lower() in folded:
        return folded[text.lower()]
    return Bad(f"{shown(text)} is not one of {', '.join(allowed)}", "Use one of these words.")


def _gas_reference(value: object) -> str | Bad:
    text = read_text(value).lower().replace(" ", "")
    for mark in ("degc", "deg", "℃", "°c", "c", "m3_", ".0"):
        text = text.replace(mark, "")
    if not text:
        return ""
    if text in _GAS_STATES:
        return _GAS_STATES[text]
    return Bad(f"{shown(value)} is not a reference state", "Write 0 or 20 [degC], both at 101.325 kPa.")


def _category_reader(scheme: str) -> Callable[[Any], Any]:
    def read(value: object) -> str | Bad:
        text = read_text(value)
        if not text:
            return ""
        try:
            return category(scheme, text).code
        except UnknownNameError as error:
            return Bad(str(error), f"Use a code of {scheme}.")

    return read
