"""A report loses nothing, invents nothing, is the same twice, and reads in the reader's language."""

from __future__ import annotations

import csv
import re
import zipfile
from html.parser import HTMLParser
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

import zzcarbon as zc
from zzcarbon import cobenefit, emergency, planner
from zzcarbon.document import Column, Document, Marked, Note, References, Sources, Table
from zzcarbon.reporting.documents import report_document
from zzcarbon.reporting.workbook import workbook_bytes

ENTRIES = pd.DataFrame(
    {
        "project": ["kiln", "=HYPERLINK(1)", "sewage", "kiln 2"],
        "substance": ["NOx", "VOCs", "COD", "NOx"],
        "reduction": [3500.125, 11200.0, 900.0, 40.0],
        "unit": "t",
        "year": [2022, 2023, 2023, 2024],
        "district": ["登封市", "金水区", "", "登封市"],
        "status": ["verified", "verified", "planned", "verified"],
    }
)


def _ledger() -> zc.Ledger:
    return zc.read_ledger(ENTRIES.assign(project=["kiln", "paint", "sewage", "kiln 2"]))


def _portfolio() -> planner.Portfolio:
    names = ["kiln", "boiler", "buses"]
    costs = pd.DataFrame(
        {"project": names, "capital": [100, 60, 90], "operation": 0, "life": 10, "rate": 0.0, "cost_unit": "万元",
         "price_year": 2024, "earliest": 2024}
    )  # fmt: skip
    cuts = pd.DataFrame({"project": names, "substance": "NOx", "reduction": [50.0, 35.0, 40.0], "unit": "t"})
    due = planner.quotas(pd.DataFrame({"substance": ["NOx"], "required": [70.0], "unit": ["t"], "year": [2025]}))
    return planner.portfolio(planner.read_candidates(costs, cuts), due, years=(2024, 2025))


def _comparison() -> pd.DataFrame:
    return pd.DataFrame(
        {"fuel": ["raw coal", "diesel"], "substance": "CO2", "emission": [5.5, 2.25], "emission_other": [4.0, None],
         "difference": [1.5, None], "ratio": [1.375, None]}
    )  # fmt: skip


def _uncertainty() -> pd.DataFrame:
    return pd.DataFrame(
        {"sector": ["水泥", "电力"], "substance": "CO2", "emission": [5.0, 6.0], "unit": "kt", "lower": [4.0, 5.0],
         "upper": [7.0, 8.0], "relative": [0.2, 0.3], "method": "first order"}
    )  # fmt: skip


def _inventory() -> zc.Inventory:
    rows = pd.DataFrame(
        {"fuel": ["原煤", "柴油", "天然气", "电力"], "amount": [12.0, 800.0, 35.0, 6.5],
         "unit": ["万吨", "t", "万立方米", "亿千瓦时"], "gas_reference": ["", "", "20", ""], "year": 2023,
         "district": ["登封市", "金水区", "登封市", "金水区"], "category_nfr": ["1.A.2", "1.A.2", "1.A.4.b.i", ""],
         "activity_evidence": ["published", "illustrative", "published", "published"]}
    )  # fmt: skip
    return zc.energy.estimate(rows, region="CN-410100", substances=["CO2", "NOx", "CH4"])


def _emergency() -> emergency.EmergencyList:
    measures = pd.DataFrame(
        [("一厂", "窑", "B", "黄色", "限产", 0.5), ("一厂", "窑", "B", "红色", "停产", 1.0), ("一厂", "窑", "B", "红色", "停运", 0.2),
         ("二厂", "喷涂", "A", "红色", "限产", 0.2), ("三厂", "磨", "A", "黄色", "限产", 0.9), ("三厂", "磨", "A", "红色", "限产", 0.2)],
        columns=["enterprise", "process", "grade", "level", "measure", "cut"],
    )  # fmt: skip
    emissions = pd.DataFrame(
        [("一厂", "窑", "NOx", 1.5, "t/d"), ("二厂", "喷涂", "VOCs", 400.0, "kg/d")],
        columns=["enterprise", "process", "substance", "emission", "unit"],
    )
    required = pd.DataFrame(
        [("red", "NOx", 0.3, 4.0), ("yellow", "NOx", 0.3, 4.0)], columns=["level", "substance", "share", "base"]
    ).assign(unit="t/d")
    limits = pd.DataFrame({"grade": ["A"], "level": ["红色"], "most": [0.1]})
    return emergency.emergency_list(measures, emissions, required, limits=limits)


def _co_control() -> pd.DataFrame:
    return cobenefit.co_control(
        pd.DataFrame(
            {"project": ["热泵", "湿法脱硫"], "pollutant_emission": [10.0, 8.0], "gas_emission": [500.0, 100.0],
             "pollutant_reduction": [2.0, 5.0], "gas_reduction": [50.0, -2.0]}
        )
    )  # fmt: skip


def _plane() -> pd.DataFrame:
    rows = pd.DataFrame(
        {"project": ["热泵"] * 2, "substance": ["NOx", "CO2"], "reduction": [3.0, 400.0], "unit": ["t/a"] * 2}
    )
    return cobenefit.plane(rows, weights={"NOx": 1.0}, gwp="AR6")


def _front() -> planner.ParetoFront:
    plan = _portfolio()
    frame = pd.DataFrame(
        {"cost": [1.0], "reduction": [70.0], "cost_per_tonne": [float("nan")], "projects": [len(plan.frame)]}
    )
    return planner.ParetoFront(frame, (plan,), "CO2")


def _robust() -> planner.RobustPlan:
    frame = pd.DataFrame(
        {"quota": ["NOx 2025"], "required": [70.0], "margin": [5.0], "achieved": [85.0], "deviation": [3.0],
         "probability": [0.99]}
    )  # fmt: skip
    return planner.RobustPlan(_portfolio(), frame)


RESULTS = {
    "inventory": _inventory,
    "scorecard": lambda: zc.plan("zhengzhou-14fyp").check(_ledger().only("NOx", "VOCs", "COD"), as_of=2025),
    "ledger": _ledger,
    "portfolio": _portfolio,
    "comparison": _comparison,
    "uncertainty": _uncertainty,
    "emergency": _emergency,
    "co-control": _co_control,
    "plane": _plane,
    "front": _front,
    "robust": _robust,
    "sums": lambda: _inventory().by("fuel", "district", scope="1"),
    "explanation": lambda: _inventory().explain("row-1"),
}


class _Page(HTMLParser):
    """Collects tables by anchor, links, anchors and addresses of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.values: list[float] = []
        self.links: set[str] = set()
        self.anchors: set[str] = set()
        self.words: list[str] = []
        self.skipped = 0
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list) -> None:
        facts = dict(attrs)
        self.skipped += tag in {"style", "svg"}
        if "data-value" in facts:
            self.values.append(float(facts["data-value"]))
        if tag == "a" and str(facts.get("href", "")).startswith("#source"):
            self.links.add(facts["href"][1:])
        if "id" in facts:
            self.anchors.add(facts["id"])

    def handle_endtag(self, tag: str) -> None:
        self.skipped -= tag in {"style", "svg"}

    def handle_data(self, data: str) -> None:
        if not self.skipped:
            self.words.append(data)


@pytest.fixture(scope="module", params=list(RESULTS))
def result(request: pytest.FixtureRequest) -> object:
    """Return one result of each kind."""
    return RESULTS[request.param]()


def test_a_page_is_whole_the_same_twice_and_needs_no_network(result: object, tmp_path: Path) -> None:
    """The same result gives the same bytes; nothing is loaded; every reference leads to a source on the page."""
    page = zc.report(result, tmp_path / "a.html", language="zh").read_text(encoding="utf-8")
    assert zc.report(result, tmp_path / "b.html", language="zh").read_text(encoding="utf-8") == page
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.html", "b.html"]
    outside = re.findall(r"(?:src|href)=\"(?!#)[^\"]*\"|url\((?!#)[^)]*\)|@import|https?://", page)
    assert not outside
    read = _Page(page)
    assert read.links <= read.anchors
    ids = re.findall(r"\sid=\"([^\"]+)\"", page)
    assert len(ids) == len(set(ids))


def test_a_workbook_is_typed_frozen_and_without_formulas(result: object, tmp_path: Path) -> None:
    """Numbers are numbers, no cell is a formula, heads are frozen, units have a row; the same bytes twice."""
    file = zc.report(result, tmp_path / "a.xlsx", language="zh")
    assert zc.report(result, tmp_path / "b.xlsx", language="zh").read_bytes() == file.read_bytes()
    book = openpyxl.load_workbook(file)
    document = report_document(result, "zh")
    assert len(book.sheetnames) == 1 + len(document.tables()) + any(isinstance(p, Sources) for p in document.parts)
    for sheet in book.worksheets:
        assert not [cell.coordinate for row in sheet for cell in row if cell.data_type == "f"]
    for table in document.tables():
        sheet = book[
            next(name for name in book.sheetnames if book[name]["A1"].value == table.caption and name != "摘要")
        ]
        assert sheet.freeze_panes == "B4"
        for at, column in enumerate(table.columns, 1):
            if column.kind in {"number", "share"}:
                given = [row[at - 1] for row in table.rows]
                kept = [sheet.cell(4 + place, at).value for place in range(len(table.rows))]
                for cell, value in zip(given, kept, strict=True):
                    if isinstance(cell, Marked) and cell.value is None:
                        assert value == cell.mark
                    elif cell is None or isinstance(cell, str):
                        assert value == cell
                    else:
                        assert value == pytest.approx(cell.value if isinstance(cell, Marked) else cell, rel=1e-14)


def test_csv_has_its_mark_exact_numbers_and_no_formula(result: object, tmp_path: Path) -> None:
    """Excel in Chinese reads the file as UTF-8; the numbers are those of the document; no cell begins a formula."""
    file = zc.report(result, tmp_path / "a.csv", language="zh")
    assert file.read_bytes().startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(file.read_text(encoding="utf-8-sig").splitlines()))
    table = report_document(result, "zh").tables()[0]
    assert len(rows) == len(table.rows) + 1
    numbers = [cell for row in table.rows for cell in row if isinstance(cell, float)]
    read = {float(cell) for row in rows[1:] for cell in row if re.fullmatch(r"-?[\d.]+(e[-+]?\d+)?", cell)}
    assert set(numbers) <= read


def test_sums_of_a_ledger_are_those_of_the_ledger(tmp_path: Path) -> None:
    """The page of a ledger shows what `by` gives, to the last digit."""
    page = _Page(zc.report(_ledger(), tmp_path / "a.html").read_text(encoding="utf-8"))
    for labels in (("substance",), ("year",), ("district",)):
        for value in _ledger().by(*labels)["net"]:
            assert value in page.values


@pytest.mark.parametrize("label", ["district", "fuel", "category_nfr", "scope"])
def test_sums_of_an_inventory_are_those_of_by(label: str, tmp_path: Path) -> None:
    """Each table of the page shows what `by` gives, scopes apart, NE as a word; every line leads to its sources."""
    inventory = _inventory()
    page = _Page(zc.report(inventory, tmp_path / "a.html").read_text(encoding="utf-8"))
    sums = inventory.by("scope", label) if label != "scope" else inventory.by("scope")
    for value in sums["emission"].dropna():
        assert any(value == pytest.approx(shown, rel=1e-12) for shown in page.values)
    mixed = inventory.by("scope", unit="t").groupby("substance")["emission"].sum()["CO2"]
    assert not any(mixed == pytest.approx(shown, rel=1e-9) for shown in page.values)
    table = next(t for t in report_document(inventory, "en").tables() if t.key == "by-district")
    assert all(row[-1].numbers for row in table.rows)


def test_the_evidence_of_the_activity_data_is_reported(tmp_path: Path) -> None:
    """The share of each substance that rests on illustrative rows sums to one with the others."""
    table = next(t for t in report_document(_inventory(), "en").tables() if t.key == "evidence")
    for row in table.rows:
        assert sum(row[1:]) == pytest.approx(1.0)


def test_sums_of_a_card_a_portfolio_and_a_comparison_are_theirs(tmp_path: Path) -> None:
    """The numbers of each page are those of the result behind it."""
    card = RESULTS["scorecard"]()
    page = _Page(zc.report(card, tmp_path / "a.html").read_text(encoding="utf-8"))
    assert set(card.frame["achieved"].dropna()) <= set(page.values)
    plan = _portfolio()
    page = _Page(zc.report(plan, tmp_path / "b.html").read_text(encoding="utf-8"))
    assert {plan.cost, plan.capital, *plan.quotas["achieved"], *plan.spending} <= set(page.values)
    page = _Page(zc.report(_comparison(), tmp_path / "c.html").read_text(encoding="utf-8"))
    assert {7.75, 4.0, 1.5} <= set(page.values)


def test_sums_of_an_emergency_list_are_its_own(tmp_path: Path) -> None:
    """Each reduction, requirement and share of the page is that of the list; every conflict and gap is shown."""
    made = _emergency()
    page = _Page(zc.report(made, tmp_path / "a.html", language="zh").read_text(encoding="utf-8"))
    for column in ("reduction", "base", "share", "required"):
        assert set(made.sums[column]) <= set(page.values)
    assert len(made.conflicts) == 4
    text = "".join(page.words)
    for told in ("已停产的工序再次停产或限产", "要求低于黄色预警", "超过绩效 A 级的允许值（0.1）", "其排放未知"):
        assert told in text
    assert "黄色预警：NOx 未达到要求" in text


@pytest.mark.parametrize("kind", ["co-control", "plane", "front", "robust", "sums"])
def test_numbers_of_a_page_are_those_of_the_frame(kind: str, tmp_path: Path) -> None:
    """Nothing is rounded on the way to the page."""
    result = RESULTS[kind]()
    frame = result if isinstance(result, pd.DataFrame) else result.frame
    page = _Page(zc.report(result, tmp_path / "a.html").read_text(encoding="utf-8"))
    for column in frame.select_dtypes("float"):
        assert set(frame[column].dropna()) <= set(page.values), column


ALLOWED = re.compile(
    r"CN|GLO|ipcc\d+|kg/TJ|GJ/t|[kt]?g?/[GT]J|t/GJ|GJ|Tier|NOx|VOCs|COD|NH3-N|CO2|PM2\.5|PM10|SO2|TN|TP|CH4|N2O|N[AEO]|IE|CNY|GDP|AQI|IPCC|NFR|GHG|Excel|\d+e\d+|m3|km2|km|tce|kWh|MW|GW|kW|"
    r"zc\.\w+|extend|[A-Z]\.[\w.]+|[0-9a-f]{10,12}|EQI|month|vehicle|m2|m3/|t/|e[48]|CNY/a|[kM]?t|[a-zμ]+/[a-z0-9]+|ug|mg|dB|[ABC]|d|a|x"
)


def _english(words: list[str], own: set[str]) -> set[str]:
    """Return words of Latin letters that are neither symbols, units, ids nor names that the user gave."""
    found = set()
    for text in words:
        if text.strip() in own:
            continue
        for word in re.findall(r"[A-Za-z][A-Za-z0-9./_+-]*", re.sub(r"\b[0-9a-f]{9,}\b", "", text)):
            is_id = bool(re.search(r"[A-Z]+\d|\d.*-|-.*\d|^[a-z]+(-[a-z0-9]+)+$", word))
            if not is_id and not re.fullmatch(ALLOWED, word):
                found.add(word)
    return found


def test_a_chinese_reader_finds_no_english_word(result: object, tmp_path: Path) -> None:
    """Only substances, symbols, units, ids and names of users and sources stand in Latin letters."""
    page = _Page(zc.report(result, tmp_path / "a.html", language="zh").read_text(encoding="utf-8"))
    if isinstance(result, zc.Inventory):  # names of documents and places are in their own language
        page.words = page.words[: page.words.index("来源", page.words.index("数据依据"))]
    if "计算过程" in "".join(page.words):  # equations, and what the sources say in their own words
        page.words = [
            re.sub(r"，.*?（[ABC] 级）|原文注.*|^=? ?[-E=0-9.].*|“[A-Za-z ]+”|（[A-Za-z ]+）", "", w)
            for w in page.words
        ]
    own = {"kiln", "paint", "sewage", "kiln 2", "boiler", "buses", "targets for 2025", "NOx 2025"}
    assert _english(page.words, own) == set()


def test_what_has_no_report_is_said(tmp_path: Path) -> None:
    """A wrong ending, a wrong object, an unknown table or language: each is named with the way out; no file is left."""
    card = zc.plan("zhengzhou-14fyp").check(as_of=2025)
    with pytest.raises(zc.DataError, match=r"no kind of report.*End the name in .html, .xlsx or .csv"):
        zc.report(card, tmp_path / "a.docx")
    with pytest.raises(zc.DataError, match="no report is known of it"):
        zc.report(3, tmp_path / "a.html")
    with pytest.raises(zc.DataError, match="not a frame of results .value x."):
        zc.report(pd.DataFrame({"x": [1]}), tmp_path / "a.html")
    with pytest.raises(zc.UnknownNameError, match="unknown table of the report 'quota'.*'quotas'"):
        zc.report(card, tmp_path / "a.csv", table="quota")
    with pytest.raises(zc.UnknownNameError, match="Languages are en and zh"):
        zc.report(card, tmp_path / "a.html", language="de")
    assert not list(tmp_path.iterdir())


def test_the_language_of_the_options_is_taken(tmp_path: Path) -> None:
    """Without an argument a report speaks the language that was set."""
    with zc.options.within(language="zh"):
        page = zc.report(_ledger(), tmp_path / "a.html").read_text(encoding="utf-8")
    assert '<html lang="zh-Hans">' in page


def test_a_workbook_of_odd_tables(tmp_path: Path) -> None:
    """Sheets of one caption get two names; a formula stays text; a marked number is a number; a link leads on."""
    columns = (Column("a", "名称"), Column("b", "NOx", "t", "number"), Column("c", "来源", kind="references"))
    rows = (
        ("=1+1", Marked(2.5, "NE"), References((1,))),
        ("http://x", Marked(None, "NE"), None),
        ("x" * 32_767, 1e-9, None),
    )
    long = "排放量/按[行业]:*?" * 5
    parts = (
        Table("p", long, columns, rows),
        Table("q", long, columns, ()),
        Sources("来源", (("d", "p", "A"),), ("a", "b", "c", "d")),
    )
    file = tmp_path / "x.xlsx"
    file.write_bytes(workbook_bytes(Document("t", parts, "zh")))
    book = openpyxl.load_workbook(file)
    assert len({name.casefold() for name in book.sheetnames}) == 4
    sheet = book.worksheets[1]
    assert sheet["A4"].value == "=1+1"
    assert sheet["A4"].data_type == "s"
    assert sheet["B4"].value == 2.5
    assert sheet["B5"].value == "NE"
    assert sheet["A5"].hyperlink is None
    assert "来源" in sheet["C4"].hyperlink.location
    assert sheet["A6"].value == "x" * 32_767
    assert zipfile.ZipFile(file).testzip() is None


@pytest.mark.parametrize("language", ["en", "zh"])
def test_totals_of_several_years_say_that_they_add_them(language: str) -> None:
    """Of two years the page says so, in print and as a report; of one year nothing is said."""
    rows = pd.DataFrame({"fuel": "柴油", "amount": [1.0, 2.0], "unit": "t", "year": [2021, 2023]})
    two = zc.energy.estimate(rows, region="CN-HA", substances=["CO2"])
    one = zc.energy.estimate(rows.assign(year=2023), region="CN-HA", substances=["CO2"])
    assert "2021, 2023" in str(two.document(language))
    assert "2021, 2023" in str(report_document(two, language))
    assert not any(isinstance(part, Note) and "2023" in part.text for part in one.document(language).parts)
