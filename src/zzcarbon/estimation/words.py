"""The words of activity rows: each distinct one is read once, and what is not understood says why."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import Any

import pandas as pd

from zzcarbon.activity.columns import CATEGORY_SCHEMES, NOTATIONS
from zzcarbon.errors import UnitError, UnknownNameError, english, shown
from zzcarbon.tables.dates import read_period, read_year
from zzcarbon.tables.headers import cell_word
from zzcarbon.tables.unread import Unread
from zzcarbon.units import dimension
from zzcarbon.vocabulary.categories import category
from zzcarbon.vocabulary.fuels import fuel
from zzcarbon.vocabulary.regions import region as region_named
from zzcarbon.vocabulary.substances import substance
from zzcarbon.vocabulary.terms import term

__all__ = [
    "ENTERING",
    "FLOWS",
    "LEAVING",
    "OTHER_USES",
    "read_category_ghgp",
    "read_scope",
    "read_text",
    "read_word",
    "readers",
]

FLOWS = ("emission", "removal", "capture", "transfer out", "avoided")
"""What a row does with the substance; all but the first are negative and stand apart."""

_ORIGINS = ("fossil", "biogenic", "land", "mixed")
_DEGREES = re.compile(r"([0-9]{1,2}(?:\.[0-9]+)?)((?:deg|°)?[cf]|℃|℉)?")
_SCALES = {"f": "f", "℉": "f"}
_WARMEST = 40.0
"""Above it no volume of gas is stated [degC]."""

_HEATING_VALUES = ("NCV", "GCV")
LEAVING = ("output", "stock increase")
"""Roles that lower a balance."""

ENTERING = ("input", "stock decrease")
"""Roles that raise a balance."""

_ROLES = ("input", "output", "stock increase", "stock decrease")

_WORDED = ("role", "flow", "use", "origin", "notation", "heating_value")
"""Columns whose words are listed by ``zc.headers``."""

_USES = ("combustion", "transformation", "non-energy")
OTHER_USES = _USES[1:]
"""Uses of a fuel that are counted elsewhere."""

_GREEN_POWER = re.compile("绿电|绿证|光伏|风电|自发自用|green power|solar|photovoltaic", re.IGNORECASE)
"""What people write in a table of fuels and what is no fuel."""

_CHINESE_NUMBERS = {"一": "1", "二": "2", "三": "3"}
_ACCOUNTINGS = {"位置": "location", "市场": "market", "地点": "location", "市場": "market"}
_GHGP = range(1, 16)


def readers(frame: pd.DataFrame, region: str | None, year: int | None) -> dict[str, Callable[[Any], Any]]:
    """Return for each key column how one of its distinct values is read; region and year are those of silent rows."""
    categories = {
        name: partial(_named, partial(_code, scheme), f"Use a code of {scheme}.")
        for name, scheme in CATEGORY_SCHEMES.items()
    }
    return {
        "fuel": _fuel,
        "unit": _unit,
        "region": lambda value: _region(value, region),
        "year": lambda value: _year(value, None if "period" in frame else year),
        "period": lambda value: _period(value, year),
        "technology": lambda value: term(read_text(value)),
        "control": lambda value: term(read_text(value)),
        "substance": partial(_named, lambda text: substance(text).key, "Use the name of a substance."),
        "role": lambda value: _one_of(value, _ROLES, ""),
        "method": read_text,
        "flow": lambda value: _one_of(value, FLOWS, ""),
        "origin": lambda value: _one_of(value, _ORIGINS, ""),
        "notation": lambda value: _one_of(value, NOTATIONS, ""),
        "heating_value": lambda value: _one_of(value, _HEATING_VALUES, "NCV"),
        "gas_reference": _gas_reference,
        "factor_year": lambda value: _year(value, None),
        "use": lambda value: _one_of(value, _USES, ""),
        "scope": read_scope,
        "accounting": _accounting,
        "category_ghgp": read_category_ghgp,
        **categories,
    }


def read_text(value: object) -> str:
    """Return a cell as text without blanks around it; empty where it is missing."""
    return "" if value is None or value != value else str(value).strip()  # noqa: PLR0124  (NaN)


def read_word(value: object) -> str | float:
    """Read a word of a key column; a number is for the intervals of step tables."""
    if isinstance(value, int | float) and value == value:  # noqa: PLR0124  (NaN)
        return float(value)
    return term(read_text(value))


def _named(lookup: Callable[[str], str], remedy: str, value: object) -> str | Unread:
    """Read a name of a vocabulary; a blank is none."""
    text = read_text(value)
    if not text:
        return ""
    try:
        return lookup(text)
    except UnknownNameError as error:
        return Unread(english(error), remedy)


def _region(value: object, default: str | None) -> str | Unread:
    said = _named(lambda text: region_named(text).key, "Use a code such as CN-410100, or a name.", value)
    return said or default or Unread("the region is not said", "Give a column region or estimate(..., region=...).")


def _fuel(value: object) -> str | Unread:
    found = _named(lambda text: fuel(text).key, "Fuels are listed by zc.energy.fuels().", value)
    if isinstance(found, Unread) and _GREEN_POWER.search(read_text(value)):
        return Unread(
            found.problem,
            "Own generation is fuel electricity with method on-site renewable electricity; bought green power is "
            "electricity, and its certificates are instruments of boundary.statement(...).",
        )
    return found


def _unit(value: object) -> str | Unread:
    text = read_text(value)
    if not text:
        return Unread("the unit is empty", "Give the unit of the amount, for example t or 万吨.")
    try:
        dimension(text)
    except UnitError as error:
        return Unread(english(error), "Correct the unit.")
    return text


def _year(value: object, default: int | None) -> int | Unread | None:
    found = read_year(value)
    return default if found is None else found


def _period(value: object, default: int | None) -> int | Unread | None:
    found = read_period(value)
    if isinstance(found, Unread):
        return found
    return default if found is None else found.year


def _one_of(value: object, allowed: tuple[str, ...], default: str) -> str | Unread:
    said = read_text(value)
    text = next((word for column in _WORDED if (word := cell_word(column, said)) in allowed), None) or term(said)
    folded = {word.lower(): word for word in allowed}
    if not text:
        return default
    if text.lower() in folded:
        return folded[text.lower()]
    return Unread(f"{shown(text)} is not one of {', '.join(allowed)}", "Use one of these words.")


def read_scope(value: object) -> str | Unread:
    """Read a scope of the GHG Protocol, 1 to 3, in any spelling; empty where it is missing."""
    text = read_text(value).lower().removesuffix(".0")
    for word in ("scope", "范围", "範圍", " "):
        text = text.replace(word, "")
    text = _CHINESE_NUMBERS.get(text, text)
    if text in {"", "1", "2", "3"}:
        return text
    return Unread(f"{shown(value)} is not a scope", "Write 1, 2 or 3 (GHG Protocol).")


def _accounting(value: object) -> str | Unread:
    text = read_text(value).lower().removesuffix("-based").removesuffix(" based").removeprefix("基于")
    text = _ACCOUNTINGS.get(text, text)
    if text in {"", "location", "market"}:
        return text
    return Unread(f"{shown(value)} is not an accounting", "Write location or market.")


def read_category_ghgp(value: object) -> str | Unread:
    """Read a category of scope 3, 1 to 15; empty where it is missing."""
    text = read_text(value).removesuffix(".0").lstrip("0")
    if not text or (text.isdigit() and int(text) in _GHGP):
        return text
    return Unread(f"{shown(value)} is not a category of scope 3", "Write a number from 1 to 15 (GHG Protocol).")


def _gas_reference(value: object) -> str | Unread:
    text = read_text(value).lower().replace(" ", "").removeprefix("m3_")
    if not text:
        return ""
    match = _DEGREES.fullmatch(text)
    if match and (state := _gas_state(float(match[1]), _SCALES.get((match[2] or "c")[-1:], "c"))):
        return state
    remedy = "Write the temperature of the volume, for example 0, 15, 20 [degC] or 60 degF, at 101.325 kPa."
    return Unread(f"{shown(value)} is not a reference state", remedy)


def _gas_state(degrees: float, scale: str) -> str:
    """Return the unit of a gas volume at a temperature; empty where no meter or table refers to it."""
    celsius = (degrees - 32.0) * 5.0 / 9.0 if scale == "f" else degrees
    if not 0.0 <= celsius <= _WARMEST:
        return ""
    if scale == "f":
        return f"m3_{degrees:g}F" if degrees >= 10 else ""
    return "m3_0C" if celsius == 0.0 else f"m3_{celsius:g}C" if celsius >= 10.0 else ""


def _code(scheme: str, text: str) -> str:
    return category(scheme, text).code
