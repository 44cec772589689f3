"""The examples in the documentation run and print what they say."""

from __future__ import annotations

import doctest
from pathlib import Path

import pytest

import zzcarbon as zc

ROOT = Path(__file__).parents[2]
PAGES = sorted((ROOT / "docs").rglob("*.md"))
OPTIONS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_examples_of_a_page_run(page: Path) -> None:
    """Every example of a page gives what the page shows."""
    failures, _ = doctest.testfile(str(page), module_relative=False, optionflags=OPTIONS, encoding="utf-8")
    assert failures == 0


@pytest.mark.filterwarnings("ignore::zzcarbon.NotEstimatedWarning")
def test_the_readme_runs(capsys: pytest.CaptureFixture) -> None:
    """The blocks of the README run as they stand."""
    blocks = (ROOT / "README.md").read_text(encoding="utf-8").split("```python\n")[1:]
    names: dict[str, object] = {}
    for block in blocks:
        exec(block.split("```")[0], names)
    assert isinstance(names["inventory"], zc.Inventory)
    assert "CETS" in capsys.readouterr().out or names["card"]
