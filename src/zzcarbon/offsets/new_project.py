"""Replacement for new projects: tonnes of a ledger that make room for new emissions, none used twice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from zzcarbon.document.result_card import ResultCard
from zzcarbon.errors import DataError, nearest
from zzcarbon.tables import Cells, open_cells
from zzcarbon.tables.masses import read_masses
from zzcarbon.tables.stated import stated_array
from zzcarbon.targets.ledger.ledger import Ledger, as_ledger, read_ledger
from zzcarbon.targets.quotas.offsets import coal_replacement, required_offset
from zzcarbon.vocabulary.substances import substance

__all__ = ["Replacement", "coal_margin", "replacement"]

_NEW = ("new_project", "substance", "emission", "multiple", "unit")
_CLAIMS = ("new_project", "project", "substance", "mass", "unit")
_CLOSE = 1e-9


@dataclass(frozen=True, eq=False)
class Replacement(ResultCard):
    """New projects, and the reductions that replace their emissions.

    Attributes
    ----------
    frame : pandas.DataFrame
        ``new_project substance emission multiple required offered margin satisfied`` [t/a]; a requirement
        that is not met is a result, not an error.
    ledger : Ledger
        The ledger in which what was claimed is used as an offset: gross stays, net falls by it.
    """

    _units_: ClassVar[Mapping[str, str]] = dict.fromkeys(("emission", "required", "offered", "margin"), "t/a")

    frame: pd.DataFrame
    ledger: Ledger


def replacement(ledger: Ledger | pd.DataFrame, new_projects: object, claims: object) -> Replacement:
    r"""Return a ledger in which reductions replace the emissions of new projects.

    Parameters
    ----------
    ledger : Ledger or data frame
        Reductions that can be used; only verified entries can.
    new_projects : data frame
        ``new_project substance emission multiple unit``: the multiple is 1 for equal replacement, more for
        multiple replacement; documents say which, there is no default. [t/a], [1]
    claims : data frame
        ``new_project project substance mass unit``: which project of the ledger gives what. [t/a]

    Returns
    -------
    Replacement

    Raises
    ------
    DataError
        Every problem: more is claimed than a project has left, a project or new project is unknown, a
        multiple below 1.

    Notes
    -----
    .. math:: \sum offsets \ge k E_{new}, \quad R_{net} = R_{gross} - \sum offsets

    The same tonnes leave the reductions that count for the quota. Source: mee-guide-2021, section 2
    (no double use); mep-197-2014; offset-note.

    Examples
    --------
    >>> import pandas as pd
    >>> from zzcarbon.targets import read_ledger
    >>> ledger = read_ledger(pd.DataFrame({"project": ["kiln"], "substance": ["NOx"], "reduction": [100.0],
    ...                                    "unit": ["t"], "year": [2024]}))
    >>> new = pd.DataFrame({"new_project": ["glass"], "substance": ["NOx"], "emission": [20.0], "multiple": [2.0],
    ...                     "unit": ["t"]})
    >>> claim = pd.DataFrame({"new_project": ["glass"], "project": ["kiln"], "substance": ["NOx"], "mass": [40.0],
    ...                       "unit": ["t"]})
    >>> made = replacement(ledger, new, claim)
    >>> bool(made.frame["satisfied"].iloc[0]), float(made.ledger.by("project")["net"].iloc[0])
    (True, 60.0)
    """
    refusal = "the replacement cannot be made"
    ledger = as_ledger(ledger)
    wanted = open_cells(new_projects, "new projects", _NEW, refusal=refusal)
    asked = _requirements(wanted)
    offered = open_cells(claims, "offset claims", _CLAIMS, what="claims", refusal=refusal)
    taken = _claims(offered, asked)
    entries, used = _used(ledger, offered, taken)
    problems = [*wanted.problems, *offered.problems]
    if problems:
        raise DataError(refusal, problems)
    sums = taken.groupby(["new_project", "substance"])["mass"].sum().rename("offered").reset_index()
    table = asked.merge(sums, on=["new_project", "substance"], how="left")
    table["offered"] = table["offered"].fillna(0.0)
    table["margin"] = table["offered"] - table["required"]
    table["satisfied"] = table["margin"] >= -_CLOSE * np.maximum(table["required"], 1.0)
    return Replacement(table, read_ledger(entries.assign(used_as_offset=used), complete=ledger.covered))


def coal_margin(offered: object, *, new_coal: float, sector_factor: float, area_factor: float) -> float:
    r"""Return what coal that is given up exceeds the replacement that a new use of coal needs.

    Parameters
    ----------
    offered : array_like, shape (n,)
        Coal given up elsewhere, in physical mass. [t/a]
    new_coal : float
        New coal use in physical mass, without feedstock. [t/a]
    sector_factor, area_factor : float
        Factors of the sector and of the area, from the rules in force. [1]

    Returns
    -------
    float
        Negative where it does not suffice; physical tonnes, not standard coal. [t/a]

    Notes
    -----
    .. math:: M = \sum Q_i - D K_1 K_2

    Source: ha-coal-2024; the values of the factors are an input.

    Examples
    --------
    >>> coal_margin([1000.0, 900.0], new_coal=1000.0, sector_factor=1.2, area_factor=1.5)
    100.0
    """
    given_up = stated_array(offered, "coal is a mass of at least 0")
    return float(np.sum(given_up) - coal_replacement(new_coal, sector_factor, area_factor))


def _masses(cells: Cells, column: str, keys: NDArray[np.object_]) -> NDArray[np.float64]:
    masses = read_masses(cells, column, keys)
    cells.report(masses < 0, column, "a negative mass")
    return masses


def _requirements(cells: Cells) -> pd.DataFrame:
    names = cells.text("new_project")
    cells.report(names == "", "new_project", "the new project is missing")
    keys = cells.translated(cells.text("substance"), "substance", lambda name: substance(name).key)
    emission, multiple = _masses(cells, "emission", keys), cells.number("multiple")
    cells.report(multiple < 1, "multiple", "a multiple is at least 1", "1 is equal replacement, 2 double.")
    table = pd.DataFrame({"new_project": names, "substance": keys, "emission": emission, "multiple": multiple})
    twice = table.duplicated(["new_project", "substance"]).to_numpy()
    cells.report(twice, "new_project", "the new project and substance stand twice")
    usable = np.where(multiple >= 1, multiple, 1.0)
    return table.assign(required=required_offset(np.maximum(np.nan_to_num(emission), 0.0), usable))


def _claims(cells: Cells, asked: pd.DataFrame) -> pd.DataFrame:
    names, sources = cells.text("new_project"), cells.text("project")
    keys = cells.translated(cells.text("substance"), "substance", lambda name: substance(name).key)
    table = pd.DataFrame({"new_project": names, "project": sources, "substance": keys})
    table["mass"] = _masses(cells, "mass", keys)
    known = pd.MultiIndex.from_frame(asked[["new_project", "substance"]])
    unknown = ~pd.MultiIndex.from_frame(table[["new_project", "substance"]]).isin(known)
    cells.report(unknown, "new_project", "no new project asks for this substance")
    return table


def _used(ledger: Ledger, cells: Cells, taken: pd.DataFrame) -> tuple[pd.DataFrame, Sequence[float]]:
    """Return the entries, and what each is used for as an offset, in its own unit; the oldest goes first."""
    frame = ledger.frame
    usable = frame["active"] & (frame["status"] == "verified") & (frame["net"] > 0)
    left = np.where(usable, frame["net"], 0.0)
    order = np.argsort(frame["year"].to_numpy(), kind="stable")
    projects, keys = frame["project"].astype(str).to_numpy(), frame["substance"].astype(str).to_numpy()
    used = np.zeros(len(frame))
    for row, claim in enumerate(taken.to_dict("records")):
        here = np.arange(len(taken)) == row
        own = (projects == claim["project"]) & (keys == claim["substance"])
        if not own.any():
            near = nearest(str(claim["project"]), projects)
            remedy = f"Did you mean {' or '.join(map(repr, near))}?" if near else ""
            cells.report(here, "project", "no entry of the ledger has this project and substance", remedy)
            continue
        missing = float(claim["mass"])
        if missing > left[own].sum() * (1 + _CLOSE):
            what = f"more than the verified reduction that is left ({left[own].sum():.6g} t)"
            cells.report(here, "mass", what, "A tonne is used once.")
            continue
        for place in order[own[order]]:
            part = min(missing, left[place])
            left[place], used[place], missing = left[place] - part, used[place] + part, missing - part
    factor = np.divide(frame["gross"], frame["reduction"], out=np.ones(len(frame)), where=frame["reduction"] != 0)
    before = frame["offset"].to_numpy()
    entries = frame.drop(columns=["gross", "offset", "net", "active", "counts_from", "root"]).astype(object)
    return entries, ((before + used) / factor).tolist()
