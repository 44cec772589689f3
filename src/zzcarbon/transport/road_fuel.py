"""Fuel of road vehicles: blends with biofuel, charging losses, and the balance with the fuel that was sold."""

from __future__ import annotations

import numpy as np
import pandas as pd

from zzcarbon.errors import DataError, Problem, shown

__all__ = ["charging_ratio", "fuel_balance", "scaled_to_sales", "split_biofuel"]


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
    ValueError
        The loss is not a share below one.

    Examples
    --------
    >>> charging_ratio(0.2)
    1.25
    """
    if not 0 <= loss < 1:
        message = f"the charging loss is a share from 0 to below 1, not {shown(loss)}"
        raise ValueError(message)
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


def fuel_balance(computed: pd.DataFrame, sold: pd.DataFrame) -> pd.DataFrame:
    """Compare the fuel that vehicles were computed to use with the fuel that was sold.

    Parameters
    ----------
    computed : pandas.DataFrame
        ``fuel`` and ``amount``, several rows a fuel.
    sold : pandas.DataFrame
        ``fuel`` and ``amount`` in the same unit, one row a fuel.

    Returns
    -------
    pandas.DataFrame
        ``fuel computed sold difference scaling``: scaling is sold over computed, NaN where nothing was computed. It is
        shown, not applied: `scaled_to_sales` applies it.

    Raises
    ------
    DataError
        Columns are missing, an amount is negative or no number, or a fuel was sold twice.

    Examples
    --------
    >>> fuel_balance(pd.DataFrame({"fuel": ["diesel"], "amount": [80.0]}),
    ...     pd.DataFrame({"fuel": ["diesel"], "amount": [100.0]}))["scaling"].tolist()
    [1.25]
    """
    for frame in (computed, sold):
        _checked(frame, ("fuel", "amount"), ())
    twice = sold["fuel"].duplicated()
    if twice.any():
        problems = [
            Problem("", str(at + 1), "fuel", shown(sold["fuel"].iloc[at]), "the fuel stands twice", "Sum its sales.")
            for at in np.flatnonzero(twice)
        ]
        message = "a fuel was sold twice"
        raise DataError(message, problems)
    used = computed.groupby("fuel", sort=True)["amount"].sum()
    both = pd.DataFrame({"computed": used, "sold": sold.set_index("fuel")["amount"]}).fillna(0.0)
    both["difference"] = both["computed"] - both["sold"]
    both["scaling"] = both["sold"] / both["computed"].where(both["computed"] > 0)
    return both.rename_axis("fuel").reset_index()


def scaled_to_sales(frame: pd.DataFrame, balance: pd.DataFrame) -> pd.DataFrame:
    """Scale amounts to the fuel that was sold, and leave on each row by how much.

    Parameters
    ----------
    frame : pandas.DataFrame, shape (n, ...)
        Rows with ``fuel`` and ``amount``.
    balance : pandas.DataFrame
        Of `fuel_balance`.

    Returns
    -------
    pandas.DataFrame, shape (n, ...)
        Amounts times the scaling of their fuel, the factor in column ``fuel_scaling``.

    Raises
    ------
    DataError
        A fuel of the rows has no scaling.

    Examples
    --------
    >>> rows = pd.DataFrame({"fuel": ["diesel"], "amount": [80.0]})
    >>> scaled_to_sales(rows, fuel_balance(rows, rows.assign(amount=100.0)))["amount"].tolist()
    [100.0]
    """
    scaling = frame["fuel"].map(balance.set_index("fuel")["scaling"])
    without = np.flatnonzero(scaling.isna())
    if len(without):
        problems = [
            Problem("", str(at + 1), "fuel", shown(frame["fuel"].iloc[at]), "no scaling", "Give its sales.")
            for at in without
        ]
        message = f"{len(problems)} rows have no scaling"
        raise DataError(message, problems)
    return frame.assign(amount=frame["amount"] * scaling, fuel_scaling=scaling)


def _checked(frame: pd.DataFrame, needed: tuple[str, ...], shares: tuple[str, ...]) -> None:
    missing = [name for name in (*needed, *shares) if name not in frame]
    problems = [Problem("", "", name, "", "the column is missing", "Add it.") for name in missing]
    for name, high in (("amount", np.inf), *((share, 1.0) for share in shares)):
        if name in missing:
            continue
        numbers = pd.to_numeric(frame[name], errors="coerce")
        for at in np.flatnonzero(~numbers.between(0, high)):
            value = shown(frame[name].iloc[at])
            problems.append(Problem("", str(at + 1), name, value, "not a number in its range", f"Give 0 to {high:g}."))
    if problems:
        message = f"{len(problems)} problems in the fuel rows"
        raise DataError(message, problems)
