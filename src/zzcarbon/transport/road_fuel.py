"""Fuel of road vehicles: blends with biofuel, and electricity with its charging losses."""

from __future__ import annotations

import numpy as np
import pandas as pd

from zzcarbon.errors import DataError, shown
from zzcarbon.tables import Cells

__all__ = ["charging_ratio", "split_biofuel"]


def charging_ratio(loss: float) -> float:
    """Return the electricity of the grid per electricity that reaches the vehicle.

    Parameters
    ----------
    loss : float
        Share of the grid's electricity that is lost while charging [1], from 0 to below 1.

    Returns
    -------
    float
        Ratio r = 1 / (1 - loss) [1].

    Raises
    ------
    DataError
        The loss is not a share below one.

    Examples
    --------
    >>> charging_ratio(0.2)
    1.25
    """
    if not 0 <= loss < 1:
        message = f"the charging loss is a share from 0 to below 1, not {shown(loss)}"
        raise DataError(message)
    return 1.0 / (1.0 - loss)


def split_biofuel(frame: pd.DataFrame) -> pd.DataFrame:
    """Split blended fuel into a fossil and a biogenic row.

    Parameters
    ----------
    frame : pandas.DataFrame, shape (n, ...)
        Fuel rows with ``amount`` [mass], ``unit``, ``fuel``, ``biofuel_share`` over the mass [1] and
        ``biofuel_carbon_share`` (carbon over the mass of the biofuel) [1].

    Returns
    -------
    pandas.DataFrame
        Rows of method ``road fuel CO2`` (fossil) and ``road biofuel CO2`` (origin biogenic), which a total leaves out.

    Raises
    ------
    DataError
        Columns are missing, or a share is not between zero and one.

    Notes
    -----
    E_fossil = (1 - s) FC EF, E_biogenic = s FC C 44/12. Source: ipcc-2006-v2, Vol 2 Ch 3, 3.2.1.2.

    Examples
    --------
    >>> blend = pd.DataFrame({"fuel": ["gasoline"], "amount": [100.0], "unit": ["t"], "biofuel_share": [0.1],
    ...     "biofuel_carbon_share": [0.52]})
    >>> split_biofuel(blend)[["method", "amount"]].to_numpy().tolist()
    [['road fuel CO2', 90.0], ['road biofuel CO2', 10.0]]
    """
    _checked(frame, ("fuel", "amount", "unit"), ("biofuel_share", "biofuel_carbon_share"))
    rest = frame.drop(columns=["biofuel_share", "biofuel_carbon_share"])
    share = frame["biofuel_share"]
    fossil = rest.assign(method="road fuel CO2", amount=frame["amount"] * (1 - share), part="fossil")
    biogenic = rest.drop(columns="fuel").assign(
        method="road biofuel CO2",
        amount=frame["amount"] * share,
        carbon_share=frame["biofuel_carbon_share"],
        origin="biogenic",
        part="biogenic",
    )
    if "id" in rest:
        fossil["id"], biogenic["id"] = rest["id"].astype(str) + "/fossil", rest["id"].astype(str) + "/biogenic"
    return pd.concat([fossil, biogenic[share > 0]], ignore_index=True)


def _checked(frame: pd.DataFrame, needed: tuple[str, ...], shares: tuple[str, ...]) -> None:
    missing = [name for name in (*needed, *shares) if name not in frame]
    cells = Cells(frame)
    for name in missing:
        cells.report_table(name, "the column is missing", "Add it.")
    for name, high in (("amount", np.inf), *((share, 1.0) for share in shares)):
        if name in missing:
            continue
        numbers = pd.to_numeric(frame[name], errors="coerce")
        bad = (~numbers.between(0, high)).to_numpy()
        cells.report(bad, name, "not a number in its range", f"Give 0 to {high:g}.")
    if cells.problems:
        message = f"{len(cells.problems)} problems in the fuel rows"
        raise DataError(message, cells.problems)
