"""The page that counts the figures by grade says what the files hold."""

from __future__ import annotations

import importlib.util
from pathlib import Path

SCRIPT = Path(__file__).parents[2] / "scripts" / "coverage_table.py"


def test_the_page_is_up_to_date() -> None:
    """``scripts/coverage_table.py`` writes the page that is committed."""
    spec = importlib.util.spec_from_file_location("coverage_table", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert module.main(["--check"]) == 0
