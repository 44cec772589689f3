"""The front door: activity rows in, rows of numbers and a small table of coefficients out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from zzcarbon.activity.columns import standard_columns
from zzcarbon.errors import DataError, Problem
from zzcarbon.estimation.balance import clip_balances
from zzcarbon.estimation.coefficients import CoefficientTable
from zzcarbon.estimation.finding import Finding
from zzcarbon.estimation.findings import blank_amounts, fatal_rows, removals_beside, said_not_estimated, undefined
from zzcarbon.estimation.keys import Concerned, Keys, distinct_keys
from zzcarbon.estimation.measured import net_heating_values, read_measured, without_percent
from zzcarbon.estimation.method import Chooser
from zzcarbon.estimation.numbers import Numbers, read_numbers
from zzcarbon.estimation.options import Options
from zzcarbon.estimation.physical import impossible_figures
from zzcarbon.estimation.resolve import resolve
from zzcarbon.estimation.rows import ArrayRows, Rows
from zzcarbon.estimation.unreached import unreached_figures, unread_columns
from zzcarbon.estimation.when import contradicting_years, split_with_findings
from zzcarbon.tables import Cells
from zzcarbon.tables.frames import plain_cells

__all__ = ["Estimated", "Understood", "codes_of", "estimate_rows", "key_edges", "understand"]


class Estimated(NamedTuple):
    """What an estimate hands over: rows, what they are multiplied by, what is wrong."""

    rows: Rows
    table: CoefficientTable
    findings: tuple[Finding, ...]


class Understood(NamedTuple):
    """What rows say: their numbers, the keys of their words, and the coefficients of the keys."""

    activity: pd.DataFrame
    amount: Numbers
    measured: dict[str, Numbers]
    keys: Keys
    table: CoefficientTable
    without: tuple[Concerned, ...]
    findings: tuple[Finding, ...]
    codes: npt.NDArray[np.int32]


def estimate_rows(
    frame: pd.DataFrame, choose_method: Chooser, options: Options, refused: Sequence[Finding] = ()
) -> Estimated:
    """Estimate the emissions of activity rows: resolve on the distinct keys, apply to the rows.

    Parameters
    ----------
    frame : pandas.DataFrame, shape (n, ...)
        Activity rows.
    choose_method : Chooser
        Finds the method of a row among those of the module.
    options : Options
    refused : sequence of Finding
        Rows that the sector refuses, by position.

    Raises
    ------
    DataError
        The table as a whole cannot be used: a column is missing, or ids repeat.
    """
    file = str(frame.attrs.get("file", ""))
    told = understand(frame, choose_method, options, refused)
    table, findings, codes = told.table, list(told.findings), told.codes
    values = _values(table, told.amount, told.measured, codes)
    if without_value := undefined(table.terms, values, told.measured):
        findings += without_value
        codes = codes_of(told.keys, told.without, findings)
        values = _values(table, told.amount, told.measured, codes)
    clipped = clip_balances(ArrayRows(told.activity, codes, values, file), table)
    findings += clipped.findings
    return Estimated(clipped.rows, clipped.table, tuple(replace(finding, file=file) for finding in findings))


def understand(
    frame: pd.DataFrame,
    choose_method: Chooser,
    options: Options,
    refused: Sequence[Finding] = (),
    columns: Iterable[str] = (),
) -> Understood:
    """Read the words and numbers of rows and compose the coefficients of their keys.

    ``columns`` are those of the whole table, where the frame holds only some.

    Raises
    ------
    DataError
        The table as a whole cannot be used: a column is missing, or ids repeat.
    """
    file = str(frame.attrs.get("file", ""))
    activity, refused = split_with_findings(_checked(frame, choose_method, file), refused)
    amount = without_percent(read_numbers(activity, "amount"), "amount")
    activity = _noted(activity, amount)
    activity, without_ratio = net_heating_values(activity)
    measured = read_measured(activity, choose_method, options.substances, file)
    given = {name: ~numbers.blank for name, numbers in measured.items()}
    keys = distinct_keys(activity, choose_method, given, options, key_edges(choose_method, options))
    findings = [*refused, *contradicting_years(activity), *without_ratio, *amount.findings]
    findings += [*(f for n in measured.values() for f in n.findings), *keys.findings]
    findings += [*impossible_figures(activity, measured), *blank_amounts(amount, keys)]
    findings += [
        *said_not_estimated(keys),
        *removals_beside(keys),
        *unread_columns(activity, keys, columns or activity.columns),
    ]
    resolved = resolve(keys, options, np.unique(keys.codes[fatal_rows(findings)]).tolist())
    findings += [*unreached_figures(resolved.table, options.table, choose_method.methods), *resolved.findings]
    codes = codes_of(keys, resolved.without, findings)
    return Understood(activity, amount, measured, keys, resolved.table, resolved.without, tuple(findings), codes)


def key_edges(choose_method: Chooser, options: Options) -> dict[str, Sequence[float]]:
    """Return the further columns that make a key; of numbers the ends of the intervals of step tables."""
    edges = options.table.condition_edges
    return {column: edges.get(column, ()) for column in choose_method.key_columns}


def _checked(frame: pd.DataFrame, choose_method: Chooser, file: str) -> pd.DataFrame:
    """Return the rows with standard names of the columns that all methods need, and ids that are unique."""
    activity = plain_cells(standard_columns(frame, choose_method.required_columns, file=file))
    if not len(activity):
        message = "the activity data have no rows"
        raise DataError(message, [Problem(file, "", "", "", "no rows", "Check the file or the filter.")])
    _check_ids(activity, file)
    return activity


def _noted(activity: pd.DataFrame, amount: Numbers) -> pd.DataFrame:
    """Return the rows with the notation keys that stand in the cells of the amount in their own column."""
    if amount.notation is None:
        return activity
    said = activity["notation"].astype(object) if "notation" in activity else pd.Series("", index=activity.index)
    unsaid = said.isna() | (said.astype(str).str.strip() == "")
    return activity.assign(notation=np.where(unsaid, amount.notation, said))


def codes_of(keys: Keys, without: Sequence[Concerned], findings: Sequence[Finding]) -> npt.NDArray[np.int32]:
    """Return the key of each row; one that cannot be estimated has that of what is known of it."""
    rows = fatal_rows(findings)
    if not len(rows):
        return keys.codes
    number = {known: len(keys.keys) + at for at, known in enumerate(without)}
    failing, places = np.unique(keys.codes[rows], return_inverse=True)
    changed = keys.codes.copy()
    changed[rows] = np.array([number[keys.concerned[at]] for at in failing], np.int32)[places]
    return changed


def _values(
    table: CoefficientTable, amount: Numbers, measured: dict[str, Numbers], codes: npt.NDArray[np.int32]
) -> tuple[npt.NDArray[np.float64], ...]:
    """Return the row terms; zero where the row is not estimated."""
    number = np.zeros(len(table.keys), bool)
    number[table.lines["key"].to_numpy()[np.isfinite(table.values)]] = True
    bad = amount.blank if number.all() else ~number[codes] | amount.blank
    clean = np.where(bad, 0.0, amount.values) if bad.any() else amount.values
    numbers = {"amount": clean, **{name: column.values for name, column in measured.items()}}
    return tuple(term.values(numbers, table.parameters(at), codes) for at, term in enumerate(table.terms))


def _check_ids(activity: pd.DataFrame, file: str) -> None:
    if "id" not in activity:
        return
    repeated = activity["id"].duplicated(keep="first") | activity["id"].isna()
    if repeated.any():
        cells = Cells(activity, file)
        cells.report(repeated.to_numpy(bool), "id", "the id is blank or stands twice", "Make ids unique.")
        message = f"{len(cells.problems)} ids are blank or repeated"
        raise DataError(message, cells.problems)
