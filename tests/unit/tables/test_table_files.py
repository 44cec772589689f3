"""Files of tables: read where they hold one, refused by name and soon where they do not."""

from __future__ import annotations

import os
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

import zzcarbon as zc
from zzcarbon.tables import ReadLimits
from zzcarbon.tables.read import read_table

ROWS = "燃料,数量,单位\n原煤,12,t\n"
GOOD = {
    "plain": ROWS,
    "title above": "2023年能源消费,,\n,,\n" + ROWS,
    "short title above": "2023年能源消费\n\n" + ROWS,
    "two languages": "燃料,数量,单位\nfuel,amount,unit\n原煤,12,t\n",
    "note below": ROWS + "注：统计局数据\n",
    "blank lines": "燃料,数量,单位\r\n\r\n原煤,12,t\r\n\r\n",
    "empty column": "燃料,数量,,单位\n原煤,12,,t\n",
    "comma at the end": "燃料,数量,单位,\n原煤,12,t,\n",
    "tabs": ROWS.replace(",", "\t"),
    "semicolons": ROWS.replace(",", ";"),
    "quotes": '"燃料","数量","单位"\n"原煤","12","t"\n',
    "unit in brackets": "燃料,数量（t）\n原煤,12\n",
    "unit below": "燃料,数量\n,(t)\n原煤,12\n",
    "padded headers": "燃 料,数 量,单 位\n原煤,12,t\n",
}


@pytest.mark.parametrize("name", GOOD)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_one_table_in_many_forms_is_one_table(tmp_path: Path, name: str, encoding: str) -> None:
    """Titles, notes, separators, widths and encodings do not change what is read."""
    path = tmp_path / "t.csv"
    path.write_bytes(GOOD[name].encode(encoding))
    named = {"encoding": "gb18030"} if encoding == "gb18030" else {}
    found = zc.read_activity(path, **named)
    assert found[["fuel", "amount", "unit"]].to_numpy().tolist() == [["原煤", 12.0, "t"]]
    assert found.attrs["matched"][next(iter(found.attrs["matched"]))] == "fuel"
    assert found.attrs["file"] == "t.csv"


def test_a_sheet_is_read_as_a_file_of_text(tmp_path: Path) -> None:
    """Header below a title, codes as text though the cell holds a number, dates kept, sheets by name."""
    frame = pd.DataFrame({"编号": ["a", "b"], "行业代码": [131, None], "燃料": "原煤", "数量": [1.5, 2], "单位": "t",
                          "日期": pd.to_datetime(["2024-03-01", "2024-03-02"])})  # fmt: skip
    with pd.ExcelWriter(tmp_path / "t.xlsx") as book:
        pd.DataFrame({"说明": ["先读"]}).to_excel(book, sheet_name="说明", index=False)
        frame.to_excel(book, sheet_name="数据", index=False, startrow=3)
    found = zc.read_activity(tmp_path / "t.xlsx", sheet="数据")
    assert found["industry_gbt4754"].tolist()[0] == "131"
    assert found["amount"].tolist() == [1.5, 2.0]
    assert found.attrs["header_row"] == 4
    assert pd.api.types.is_datetime64_any_dtype(found["period"])
    assert zc.read_activity(tmp_path / "t.xlsx", sheet=1).equals(found)


def test_codes_stay_as_they_are_written(tmp_path: Path) -> None:
    """Zeros in front, exponents and long digits of a code are not a number's."""
    text = "id,entity,industry_gbt4754,region,fuel,amount,unit,boiler\n007,0001,0131,410100,coke,1,t,01\n1E5,1,3110,,coke,1,t,1\n"
    (tmp_path / "t.csv").write_text(text, encoding="utf-8")
    found = zc.read_activity(tmp_path / "t.csv")
    assert found["id"].tolist() == ["007", "1E5"]
    assert found["entity"].tolist() == ["0001", "1"]
    assert found["industry_gbt4754"].tolist() == ["0131", "3110"]
    assert found["region"].iloc[0] == "410100"
    assert found["boiler"].tolist() == ["01", "1"]
    assert found["amount"].dtype.kind in "if"


def test_a_label_is_a_number_where_nothing_is_lost(tmp_path: Path) -> None:
    """Shares and counts of the caller are numbers; what a number would change stays text."""
    text = "fuel,amount,unit,weight,count,boiler,line,long\ncoke,1,t,0.5,3,01,1,12345678901234567\ncoke,2,t,,4,2,,1\n"
    (tmp_path / "t.csv").write_text(text, encoding="utf-8")
    found = zc.read_activity(tmp_path / "t.csv")
    assert found["weight"].tolist()[0] == 0.5
    assert found["count"].tolist() == [3, 4]
    assert found["boiler"].tolist() == ["01", "2"]
    assert found["line"].tolist()[0] == "1"
    assert found["long"].tolist()[0] == "12345678901234567"


def _workbook(path: Path) -> bytes:
    pd.DataFrame({"fuel": ["coke"] * 50, "amount": 1.0, "unit": "t"}).to_excel(path, index=False)
    return path.read_bytes()


def _bomb(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("xl/workbook.xml", "<workbook/>")
        book.writestr("xl/worksheets/sheet1.xml", b"0" * (210 * 10**6))


def _many(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as book:
        for number in range(5001):
            book.writestr(f"{number}.xml", "")


def _other(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as book:
        book.writestr("a.txt", "x")


def _cut(path: Path) -> None:
    whole = _workbook(path)
    path.write_bytes(whole[: len(whole) // 2])


def _damaged(path: Path) -> None:
    whole = bytearray(_workbook(path))
    whole[400:700] = os.urandom(300)
    path.write_bytes(bytes(whole))


def _text(text: str | bytes) -> Callable[[Path], object]:
    return lambda path: path.write_bytes(text.encode() if isinstance(text, str) else text)


ODD: dict[str, tuple[str, Callable[[Path], object], str]] = {
    "empty": ("t.csv", _text(""), "empty"),
    "blank": ("t.csv", _text("\n \n\n"), "empty"),
    "wide": ("t.csv", _text(",".join("c" * 100_000)), "64 kB"),
    "5,000 columns": ("t.csv", _text(",".join(f"c{i}" for i in range(5000)) + "\n"), "the limit is 2000"),
    "a cell too many": ("t.csv", _text("fuel,amount,unit\ncoke,1,t,x\ncoke,1,t,x\n"), "4 cells, the header has 3"),
    "cut": ("t.csv", _text("fuel,amount,unit\ncoke,1,t\ncoke,"), "2 cells, the header has 3"),
    "open quote": ("t.csv", _text('fuel,amount,unit\n"coke,1,t\ncoke,1,t\n'), "quote"),
    "zeros": ("t.csv", _text("fuel,amount,unit\nco\0ke,1,t\n"), "zero"),
    "late zeros": ("t.csv", _text("fuel,amount,unit\n" + "coke,1,t\n" * 9000 + "\0,1,t\n"), "zero"),
    "other encoding": ("t.csv", _text("甲,乙\n丙,1\n".encode("gb18030")), "gb18030"),
    "wide characters": ("t.csv", _text("fuel,amount,unit\ncoke,1,t\n".encode("utf-16-le")), "utf-16"),
    "random": ("t.csv", _text(bytes(range(256)) * 40), "not|zero"),
    "old": ("t.xls", _text("x"), "xlsx"),
    "kind": ("t.pdf", _text("x"), "kind"),
    "renamed old": ("t.xlsx", _text(b"\xd0\xcf\x11\xe0" + b"0" * 600), "old or encrypted"),
    "text as workbook": ("t.xlsx", _text(ROWS), "not a workbook"),
    "empty workbook": ("t.xlsx", _text(""), "empty"),
    "cut workbook": ("t.xlsx", _cut, "workbook"),
    "damaged workbook": ("t.xlsx", _damaged, "workbook"),
    "bomb": ("t.xlsx", _bomb, "the limit is 200 MB"),
    "many entries": ("t.xlsx", _many, "the limit is 5000"),
    "other zip": ("t.xlsx", _other, "not a workbook"),
    "folder": ("t.csv", lambda path: path.mkdir(), "folder"),
}


@pytest.mark.parametrize("name", ODD)
def test_an_odd_file_is_refused_by_name(tmp_path: Path, name: str) -> None:
    """A DataError names the file, what is wrong and what to do; nothing else is raised, nothing is guessed."""
    file, make, problem = ODD[name]
    make(tmp_path / file)
    began = time.process_time()
    with pytest.raises(zc.DataError, match=problem) as caught:
        zc.read_activity(tmp_path / file)
    assert time.process_time() - began < 2.0
    assert {found.file for found in caught.value.problems} == {file}
    assert all(found.remedy for found in caught.value.problems)


def test_a_missing_file_and_a_missing_sheet(tmp_path: Path) -> None:
    """A file that is not there is FileNotFoundError; a sheet that is not there lists those that are."""
    with pytest.raises(FileNotFoundError, match="none.csv"):
        zc.read_activity(tmp_path / "none.csv")
    _workbook(tmp_path / "t.xlsx")
    for sheet in ("no", 7, -1):
        with pytest.raises(zc.DataError, match="Sheets: 'Sheet1'"):
            zc.read_activity(tmp_path / "t.xlsx", sheet=sheet)


def test_limits_are_a_choice(tmp_path: Path) -> None:
    """What the limits refuse is read with other limits; the message names the one to write."""
    path = tmp_path / "t.csv"
    path.write_text(",".join(f"c{i}" for i in range(2500)) + "\n" + ",".join("1" * 2500) + "\n", encoding="utf-8")
    with pytest.raises(zc.DataError, match=r"ReadLimits\(columns=2500\)"):
        read_table(path)
    assert read_table(path, limits=ReadLimits(columns=2500)).shape == (1, 2500)
    with pytest.raises(zc.DataError, match=r"ReadLimits\(megabytes="):
        read_table(path, limits=ReadLimits(megabytes=0.001))


def test_without_the_extra_the_remedy_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A workbook needs the extra ``excel``; the error says how to get it."""
    _workbook(tmp_path / "t.xlsx")
    monkeypatch.setitem(__import__("sys").modules, "openpyxl", None)
    with pytest.raises(ImportError, match=r"zzcarbon\[excel\]"):
        zc.read_activity(tmp_path / "t.xlsx")
