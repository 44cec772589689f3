"""Workbooks and text files as people make them: merged cells, sheets of notes, hidden sheets, formulas, odd separators."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import zzcarbon as zc

openpyxl = pytest.importorskip("openpyxl")

HEAD = ["厂区", "燃料", "数量", "单位", "年份", "地区"]
ROW = ["一厂", "柴油", 1.5, "t", 2023, "CN-HA"]
MORE = [None, "汽油", 2.5, "t", 2023, "CN-HA"]


def book(folder: Path, rows: list[list[Any]], change: Callable[[Any, Any], object] = lambda book, page: None) -> Path:
    """Write a workbook of one sheet, and change it."""
    made = openpyxl.Workbook()
    for row in rows:
        made.active.append(row)
    change(made, made.active)
    path = folder / "book.xlsx"
    made.save(path)
    return path


def sheet_of_notes(made: Any, page: Any) -> None:
    """Put the table on a second sheet; the first one tells what it is."""
    second = made.create_sheet("数据")
    for row in page.iter_rows(values_only=True):
        second.append(row)
    page.delete_rows(1, page.max_row)
    page["A1"] = "填表说明"


def hidden_sheet(made: Any, page: Any) -> None:
    """Hide the first sheet, an old copy; the second one is what the user sees."""
    second = made.create_sheet("2023")
    for row in page.iter_rows(values_only=True):
        second.append(row)
    page["C2"] = 99.0
    page.sheet_state = "hidden"


@pytest.mark.parametrize("change", [sheet_of_notes, hidden_sheet])
def test_the_sheet_with_the_table_is_read(change: Callable[[Any, Any], None], tmp_path: Path) -> None:
    """The first visible sheet that has headers of the list; a sheet that is named is read whatever it holds."""
    path = book(tmp_path, [HEAD, ROW], change)
    found = zc.read_activity(path)
    assert (found["amount"].tolist(), found.attrs["sheet"]) == ([1.5], openpyxl.load_workbook(path).sheetnames[1])
    assert zc.read_activity(path, sheet="Sheet").attrs["sheet"] == "Sheet"


def test_merged_cells_hold_for_each_of_their_rows(tmp_path: Path) -> None:
    """A works that is written once beside two rows belongs to both; a merged number is not counted twice."""
    merge = lambda made, page: [page.merge_cells(cells) for cells in ("A2:A3", "C2:C3")]  # noqa: E731
    found = zc.read_activity(book(tmp_path, [HEAD, ROW, MORE], merge))
    label = found.columns[0]
    assert found[label].tolist() == ["一厂", "一厂"]
    assert found["amount"].isna().tolist() == [False, True]


def test_a_header_of_two_rows_is_read_where_its_cells_are_merged(tmp_path: Path) -> None:
    """Words merged down from the first row and words of the second make one header."""
    rows = [["燃料", "用量", None, "年份"], [None, "数量", "单位", None], ["柴油", 1.0, "t", 2023]]
    merge = lambda made, page: [page.merge_cells(cells) for cells in ("A1:A2", "B1:C1", "D1:D2")]  # noqa: E731
    assert zc.read_activity(book(tmp_path, rows, merge)).columns.tolist() == ["fuel", "amount", "unit", "year"]


def test_a_formula_without_a_result_is_refused_by_its_cell(tmp_path: Path) -> None:
    """Programs write formulas that nobody has computed: nothing would be read in silence."""
    path = book(tmp_path, [HEAD, [*ROW[:2], "=1+1", *ROW[3:]], ["=A2", *ROW[1:]]])
    with pytest.raises(zc.DataError, match="a formula without a stored result") as caught:
        zc.read_activity(path)
    assert [(found.row, found.column) for found in caught.value.problems] == [("2", "C"), ("3", "A")]


def test_a_table_of_headers_only_is_told_at_the_door(tmp_path: Path) -> None:
    """No rows are no inventory of zero."""
    path = tmp_path / "a.csv"
    path.write_text("fuel,amount,unit,region,year\n", encoding="utf-8")
    assert zc.read_activity(path).shape == (0, 5)
    with pytest.raises(zc.DataError, match="no rows"):
        zc.energy.estimate(zc.read_activity(path))


@pytest.mark.parametrize(
    ("content", "encoding", "match"),
    [
        ("燃料|数量|单位\n柴油|1|t\n", "utf-8", "one column whose header holds '|'"),
        ("燃料，数量，单位\n柴油，1，t\n", "utf-8", "one column whose header holds '，'"),
        ("fuel,amount,unit,site\ndiesel,1,t,Orléans\n", "latin-1", "the file is not utf-8"),
        ("燃料,数量,单位\n柴油,1,吨\n", "utf-16-le", "bytes of zero"),
    ],
)
def test_what_would_be_read_as_something_else_is_refused(
    content: str, encoding: str, match: str, tmp_path: Path
) -> None:
    """Other separators, other letters: a table of one column or of wrong words is told, not read."""
    path = tmp_path / "a.csv"
    path.write_bytes(content.encode(encoding))
    with pytest.raises(zc.DataError, match=match.replace("|", r"\|")):
        zc.read_activity(path)


def test_a_template_filled_on_several_sheets_is_read_sheet_by_sheet(tmp_path: Path) -> None:
    """Rows of no sheet are left out in silence: one filled sheet is found wherever it stands, several are named."""
    path = zc.template("city", tmp_path / "城市.xlsx", language="zh")
    book = openpyxl.load_workbook(path)
    book["工业"].append([None, "工业", None, "水泥熟料"])
    book.save(path)
    assert zc.read_activity(path).attrs["sheet"] == "工业"
    book["交通"].append([None, "交通", None, "轻型客车"])
    book.save(path)
    with pytest.raises(zc.DataError, match="several sheets hold rows: 工业, 交通"):
        zc.read_activity(path)
    assert len(zc.read_activity(path, sheet="交通")) == 1
