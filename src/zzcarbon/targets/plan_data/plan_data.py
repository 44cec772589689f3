"""What a plan says: its targets in every version, its areas and period, and what was published on them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any, Self

import numpy as np
import pandas as pd

from zzcarbon.document import Document
from zzcarbon.document.result_card import ResultCard
from zzcarbon.errors import TargetError, UnknownNameError
from zzcarbon.provenance import at_least
from zzcarbon.settings import chosen_language
from zzcarbon.targets.plan_data.areas import Areas
from zzcarbon.targets.plan_data.listed_projects import listed_projects
from zzcarbon.targets.plan_data.model import PlanDocument
from zzcarbon.targets.plan_data.plan_card import plan_card
from zzcarbon.targets.plan_data.published import published_observations
from zzcarbon.targets.plan_data.stated import Reading, settle_target, state_base, with_yearly_figures
from zzcarbon.targets.plan_data.target import Target, describe_target

__all__ = ["PlanData"]


class PlanData(ResultCard):
    """A plan as data. What is made from it is a new plan; it never changes.

    Parameters
    ----------
    document : PlanDocument
        What the plan's file says.
    targets : iterable of Target
        Every version of its targets.
    areas : Areas
        Areas that the plan names.

    Attributes
    ----------
    whole : tuple of Target
        The versions of the whole plan that this one is a part of: a ledger may hold entries for all of them.
    """

    def __init__(self, document: PlanDocument, targets: Iterable[Target], areas: Areas) -> None:
        self.document = document
        self.versions = tuple(targets)
        self.areas = areas
        self.whole = self.versions

    @property
    def name(self) -> str:
        """Name of the plan."""
        return self.document.name

    @property
    def area(self) -> str:
        """Area of the plan."""
        return self.areas.key(self.document.area)

    @property
    def period(self) -> tuple[int, int]:
        """First and last year."""
        return self.document.start, self.document.end

    def __repr__(self) -> str:
        count = len({target.id for target in self.versions})
        start, end = self.period
        return f"<Plan {self.name}: {self.document.title}, {start} to {end}, {count} targets>"

    def _document_(self, language: str | None = None) -> Document:
        return plan_card(self, chosen_language(language))

    @cached_property
    def _table(self) -> pd.DataFrame:
        return pd.DataFrame([describe_target(target) for target in self.versions])

    @property
    def targets(self) -> pd.DataFrame:
        """Every version of every target, with its figure as printed, document, section, line and quote."""
        return self._table.copy()

    @property
    def projects(self) -> pd.DataFrame:
        """The projects that the plan lists in its boxes, with status unknown.

        Columns ``id box item project project_local area area_local type capacity capacity_unit count year
        aims status document line quote other_numbers note``: ``type`` is one of ``zc.projects.types()``
        where one fits, ``aims`` the substances, ``capacity`` and ``count`` as printed. ``zc.projects.blank_rows``,
        ``zc.targets.ledger_rows`` and ``zc.planner.candidate_rows`` turn them into tables to be filled in.
        """
        table = listed_projects()
        return table[table["plan"] == self.name].drop(columns="plan").reset_index(drop=True)

    def target(self, name: str, version: str = "") -> Target:
        """Return one version of a target: the newest, unless another is named.

        Raises
        ------
        UnknownNameError
            There is no such target or version.
        """
        found = [target for target in self.versions if target.id == name] if isinstance(name, str) else []
        if not found:
            raise UnknownNameError("target", name, {target.id for target in self.versions})
        if not version:
            return found[-1]
        for target in found:
            if target.version == version:
                return target
        raise UnknownNameError("version", version, {target.version for target in found})

    def with_versions(self, versions: Iterable[Target]) -> Self:
        """Return the plan with other versions of its targets; those left out stay known in ``whole``."""
        made = type(self)(self.document, versions, self.areas)
        kept = {target.id for target in made.versions}
        made.whole = (*made.versions, *(target for target in self.whole if target.id not in kept))
        return made

    def only(self, *names: str) -> Self:
        """Return the plan with some of its targets: by id, by the beginning of an id, or by section.

        Raises
        ------
        UnknownNameError
            A name selects nothing.

        Examples
        --------
        >>> from zzcarbon.targets import plan
        >>> len(plan("zhengzhou-14fyp").only("专栏1").targets["target"].unique())
        22
        """
        chosen: set[str] = set()
        for name in names:
            if not isinstance(name, str):
                raise UnknownNameError("target", name, hint="Name targets one by one, as in only('a', 'b').")
            found = {t.id for t in self.versions if name in {t.id, t.section}}
            found |= {t.id for t in self.versions if not found and t.id.startswith(name)}
            if not found:
                raise UnknownNameError("target", name, {t.id for t in self.versions})
            chosen |= found
        return self.with_versions(target for target in self.versions if target.id in chosen)

    def settle(
        self,
        name: str,
        value: float,
        document: str,
        *,
        valid_from: str = "",
        grade: str = "A",
        section: str = "",
    ) -> Self:
        """Return the plan with the figure that a higher authority set for a target that has none in the plan.

        Parameters
        ----------
        name : str
            Id of a delegated target, or of one whose figure the plan does not print.
        value : float
            The figure, in the unit of the target.
        document : str
            The document that sets it: the name of the new version.
        valid_from : str
            ISO date from which it holds; from the start if left out.
        grade : str
            Evidence grade of the figure.
        section : str
            Where in the document it stands.

        Raises
        ------
        TargetError
            The target is not open, or its plan does not say what kind it becomes.
        UnknownNameError
            There is no such target or grade.
        """
        old = self.target(name)
        new = settle_target(old, value, document, valid_from, grade, section)
        position = self.versions.index(old) + 1
        return self.with_versions([*self.versions[:position], new, *self.versions[position:]])

    def based(
        self,
        name: str,
        *,
        year: int,
        value: float | None = None,
        unit: str = "",
        source: str,
        reading: Reading = "",
    ) -> Self:
        """Return the plan with the base that it does not print for a target.

        Parameters
        ----------
        name : str
            Id of the target.
        year : int
            Base year.
        value : float, optional
            Level in the base year [unit]; without it falls or an observed level of that year are needed.
        unit : str
            Unit of the level; the target's own, or that of the observations, if left out.
        source : str
            Document of the base.
        reading : {"", "percent", "points"}
            What % means, where the plan leaves it open.

        Raises
        ------
        TargetError
            The target has no base, or prints another one; a base does not fit.
        UnknownNameError
            There is no such target.

        Examples
        --------
        >>> from zzcarbon.targets import plan
        >>> city = plan("zhengzhou-14fyp").based("ZZ14-T-073", year=2020, source="bulletin")
        >>> city.target("ZZ14-T-073").reference.year
        2020
        """
        old = self.target(name)
        if any("base stated by the caller" in t.note for t in self.versions if t.id == name):
            raise TargetError(f"a base of {name} is stated already: a plan has one")
        new = state_base(old, year, value, unit, source, reading)
        return self.with_versions(new if target is old else target for target in self.versions)

    def yearly(
        self, name: str, figures: Mapping[int, float | str], document: str, *, grade: str = "A", section: str = ""
    ) -> Self:
        """Return the plan with the yearly figures that a higher authority sets on the way to a target.

        The note under the river sections of a plan says so: the yearly target is the one that is handed down.

        Parameters
        ----------
        name : str
            Id of the target.
        figures : mapping of int to float or str
            What is due by year, in the unit of the target (sums up to the year where it is a sum); the class
            of a section in words.
        document : str
            The document that sets them.
        grade, section : str
            Evidence grade, and where in the document they stand.

        Raises
        ------
        TargetError
            The target has no figure; a year lies outside the plan or has a figure; a figure is none.
        UnknownNameError
            There is no such target or grade.

        Examples
        --------
        >>> from zzcarbon.targets import plan
        >>> city = plan("zhengzhou-14fyp").yearly("ZZ14-A2-04", {2023: "Ⅴ", 2024: "Ⅳ"}, "order of the province")
        >>> [(stone.year, stone.value) for stone in city.target("ZZ14-A2-04").milestones]
        [(2023, 5.0), (2024, 4.0)]
        """
        old = self.target(name)
        new = with_yearly_figures(old, figures, document, grade, section)
        return self.with_versions(new if target is old else target for target in self.versions)

    def observations(self, grade: str = "B") -> pd.DataFrame:
        """Return the published observations of this plan's indicators.

        Parameters
        ----------
        grade : str
            Worst evidence grade to return.

        Returns
        -------
        pandas.DataFrame
            Columns ``indicator area year value unit out_of basis status source grade locator evidence``.

        Examples
        --------
        >>> from zzcarbon.targets import plan
        >>> found = plan("henan-14fyp-key-projects").observations(grade="C")
        >>> found["value"].tolist(), found["unit"].unique().tolist()
        ([9.6908, 2.049, 9.9404, 1.0841], ['1e4 t'])
        """
        table = published_observations()
        known = {(target.indicator, target.area) for target in self.versions}
        mine = [pair in known for pair in zip(table["indicator"], table["area"], strict=True)]
        return table[np.array(mine, dtype=bool) & table["grade"].isin(at_least(grade))].reset_index(drop=True)

    @staticmethod
    def json_schema() -> dict[str, Any]:
        """Return the JSON Schema of plan files."""
        return PlanDocument.schema_of_files()

    def qualitative(self) -> dict[str, str]:
        """Return the indicators of the targets in words, by id: those that a person's statement decides."""
        return {target.id: target.indicator for target in self.versions if target.kind == "qualitative"}

    def require_version(self, version: str) -> None:
        """Refuse a version that no target has; nothing asked for is fine.

        Raises
        ------
        UnknownNameError
            There is no such version.
        """
        known = {target.version for target in self.versions}
        if version and version not in known:
            raise UnknownNameError("version", version, known, f"Versions: {', '.join(sorted(known))}.")
