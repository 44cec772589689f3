"""Every page of the documentation is reachable, and every module has its page of reference."""

from __future__ import annotations

import re
from pathlib import Path, PurePosixPath
from types import ModuleType

import pytest

import zzcarbon as zc

DOCS = Path(__file__).parents[2] / "docs"
PAGES = sorted(str(page.relative_to(DOCS).with_suffix("")) for page in DOCS.rglob("*.md") if page.stem != "index")
MODULES = sorted(
    found.__name__ for found in (getattr(zc, name) for name in zc.__all__) if isinstance(found, ModuleType)
)
LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)")


@pytest.mark.parametrize("page", PAGES)
def test_a_page_stands_in_a_table_of_contents(page: str) -> None:
    """The index names every page, itself or by a pattern."""
    trees = re.findall(r"```{toctree}\n(.*?)```", (DOCS / "index.md").read_text(encoding="utf-8"), re.DOTALL)
    entries = [line for tree in trees for line in tree.splitlines() if line and not line.startswith(":")]
    assert any(PurePosixPath(page).match(entry) for entry in entries)


@pytest.mark.parametrize("module", MODULES)
def test_a_module_has_a_page_of_reference(module: str) -> None:
    """The page of functions lists every module that users call."""
    listed = (DOCS / "reference" / "api.md").read_text(encoding="utf-8").splitlines()
    assert f"   {module}" in listed


def _anchors(page: Path) -> set[str]:
    """Return the anchors that the headings of a page make."""
    heads = re.findall(r"^#+ (.*)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


GENERATED = {"methods", "sets", "plans", "headers", "vocabulary"}


@pytest.mark.parametrize("page", [*PAGES, "../README", "../README.zh", "../CONTRIBUTING"])
def test_no_link_of_a_page_is_dead(page: str) -> None:
    """A link inside the project names a file that is there, and an anchor that the file has."""
    path = DOCS / f"{page}.md"
    for target in LINK.findall(path.read_text(encoding="utf-8")):
        if re.match(r"[a-z]+:", target):
            continue
        name, _, anchor = target.partition("#")
        found = (path.parent / name) if name else path
        generated = found.parent.resolve() == DOCS / "reference" and found.stem in GENERATED
        assert found.exists() or generated, target
        if anchor and found.suffix == ".md":
            assert anchor in _anchors(found), target
