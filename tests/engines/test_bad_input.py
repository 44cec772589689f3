"""Bad input of an engine: an error or a problem that names the column and the remedy, the engine's error as its cause."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import zzcarbon as zc
from zzcarbon.errors import DataError
from zzcarbon.estimation import engines, frame_rows, grouped

from .conftest import ENGINES, OF_FILES

EVERY = ["pandas", *ENGINES]
KNOWN = {"region": "CN-HA", "year": 2023, "substances": ["CO2"]}


pytestmark = pytest.mark.filterwarnings("ignore::zzcarbon.NotEstimatedWarning")


def plain(count: int = 6) -> pd.DataFrame:
    """Return sound rows."""
    return pd.DataFrame({"fuel": ["diesel", "coke"] * (count // 2), "amount": np.arange(1.0, count + 1), "unit": "t"})


@pytest.mark.parametrize("engine", EVERY)
def test_words_where_numbers_belong_are_problems(engine, make) -> None:
    """A column of words gives one line of problems with its count, and the sums of the other rows."""
    frame = plain().assign(amount=["1", "many", "3", "", "=A1", "2.5"])
    found = zc.energy.estimate(make(engine, frame, 2), **KNOWN)
    told = found.problems.set_index("problem")["rows"].to_dict()
    assert told == {"text where a number belongs": 1, "the amount is blank": 1, "a formula, not a number": 1}
    assert (found.problems["column"] == "amount").all()
    expected = zc.energy.estimate(plain(6).iloc[[0, 2, 5]].assign(amount=[1.0, 3.0, 2.5]), **KNOWN)
    assert found.total("CO2").magnitude == pytest.approx(expected.total("CO2").magnitude, rel=1e-14)


@pytest.mark.parametrize("engine", EVERY)
def test_missing_columns_are_refused_with_what_there_is(engine, make) -> None:
    """A missing or misspelt column is an error at once, before a row is read."""
    with pytest.raises(DataError, match="columns of the activity data") as raised:
        zc.energy.estimate(make(engine, plain().drop(columns="unit").rename(columns={"amount": "amuont"})), **KNOWN)
    assert {problem.column for problem in raised.value.problems} >= {"amount", "unit"}


@pytest.mark.parametrize("engine", EVERY)
def test_no_rows_are_refused(engine, make) -> None:
    """A frame whose filter leaves nothing is an error, not a zero."""
    with pytest.raises(DataError, match="no rows"):
        zc.energy.estimate(make(engine, plain().iloc[:0].astype({"amount": float})), **KNOWN)


@pytest.mark.parametrize("engine", EVERY)
def test_null_keys_are_problems_with_their_count(engine, make) -> None:
    """A row without fuel, unit or year is told, and is NE in the sums; nulls and NaN are one blank."""
    frame = plain(8).assign(unit=["t", None] * 4, label=[1.0, np.nan] * 4)
    found = zc.energy.estimate(make(engine, frame, 2), **KNOWN)
    assert found.problems[["column", "rows"]].to_numpy().tolist() == [["unit", 4]]
    assert len(found.by("label")) == 2


@pytest.mark.parametrize("engine", OF_FILES)
def test_an_engine_that_fails_is_the_cause(engine, make, tmp_path: Path) -> None:
    """A source that raises in the middle of a pass is a DataError that names the engine; its own error is the cause."""
    frame = make(engine, plain(), 2)
    for path in tmp_path.rglob("*.parquet"):
        content = path.read_bytes()
        path.write_bytes(content[: len(content) // 2])
    called = {"polars scan": "polars", "dataset": "duckdb", "spark": "pyspark"}.get(engine, engine)
    with pytest.raises(DataError, match=called) as raised:
        zc.energy.estimate(frame, **KNOWN)
    assert raised.value.__cause__ is not None


@pytest.mark.parametrize("engine", OF_FILES)
@pytest.mark.parametrize("module", [False, True])
def test_a_column_of_later_files_is_never_dropped_in_silence(engine, module, read, tmp_path: Path) -> None:
    """What only the second file has is an error (Polars) or a problem that names the column and how files are united."""
    first = plain().assign(module="energy") if module else plain()
    second = first.assign(amount=first["amount"] + 0.5, ncv=43.0, ncv_unit="GJ/t")
    for name, frame in (("a", first), ("b", second)):
        frame.to_parquet(tmp_path / f"{name}.parquet", index=False)
    frame = read(engine, [tmp_path / "a.parquet", tmp_path / "b.parquet"])
    estimate = zc.estimate if module else zc.energy.estimate
    if engine == "polars scan":
        with pytest.raises(DataError, match="polars could not read"):
            estimate(frame, **KNOWN)
        return
    found = estimate(frame, **KNOWN).problems
    dropped = found[found["problem"].str.startswith("only some files have this column")]
    assert sorted(dropped["column"]) == ["ncv", "ncv_unit"]
    remedy = {"dataset": "unify_schemas", "duckdb": "union_by_name", "dask": "from_map", "spark": "mergeSchema"}
    assert dropped["remedy"].str.contains(remedy[engine]).all()


@pytest.mark.parametrize("engine", ["dataset", "duckdb", *OF_FILES[4:]])
def test_united_files_are_read_whole(engine, read, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    """Read as the remedy says, the column counts and nothing is told."""
    frames = [plain(), plain().assign(ncv=43.0, ncv_unit="GJ/t")]
    paths = [tmp_path / "a.parquet", tmp_path / "b.parquet"]
    for frame, path in zip(frames, paths, strict=True):
        frame.to_parquet(path, index=False)
    names = [str(path) for path in paths]
    if engine == "duckdb":
        united = pytest.importorskip("duckdb", reason="the extra duckdb is not installed").read_parquet(
            names, union_by_name=True
        )
    elif engine == "dataset":
        pa = pytest.importorskip("pyarrow", reason="the extra parquet is not installed")
        schema = pa.unify_schemas([pa.parquet.read_schema(name) for name in names])
        united = pa.dataset.dataset(names, schema=schema)
    else:
        united = request.getfixturevalue("spark").read.option("mergeSchema", "true").parquet(*names)
    found = zc.energy.estimate(united, **KNOWN)
    expected = zc.energy.estimate(pd.concat(frames, ignore_index=True), **KNOWN)
    assert not found.problems["problem"].str.startswith("only some files").any()
    assert found.total("CO2").magnitude == pytest.approx(expected.total("CO2").magnitude, rel=1e-14)


@pytest.mark.parametrize("engine", OF_FILES)
def test_numbers_of_another_type_are_never_rounded(engine, read, tmp_path: Path) -> None:
    """Whole numbers in the first file and 2.5 in the second: refused by the engine or here, or counted as they are."""
    first, second = plain().astype({"amount": int}), plain().assign(amount=2.5)
    for name, frame in (("a", first), ("b", second)):
        frame.to_parquet(tmp_path / f"{name}.parquet", index=False)
    frame = read(engine, [tmp_path / "a.parquet", tmp_path / "b.parquet"])
    try:
        found = zc.energy.estimate(frame, **KNOWN).total("CO2").magnitude
    except DataError as error:
        assert engine != "duckdb" or [problem.column for problem in error.problems] == ["amount"]
    else:
        expected = zc.energy.estimate(pd.concat([first, second], ignore_index=True), **KNOWN)
        assert found == pytest.approx(expected.total("CO2").magnitude, rel=1e-14)


@pytest.mark.parametrize(
    "sql",
    [
        "from '{}/*.parquet'",
        "from read_parquet('{}/*.parquet')",
        "from parquet_scan(['{}/a.parquet', '{}/b.parquet']) where amount > 0",
    ],
)
def test_queries_of_duckdb_are_looked_at(sql, tmp_path: Path) -> None:
    """A query that is written by hand is looked at like a call; one that unites by name is left alone."""
    duckdb = pytest.importorskip("duckdb", reason="the extra duckdb is not installed")
    plain().to_parquet(tmp_path / "a.parquet", index=False)
    plain().assign(note="x").to_parquet(tmp_path / "b.parquet", index=False)
    text = "select * " + sql.format(tmp_path, tmp_path)
    assert "note" in set(zc.energy.estimate(duckdb.sql(text), **KNOWN).problems["column"])
    named = f"select * from read_parquet('{tmp_path}/*.parquet', union_by_name=true)"
    assert zc.energy.estimate(duckdb.sql(named), **KNOWN).problems.empty


def test_columns_that_only_some_files_have_are_told(tmp_path: Path) -> None:
    """Files with other columns or types are an error of the engine, named; with the union asked for they are read."""
    polars = pytest.importorskip("polars", reason="the extra polars is not installed")
    plain().to_parquet(tmp_path / "a.parquet", index=False)
    plain().assign(ncv=43.0, ncv_unit="GJ/t").to_parquet(tmp_path / "b.parquet", index=False)
    plain().assign(amount="1").to_parquet(tmp_path / "c.parquet", index=False)
    with pytest.raises(DataError, match="polars"):
        zc.energy.estimate(polars.scan_parquet(tmp_path / "[ac].parquet"), **KNOWN).total()
    both = polars.scan_parquet([tmp_path / "b.parquet", tmp_path / "a.parquet"], missing_columns="insert")
    whole = pd.concat([pd.read_parquet(tmp_path / name) for name in ("b.parquet", "a.parquet")])
    expected = zc.energy.estimate(whole.reset_index(drop=True), **KNOWN).total()
    assert zc.energy.estimate(both, **KNOWN).total().tolist() == expected.tolist()


DIFFERENT = {
    "type": ("amount", [plain(), plain().assign(amount="1")]),
    "missing": ("unit", [plain(), plain().drop(columns="unit")]),
}
"""Files that do not go together, and the column in which they differ."""


@pytest.mark.parametrize(
    ("engine", "case", "remedy"),
    [
        ("polars", "type", "missing_columns='insert'"),
        ("polars", "missing", "missing_columns='insert'"),
        ("duckdb", "missing", "union_by_name=True"),
    ],
)
def test_files_that_differ_are_told_by_column_with_the_remedy(engine, case, remedy, tmp_path: Path) -> None:
    """A column of another type, or that only some files have, is named with how the engine unites files."""
    module = pytest.importorskip(engine, reason="the extra of the engine is not installed")
    column, frames = DIFFERENT[case]
    paths = [str(tmp_path / f"{at}.parquet") for at in range(len(frames))]
    for frame, path in zip(frames, paths, strict=True):
        frame.to_parquet(path, index=False)
    read = module.scan_parquet if engine == "polars" else module.read_parquet
    with pytest.raises(DataError, match=f"{engine} could not read") as raised:
        zc.energy.estimate(read(paths), **KNOWN)
    assert raised.value.__cause__ is not None
    (problem,) = raised.value.problems
    assert problem.column == column
    assert remedy in problem.remedy


def test_a_closed_connection_is_told() -> None:
    """A relation whose connection was closed is a DataError with the engine's error as cause, whatever is asked."""
    duckdb = pytest.importorskip("duckdb", reason="the extra duckdb is not installed")
    connection = duckdb.connect()
    relation = connection.from_df(plain().assign(id=list("abcdef")))
    found = zc.energy.estimate(relation, **KNOWN)
    connection.close()
    asked = (
        lambda: zc.energy.estimate(relation, **KNOWN),
        found.total,
        found.rows,
        lambda: found.frame,
        lambda: found.explain("a"),
        lambda: found.by("fuel"),
    )
    for ask in asked:
        with pytest.raises(DataError, match="duckdb could not (read the activity data|say which columns)") as raised:
            ask()
        assert raised.value.__cause__ is not None
        assert raised.value.problems[0].remedy.startswith("Make the frame again in an open session")


@pytest.mark.cluster
def test_a_stopped_session_is_told(tmp_path: Path) -> None:
    """A frame of a Spark session that was stopped is told so: Spark raises an assertion without a word."""
    code = """
import sys, pandas as pd, zzcarbon as zc
from pyspark.sql import SparkSession
session = SparkSession.builder.master("local[1]").config("spark.ui.enabled", "false").getOrCreate()
rows = pd.DataFrame({"id": ["a"], "fuel": ["diesel"], "amount": [1.0], "unit": ["t"]})
found = zc.energy.estimate(session.createDataFrame(rows), region="CN-HA", year=2023, substances=["CO2"])
session.stop()
for ask in (lambda: found.total("CO2"), lambda: found.frame, found.rows, lambda: found.explain("a")):
    try:
        ask()
    except zc.DataError as error:
        assert error.problems[0].problem == "the session or connection is closed", error
        print("told")
"""
    pytest.importorskip("pyspark", reason="the extra spark is not installed")
    said = {**os.environ, "SPARK_LOCAL_IP": "127.0.0.1", "PYSPARK_PYTHON": sys.executable}
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=said, cwd=tmp_path, check=True
    )
    assert run.stdout.split() == ["told"] * 4


@pytest.mark.parametrize("given", ["rows.csv", 7, None, object()])
def test_what_is_no_frame_is_refused(given) -> None:
    """Something that is no data frame is named by its type."""
    with pytest.raises(DataError, match="data frame, not"):
        zc.energy.estimate(given, **KNOWN)


def test_an_engine_that_is_missing_is_named(make, monkeypatch) -> None:
    """A PyArrow dataset without an engine that reads it piece by piece says what to install."""
    dataset = make("dataset", plain())
    monkeypatch.setitem(sys.modules, "duckdb", None)
    monkeypatch.setitem(sys.modules, "polars", None)
    with pytest.raises(DataError, match=r"pip install 'zzcarbon\[duckdb\]'"):
        zc.energy.estimate(dataset, **KNOWN)


def test_lists_in_cells_are_refused() -> None:
    """A column of lists or records is named with what to do."""
    polars = pytest.importorskip("polars", reason="the extra polars is not installed")
    frame = polars.from_pandas(plain(2)).with_columns(polars.Series("tags", [["a"], ["b"]])).lazy()
    with pytest.raises(DataError, match="column tags: lists or records") as raised:
        zc.energy.estimate(frame, **KNOWN)
    assert [problem.column for problem in raised.value.problems] == ["tags"]


def test_a_source_that_changes_is_refused(tmp_path: Path) -> None:
    """Rows that are added between two passes are an error with both counts: a sum of two states is no sum."""
    duckdb = pytest.importorskip("duckdb", reason="the extra duckdb is not installed")
    plain().to_parquet(tmp_path / "a.parquet", index=False)
    found = zc.energy.estimate(duckdb.read_parquet(str(tmp_path / "*.parquet")), **KNOWN)
    plain(4).to_parquet(tmp_path / "b.parquet", index=False)
    (tmp_path / "a.parquet").unlink()
    plain(8).to_parquet(tmp_path / "a.parquet", index=False)
    with pytest.raises(DataError, match=r"changed between two readings: 6 rows before|could not read"):
        found.total()


@pytest.mark.parametrize("engine", ENGINES)
def test_ids_are_checked_where_it_is_asked(engine, make) -> None:
    """Ids that stand twice are found with check_ids=True, which costs one query."""
    frame = plain().assign(id=["a", "b", "c", "d", "e", "a"])
    with pytest.raises(DataError, match="blank or repeated"):
        zc.energy.estimate(make(engine, frame), **KNOWN, check_ids=True)
    assert (
        "unique ids"
        in zc.energy.estimate(make(engine, frame.assign(id=list("abcdef"))), **KNOWN, check_ids=True)
        .passes["asked"]
        .tolist()
    )


def test_lazy_rows_without_id_are_not_explained(make) -> None:
    """Rows of a query have no positions: without ids there is nothing to explain, and it says so."""
    found = zc.energy.estimate(make("polars lazy", plain()), **KNOWN)
    with pytest.raises(DataError, match="column id"):
        found.explain("row-1")
    assert zc.energy.estimate(make("polars", plain()), **KNOWN).explain("row-1").lines


def test_a_frame_above_the_limit_is_refused_with_the_way_out(make) -> None:
    """The lines of a lazy inventory come to Python up to the limit only."""
    found = zc.energy.estimate(make("duckdb", plain()), **KNOWN)
    with zc.options.within(limit=5), pytest.raises(DataError, match="to_parquet"):
        _ = found.frame
    assert len(found.frame) == 6


def test_labels_with_as_many_values_as_rows_stay_in_the_engine(make, monkeypatch) -> None:
    """Above the number of groups that may be handed over, `by` refuses and names rows(); rows() gives them."""
    monkeypatch.setattr(grouped, "MOST_GROUPS", 4)
    found = zc.energy.estimate(make("duckdb", plain().assign(plant=list("abcdef"))), **KNOWN)
    with pytest.raises(DataError, match=r"inventory.rows\(\)"):
        found.by("plant")
    assert len(engines.fetch(engines.open_frame(found.rows(), position=""))) == 6


@pytest.mark.parametrize("engine", ENGINES)
def test_an_inventory_is_written_by_the_engine_and_read_back(engine, make, tmp_path: Path) -> None:
    """A folder holds lines, rows and coefficients; what is read back has the same sums and explanations."""
    frame = plain().assign(id=list("abcdef"), district=["x", "y", "x", "y", "x", "z"])
    found = zc.energy.estimate(make(engine, frame), **KNOWN)
    found.to_parquet(tmp_path / "out", partition_by="district")
    read = zc.read_inventory(tmp_path / "out")
    pd.testing.assert_frame_equal(read.by("district"), found.by("district"))
    assert str(read.explain("c")) == str(found.explain("c"))
    lines = pd.read_parquet(tmp_path / "out" / "lines")
    assert lines["emission"].sum() == pytest.approx(found.total("CO2").magnitude, rel=1e-14)
    assert sorted(path.name for path in (tmp_path / "out" / "lines").glob("district*")) == [
        "district=x",
        "district=y",
        "district=z",
    ]
    assert not list(tmp_path.glob("*.part"))


def test_an_interruption_leaves_nothing_half_written(make, tmp_path: Path, monkeypatch) -> None:
    """What is interrupted leaves the old folder as it was, and a folder without its mark is not read."""
    found = zc.energy.estimate(make("polars lazy", plain()), **KNOWN)
    found.to_parquet(tmp_path / "out")
    monkeypatch.setattr(
        "zzcarbon.inventory.folder.text_of", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt("stopped"))
    )
    with pytest.raises(KeyboardInterrupt, match="stopped"):
        found.to_parquet(tmp_path / "out")
    assert [path.name for path in tmp_path.iterdir() if not path.name.startswith("parts")] == ["out"]
    assert len(zc.read_inventory(tmp_path / "out")) == 6
    (tmp_path / "out" / "_SUCCESS").unlink()
    with pytest.raises(DataError, match="no finished inventory"):
        zc.read_inventory(tmp_path / "out")
    with pytest.raises(DataError, match="written as a folder"):
        found.to_parquet(tmp_path / "out")


@pytest.mark.parametrize("error", [KeyboardInterrupt("stopped"), RuntimeError("INTERRUPT Error: Query interrupted")])
def test_an_interrupted_engine_leaves_nothing(error, make, tmp_path: Path, monkeypatch) -> None:
    """Ctrl-C ends as such on DuckDB too, and a second interruption while the folder is removed leaves none behind."""
    found = zc.energy.estimate(make("polars lazy", plain()), **KNOWN)
    found.total()
    calls = []

    def stopped(*_: object, **__: object) -> None:
        raise error

    def removed(folder: Path, **_: object) -> None:
        calls.append(folder)
        if len(calls) == 2:
            raise KeyboardInterrupt
        rmtree(folder, ignore_errors=True)

    rmtree = shutil.rmtree
    monkeypatch.setattr("polars.LazyFrame.sink_parquet", stopped)
    monkeypatch.setattr("zzcarbon.inventory.folder.shutil.rmtree", removed)
    with pytest.raises(KeyboardInterrupt, match="stopped|^$"):
        found.to_parquet(tmp_path / "out")
    assert not [path.name for path in tmp_path.iterdir() if not path.name.startswith("parts")]


@pytest.mark.parametrize("way", ["to_csv", "to_parquet"])
def test_an_interruption_leaves_the_files_of_before(way, tmp_path: Path, monkeypatch) -> None:
    """Files side by side take their names when all are written: half of an inventory stands beside no other half."""
    path = tmp_path / f"out.{way[3:]}"
    getattr(zc.energy.estimate(plain(), **KNOWN), way)(path)
    before = {file.name: file.read_bytes() for file in tmp_path.iterdir()}
    monkeypatch.setattr(
        "zzcarbon.inventory.store.file_hash", lambda _: (_ for _ in ()).throw(KeyboardInterrupt("stopped"))
    )
    with pytest.raises(KeyboardInterrupt, match="stopped"):
        getattr(zc.energy.estimate(plain(2), **KNOWN), way)(path)
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == before
    assert len(zc.read_inventory(path)) == 6


def test_many_keys_are_composed(make) -> None:
    """Keys with many values (a region, a year and a category each) are resolved once each, in order."""
    regions = ("CN-HA", "CN-BJ", "CN-TJ", "CN-SH", "CN-GD")
    frame = pd.DataFrame(
        [(region, year, unit) for region in regions for year in range(1990, 2024) for unit in ("t", "kg", "万吨")],
        columns=["region", "year", "unit"],
    ).assign(fuel="diesel", amount=1.0)
    found = zc.energy.estimate(make("polars lazy", frame), substances=["CO2"])
    assert found.passes["groups"].tolist()[0] == len(frame)
    assert found.total().tolist() == zc.energy.estimate(frame, substances=["CO2"]).total().tolist()


def test_rows_know_their_passes(make) -> None:
    """Sums by more labels answer for fewer; labels= asks once for keys and sums; nothing runs that is not listed."""
    frame = plain().assign(district=list("xyxyxz"), sector=list("ababab"))
    found = zc.energy.estimate(make("duckdb", frame), **KNOWN, labels=["district", "sector"])
    before = found.passes["asked"].tolist()
    for labels in (("district",), ("sector",), ()):
        found.by(*labels)
    assert (
        found.passes["asked"].tolist() == before == ["limits of amounts", "distinct keys and sums by district, sector"]
    )
    assert isinstance(found.activity, frame_rows.FrameRows)
    assert zc.energy.estimate(frame, **KNOWN).passes.empty


@pytest.mark.parametrize("bar", [False, True])
def test_progress_is_told_where_it_is_wanted(bar, make, capsys, monkeypatch) -> None:
    """With progress=True what the engine is asked is written to the terminal, by tqdm where it is; else nothing is."""
    if bar:
        pytest.importorskip("tqdm", reason="tqdm is not installed")
    else:
        monkeypatch.setitem(sys.modules, "tqdm.auto", None)
    zc.energy.estimate(make("duckdb", plain()), **KNOWN)
    assert not capsys.readouterr().err
    with zc.options.within(progress=True):
        zc.energy.estimate(make("duckdb", plain()), **KNOWN)
    told = capsys.readouterr().err
    assert ("distinct keys: 6.00 rows" in told and "2 groups]" in told) or "distinct keys: 2 groups of 6 rows" in told
    assert bar == ("rows/s" in told)


@pytest.mark.parametrize("engine", ENGINES)
def test_a_folder_that_cannot_be_written_is_told(engine, make, tmp_path: Path) -> None:
    """A place below a file, where no folder can be, is a DataError that names it; nothing is left behind."""
    found = zc.energy.estimate(make(engine, plain()), **KNOWN)
    (tmp_path / "taken").write_text("no folder", encoding="utf-8")
    with pytest.raises(DataError, match="taken.*cannot be written") as raised:
        found.to_parquet(tmp_path / "taken" / "out")
    assert isinstance(raised.value.__cause__, OSError)
    assert (tmp_path / "taken").read_text(encoding="utf-8") == "no folder"
    assert not list(tmp_path.glob("*.part"))
