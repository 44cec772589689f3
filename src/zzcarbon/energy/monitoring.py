"""Continuous monitoring of stacks: hourly flow and concentration to activity rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

from zzcarbon.energy.flue_gas import at_measured_oxygen, dry_flow, normal_flow
from zzcarbon.energy.monitoring_hours import hours_of_rows, hours_within
from zzcarbon.energy.monitoring_table import Hours, read_hours
from zzcarbon.errors import DataError, Problem, shown

__all__ = ["MissingThreshold", "monitored_stack"]

_PARTS = {"day": "%Y-%m-%d", "month": "%Y-%m", "year": "%Y"}
_KEYS = ["outlet", "substance", "period"]

Array = npt.NDArray[np.float64]


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
            raise DataError(message)
        if not self.source.strip() or not self.medium.strip():
            message = "name the source of the limit of missing hours and the medium that it is for"
            raise DataError(message)


def monitored_stack(
    hours: pd.DataFrame,
    *,
    threshold: MissingThreshold,
    by: Literal["day", "month", "year"] = "month",
    gaps: Literal["mean", "none"],
    absent: Literal["missing", "stopped"] = "missing",
) -> pd.DataFrame:
    r"""Sum flow and concentration over time to one activity row per outlet, substance and period.

    Parameters
    ----------
    hours : pandas.DataFrame, shape (n, ...)
        One row per outlet, substance and stretch of time: ``outlet``, ``period`` (ISO 8601 hour, day ...; clock
        times last until the next of their series), ``substance``, ``flow`` [m3/h], ``flow_state`` (dry or wet),
        ``concentration`` [mg/m3], ``concentration_state`` (dry, wet or reference oxygen). Where they are
        needed: ``moisture`` by volume [1], ``oxygen`` and ``reference_oxygen`` in dry gas [1], ``temperature``
        [degC] and absolute ``pressure`` [kPa] of a flow that is not yet at 0 degC and 101.325 kPa.
        Concentrations are at 0 degC and 101.325 kPa. Each number may have its unit beside it
        (``flow_unit``, ``temperature_unit`` degC or K ...). A blank flow or concentration is missing; a flow of 0
        without concentration is a plant that stands still.
    threshold : MissingThreshold
        Share of missing time above which a period may not be used, with its source.
    by : str
        Period of the result.
    gaps : str
        ``"mean"``: the mean of the valid hours stands for missing ones within the limit;
        ``"none"``: missing hours count nothing, for data that were patched before.
    absent : str
        What hours are that have no row: ``"missing"``, or ``"stopped"`` where the table holds the hours of
        operation only.

    Returns
    -------
    pandas.DataFrame
        Activity rows for the method ``monitored stack``: ``outlet``, ``substance``, ``period``, ``amount``
        (dry gas at 0 degC) with ``unit``, flow-weighted ``concentration`` with ``concentration_unit``,
        ``hours``, ``missing`` [1], ``activity_source``, and ``notation`` NE where too much is missing.

    Raises
    ------
    DataError
        Columns, units or states are missing or cannot be, times overlap; all problems at once.

    Notes
    -----
    .. math:: E = \sum_t Q_t C_t h_t, \qquad \bar C = \sum_t Q_t C_t h_t / \sum_t Q_t h_t

    Never the mean concentration times the total flow. Source: cn-mep-2017-81, equations 8 to 11.

    Examples
    --------
    >>> hours = pd.DataFrame({
    ...     "outlet": "DA001", "period": ["2024-03-01T00", "2024-03-01T01"], "substance": "NOx",
    ...     "flow": [1e5, 3e5], "flow_state": "dry", "concentration": [50.0, 30.0], "concentration_state": "dry",
    ... })
    >>> threshold = MissingThreshold(0.25, source="permit specification, annex E.1 (grade C)", medium="stack gas")
    >>> found = monitored_stack(hours, threshold=threshold, gaps="none", absent="stopped")
    >>> found[["period", "amount", "concentration"]].values.tolist()
    [['2024-03', 400000.0, 35.0]]
    >>> monitored_stack(hours, threshold=threshold, gaps="none")["missing"].round(4).tolist()
    [0.9973]
    """
    choices = _choices(by=by, gaps=gaps, absent=absent)
    cells, read = read_hours(hours, choices)
    length = hours_of_rows(read.periods, cells, by)
    if cells.problems:
        raise DataError("the hourly data cannot be used:", cells.problems)
    flow, mass = _dry_flow_and_mass(read)
    stopped = (flow == 0) & np.isnan(read.numbers["concentration"])
    mass = np.where(stopped, 0.0, mass)
    valid = np.isfinite(flow) & np.isfinite(mass)
    table = pd.DataFrame(
        {
            "outlet": cells.text("outlet"),
            "substance": cells.text("substance"),
            "period": [period.begin.strftime(_PARTS[by]) for period in read.periods],
            "hours": length,
            "valid": np.where(valid, length, 0.0),
            "flow": np.where(valid, flow * length, 0.0),
            "mass": np.where(valid, mass * length, 0.0),
            "ran": (~stopped).astype(int),
        }
    )
    sums = table.groupby(_KEYS, sort=False, as_index=False).sum()
    if absent == "missing":  # where no row shows a plant that runs, hours without a row are not missing either
        whole = np.array([hours_within(text) for text in sums["period"]])
        sums["hours"] = np.where(sums["ran"] > 0, np.maximum(sums["hours"], whole), sums["hours"])
    return _rows(sums, threshold, gaps)


def _rows(sums: pd.DataFrame, threshold: MissingThreshold, gaps: str) -> pd.DataFrame:
    """Turn the sums of a period into activity rows."""
    found = sums[_KEYS].copy()
    missing = 1 - sums["valid"] / sums["hours"]
    too_many = missing > threshold.share
    filled = (sums["hours"] / sums["valid"].where(sums["valid"] > 0)).fillna(1.0).where(~too_many, 1.0)
    found["amount"] = sums["flow"] * (filled if gaps == "mean" else 1.0)
    found["unit"] = "m3_0C"
    found["concentration"] = (sums["mass"] / sums["flow"].where(sums["flow"] > 0)).fillna(0.0)
    found["concentration_unit"] = "mg/m3_0C"
    found["hours"], found["missing"] = sums["hours"], missing
    found["notation"] = np.where(too_many, "NE", "")
    found["remark"] = np.where(
        too_many, f"more than {threshold.share:g} missing: {threshold.source}, {threshold.medium}", ""
    )
    found["method"] = "monitored stack"
    found["activity_source"] = "continuous monitoring of " + found["outlet"].astype(str)
    return found


def _dry_flow_and_mass(read: Hours) -> tuple[Array, Array]:
    """Return dry flow at 0 degC [m3/h] and mass [mg/h] of each row."""
    number = read.numbers
    flow, temperature = number["flow"], number["temperature"]
    pressure = np.where(np.isnan(number["pressure"]), 101.325, number["pressure"])
    at_normal = normal_flow(flow=flow, temperature=temperature, pressure=pressure)
    flow = np.where(np.isfinite(temperature), at_normal, flow)
    dry = np.where(read.flow_state == "wet", dry_flow(flow=flow, moisture=number["moisture"]), flow)
    state, concentration = read.concentration_state, number["concentration"]
    concentration = np.where(state == "wet", concentration / (1 - number["moisture"]), concentration)
    in_stack = at_measured_oxygen(
        concentration=concentration, oxygen=number["oxygen"], reference=number["reference_oxygen"]
    )
    concentration = np.where(state == "reference oxygen", in_stack, concentration)
    return dry, dry * concentration


def _choices(**given: str) -> list[Problem]:
    """Return problems of the choices of the caller."""
    allowed = {"by": tuple(_PARTS), "gaps": ("mean", "none"), "absent": ("missing", "stopped")}
    return [
        Problem(
            column=name,
            value=shown(value),
            problem="not one of the choices",
            remedy=f"give {', '.join(allowed[name])}",
        )
        for name, value in given.items()
        if value not in allowed[name]
    ]
