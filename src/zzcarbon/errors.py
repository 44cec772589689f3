"""All errors of zzcarbon.

::

    ZzcarbonError
    ├── UnitError (ValueError)          wrong dimension, ambiguous or unsafe spelling
    ├── UnknownNameError (KeyError)     substance, category, region, plan ...: did you mean ...?
    ├── FactorError (LookupError)
    │   ├── FactorNotFound              the nearest rows and what differed
    │   └── FactorAmbiguous             the rows that tie
    ├── DataError (ValueError)          .problems: file, row, column, value, problem, remedy
    │   └── TooManyGroups               more than an engine may hand over
    └── TargetError (ValueError)        period or substance not covered

One class per decision that a caller can take. The facts are attributes; the offending value stands
in the message with ``repr``; every error survives pickling.
"""

from __future__ import annotations

import difflib
import inspect
import unicodedata
import warnings
from collections.abc import Callable, Iterable, Sequence
from dataclasses import astuple, dataclass
from functools import lru_cache
from itertools import groupby
from typing import Any, TypeVar

__all__ = [
    "HALF_A_CHARACTER",
    "DataError",
    "Difference",
    "FactorAmbiguous",
    "FactorError",
    "FactorNotFound",
    "NearRow",
    "Problem",
    "TargetError",
    "TooManyGroups",
    "UnitError",
    "UnknownNameError",
    "ZzcarbonError",
    "english",
    "nearest",
    "require",
    "shown",
    "speak_with",
    "warn",
]

HALF_A_CHARACTER = "half of a character (a surrogate), which no file can hold"
"""What is wrong with a text that cannot be encoded."""
_SHOWN_CHARACTERS = 80
_SHORT_CHINESE = 3
"""Characters of a Chinese word of which one is a third: too many for the ratio of spelling."""

_SHORT = 4
"""Letters up to which a word must be closer to count as misspelt: Peru is not EU."""


def shown(value: Any) -> str:
    """Return ``repr`` of a value from outside, cut to a length that a person can read."""
    text = repr(value.item() if type(value).__module__ == "numpy" and getattr(value, "shape", None) == () else value)
    if len(text) <= _SHOWN_CHARACTERS:
        return text
    return f"{text[:_SHOWN_CHARACTERS]}... ({len(text)} characters)"


def nearest(name: str, known: Iterable[str], count: int = 3) -> tuple[str, ...]:
    """Return the known names that look most like ``name``, best first.

    Spelling is compared without regard to case and width of characters; the answer does not depend
    on the order of ``known``.
    """
    candidates = _by_folded(frozenset(known))
    wanted = _folded(name[:200])
    heads = [text for text in candidates if len(wanted) < len(text) <= len(wanted) + 2 and text.endswith(wanted)]
    if heads and not wanted.isascii():  # the noun stands last: 羊 is 绵羊 and 山羊 but not 羊驼
        return tuple(candidates[text] for text in heads[:count])
    cutoff = 0.6 if len(wanted) > _SHORT else 0.75
    most = (2 - cutoff) / cutoff + 1e-9  # lengths further apart cannot reach the cut-off
    near = [text for text in candidates if len(wanted) <= most * len(text) and len(text) <= most * len(wanted)]
    close = difflib.get_close_matches(wanted, near, n=count, cutoff=cutoff)
    if not close and len(wanted) == _SHORT_CHINESE and not wanted.isascii():  # 天燃气: one character of three
        close = [text for text in near if len(text) == len(wanted) and _one_differs(text, wanted)][:count]
    return tuple(candidates[text] for text in close)


def _one_differs(left: str, right: str) -> bool:
    """Whether two words of one length differ in one place, and not in the noun that stands last."""
    return sum(a != b for a, b in zip(left, right, strict=True)) == 1 and left[-1] == right[-1]


@lru_cache(maxsize=64)
def _by_folded(known: frozenset[str]) -> dict[str, str]:
    """Return the first of the names that are folded to the same text, by that text: tables ask for the same lists."""
    found: dict[str, str] = {}
    for text in sorted(known):
        found.setdefault(_folded(text), text)
    return found


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold().strip()


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong with one value of the input, and what to do about it."""

    file: str = ""
    row: str = ""
    column: str = ""
    value: str = ""
    problem: str = ""
    remedy: str = ""

    def __str__(self) -> str:
        place = ", ".join(
            f"{name} {text}" for name, text in (("file", self.file), ("row", self.row), ("column", self.column)) if text
        )
        value = f" (value {self.value})" if self.value else ""
        remedy = f" {self.remedy}" if self.remedy else ""
        return f"{place}{': ' if place else ''}{self.problem}{value}.{remedy}"


class ZzcarbonError(Exception):
    """Base of every error that this library raises on purpose.

    Its text is in the language of ``zc.options``; the arguments stay English. ``problems`` is there for each:
    what a table or file holds that is wrong, empty for other errors.
    """

    problems: tuple[Problem, ...] = ()

    def __str__(self) -> str:
        return _speakers[-1](self)


def english(error: BaseException) -> str:
    """Return what an error was raised with, without the full stop: a problem keeps it in whatever language it is told.

    Examples
    --------
    >>> english(UnknownNameError("plan", "Zhenzhou"))
    "unknown plan 'Zhenzhou'"
    """
    return _as_raised(error).rstrip(".")


def _as_raised(error: BaseException) -> str:
    return str(error.args[0]) if error.args else ""


_speakers: list[Callable[[ZzcarbonError], str]] = [_as_raised]
"""What turns an error into text; the last one does."""


def speak_with(speaker: Callable[[ZzcarbonError], str]) -> None:
    """Let errors be told by a room that knows languages: this one knows none."""
    _speakers[1:] = [speaker]


class UnitError(ZzcarbonError, ValueError):
    """A unit or quantity is misspelt, unsafe, ambiguous or of the wrong dimension."""

    def __init__(self, message: str, *, text: object = None) -> None:
        super().__init__(message)
        self.text = text

    def __reduce__(self) -> tuple[Any, ...]:
        return _rebuild, (type(self), self.args, self.__dict__)


class UnknownNameError(ZzcarbonError, KeyError):
    """A name is not in its vocabulary.

    Attributes
    ----------
    kind : str
        Which vocabulary was asked, for example ``"substance"``.
    name : str
        The name that is unknown.
    near : tuple of str
        Known names that look like it.
    """

    def __init__(self, kind: str, name: object, known: Iterable[str] = (), hint: str = "") -> None:
        self.kind = kind
        self.name = name
        self.near = nearest(str(name), map(str, known))
        mean = f" Did you mean {' or '.join(repr(text) for text in self.near)}?" if self.near else ""
        hint = f" {hint}" if hint else ""
        super().__init__(f"unknown {kind} {shown(name)}.{mean}{hint}")

    def __reduce__(self) -> tuple[Any, ...]:
        return _rebuild, (type(self), self.args, self.__dict__)


class FactorError(ZzcarbonError, LookupError):
    """No single factor answers the question.

    Attributes
    ----------
    candidates : tuple of str
        The nearest rows with what differed, or the rows that tie.
    """

    def __init__(self, message: str, candidates: Sequence[str] = ()) -> None:
        self.candidates = tuple(candidates)
        lines = "".join(f"\n  - {text}" for text in self.candidates)
        super().__init__(f"{message}{lines}")

    def __reduce__(self) -> tuple[Any, ...]:
        return _rebuild, (type(self), self.args, self.__dict__)


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that keeps a row of the database from being the answer.

    Attributes
    ----------
    kind : str
        ``subject``, ``set``, ``purpose``, ``condition``, ``control``, ``technology``, ``year``, ``category``,
        ``region`` or ``grade``.
    text : str
        How it is told.
    word : str
        What would have to be asked; empty where no word does, as for an interval of numbers.
    name : str
        Column of a condition, scheme of a category.
    """

    kind: str
    text: str
    word: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class NearRow:
    """A row of the database that almost answers: how it is told, its grade, and what it differs in."""

    row: str
    grade: str
    differs: tuple[Difference, ...]

    def __str__(self) -> str:
        kinds = groupby(self.differs, key=lambda difference: difference.kind)
        told = (f"{kind} ({'; '.join(difference.text for difference in group)})" for kind, group in kinds)
        return f"{self.row}: differs in {', '.join(told)}"


class FactorNotFound(FactorError):
    """No factor matches; ``candidates`` are the nearest rows and what differed.

    Attributes
    ----------
    near : tuple of NearRow
        The same rows as data.
    years : tuple of int
        Years that have a factor, where only the year is missing.
    """

    def __init__(self, message: str, near: Sequence[NearRow] = (), years: Sequence[int] = ()) -> None:
        self.near = tuple(near)
        self.years = tuple(years)
        super().__init__(message, [str(row) for row in self.near])


class FactorAmbiguous(FactorError):
    """Several factors match equally well; ``candidates`` are the rows that tie."""


class DataError(ZzcarbonError, ValueError):
    """A table or file cannot be used.

    Attributes
    ----------
    problems : tuple of Problem
        Every problem that was found, not the first one.
    """

    def __init__(self, message: str, problems: Iterable[Problem] = ()) -> None:
        self.problems = tuple(dict.fromkeys(problems))
        shown_lines = [f"\n  - {problem}" for problem in self.problems[:20]]
        more = len(self.problems) - len(shown_lines)
        if more > 0:
            shown_lines.append(f"\n  ... and {more} more in .problems")
        super().__init__(message + "".join(shown_lines))

    @property
    def rows(self) -> list[tuple[str, ...]]:
        """The problems as plain tuples, ready for a table."""
        return [astuple(problem) for problem in self.problems]

    def __reduce__(self) -> tuple[Any, ...]:
        return _rebuild, (type(self), self.args, self.__dict__)


class TooManyGroups(DataError):
    """The groups that an engine is asked for are more than it may hand over."""


class TargetError(ZzcarbonError, ValueError):
    """A target does not cover the period, the substance or the area that was asked for."""


def warn(text: str, category: type[Warning] = UserWarning) -> None:
    """Warn at the line of the first caller that is not of this library."""
    level, frame = 1, inspect.currentframe()
    while frame and str(frame.f_globals.get("__name__", "")).partition(".")[0] == "zzcarbon":
        level, frame = level + 1, frame.f_back
    warnings.warn(text, category, stacklevel=level if frame else 2)


T = TypeVar("T")


def require(value: T, kind: type, maker: str) -> T:
    """Return a value of the class that a function works on; any other is refused with the call that makes one.

    Raises
    ------
    DataError
        It is of another class.

    Examples
    --------
    >>> require([1], dict, "dict(...)")
    Traceback (most recent call last):
        ...
    zzcarbon.errors.DataError: dict is needed, not list: dict(...) makes one
    """
    if isinstance(value, kind):
        return value
    raise DataError(f"{kind.__name__} is needed, not {type(value).__name__}: {maker} makes one")


def _rebuild(kind: type[ZzcarbonError], args: tuple[Any, ...], facts: dict[str, Any]) -> ZzcarbonError:
    """Make an unpickled error equal to the one that was pickled, without building its text again."""
    error = kind.__new__(kind, *args)
    error.args = args
    error.__dict__.update(facts)
    return error
