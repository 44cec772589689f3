"""Factors for a decomposition: shares of one level in the level above, and the Kaya identity."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import pandas as pd

from zzcarbon.analysis.decomposition import Form, Variant, lmdi
from zzcarbon.analysis.reading import number_columns, read_table
from zzcarbon.errors import DataError, Problem, shown
from zzcarbon.tables.stated import stated_names

__all__ = ["KAYA", "kaya", "kaya_factors", "nested_shares"]

KAYA = ("population", "gdp", "energy", "co2")
"""The chain of the Kaya identity: each divided by the one before is a factor."""


def nested_shares(frame: object, *, amount: str, levels: Sequence[str], time: str = "year") -> pd.DataFrame:
    r"""Return an amount as its total times the shares of each level in the level above.

    Parameters
    ----------
    frame : data frame
        One row per category and time.
    amount : str
        Column of what is shared out (energy, output), not below zero.
    levels : sequence of str
        Columns of the levels from wide to narrow: ``["sector", "fuel"]``.
    time : str
        Column of the time.

    Returns
    -------
    pandas.DataFrame
        The rows with ``total <amount>`` [unit of the amount] and one column ``share of <level>`` for each level [1];
        they multiply to the amount. A share of nothing (0/0) is blank.

    Raises
    ------
    DataError
        A column is missing, an amount is blank or below zero; every problem.

    Notes
    -----
    .. math:: e_{ij} = E \cdot \frac{E_i}{E} \cdot \frac{e_{ij}}{E_i}

    Examples
    --------
    >>> import pandas as pd
    >>> rows = pd.DataFrame({"year": 2012, "sector": ["a", "a", "b"], "fuel": ["x", "y", "x"],
    ...                      "energy": [3.0, 1.0, 4.0]})
    >>> nested_shares(rows, amount="energy", levels=["sector", "fuel"]).iloc[:, -3:].values.tolist()
    [[8.0, 0.5, 0.75], [8.0, 0.5, 0.25], [8.0, 0.5, 1.0]]
    """
    levels = stated_names(levels, "levels")
    table = read_table(frame, (time, *levels, amount), "amounts").copy()
    problems: list[Problem] = []
    values = number_columns(table, (amount,), "amounts", problems, blank="Give it, or leave the row out.")[:, 0]
    for row in np.flatnonzero(values < 0).tolist():
        told = "an amount below zero has no share"
        problems.append(Problem("amounts", str(table.index[row]), amount, shown(values[row]), told, "Leave it out."))
    if problems:
        raise DataError("the shares cannot be computed", problems)
    table[amount] = values
    keys = [time]
    above = table.groupby(time, dropna=False)[amount].transform("sum").to_numpy()
    table[f"total {amount}"] = above
    for level in levels:
        keys.append(level)
        mine = table.groupby(keys, dropna=False)[amount].transform("sum").to_numpy()
        table[f"share of {level}"] = np.divide(mine, above, out=np.full(len(table), np.nan), where=above != 0)
        above = mine
    return table


def kaya_factors(frame: object, *, chain: Sequence[str] = KAYA) -> pd.DataFrame:
    r"""Return the factors of the Kaya identity.

    Parameters
    ----------
    frame : data frame
        Columns of the chain, in any units.
    chain : sequence of str
        From the first factor to the emission; further steps (final, primary, fossil energy) may stand between.

    Returns
    -------
    pandas.DataFrame
        The rows with the first of the chain and one column ``a/b`` for each step. [units of the columns]

    Raises
    ------
    DataError
        A column is missing, blank or divides by zero; every problem.

    Notes
    -----
    .. math:: C = P \cdot \frac{G}{P} \cdot \frac{E}{G} \cdot \frac{C}{E}

    Source: identity; the chain with final, primary and fossil energy as in kaya-decomposition 0.4.0 (test data of
    IMAGE SSP2).

    Examples
    --------
    >>> import pandas as pd
    >>> row = pd.DataFrame({"population": [2.0], "gdp": [10.0], "energy": [5.0], "co2": [20.0]})
    >>> kaya_factors(row)[["population", "gdp/population", "energy/gdp", "co2/energy"]].values.tolist()
    [[2.0, 5.0, 0.5, 4.0]]
    """
    chain = stated_names(chain, "chain")
    if len(chain) < 2:
        raise DataError(f"a chain has two columns or more, not {shown(list(chain))}")
    table = read_table(frame, chain, "Kaya table").copy()
    problems: list[Problem] = []
    numbers = number_columns(table, chain, "Kaya table", problems, blank="Give it; no step is left out.")
    for row, column in zip(*(axis.tolist() for axis in np.nonzero(numbers[:, :-1] == 0)), strict=True):
        told = "a step cannot be divided by zero"
        problems.append(Problem("Kaya table", str(table.index[row]), chain[column], "0.0", told, "Leave the row out."))
    if problems:
        raise DataError("the Kaya identity cannot be formed", problems)
    table[chain[0]] = numbers[:, 0]
    for number, (below, above) in enumerate(pairwise(chain)):
        table[f"{above}/{below}"] = numbers[:, number + 1] / numbers[:, number]
    return table


def kaya(
    frame: object,
    *,
    chain: Sequence[str] = KAYA,
    by: Sequence[str] = (),
    time: str = "year",
    form: Form = "additive",
    variant: Variant = "I",
    chained: bool = False,
    base: object = None,
    levels: Sequence[str] = (),
) -> pd.DataFrame:
    """Decompose an emission by the Kaya identity.

    Parameters
    ----------
    frame : data frame
        Column of the time, columns of the chain, one row per time (and per region, with ``by``).
    chain : sequence of str
        From population to the emission: see `kaya_factors`.
    by, time, form, variant, chained, base, levels
        As in `lmdi`.

    Returns
    -------
    pandas.DataFrame
        As `lmdi`: the effect of the first of the chain and of each ratio. [unit of the emission, or 1]

    Examples
    --------
    >>> import pandas as pd
    >>> rows = pd.DataFrame({"year": [2010, 2020], "population": [9.0, 10.0], "gdp": [40.0, 80.0],
    ...                      "energy": [20.0, 30.0], "co2": [50.0, 60.0]})
    >>> kaya(rows)[["factor", "effect"]].round(3).values.tolist()
    [['population', 5.779], ['gdp/population', 32.239], ['energy/gdp', -15.779], ['co2/energy', -12.239]]
    """
    table = kaya_factors(frame, chain=chain)
    steps = [chain[0], *(f"{above}/{below}" for below, above in pairwise(chain))]
    return lmdi(
        table, factors=steps, by=by, time=time, value=chain[-1], form=form, variant=variant, chained=chained,
        base=base, levels=levels,
    )  # fmt: skip
