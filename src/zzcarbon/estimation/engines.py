"""Where engines differ: opening a frame, fetching a few rows, working on batches, joining, writing.

Everything else is narwhals. What comes to Python passes `fetch` or `map_batches`; nothing else does.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import narwhals as nw
import pandas as pd

from zzcarbon.errors import DataError

__all__ = ["engine_errors", "engine_of", "fetch", "is_lazy_input", "like", "map_batches", "open_frame", "write_folder"]

_BATCH = 1 << 18
"""Rows of a batch: what a function of columns works on at a time."""


def is_lazy_input(frame: Any) -> bool:
    """Whether a frame is estimated where it lies: everything but pandas and plain tables."""
    return not isinstance(frame, pd.DataFrame | dict | list)


def open_frame(frame: Any, *, position: str) -> nw.LazyFrame[Any]:
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
    if type(frame).__module__.startswith("pyarrow") and hasattr(frame, "to_batches") and hasattr(frame, "scanner"):
        frame = _dataset(frame)
    try:
        return _lazy(frame, position)
    except TypeError as error:
        message = f"activity data are a data frame, not {type(frame).__name__}"
        raise DataError(message) from error


def engine_of(frame: nw.LazyFrame[Any]) -> str:
    """Return the name of the engine: polars, duckdb, pyarrow, dask, pyspark, pandas."""
    return str(frame.implementation.name).lower()


def fetch(frame: nw.LazyFrame[Any]) -> pd.DataFrame:
    """Run a query and return its few rows.

    Raises
    ------
    DataError
        The engine failed; its own error is the cause.
    """
    engine = engine_of(frame)
    try:
        if engine == "polars":
            found: pd.DataFrame = nw.to_native(frame).collect(engine="streaming").to_pandas()
        elif engine == "duckdb":
            found = nw.to_native(frame).to_arrow_table().to_pandas()
        else:
            found = frame.collect().to_pandas()
    except Exception as error:
        raise _failed(engine, error) from error
    return found


def map_batches(
    frame: nw.LazyFrame[Any], work: Callable[[pd.DataFrame], pd.DataFrame], empty: pd.DataFrame
) -> Iterator[pd.DataFrame]:
    """Apply a function to each batch where the rows are, and yield what it returns.

    Parameters
    ----------
    frame : narwhals.LazyFrame
        Only the columns that the function reads.
    work : callable
        Takes a pandas frame of some rows and returns a small one.
    empty : pandas.DataFrame
        Columns and types of what the function returns.

    Raises
    ------
    DataError
        The engine failed; its own error is the cause.
    """
    engine, native = engine_of(frame), nw.to_native(frame)
    try:
        if engine == "polars":
            for batch in native.collect_batches(chunk_size=_BATCH):
                yield work(batch.to_pandas())
        elif engine == "duckdb":
            for batch in native.to_arrow_reader(_BATCH):
                yield work(batch.to_pandas())
        elif engine == "pyarrow":
            for batch in native.to_batches(max_chunksize=_BATCH):
                yield work(batch.to_pandas())
        elif engine == "dask":
            yield native.map_partitions(work, meta=empty).compute()
        elif engine == "pyspark":
            types = {"f": "double", "i": "long"}
            schema = ", ".join(f"`{name}` {types.get(empty[name].dtype.kind, 'string')}" for name in empty)
            yield native.mapInArrow(partial(_on_arrow, work), schema).toArrow().to_pandas()
        else:
            yield work(frame.collect().to_pandas())
    except Exception as error:
        raise _failed(engine, error) from error


def like(frame: nw.LazyFrame[Any], small: pd.DataFrame) -> nw.LazyFrame[Any]:
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


def _lazy(native: Any, position: str = "") -> nw.LazyFrame[Any]:
    """Return a native frame as a lazy one of narwhals."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Dask support is moving", FutureWarning)  # nothing a user of ours can do
        frame = nw.from_native(native)
    if isinstance(frame, nw.LazyFrame):
        return frame
    lazy: nw.LazyFrame[Any] = (frame.with_row_index(position) if position else frame).lazy()
    return lazy


def _on_arrow(work: Callable[[pd.DataFrame], pd.DataFrame], parts: Iterator[Any]) -> Iterator[Any]:
    """Apply a function to the batches of one partition, on a worker."""
    import pyarrow as pa

    for part in parts:
        yield from pa.Table.from_pandas(work(part.to_pandas()), preserve_index=False).to_batches()


def write_folder(frame: nw.LazyFrame[Any], folder: Path, partition_by: Sequence[str]) -> None:
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
    try:
        if engine == "pyspark":
            native.write.partitionBy(*by).parquet(str(folder))
        elif engine == "dask":
            native.to_parquet(str(folder), partition_on=by or None, write_index=False)
        elif engine == "duckdb":
            folder.mkdir(parents=True)
            native.write_parquet(str(folder if by else folder / "part-0.parquet"), partition_by=by or None)
        elif engine == "polars" and not by:
            folder.mkdir(parents=True)
            native.sink_parquet(folder / "part-0.parquet")
        else:
            import pyarrow.dataset as ds

            batches = (part.to_arrow() for part in native.collect_batches()) if engine == "polars" else [native]
            for at, table in enumerate(batches):
                name, flavor = f"part-{at}-{{i}}.parquet", "hive" if by else None
                ds.write_dataset(
                    table, folder, format="parquet", partitioning=by or None, partitioning_flavor=flavor,
                    basename_template=name, existing_data_behavior="overwrite_or_ignore",
                )  # fmt: skip
    except Exception as error:
        raise _failed(engine, error, "write the inventory") from error


def _dataset(dataset: Any) -> Any:
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
def engine_errors(frame: nw.LazyFrame[Any]) -> Iterator[None]:
    """Turn what an engine raises while a query is made into a DataError: some engines look at the files then."""
    try:
        yield
    except DataError:
        raise
    except Exception as error:
        raise _failed(engine_of(frame), error) from error


def _failed(engine: str, error: Exception, what: str = "read the activity data") -> DataError:
    first = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
    message = f"{engine} could not {what}: {first} (the engine's own error is the cause of this one)"
    return DataError(message)
