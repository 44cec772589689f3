"""Continuous monitoring of stacks: hourly flow and concentration to activity rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

from zzcarbon.energy.flue_gas import at_measured_oxygen, dry_flow, normal_flow
from zzcarbon.errors import DataError, Problem, shown

__all__ = ["MissingThreshold", "monitored_stack"]

_NEEDED = ("outlet", "period", "substance", "flow", "flow_state", "concentration", "concentration_state")
_FLOW_STATES = ("dry", "wet")
_CONCENTRATION_STATES = ("dry", "wet", "reference oxygen")
_PARTS = {"day": 10, "month": 7, "year": 4}


@dataclass(frozen=True, slots=True)
class MissingThreshold:
    """Share of hours above which automatic data may not be used.

    Attributes
    ----------
    share : float
        The limit [1].
    source : str
        Document that sets it.
    medium : str
        What it is for, for example ``"stack gas"``.
    """

    share: float
    source: str
    medium: str

    def __post_init__(self) -> None:
        """Refuse a limit that is no share or that nobody set."""
        if not 0 <= self.share <= 1:
            message = f"the limit of missing hours is a share between 0 and 1, not {shown(self.share)}"
            raise ValueError(message)
        if not self.source.strip() or not self.medium.strip():
            message = "name the source of the limit of missing hours and the medium that it is for"
            raise ValueError(message)


def monitored_stack(
    hours: pd.DataFrame,
    *,
    threshold: MissingThreshold,
    by: Literal["day", "month", "year"] = "month",
    gaps: Literal["mean", "none"],
) -> pd.DataFrame:
    r"""Sum hourly flow and concentration to one activity row per outlet, substance and period.

    Parameters
    ----------
    hours : pandas.DataFrame, shape (n, ...)
        One row per outlet, substance and hour of operation: ``outlet``, ``period`` (ISO 8601 hour),
        ``substance``, ``flow`` [m3/h], ``flow_state`` (dry or wet), ``concentration`` [mg/m3],
        ``concentration_state`` (dry, wet or reference oxygen). Where they are needed: ``moisture`` by
        volume [1], ``oxygen`` and ``reference_oxygen`` in dry gas [1], ``temperature`` [degC] and
        ``pressure`` [kPa] of a flow that is not yet at 0 degC and 101.325 kPa. Concentrations are at
        0 degC and 101.325 kPa. A blank flow or concentration is a missing hour.
    threshold : MissingThreshold
        Share of missing hours above which a period may not be used, with its source.
    by : str
        Period of the result.
    gaps : str
        ``"mean"``: the mean of the valid hours stands for missing ones within the limit;
        ``"none"``: missing hours count nothing, for data that were patched before.

    Returns
    -------
    pandas.DataFrame
        Activity rows for the method ``monitored stack``: ``outlet``, ``substance``, ``period``, ``amount``
        (dry gas at 0 degC) with ``unit``, flow-weighted ``concentration`` with ``concentration_unit``,
        ``hours``, ``missing`` [1], ``activity_source``, and ``notation`` NE where too much is missing.

    Raises
    ------
    DataError
        Columns or states are missing or cannot be; all problems at once.

    Notes
    -----
    .. math:: E = \sum_h Q_h C_h, \qquad \bar C = \sum_h Q_h C_h / \sum_h Q_h

    Never the mean concentration times the total flow. Source: cn-mep-2017-81, equations 8 to 11.

    Examples
    --------
    >>> hours = pd.DataFrame({
    ...     "outlet": "DA001", "period": ["2024-03-01T00", "2024-03-01T01"], "substance": "NOx",
    ...     "flow": [1e5, 3e5], "flow_state": "dry", "concentration": [50.0, 30.0], "concentration_state": "dry",
    ... })
    >>> threshold = MissingThreshold(0.25, source="permit specification, annex E.1 (grade C)", medium="stack gas")
    >>> found = monitored_stack(hours, threshold=threshold, gaps="none")
    >>> found[["period", "amount", "concentration"]].values.tolist()
    [['2024-03', 400000.0, 35.0]]
    """
    _checked(hours, by=by, gaps=gaps)
    flow, mass = _dry_flow_and_mass(hours)
    valid = np.isfinite(flow) & np.isfinite(mass)
    table = pd.DataFrame(
        {
            "outlet": hours["outlet"].to_numpy(),
            "substance": hours["substance"].to_numpy(),
            "period": hours["period"].astype(str).str[: _PARTS[by]].to_numpy(),
            "hours": 1,
            "valid": valid.astype(int),
            "flow": np.where(valid, flow, 0.0),
            "mass": np.where(valid, mass, 0.0),
        }
    )
    keys = ["outlet", "substance", "period"]
    return _rows(table.groupby(keys, sort=False, as_index=False).sum(), keys, threshold, gaps)


def _rows(sums: pd.DataFrame, keys: list[str], threshold: MissingThreshold, gaps: str) -> pd.DataFrame:
    """Turn the sums of a period into activity rows."""
    found = sums[keys].copy()
    missing = 1 - sums["valid"] / sums["hours"]
    scale = (sums["hours"] / sums["valid"].where(sums["valid"] > 0)).fillna(1.0) if gaps == "mean" else 1.0
    found["amount"] = sums["flow"] * scale
    found["unit"] = "m3_0C"
    found["concentration"] = (sums["mass"] / sums["flow"].where(sums["flow"] > 0)).fillna(0.0)
    found["concentration_unit"] = "mg/m3_0C"
    found["hours"], found["missing"] = sums["hours"], missing
    too_many = missing > threshold.share
    found["notation"] = np.where(too_many, "NE", "")
    found["remark"] = np.where(
        too_many, f"more than {threshold.share:g} missing: {threshold.source}, {threshold.medium}", ""
    )
    found["method"] = "monitored stack"
    found["activity_source"] = "continuous monitoring of " + found["outlet"].astype(str)
    return found


def _dry_flow_and_mass(hours: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    """Return dry flow at 0 degC [m3/h] and mass [mg/h] of each hour."""
    number = {
        name: _number(hours, name) for name in ("flow", "concentration", "moisture", "oxygen", "reference_oxygen")
    }
    flow = number["flow"]
    if "temperature" in hours.columns:
        temperature = _number(hours, "temperature")
        pressure = _number(hours, "pressure") if "pressure" in hours.columns else 101.325
        at_normal = normal_flow(flow=flow, temperature=temperature, pressure=pressure)
        flow = np.where(np.isfinite(temperature), at_normal, flow)
    wet_flow = hours["flow_state"].to_numpy() == "wet"
    dry = np.where(wet_flow, dry_flow(flow=flow, moisture=number["moisture"]), flow)
    state = hours["concentration_state"].to_numpy()
    concentration = number["concentration"]
    concentration = np.where(state == "wet", concentration / (1 - number["moisture"]), concentration)
    in_stack = at_measured_oxygen(
        concentration=concentration, oxygen=number["oxygen"], reference=number["reference_oxygen"]
    )
    concentration = np.where(state == "reference oxygen", in_stack, concentration)
    return dry, dry * concentration


def _number(hours: pd.DataFrame, name: str) -> np.ndarray:
    """Return a column as floats, blank where it is absent."""
    if name not in hours.columns:
        return np.full(len(hours), np.nan)
    return pd.to_numeric(hours[name], errors="coerce").to_numpy(dtype=float)


def _checked(hours: pd.DataFrame, *, by: str, gaps: str) -> None:
    """Raise every problem of the hourly data at once."""
    problems = [
        Problem(column=name, problem="the column is missing", remedy=f"add {name!r}")
        for name in _NEEDED
        if name not in hours.columns
    ]
    for name, value, allowed in (("by", by, tuple(_PARTS)), ("gaps", gaps, ("mean", "none"))):
        if value not in allowed:
            remedy = f"give {', '.join(allowed)}"
            problems.append(Problem(column=name, value=shown(value), problem="not one of the choices", remedy=remedy))
    if not problems:
        problems = _bad_hours(hours)
    if problems:
        message = "the hourly data cannot be used:"
        raise DataError(message, problems)


def _bad_hours(hours: pd.DataFrame) -> list[Problem]:
    """Return the problems of single hours."""
    problems: list[Problem] = []

    def refuse(wrong: np.ndarray, column: str, problem: str, remedy: str) -> None:
        for at in np.flatnonzero(wrong)[:20]:
            value = shown(hours[column].iloc[at]) if column in hours.columns else ""
            problems.append(Problem(row=str(at + 1), column=column, value=value, problem=problem, remedy=remedy))

    for column, allowed in (("flow_state", _FLOW_STATES), ("concentration_state", _CONCENTRATION_STATES)):
        wrong = ~hours[column].isin(allowed).to_numpy()
        refuse(wrong, column, "the state of the gas is not said", f"give {', '.join(allowed)}")
    state = hours["concentration_state"]
    wet = ((hours["flow_state"] == "wet") | (state == "wet")).to_numpy()
    reference = (state == "reference oxygen").to_numpy()
    known = hours["flow"].notna().to_numpy() & hours["concentration"].notna().to_numpy()
    for column, needed, top in (
        ("moisture", wet, 1.0),
        ("oxygen", reference, 0.21),
        ("reference_oxygen", reference, 0.21),
    ):
        share = _number(hours, column)
        wrong = needed & known & ~((share >= 0) & (share < top))
        refuse(wrong, column, f"needed for this state, from 0 to below {top:g}", f"add {column!r} as a share")
    for column in ("flow", "concentration"):
        values = _number(hours, column)
        wrong = hours[column].notna().to_numpy() & ~(np.isfinite(values) & (values >= 0))
        refuse(wrong, column, "not an amount", "give zero or more, or leave a missing hour blank")
    when = pd.to_datetime(hours["period"].astype(str), errors="coerce", format="ISO8601")
    refuse(when.isna().to_numpy(), "period", "not an hour in ISO 8601", "write 2024-03-01T07")
    twice = hours.duplicated(["outlet", "substance", "period"]).to_numpy()
    refuse(twice, "period", "the hour stands twice for this outlet and substance", "keep one of them")
    return problems
