"""The bridge from Chinese emission standards to European ones: an assumption that the caller makes and that is kept."""

from __future__ import annotations

import numpy as np
import pandas as pd

from zzcarbon.activity.columns import standard_columns
from zzcarbon.errors import DataError, Problem, UnknownNameError
from zzcarbon.tables import Cells
from zzcarbon.vocabulary.terms import term

__all__ = ["HEAVY_STEPS", "HEAVY_VEHICLES", "LIGHT_STEPS", "bridge_to_euro"]

LIGHT_STEPS = ("Euro 6 a/b/c", "Euro 6 d-temp", "Euro 6 d")
"""Steps of Euro 6 that China VI of cars and light commercial vehicles may be taken as."""

HEAVY_STEPS = ("Euro VI A/B/C", "Euro VI D/E")
"""Steps of Euro VI that China VI of trucks, buses and coaches may be taken as."""

HEAVY_VEHICLES = (
    "heavy duty truck",
    "heavy duty vehicle",
    "bus",
    "coach",
    "heavy truck",
    "medium truck",
    "large passenger vehicle",
)
"""Vehicles whose European standards carry Roman numbers."""

_NUMBERS = {"I": "1", "II": "2", "III": "3", "IV": "4", "V": "5"}


def bridge_to_euro(frame: pd.DataFrame, *, light: str, heavy: str) -> pd.DataFrame:
    """Replace China I to VI by the European standard that stands for it, and say so on every row.

    No emission factor of China VI was found, and none is invented: factors of EMEP/EEA are used through this bridge.
    China I to V are taken as the European standard of the same number. Which step of Euro 6 stands for China VI is for
    the caller to say.

    Parameters
    ----------
    frame : pandas.DataFrame, shape (n, ...)
        ``vehicle`` (class of the guidebook) and ``standard``.
    light, heavy : str
        Step of Euro 6 for light vehicles, one of `LIGHT_STEPS`, and of Euro VI for trucks, buses and coaches, one of
        `HEAVY_STEPS`.

    Returns
    -------
    pandas.DataFrame, shape (n, ...)
        The rows with the European ``standard``; ``standard_local`` holds what they said, ``bridge`` the assumption.

    Raises
    ------
    UnknownNameError
        The step is unknown.
    DataError
        Columns are missing, or pre-China I, which has no counterpart of one name.

    Examples
    --------
    >>> rows = pd.DataFrame({"vehicle": ["passenger car", "bus"], "standard": ["国六", "国四"]})
    >>> bridge_to_euro(rows, light="Euro 6 d-temp", heavy="Euro VI A/B/C")["standard"].tolist()
    ['Euro 6 d-temp', 'Euro IV']
    """
    for step, known in ((light, LIGHT_STEPS), (heavy, HEAVY_STEPS)):
        if step not in known:
            raise UnknownNameError("step of Euro 6", step, known)
    frame = standard_columns(frame)
    missing = [name for name in ("vehicle", "standard") if name not in frame]
    if missing:
        message = f"{len(missing)} columns are missing"
        raise DataError(message, [Problem("", "", n, "", "the column is missing", "Add it.") for n in missing])
    vehicles = [term(str(word).strip()) for word in frame["vehicle"]]
    said = [term(str(word).strip()) for word in frame["standard"]]
    _refuse(frame, said)
    euro = [_euro(word, light, heavy, vehicle in HEAVY_VEHICLES) for word, vehicle in zip(said, vehicles, strict=True)]
    notes = [
        f"{word} taken as {name}: an assumption of the caller" if word != name else ""
        for word, name in zip(said, euro, strict=True)
    ]
    return frame.assign(standard=euro, standard_local=frame["standard"], bridge=notes)


def _euro(word: str, light: str, heavy: str, is_heavy: bool) -> str:
    if not word.startswith("China "):
        return word
    number = word.removeprefix("China ")
    if number.startswith("VI"):
        return heavy if is_heavy else light
    return f"Euro {number if is_heavy else _NUMBERS[number]}"


def _refuse(frame: pd.DataFrame, said: list[str]) -> None:
    cells = Cells(frame)
    before = np.array([word == "pre-China I" for word in said], bool)
    text, remedy = "pre-China I has no counterpart of one name", "Name the class: Conventional, ECE 15/04 ..."
    cells.report(before, "standard", text, remedy)
    if cells.problems:
        message = f"{len(cells.problems)} rows cannot be bridged"
        raise DataError(message, cells.problems)
