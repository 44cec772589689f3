"""A long table of sums as one that people read: substances across, each in its unit, doubtful cells marked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from zzcarbon.document.frames import frame_problems
from zzcarbon.errors import DataError, Problem
from zzcarbon.units import conversion_factor

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["substances_across"]

_REFUSAL = "the sums cannot be laid across"
_WHOLE = 10
"""Size from which a number is written without decimals."""


def substances_across(
    sums: pd.DataFrame,
    by: str,
    *,
    units: Mapping[str, str] | None = None,
    order: Sequence[str] = (),
    doubtful: Sequence[bool] | None = None,
    mark: str = "~",
) -> pd.DataFrame:
    """Return sums as text, a row for each word of a column and a column for each substance, its unit in the head.

    Parameters
    ----------
    sums : data frame
        As ``inventory.by(label)`` gives it: the label, ``substance``, ``emission`` and, if not tonnes, ``unit``.
    by : str
        The label whose words are the rows.
    units : mapping of str to str, optional
        By substance the unit that it is written in; the others keep theirs.
    order : sequence of str
        Substances that come first; the others follow in their own order.
    doubtful : sequence of bool, optional
        Which rows of the sums are marked: those that rest on illustrations, for example.
    mark : str
        What stands before a doubtful number.

    Returns
    -------
    pandas.DataFrame
        Text for print and page: whole numbers from ten on, three figures below; blank where there is no number.
        Numbers to compute with stay in `sums`.

    Raises
    ------
    DataError
        A column is missing, a sum is no number, marks are not one for each row, or a cell stands twice: two scopes,
        for example, under one name.

    Examples
    --------
    >>> import pandas as pd
    >>> sums = pd.DataFrame({"sector": ["power", "kilns"], "substance": ["CO2", "NOx"], "emission": [2.8e7, 7.946]})
    >>> print(substances_across(sums, "sector", units={"CO2": "kt"}, doubtful=[True, False]))
           CO2 [kt] NOx [t]
    sector
    power   ~28,000
    kilns              7.95
    """
    import pandas as pd

    problems = frame_problems(sums, (by, "substance"), ("emission",))
    if not problems and doubtful is not None and len(doubtful) != len(sums):
        wanted_marks = f"{len(sums)} rows need {len(sums)} marks"
        problems = [Problem("", "", "doubtful", "", wanted_marks, "Give one for each row.")]
    if problems:
        raise DataError(_REFUSAL, problems)
    given = sums["unit"].astype(str) if "unit" in sums else ["t"] * len(sums)
    wanted = dict(units or {})
    marks = [False] * len(sums) if doubtful is None else list(doubtful)
    unit_of: dict[str, str] = {}
    cells: dict[str, dict[object, str]] = {}
    lines = zip(sums[by], sums["substance"], pd.to_numeric(sums["emission"]), given, marks, strict=True)
    for row, substance, value, unit, is_doubtful in lines:
        own = unit_of.setdefault(substance, wanted.get(substance, unit))
        column = cells.setdefault(substance, {})
        if row in column:
            problem = Problem(
                "", str(row), by, str(substance), "two sums of one substance", "Name another label, or scope."
            )
            raise DataError(_REFUSAL, [problem])
        column[row] = _written(value * conversion_factor(unit, own), mark if is_doubtful else "")
    return _wide(cells, unit_of, by, order)


def _wide(
    cells: Mapping[str, Mapping[object, str]], units: Mapping[str, str], by: str, order: Sequence[str]
) -> pd.DataFrame:
    import pandas as pd

    rows = list(dict.fromkeys(row for column in cells.values() for row in column))
    names = [name for name in order if name in cells] + [name for name in cells if name not in order]
    columns = {f"{name} [{units[name]}]": [cells[name].get(row, "") for row in rows] for name in names}
    return pd.DataFrame(columns, index=pd.Index(rows, name=by))


def _written(value: float, mark: str) -> str:
    if value != value:  # noqa: PLR0124
        return ""
    return mark + (f"{value:,.0f}" if abs(value) >= _WHOLE else f"{value:.3g}")
