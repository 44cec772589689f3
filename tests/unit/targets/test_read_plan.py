"""Reading a plan of a user's own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import MappingProxyType

import numpy as np
import pytest
import yaml

from zzcarbon.errors import DataError
from zzcarbon.targets import Plan, read_plan

TWENTY_LINES = """\
name: my-city
title: My city's plan
area: CN-320500
start: 2021
end: 2025
targets:
  - id: nox
    indicator: NOx reduction by key projects
    substance: NOx
    kind: cumulative_min
    unit: t
    value: 1000
  - id: pm25
    indicator: PM2.5 annual mean
    kind: level_max
    unit: ug/m3
    value: 35
    reference: {year: 2020, value: 50}
"""


def test_a_plan_of_twenty_lines(tmp_path: Path) -> None:
    """Twenty lines are a plan: area, period, document and grade are filled in."""
    path = tmp_path / "mine.yaml"
    path.write_text(TWENTY_LINES, encoding="utf-8")
    plan = read_plan(path)
    assert len(TWENTY_LINES.splitlines()) <= 20
    target = plan.target("pm25")
    assert (target.area, target.due, target.version, target.grade) == ("CN-320500", 2025, "my-city", "A")
    assert plan.check().counts() == {"met": 0, "not met": 0, "undetermined": 2}


def test_all_problems_at_once_with_their_lines(make_plan: Callable[..., Plan], plan_head: str) -> None:
    """Shape errors of several targets are reported together, each with its line and remedy."""
    with pytest.raises(DataError, match="the plan 'plan.yaml' cannot be used") as error:
        make_plan(
            "  - {id: a, indicator: x, kind: level_max, unti: t, value: 3}",
            "  - {id: b, indicator: x, kind: levelmax, unit: t, value: 3}",
            "  - {id: c, kind: level_max, unit: t, value: .nan}",
            "  - {id: d, indicator: x, kind: level_max, unit: t, value: true}",
        )
    found = {(problem.row, problem.column) for problem in error.value.problems}
    first = len(plan_head.splitlines()) + 1
    assert found == {
        (str(first), "targets[0].unti"),
        (str(first + 1), "targets[1].kind"),
        (str(first + 2), "targets[2].indicator"),
        (str(first + 2), "targets[2].value"),
        (str(first + 3), "targets[3].value"),
    }
    assert "Did you mean 'unit'?" in str(error.value)


def test_shape_and_meaning_are_checked_together(make_plan: Callable[..., Plan]) -> None:
    """A target of the wrong shape does not hide what another means wrongly."""
    with pytest.raises(DataError, match="cannot be used") as error:
        make_plan(
            "  - {id: a, indicator: x, kind: levelmax, unit: t, value: 3}",
            "  - {id: b, indicator: x, kind: level_max, unit: ton, value: 3}",
            "  - {id: c, indicator: x, kind: level_max, unit: t, value: 010}",
        )
    assert [problem.column for problem in error.value.problems] == [
        "targets[2].value", "targets[0].kind", "targets[1].unit",
    ]  # fmt: skip


@pytest.mark.parametrize("number", ["010", "1:30", "0x10", "1_000", "0o17"])
def test_numbers_that_yaml_reads_otherwise(make_plan: Callable[..., Plan], number: str) -> None:
    """Octal, sexagesimal and the like are refused, not turned into other figures."""
    with pytest.raises(DataError, match="another number|text where a number"):
        make_plan(f"  - {{id: a, indicator: x, kind: level_max, unit: t, value: {number}}}")


@pytest.mark.parametrize(
    ("target", "column", "message"),
    [
        ("{id: a, indicator: x, kind: level_max, value: 3}", "unit", "the unit is missing"),
        ("{id: a, indicator: x, kind: level_max, unit: ton, value: 3}", "unit", "ton is the US short ton"),
        ("{id: a, indicator: x, kind: level_max, unit: 9**9**9, value: 3}", "unit", "9\\*\\*9"),
        ("{id: a, indicator: x, kind: level_max, unit: t, value: many}", "value", "text where a number"),
        ("{id: a, indicator: x, kind: level_max, unit: t}", "", "needs a value"),
        ("{id: a, indicator: x, kind: delegated, unit: t, value: 3}", "value", "has no value"),
        (
            "{id: a, indicator: x, kind: level_max, unit: t, value: 3, substance: NOz}",
            "substance",
            "unknown substance 'NOz'",
        ),
        ("{id: a, indicator: x, kind: level_max, unit: t, value: 3, area: Eest}", "area", "or 'East'"),
        ("{id: a, indicator: x, kind: level_max, unit: t, value: 3, due: 2019}", "due", "before the plan"),
        ("{id: a, indicator: x, kind: ordinal_max, value: Ⅲ}", "scale", "unknown scale"),
        ("{id: a, indicator: x, kind: ordinal_max, scale: water class, value: Ⅶ}", "value", "not a class"),
        ("{id: a, indicator: x, kind: reduction_rate, unit: t, value: 3}", "unit", "a fall is a share"),
        ("{id: a, indicator: x, kind: relative_to_scenario, unit: '%', value: 3}", "reference", "scenario"),
        ("{id: a, indicator: x, kind: level_max, unit: t, value: 3, then: zero}", "then", "delegated"),
        (
            "{id: a, indicator: x, kind: level_max, unit: t, value: 3, milestones: [{year: 2030, value: 4}]}",
            "milestones[0].year",
            "between 2021 and 2025",
        ),
        (
            (
                "{id: a, indicator: x, kind: level_max, unit: t, value: 3, revisions: "
                "[{version: w, supersedes: v, valid_from: 2023, value: 4}]}"
            ),
            "revisions[0].supersedes",
            "unknown version",
        ),
    ],
)
def test_what_is_wrong_with_a_target(make_plan: Callable[..., Plan], target: str, column: str, message: str) -> None:
    """Names, units, values and versions are checked; the message names the value and the remedy."""
    with pytest.raises(DataError, match=message) as error:
        make_plan(f"  - {target}")
    assert error.value.problems[0].column == f"targets[0]{'.' if column else ''}{column}"


def test_an_id_stands_once(make_plan: Callable[..., Plan]) -> None:
    """Two targets with one id are an error."""
    row = "  - {id: a, indicator: x, kind: level_max, unit: t, value: 3}"
    with pytest.raises(DataError, match="the id stands twice"):
        make_plan(row, row)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "the file is empty"),
        ("- 1\n- 2\n", "a plan is a mapping"),
        ("name: [", "row 2"),
        (TWENTY_LINES + "title: again\n", "the key stands twice"),
        (TWENTY_LINES.replace("title:", "title: &x"), "plan"),
        ("a: &x [1]\nb: *x\n", "YAML aliases"),
        ("a: {<<: {b: 1}}\n", "merge keys"),
        ("!!python/object/apply:os.system ['true']\n", "a plan is a mapping"),
        (TWENTY_LINES.replace("end: 2025", "end: 2019"), "ends before it starts"),
        (TWENTY_LINES.replace("CN-320500", "CN-990000"), "unknown area"),
        (TWENTY_LINES.replace("start: 2021", "start: '2021'"), "valid integer"),
        ("name: x\n" + "a: " + "[" * 5000 + "]" * 5000 + "\n", "cannot be"),
    ],
)
def test_what_is_no_plan(tmp_path: Path, text: str, message: str) -> None:
    """Files that are not plans, or try to be more than data, are refused with the reason."""
    path = tmp_path / "plan.yaml"
    path.write_text(text, encoding="utf-8")
    if "&x" in text and "*x" not in text:
        assert read_plan(path).name == "my-city"
        return
    with pytest.raises(DataError, match=message):
        read_plan(path)


def test_another_encoding_is_said(tmp_path: Path) -> None:
    """A file that is not UTF-8 is an error with the remedy."""
    path = tmp_path / "plan.yaml"
    path.write_bytes("title: 郑州市".encode("gb18030"))
    with pytest.raises(DataError, match="not UTF-8 text"):
        read_plan(path)


def test_a_region_or_area_by_any_name(make_plan: Callable[..., Plan]) -> None:
    """Areas of targets are found by Chinese name, code or declared key."""
    plan = make_plan(
        "  - {id: a, indicator: x, kind: level_max, unit: t, value: 3, area: 中牟县}",
        "  - {id: b, indicator: x, kind: level_max, unit: t, value: 3, area: East}",
    )
    assert [plan.target(name).area for name in "ab"] == ["CN-410122", "East"]
    assert plan.areas.path("East") == ("East", "Exampleville")


def test_a_mapping_is_a_plan_as_its_file_is(tmp_path: Path) -> None:
    """The same content gives the same targets; tuples, numbers of numpy and other mappings are read as well."""
    path = tmp_path / "mine.yaml"
    path.write_text(TWENTY_LINES, encoding="utf-8")
    said = yaml.safe_load(TWENTY_LINES)
    assert read_plan(said).versions == read_plan(path).versions
    reference = {"year": np.int64(2020), "value": np.float32(50)}
    targets = (said["targets"][0], {**said["targets"][1], "value": np.int64(35), "reference": reference})
    assert (
        read_plan(MappingProxyType({**said, "start": np.int64(2021), "targets": targets})).versions
        == read_plan(path).versions
    )


def test_problems_of_a_mapping_name_the_place_in_it() -> None:
    """Every problem at once: the path of the keys, no file and no line; the message says which plan it is."""
    said = yaml.safe_load(TWENTY_LINES)
    wrong = [{**said["targets"][0], "unti": "t"}, {**said["targets"][1], "value": float("nan")}, 3]
    with pytest.raises(DataError, match="the plan 'my-city' cannot be used") as error:
        read_plan({**said, "targets": wrong})
    assert [(p.file, p.row, p.column) for p in error.value.problems] == [
        ("", "", "targets[0].unti"), ("", "", "targets[1].value"), ("", "", "targets[2]"),
    ]  # fmt: skip
    with pytest.raises(DataError, match="the plan 'my-city' cannot be used") as error:
        read_plan({**said, "targets": [{**said["targets"][0], "unit": "ton"}]})
    assert [(p.row, p.column) for p in error.value.problems] == [("", "targets[0].unit")]
    with pytest.raises(DataError, match="the plan '' cannot be used"):
        read_plan({})
    with pytest.raises(DataError, match="a YAML file or a mapping, not list"):
        read_plan([said])  # type: ignore[arg-type]
