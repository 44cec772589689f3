"""Limits of the caller (ultra-low standards, slip), and the share of hours that keep them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from zzcarbon.errors import DataError, Problem, UnitError, require, shown
from zzcarbon.tables import open_cells
from zzcarbon.tables.stated import is_number
from zzcarbon.units import conversion_factor
from zzcarbon.vocabulary.substances import substance

__all__ = ["hours_within", "own_limits"]

_NEEDED = ("standard", "facility", "substance", "value", "unit", "locator")


def own_limits(limits: object) -> pd.DataFrame:
    """Read limits of the caller in the form of the packaged ones.

    Raises
    ------
    DataError
        A cell is missing, a limit is not above zero or no concentration, a substance is unknown, or a limit stands
        twice: every problem.

    Examples
    --------
    >>> table = pd.DataFrame({"standard": ["ultra-low"], "facility": ["cement kiln"], "substance": ["NH3"],
    ...     "value": [8], "unit": ["mg/m3"], "locator": ["table 1, made up"], "reference_oxygen": [10]})
    >>> own_limits(table)[["substance", "value", "reference_oxygen"]].values.tolist()
    [['NH3', 8.0, 10.0]]
    """
    cells = open_cells(limits, "limits", _NEEDED, refusal="the limits cannot be used")
    texts = {name: cells.text(name) for name in (*_NEEDED, "limit_class", "averaging", "discharge") if name != "value"}
    for name in _NEEDED:
        if name != "value":
            cells.report(texts[name] == "", name, f"the {name} is missing")
    keys = cells.translated(texts["substance"], "substance", lambda name: substance(name).key)
    value = cells.number("value").copy()
    cells.report(~(value > 0) & np.isfinite(value), "value", "a limit is above zero")
    oxygen = cells.in_unit("reference_oxygen", "%", needed=False, low=0.0, high=20.9)
    wet = np.array([bool(key) and substance(str(key)).medium == "water" for key in keys], bool)
    for unit, of_water in dict.fromkeys(zip(texts["unit"].tolist(), wet.tolist(), strict=True)):
        here, own = (texts["unit"] == unit) & (wet == of_water), "mg/L" if of_water else "mg/m3"
        try:
            value[here] *= conversion_factor(unit or own, own)
        except UnitError:
            cells.report(here, "unit", "not a concentration", "mg/m3 for gas, mg/L for water.")
        texts["unit"] = np.where(here, own, texts["unit"])
    made = pd.DataFrame(
        {
            **texts, "facility_zh": texts["facility"], "substance": keys, "zh": texts["substance"], "value": value,
            "reference_oxygen": oxygen, "status": "of the caller", "basis": "", "source": texts["standard"],
            "grade": "",
            "evidence": "", "note": "",
        }
    )  # fmt: skip
    labels = ["standard", "facility", "substance", "limit_class", "averaging", "discharge"]
    cells.report(
        made.duplicated(labels).to_numpy(), "value", "the limit stands twice", "Tell them apart by limit_class."
    )
    if cells.problems:
        raise DataError("the limits cannot be used", cells.problems)
    return made


def hours_within(
    checked: pd.DataFrame, *, required: float, by: Sequence[str] = ("outlet", "substance")
) -> pd.DataFrame:
    """Return in what share of its valid hours each outlet keeps its limits.

    Parameters
    ----------
    checked : pandas.DataFrame
        A row an hour, of `check_limits`; hours without a valid value are left out before.
    required : float
        Share of hours that has to be kept; that of the standard, no default. [1]
    by : sequence of str
        What an outlet and pollutant is.

    Returns
    -------
    pandas.DataFrame
        The columns of `by`, ``hours exceeded share highest required verdict``; ``highest`` is the largest share of the
        limit [1].

    Raises
    ------
    DataError
        A column is missing, or the required share is none.

    Examples
    --------
    >>> table = pd.DataFrame({"outlet": "DA001", "substance": "NOx", "exceeded": [False] * 19 + [True],
    ...     "share_of_limit": [0.9] * 19 + [1.2]})
    >>> hours_within(table, required=0.95)[["share", "verdict"]].values.tolist()
    [[0.95, 'met']]
    """
    require(checked, pd.DataFrame, "check_limits(...)")
    problems = [
        Problem("", "", name, "", "the column is missing", "Give the result of check_limits.")
        for name in (*by, "exceeded", "share_of_limit")
        if name not in checked
    ]
    if not (is_number(required) and 0 < required <= 1):
        problems.append(Problem("", "", "required", shown(required), "no share above 0 and up to 1"))
    if problems:
        raise DataError("the hours cannot be counted", problems)
    groups = checked.groupby(list(by), sort=False)
    found = groups.agg(hours=("exceeded", "size"), exceeded=("exceeded", "sum"), highest=("share_of_limit", "max"))
    found = found.reset_index()
    found["share"] = 1.0 - found["exceeded"] / found["hours"]
    met = found["hours"] - found["exceeded"] >= required * found["hours"] * (1 - 1e-12)
    return found.assign(required=required, verdict=np.where(met, "met", "not met"))
