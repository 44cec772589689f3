"""A plan: its targets, what was published on them, and its check."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from zzcarbon.errors import TargetError, UnknownNameError
from zzcarbon.provenance import at_least
from zzcarbon.targets.areas import Areas
from zzcarbon.targets.booking import CountingRule
from zzcarbon.targets.check import Question, judged, moment_of
from zzcarbon.targets.gathering import gathered, remarks
from zzcarbon.targets.ledger import Ledger
from zzcarbon.targets.model import PlanDocument
from zzcarbon.targets.published import published_observations
from zzcarbon.targets.scorecard import COLUMNS, Scorecard, problem_frame
from zzcarbon.targets.statements import read_statements
from zzcarbon.targets.target import Target, described

__all__ = ["Plan"]


class Plan:
    """A plan with its targets. Made by ``zc.plan`` or ``zc.read_plan``; it never changes.

    Parameters
    ----------
    document : PlanDocument
        What the plan's file says.
    targets : iterable of Target
        Every version of its targets.
    areas : Areas
        Areas that the plan names.
    """

    def __init__(self, document: PlanDocument, targets: Iterable[Target], areas: Areas) -> None:
        self.document = document
        self.versions = tuple(targets)
        self.areas = areas

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

    @cached_property
    def _table(self) -> pd.DataFrame:
        return pd.DataFrame([described(target) for target in self.versions])

    @property
    def targets(self) -> pd.DataFrame:
        """Every version of every target, with its figure as printed, document, section, line and quote."""
        return self._table.copy()

    def target(self, name: str, version: str = "") -> Target:
        """Return one version of a target: the newest, unless another is named.

        Raises
        ------
        UnknownNameError
            There is no such target or version.
        """
        found = [target for target in self.versions if target.id == name]
        if not found:
            raise UnknownNameError("target", name, {target.id for target in self.versions})
        if not version:
            return found[-1]
        for target in found:
            if target.version == version:
                return target
        raise UnknownNameError("version", version, {target.version for target in found})

    def only(self, *names: str) -> Plan:
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
            found = {t.id for t in self.versions if name in {t.id, t.section}}
            found |= {t.id for t in self.versions if not found and t.id.startswith(name)}
            if not found:
                raise UnknownNameError("target", name, {t.id for t in self.versions})
            chosen |= found
        return Plan(self.document, [t for t in self.versions if t.id in chosen], self.areas)

    def settle(
        self,
        name: str,
        value: float,
        document: str,
        *,
        valid_from: str = "",
        grade: str = "A",
        section: str = "",
    ) -> Plan:
        """Return the plan with the figure that a higher authority set for a delegated target.

        Parameters
        ----------
        name : str
            Id of the delegated target.
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
            The target is not delegated, or its plan does not say what kind it becomes.
        UnknownNameError
            There is no such target or grade.
        """
        old = self.target(name)
        at_least(grade)
        if old.kind != "delegated" or old.then is None:
            message = f"the target {name} is of kind {old.kind!r} and no figure can be set for it"
            raise TargetError(message)
        new = replace(
            old,
            kind=old.then,
            then=None,
            value=float(value),
            as_printed=f"{value:g}",
            version=document,
            document=document,
            supersedes=old.version,
            valid_from=valid_from,
            grade=grade,
            section=section,
            line=None,
            quote="",
            note=f"set by a higher authority for {old.version}",
        )
        position = self.versions.index(old) + 1
        return Plan(self.document, [*self.versions[:position], new, *self.versions[position:]], self.areas)

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

    def check(
        self,
        ledger: Ledger | pd.DataFrame | None = None,
        observations: pd.DataFrame | None = None,
        as_of: int | str | dt.date | None = None,
        grade: str = "B",
        *,
        statements: pd.DataFrame | None = None,
        version: str = "",
        counting: CountingRule | None = None,
    ) -> Scorecard:
        """Check the plan against a ledger of projects and observed values.

        Parameters
        ----------
        ledger : Ledger, optional
            Reduction projects. Without a ledger its quotas are undetermined; an empty ledger is zero.
        observations : pandas.DataFrame, optional
            Columns ``indicator year value unit`` and, if wanted, ``area basis status scope out_of lower
            upper source grade locator``.
        as_of : int, str or date, optional
            Last year whose data count, or a day, which also decides the versions of targets; the latest
            year with data if left out.
        grade : str
            Worst evidence grade of targets, milestones and observations to use.
        statements : pandas.DataFrame, optional
            What persons say of qualitative targets: ``target status date document``.
        version : str
            Use this version of the targets that have it, whatever is in force.
        counting : CountingRule, optional
            Part-year shares of ledger entries.

        Returns
        -------
        Scorecard

        Raises
        ------
        DataError
            Observations or statements have wrong cells; every problem.
        TargetError
            ``as_of`` lies before the plan, or the ledger has entries that the plan does not ask for.
        UnknownNameError
            The grade or version does not exist.
        """
        at_least(grade)
        self._require_version(version)
        moment = moment_of(as_of, self.document.start)
        data = gathered(self, ledger, observations, grade, moment.year, counting)
        if as_of is None and data.years:
            moment = moment_of(max(*data.years, self.document.start), self.document.start)
        said = {} if statements is None else read_statements(statements, self._qualitative())
        question = Question(moment, grade, data.evidence, said, version)
        pairs = judged(self.versions, question)
        return Scorecard(
            plan=self.name,
            title={"en": self.document.title, "zh": self.document.title_local or self.document.title},
            as_of=moment.year if not isinstance(as_of, str | dt.date) else moment.day,
            grade=grade,
            frame=pd.DataFrame([row for row, _ in pairs], columns=list(COLUMNS)),
            details=pd.DataFrame([details for _, details in pairs]),
            problems=problem_frame(data.problems),
            notes=(*data.notes, *remarks(self.versions, question, pairs)),
            areas={
                area: (self.areas.english(area), self.areas.local(area)) for area in {t.area for t in self.versions}
            },
            scales={target.key: target.classes for target in self.versions if target.classes},
        )

    def evaluate(
        self,
        ledger: Ledger | pd.DataFrame | None = None,
        observations: pd.DataFrame | None = None,
        grade: str = "B",
        *,
        years: Iterable[int] = (),
        statements: pd.DataFrame | None = None,
    ) -> dict[int, Scorecard]:
        """Return the mid-term and the final evaluation, each as of its year.

        Parameters
        ----------
        ledger, observations, grade, statements
            As for `check`.
        years : iterable of int
            Years to evaluate; those that the plan prescribes if left out.

        Raises
        ------
        TargetError
            The plan prescribes no evaluation and no year is named.
        """
        chosen = tuple(years) or self.document.evaluations
        if not chosen:
            message = f"the plan {self.name!r} prescribes no evaluation: name the years"
            raise TargetError(message)
        return {year: self.check(ledger, observations, year, grade, statements=statements) for year in chosen}

    @staticmethod
    def json_schema() -> dict[str, Any]:
        """Return the JSON Schema of plan files."""
        return PlanDocument.schema_of_files()

    def _qualitative(self) -> Mapping[str, str]:
        return {target.id: target.indicator for target in self.versions if target.kind == "qualitative"}

    def _require_version(self, version: str) -> None:
        known = {target.version for target in self.versions}
        if version and version not in known:
            raise UnknownNameError("version", version, known, f"Versions: {', '.join(sorted(known))}.")
