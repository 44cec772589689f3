"""Every page of the documentation is reachable, and every module has its page of reference."""

from __future__ import annotations

import re
from pathlib import Path, PurePosixPath

import pytest

DOCS = Path(__file__).parents[2] / "docs"
PAGES = sorted(str(page.relative_to(DOCS).with_suffix("")) for page in DOCS.rglob("*.md") if page.stem != "index")
SOURCE = Path(__file__).parents[2] / "src" / "zzcarbon"
BELOW_THE_FACE = {"__init__", "printing", "resources", "spelling"}
MODULES = sorted(
    {path.stem for path in SOURCE.glob("*.py")} | {path.parent.name for path in SOURCE.glob("*/__init__.py")}
)


@pytest.mark.parametrize("page", PAGES)
def test_a_page_stands_in_a_table_of_contents(page: str) -> None:
    """The index names every page, itself or by a pattern."""
    trees = re.findall(r"```{toctree}\n(.*?)```", (DOCS / "index.md").read_text(encoding="utf-8"), re.DOTALL)
    entries = [line for tree in trees for line in tree.splitlines() if line and not line.startswith(":")]
    assert any(PurePosixPath(page).match(entry) for entry in entries)


@pytest.mark.parametrize("module", [name for name in MODULES if name not in BELOW_THE_FACE])
def test_a_module_has_a_page_of_reference(module: str) -> None:
    """The page of functions lists every module that users call."""
    listed = (DOCS / "reference" / "api.md").read_text(encoding="utf-8").splitlines()
    assert f"   zzcarbon.{module}" in listed
