"""The ledger of reduction projects: newly added yearly abatement, booked once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from zzcarbon.document import Document
from zzcarbon.document.result_card import ResultCard
from zzcarbon.errors import DataError, TargetError, UnknownNameError, shown
from zzcarbon.settings import chosen_language
from zzcarbon.tables import open_table
from zzcarbon.targets.ledger.cube import AXES, SUMS, folded
from zzcarbon.targets.ledger.entries import DERIVED, check_entries, named_entries
from zzcarbon.targets.ledger.ledger_document import ledger_document
from zzcarbon.targets.ledger.statuses import STATUSES, known_statuses
from zzcarbon.targets.ledger.suspicions import find_suspicions
from zzcarbon.units import conversion_factor
from zzcarbon.vocabulary.families import family_members
from zzcarbon.vocabulary.substances import substance

__all__ = ["Ledger", "as_ledger", "read_ledger"]


class Ledger(ResultCard):
    """Reductions of key projects, checked and in tonnes. Made by `read_ledger`.

    A ledger is append-only: `append` gives a new ledger, and an entry is replaced only by a later one
    that names it in ``corrects``.
    """

    def __init__(self, entries: pd.DataFrame, covered: Iterable[str] | None = None, record: Sequence[str] = ()) -> None:
        self._entries = entries
        self._covered = None if covered is None else frozenset(covered)
        self._record = tuple(record)

    @property
    def record(self) -> tuple[str, ...]:
        """What was done to the entries, in order: substances that are counted under another name."""
        return self._record

    @property
    def covered(self) -> tuple[str, ...]:
        """The substances that the ledger speaks of, where it has rows."""
        return tuple(sorted(self._covered or ()))

    def covers(self, substance: str) -> bool:
        """Whether nothing booked for a substance is zero, and not a part of the books that is missing.

        Parameters
        ----------
        substance : str
            Key of the substance. A ledger read without any row covers all; one with rows covers the
            substances that it books and those that ``read_ledger(..., complete=[...])`` names.
        """
        return self._covered is None or substance in self._covered

    def _part(self, keep: pd.Series | np.ndarray, covered: frozenset[str] | None) -> Ledger:
        return Ledger(self._entries[keep].reset_index(drop=True), covered, self._record)

    @property
    def frame(self) -> pd.DataFrame:
        """A copy of the entries: the columns given, and ``gross offset net`` [t/a], ``active``."""
        return self._entries.copy()

    def document(self, language: str | None = None) -> Document:
        """Return the ledger as a document in a language."""
        return ledger_document(self, chosen_language(language))

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
        chosen = self.cube["status"].isin(known_statuses(statuses))
        return tuple(int(year) for year in sorted(self.cube.loc[chosen, "year"].unique()))

    @cached_property
    def cube(self) -> pd.DataFrame:
        """Sums of the active entries by ``indicator substance district status year`` [t/a]."""
        return folded(self._entries, self._entries["year"].to_numpy(), "year")

    @cached_property
    def monthly(self) -> pd.DataFrame:
        """Sums of the active entries by ``indicator substance district status month`` [t/a].

        ``month`` counts from January of the year 0; an entry counts in the month of its commissioning, and in
        December of its year where only the year is known.
        """
        codes, days = pd.factorize(self._entries["counts_from"])
        months = np.array([int(day[:4]) * 12 + int(day[5:7]) - 1 for day in days], dtype=np.int64)
        return folded(self._entries, months[codes] if len(months) else codes.astype(np.int64), "month")

    @property
    def uncertain(self) -> pd.DataFrame:
        """The entries that carry an uncertainty, a half-width of the 95 % interval as a fraction; not a copy."""
        if "uncertainty" not in self._entries:
            return self._entries.iloc[:0].assign(uncertainty=0.0)
        return self._entries[self._entries["uncertainty"] > 0]

    def by(self, *labels: str, unit: str = "t", statuses: Iterable[str] | None = None) -> pd.DataFrame:
        """Return the reductions by some columns of the ledger.

        Parameters
        ----------
        *labels : str
            Columns, for example ``"district", "substance"`` or ``"project"``; ``substance`` is added,
            since masses of different substances are not summed.
        unit : str
            Unit of mass of the result.
        statuses : iterable of str, optional
            Which entries to sum: verified ones if left out, all of them where ``status`` is a label.

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
        if statuses is None:
            statuses = STATUSES if "status" in names else ("verified",)
        chosen = known_statuses(statuses)
        for name in names:
            if name not in self._entries:
                raise UnknownNameError("column of the ledger", name, self._entries.columns)
        if {*names} <= {*AXES, "year"}:
            entries = self.cube
            entries = entries[entries["status"].isin(chosen)]
        else:
            entries = self._entries[self._entries["active"] & self._entries["status"].isin(chosen)]
        table = entries.groupby(names, observed=True, sort=True)[SUMS].sum().reset_index()
        table[SUMS] *= conversion_factor("t", unit)
        return table.assign(unit=unit)

    def only(self, *names: str) -> Ledger:
        """Return the ledger of some substances.

        Raises
        ------
        UnknownNameError
            A substance is unknown.
        """
        keys = frozenset(substance(name).key for name in names)
        covered = keys if self._covered is None else keys & self._covered
        return self._part(self._entries["substance"].isin(keys), covered)

    def between(self, start: int, end: int) -> Ledger:
        """Return the entries booked from one year to another, both included.

        Raises
        ------
        TargetError
            They are no whole years.
        """
        if not (isinstance(start, int | np.integer) and isinstance(end, int | np.integer)):
            raise TargetError(f"a ledger is cut between two years, not {shown(start)} and {shown(end)}")
        years = self._entries["year"]
        return self._part((years >= start) & (years <= end), self._covered)

    def until(self, day: str) -> Ledger:
        """Return the entries that count by a day: from their commissioning, else from the end of their year.

        Parameters
        ----------
        day : str
            An ISO date.

        Raises
        ------
        TargetError
            It is none.
        """
        return self._part(self._entries["counts_from"] <= _iso_day(day), self._covered)

    def undated(self, day: str, statuses: Iterable[str] = ("verified",)) -> dict[str, float]:
        """Return the net tonnes of each substance that a day falls too early for, as only their year is known.

        Parameters
        ----------
        day : str
            An ISO date.
        statuses : iterable of str
            Which entries to sum.

        Returns
        -------
        dict of str to float
            Booked in the year of the day without a date of commissioning. [t/a]
        """
        entries = self._entries
        dateless = (entries["commissioned"] == "") if "commissioned" in entries else pd.Series(True, entries.index)
        open_ones = dateless & (entries["year"] == int(_iso_day(day)[:4])) & (entries["counts_from"] > day)
        open_ones &= entries["active"] & entries["status"].isin(known_statuses(statuses))
        sums = entries[open_ones].groupby("substance", observed=True)["net"].sum()
        return {str(name): float(tonnes) for name, tonnes in sums.items()}

    def append(self, entries: Any) -> Ledger:
        """Return a ledger with further entries; all are checked together.

        Parameters
        ----------
        entries : path, data frame or rows
            As `read_ledger` reads them; Chinese column names are understood.

        Raises
        ------
        DataError
            Every problem of the entries.
        """
        kept = self._entries.drop(columns=[*DERIVED]).astype(object)
        whole = pd.concat([kept, named_entries(_opened(entries)).astype(object)], ignore_index=True)
        checked = check_entries(whole, "")
        return Ledger(checked, _all_covered(checked, self._covered or ()), self._record)

    def counted_as(self, name: str, *, reasons: Mapping[str, str] | None = None) -> Ledger:
        """Return the ledger with the members of a family of substances under its name, on the record.

        Parameters
        ----------
        name : str
            ``VOCs``: NMVOC is counted as it; total hydrocarbons (HC) only with a reason, methane never.
        reasons : mapping of str to str, optional
            Why a member that needs it is counted, such as ``{"HC": "methane was taken off"}``.

        Returns
        -------
        Ledger
            Checked again: a project that books both NMVOC and VOCs is booked twice.

        Raises
        ------
        UnknownNameError
            A reason is given for a substance that never counts.
        DataError
            An entry stands twice under the new name.

        Examples
        --------
        >>> import pandas as pd
        >>> ledger = read_ledger(pd.DataFrame({
        ...     "project": ["paint shop", "engines"], "substance": ["NMVOC", "HC"], "reduction": 5.0, "unit": "t",
        ...     "year": 2023}))
        >>> ledger.counted_as("VOCs", reasons={"HC": "methane was taken off"}).by("substance")["net"].tolist()
        [10.0]
        """
        family = substance(name).key
        members = family_members(family, {substance(old).key: why for old, why in (reasons or {}).items()})
        present = [old for old in self.substances if old in members and old != family]
        if not present:
            return self
        kept = self._entries.drop(columns=[*DERIVED]).astype(object)
        kept["substance"] = [family if old in members else old for old in kept["substance"]]
        covered = {family if old in members else old for old in self._covered or ()}
        checked = check_entries(kept, "")
        said = [f"{old} is counted as {family}: {members[old]}" for old in present]
        return Ledger(checked, _all_covered(checked, covered), (*self._record, *said))

    def suspicions(self) -> pd.DataFrame:
        """Return entries that look like double booking, for a person to judge.

        Returns
        -------
        pandas.DataFrame
            ``suspicion``, ``project``, ``substance``, ``district``, ``year``, ``net`` [t/a].
        """
        return find_suspicions(self._entries)


def read_ledger(source: Any, *, encoding: str = "utf-8-sig", complete: Iterable[str] = ()) -> Ledger:
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
    complete : iterable of str
        Substances of which the ledger holds every project, also where it has none: nothing booked is then
        zero. Otherwise a substance without an entry is one that the ledger does not speak of.

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
    frame = _opened(source, encoding)
    if frame.columns.empty:
        raise DataError("the ledger has no columns: project, substance, reduction, unit and year are needed")
    file = str(frame.attrs.get("file", ""))
    entries = check_entries(frame, file)
    return Ledger(entries, _all_covered(entries, complete))


def _opened(source: Any, encoding: str = "utf-8-sig") -> pd.DataFrame:
    return open_table(source, "the entries of a ledger", table="ledger", lazy=False, encoding=encoding)


def _iso_day(day: str) -> str:
    try:
        return dt.date.fromisoformat(day).isoformat()
    except (TypeError, ValueError) as error:
        raise TargetError(f"a day is an ISO date such as 2024-06-30, not {shown(day)}") from error


def as_ledger(given: Any) -> Ledger:
    """Return a ledger, or what `read_ledger` makes of a file or a frame of entries.

    Raises
    ------
    DataError
        It is neither, or an entry is wrong.
    """
    return given if isinstance(given, Ledger) else read_ledger(given)


def _all_covered(entries: pd.DataFrame, complete: Iterable[str]) -> frozenset[str] | None:
    """Return the substances that a ledger speaks of; None for all, of one without any row."""
    named = frozenset(substance(name).key for name in ([complete] if isinstance(complete, str) else complete))
    return named.union(entries["substance"].astype(object)) if len(entries) else None
