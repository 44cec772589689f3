"""What an extra that is not installed says: the package to install, in the language of the reader."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

import zzcarbon as zc
from zzcarbon import planner
from zzcarbon.emergency import EmergencyList

FRAME = pd.DataFrame({"sector": ["a"], "emission": [1.0]})
EMPTY = pd.DataFrame(columns=["enterprise", "process", "grade", "level", "measure", "substance", "reduction"])


def _inventory() -> zc.Inventory:
    rows = pd.DataFrame({"fuel": ["diesel"], "amount": [1.0], "unit": "t", "year": 2023, "region": "CN-HA"})
    return zc.energy.estimate(rows, substances=["CO2"])


def solve_nothing() -> object:
    """Ask the planner for a portfolio of one project."""
    costs = {"project": ["a"], "capital": [1.0], "operation": [0.0], "life": [1.0], "rate": [0.0], "cost_unit": ["CNY"],
             "price_year": [2024], "earliest": [2024]}  # fmt: skip
    cuts = {"project": ["a"], "substance": ["NOx"], "reduction": [2.0], "unit": ["t"]}
    due = planner.quotas({"substance": ["NOx"], "required": [1.0], "unit": ["t"], "year": [2024]})
    return planner.portfolio(planner.read_candidates(costs, cuts), due, years=(2024, 2024))


MADE = _inventory()
"""Made while pandas has the strings of pyarrow."""


CALLS: dict[str, tuple[str, str, Callable[[Path], object]]] = {
    "report": ("xlsxwriter", "zzcarbon[excel]", lambda path: zc.report(FRAME, path / "a.xlsx")),
    "template": ("xlsxwriter", "zzcarbon[excel]", lambda path: zc.template("energy", path / "a.xlsx")),
    "workbook": ("openpyxl", "zzcarbon[excel]", lambda path: zc.read_activity(path / "there.xlsx")),
    "list": (
        "openpyxl",
        "zzcarbon[excel]",
        lambda path: EmergencyList(EMPTY, EMPTY, EMPTY, ()).to_excel(path / "a.xlsx"),
    ),
    "chart": ("matplotlib", "zzcarbon[plot]", lambda _: zc.plot.sectors(FRAME, "sector", over=None)),
    "parquet": ("pyarrow", "zzcarbon[parquet]", lambda path: MADE.to_parquet(path / "a.parquet")),
    "parquet folder": (
        "pyarrow",
        "zzcarbon[parquet]",
        lambda path: MADE.to_parquet(path / "a", partition_by="year"),
    ),
    "planner": ("scipy.optimize", "zzcarbon[planner]", lambda _: solve_nothing()),
    "pact": ("jsonschema", "zzcarbon[footprint]", lambda _: zc.footprint.read_pact({"pcf": {}}).check()),
    "xarray": ("xarray", "zzcarbon[xarray]", lambda _: _inventory().to_xarray()),
    "primap2": ("primap2", "primap2", lambda _: _inventory().to_primap2()),
    "pyam": ("pyam", "pyam-iamc", lambda _: _inventory().to_pyam()),
}


@pytest.mark.parametrize("name", sorted(CALLS))
@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_package_to_install_is_named(
    name: str, language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A missing package is an ImportError with the command that installs it; Chinese readers read Chinese."""
    package, command, call = CALLS[name]
    (tmp_path / "there.xlsx").write_bytes(b"PK")
    monkeypatch.setitem(sys.modules, package, None)
    chinese = "需要" if language == "zh" else "need"
    with zc.options.within(language=language), pytest.raises(ImportError, match=chinese) as found:
        call(tmp_path)
    assert command in str(found.value)
    assert "pip install" in str(found.value)


READERS = {
    **{name: getattr(zc, name) for name in ("read_activity", "read_balance", "read_ledger", "read_plan")},
    "read_sentences": zc.document.read_sentences,
}


@pytest.mark.parametrize("read", list(READERS))
@pytest.mark.parametrize(("language", "told"), [("en", "there is no file"), ("zh", "没有文件")])
def test_a_missing_file_is_named_in_both_languages(read: str, language: str, told: str, tmp_path: Path) -> None:
    """Whoever opens a file says that it is not there, and where it was looked for."""
    file = tmp_path / ("none.yaml" if read == "read_plan" else "none.xlsx")
    with zc.options.within(language=language), pytest.raises(FileNotFoundError, match=f"{told}.*none"):
        READERS[read](file)


@pytest.mark.parametrize(("language", "told"), [("en", "there is no folder"), ("zh", "没有文件夹")])
def test_a_missing_folder_is_named_before_anything_is_written(language: str, told: str, tmp_path: Path) -> None:
    """A report into a folder that is not there names the folder, no file of its own making."""
    with zc.options.within(language=language), pytest.raises(FileNotFoundError, match=f"{told}.*no"):
        zc.report(FRAME, tmp_path / "no" / "a.html")
