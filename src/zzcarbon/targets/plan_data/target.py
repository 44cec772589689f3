"""Targets as a check uses them: one object for each version of each target."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from zzcarbon.document.result_card import ResultCard
from zzcarbon.targets.plan_data.kinds import KINDS, KindName
from zzcarbon.vocabulary.names import folded

__all__ = ["Milestone", "Reference", "Target", "describe_target", "in_force", "rank", "superseded_by"]


@dataclass(frozen=True, slots=True)
class Reference:
    """What a target is measured from.

    Attributes
    ----------
    year : int or None
        Base year.
    value : float or None
        Level in the base year, in `unit`; for ordinal targets the rank.
    unit : str
        Unit of the level.
    approximate : bool
        Whether the document says "about".
    series : dict of int to float
        A scenario by year, in `unit`.
    """

    year: int | None = None
    value: float | None = None
    unit: str = ""
    approximate: bool = False
    series: Mapping[int, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Milestone:
    """A value to be reached on the way, in the unit of its target.

    ``assumption`` is empty for milestones that a document gives.
    """

    year: int
    value: float
    document: str
    section: str
    grade: str
    assumption: str = ""


@dataclass(frozen=True, slots=True)
class Target(ResultCard):
    """One version of one target, with everything filled in from its plan.

    Attributes
    ----------
    value : float or None
        In `unit`; for ordinal targets the rank in `classes`, best first, counted from 1.
    nature : str
        约束性 (binding), 预期性 (expected), 考核 (duty holders are assessed by it), or empty.
    version, valid_from, supersedes : str
        Document that sets this version, ISO date from which it holds (empty: from the start), and the
        version that it replaces.
    """

    id: str
    indicator: str
    indicator_local: str
    substance: str
    area: str
    area_local: str
    kind: KindName
    then: KindName | None
    unit: str
    value: float | None
    as_printed: str
    strict: bool
    classes: tuple[str, ...]
    form: str
    better: str
    denominator: str
    ambiguous_unit: str
    scope: str
    due: int
    due_printed: bool
    start: int
    binding: bool
    nature: str
    reference: Reference | None
    milestones: tuple[Milestone, ...]
    version: str
    valid_from: str
    supersedes: str
    grade: str
    document: str
    section: str
    line: int | None
    quote: str
    note: str

    @property
    def key(self) -> tuple[str, str]:
        """Id and version, unique in a plan."""
        return self.id, self.version

    @property
    def cumulative(self) -> bool:
        """Whether the value is a sum over years."""
        return self.kind in {"cumulative_min", "cumulative_max"}

    @property
    def from_ledger(self) -> bool:
        """Whether a ledger of reduction projects can feed it."""
        return self.kind == "cumulative_min" and bool(self.substance)

    @property
    def level_unit(self) -> str:
        """Unit of the observed level; empty for falls without a stated baseline unit."""
        if self.reference is not None and self.reference.unit:
            return self.reference.unit
        return "" if KINDS[self.kind].falls or self.kind == "relative_to_scenario" else self.unit

    def rank(self, name: object) -> float | None:
        """Return the rank of a class on the scale of this target."""
        return rank(self.classes, name)


def rank(classes: Sequence[str], name: object) -> float | None:
    """Return the rank of a class on a scale, best is 1; None if it is not on the scale.

    Examples
    --------
    >>> rank(("Ⅰ", "Ⅱ", "Ⅲ"), "III类"), rank(("Ⅰ", "Ⅱ", "Ⅲ"), "class II"), rank(("Ⅰ",), "Ⅳ")
    (3.0, 2.0, None)
    """
    text = folded(str(name)).removesuffix("类").removeprefix("class ").strip()
    for number, known in enumerate(classes, start=1):
        if text in {folded(known), str(number), f"{number}.0"}:
            return float(number)
    return None


def in_force(versions: Iterable[Target], moment: str) -> tuple[Target, ...]:
    """Return the versions that exist at a moment, superseded or not.

    Parameters
    ----------
    versions : iterable of Target
        All versions of the targets of a plan.
    moment : str
        Last moment that counts, an ISO date; empty for all.
    """
    return tuple(target for target in versions if not moment or _first(target.valid_from) <= moment)


def superseded_by(versions: Iterable[Target]) -> dict[tuple[str, str], str]:
    """Return for each superseded version the version that replaces it."""
    return {(target.id, target.supersedes): target.version for target in versions if target.supersedes}


def _first(moment: str) -> str:
    """Return the first day of an ISO year, month or day."""
    return (moment + "-01-01")[:10] if moment else ""


def describe_target(target: Target) -> dict[str, Any]:
    """Return a target version as a row of a table."""
    reference = target.reference
    return {
        "target": target.id,
        "version": target.version,
        "indicator": target.indicator,
        "indicator_local": target.indicator_local,
        "substance": target.substance,
        "area": target.area,
        "area_local": target.area_local,
        "kind": target.kind,
        "binding": target.binding,
        "nature": target.nature,
        "unit": target.unit,
        "value": target.value,
        "as_printed": target.as_printed,
        "due_year": target.due,
        "due_printed": target.due_printed,
        "baseline_year": reference.year if reference else None,
        "baseline": reference.value if reference else None,
        "valid_from": target.valid_from,
        "supersedes": target.supersedes,
        "grade": target.grade,
        "document": target.document,
        "section": target.section,
        "line": target.line,
        "quote": target.quote,
        "ambiguous_unit": target.ambiguous_unit,
        "note": target.note,
    }
