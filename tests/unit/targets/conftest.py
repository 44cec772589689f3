"""Plans and ledgers for the tests of targets."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from zzcarbon.targets import Ledger, Plan, read_ledger, read_plan

HEAD = """\
name: exampleville
title: Plan of Exampleville, a city that does not exist
area: Exampleville
start: 2021
end: 2025
areas:
  - {key: Exampleville}
  - {key: East}
  - {key: West}
scales:
  water class: [Ⅰ, Ⅱ, Ⅲ, Ⅳ, Ⅴ, 劣Ⅴ]
targets:
"""


@pytest.fixture
def plan_head() -> str:
    """Return the head of the plan of a fictitious city."""
    return HEAD


@pytest.fixture
def make_plan(tmp_path: Path) -> Callable[..., Plan]:
    """Return a function that reads a plan of a fictitious city from its targets."""

    def made(*targets: str, head: str = HEAD) -> Plan:
        path = tmp_path / "plan.yaml"
        path.write_text(head + "\n".join(targets) + "\n", encoding="utf-8")
        return read_plan(path)

    return made


@pytest.fixture
def make_ledger() -> Callable[..., Ledger]:
    """Return a function that makes a ledger of rows, with defaults for the columns that are needed."""

    def made(*rows: dict[str, object]) -> Ledger:
        whole = [
            {
                "project": f"project {number}",
                "substance": "NOx",
                "reduction": 100.0,
                "unit": "t",
                "year": 2021,
            }
            | row
            for number, row in enumerate(rows)
        ]
        columns = ["project", "substance", "reduction", "unit", "year"]
        return read_ledger(pd.DataFrame(whole) if whole else pd.DataFrame(columns=columns))

    return made
