"""How likely a target is met when its data carry an uncertainty; the verdict does not change."""

from __future__ import annotations

import math

from zzcarbon.targets.plan_data.target import Target
from zzcarbon.targets.verdict.evidence import Evidence

__all__ = ["chance", "probability_above"]

_LOWER_IS_BETTER = {"level_max", "zero", "cumulative_max"}
_HIGHER_IS_BETTER = {"level_min", "all", "ratio_min", "cumulative_min"}


def probability_above(value: float, deviation: float, limit: float) -> float:
    r"""Return the probability that a normally distributed value lies above a limit.

    Parameters
    ----------
    value : float
        Expected value.
    deviation : float
        Standard deviation, in the unit of the value.
    limit : float
        The limit, in the unit of the value.

    Returns
    -------
    float
        Probability; NaN without a deviation. [1]

    Notes
    -----
    .. math:: P = \Phi((x - v) / s)

    Examples
    --------
    >>> round(probability_above(105.0, 5.0, 100.0), 4)
    0.8413
    """
    if not (math.isfinite(deviation) and deviation > 0):
        return math.nan
    return 0.5 * (1.0 + math.erf((value - limit) / deviation / math.sqrt(2.0)))


def chance(target: Target, evidence: Evidence, year: int) -> float:
    """Return the probability that a target's value is kept in a year, by level or by sum.

    Parameters
    ----------
    target : Target
        A target with a value.
    evidence : Evidence
        Its data; observed years are independent, those of a ledger share the errors of its projects.
    year : int
        The year to look at.

    Returns
    -------
    float
        Probability; NaN where no uncertainty was given or the kind has none. [1]
    """
    if target.value is None or target.kind not in _LOWER_IS_BETTER | _HIGHER_IS_BETTER:
        return math.nan
    if target.cumulative and year not in evidence.cumulative:
        data = [datum for y, datum in evidence.yearly.items() if target.start <= y <= year]
    else:
        datum = evidence.cumulative.get(year) if target.cumulative else evidence.level.get(year)
        data = [] if datum is None else [datum]
    value = math.fsum(datum.value for datum in data)
    independent = math.sqrt(math.fsum(d.deviation**2 for d in data if math.isfinite(d.deviation)))
    above = probability_above(value, evidence.deviations.get(year, independent), target.value)
    return above if target.kind in _HIGHER_IS_BETTER else 1.0 - above
