"""Each project in the plane of greenhouse gas and pollutant reduction, with what a tonne of each costs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from zzcarbon.cobenefit.cross_elasticity import elasticity, elasticity_reading
from zzcarbon.errors import DataError, UnknownNameError
from zzcarbon.gwp import gwp_factor, has_gwp
from zzcarbon.tables import open_cells
from zzcarbon.tables.masses import read_masses
from zzcarbon.tables.opening import report_totals
from zzcarbon.units import co2e_unit
from zzcarbon.vocabulary.substances import substance

__all__ = ["plane"]

_REFUSAL = "the reductions cannot be used"
_COLUMNS = ("project", "substance", "reduction", "unit")
_QUADRANTS = {(1, 1): "I: both fall", (-1, 1): "II: pollutant falls, greenhouse gas rises", (-1, -1): "III: both rise",
              (1, -1): "IV: greenhouse gas falls, pollutant rises"}  # fmt: skip


def plane(
    reductions: object,
    *,
    weights: Mapping[str, float],
    gwp: str,
    emissions: Mapping[str, float] | None = None,
    costs: Mapping[Any, float] | None = None,
) -> pd.DataFrame:
    r"""Return the place of each project in the plane of co-benefits.

    Parameters
    ----------
    reductions : data frame
        ``project substance reduction unit``: entries of a portfolio, or of projects.
    weights : mapping of str to float
        Pollutants on the vertical axis with their weights: one pollutant with 1, or several with weights of
        the caller (pollution equivalents, say). [1]
    gwp : str
        GWP set of the horizontal axis.
    emissions : mapping of str to float, optional
        Emission before the projects, by substance, ``CO2e`` for the gases together: gives the elasticity.
        [t/a]
    costs : mapping of str to float, optional
        Yearly cost by project. [money/a]

    Returns
    -------
    pandas.DataFrame
        By project: ``co2e`` (under the set, ``unit_co2e`` names it) and ``pollutant`` (weighted) [t/a],
        ``quadrant``, ``reading``, ``distance`` and ``angle`` [degree], ``elasticity`` [1],
        ``cost_per_tonne_co2e`` and ``cost_per_tonne_pollutant`` [money/t], each with the whole cost of the
        project, so that the two do not add; NaN where nothing is reduced.

    Raises
    ------
    DataError
        Every problem of the reductions.
    UnknownNameError
        A pollutant of the weights, or the set, is unknown.

    Notes
    -----
    Horizontal: reduction of CO2e; vertical: weighted reduction of pollutants. First quadrant: both fall;
    second and fourth: trade-off; third: both rise. Which axis is which is a convention. Source: ereq-abs.

    .. math:: x = \sum_g R_g \, GWP_g, \quad y = \sum_s w_s R_s

    Examples
    --------
    >>> import pandas as pd
    >>> rows = pd.DataFrame({"project": ["heat pump"] * 2, "substance": ["NOx", "CO2"], "reduction": [3.0, 400.0],
    ...                      "unit": "t"})
    >>> plane(rows, weights={"NOx": 1.0}, gwp="AR6")[["co2e", "pollutant", "quadrant"]].values.tolist()
    [[400.0, 3.0, 'I: both fall']]
    """
    scale = {substance(name).key: float(weight) for name, weight in weights.items()}
    if not scale:
        raise UnknownNameError("pollutant", "", scale, "Give at least one pollutant with its weight.")
    rows = _rows(reductions)
    gas = np.array([gwp_factor(name, gwp) if has_gwp(name) else 0.0 for name in rows["substance"]])
    rows["co2e"] = rows["mass"] * gas
    rows["pollutant"] = rows["mass"] * rows["substance"].map(scale).fillna(0.0)
    table = rows.groupby("project", sort=False)[["co2e", "pollutant"]].sum().reset_index()
    x, y = table["co2e"].to_numpy(), table["pollutant"].to_numpy()
    signs = list(zip(np.sign(x).astype(int).tolist(), np.sign(y).astype(int).tolist(), strict=True))
    table["quadrant"] = [_QUADRANTS.get(pair, "on an axis") for pair in signs]
    table["reading"] = [elasticity_reading(b, a) for a, b in signs]
    table["distance"], table["angle"] = np.hypot(x, y), np.degrees(np.arctan2(y, x))
    table["elasticity"] = _elasticities(x, y, scale, emissions)
    spent = np.array([np.nan if costs is None else costs.get(name, np.nan) for name in table["project"]], float)
    for name, amount in (("co2e", x), ("pollutant", y)):
        per = np.divide(spent, amount, out=np.full(len(spent), np.nan), where=amount > 0)
        table[f"cost_per_tonne_{name}"] = per
    return table.assign(unit_co2e=f"t {co2e_unit(gwp)}")


def _rows(reductions: object) -> pd.DataFrame:
    cells = open_cells(reductions, "co-benefits", _COLUMNS, what="reductions", refusal=_REFUSAL)
    report_totals(cells, "project")
    names = cells.text("project")
    cells.report(names == "", "project", "the project is missing")
    keys = cells.translated(cells.text("substance"), "substance", lambda name: substance(name).key)
    mass = read_masses(cells, "reduction", keys)
    if cells.problems:
        raise DataError(_REFUSAL, cells.problems)
    return pd.DataFrame({"project": names, "substance": keys, "mass": mass})


def _elasticities(
    x: np.ndarray, y: np.ndarray, scale: Mapping[str, float], emissions: Mapping[str, float] | None
) -> np.ndarray:
    """Return the elasticity of each project; NaN without emissions before."""
    if emissions is None:
        return np.full(len(x), np.nan)
    missing = [name for name in (*scale, "CO2e") if name not in emissions]
    if missing:
        raise DataError(f"emissions before the projects are missing: {', '.join(missing)}")
    before = sum(weight * emissions[name] for name, weight in scale.items())
    return elasticity(pollutant_reduction=y, pollutant_emission=before, gas_reduction=x, gas_emission=emissions["CO2e"])
