"""Reading a ledger: what is refused, what is understood, what is found."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from zzcarbon.document import word
from zzcarbon.errors import DataError, UnknownNameError
from zzcarbon.targets import Ledger, read_ledger
from zzcarbon.targets.ledger.entries import STATUSES

MakeLedger = Callable[..., Ledger]


def test_units_and_names_are_understood(make_ledger: MakeLedger) -> None:
    """Chinese units and substances, yearly masses and masses of the substance become tonnes."""
    ledger = make_ledger(
        {"substance": "氮氧化物", "reduction": 0.1, "unit": "万吨"},
        {"substance": "NOx", "reduction": 5.0, "unit": "t NOx"},
        {"substance": "NOx", "reduction": 2000.0, "unit": "kg/a"},
        {"substance": "氨氮", "reduction": 3.0, "unit": "t"},
    )
    assert ledger.substances == ("NH3-N", "NOx")
    assert ledger.frame["net"].tolist() == [1000.0, 5.0, 2.0, 3.0]


@pytest.mark.parametrize(
    ("row", "column", "message"),
    [
        ({"unit": ""}, "unit", "the unit is missing"),
        ({"unit": "m3"}, "unit", "the dimensions differ"),
        ({"unit": "t VOCs"}, "unit", "the dimensions differ"),
        ({"unit": "ton"}, "unit", "US short ton"),
        ({"unit": "9**9**9 kg"}, "unit", "refused|cannot be read|unknown"),
        ({"substance": "NOz"}, "substance", "unknown substance 'NOz'"),
        ({"substance": None}, "substance", "the substance is missing"),
        ({"project": " "}, "project", "the project is missing"),
        ({"project": "=cmd()"}, "project", "spreadsheet formula"),
        ({"project": "＝cmd()"}, "project", "spreadsheet formula"),
        ({"project": "+SUM(A1)"}, "project", "spreadsheet formula"),
        ({"project": "@A1"}, "project", "spreadsheet formula"),
        ({"remark": "=cmd()"}, "remark", "spreadsheet formula"),
        ({"reduction": "1,000"}, "reduction", "not a finite number"),
        ({"status": "未知"}, "status", "unknown status"),
        ({"reduction": "about 5"}, "reduction", "not a finite number"),
        ({"reduction": None}, "reduction", "the number is missing"),
        ({"reduction": float("inf")}, "reduction", "not a finite number"),
        ({"reduction": True}, "reduction", "not a finite number"),
        ({"reduction": -5.0}, "reduction", "no side effect"),
        ({"year": None}, "year", "the year is missing"),
        ({"year": 21}, "year", "is not a year from"),
        ({"year": 2021.5}, "year", "is not a year from"),
        ({"used_as_offset": 101.0}, "used_as_offset", "more than the reduction"),
        ({"used_as_offset": -1.0}, "used_as_offset", "a negative mass"),
        ({"status": "verifed"}, "status", "did you mean 'verified'"),
        ({"side_effect": "maybe"}, "side_effect", "neither yes nor no"),
        ({"increment_of": "nothing"}, "increment_of", "nothing that it adds to"),
        ({"corrects": "17"}, "corrects", "no entry has this id"),
        ({"uncertainty": -0.1}, "uncertainty", "a negative uncertainty"),
        ({"uncertainty": 20.0}, "uncertainty", "an uncertainty above the figure itself"),
    ],
)
def test_what_is_wrong_with_an_entry(
    make_ledger: MakeLedger, row: dict[str, object], column: str, message: str
) -> None:
    """Each bad cell is reported with its row and column, never turned into a number."""
    with pytest.raises(DataError, match=message) as error:
        make_ledger({}, row)
    assert [(problem.row, problem.column) for problem in error.value.problems] == [("2", column)]


def test_all_problems_at_once(make_ledger: MakeLedger) -> None:
    """Problems of several rows and columns are reported together."""
    with pytest.raises(DataError, match="cannot be used") as error:
        make_ledger({"unit": "", "year": None}, {"substance": "NOz", "reduction": -1})
    assert len(error.value.problems) == 4


def test_missing_columns_are_named() -> None:
    """A missing column is an error that names the columns that are there."""
    with pytest.raises(DataError, match="the column is missing") as error:
        read_ledger(pd.DataFrame({"project": ["a"], "Substance": ["NOx"], "reductions": [1.0], "year": [2021]}))
    assert [problem.column for problem in error.value.problems] == ["reduction", "unit"]
    assert "'reductions'" in error.value.problems[0].remedy


def test_a_project_is_booked_once(make_ledger: MakeLedger) -> None:
    """A second row of a project and substance is refused unless it is an increment."""
    twice = {"project": "kiln"}
    with pytest.raises(DataError, match="booked twice"):
        make_ledger(twice, twice)
    assert len(make_ledger(twice, twice | {"increment_of": "kiln"})) == 2
    assert len(make_ledger(twice, twice | {"substance": "VOCs"})) == 2


def test_the_same_tonnes_in_two_districts(make_ledger: MakeLedger) -> None:
    """One project in two districts is double booking, and said to be that."""
    with pytest.raises(DataError, match="booked in two districts"):
        make_ledger({"project": "kiln", "district": "East"}, {"project": "kiln", "district": "West"})


def test_increments_name_what_they_add_to(make_ledger: MakeLedger) -> None:
    """An increment names a project or an entry of the same substance, not itself."""
    first = {"project": "kiln", "id": "1"}
    assert len(make_ledger(first, {"project": "kiln", "id": "2", "increment_of": "1"})) == 2
    with pytest.raises(DataError, match="nothing that it adds to"):
        make_ledger(first, {"project": "kiln", "id": "2", "increment_of": "1", "substance": "VOCs"})
    with pytest.raises(DataError, match="increment of itself"):
        make_ledger(first, {"project": "kiln", "id": "2", "increment_of": "2"})


def test_corrections_replace_and_stay(make_ledger: MakeLedger) -> None:
    """A correction replaces the entry that it names; both stay in the ledger."""
    ledger = make_ledger(
        {"id": "1", "project": "kiln", "reduction": 100.0},
        {"id": "2", "project": "kiln", "reduction": 80.0, "corrects": "1"},
    )
    assert len(ledger) == 2
    assert ledger.by("project")["net"].tolist() == [80.0]
    with pytest.raises(DataError, match="corrected twice"):
        make_ledger({"id": "1"}, {"id": "2", "corrects": "1"}, {"id": "3", "corrects": "1"})
    with pytest.raises(DataError, match="cannot correct itself"):
        make_ledger({}, {"id": "2", "corrects": "2"})


def test_append_gives_a_new_ledger(make_ledger: MakeLedger) -> None:
    """Appending leaves the old ledger as it was and checks old and new together."""
    old = make_ledger({"id": "1", "project": "kiln", "status": "planned", "used_as_offset": 20.0})
    assert old.append(old.frame.head(0)).frame["offset"].tolist() == [20.0]
    entry = {"id": "2", "project": "kiln", "substance": "NOx", "reduction": 90.0, "unit": "t", "year": 2022}
    new = old.append(pd.DataFrame([entry | {"status": "verified", "corrects": "1"}]))
    assert (len(old), len(new)) == (1, 2)
    assert new.by()["net"].tolist() == [90.0]
    with pytest.raises(DataError, match="booked twice"):
        old.append(pd.DataFrame([entry]))


def test_offsets_are_taken_off(make_ledger: MakeLedger) -> None:
    """What new projects used as an offset is taken off: gross and net are both shown."""
    table = make_ledger({"used_as_offset": 30.0}).by("project")
    assert table[["gross", "offset", "net"]].iloc[0].tolist() == [100.0, 30.0, 70.0]


def test_side_effects_count_against_the_substance(make_ledger: MakeLedger) -> None:
    """A declared side effect is negative and counts."""
    ledger = make_ledger({}, {"reduction": -30.0, "side_effect": "yes"})
    assert ledger.by()["net"].tolist() == [70.0]


def test_planned_and_withdrawn_do_not_count(make_ledger: MakeLedger) -> None:
    """Sums are of verified entries unless others are asked for; withdrawn ones never count."""
    ledger = make_ledger({}, {"status": "planned"}, {"status": "withdrawn"}, {"status": "在建"})
    assert ledger.by()["net"].tolist() == [100.0]
    assert ledger.by(statuses=("verified", "planned", "under construction"))["net"].tolist() == [300.0]
    by_status = ledger.by("status").set_index("status")["net"]
    assert by_status.to_dict() == {"planned": 100.0, "under construction": 100.0, "verified": 100.0}
    with pytest.raises(UnknownNameError, match="unknown status 'done'"):
        ledger.by(statuses=("done",))


def test_sums_by_any_column_and_unit(make_ledger: MakeLedger) -> None:
    """Contributions by district or sector are sums by that column, in the unit asked for."""
    ledger = make_ledger({"district": "East"}, {"district": "West"}, {"district": "East"})
    table = ledger.by("district", unit="kg")
    assert table["net"].tolist() == [200_000.0, 100_000.0]
    assert set(table["unit"]) == {"kg"}
    with pytest.raises(UnknownNameError, match="column of the ledger"):
        ledger.by("distrct")


def test_cells_of_bureaus_are_understood(make_ledger: MakeLedger) -> None:
    """Years with a word or as a date, thousands beside Chinese words, and statuses of construction are read."""
    ledger = make_ledger(
        {"year": "2022年", "reduction": "1,200", "project": "水泥窑", "commissioned": "2022年6月"},
        {"year": pd.Timestamp("2023-06-30")},
        {"status": "竣工"},
        {"status": "已投运"},
        {"status": "建设中"},
        {"status": "规划"},
        {"status": "停工"},
    )
    assert ledger.frame["gross"].tolist()[:2] == [1200.0, 100.0]
    assert ledger.frame["counts_from"].tolist()[:2] == ["2022-06-30", "2023-12-31"]
    assert ledger.years_of("verified") == (2022, 2023)
    assert ledger.frame["status"].tolist()[2:] == ["completed", "operating", "under construction", "planned", "stopped"]


def test_suspicions(make_ledger: MakeLedger) -> None:
    """Closure and retrofit of one furnace, and equal tonnes of one owner in two districts, are found."""
    ledger = make_ledger(
        {"facility": "kiln 1", "measure": "closure"},
        {"facility": "kiln 1", "measure": "SCR"},
        {"facility": "kiln 2", "measure": "SCR"},
        {"owner": "firm", "district": "East", "reduction": 5.0},
        {"owner": "firm", "district": "West", "reduction": 5.0},
    )
    found = ledger.suspicions()
    assert found.groupby("suspicion")["project"].apply(list).to_dict() == {
        "closure and another measure at one facility": ["project 0", "project 1"],
        "equal tonnes of one owner in two districts": ["project 3", "project 4"],
    }


def test_csv_in_chinese(tmp_path: Path) -> None:
    """A CSV file with Chinese columns is read; numbers of rows are those of the file."""
    path = tmp_path / "ledger.csv"
    path.write_text("项目,污染物,减排量,单位,年份\n007,氨氮,3,吨,2022\n", encoding="utf-8-sig")
    ledger = read_ledger(path)
    assert ledger.frame[["project", "substance", "net", "year"]].iloc[0].tolist() == [
        "007",
        "NH3-N",
        3.0,
        2022,
    ]
    path.write_text("项目,污染物,减排量,单位,年份\n007,氨氮,,吨,2022\n", encoding="utf-8")
    with pytest.raises(DataError, match="file ledger.csv, row 2, column reduction"):
        read_ledger(path)


def test_a_total_row_is_told_once_and_headers_of_bureaus_are_known(tmp_path: Path) -> None:
    """Of a row 合计 only that is said; 更正序号, 增量所属 and 企业名称 are columns of a ledger."""
    path = tmp_path / "ledger.csv"
    head = "序号,项目名称,企业名称,责任单位,污染物,减排量（吨）,认定年份,增量所属,更正序号\n"
    rows = "1,脱硝,一厂,局,氮氧化物,10,2022年,,\n2,脱硝,一厂,局,氮氧化物,8,2022年,,1\n3,脱硝二期,一厂,局,氮氧化物,2,2023年,2,\n"
    path.write_text(head + rows + "合计,,,,,20,,,\n", encoding="utf-8-sig")
    with pytest.raises(DataError, match="a total row stands beside its parts") as error:
        read_ledger(path)
    assert [problem.row for problem in error.value.problems] == ["5"]
    path.write_text(head + rows, encoding="utf-8-sig")
    assert read_ledger(path).by("entity")[["entity", "net"]].values.tolist() == [["一厂", 10.0]]


def test_another_encoding_is_seen_or_asked_for(tmp_path: Path) -> None:
    """A file in GB 18030 is read where its headers are known words, with and without being told; else it asks."""
    path = tmp_path / "ledger.csv"
    path.write_bytes("项目,污染物,减排量,单位,年份\n锅炉,氨氮,3,吨,2022\n".encode("gb18030"))
    for told in ({}, {"encoding": "gb18030"}):
        assert read_ledger(path, **told).frame["net"].tolist() == [3.0]
    path.write_bytes("甲,乙\n锅炉,3\n".encode("gb18030"))
    with pytest.raises(DataError, match="encoding='gb18030'"):
        read_ledger(path)


def test_what_is_no_table(tmp_path: Path) -> None:
    """An empty file, a broken table and an object of another type are refused."""
    path = tmp_path / "ledger.csv"
    path.write_text("", encoding="utf-8")
    with pytest.raises(DataError, match="the file is empty"):
        read_ledger(path)
    path.write_text('a,b\n"1,2\n', encoding="utf-8")
    with pytest.raises(DataError, match="not a table|column is missing"):
        read_ledger(path)
    with pytest.raises(DataError, match="not int"):
        read_ledger(3)


def test_an_empty_ledger_has_columns_only(make_ledger: MakeLedger) -> None:
    """A ledger without entries is a ledger."""
    ledger = make_ledger()
    assert (len(ledger), ledger.substances, ledger.years) == (0, (), ())


def test_polars_and_excel(tmp_path: Path) -> None:
    """Frames of another library and Excel files give the same ledger."""
    rows = {"project": ["a"], "substance": ["NOx"], "reduction": [1.5], "unit": ["t"], "year": [2021]}
    polars = pytest.importorskip("polars")
    pytest.importorskip("openpyxl")
    pd.DataFrame(rows).to_excel(tmp_path / "ledger.xlsx", index=False)
    for ledger in (read_ledger(polars.DataFrame(rows)), read_ledger(tmp_path / "ledger.xlsx")):
        assert ledger.frame["net"].tolist() == [1.5]


def test_the_frame_of_a_ledger_is_a_ledger(make_ledger: MakeLedger, tmp_path: Path) -> None:
    """What a ledger shows can be read again, from memory or from a file, without loss."""
    ledger = make_ledger(
        {"id": "1", "unit": "kg", "used_as_offset": 20.0, "remark": "first", "district": "East"},
        {"id": "2", "project": "project 0", "reduction": -3.0, "side_effect": True, "increment_of": "1"},
        {"id": "3", "status": "planned", "year": 2024},
    )
    ledger.frame.to_csv(tmp_path / "ledger.csv", index=False)
    for again in (read_ledger(ledger.frame), read_ledger(tmp_path / "ledger.csv")):
        assert again.by(statuses=("verified", "planned")).equals(ledger.by(statuses=("verified", "planned")))
        assert again.frame["remark"].fillna("").tolist() == ["first", "", ""]


def test_parts_of_a_ledger(make_ledger: MakeLedger) -> None:
    """Substances and periods are taken out by name; the rest stays as it was."""
    ledger = make_ledger({"year": 2021}, {"year": 2022, "substance": "VOCs"}, {"year": 2023})
    assert repr(ledger) == "<Ledger of 3 entries, 2021 to 2023: NOx, VOCs>"
    assert ledger.only("氮氧化物").years == (2021, 2023)
    assert ledger.between(2022, 2023).substances == ("NOx", "VOCs")
    with pytest.raises(UnknownNameError, match="unknown substance 'NOz'"):
        ledger.only("NOz")


def test_by_axes_and_by_rows_agree(make_ledger: MakeLedger) -> None:
    """Sums by district come from the cube and those by sector from the rows: both are the same numbers."""
    rows = [{"district": "East", "sector": "East"}, {"district": "West", "sector": "West", "reduction": 7.0}]
    ledger = make_ledger(*rows)
    columns = ["substance", "gross", "offset", "net"]
    assert ledger.by("district")[columns].to_numpy().tolist() == ledger.by("sector")[columns].to_numpy().tolist()


def test_an_entry_of_another_size_is_doubted(make_ledger: MakeLedger) -> None:
    """496 万吨 among entries of some hundred tonnes is mostly 496 t; usual entries are not named."""
    usual = [{"reduction": 100.0 + 50 * at} for at in range(6)]
    found = make_ledger(*usual, {"reduction": 496.0, "unit": "万吨"}).suspicions()
    assert found[["suspicion", "project", "net"]].to_numpy().tolist() == [
        ["a thousand times the usual entry of its substance", "project 6", 4.96e6]
    ]
    assert make_ledger(*usual).suspicions().empty


def test_blanks_in_a_chinese_name_make_no_second_project(make_ledger: MakeLedger) -> None:
    """水泥窑 SCR 改造 is 水泥窑SCR改造: the same tonnes twice."""
    names = ("金水区水泥窑SCR脱硝改造", "金水区水泥窑 SCR 脱硝改造")
    with pytest.raises(DataError, match="booked twice"):
        make_ledger(*({"project": name, "reduction": 496.0} for name in names))


@pytest.mark.parametrize("status", STATUSES)
def test_every_status_is_read_in_the_words_it_is_told_in(make_ledger: MakeLedger, status: str) -> None:
    """What a message or page calls a status may be written into the ledger."""
    for text in (status, word(status, "zh"), word(status, "en")):
        assert make_ledger({"status": text}).frame["status"].tolist() == [status]
