"""Functions of speed as rows of the factor table: only those that the activity data ask for."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import Any

import numpy as np
import pandas as pd

from zzcarbon.activity.columns import standard_name
from zzcarbon.errors import UnknownNameError
from zzcarbon.factors.table import FactorTable
from zzcarbon.factors.table import factors as packaged_factors
from zzcarbon.tables.cells import texts_of
from zzcarbon.transport.methods import choose_method
from zzcarbon.transport.road_emep import BY_SPEED
from zzcarbon.transport.speed_curves import COEFFICIENTS, speed_functions
from zzcarbon.vocabulary.names import folded
from zzcarbon.vocabulary.terms import term

__all__ = ["DOUBTFUL", "speed_factors", "with_speed_functions"]

DOUBTFUL = ("refuse", "floor")
"""What becomes of functions with faults: left out, or cut at zero and said so."""

_NEAREST = 2
"""Functions of each other word and substance that are kept where a word is unknown: the nearest are named."""

_SET = "emep-eea-2019-road"
_KEYS = ("vehicle", "powertrain", "size", "standard")


def speed_factors(frame: pd.DataFrame, *, doubtful: str = "refuse") -> pd.DataFrame:
    """Return the functions of speed of the vehicles in a table, as rows for ``zc.factors().extend``.

    Parameters
    ----------
    frame : pandas.DataFrame
        ``vehicle``, and ``powertrain size standard`` where fewer functions shall come back.
    doubtful : str
        ``refuse`` leaves out functions that fall below zero or whose denominator is zero inside their own range of
        speed; ``floor`` keeps them, cut at zero, and says so in the note.

    Returns
    -------
    pandas.DataFrame
        Factors of activity ``road exhaust, speed functions``, each with place and grade.

    Raises
    ------
    UnknownNameError
        The word for doubtful functions is unknown.

    Examples
    --------
    >>> cars = pd.DataFrame({"vehicle": ["passenger car"], "powertrain": ["petrol"], "size": ["small"],
    ...     "standard": ["Euro 3"]})
    >>> sorted(set(speed_factors(cars)["substance"]))
    ['CH4', 'CO', 'HC', 'NOx', 'PM2.5']
    """
    if doubtful not in DOUBTFUL:
        raise UnknownNameError("treatment of doubtful functions", doubtful, DOUBTFUL)
    asked = frame.reindex(columns=[name for name in _KEYS if name in frame]).drop_duplicates()
    asked = asked.apply(lambda column: column.map(_word))
    found = [_functions_of(row) for row in asked.to_dict("records")]
    if not found:
        return pd.DataFrame(columns=["activity", "substance"])
    table = pd.concat(found, ignore_index=True).drop_duplicates(["file", "row"])
    table = table[table["substance"] != "energy"]
    if doubtful == "refuse":
        table = table[table["faults"] == ""]
    return _rows(table)


def with_speed_functions(
    frame: pd.DataFrame, table: FactorTable | None, sets: Sequence[str] | None
) -> FactorTable | None:
    """Return the factor table with the functions of speed that the rows ask for; the same where none is asked for."""
    if sets is not None and _SET not in sets:
        return table
    names = {standard_name(column): column for column in frame.columns}
    if "method" not in names or "vehicle" not in names:
        return table
    codes, words = texts_of(frame[names["method"]])
    wanted = np.array([choose_method("", word) is BY_SPEED for word in words], dtype=bool)[codes]
    if not wanted.any():
        return table
    used = packaged_factors() if table is None else table
    if used.substances(BY_SPEED.activity, used.set_order(None, "inventory")):
        return table
    rows = frame.loc[wanted, [names[key] for key in _KEYS if key in names]]
    factors = speed_factors(rows.set_axis([key for key in _KEYS if key in names], axis=1))
    return used.extend(factors, set_key=_SET) if len(factors) else table


def _word(value: object) -> str:
    return "" if value is None or value != value else term(str(value).strip())  # noqa: PLR0124  (NaN)


def _functions_of(row: dict[Hashable, Any]) -> pd.DataFrame:
    """Return the functions of one class; none where the vehicle has no functions, which the estimate will say."""
    try:
        table = speed_functions(row.get("vehicle", ""))
    except UnknownNameError:
        return speed_functions("quad").iloc[:0]
    for key in _KEYS[1:]:
        if not row.get(key):
            continue
        fits = table[table[key].map(folded) == folded(row[key])]
        if fits.empty:
            return table.groupby([key, "substance"]).head(_NEAREST)
        table = fits
    return table


def _rows(table: pd.DataFrame) -> pd.DataFrame:
    records = table.to_dict("records")
    return pd.DataFrame(
        {
            "id": [f"{_SET}/{row['file'].partition('--')[0]}/{row['row']}" for row in records],
            "activity": BY_SPEED.activity,
            "subject": [row["vehicle"] for row in records],
            "substance": [row["substance"] for row in records],
            "unit": [row["unit"] for row in records],
            "basis": ["as reported, not stated whether as NO2" if row["substance"] == "NOx" else "" for row in records],
            "region": "GLO",
            "technology": [row["technology"] for row in records],
            "condition": [_condition(row) for row in records],
            "form": "speed function 2019",
            "coefficients": [_coefficients(row) for row in records],
            "locator": "1.A.3.b.i-iv, Appendix 4, hot emission factor workbook",
            "evidence": "cran/vein@c1625d2 (v1.5.0) R/sysdata.rda: eea",
            "grade": "A",
            "note": [
                f"doubtful ({row['faults']} inside its range): cut at zero" if row["faults"] else "" for row in records
            ],
        }
    )


def _condition(row: dict[Hashable, Any]) -> str:
    words = [f"{name}={row[name]}" for name in ("powertrain", "size", "standard", "mode") if row[name]]
    numbers = [f"{name}=[{row[name]:g},{row[name]:g}]" for name in ("slope", "load") if row[name] == row[name]]
    return "; ".join((*words, *numbers))


def _coefficients(row: dict[Hashable, Any]) -> str:
    parts = [f"{name}={row[name]!r}" for name in COEFFICIENTS if row[name] != 0]
    return "; ".join([*parts, "floor=1"] if row["faults"] else parts)
