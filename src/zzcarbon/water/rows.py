"""From monitoring tables to rows for `estimate`: wide tables, and samples with their flow."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from zzcarbon.activity.columns import standard_columns, standard_name
from zzcarbon.activity.read import to_pandas
from zzcarbon.errors import DataError, Problem, UnitError, english
from zzcarbon.quantities import quantity
from zzcarbon.vocabulary.substances import substance
from zzcarbon.water.tables import TableReader

__all__ = ["rows_by_substance", "sampled_rows"]

_PREFIX = "concentration_"
_LOCAL_PREFIX, _LOCAL_SUFFIX = "浓度_", "浓度"
_GROUPS = ("region", "entity", "plant", "outlet", "substance", "period", "year")


def rows_by_substance(frame: object) -> pd.DataFrame:
    """Return one row per substance of a table that has a column per substance.

    Parameters
    ----------
    frame : data frame, shape (n, ...)
        Rows with columns such as ``concentration_COD``, ``concentration_氨氮`` or ``氨氮浓度``; other columns are
        kept, under their English names.

    Returns
    -------
    pandas.DataFrame, shape (n times substances, ...)
        Rows with ``substance`` and ``concentration``; an ``id`` gets the substance added.

    Raises
    ------
    DataError
        There is no such column, or two name one substance.
    UnknownNameError
        A column names no substance.

    Examples
    --------
    >>> days = pd.DataFrame({"period": ["2024-03-05"], "amount": [900.0], "unit": ["m3"],
    ...     "concentration_COD": [31.0], "concentration_氨氮": [1.2], "concentration_unit": ["mg/L"]})
    >>> rows_by_substance(days)[["substance", "concentration"]].to_numpy().tolist()
    [['COD', 31.0], ['NH3-N', 1.2]]
    """
    given = to_pandas(frame)
    words = {name: word for name in given if (word := _measured(str(name)))}
    columns = list(words)
    names = [substance(word).key for word in words.values()]
    twice = sorted({name for name in names if names.count(name) > 1})
    if not columns or twice:
        text = f"two columns of {', '.join(twice)}" if twice else "no column such as concentration_COD"
        problem = Problem(column=_PREFIX, problem=text, remedy="Name one column per substance.")
        raise DataError("the table cannot be read by substance", [problem])
    rest = standard_columns(given.drop(columns=columns))
    parts = [
        rest.assign(substance=name, concentration=given[column].to_numpy())
        for name, column in zip(names, columns, strict=True)
    ]
    rows = pd.concat(parts, ignore_index=True)
    return rows.assign(id=rows["id"].astype(str) + " " + rows["substance"]) if "id" in rows else rows


def sampled_rows(frame: object, *, by: Sequence[str] | None = None) -> pd.DataFrame:
    r"""Return one row of manual monitoring per outlet, substance and period from its samples.

    Parameters
    ----------
    frame : data frame, shape (n, ...)
        One row per sample: ``substance``, ``concentration`` with ``concentration_unit``, ``flow`` with
        ``flow_unit`` (m3/d or m3/h), and ``duration`` of discharge in the period with ``duration_unit``.
    by : sequence of str, optional
        Columns that name outlet, substance and period; default those of region, entity, plant, outlet,
        substance, period and year that are there.

    Returns
    -------
    pandas.DataFrame
        Rows with ``method`` manual monitoring, ``amount`` [m3], ``concentration`` (flow-weighted) [mg/L],
        ``samples`` and the columns `by`.

    Raises
    ------
    DataError
        A value cannot be read, a sample has no flow, or flow and duration are not of one time unit.

    Notes
    -----
    .. math:: E = \frac{\sum c_i q_i}{n} h = \frac{\sum c_i q_i}{\sum q_i} \cdot \frac{\sum q_i}{n} h

    Source: mep-2017-81-17ind, manual monitoring.

    Examples
    --------
    >>> samples = pd.DataFrame({"outlet": "A", "substance": "COD", "period": "2024-03",
    ...     "concentration": [10.0, 50.0], "concentration_unit": "mg/L", "flow": [300.0, 100.0],
    ...     "flow_unit": "m3/d", "duration": 30.0, "duration_unit": "d"})
    >>> sampled_rows(samples)[["amount", "concentration", "samples"]].to_numpy().tolist()
    [[6000.0, 20.0, 2.0]]
    """
    reader = TableReader(frame, ("substance", "concentration", "flow", "duration"), "the samples")
    names = reader.substances()
    concentration = reader.numbers("concentration") * reader.factors("concentration_unit", "mg/L")
    flow, duration = reader.numbers("flow"), reader.numbers("duration")
    volume = flow * duration * _volumes(reader)
    reader.check()
    table = reader.table.assign(substance=names)
    keys = list(by) if by is not None else [name for name in _GROUPS if name in table]
    grouped = table[keys].assign(_load=concentration * volume, _volume=volume, _mean=concentration, _duration=duration)
    groups = grouped.groupby(keys, sort=False, dropna=False)
    sums = groups.agg(
        _load=("_load", "mean"), amount=("_volume", "mean"), _mean=("_mean", "mean"), samples=("_mean", "size"),
        _shortest=("_duration", "min"), _longest=("_duration", "max"),
    ).reset_index()  # fmt: skip
    if (sums["_shortest"] != sums["_longest"]).any():
        problem = Problem(
            reader.file, "", "duration", "", "samples of one period differ in duration", "Give one duration."
        )
        raise DataError("the samples cannot be used", [problem])
    weighted = np.where(sums["amount"] > 0, sums["_load"] / sums["amount"].where(sums["amount"] > 0), sums["_mean"])
    rows = sums[keys].assign(method="manual monitoring", amount=sums["amount"], unit="m3", concentration=weighted)
    return rows.assign(concentration_unit="mg/L", samples=sums["samples"])


def _measured(column: object) -> str:
    """Return the word for the substance whose concentration a column holds; empty for other columns."""
    text = str(column)
    if text.startswith((_PREFIX, _LOCAL_PREFIX)) and text != f"{_PREFIX}unit":
        return text.removeprefix(_PREFIX).removeprefix(_LOCAL_PREFIX)
    return text.removesuffix(_LOCAL_SUFFIX) if text.endswith(_LOCAL_SUFFIX) and standard_name(text) == text else ""


def _volumes(reader: TableReader) -> np.ndarray:
    """Return by which number flow times duration becomes m3, for each row."""
    flows, times = reader.words("flow_unit"), reader.words("duration_unit")
    found: dict[tuple[str, str], float] = {}
    for pair in dict.fromkeys(zip(flows, times, strict=True)):
        try:
            found[pair] = float((quantity(1.0, pair[0] or "1") * quantity(1.0, pair[1] or "1")).to("m3").magnitude)
        except UnitError as error:
            found[pair] = np.nan
            rows = (flows == pair[0]) & (times == pair[1])
            reader.bad(rows, "flow_unit", english(error), "Give m3/d with days, or m3/h with hours.")
    return np.array([found[pair] for pair in zip(flows, times, strict=True)])
