"""Uncertainty of an inventory: intervals by label, the figures they come from, change since another inventory."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from zzcarbon.document import message
from zzcarbon.errors import UnknownNameError, warn
from zzcarbon.estimation.coefficients import CoefficientTable
from zzcarbon.estimation.rows import Rows
from zzcarbon.inventory.aggregate import labelled_cube
from zzcarbon.inventory.scope import ALL, kept_in_totals
from zzcarbon.uncertainty.default_widths import widths_by_default
from zzcarbon.uncertainty.from_cube import sums_of_cube
from zzcarbon.uncertainty.sums import Sums, place_sums
from zzcarbon.uncertainty.tables import (
    Assumptions,
    UncertaintyWarning,
    change_table,
    contribution_table,
    interval_table,
)

__all__ = ["Errors", "change_by", "contributions_of", "intervals_by", "net_signs"]

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Errors:
    """Rows and coefficients of an inventory with what the caller says about their errors.

    Attributes
    ----------
    rows : Rows
        The activity rows.
    table : CoefficientTable
        What they are multiplied by.
    activity : float
        Relative half-width of amounts that state none; each such row errs alone. [1]
    widths : mapping of str to float
        Relative half-widths of figures by name. [1]
    defaults : sequence of str
        Sources of default half-widths for figures without bounds.
    scopes : tuple of str
        Scopes that count; 1 are all direct emissions.
    """

    rows: Rows
    table: CoefficientTable
    activity: float
    widths: Mapping[str, float]
    defaults: Sequence[str] = ()
    scopes: tuple[str, ...] = ("1",)

    def sums(self, labels: Sequence[str], *, by: str = "substance", net: bool = False) -> tuple[Sums, pd.DataFrame]:
        """Return the emissions by labels as sums of products [t], and what each of them is."""
        cube = labelled_cube(self.rows, self.table, labels, errors=self.activity or True)
        signs = net_signs(self.table, self.scopes) if net else kept_in_totals(self.table, self.scopes).astype(float)
        widths: dict[str, float | tuple[float, float]] = {**widths_by_default(self.table, self.defaults), **self.widths}
        return sums_of_cube(cube, self.table, signs=signs, by=by, widths=widths)


def net_signs(table: CoefficientTable, scopes: Sequence[str] = ("1",)) -> Array:
    """Return 1 for lines of emissions that a total sums, -1 for removals, 0 for other lines; shape (lines,)."""
    removed = (table.keys["flow"] == "removal").to_numpy()[table.lines["key"].to_numpy()]
    taken = np.where(table.values < 0, 1.0, -1.0)
    return np.where(removed, taken, kept_in_totals(table, scopes).astype(float))


def intervals_by(errors: Errors, labels: Sequence[str], given: Assumptions) -> pd.DataFrame:
    """Return the 95 % interval of the emission by labels and substance; see `interval_table`."""
    sums, names = errors.sums(labels)
    if not sums.count and (kept_in_totals(errors.table, ALL) & np.isfinite(errors.table.values)).any():
        text = "no row is of the scopes that were asked for: say scope='all', or the scopes you mean"
        warn(message(text), UncertaintyWarning)
    made = interval_table(sums, names, given)
    if errors.defaults:
        taken = len(widths_by_default(errors.table, errors.defaults))
        made.attrs["trail"] += (f"{taken} figures have the default half-widths of {', '.join(errors.defaults)}",)
    return made


def contributions_of(errors: Errors, substance: str, given: Assumptions, count: int) -> pd.DataFrame:
    """Return the figures that the uncertainty of a substance comes from; see `contribution_table`."""
    sums, names = errors.sums(())
    listed = names["substance"].tolist()
    if substance not in listed:
        raise UnknownNameError("substance of this inventory", substance, listed)
    one = _only(sums, listed.index(substance))
    return contribution_table(one, given, _figure_facts(errors.table), count)


def change_by(now: Errors, then: Errors, labels: Sequence[str], given: Assumptions) -> pd.DataFrame:
    """Return the change of the emission since another inventory, by labels and substance; see `change_table`."""
    first, names = now.sums(labels)
    second, others = then.sums(labels)
    every = pd.concat([names, others], ignore_index=True).drop_duplicates(ignore_index=True)
    order = [_places(part, every) for part in (names, others)]
    return change_table(_moved(first, order[0], every), _moved(second, order[1], every), every, given)


def _figure_facts(table: CoefficientTable) -> pd.DataFrame:
    """Return unit, source and place of each figure."""
    units = table.leaves[["leaf", "unit"]].drop_duplicates("leaf").rename(columns={"leaf": "figure"})
    sources = (
        table.sources[["row", "source", "locator", "grade"]].drop_duplicates("row").rename(columns={"row": "figure"})
    )
    rows = units.assign(row=units["figure"].str.removeprefix("passing:"))
    return rows.merge(sources.rename(columns={"figure": "row"}), on="row", how="left").drop(columns="row")


def _only(sums: Sums, at: int) -> Sums:
    """Return one sum of several."""
    return _moved(sums, np.where(np.arange(sums.count) == at, 0, -1), pd.DataFrame(index=range(1)))


def _places(part: pd.DataFrame, every: pd.DataFrame) -> NDArray[np.int64]:
    """Return the position of each row among all."""
    listed = {tuple(map(str, row)): at for at, row in enumerate(every.to_numpy(object))}
    return np.array([listed[tuple(map(str, row))] for row in part.to_numpy(object)], np.int64)


def _moved(sums: Sums, places: NDArray[np.int64], every: pd.DataFrame) -> Sums:
    """Return the sums at other positions; -1 leaves one out, and one without entry is zero."""
    return place_sums(sums, places, tuple("|".join(map(str, row)) for row in every.to_numpy(object)))
