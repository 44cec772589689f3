"""Half-widths that sources give as defaults: used only when the caller switches a source on by its name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

import numpy as np
import pandas as pd

from zzcarbon.errors import UnknownNameError
from zzcarbon.estimation.coefficients import CoefficientTable
from zzcarbon.factors.table import factors
from zzcarbon.resources import data_path
from zzcarbon.vocabulary.fuels import fuel_subjects, fuels

__all__ = ["DEFAULT_SETS", "default_half_widths", "fuel_figure", "widths_by_default"]

Sides = tuple[float, float]

DEFAULT_SETS = ("ipcc-2006-v2", "emep-eea-2023", "dk-mst-nonroad-2006")
"""Sources that can be switched on."""

_IPCC = "ipcc-2006-v2"
_FUEL_FIGURES = ("net_calorific_value", "carbon_content")


def default_half_widths(source: str | None = None) -> pd.DataFrame:
    """Return the default half-widths of activities and emission factors.

    Parameters
    ----------
    source : str, optional
        One of the sources; all if left out.

    Returns
    -------
    pandas.DataFrame
        ``kind subject substance tier lower_half_width upper_half_width source locator evidence grade note``. [1]

    Notes
    -----
    Calorific values and carbon contents are not listed: their bounds stand with the figures of the set
    ``ipcc-2006-v2`` (tables 1.2 and 1.3 of volume 2), from where `widths_by_default` takes them.

    Examples
    --------
    >>> table = default_half_widths("ipcc-2006-v2")
    >>> table[["kind", "lower_half_width", "grade"]].values.tolist()
    [['activity', 0.05, 'B']]
    """
    table = _table()
    if source is not None:
        _check(source)
        table = table[table["source"] == source]
    return table.reset_index(drop=True)


def widths_by_default(table: CoefficientTable, sources: Sequence[str]) -> dict[str, Sides]:
    """Return half-widths for the figures of an inventory that have no bounds, by the sources in their order.

    Parameters
    ----------
    table : CoefficientTable
        Lines and leaves.
    sources : sequence of str
        Names of sources: ``ipcc-2006-v2`` gives calorific values and carbon contents of a fuel the half-widths of the
        IPCC for that fuel, and factors of CO2 from combustion those of the carbon content (they carry most of
        it; a second one is not added); ``emep-eea-2023`` gives factors the median of the guidebook for
        substance and tier; ``dk-mst-nonroad-2006`` gives NOx and SO2 of machinery its own.

    Returns
    -------
    dict of str to tuple of float
        Half-widths below and above, by figure. [1]

    Raises
    ------
    UnknownNameError
        A source is unknown.
    """
    found: dict[str, Sides] = {}
    for source in sources:
        _check(source)
    open_figures = _open_figures(table)
    for source in sources:
        for figure in open_figures.itertuples(index=False):
            if figure.leaf not in found and (sides := _sides(source, figure)) is not None:
                found[str(figure.leaf)] = sides
    return found


def _check(source: str) -> None:
    if source not in DEFAULT_SETS:
        raise UnknownNameError("set of defaults", source, DEFAULT_SETS, f"Sets: {', '.join(DEFAULT_SETS)}.")


@cache
def _table() -> pd.DataFrame:
    return pd.read_csv(
        data_path("uncertainty_defaults.csv"), dtype={"tier": str, "substance": str}, keep_default_na=False,
        na_values={"lower_half_width": [""], "upper_half_width": [""]},
    )  # fmt: skip


def _open_figures(table: CoefficientTable) -> pd.DataFrame:
    """Return the figures without bounds with what is known of their use, one row each."""
    leaves = table.leaves[table.leaves["lower"].isna() | table.leaves["upper"].isna()]
    lines = table.lines[["id", "key", "substance", "gas", "tier"]].drop_duplicates("id")
    keys = table.keys
    for name in ("fuel", "method"):
        words = keys[name].to_numpy(object) if name in keys else np.full(len(keys), "", object)
        lines = lines.assign(**{name: words[lines["key"].to_numpy()]})
    names = table.sources.loc[table.sources["kind"] == "figure", ["id", "row", "name"]].rename(columns={"row": "leaf"})
    used = leaves[["id", "leaf", "kind"]].merge(lines, on="id").merge(names, on=["id", "leaf"], how="left")
    return used.drop_duplicates("leaf").reset_index(drop=True)


def _sides(source: str, figure: tuple[object, ...]) -> Sides | None:
    """Return the half-widths of one figure by one source."""
    facts = figure._asdict()  # type: ignore[attr-defined]
    if source == _IPCC:
        name = "carbon_content" if _is_combustion_factor(facts) else str(facts["name"])
        return _of_fuel(str(facts["fuel"] or ""), name) if name in _FUEL_FIGURES else None
    if facts["kind"] != "factor":
        return None
    rows = _table()
    rows = rows[(rows["source"] == source) & (rows["kind"] == "emission factor") & (rows["substance"] == facts["gas"])]
    if source == "dk-mst-nonroad-2006" and "nonroad" not in str(facts["method"]).replace("-", "").replace("_", ""):
        return None
    rows = rows[(rows["tier"] == "") | (rows["tier"] == str(facts["tier"]))]
    return None if rows.empty else (float(rows["lower_half_width"].iloc[0]), float(rows["upper_half_width"].iloc[0]))


def _is_combustion_factor(facts: Mapping[str, object]) -> bool:
    return facts["kind"] == "factor" and facts["gas"] == "CO2" and facts["name"] == "combustion"


def _of_fuel(fuel: str, parameter: str) -> Sides | None:
    """Return the relative bounds of a figure of the IPCC for a fuel; None where it has none."""
    row = fuel_figure(fuel, parameter)
    if row is None:
        return None
    value, low, high = (float(row[name]) for name in ("value", "lower", "upper"))
    return (value - low) / value, (high - value) / value


@cache
def fuel_figure(fuel: str, parameter: str) -> pd.Series[Any] | None:
    """Return the row of the IPCC for a figure of a fuel, with its bounds.

    Parameters
    ----------
    fuel : str
        Key of the fuel.
    parameter : str
        ``net_calorific_value`` or ``carbon_content``.

    Returns
    -------
    pandas.Series or None
        ``value lower upper unit`` and the rest of the row; None where no bounds are stated.

    Examples
    --------
    >>> row = fuel_figure("diesel", "net_calorific_value")
    >>> [float(row[name]) for name in ("lower", "value", "upper")]
    [41.4, 43.0, 43.3]
    """
    if fuel not in fuels():
        return None
    rows = factors("C").parameters
    rows = rows[(rows["set"] == _IPCC) & (rows["parameter"] == parameter)].dropna(subset=["lower", "upper", "value"])
    for subject, _, _ in fuel_subjects(fuel, _IPCC):
        mine = rows[rows["subject"] == subject]
        if len(mine) and mine["value"].iloc[0] > 0:
            return mine.iloc[0]
    return None
