"""From the cube and the coefficients of an inventory to sums of products: nothing here reads rows."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from zzcarbon.errors import DataError, UnknownNameError, shown
from zzcarbon.estimation.coefficients import CoefficientTable
from zzcarbon.estimation.cube import Cube
from zzcarbon.tables.stated import is_number
from zzcarbon.uncertainty.leaves import Leaves, read_leaves
from zzcarbon.uncertainty.sums import ActivityErrors, Sums

__all__ = ["sums_of_cube"]

Array = NDArray[np.float64]
Integers = NDArray[np.int64]


def sums_of_cube(
    cube: Cube,
    table: CoefficientTable,
    *,
    signs: Array,
    by: str = "substance",
    widths: Mapping[str, float | tuple[float, float]] | None = None,
) -> tuple[Sums, pd.DataFrame]:
    """Return the emissions of an inventory as sums of products, one for each group and substance.

    Parameters
    ----------
    cube : Cube
        Sums of the row terms, with errors.
    table : CoefficientTable
        Lines and leaves.
    signs : ndarray, shape (lines,)
        1 for lines that count, -1 for those that are taken off (removals), 0 for those that do not count.
    by : {"substance", "gas"}
        Whether the gases of CO2e are told apart.
    widths : mapping of str to float, or to two floats (below and above), optional
        Relative half-widths of figures by name (``leaf``), for example of a GWP; they go before the bounds of the
        figure. [1]

    Returns
    -------
    sums : Sums
        Emissions [t].
    names : pandas.DataFrame
        The labels of the cube with ``substance`` (and ``gas``): what each sum is.
    """
    cells, lines = table.lines_of(cube.key)
    counts = np.isfinite(table.values)[lines] & (signs[lines] != 0)
    cells, lines = cells[counts], lines[counts]
    kinds = table.lines[["substance", "gas"] if by == "gas" else ["substance"]]
    of_line, kind_names = _numbered(kinds)
    width = max(len(kind_names), 1)
    places = cube.group[cells] * width + of_line[lines]
    used, group = np.unique(places, return_inverse=True)
    names = pd.concat(
        [cube.labels.iloc[used // width].reset_index(drop=True), kind_names.iloc[used % width].reset_index(drop=True)],
        axis=1,
    )
    value = np.where(np.isfinite(table.values), table.values, 0.0) * signs
    leaf_line, leaf, power, leaves = _leaves(table, widths or {})
    place = {int(code): at for at, code in enumerate(used)}
    errors, alone = _errors(cube, table, value, of_line, width, place)
    measured = np.array([bool(term.columns or term.removed) for term in table.terms], bool)
    sums = Sums(
        len(used), group.astype(np.int64), lines, cube.sums[cells, table.term[lines]], value, leaf_line, leaf, power,
        leaves, errors, alone, tuple("|".join(map(str, row)) for row in names.to_numpy()), measured[table.term],
    )  # fmt: skip
    return sums, names


def _numbered(kinds: pd.DataFrame) -> tuple[Integers, pd.DataFrame]:
    """Return the number of each row by its words, and the words in the order in which they occur."""
    words = kinds.astype(str).agg("\x1f".join, axis=1) if kinds.shape[1] > 1 else kinds.iloc[:, 0].astype(str)
    codes, _ = pd.factorize(words)
    return codes.astype(np.int64), kinds[~words.duplicated()].reset_index(drop=True)


def _leaves(
    table: CoefficientTable, widths: Mapping[str, float | tuple[float, float]]
) -> tuple[Integers, Integers, Array, Leaves]:
    """Return which figures each line is made of.

    A figure of one (oxidation, GWP of CO2) without bounds is exact; bounds that leave the value outside are none.
    """
    facts = table.leaves
    exact = (facts["value"] == 1) & facts["lower"].isna() & facts["kind"].isin(["parameter", "gwp"])
    facts = facts.assign(
        lower=facts["lower"].where(~exact, facts["value"]), upper=facts["upper"].where(~exact, facts["value"])
    )
    wrong = (facts["value"] < facts["lower"]) | (facts["value"] > facts["upper"])
    facts = facts.assign(lower=facts["lower"].mask(wrong), upper=facts["upper"].mask(wrong))
    places: dict[tuple[str, str], tuple[int, int]] = {}
    pairs = zip(facts["leaf"].astype(str), map(repr, facts["value"].tolist()), strict=True)
    code = [places.setdefault(pair, (len(places), at))[0] for at, pair in enumerate(pairs)]
    distinct = facts.iloc[[at for _, at in places.values()]].reset_index(drop=True)
    again = distinct["leaf"].duplicated().tolist()
    names = [f"{leaf} = {value}" if twice else leaf for (leaf, value), twice in zip(places, again, strict=True)]
    distinct = distinct.assign(leaf=np.array(names, object))
    leaves = read_leaves(_with_widths(distinct, widths))
    ids = pd.DataFrame({"id": table.lines["id"], "line": np.arange(len(table.lines))})
    ids = ids[ids["id"] != ""]
    joined = ids.merge(
        pd.DataFrame({"id": facts["id"], "leaf": np.array(code, np.int64), "power": facts["power"]}), on="id"
    )
    return (
        joined["line"].to_numpy(np.int64), joined["leaf"].to_numpy(np.int64), joined["power"].to_numpy(float), leaves
    )  # fmt: skip


def _with_widths(figures: pd.DataFrame, widths: Mapping[str, float | tuple[float, float]]) -> pd.DataFrame:
    """Set half-widths by name."""
    known = set(figures["leaf"])
    for name in widths:
        if name not in known:
            raise UnknownNameError("figure", name, sorted(known))
    sides = {name: width if isinstance(width, tuple) else (width, width) for name, width in widths.items()}
    wrong = [name for name, pair in sides.items() if not all(is_number(side) and side >= 0 for side in pair)]
    if wrong:
        told = " and ".join(f"of {name!r} is a number of zero or more, not {shown(widths[name])}" for name in wrong)
        raise DataError(f"the half-width {told}")
    size = figures["value"].abs()
    below, above = (
        figures["leaf"].map({name: pair[at] for name, pair in sides.items()}).astype(float) * size for at in (0, 1)
    )
    own = below.notna()
    return figures.assign(
        lower=figures["lower"].where(~own, figures["value"] - below),
        upper=figures["upper"].where(~own, figures["value"] + above),
        distribution=figures["distribution"].where(~own, "").fillna(""),
    )


def _errors(
    cube: Cube, table: CoefficientTable, value: Array, of_line: Integers, width: int, place: Mapping[int, int]
) -> tuple[ActivityErrors, Array]:
    """Return the errors of activity data: shared ones by source, the squares of the others at the stated values."""
    found = cube.errors
    alone = np.zeros(len(place))
    if found is None or not len(found):
        return ActivityErrors.none(), alone
    counted = np.flatnonzero(value != 0)
    lines = pd.DataFrame({"key": table.lines["key"].to_numpy()[counted], "term": table.term[counted], "line": counted})
    lines["kind"], lines["value"] = of_line[counted], value[counted]
    shared = found[found["source"] != ""].merge(lines, on=["key", "term"])
    single = found[found["source"] == ""].merge(lines, on=["key", "term"])
    single = single.merge(
        lines[["key", "term", "kind", "value"]].rename(columns={"term": "other", "value": "value_other"}),
        on=["key", "other", "kind"],
    )
    twice = np.where(single["term"] == single["other"], 1.0, 2.0)
    square = single["sum"] * single["value"] * single["value_other"] * twice
    np.add.at(alone, _placed(single, width, place), square.to_numpy(float))
    source, names = pd.factorize(shared["source"], sort=True)
    errors = ActivityErrors(
        _placed(shared, width, place), shared["line"].to_numpy(np.int64), source.astype(np.int64),
        shared["sum"].to_numpy(float), np.asarray(names, object),
    )  # fmt: skip
    return errors, alone


def _placed(rows: pd.DataFrame, width: int, place: Mapping[int, int]) -> Integers:
    """Return the sum that each row belongs to."""
    codes = rows["group"].to_numpy(np.int64) * width + rows["kind"].to_numpy(np.int64)
    return np.array([place[int(code)] for code in codes], np.int64)
