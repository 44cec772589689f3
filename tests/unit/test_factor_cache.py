"""The cache of the database: the same tables, faster; whatever is wrong with the file, the figures are right."""

from __future__ import annotations

import pickle
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import zzcarbon as zc
from zzcarbon.factors import cache
from zzcarbon.factors.load import Tables


@pytest.fixture(scope="module")
def fresh() -> cache.Database:
    """Return the database as the CSV files have it."""
    return cache._from_files()


@pytest.fixture
def folder(tmp_path, monkeypatch, fresh):
    """Return an empty cache directory, with nothing loaded; the CSV files are parsed once for all tests."""
    monkeypatch.setattr(cache, "_from_files", lambda: fresh)
    monkeypatch.setenv("ZZCARBON_CACHE", str(tmp_path))
    monkeypatch.setattr(cache, "_loaded", [])
    monkeypatch.setattr(cache, "_NAME", "not in the wheel.npz")  # the file of a wheel would answer before the cache
    return tmp_path


def _same(left: Tables, right: Tables) -> None:
    for one, other in zip(left, right, strict=True):
        pd.testing.assert_frame_equal(one, other)


def test_the_file_gives_the_tables_of_the_csv_files(folder: Path, fresh: cache.Database) -> None:
    """What is read back is equal cell by cell, dtypes included, and has the same editions."""
    cache.write_cache(folder / "made.npz")
    read = cache._read(folder / "made.npz", cache._state(cache.data_path("sets.csv").parent, times=False))
    assert read is not None
    _same(read.tables, fresh.tables)
    assert read.editions == fresh.editions == {g: cache.edition_of(cache.of_grade(fresh.tables, g)) for g in "ABC"}


def test_the_second_start_reads_no_csv(folder: Path, fresh: cache.Database, monkeypatch) -> None:
    """A checkout writes the file once; the next process needs no CSV file and has the same edition."""
    _same(cache._found().tables, fresh.tables)
    assert len(list(folder.glob("factors-*.npz"))) == 1
    monkeypatch.setattr(cache, "_from_files", lambda: pytest.fail("the CSV files were read again"))
    _same(cache.database().tables, fresh.tables)


@pytest.mark.parametrize("damage", ["empty", "half", "not a zip", "another state", "codes beyond the words"])
def test_a_damaged_file_is_replaced(damage: str, folder: Path, fresh: cache.Database) -> None:
    """A damaged file gives the figures of the CSV files, not an error and not other figures."""
    cache._found()
    (path,) = folder.glob("factors-*.npz")
    content = path.read_bytes()
    if damage == "another state":
        with np.load(path) as stored:
            arrays = dict(stored)
        arrays["heads"] = np.frombuffer(arrays["heads"].tobytes().replace(b'"state": "', b'"state": "x'), np.uint8)
        np.savez_compressed(path, **arrays)
    elif damage == "codes beyond the words":
        with np.load(path) as stored:
            arrays = dict(stored)
        np.savez_compressed(path, **arrays | {"factors_codes": arrays["factors_codes"] + np.uint32(10**6)})
    else:
        path.write_bytes({"empty": b"", "half": content[: len(content) // 2], "not a zip": b"x" * 500}[damage])
    _same(cache._found().tables, fresh.tables)
    _same(cache._found().tables, fresh.tables)


def test_a_directory_that_cannot_be_written_does_no_harm(tmp_path, monkeypatch, fresh: cache.Database) -> None:
    """Where no file can be written, or no cache is wanted, the CSV files are read."""
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setattr(cache, "_from_files", lambda: fresh)
    for given in (str(tmp_path / "file" / "below"), ""):
        monkeypatch.setenv("ZZCARBON_CACHE", given)
        _same(cache._found().tables, fresh.tables)
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_eight_threads_read_the_database_once(folder: Path, fresh: cache.Database, monkeypatch) -> None:
    """Threads that ask at the same time wait for the first of them."""
    calls = []
    monkeypatch.setattr(cache, "_from_files", lambda: calls.append(1) or fresh)
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _: cache.database(), range(8)))
    assert calls == [1]
    assert all(item is found[0] for item in found)


def test_a_factor_table_pickles() -> None:
    """A table that was already asked goes to another process and answers the same there."""
    table = zc.factors()
    asked = {"activity": "purchased electricity", "substance": "CO2", "region": "CN-HA", "year": 2023}
    mine = table.select(**asked)
    copy = pickle.loads(pickle.dumps(table))
    assert repr(copy.select(**asked)) == repr(mine)
    assert (copy.edition, copy.grade) == (table.edition, table.grade)


def test_an_estimate_loads_no_pint() -> None:
    """A process that only estimates converts units without building the registry of quantities."""
    code = (
        "import sys, pandas as pd, zzcarbon.units as u; from zzcarbon.factors.table import factors\n"
        "factors().select(activity='purchased electricity', substance='CO2', region='CN-HA', year=2023)\n"
        "u.conversion_factor('万吨', 'kg'); import zzcarbon as zc\n"
        "rows = pd.DataFrame({'fuel': ['柴油'], 'amount': [1.0], 'unit': ['万吨'], 'ncv': [42.6], 'ncv_unit': 'GJ/t'})\n"
        "inventory = zc.energy.estimate(rows, region='CN-HA', substances=['CO2']); inventory.by('fuel'); inventory.total()\n"
        "inventory.explain('row-1'); inventory.problems; assert 'pint' not in sys.modules\n"
        "assert str(inventory.total('CO2').units) and 'pint' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
