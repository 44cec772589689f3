"""The script that checks a file of factors finds every fault at once, and passes the files of the database."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pandas as pd
import pytest

from zzcarbon.factors.basis import check_basis
from zzcarbon.factors.schema import FACTOR_FILE_COLUMNS, PARAMETER_FILE_COLUMNS
from zzcarbon.resources import data_path

ROOT = data_path("columns.csv").parent
SCRIPT = Path(__file__).parents[2] / "scripts" / "check_factors.py"


@pytest.fixture(scope="module")
def check() -> ModuleType:
    """Return the program, imported from its file."""
    spec = importlib.util.spec_from_file_location("check_factors", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["check_factors"] = module
    spec.loader.exec_module(module)
    return module


def _row(**changes: str) -> dict[str, str]:
    row = dict.fromkeys(FACTOR_FILE_COLUMNS, "")
    return row | {"id": "ipcc-2006-v3/lime-production/my-lime/CO2", "activity": "lime production", "subject": "lime", "substance": "CO2",
            "value": "0.7", "unit": "t/t", "set": "ipcc-2006-v3", "region": "CN", "technology": "my kiln",
            "locator": "Table 1", "evidence": "measured", "grade": "A"} | changes  # fmt: skip


def _file(tmp_path: Path, *rows: dict[str, str]) -> Path:
    path = tmp_path / "lime-production--mine.csv"
    pd.DataFrame(list(rows)).to_csv(path, index=False)
    return path


def test_a_sound_file_has_no_problems(check: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A sound row is passed with exit code 0."""
    assert check.main([str(_file(tmp_path, _row()))]) == 0
    assert capsys.readouterr().out == "no problems\n"


@pytest.mark.parametrize(
    ("changes", "column", "problem"),
    [
        ({"unit": "t/parsec"}, "unit", "unknown unit"),
        ({"unit": "GJ/t"}, "unit", "a factor is mass, or gas volume of the substance, per activity"),
        ({"substance": "CO"}, "", ""),
        ({"substance": "二氧化碳"}, "substance", "the key of this substance is 'CO2'"),
        ({"set": "my-notes"}, "set", "unknown set"),
        ({"region": "Atlantis"}, "region", "unknown region"),
        ({"grade": "D"}, "grade", "unknown grade"),
        ({"lower": "0.8"}, "value", "the bounds do not enclose the value"),
        ({"value": ""}, "value", "neither a value nor a range nor a form"),
        ({"locator": ""}, "locator", "locator is empty"),
        ({"activity": "lime kilning"}, "activity", "unknown activity"),
        ({"subject": "moon rock"}, "subject", "a subject without a Chinese name"),
        ({"substance": "NOx", "unit": "g/GJ"}, "basis", "NOx without what it counts as"),
        ({"technology": ""}, "", ""),
        ({"technology": "", "region": "GLO"}, "", "the database has this row"),
        ({"valid_from": "2024"}, "valid_from", "not a date"),
    ],
)
def test_each_fault_is_named(
    check: ModuleType, tmp_path: Path, changes: dict[str, str], column: str, problem: str
) -> None:
    """A fault is told with its column and what to do; what is no fault is not told."""
    found = check.problems_of(_file(tmp_path, _row(**changes)))
    if not problem:
        assert found == []
        return
    named = [one for one in found if problem in one.problem]
    assert named, found
    assert {one.column for one in named} == {column}
    assert all(one.remedy for one in named)


def test_all_faults_come_at_once(check: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Ten faulty rows give ten problems in one run, and exit code 1."""
    rows = [_row(id=f"mine/{number}", technology=f"kiln {number}", grade="Z") for number in range(10)]
    assert check.main([str(_file(tmp_path, *rows))]) == 1
    assert capsys.readouterr().out.endswith("10 problems\n")


def test_parameters_are_checked_as_parameters(check: ModuleType, tmp_path: Path) -> None:
    """An efficiency above 1 and an anode slope without its dimension are found."""
    row = dict.fromkeys(PARAMETER_FILE_COLUMNS, "") | {"id": "x", "parameter": "removal_efficiency", "subject": "NOx", "value": "95", "unit": "1",
        "set": "emep-eea-2023", "region": "GLO", "technology": "my device", "locator": "p. 1", "evidence": "test", "grade": "A"}  # fmt: skip
    slope = row | {"id": "y", "parameter": "anode_effect_slope", "unit": "kg/t"}
    path = tmp_path / "mine.csv"
    pd.DataFrame([row, slope]).to_csv(path, index=False)
    found = {(one.row, one.column): one.problem for one in check.problems_of(path)}
    assert found["x", "value"] == "a share lies between 0 and 1"
    assert "anode_effect_slope has the dimension of" in found["y", "unit"]


def test_what_is_no_table_is_told(check: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file that is not there, and one with an unknown column, are problems and not tracebacks."""
    strange = tmp_path / "strange.csv"
    strange.write_text("activity,colour\nx,y\n", encoding="utf-8")
    assert check.main([str(tmp_path / "none.csv"), str(strange)]) == 1
    told = capsys.readouterr().out
    assert "there is no file" in told
    assert "unknown column" in told


@pytest.mark.once
def test_the_own_files_pass(check: ModuleType) -> None:
    """The files of energy and industry pass the check that contributors run."""
    files = [*ROOT.glob("industry/*.csv"), *ROOT.glob("energy/*.csv"), *ROOT.glob("parameters/industry-*.csv")]
    assert len(files) > 100
    assert [str(problem) for path in files for problem in check.problems_of(path)] == []


def test_a_silent_basis_is_found_and_a_told_one_is_not() -> None:
    """Gross or net, NO or NO2, 0 or 20 degC: told or said to be untold, else a problem."""
    rows = pd.DataFrame({
        "id": ["a", "b", "c", "d", "e", "f"],
        "subject": ["natural gas", "natural gas", "heat", "gasoline", "diesel", "diesel"],
        "substance": ["CO2", "CO2", "CO2", "NMVOC", "NOx", "CO2"],
        "unit": ["t/m3", "t/m3_0C", "t/GJ", "kg/m3", "g/kg", "kg/TJ"],
        "basis": ["", "", "", "", "as NO2", "GCV"],
    })  # fmt: skip
    assert [(one.row, one.problem) for one in check_basis(rows, file="")] == [("a", "a gas volume without its state")]
