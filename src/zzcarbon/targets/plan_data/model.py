"""What a plan file says: the models behind its YAML and its JSON Schema."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, FiniteFloat

from zzcarbon.targets.plan_data.kinds import KindName

__all__ = [
    "AreaEntry",
    "Citation",
    "MilestoneEntry",
    "PlanDocument",
    "ReferenceEntry",
    "RevisionEntry",
    "TargetEntry",
]


def _iso(value: object) -> object:
    """Turn what YAML makes of a date (a number or a date) back into ISO 8601 text."""
    if isinstance(value, dt.date):
        return value.isoformat()
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _no_truth(value: object) -> object:
    if isinstance(value, bool):
        message = "true and false are not values"
        raise ValueError(message)  # noqa: TRY004  pydantic collects ValueError
    return value


Text = Annotated[str, Field(min_length=1, max_length=2000)]
IsoDate = Annotated[str, BeforeValidator(_iso), Field(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$")]
Year = Annotated[int, Field(ge=1900, le=2200, strict=True)]
Number = Annotated[FiniteFloat, BeforeValidator(_no_truth)]
Value = Annotated[FiniteFloat | Text, BeforeValidator(_no_truth)]
Grade = Literal["A", "B", "C"]


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Citation(_Entry):
    """Where in a document something stands."""

    document: Text | None = Field(default=None, description="key of the document; the plan's own if left out")
    section: Text | None = Field(default=None, description="section, box or annex")
    line: int | None = Field(default=None, description="line of the document's text")
    quote: Text | None = Field(default=None, description="the words, without spaces and line breaks")


class ReferenceEntry(_Entry):
    """What a target is measured from: a baseline, or a scenario by year."""

    year: Year | None = Field(default=None, description="base year")
    value: Value | None = Field(default=None, description="value in the base year")
    unit: Text | None = Field(default=None, description="unit of the level; the target's own if left out")
    approximate: bool = Field(default=False, description="printed as 'about'")
    series: dict[Year, Number] = Field(default_factory=dict, description="scenario: value by year")


class MilestoneEntry(Citation):
    """A value to be reached on the way; sums are cumulative from the start of the plan."""

    year: Year
    value: Value
    grade: Grade | None = None
    assumption: Text | None = Field(default=None, description="how the value was assumed, if no document gives it")


class RevisionEntry(Citation):
    """A later version of a target: it replaces the one it names from its date."""

    version: Text
    supersedes: Text = Field(description="version that is replaced")
    valid_from: IsoDate = Field(description="ISO 8601 date, month or year from which it holds")
    value: Value
    as_printed: Text | None = None
    due: Year | None = None
    grade: Grade | None = None
    note: Text | None = None


class AreaEntry(_Entry):
    """An area that is not in the vocabulary of regions."""

    key: Text
    en: Text | None = None
    zh: Text | None = None
    parent: Text | None = Field(default=None, description="area or region above it; the plan's area if left out")
    aliases: tuple[Text, ...] = ()


class TargetEntry(Citation):
    """One target as its document prints it."""

    id: Annotated[str, Field(pattern=r"^[^\s=+@\-][^\s]{0,79}$")]
    indicator: Text
    indicator_local: Text | None = None
    substance: Text | None = None
    area: Text | None = Field(default=None, description="region code or declared area; the plan's own if left out")
    area_local: Text | None = Field(default=None, description="the area as printed")
    kind: KindName
    then: KindName | None = Field(default=None, description="delegated targets: the kind once the value is known")
    unit: str = Field(default="", max_length=80, description="unit of the value; for falls %, for sums the mass")
    value: Value | None = None
    as_printed: Text | None = Field(default=None, description="the words of the document where they are not the number")
    strict: bool = Field(default=False, description="the limit itself is not enough (more than, less than)")
    scale: Text | None = Field(default=None, description="ordinal targets: name of the scale")
    form: Literal["linear", "compound"] | None = Field(default=None, description="yearly rates: how years add up")
    better: Literal["higher", "lower"] = Field(default="higher", description="not_worse: which way is better")
    denominator: Literal["days of the year"] | None = Field(default=None, description="what a share in % is a share of")
    ambiguous_unit: Text | None = Field(
        default=None, description="what the unit may mean, if the document leaves it open"
    )
    scope: Text | None = Field(default=None, description="what the check counts, where it is less than the inventory")
    due: Year | None = Field(default=None, description="year in which the target is due; the plan's end if left out")
    due_printed: bool = Field(default=True, description="false if the document prints no year")
    binding: bool | None = Field(default=None, description="true binding, false expected, left out if not said")
    nature: Literal["assessment"] | None = Field(
        default=None, description="a target by which duty holders are assessed (考核目标), where the plan says so"
    )
    reference: ReferenceEntry | None = None
    milestones: tuple[MilestoneEntry, ...] = ()
    revisions: tuple[RevisionEntry, ...] = ()
    also_in: tuple[Citation, ...] = Field(default=(), description="where the document repeats the target")
    grade: Grade | None = None
    note: Text | None = None


class PlanDocument(_Entry):
    """A plan: its period, its area and its targets."""

    name: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9.-]{0,79}$")]
    title: Text
    title_local: Text | None = None
    document: Text | None = Field(default=None, description="key of the document; the plan's name if left out")
    grade: Grade = Field(default="A", description="evidence grade of figures that do not say their own")
    area: Text
    start: Year = Field(description="first year of the plan")
    end: Year = Field(description="last year of the plan")
    evaluations: tuple[Year, ...] = Field(default=(), description="years of the mid-term and the final evaluation")
    notes: tuple[Text, ...] = ()
    scales: dict[Text, tuple[Text, ...]] = Field(default_factory=dict, description="ordinal classes, best first")
    areas: tuple[AreaEntry, ...] = ()
    targets: tuple[TargetEntry, ...] = Field(min_length=1)

    @classmethod
    def schema_of_files(cls) -> dict[str, Any]:
        """Return the JSON Schema of plan files."""
        return cls.model_json_schema()
