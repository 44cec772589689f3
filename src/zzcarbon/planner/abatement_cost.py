"""The marginal abatement cost curve, also for measures that act on one source one after the other."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from zzcarbon.errors import DataError
from zzcarbon.tables import open_cells
from zzcarbon.tables.opening import report_totals

__all__ = ["abatement_cost_curve", "joint_share", "source_overlaps"]

Array = NDArray[np.float64]
_COLUMNS = ("measure", "source", "emission", "share", "cost")
_ORDER = ("saves", "costs")
_NOTHING = 1e-12
"""What is less has no cost per tonne [t/a]: a microgram."""


def joint_share(shares: Any) -> float:
    r"""Return the share that measures on one source remove together.

    Parameters
    ----------
    shares : array_like, shape (n,)
        Share that each removes of what reaches it. [1]

    Returns
    -------
    float
        [1]

    Notes
    -----
    .. math:: s = 1 - \prod_i (1 - s_i)

    Independent of the order.

    Examples
    --------
    >>> round(joint_share([0.5, 0.5]), 6)
    0.75
    """
    return float(1.0 - np.prod(1.0 - np.asarray(shares, float)))


def abatement_cost_curve(frame: Any) -> pd.DataFrame:
    r"""Return the marginal abatement cost curve of measures, of which several may act on one source.

    Parameters
    ----------
    frame : data frame, shape (n, ...)
        ``measure``, ``source`` (measures on one source interact), ``emission`` of the source without any of
        them [t/a], ``share`` that the measure removes of what is left by the others [1], ``cost`` [money/a].

    Returns
    -------
    pandas.DataFrame
        In the order of the curve: ``measure source group`` (saves or costs), ``reduction`` that the measure
        adds behind those before it [t/a], ``cost``, ``marginal_cost`` [money/t], ``cumulative_reduction``
        [t/a], ``cumulative_cost`` [money/a], ``alone`` (what it would reduce by itself) [t/a] and ``lost``
        (what interaction takes from it) [t/a].

    Raises
    ------
    DataError
        A share outside 0 to 1, a measure twice, one source with two emissions.

    Notes
    -----
    .. math:: \Delta_k = E_s \, s_k \prod_{j < k, j \in s} (1 - s_j)

    In each step the measure with the lowest cost per tonne that it still reduces comes next, so that costs
    per tonne rise along the curve; the sum on a source does not depend on the order. Measures that save
    money come first, the largest saving first: their cost per tonne says nothing about their rank.

    Examples
    --------
    >>> import pandas as pd
    >>> curve = abatement_cost_curve(pd.DataFrame({
    ...     "measure": ["burner", "catalyst"], "source": "kiln", "emission": 100.0,
    ...     "share": [0.4, 0.8], "cost": [400.0, 2400.0]}))
    >>> curve["measure"].tolist(), curve["reduction"].round(6).tolist(), curve["marginal_cost"].round(6).tolist()
    (['burner', 'catalyst'], [40.0, 48.0], [10.0, 50.0])
    """
    measures, emission, share, cost = _measures(frame)
    sources, source = np.unique(measures["source"].to_numpy(), return_inverse=True)
    left = np.ones(len(sources))
    alone = emission * share
    done = np.zeros(len(cost), dtype=bool)
    rows = []
    for _ in range(len(cost)):
        gain = alone * left[source]
        pick = _next(done, cost, gain)
        done[pick] = True
        left[source[pick]] *= 1.0 - share[pick]
        rows.append((pick, float(gain[pick])))
    order = np.array([pick for pick, _ in rows])
    gains = np.array([gain for _, gain in rows])
    table = measures.iloc[order][["measure", "source"]].reset_index(drop=True)
    table["group"] = np.where(cost[order] < 0, *_ORDER)
    table["reduction"], table["cost"] = gains, cost[order]
    table["marginal_cost"] = np.divide(cost[order], gains, out=np.full(len(gains), np.nan), where=gains > _NOTHING)
    table["cumulative_reduction"], table["cumulative_cost"] = gains.cumsum(), cost[order].cumsum()
    table["alone"] = alone[order]
    return table.assign(lost=table["alone"] - table["reduction"])


def source_overlaps(frame: Any, substance: str) -> pd.DataFrame:
    r"""Return what each two measures on one source lose together, for `read_candidates`.

    Parameters
    ----------
    frame : data frame, shape (n, ...)
        As for `abatement_cost_curve`; ``measure`` is the name of the candidate.
    substance : str
        The substance of the emissions.

    Returns
    -------
    pandas.DataFrame
        ``first second substance loss unit`` [t/a].

    Raises
    ------
    DataError
        As for `abatement_cost_curve`.

    Notes
    -----
    .. math:: L_{12} = E s_1 s_2

    Exact for two measures on a source; with three and more the sum of pairs takes off more than is lost, so
    that a portfolio stays on the safe side.

    Examples
    --------
    >>> import pandas as pd
    >>> kiln = pd.DataFrame({"measure": ["burner", "catalyst"], "source": "kiln", "emission": 100.0,
    ...                      "share": [0.4, 0.8], "cost": 0.0})
    >>> source_overlaps(kiln, "NOx").values.tolist()
    [['burner', 'catalyst', 'NOx', 32.0, 't']]
    """
    measures, emission, share, _ = _measures(frame)
    names, sources = measures["measure"].to_numpy(), measures["source"].to_numpy()
    rows = []
    for source in dict.fromkeys(sources.tolist()):
        here = np.flatnonzero(sources == source).tolist()
        rows += [(names[a], names[b], emission[a] * share[a] * share[b]) for a, b in combinations(here, 2)]
    table = pd.DataFrame(rows, columns=["first", "second", "loss"]).assign(substance=substance, unit="t")
    return table[["first", "second", "substance", "loss", "unit"]]


def _measures(frame: Any) -> tuple[pd.DataFrame, Array, Array, Array]:
    cells = open_cells(frame, "abatement measures", _COLUMNS, what="measures", refusal="the measures cannot be used")
    report_totals(cells, "measure", "source")
    names = {name: cells.text(name) for name in ("measure", "source")}
    emission, share, cost = cells.number("emission"), cells.in_unit("share", "1"), cells.number("cost")
    cells.report(names["measure"] == "", "measure", "the measure is missing")
    cells.report(pd.DataFrame(names).duplicated().to_numpy(), "measure", "the measure stands twice on its source")
    cells.report((share < 0) | (share > 1), "share", "more than 100 % or less than nothing is removed", "80 % is 0.8.")
    cells.report(emission < 0, "emission", "a negative emission")
    first = pd.Series(emission).groupby(names["source"]).transform("first").to_numpy()
    cells.report(emission != first, "emission", "the source has two emissions", "Give what it emits without measures.")
    if cells.problems:
        raise DataError("the measures cannot be used", cells.problems)
    return pd.DataFrame(names), emission, share, cost


def _next(done: NDArray[np.bool_], cost: Array, gain: Array) -> int:
    """Return the next measure: the largest saving, else the lowest cost per tonne, else one without effect."""
    open_to = ~done
    saving = open_to & (cost < 0)
    if saving.any():
        return int(np.where(saving, cost, np.inf).argmin())
    useful = open_to & (gain > _NOTHING)
    if not useful.any():
        return int(open_to.argmax())
    ratio = np.divide(cost, gain, out=np.full(len(cost), np.inf), where=useful)
    return int(ratio.argmin())
