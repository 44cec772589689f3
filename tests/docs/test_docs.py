"""The examples in the documentation run and print what they say."""

from __future__ import annotations

import doctest
from pathlib import Path

import matplotlib.pyplot as plt
import pytest

import zzcarbon as zc

ROOT = Path(__file__).parents[2]
PAGES = sorted((ROOT / "docs").rglob("*.md"))
OPTIONS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
@pytest.mark.filterwarnings("ignore::zzcarbon.NotEstimatedWarning")
def test_examples_of_a_page_run(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every example of a page gives what the page shows; what it writes goes into a folder of its own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MPLBACKEND", "Agg")
    failures, _ = doctest.testfile(str(page), module_relative=False, optionflags=OPTIONS, encoding="utf-8")
    assert failures == 0


@pytest.mark.parametrize("name", ["README.md", "README.zh.md"])
@pytest.mark.filterwarnings("ignore::zzcarbon.NotEstimatedWarning")
def test_the_readme_runs(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The blocks of the README run as they stand, in both languages, one for each kind of user; files are written."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MPLBACKEND", "Agg")
    blocks = (ROOT / name).read_text(encoding="utf-8").split("```python\n")[1:]
    names: dict[str, object] = {}
    for block in blocks:
        exec(block.split("```")[0], names)
    assert isinstance(names["inventory"], zc.Inventory)
    assert isinstance(names["card"], zc.Scorecard)
    assert len(blocks) >= 5
    handed_in = {"碳排放报告.xlsx", "城市清单.html", "指标完成情况.xlsx", "项目组合.html", "活动数据.xlsx"}
    assert handed_in <= {path.name for path in tmp_path.iterdir()}


@pytest.mark.parametrize(
    "page", [page for page in PAGES if "{code-cell}" in page.read_text("utf-8")], ids=lambda page: page.stem
)
@pytest.mark.filterwarnings("ignore::zzcarbon.NotEstimatedWarning", "ignore::zzcarbon.charts.MissingFontWarning")
def test_the_cells_of_a_page_run(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The cells of a page that the site runs as a notebook run one after the other."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MPLBACKEND", "Agg")
    names: dict[str, object] = {}
    for cell in page.read_text(encoding="utf-8").split("```{code-cell} python\n")[1:]:
        exec(cell.split("```")[0], names)
    plt.close("all")
