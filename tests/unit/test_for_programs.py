"""What a program that imports the library relies on: pickles, log, packages as attributes."""

from __future__ import annotations

import logging
import pickle
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pandas as pd
import pytest

import zzcarbon as zc

ROWS = pd.DataFrame(
    {"fuel": ["diesel", "raw coal"], "amount": [1.0, 2.0], "unit": "t", "year": [2021, 2022], "category_nfr": "1.A.2"}
)


@pytest.fixture(scope="module")
def inventory() -> zc.Inventory:
    """Return an inventory of two rows."""
    return zc.energy.estimate(ROWS, region="CN-HA", sets=["ipcc-2006-v2"], substances=["CO2"])


@pytest.mark.parametrize("name", sorted(zc.__all__))
def test_every_public_name_is_the_same_in_another_process(name: str) -> None:
    """Functions and classes pickle by their name and come back as themselves; packages are attributes."""
    value = getattr(zc, name)
    if isinstance(value, ModuleType):
        assert value.__name__.startswith("zzcarbon.")
        return
    again = pickle.loads(pickle.dumps(value))
    assert again is value or again == value


def test_every_public_package_is_an_attribute_of_a_fresh_session() -> None:
    """Each folder of the package is reached by its name without an import of its own."""
    folder = Path(zc.__file__).parent
    names = [place.parent.name for place in folder.glob("*/__init__.py") if not place.parent.name.startswith("_")]
    code = f"import zzcarbon as zc\nfor name in {sorted(names)!r}:\n    getattr(zc, name)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


RESULTS = {
    "inventory": lambda i: i,
    "co2e": lambda i: i.co2e("AR6"),
    "combined": zc.combine,
    "quantity": lambda i: i.total("CO2"),
    "explanation": lambda i: i.explain("row-1"),
    "document": lambda i: i.document(),
    "key categories": lambda i: i.key_categories("fuel"),
    "intervals": lambda i: i.uncertainty(default=0.1),
    "cube": lambda i: i.cube("fuel"),
    "peak": lambda _: zc.analysis.peak({2020: 2.0, 2021: 1.0}),
    "restatement": lambda _: zc.analysis.restate(1.0, 2.0, threshold=0.1),
    "plan": lambda _: zc.plan("zhengzhou-14fyp"),
    "scorecard": lambda _: zc.plan("zhengzhou-14fyp").check(),
    "factors": lambda _: zc.factors("A"),
    "substance": lambda _: zc.substance("CO2"),
    "ledger": lambda _: zc.read_ledger(
        pd.DataFrame([{"project": "a", "substance": "NOx", "reduction": 1.0, "unit": "t", "year": 2022}])
    ),
}


@pytest.mark.parametrize("kind", sorted(RESULTS))
def test_results_pickle(kind: str, inventory: zc.Inventory) -> None:
    """What calls return goes to another process and prints the same there."""
    made = RESULTS[kind](inventory)
    again = pickle.loads(pickle.dumps(made))
    assert type(again) is type(made)
    assert repr(again) == repr(made) or hasattr(made, "frame") or kind == "cube"


def test_the_log_says_what_was_estimated_and_written(
    inventory: zc.Inventory, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """At INFO: rows, modules and kinds of problems, and the file; silent without a listener."""
    assert any(isinstance(handler, logging.NullHandler) for handler in logging.getLogger("zzcarbon").handlers)
    with caplog.at_level(logging.INFO, logger="zzcarbon"):
        zc.energy.estimate(ROWS, region="CN-HA", sets=["ipcc-2006-v2"], substances=["CO2"])
        inventory.to_csv(tmp_path / "inventory.csv")
    assert "estimated: 2 rows of energy, 0 kinds of problems" in caplog.messages
    assert any(line.startswith("written: ") and "inventory.csv" in line for line in caplog.messages)
