"""Rows of a whole area split over its parts, by keys that the rows name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from zzcarbon.activity.side_table import SideTable, refuse_tables
from zzcarbon.errors import Problem, require

__all__ = ["split_rows"]

_CLOSE = 1e-9


def split_rows(rows: object, keys: Mapping[str, Any], *, by: str = "split_by", into: str = "district") -> pd.DataFrame:
    r"""Split rows that stand for a whole area over its parts; rows that name no key stay whole.

    Parameters
    ----------
    rows : data frame
        Activity rows of any library, or their file, with ``id``, ``amount`` and the column of the keys.
    keys : mapping of str to pandas.Series or mapping
        Share of each part by the name of the key: residents, floor area, output. Shares of a key sum to one. [1]
    by : str
        Column that names the key of a row; blank where the row stays whole.
    into : str
        Column that takes the part.

    Returns
    -------
    pandas.DataFrame
        One row a part, ``amount`` times its share; ``id`` is ``<id>/<part>`` and ``whole_id`` the id it came from.
        Every other column is kept: a part has the source of the whole.

    Raises
    ------
    DataError
        A column is missing, a key is not there, its shares do not sum to one; every problem.

    Notes
    -----
    .. math:: A_{i,p} = A_i s_{k(i),p}, \quad \sum_p s_{k,p} = 1

    Examples
    --------
    >>> rows = pd.DataFrame({"id": ["a", "b"], "amount": [10.0, 5.0], "split_by": ["residents", None]})
    >>> made = split_rows(rows, {"residents": pd.Series({"金水区": 0.75, "二七区": 0.25})})
    >>> made[["id", "amount"]].values.tolist()
    [['b', 5.0], ['a/金水区', 7.5], ['a/二七区', 2.5]]
    """
    require(keys, Mapping, '{"residents": {"district": 0.3, ...}}')
    shares = {name: pd.to_numeric(pd.Series(key), errors="coerce").astype(float) for name, key in keys.items()}
    table = SideTable(rows, "rows", ("id", "amount", by))
    named = table.text(by)
    table.report(
        (named != "") & ~np.isin(named, list(shares)), by, "there is no such key", f"Keys: {', '.join(shares)}."
    )
    places = np.flatnonzero(np.isin(named, list(shares)))
    split = table.part(places)
    amounts = split.number("amount", needed=False)
    refuse_tables("the rows cannot be split", [table, split], _faults(shares))
    whole = table.frame[named == ""]
    parts = [whole.assign(whole_id=whole["id"])]
    for name, key in shares.items():
        chosen = named[places] == name
        if not chosen.any():
            continue
        made = split.frame[chosen]
        made = made.loc[made.index.repeat(len(key))].copy()
        made["whole_id"] = made["id"]
        made[into] = [str(place) for place in key.index] * int(chosen.sum())
        made["amount"] = np.repeat(amounts[chosen], len(key)) * np.tile(key.to_numpy(float), int(chosen.sum()))
        made["id"] = made["id"].astype(str) + "/" + made[into]
        parts.append(made)
    made_of: pd.DataFrame = pd.concat([part for part in parts if len(part)] or parts[:1], ignore_index=True)
    return made_of


def _faults(keys: Mapping[str, pd.Series[float]]) -> list[Problem]:
    """Return what is wrong with the shares of keys."""
    problems = []
    for name, key in keys.items():
        total = float(key.sum(skipna=False))
        if not abs(total - 1) <= _CLOSE or bool((key < 0).any()):
            what = "shares of a key are zero or more and sum to one"
            problems.append(Problem("", "", name, f"{total:.6g}", what, "Divide them by their sum."))
        twice = list(dict.fromkeys(str(part) for part in key.index[key.index.duplicated()]))
        if twice:
            problems.append(Problem("", "", name, ", ".join(twice), "a part stands twice in the key", "Add them up."))
    return problems
