"""Co-control of pollutants and greenhouse gases: elasticity, case and equivalents per project, sector and year."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from zzcarbon.cobenefit.cross_elasticity import elasticity, elasticity_reading
from zzcarbon.errors import DataError, shown
from zzcarbon.tables import open_cells

__all__ = ["co_control"]

_REFUSAL = "the co-control cannot be computed"
_NUMBERS = ("pollutant_reduction", "pollutant_emission", "gas_reduction", "gas_emission")


def co_control(frame: object, *, by: Sequence[str] = ("project",), equivalent: float | None = None) -> pd.DataFrame:
    r"""Return how strongly a pollutant falls beside a greenhouse gas, for each project, sector or year.

    Parameters
    ----------
    frame : data frame
        Columns ``by``, ``pollutant_reduction``, ``pollutant_emission``, ``gas_reduction``, ``gas_emission``:
        reductions (negative where it adds) and the emissions before the measure, of one boundary and year; both
        emissions must be given. Rows of one group are added up. [t/a, or what ``<column>_unit`` says]
    by : sequence of str
        What a row of the result is: ``["project"]``, ``["sector", "year"]``.
    equivalent : float, optional
        Mass of the pollutant that makes one equivalent of the tax law. [kg]

    Returns
    -------
    pandas.DataFrame
        ``by``, the four sums, ``pollutant_rate`` and ``gas_rate`` [1], ``elasticity`` [1] (NaN where the gas does not
        change), ``reading`` (the case by both signs) and ``stronger`` (``pollutant``, ``gas``, ``equal``; empty
        where not both fall); with an equivalent also ``equivalents`` [1].

    Raises
    ------
    DataError
        A column is missing, a number is none, an emission is not above zero; every problem.

    Notes
    -----
    .. math:: Els = \frac{ER_j / Q_j}{ER_k / Q_k}, \quad n = \frac{1000\,ER_j}{v}

    The elasticity is that of `zzcarbon.cobenefit.elasticity`. Where both rise it is above zero as well: the reading
    says so. Source: pmc-els; cn-env-tax-law (equivalents).

    Examples
    --------
    >>> import pandas as pd
    >>> rows = pd.DataFrame({"project": ["boiler"], "pollutant_reduction": [8.0], "pollutant_emission": [100.0],
    ...                      "gas_reduction": [40.0], "gas_emission": [1000.0]})
    >>> co_control(rows)[["elasticity", "reading", "stronger"]].values.tolist()
    [[2.0, 'synergy: both fall', 'pollutant']]
    """
    if equivalent is not None and not equivalent > 0:
        raise DataError(f"an equivalent is a mass above zero [kg], not {shown(equivalent)}")
    cells = open_cells(frame, "control table", (*by, *_NUMBERS), what="co-control", refusal=_REFUSAL)
    numbers = pd.DataFrame({name: cells.in_unit(name, "t") for name in _NUMBERS})
    remedy = "Give the emission before the measure, of the same boundary and year."
    for name in ("pollutant_emission", "gas_emission"):
        cells.report(numbers[name].to_numpy(float) <= 0, name, "not above zero", remedy)
    if cells.problems:
        raise DataError(_REFUSAL, cells.problems)
    table = cells.frame
    made = pd.concat([table[list(by)], numbers], axis=1).groupby(list(by), sort=False, dropna=False).sum().reset_index()
    pollutant, before, gas, gas_before = (made[name].to_numpy(float) for name in _NUMBERS)
    made["pollutant_rate"], made["gas_rate"] = pollutant / before, gas / gas_before
    made["elasticity"] = elasticity(
        pollutant_reduction=pollutant, pollutant_emission=before, gas_reduction=gas, gas_emission=gas_before
    )
    made["reading"] = [elasticity_reading(a, b) for a, b in zip(pollutant, gas, strict=True)]
    made["stronger"] = [_stronger(a, b) for a, b in zip(made["pollutant_rate"], made["gas_rate"], strict=True)]
    return made if equivalent is None else made.assign(equivalents=1000 * pollutant / equivalent)


def _stronger(pollutant: float, gas: float) -> str:
    """Return which of two rates that both fall is larger."""
    if not (pollutant > 0 and gas > 0):
        return ""
    if np.isclose(pollutant, gas, rtol=1e-12, atol=0.0):
        return "equal"
    return "pollutant" if pollutant > gas else "gas"
