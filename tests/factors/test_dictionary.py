"""The data dictionary and the data package say what the files are."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from zzcarbon.provenance import sources
from zzcarbon.resources import data_path

ROOT = data_path("columns.csv").parent
FILES = sorted(path.relative_to(ROOT).as_posix() for path in ROOT.rglob("*.csv"))
COLUMNS = pd.read_csv(ROOT / "columns.csv", keep_default_na=False)
PACKAGE = json.loads((ROOT / "datapackage.json").read_text(encoding="utf-8"))


def _folder(file: str) -> str:
    pattern = f"{Path(file).parent.as_posix()}/*.csv"
    return pattern if pattern in set(COLUMNS["file"]) else "*/*.csv"


def _pattern(file: str) -> str:
    return file if file in set(COLUMNS["file"]) else _folder(file)


@pytest.mark.parametrize("file", FILES)
def test_every_column_is_described(file: str) -> None:
    """The dictionary lists the columns of each file in their order, each with type and description."""
    listed = COLUMNS[COLUMNS["file"] == _pattern(file)]
    with (ROOT / file).open(encoding="utf-8", newline="") as text:
        assert listed["column"].tolist() == next(csv.reader(text))
    assert set(listed["type"]) <= {"string", "number", "integer", "date"}
    assert (listed["description"] != "").all()


def test_the_data_package_lists_every_file_once() -> None:
    """``datapackage.json`` names each file in one resource, with the columns of the dictionary."""
    paths: list[str] = []
    for resource in PACKAGE["resources"]:
        here = [resource["path"]] if isinstance(resource["path"], str) else resource["path"]
        paths += here
        described = COLUMNS[COLUMNS["file"] == _pattern(here[0])]
        fields = resource["schema"]["fields"]
        assert [(field["name"], field["type"]) for field in fields] == [
            (row.column, row.type) for row in described.itertuples()
        ]
    assert sorted(paths) == FILES


def test_the_data_package_is_up_to_date() -> None:
    """``scripts/data_package.py --check`` finds nothing to change: what is committed is what it writes."""
    program = Path(__file__).parents[2] / "scripts" / "data_package.py"
    done = subprocess.run([sys.executable, str(program), "--check"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("file", FILES)
def test_files_are_plain(file: str) -> None:
    """UTF-8 without mark, LF, no blanks around cells, no empty line: a change is a readable diff."""
    data = (ROOT / file).read_bytes()
    assert not data.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in data
    assert data.endswith(b"\n")
    with (ROOT / file).open(encoding="utf-8", newline="") as text:
        for row in csv.reader(text):
            assert row
            assert all(cell == cell.strip() for cell in row), row


def test_sets_name_their_source_and_rank() -> None:
    """Each set has a known source, its own rank and the source's year as edition; ranks come in hundreds by module."""
    sets = pd.read_csv(ROOT / "sets.csv", keep_default_na=False)
    assert sets["rank"].is_unique
    for row in sets.itertuples():
        assert row.source in sources()
        assert str(row.edition) == str(sources()[row.source].year or row.edition)
