"""What is filled into a template is read back as it was, and the example is right."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

import zzcarbon as zc
from zzcarbon import planner
from zzcarbon.document import word
from zzcarbon.modules import MODULES
from zzcarbon.reporting.template_file import template_kinds

TABLES = ("ledger", "candidates", "observations", "product", "organisation")
ACTIVITY = [kind for kind in template_kinds() if kind not in TABLES]


def _filled(kind: str, language: str, folder: Path) -> tuple[Path, list[str]]:
    """Copy the example row of each sheet into its sheet to fill in, as a user would type it."""
    file = zc.template(kind, folder / f"{kind}.xlsx", language=language)
    book = openpyxl.load_workbook(file)
    names = book.sheetnames
    sheets = names[: names.index("lists") // 2]
    for name, example in zip(sheets, names[len(sheets) :], strict=False):
        for cell in book[example][4]:
            if cell.value is not None:
                book[name][cell.coordinate] = cell.value
    book.save(file)
    return file, sheets


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("kind", ACTIVITY)
def test_the_example_of_a_template_reads_back_and_is_estimated(kind: str, language: str, tmp_path: Path) -> None:
    """Each sheet gives one row whose cells are those typed, under the standard names; it has an estimate."""
    file, sheets = _filled(kind, language, tmp_path)
    book = openpyxl.load_workbook(file)
    for sheet in sheets:
        rows = zc.read_activity(file, sheet=sheet)
        assert len(rows) == 1
        typed = [cell.value for cell in book[sheet][4]]
        names = [book[sheet].cell(2 if language == "en" else 3, at).value for at in range(1, len(typed) + 1)]
        for name, value in zip(names, typed, strict=True):
            if value is not None:
                kept = rows[name].item()
                assert (float(kept) if isinstance(value, int | float) else kept) == value
        inventory = zc.estimate(rows.dropna(axis=1, how="all"))
        assert inventory.frame["emission"].notna().any()


@pytest.mark.parametrize("language", ["en", "zh"])
def test_ledger_and_candidates_read_back(language: str, tmp_path: Path) -> None:
    """The template of a ledger is a ledger, that of candidates candidates."""
    file, _ = _filled("ledger", language, tmp_path)
    ledger = zc.read_ledger(file)
    assert float(ledger.by("substance")["net"].iloc[0]) == 120.0
    file, sheets = _filled("candidates", language, tmp_path)
    costs, cuts = (
        zc.tables.read_table(file, table=table, sheet=sheet)
        for table, sheet in zip(("candidates", "reductions"), sheets, strict=True)
    )
    found = planner.read_candidates(costs.dropna(axis=1, how="all"), cuts)
    assert float(found.total("NOx").sum()) == 35.0


@pytest.mark.parametrize("language", ["en", "zh"])
def test_observations_exchanges_entities_and_instruments_read_back(language: str, tmp_path: Path) -> None:
    """Each example is what its function takes: an observed target, a product of a process, a boundary, a certificate."""
    file, sheets = _filled("observations", language, tmp_path)
    seen = zc.tables.read_table(file, table="observations", sheet=sheets[0]).dropna(axis=1, how="all")
    card = zc.plan("zhengzhou-14fyp").check(observations=seen)
    line = card.frame[card.frame["target"].eq("ZZ14-B1-21")]
    assert line["achieved"].tolist() == [35.0]
    file, sheets = _filled("product", language, tmp_path)
    exchanges = zc.tables.read_table(file, table="exchanges", sheet=sheets[0]).dropna(axis=1, how="all")
    assert zc.footprint.product(exchanges, functional_unit="1 t").frame is not None
    file, sheets = _filled("organisation", language, tmp_path)
    entities, instruments = (
        zc.tables.read_table(file, table=table, sheet=sheet).dropna(axis=1, how="all")
        for table, sheet in zip(("entities", "instruments"), sheets, strict=True)
    )
    assert zc.footprint.organisation(entities).frame["entity"].tolist() == [entities.iloc[0, 0]]
    assert len(instruments) == 1


def test_an_empty_template_gives_no_row(tmp_path: Path) -> None:
    """Nothing of heads, notes or example is counted."""
    file = zc.template("energy", tmp_path / "a.xlsx", language="zh")
    assert len(zc.read_activity(file)) == 0


@pytest.mark.parametrize("kind", template_kinds())
def test_a_template_has_lists_locked_heads_and_the_same_bytes(kind: str, tmp_path: Path) -> None:
    """Heads are locked and cells open; drop-downs point to filled lists; notes name every column; twice the same."""
    file = zc.template(kind, tmp_path / "a.xlsx", language="zh")
    assert zc.template(kind, tmp_path / "b.xlsx", language="zh").read_bytes() == file.read_bytes()
    book = openpyxl.load_workbook(file)
    assert book["lists"].sheet_state == "hidden"
    names = {row[2].value for row in book["说明"].iter_rows(min_row=7)}
    for sheet in book.worksheets[: book.sheetnames.index("lists") // 2]:
        assert sheet.protection.sheet
        assert sheet["A2"].protection.locked
        assert {cell.value for cell in sheet[3]} <= names
        for validation in sheet.data_validations.dataValidation:
            if validation.type == "list":
                area = validation.formula1.removeprefix("lists!")
                cells = [cell.value for row in book["lists"][area.replace("$", "")] for cell in row]
                assert all(cells)


def test_columns_of_methods_can_be_added_and_wrong_names_are_told(tmp_path: Path) -> None:
    """Named methods bring their columns; an unknown kind, method or ending is named with what there is."""
    file = zc.template("industry", tmp_path / "a.xlsx", language="en", methods=["carbonate mineral use"])
    heads = [cell.value for cell in openpyxl.load_workbook(file).worksheets[0][2]]
    assert "purity" in heads
    with pytest.raises(zc.UnknownNameError, match="unknown template 'industri'. Did you mean 'industry'"):
        zc.template("industri", tmp_path / "b.xlsx")
    with pytest.raises(zc.UnknownNameError, match="unknown method of module 'industry' 'carbonate'"):
        zc.template("industry", tmp_path / "b.xlsx", methods=["carbonate"])
    with pytest.raises(zc.DataError, match="End the name in .xlsx"):
        zc.template("industry", tmp_path / "b.csv")
    assert [path.name for path in tmp_path.iterdir()] == ["a.xlsx"]


def test_a_template_is_asked_for_in_chinese_too(tmp_path: Path) -> None:
    """Each kind and each module has a Chinese word, which names the same workbook; a near one is suggested."""
    for kind in (*template_kinds(), *MODULES):
        assert not word(kind, "zh").isascii(), kind
    for kind in ("enterprise", "city", "ledger"):
        one, two = (zc.template(name, tmp_path / f"{at}.xlsx") for at, name in enumerate((kind, word(kind, "zh"))))
        assert one.read_bytes() == two.read_bytes()
    with pytest.raises(zc.UnknownNameError, match="enterprise"):
        zc.template("enterprice", tmp_path / "no.xlsx")
