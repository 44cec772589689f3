"""VOCs by species, and what ozone and secondary aerosol they may form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from zzcarbon.activity.read import to_pandas
from zzcarbon.errors import DataError, Problem, shown

__all__ = ["REST", "formation_potential", "speciated"]

REST = "not speciated"
"""What a profile does not name: it stays in the sum, under a name of its own."""

_SLACK = 1e-6
_MASS = "emission"


def speciated(
    emissions: Any, profiles: Any, *, by: str = "profile", substances: Sequence[str] = ("VOCs", "NMVOC")
) -> pd.DataFrame:
    r"""Split emissions of VOCs into species, mass conserved.

    Parameters
    ----------
    emissions : data frame
        ``substance emission unit`` and a column that names the profile of each row; for example
        ``inventory.by("profile")``. Rows of other substances are refused: they have no profile.
    profiles : data frame
        ``profile species share`` and ``source``: the caller's, each with its document. ``share`` is the mass of the
        species in the mass of the VOCs [1]; a profile that sums to less than one leaves the rest `REST`.
    by : str
        The column that names the profile.
    substances : sequence of str
        What has profiles.

    Returns
    -------
    pandas.DataFrame
        The labels of the rows, ``species emission unit source``; the species of a row add up to the row.

    Raises
    ------
    DataError
        A column is missing, a profile is unknown, sums to more than one or names a species twice, a share is no share,
        a source is missing, or a row is of another substance: every problem.

    Notes
    -----
    .. math:: E_i = E w_i

    Examples
    --------
    >>> rows = pd.DataFrame({"profile": ["paint"], "substance": ["VOCs"], "emission": [10.0], "unit": ["t"]})
    >>> of = pd.DataFrame({"profile": "paint", "species": ["toluene", "m/p-xylene"], "share": [0.4, 0.35],
    ...     "source": "measured at the plant"})
    >>> speciated(rows, of)[["species", "emission"]].values.tolist()
    [['toluene', 4.0], ['m/p-xylene', 3.5], ['not speciated', 2.5]]
    """
    rows, known = to_pandas(emissions).reset_index(drop=True), to_pandas(profiles).reset_index(drop=True)
    problems = [
        *_missing(rows, (by, "substance", _MASS, "unit"), "emissions"),
        *_missing(known, ("profile", "species", "share", "source"), "profiles"),
    ]
    problems = problems or [*_profile_problems(known), *_row_problems(rows, known, by, substances)]
    if problems:
        raise DataError("the emissions cannot be speciated", problems)
    whole = known.groupby("profile", sort=False)["share"].sum()
    rest = pd.DataFrame({"profile": whole.index, "species": REST, "share": np.maximum(1.0 - whole.to_numpy(), 0.0)})
    rest["source"] = "what the profile does not name"
    parts = pd.concat([known[["profile", "species", "share", "source"]], rest[rest["share"] > _SLACK]])
    parts = parts.rename(columns={"profile": by}).astype({by: object})
    labels = [name for name in rows.columns if name not in {"species", "share", "source"}]
    made = rows[labels].assign(_row=range(len(rows))).merge(parts, on=by, sort=False)
    made = made.sort_values("_row", kind="stable", ignore_index=True)
    sums = made.groupby("_row")["share"].transform("sum")
    made[_MASS] = made[_MASS] * made["share"] / sums  # a profile that rounds to a sum of 1.0000004 keeps the mass
    return made.drop(columns=["_row", "share"])


def formation_potential(species: Any, reactivities: Any, *, name: str = "OFP") -> pd.DataFrame:
    r"""Return what speciated emissions may form: ozone by MIR, secondary organic aerosol by yields.

    Parameters
    ----------
    species : data frame
        ``species emission unit``, for example of `speciated`.
    reactivities : data frame
        ``species value source``: the caller's, g of ozone (or aerosol) for a g of the species.
    name : str
        Name of the column of the result: ``OFP``, ``SOAP``.

    Returns
    -------
    pandas.DataFrame
        The rows with ``value``, ``source`` and the potential in the unit of the emission; NaN with notation NE where
        the species has no value. ``attrs["covered"]`` is the share of the mass that has one [1].

    Raises
    ------
    DataError
        A column is missing, a species has two values, a value is negative or has no source: every problem.

    Notes
    -----
    .. math:: OFP = \sum_i E_i MIR_i

    A potential at the conditions of the scale: no concentration follows from it without a model.

    Examples
    --------
    >>> rows = pd.DataFrame({"species": ["toluene", "not speciated"], "emission": [4.0, 1.0], "unit": "t"})
    >>> values = pd.DataFrame({"species": ["toluene"], "value": [4.0], "source": ["scale of the caller"]})
    >>> found = formation_potential(rows, values)
    >>> float(found["OFP"].sum()), found.attrs["covered"], found["notation"].tolist()
    (16.0, 0.8, ['', 'NE'])
    """
    rows, known = to_pandas(species).reset_index(drop=True), to_pandas(reactivities).reset_index(drop=True)
    problems = [
        *_missing(rows, ("species", _MASS, "unit"), "species"),
        *_missing(known, ("species", "value", "source"), "reactivities"),
    ]
    if not problems:
        value = pd.to_numeric(known["value"], errors="coerce")
        told = {"species": "the species has two values", "value": "no number from zero", "source": "no source"}
        masks = {"species": known.duplicated("species"), "value": ~(value >= 0), "source": _blank(known["source"])}
        problems = [
            _problem(known, at, column, told[column]) for column in told for at in np.flatnonzero(masks[column])
        ]
    if problems:
        raise DataError("the potential cannot be worked out", problems)
    found = rows.merge(known[["species", "value", "source"]], on="species", how="left", suffixes=("", " of value"))
    found[name] = found[_MASS] * found["value"]
    found["notation"] = np.where(found["value"].isna(), "NE", "")
    total = float(found[_MASS].sum())
    found.attrs["covered"] = float(found.loc[found["value"].notna(), _MASS].sum()) / total if total else float("nan")
    return found


def _missing(table: pd.DataFrame, names: Sequence[str], what: str) -> list[Problem]:
    have = ", ".join(map(str, table.columns)) or "none"
    return [
        Problem(what, "", name, "", "the column is missing", f"Columns: {have}.") for name in names if name not in table
    ]


def _blank(texts: pd.Series) -> pd.Series:
    return texts.isna() | (texts.astype(str).str.strip() == "")


def _problem(table: pd.DataFrame, at: Any, column: str, problem: str, remedy: str = "") -> Problem:
    return Problem("", str(int(at) + 1), column, shown(table[column].iloc[int(at)]), problem, remedy)


def _profile_problems(known: pd.DataFrame) -> list[Problem]:
    share = pd.to_numeric(known["share"], errors="coerce")
    found = [
        _problem(known, at, "share", "no share from 0 to 1") for at in np.flatnonzero(~((share >= 0) & (share <= 1)))
    ]
    twice = known.duplicated(["profile", "species"])
    found += [_problem(known, at, "species", "the species stands twice in its profile") for at in np.flatnonzero(twice)]
    found += [
        _problem(known, at, "source", "the profile has no source") for at in np.flatnonzero(_blank(known["source"]))
    ]
    sums = share.groupby(known["profile"]).sum()
    found += [
        Problem("", "", "share", f"{name}: {total:.6g}", "the profile sums to more than one", "Correct its shares.")
        for name, total in sums[sums > 1 + _SLACK].items()
    ]
    return found


def _row_problems(rows: pd.DataFrame, known: pd.DataFrame, by: str, substances: Sequence[str]) -> list[Problem]:
    names: Mapping[str, None] = dict.fromkeys(known["profile"])
    remedy = f"Profiles: {', '.join(map(str, names)) or 'none'}."
    found = [_problem(rows, at, by, "no such profile", remedy) for at in np.flatnonzero(~rows[by].isin(names))]
    other = ~rows["substance"].isin(list(substances))
    listed = f"Take it out; profiles are of {' and '.join(substances)}."
    found += [_problem(rows, at, "substance", "not VOCs", listed) for at in np.flatnonzero(other)]
    mass = pd.to_numeric(rows[_MASS], errors="coerce")
    return found + [_problem(rows, at, _MASS, "no number") for at in np.flatnonzero(~np.isfinite(mass))]
