"""Files are written whole or not at all, and a spreadsheet neither runs nor cuts their texts."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import zzcarbon as zc
from zzcarbon.files import check_for_excel, escaped, replacing, unescaped, write_text, write_whole


def test_an_interrupted_write_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    """Whatever stops the writing, the old content stands and no temporary file stays."""
    path = tmp_path / "a.txt"
    write_text(path, "old")

    def broken(place: Path) -> None:
        place.write_text("half")
        raise KeyboardInterrupt("stopped")

    with pytest.raises(KeyboardInterrupt, match="stopped"):
        write_whole(path, broken)
    assert path.read_text(encoding="utf-8") == "old"
    assert [file.name for file in tmp_path.iterdir()] == ["a.txt"]


def test_new_files_have_the_rights_of_any_new_file(tmp_path: Path) -> None:
    """The umask of the user holds; a replaced file keeps the rights it had."""
    plain, ours = tmp_path / "plain.txt", tmp_path / "ours.txt"
    plain.write_text("x", encoding="utf-8")
    write_text(ours, "x")
    assert stat.S_IMODE(ours.stat().st_mode) == stat.S_IMODE(plain.stat().st_mode)
    ours.chmod(0o640)
    write_text(ours, "y")
    assert stat.S_IMODE(ours.stat().st_mode) == 0o640


def test_a_folder_that_is_not_there_is_an_os_error(tmp_path: Path) -> None:
    """Nothing is made on the way."""
    with pytest.raises(OSError, match="there is no folder .*no.: make it first"):
        write_text(tmp_path / "no" / "a.txt", "x")
    with pytest.raises(ZeroDivisionError, match="zero"), replacing(tmp_path / "b.txt") as place:
        place.write_text(str(1 / 0))
    assert os.listdir(tmp_path) == []  # noqa: PTH208


@given(st.lists(st.text(max_size=20), max_size=5))
def test_escaping_is_undone(texts: list[str]) -> None:
    """What was escaped comes back, and no escaped text begins like a formula or ends a row at its begin."""
    table = pd.DataFrame({"label": pd.Series(texts, dtype=object)})
    safe = escaped(table)
    assert unescaped(safe)["label"].tolist() == texts
    assert not any(str(text).startswith(("=", "+", "-", "@", "\t", "\r", "\n")) for text in safe["label"])


@pytest.mark.parametrize(("text", "why"), [("x" * 32_768, "32768 characters"), ("a\x07b", "control character"),
                                           ("\ufffe", "control character"), ("\ud800", "control character")])  # fmt: skip
def test_text_that_excel_cannot_hold_is_refused_by_name(text: str, why: str) -> None:
    """The row and the column are named; the longest text that fits passes."""
    with pytest.raises(zc.DataError, match=why) as caught:
        check_for_excel(pd.DataFrame({"label": pd.Series(["ok", text], dtype=object)}))
    assert [(found.row, found.column) for found in caught.value.problems] == [("2", "label")]
    check_for_excel(pd.DataFrame({"label": ["x" * 32_767, None], "number": [1.0, 2.0]}))


HALF = "a\ud800b"
"""Text with half of a character: Python holds it, no file does."""

DOORS: dict[str, Callable[[Any], object]] = {
    "energy": zc.energy.estimate,
    "general": zc.general.estimate,
    "estimate": zc.estimate,
    "ledger": zc.read_ledger,
    "observations": lambda rows: zc.plan("zhengzhou-14fyp").check(observations=rows),
    "candidates": lambda rows: zc.planner.read_candidates(rows, rows),
    "factors": lambda rows: zc.factors().extend(rows),
    "transfers": lambda rows: zc.targets.transfers(pd.DataFrame(), rows),
    "limits": lambda rows: zc.standards.check_limits(rows, standard="gb-13271-2014"),
    "entities": lambda rows: zc.footprint.organisation(rows, approach="equity share"),
    "water": zc.water.pollution_equivalents,
}  # fmt: skip


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("plain", [True, False])
def test_half_a_character_is_refused_where_it_is_read(door: str, plain: bool) -> None:
    """Nothing could write it later: row and column are named at every door, for plain rows as for frames."""
    rows = [{"project": "a", "label": "ok"}, {"project": "b", "label": HALF}]
    table = rows if plain else pd.DataFrame(rows, dtype=object)
    with pytest.raises(zc.DataError, match="half of a character") as caught:
        DOORS[door](table)
    assert [(found.row, found.column, found.value) for found in caught.value.problems] == [("2", "label", repr(HALF))]


def test_half_a_character_is_not_written(tmp_path: Path) -> None:
    """A text that came by another way is refused by name, and the old file stands."""
    path = tmp_path / "a.txt"
    write_text(path, "old")
    with pytest.raises(zc.DataError, match="the text cannot be written"):
        write_text(path, HALF)
    assert path.read_text(encoding="utf-8") == "old"
    with pytest.raises(zc.DataError, match="half of a character"):
        zc.energy.estimate({"fuel": ["diesel"], HALF: [1.0]})


@pytest.mark.parametrize(("text", "why"), [("x" * 40_000, "Excel cuts it"), ("bell\a", "control character")])
def test_a_report_in_excel_cuts_no_text(text: str, why: str, tmp_path: Path) -> None:
    """A workbook of a report refuses what a cell cannot hold, all at once; a page takes it."""
    pytest.importorskip("xlsxwriter")
    rows = {"fuel": ["diesel"] * 2, "amount": [1.0, 2.0], "unit": "t", "region": "CN-HA", "year": 2023,
            "district": [text, f"{text}."]}  # fmt: skip
    sums = zc.energy.estimate(rows, substances=["CO2"]).by("district")
    with pytest.raises(zc.DataError, match="the report does not fit into Excel") as caught:
        zc.report(sums, tmp_path / "sums.xlsx")
    assert len(caught.value.problems) == 2
    assert all(why in found.problem for found in caught.value.problems)
    assert os.listdir(tmp_path) == []  # noqa: PTH208
    assert zc.report(sums, tmp_path / "sums.html").exists()
