"""The data package is valid by the frictionless tool: types, keys, references between files."""

from __future__ import annotations

import csv
import shutil
import warnings
from pathlib import Path

import pytest

from zzcarbon.resources import data_path

ROOT = data_path("columns.csv").parent


def _errors(folder: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return what the tool finds wrong with the package of a folder."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # those of the tool's own imports
        frictionless = pytest.importorskip("frictionless", reason="the extra dev is not installed")
        monkeypatch.chdir(folder)
        report = frictionless.Package("datapackage.json").validate()
    return [f"{row[0]}: {row[1]}" for row in report.flatten(["name", "message"])]


@pytest.mark.once
def test_the_package_is_valid(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every file has the types of the dictionary, unique keys, and activities, substances, sets and regions that exist."""
    assert _errors(ROOT, monkeypatch) == []


def test_faulty_rows_are_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A number that is text and names that no vocabulary holds are errors of the package, all of them."""
    faults = {"value": "many", "substance": "SOOT", "set": "a-set-of-nobody", "activity": "dancing"}
    folder = tmp_path / "factors"
    shutil.copytree(ROOT, folder)
    path = folder / "industry" / "lime-production--ipcc-2006-v3.csv"
    with path.open(encoding="utf-8", newline="") as text:
        rows = list(csv.DictReader(text))
    for row, (column, value) in zip(rows, faults.items(), strict=False):
        row[column] = value
    with path.open("w", encoding="utf-8", newline="") as text:
        writer = csv.DictWriter(text, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    found = "\n".join(_errors(folder, monkeypatch))
    assert "many" in found
    for value in ("SOOT", "a-set-of-nobody", "dancing"):
        assert f'"{value}"' in found
    assert len(found.splitlines()) == len(faults)
