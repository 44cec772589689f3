"""Which pollutants of an outlet the environmental protection tax counts (article 9 of the law)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
import pandas as pd
from numpy.typing import NDArray

__all__ = ["not_counted", "taxed_at_once"]

_ONE_OF = ("COD", "BOD5", "TOC")
_TIMES = ("period", "date", "month", "quarter", "year")


def taxed_at_once(by: Iterable[str], columns: Iterable[str]) -> list[str]:
    """Return the columns that name an outlet and the time that is taxed: those of time count wherever they stand.

    Examples
    --------
    >>> taxed_at_once(["outlet"], ["outlet", "period", "emission"])
    ['outlet', 'period']
    """
    given = set(columns)
    return list(dict.fromkeys((*by, *(name for name in _TIMES if name in given))))


def not_counted(
    groups: pd.DataFrame,
    pollutants: NDArray[np.object_],
    substances: NDArray[np.object_],
    kinds: NDArray[np.object_],
    equivalents: NDArray[np.float64],
    counted: Mapping[str, int],
) -> NDArray[np.object_]:
    """Return why a row is not taxed; empty where it is.

    Rows of one pollutant in one group are added first: the law ranks pollutants, not rows.

    Parameters
    ----------
    groups : pandas.DataFrame, shape (n, b)
        Outlet and time of each row.
    pollutants, substances, kinds : ndarray of str, shape (n,)
        Word of the law, key of the substance, class.
    equivalents : ndarray, shape (n,)
        Pollution equivalents [1].
    counted : mapping of str to int
        How many pollutants of a class count, from the largest down.
    """
    why = np.full(len(groups), "", dtype=object)
    rows = groups.reset_index(drop=True)
    places = rows.groupby(list(groups), sort=False, dropna=False).indices if len(groups.columns) else {"": rows.index}
    for of_group in places.values():
        at = np.asarray(of_group)
        sums = pd.Series(equivalents[at]).groupby(pollutants[at], sort=False).sum()
        ranked = sums.sort_values(ascending=False, kind="stable").index.tolist()
        first = dict(zip(pollutants[at], at.tolist(), strict=True))
        oxygen = [name for name in ranked if substances[first[name]] in _ONE_OF]
        reasons = dict.fromkeys(oxygen[1:], "of COD, BOD5 and TOC of one outlet only one counts")
        for kind, count in counted.items():
            left = [name for name in ranked if kinds[first[name]] == kind and name not in reasons]
            reasons |= dict.fromkeys(left[count:], f"beyond the first {count} of {kind}")
        why[at] = [reasons.get(name, "") for name in pollutants[at]]
    return why
