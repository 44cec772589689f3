"""Systems of the plans beside the quotas: compensation, benchmarks, allowances, appraisal, rights, two accounts."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from zzcarbon import agriculture, footprint, offsets
from zzcarbon.errors import DataError, TargetError, UnknownNameError
from zzcarbon.targets import (
    Scorecard,
    allowances,
    benchmark_level,
    compensation,
    plan,
    reconcile,
    stepped_payment,
    transfers,
)


def test_compensation_follows_the_class_of_annex_2() -> None:
    """Zhongmu Chenqiao (class IV) at V pays one class; Huayuankou (III) at II receives; no data pays nothing."""
    city = plan("zhengzhou-14fyp").only("ZZ14-A2-01", "ZZ14-A2-04", "ZZ14-A2-05")
    data = pd.DataFrame({"indicator": ["ZZ14-A2-01", "ZZ14-A2-04"], "year": 2025, "value": ["Ⅱ", "Ⅴ"], "unit": "class"})
    card = city.check(observations=data, as_of=2025)
    table = compensation(card, {"ZZ14-A2": 500_000.0, "ZZ14-A2-04": 800_000.0}, rewards={"ZZ14-A2": 100_000.0})
    assert table.set_index("target")["amount"].fillna(-1.0).to_dict() == {
        "ZZ14-A2-01": 100_000.0,
        "ZZ14-A2-04": -800_000.0,
        "ZZ14-A2-05": -1.0,
    }
    assert table["reason"].tolist()[-1] == "no data"
    with pytest.raises(DataError, match="at least 0"):
        compensation(card, {"ZZ14-A2": -1.0})
    with pytest.raises(UnknownNameError, match="unknown target"):
        compensation(card, {"ZZ14-A9": 1.0})


def test_compensation_of_the_yellow_river_agreement() -> None:
    """Henan and Shandong pay 60 million CNY a class from III on: class II in two years are 120 of the 126 million paid.

    黄河流域（豫鲁段）横向生态保护补偿协议, as 新华社 of 9 May 2021 prints it; paid for 2020 and 2021: 山东省政府新闻办, 5 July
    2022. The other 6 million are 6 points of the index of COD, NH3-N and TP at 1 million each.
    """
    section = pd.DataFrame({"indicator": "ZZ14-A2-01", "year": 2025, "value": ["Ⅱ"], "unit": "class"})
    card = plan("zhengzhou-14fyp").only("ZZ14-A2-01").check(observations=section, as_of=2025)
    paid = compensation(card, {"ZZ14-A2": 60e6}, rewards={"ZZ14-A2": 60e6})["amount"].tolist()
    assert 2 * paid[0] + 6 * 1e6 == 126e6
    worse = plan("zhengzhou-14fyp").only("ZZ14-A2-01").check(observations=section.assign(value="Ⅳ"), as_of=2025)
    assert compensation(worse, {"ZZ14-A2": 60e6})["amount"].tolist() == [-60e6]


def test_compensation_of_districts_by_steps() -> None:
    """The city's rule of 2020: 100,000 CNY a ug/m3 up to 5 above the base, 200,000 for what lies above."""
    rule = {0: 100_000, 5: 200_000}
    assert [stepped_payment(gap, rule) for gap in (0.0, 5.0, 12.0)] == [0.0, 500_000.0, 1_900_000.0]
    seen = pd.DataFrame({"indicator": "ZZ14-B1-01", "year": 2025, "value": [52.0], "unit": "ug/m3"})
    card = plan("zhengzhou-14fyp").only("ZZ14-B1-01").check(observations=seen, as_of=2025, version="zz-fyp14-2022")
    found = compensation(card, {"ZZ14-B1-01": rule})
    assert found["gap"].tolist() == [12.0]
    assert found["amount"].tolist() == [-1_900_000.0]
    for wrong in ({5: 1.0}, {0: -1.0}, {}, "5%", {0: float("nan")}):
        with pytest.raises(TargetError, match="steps of rates begin at 0"):
            stepped_payment(1.0, wrong)  # type: ignore[arg-type]
    with pytest.raises(TargetError, match="a gap to be paid for"):
        stepped_payment(-1.0, rule)


def test_allowances_of_named_schemes() -> None:
    """Cement by the draft of 2017 for the national market, and molten iron by the New Zealand regulations.

    0.8534 t CO2/t clinker, 2 % more for 50,000 to 100,000 t of waste (中国碳排放交易网, 10 May 2017); 3.2613 units/t of
    molten iron at 90 % assistance (EPA New Zealand, eligible activities under the regulations of 2010).
    """
    assert allowances(1e6, 0.8534, [1.02]) == pytest.approx(870_468.0)
    assert allowances([1000.0], 3.2613, [0.9]).tolist() == pytest.approx([2935.17])


def test_water_of_industry_against_levels() -> None:
    """The plan's 10.3 m3 for 10 000 yuan is one level of a table; levels that do not run in order are refused."""
    limit = plan("zhengzhou-14fyp").target("ZZ14-T-007").value
    assert limit == 10.3
    levels = {"I": 8.0, "II": 10.3, "III": 12.0}
    assert [benchmark_level(x, levels) for x in (8.0, 10.3, 10.31, 13.0)] == ["I", "II", "III", "below all"]
    assert benchmark_level(95.0, {"I": 94.0, "II": 90.0}, lower_is_better=False) == "I"
    with pytest.raises(TargetError, match="from the best to the worst"):
        benchmark_level(1.0, {"I": 10.0, "II": 8.0})
    with pytest.raises(TargetError, match="a number of at least 0"):
        benchmark_level(float("nan"), levels)


def test_allowances_are_output_times_benchmark() -> None:
    """Allowances are linear in output; factors of nothing and negative outputs are refused."""
    assert allowances([1.0, 2.0], 0.8).tolist() == [0.8, 1.6]
    with pytest.raises(DataError, match="a factor above zero"):
        allowances(1.0, 1.0, [0.0])
    with pytest.raises(DataError, match="at least 0"):
        allowances(-1.0, 1.0)


def test_a_project_against_benchmark_budget_and_replacement() -> None:
    """A kiln that adds 40 t NOx with double replacement needs 80 t; its CO2 keeps the benchmark and not the budget."""

    def of(nox: float, co2: float) -> pd.DataFrame:
        return pd.DataFrame({"year": 2025, "substance": ["NOx", "CO2"], "emission": [nox, co2], "unit": ["t", "万吨"]})

    table = offsets.appraise_project(
        of(10.0, 1.0),
        of(50.0, 6.0),
        output=100_000.0,
        benchmarks={"CO2": 0.7},
        budget_left={"CO2": 40_000.0, "NH3": 1.0},
        multiples={"NOx": 2.0},
        offsets={"NOx": 79.0},
    ).set_index("substance")
    assert table.loc["NOx", ["change", "required_offset", "replacement_verdict"]].tolist() == [40.0, 80.0, "not met"]
    assert table.loc["CO2", ["benchmark_verdict", "budget_verdict"]].tolist() == ["met", "not met"]
    assert table.loc["NH3", "budget_verdict"] == "undetermined"
    new_site = offsets.appraise_project(of(0, 0).head(0), of(5.0, 0.0), multiples={"NOx": 1.0}, offsets={"NOx": 5.0})
    assert new_site.set_index("substance").loc["NOx", "replacement_verdict"] == "met"
    with pytest.raises(TargetError, match="several years"):
        offsets.appraise_project(of(1.0, 1.0), pd.concat([of(1.0, 1.0), of(1.0, 1.0).assign(year=2026)]))
    with pytest.raises(TargetError, match="needs the output"):
        offsets.appraise_project(of(1.0, 1.0), of(1.0, 1.0), benchmarks={"CO2": 1.0})


@pytest.mark.parametrize(("what", "unit", "tonnes"), [("用能权", "万吨标准煤", 5000.0), ("水权", "万m3", 5000.0)])
def test_rights_to_energy_and_water(what: str, unit: str, tonnes: float) -> None:
    """Rights to energy are kept in tce (the plan's market begins at 5 000) and those to water in m3."""
    rows = {"date": ["2024-01-01", "2024-12-31"], "kind": ["分配", "使用"], "holder": "works", "substance": what}
    account = offsets.read_rights(pd.DataFrame(rows | {"mass": [1.0, 0.5], "unit": unit}))
    assert account.balance()[["allocated", "balance"]].to_numpy().tolist() == [[2 * tonnes, tonnes]]
    with pytest.raises(DataError, match="below zero|more than"):
        offsets.read_rights(pd.DataFrame(rows | {"mass": [1.0, 1.5], "unit": unit}))
    with pytest.raises(DataError, match="Rights to"):
        offsets.read_rights(pd.DataFrame(rows | {"mass": [1.0, 0.5], "unit": "CNY"}))


def test_two_accounts_of_one_emission() -> None:
    """Statistics and permits meet by enterprise and substance; what only one has is named; twice is refused."""
    a = pd.DataFrame({"entity": ["x", "y", "z"], "substance": "COD", "emission": [10.0, 0.0, 5.0]})
    b = pd.DataFrame({"entity": ["x", "y", "w"], "substance": "COD", "emission": [12.0, 0.0, 1.0]})
    table = reconcile(a, b, tolerance=0.1).set_index("entity")
    assert table["verdict"].to_dict() == {
        "w": "only in permits",
        "x": "differs",
        "y": "agree",
        "z": "only in statistics",
    }
    assert np.isclose(table.loc["x", "relative"], 1 / 6)
    with pytest.raises(DataError, match="row 4, column entity: the row stands twice"):
        reconcile(pd.concat([a, a.head(1)]), b, tolerance=0.1)
    with pytest.raises(DataError, match="not a finite number"):
        reconcile(a.assign(emission="many"), b, tolerance=0.1)
    with pytest.raises(TargetError, match="a tolerance is a share"):
        reconcile(a, b, tolerance=1.0)


A_SECTION = pd.DataFrame({"indicator": ["ZZ14-A2-04"], "year": 2025, "value": ["Ⅴ"], "unit": "class"})


def judged() -> Scorecard:
    """Return the card of one river section of annex 2."""
    return plan("zhengzhou-14fyp").only("ZZ14-A2-04").check(observations=A_SECTION, as_of=2025)


STATED = {
    "rate": (
        lambda value: compensation(judged(), {"ZZ14-A2": value}),
        "row ZZ14-A2, column rates: a rate is at least 0",
    ),
    "intensity": (lambda value: benchmark_level(value, {"I": 8.0}), "an intensity is a number"),
    "levels": (lambda value: benchmark_level(8.0, {"I": value}), "levels are numbers"),
    "tolerance": (
        lambda value: reconcile(
            *[pd.DataFrame({"entity": ["x"], "emission": 1.0})] * 2, by=["entity"], tolerance=value
        ),
        "a tolerance is a share",
    ),
    "figure": (lambda value: plan("zhengzhou-14fyp").settle("ZZ14-T-066", value, "order"), "is a number"),
    "yearly": (lambda value: plan("zhengzhou-14fyp").yearly("ZZ14-B1-13", {2023: value}, "order"), "is a number"),
    "base": (
        lambda value: plan("zhengzhou-14fyp").based("ZZ14-T-073", year=2020, value=value, source="bulletin"),
        "is a level",
    ),
    "buffer": (
        lambda value: agriculture.sink_project(
            pd.DataFrame(
                {"project": ["f"], "year": 2024, "removal": 1.0, "baseline": 0.0, "leakage": 0.0, "unit": "t"}
            ),
            buffer=value,
        ),
        "a buffer is a share",
    ),
    "energy": (
        lambda value: footprint.park(
            pd.DataFrame({"scope": ["1", "2"], "emission": 1.0, "unit": "t"}),
            energy=value,
            renewable=0.0,
            conditions={"intensity_max": 0.3},
            document="order",
        ),
        "column energy: not above zero",
    ),
    "duty": (
        lambda value: transfers(pd.DataFrame({"NOx": {"郑州市": value}}), pd.DataFrame()),
        "row 郑州市, column NOx: not a mass of at least 0|a duty is missing",
    ),
}
"""What a caller states beside a table, and what is said where it is no number."""


@pytest.mark.parametrize("value", ["5%", "many", float("nan")])
@pytest.mark.parametrize("name", STATED)
def test_what_is_stated_beside_a_table_is_a_number(name: str, value: object) -> None:
    """Text and NaN in place of a rate, level, share or figure are refused by our errors."""
    call, match = STATED[name]
    with pytest.raises((DataError, TargetError), match=match):
        call(value)


def test_what_is_stated_has_a_document() -> None:
    """A base, a settled figure and a yearly figure without document are refused."""
    city = plan("zhengzhou-14fyp")
    with pytest.raises(TargetError, match="ZZ14-T-066 has a document"):
        city.settle("ZZ14-T-066", 3000, " ")
    with pytest.raises(TargetError, match="ZZ14-T-073 has a document"):
        city.based("ZZ14-T-073", year=2020, source="")
    with pytest.raises(TargetError, match="ZZ14-B1-13 has a document"):
        city.yearly("ZZ14-B1-13", {2023: 4000.0}, "")


def test_substances_of_two_accounts_meet_in_any_spelling() -> None:
    """化学需氧量 of the statistics is COD of the permit reports; a negative discharge is refused."""
    a = pd.DataFrame({"entity": ["x"], "substance": ["化学需氧量"], "emission": [10.0]})
    assert reconcile(a, a.assign(substance="COD"), tolerance=0.1)["verdict"].tolist() == ["agree"]
    with pytest.raises(DataError, match="an emission below zero"):
        reconcile(a.assign(emission=-1.0), a, tolerance=0.1)
