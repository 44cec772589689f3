"""From activity rows to distinct keys: every word is looked up once, not once per row."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from zzcarbon.activity.columns import CATEGORY_SCHEMES
from zzcarbon.coherent_units import Coherent, coherent
from zzcarbon.errors import UnitError, english, shown
from zzcarbon.estimation.coefficient import Key
from zzcarbon.estimation.controls import is_control
from zzcarbon.estimation.finding import Finding
from zzcarbon.estimation.method import Chooser, Method
from zzcarbon.estimation.options import Options
from zzcarbon.estimation.which_method import likely_methods
from zzcarbon.estimation.words import LEAVING, OTHER_USES, read_text, read_word, readers
from zzcarbon.tables.codes import Codes, combine_codes, encode_all
from zzcarbon.tables.unread import Unread
from zzcarbon.units import conversion_factor, dimension
from zzcarbon.vocabulary.fuels import fuel

__all__ = ["Concerned", "Keys", "distinct_keys"]

_TABLES = "m3_20C"
"""State of the volumes in tables of factors that state none: 20 degC, as Chinese energy statistics."""

_STATES = ("m3_0C", _TABLES)
"""States in which a table that states none is read as it stands."""

_LIQUEFIED = {"LPG", "LNG"}
"""Gases that are sold as liquids: a volume in litres, gallons or barrels is one of the liquid."""

_ONES = {"piece", "vehicle", "head"}
"""What a figure may be one of, as the rated power of a machine."""

_CUBIC = re.compile(r"3|³|cubic|立方|方")
"""How units of a volume are written in which gases are sold as well."""


@dataclass(frozen=True, slots=True)
class Concerned:
    """What is known of rows, whether or not they can be estimated.

    Attributes
    ----------
    method : Method or None
    substance : str
        The only substance of the rows, where they name one.
    labels : tuple of (str, str or int)
        What they can be grouped by: module, flow, scope, fuel, region, year, categories.
    """

    method: Method | None
    substance: str
    labels: tuple[tuple[str, str | int], ...]


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


def distinct_keys(
    frame: pd.DataFrame,
    choose_method: Chooser,
    measured: Mapping[str, npt.NDArray[np.bool_]],
    options: Options,
    words: Mapping[str, Sequence[float]],
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
    options : Options
        They hold region and year of rows that do not say them.
    words : mapping of str to sequence of float
        Further key columns of the methods; for columns of numbers the ends of the intervals that
        step tables know, between which no factor changes.

    Returns
    -------
    Keys
    """
    further = {name: ends for name, ends in words.items() if name != "fuel"}
    columns = _columns(frame, measured, options, further)
    findings = [
        Finding(np.flatnonzero(column.codes == at), name, value.problem, value.remedy)
        for name, column in columns.items()
        for at, value in enumerate(column.values)
        if isinstance(value, Unread)
    ]
    names = list(columns)
    codes, combinations = _in_order_of_words(*combine_codes([columns[name] for name in names]), list(columns.values()))
    likely_of = likely_methods(choose_method.methods, options.table)
    keys: list[Key | None] = []
    concerned: list[Concerned] = []
    for at, combination in enumerate(combinations.tolist()):
        found = {name: columns[name].values[code] for name, code in zip(names, combination, strict=True)}
        understood = not isinstance(found["fuel"], Unread) and not isinstance(found["method"], Unread)
        method = choose_method(found["fuel"], found["method"]) if understood else None
        concerned.append(_concerned(found, method, choose_method.module))
        if method is None and understood:
            made: Key | tuple[str, Unread] | None = ("method", _no_method(found, choose_method, likely_of))
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


def _concerned(words: Mapping[str, Any], method: Method | None, module: str) -> Concerned:
    """Return what is understood of the words of a row: a misspelt fuel does not take the year from it."""
    known = {name: word for name, word in words.items() if not isinstance(word, Unread)}
    year = known.get("year") if words["year"] is not None else known.get("period")
    labels = {
        "module": module,
        "flow": known.get("flow") or (method.flow if method else "emission"),
        "scope": known.get("scope") or (method.scope if method else ""),
        **{name: known.get(name) for name in ("fuel", "region", *CATEGORY_SCHEMES, "category_ghgp", "accounting")},
        "year": year,
    }
    return Concerned(method, known.get("substance", ""), tuple((name, word) for name, word in labels.items() if word))


def _in_order_of_words(
    codes: npt.NDArray[np.int32], combinations: npt.NDArray[np.int32], columns: Sequence[Codes]
) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.int32]]:
    """Sort the combinations by their words, so that the order of the rows does not matter to the last bit."""
    if len(combinations) == 1:
        return codes, combinations
    places = []
    for column in columns:
        texts = [repr(value) for value in column.values]
        words = sorted(range(len(texts)), key=texts.__getitem__)
        place = np.zeros(len(words), np.int64)
        place[words] = np.arange(len(words))
        places.append(place)
    ranks = np.column_stack([place[combinations[:, at]] for at, place in enumerate(places)])
    order = np.lexsort(ranks.T[::-1])
    if np.array_equal(order, np.arange(len(order))):
        return codes, combinations
    number = np.zeros(len(order), np.int32)
    number[order] = np.arange(len(order), dtype=np.int32)
    return number[codes], combinations[order]


def _columns(
    frame: pd.DataFrame,
    measured: Mapping[str, npt.NDArray[np.bool_]],
    options: Options,
    words: Mapping[str, Sequence[float]],
) -> dict[str, Codes]:
    """Encode the columns that make a key, and read each distinct word of them."""
    reading = readers(frame, options.region, options.year)
    reading |= {name: read_word for name in words if name not in reading}
    reading |= {f"{name}_unit": read_text for name in measured}
    present = [name for name in reading if name in frame]
    series = [_binned(frame[name], words[name]) if words.get(name) else frame[name] for name in present]
    encoded = dict(zip(present, encode_all(series), strict=True))
    columns = {
        name: encoded[name].relabelled(reader) if name in encoded else Codes.constant(reader(None), len(frame))
        for name, reader in reading.items()
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


def _key(words: dict[str, Any], method: Method | None, measured: tuple[str, ...]) -> Key | tuple[str, Unread] | None:
    """Make the key, or say which column keeps it from being made; None if that is reported already."""
    if method is None or any(isinstance(value, Unread) for value in words.values()):
        return None
    missing = [name for name in method.required_columns() if not _is_given(words, name, method)]
    if missing:
        name = missing[0]
        meaning = next(item.meaning for item in method.columns if item.column == name)
        remedy = f"Give {name}: {meaning}. Method {method.key} needs it in every row."
        return name, Unread(f"{name} is empty", remedy)
    unit = words["unit"]
    gas_state, problem = _gas(words, unit)
    if problem:
        return problem
    given = {}
    defaults = method.default_units
    for name in measured:
        if not words[f"{name}?"] or not _reads(method, name):
            continue
        unit_of = words.get(f"{name}_unit") or defaults.get(name, "1" if is_control(name) else "")
        if not unit_of:
            meaning = next(item.meaning for item in method.inputs if item.column == name)
            return f"{name}_unit", Unread(f"the measured {name} has no unit", f"Give {name}_unit: {meaning}.")
        if wrong := _wrong_unit(method, name, unit_of):
            return f"{name}_unit", wrong
        try:
            given[name] = _of_each(unit_of, defaults.get(name, ""))
        except UnitError as error:
            return f"{name}_unit", Unread(english(error), "Correct the unit.")
    try:
        amount = coherent(unit, gas_state=gas_state, gross=words["heating_value"] == "GCV")
        amount = _at_table_state(amount, words["gas_reference"], gas_state)
    except UnitError as error:
        return "unit", Unread(english(error), "Correct the unit.")
    flow = words["flow"] or method.flow
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
        sign=_sign(flow, words["role"], method),
        flow=flow,
        role=words["role"],
        origin=words["origin"] or method.origin,
        notation=words["notation"] or ("IE" if words["use"] in OTHER_USES else ""),
        factor_year=words["factor_year"],
        words={name: words[name] for name in method.key_columns if name != "fuel"},
        substance=words["substance"],
        scope=words["scope"] or method.scope,
        accounting=words["accounting"],
        category_ghgp=words["category_ghgp"],
    )


def _wrong_unit(method: Method, name: str, unit: str) -> Unread | None:
    """Refuse another unit for a column that a function reads: it is fixed."""
    if name not in method.form_columns or name in method.measured_columns or unit == "1":
        return None
    stated = next(item.unit for item in method.inputs if item.column == name)
    if stated == unit:
        return None
    return Unread(f"{name} is read in {stated}, not in {shown(unit)}", f"Convert it to {stated}.")


def _of_each(unit: str, stated: str) -> str:
    """Return the unit of a figure of one piece or vehicle where a row names the figure alone: kW/piece for kW.

    Examples
    --------
    >>> _of_each("W", "kW/piece"), _of_each("W/台", "kW/piece"), _of_each("km", "km")
    ('W/piece', 'W/台', 'km')
    """
    found = dimension(unit)
    figure, _, one = stated.partition("/")
    return f"{unit}/{one}" if one in _ONES and found == dimension(figure) else unit


def _no_method(
    words: Mapping[str, Any], choose_method: Chooser, likely_of: Callable[[Mapping[str, Any]], tuple[str, ...]]
) -> Unread:
    of = f" for {shown(words['fuel'])}" if words["fuel"] else ""
    if words["method"]:
        near = choose_method.nearest(words["method"])
        mean = f"Did you mean {' or '.join(map(repr, near))}? " if near else ""
        return Unread(f"no method {shown(words['method'])}{of}", f"{mean}See methods().")
    likely = likely_of(words)
    if not likely:
        return Unread(f"no method is said{of}", "Name one in column method: see methods().")
    write = " or ".join(f'method="{key}"' for key in likely)
    return Unread(f"no method is said{of}", f"Write {write}: see methods().")


def _reads(method: Method, name: str) -> bool:
    """Whether a column of numbers is one of the method; to others it is a label, whose unit nobody asks for."""
    return is_control(name) or name in method.measured_columns or name in method.form_columns


def _is_given(words: Mapping[str, Any], name: str, method: Method) -> bool:
    """Whether a required column is filled: a key column has a word, a measured one a number."""
    if name in method.measured_columns or name in method.form_columns:
        return bool(words.get(f"{name}?", False))
    return words.get(name, True) not in {"", None}


def _sign(flow: str, role: str, method: Method) -> int:
    """Return the sign of a row: what is deducted, goes out again, goes into stock or stands apart is negative.

    Each of these says the same of the row: a deduction that is also marked as output is no double negative.
    """
    return -1 if method.sign < 0 or flow != "emission" or role in LEAVING else 1


def _gas(words: Mapping[str, Any], unit: str) -> tuple[str, tuple[str, Unread] | None]:
    """Return the reference state of a gas volume, or what is missing."""
    if _is("m3_0C", unit):
        return ("m3_0C" if "m3_0C" in unit else _TABLES), None
    if not words["fuel"] or fuel(words["fuel"]).state != "gas" or not _is("m3", unit):
        return "", None
    liquefied = fuel(words["fuel"]).key in _LIQUEFIED
    if liquefied and not words["gas_reference"] and (words.get("density?") or not _CUBIC.search(unit)):
        return "", None
    if words["gas_reference"]:
        return (words["gas_reference"] if words["gas_reference"] in _STATES else _TABLES), None
    problem = "a volume of gas without its reference state: at 0 and 20 degC it differs by 7.3 %"
    remedy = "Give gas_reference (20 in Chinese energy statistics), or the unit m3_20C or m3_0C."
    if liquefied:
        remedy += " Of the liquid give the volume in L."
    return "", ("gas_reference", Unread(problem, remedy))


def _at_table_state(amount: Coherent, stated: str, gas_state: str) -> Coherent:
    """Return the amount in the state that tables of factors have, where the row states another: ideal gas."""
    power = dict(amount.powers).get(gas_state, 0)
    if not gas_state or not stated or stated in _STATES or power != 1:
        return amount
    return replace(amount, factor=amount.factor * conversion_factor(stated, gas_state))


def _is(base: str, unit: str) -> bool:
    try:
        return dimension(unit) == dimension(base)
    except UnitError:
        return False


def _presence(given: npt.NDArray[np.bool_]) -> Codes:
    if given.all() or not given.any():
        return Codes.constant(bool(len(given) and given[0]), len(given))
    return Codes(given.astype(np.int32), (False, True))
