"""Choose the one row that answers a question: the rule of the database.

Sets are asked in order, each only for its purpose. Within a set the row must have the asked control
(never another) and the asked technology, be valid in the year, and lie in the region or one above it;
of those the row with the most conditions, then the nearest category, then the nearest region, then the
latest validity wins. Two rows that tie are an error, not a coin toss.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from zzcarbon.errors import FactorAmbiguous, FactorNotFound
from zzcarbon.factors.condition import matched, unmet
from zzcarbon.factors.index import RowIndex
from zzcarbon.factors.model import FactorRow
from zzcarbon.vocabulary.categories import factor_path, mapped
from zzcarbon.vocabulary.regions import region_path
from zzcarbon.vocabulary.terms import kinship

__all__ = ["Choice", "Question", "best_row", "select_row"]

_WHOLE_WORLD = "GLO"
_NEAREST = 3
_FARNESS = ("grade", "condition", "technology", "control", "year", "region", "category", "set", "purpose", "subject")
"""What a near row may differ in, the easiest to mend first."""


@dataclass(frozen=True)
class Question:
    """What a row is asked for.

    Attributes
    ----------
    name : str
        Activity of a factor, or name of a parameter.
    substance : str
        Substance of a factor; empty for a parameter.
    subjects : mapping of str to tuple of str, or None
        By set, the words that stand for the fuel or product, best first; None asks for rows
        without regard to the subject.
    categories : mapping of str to str
        Code by scheme.
    conditions : mapping of str to str or float
        What the rows of a step table are asked for, by name.
    any_technology : bool
        Whether a row that names no technology answers for every technology: so it is for the
        constants of a fuel, not for factors of a process.
    """

    name: str
    substance: str = ""
    subjects: Mapping[str, tuple[str, ...]] | None = None
    region: str = _WHOLE_WORLD
    year: int | None = None
    technology: str = ""
    control: str = ""
    categories: Mapping[str, str] | None = None
    purpose: str = "inventory"
    any_technology: bool = False
    conditions: Mapping[str, str | float] | None = None

    def of_set(self, set_key: str) -> Hashable:
        """Return what the answer of one set depends on: equal ones have one answer."""
        return set_key, None if self.subjects is None else self.subjects.get(set_key), self._words

    @cached_property
    def _words(self) -> Hashable:
        """What is asked of every set."""
        listed = (tuple(sorted((part or {}).items())) for part in (self.categories, self.conditions))
        named = (self.name, self.substance, self.region, self.year, self.technology, self.control)
        return (*named, self.purpose, self.any_technology, *listed)


@dataclass(frozen=True, slots=True)
class Choice:
    """The chosen row and the steps that led to it."""

    row: FactorRow
    trail: tuple[str, ...]


def select_row(index: RowIndex, question: Question, sets: Sequence[str], hidden: RowIndex) -> Choice:
    """Choose a row.

    Parameters
    ----------
    index : RowIndex
        Rows that may be chosen.
    question : Question
        What is asked.
    sets : sequence of str
        Sets in the order they are asked.
    hidden : RowIndex
        All rows of the database whatever their grade: only to say what exists.

    Raises
    ------
    FactorNotFound
        No row matches; the nearest rows and what differed are named.
    FactorAmbiguous
        Several rows match equally well.
    """
    having = index.sets(question.name, question.substance)
    for set_key in sets:
        if set_key in having and (choice := best_row(index, question, set_key)):
            return choice
    raise FactorNotFound(_asked(question, sets) + _years(index, question, sets), _nearest(question, sets, hidden))


def best_row(index: RowIndex, question: Question, set_key: str) -> Choice | None:
    """Choose a row of one set, or None: `select_row` for callers that go on to the next set.

    Raises
    ------
    FactorAmbiguous
        Several rows match equally well.
    """
    ranked = sorted(
        (
            (rank, row)
            for row in index.rows(question.name, question.substance, set_key)
            if (rank := _rank(row, question)) is not None
        ),
        key=lambda pair: (pair[0], pair[1].id),
    )
    if not ranked:
        return None
    best_rank, best = ranked[0]
    ties = [row for rank, row in ranked if rank == best_rank]
    if len(ties) > 1:
        message = f"{len(ties)} rows of set {set_key} answer equally well"
        raise FactorAmbiguous(message, [str(row) for row in ties])
    return Choice(best, tuple(_steps(best, question)))


_Rank = tuple[int, int, int, str, int]


def _rank(row: FactorRow, question: Question) -> _Rank | None:
    """Return how far a row is from the question, or None where it does not answer it."""
    if question.purpose not in row.purpose.split(";") or row.control != question.control:
        return None
    if not row.describes(question.year):
        return None
    if not _same_technology(row, question):
        return None
    subject = _subject_rank(row, question)
    category = _category_rank(row, question)
    conditions = matched(row.condition, question.conditions or {})
    path = region_path(question.region)
    if subject is None or category is None or conditions is None or row.region not in path:
        return None
    latest_first = "".join(chr(0x10FFFF - ord(character)) for character in row.valid_from)
    return -conditions, category, path.index(row.region), latest_first, subject


def _same_technology(row: FactorRow, question: Question) -> bool:
    if row.technology == question.technology:
        return True
    return question.any_technology and not row.technology


def _subject_rank(row: FactorRow, question: Question) -> int | None:
    if question.subjects is None:
        return 0
    names = question.subjects.get(row.set, ())
    if not row.subject:
        return len(names)
    return names.index(row.subject) if row.subject in names else None


def _category_rank(row: FactorRow, question: Question) -> int | None:
    """Count the steps up the category tree; a row without category answers last."""
    if not row.category:
        return 99
    code = _category_in(row.scheme, question.categories or {})
    if not code:
        return None
    path = factor_path(row.scheme, code)
    return path.index(row.category) if row.category in path else None


def _category_in(scheme: str, categories: Mapping[str, str]) -> str:
    """Return the code in a scheme, or the one that a known mapping gives."""
    if categories.get(scheme):
        return categories[scheme]
    for other, code in categories.items():
        if code and (found := mapped(other, code, scheme)):
            return found
    return ""


def _steps(row: FactorRow, question: Question) -> list[str]:
    steps = []
    if row.region != question.region:
        steps.append(f"region {question.region} answered by {row.region}")
    asked = (question.categories or {}).get(row.scheme, "")
    if row.category and row.category != asked:
        steps.append(f"category {asked or 'of another scheme'} answered by {row.scheme} {row.category}")
    return steps


def _asked(question: Question, sets: Sequence[str]) -> str:
    parts = {
        "substance": question.substance,
        "region": question.region,
        "year": "" if question.year is None else str(question.year),
        "technology": question.technology,
        "control": question.control,
        "category": ", ".join(f"{scheme} {code}" for scheme, code in (question.categories or {}).items() if code),
        "purpose": question.purpose,
        "sets": ", ".join(sets[:3]) + (f" and {len(sets) - 3} more" if len(sets) > 3 else ""),
    }
    words = "; ".join(f"{name} {text}" for name, text in parts.items() if text)
    return f"no factor for {question.name} ({words})"


def _years(index: RowIndex, question: Question, sets: Sequence[str]) -> str:
    """Say which years have a factor where only the year is missing, and how to take one of them."""
    having = index.sets(question.name, question.substance)
    found = {
        int(row.valid_from[:4])
        for set_key in sets
        if set_key in having
        for row in index.rows(question.name, question.substance, set_key)
        if row.valid_from and _rank(row, replace(question, year=int(row.valid_from[:4]))) is not None
    }
    if not found:
        return ""
    years = ", ".join(str(year) for year in sorted(found))
    return f"; years with a factor: {years}: write one of them into factor_year to use it"


def _nearest(question: Question, sets: Sequence[str], hidden: RowIndex) -> list[str]:
    """Name the rows that come nearest, with what differed: first one of each way to differ by as little."""
    rows = list(hidden.all_rows(question.name, question.substance))
    found = []
    ways: set[tuple[str, ...]] = set()
    for row in [row for row in rows if _subject_rank(row, question) is not None] or rows:
        differences = _differences(row, question, sets)
        distance = sum(_FARNESS.index(text.split(" (")[0]) for text in differences)
        unlike = len(unmet(row.condition, question.conditions or {}))
        alike = row.condition.count("=") - unlike
        text = f"{row}: differs in {', '.join(differences)}"
        way = tuple(part.split(" (")[0] for part in differences)
        kin = kinship(_subject_asked(row, question), row.subject) if "subject" in way else 0
        doubtful = row.grade == "C" and distance > 0
        found.append((len(differences), doubtful, distance, -kin, unlike, -alike, row.id, text, way))
    again = []
    for count, *_, text, way in sorted(found):
        again.append((count, way in ways, text))
        ways.add(way)
    return [text for *_, text in sorted(again, key=lambda entry: entry[:2])[:_NEAREST]]


def _subject_asked(row: FactorRow, question: Question) -> str:
    return next(iter((question.subjects or {}).get(row.set, ())), "")


def _differences(row: FactorRow, question: Question, sets: Sequence[str]) -> list[str]:
    """List what keeps a row from being the answer."""
    relaxed = {
        f"subject ({row.subject})": _subject_rank(row, question) is None,
        f"purpose ({row.purpose})": question.purpose not in row.purpose.split(";"),
        f"set ({row.set} was not asked)": row.set not in sets,
        f"condition ({'; '.join(unmet(row.condition, question.conditions or {}))})": matched(
            row.condition, question.conditions or {}
        )
        is None,
        f"control ({row.control or 'none'})": row.control != question.control,
        f"technology ({row.technology or 'not specified'})": not _same_technology(row, question),
        f"year ({row.valid_from[:4]}; no year was asked)"
        if question.year is None
        else f"year ({row.valid_from[:4]})": not row.describes(question.year),
        f"category ({row.scheme} {row.category})": _category_rank(row, question) is None,
        f"region ({row.region})": row.region not in region_path(question.region),
    }
    differences = [text for text, differs in relaxed.items() if differs]
    return differences or [f"grade ({row.grade}; ask for it with zc.factors(grade={row.grade!r}))"]
