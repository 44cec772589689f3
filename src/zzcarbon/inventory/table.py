"""The inventory: emissions with what they rest on."""

from __future__ import annotations

import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from os import PathLike

import pandas as pd

from zzcarbon.errors import Problem, UnknownNameError
from zzcarbon.estimation.block import Block
from zzcarbon.inventory.aggregate import emissions_by, memo_items, totals
from zzcarbon.inventory.change import in_co2e, renamed
from zzcarbon.inventory.compare import compare_by
from zzcarbon.inventory.explain import Explanation, explain_row
from zzcarbon.inventory.frame import coefficient_table, long_frame, problem_table
from zzcarbon.units import Quantity, quantity
from zzcarbon.vocabulary.substances import substance as substance_named

__all__ = ["Inventory", "NotEstimatedWarning"]


class NotEstimatedWarning(UserWarning):
    """A total leaves out rows that could not be estimated."""


@dataclass(frozen=True, eq=False)
class Inventory:
    """Emissions by activity row and substance.

    Made by ``zc.energy.estimate`` and its siblings, by `combine` and by `read_inventory`; never edited:
    every change returns a new one.

    Attributes
    ----------
    blocks : tuple of Block
        Rows of each estimate.
    edition : str
        Edition of the factors.
    record : tuple of str
        What was done to the figures, in order: conversions, renamings.
    checks : tuple of Problem
        What was found across rows: double counting, overlaps.
    """

    blocks: tuple[Block, ...]
    edition: str = ""
    record: tuple[str, ...] = ()
    checks: tuple[Problem, ...] = field(default=())

    @cached_property
    def _frame(self) -> pd.DataFrame:
        return long_frame(self.blocks)

    @property
    def frame(self) -> pd.DataFrame:
        """One row per activity row and substance; ``emission`` in ``unit`` [t], NaN under a notation.

        ``lower`` and ``upper`` are 95 % bounds of the row [t] where every figure has bounds; bounds of
        rows cannot be summed.
        """
        return self._frame.copy()

    @cached_property
    def _coefficients(self) -> pd.DataFrame:
        return coefficient_table(self.blocks)

    @property
    def coefficients(self) -> pd.DataFrame:
        """The small table behind the frame: value, figures, sources, grade and trail of each coefficient."""
        return self._coefficients.copy()

    @cached_property
    def _problems(self) -> pd.DataFrame:
        return problem_table(self.blocks, self.checks)

    @property
    def problems(self) -> pd.DataFrame:
        """Rows that could not be estimated, and double counting: file, id, substance, column, value, remedy."""
        return self._problems.copy()

    @property
    def substances(self) -> tuple[str, ...]:
        """Names of the substances, in order."""
        names = [name for block in self.blocks for name in block.coefficients.substances]
        return tuple(dict.fromkeys(names))

    def total(self, substance: str | None = None) -> Quantity | pd.Series[float]:
        """Return the emission without removals, captures and biogenic CO2.

        Parameters
        ----------
        substance : str, optional
            One substance; None for all.

        Returns
        -------
        Quantity or pandas.Series
            A quantity [t of the substance], or a Series by substance [t].

        Warns
        -----
        NotEstimatedWarning
            Rows without estimate lie under the total.

        Raises
        ------
        UnknownNameError
            The inventory has no such substance.

        Examples
        --------
        >>> import pandas as pd, zzcarbon as zc
        >>> rows = pd.DataFrame({"fuel": ["电力"], "amount": [10.0], "unit": ["万千瓦时"], "year": [2023]})
        >>> print(format(zc.energy.estimate(rows, region="CN-HA").total("CO2"), ".2f"))
        58.97 t CO2
        """
        sums, missing = totals(self.blocks)
        if substance is None:
            self._warn([name for name in sums.index if missing[name]])
            return sums
        name = substance if substance in sums.index else substance_named(substance).key
        if name not in sums.index:
            raise UnknownNameError("substance of this inventory", substance, sums.index)
        self._warn([name] if missing[name] else [])
        return quantity(float(sums[name]), f"t {name.replace(' ', '_') if '(' not in name else name}")

    def by(self, *labels: str, unit: str = "t") -> pd.DataFrame:
        """Return the emission by labels and substance.

        Parameters
        ----------
        *labels : str
            Columns of the activity data, or ``method flow scope fuel region year``. Flows other than
            emission and biogenic CO2 are left out unless ``flow`` or ``origin`` is a label.
        unit : str
            Unit of mass.

        Returns
        -------
        pandas.DataFrame
            The labels, ``substance``, ``emission``, ``unit`` and ``notation`` (NE where rows without
            estimate lie under the sum).

        Raises
        ------
        UnknownNameError
            There is no such label.
        """
        return emissions_by(self.blocks, labels, unit)

    def memo(self) -> pd.DataFrame:
        """Return what stands beside the total: biogenic CO2, removals, captures, transfers [t]."""
        return memo_items(self.blocks)

    def co2e(self, gwp: str = "AR6", *, keep_fixed: bool = False) -> Inventory:
        """Return the inventory of greenhouse gases as CO2e; the GWP set is in the name of the substance.

        Parameters
        ----------
        gwp : str
            ``SAR``, ``AR4``, ``AR5`` or ``AR6``, 100 years.
        keep_fixed : bool
            Whether rows of a method whose guideline fixes a GWP set keep that set. The result then has
            one substance for each set, which do not add.

        Raises
        ------
        UnknownNameError
            There is no such GWP set.
        """
        blocks, note = in_co2e(self.blocks, gwp, keep_fixed=keep_fixed)
        return replace(self, blocks=blocks, record=(*self.record, note))

    def recast(self, names: Mapping[str, str], *, why: str) -> Inventory:
        """Return the inventory with substances under other names, on the record.

        Parameters
        ----------
        names : mapping of str to str
            For example ``{"NMVOC": "VOCs"}``.
        why : str
            The reason; it stands in ``record``.

        Raises
        ------
        UnknownNameError
            A substance is unknown, or the inventory does not have it.
        ValueError
            No reason is given, or the substances are of different media.
        """
        blocks, note = renamed(self.blocks, names, why)
        return replace(self, blocks=blocks, record=(*self.record, note))

    def compare(self, other: Inventory, *labels: str) -> pd.DataFrame:
        """Return both inventories side by side with difference and ratio, by labels and substance [t]."""
        return compare_by(self.by(*labels), other.by(*labels), labels)

    def explain(self, row_id: str, substance: str | None = None) -> Explanation:
        """Write out how the emission of a row was obtained: equation, numbers, units, source and page.

        Parameters
        ----------
        row_id : str
            The id of the row.
        substance : str, optional
            One substance; None for all.

        Raises
        ------
        UnknownNameError
            There is no such row or substance.
        """
        return explain_row(self.blocks, str(row_id), substance)

    def to_csv(self, path: str | PathLike[str]) -> None:
        """Write frame, coefficients and problems without loss; see `zzcarbon.inventory.store`."""
        from zzcarbon.inventory.store import write_csv

        write_csv(self, path)

    def to_excel(self, path: str | PathLike[str]) -> None:
        """Write an Excel workbook (extra ``excel``)."""
        from zzcarbon.inventory.store import write_excel

        write_excel(self, path)

    def to_parquet(self, path: str | PathLike[str]) -> None:
        """Write a Parquet file (extra ``parquet``)."""
        from zzcarbon.inventory.store import write_parquet

        write_parquet(self, path)

    def __len__(self) -> int:
        return sum(len(block.codes) for block in self.blocks)

    def __repr__(self) -> str:
        return "\n".join([self._headline(), self._summary().to_string(index=False)])

    def _repr_html_(self) -> str:
        return f"<p>{self._headline()}</p>{self._summary().to_html(index=False)}"

    def _headline(self) -> str:
        rows = len(self)
        record = f"; {'; '.join(self.record)}" if self.record else ""
        problems = sum(block.problem_count() for block in self.blocks) + len(self.checks)
        return f"Inventory of {rows} rows, factors {self.edition}, {problems} problems{record}"

    def _summary(self) -> pd.DataFrame:
        sums, missing = totals(self.blocks)
        shown = sums.map(lambda value: f"{value:,.6g}")
        notations = ["NE" if missing[name] else "" for name in sums.index]
        return pd.DataFrame({"substance": sums.index, "emission [t]": shown.to_numpy(), "notation": notations})

    def _warn(self, names: Sequence[str]) -> None:
        if names:
            text = f"rows without estimate (NE) lie under the total of {', '.join(names)}: see .problems"
            warnings.warn(text, NotEstimatedWarning, stacklevel=3)
