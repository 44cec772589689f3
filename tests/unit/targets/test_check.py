"""The verdict of a check: three values, one reason, and the versions that were used."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pytest

import zzcarbon as zc
from zzcarbon.errors import DataError, TargetError, UnknownNameError
from zzcarbon.targets import CountingRule, Ledger, LedgerMismatch, Plan, Scorecard, plan

MakePlan = Callable[..., Plan]
MakeLedger = Callable[..., Ledger]

QUOTA = "  - {id: q, indicator: NOx by projects, substance: NOx, kind: cumulative_min, unit: t, value: 1000}"
LEVEL = (
    "  - {id: l, indicator: PM2.5, kind: level_max, unit: ug/m3, value: 35, reference: {year: 2020, value: 50},"
    " milestones: [{year: 2023, value: 41, assumption: test}]}"
)


def row_of(card: Scorecard, name: str) -> pd.Series:
    """Return the row of a target that has one."""
    (position,) = np.flatnonzero(card.frame["target"] == name)
    return card.frame.iloc[position]


def observed(*rows: tuple[str, int, object, str], **more: Any) -> pd.DataFrame:
    """Return observations with some columns the same for all."""
    return pd.DataFrame(rows, columns=["indicator", "year", "value", "unit"]).assign(**more)


def test_columns_are_those_of_the_contract() -> None:
    """The scorecard's frame has exactly the columns of the public contract."""
    assert plan("henan-14fyp-key-projects").check().frame.columns.tolist() == [
        "target", "indicator", "indicator_local", "substance", "area", "kind", "binding", "due_year",
        "version", "status", "reason", "on_track", "achieved", "required", "gap", "progress", "unit",
    ]  # fmt: skip


def test_no_ledger_is_undetermined_and_an_empty_one_is_zero(make_plan: MakePlan, make_ledger: MakeLedger) -> None:
    """Without a ledger a quota has no data; with an empty one nothing was reduced."""
    city = make_plan(QUOTA)
    without = row_of(city.check(as_of=2025), "q")
    assert (without.status, without.reason, np.isnan(without.achieved)) == ("undetermined", "no data", True)
    empty = row_of(city.check(make_ledger(), as_of=2025), "q")
    assert (empty.status, empty.reason, empty.achieved, empty.gap) == ("not met", "", 0.0, 1000.0)
    undated = row_of(city.check(make_ledger()), "q")
    assert (undated.status, undated.reason, undated.achieved) == ("undetermined", "not due", 0.0)


def test_a_quota_is_the_sum_of_years(make_plan: MakePlan, make_ledger: MakeLedger) -> None:
    """Reductions add up over years in tonnes; progress is not clamped; the verdict waits for the due year."""
    city = make_plan(QUOTA)
    ledger = make_ledger({"year": 2021, "reduction": 400.0}, {"year": 2023, "reduction": 1.6, "unit": "kt"})
    for as_of, achieved, status in (
        (2022, 400.0, "undetermined"),
        (2024, 2000.0, "undetermined"),
        (2025, 2000.0, "met"),
    ):
        row = row_of(city.check(ledger, as_of=as_of), "q")
        assert (row.achieved, row.progress, row.status) == (achieved, achieved / 1000, status)
    assert row_of(city.check(ledger), "q").achieved == 2000.0


def test_planned_entries_do_not_move_the_moment(make_plan: MakePlan, make_ledger: MakeLedger) -> None:
    """Without a moment the latest year with verified entries counts: plans for 2025 give no verdict."""
    ledger = make_ledger({"year": 2022}, {"year": 2025, "status": "planned"})
    card = make_plan(QUOTA).check(ledger)
    assert (card.as_of, row_of(card, "q").reason, row_of(card, "q").achieved) == (2022, "not due", 100.0)


def test_not_due_shows_what_is_known(make_plan: MakePlan) -> None:
    """Before the due year the latest figure, gap and progress are shown, and the milestone is judged."""
    city = make_plan(LEVEL)
    row = row_of(city.check(observations=observed(("PM2.5", 2023, 42, "ug/m3")), as_of=2024), "l")
    assert (row.status, row.reason, row.on_track) == ("undetermined", "not due", "no")
    assert (row.achieved, row.gap) == (42.0, 7.0)
    assert row.progress == pytest.approx(8 / 15)


def test_a_milestone_without_data_gives_way_to_the_one_before(make_plan: MakePlan) -> None:
    """The latest milestone that has data is judged: one that nobody observed says nothing, and hides nothing."""
    city = make_plan(LEVEL.replace("test}]", "test}, {year: 2024, value: 38, assumption: test}]"))
    for value, kept in ((42, "no"), (40, "yes")):
        row = row_of(city.check(observations=observed(("PM2.5", 2023, value, "ug/m3")), as_of=2024), "l")
        assert row.on_track == kept


@pytest.mark.parametrize(("value", "status"), [(35, "met"), (35.1, "not met"), (0.03, "met")])
def test_a_level_is_judged_in_its_year(make_plan: MakePlan, value: float, status: str) -> None:
    """Only the figure of the due year decides, also when checked later; units are converted."""
    unit = "mg/m3" if value < 1 else "ug/m3"
    data = observed(("PM2.5", 2024, 10, "ug/m3"), ("PM2.5", 2025, value, unit), ("PM2.5", 2026, 99, "ug/m3"))
    assert row_of(make_plan(LEVEL).check(observations=data, as_of=2026), "l").status == status


def test_a_missing_due_year_is_no_data(make_plan: MakePlan) -> None:
    """Figures of other years do not stand in for the due year."""
    card = make_plan(LEVEL).check(observations=observed(("PM2.5", 2024, 10, "ug/m3")), as_of=2025)
    row = row_of(card, "l")
    assert (row.status, row.reason, row.required) == ("undetermined", "no data", 35.0)
    assert np.isnan(row.achieved)


def test_the_first_reason_counts(make_plan: MakePlan) -> None:
    """Reasons are given in the closed order: what cannot be known comes before what is not there."""
    city = make_plan(
        "  - {id: delegated, indicator: a, kind: delegated, unit: '%'}",
        "  - {id: words, indicator: b, kind: qualitative, as_printed: clean}",
        "  - {id: points, indicator: c, kind: reduction_rate, unit: '%', value: 20, ambiguous_unit: or points}",
        "  - {id: base, indicator: d, kind: reduction_rate, unit: '%', value: 20}",
        "  - {id: none, indicator: e, kind: level_min, unit: '%', value: 20}",
        "  - {id: open, indicator: f, kind: ratio_min, unit: '1', as_printed: multiple}",
        "  - {id: red, indicator: g, kind: not_worse, unit: km2}",
        "  - {id: later, indicator: h, kind: level_min, unit: '%', value: 20, due: 2030}",
        "  - {id: rate, indicator: i, kind: annual_rate, unit: '%/a', value: 4, form: linear}",
    )
    data = observed(("c", 2025, 1, "t"), ("d", 2025, 1, "t"), ("g", 2025, 1, "km2"), ("h", 2025, 1, "%"))
    frame = city.check(observations=data, as_of=2025).frame.set_index("target")
    assert frame["reason"].to_dict() == {
        "delegated": "delegated",
        "words": "not quantified",
        "points": "ambiguous unit",
        "base": "no baseline",
        "none": "no data",
        "open": "not quantified",
        "red": "no baseline",
        "later": "not due",
        "rate": "no baseline",
    }
    assert frame.loc[["delegated", "words", "points", "base", "open", "red"], "achieved"].isna().all()


def test_superseded_versions_are_never_used(make_plan: MakePlan) -> None:
    """From its date a new version decides and the old one is superseded; before it the old one decides."""
    city = make_plan(
        "  - {id: v, indicator: days, kind: level_min, unit: '%', value: 60, due: 2023, revisions: "
        "[{version: new, supersedes: exampleville, valid_from: 2023-10, value: 70}]}"
    )
    data = observed(("days", 2023, 65, "%"))
    before = city.check(observations=data, as_of="2023-09-30").frame
    assert before[["version", "status"]].to_numpy().tolist() == [["exampleville", "met"]]
    after = city.check(observations=data, as_of=2023).frame
    assert after[["version", "status", "reason"]].to_numpy().tolist() == [
        ["exampleville", "undetermined", "superseded"],
        ["new", "not met", ""],
    ]
    assert after["achieved"].isna().tolist() == [True, False]
    asked = city.check(observations=data, as_of=2023, version="exampleville")
    assert asked.frame[["version", "status"]].to_numpy().tolist() == [["exampleville", "met"]]
    assert any("was asked for" in note for note in asked.notes)
    with pytest.raises(UnknownNameError, match="unknown version 'newer'"):
        city.check(version="newer")


def test_a_revision_of_a_worse_grade_replaces_nothing(make_plan: MakePlan) -> None:
    """A version known at grade C replaces a better one only if grade C is asked for."""
    city = make_plan(
        "  - {id: v, indicator: days, kind: level_min, unit: '%', value: 60, revisions: "
        "[{version: new, supersedes: exampleville, valid_from: 2022, value: 70, grade: C}]}"
    )
    assert city.check(as_of=2023).frame["version"].tolist() == ["exampleville"]
    assert city.check(as_of=2023, grade="C").frame["reason"].tolist() == ["superseded", "no data"]


def test_zhengzhou_on_published_figures() -> None:
    """PM2.5 keeps the province's milestone of 2023, nothing is due, the four quotas have no data."""
    zhengzhou = plan("zhengzhou-14fyp")
    card = zhengzhou.check(observations=zhengzhou.observations())
    pm25 = row_of(card, "ZZ14-B1-01")
    assert (card.as_of, pm25.achieved, pm25.on_track, pm25.reason) == (2023, 43.0, "yes", "not due")
    quotas = card.frame[card.frame["target"].isin([f"ZZ14-B1-{number}" for number in range(12, 16)])]
    assert set(quotas["reason"]) == {"no data"}
    delegated = card.frame[card.frame["binding"] & (card.frame["reason"] == "delegated")]
    assert delegated["target"].tolist() == ["ZZ14-B1-08", "ZZ14-B1-09", "ZZ14-B1-11"]
    assert set(card.frame["status"]) == {"undetermined"}


def test_good_days_as_a_share_of_their_year() -> None:
    """Days become a share of the days of their year, and the scorecard says of how many."""
    zhengzhou = plan("zhengzhou-14fyp").only("ZZ14-B1-02")
    card = zhengzhou.check(observations=zhengzhou.observations(), as_of=2022)
    assert row_of(card, "ZZ14-B1-02").achieved == pytest.approx(100 * 237 / 365)
    assert card.details["remark"].tolist() == ["237 d of 365 d"]
    leap = observed(("ZZ14-B1-02", 2024, 183, "d"))
    assert zhengzhou.check(observations=leap).frame["achieved"].tolist()[-1] == pytest.approx(50.0)
    stated = observed(("ZZ14-B1-02", 2024, 183, "d"), out_of=300)
    assert zhengzhou.check(observations=stated).frame["achieved"].tolist()[-1] == pytest.approx(61.0)


def test_henan_2022_is_met_only_when_grade_c_is_asked_for() -> None:
    """The 2022 milestones and results are grade C: met if asked for, else undetermined; 2021 has no result."""
    henan = plan("henan-14fyp-key-projects")
    card = henan.check(observations=henan.observations(grade="C"), as_of=2022, grade="C")
    by_year = card.frame.groupby("due_year")
    assert by_year["status"].unique().map(list).to_dict() == {2021: ["undetermined"], 2022: ["met"]}
    assert by_year["reason"].unique().map(list).to_dict() == {2021: ["no data"], 2022: [""]}
    assert card.frame["progress"].dropna().round(2).tolist() == [2.08, 1.12, 1.35, 5.42]
    assert any("provisional" in note for note in card.notes)
    default = henan.check(observations=henan.observations(grade="C"), as_of=2022)
    assert set(default.frame["status"]) == {"undetermined"}
    assert any("grade='C'" in note for note in default.notes)


def test_a_ledger_may_replace_observations() -> None:
    """The same figures booked in a ledger give the same verdict as published sums."""
    henan = plan("henan-14fyp-key-projects")
    published = henan.observations(grade="C")
    ledger = pd.DataFrame(
        {
            "project": "all",
            "substance": [
                name.split(" reduction")[0].replace("ammonia nitrogen (NH3-N)", "NH3-N")
                for name in published["indicator"]
            ],
            "reduction": published["value"],
            "unit": "万吨",
            "year": 2022,
        }
    )
    frame = henan.check(ledger, as_of=2022, grade="C").frame
    assert frame.loc[frame["due_year"] == 2022, "status"].tolist() == ["met"] * 4
    assert frame.loc[frame["due_year"] == 2021, "status"].tolist() == ["not met"] * 4


@pytest.mark.parametrize(
    ("row", "column", "message"),
    [
        ({"substance": "NH3"}, "substance", "Did you mean 'NH3-N'"),
        ({"substance": "HC"}, "substance", "hold methane"),
        ({"year": 2020}, "year", "outside the period of the plan, 2021 to 2025"),
        ({"district": "中牟区"}, "district", "unknown area"),
        ({"indicator": "NOx reduction by key project"}, "indicator", "Did you mean 'NOx reduction"),
        ({"indicator": "VOCs reduction by key projects"}, "indicator", "not in NOx"),
    ],
)
def test_entries_that_no_quota_asks_for(
    make_ledger: MakeLedger, row: dict[str, object], column: str, message: str
) -> None:
    """Tonnes that would vanish are an error: another substance, period, district or indicator."""
    with pytest.raises(LedgerMismatch, match=message) as error:
        plan("zhengzhou-14fyp").check(make_ledger(row))
    assert isinstance(error.value, TargetError)
    assert [problem.column for problem in error.value.problems] == [column]


def test_an_area_counts_what_lies_in_it(make_plan: MakePlan, make_ledger: MakeLedger) -> None:
    """A district's quota counts its own entries, the city's counts all, with or without a district."""
    city = make_plan(QUOTA, QUOTA.replace("id: q", "id: east, area: East"))
    ledger = make_ledger({"district": "East"}, {"district": "West"}, {})
    frame = city.check(ledger).frame.set_index("target")
    assert frame["achieved"].to_dict() == {"q": 300.0, "east": 100.0}


def test_an_entry_may_name_its_indicator(make_plan: MakePlan, make_ledger: MakeLedger) -> None:
    """Entries that name an indicator count for it alone."""
    city = make_plan(QUOTA, QUOTA.replace("id: q", "id: r").replace("NOx by projects", "NOx by vehicles"))
    ledger = make_ledger({"indicator": "NOx by vehicles"}, {"indicator": ""}, {"indicator": "q"})
    frame = city.check(ledger).frame.set_index("target")
    assert frame["achieved"].to_dict() == {"q": 200.0, "r": 200.0}


def test_part_year_shares_need_a_named_rule(make_plan: MakePlan, make_ledger: MakeLedger) -> None:
    """A caller's counting rule is named in the notes; what is carried over counts a year later."""
    city, ledger = make_plan(QUOTA), make_ledger({"commissioned": "2021-05-01"})
    rule = CountingRule("from the second month", "rules of 2011", lambda entries: 0.5, carried_over=True)
    card = city.check(ledger, as_of=2021, counting=rule)
    assert row_of(card, "q").achieved == 50.0
    assert any("from the second month" in note for note in card.notes)
    assert row_of(city.check(ledger, as_of=2022, counting=rule), "q").achieved == 100.0
    bad = CountingRule("bad", "none", lambda entries: 1.5, carried_over=False)
    with pytest.raises(DataError, match="a share outside 0 to 1"):
        city.check(ledger, counting=bad)


def test_sums_from_yearly_and_cumulative_observations(make_plan: MakePlan) -> None:
    """Yearly observations add to the last cumulative one; a gap in the years is no data; basis is asked for."""
    city = make_plan(QUOTA)
    rows = [("q", 2022, 300, "t"), ("q", 2023, 0.2, "kt")]
    data = pd.concat([observed(rows[0], basis="cumulative"), observed(rows[1], basis="yearly")])
    assert row_of(city.check(observations=data), "q").achieved == 500.0
    gap = observed(*rows, basis="yearly")
    assert row_of(city.check(observations=gap), "q").reason == "no data"
    with pytest.raises(DataError, match="the basis for q is missing"):
        city.check(observations=observed(*rows))


def test_final_figures_win_over_provisional_ones(make_plan: MakePlan) -> None:
    """A final figure is used before a provisional one in any order; two final ones contradict."""
    city = make_plan(LEVEL)
    rows = observed(("l", 2025, 30, "ug/m3"), ("l", 2025, 40, "ug/m3"))
    for status in (["provisional", "final"], ["final", "provisional"]):
        expected = 40.0 if status[1] == "final" else 30.0
        assert row_of(city.check(observations=rows.assign(status=status)), "l").achieved == expected
    with pytest.raises(DataError, match="two values of 'PM2.5' for 2025: 30 and 40"):
        city.check(observations=rows)


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (("PM2.5", 2023, "many", "ug/m3"), "not a finite number"),
        (("PM2.5", 2023, None, "ug/m3"), "the value is missing"),
        (("PM2.5", 2023, 42, "t"), "the dimensions differ"),
        (("PM2.5", 2023, 42, ""), "the unit is missing"),
        (("PM2.5", None, 42, "ug/m3"), "the year is missing"),
        (("", 2023, 42, "ug/m3"), "the indicator is missing"),
        (("=cmd()", 2023, 42, "ug/m3"), "spreadsheet formula"),
    ],
)
def test_bad_observations(make_plan: MakePlan, row: tuple[str, int, object, str], message: str) -> None:
    """Bad cells of observations are errors with the row, never numbers."""
    with pytest.raises(DataError, match=message):
        make_plan(LEVEL).check(observations=observed(row))


def test_observations_of_nothing_are_listed(make_plan: MakePlan) -> None:
    """An observation that no target uses is listed with the near miss or the area that does not fit."""
    data = pd.concat([observed(("PM25", 2023, 1, "ug/m3")), observed(("PM2.5", 2023, 1, "ug/m3"), area="East")])
    problems = make_plan(LEVEL).check(observations=data).problems
    assert problems["remedy"].tolist() == ["Did you mean 'PM2.5'?", "Check the area."]


def test_grades_of_observations(make_plan: MakePlan) -> None:
    """Observations of a worse grade than asked for are left out and counted; the caller's own are used."""
    city = make_plan(LEVEL)
    data = observed(("l", 2025, 30, "ug/m3"))
    assert row_of(city.check(observations=data), "l").status == "met"
    card = city.check(observations=data.assign(grade="C"))
    assert row_of(card, "l").reason == "no data"
    assert any("1 observations of a worse evidence grade" in note for note in card.notes)
    with pytest.raises(UnknownNameError, match="unknown grade 'D'"):
        city.check(grade="D")


def test_statements_judge_words(make_plan: MakePlan) -> None:
    """A target in words is judged by a person's statement with date and document, never computed."""
    city = make_plan("  - {id: w, indicator: clean, kind: qualitative, as_printed: basically clean}", LEVEL)
    said = pd.DataFrame([{"target": "w", "status": "met", "date": "2025-12-31", "document": "report 7"}])
    assert row_of(city.check(statements=said), "w").status == "met"
    for column, value, message in (
        ("target", "l", "no qualitative target"),
        ("status", "perhaps", "unknown status"),
        ("date", "", "the date is missing"),
    ):
        with pytest.raises(DataError, match=message):
            city.check(statements=said.assign(**{column: value}))


@pytest.mark.parametrize("as_of", [2020, "soon", "2023-13-01", 20.5, True, dt.date(2019, 1, 1)])
def test_moments_that_make_no_sense(as_of: object) -> None:
    """A moment before the plan, or one that is no year or date, is an error."""
    with pytest.raises(TargetError, match="as_of"):
        plan("zhengzhou-14fyp").check(as_of=as_of)  # type: ignore[arg-type]


def test_evaluations_in_one_call() -> None:
    """The mid-term and the final evaluation are two scorecards; without prescribed years they are named."""
    zhengzhou = plan("zhengzhou-14fyp")
    cards = zhengzhou.evaluate(observations=zhengzhou.observations())
    assert list(cards) == [2023, 2025]
    assert row_of(cards[2025], "ZZ14-B1-01").reason == "no data"
    with pytest.raises(TargetError, match="prescribes no evaluation"):
        plan("henan-14fyp-key-projects").evaluate()
    assert list(plan("henan-14fyp-key-projects").evaluate(years=[2022])) == [2022]


def test_probability_does_not_change_the_verdict(make_plan: MakePlan, make_ledger: MakeLedger) -> None:
    """With uncertainty the chance of meeting is given beside the verdict."""
    city = make_plan(QUOTA, LEVEL)
    data = observed(("l", 2025, 35, "ug/m3"), lower=33, upper=37)
    ledger = make_ledger({"reduction": 1000.0, "uncertainty": 0.1, "year": 2025})
    card = city.check(ledger, data)
    assert card.details.set_index("target")["probability"].round(6).to_dict() == {"q": 0.5, "l": 0.5}
    assert card.frame["status"].tolist() == ["met", "met"]


def test_required_pace(make_plan: MakePlan, make_ledger: MakeLedger) -> None:
    """What is missing is spread over the years that remain."""
    card = make_plan(QUOTA).check(make_ledger({"year": 2023}), as_of=2023)
    assert card.details["required_per_year"].tolist() == [450.0]


def test_a_river_section_is_ranked() -> None:
    """Classes of water are compared by rank, best first, in any spelling."""
    zhengzhou = plan("zhengzhou-14fyp").only("ZZ14-A2-01", "ZZ14-A2-02", "ZZ14-A2-04")
    data = pd.DataFrame(
        {
            "indicator": ["ZZ14-A2-01", "ZZ14-A2-02", "ZZ14-A2-04"],
            "year": 2025,
            "value": ["II", "劣Ⅴ类", "Ⅳ"],
            "unit": "",
        }
    )
    card = zhengzhou.check(observations=data)
    assert card.frame["status"].tolist() == ["met", "not met", "met"]
    assert card.table()["achieved"].tolist() == ["Ⅱ", "劣Ⅴ", "Ⅳ"]
    with pytest.raises(DataError, match="not a class of the scale"):
        zhengzhou.check(observations=data.assign(value="VII"))


def test_a_scope_of_its_own(make_plan: MakePlan) -> None:
    """Observations of another scope than the target's are not used."""
    city = make_plan(LEVEL.replace("indicator: PM2.5", "indicator: PM2.5, scope: without ships"))
    data = observed(("PM2.5", 2025, 30, "ug/m3"), scope="all")
    assert row_of(city.check(observations=data), "l").reason == "no data"
    assert row_of(city.check(observations=data.assign(scope="without ships")), "l").status == "met"


def test_observations_of_another_library(make_plan: MakePlan) -> None:
    """Observations may be an eager frame of any library or a file; anything else is refused."""
    polars = pytest.importorskip("polars")
    data = polars.DataFrame({"indicator": ["PM2.5"], "year": [2025], "value": [30.0], "unit": ["ug/m3"]})
    assert row_of(make_plan(LEVEL).check(observations=data), "l").status == "met"
    with pytest.raises(DataError, match="observations are an eager data frame, not int"):
        make_plan(LEVEL).check(observations=12)  # type: ignore[arg-type]
    rows = pd.DataFrame({"fuel": ["diesel"], "amount": 1.0, "unit": "t", "year": 2023})
    inventory = zc.energy.estimate(rows, region="CN-HA", substances=["CO2"])
    with pytest.raises(DataError, match=r'not Inventory: its by\("year"\) is one'):
        zc.targets.dual_control(inventory, gdp=pd.Series({2023: 1.0}))
    with pytest.raises(FileNotFoundError, match=r"there is no file 'data\.csv'"):
        make_plan(LEVEL).check(observations="data.csv")  # type: ignore[arg-type]


def test_completion_feeds_a_score(make_plan: MakePlan, make_ledger: MakeLedger) -> None:
    """Completion is achieved over required, of the version in force."""
    card = make_plan(QUOTA).check(make_ledger({"reduction": 800.0}))
    assert card.completion("q") == 0.8
    with pytest.raises(UnknownNameError, match="unknown target 'p'"):
        card.completion("p")


def test_local_names_of_one_indicator_are_synonyms() -> None:
    """Box 1 and annex 1 name PM2.5 differently in Chinese: both names reach a district's target."""
    zhengzhou = plan("zhengzhou-14fyp")
    for name in ("PM2.5年均浓度", "细颗粒物年均浓度"):
        data = observed((name, 2025, 39, "ug/m3"), area="中牟县")
        assert row_of(zhengzhou.check(observations=data), "ZZ14-A1-01-PM25").status == "met"
