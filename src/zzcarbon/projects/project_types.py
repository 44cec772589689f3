"""What a type of reduction project declares: its inputs, its equation and what it is called."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from zzcarbon.document.result_card import ResultCard

__all__ = ["IDENTITY", "Array", "Input", "ProjectType"]

Array = NDArray[np.float64]

IDENTITY = "identity: the official formula was not seen"
"""What every type says of itself whose equation is a mass balance and no text of an authority."""

_LIMITS = {"amount": (0.0, np.inf), "share": (0.0, 1.0), "ratio": (0.0, np.inf), "days": (0.0, 366.0)}
_LIMITS["hours"] = (0.0, 8784.0)


@dataclass(frozen=True, slots=True)
class Input(ResultCard):
    """One physical term of a project.

    Attributes
    ----------
    name : str
        Column without ``_before`` and ``_after``.
    unit : str
        Unit of the column, unless a column ``<name>_unit`` says another.
    meaning : str
        What it is, and where it is usually found.
    kind : {"amount", "share", "ratio", "days", "hours"}
        What values it can have: shares lie between 0 and 1, days in a year, hours in a year.
    shared : bool
        The project does not change it: one column ``<name>`` for before and after.
    extent : bool
        Where it is zero there is nothing, and the other terms of that state may be left empty.
    """

    name: str
    unit: str
    meaning: str
    kind: Literal["amount", "share", "ratio", "days", "hours"] = "amount"
    shared: bool = False
    extent: bool = False

    @property
    def limits(self) -> tuple[float, float]:
        """Smallest and largest value [unit]."""
        return _LIMITS[self.kind]

    def column(self, state: str) -> str:
        """Return the name of the column for a state, ``before`` or ``after``."""
        return self.name if self.shared else f"{self.name}_{state}"


@dataclass(frozen=True, slots=True)
class ProjectType(ResultCard):
    """A declared type of reduction project.

    Attributes
    ----------
    key, title_local : str
        Name in English and Chinese.
    sense : {"abatement", "emission"}
        What the equation gives for a state: what is abated (the reduction is after less before) or what
        is emitted (before less after). [t/a]
    equation : callable
        Function of the inputs, by keyword. [t/a]
    formula : str
        The reduction, written out.
    inputs : tuple of Input
        The physical terms.
    aims : tuple of str
        Substances that the type is meant for.
    moves : str
        Which activity, told before and after, gives the CO2 and other pollutants that the project moves.
    product : tuple of str
        Two inputs whose units may differ from row to row, as long as their product is a mass in a year.
    basis : str
        What the equation rests on.
    source, locator : str
        Where the equation is described.
    aliases : tuple of str
        Other names.
    """

    key: str
    title_local: str
    sense: Literal["abatement", "emission"]
    equation: Callable[..., Array]
    formula: str
    inputs: tuple[Input, ...]
    aims: tuple[str, ...]
    moves: str
    product: tuple[str, str] | tuple[()] = ()
    basis: str = IDENTITY
    source: str = "mee-guide-2021"
    locator: str = "sections 1 and 2: before and after, design values, mean load; annexes not seen"
    aliases: tuple[str, ...] = ()

    @property
    def sign(self) -> float:
        """Return 1 where the state is an abatement, -1 where it is an emission [1]."""
        return 1.0 if self.sense == "abatement" else -1.0

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of the physical terms, before and after."""
        made = [item.column(state) for item in self.inputs for state in ("before", "after")]
        return tuple(dict.fromkeys(made))
