"""Whether emissions have peaked: the year of the maximum, the trend since then, and how sure that is."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from zzcarbon.analysis.reading import read_series
from zzcarbon.analysis.trend_tests import MannKendall, SenSlope, mann_kendall, sen_slope
from zzcarbon.document.result_card import ResultCard
from zzcarbon.errors import DataError, shown
from zzcarbon.settings import chosen_language
from zzcarbon.tables.stated import is_number

__all__ = ["Peak", "maximum_shares", "peak"]


@dataclass(frozen=True, slots=True)
class Peak(ResultCard):
    """What a series says about its peak.

    Attributes
    ----------
    year, value : int, float
        Year of the maximum (the last of equal ones) and its value. [unit of the series]
    last_year, last_value : int, float
        Last year with a value.
    verdict : str
        ``"peaked"``, ``"not peaked"`` or ``"undetermined"``.
    reason : str
        Why, with the figures.
    whole, since : MannKendall
        Test of the whole series, and of the years from the peak on; None where there are fewer than two values.
    whole_slope, since_slope : SenSlope
        Their slopes. [unit of the series per year]
    mean_yearly_change : float
        From the peak to the last year, compound; NaN where it is not defined. [1]
    share_of_draws : float
        Share of the draws whose maximum lies in the year of the peak; NaN without draws. [1]
    left_out : tuple of int
        Years of the series without a number: the peak may lie in one of them.
    """

    year: int
    value: float
    last_year: int
    last_value: float
    verdict: str
    reason: str
    whole: MannKendall
    since: MannKendall | None
    whole_slope: SenSlope
    since_slope: SenSlope | None
    mean_yearly_change: float
    share_of_draws: float = float("nan")
    left_out: tuple[int, ...] = ()

    def __str__(self) -> str:
        if chosen_language(None) == "zh":
            return ResultCard.__str__(self)
        draws = "" if np.isnan(self.share_of_draws) else f"; {self.share_of_draws:.0%} of the draws agree on the year"
        return f"{self.verdict}: highest in {self.year} ({self.value:g}); {self.reason}{draws}"


def peak(series: object, *, significance: float = 0.05, draws: object = None) -> Peak:
    r"""Return the peak of a yearly series and a verdict in three values.

    Parameters
    ----------
    series : pandas.Series or mapping of int to float
        By year; years without a number are left out, and named in the reason.
    significance : float
        Largest p at which a trend counts. [1]
    draws : data frame, optional
        One column per year of the series, one row per draw (of `Inventory.uncertainty`, or of
        `zzcarbon.uncertainty.sampled_series`): how often the maximum stays in its year.

    Raises
    ------
    DataError
        The series holds fewer than two values or cannot be read, ``significance`` is no share, the draws have
        other years.

    Notes
    -----
    Peaked: the years from the maximum on fall, with p of Mann-Kendall at most ``significance``. Not peaked: the
    maximum is the last year, or the years since rise with that p. Undetermined: anything else; after six years
    p cannot be below 2/720, after three not below 1/3. Practices that call a peak by other thresholds exist
    (36 Chinese cities, climatechange.cn 2021 17(2) 131); their thresholds could not be read and are not built in.

    .. math:: r = (x_{last}/x_{peak})^{1/(t_{last} - t_{peak})} - 1

    Examples
    --------
    >>> print(peak({2014: 86.9, 2015: 63.9, 2016: 72.3, 2017: 67.5, 2018: 58.1, 2019: 59.9}))
    undetermined: highest in 2014 (86.9); since then S -9 of 6 values, p 0.136 (exact)
    """
    if not (is_number(significance) and 0 < significance < 1):
        raise DataError(f"significance is a share between 0 and 1, not {shown(significance)}")
    read = read_series(series)
    known = ~np.isnan(read.values)
    years, values = read.years[known], read.values[known]
    if len(values) < 2:
        raise DataError(f"a peak needs two values or more, the series holds {len(values)}")
    at = len(values) - 1 - int(np.argmax(values[::-1]))
    rest = pd.Series(values[at:], index=years[at:])
    since = mann_kendall(rest) if len(rest) > 1 else None
    verdict, reason = _verdict(since, significance)
    left_out = tuple(read.years[~known].tolist())
    if left_out:
        reason += f"; without a number: {', '.join(map(str, left_out))}"
    span = int(years[-1] - years[at])
    ratio = float(values[-1] / values[at]) if values[at] > 0 and values[-1] > 0 else np.nan
    whole = pd.Series(values, index=years)
    return Peak(
        year=int(years[at]),
        value=float(values[at]),
        last_year=int(years[-1]),
        last_value=float(values[-1]),
        verdict=verdict,
        reason=reason,
        whole=mann_kendall(whole),
        since=since,
        whole_slope=sen_slope(whole),
        since_slope=sen_slope(rest) if since else None,
        mean_yearly_change=ratio ** (1 / span) - 1 if span else np.nan,
        share_of_draws=np.nan if draws is None else _share(draws, years, int(years[at])),
        left_out=left_out,
    )


def maximum_shares(draws: ArrayLike, *, years: ArrayLike) -> pd.Series[float]:
    """Return the share of draws whose maximum lies in each year.

    Parameters
    ----------
    draws : array_like, shape (draws, years)
        Values by draw and year. [one unit]
    years : array_like of int
        The years.

    Raises
    ------
    DataError
        The shapes do not fit, there is no draw, or a value is no number.

    Examples
    --------
    >>> maximum_shares([[1.0, 3.0, 2.0], [4.0, 3.0, 2.0]], years=[2013, 2014, 2015]).tolist()
    [0.5, 0.5, 0.0]
    """
    try:
        listed, values = np.atleast_1d(np.asarray(years, int)), np.asarray(draws, float)
    except (TypeError, ValueError, OverflowError):
        raise DataError(f"draws are finite numbers by draw and year, not {shown(draws)}") from None
    if values.ndim != 2 or values.shape[1] != len(listed) or not len(values) or not np.isfinite(values).all():
        raise DataError(f"draws are finite numbers by draw and year ({len(listed)} years), not of shape {values.shape}")
    counts = np.bincount(np.argmax(values, axis=1), minlength=len(listed))
    return pd.Series(counts / len(values), index=pd.Index(listed, name="year"), name="share")


def _verdict(since: MannKendall | None, significance: float) -> tuple[str, str]:
    if since is None:
        return "not peaked", "the maximum is the last year"
    found = f"since then S {since.s} of {since.n} values, p {since.p:.3g} ({'exact' if since.exact else 'normal'})"
    if since.p > significance:
        return "undetermined", found
    return ("peaked" if since.s < 0 else "not peaked"), found


def _share(draws: object, years: np.ndarray, year: int) -> float:
    """Return the share of draws with their maximum in a year."""
    if not isinstance(draws, pd.DataFrame | dict):
        raise DataError(f"draws are a table with a column for each year, not {shown(draws)}")
    frame = pd.DataFrame(draws)
    missing = [int(wanted) for wanted in years if wanted not in frame.columns]
    if missing:
        raise DataError(f"the draws have no column for {', '.join(map(str, missing))}")
    return float(maximum_shares(frame[list(years)].to_numpy(), years=years)[year])
