"""From a table of observed values to the evidence of each target."""

from __future__ import annotations

import calendar
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import pandas as pd

from zzcarbon.errors import DataError, Problem, UnitError, english, nearest
from zzcarbon.provenance import GRADES, at_least
from zzcarbon.tables import Cells, open_cells
from zzcarbon.tables.headers import LocalNames, local_names
from zzcarbon.tables.numbers import read_numbers
from zzcarbon.targets.plan_data.areas import Areas
from zzcarbon.targets.plan_data.kinds import KINDS
from zzcarbon.targets.plan_data.target import Target
from zzcarbon.targets.verdict.evidence import Datum, Evidence
from zzcarbon.units import conversion_factor
from zzcarbon.vocabulary.names import folded

__all__ = ["COLUMNS", "Observed", "read_observations"]

COLUMNS: LocalNames = local_names("observations")
_NEEDED = ("indicator", "year", "value", "unit")
_BASES = ("level", "yearly", "cumulative")
_STATUS = ("", "provisional", "final")
_WORDS = {
    "水平": "level", "当年值": "level", "年度": "yearly", "当年": "yearly", "累计": "cumulative",
    "初步": "provisional", "快报": "provisional", "初步核算": "provisional", "最终": "final", "最终核实": "final",
}  # fmt: skip
"""What Chinese tables write for a basis or a status."""
_INTERVAL = 2 * 1.959963984540054


class _Row(NamedTuple):
    """One observation."""

    row: str
    year: int
    value: str
    unit: str
    basis: str
    status: str
    grade: str
    scope: str
    source: str
    locator: str
    out_of: float
    lower: float
    upper: float


@dataclass(frozen=True)
class Observed:
    """Evidence by target, what could not be used, and what to know about it."""

    evidence: Mapping[tuple[str, str], Evidence]
    problems: tuple[Problem, ...]
    notes: tuple[str, ...]


def read_observations(targets: Sequence[Target], areas: Areas, home: str, frame: pd.DataFrame, grade: str) -> Observed:
    """Return the evidence that a table of observations gives for each target version.

    Parameters
    ----------
    targets : sequence of Target
        Target versions of a plan.
    areas : Areas
        Areas of the plan.
    home : str
        Area of observations that name none.
    frame : pandas.DataFrame
        Columns ``indicator year value unit`` and, if wanted, ``area basis status scope out_of lower upper
        source grade locator``. ``indicator`` is a target's id or the name of its indicator.
    grade : str
        Worst evidence grade to use; observations without a grade are the caller's own and are used.

    Raises
    ------
    DataError
        A cell is wrong, a unit does not fit, or two values contradict each other; every problem.
    """
    cells = open_cells(frame, "observations", _NEEDED, refusal="the observations cannot be used")
    rows = _rows(cells, areas, home)
    if cells.problems:
        raise DataError("the observations cannot be used", cells.problems)
    usable = np.isin(rows["grade"], ["", *at_least(grade)])
    notes = _left_out(rows, usable)
    names = _names(targets)
    unknown, matched = _matched(rows, names, targets)
    found: dict[tuple[str, str], Evidence] = {}
    problems: list[Problem] = []
    for target in targets:
        chosen = rows[usable & matched[target.id]]
        evidence, bad = _evidence(target, chosen)
        problems += bad
        if evidence.years:
            found[target.key] = evidence
    if problems:
        raise DataError("the observations cannot be used", dict.fromkeys(problems))
    return Observed(found, tuple(unknown), tuple(notes))


def _rows(cells: Cells, areas: Areas, home: str) -> pd.DataFrame:
    rows = pd.DataFrame(index=range(len(cells)))
    rows["row"] = [str(label) for label in cells.rows]
    rows["indicator"] = cells.text("indicator")
    cells.report((rows["indicator"] == "").to_numpy(), "indicator", "the indicator is missing")
    names = cells.text("area")
    rows["stated"] = names != ""
    names[names == ""] = home
    rows["area"] = cells.translated(names, "area", areas.key)
    rows["year"] = cells.year()
    rows["value"] = cells.text("value")
    cells.report(
        (rows["value"] == "").to_numpy(),
        "value",
        "the value is missing",
        "Leave the row out: no value is no zero.",
    )
    rows["unit"] = cells.text("unit")
    for name, closed in (("basis", ("", *_BASES)), ("status", _STATUS), ("grade", ("", *GRADES))):
        rows[name] = [_WORDS.get(str(text), str(text)) for text in cells.text(name)]
        wrong = ~np.isin(rows[name].to_numpy(object).astype(str), closed)
        cells.report(wrong, name, f"unknown {name}", f"Known: {', '.join(filter(None, closed))}.")
    for name in ("scope", "source", "locator"):
        rows[name] = cells.text(name)
    for name in ("out_of", "lower", "upper"):
        rows[name] = cells.number(name, needed=False)
    return rows


def _left_out(rows: pd.DataFrame, usable: np.ndarray) -> list[str]:
    count = int((~usable).sum())
    if not count:
        return []
    worst = max(rows.loc[~usable, "grade"])
    return [f"{count} observations of a worse evidence grade are left out; grade='{worst}' uses them."]


def _names(targets: Sequence[Target]) -> dict[str, set[str]]:
    """Return the targets of each name; local names of one indicator are names of all its targets."""
    local: dict[str, set[str]] = {}
    for target in targets:
        local.setdefault(folded(target.indicator), set()).add(folded(target.indicator_local))
    names: dict[str, set[str]] = {}
    for target in targets:
        english = folded(target.indicator)
        for name in {folded(target.id), english, *local[english]} - {""}:
            names.setdefault(name, set()).add(target.id)
    return names


def _matched(
    rows: pd.DataFrame, names: dict[str, set[str]], targets: Sequence[Target]
) -> tuple[list[Problem], dict[str, np.ndarray]]:
    """Return which rows belong to each target: by name and area, or by id where the area is its own or not said."""
    homes = {target.id: target.area for target in targets}
    ids = {folded(name): name for name in homes}
    pairs = pd.MultiIndex.from_frame(rows[["indicator", "area", "stated"]])
    codes, distinct = pd.factorize(pairs)
    belonging: dict[str, list[int]] = {name: [] for name in homes}
    problems: list[Problem] = []
    for code, (indicator, area, stated) in enumerate(distinct):
        name = folded(str(indicator))
        of_name = {ids[name]} if name in ids else names.get(name, set())
        wanted = {t for t in of_name if homes[t] == area or (name in ids and not stated)}
        for target in wanted:
            belonging[target].append(code)
        if not wanted:
            position = int(np.argmax(codes == code))
            count = int((codes == code).sum())
            problems.append(_unused(rows.iloc[position], count, bool(of_name), targets))
    return problems, {name: np.isin(codes, found) for name, found in belonging.items()}


def _unused(row: pd.Series, count: int, known: bool, targets: Sequence[Target]) -> Problem:
    """Explain why an observation, and those like it, belong to no target."""
    indicator, area = str(row["indicator"]), str(row["area"])
    where = f"{row['row']} and {count - 1} more" if count > 1 else str(row["row"])
    if known:
        problem, remedy = f"no target of this indicator in the area {area}", "Check the area."
    else:
        problem = "no target of the plan has this indicator"
        near = nearest(indicator, [name for t in targets for name in (t.indicator, t.indicator_local) if name])
        remedy = f"Did you mean {' or '.join(map(repr, near))}?" if near else ""
    return Problem("observations", where, "indicator", repr(indicator), problem, remedy)


def _evidence(target: Target, rows: pd.DataFrame) -> tuple[Evidence, list[Problem]]:
    tables: dict[str, dict[int, Datum]] = {basis: {} for basis in _BASES}
    problems: list[Problem] = []
    level_unit = target.level_unit
    for row in map(_Row._make, rows[list(_Row._fields)].itertuples(index=False)):
        if target.scope and row.scope and folded(row.scope) != folded(target.scope):
            continue
        basis = row.basis or _basis_of(target, row.unit)
        if not basis:
            remedy = "Say yearly or cumulative in the column basis."
            problems.append(
                Problem("observations", row.row, "basis", "", f"the basis for {target.id} is missing", remedy)
            )
            continue
        if basis == "level" and not level_unit:
            level_unit = row.unit
        try:
            datum = _datum(target, row, basis, level_unit)
        except (UnitError, ValueError) as error:
            problems.append(
                Problem(
                    "observations",
                    row.row,
                    "value",
                    f"{row.value} {row.unit}".strip(),
                    english(error),
                )
            )
            continue
        table = tables[basis]
        kept = table.get(row.year)
        if kept is None or (kept.status == "provisional" and datum.status != "provisional"):
            table[row.year] = datum
        elif kept.status != "provisional" and datum.status == "provisional":
            continue
        elif kept.value != datum.value:
            what = f"two values of {target.indicator!r} for {row.year}: {kept.value:g} and {datum.value:g}"
            problems.append(
                Problem("observations", row.row, "value", "", what, "Mark one as provisional or leave it out.")
            )
    origin = "observations" if any(tables.values()) else ""
    return Evidence(tables["level"], tables["yearly"], tables["cumulative"], origin), problems


def _basis_of(target: Target, unit: str) -> str:
    """Return the basis of an observation that does not say; empty if it must."""
    kind = KINDS[target.kind]
    if kind.falls and unit.removesuffix("/a") in {"%", "1", ""}:
        return ""
    return kind.basis


def _datum(target: Target, row: _Row, basis: str, level_unit: str) -> Datum:
    text, unit, year = row.value, row.unit, row.year
    if target.classes:
        rank = target.rank(text)
        if rank is None:
            message = f"not a class of the scale {', '.join(target.classes)}"
            raise ValueError(message)
        return _made(row, rank, 1.0)
    number, percent = _number(text, target)
    _check_size(number, unit or ("%" if percent else ""), target, basis)
    if percent and not unit:
        unit = "%"
    wanted = _wanted_unit(target, basis, level_unit)
    if target.denominator and unit in {"d", "天", "days", "day"}:
        days = row.out_of if np.isfinite(row.out_of) else 365 + calendar.isleap(year)
        return _made(row, number, conversion_factor("1", wanted) / days, f"{number:g} d of {days:g} d")
    if not unit and wanted not in {"", "1"}:
        message = f"the unit is missing: {target.id} is in {wanted}"
        raise ValueError(message)
    if KINDS[target.kind].falls and basis == "yearly":
        unit = unit.removesuffix("/a")
    return _made(row, number, _factor(unit or "1", wanted or "1", target))


def _check_size(number: float, unit: str, target: Target, basis: str) -> None:
    """Refuse a level that cannot be: a concentration or amount below zero, a share of more than the whole.

    Raises
    ------
    ValueError
        It is one of these.
    """
    share = (unit or target.unit) in {"%", "1"}
    if basis != "level" or KINDS[target.kind].falls:
        return
    if number < 0 and not share:
        message = f"a negative level of {target.id}"
        raise ValueError(message)
    most, whole = (100 if text == "%" else 1 for text in (unit or target.unit, target.unit))
    if share and number > most and isinstance(target.value, int | float) and 0 < target.value <= whole:
        message = f"more than the whole of {target.id}"
        raise ValueError(message)


def _wanted_unit(target: Target, basis: str, level_unit: str) -> str:
    if basis == "level":
        return level_unit or "1"
    return "1" if KINDS[target.kind].falls else target.unit


def _factor(unit: str, wanted: str, target: Target) -> float:
    """Return the factor between two units; the substance of the target may stand in one of them."""
    if target.substance and target.substance in unit.split() and target.substance not in wanted.split():
        wanted = f"{wanted} {target.substance}"
    return conversion_factor(unit, wanted)


def _made(row: _Row, number: float, factor: float, remark: str = "") -> Datum:
    return Datum(
        value=number * factor,
        source=row.source,
        grade=row.grade,
        locator=row.locator,
        status=row.status,
        deviation=abs(row.upper - row.lower) * abs(factor) / _INTERVAL,
        remark=remark,
    )


def _number(text: str, target: Target) -> tuple[float, bool]:
    """Return the number of a cell, and whether it says % itself.

    Raises
    ------
    ValueError
        It is none, or says two things.
    """
    found = read_numbers(pd.Series([text], dtype=object))
    if np.isfinite(found.values[0]):
        return float(found.values[0]), bool(found.percent[0])
    why = next((f"{wrong.problem}; {wrong.remedy}" for wrong in found.wrong), "a notation key or a range")
    message = f"not a finite number for {target.id}: {why}"
    raise ValueError(message)
