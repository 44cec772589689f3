"""The words of vehicles as tables of registration offices write them, in the words that the methods read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from zzcarbon.activity.columns import standard_columns
from zzcarbon.tables.cells import texts_of
from zzcarbon.transport.methods import choose_method
from zzcarbon.transport.road_bridge import HEAVY_VEHICLES
from zzcarbon.transport.vehicle_groups import groups_of
from zzcarbon.vocabulary.terms import term

__all__ = ["euro_step", "with_vehicle_words"]

_ROMAN = {"1": "I", "2": "II", "3": "III", "4": "IV", "5": "V"}
_ARABIC = {roman: number for number, roman in _ROMAN.items()}
_GUIDEBOOK = "EMEP/EEA"
_FUEL_WORDS = {"天然气": "CNG", "natural gas": "CNG", "电": "battery electric", "电力": "battery electric"}
"""Fuels that a powertrain has another name for."""


def euro_step(standard: str, vehicle: str) -> str:
    """Return Euro 1 to 5 in the numbers of the class: Roman for trucks, buses and coaches, Arabic for the rest.

    Parameters
    ----------
    standard, vehicle : str
        Keys of the guidebook; any other word stays as it is.

    Examples
    --------
    >>> euro_step("Euro 4", "bus"), euro_step("Euro IV", "passenger car"), euro_step("EEV", "bus")
    ('Euro IV', 'Euro 4', 'EEV')
    """
    name, _, number = standard.partition(" ")
    known = _ROMAN if vehicle in HEAVY_VEHICLES else _ARABIC
    return f"Euro {known[number]}" if name == "Euro" and number in known else standard


def with_vehicle_words(frame: pd.DataFrame) -> pd.DataFrame:
    """Return rows with standard columns and the words of vehicles that their methods read.

    An empty powertrain is the ``fuel`` of the row (燃料类型), Euro 4 of a bus is Euro IV, a class of registration
    (重型货车, 小型客车) is the one of the guidebook, and where a method knows groups only, a bus is a heavy duty
    vehicle; ``vehicle_class`` and ``powertrain_class`` keep what the row said. ``euro_standard`` of a row stands for
    its Chinese standard in methods of the guidebook: ``standard_local`` and ``bridge`` keep that assumption.
    Rows whose method has no vehicles stay as they are.

    Raises
    ------
    DataError
        Two columns have one meaning.
    """
    rows = standard_columns(frame, file=str(frame.attrs.get("file", "")))
    if "method" not in rows or "vehicle" not in rows:
        return rows
    codes, words = texts_of(rows["method"])
    methods = [choose_method("", word) if word else None for word in words]
    named = [methods[code] for code in codes]
    asked = np.array([method is not None and "powertrain" in method.key_columns for method in named], dtype=bool)
    european = np.array([method is not None and _GUIDEBOOK in method.edition for method in named], dtype=bool) & asked
    if "fuel" in rows and asked.any():
        rows = rows.assign(**_powertrains(rows, asked))
    if "standard" in rows and european.any():
        rows = _bridged(rows, european)
        steps = [
            euro_step(term(str(standard).strip()), term(str(vehicle).strip())) if is_european else standard
            for standard, vehicle, is_european in zip(rows["standard"], rows["vehicle"], european, strict=True)
        ]
        rows = rows.assign(standard=pd.Series(steps, rows.index, dtype=object).where(rows["standard"].notna(), ""))
    for column in ("vehicle", "powertrain"):
        rows = _grouped(rows, column, [method.key if method else "" for method in named])
    rows.attrs = dict(frame.attrs)
    return rows


def _bridged(rows: pd.DataFrame, european: npt.NDArray[np.bool_]) -> pd.DataFrame:
    """Put the European standard that a row names in the place of its Chinese one, and keep the assumption."""
    if "euro_standard" not in rows:
        return rows
    said, named = rows["standard"].astype(object), rows["euro_standard"].astype(object)
    given = named.notna() & (named.astype(str).str.strip() != "")
    taken = given & european & said.map(lambda word: term(str(word).strip()).startswith("China "))
    text = said.astype(str) + " taken as " + named.astype(str) + ": an assumption of the caller"
    labels = {"standard_local": said.where(taken, ""), "bridge": text.where(taken, "")}
    return rows.assign(standard=said.mask(taken, named), **labels)


def _grouped(rows: pd.DataFrame, column: str, methods: Sequence[str]) -> pd.DataFrame:
    """Put the groups that methods know in the place of their members, and keep the members."""
    if column not in rows or not any(groups_of(method) for method in set(methods)):
        return rows
    said = rows[column].astype(object)
    known = [groups_of(method).get(term(str(word).strip())) for word, method in zip(said, methods, strict=True)]
    if not any(known):
        return rows
    result = rows.copy()
    result[column] = pd.Series(
        [group or word for group, word in zip(known, said, strict=True)], rows.index, dtype=object
    )
    result[f"{column}_class"] = [word if group else "" for group, word in zip(known, said, strict=True)]
    return result


def _powertrains(rows: pd.DataFrame, asked: npt.NDArray[np.bool_]) -> dict[str, pd.Series[Any]]:
    """Return the fuel moved into an empty powertrain."""
    old = rows["powertrain"].astype(object) if "powertrain" in rows else pd.Series("", rows.index, dtype=object)
    moved = (old.isna() | (old.astype(str).str.strip() == "")) & asked
    fuels = rows["fuel"].astype(object)
    return {
        "powertrain": old.mask(moved, fuels.map(lambda word: _FUEL_WORDS.get(str(word).strip(), word))),
        "fuel": fuels.mask(moved, ""),
    }
