"""Part-year shares: how much of an entry counts in the year in which it is booked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pandas as pd

__all__ = ["CountingRule"]


@dataclass(frozen=True, slots=True)
class CountingRule:
    """How much of an entry counts in the year in which it is booked: named by the caller, never assumed.

    Attributes
    ----------
    name, document : str
        What the rule is called and where it is laid down.
    share : callable
        Takes the entries of a ledger and returns the share of each that counts in its year. [1]
    carried_over : bool
        Whether the rest counts in the following year; otherwise it is lost.
    """

    name: str
    document: str
    share: Callable[[pd.DataFrame], Any]
    carried_over: bool
