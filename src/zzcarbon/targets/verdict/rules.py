"""The test of each kind of target: one small function each, found by the name of the kind."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from zzcarbon.analysis.peaks import peak
from zzcarbon.targets.plan_data.kinds import KindName
from zzcarbon.targets.plan_data.target import Target
from zzcarbon.targets.quotas.intensities import (
    cumulative_fall,
    logarithmic_progress,
    mean_yearly_fall,
    remaining_fall,
)
from zzcarbon.targets.verdict.evidence import Evidence
from zzcarbon.units import scale

__all__ = [
    "NO_BASELINE",
    "NO_DATA",
    "RULES",
    "Outcome",
    "annual_rate",
    "apply_rule",
    "cumulative_max",
    "cumulative_min",
    "intensity_reduction",
    "level_max",
    "level_min",
    "not_worse",
    "peak_decline",
    "reduction_points",
    "reduction_rate",
    "relative_to_scenario",
]

NAN = math.nan
_TOLERANCE = 1e-9


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a rule found in one year, in the unit of the target.

    Attributes
    ----------
    achieved, required : float
        Value reached and value to reach.
    gap : float
        What is missing; negative is a margin.
    progress : float
        Share of the way, not clamped; NaN where no way is defined. [1]
    met : bool or None
        Whether the test holds; None if it cannot be said.
    reason : str
        Why it cannot be said.
    remark : str
        What was found on the way.
    """

    achieved: float = NAN
    required: float = NAN
    gap: float = NAN
    progress: float = NAN
    met: bool | None = None
    reason: str = ""
    remark: str = ""


NO_DATA = Outcome(reason="no data")
NO_BASELINE = Outcome(reason="no baseline")

Rule = Callable[[Target, float, Evidence, int], Outcome]
"""Target, its value (or that of a milestone), the evidence, the year."""


def level_max(target: Target, value: float, evidence: Evidence, year: int) -> Outcome:
    """x(t) <= v."""
    datum = evidence.level.get(year)
    if datum is None:
        return NO_DATA
    return _below(target, datum.value, value)


def level_min(target: Target, value: float, evidence: Evidence, year: int) -> Outcome:
    """x(t) >= v."""
    datum = evidence.level.get(year)
    if datum is None:
        return NO_DATA
    return _above(target, datum.value, value)


def reduction_rate(target: Target, value: float, evidence: Evidence, year: int) -> Outcome:
    """x(t) <= (1 - r) x(ref): the fall since the base year, in % of it."""
    fall = _fall(target, evidence, year)
    if isinstance(fall, Outcome):
        return fall
    share = scale(target.unit)
    progress = fall / share / value if value else NAN
    return Outcome(fall / share, value, value - fall / share, progress, _at_least(target, fall / share, value))


def intensity_reduction(target: Target, value: float, evidence: Evidence, year: int) -> Outcome:
    """Compare the fall of an intensity: yearly falls multiply, the gap is the fall still required."""
    fall = _fall(target, evidence, year)
    if isinstance(fall, Outcome):
        return fall
    share = scale(target.unit)
    gap = float(remaining_fall(value * share, fall)) / share
    progress = float(logarithmic_progress(value * share, fall))
    return Outcome(fall / share, value, gap, progress, _at_least(target, fall / share, value))


def annual_rate(target: Target, value: float, evidence: Evidence, year: int) -> Outcome:
    """Compare the mean yearly fall since the base year, compound or linear in the base year's level.

    Where no base year is known, falls of every year of the plan so far are enough: their mean needs no base.
    """
    base = target.reference.year if target.reference is not None else None
    if base is None:
        base = target.start - 1
        rates = [evidence.yearly.get(y) for y in range(target.start, year + 1)]
        if not rates or any(datum is None for datum in rates):
            return NO_BASELINE
    fall = _fall(target, evidence, year, base)
    if isinstance(fall, Outcome):
        return fall
    if year <= base:
        return NO_BASELINE
    years, share = year - base, scale(target.unit)
    if target.form == "compound":
        rate = float(mean_yearly_fall(fall, years)) / share
        whole = 1.0 - (1.0 - value * share) ** (target.due - base)
        progress = float(logarithmic_progress(whole, fall))
    else:
        rate = fall / years / share
        progress = fall / (value * share * (target.due - base)) if value else NAN
    return Outcome(rate, value, value - rate, progress, _at_least(target, rate, value), remark=target.form)


def reduction_points(target: Target, value: float, evidence: Evidence, year: int) -> Outcome:
    """x(t) <= x(ref) - p, in percentage points; a reported fall in points stands for both levels."""
    if (reported := evidence.cumulative.get(year)) is not None:
        fall = reported.value
        return Outcome(fall, value, value - fall, fall / value if value else NAN, _at_least(target, fall, value))
    base = _baseline(target, evidence)
    if base is None:
        return NO_BASELINE
    datum = evidence.level.get(year)
    if datum is None:
        return NO_DATA
    fall = base - datum.value
    return Outcome(fall, value, value - fall, fall / value if value else NAN, _at_least(target, fall, value))


def relative_to_scenario(target: Target, value: float, evidence: Evidence, year: int) -> Outcome:
    """x(t) <= (1 - r) B(t), as a distance below the scenario in %."""
    scenario = target.reference.series.get(year) if target.reference is not None else None
    if scenario is None or scenario == 0:
        return NO_BASELINE
    datum = evidence.level.get(year)
    if datum is None:
        return NO_DATA
    below = (1.0 - datum.value / scenario) / scale(target.unit)
    return Outcome(below, value, value - below, below / value if value else NAN, _at_least(target, below, value))


def cumulative_min(target: Target, value: float, evidence: Evidence, year: int) -> Outcome:
    """Compare the sum of the years so far: at least v."""
    total = _total(target, evidence, year)
    if total is None:
        return NO_DATA
    return Outcome(total, value, value - total, total / value if value else NAN, _at_least(target, total, value))


def cumulative_max(target: Target, value: float, evidence: Evidence, year: int) -> Outcome:
    """Compare the sum of the years so far: at most v, a budget; progress is the share used."""
    total = _total(target, evidence, year)
    if total is None:
        return NO_DATA
    return Outcome(total, value, total - value, total / value if value else NAN, _at_most(target, total, value))


def not_worse(target: Target, value: float, evidence: Evidence, year: int) -> Outcome:
    """x(t) is no worse than x(ref)."""
    del value
    base = _baseline(target, evidence)
    if base is None:
        return NO_BASELINE
    datum = evidence.level.get(year)
    if datum is None:
        return NO_DATA
    test = _above if target.better == "higher" else _below
    return test(target, datum.value, base)


def peak_decline(target: Target, value: float, evidence: Evidence, year: int) -> Outcome:
    """Require that the highest year lies before t and that no later year is above the one before.

    The remark says what the test of Mann-Kendall makes of the years since the highest (`zzcarbon.analysis.peak`): a
    few falling years meet the words of a plan and show no trend yet.
    """
    del target, value
    years = [y for y in sorted(evidence.level) if y <= year]
    if year not in years or len(years) < 2 or years[-1] - years[0] != len(years) - 1:
        return NO_DATA
    values = [evidence.level[y].value for y in years]
    top = max(range(len(years)), key=lambda number: (values[number], -number))
    falls = all(later <= earlier for earlier, later in zip(values[top:], values[top + 1 :], strict=False))
    met = top < len(years) - 1 and values[-1] < values[top] and falls
    gap = values[-1] - values[-2]
    found = peak(dict(zip(years, values, strict=True)))
    remark = f"highest year {years[top]}; by the trend {found.verdict}: {found.reason}"
    return Outcome(values[-1], values[-2], gap, NAN, met, remark=remark)


RULES: dict[KindName, Rule] = {
    "level_max": level_max,
    "level_min": level_min,
    "ordinal_max": level_max,
    "reduction_rate": reduction_rate,
    "reduction_points": reduction_points,
    "annual_rate": annual_rate,
    "intensity_reduction": intensity_reduction,
    "relative_to_scenario": relative_to_scenario,
    "cumulative_min": cumulative_min,
    "cumulative_max": cumulative_max,
    "ratio_min": level_min,
    "all": level_min,
    "zero": level_max,
    "not_worse": not_worse,
    "peak_decline": peak_decline,
}
"""The rule of each kind that can be computed."""


def apply_rule(target: Target, value: float | None, evidence: Evidence, year: int) -> Outcome:
    """Apply the rule of a target's kind in a year.

    Parameters
    ----------
    target : Target
        The target.
    value : float or None
        Value to reach: that of the target or of a milestone. [unit of the target]
    evidence : Evidence
        Its data.
    year : int
        The year to look at.
    """
    return RULES[target.kind](target, NAN if value is None else value, evidence, year)


def _below(target: Target, found: float, limit: float) -> Outcome:
    return Outcome(found, limit, found - limit, _way(target, found, limit, -1.0), _at_most(target, found, limit))


def _above(target: Target, found: float, limit: float) -> Outcome:
    return Outcome(found, limit, limit - found, _way(target, found, limit, 1.0), _at_least(target, found, limit))


def _way(target: Target, found: float, limit: float, sign: float) -> float:
    """Return the share of the way from the baseline; NaN unless the limit lies beyond the baseline."""
    base = target.reference.value if target.reference is not None else None
    if base is None or (limit - base) * sign <= 0:
        return NAN
    return (found - base) / (limit - base)


def _at_least(target: Target, found: float, limit: float) -> bool:
    margin = found - limit
    slack = _TOLERANCE * max(abs(limit), abs(found))
    return margin > slack if target.strict else margin >= -slack


def _at_most(target: Target, found: float, limit: float) -> bool:
    margin = limit - found
    slack = _TOLERANCE * max(abs(limit), abs(found))
    return margin > slack if target.strict else margin >= -slack


def _baseline(target: Target, evidence: Evidence) -> float | None:
    """Return the level of the base year: the document's, else the observed one."""
    if target.reference is None:
        return None
    if target.reference.value is not None:
        return target.reference.value
    datum = evidence.level.get(target.reference.year) if target.reference.year is not None else None
    return None if datum is None else datum.value


def _fall(target: Target, evidence: Evidence, year: int, base_year: int | None = None) -> float | Outcome:
    """Return the fall since the base year [1]: given, compounded from yearly falls, or from levels."""
    if (datum := evidence.cumulative.get(year)) is not None:
        return datum.value
    if base_year is None:
        base_year = target.reference.year if target.reference is not None else None
    if base_year is None:
        return NO_BASELINE
    known = {y: d.value for y, d in evidence.cumulative.items() if base_year < y < year}
    last = max(known, default=base_year)
    rest = [evidence.yearly.get(y) for y in range(last + 1, year + 1)]
    if rest and all(datum is not None for datum in rest):
        return cumulative_fall([datum.value for datum in rest if datum is not None], known.get(last, 0.0))
    base, now = _baseline(target, evidence), evidence.level.get(year)
    if base is None or base == 0:
        falls_are_known = target.kind == "intensity_reduction" or evidence.yearly or evidence.cumulative
        return NO_DATA if falls_are_known else NO_BASELINE
    return NO_DATA if now is None else 1.0 - now.value / base


def _total(target: Target, evidence: Evidence, year: int) -> float | None:
    """Return the sum from the start of the plan to the end of a year; None if a year is missing."""
    if (datum := evidence.cumulative.get(year)) is not None:
        return datum.value
    known = {y: d.value for y, d in evidence.cumulative.items() if target.start <= y < year}
    last = max(known, default=target.start - 1)
    rest = [evidence.yearly.get(y) for y in range(last + 1, year + 1)]
    if not rest or any(datum is None for datum in rest):
        return None
    return known.get(last, 0.0) + math.fsum(datum.value for datum in rest if datum is not None)
