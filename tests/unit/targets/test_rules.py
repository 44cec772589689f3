"""Each kind of target, by hand."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest

from zzcarbon.targets import Plan
from zzcarbon.targets.plan_data.kinds import KINDS
from zzcarbon.targets.verdict.rules import RULES

MakePlan = Callable[..., Plan]


def result(city: Plan, data: dict[int, float], unit: str, basis: str = "level") -> pd.Series:
    """Return the row of the only target, checked as of the last year of some data."""
    frame = pd.DataFrame(
        {"indicator": "t", "year": list(data), "value": list(data.values()), "unit": unit, "basis": basis}
    )
    return city.check(observations=frame).frame.iloc[0]


def test_every_kind_has_a_rule_or_none_on_purpose() -> None:
    """All kinds but those without a figure can be computed."""
    assert set(KINDS) - set(RULES) == {"delegated", "qualitative"}


@pytest.mark.parametrize(
    ("kind", "value", "good", "bad"),
    [
        ("level_max", 9, 9, 9.1),
        ("level_min", 9, 9, 8.9),
        ("ratio_min", 2, 2, 1.9),
        ("zero", 0, 0, 1),
        ("all", 9, 9, 8),
    ],
)
def test_levels(make_plan: MakePlan, kind: str, value: float, good: float, bad: float) -> None:
    """Limits are kept by the limit itself, and not beyond it."""
    city = make_plan(f"  - {{id: t, indicator: x, kind: {kind}, unit: '1', value: {value}}}")
    assert result(city, {2025: good}, "1").status == "met"
    assert result(city, {2025: bad}, "1").status == "not met"


def test_more_than(make_plan: MakePlan) -> None:
    """Where the document says 'more than', the limit itself is not enough."""
    city = make_plan("  - {id: t, indicator: x, kind: level_min, unit: '%', value: 90, strict: true}")
    assert result(city, {2025: 90}, "%").status == "not met"
    assert result(city, {2025: 90.1}, "%").status == "met"


def test_a_cap_above_today_has_no_progress(make_plan: MakePlan) -> None:
    """A cap above the baseline is a bound, not a way: it is met without progress being defined."""
    city = make_plan(
        "  - {id: t, indicator: x, kind: level_max, unit: 1e8 m3, value: 26.02, reference: {year: 2020, value: 20.7}}"
    )
    row = result(city, {2025: 21.0}, "1e8 m3")
    assert row.status == "met"
    assert pd.isna(row.progress)


def test_a_share_in_percent_or_as_a_fraction(make_plan: MakePlan) -> None:
    """A share may be observed as a fraction."""
    city = make_plan("  - {id: t, indicator: x, kind: level_min, unit: '%', value: 66}")
    assert result(city, {2025: 0.66}, "1").achieved == pytest.approx(66.0)


def test_reduction_rate(make_plan: MakePlan) -> None:
    """A reduction is measured from the base year, printed or observed, or given as a fall."""
    given = (
        "  - {id: t, indicator: x, kind: reduction_rate, unit: '%', value: 10, "
        "reference: {year: 2020, value: 200, unit: t}}"
    )
    row = result(make_plan(given), {2025: 0.17}, "kt")
    assert (row.achieved, row.gap, row.progress) == pytest.approx((15.0, -5.0, 1.5))
    assert row.status == "met"
    seen = "  - {id: t, indicator: x, kind: reduction_rate, unit: '%', value: 10, reference: {year: 2020}}"
    row = result(make_plan(seen), {2020: 200, 2025: 190}, "t")
    assert (row.achieved, row.status) == (pytest.approx(5.0), "not met")
    assert result(make_plan(seen), {2025: 190}, "t").reason == "no baseline"
    assert result(make_plan(seen), {2025: 12}, "%", "cumulative").achieved == pytest.approx(12.0)


def test_reduction_points(make_plan: MakePlan) -> None:
    """Percentage points are subtracted, not multiplied."""
    city = make_plan(
        "  - {id: t, indicator: x, kind: reduction_points, unit: '%', value: 20, reference: {year: 2020, value: 60}}"
    )
    row = result(city, {2025: 45}, "%")
    assert (row.achieved, row.gap, row.status) == (pytest.approx(15.0), pytest.approx(5.0), "not met")
    assert result(city, {2025: 40}, "%").status == "met"


@pytest.mark.parametrize(("form", "limit"), [("compound", 100 * 0.96**5), ("linear", 80.0)])
def test_annual_rate(make_plan: MakePlan, form: str, limit: float) -> None:
    """A yearly rate compounds or is a share of the base year, as stated."""
    city = make_plan(
        f"  - {{id: t, indicator: x, kind: annual_rate, form: {form}, unit: '%/a', value: 4, "
        f"reference: {{year: 2020, value: 100, unit: t}}}}"
    )
    row = result(city, {2025: limit}, "t")
    assert (row.achieved, row.progress, row.status) == (pytest.approx(4.0), pytest.approx(1.0), "met")
    assert result(city, {2025: limit + 0.01}, "t").status == "not met"


def test_annual_rate_without_its_form_is_ambiguous(make_plan: MakePlan) -> None:
    """A yearly rate that may be linear or compound is not computed."""
    city = make_plan(
        "  - {id: t, indicator: x, kind: annual_rate, unit: '%/a', value: 4, "
        "reference: {year: 2020, value: 9, unit: t}}"
    )
    assert result(city, {2025: 1}, "t").reason == "ambiguous unit"


def test_intensity_by_levels_yearly_and_cumulative_falls(make_plan: MakePlan) -> None:
    """An intensity gives one result from levels, from yearly falls and from recognised plus yearly falls."""
    city = make_plan(
        "  - {id: t, indicator: x, kind: intensity_reduction, unit: '%', value: 17, reference: {year: 2020}}"
    )
    levels = {2020: 1.0, 2021: 1.0151, 2022: 1.0151 * 0.978, 2023: 1.0151 * 0.978 * 0.9582}
    found = [
        result(city, levels, "t/CNY"),
        result(city, {2021: -1.51, 2022: 2.20, 2023: 4.18}, "%", "yearly"),
        result(city, {2023: 100 * (1 - levels[2023])}, "%", "cumulative"),
    ]
    for row in found:
        assert row.achieved == pytest.approx(4.87, abs=0.005)
        assert row.gap == pytest.approx(12.75, abs=0.005)
        assert row.progress == pytest.approx(0.268, abs=0.0005)
        assert row.reason == "not due"
    assert result(city, {2021: 1.0, 2023: 1.0}, "%", "yearly").achieved == pytest.approx(1.0)
    with pytest.raises(Exception, match="the basis for t is missing"):
        result(city, {2023: 4.87}, "%", "")


def test_relative_to_scenario(make_plan: MakePlan) -> None:
    """A distance below a scenario is measured in the scenario's year."""
    city = make_plan(
        "  - {id: t, indicator: x, kind: relative_to_scenario, unit: '%', value: 20, "
        "reference: {unit: t, series: {2024: 100, 2025: 120}}}"
    )
    assert result(city, {2025: 96}, "t").status == "met"
    row = result(city, {2025: 99}, "t")
    assert (row.achieved, row.status) == (pytest.approx(17.5), "not met")


def test_budget(make_plan: MakePlan) -> None:
    """A budget is a sum that must not be exceeded; progress is the share used."""
    city = make_plan("  - {id: t, indicator: x, kind: cumulative_max, unit: t, value: 100}")
    data = dict.fromkeys(range(2021, 2026), 20.0)
    row = result(city, data, "t", "yearly")
    assert (row.achieved, row.progress, row.gap, row.status) == (100.0, 1.0, 0.0, "met")
    assert result(city, data | {2025: 20.1}, "t", "yearly").status == "not met"


@pytest.mark.parametrize(("better", "met"), [("higher", "met"), ("lower", "not met")])
def test_not_worse(make_plan: MakePlan, better: str, met: str) -> None:
    """Not worse is measured against the base year, in the direction that is stated."""
    city = make_plan(
        f"  - {{id: t, indicator: x, kind: not_worse, better: {better}, unit: km2, reference: {{year: 2020}}}}"
    )
    assert result(city, {2020: 10, 2025: 11}, "km2").status == met
    assert result(city, {2020: 10, 2025: 10}, "km2").status == "met"


@pytest.mark.parametrize(
    ("series", "status"),
    [
        ((5, 6, 7, 6, 5), "met"),
        ((5, 6, 7, 6, 6), "met"),
        ((5, 6, 7, 8, 9), "not met"),
        ((9, 5, 6, 5, 4), "not met"),
    ],
)
def test_peak_then_decline(make_plan: MakePlan, series: tuple[float, ...], status: str) -> None:
    """A peak lies before the due year, and no year after it is above the one before."""
    city = make_plan("  - {id: t, indicator: x, kind: peak_decline, unit: t, as_printed: peak}")
    assert result(city, dict(zip(range(2021, 2026), series, strict=True)), "t").status == status
    assert result(city, {2021: 1, 2025: 0.5}, "t").reason == "no data"


def test_a_peak_of_few_years_is_not_yet_a_trend(make_plan: MakePlan) -> None:
    """The words of a plan may be met by falling years that show no trend yet: the remark says so."""
    city = make_plan("  - {id: t, indicator: x, kind: peak_decline, unit: t, as_printed: peak}")
    rows = pd.DataFrame(
        {"indicator": "t", "year": range(2021, 2026), "value": [5.0, 6.0, 7.0, 6.0, 5.0], "unit": "t", "basis": "level"}
    )
    card = city.check(observations=rows)
    assert card.frame.iloc[0].status == "met"
    assert "highest year 2023; by the trend undetermined: since then S -3 of 3 values" in card.details.iloc[0].remark
