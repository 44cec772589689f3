"""The two documents entire: every project is listed, and every target has inputs that decide it."""

from __future__ import annotations

import csv
import re
from collections import Counter
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import zzcarbon as zc
from zzcarbon.errors import DataError, TargetError
from zzcarbon.resources import data_path
from zzcarbon.targets import Plan, plan
from zzcarbon.targets.plan_data.kinds import KINDS
from zzcarbon.targets.plan_data.target import Target

TEXTS = Path(__file__).parents[2] / "texts"
CITY, OUTLINE = "zhengzhou-14fyp", "beautiful-zhengzhou-2025-2035"
FILES = {CITY: "zhengzhou-14fyp-environment-plan.txt", OUTLINE: "beautiful-zhengzhou-2025-2035.txt"}


def text_of(name: str) -> str:
    """Return the text of a document without blanks and line breaks."""
    return re.sub(r"\s", "", (TEXTS / FILES[name]).read_text(encoding="utf-8"))


def box_text(number: int) -> str:
    """Return the text of a box of the plan, from its title to the next chapter."""
    text = text_of(CITY)
    begin = text.index(f"专栏{number}")
    end = re.search(r"[五六七八九十]、[^。]{4,30}（一）", text[begin:])
    assert end is not None
    return text[begin : begin + end.start()]


@pytest.mark.parametrize(("number", "count"), [(3, 15), (4, 11), (5, 16), (6, 9), (7, 12)])
def test_every_project_and_number_of_a_box_is_listed(number: int, count: int) -> None:
    """Each project's words stand in its box; each number of the box is a capacity, a count or part of a name."""
    rows = plan(CITY).projects
    rows = rows[rows["box"] == f"专栏{number}"]
    assert len(rows) == count
    text = box_text(number)
    for quote in rows["quote"]:
        assert quote in text, quote
    printed = Counter(re.findall(r"\d+(?:\.\d+)?", text))
    items = Counter(str(item) for item in sorted(set(rows["item"])))
    told: Counter[str] = Counter()
    for row in rows.to_dict("records"):
        for name in ("capacity", "count"):
            if not np.isnan(row[name]):
                told[f"{row[name]:g}"] += 1
        told.update(row["other_numbers"].split())
    assert printed == told + items + Counter({str(number): 1})


def test_every_quote_stands_in_its_document() -> None:
    """Every quote of a target, revision of the plan's own document, figure and project is found in the text."""
    for name in (CITY, OUTLINE):
        text = text_of(name)
        for target in plan(name).versions:
            if not target.supersedes:
                assert target.quote and target.quote in text, target.id
    with data_path("plans", "not-targets.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            assert row["quote"] in text_of(CITY if row["document"] == "zz-fyp14-2022" else OUTLINE), row["id"]


OTHER_NUMBERS = {
    CITY: [
        (
            r"(厅|室|基准值）|创建。|联网；|生产。)$",
            r"20\d\d",
            "a date, or the year of a target whose figure is quoted",
        ),
        (r"[〔年月到至。；（办指要）]$|，$", r"20\d\d", "a date or the year of a target whose figure is quoted"),
        (
            r"(室|基准值）|指标|创建。|联网；|等生产。)$",
            r"20\d\d",
            "a date or the year of a target whose figure is quoted",
        ),
        (r"〔20\d\d〕$", r"\d+", "the number of a document"),
        (r"2022年(5月)?$", r"\d+", "the day of the document"),
        (r"PM$", r"10|2\.5", "part of the name of particles"),
        (r"O$", r"3", "part of the name of ozone"),
        (r"专栏$", r"[1-8]", "the number of a box"),
        (r"(性|展|善|控制|防控|生态)$", r"\d{1,2}", "the number of a row of box 1"),
        (r"(工程|。)$", r"[1-5]", "the number of an item of a box"),
        (r"全国$", r"168", "a group of cities in a ranking"),
        (r"(园口东|省道)$", r"107|312", "the name of a road"),
        (r"“$", r"12369", "a telephone number"),
        (r"指标$", r"2020", "the base year in the head of box 1"),
        (r"碳排放$", r"2030", "the goal of the country"),
    ],
    OUTLINE: [
        (
            r"。$|城市$|力$|系$|样板$|河湖$|模式$|生态$|共生$|乡村$|底线$|体系$|标杆$|传承$|供给$|行动$|基座$|机制$|共赢$|平台$|窗口$",
            r"[1-4]",
            "the number of a heading",
        ),
        (r"（$|局$|到$|—$", r"20\d\d", "a date"),
        (r"2025年$", r"10", "the month of the draft"),
        (r"[“N]\+?$|[“、]$", r"[145]|12345", "part of a name, or a telephone number"),
        (r"大数据、$", r"5", "5G"),
        (r"福祉$", r"4", "how many lines of a structure"),
    ],
}
"""What stands before a number that no quote holds, the number, and what it is."""

TARGET_WORDS = (
    "全部|清零|禁止|淘汰|基本消除|确保|全覆盖|不低于|不高于|达到|力争|年底前|到20[0-9]{2}年|全面完成|完成"
    "|严禁|不得|不少于|不超过|控制在|提高到|提升到|降至|降到|翻番|零增长|只减不增|[一二三四五六七八九十两]+[倍成]|分之"
)
"""Words of a state to be reached, and figures that are written in characters."""


def uncovered(name: str) -> tuple[str, list[bool]]:
    """Return the text before the annexes and which of its characters a quote holds."""
    text = text_of(name)
    quotes = [target.quote for target in plan(name).versions if not target.supersedes]
    quotes += [cited.quote or "" for entry in plan(name).document.targets for cited in entry.also_in]
    quotes += plan(name).projects["quote"].tolist()
    document = plan(name).document.document
    for file in ("not-targets.csv", "other-clauses.csv"):
        table = pd.read_csv(data_path("plans", file), encoding="utf-8", dtype=str)
        column = "quote" if "quote" in table else "clause"
        quotes += table.loc[table["document"] == document, column].tolist()
    held = [False] * len(text)
    for quote in filter(None, quotes):
        assert quote in text, quote
        for found in re.finditer(re.escape(quote), text):
            held[found.start() : found.end()] = [True] * len(quote)
    end = text.index("附件：1") if "附件：1" in text else len(text)
    return text[:end], held


@pytest.mark.parametrize("name", [CITY, OUTLINE])
def test_every_number_of_a_document_is_read(name: str) -> None:
    """A number is in the quote of a target, figure or project, or it is a date, a heading or part of a name."""
    text, held = uncovered(name)
    for found in re.finditer(r"\d+(?:\.\d+)?", text):
        if any(held[found.start() : found.end()]):
            continue
        before = text[max(0, found.start() - 8) : found.start()]
        known = [
            why
            for place, number, why in OTHER_NUMBERS[name]
            if re.search(place, before) and re.fullmatch(number, found.group())
        ]
        assert known, f"{before}[{found.group()}]{text[found.end() : found.end() + 10]}"


@pytest.mark.parametrize("name", [CITY, OUTLINE])
def test_every_clause_with_a_word_of_target_is_read(name: str) -> None:
    """A clause with a word such as 完成, 确保 or 淘汰 is in a quote, listed with a reason, or the year of a target."""
    text, held = uncovered(name)
    for found in re.finditer(rf"[^。；，]*(?:{TARGET_WORDS})[^。；，]*", text):
        if any(held[found.start() : found.end()]):
            continue
        assert re.fullmatch(r"(（三）主要目标)?到?20\d\d年(底前)?", found.group()), found.group()


def test_listed_projects_become_blank_tables() -> None:
    """Projects become rows of a ledger, of reductions and of the planner, refused until they are filled in."""
    listed = plan(CITY).projects
    assert set(listed["status"]) == {"unknown"}
    assert listed["id"].is_unique
    assert set(listed.loc[listed["type"] != "", "type"]) <= set(zc.projects.types()["type"])
    ledger = zc.targets.ledger_rows(listed)
    with pytest.raises(DataError, match="the number is missing") as error:
        zc.read_ledger(ledger)
    assert {problem.column for problem in error.value.problems} == {"reduction", "year"}
    filled = zc.read_ledger(ledger.assign(reduction=1.0, year=2025, status="verified"))
    assert float(filled.by("substance").set_index("substance").loc["VOCs", "net"]) == 9.0
    with pytest.raises(DataError, match="the (value|number|year) is missing"):
        zc.projects.reductions(zc.projects.blank_rows(listed))
    costs, reductions = zc.planner.candidate_rows(listed)
    assert set(reductions["project"]) == set(costs["project"])
    with pytest.raises(DataError, match="the unit of money is missing"):
        zc.planner.read_candidates(costs, reductions)
    assert plan(OUTLINE).projects.empty


# every target is decided by what an officer gives

LEDGER = ["project", "substance", "reduction", "unit", "year"]


def opened(city: Plan, target: Target) -> tuple[Plan, Target]:
    """Return the plan with what the document leaves open: a figure, a base, a reading of the unit."""
    if target.kind == "delegated" or (KINDS[target.kind].value and target.value is None):
        city = city.settle(target.id, 2.0, "order")
    now = city.target(target.id)
    if KINDS[now.kind].reference and (now.reference is None or now.reference.year is None or now.ambiguous_unit):
        reading = "points" if now.ambiguous_unit else ""
        city = city.based(now.id, year=now.start - 1, source="bulletin", reading=reading)
    return city, city.target(target.id)


def level(target: Target, *, good: bool) -> tuple[object, str]:
    """Return an observed level that keeps the target, or misses it, and its unit."""
    if target.classes:
        worse = target.classes[-1]
        return (target.classes[0] if good else worse), target.unit
    assert target.value is not None
    step = max(abs(target.value), 1.0) * 0.01
    lower = target.kind in {"level_max", "zero"}
    if target.kind in {"all", "zero"} and good:
        return target.value, target.unit
    return target.value + (-step if good == lower else step), target.unit


def decisive(target: Target, *, good: bool) -> pd.DataFrame:
    """Return observations that make a target met or not met in its due year."""
    kind, due, share = target.kind, target.due, 1.0 if good else -1.0
    rows: list[tuple[int, object, str, str]]
    if kind in {"reduction_rate", "intensity_reduction", "reduction_points"}:
        assert target.value is not None
        rows = [(due, target.value + share, "%", "cumulative")]
    elif kind == "annual_rate":
        assert target.value is not None
        rows = [(year, target.value + share, "%/a", "yearly") for year in range(target.start, due + 1)]
    elif kind in {"cumulative_min", "cumulative_max"}:
        assert target.value is not None
        rows = [(due, target.value * (1.0 + 0.1 * share), target.unit, "cumulative")]
    elif kind == "not_worse":
        assert target.reference is not None
        unit = target.level_unit or "1"
        rows = [(target.reference.year or 0, 100.0, unit, "level"), (due, 100.0 + share, unit, "level")]
    elif kind == "peak_decline":
        values = [10.0, 11.0, 9.0 if good else 12.0]
        rows = [
            (year, value, target.unit, "level") for year, value in zip(range(due - 2, due + 1), values, strict=True)
        ]
    else:
        value, unit = level(target, good=good)
        rows = [(due, value, unit, "level")]
    return pd.DataFrame(
        [(target.id, year, value, unit, basis) for year, value, unit, basis in rows],
        columns=["indicator", "year", "value", "unit", "basis"],
    )


def every_version() -> list[tuple[str, Target]]:
    """Return every version of every target of the two documents."""
    return [(name, target) for name in (CITY, OUTLINE) for target in plan(name).versions]


@pytest.mark.parametrize(
    ("name", "target"), every_version(), ids=[f"{target.id}-{target.version}" for _, target in every_version()]
)
def test_every_target_can_be_decided(name: str, target: Target) -> None:
    """Inputs as an officer gives them make each version met, not met and undetermined."""
    city, now = opened(plan(name).only(target.id), target)
    settled = now.document == "order"
    if not settled:
        now = city.target(now.id, target.version)
    found = set()
    for good in (True, False):
        given: dict[str, object] = {}
        if now.kind == "qualitative":
            said = {
                "target": [now.id],
                "status": ["met" if good else "not met"],
                "date": ["2025-12-31"],
                "document": ["x"],
            }
            given["statements"] = pd.DataFrame(said)
        elif now.from_ledger:
            rows = [["all works", now.substance, (now.value or 0.0) * (1.1 if good else 0.9), now.unit, now.start]]
            given["ledger"] = pd.DataFrame(rows, columns=LEDGER)
        else:
            given["observations"] = decisive(now, good=good)
        card = city.check(as_of=max(now.due, now.start), version=now.version, **given)  # type: ignore[arg-type]
        row = card.frame[card.frame["version"] == now.version].iloc[-1]
        found.add(row["status"])
        assert row["status"] == ("met" if good else "not met"), row
    empty = city.check(as_of=now.due, version="").frame
    assert set(empty["status"]) == {"undetermined"}


def test_a_base_is_stated_once_and_fits() -> None:
    """A base is refused where the plan prints one, twice, in the wrong year, or without the reading of the unit."""
    city = plan(CITY)
    with pytest.raises(TargetError, match="reading='percent' or reading='points'"):
        city.based("ZZ14-T-062", year=2020, source="bulletin")
    with pytest.raises(TargetError, match="leaves no doubt"):
        city.based("ZZ14-T-073", year=2020, source="bulletin", reading="points")
    with pytest.raises(TargetError, match="not measured from a base"):
        city.based("ZZ14-B1-01", year=2020, source="bulletin")
    with pytest.raises(TargetError, match="base year lies before 2025"):
        city.based("ZZ14-T-073", year=2025, source="bulletin")
    with pytest.raises(TargetError, match="prints the base year"):
        city.based("ZZ14-B1-22", year=2019, source="bulletin")
    with pytest.raises(TargetError, match="is a level, not nan"):
        city.based("ZZ14-T-073", year=2020, value=float("nan"), source="bulletin")
    once = city.based("ZZ14-T-073", year=2020, value=100.0, unit="t NH3", source="bulletin")
    with pytest.raises(TargetError, match="stated already"):
        once.based("ZZ14-T-073", year=2020, source="bulletin")
    data = pd.DataFrame(
        {"indicator": ["ZZ14-T-073"], "year": [2025], "value": [94.0], "unit": ["t NH3"], "basis": ["level"]}
    )
    row = once.only("ZZ14-T-073").check(observations=data, as_of=2025).frame.iloc[0]
    assert (row["status"], round(row["achieved"], 9)) == ("met", 6.0)


@pytest.mark.parametrize(("reading", "status"), [("percent", "met"), ("points", "not met")])
def test_percent_or_points_decides(reading: str, status: str) -> None:
    """From 60 % to 45 % is a quarter less, and fifteen points: a target of 20 is met by one reading only."""
    city = (
        plan(CITY).only("ZZ14-T-062").based("ZZ14-T-062", year=2020, value=60.0, unit="%", source="x", reading=reading)
    )
    data = pd.DataFrame(
        {"indicator": ["ZZ14-T-062"], "year": [2025], "value": [45.0], "unit": ["%"], "basis": ["level"]}
    )
    assert city.check(observations=data, as_of=2025).frame["status"].tolist() == [status]


def test_a_reported_fall_needs_no_base() -> None:
    """A cumulative fall that an authority reports is compared as it is."""
    data = pd.DataFrame(
        {"indicator": ["ZZ14-T-073"], "year": [2025], "value": [4.9], "unit": ["%"], "basis": ["cumulative"]}
    )
    row = plan(CITY).only("ZZ14-T-073").check(observations=data, as_of=2025).frame.iloc[0]
    assert (row["status"], row["achieved"]) == ("not met", pytest.approx(4.9))


def test_trucks_of_the_province_are_settled() -> None:
    """The number of stage IV trucks that the province sets becomes a sum of vehicles."""
    city = plan(CITY).only("ZZ14-T-066").settle("ZZ14-T-066", 3000, "order of the province")
    data = pd.DataFrame(
        {"indicator": ["ZZ14-T-066"], "year": [2025], "value": [0.29], "unit": ["万辆"], "basis": ["cumulative"]}
    )
    row = city.check(observations=data, as_of=2025).frame.iloc[-1]
    assert (row["status"], row["gap"]) == ("not met", pytest.approx(100.0))
    with pytest.raises(TargetError, match="is a number, not nan"):
        plan(CITY).settle("ZZ14-T-066", float("nan"), "order")


def test_annexes_are_targets_of_assessment() -> None:
    """The 65 rows of the annexes are told from expected indicators by their nature."""
    table = plan(CITY).targets.drop_duplicates("target")
    annexes = table[table["section"].str.startswith("附件")]
    assert set(annexes["nature"]) == {"考核"}
    assert len(annexes) == 65
    assert not table[table["nature"] == "考核"]["binding"].any()


def test_the_card_says_of_which_year_and_version_a_figure_is() -> None:
    """A printed figure has its year beside it, and later versions in force stand in the head."""
    city = plan(CITY).only("ZZ14-B1-02")
    data = pd.DataFrame({"indicator": ["ZZ14-B1-02"], "year": [2021], "value": [237], "unit": ["d"]})
    text = city.check(observations=data, as_of=2023).text()
    assert "a later version is in force: ZZ14-B1-02 (zz-3year-2023)" in text
    assert re.search(r"64\.9315\s+2021", text)
    assert "现行版本不同于规划原文" in city.check(observations=data, as_of=2023).text("zh")


def test_yearly_falls_of_every_year_need_no_base() -> None:
    """Energy per value added: five reported yearly falls give their mean, a missing year does not."""
    city = plan(CITY).only("ZZ14-T-037")
    falls = pd.DataFrame({"indicator": "ZZ14-T-037", "year": range(2021, 2026), "value": [5.0, 4.5, 3.5, 4.0, 4.4],
                          "unit": "%/a", "basis": "yearly"})  # fmt: skip
    row = city.check(observations=falls, as_of=2025).frame.iloc[0]
    mean = 100 * (1 - float(np.prod(1 - falls["value"] / 100)) ** 0.2)
    assert (row["status"], row["achieved"]) == ("met", pytest.approx(mean, rel=1e-12))
    row = city.check(observations=falls.assign(value=3.9), as_of=2025).frame.iloc[0]
    assert row["status"] == "not met"
    row = city.check(observations=falls.drop(index=2), as_of=2025).frame.iloc[0]
    assert (row["status"], row["reason"]) == ("undetermined", "no baseline")


def test_yearly_figures_of_the_authority_above_are_entered() -> None:
    """Annex 2 leaves the yearly class to the authority above: class Ⅴ was due in 2023, Ⅳ was seen."""
    city = plan(CITY).only("ZZ14-A2-04").yearly("ZZ14-A2-04", {2023: "Ⅴ", 2024: "III类"}, "order")
    seen = pd.DataFrame({"indicator": "ZZ14-A2-04", "year": [2023, 2024], "value": ["Ⅳ", "Ⅳ"], "unit": "class"})
    assert city.check(observations=seen.head(1), as_of=2023).frame["on_track"].tolist() == ["yes"]
    assert city.check(observations=seen, as_of=2024).frame["on_track"].tolist() == ["no"]


@pytest.mark.parametrize(
    ("name", "figures", "match"),
    [
        ("ZZ14-A2-04", {2023: "Ⅶ"}, "is a class"),
        ("ZZ14-A2-04", {2025: "Ⅳ"}, "due from 2021 to 2024, not 2025"),
        ("ZZ14-A2-04", {2020: "Ⅳ"}, "due from 2021 to 2024, not 2020"),
        ("ZZ14-B1-12", {2023: float("nan")}, "is a number, not nan"),
        ("ZZ14-B1-12", {2023: "much"}, "is a number, not 'much'"),
        ("ZZ14-B1-09", {2023: 5.0}, "no figure can be set"),
        ("ZZ14-B1-01", {2023: 44.0}, "has a figure of 2023 already"),
    ],
)
def test_yearly_figures_that_cannot_be(name: str, figures: dict[int, float | str], match: str) -> None:
    """A class off the scale, a year outside the way, a second figure, or one for an open target are refused."""
    city = plan(CITY)
    with pytest.raises(TargetError, match=match):
        city.yearly(name, figures, "order")
