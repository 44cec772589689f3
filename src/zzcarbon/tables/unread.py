"""What a cell says that is not understood."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Unread"]


@dataclass(frozen=True, slots=True)
class Unread:
    """A cell that is not understood.

    Attributes
    ----------
    problem, remedy : str
        What is wrong and what to do.
    """

    problem: str
    remedy: str
