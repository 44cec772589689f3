"""Where engines differ: opening a frame, fetching a few rows, computing on batches, joining, writing.

Everything else is narwhals. What comes to Python passes `fetch`; nothing else does.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any, TypeAlias

import narwhals as nw
import numpy as np
import pandas as pd

from zzcarbon.errors import DataError, Problem

__all__ = [
    "UNITED", "Lazy", "engine_errors", "engine_of", "fetch", "is_dataset", "is_lazy_input", "like", "open_frame",
    "with_values", "write_folder",
]  # fmt: skip


Lazy: TypeAlias = nw.LazyFrame[Any]
"""A frame of any engine, not run yet."""

_COLUMNS = re.compile(
    r"(?:outside of expected schema:|(?:find|for) column) (\w+)"  # polars
    r'|column "(\w+)"'  # duckdb
    r"|Column: \[(\w+)\]"  # pyspark
    r"|(\[.*\]) not in index"  # dask
)
_NAMES = re.compile(r"\w+")
_CLOSED = re.compile(r"already been closed|stopped SparkContext|^AssertionError$")
"""Where engines name the columns that they cannot read."""

UNITED = {
    "polars": "pl.scan_parquet(files, missing_columns='insert', extra_columns='ignore')",
    "duckdb": "duckdb.read_parquet(files, union_by_name=True)",
    "pyspark": "spark.read.option('mergeSchema', 'true').parquet(folder)",
    "pyarrow": "ds.dataset(files, schema=pa.unify_schemas([pq.read_schema(file) for file in files]))",
    "dask": "dd.from_map(read_one_file, files), where the function gives every file the same columns",
}
"""How files with other columns are read, by engine."""


def is_lazy_input(frame: object) -> bool:
    """Whether a frame is estimated where it lies: everything but pandas and plain tables."""
    return not isinstance(frame, pd.DataFrame | dict | list)


def is_dataset(frame: object) -> bool:
    """Whether a frame is a dataset of PyArrow."""
    return type(frame).__module__.startswith("pyarrow") and hasattr(frame, "to_batches") and hasattr(frame, "scanner")


def open_frame(frame: object, *, position: str) -> Lazy:
    """Return a frame of any engine as a lazy one; no row is read.

    Parameters
    ----------
    frame : data frame
    position : str
        Column that numbers the rows of a frame in memory, from 0; other frames have no order.

    Raises
    ------
    DataError
        It is no data frame, or the engine that reads it is not installed.
    """
    if is_dataset(frame):
        frame = _dataset(frame)
    try:
        return _lazy(frame, position)
    except TypeError as error:
        message = f"activity data are a data frame, not {type(frame).__name__}"
        raise DataError(message) from error


def engine_of(frame: Lazy) -> str:
    """Return the name of the engine: polars, duckdb, pyarrow, dask, pyspark, pandas."""
    return str(frame.implementation.name).lower()


def fetch(frame: Lazy) -> pd.DataFrame:
    """Run a query and return its few rows.

    Raises
    ------
    DataError
        The engine failed; its own error is the cause.
    """
    engine = engine_of(frame)
    with engine_errors(frame):
        if engine == "polars":
            found: pd.DataFrame = nw.to_native(frame).collect(engine="streaming").to_pandas()
        elif engine == "duckdb":
            found = nw.to_native(frame).to_arrow_table().to_pandas()
        else:
            found = frame.collect().to_pandas()
    return found


def with_values(
    frame: Lazy, read: Sequence[str], made: Sequence[str], work: Callable[[pd.DataFrame], pd.DataFrame]
) -> Lazy:
    """Add columns that a function computes on batches of rows where they are; nothing is run but on a table in memory.

    Parameters
    ----------
    frame : narwhals.LazyFrame
    read : sequence of str
        Columns of float64 that the function reads.
    made : sequence of str
        Columns of float64 that it returns, for as many rows.
    work : callable
        Works row by row: batches are of any length. Workers of Dask and Spark import it.

    Raises
    ------
    DataError
        The engine failed, or it has no way to call a function; its own error is the cause.
    """
    engine, native = engine_of(frame), nw.to_native(frame)
    with engine_errors(frame):
        if engine == "polars":
            found = _with_polars(native, read, made, work)
        elif engine == "duckdb":
            found = _with_duckdb(native, read, made, work)
        elif engine == "pyarrow":
            import pyarrow as pa

            values, found = work(native.select(list(read)).to_pandas()), native
            for name in made:
                found = found.append_column(name, pa.array(values[name].to_numpy(float)))
        elif engine == "dask":
            numbers = pd.Series(dtype=float)
            meta = native._meta.assign(**dict.fromkeys(made, numbers))
            found = native.map_partitions(partial(_beside, read=tuple(read), made=tuple(made), work=work), meta=meta)
        elif engine == "pyspark":
            found = _with_spark(native, read, made, work)
        else:
            message = f"factors that are functions of columns cannot be computed in {engine}: collect the rows first"
            raise DataError(message)
    return _lazy(found)


def _beside(
    part: pd.DataFrame, *, read: tuple[str, ...], made: tuple[str, ...], work: Callable[[pd.DataFrame], pd.DataFrame]
) -> pd.DataFrame:
    """Return a part of the rows with the columns that a function computes."""
    values = work(part[list(read)].astype(float))
    return part.assign(**{name: np.array(values[name], dtype=float) for name in made})


def _with_polars(native: Any, read: Sequence[str], made: Sequence[str], work: Callable[[pd.DataFrame], Any]) -> Any:
    import polars as pl

    def of_batch(batch: pl.Series) -> pl.Series:
        values = work(pd.DataFrame({name: batch.struct.field(name).to_numpy() for name in read}))
        return pl.DataFrame({name: values[name].to_numpy(float) for name in made}).to_struct("zz_made")

    kind = pl.Struct(dict.fromkeys(made, pl.Float64))
    values = pl.struct(*read).map_batches(of_batch, return_dtype=kind, is_elementwise=True)
    return native.with_columns(values.alias("zz_made")).unnest("zz_made")


def _with_duckdb(native: Any, read: Sequence[str], made: Sequence[str], work: Callable[[pd.DataFrame], Any]) -> Any:
    """Compute columns of a relation: all others pass the function as text, which gives each type back as it was."""
    import duckdb

    if int(duckdb.__version__.partition(".")[0]) < 2:  # 1.x reads freed memory of what the function returns
        raise DataError("factors that are functions of columns need DuckDB 2.0 or newer: pip install -U duckdb")
    types = dict(zip(native.columns, map(str, native.types), strict=True))
    quoted = {name: '"' + name.replace('"', '""') + '"' for name in types}
    texts = [name for name in types if name not in read]
    cast = [
        f"cast({quoted[n]} as varchar) as {quoted[n]}" if n in texts else f"{quoted[n]}::double as {quoted[n]}"
        for n in types
    ]
    back = [f"cast({quoted[n]} as {types[n]}) as {quoted[n]}" for n in types]
    whole = native.project(", ".join([*cast, *(f'0.0::double as "{name}"' for name in made)]))
    schema = dict(zip(whole.columns, whole.types, strict=True))
    mapped = whole.map(partial(_beside, read=tuple(read), made=tuple(made), work=work), schema=schema)
    return mapped.project(", ".join([*back, *(f'"{name}"' for name in made)]))


def _with_spark(
    native: Any, read: Sequence[str], made: Sequence[str], work: Callable[[pd.DataFrame], pd.DataFrame]
) -> Any:
    from pyspark.sql.pandas.functions import pandas_udf
    from pyspark.sql.types import DoubleType, StructField, StructType

    names = tuple(read)

    def of_batch(*columns: pd.Series) -> pd.DataFrame:
        return work(pd.DataFrame(dict(zip(names, columns, strict=True))))

    kind = StructType([StructField(name, DoubleType()) for name in made])
    compute: Any = pandas_udf(of_batch, returnType=kind)  # type: ignore[call-overload]
    struct = native.withColumn("zz_made", compute(*(native[f"`{name}`"] for name in names)))
    return struct.select(*(struct[f"`{n}`"] for n in native.columns), *(struct["zz_made"][n].alias(n) for n in made))


def like(frame: Lazy, small: pd.DataFrame) -> Lazy:
    """Return a small table as a frame of the same engine (and session, and connection)."""
    engine, native = engine_of(frame), nw.to_native(frame)
    if engine == "polars":
        import polars as pl

        made: Any = pl.from_pandas(small).lazy()
    elif engine == "duckdb":
        import pyarrow as pa

        zz_small = pa.Table.from_pandas(small, preserve_index=False)  # noqa: F841  (the query finds it by its name)
        made = native.query("zz_rows", "select * from zz_small")
    elif engine == "pyarrow":
        import pyarrow as pa

        made = pa.Table.from_pandas(small, preserve_index=False)
    elif engine == "dask":
        import dask.dataframe as dd

        from_pandas: Callable[..., Any] = dd.from_pandas  # Dask does not say its types
        made = from_pandas(small, npartitions=1)
    elif engine == "pyspark":
        import pyarrow as pa

        made = native.sparkSession.createDataFrame(pa.Table.from_pandas(small, preserve_index=False))
    else:
        made = small
    return _lazy(made)


def _lazy(native: Any, position: str = "") -> Lazy:
    """Return a native frame as a lazy one of narwhals."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Dask support is moving", FutureWarning)  # nothing a user of ours can do
        frame = nw.from_native(native)
    if isinstance(frame, nw.LazyFrame):
        return frame
    lazy: Lazy = (frame.with_row_index(position) if position else frame).lazy()
    return lazy


def write_folder(frame: Lazy, folder: Path, partition_by: Sequence[str]) -> None:
    """Write a query as Parquet files below a folder, by the engine; the rows do not come to Python.

    Parameters
    ----------
    frame : narwhals.LazyFrame
    folder : path
        It does not exist yet.
    partition_by : sequence of str
        Columns of which each combination of values gets a folder of its own.

    Raises
    ------
    DataError
        The engine failed; its own error is the cause.
    """
    engine, native = engine_of(frame), nw.to_native(frame)
    by = list(partition_by)
    with engine_errors(frame, "write the inventory"):
        if engine == "pyspark":
            native.write.partitionBy(*by).parquet(str(folder), compression="zstd")
        elif engine == "dask":
            native.to_parquet(str(folder), partition_on=by or None, write_index=False, compression="zstd")
        elif engine == "duckdb":
            folder.mkdir(parents=True)
            place = folder if by else folder / "part-0.parquet"
            native.write_parquet(str(place), partition_by=by or None, compression="zstd")
        elif engine == "polars" and not by:
            folder.mkdir(parents=True)
            native.sink_parquet(folder / "part-0.parquet")
        else:
            import pyarrow.dataset as ds

            words = [name for name, dtype in frame.collect_schema().items() if not dtype.is_float()]
            kind = ds.ParquetFileFormat()
            options = kind.make_write_options(compression="zstd", use_dictionary=words)
            batches = (part.to_arrow() for part in native.collect_batches()) if engine == "polars" else [native]
            for at, table in enumerate(batches):
                name, flavor = f"part-{at}-{{i}}.parquet", "hive" if by else None
                ds.write_dataset(
                    table, folder, format=kind, file_options=options, partitioning=by or None,
                    partitioning_flavor=flavor, basename_template=name, existing_data_behavior="overwrite_or_ignore",
                )  # fmt: skip


def _dataset(dataset: object) -> Any:
    """Return a dataset of PyArrow as a frame of an engine that reads it piece by piece."""
    try:
        import duckdb
    except ImportError as error:
        try:
            import polars as pl
        except ImportError:
            message = "a PyArrow dataset is read by DuckDB or Polars: pip install 'zzcarbon[duckdb]'"
            raise DataError(message) from error
        return pl.scan_pyarrow_dataset(dataset)
    return duckdb.from_arrow(dataset)


@contextmanager
def engine_errors(frame: Lazy, what: str = "read the activity data") -> Iterator[None]:
    """Turn what an engine raises while a query is made into a DataError: some engines look at the files then."""
    try:
        yield
    except DataError:
        raise
    except Exception as error:
        raise _failed(engine_of(frame), error, what) from error


def _failed(engine: str, error: Exception, what: str) -> DataError:
    """Return the error of a query that failed; one that the user interrupted goes on as the interruption it is."""
    if "Query interrupted" in str(error):  # DuckDB says no more of Ctrl-C
        raise KeyboardInterrupt from error
    lines = str(error).strip().splitlines() or [type(error).__name__]
    told = next((line for line in reversed(lines) if line.strip().startswith("Caused by:")), lines[0]).strip()
    if _CLOSED.search(told):
        again = "Make the frame again in an open session, and estimate again."
        closed = Problem("", "", "", told, "the session or connection is closed", again)
        return DataError(f"{engine} could not {what}", [closed])
    message = f"{engine} could not {what}: {told} (the engine's own error is the cause of this one)"
    columns = dict.fromkeys(name for found in _COLUMNS.findall(str(error)) for name in _NAMES.findall(" ".join(found)))
    alike = UNITED.get(engine, "cast the columns alike")
    differs = "the column is not the same in all files or parts"
    remedy = f"Write the files alike, or unite them when reading: {alike}."
    return DataError(message, [Problem("", "", name, told, differs, remedy) for name in columns])
