"""Estimate: resolve on the distinct keys, apply to the rows."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt
import pandas as pd

from zzcarbon.activity.columns import standard_columns
from zzcarbon.errors import DataError, Problem
from zzcarbon.estimation.balance import clip_balances
from zzcarbon.estimation.block import Block, Coefficients
from zzcarbon.estimation.coefficient import Coefficient, Key
from zzcarbon.estimation.compose import Composer
from zzcarbon.estimation.controls import CONTROL_COLUMNS, REMOVAL, is_control, removal_column
from zzcarbon.estimation.keys import Concerned, Keys, distinct_keys
from zzcarbon.estimation.method import Chooser, Method
from zzcarbon.estimation.missing import NotEstimated
from zzcarbon.estimation.rows import Finding, Numbers, read_numbers
from zzcarbon.estimation.terms import row_terms, undefined
from zzcarbon.estimation.unknown import with_unknown_words
from zzcarbon.estimation.words import Defaults
from zzcarbon.factors.table import FactorTable
from zzcarbon.vocabulary.fuels import fuel, fuel_subjects
from zzcarbon.vocabulary.substances import substance

__all__ = ["estimate_block"]

_ALWAYS = ("amount", "unit")
_SIGNED = ("temperature", "slope")
"""Columns of numbers that may lie below zero."""


def estimate_block(
    frame: pd.DataFrame,
    *,
    choose_method: Chooser,
    table: FactorTable,
    sets: Sequence[str],
    purpose: str,
    substances: Sequence[str] | None,
    fuel_map: pd.DataFrame | None,
    defaults: Defaults,
) -> Block:
    """Estimate the emissions of activity rows.

    Parameters
    ----------
    frame : pandas.DataFrame, shape (n, ...)
        Activity rows.
    choose_method : Chooser
        Finds the method of a row among those of the module.
    table : FactorTable
    sets : sequence of str
        Sets in the order they are asked.
    purpose : str
    substances : sequence of str or None
        What to estimate; None for all that the methods declare and the sets hold.
    fuel_map : pandas.DataFrame or None
        The caller's assumptions, before the packaged ones.
    defaults : Defaults

    Returns
    -------
    Block

    Raises
    ------
    DataError
        The table as a whole cannot be used: a column is missing, or ids repeat.
    """
    file = str(frame.attrs.get("file", ""))
    methods = choose_method.methods
    shared = set.intersection(*(set(method.required_columns()) for method in methods))
    required = (*_ALWAYS, *sorted(shared.difference(_ALWAYS)))
    activity = standard_columns(frame, required, file=file)
    if not len(activity):
        message = "the activity data have no rows"
        raise DataError(message, [Problem(file, "", "", "", "no rows", "Check the file or the filter.")])
    _check_ids(activity, file)
    wanted = None if substances is None else [substance(name).key for name in substances]
    measured_names = _measured_columns(activity, methods, wanted, file)
    amount = read_numbers(activity["amount"], "amount")
    shares = {column for method in methods for column in method.shares}
    measured = {_of_substance(name, wanted): _read_measured(activity, name, shares) for name in measured_names}
    given = {name: ~numbers.blank for name, numbers in measured.items()}
    edges = table.condition_edges
    words = {column: edges.get(column, ()) for method in methods for column in method.key_columns}
    keys = distinct_keys(activity, choose_method, given, defaults, words)
    composer = Composer(table, sets, purpose, _subjects(keys.keys, sets, fuel_map))
    names = _substances(keys, table, sets, wanted)
    without = tuple(dict.fromkeys(keys.concerned))
    coefficients, missing = _resolve(keys.keys, composer, names, wanted, without)
    findings = [*amount.findings, *(f for n in measured.values() for f in n.findings), *keys.findings]
    findings += _blank_amounts(amount, keys)
    findings += _said_not_estimated(keys)
    findings += with_unknown_words(_key_findings(missing, names), keys.keys, table)
    findings += _unused_removals(keys.keys, coefficients, wanted)
    codes = _without_bad_rows(keys, findings, without)
    terms = row_terms(coefficients, amount, measured, codes)
    if without_value := undefined(coefficients, terms, measured):
        findings += without_value
        codes = _without_bad_rows(keys, findings, without)
        terms = row_terms(coefficients, amount, measured, codes)
    return clip_balances(Block(activity, codes, terms, _given(coefficients), tuple(findings), file))


def _resolve(
    keys: Sequence[Key | None],
    composer: Composer,
    substances: Sequence[str],
    wanted: Sequence[str] | None,
    without: Sequence[Concerned],
) -> tuple[Coefficients, dict[tuple[int, int], NotEstimated]]:
    """Compose the coefficients of all keys and substances.

    After the keys that were given come those of the rows that cannot be estimated, one for each pair of
    ``without``: the substance, or what the method gives, is NE; everything where neither is known.

    Returns
    -------
    Coefficients
    dict of (key, substance) to NotEstimated
        Why there is no number.
    """
    shape = (len(keys) + len(without), len(substances))
    values = np.full(shape, np.nan)
    notations = np.full(shape, "NE", dtype="<U4")
    origins = np.full(shape, "", dtype="<U8")
    term_of = np.zeros(shape, np.intp)
    terms: dict[tuple[str, ...], int] = {(): 0}
    details: dict[tuple[int, int], Coefficient] = {}
    missing: dict[tuple[int, int], NotEstimated] = {}
    for at, (method, only) in enumerate(without, len(keys)):
        given = (only,) if only else method.substances if method and wanted is None else ()
        if given:
            notations[at, [name not in given for name in substances]] = "-"
    for at, key in enumerate(keys):
        if key is None:
            continue
        declared = wanted if wanted is not None else key.method.substances or (key.substance,)
        for number, name in enumerate(substances):
            origins[at, number] = _origin(key, name)
            if key.substance not in {"", name}:
                notations[at, number] = "-"
                continue
            if key.notation:
                notations[at, number] = key.notation
                continue
            try:
                coefficient = composer.compose(key, name)
            except NotEstimated as reason:
                if name in declared or name == key.substance:
                    missing[at, number] = reason
                else:
                    notations[at, number] = "-"
                continue
            details[at, number] = coefficient
            origins[at, number] = key.origin or coefficient.origin or origins[at, number]
            values[at, number] = coefficient.value
            notations[at, number] = ""
            term_of[at, number] = terms.setdefault(coefficient.term, len(terms))
    labels = pd.DataFrame([*(_labels(key) for key in keys), *(_labels(None, method) for method, _ in without)])
    names = tuple(substances)
    return Coefficients(names, names, values, notations, tuple(terms), term_of, labels, origins, details), missing


def _given(table: Coefficients) -> Coefficients:
    """Leave out substances that no row gives: a set knows many that these methods do not."""
    kept = np.flatnonzero((table.notations != "-").any(axis=0))
    if len(kept) == len(table.substances):
        return table
    place = {int(old): new for new, old in enumerate(kept)}
    names = tuple(table.substances[at] for at in kept)
    return replace(
        table,
        substances=names,
        gases=names,
        values=table.values[:, kept],
        notations=table.notations[:, kept],
        term_of=table.term_of[:, kept],
        origins=table.origins[:, kept],
        details={(key, place[at]): detail for (key, at), detail in table.details.items()},
    )


def _labels(key: Key | None, method: Method | None = None) -> dict[str, object]:
    """Return what the inventory can be grouped by without looking at the rows."""
    if key is None:
        known = {"method": method.key if method else "", "module": method.module if method else "", "gwp": ""}
        return {**known, "balance": "", "flow": "emission", "scope": "", "fuel": "", "region": "", "year": None}
    return {
        "method": key.method.key,
        "module": key.method.module,
        "balance": key.method.balance,
        "gwp": key.method.gwp,
        "flow": key.flow,
        "scope": key.method.scope,
        "fuel": key.fuel,
        "region": key.region,
        "year": key.year,
        **(key.categories or {}),
    }


def _origin(key: Key, name: str) -> str:
    if key.origin:
        return key.origin
    return fuel(key.fuel).origin if key.fuel and name == "CO2" else ""


def _substances(keys: Keys, table: FactorTable, sets: Sequence[str], wanted: Sequence[str] | None) -> list[str]:
    """Return what is estimated: what was asked for, or what the methods declare and the sets add."""
    if wanted is not None:
        return list(dict.fromkeys(wanted))
    names: dict[str, None] = {}
    understood = {method for key, (method, _) in zip(keys.keys, keys.concerned, strict=True) if key}
    for method, only in dict.fromkeys(keys.concerned):
        names |= dict.fromkeys((only,) if only else method.substances if method else ())
        if method in understood and method and any(route.factor and not route.substances for route in method.routes):
            names |= dict.fromkeys(table.substances(method.activity, sets))
    return list(names)


def _subjects(
    keys: Iterable[Key | None], sets: Sequence[str], fuel_map: pd.DataFrame | None
) -> dict[str, dict[str, dict[str, str]]]:
    """Return by fuel and set the words that stand for the fuel, each with its reason if it is assumed."""
    names = sorted({key.fuel for key in keys if key and key.fuel})
    return {
        name: {
            set_key: {
                subject: reason if grade != "A" else ""
                for subject, grade, reason in fuel_subjects(name, set_key, fuel_map)
            }
            or {name: ""}
            for set_key in sets
        }
        for name in names
    }


def _check_ids(activity: pd.DataFrame, file: str) -> None:
    if "id" not in activity:
        return
    ids = activity["id"]
    repeated = ids.duplicated(keep="first") | ids.isna()
    if repeated.any():
        problems = [
            Problem(
                file, str(row + 1), "id", repr(ids.iloc[row]), "the id is blank or stands twice", "Make ids unique."
            )
            for row in np.flatnonzero(repeated.to_numpy())
        ]
        message = f"{len(problems)} ids are blank or repeated"
        raise DataError(message, problems)


def _measured_columns(
    activity: pd.DataFrame, methods: Sequence[Method], wanted: Sequence[str] | None, file: str
) -> list[str]:
    """Return the columns with measured values, and refuse a removal of nobody knows what."""
    known = dict.fromkeys(name for m in methods for name in (*m.measured_columns, *m.form_columns))
    names = [name for name in (*known, *CONTROL_COLUMNS) if name in activity]
    controls = [n for n in map(str, activity) if n.startswith(f"{REMOVAL}_") and not n.endswith("_unit")]
    if REMOVAL in activity:
        if wanted is None or len(wanted) != 1:
            problem = Problem(
                file, "", REMOVAL, "", "which substance is removed?",
                f"Name the column {REMOVAL}_NOx, or ask for one substance: substances=['NOx'].",
            )  # fmt: skip
            message = "a removal efficiency without a substance"
            raise DataError(message, [problem])
        controls.append(REMOVAL)
    return [*names, *controls]


def _of_substance(name: str, wanted: Sequence[str] | None) -> str:
    """Return the name of a removal column with its substance, which may be the only one asked for."""
    return removal_column(wanted[0]) if name == REMOVAL and wanted else name


def _read_measured(activity: pd.DataFrame, name: str, shares: Collection[str]) -> Numbers:
    """Read a measured column; shares above one are refused unless their unit is percent."""
    percent = _percent(activity, name)
    share = is_control(name) or name in shares
    low = -np.inf if name in _SIGNED else 0.0
    high = 1.0 if share else np.inf
    if not percent.any():
        return read_numbers(activity[name], name, low=low, high=high)
    numbers = read_numbers(activity[name], name, low=low, high=100.0 if share else high)
    if is_control(name):
        return replace(numbers, values=np.where(percent, numbers.values / 100.0, numbers.values))
    return numbers


def _percent(activity: pd.DataFrame, name: str) -> npt.NDArray[np.bool_]:
    if f"{name}_unit" not in activity:
        return np.zeros(len(activity), bool)
    found: npt.NDArray[np.bool_] = (activity[f"{name}_unit"] == "%").to_numpy(bool)
    return found


def _blank_amounts(amount: Numbers, keys: Keys) -> list[Finding]:
    """Find blank amounts: a blank is a problem unless the row has a notation key."""
    if not amount.blank.any():
        return []
    notated = np.array([key is not None and bool(key.notation) for key in keys.keys] or [False])
    blank = amount.blank & ~notated[keys.codes] if len(keys.codes) else amount.blank
    if not blank.any():
        return []
    remedy = "Give the amount, or a notation key (NE, NO, NA, IE, C) in column notation."
    return [Finding(np.flatnonzero(blank), "amount", "the amount is blank", remedy)]


def _said_not_estimated(keys: Keys) -> list[Finding]:
    """List rows that say NE themselves: they are missing from every total."""
    said = [at for at, key in enumerate(keys.keys) if key is not None and key.notation == "NE"]
    if not said:
        return []
    rows = np.flatnonzero(np.isin(keys.codes, said))
    return [Finding(rows, "notation", "the row says NE: not estimated", "Give an amount and a fuel.", fatal=False)]


def _key_findings(missing: Mapping[tuple[int, int], NotEstimated], names: Sequence[str]) -> list[Finding]:
    """Turn what could not be composed into problems of the key: rows are looked up when they are shown."""
    return [
        Finding(None, reason.column, reason.problem, reason.remedy, substance=names[number], key=at, fatal=False)
        for (at, number), reason in missing.items()
    ]


def _unused_removals(keys: Sequence[Key | None], table: Coefficients, wanted: Sequence[str] | None) -> list[Finding]:
    """Report a removal of a substance that the method of the row does not give: SO2 where it gives SOx."""
    found = []
    for at, key in enumerate(keys):
        given = {name for name, mark in zip(table.substances, table.notations[at], strict=True) if mark != "-"}
        for column in key.measured or () if key else ():
            name = column.removeprefix(f"{REMOVAL}_")
            if column == name or name in given or (wanted is not None and name not in wanted):
                continue
            problem = f"the method gives no {name}: the removal is not used"
            remedy = f"It gives {', '.join(sorted(given)) or 'nothing'}: name the column after one of these."
            found.append(Finding(None, column, problem, remedy, key=at, fatal=False))
    return found


def _without_bad_rows(keys: Keys, findings: Iterable[Finding], without: Sequence[Concerned]) -> npt.NDArray[np.int32]:
    """Give rows that cannot be estimated the key of their method that has no coefficients."""
    fatal = [finding.rows for finding in findings if finding.fatal and finding.rows is not None]
    if not fatal:
        return keys.codes
    rows = np.concatenate(fatal)
    instead = np.array([len(keys.keys) + without.index(concerned) for concerned in keys.concerned], np.int32)
    changed = keys.codes.copy()
    changed[rows] = instead[keys.codes[rows]]
    return changed
