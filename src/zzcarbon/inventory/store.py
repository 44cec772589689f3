"""Write an inventory to files and read it back without loss.

Rows, coefficients and problems belong together. CSV: ``name.csv`` beside ``name.coefficients.csv`` and
``name.problems.csv``; Excel: three sheets; Parquet: one file, the small tables in its metadata. Every
file is written beside its place and moved there in one step. Text that a spreadsheet would run as a
formula gets an apostrophe in front, and so does text that begins with one: reading takes it off.
"""

from __future__ import annotations

import io
import json
import os
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from zzcarbon.errors import DataError, Problem, UnknownNameError

if TYPE_CHECKING:
    from zzcarbon.inventory.table import Inventory

__all__ = ["StoredInventory", "read_inventory", "write_csv", "write_excel", "write_parquet"]

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "'")
_EXCEL_ROWS = 1_048_575
_TABLES = ("coefficients", "problems")
_EXACT = "exact"
_NUMBERS = ("emission", "lower", "upper", "value", "activity_amount")


@dataclass(frozen=True, eq=False)
class StoredInventory:
    """An inventory read from a file: its tables as they were written.

    Attributes
    ----------
    frame, coefficients, problems : pandas.DataFrame
    edition : str
        Edition of the factors.
    record : tuple of str
    """

    frame: pd.DataFrame
    coefficients: pd.DataFrame
    problems: pd.DataFrame
    edition: str = ""
    record: tuple[str, ...] = ()

    def total(self) -> pd.Series[float]:
        """Return the emission by substance without removals and biogenic CO2 [t]."""
        sums: pd.Series[float] = self._counted().groupby("substance", sort=False)["emission"].sum()
        return sums

    def by(self, *labels: str) -> pd.DataFrame:
        """Return the emission by labels and substance, without removals and biogenic CO2 [t].

        Raises
        ------
        UnknownNameError
            The rows have no such label.
        """
        for name in labels:
            if name not in self.frame:
                raise UnknownNameError("label", name, map(str, self.frame.columns))
        keys = [*labels, "substance"]
        sums = self._counted().groupby(keys, sort=True, dropna=False)["emission"].sum(min_count=1)
        return sums.reset_index().assign(unit="t")

    def _counted(self) -> pd.DataFrame:
        rows = self.frame
        biogenic = (rows["gas"] == "CO2") & (rows["origin"] == "biogenic")
        return rows[(rows["flow"] == "emission") & ~biogenic]


def write_csv(inventory: Inventory, path: str | PathLike[str]) -> None:
    """Write three CSV files."""
    target = Path(path)
    for name, table in _tables(inventory).items():
        text = escaped(table).to_csv(index=False, lineterminator="\n")
        place = target if name == "frame" else target.with_suffix(f".{name}.csv")
        _atomically(place, partial(Path.write_text, data=text, encoding="utf-8"))


def write_excel(inventory: Inventory, path: str | PathLike[str]) -> None:
    """Write a workbook with the sheets inventory, coefficients, problems.

    Raises
    ------
    DataError
        More rows than a sheet can hold.
    """
    tables = _tables(inventory)
    longest = max(len(table) for table in tables.values())
    if longest > _EXCEL_ROWS:
        message = f"{longest} rows do not fit into an Excel sheet of {_EXCEL_ROWS}: write CSV or Parquet"
        raise DataError(message)

    def write(place: Path) -> None:
        with pd.ExcelWriter(place, engine="openpyxl") as book:
            for name, table in tables.items():
                escaped(table).to_excel(book, sheet_name="inventory" if name == "frame" else name, index=False)
            _digits_lost(tables["frame"]).to_excel(book, sheet_name=_EXACT, index=False)

    _atomically(Path(path), write)


def write_parquet(inventory: Inventory, path: str | PathLike[str]) -> None:
    """Write one Parquet file; the small tables stand in its metadata."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    tables = _tables(inventory)
    table = pa.Table.from_pandas(_one_type_a_column(tables["frame"]), preserve_index=False)
    small = {name: tables[name].to_csv(index=False, lineterminator="\n") for name in _TABLES}
    facts = json.dumps({**small, "edition": inventory.edition, "record": list(inventory.record)})
    table = table.replace_schema_metadata({**(table.schema.metadata or {}), b"zzcarbon": facts.encode()})
    _atomically(Path(path), lambda place: pq.write_table(table, place))


def read_inventory(path: str | PathLike[str]) -> StoredInventory:
    """Read an inventory that was written by ``to_csv``, ``to_excel`` or ``to_parquet``.

    Raises
    ------
    DataError
        A file is missing or of another kind.
    """
    source = Path(path)
    if source.suffix == ".parquet":
        return _read_parquet(source)
    if source.suffix == ".xlsx":
        sheets = pd.read_excel(source, sheet_name=None, dtype=object, keep_default_na=False)
        frames = [_typed(unescaped(sheets[name])) for name in ("inventory", *_TABLES)]
        for row, column, text in sheets[_EXACT].itertuples(index=False):
            frames[0].loc[int(row), column] = float(text)
        return StoredInventory(frames[0], frames[1], frames[2])
    if source.suffix != ".csv":
        message = "an inventory is read from .csv, .xlsx or .parquet"
        raise DataError(message, [Problem(str(source), "", "", "", "unknown kind of file", "Give one of these.")])
    files = [source, *(source.with_suffix(f".{name}.csv") for name in _TABLES)]
    missing = [file for file in files if not file.exists()]
    if missing:
        problems = [
            Problem(str(file), "", "", "", "the file is missing", "Keep the three files together.") for file in missing
        ]
        message = "the inventory is not complete"
        raise DataError(message, problems)
    frame, coefficients, found = (_typed(unescaped(_read_csv(file))) for file in files)
    return StoredInventory(frame, coefficients, found)


def _digits_lost(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the numbers that a workbook would round: it writes 16 digits, some doubles need 17."""
    lost = [
        (row, column, repr(value))
        for column in frame.select_dtypes("float64")
        for row, value in enumerate(frame[column].tolist())
        if value == value and float(f"{value:.16g}") != value  # noqa: PLR0124
    ]
    return pd.DataFrame(lost, columns=["row", "column", "value"])


def _read_parquet(source: Path) -> StoredInventory:
    """Read the rows, and the small tables from the metadata of the file."""
    import pyarrow.parquet as pq

    table = pq.read_table(source)
    facts = json.loads((table.schema.metadata or {}).get(b"zzcarbon", b"{}"))
    if not facts:
        message = f"{source.name} was not written by to_parquet"
        raise DataError(message, [Problem(str(source), "", "", "", "no coefficients", "Write it with to_parquet.")])
    coefficients, problems = (
        _typed(pd.read_csv(io.StringIO(facts[name]), dtype=str, keep_default_na=False)) for name in _TABLES
    )
    return StoredInventory(table.to_pandas(), coefficients, problems, str(facts["edition"]), tuple(facts["record"]))


def escaped(table: pd.DataFrame) -> pd.DataFrame:
    """Put an apostrophe before text that a spreadsheet would run as a formula."""
    return _texts(table, lambda text: f"'{text}" if text.startswith(_FORMULA) else text)


def unescaped(table: pd.DataFrame) -> pd.DataFrame:
    """Take the apostrophe off again."""
    return _texts(table, lambda text: text.removeprefix("'"))


def _texts(table: pd.DataFrame, change: Callable[[str], str]) -> pd.DataFrame:
    changed = table.rename(columns=lambda name: change(str(name)))
    for at, column in enumerate(table.columns):
        if table[column].dtype.kind not in "iufb":
            values = [change(value) if isinstance(value, str) else value for value in table[column].tolist()]
            changed[changed.columns[at]] = pd.Series(values, index=table.index, dtype=object)
    return changed


def _tables(inventory: Inventory) -> dict[str, pd.DataFrame]:
    return {"frame": inventory.frame, "coefficients": inventory.coefficients, "problems": inventory.problems}


def _one_type_a_column(table: pd.DataFrame) -> pd.DataFrame:
    """Write columns of mixed cells (a number here, bad text there) as text: Parquet has one type a column."""
    changed = table.copy()
    for name in changed:
        if changed[name].dtype == object:
            changed[name] = changed[name].map(lambda cell: "" if cell is None or cell != cell else str(cell))  # noqa: PLR0124
    return changed


def _read_csv(path: Path) -> pd.DataFrame:
    return pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8")


def _typed(table: pd.DataFrame) -> pd.DataFrame:
    """Turn the number columns back into float64."""
    typed = table.copy()
    for name in _NUMBERS:
        if name in typed:
            typed[name] = pd.to_numeric(typed[name].replace("", None), errors="coerce").astype(float)
    return typed


def _atomically(path: Path, write: Callable[[Path], object]) -> None:
    """Write to a file beside the place, then move it there in one step."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.stem}.", suffix=path.suffix)
    os.close(handle)
    place = Path(name)
    try:
        write(place)
        place.replace(path)
    except BaseException:
        place.unlink(missing_ok=True)
        raise
