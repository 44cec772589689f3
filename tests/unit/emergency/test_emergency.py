"""Emergency lists: reductions of a day, sums against what is required, conflicts, the Excel sheet."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import zzcarbon as zc
from zzcarbon import emergency
from zzcarbon.emergency.list_conflicts import level_key
from zzcarbon.errors import DataError

MEASURES = pd.DataFrame(
    [
        ("Example Kiln", "kiln 1", "B", "黄色", "half load", 0.5),
        ("Example Kiln", "kiln 1", "B", "红色预警", "stop", 1.0),
        ("Example Paint", "spraying", "A", "red", "own cut", 0.2),
    ],
    columns=["enterprise", "process", "grade", "level", "measure", "cut"],
)
EMISSIONS = pd.DataFrame(
    [("Example Kiln", "kiln 1", "NOx", 1.5, "t/d"), ("Example Paint", "spraying", "VOCs", 400.0, "kg/d")],
    columns=["enterprise", "process", "substance", "emission", "unit"],
)
REQUIRED = pd.DataFrame(
    [("red", "NOx", 0.3, 4.0), ("yellow", "NOx", 0.3, 4.0), ("red", "VOCs", 0.01, 8.0)],
    columns=["level", "substance", "share", "base"],
).assign(unit="t/d")


def listed(**changes: Any) -> emergency.EmergencyList:
    """Return the list with one of its tables changed."""
    tables = {"measures": MEASURES, "emissions": EMISSIONS, "required": REQUIRED, "limits": None} | changes
    return emergency.emergency_list(
        tables["measures"], tables["emissions"], tables["required"], limits=tables["limits"]
    )


def test_sums_stand_against_what_is_required() -> None:
    """By level and substance: reduction of a day, its share, and whether it is enough; mildest level first."""
    sums = listed().sums
    assert sums[["level", "substance", "reduction", "met"]].values.tolist() == [
        ["yellow", "NOx", 0.75, False],
        ["red", "NOx", 1.5, True],
        ["red", "VOCs", pytest.approx(0.08), True],
    ]
    assert listed().conflicts.empty


def test_the_sheet_has_a_row_per_process() -> None:
    """Measures and reductions by level stand beside each other."""
    sheet = listed().sheet().set_index("enterprise")
    assert sheet.loc["Example Kiln", "yellow: measures"] == "half load"
    assert sheet.loc["Example Kiln", "red: NOx t/d"] == 1.5
    assert sheet.loc["Example Paint", "yellow: measures"] == ""


def test_the_sheet_is_written_to_excel(tmp_path: Path) -> None:
    """List, sums and conflicts are sheets that read back."""
    path = tmp_path / "list.xlsx"
    listed().to_excel(path)
    sheets = pd.read_excel(path, sheet_name=None)
    assert list(sheets) == ["清单", "合计", "冲突"]
    assert sheets["合计"]["reduction"].tolist() == pytest.approx([0.75, 1.5, 0.08])


def test_without_the_extra_the_sheet_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without openpyxl the error names the extra; the table is there all the same."""
    for name in ("openpyxl", "openpyxl.workbook"):
        monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(ImportError, match=r"zzcarbon\[excel\]"):
        listed().to_excel(tmp_path / "list.xlsx")
    assert len(listed().sheet()) == 2


def more(*rows: tuple[str, str, str, str, str, float]) -> pd.DataFrame:
    """Return the measures with further rows."""
    return pd.concat([MEASURES, pd.DataFrame(list(rows), columns=MEASURES.columns)], ignore_index=True)


def test_a_process_stopped_twice_is_a_conflict() -> None:
    """Two measures that stop one process, or cut more than all of it, contradict; its emission counts once."""
    made = listed(measures=more(("Example Kiln", "kiln 1", "B", "red", "night stop", 1.0)))
    assert made.conflicts["conflict"].tolist() == ["a process that is stopped is stopped or cut again"]
    assert made.sums.set_index(["level", "substance"]).loc[("red", "NOx"), "reduction"] == pytest.approx(1.5)
    made = listed(measures=more(("Example Kiln", "kiln 1", "B", "yellow", "less fuel", 0.6)))
    assert made.conflicts["conflict"].tolist() == ["the cuts together are more than the process"]


def test_a_higher_level_asks_for_no_less() -> None:
    """Orange that cuts less than yellow is a conflict."""
    made = listed(measures=more(("Example Kiln", "kiln 1", "B", "orange", "third", 0.3)))
    assert made.conflicts[["level", "conflict"]].values.tolist() == [["orange", "asks for less than level yellow"]]


def test_grades_limit_what_may_be_asked() -> None:
    """More than a performance grade allows is a conflict; so are two grades of one process."""
    limits = pd.DataFrame({"grade": ["A"], "level": ["红色"], "most": [0.0]})
    assert listed(limits=limits).conflicts["conflict"].tolist() == ["more than grade A allows (0)"]
    made = listed(measures=more(("Example Kiln", "kiln 1", "C", "yellow", "less", 0.1)))
    assert "two performance grades" in made.conflicts["conflict"].tolist()
    with pytest.raises(DataError, match="column most: the column is missing"):
        listed(limits=limits.drop(columns="most"))
    with pytest.raises(DataError, match="column most: outside 0 to 1"):
        listed(limits=limits.assign(most=3.0))


def test_a_process_without_emission_is_a_problem_not_zero() -> None:
    """A measure of which nothing is known stands in the problems."""
    made = listed(measures=more(("Example Mill", "grinding", "D", "red", "stop", 1.0)))
    assert made.problems[0].problem == "nothing is known of what it emits"
    assert pd.isna(made.frame.set_index("enterprise").loc["Example Mill", "reduction"])


@settings(max_examples=30)
@given(st.lists(st.floats(0.0, 1.0), min_size=1, max_size=5))
def test_no_process_reduces_more_than_it_emits(cuts: list[float]) -> None:
    """Whatever the cuts of a process sum up to, its reduction is at most its emission."""
    rows = pd.DataFrame({"cut": cuts}).assign(enterprise="Example Kiln", process="kiln 1", grade="B", level="red")
    made = listed(measures=rows.assign(measure=[f"m{number}" for number in range(len(cuts))]))
    total = made.sums.set_index(["level", "substance"]).loc[("red", "NOx"), "reduction"]
    assert total == pytest.approx(min(sum(cuts), 1.0) * 1.5)


WRONG = [
    ("measures", {"cut": 1.5}, "more than 100 %"),
    ("measures", {"level": "purple"}, "unknown level"),
    ("measures", {"level": ""}, "the level is missing"),
    ("measures", {"process": ""}, "the process is missing"),
    ("measures", {"measure": "=cmd()"}, "spreadsheet formula"),
    ("emissions", {"emission": -1.0}, "a negative mass"),
    ("emissions", {"unit": "t"}, "cannot convert"),
    ("emissions", {"enterprise": "x", "process": "y", "substance": "NOx"}, "stand twice"),
    ("emissions", {"substance": "N0x"}, "unknown substance"),
    ("required", {"share": 30.0}, "a share between 0 and 1"),
    ("required", {"base": 0.0}, "the area emits nothing"),
    ("required", {"level": "red", "substance": "NOx"}, "stand twice"),
]


@pytest.mark.parametrize(("table", "change", "message"), WRONG)
def test_wrong_input(table: str, change: dict[str, Any], message: str) -> None:
    """Each fault of a table is named."""
    tables = {"measures": MEASURES, "emissions": EMISSIONS, "required": REQUIRED}
    with pytest.raises(DataError, match=message):
        listed(**{table: tables[table].assign(**change)})


def test_all_tables_are_checked_at_once() -> None:
    """Faults of three tables stand in one error; missing columns are named."""
    with pytest.raises(DataError, match="cannot be made") as caught:
        listed(
            measures=MEASURES.assign(cut=[0.5, 2.0, 0.2]),
            emissions=EMISSIONS.assign(unit=["t/d", "m"]),
            required=REQUIRED.assign(share=[0.3, 0.3, 7.0]),
        )
    assert {problem.file for problem in caught.value.problems} == {"measures", "emissions", "required"}
    with pytest.raises(DataError, match="column base: the column is missing"):
        listed(required=REQUIRED.drop(columns="base"))


def test_levels_in_chinese_and_english() -> None:
    """Levels are understood with and without the words for colour and warning."""
    assert [level_key(text) for text in ("红", "橙色", "黄色预警", "BLUE")] == ["red", "orange", "yellow", "blue"]


def test_daily_emissions_come_from_the_same_methods() -> None:
    """The year's emission over the days of operation; days have no default."""
    rows = pd.DataFrame({"fuel": ["anthracite"] * 2, "amount": [660.0, 66.0], "unit": "t", "entity": ["Example Kiln", "Example Mill"],
                         "process": ["kiln 1", "dryer"]})  # fmt: skip
    inventory = zc.energy.estimate(rows, region="CN-HA", substances=["CO2"])
    made = emergency.daily_emissions(inventory, days={"Example Kiln": 330.0, "Example Mill": 66.0})
    assert made["emission"].sum() == pytest.approx(
        float(inventory.frame["emission"].iloc[0]) / 330 + float(inventory.frame["emission"].iloc[1]) / 66
    )
    with pytest.raises(DataError, match="Example Mill.*no days of operation"):
        emergency.daily_emissions(inventory, days={"Example Kiln": 330.0})
    with pytest.raises(DataError, match="no such column"):
        emergency.daily_emissions(inventory, days={}, process="workshop")
