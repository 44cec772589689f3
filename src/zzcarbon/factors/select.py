"""Choose the one row that answers a query: the rule of the database.

Sets are asked in order, each only for its purpose. Within a set the row must have the asked control
(never another) and the asked technology, be valid in the year, and lie in the region or one above it;
of those the row with the most conditions, then the nearest category, then the nearest region, then the
latest validity wins. Two rows that tie are an error, not a coin toss.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from zzcarbon.errors import Difference, FactorAmbiguous, FactorNotFound, NearRow
from zzcarbon.factors.condition import matched, parse_condition, unmet
from zzcarbon.factors.index import RowIndex
from zzcarbon.factors.model import FactorRow
from zzcarbon.vocabulary.categories import factor_path, mapped
from zzcarbon.vocabulary.regions import region_path
from zzcarbon.vocabulary.terms import kinship

__all__ = ["Choice", "FactorQuery", "best_row", "select_row"]

_WHOLE_WORLD = "GLO"
_NEAREST = 3
_FARNESS = ("grade", "condition", "technology", "control", "year", "region", "category", "set", "purpose", "subject")
"""What a near row may differ in, the easiest to mend first."""


@dataclass(frozen=True)
class FactorQuery:
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

    def words(self, set_key: str) -> tuple[str, ...] | None:
        """Return the words of one set that stand for the fuel or product; None where any subject answers."""
        return None if self.subjects is None else self.subjects.get(set_key, ())

    def of_set(self, set_key: str) -> Hashable:
        """Return what the answer of one set depends on: equal ones have one answer."""
        return set_key, self.words(set_key), self._words

    def of_sets(self, sets: Sequence[str]) -> Hashable:
        """Return what the answer of several sets depends on."""
        return sets, self.subjects and tuple(map(self.words, sets)), self._words

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


def select_row(index: RowIndex, query: FactorQuery, sets: Sequence[str], hidden: RowIndex) -> Choice:
    """Choose a row.

    Parameters
    ----------
    index : RowIndex
        Rows that may be chosen.
    query : FactorQuery
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
    having = index.sets(query.name, query.substance)
    for set_key in sets:
        if set_key in having and (choice := best_row(index, query, set_key)):
            return choice
    years = _years(index, query, sets)
    raise FactorNotFound(_asked(query, sets) + _told_years(years), _nearest(query, sets, hidden), years)


def best_row(index: RowIndex, query: FactorQuery, set_key: str) -> Choice | None:
    """Choose a row of one set, or None: `select_row` for callers that go on to the next set.

    Raises
    ------
    FactorAmbiguous
        Several rows match equally well.
    """
    ranked = sorted(
        (
            (rank, row)
            for row in index.rows(query.name, query.substance, set_key, query.words(set_key))
            if (rank := _rank(row, query)) is not None
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
    return Choice(best, tuple(_steps(best, query)))


_Rank = tuple[int, int, int, str, int]


def _rank(row: FactorRow, query: FactorQuery) -> _Rank | None:
    """Return how far a row is from the query, or None where it does not answer it."""
    if query.purpose not in row.purpose.split(";") or row.control != query.control:
        return None
    if not row.describes(query.year):
        return None
    if not _same_technology(row, query):
        return None
    subject = _subject_rank(row, query)
    category = _category_rank(row, query)
    conditions = matched(row.condition, query.conditions or {})
    path = region_path(query.region)
    if subject is None or category is None or conditions is None or row.region not in path:
        return None
    latest_first = "".join(chr(0x10FFFF - ord(character)) for character in row.valid_from)
    return -conditions, category, path.index(row.region), latest_first, subject


def _same_technology(row: FactorRow, query: FactorQuery) -> bool:
    if row.technology == query.technology:
        return True
    return query.any_technology and not row.technology


def _subject_rank(row: FactorRow, query: FactorQuery) -> int | None:
    if query.subjects is None:
        return 0
    names = query.subjects.get(row.set, ())
    if not row.subject:
        return len(names)
    return names.index(row.subject) if row.subject in names else None


def _category_rank(row: FactorRow, query: FactorQuery) -> int | None:
    """Count the steps up the category tree; a row without category answers last."""
    if not row.category:
        return 99
    code = _category_in(row.scheme, query.categories or {})
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


def _steps(row: FactorRow, query: FactorQuery) -> list[str]:
    steps = []
    if row.region != query.region:
        steps.append(f"region {query.region} answered by {row.region}")
    asked = (query.categories or {}).get(row.scheme, "")
    if row.category and row.category != asked:
        steps.append(f"category {asked or 'of another scheme'} answered by {row.scheme} {row.category}")
    return steps


def _asked(query: FactorQuery, sets: Sequence[str]) -> str:
    parts = {
        "substance": query.substance,
        "region": query.region,
        "year": "" if query.year is None else str(query.year),
        "technology": query.technology,
        "control": query.control,
        "category": ", ".join(f"{scheme} {code}" for scheme, code in (query.categories or {}).items() if code),
        "purpose": query.purpose,
        "sets": ", ".join(sets[:3]) + (f" and {len(sets) - 3} more" if len(sets) > 3 else ""),
    }
    words = "; ".join(f"{name} {text}" for name, text in parts.items() if text)
    return f"no factor for {query.name} ({words})"


def _years(index: RowIndex, query: FactorQuery, sets: Sequence[str]) -> list[int]:
    """Return the years that have a factor where only the year is missing."""
    having = index.sets(query.name, query.substance)
    found = {
        int(row.valid_from[:4])
        for set_key in sets
        if set_key in having
        for row in index.rows(query.name, query.substance, set_key, query.words(set_key))
        if row.valid_from and _rank(row, replace(query, year=int(row.valid_from[:4]))) is not None
    }
    return sorted(found)


def _told_years(years: Sequence[int]) -> str:
    """Say which years have a factor, and how to take one of them."""
    listed = ", ".join(map(str, years))
    return f"; years with a factor: {listed}: write one of them into factor_year to use it" if years else ""


def _nearest(query: FactorQuery, sets: Sequence[str], hidden: RowIndex) -> list[NearRow]:
    """Return the rows that come nearest: first one of each way to differ by as little."""
    rows = list(hidden.all_rows(query.name, query.substance))
    query = _of_all_sets(query, rows)
    found = []
    for row in [row for row in rows if _subject_rank(row, query) is not None] or rows:
        near = NearRow(str(row), row.grade, tuple(_differences(row, query, sets)))
        way = tuple(dict.fromkeys(difference.kind for difference in near.differs))
        distance = sum(map(_FARNESS.index, way))
        unlike = len(unmet(row.condition, query.conditions or {}))
        alike = row.condition.count("=") - unlike
        kin = kinship(_subject_asked(row, query), row.subject) if "subject" in way else 0
        doubtful = row.grade == "C" and distance > 0
        found.append(((len(way), doubtful, distance, -kin, unlike, -alike, row.id), way, near))
    found.sort(key=lambda entry: entry[0])
    ways: set[tuple[str, ...]] = set()
    again = []
    for (count, *_), way, near in found:
        again.append((count, way in ways, near))
        ways.add(way)
    return [near for *_, near in sorted(again, key=lambda entry: entry[:2])[:_NEAREST]]


def _of_all_sets(query: FactorQuery, rows: Sequence[FactorRow]) -> FactorQuery:
    """Ask sets that were not asked by the words of those that were, so that a row of theirs is not another subject."""
    if not query.subjects:
        return query
    words = tuple(dict.fromkeys(word for names in query.subjects.values() for word in names))
    return replace(query, subjects={**dict.fromkeys((row.set for row in rows), words), **query.subjects})


def _subject_asked(row: FactorRow, query: FactorQuery) -> str:
    return next(iter((query.subjects or {}).get(row.set, ())), "")


def _differences(row: FactorRow, query: FactorQuery, sets: Sequence[str]) -> list[Difference]:
    """List what keeps a row from being the answer."""
    year = f"{row.valid_from[:4]}; no year was asked" if query.year is None else row.valid_from[:4]
    technology = row.technology or "not specified"
    category = f"{row.scheme} {row.category}"
    relaxed = (
        (_subject_rank(row, query) is None, Difference("subject", row.subject, row.subject)),
        (query.purpose not in row.purpose.split(";"), Difference("purpose", row.purpose, row.purpose.split(";")[0])),
        (row.set not in sets, Difference("set", f"{row.set} was not asked", row.set)),
        *((True, _of_condition(part)) for part in unmet(row.condition, query.conditions or {})),
        (row.control != query.control, Difference("control", row.control or "none", row.control)),
        (not _same_technology(row, query), Difference("technology", technology, row.technology)),
        (not row.describes(query.year), Difference("year", year)),
        (_category_rank(row, query) is None, Difference("category", category, row.category, row.scheme)),
        (row.region not in region_path(query.region), Difference("region", row.region, row.region)),
    )
    differences = [difference for differs, difference in relaxed if differs]
    ask = f"{row.grade}; ask for it with zc.factors(grade={row.grade!r})"
    return differences or [Difference("grade", ask, row.grade)]


def _of_condition(part: str) -> Difference:
    """Return one condition that is not met: with its word, or without one where it asks for a number."""
    ((name, wanted),) = parse_condition(part).items()
    return Difference("condition", part, wanted if isinstance(wanted, str) else "", name)
