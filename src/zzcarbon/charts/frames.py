"""What a chart draws: one substance of a tidy frame, by one or two columns."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from zzcarbon.document.frames import frame_problems
from zzcarbon.errors import DataError, Problem, UnknownNameError, require

__all__ = ["emission_frame", "label_of", "needed", "one_substance", "one_unit"]


def emission_frame(inventory: Any, labels: Sequence[str], substance: str | None, unit: str) -> pd.DataFrame:
    """Return emissions by labels, of an inventory or of a frame that `by` gave.

    Parameters
    ----------
    inventory : Inventory or data frame
        An inventory is summed by the labels, direct emissions only unless ``scope`` is one of them; a frame
        has them as columns, and ``emission``.
    labels : sequence of str
        Columns.
    substance : str or None
        The substance; None where there is only one.
    unit : str
        Unit of mass for an inventory; a frame keeps its own.

    Raises
    ------
    DataError
        A column is missing, the units differ, or several substances lie in one sum.
    UnknownNameError
        There is no such substance.
    """
    frame = inventory if isinstance(inventory, pd.DataFrame) else _direct(inventory, labels, unit)
    needed(frame, labels, ["emission"])
    chosen = one_substance(frame, substance)
    return chosen.assign(unit=one_unit(chosen, unit)).reset_index(drop=True)


def one_unit(frame: pd.DataFrame, unit: str) -> str:
    """Return the unit that a frame states in its column `unit`, or the one given where it states none.

    Raises
    ------
    DataError
        Its rows have several: they make no one length.
    """
    units = frame["unit"].unique().tolist() if "unit" in frame else []
    if len(units) > 1:
        raise DataError("one chart has one unit", [_problem("unit", units, "Convert them first.")])
    return str(units[0]) if units else unit


def _direct(inventory: Any, labels: Sequence[str], unit: str) -> pd.DataFrame:
    """Return direct emissions by labels: indirect ones are drawn only where ``scope`` is a label."""
    if not hasattr(inventory, "by"):
        require(inventory, pd.DataFrame, "inventory.by(...)")
    if "scope" in labels:
        frame: pd.DataFrame = inventory.by(*labels, unit=unit)
        return frame
    frame = inventory.by("scope", *labels, unit=unit)
    kept = frame[~frame["scope"].astype(str).isin(["2", "3"])]
    keys = [*labels, *([] if "substance" in labels else ["substance"]), "unit"]
    sums = kept.groupby(keys, sort=False, dropna=False)["emission"].sum(min_count=1)
    return sums.reset_index()


def one_substance(frame: pd.DataFrame, substance: str | None) -> pd.DataFrame:
    """Return the lines of one substance: masses of several are not one length.

    Raises
    ------
    DataError
        Several substances, and none is named.
    UnknownNameError
        There is no such substance.
    """
    if "substance" not in frame:
        return frame
    names = list(dict.fromkeys(frame["substance"]))
    if substance is None and len(names) > 1:
        raise DataError(
            "masses of several substances are not drawn as one",
            [_problem("substance", names, "Name one: substance='CO2', or draw inventory.co2e().")],
        )
    if substance is not None and substance not in names:
        raise UnknownNameError("substance of this chart", substance, names)
    return frame if substance is None else frame[frame["substance"].eq(substance)]


def label_of(frame: pd.DataFrame, by: str | None) -> str:
    """Return the column that names the lines of a frame with rows: the one given, else the first."""
    needed(frame, [])
    return by or str(frame.columns[0])


def needed(frame: pd.DataFrame, labels: Sequence[str], numbers: Sequence[str] = ()) -> None:
    """Check that a frame has rows and the columns of a chart, and numbers where lengths are drawn.

    Raises
    ------
    DataError
        All that is missing or no number; what was given is no frame.
    """
    problems = frame_problems(frame, labels, numbers)
    if not problems and frame.empty:
        problems = [Problem("", "", "", "", "there are no rows to draw", "Check the filter.")]
    if problems:
        raise DataError("the chart cannot be drawn", problems)


def _problem(column: str, values: Sequence[Any], remedy: str) -> Problem:
    return Problem("", "", column, ", ".join(map(str, values)), "one is needed", remedy)
