"""The data package is valid by the frictionless tool: types, keys, references between files."""

from __future__ import annotations

import csv
import re
import shutil
import tomllib
import warnings
from fnmatch import fnmatch
from pathlib import Path

import pytest
import yaml

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


LICENCES = {
    "Open Government": "OGL-UK-3.0", "EEA": "LicenseRef-EEA-Reuse", "IPCC": "LicenseRef-IPCC-Defaults",
    "to the Guidelines": "LicenseRef-IPCC-Defaults", "public domain": "LicenseRef-US-Public-Domain", "MIT": "MIT",
}  # fmt: skip
"""Words of a source's licence, and the identifier that its files have; all others are cited facts."""
REUSE = Path(__file__).parents[2] / "REUSE.toml"


def _identifier(path: str) -> str:
    """Return the identifier of the last rule of REUSE.toml that a file falls under."""
    found = ""
    for rule in tomllib.loads(REUSE.read_text("utf-8"))["annotations"]:
        for pattern in [rule["path"]] if isinstance(rule["path"], str) else rule["path"]:
            parts = re.escape(pattern).replace(r"\*\*/", "(?:.*/)?").replace(r"\*\*", ".*").replace(r"\*", "[^/]*")
            if re.fullmatch(parts, path):
                found = rule["SPDX-License-Identifier"]
    return found


def test_every_file_of_a_set_has_the_licence_of_its_source() -> None:
    """The terms of the source, REUSE.toml and the notice beside the data say the same of each file of a set."""
    sources = yaml.safe_load((ROOT / "sources.yaml").read_text("utf-8"))
    with (ROOT / "sets.csv").open(encoding="utf-8", newline="") as text:
        source_of = {row["key"]: row["source"] for row in csv.DictReader(text)}
    noticed = re.findall(r"`([^`]*--[^`]*)`", (ROOT / "NOTICE.md").read_text("utf-8"))
    for path in ROOT.rglob("*--*.csv"):
        licence = sources[source_of[path.stem.partition("--")[2]]]["licence"]
        due = next((key for word, key in LICENCES.items() if word in licence), "LicenseRef-Facts-Cited")
        assert _identifier(f"factors/{path.relative_to(ROOT).as_posix()}") == due, (path.name, licence)
        assert any(fnmatch(path.name, f"{pattern.rpartition('/')[2].removesuffix('.csv')}*") for pattern in noticed), (
            path
        )
