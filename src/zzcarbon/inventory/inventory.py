"""The inventory: emissions with what they rest on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeAlias, overload

import pandas as pd

from zzcarbon.document import Document, as_asked, message, said_in
from zzcarbon.errors import DataError, Problem, UnknownNameError, require, warn
from zzcarbon.estimation.coefficients import CoefficientTable
from zzcarbon.estimation.cube import Cube
from zzcarbon.estimation.finding import Finding
from zzcarbon.estimation.lines import long_frame
from zzcarbon.estimation.rows import Rows
from zzcarbon.inventory.aggregate import Totals, emissions_by, labelled_cube, memo_items, totals
from zzcarbon.inventory.analysed import Analysed
from zzcarbon.inventory.compare import compare_by
from zzcarbon.inventory.converted import Converted
from zzcarbon.inventory.described import described_coefficients
from zzcarbon.inventory.explain import Explanation, explain_row
from zzcarbon.inventory.facts import FORMAT, Parts
from zzcarbon.inventory.headline import (
    NotEstimatedWarning,
    ScopeWarning,
    kin_beside,
    left_out,
    summary_text,
    why_nothing,
)
from zzcarbon.inventory.inventory_document import inventory_document
from zzcarbon.inventory.native import is_native, native_lines, native_problems
from zzcarbon.inventory.problems import Found, grouped_problems, problem_rows
from zzcarbon.inventory.scope import read_scopes
from zzcarbon.inventory.written import Written
from zzcarbon.vocabulary.substances import substance as substance_named

if TYPE_CHECKING:
    from zzcarbon.quantities import Quantity

__all__ = ["Inventory"]

Scope: TypeAlias = str | Sequence[str]

_DEEP = int(pd.__version__.partition(".")[0]) < 3
"""Before pandas 3 who writes into a shallow copy of a table writes into the table."""


@dataclass(frozen=True, eq=False)
class Inventory(Analysed, Converted, Written):
    """Emissions by activity row and substance.

    Made by ``zc.energy.estimate`` and its siblings, by `combine` and by `read_inventory`; never edited:
    every change returns a new one.

    Attributes
    ----------
    activity : Rows
        The activity rows; nothing but sums leaves them unless it is asked for.
    table : CoefficientTable
        What the rows are multiplied by, and what that rests on.
    findings : tuple of Finding
        What is wrong with the rows.
    edition : str
        Edition of the factors.
    record : tuple of str
        What was done to the figures, in order: conversions, renamings.
    across : tuple of Problem
        What was found across rows: double counting, overlaps.
    """

    activity: Rows
    table: CoefficientTable
    findings: tuple[Finding, ...] = ()
    edition: str = ""
    record: tuple[str, ...] = ()
    across: tuple[Problem, ...] = field(default=())

    @cached_property
    def _frame(self) -> pd.DataFrame:
        return long_frame(self.activity, self.table)

    @property
    def frame(self) -> pd.DataFrame:
        """One row per activity row and substance; ``emission`` in ``unit`` [t], NaN under a notation.

        ``lower`` and ``upper`` are 95 % bounds of the row [t] where every figure has bounds; bounds of
        rows cannot be summed. Columns of the rows that are named like one of the result are called
        ``activity_...``. Words are text, above a million lines categories.

        Raises
        ------
        DataError
            The lines are more than ``zc.options.limit``.
        """
        return self._frame.copy(deep=_DEEP)

    @cached_property
    def _coefficients(self) -> pd.DataFrame:
        return described_coefficients(self.table)

    @property
    def coefficients(self) -> pd.DataFrame:
        """The small table behind the frame: value, figures, sources, grade and trail of each coefficient."""
        return self._coefficients.copy()

    @cached_property
    def _found(self) -> Found:
        return Found(self.activity, self.findings, self.across)

    @cached_property
    def _problems(self) -> pd.DataFrame:
        return grouped_problems(self._found)

    @property
    def problems(self) -> pd.DataFrame:
        """Rows that could not be estimated, and double counting: one line a kind, most rows first.

        ``id`` and ``value`` hold the first three, ``substance`` the names, ``rows`` the number of rows. With
        ``zc.options(language="zh")`` problem and remedy are Chinese; `zzcarbon.in_language` turns the headings too.
        """
        return said_in(self._problems)

    @property
    def passes(self) -> pd.DataFrame:
        """What was asked of the engine that holds the rows: asked, rows, groups, seconds; nothing else was run."""
        return self.activity.passes

    def rows(self) -> Any:
        """Return one line per row and substance as a lazy frame of the engine that holds the rows; nothing is run.

        Columns of the rows, ``substance``, ``flow``, ``emission`` [t], ``unit``, ``notation`` and
        ``coefficient_id``. For rows in memory it is `frame`.
        """
        return native_lines(self.activity, self.table) if is_native(self.activity) else self.frame

    def problem_rows(self, line: int | None = None, *, language: str | None = None) -> Any:
        """Return one line per row and problem, in the order of the rows.

        Of rows of an engine it is a lazy frame of the engine: the rows as they were given, with ``column``,
        ``problem`` and ``remedy``; nothing is run.

        Parameters
        ----------
        line : int, optional
            Line of `problems`; all where it is not given.
        language : {"en", "zh"}, optional
            As in `by`, for rows in memory.

        Raises
        ------
        UnknownNameError
            There is no such line or language.
        """
        if is_native(self.activity):
            return native_problems(self.activity, self._found.told(line, self._problems))
        return as_asked(problem_rows(self._found, line), language)

    def cube(self, *labels: str, errors: bool | float = False) -> Cube:
        """Return the sums of the row terms by labels and key: what uncertainty is computed from.

        Parameters
        ----------
        *labels : str
            As in `by`.
        errors : bool or float
            Whether to sum the errors of the amounts too; a number is the half-width of amounts that state none [1].

        Raises
        ------
        UnknownNameError
            There is no such label.
        """
        return labelled_cube(self.activity, self.table, labels, errors=errors)

    @property
    def substances(self) -> tuple[str, ...]:
        """Names of the substances, in order."""
        return self.table.substances

    @overload
    def total(self, substance: str, *, scope: Scope | None = None) -> Quantity: ...

    @overload
    def total(self, substance: None = None, *, scope: Scope | None = None) -> pd.Series[float]: ...

    def total(self, substance: str | None = None, *, scope: Scope | None = None) -> Quantity | pd.Series[float]:
        """Return the emission without removals, captures and biogenic CO2, and without scope 2 and 3.

        Parameters
        ----------
        substance : str, optional
            One substance; None for all.
        scope : str or sequence of str, optional
            ``"1"``, ``"2"``, ``"3"``, several of them, or ``"all"``. Default direct emissions: scope 1 and
            rows without scope.

        Returns
        -------
        Quantity or pandas.Series
            A quantity [t of the substance], or a Series by substance [t]; NaN where no row has a number.

        Warns
        -----
        NotEstimatedWarning
            Rows without estimate lie under the total, or no row has a number.
        ScopeWarning
            Scope 2 and 3 are left out without a word about scope: once for an inventory.

        Raises
        ------
        UnknownNameError
            The inventory has no such substance.

        Examples
        --------
        >>> import pandas as pd, zzcarbon as zc
        >>> rows = pd.DataFrame({"fuel": ["电力"], "amount": [10.0], "unit": ["万千瓦时"], "year": [2023]})
        >>> print(format(zc.energy.estimate(rows, region="CN-HA").total("CO2", scope="2"), ".2f"))
        58.97 t CO2
        """
        found = totals(self.activity, self.table, read_scopes(scope))
        if substance is None:
            self._warn(found, list(found.sums.index), scope)
            return found.sums
        name = substance if substance in found.sums.index else substance_named(substance).key
        if name not in found.sums.index:
            hint = kin_beside(self.table, name)
            raise UnknownNameError("substance of this inventory", substance, found.sums.index, hint)
        self._warn(found, [name], scope)
        if beside := kin_beside(self.table, name):
            text = f"the total of {name} leaves out what has another name: {beside}"
            warn(message(text), NotEstimatedWarning)
        from zzcarbon.quantities import quantity  # pint is loaded for quantities alone

        unit = name if "(" in name else name.replace(" ", "_")
        made: Quantity = quantity(1, f"t {unit}") * float(found.sums[name])
        return made

    def by(
        self, *labels: str, unit: str = "t", scope: Scope | None = None, language: str | None = None
    ) -> pd.DataFrame:
        """Return the emission by labels and substance.

        Parameters
        ----------
        *labels : str
            Columns of the activity data, or ``method flow scope fuel region year``, or ``gnfr`` (the sector
            of gridded reporting that a category belongs to, missing where several do). Flows other than
            emission and biogenic CO2 are left out unless ``flow`` or ``origin`` is a label.
        unit : str
            Unit of mass.
        scope : str or sequence of str, optional
            As in `total`. Without it scope 2 and 3 are left out, unless nothing else was estimated or
            ``scope`` is a label. Two scopes never stand in one line: a column ``scope`` tells them apart.
        language : {"en", "zh"}, optional
            Headings and words for a reader; left out, the names of the library. See `zzcarbon.in_language`.

        Returns
        -------
        pandas.DataFrame
            The labels, ``substance``, ``emission``, ``unit`` and ``notation`` (NE where rows without
            estimate lie under the sum).

        Raises
        ------
        UnknownNameError
            There is no such label or language.
        """
        if "scope" not in labels:
            self._warn_of_scopes(self.substances, scope)
        scopes = None if scope is None else read_scopes(scope)
        return as_asked(emissions_by(self.activity, self.table, labels, unit, scopes), language)

    def memo(self, *, language: str | None = None) -> pd.DataFrame:
        """Return what stands beside the total [t]: biogenic CO2, removals, captures, transfers, scope 2 and 3."""
        return as_asked(memo_items(self.activity, self.table), language)

    def compare(
        self, other: Inventory, *labels: str, scope: Scope | None = None, language: str | None = None
    ) -> pd.DataFrame:
        """Return both inventories side by side with difference and ratio, by labels and substance [t].

        Parameters
        ----------
        other : Inventory
            The other inventory.
        *labels, scope, language
            As in `by`.
        """
        require(other, Inventory, "zc.read_inventory(...)")
        left, right = self.by(*labels, scope=scope), other.by(*labels, scope=scope)
        if ("scope" in left) != ("scope" in right):
            left, right = (table if "scope" in table else table.assign(scope="1") for table in (left, right))
        apart = ("scope",) if "scope" in left and "scope" not in labels else ()
        return as_asked(compare_by(left, right, (*labels, *apart)), language)

    def explain(self, row_id: str, substance: str | None = None, *, language: str | None = None) -> Explanation:
        """Write out how the emission of a row was obtained: equation, numbers, units, source and page.

        Parameters
        ----------
        row_id : str
            The id of the row.
        substance : str, optional
            One substance; None for all.
        language : {"en", "zh"}, optional
            English or Chinese; that of ``zc.options`` if not given.

        Raises
        ------
        UnknownNameError
            There is no such row, substance or language.
        """
        return explain_row(self.activity, self.table, self.findings, str(row_id), substance, language)

    @property
    def _parts(self) -> Parts:
        return Parts(self.activity, self.table, self.findings, self.edition, self.record, self.across)

    def __getstate__(self) -> dict[str, Any]:
        return {"format": FORMAT, "parts": self._parts._replace(table=self.table.without_functions())}

    def __setstate__(self, state: dict[str, Any]) -> None:
        if state.get("format") != FORMAT:
            message = (
                f"the pickle holds an inventory of format {state.get('format')}, this version reads {FORMAT}: read it "
                "with the version that wrote it and write it with to_parquet, which every version reads"
            )
            raise DataError(message)
        for name, value in state["parts"]._asdict().items():
            object.__setattr__(self, name, value)

    def __len__(self) -> int:
        return len(self.activity)

    def __repr__(self) -> str:
        return summary_text(self.activity, self.table, self.edition, self.record, self._found.total())

    __str__ = __repr__

    def document(self, language: str | None = None) -> Document:
        """Return the inventory as a short document: scopes apart, problems with their remedies, sources.

        Parameters
        ----------
        language : {"en", "zh"}, optional
            English or Chinese; that of ``zc.options`` if not given. The whole report is made by ``zc.report``.

        Raises
        ------
        UnknownNameError
            Another language.
        """
        return inventory_document(self, language)

    def _warn(self, found: Totals, names: Sequence[str], scope: Scope | None) -> None:
        if text := why_nothing(found, names):
            warn(text, NotEstimatedWarning)
        self._warn_of_scopes(names, scope)

    def _warn_of_scopes(self, names: Sequence[str], scope: Scope | None) -> None:
        """Say once that scope 2 and 3 are left out where nothing is said of scopes."""
        if scope is None and not self._told and (text := left_out(self.activity, self.table, names)):
            self._told.append(text)
            warn(message(text), ScopeWarning)

    @cached_property
    def _told(self) -> list[str]:
        return []
