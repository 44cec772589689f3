"""One step of a calculation under an act: what, by which equation, from which article, annex and table, how rounded."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

__all__ = ["Step"]


@dataclass(frozen=True, slots=True)
class Step:
    """A figure and where it comes from.

    Attributes
    ----------
    what : str
        Name of the figure.
    value : Decimal
        The figure, exact: nothing is rounded on the way.
    unit : str
        Its unit.
    equation : str
        How it was worked out, in numbers; empty for a figure that is read.
    act, place : str
        The act, and annex, table or equation in it.
    rounding : str
        What was rounded, by whom.
    grade : str
        Evidence grade of the figure or rule; "own" for an input of the caller.
    note : str
        What to know.
    """

    what: str
    value: Decimal
    unit: str
    equation: str = ""
    act: str = ""
    place: str = ""
    rounding: str = ""
    grade: str = ""
    note: str = ""

    def __str__(self) -> str:
        shown = f"{self.what} = {self.equation + ' = ' if self.equation else ''}{self.value.normalize():f} {self.unit}"
        where = ", ".join(part for part in (self.act, self.place) if part)
        facts = [where, self.rounding, f"grade {self.grade}" if self.grade else "", self.note]
        return f"{shown}  [{'; '.join(fact for fact in facts if fact)}]"
