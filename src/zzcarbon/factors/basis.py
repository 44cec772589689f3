"""What a figure rests on: where a silent basis decides the number."""

from __future__ import annotations

import re
from collections.abc import Mapping

import numpy as np
import pandas as pd

from zzcarbon.errors import Problem, shown
from zzcarbon.tables.numbering import row_numbers
from zzcarbon.vocabulary.substances import substances

__all__ = ["check_basis", "stated_basis", "usual_basis", "with_usual_basis"]


def check_basis(frame: pd.DataFrame, *, file: str) -> list[Problem]:
    """Find rows of a factor or parameter table whose basis is silent where it decides the number.

    Parameters
    ----------
    frame : pandas.DataFrame
        Rows with the columns of a factor (or parameter) file.
    file : str
        Name that problems are reported under.

    Returns
    -------
    list of Problem
        NOx without what it counts as, heat of a fuel without NCV or GCV, gas without its state.

    Notes
    -----
    NO counted as NO2 weighs 46/30 of NO; gross heat is up to 11 % above net heat; a gas has 7.3 % more
    volume at 20 than at 0 degC. A source that does not say so is recorded as "not said".

    Examples
    --------
    >>> rows = pd.DataFrame({"id": ["x"], "subject": ["diesel"], "substance": ["NOx"], "unit": ["g/GJ"], "basis": [""]})
    >>> [problem.problem for problem in check_basis(rows, file="mine.csv")]
    ['NOx without what it counts as', 'heat without NCV or GCV']
    """
    nothing = pd.Series("", index=frame.index)
    substance, subject = frame.get("substance", nothing), frame.get("subject", nothing)
    unit, basis = frame["unit"], frame["basis"]
    oxides = substance == "NOx"
    heat = unit.str.contains(r"/\(?(?:GJ|TJ|MJ|MMBtu)|^GJ", regex=True) & (subject != "heat")
    gas = unit.str.contains(r"m3(?!_)", regex=True) & subject.str.contains("gas(?!oline)", case=False, regex=True)
    silent = (
        (oxides, "NO2|not said", "NOx without what it counts as", "as NO2, or not said"),
        (heat, "NCV|GCV", "heat without NCV or GCV", "NCV or GCV, or NCV or GCV not said"),
        (gas, "not said|degC", "a gas volume without its state", "m3_0C or m3_20C as unit, or gas state not said"),
    )
    return [
        Problem(file, str(name) or str(row), "basis", shown(told), problem, f"Write: {remedy}.")
        for concerned, words, problem, remedy in silent
        for row, name, told, wrong in zip(
            row_numbers(frame, first=2),
            frame["id"],
            basis,
            concerned & ~basis.str.contains(words, regex=True),
            strict=True,
        )
        if wrong
    ]


_AS = re.compile(r"(?:^|;)\s*as\s+([^;,\s]+)([^;]*)", re.IGNORECASE)
_OTHER = {"reported", "burnt", "received", "fired", "measured", "fuel", "printed", "dry", "wet", "is", "such", "stated"}
"""Words after "as" that name no substance: as received, as burnt."""


def stated_basis(substance: str, basis: str) -> str | None:
    """Return the element or compound that a figure counts; empty for the substance itself, None for another word.

    Examples
    --------
    >>> stated_basis("NOx", "as NO; dry"), stated_basis("CO2", "NCV; as C"), stated_basis("CO2", "as received")
    ('NO', 'C', '')
    >>> stated_basis("N2O", "as N2O"), stated_basis("N2O", "as gold") is None
    ('', True)
    """
    match = _AS.search(basis)
    if not match or match[1].casefold() in _OTHER:
        return ""
    word = match[1]
    if substance in substances() and word.casefold() == substance.casefold():
        return ""
    return word if word in _elements(substance) else None


def usual_basis(frame: pd.DataFrame) -> Mapping[tuple[str, str], str]:
    """Return by activity and substance the element that every figure of a table counts; others are left out."""
    found: dict[tuple[str, str], set[str]] = {}
    rows = frame[["activity", "substance", "basis"]].drop_duplicates()
    for activity, name, basis in rows.itertuples(index=False, name=None):
        stated = stated_basis(name, basis) or ""
        found.setdefault((activity, name), set()).add("" if _elements(name).get(stated) == 1.0 else stated)
    return {key: bases.pop() for key, bases in found.items() if len(bases) == 1 and bases != {""}}


def with_usual_basis(
    frame: pd.DataFrame, usual: Mapping[tuple[str, str], str], *, file: str
) -> tuple[pd.DataFrame, list[Problem]]:
    r"""Return own factors in the basis that their method counts in, by molar masses.

    Parameters
    ----------
    frame : pandas.DataFrame
        Rows with the columns of a factor file.
    usual : mapping
        Element by activity and substance, from `usual_basis` of the packaged factors.
    file : str
        Name that problems are reported under.

    Returns
    -------
    pandas.DataFrame
        ``value lower upper`` changed where the row states another basis; its note says so.
    list of Problem
        Rows whose basis is unknown, or silent where it decides the number.

    Notes
    -----
    .. math:: EF_{as\,N} = EF_{as\,N_2O} \cdot 28/44

    The shares are those of ``zc.convert``.
    """
    changed = frame.copy()
    problems: list[Problem] = []
    for row, (activity, name, basis) in enumerate(
        zip(frame["activity"], frame["substance"], frame["basis"], strict=True)
    ):
        shares = {"": 1.0, **_elements(name)}
        stated, wanted = stated_basis(name, basis), usual.get((activity, name), "")
        known = ", ".join(f"as {word}" for word in (name, *_elements(name)))
        where = str(frame["id"].iloc[row]) or str(row + 2)
        if stated is None:
            problems.append(Problem(file, where, "basis", shown(basis), "unknown basis", f"Write one of: {known}."))
        elif wanted and not _AS.search(basis):
            text = f"the method counts {name} as {wanted}, and the basis is not said"
            problems.append(Problem(file, where, "basis", shown(basis), text, f"Write one of: {known}."))
        elif not np.isclose(shares[stated], shares[wanted], rtol=1e-12):
            at = frame.index[row]
            changed.loc[at, ["value", "lower", "upper"]] *= shares[wanted] / shares[stated]
            note = (
                f"given as {stated or name}, counted as {wanted or name}: times {shares[wanted] / shares[stated]:.6g}"
            )
            changed.loc[at, "basis"] = _AS.sub("", basis).strip("; ") + f"; as {wanted or name}"
            changed.loc[at, "note"] = "; ".join(filter(None, (str(frame["note"].iloc[row]), note)))
    return changed, problems


def _elements(name: str) -> dict[str, float]:
    return dict(substances()[name].elements) if name in substances() else {}
