"""What stands behind the figures of a method, substance by substance: one of four words."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from functools import cache

from zzcarbon.resources import data_path

__all__ = ["WORDS", "validation_text", "validations"]

WORDS = ("published case", "second program", "factor only", "unvalidated")
"""A document prints inputs and result; another program gives the same from inputs of the case; only the factor or the
equation was found the same, because its figures stand on both sides; nothing."""

_ANY = "*"


@cache
def validations() -> Mapping[tuple[str, str], Mapping[str, str]]:
    """Return the word of each substance by module and method; ``*`` is any substance that the row names.

    Examples
    --------
    >>> validations()["energy", "combustion"]["CO2"]
    'published case'
    """
    found: dict[tuple[str, str], dict[str, str]] = {}
    with data_path("validations.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            words = found.setdefault((row["module"], row["method"]), {})
            words |= dict.fromkeys(row["substances"].split(), row["validation"])
    return found


def validation_text(module: str, method: str, substances: Sequence[str]) -> str:
    """Return the words of a method as text, the strongest first: ``published case: CO2; unvalidated: CH4 N2O``.

    Examples
    --------
    >>> validation_text("energy", "fuel sulphur", ["SOx"]), validation_text("energy", "combustion", ["CO2", "CH4"])
    ('published case: SOx', 'published case: CO2 SOx; unvalidated: CH4')
    """
    words = validations().get((module, method), {})
    names = dict.fromkeys((*(substances or (_ANY,)), *words))
    if substances:
        names.pop(_ANY, None)
    named = {name: words.get(name, words.get(_ANY, "unvalidated")) for name in names}
    parts = {word: " ".join(name for name, said in named.items() if said == word) for word in WORDS}
    return "; ".join(f"{word}: {names}" for word, names in parts.items() if names)
