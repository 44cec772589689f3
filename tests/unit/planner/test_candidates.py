"""Reading candidates, quotas and costs: every fault at once, units understood."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import zzcarbon as zc
from zzcarbon import planner, projects
from zzcarbon.errors import DataError, TargetError
from zzcarbon.targets import read_ledger

COSTS = pd.DataFrame(
    {
        "project": ["kiln", "boiler"],
        "capital": [120.0, 60.0],
        "operation": [5.0, 1.0],
        "life": [15, 10],
        "rate": [0.05, 0.05],
        "cost_unit": ["万元", "万元"],
        "price_year": [2024, 2024],
        "earliest": [2025, 2025],
    }
)
REDUCTIONS = pd.DataFrame(
    {"project": ["kiln", "kiln", "boiler"], "substance": ["氮氧化物", "CO2", "NOx"], "reduction": [0.08, -500.0, 30.0],
     "unit": ["kt", "t", "t/a"]}
)  # fmt: skip


def test_costs_and_masses_have_units() -> None:
    """Ten thousand yuan and kilotonnes become yuan and tonnes; Chinese names are understood."""
    made = planner.read_candidates(COSTS, REDUCTIONS)
    assert made.frame["capital"].tolist() == [1.2e6, 6e5]
    assert made.total("NOx").tolist() == [80.0, 30.0]
    assert made.total("CO2").tolist() == [-500.0, 0.0]
    assert (made.currency, made.price_year, made.substances) == ("CNY", 2024, ("CO2", "NOx"))
    local = COSTS.rename(columns={"project": "项目", "capital": "投资", "life": "使用年限"})
    assert planner.read_candidates(local, REDUCTIONS).frame.equals(made.frame)


def test_reductions_of_projects_are_candidates() -> None:
    """What `projects.reductions` gives can be planned with, whole years whatever months count."""
    table = pd.DataFrame([{"project": "kiln", "type": "closure", "substance": "NOx", "year": 2025, "months": 3,
                           "cap": "no cap", "utilisation_before": 1, "utilisation_after": 1, "emission_before": 80.0,
                           "emission_after": 0.0}])  # fmt: skip
    made = planner.read_candidates(COSTS.head(1), projects.reductions(table))
    assert made.total("NOx").tolist() == [80.0]


def costs(**changes: Any) -> pd.DataFrame:
    """Return the costs with some columns changed."""
    return COSTS.assign(**changes)


WRONG = [
    ({"cost_unit": ["万元", "USD"]}, "another currency than CNY"),
    ({"cost_unit": ["万元", "t"]}, "no unit of money"),
    ({"cost_unit": ["万元", ""]}, "the unit of money is missing"),
    ({"price_year": [2024, 2020]}, "another price year than 2024"),
    ({"project": ["kiln", "kiln"]}, "the project stands twice"),
    ({"capital": [-1.0, 2.0]}, "a negative capital"),
    ({"capital": ["much", 2.0]}, "not a finite number"),
    ({"rate": [8.0, 0.05]}, "no rate of interest"),
    ({"life": [0, 10]}, "capital needs a life above zero"),
    ({"earliest": [2025, 25]}, "25 is not a year"),
    ({"latest": [2024, 2026]}, "before the earliest year"),
    ({"minimum": [0.0, 1.0]}, "no scale above zero"),
    ({"minimum": [2.0, 1.0]}, "no scale above zero and up to the maximum"),
    ({"requires": ["boilr", ""]}, "no candidate is called 'boilr'.*Did you mean 'boiler'"),
    ({"requires": ["kiln", ""]}, "a project cannot name itself"),
    ({"requires": ["boiler", ""], "excluded": ["", "yes"]}, "it depends on an excluded project: boiler"),
    ({"requires": ["boiler", ""], "excludes": ["boiler", ""]}, "it depends on an excluded project: it excludes boiler"),
    ({"requires": ["boiler", ""], "earliest": [2025, 2028], "latest": [2026, 2029]}, "comes after its latest year"),
]


@pytest.mark.parametrize(("change", "message"), WRONG)
def test_wrong_costs(change: dict[str, Any], message: str) -> None:
    """Each fault of the costs is named."""
    with pytest.raises(DataError, match=f"(?s){message}"):
        planner.read_candidates(costs(**change), REDUCTIONS)


WRONG_REDUCTIONS = [
    ({"project": ["kiln", "kiln", "boilr"]}, "Did you mean 'boiler'"),
    ({"substance": ["NOx", "NOx", "NOx"]}, "the project and substance stand twice"),
    ({"substance": ["N0x", "CO2", "NOx"]}, "unknown substance"),
    ({"unit": ["km", "t", "t"]}, "cannot convert"),
    ({"reduction": [None, 1.0, 1.0]}, "the number is missing"),
    ({"lag": [0.5, 0, 0]}, "no whole number of years"),
    ({"uncertainty": [-0.1, 0, 0]}, "a negative uncertainty"),
    ({"uncertainty": [20.0, 0, 0]}, "above the figure itself.*Write 20 % as 0.2"),
    ({"不确定性": [0.2, 0.2, 0.2]}, "不确定性: numbers under a header that is not known. Name it '不确定度'"),
]


@pytest.mark.parametrize(("change", "message"), WRONG_REDUCTIONS)
def test_wrong_reductions(change: dict[str, Any], message: str) -> None:
    """Each fault of the reductions is named."""
    with pytest.raises(DataError, match=message):
        planner.read_candidates(COSTS, REDUCTIONS.assign(**change))


WRONG_OVERLAPS = [
    ({"first": ["kilns"]}, "no candidate has this name"),
    ({"second": ["kiln"]}, "does not overlap with itself"),
    ({"loss": [-1.0]}, "a negative loss"),
    ({"loss": [31.0]}, "more than the smaller of the two reduces"),
    ({"unit": ["km"]}, "cannot convert"),
]


@pytest.mark.parametrize(("change", "message"), WRONG_OVERLAPS)
def test_wrong_overlaps(change: dict[str, Any], message: str) -> None:
    """Each fault of the overlaps is named."""
    pair = pd.DataFrame({"first": ["kiln"], "second": ["boiler"], "substance": ["NOx"], "loss": [3.0], "unit": ["t"]})
    assert planner.read_candidates(COSTS, REDUCTIONS, pair).overlaps["loss"].tolist() == [3.0]
    with pytest.raises(DataError, match=message):
        planner.read_candidates(COSTS, REDUCTIONS, pair.assign(**change))


def test_all_faults_stand_in_one_error() -> None:
    """Costs, reductions and overlaps are checked together; missing columns are named."""
    bad = costs(cost_unit=["万元", "EUR"], price_year=[2024, 2019], life=[-1, 10])
    with pytest.raises(DataError, match="the candidates cannot be used") as caught:
        planner.read_candidates(bad, REDUCTIONS.assign(unit=["km", "t", "t"]))
    assert {problem.file for problem in caught.value.problems} == {"costs", "reductions"}
    assert len(caught.value.problems) == 4
    with pytest.raises(DataError, match="column price_year: the column is missing"):
        planner.read_candidates(COSTS.drop(columns="price_year"), REDUCTIONS)
    with pytest.raises(DataError, match="column unit: the column is missing"):
        planner.read_candidates(COSTS, REDUCTIONS.drop(columns="unit"))


@settings(max_examples=30)
@given(st.floats(0.0, 0.5), st.integers(1, 60))
def test_capital_is_paid_back_with_interest(rate: float, life: int) -> None:
    """The yearly shares, discounted, are worth the capital."""
    share = float(planner.capital_recovery(rate, life))
    assert sum(share / (1 + rate) ** year for year in range(1, life + 1)) == pytest.approx(1.0, rel=1e-6)


def test_quotas_of_a_plan_are_what_its_ledger_leaves() -> None:
    """What is booked is taken off; a quota that is met asks for nothing more."""
    plan = zc.plan("zhengzhou-14fyp")
    ledger = read_ledger(
        pd.DataFrame({"project": ["a", "b"], "substance": ["NOx", "VOCs"], "reduction": [75.0, 99_999.0], "unit": "t",
                      "year": 2022})
    )  # fmt: skip
    left = {quota.substance: quota.required for quota in planner.quotas_of_plan(plan, ledger, as_of=2022)}
    assert left == {"NOx": 19_000.0, "VOCs": 0.0, "COD": 10_434.0, "NH3-N": 263.0}
    with pytest.raises(TargetError, match="no quota"):
        planner.quotas_of_plan(plan.only("ZZ14-B1-01"))


def test_wrong_quotas() -> None:
    """Units, names and ways of counting of quotas are checked at once."""
    table = pd.DataFrame(
        {"substance": ["NOx", "NOy"], "required": [1.0, 2.0], "unit": ["t", "m"], "year": [2025, 2025]}
    )
    with pytest.raises(DataError, match="unknown substance") as caught:
        planner.quotas(table.assign(counting=["booked", "twice"]))
    assert len(caught.value.problems) == 3
    with pytest.raises(DataError, match="the quota stands twice"):
        planner.quotas(pd.concat([table.head(1), table.head(1)]))


@settings(max_examples=30)
@given(st.lists(st.floats(0.0, 1e6), min_size=1, max_size=6), st.floats(0.0, 1e6))
def test_a_carbon_budget_is_a_sum_of_abatement(emissions: list[float], budget: float) -> None:
    """What has to be abated and what may be emitted are the baseline."""
    baseline = pd.Series(emissions, index=range(2024, 2024 + len(emissions)))
    quota = planner.carbon_budget(baseline, budget)
    assert quota.required + budget == pytest.approx(float(np.sum(emissions)), abs=1e-3)
    assert (quota.counting, quota.year) == ("running", 2023 + len(emissions))
