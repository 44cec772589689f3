"""Targets of organisations in the target model of plans: one judge for cities and enterprises."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from zzcarbon.errors import DataError, Problem
from zzcarbon.tables.stated import is_number, is_year
from zzcarbon.targets.verdict.packaged import read_plan
from zzcarbon.targets.verdict.plan import Plan

__all__ = ["target_plan"]

_RATE = ("rate", "base", "base_year")
_LINEAR = "linear on the base year (sbti-methods-2025, eq. 4.1)"


def target_plan(
    targets: Sequence[Mapping[str, Any]], *, title: str, start: int, end: int, area: str = "CN", grade: str = "B"
) -> Plan:
    """Return targets of an organisation as a plan, judged by the same kinds of target as those of cities.

    Parameters
    ----------
    targets : sequence of mapping
        Each with ``id``, ``indicator`` (a line of the statement) and ``kind`` (level_max, reduction_rate,
        intensity_reduction, peak_decline ...), ``value unit due reference`` and the rest of ``Plan.json_schema``. With
        ``rate`` [1/a], ``base`` [t CO2e] and ``base_year`` instead of a kind: absolute contraction, a reduction_rate
        with the milestone of each year.
    title : str
        Name of the plan.
    start, end : int
        First and last year [a].
    area : str
        Region that observations are of.
    grade : str
        Evidence grade of the figures: they are the organisation's own.

    Returns
    -------
    Plan
        ``plan.check(observations=statement.observations())`` gives the scorecard, ``zc.report`` its pages.

    Raises
    ------
    DataError
        Every problem of the targets.

    Notes
    -----
    Contraction: v_y = min(1, rate x (y - base year)). Source: sbti-methods-2025, eq. 4.1 (grade B); the rate is yours
    to give, see `target_path`.

    Examples
    --------
    >>> plan = target_plan([{"id": "S1", "indicator": "scope 1", "rate": 0.042, "base": 1000.0, "base_year": 2020,
    ...     "due": 2030}], title="fictitious", start=2020, end=2030)
    >>> import pandas as pd
    >>> seen = pd.DataFrame({"indicator": ["scope 1"], "area": ["CN"], "year": [2030], "value": [570.0], "unit": ["t"]})
    >>> plan.check(observations=seen).frame[["status", "progress"]].round(3).values.tolist()
    [['met', 1.024]]
    """
    problems = [problem for target in targets for problem in _problems(target)]
    if problems:
        message = "the targets cannot be used"
        raise DataError(message, problems)
    entries = [_contraction(target, end) if "rate" in target else dict(target) for target in targets]
    head = {"name": "organisation", "title": title, "grade": grade, "area": area, "start": start, "end": end}
    return read_plan({**head, "targets": entries})


def _contraction(target: Mapping[str, Any], end: int) -> dict[str, Any]:
    """Return a target of absolute contraction as a fall from its base year, with the milestone of each year."""
    due, year, rate = int(target.get("due", end)), int(target["base_year"]), float(target["rate"])
    falls = {at: 100 * min(1.0, rate * (at - year)) for at in range(year + 1, due + 1)}
    rest = {name: value for name, value in target.items() if name not in _RATE}
    return {
        **rest, "kind": "reduction_rate", "unit": "%", "value": falls[due], "due": due,
        "reference": {"year": year, "value": float(target["base"]), "unit": "t"},
        "milestones": [{"year": at, "value": fall, "assumption": _LINEAR} for at, fall in falls.items() if at < due],
    }  # fmt: skip


def _problems(target: Mapping[str, Any]) -> list[Problem]:
    if "rate" not in target:
        return []
    rate, base, year = (target.get(name) for name in _RATE)
    name = str(target.get("id", ""))
    found = []
    if not is_number(rate) or not 0 < rate <= 1:
        found.append(Problem("", name, "rate", str(rate), "not a rate", "Write 0.042 for 4.2 % a year."))
    if not is_number(base) or not base > 0:
        found.append(Problem("", name, "base", str(base), "not above zero", "Give the emission of the base year."))
    if not is_year(year) or ("due" in target and not (is_year(target["due"]) and target["due"] > year)):
        found.append(Problem("", name, "base_year", str(year), "not a year before the target", "Write it as 2020."))
    return found
