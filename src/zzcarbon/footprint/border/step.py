"""One step of a calculation under an act: what, by which equation, from which article, annex and table, how rounded."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from zzcarbon.document.sentence_catalogue import sentence
from zzcarbon.footprint.subject_tables import subject_word

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

    def text(self, language: str) -> str:
        """Return the step on one line in a language: figure, equation, value, and in brackets what it rests on."""
        what, rounding, note = (
            subject_word(part, "border", language) for part in (self.what, self.rounding, self.note)
        )
        grade = "border grade own" if self.grade == "own" else "border grade"
        grade = sentence(grade, language, grade=self.grade) if self.grade else ""
        shown = f"{what} = {self.equation + ' = ' if self.equation else ''}{self.value.normalize():f} {self.unit}"
        where = ", ".join(part for part in (self.act, self.place) if part)
        return f"{shown}  [{'; '.join(fact for fact in (where, rounding, grade, note) if fact)}]"

    def __str__(self) -> str:
        return self.text("en")
