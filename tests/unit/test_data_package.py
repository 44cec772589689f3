"""An inventory as a data package is valid by Frictionless and loses no number."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pandas as pd
import pytest

import zzcarbon as zc


def test_a_data_package_is_valid_and_exact(tmp_path: Path) -> None:
    """Frictionless finds no error; every emission is there to the last digit, NE is a gap with its notation."""
    frictionless = pytest.importorskip("frictionless")
    rows = pd.DataFrame(
        {"id": ["a", "b"], "fuel": ["柴油", "煤油油"], "amount": [1 / 3, 1.0], "unit": ["t", "t"], "note": ["=1+1", ""]}
    )
    inventory = zc.energy.estimate(rows, region="CN-HA", substances=["CO2", "NOx"])
    file = inventory.to_datapackage(tmp_path / "package")
    report = frictionless.Package(str(file)).validate()
    assert report.valid, report.flatten(["type", "note"])
    facts = json.loads(file.read_text(encoding="utf-8"))
    assert [one["name"] for one in facts["resources"]] == ["emissions", "coefficients", "problems"]
    assert facts["version"] == inventory.edition
    assert facts["sources"]
    with (file.parent / "emissions.csv").open(encoding="utf-8", newline="") as table:
        cells = [row["emission"] for row in csv.DictReader(table)]
    exact = inventory.frame["emission"].tolist()
    assert [float(cell) if cell else None for cell in cells] == [None if pd.isna(one) else one for one in exact]
    fields = {field["name"]: field for field in facts["resources"][0]["schema"]["fields"]}
    assert fields["emission"]["type"] == "number"
    assert fields["emission"]["title"] == "emission / 排放量"
    assert inventory.to_datapackage(tmp_path / "again").read_bytes() == file.read_bytes()
