"""What a figure rests on: where a silent basis decides the number."""

from __future__ import annotations

import pandas as pd

from zzcarbon.errors import Problem, shown

__all__ = ["check_basis"]


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
        Problem(file, str(name) or str(row + 2), "basis", shown(told), problem, f"Write: {remedy}.")
        for concerned, words, problem, remedy in silent
        for row, (name, told, wrong) in enumerate(
            zip(frame["id"], basis, concerned & ~basis.str.contains(words, regex=True), strict=True)
        )
        if wrong
    ]
