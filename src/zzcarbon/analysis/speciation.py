"""VOCs by species, and what ozone and secondary aerosol they may form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from zzcarbon.activity.read import to_pandas
from zzcarbon.analysis.reading import missing_columns
from zzcarbon.errors import DataError, Problem
from zzcarbon.tables import Cells

__all__ = ["REST", "formation_potential", "speciated"]

REST = "not speciated"
"""What a profile does not name: it stays in the sum, under a name of its own."""

_SLACK = 1e-6
_MASS = "emission"


def speciated(
    emissions: object, profiles: object, *, by: str = "profile", substances: Sequence[str] = ("VOCs", "NMVOC")
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
    problems: list[Problem] = [
        *missing_columns(rows, (by, "substance", _MASS, "unit"), "emissions"),
        *missing_columns(known, ("profile", "species", "share", "source"), "profiles"),
    ]
    if not problems:
        _report_profiles(Cells(known, problems=problems))
        _report_rows(Cells(rows, problems=problems), known, by, substances)
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


def formation_potential(species: object, reactivities: object, *, name: str = "OFP") -> pd.DataFrame:
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
    problems: list[Problem] = [
        *missing_columns(rows, ("species", _MASS, "unit"), "species"),
        *missing_columns(known, ("species", "value", "source"), "reactivities"),
    ]
    if not problems:
        value = pd.to_numeric(known["value"], errors="coerce")
        cells = Cells(known, problems=problems)
        cells.report(known.duplicated("species").to_numpy(), "species", "the species has two values")
        cells.report(~(value >= 0).to_numpy(bool), "value", "no number from zero")
        cells.report(_blank(known["source"]), "source", "no source")
    if problems:
        raise DataError("the potential cannot be worked out", problems)
    found = rows.merge(known[["species", "value", "source"]], on="species", how="left", suffixes=("", " of value"))
    found[name] = found[_MASS] * found["value"]
    found["notation"] = np.where(found["value"].isna(), "NE", "")
    total = float(found[_MASS].sum())
    found.attrs["covered"] = float(found.loc[found["value"].notna(), _MASS].sum()) / total if total else float("nan")
    return found


def _blank(texts: pd.Series[Any]) -> npt.NDArray[np.bool_]:
    return (texts.isna() | (texts.astype(str).str.strip() == "")).to_numpy(bool)


def _report_profiles(cells: Cells) -> None:
    known = cells.frame
    share = pd.to_numeric(known["share"], errors="coerce")
    cells.report(~((share >= 0) & (share <= 1)).to_numpy(bool), "share", "no share from 0 to 1")
    cells.report(
        known.duplicated(["profile", "species"]).to_numpy(), "species", "the species stands twice in its profile"
    )
    cells.report(_blank(known["source"]), "source", "the profile has no source")
    sums = share.groupby(known["profile"]).sum()
    cells.problems += [
        Problem("", "", "share", f"{name}: {total:.6g}", "the profile sums to more than one", "Correct its shares.")
        for name, total in sums[sums > 1 + _SLACK].items()
    ]


def _report_rows(cells: Cells, known: pd.DataFrame, by: str, substances: Sequence[str]) -> None:
    rows = cells.frame
    names: Mapping[str, None] = dict.fromkeys(known["profile"])
    remedy = f"Profiles: {', '.join(map(str, names)) or 'none'}."
    cells.report(~rows[by].isin(names).to_numpy(), by, "no such profile", remedy)
    listed = f"Take it out; profiles are of {' and '.join(substances)}."
    cells.report(~rows["substance"].isin(list(substances)).to_numpy(), "substance", "not VOCs", listed)
    mass = pd.to_numeric(rows[_MASS], errors="coerce").to_numpy(float, na_value=np.nan)
    cells.report(~np.isfinite(mass), _MASS, "no number")
