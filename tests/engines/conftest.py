"""Engines, started by the tests themselves: each gives the same rows in one, three or seven parts, or shuffled."""

from __future__ import annotations

import os
import sys
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

HERE = ("polars", "polars lazy", "polars scan", "pyarrow", "dataset", "duckdb")
CLUSTERS = ("dask", "spark")
ENGINES = [*HERE, *(pytest.param(name, marks=pytest.mark.cluster) for name in CLUSTERS)]
PARTS = (1, 3, 7)

Make = Callable[..., Any]


@pytest.fixture(scope="session")
def spark() -> Iterator[Any]:
    """Return a Spark session on two cores of this machine; needs Java 17."""
    sql = pytest.importorskip("pyspark.sql", reason="the extra spark is not installed")
    os.environ["SPARK_LOCAL_IP"] = "127.0.0.1"
    os.environ["PYSPARK_PYTHON"] = os.environ["PYSPARK_DRIVER_PYTHON"] = sys.executable
    built = sql.SparkSession.builder.master("local[2]").appName("zzcarbon")
    for key, value in {
        "spark.ui.enabled": "false",
        "spark.sql.shuffle.partitions": "2",
        "spark.driver.memory": "1g",
        "spark.sql.execution.arrow.pyspark.enabled": "true",
    }.items():
        built = built.config(key, value)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        session = built.getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    yield session
    session.stop()


@pytest.fixture(scope="session")
def cluster() -> Iterator[Any]:
    """Return a client of two Dask worker processes."""
    distributed = pytest.importorskip("distributed", reason="the extra dask is not installed")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        client = distributed.Client(
            distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None, memory_limit="1GB")
        )
    yield client
    client.shutdown()


@pytest.fixture
def make(request: pytest.FixtureRequest, tmp_path: Path) -> Make:
    """Return a function that hands a pandas frame to an engine, in parts."""

    def made(engine: str, frame: pd.DataFrame, parts: int = 1) -> Any:
        if engine == "pandas":
            return frame
        pytest.importorskip("pyarrow", reason="the extra parquet is not installed")
        if engine.startswith("polars"):
            return _polars(engine, frame, parts, tmp_path)
        if engine in {"pyarrow", "dataset"}:
            return _arrow(engine, frame, parts, tmp_path)
        if engine == "duckdb":
            duckdb = pytest.importorskip("duckdb", reason="the extra duckdb is not installed")
            return duckdb.read_parquet([str(path) for path in _files(frame, parts, tmp_path)])
        if engine == "dask":
            request.getfixturevalue("cluster")
            import dask.dataframe as dd

            return dd.read_parquet([str(path) for path in _files(frame, parts, tmp_path)])
        session = request.getfixturevalue("spark")
        return session.read.parquet(*(str(path) for path in _files(frame, parts, tmp_path)))

    return made


def shuffled(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the rows in another order."""
    return frame.sample(frac=1.0, random_state=11).reset_index(drop=True)


def _files(frame: pd.DataFrame, parts: int, folder: Path) -> list[Path]:
    place = folder / f"parts-{parts}-{len(list(folder.iterdir()))}"
    place.mkdir()
    paths = []
    for at, rows in enumerate(np.array_split(np.arange(len(frame)), parts)):
        path = place / f"{at}.parquet"
        frame.iloc[rows].to_parquet(path, index=False)
        paths.append(path)
    return paths


def _polars(engine: str, frame: pd.DataFrame, parts: int, folder: Path) -> Any:
    polars = pytest.importorskip("polars", reason="the extra polars is not installed")
    if engine == "polars scan":
        return polars.scan_parquet([str(path) for path in _files(frame, parts, folder)])
    pieces = [polars.from_pandas(frame.iloc[rows]) for rows in np.array_split(np.arange(len(frame)), parts)]
    whole = polars.concat(pieces, rechunk=False)
    return whole.lazy() if engine == "polars lazy" else whole


def _arrow(engine: str, frame: pd.DataFrame, parts: int, folder: Path) -> Any:
    import pyarrow as pa
    import pyarrow.dataset as ds

    if engine == "dataset":
        return ds.dataset([str(path) for path in _files(frame, parts, folder)])
    pieces = [
        pa.Table.from_pandas(frame.iloc[r], preserve_index=False) for r in np.array_split(np.arange(len(frame)), parts)
    ]
    return pa.concat_tables(pieces)
