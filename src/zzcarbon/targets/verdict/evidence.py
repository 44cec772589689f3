"""What is known of one target: its data by year, and how they were read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

__all__ = ["Datum", "Evidence"]


@dataclass(frozen=True, slots=True)
class Datum:
    """One observed value, in the unit of its target.

    Attributes
    ----------
    value : float
        The value.
    source, grade, locator : str
        Where it stands and how good the evidence is.
    status : str
        ``final``, ``provisional`` or empty.
    deviation : float
        Standard deviation [unit of the value]; NaN if no uncertainty was given.
    remark : str
        What was done to the number, for example ``237 d of 365 d``.
    """

    value: float
    source: str = ""
    grade: str = ""
    locator: str = ""
    status: str = ""
    deviation: float = float("nan")
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """All data of one target.

    Attributes
    ----------
    level : dict of int to Datum
        State or amount of a year, in the unit of the level.
    yearly : dict of int to Datum
        What a year added: a mass for sums [unit of the target], a fall for falls [1].
    cumulative : dict of int to Datum
        What was reached by the end of a year: from the start of the plan for sums [unit of the
        target], from the base year for falls [1].
    deviations : dict of int to float
        Standard deviation of the sum up to a year, where the years are not independent [unit of the target].
    origin : str
        ``observations`` or ``ledger``; empty if there is nothing.
    """

    level: Mapping[int, Datum] = field(default_factory=dict)
    yearly: Mapping[int, Datum] = field(default_factory=dict)
    cumulative: Mapping[int, Datum] = field(default_factory=dict)
    origin: str = ""
    deviations: Mapping[int, float] = field(default_factory=dict)

    @property
    def years(self) -> tuple[int, ...]:
        """The years with data, ascending."""
        return tuple(sorted({*self.level, *self.yearly, *self.cumulative}))

    def datum(self, year: int) -> Datum | None:
        """Return the most direct datum of a year."""
        for table in (self.cumulative, self.level, self.yearly):
            if year in table:
                return table[year]
        return None
