"""Gases in equipment: refrigerants, SF6 in switchgear, shielding CO2, and the bank they form."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from zzcarbon.errors import DataError, Problem, shown
from zzcarbon.estimation.bank import IPCC_TIER_2A, bank_stages
from zzcarbon.industry.shares import share
from zzcarbon.tables import Cells

__all__ = ["equipment_bank", "equipment_gas_balance", "shielding_co2", "yearly_leak"]

Array = npt.NDArray[np.float64]


def equipment_gas_balance(
    *, stock_begin: Any, bought: Any, stock_end: Any, sold: Any = 0.0, capacity_increase: Any = 0.0
) -> Any:
    r"""Gas that was lost, from what was bought and what is still there.

    Parameters
    ----------
    stock_begin, stock_end : float or array, shape (n,)
        Gas in containers at the begin and at the end of the year [kg].
    bought : float or array, shape (n,)
        Gas bought, or received in equipment [kg].
    sold : float or array, shape (n,)
        Gas sold, returned, destroyed or handed on in equipment [kg].
    capacity_increase : float or array, shape (n,)
        Nameplate capacity of new equipment less that of retired equipment [kg].

    Returns
    -------
    float or array, shape (n,)
        Emission [kg].

    Notes
    -----
    .. math:: E = (B_0 - B_1) + P - S - \Delta C

    Source: ipcc-2006-v3, Ch 8 Eq. 8.3 (mass balance); the copy of the Chinese machinery guideline that
    reverses the sign of the stock is not followed.

    Examples
    --------
    >>> equipment_gas_balance(stock_begin=100.0, bought=50.0, stock_end=80.0, capacity_increase=40.0)
    30.0
    """
    return stock_begin - stock_end + bought - sold - capacity_increase


def yearly_leak(*, bank: Any, rate: Any) -> Any:
    r"""Gas that leaks in a year from equipment in use.

    Parameters
    ----------
    bank : float or array, shape (n,)
        Gas in the equipment [kg].
    rate : float or array, shape (n,)
        Share that leaks in a year [1].

    Returns
    -------
    float or array, shape (n,)
        Emission in the year [kg].

    Raises
    ------
    ValueError
        The rate lies outside 0 to 1.

    Notes
    -----
    .. math:: E = B \cdot x

    Source: ipcc-2006-v3, Ch 7 Eq. 7.13.

    Examples
    --------
    >>> float(yearly_leak(bank=200.0, rate=0.05))
    10.0
    """
    return bank * share(rate, "leak rate")[()]


def shielding_co2(*, stock_begin: Any, bought: Any, stock_end: Any, sold: Any = 0.0, co2_share: Any = 1.0) -> Any:
    r"""CO2 of shielding gas in welding.

    Parameters
    ----------
    stock_begin, stock_end, bought, sold : float or array, shape (n,)
        Shielding gas in stock, bought and handed on [t].
    co2_share : float or array, shape (n,)
        CO2 in the gas, by mass [1].

    Returns
    -------
    float or array, shape (n,)
        CO2 [t].

    Raises
    ------
    ValueError
        The share lies outside 0 to 1.

    Notes
    -----
    .. math:: E = (B_0 + P - B_1 - S) \cdot w

    Source: cn-ndrc-24-sectors, CO2 shielded welding.

    Examples
    --------
    >>> float(shielding_co2(stock_begin=1.0, bought=10.0, stock_end=1.0, co2_share=0.2))
    2.0
    """
    return (stock_begin + bought - stock_end - sold) * share(co2_share, "CO2 in the gas")[()]


def equipment_bank(
    charged: pd.DataFrame, *, assembly_loss: float, leak_rate: float, lifetime: int, recovery: float
) -> pd.DataFrame:
    r"""Yearly emission of gases charged into equipment, over its life.

    Parameters
    ----------
    charged : pandas.DataFrame, shape (n, ...)
        ``year``, ``substance``, ``amount``: gas charged into new equipment in the year [unit of ``unit``].
        A column ``unit`` is needed; other columns are labels, and each combination is a bank of its own.
    assembly_loss : float
        Share lost while charging [1].
    leak_rate : float
        Share of the bank that leaks in a year [1].
    lifetime : int
        Years until the equipment is retired [a].
    recovery : float
        Share of the remaining charge that is recovered at the end [1].

    Returns
    -------
    pandas.DataFrame
        Activity rows: the labels, ``method`` (reported emission), ``substance``, ``stage`` (assembly,
        operation, disposal), ``year``, ``amount``, ``unit``.

    Raises
    ------
    DataError
        A column is missing, or a share or the lifetime cannot be; all problems at once.

    Notes
    -----
    .. math::

        B_t = \sum_{s=t-L+1}^{t} M_s (1 - k)(1 - x)^{t-s}, \quad
        E_t = M_t k + B_t x + M_{t-L} (1 - k)(1 - x)^L (1 - r)

    Source: ipcc-2006-v3, Ch 7 Eq. 7.10 to 7.14 (tier 2a), with a leak that starts in the year of charging: the
    convention `zzcarbon.estimation.bank.IPCC_TIER_2A`.

    Examples
    --------
    >>> rows = pd.DataFrame({"year": [2020], "substance": ["HFC-134a"], "amount": [100.0], "unit": ["kg"]})
    >>> found = equipment_bank(rows, assembly_loss=0.01, leak_rate=0.1, lifetime=2, recovery=0.5)
    >>> found[["year", "stage", "amount"]].round(3).values.tolist()
    [[2020, 'assembly', 1.0], [2020, 'operation', 9.9], [2021, 'operation', 8.91], [2022, 'disposal', 40.095]]
    """
    _checked(charged, assembly_loss=assembly_loss, leak_rate=leak_rate, lifetime=lifetime, recovery=recovery)
    labels = [name for name in charged.columns if name not in {"year", "amount"}]
    stages = bank_stages(
        charged["amount"].to_numpy(dtype=float),
        filling_loss=assembly_loss,
        leak_rate=leak_rate,
        lifetime=int(lifetime),
        recovered=recovery,
        convention=IPCC_TIER_2A,
    )
    named = {"assembly": stages.filling, "operation": stages.operation, "disposal": stages.disposal}
    parts = [
        charged[labels].assign(stage=stage, year=charged["year"].astype(int) + age, amount=masses[:, age])
        for stage, masses in named.items()
        for age in range(int(lifetime) + 1)
    ]
    rows = pd.concat(parts, ignore_index=True)
    keys = [*labels, "stage", "year"]
    summed = rows.groupby(keys, sort=False, dropna=False)["amount"].sum().reset_index()
    summed = summed[summed["amount"] > 0].sort_values(["year", "stage"], kind="stable", ignore_index=True)
    summed.insert(0, "method", "reported emission")
    return summed


def _checked(charged: pd.DataFrame, **figures: float) -> None:
    """Raise all problems of the table and the figures at once."""
    problems = [
        Problem(column=name, problem="the column is missing", remedy=f"add {name!r}")
        for name in ("year", "substance", "amount", "unit")
        if name not in charged.columns
    ]
    problems += [
        Problem(column=name, value=shown(figures[name]), problem="not a share", remedy="give 0 to 1")
        for name in ("assembly_loss", "leak_rate", "recovery")
        if not 0 <= figures[name] <= 1
    ]
    if figures["lifetime"] < 1 or figures["lifetime"] != int(figures["lifetime"]):
        problems.append(
            Problem(
                column="lifetime",
                value=shown(figures["lifetime"]),
                problem="not a number of years",
                remedy="give 1 or more",
            )
        )
    if "amount" in charged.columns:
        amounts = pd.to_numeric(charged["amount"], errors="coerce")
        cells = Cells(charged, problems=problems)
        cells.report(~(amounts >= 0).to_numpy(bool), "amount", "not an amount", "give zero or more")
    if problems:
        message = "the bank of gases cannot be computed:"
        raise DataError(message, problems)
