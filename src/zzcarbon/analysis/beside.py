"""What sums rest on, and what they are beside published ones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from zzcarbon.activity.read import to_pandas
from zzcarbon.analysis.reading import missing_columns, number_columns
from zzcarbon.errors import DataError, Problem, UnitError, english, shown
from zzcarbon.units import conversion_factor

__all__ = ["beside_published", "resting_on"]


def resting_on(
    sums: object, rests: Mapping[str, Any], *, by: Sequence[str] | str = ("substance",), value: str = "emission"
) -> pd.DataFrame:
    """Return sums, and which share of each rests on rows of a kind: illustrations, figures of another year ...

    Parameters
    ----------
    sums : data frame
        As ``inventory.by(...)`` gives it, with the labels that tell what a row rests on.
    rests : mapping of str to sequence of bool
        By name of a share: which rows of the table count for it.
    by : str or sequence of str
        Columns that make the groups.
    value : str
        What is summed.

    Returns
    -------
    pandas.DataFrame
        The columns `by`, the value, and a share of each name [1]: of absolute values, since a removal rests on
        something as well. Rows without a number are left out; a sum of nothing rests on nothing.

    Raises
    ------
    DataError
        A column is missing, a sum is no number, or the marks are not one for each row.

    Examples
    --------
    >>> sums = pd.DataFrame({"substance": "NOx", "emission": [3.0, 1.0], "evidence": ["published", "illustrative"]})
    >>> resting_on(sums, {"illustrative": sums["evidence"].eq("illustrative")}).values.tolist()
    [['NOx', 4.0, 0.25]]
    """
    frame, keys = to_pandas(sums, "the sums"), [by] if isinstance(by, str) else list(by)
    own = _own(frame, keys, value)
    size, made = own.abs(), frame[keys].assign(**{value: own})
    for name, marks in rests.items():
        if np.shape(marks) != (len(frame),):
            problem = Problem("", "", name, "", f"{len(frame)} rows need {len(frame)} marks", "Give one for each row.")
            raise DataError("the shares cannot be computed", [problem])
        made[name] = size.where(np.asarray(marks, bool), 0.0)
    kept = made.assign(_size=size)[own.notna()]
    found = kept.groupby(keys, sort=False, dropna=False)[[value, *rests, "_size"]].sum()
    for name in rests:
        found[name] = (found[name] / found["_size"].replace(0.0, np.nan)).fillna(0.0)
    return found.drop(columns="_size").reset_index()


def beside_published(
    sums: object, published: object, *, by: Sequence[str] | str = ("substance",), value: str = "emission"
) -> pd.DataFrame:
    """Lay own sums beside published ones.

    Parameters
    ----------
    sums : data frame
        As ``inventory.by(...)`` gives it: the columns `by`, the value and ``unit``; rows of one group are added.
    published : data frame
        The columns `by`, ``value``, ``unit``, and what else is known of each figure (``source``, ``year``, ``note``).
    by : str or sequence of str
        Columns that say what is beside what.
    value : str
        What of the sums is compared.

    Returns
    -------
    pandas.DataFrame
        A row for each published figure, in its order and unit: its columns with ``value`` as ``published``, then
        ``emission`` (NaN where there is no own figure), ``difference`` [unit] and ``ratio`` [1], own over published.

    Raises
    ------
    DataError
        A column is missing, a figure stands twice or is no number, or units do not meet: every problem.

    Notes
    -----
    A ratio says something only beside what differs: year, boundary, factors or figures.

    Examples
    --------
    >>> sums = pd.DataFrame({"substance": ["NOx"], "emission": [7946.0], "unit": ["t"]})
    >>> found = beside_published(sums, pd.DataFrame({"substance": ["NOx"], "value": [51.4], "unit": ["kt"]}))
    >>> found[["emission", "published", "unit", "ratio"]].round(3).values.tolist()
    [[7.946, 51.4, 'kt', 0.155]]
    """
    keys = [by] if isinstance(by, str) else list(by)
    own, theirs = to_pandas(sums, "the sums"), to_pandas(published, "the published figures")
    own = own.assign(**{value: _own(own, [*keys, "unit"], value)})
    _check_columns(theirs, [*keys, "value", "unit"], "the published figures")
    numbers = _published(theirs, keys)
    grouped = own.groupby([*keys, "unit"], sort=False, dropna=False)[value].sum(min_count=1).reset_index()
    names = [tuple(row) for row in theirs[keys].to_numpy(object).tolist()]
    mine = dict.fromkeys(names, np.nan)
    problems = []
    units = dict(zip(names, theirs["unit"].astype(str), strict=True))
    for row in grouped.to_dict("records"):
        name = tuple(row[key] for key in keys)
        if name not in mine:
            continue
        try:
            amount = row[value] * conversion_factor(str(row["unit"]), units[name])
        except UnitError as error:
            problems.append(
                Problem("", str(name[0]), "unit", shown(units[name]), english(error), "Give a unit of its kind.")
            )
            continue
        mine[name] = amount if np.isnan(mine[name]) else mine[name] + amount
    if problems:
        raise DataError("the figures cannot be laid side by side", problems)
    emission = pd.Series([mine[name] for name in names], theirs.index, dtype=float)
    made = theirs.rename(columns={"value": "published"}).assign(published=numbers, emission=emission)
    return made.assign(difference=emission - numbers, ratio=emission / numbers.replace(0.0, np.nan))


def _check_columns(frame: pd.DataFrame, columns: Sequence[str], what: str) -> None:
    problems = missing_columns(frame, columns, what)
    if problems:
        raise DataError(f"{what} lack columns", problems)


def _own(frame: pd.DataFrame, labels: Sequence[str], value: str) -> pd.Series[float]:
    """Return own sums, NaN where nothing is known; a word is refused."""
    _check_columns(frame, [*labels, value], "the sums")
    problems: list[Problem] = []
    numbers = number_columns(frame, [value], "the sums", problems)[:, 0]
    if problems:
        raise DataError("the sums cannot be used", problems)
    return pd.Series(numbers, frame.index)


def _published(theirs: pd.DataFrame, keys: Sequence[str]) -> pd.Series[float]:
    """Return the published figures; what is no finite number or stands twice is refused."""
    problems: list[Problem] = []
    what, remedy = "the published figures", "Give a number."
    numbers = number_columns(theirs, ["value"], what, problems, blank=remedy)[:, 0]
    problems += [
        Problem(what, str(theirs.index[at]), keys[0], shown(theirs[keys[0]].iloc[at]), "this figure stands twice")
        for at in np.flatnonzero(theirs.duplicated(list(keys)).to_numpy()).tolist()
    ]
    if problems:
        raise DataError("the figures cannot be laid side by side", problems)
    return pd.Series(numbers, theirs.index)
