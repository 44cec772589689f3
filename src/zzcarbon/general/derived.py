"""Figures that are worked out from columns of a row: shares of a building or an investee, fuel per heat."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from zzcarbon.errors import UnitError, english
from zzcarbon.tables import Cells
from zzcarbon.units import conversion_factor, dimension

__all__ = ["ALLOCATED_SHARE", "FUEL_PER_HEAT", "allocated_share", "fuel_per_heat"]

ALLOCATED_SHARE = "allocated_share"
"""Column that is worked out from areas, shares or money."""

FUEL_PER_HEAT = "fuel_per_heat"
"""Column that is worked out from the heat content of a fuel."""

_FINANCED = ("investments", "projected lifetime emissions")


def allocated_share(key: NDArray[np.object_], cells: Cells) -> NDArray[np.float64]:
    """Return the share of a building or an investee that counts [1]; 1 for rows of other methods.

    Parameters
    ----------
    key : array of str
        Method of each row.
    cells : Cells
        The rows; areas in any unit, money of one currency.

    Notes
    -----
    Leased: a / (A x occupancy). Financed: the share of the equity, or outstanding over equity and debt.
    """
    leased, financed = key == "leased assets", np.isin(key, _FINANCED)
    if not (leased | financed).any():
        return np.ones(len(cells))
    area, whole = (cells.in_unit(name, "m2", needed=False, low=0.0) for name in ("leased_area", "building_area"))
    used = cells.share("occupancy", needed=False)
    share = np.where(leased, area / np.where(whole * used > 0, whole * used, np.nan), np.nan)
    cells.report(leased & ~(share <= 1), "leased_area", "more than the building in use, or no area", "Check the areas.")
    equity, part = cells.share("equity_share", needed=False), _financed_part(cells)
    both = financed & np.isfinite(equity) & np.isfinite(part)
    cells.report(both, "equity_share", "a share of equity and one of the financing", "Keep one of them.")
    chosen = np.where(np.isfinite(equity), equity, part)
    none = financed & ~np.isfinite(chosen)
    cells.report(none, "equity_share", "no share", "Give equity_share, or outstanding and equity_and_debt.")
    cells.report(financed & (part > 1), "outstanding", "a share above 1", "Check the amounts of money.")
    return np.where(leased, share, np.where(financed, chosen, 1.0))


def _financed_part(cells: Cells) -> NDArray[np.float64]:
    """Return the money outstanding over equity and debt [1], each in the unit that stands beside it."""
    part = cells.number("outstanding", needed=False) / cells.number("equity_and_debt", needed=False)
    units = zip(cells.text("outstanding_unit"), cells.text("equity_and_debt_unit"), strict=True)
    codes, pairs = pd.factorize(pd.Series(list(units), dtype=object))
    factors = np.ones(len(pairs))
    remedy = "Write both in one currency, for example 万元, or leave both units out."
    for at, (mine, whole) in enumerate(pairs):
        try:
            factors[at] = conversion_factor(mine or "1", whole or "1") if mine != whole else 1.0
        except UnitError as error:
            cells.report(codes == at, "outstanding_unit", english(error), remedy)
    return part * factors[codes] if len(pairs) else part


def fuel_per_heat(cells: Cells) -> pd.DataFrame:
    """Return fuel per heat with its unit, the inverse of ``heat_content``; NaN where a row has none.

    Parameters
    ----------
    cells : Cells
        Rows; the heat content is on the same basis as their amount, net or gross.
    """
    content, unit = cells.number("heat_content", needed=False), cells.text("heat_content_unit")
    given = np.isfinite(content)
    cells.report(given & ~(content > 0), "heat_content", "not above zero", "Give heat per m3 or t.")
    heat = cells.marked("heat_content_unit", _is_heat_content)
    cells.report(given & ~heat, "heat_content_unit", "not heat per amount of fuel", "Write a unit such as MJ/m3.")
    turned = np.array(["/".join(reversed(text.split("/", 1))) for text in unit], dtype=object)
    made = np.divide(1.0, content, out=np.full(len(content), np.nan), where=given & (content > 0))
    return pd.DataFrame({FUEL_PER_HEAT: made, f"{FUEL_PER_HEAT}_unit": np.where(given & heat, turned, "")})


def _is_heat_content(unit: str) -> bool:
    try:
        return dimension(unit) in {dimension(f"MJ/{fuel}") for fuel in ("m3", "t", "m3_0C")}
    except UnitError:
        return False
