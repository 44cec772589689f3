"""A plan that can be checked and evaluated."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

import pandas as pd

from zzcarbon.document.problem_frame import problem_frame
from zzcarbon.errors import TargetError
from zzcarbon.provenance import at_least
from zzcarbon.targets.ledger.counting import CountingRule
from zzcarbon.targets.ledger.ledger import Ledger
from zzcarbon.targets.plan_data.plan_data import PlanData
from zzcarbon.targets.verdict.evaluation import Evaluation
from zzcarbon.targets.verdict.gathering import gather_evidence, remarks
from zzcarbon.targets.verdict.judge import CheckContext, judge_targets
from zzcarbon.targets.verdict.moment import moment_of
from zzcarbon.targets.verdict.scorecard import COLUMNS, Scorecard
from zzcarbon.targets.verdict.statements import read_statements

__all__ = ["Plan"]


class Plan(PlanData):
    """A plan with its targets. Made by ``zc.plan`` or ``zc.read_plan``; it never changes."""

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
            Last year whose data count, or a month or day, which also decides the versions of targets; the
            latest year with data if left out. Until a day an entry counts from its commissioning on; one
            with a year only counts from 31 December of that year, and the head of the card says how many
            tonnes that concerns.
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
        self.require_version(version)
        moment = moment_of(as_of, self.document.start)
        data = gather_evidence(self, ledger, observations, grade, moment, counting)
        if as_of is None and data.years:
            moment = moment_of(max(*data.years, self.document.start), self.document.start)
        said = {} if statements is None else read_statements(statements, self.qualitative())
        context = CheckContext(moment, grade, data.evidence, said, version)
        pairs = judge_targets(self.versions, context)
        return Scorecard(
            plan=self.name,
            title={"en": self.document.title, "zh": self.document.title_local or self.document.title},
            as_of=moment.year if not isinstance(as_of, str | dt.date) else moment.day,
            grade=grade,
            frame=pd.DataFrame([row for row, _ in pairs], columns=list(COLUMNS)),
            details=pd.DataFrame([details for _, details in pairs]),
            problems=problem_frame(data.problems),
            undated=data.undated,
            notes=(*data.notes, *remarks(self.versions, context, pairs)),
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
    ) -> Evaluation:
        """Return the mid-term and the final evaluation, each as of its year; ``document`` makes the report of it.

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
        return Evaluation(
            {year: self.check(ledger, observations, year, grade, statements=statements) for year in sorted(set(chosen))}
        )
