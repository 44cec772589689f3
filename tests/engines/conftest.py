"""Engines, started by the tests themselves: each gives the same rows in one, three or seven parts, or shuffled."""

from __future__ import annotations

import os
import sys
import warnings
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

HERE = ("polars", "polars lazy", "polars scan", "pyarrow", "dataset", "duckdb")
CLUSTERS = ("dask", "spark")
ENGINES = [*HERE, *(pytest.param(name, marks=pytest.mark.cluster) for name in CLUSTERS)]
OF_FILES = ["polars scan", "dataset", "duckdb", *ENGINES[len(HERE) :]]
"""Engines that read files themselves."""
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
def read(request: pytest.FixtureRequest) -> Make:
    """Return a function that lets an engine read Parquet files."""

    def reader(engine: str, paths: Sequence[Path]) -> Any:
        names = [str(path) for path in paths]
        if engine.startswith("polars"):
            return pytest.importorskip("polars", reason="the extra polars is not installed").scan_parquet(names)
        if engine == "dataset":
            return pytest.importorskip("pyarrow.dataset", reason="the extra parquet is not installed").dataset(names)
        if engine == "duckdb":
            return pytest.importorskip("duckdb", reason="the extra duckdb is not installed").read_parquet(names)
        if engine == "dask":
            request.getfixturevalue("cluster")
            return pytest.importorskip("dask.dataframe", reason="the extra dask is not installed").read_parquet(names)
        return request.getfixturevalue("spark").read.parquet(*names)

    return reader


@pytest.fixture
def make(read: Make, tmp_path: Path) -> Make:
    """Return a function that hands a pandas frame to an engine, in parts."""

    def made(engine: str, frame: pd.DataFrame, parts: int = 1) -> Any:
        if engine == "pandas":
            return frame
        pytest.importorskip("pyarrow", reason="the extra parquet is not installed")
        if engine in {"polars", "polars lazy"}:
            return _polars(engine, frame, parts)
        if engine == "pyarrow":
            return _arrow(frame, parts)
        return read(engine, _files(frame, parts, tmp_path))

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


def _polars(engine: str, frame: pd.DataFrame, parts: int) -> Any:
    polars = pytest.importorskip("polars", reason="the extra polars is not installed")
    pieces = [polars.from_pandas(frame.iloc[rows]) for rows in np.array_split(np.arange(len(frame)), parts)]
    whole = polars.concat(pieces, rechunk=False)
    return whole.lazy() if engine == "polars lazy" else whole


def _arrow(frame: pd.DataFrame, parts: int) -> Any:
    import pyarrow as pa

    pieces = [
        pa.Table.from_pandas(frame.iloc[r], preserve_index=False) for r in np.array_split(np.arange(len(frame)), parts)
    ]
    return pa.concat_tables(pieces)
