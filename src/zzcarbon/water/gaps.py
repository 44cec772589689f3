"""Gaps in automatic monitoring: how much is missing, and whether the data may still be used."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from zzcarbon.errors import DataError, Problem, shown
from zzcarbon.tables import open_cells

__all__ = ["MissingThreshold", "missing_data"]

_MEDIA = ("air", "water")
_REFUSAL = "the counts of readings cannot be used"


@dataclass(frozen=True, slots=True)
class MissingThreshold:
    """Share of missing data above which automatic data of a period do not count.

    There is none for water in the sources at hand: take it from the permit specification of the trade.

    Attributes
    ----------
    share : float
        Share of the period that may be missing [1].
    source : str
        Document and place the share is taken from.
    medium : str
        ``water`` or ``air``: a threshold of stack gas says nothing about water.

    Examples
    --------
    >>> MissingThreshold(0.25, source="permit specification of the trade, annex", medium="water").share
    0.25
    """

    share: float
    source: str
    medium: str

    def __post_init__(self) -> None:
        problems = []
        if not 0.0 <= self.share <= 1.0:
            problems.append(Problem(column="share", value=shown(self.share), problem="not a share from 0 to 1"))
        if not self.source.strip():
            problems.append(Problem(column="source", problem="the threshold names no source"))
        if self.medium not in _MEDIA:
            problems.append(Problem(column="medium", value=shown(self.medium), problem="neither air nor water"))
        if problems:
            raise DataError("the threshold of missing data cannot be used", problems)
        if self.medium != "water":
            problem = Problem(column="medium", value=shown(self.medium), problem="a threshold for another medium")
            raise DataError(f"a threshold for {self.medium} does not hold for water", [problem])

    def reason(self, missing: float) -> str:
        """Return why data with this share of gaps do not count."""
        return f"{missing:.1%} of the data are missing, more than {self.share:.1%} ({self.source})"


def missing_data(frame: object, *, threshold: MissingThreshold, by: tuple[str, ...] = ("outlet",)) -> pd.DataFrame:
    """Return how much of the automatic data is missing and whether the rest may be used.

    Parameters
    ----------
    frame : data frame, shape (n, ...)
        One row per outlet and period with ``expected`` and ``valid`` readings.
    threshold : MissingThreshold
        For water.
    by : tuple of str
        Columns that name the outlet, the substance and the period that is judged as one.

    Returns
    -------
    pandas.DataFrame
        The columns of `by`, ``expected``, ``valid``, ``missing_share`` [1], ``usable`` and ``threshold``.

    Raises
    ------
    DataError
        Columns are missing, counts are no counts, or more readings are valid than were expected.

    Examples
    --------
    >>> threshold = MissingThreshold(0.25, source="permit", medium="water")
    >>> days = pd.DataFrame({"outlet": ["A", "A", "B"], "expected": 24, "valid": [24, 10, 22]})
    >>> missing_data(days, threshold=threshold)["usable"].tolist()
    [False, True]
    """
    cells = open_cells(frame, "readings", (*by, "expected", "valid"), refusal=_REFUSAL)
    counts = {name: cells.number(name) for name in ("expected", "valid")}
    expected, valid = counts["expected"], counts["valid"]
    for name, wrong, problem in (
        ("expected", expected <= 0, "no number of readings above zero"),
        ("valid", valid < 0, "no number of readings"),
        ("valid", valid > expected, "more valid readings than expected"),
    ):
        cells.report(wrong, name, problem, "Count the readings again.")
    if cells.problems:
        raise DataError(_REFUSAL, cells.problems)
    sums = cells.frame[list(by)].assign(**counts).groupby(list(by), sort=False, dropna=False).sum().reset_index()
    share = 1.0 - sums["valid"] / sums["expected"]
    said = f"{threshold.share:.1%}, {threshold.source}"
    return sums.assign(missing_share=share, usable=share <= threshold.share, threshold=said)
