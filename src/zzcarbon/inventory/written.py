"""What an inventory is written as: files that are read again, and plain data for other programs."""

from __future__ import annotations

from collections.abc import Sequence
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from zzcarbon.estimation.lines import long_frame
from zzcarbon.files import need_parquet
from zzcarbon.inventory.aggregate import emissions_by
from zzcarbon.inventory.data_package import write_data_package
from zzcarbon.inventory.exchange import primap2_dataset, pyam_frame, xarray_dataset
from zzcarbon.inventory.facts import Parts, in_memory
from zzcarbon.inventory.folder import write_parquet_folder
from zzcarbon.inventory.native import is_native
from zzcarbon.inventory.problems import Found, problem_rows
from zzcarbon.inventory.store import write_csv, write_excel, write_parquet
from zzcarbon.plain import plain_value
from zzcarbon.written_result import WrittenResult

if TYPE_CHECKING:
    from zzcarbon.estimation.coefficients import CoefficientTable
    from zzcarbon.estimation.rows import Rows

__all__ = ["Written"]


class Written(WrittenResult):
    """Methods of an inventory that write it."""

    if TYPE_CHECKING:
        activity: Rows
        table: CoefficientTable
        edition: str
        record: tuple[str, ...]

        @property
        def _parts(self) -> Parts: ...

        @property
        def _found(self) -> Found: ...

        @property
        def frame(self) -> pd.DataFrame:
            """Emissions by row and substance."""

        @property
        def coefficients(self) -> pd.DataFrame:
            """What they rest on."""

        @property
        def problems(self) -> pd.DataFrame:
            """Kinds of problems."""

        def memo(self) -> pd.DataFrame:
            """Return what stands beside the total."""

    def to_csv(self, path: str | PathLike[str]) -> None:
        """Write frame, coefficients and problems, rows and facts without loss; see `zzcarbon.inventory.store`."""
        write_csv(*self._in_memory(), path)

    def to_excel(self, path: str | PathLike[str], *, language: str | None = None) -> None:
        """Write an Excel workbook that `read_inventory` reads again (extra ``excel``).

        Parameters
        ----------
        path : path
            The file.
        language : {"en", "zh"}, optional
            Of the sheets for readers (inventory, coefficients, problems); left out, the names of the library. The
            sheets that are read again keep theirs. A workbook to hand in is made by ``zc.report``.
        """
        write_excel(*self._in_memory(), path, language)

    def to_parquet(self, path: str | PathLike[str], *, partition_by: Sequence[str] | str | None = None) -> None:
        """Write Parquet files (extra ``parquet``); rows of an engine are written by it, as a folder.

        Parameters
        ----------
        path : path
            A file ``name.parquet``, beside which the other parts stand; or a folder, for rows of an engine or
            where ``partition_by`` is given. It is written under another name first and renamed at the end.
        partition_by : str or sequence of str, optional
            Columns of `rows` of which each combination of values gets a folder of its own.

        Raises
        ------
        DataError
            The place cannot be written or is something else, or the engine failed.
        ImportError
            pyarrow is not installed.
        """
        need_parquet()
        native = is_native(self.activity)
        if not native and not partition_by:
            write_parquet(*self._in_memory(), path)
            return
        by = [partition_by] if isinstance(partition_by, str) else list(partition_by or ())
        tables = {"coefficients": self.coefficients, "problems": self.problems}
        write_parquet_folder(self._parts, tables, None if native else self.frame, path, by)

    def to_datapackage(self, folder: str | PathLike[str]) -> Path:
        """Write emissions, coefficients and problems as a data package (Frictionless); return its JSON.

        Other programs read it; `read_inventory` reads what `to_csv` or `to_parquet` wrote.

        Raises
        ------
        DataError
            The lines are more than ``zc.options.limit``.
        """
        _, tables = self._in_memory()
        written = {"emissions": tables["frame"], "coefficients": tables["coefficients"], "problems": tables["problems"]}
        documents = tuple(dict.fromkeys(str(key) for key in self.table.sources["source"] if key))
        return write_data_package(written, documents, self.edition, folder)

    def to_dict(self) -> dict[str, Any]:
        """Return the inventory as plain data: sums by scope, emissions, coefficients with their sources, problems.

        None stands where there is no number.

        Raises
        ------
        DataError
            The lines are more than ``zc.options.limit``.
        """
        facts = {
            "edition": self.edition,
            "record": list(self.record),
            "rows": len(self.activity),
            "totals": emissions_by(self.activity, self.table, ("scope",), "t"),
            "memo": self.memo(),
            "emissions": self.frame,
            "coefficients": self.coefficients,
            "problems": self.problems,
        }
        plain: dict[str, Any] = plain_value(facts)
        return plain

    def _in_memory(self) -> tuple[Parts, dict[str, pd.DataFrame]]:
        """Return what is written again, and the tables for readers; rows of an engine are fetched once."""
        parts, frame, found = self._parts, None, self._found
        if is_native(self.activity):
            parts = in_memory(parts)
            frame, found = long_frame(parts.activity, parts.table), Found(parts.activity, parts.findings, parts.across)
        told = {"coefficients": self.coefficients, "problems": problem_rows(found, None)}
        return parts, {"frame": self.frame if frame is None else frame, **told}

    def to_xarray(self, category: str = "category_ipcc2006") -> Any:
        """Return direct emissions as an `xarray.Dataset` by region, year, category and substance [t].

        See `zzcarbon.inventory.exchange`; `from_xarray` reads it back.
        """
        return xarray_dataset(self, category)

    def to_primap2(self, category: str = "category_ipcc2006", source: str = "zzcarbon") -> Any:
        """Return direct emissions as a dataset of PRIMAP2; see `zzcarbon.inventory.exchange`."""
        return primap2_dataset(self, category, source)

    def to_pyam(
        self, *, model: str = "zzcarbon", scenario: str = "inventory", category: str = "category_ipcc2006"
    ) -> Any:
        """Return direct emissions as a `pyam.IamDataFrame`; see `zzcarbon.inventory.exchange`."""
        return pyam_frame(self, model=model, scenario=scenario, category=category)
