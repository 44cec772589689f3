"""Files of one frame that differ: columns that only some of them have, and numbers cut to the type of the first.

Readers of many files take columns and types from one of them. PyArrow, Dask and Spark drop what the others have
besides; DuckDB also rounds their numbers to the type of the first. Polars refuses such files itself. Where a
frame says which files it reads, their footers are looked at; no row is read.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from itertools import islice
from typing import Any

from zzcarbon.errors import DataError, Problem
from zzcarbon.estimation.engines import UNITED

__all__ = ["dropped_columns"]

_MOST_FILES = 1000
"""Files that are looked at: of more, these at even steps."""
_DROPPED = "only some files have this column, and the frame leaves it out"
_CUT = "the numbers of some files are cut to the type of the first file"

_UNITED_OFF = "union_by_name := false"
_READER = re.compile(r"\b(read_parquet|parquet_scan)\s*\(((?:'[^']*'|[^()'])*)\)", re.IGNORECASE)
_FROM_FILE = re.compile(r"\b(from|join)\s+('[^']*\.parquet')", re.IGNORECASE)
"""How DuckDB is told to read Parquet files."""


def dropped_columns(native: object, engine: str) -> tuple[Problem, ...]:
    """Return a problem for each column that only some files of a frame have and that the frame leaves out.

    Parameters
    ----------
    native : data frame
        A PyArrow dataset, a DuckDB relation, a Dask or a PySpark frame; others say nothing of their files.
    engine : str

    Raises
    ------
    DataError
        Numbers of some files are rounded to the type of the first file.
    """
    look = {"duckdb": _of_duckdb, "dask": _of_dask, "pyspark": _of_spark, "pyarrow": _of_dataset}.get(engine)
    if look is None:
        return ()
    try:
        found = list(look(native))
    except DataError:
        raise
    except Exception as error:  # noqa: BLE001  (the query says why the files cannot be read, or reads them)
        told = str(error).strip().splitlines() or [type(error).__name__]
        text = f"not looked for: columns that only some files have: {told[0]}"
        return (Problem("", "", "", "", text, "Write the files alike."),)
    remedy = f"Write the files alike, or unite them when reading: {UNITED[engine]}."
    return tuple(Problem("", "", name, where, _DROPPED, remedy) for name, where in found)


def _of_dataset(dataset: Any) -> Iterator[tuple[str, str]]:
    if hasattr(dataset, "files") or hasattr(dataset, "children"):
        yield from _beside(dataset.schema.names, list(dataset.get_fragments()))


def _of_dask(frame: Any) -> Iterator[tuple[str, str]]:
    for step in frame.expr.walk():
        info = getattr(step, "_dataset_info", None)
        if info:
            fragments = info["fragments"] if "fragments" in info else info["ds"].get_fragments()
            yield from _beside(info["schema"].names, list(fragments))


def _beside(names: Collection[str], fragments: Sequence[Any]) -> Iterator[tuple[str, str]]:
    """Yield the columns of files that are none of the names, with the number of files that have them."""
    looked = fragments[:: -(-len(fragments) // _MOST_FILES)] if fragments else []
    known = set(names)
    more = Counter(name for file in looked for name in file.physical_schema.names if name not in known)
    for name, count in more.items():
        yield name, f"{count} of {len(looked)} files"


def _of_spark(frame: Any) -> Iterator[tuple[str, str]]:
    """Yield what Spark finds when it unites the files, and not when it reads them plainly."""
    files = [file for file in frame.inputFiles() if file.endswith(".parquet")]
    if len(files) < 2:
        return
    looked = files[:: -(-len(files) // _MOST_FILES)]
    reader = frame.sparkSession.read
    plain = reader.parquet(*looked).columns
    if set(plain) <= set(frame.columns):  # others are chosen or renamed: what is left out is meant to be
        for name in reader.option("mergeSchema", "true").parquet(*looked).columns:
            if name not in plain and name not in frame.columns:
                yield name, f"some of {len(looked)} files"


def _of_duckdb(relation: Any) -> Iterator[tuple[str, str]]:
    """Yield what a relation has besides when its files are united by name."""
    sql = relation.sql_query()
    united_sql = _united(sql)
    if united_sql == sql:
        return
    united = relation.query("zz_rows", united_sql)
    given = dict(zip(relation.columns, map(str, relation.types), strict=True))
    types = dict(zip(united.columns, map(str, united.types), strict=True))
    cut = [name for name in given if types.get(name, given[name]) != given[name] and not _whole(types[name])]
    if cut:
        remedy = f"Write the files alike, or unite them when reading: {UNITED['duckdb']}."
        told = [Problem("", "", name, f"{types[name]} as {given[name]}", _CUT, remedy) for name in cut]
        raise DataError("the files of the activity data differ in their types", told)
    for name in islice((name for name in types if name not in given), _MOST_FILES):
        yield name, "some of the files"


def _united(sql: str) -> str:
    """Return a query that reads Parquet files by their names of columns; others as they are.

    Examples
    --------
    >>> _united("select * from 'a/*.parquet'")
    "select * from read_parquet('a/*.parquet', union_by_name = true)"
    """
    sql = _FROM_FILE.sub(r"\1 read_parquet(\2)", sql.replace(_UNITED_OFF, "union_by_name := true"))
    return _READER.sub(_with_union, sql)


def _with_union(call: re.Match[str]) -> str:
    if "union_by_name" in call[2].lower():
        return call[0]
    return f"{call[1]}({call[2]}, union_by_name = true)"


def _whole(kind: str) -> bool:
    """Whether a type holds whole numbers: a number that is too large for its column is an error of the engine."""
    return kind.removeprefix("U").endswith("INT") or kind.removeprefix("U") == "INTEGER"
