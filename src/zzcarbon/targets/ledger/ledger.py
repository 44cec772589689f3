"""The ledger of reduction projects: newly added yearly abatement, booked once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from zzcarbon.errors import DataError, UnknownNameError
from zzcarbon.targets.ledger.entries import STATUSES, checked_entries
from zzcarbon.targets.ledger.ledger_file import read_table
from zzcarbon.targets.ledger.suspicions import find_suspicions
from zzcarbon.units import conversion_factor
from zzcarbon.vocabulary.substances import substance

__all__ = ["Ledger", "read_ledger"]

_SUMS = ["gross", "offset", "net"]
_AXES = ("indicator", "substance", "district", "status")


class Ledger:
    """Reductions of key projects, checked and in tonnes. Made by `read_ledger`.

    A ledger is append-only: `append` gives a new ledger, and an entry is replaced only by a later one
    that names it in ``corrects``.
    """

    def __init__(self, entries: pd.DataFrame) -> None:
        self._entries = entries

    @property
    def frame(self) -> pd.DataFrame:
        """A copy of the entries: the columns given, and ``gross offset net`` [t/a], ``active``."""
        return self._entries.copy()

    def __len__(self) -> int:
        return len(self._entries)

    def __repr__(self) -> str:
        years = self.years
        span = f", {years[0]} to {years[-1]}" if years else ""
        return f"<Ledger of {len(self)} entries{span}: {', '.join(self.substances) or 'no substance'}>"

    @property
    def substances(self) -> tuple[str, ...]:
        """The substances that are booked."""
        return tuple(sorted(self.cube["substance"].unique()))

    @property
    def years(self) -> tuple[int, ...]:
        """The years that entries are booked in."""
        return self.years_of(*STATUSES)

    def years_of(self, *statuses: str) -> tuple[int, ...]:
        """Return the years that entries of some statuses are booked in.

        Raises
        ------
        UnknownNameError
            There is no such status.
        """
        chosen = self.cube["status"].isin(_known(statuses))
        return tuple(int(year) for year in sorted(self.cube.loc[chosen, "year"].unique()))

    @cached_property
    def cube(self) -> pd.DataFrame:
        """Sums of the active entries by ``indicator substance district status year`` [t/a].

        ``variance`` is that of ``net`` where entries carry an uncertainty (half-width of the 95 %
        interval as a fraction, independent between projects).
        """
        entries = self._entries
        code = entries["year"].to_numpy().copy()
        low = int(code.min()) if len(code) else 0
        code -= low
        size = int(code.max()) + 1 if len(code) else 1
        shape: list[tuple[str, Sequence[Any]]] = []
        for name in _AXES:
            labels, categories = _coded(entries, name)
            code = code + size * labels
            size *= max(len(categories), 1)
            shape.append((name, categories))
        sums = self._sums(code)
        return _unfolded(sums, shape, low, size)

    def _sums(self, code: np.ndarray) -> pd.DataFrame:
        active = self._entries["active"].to_numpy()
        every = active.all()
        chosen = code if every else code[active]
        keys, position = _positions(chosen)
        table = pd.DataFrame({"key": keys})
        for name in _SUMS:
            weights = self._entries[name].to_numpy()
            table[name] = np.bincount(position, weights if every else weights[active], len(keys))
        table["variance"] = 0.0
        if "uncertainty" in self._entries:
            spread = self._entries["net"] * self._entries["uncertainty"].fillna(0.0) / 1.959963984540054
            table["variance"] = np.bincount(position, (spread.to_numpy() ** 2)[active], len(keys))
        return table

    def by(self, *labels: str, unit: str = "t", statuses: Iterable[str] = ("verified",)) -> pd.DataFrame:
        """Return the reductions by some columns of the ledger.

        Parameters
        ----------
        *labels : str
            Columns, for example ``"district", "substance"`` or ``"project"``; ``substance`` is added,
            since masses of different substances are not summed.
        unit : str
            Unit of mass of the result.
        statuses : iterable of str
            Which entries to sum.

        Returns
        -------
        pandas.DataFrame
            The labels, ``gross offset net`` [unit] and ``unit``.

        Raises
        ------
        UnknownNameError
            There is no such column or status.
        """
        names = [*labels, *([] if "substance" in labels else ["substance"])]
        chosen = _known(statuses)
        for name in names:
            if name not in self._entries:
                raise UnknownNameError("column of the ledger", name, self._entries.columns)
        if {*names} <= {*_AXES, "year"}:
            entries = self.cube
            entries = entries[entries["status"].isin(chosen)]
        else:
            entries = self._entries[self._entries["active"] & self._entries["status"].isin(chosen)]
        table = entries.groupby(names, observed=True, sort=True)[_SUMS].sum().reset_index()
        table[_SUMS] *= conversion_factor("t", unit)
        return table.assign(unit=unit)

    def only(self, *names: str) -> Ledger:
        """Return the ledger of some substances.

        Raises
        ------
        UnknownNameError
            A substance is unknown.
        """
        keys = {substance(name).key for name in names}
        return Ledger(self._entries[self._entries["substance"].isin(keys)].reset_index(drop=True))

    def between(self, start: int, end: int) -> Ledger:
        """Return the entries booked from one year to another, both included."""
        years = self._entries["year"]
        return Ledger(self._entries[(years >= start) & (years <= end)].reset_index(drop=True))

    def append(self, entries: pd.DataFrame) -> Ledger:
        """Return a ledger with further entries; all are checked together.

        Raises
        ------
        DataError
            Every problem of the entries.
        """
        kept = self._entries.drop(columns=[*_SUMS, "active"]).astype(object)
        return read_ledger(pd.concat([kept, entries.astype(object)], ignore_index=True))

    def suspicions(self) -> pd.DataFrame:
        """Return entries that look like double booking, for a person to judge.

        Returns
        -------
        pandas.DataFrame
            ``suspicion``, ``project``, ``substance``, ``district``, ``year``, ``net`` [t/a].
        """
        return find_suspicions(self._entries)


def read_ledger(source: Any, *, encoding: str = "utf-8-sig") -> Ledger:
    """Read a ledger of reduction projects.

    Parameters
    ----------
    source : path or data frame
        CSV or Excel file, or an eager frame, with columns ``project substance reduction unit year`` and,
        if wanted, ``id indicator district sector status increment_of used_as_offset side_effect corrects
        method document commissioned facility measure design_load actual_load owner cost uncertainty``.
        Chinese column names are understood. ``reduction`` is the newly added yearly abatement capacity,
        booked once in the year in which it is recognised.
    encoding : str
        Encoding of a CSV file.

    Returns
    -------
    Ledger

    Raises
    ------
    DataError
        Every problem of every row: a column or value missing, a unit that is no mass, an unknown
        substance, a negative reduction that is no side effect, a project booked twice, an offset larger
        than the reduction, text that begins like a formula.

    Examples
    --------
    >>> import pandas as pd
    >>> ledger = read_ledger(pd.DataFrame({
    ...     "project": ["kiln 1", "kiln 1"], "substance": "氮氧化物", "reduction": [1.2, 0.3],
    ...     "unit": "kt", "year": [2021, 2023], "increment_of": ["", "kiln 1"]}))
    >>> ledger
    <Ledger of 2 entries, 2021 to 2023: NOx>
    >>> float(ledger.by("substance")["net"].iloc[0])
    1500.0
    """
    frame, file, rows = read_table(source, encoding)
    if frame.columns.empty:
        raise DataError("the ledger has no columns: project, substance, reduction, unit and year are needed")
    return Ledger(checked_entries(frame, file, rows))


def _coded(entries: pd.DataFrame, name: str) -> tuple[Any, Sequence[Any]]:
    if name not in entries:
        return 0, [""]
    column = entries[name].cat
    return column.codes.to_numpy().astype(np.int64), list(column.categories)


def _positions(code: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the distinct codes, ascending, and the position of each row among them."""
    if not len(code):
        return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64)
    if int(code.max()) < 4 * len(code) + 100_000:
        counts = np.bincount(code)
        keys = np.flatnonzero(counts)
        where = np.zeros(len(counts), dtype=np.int64)
        where[keys] = np.arange(len(keys))
        return keys, where[code]
    keys, position = np.unique(code, return_inverse=True)
    return keys, position


def _unfolded(sums: pd.DataFrame, shape: list[tuple[str, Sequence[Any]]], low: int, size: int) -> pd.DataFrame:
    key = sums.pop("key").to_numpy()
    table: dict[str, Any] = {}
    for name, categories in reversed(shape):
        size //= max(len(categories), 1)
        position, key = key // size, key % size
        table[name] = np.asarray([*categories, ""], dtype=object)[position]
    table["year"] = key + low
    return pd.DataFrame({name: table[name] for name in (*_AXES, "year")}).join(sums)


def _known(statuses: Iterable[str]) -> list[str]:
    chosen = list(statuses)
    for name in chosen:
        if name not in STATUSES:
            raise UnknownNameError("status", name, STATUSES)
    return chosen
