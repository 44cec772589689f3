"""What becomes of waste: its balance and ratios, and what recycling avoids elsewhere."""

from __future__ import annotations

import numpy as np
import pandas as pd

from zzcarbon.errors import DataError
from zzcarbon.tables import open_cells
from zzcarbon.vocabulary.substances import substance

__all__ = ["recycling_rows", "waste_ratios"]

_PARTS = ("used", "disposed", "stored", "discharged")
_CLOSES = 1e-3
_RECYCLING = ("material", "amount", "substance", "factor_primary", "factor_recycled", "substitution", "source")


def waste_ratios(frame: object) -> pd.DataFrame:
    r"""Return what share of waste is used, disposed of, stored or dumped.

    Parameters
    ----------
    frame : data frame
        ``waste generated used disposed stored unit`` of a year, masses; optional ``discharged`` and what of the used
        and disposed came out of old stock, ``used_from_stock``, ``disposed_from_stock``. Other columns are labels.

    Returns
    -------
    pandas.DataFrame
        The rows with masses in t, ``utilisation`` (used / (generated + used from stock)), ``disposal``, ``storage``,
        ``discharge`` [1] and ``unaccounted`` [t].

    Raises
    ------
    DataError
        A mass is missing or negative, or the parts add up to more than there is: every problem.

    Notes
    -----
    .. math:: u = U / (G + U_{stock})

    Utilisation as the environmental statistics count it; what is generated is what is used, disposed of, stored and
    dumped, less what came out of stock.

    Examples
    --------
    >>> table = pd.DataFrame({"waste": ["粉煤灰"], "generated": [100.0], "used": [92.0], "disposed": [5.0],
    ...     "stored": [6.0], "used_from_stock": [3.0], "unit": ["万吨"]})
    >>> round(float(waste_ratios(table)["utilisation"].iloc[0]), 4)
    0.8932
    """
    needed = ("waste", "generated", "used", "disposed", "stored")
    cells = open_cells(frame, "waste balance", needed, refusal="the balance of waste does not hold")
    cells.report(cells.text("waste") == "", "waste", "the waste is missing")
    optional = ("discharged", "used_from_stock", "disposed_from_stock")
    mass = {
        name: cells.in_unit(name, "t", low=0.0, unit_column="unit", default=0.0 if name in optional else None)
        for name in ("generated", *_PARTS, "used_from_stock", "disposed_from_stock")
    }
    for part in ("used", "disposed"):
        cells.report(mass[f"{part}_from_stock"] > mass[part], f"{part}_from_stock", f"more than is {part}")
    stock = mass["used_from_stock"] + mass["disposed_from_stock"]
    left = mass["generated"] + stock - sum(mass[name] for name in _PARTS)
    remedy = "Tell what came out of stock, or correct the parts."
    cells.report(left < -_CLOSES * mass["generated"], "generated", "more goes out than was generated", remedy)
    if cells.problems:
        raise DataError("the balance of waste does not hold", cells.problems)

    def share(part: np.ndarray, whole: np.ndarray) -> np.ndarray:
        made: np.ndarray = np.divide(part, whole, out=np.full(len(part), np.nan), where=whole > 0)
        return made

    labels = cells.frame.drop(columns=[f"{name}_unit" for name in mass], errors="ignore")
    return labels.assign(
        **mass, unit="t", utilisation=share(mass["used"], mass["generated"] + mass["used_from_stock"]),
        disposal=share(mass["disposed"], mass["generated"] + mass["disposed_from_stock"]),
        storage=share(mass["stored"], mass["generated"]), discharge=share(mass["discharged"], mass["generated"]),
        unaccounted=np.maximum(left, 0.0),
    )  # fmt: skip


def recycling_rows(frame: object) -> pd.DataFrame:
    r"""Return rows of what recycled material avoids: they stand beside an inventory, never in its sum.

    Parameters
    ----------
    frame : data frame
        ``material amount unit substance factor_primary factor_recycled substitution source``: mass recycled, what
        primary and recycled material emit [t/t], primary material that a tonne of recycled replaces [1], and the
        document of the factors. None is packaged.

    Returns
    -------
    pandas.DataFrame
        Rows for ``zc.industry.estimate``: method (reported emission), ``flow`` avoided, ``amount`` [t].

    Raises
    ------
    DataError
        A figure or source is missing, a substitution is above one, or recycled emits more than the primary material
        that it replaces: every problem.

    Notes
    -----
    .. math:: A = M (s\, EF_{primary} - EF_{recycled})

    An identity. Nothing is avoided within the boundary of the inventory: the primary works emit less.

    Examples
    --------
    >>> rows = recycling_rows(pd.DataFrame({"material": ["aluminium"], "amount": [100.0], "unit": ["t"],
    ...     "substance": ["CO2"], "factor_primary": [12.0], "factor_recycled": [0.5], "substitution": [0.9],
    ...     "source": ["made up"]}))
    >>> rows[["flow", "amount"]].values.tolist()
    [['avoided', 1030.0]]
    """
    cells = open_cells(frame, "recycling", _RECYCLING, refusal="the recycling cannot be used")
    for name in ("material", "source"):
        cells.report(cells.text(name) == "", name, f"the {name} is missing")
    names = cells.translated(cells.text("substance"), "substance", lambda name: substance(name).key)
    cells.report(names == "", "substance", "the substance is missing")
    mass = cells.in_unit("amount", "t", low=0.0, unit_column="unit")
    primary, own = (cells.in_unit(name, "t/t", low=0.0) for name in ("factor_primary", "factor_recycled"))
    avoided = mass * (cells.share("substitution") * primary - own)
    problem = "recycled emits more than what it replaces: nothing is avoided"
    cells.report(avoided < 0, "factor_recycled", problem, "Book it as an emission.")
    if cells.problems:
        raise DataError("the recycling cannot be used", cells.problems)
    read = ("factor_primary", "factor_recycled", "substitution")
    labels = cells.frame.drop(columns=[*read, *(f"{name}_unit" for name in read)], errors="ignore")
    return labels.assign(substance=names, method="reported emission", flow="avoided", amount=avoided, unit="t")
