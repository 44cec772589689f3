"""Where the variance of sums comes from: one line per figure, correlated figures as one line."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from zzcarbon.errors import DataError
from zzcarbon.uncertainty.correlation import correlated_blocks
from zzcarbon.uncertainty.propagation import propagate
from zzcarbon.uncertainty.sums import Sums

__all__ = ["variance_shares", "variance_shares_of_inputs"]

Array = NDArray[np.float64]


def variance_shares(sums: Sums) -> pd.DataFrame:
    r"""Return the share of each figure in the variance of each sum, to first order, largest first.

    Parameters
    ----------
    sums : Sums
        Sums of products. A figure that many lines use is one line: their common block is never split.

    Returns
    -------
    pandas.DataFrame
        ``sum`` (position), ``figure``, ``kind`` (of the figure; ``activity source``; ``activity, row by row``),
        ``change`` (half-width of the sum by this figure alone) [unit of the sum], ``share`` and ``cumulative`` [1].

    Notes
    -----
    .. math:: s_{gk} = (\partial E_g / \partial x_k \; u_k)^2 / U_g^2

    with the mean of both half-widths. Source: Groen (notebook reproduced); identity.
    """
    below, above = sums.leaves.half_widths()
    width = np.where(sums.leaves.bounded, (below + above) / 2, 0.0)
    group, leaf, change = sums.derivatives()
    source_group, source, source_change = sums.source_derivatives()
    own = np.arange(sums.count)[sums.alone > 0]
    table = pd.DataFrame(
        {
            "sum": np.concatenate((group, source_group, own)),
            "figure": np.concatenate(
                (sums.leaves.names[leaf], sums.errors.names[source], np.full(len(own), "rows without source", object))
            ),
            "kind": np.concatenate(
                (
                    sums.leaves.kinds[leaf],
                    np.full(len(source), "activity source", object),
                    np.full(len(own), "activity, row by row", object),
                )
            ),
            "change": np.concatenate((np.abs(change) * width[leaf], np.abs(source_change), np.sqrt(sums.alone[own]))),
        }
    )
    table = table[table["change"] > 0]
    whole = (table["change"] ** 2).groupby(table["sum"]).transform("sum")
    table = table.assign(share=table["change"] ** 2 / whole)
    table = table.sort_values(["sum", "share", "figure"], ascending=[True, False, True]).reset_index(drop=True)
    return table.assign(cumulative=table.groupby("sum")["share"].cumsum())


def variance_shares_of_inputs(
    derivatives: ArrayLike, deviations: ArrayLike, *, names: list[str], correlation: ArrayLike | None = None
) -> pd.DataFrame:
    r"""Return the share of each input in the variance of one result; correlated inputs stand in one line.

    Parameters
    ----------
    derivatives : array_like, shape (n,)
        Derivatives of the result by its inputs.
    deviations : array_like, shape (n,)
        Standard deviations of the inputs.
    names : list of str
        Names of the inputs.
    correlation : array_like, shape (n, n), optional
        Their correlation. A block that is correlated is never split: within it no share belongs to one input.

    Returns
    -------
    pandas.DataFrame
        ``figure`` (names of a block joined by ``+``), ``variance`` [unit of the result, squared], ``share`` [1],
        largest first.

    Raises
    ------
    DataError
        Shapes do not fit, a deviation is negative, the correlation is none, or the variance is zero.

    Examples
    --------
    >>> table = variance_shares_of_inputs([1.0, 1.0, 1.0], [3.0, 1.0, 1.0], names=["a", "b", "c"],
    ...     correlation=[[1, 0, 0], [0, 1, 1], [0, 1, 1]])
    >>> table[["figure", "variance"]].values.tolist()
    [['a', 9.0], ['b + c', 4.0]]
    """
    slope, spread = np.asarray(derivatives, float), np.asarray(deviations, float)
    if slope.ndim != 1 or len(names) != len(slope):
        raise DataError(f"{len(names)} names do not fit derivatives of shape {slope.shape}")
    total = float(propagate(slope[None, :], spread, correlation=correlation)[0, 0])
    if not total > 0:
        raise DataError("the variance is zero: no input contributes")
    matrix = np.eye(len(slope)) if correlation is None else np.asarray(correlation, float)
    block = correlated_blocks(matrix, len(slope))
    rows = []
    for first in dict.fromkeys(block.tolist()):
        inside = np.flatnonzero(block == first)
        part = propagate(slope[None, inside], spread[inside], correlation=matrix[np.ix_(inside, inside)])
        rows.append((" + ".join(names[at] for at in inside), float(part[0, 0])))
    table = pd.DataFrame(rows, columns=["figure", "variance"])
    table = table.assign(share=table["variance"] / total)
    return table.sort_values("share", ascending=False, kind="stable").reset_index(drop=True)
