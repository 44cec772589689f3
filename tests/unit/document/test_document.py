"""A document is plain data; its writers lose nothing and let nothing through."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zzcarbon.document import (
    Column,
    Document,
    Fact,
    Facts,
    Marked,
    Note,
    Paragraph,
    Picture,
    References,
    Section,
    Sources,
    Status,
    Table,
    width_of,
)

HEADS = ("no.", "document", "place", "grade")


class _Reader(HTMLParser):
    """Collects exact numbers, texts, and whether every element that opens closes."""

    VOID = ("meta", "br", "link")

    def __init__(self) -> None:
        super().__init__()
        self.values: list[str] = []
        self.open: list[str] = []
        self.tags: list[tuple[str, dict]] = []
        self.texts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)
        self.values += [value for name, value in attrs if name == "data-value"]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def _read(page: str) -> _Reader:
    reader = _Reader()
    reader.feed(page)
    reader.close()
    assert not reader.open
    return reader


def _document(name: str = "kiln", number: float = 1.0) -> Document:
    columns = (
        Column("project", "project"),
        Column("emission", "emission", "t", "number"),
        Column("status", "status", kind="status"),
        Column("empty", "never filled"),
        Column("references", "sources", kind="references"),
    )
    rows = ((name, number, Status("met", "good"), None, References((1,))), ("b", Marked(None, "NE"), "", None, None))
    sources = Sources("Sources", (("Guide <1>", "Table 3", "A"),), HEADS)
    table = Table("rows", "Rows", columns, rows)
    facts = Facts((Fact("CO2", number, "t"), Fact("NOx", None, "t", "NE")))
    parts = (facts, Section("s", "Part", (Paragraph("one"), Note("two", "bad"), table)), sources)
    return Document("Title", parts, "en", "sub")


@given(st.text(max_size=40), st.floats(allow_nan=False, allow_infinity=False))
def test_a_page_is_well_formed_keeps_exact_numbers_and_escapes_every_text(name: str, number: float) -> None:
    """Whatever a user calls a row, the page has no element of his; the exact number stands beside the printed one."""
    page = _document(name, number).page()
    reader = _read(page)
    assert repr(number) in reader.values
    assert len([tag for tag, _ in reader.tags if tag == "script"]) == 0
    assert len([tag for tag, _ in reader.tags if tag == "table"]) == 2
    assert name in "".join(reader.texts)


def test_a_page_needs_no_network_and_says_its_language() -> None:
    """No address is loaded; the language stands in the root; light and dark and print have their rules."""
    page = _document().page()
    assert '<html lang="en">' in page
    assert not re.search(r"(src|href)=\"(?!#)|@import|url\(", page)
    for rule in ("prefers" not in page, "color-scheme:light dark" in page.replace(": ", ":"), "@media print" in page):
        assert rule


def test_tables_are_accessible() -> None:
    """Every heading has a scope, every table a caption, the first cell of a row is its heading."""
    reader = _read(_document().page())
    assert all("scope" in attributes for tag, attributes in reader.tags if tag == "th")
    tags = [tag for tag, _ in reader.tags]
    assert tags.count("caption") == tags.count("table")


def test_references_lead_to_a_source_that_is_there() -> None:
    """Every link of a page points to an element of the page."""
    reader = _read(_document().page())
    links = {attributes["href"].removeprefix("#") for tag, attributes in reader.tags if tag == "a"}
    anchors = {attributes["id"] for _, attributes in reader.tags if "id" in attributes}
    assert links
    assert links <= anchors


def test_an_empty_column_is_not_printed_and_ne_is_no_number() -> None:
    """A column without a cell is left out; a notation stands as a word, without a number beside it."""
    document = _document()
    assert "never filled" not in document.page()
    assert "never filled" not in document.text()
    assert "NE" in document.text()
    assert _read(document.page()).values.count("1.0") == 2


def test_a_folded_table_is_closed_and_says_how_many_rows() -> None:
    """What is folded can be opened; its size stands beside its name, in the language of the page."""
    table = Table("gaps", "无数据", (Column("a", "指标"),), (("x",), ("y",)), folded=True)
    page = Document("标题", (table,), "zh").page()
    assert "<summary>无数据 （2 行）</summary>" in page
    assert "另有 2 行" in Document("标题", (table,), "zh").text()


def test_a_row_of_the_wrong_width_is_refused() -> None:
    """A table whose row has too many cells is a fault of the caller, said at once."""
    with pytest.raises(ValueError, match="table 'k': row 0 has 2 cells, not 1"):
        Table("k", "c", (Column("a", "a"),), (("x", "y"),))


def test_text_is_aligned_for_wide_characters() -> None:
    """Chinese words count twice; numbers stand to the right."""
    columns = (Column("area", "区域"), Column("n", "数", kind="number"))
    table = Table("k", "表", columns, (("郑州市", 5.0), ("登封", 1200.0)))
    lines = Document("t", (table,)).text().splitlines()[-3:]
    assert {width_of(line) for line in lines} == {width_of(lines[1])}


def test_a_picture_and_every_part_has_text() -> None:
    """A picture says in words what it shows."""
    document = Document("t", (Picture("p", "Emissions by sector", "<svg></svg>"),))
    assert "Emissions by sector" in document.text()
    assert "<figcaption>Emissions by sector</figcaption>" in document.page()
