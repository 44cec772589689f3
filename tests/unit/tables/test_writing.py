"""Files are written whole or not at all, and a spreadsheet neither runs nor cuts their texts."""

from __future__ import annotations

import os
import stat
from pathlib import Path

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
    with pytest.raises(OSError, match="No such file"):
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
