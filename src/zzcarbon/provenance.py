"""Where a figure comes from: its source, and how far the evidence carries (the grade)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

import yaml

from zzcarbon.errors import UnknownNameError
from zzcarbon.resources import data_path

__all__ = ["GIVEN", "GRADES", "Source", "at_least", "plan_sources", "source", "sources", "worst_grade"]

GRADES = ("A", "B", "C")
"""Evidence grades, best first.

A: the primary document's own text or table was seen, or a faithful machine copy of it.
B: two independent secondary sources agree.
C: one secondary source.
"""

GIVEN = "given by the caller"
"""In place of a grade: nobody but the caller vouches for the figure. Worse than C where grades are compared."""


@dataclass(frozen=True, slots=True)
class Source:
    """A document that figures were taken from."""

    key: str
    title: str
    title_local: str = ""
    publisher: str = ""
    year: str = ""
    url: str = ""
    terms: str = ""
    licence: str = ""

    def __str__(self) -> str:
        title = self.title_local or self.title
        return f"{title} ({self.publisher}, {self.year})" if self.publisher else title


@cache
def sources() -> dict[str, Source]:
    """Return every source of the packaged database by its key.

    Examples
    --------
    >>> sources()["ipcc-2006-v2"].publisher
    'IPCC'
    """
    return _read("sources.yaml")


@cache
def plan_sources() -> dict[str, Source]:
    """Return every document of the packaged plans by its key.

    Examples
    --------
    >>> plan_sources()["bz-draft-2025"].year
    '2025'
    """
    return _read("plans", "sources.yaml")


def _read(*path: str) -> dict[str, Source]:
    text = data_path(*path).read_text(encoding="utf-8")
    entries: dict[str, dict[str, Any]] = yaml.safe_load(text)
    fields = Source.__dataclass_fields__
    return {
        key: Source(key=key, **{name: str(value or "") for name, value in entry.items() if name in fields})
        for key, entry in entries.items()
    }


def source(key: str) -> Source:
    """Return one source.

    Raises
    ------
    UnknownNameError
        There is no such source.
    """
    known = sources()
    if key not in known:
        raise UnknownNameError("source", key, known)
    return known[key]


def at_least(grade: str) -> tuple[str, ...]:
    """Return the grades that are as good as ``grade`` or better.

    Raises
    ------
    UnknownNameError
        The grade is not A, B or C.

    Examples
    --------
    >>> at_least("B")
    ('A', 'B')
    """
    if grade not in GRADES:
        raise UnknownNameError("grade", grade, GRADES, "Grades are A, B and C.")
    return GRADES[: GRADES.index(grade) + 1]


def worst_grade(grades: tuple[str, ...]) -> str:
    """Return the worst of some grades, the one a product of figures deserves.

    Examples
    --------
    >>> worst_grade(("A", "C", "B")), worst_grade(("A", GIVEN))
    ('C', 'given by the caller')
    >>> worst_grade(())
    ''
    """
    return max(grades, default="")
