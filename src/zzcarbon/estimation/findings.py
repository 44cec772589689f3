"""What is wrong with activity rows: found on numbers, words and keys, each kind once for all its rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

import numpy as np
import numpy.typing as npt

from zzcarbon.errors import shown
from zzcarbon.estimation.coefficient import Coefficient, Key
from zzcarbon.estimation.controls import REMOVAL, removal_given
from zzcarbon.estimation.finding import Finding
from zzcarbon.estimation.keys import Keys
from zzcarbon.estimation.method import Form
from zzcarbon.estimation.missing import NotEstimated
from zzcarbon.estimation.numbers import Numbers
from zzcarbon.estimation.term import Term
from zzcarbon.estimation.words import ENTERING

__all__ = [
    "blank_amounts",
    "fatal_rows",
    "missing_coefficients",
    "reasons_of",
    "removals_beside",
    "said_not_estimated",
    "undefined",
    "unused_controls",
    "unused_removals",
    "without_value",
]

Array = npt.NDArray[np.float64]


def blank_amounts(amount: Numbers, keys: Keys) -> list[Finding]:
    """Find blank amounts: a blank is a problem unless the row has a notation key."""
    if not amount.blank.any():
        return []
    notated = np.array([key is not None and bool(key.notation) for key in keys.keys] or [False])
    blank = amount.blank & ~notated[keys.codes] if len(keys.codes) else amount.blank
    if not blank.any():
        return []
    remedy = "Give the amount, or a notation key (NE, NO, NA, IE, C) in column notation."
    return [Finding(np.flatnonzero(blank), "amount", "the amount is blank", remedy)]


def said_not_estimated(keys: Keys) -> list[Finding]:
    """List rows that say NE themselves: they are missing from every total."""
    said = [at for at, key in enumerate(keys.keys) if key is not None and key.notation == "NE"]
    if not said:
        return []
    rows = np.flatnonzero(np.isin(keys.codes, said))
    remedy = "Give an amount and a fuel, or another key in column notation."
    return [Finding(rows, "notation", "the row says NE: not estimated", remedy, fatal=False)]


def removals_beside(keys: Keys) -> list[Finding]:
    """List rows whose flow or role is not what a credit note means: they stand beside the total, or lower it anyway."""
    found = []
    for at, key in enumerate(keys.keys):
        if key is None:
            continue
        deducted = key.method.sign < 0
        if key.flow != key.method.flow and (deducted or (key.flow == "removal" and key.method.flow == "emission")):
            problem = f"flow {key.flow} stands beside the total and does not lower it"
            remedy = (
                "Leave flow blank: the method itself lowers the total."
                if deducted
                else ("For what was returned, handed on or credited write role = output instead of flow = removal.")
            )
            found.append(Finding(None, "flow", problem, remedy, key=at, fatal=False))
        if deducted and key.role in ENTERING:
            problem = f"role {key.role} changes nothing: the method itself lowers the total"
            remedy = "Leave role blank, or take the method of what comes in."
            found.append(Finding(None, "role", problem, remedy, key=at, fatal=False))
    return found


def missing_coefficients(missing: Mapping[tuple[int, str], NotEstimated]) -> list[Finding]:
    """Turn what could not be composed into problems of the key: rows are looked up when they are shown."""
    return [
        Finding(None, reason.column, reason.problem, reason.remedy, substance=name, key=at, fatal=False)
        for (at, name), reason in missing.items()
    ]


def unused_removals(
    keys: Sequence[Key | None], given: Mapping[int, Sequence[str]], wanted: Sequence[str] | None
) -> list[Finding]:
    """Report a removal of a substance that the method of the row does not give: SO2 where it gives SOx.

    Parameters
    ----------
    keys : sequence of Key or None
    given : mapping of int to sequence of str
        Substances of each key.
    wanted : sequence of str or None
        What was asked for.
    """
    found = []
    for at, key in enumerate(keys):
        for column in key.measured or () if key else ():
            name = column.removeprefix(f"{REMOVAL}_")
            used = {removal_given(substance, key.measured or {})[0] for substance in given.get(at, ())} if key else ()
            if column == name or column in used or (wanted is not None and name not in wanted):
                continue
            problem = f"the method gives no {name}: the removal is not used"
            remedy = (
                f"It gives {', '.join(sorted(given.get(at, ()))) or 'nothing'}: name the column after one of these."
            )
            found.append(Finding(None, column, problem, remedy, key=at, fatal=False))
    return found


def unused_controls(
    coefficients: Iterable[tuple[int, Coefficient]], may_remove: Callable[[str, str], bool]
) -> list[Finding]:
    """Report a device that the rows name and that changes nothing where it might: no figure of it is known."""
    found: dict[int, tuple[str, list[str]]] = {}
    for at, coefficient in coefficients:
        key = coefficient.key
        measured = removal_given(coefficient.substance, key.measured or {})[0]
        of_device = any(figure.row and figure.row.control == key.control for figure in coefficient.figures)
        unused = key.control and not (measured or of_device or coefficient.control)
        if unused and may_remove(key.control, coefficient.substance):
            found.setdefault(at, (key.control, []))[1].append(coefficient.substance)
    return [
        Finding(
            None, "control", f"nothing is known of the control {shown(control)} here: it removes nothing",
            "Give removal_efficiency_<substance> from its test report, or add it with zc.factors().extend(...).",
            substance=name, key=at, fatal=False,
        )
        for at, (control, names) in found.items()
        for name in names
    ]  # fmt: skip


def undefined(terms: Sequence[Term], values: Sequence[Array], measured: Mapping[str, Numbers]) -> list[Finding]:
    """Find the rows in which a function has no value: outside its range, or between the levels of its tables."""
    findings = []
    for term, value in zip(terms, values, strict=True):
        form = term.form
        rows = np.flatnonzero(np.isnan(value)) if form else np.zeros(0, np.intp)
        if form is None or not len(rows):
            continue
        numbers = {name: measured[name].values[rows] for name in form.levels}
        masks = without_value(form, value[rows], numbers)
        found = zip(reasons_of(form), masks, strict=True)
        findings += [Finding(rows[mask], *reason) for reason, mask in found if mask.any()]
    return findings


def reasons_of(form: Form) -> list[tuple[str, str, str]]:
    """Return why a function may have no value, each as column, problem and remedy: no class of a column, no value."""
    reasons = []
    for column, levels in form.levels.items():
        listed = ", ".join(f"{level:g}" for level in levels)
        problem = f"the table behind the factor has no class for this {column}: it knows {listed}"
        reasons.append((column, problem, "Give one of these values, or take another method."))
    problem = f"the function {form.name!r} has no value here"
    remedy = "Give values inside the range of the function, or take another method."
    return [*reasons, (form.columns[0], problem, remedy)]


def without_value(form: Form, value: Array, numbers: Mapping[str, Array]) -> list[npt.NDArray[np.bool_]]:
    """Mark the rows to which each of `reasons_of` applies."""
    missing = np.isnan(value)
    between = [missing & ~np.isin(numbers[column], levels) for column, levels in form.levels.items()]
    explained = np.logical_or.reduce(between) if between else np.zeros(len(value), bool)
    return [*between, missing & ~explained]


def fatal_rows(findings: Iterable[Finding]) -> npt.NDArray[np.intp]:
    """Return the rows that cannot be estimated."""
    fatal = [finding.rows for finding in findings if finding.fatal and finding.rows is not None]
    return np.concatenate(fatal) if fatal else np.zeros(0, np.intp)
