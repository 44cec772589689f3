"""From projects told in physical terms to what they reduce, by substance, and to entries of a ledger."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar

import numpy as np
import pandas as pd

from zzcarbon.document.result_card import ResultCard
from zzcarbon.errors import DataError, Problem, UnknownNameError
from zzcarbon.factors.table import FactorTable
from zzcarbon.projects.declared import TYPES
from zzcarbon.projects.estimated_change import ActivityChange, activity_change
from zzcarbon.projects.physical import COLUMNS, direct_reductions
from zzcarbon.projects.read import LABELS, project_cells
from zzcarbon.tables import Cells
from zzcarbon.targets.ledger.ledger import Ledger, read_ledger
from zzcarbon.vocabulary.families import other_names

__all__ = ["Reductions", "reductions"]

_ENTRY = ("project", "substance", "reduction", "unit", "year", "status", "side_effect", "method", "document")


_NAMED = 3
"""Projects that a note names; it counts the others."""


@dataclass(frozen=True, eq=False)
class Reductions(ResultCard):
    """What projects reduce, by substance.

    Attributes
    ----------
    frame : pandas.DataFrame
        One row per project and substance: ``project type substance year role`` (aim, or moved by activity),
        ``before after`` (the two states), ``uncapped`` (their difference), ``cap``, ``yearly`` (what
        remains under the cap), ``months``, ``reduction`` (what counts in its year), ``remainder`` [t/a],
        ``side_effect`` (it adds), ``notation`` (NE where nothing could be estimated), ``method``,
        ``document``, ``grade`` and the labels of the project.
    problems : tuple of Problem
        What activity could not be estimated.
    notes : tuple of str
        What was set aside and why, and which projects do not tell what else they move.
    activity : ActivityChange
        The estimates behind what is moved.
    """

    _units_: ClassVar[Mapping[str, str]] = dict.fromkeys(
        ("before", "after", "uncapped", "cap", "yearly", "reduction", "remainder"), "t/a"
    )

    frame: pd.DataFrame
    problems: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()
    activity: ActivityChange = field(default_factory=ActivityChange)

    def __repr__(self) -> str:
        count = self.frame["project"].nunique()
        names = ", ".join(sorted(set(self.frame["substance"])))
        return f"<Reductions of {count} projects: {names}>"

    def entries(self, status: str = "planned", *, carried_over: bool | None = None) -> pd.DataFrame:
        """Return entries of a ledger.

        Parameters
        ----------
        status : str
            Status of the entries; only verified ones count in a check.
        carried_over : bool, optional
            Whether what months leave over is booked as an increment in the year after. Rules differ:
            needed if a project counts for less than twelve months.

        Returns
        -------
        pandas.DataFrame
            Columns of `zzcarbon.targets.read_ledger`. What was not estimated is no entry.

        Raises
        ------
        DataError
            Months leave something over and `carried_over` is not told.
        """
        rows = self.frame[self.frame["notation"] != "NE"]
        if carried_over is None and bool((rows["remainder"] != 0).any()):
            message = "some projects count for less than twelve months: say carried_over=True or False"
            raise DataError(message)
        labels = [name for name in LABELS if name in rows and name != "document"]
        first = rows.assign(unit="t", status=status)
        parts = [first]
        if carried_over:
            rest = first[first["remainder"] != 0]
            rest = rest.assign(reduction=rest["remainder"], year=rest["year"] + 1, increment_of=rest["project"])
            parts.append(rest)
        table = pd.concat(parts, ignore_index=True)
        columns = [*_ENTRY, *(["uncertainty"] if table["uncertainty"].notna().any() else []), *labels]
        return table[columns]

    def ledger(self, status: str = "planned", *, carried_over: bool | None = None) -> Ledger:
        """Return a ledger of these projects; the arguments are those of `entries`.

        Raises
        ------
        DataError
            An entry cannot be booked.
        """
        return read_ledger(self.entries(status, carried_over=carried_over))

    def explain(self, project: str, substance: str | None = None) -> str:
        """Return how the reductions of a project were obtained: equation, numbers, sources.

        Raises
        ------
        UnknownNameError
            There is no such project, or it does not move the substance.
        """
        rows = self.frame[self.frame["project"] == project]
        if rows.empty:
            raise UnknownNameError("project", project, self.frame["project"])
        if substance is not None:
            known = rows["substance"]
            rows = rows[known == substance]
            if rows.empty:
                raise UnknownNameError(f"substance of {project}", substance, known)
        return "\n".join(_explained(row) for row in rows.to_dict("records"))


def reductions(
    frame: object,
    activity: object = None,
    *,
    region: str | None = None,
    factors: FactorTable | None = None,
    sets: Sequence[str] | None = None,
    purpose: str = "inventory",
    substances: Sequence[str] | None = None,
    recast: Mapping[str, str] | None = None,
) -> Reductions:
    r"""Return what projects reduce.

    Parameters
    ----------
    frame : data frame, shape (n, ...)
        One row per project and substance (and ``class``, where a fleet or herd has several): ``project``,
        ``type``, ``substance``, ``year``, ``months`` that count [month], ``cap`` [t/a] or ``no cap``,
        ``utilisation_before``, ``utilisation_after`` [1] and the physical terms of the type, before and
        after; see `types`. A row without substance leaves its reductions to `activity`. Optional:
        ``side_effect``, ``uncertainty`` (half-width of the 95 % interval, as a fraction), ``district``,
        ``indicator``, ``increment_of``, ``document``. Chinese names of columns are understood.
    activity : data frame, optional
        Activity before and after: ``project``, ``state``, and the columns of a sector module (``module``;
        energy unless it says another). It gives CO2 and the other pollutants that a project moves.
    region, factors, sets, purpose, substances
        As for the ``estimate`` of a sector module.
    recast : mapping of str to str, optional
        Substances of the activity to count under another name, such as ``{"NMVOC": "VOCs"}``.

    Returns
    -------
    Reductions

    Raises
    ------
    DataError
        Every problem of every row: after is worse than before, a removal above 100 %, more than twelve
        months, a term, cap or utilisation that is missing, a substance told twice.

    Notes
    -----
    .. math:: R = \min(K_1 - K_0, cap) \cdot m/12

    with the abatement K of a state and the months m that count. No cap, month or utilisation has a
    default. Source: mee-guide-2021, sections 1 and 2; its annexes with formulas by type were not seen.

    Examples
    --------
    >>> import pandas as pd
    >>> made = reductions(pd.DataFrame({
    ...     "project": ["fictitious plant"], "type": ["污水处理厂提标改造"], "substance": ["氨氮"], "year": [2024],
    ...     "months": [12], "cap": ["no cap"], "utilisation_before": [0.8], "utilisation_after": [0.8],
    ...     "capacity_before": [50_000], "capacity_after": [50_000], "days_before": [365], "days_after": [365],
    ...     "concentration_before": [5.0], "concentration_after": [1.5]}))
    >>> round(float(made.frame["reduction"].iloc[0]), 3)
    51.1
    """
    cells, common = project_cells(frame)
    direct = direct_reductions(cells, common)
    years = {name: int(year) for name, year in zip(common["project"], common["year"], strict=True)}
    if cells.problems:
        raise DataError("the projects cannot be used", cells.problems)
    change = ActivityChange()
    if activity is not None:
        change = activity_change(
            activity,
            years,
            region=region,
            factors=factors,
            sets=sets,
            purpose=purpose,
            substances=substances,
            recast=recast,
        )
    moved, notes = _moved(change, common, direct)
    _require_told(cells, common, change)
    _require_better(cells, common, direct, moved)
    if cells.problems:
        raise DataError("the projects cannot be used", cells.problems)
    parts = [part for part in (direct, moved) if len(part)]
    table = pd.concat(parts, ignore_index=True) if parts else direct
    table["side_effect"] = table["side_effect"].astype(bool) | (table["reduction"] < 0)
    order = {name: place for place, name in enumerate(dict.fromkeys(common["project"]))}
    table = table.sort_values(["role", "substance"], kind="stable")
    table = table.iloc[np.argsort(table["project"].map(order).to_numpy(), kind="stable")].reset_index(drop=True)
    return Reductions(table, change.problems, _gathered([*notes, *_untold(common, change)]), change)


def _gathered(notes: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    """Return each note once, behind the first of the projects that it is about and the number of the others."""
    about: dict[str, list[str]] = {}
    for project, note in notes:
        about.setdefault(note, []).append(project)
    rest = {note: f" (+{len(names) - _NAMED})" if len(names) > _NAMED else "" for note, names in about.items()}
    return tuple(f"{', '.join(names[:_NAMED])}{rest[note]}: {note}" for note, names in about.items())


def _untold(common: pd.DataFrame, change: ActivityChange) -> list[tuple[str, str]]:
    """Return a note for each project whose activity, and so the CO2 that it moves, is not told."""
    told = set(change.frame["project"])
    first = common.drop_duplicates("project")
    return [
        (name, f"the CO2 and other pollutants that it moves are not told ({TYPES[kind].moves})")
        for name, kind in zip(first["project"], first["type"], strict=True)
        if name not in told
    ]


def _moved(
    change: ActivityChange, common: pd.DataFrame, direct: pd.DataFrame
) -> tuple[pd.DataFrame, list[tuple[str, str]]]:
    """Return what activity moves; a substance that a project tells itself is set aside, with a note."""
    about = common.drop_duplicates("project").set_index("project")
    told = set(zip(direct["project"], direct["substance"], strict=True))
    rows, notes = [], []
    for row in change.frame.to_dict("records"):
        project, name = row["project"], row["substance"]
        names = (name, *(kin.family for kin in other_names(name) if kin.member == name))
        own_name = next((known for known in names if (project, known) in told), "")
        if own_name:
            of_family = "" if own_name == name else f" {own_name}, as which it would be counted"
            notes.append((project, f"{name} of its activity is set aside, the project tells its own{of_family}"))
            continue
        own = about.loc[project]
        yearly = row["before"] - row["after"]
        remainder = yearly * (12.0 - own["months"]) / 12.0
        rows.append(
            {
                "project": project,
                "type": own["type"],
                "substance": name,
                "year": int(own["year"]),
                "role": "moved",
                "before": row["before"],
                "after": row["after"],
                "uncapped": yearly,
                "cap": np.inf,
                "yearly": yearly,
                "months": own["months"],
                "reduction": yearly - remainder,
                "remainder": remainder,
                "side_effect": False,
                "notation": row["notation"],
                "method": f"{own['type']} (activity before and after, by sector methods)",
                "document": row["document"],
                "grade": row["grade"],
                "uncertainty": np.nan,
                **{label: own[label] for label in LABELS if label != "document"},
            }
        )
    return pd.DataFrame(rows, columns=list(COLUMNS)), notes


def _require_told(cells: Cells, common: pd.DataFrame, change: ActivityChange) -> None:
    silent = (common["substance"] == "") & ~common["project"].isin(set(change.frame["project"]))
    remedy = "Name the substance and its physical terms, or give activity before and after."
    cells.report(silent.to_numpy(), "substance", "the project tells neither a substance nor activity", remedy)


def _require_better(cells: Cells, common: pd.DataFrame, direct: pd.DataFrame, moved: pd.DataFrame) -> None:
    """Report aims that become worse, and projects of activity alone that make nothing better."""
    remedy = "Look at the columns before and after, or declare it with side_effect = true."
    worse = direct[(direct["uncapped"] < 0) & ~direct["side_effect"].astype(bool)]
    pairs = set(zip(worse["project"], worse["substance"], strict=True))
    here = [pair in pairs for pair in zip(common["project"], common["substance"], strict=True)]
    cells.report(np.array(here, dtype=bool), "substance", "after is worse than before", remedy)
    alone = moved[~moved["project"].isin(set(direct["project"]))]
    best = alone.groupby("project")["uncapped"].max()
    least = alone.groupby("project")["uncapped"].min()
    bad = set(best.index[(best <= 0) & (least < 0)])
    mask = common["project"].isin(bad) & ~common["side_effect"]
    cells.report(mask.to_numpy(), "project", "after is worse than before in every substance", remedy)


def _explained(row: dict[Any, Any]) -> str:
    head = f"{row['project']}, {row['substance']}, {row['year']}: {row['method']}"
    if row["notation"] == "NE":
        return f"{head}\n  not estimated (NE)"
    kind = TYPES[row["type"]]
    aim = row["role"] == "aim"
    lines = [head, f"  {kind.formula}" if aim else "  R = E0 - E1"]
    sense = kind.sense if aim else "emission"
    lines.append(f"  {sense} before {row['before']!r} t/a, after {row['after']!r} t/a: {row['uncapped']!r} t/a")
    if np.isfinite(row["cap"]):
        lines.append(f"  at most {row['cap']!r} t/a: {row['yearly']!r} t/a")
    lines.append(f"  {row['months']:g} of 12 months: {row['reduction']!r} t")
    if row["document"]:
        lines.append(f"  {row['document']}")
    return "\n".join(lines)
