"""From activity rows to distinct keys: every word is looked up once, not once per row."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from zzcarbon.activity.columns import CATEGORY_SCHEMES, NOTATIONS
from zzcarbon.errors import UnitError, UnknownNameError, shown
from zzcarbon.estimation.codes import Codes, combine_codes, encode_all
from zzcarbon.estimation.coefficient import Key
from zzcarbon.estimation.compose import CONTROL_COLUMNS
from zzcarbon.estimation.figures import coherent
from zzcarbon.estimation.method import Chooser, Method
from zzcarbon.estimation.rows import Finding
from zzcarbon.units import dimension
from zzcarbon.vocabulary.categories import category
from zzcarbon.vocabulary.fuels import fuel
from zzcarbon.vocabulary.regions import region
from zzcarbon.vocabulary.substances import substance
from zzcarbon.vocabulary.terms import term

__all__ = ["FLOWS", "Concerned", "Defaults", "Keys", "distinct_keys"]

FLOWS = ("emission", "removal", "capture", "transfer out", "avoided")
"""What a row does with the substance; all but the first are negative and stand apart."""

_ORIGINS = ("fossil", "biogenic", "land", "mixed")
_GAS_STATES = {"0": "m3_0C", "20": "m3_20C"}
_HEATING_VALUES = ("NCV", "GCV")
_ROLES = ("input", "output", "stock increase", "stock decrease")
_LEAVING = ("output", "stock increase")
_USES = ("combustion", "transformation", "non-energy")
_YEARS = range(1900, 2151)
_PERIOD = re.compile(r"(\d{4})(?:-\d{2}(?:-\d{2})?(?:T[\d:.]+Z?)?)?(?:/.+)?|P.+")


Concerned = tuple[Method | None, str]
"""Method and substance of rows, as far as they are known."""


@dataclass(frozen=True, slots=True)
class Defaults:
    """What holds for rows that do not say it themselves."""

    region: str | None = None
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Keys:
    """Distinct keys of some rows.

    Attributes
    ----------
    codes : ndarray of int32, shape (n,)
        Key of each row.
    keys : tuple of Key or None, shape (k,)
        None where the words of the row are not understood.
    concerned : tuple of Concerned, shape (k,)
        What is missing from the inventory where the rows cannot be estimated.
    findings : tuple of Finding
        Words that are not understood, by rows.
    """

    codes: npt.NDArray[np.int32]
    keys: tuple[Key | None, ...]
    concerned: tuple[Concerned, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class _Bad:
    """A word that is not understood."""

    problem: str
    remedy: str


def distinct_keys(
    frame: pd.DataFrame,
    choose_method: Chooser,
    measured: Mapping[str, npt.NDArray[np.bool_]],
    defaults: Defaults,
    words: Mapping[str, Sequence[float]] | None = None,
) -> Keys:
    """Find the distinct keys of activity rows.

    Parameters
    ----------
    frame : pandas.DataFrame, shape (n, ...)
        Activity rows with standard column names.
    choose_method : Chooser
        Finds the method for a fuel and the word in column ``method``.
    measured : mapping of str to ndarray of bool, shape (n,)
        By column, which rows give a measured value.
    defaults : Defaults
        Region and year of rows that do not say them.
    words : mapping of str to sequence of float
        Further key columns of the methods; for columns of numbers the ends of the intervals that
        step tables know, between which no factor changes.

    Returns
    -------
    Keys
    """
    further = {name: ends for name, ends in (words or {}).items() if name != "fuel"}
    columns = _columns(frame, measured, defaults, further)
    findings = [
        Finding(np.flatnonzero(column.codes == at), name, value.problem, value.remedy)
        for name, column in columns.items()
        for at, value in enumerate(column.values)
        if isinstance(value, _Bad)
    ]
    names = list(columns)
    codes, combinations = combine_codes([columns[name] for name in names])
    keys: list[Key | None] = []
    concerned: list[Concerned] = []
    for at, combination in enumerate(combinations.tolist()):
        found = {name: columns[name].values[code] for name, code in zip(names, combination, strict=True)}
        understood = not isinstance(found["fuel"], _Bad) and not isinstance(found["method"], _Bad)
        method = choose_method(found["fuel"], found["method"]) if understood else None
        concerned.append((method, "" if isinstance(found["substance"], _Bad) else found["substance"]))
        if method is None and understood:
            made: Key | tuple[str, _Bad] | None = ("method", _no_method(found, choose_method.nearest(found["method"])))
        else:
            made = _key(found, method, tuple(measured))
        if isinstance(made, Key):
            keys.append(made)
            continue
        keys.append(None)
        if made:
            column, bad_word = made
            findings.append(Finding(np.flatnonzero(codes == at), column, bad_word.problem, bad_word.remedy))
    return Keys(codes, tuple(keys), tuple(concerned), tuple(findings))


def _columns(
    frame: pd.DataFrame,
    measured: Mapping[str, npt.NDArray[np.bool_]],
    defaults: Defaults,
    words: Mapping[str, Sequence[float]],
) -> dict[str, Codes]:
    """Encode the columns that make a key, and read each distinct word of them."""
    readers = _readers(frame, defaults)
    readers |= {name: _word for name in words if name not in readers}
    readers |= {f"{name}_unit": _text for name in measured}
    present = [name for name in readers if name in frame]
    series = [_binned(frame[name], words[name]) if words.get(name) else frame[name] for name in present]
    encoded = dict(zip(present, encode_all(series), strict=True))
    columns = {
        name: encoded[name].relabelled(reader) if name in encoded else Codes.constant(reader(None), len(frame))
        for name, reader in readers.items()
    }
    return columns | {f"{name}?": _presence(given) for name, given in measured.items()}


def _binned(column: pd.Series, ends: Sequence[float]) -> pd.Series:
    """Replace numbers by one that lies in the same intervals: few distinct keys, however many numbers."""
    if column.dtype.kind not in "iuf":
        return column
    values = column.to_numpy(np.float64)
    edges = np.asarray(ends)
    inside = np.concatenate([[edges[0] - 1.0], (edges[:-1] + edges[1:]) / 2.0, [edges[-1] + 1.0]])
    left, right = np.searchsorted(edges, values, "left"), np.searchsorted(edges, values, "right")
    binned = np.where(left != right, edges[np.minimum(left, len(edges) - 1)], inside[left])
    return pd.Series(np.where(np.isnan(values), np.nan, binned), index=column.index)


def _key(words: dict[str, Any], method: Method | None, measured: tuple[str, ...]) -> Key | tuple[str, _Bad] | None:
    """Make the key, or say which column keeps it from being made; None if that is reported already."""
    if method is None or any(isinstance(value, _Bad) for value in words.values()):
        return None
    missing = [name for name in method.required_columns() if not _is_given(words, name, method)]
    if missing:
        name = missing[0]
        meaning = next(column.meaning for column in method.columns if column.name == name)
        remedy = f"Give {name}: {meaning}. Method {method.key} needs it in every row."
        return name, _Bad(f"{name} is empty", remedy)
    unit = words["unit"]
    gas_state, problem = _gas(words, unit)
    if problem:
        return problem
    given = {}
    defaults = {**method.default_units, **dict.fromkeys(_SHARES, "1")}
    for name in measured:
        if not words[f"{name}?"] or not _reads(method, name):
            continue
        unit_of = words.get(f"{name}_unit") or defaults.get(name, "1" if name.startswith("removal") else "")
        if not unit_of:
            meaning = next((column.meaning for column in method.columns if column.name == name), "for example GJ/t")
            return f"{name}_unit", _Bad(f"the measured {name} has no unit", f"Give {name}_unit: {meaning}.")
        try:
            dimension(unit_of)
        except UnitError as error:
            return f"{name}_unit", _Bad(str(error), "Correct the unit.")
        given[name] = unit_of
    try:
        amount = coherent(unit, gas_state=gas_state, gross=words["heating_value"] == "GCV")
    except UnitError as error:
        return "unit", _Bad(str(error), "Correct the unit.")
    return Key(
        method=method,
        unit=unit,
        amount=amount,
        region=words["region"],
        year=words["year"] if words["year"] is not None else words["period"],
        fuel=words["fuel"],
        technology=words["technology"],
        control=words["control"],
        categories={scheme: words[name] for name, scheme in CATEGORY_SCHEMES.items() if words[name]},
        measured=given,
        gas_state=gas_state,
        gross=words["heating_value"] == "GCV",
        sign=_sign(words, method),
        flow=words["flow"],
        origin=words["origin"],
        notation=words["notation"] or ("IE" if words["use"] in _USES[1:] else ""),
        factor_year=words["factor_year"],
        words={name: words[name] for name in method.key_columns if name != "fuel"},
        substance=words["substance"],
    )


_SHARES = ("oxidation_factor", "ncv_per_gcv", "collection_efficiency", "operating_rate")


def _no_method(words: Mapping[str, Any], near: Sequence[str]) -> _Bad:
    of = f" for {shown(words['fuel'])}" if words["fuel"] else ""
    if not words["method"]:
        return _Bad(f"no method is said{of}", "Name one in column method: see methods().")
    mean = f"Did you mean {' or '.join(map(repr, near))}? " if near else ""
    return _Bad(f"no method {shown(words['method'])}{of}", f"{mean}See methods().")


def _reads(method: Method, name: str) -> bool:
    """Whether a column of numbers is one of the method; to others it is a label, whose unit nobody asks for."""
    control = name.startswith("removal_efficiency") or name in CONTROL_COLUMNS
    return control or name in method.measured_columns or name in method.form_columns


def _is_given(words: Mapping[str, Any], name: str, method: Method) -> bool:
    """Whether a required column is filled: a key column has a word, a measured one a number."""
    if name in method.measured_columns or name in method.form_columns:
        return bool(words.get(f"{name}?", False))
    return words.get(name, True) not in {"", None}


def _sign(words: Mapping[str, Any], method: Method) -> int:
    """Return the sign of a row: what leaves a balance, or is removed, lowers the emission."""
    sign = method.sign if words["flow"] == "emission" else -method.sign
    return -sign if method.balance and words["role"] in _LEAVING else sign


def _gas(words: Mapping[str, Any], unit: str) -> tuple[str, tuple[str, _Bad] | None]:
    """Return the reference state of a gas volume, or what is missing."""
    if _is("m3_0C", unit):
        return ("m3_20C" if "20" in unit else "m3_0C"), None
    if not words["fuel"] or fuel(words["fuel"]).state != "gas" or not _is("m3", unit):
        return "", None
    if words["gas_reference"]:
        return words["gas_reference"], None
    problem = "a volume of gas without its reference state: at 0 and 20 degC it differs by 7.3 %"
    remedy = "Give gas_reference (20 in Chinese energy statistics), or the unit m3_20C or m3_0C."
    return "", ("gas_reference", _Bad(problem, remedy))


def _is(base: str, unit: str) -> bool:
    try:
        return dimension(unit) == dimension(base)
    except UnitError:
        return False


def _presence(given: npt.NDArray[np.bool_]) -> Codes:
    if given.all() or not given.any():
        return Codes.constant(bool(len(given) and given[0]), len(given))
    return Codes(given.astype(np.int32), (False, True))


def _readers(frame: pd.DataFrame, defaults: Defaults) -> dict[str, Callable[[Any], Any]]:
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
        "method": _text,
        "flow": lambda value: _one_of(value, FLOWS, "emission"),
        "origin": lambda value: _one_of(value, _ORIGINS, ""),
        "notation": lambda value: _one_of(value, NOTATIONS, ""),
        "heating_value": lambda value: _one_of(value, _HEATING_VALUES, "NCV"),
        "gas_reference": _gas_reference,
        "factor_year": lambda value: _year(value, None),
        "use": lambda value: _one_of(value, _USES, ""),
        **categories,
    }


def _text(value: object) -> str:
    return "" if value is None or value != value else str(value).strip()  # noqa: PLR0124  (NaN)


def _technology(value: object) -> str:
    return term(_text(value))


def _word(value: object) -> str | float:
    """Read a word of a key column; a number is for the intervals of step tables."""
    if isinstance(value, int | float) and value == value:  # noqa: PLR0124  (NaN)
        return float(value)
    return term(_text(value))


def _substance(value: object) -> str | _Bad:
    text = _text(value)
    if not text:
        return ""
    try:
        return substance(text).key
    except UnknownNameError as error:
        return _Bad(str(error), "Use the name of a substance.")


def _fuel(value: object) -> str | _Bad:
    text = _text(value)
    if not text:
        return ""
    try:
        return fuel(text).key
    except UnknownNameError as error:
        return _Bad(str(error), "Fuels are listed by zc.energy.fuels().")


def _unit(value: object) -> str | _Bad:
    text = _text(value)
    if not text:
        return _Bad("the unit is empty", "Give the unit of the amount, for example t or 万吨.")
    try:
        dimension(text)
    except UnitError as error:
        return _Bad(str(error), "Correct the unit.")
    return text


def _region(value: object, default: str | None) -> str | _Bad:
    text = _text(value) or (default or "")
    if not text:
        return _Bad("the region is not said", "Give a column region or estimate(..., region=...).")
    try:
        return region(text).key
    except UnknownNameError as error:
        return _Bad(str(error), "Use a code such as CN-410100, or a name.")


def _year(value: object, default: int | None) -> int | _Bad | None:
    text = _text(value).removesuffix("年")
    if not text:
        return default
    try:
        number = float(text)
    except ValueError:
        return _Bad(f"{shown(value)} is not a year", "Write 2024; months and days go into period.")
    if number != int(number) or int(number) not in _YEARS:
        return _Bad(f"{shown(value)} is not a year from {_YEARS[0]} to {_YEARS[-1]}", "Write 2024.")
    return int(number)


def _period(value: object, default: int | None) -> int | _Bad | None:
    text = _text(value)
    if not text:
        return default
    match = _PERIOD.fullmatch(text)
    if not match or not match[1] or int(match[1]) not in _YEARS:
        return _Bad(f"{shown(value)} is not an ISO 8601 period", "Write 2024, 2024-03 or 2024-01-01/2024-06-30.")
    return int(match[1])


def _one_of(value: object, allowed: tuple[str, ...], default: str) -> str | _Bad:
    text = _text(value)
    folded = {word.lower(): word for word in allowed}
    if not text:
        return default
    if text.lower() in folded:
        return folded[text.lower()]
    return _Bad(f"{shown(text)} is not one of {', '.join(allowed)}", "Use one of these words.")


def _gas_reference(value: object) -> str | _Bad:
    text = _text(value).lower().replace(" ", "")
    for mark in ("degc", "deg", "℃", "°c", "c", "m3_", ".0"):
        text = text.replace(mark, "")
    if not text:
        return ""
    if text in _GAS_STATES:
        return _GAS_STATES[text]
    return _Bad(f"{shown(value)} is not a reference state", "Write 0 or 20 [degC], both at 101.325 kPa.")


def _category_reader(scheme: str) -> Callable[[Any], Any]:
    def read(value: object) -> str | _Bad:
        text = _text(value)
        if not text:
            return ""
        try:
            return category(scheme, text).code
        except UnknownNameError as error:
            return _Bad(str(error), f"Use a code of {scheme}.")

    return read
