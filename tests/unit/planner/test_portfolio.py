"""The cheapest portfolio: optimal by trying everything, never worse than greedy, infeasible with a reason."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import zzcarbon as zc
from zzcarbon import planner
from zzcarbon.errors import DataError, TargetError, UnknownNameError
from zzcarbon.planner import Candidates, Quota
from zzcarbon.planner.choice import Portfolio
from zzcarbon.planner.greedy import greedy_choice
from zzcarbon.planner.model import built_model

Make = Callable[..., Candidates]
Brute = Callable[..., float]
YEARS = [2024, 2025]
whole = st.integers(1, 9)


@st.composite
def problems(draw: Any) -> dict[str, Any]:
    """Draw a planning problem small enough to try everything."""
    count = draw(st.integers(2, 4))
    numbers = [f"p{number}" for number in range(count)]
    rows = [(name, key, float(draw(st.integers(0, 9)))) for name in numbers for key in ("NOx", "COD")]
    rows += [(name, "CO2", float(draw(st.integers(-9, 9)))) for name in numbers]
    return {
        "costs": [float(draw(whole)) for _ in numbers],
        "rows": rows,
        "operation": [float(draw(st.integers(-2, 3))) for _ in numbers],
        "earliest": [draw(st.sampled_from(YEARS)) for _ in numbers],
        "excludes": [draw(st.sampled_from(["", "", *numbers[:place]])) for place in range(count)],
        "requires": [draw(st.sampled_from(["", "", "", *numbers[:place]])) for place in range(count)],
        "quotas": [
            Quota("NOx", "NOx", float(draw(st.integers(1, 14))), 2025),
            Quota("NOx early", "NOx", float(draw(st.integers(0, 4))), 2024),
            Quota("COD", "COD", float(draw(st.integers(0, 9))), 2025),
            Quota("carbon", "CO2", float(draw(st.integers(-12, 6))), 2025, "running"),
        ],
        "budget": pd.Series({2024: float(draw(st.integers(2, 20))), 2025: float(draw(st.integers(2, 20)))}),
        "loss": draw(st.integers(0, 3)),
    }


def built(problem: dict[str, Any], make: Make) -> Candidates:
    """Return the candidates of a drawn problem."""
    first = {(name, key): amount for name, key, amount in problem["rows"]}
    loss = min(problem["loss"], first["p0", "NOx"], first["p1", "NOx"])
    overlaps = pd.DataFrame({"first": ["p0"], "second": ["p1"], "substance": ["NOx"], "loss": [loss], "unit": ["t"]})
    columns = {name: problem[name] for name in ("operation", "earliest", "excludes", "requires")}
    try:
        return make(problem["costs"], problem["rows"], overlaps, **columns)
    except DataError:
        assume(False)
        raise


@settings(max_examples=30)
@given(problem=problems())
def test_the_answer_is_that_of_trying_everything(
    problem: dict[str, Any], make_candidates: Make, brute_force: Brute
) -> None:
    """With links, years, budgets, overlaps, savings and a carbon budget, no plan is cheaper."""
    candidates = built(problem, make_candidates)
    best = brute_force(candidates, problem["quotas"], YEARS, problem["budget"])
    try:
        plan = planner.portfolio(candidates, problem["quotas"], years=(2024, 2025), budget=problem["budget"], gap=0.0)
    except planner.InfeasiblePlan:
        assert best == np.inf
        return
    assert plan.cost == pytest.approx(best, abs=1e-6)
    assert (plan.quotas["surplus"] >= -1e-6).all()
    assert (plan.spending <= problem["budget"] + 1e-6).all()


@settings(max_examples=12)
@given(
    costs=st.lists(st.floats(1.0, 50.0), min_size=8, max_size=14),
    seed=st.integers(0, 1000),
    share=st.floats(0.1, 0.9),
)
def test_never_worse_than_greedy(costs: list[float], seed: int, share: float, make_candidates: Make) -> None:
    """The answer costs no more than the greedy rule, even at a coarse gap."""
    random = np.random.default_rng(seed)
    rows = [(f"p{n}", key, float(random.integers(1, 20))) for n in range(len(costs)) for key in ("NOx", "COD")]
    candidates = make_candidates(costs, rows)
    due = [Quota(key, key, float(candidates.total(key).sum()) * share, 2025) for key in ("NOx", "COD")]
    plan = planner.portfolio(candidates, due, years=(2024, 2025), gap=0.3)
    rule = greedy_choice(plan.model)
    assert rule is not None
    assert plan.cost <= Portfolio(plan.model, rule, 0.0, 0.0).cost * (1 + 1e-9)


def knapsack(make: Make, **columns: Any) -> Candidates:
    """Return three candidates of NOx: 50 t for 100, 35 t for 60, 40 t for 90."""
    return make([100.0, 60.0, 90.0], [("p0", "NOx", 50.0), ("p1", "NOx", 35.0), ("p2", "NOx", 40.0)], **columns)


def nox(required: float, year: int = 2025) -> list[Quota]:
    """Return one quota of NOx."""
    return [Quota("NOx", "NOx", required, year)]


def test_the_whole_beats_the_ratio(make_candidates: Make) -> None:
    """Two cheap projects are taken for 70 t although a third has a better ratio than one of them."""
    plan = planner.portfolio(knapsack(make_candidates), nox(70.0), years=(2024, 2025), gap=0.0)
    assert set(plan.frame["project"]) == {"p1", "p2"}
    assert plan.cost == 150.0
    assert plan.gap == 0.0
    assert plan.reduced("NOx") == 75.0


def test_a_portfolio_prints_what_it_is(make_candidates: Make) -> None:
    """Projects, money, gap and how it was found stand in one line."""
    plan = planner.portfolio(knapsack(make_candidates), nox(70.0), years=(2024, 2025), gap=0.0)
    assert repr(plan) == "<Portfolio of 2 projects: 150 CNY/a, 150 CNY to build, gap 0.00%, optimum>"
    assert repr(plan.model.candidates) == "<Candidates: 3 projects, NOx; CNY of 2024>"
    assert plan.capital == 150.0


def test_the_rule_keeps_links_and_budgets(make_candidates: Make) -> None:
    """The greedy rule brings what a project needs and waits for money; what it excluded early it cannot have back."""
    needy = knapsack(make_candidates, requires=["p2", "", ""])
    free = built_model(needy, nox(90.0), (2024, 2025))
    rule = greedy_choice(free)
    assert rule is not None
    assert set(Portfolio(free, rule, 0.0, 0.0).frame["project"]) == {"p0", "p1", "p2"}
    money = built_model(knapsack(make_candidates), nox(70.0), (2024, 2025), budget=pd.Series({2024: 60.0, 2025: 100.0}))
    rule = greedy_choice(money)
    assert rule is not None
    assert Portfolio(money, rule, 0.0, 0.0).frame.set_index("project")["year"].to_dict() == {"p1": 2024, "p2": 2025}
    apart = knapsack(make_candidates, requires=["p2", "", ""], excludes=["", "p2", ""])
    assert greedy_choice(built_model(apart, nox(90.0), (2024, 2025))) is None
    assert planner.portfolio(apart, nox(90.0), years=(2024, 2025)).cost == 190.0


def test_scales_between_minimum_and_maximum(make_candidates: Make) -> None:
    """A project of variable scale is built as large as needed, never below its minimum."""
    candidates = knapsack(
        make_candidates, minimum=[0.5, 1.0, 1.0], maximum=[2.0, 1.0, 1.0], excluded=["", "yes", "yes"]
    )
    sizes = [
        float(planner.portfolio(candidates, nox(due), years=(2024, 2025), gap=0.0).frame["scale"].iloc[0])
        for due in (10.0, 40.0, 100.0)
    ]
    assert sizes == pytest.approx([0.5, 0.8, 2.0])


def test_a_dependency_is_built_no_later(make_candidates: Make) -> None:
    """What a project needs stands when it starts."""
    candidates = knapsack(make_candidates, requires=["p2", "", ""], earliest=[2024, 2024, 2025])
    plan = planner.portfolio(candidates, nox(90.0), years=(2024, 2025), gap=0.0)
    years = plan.frame.set_index("project")["year"]
    assert years["p2"] <= years["p0"] == 2025


def test_lag_brings_the_second_part_later(make_candidates: Make) -> None:
    """A part that is added a year after building counts only from that year."""
    table = pd.DataFrame(
        {"project": ["p0", "p0"], "substance": "NOx", "reduction": [10.0, 5.0], "unit": "t", "lag": [0, 1]}
    )
    costs = pd.DataFrame([{"project": "p0", "capital": 1.0, "operation": 0, "life": 1, "rate": 0, "cost_unit": "CNY",
                           "price_year": 2024, "earliest": 2024}])  # fmt: skip
    candidates = planner.read_candidates(costs, table)
    plan = planner.portfolio(candidates, [*nox(15.0), Quota("early", "NOx", 10.0, 2024)], years=(2024, 2025))
    assert plan.entries()["year"].tolist() == [2024, 2025]
    with pytest.raises(planner.InfeasiblePlan, match="at most 10 t can be reached, 5 t are missing"):
        planner.portfolio(candidates, nox(15.0, 2024), years=(2024, 2025))


def test_entries_are_a_ledger_of_what_was_planned(make_candidates: Make) -> None:
    """The entries of a portfolio can be booked, and add up to what it achieves."""
    plan = planner.portfolio(knapsack(make_candidates), nox(70.0), years=(2024, 2025))
    ledger = zc.read_ledger(plan.entries("verified"))
    assert float(ledger.by("substance")["net"].iloc[0]) == pytest.approx(plan.quotas["achieved"].iloc[0])
    assert set(plan.entries()["status"]) == {"planned"}


def test_the_same_input_gives_the_same_plan(make_candidates: Make) -> None:
    """Planning twice, or with the candidates in another order, costs the same."""
    plans = [planner.portfolio(knapsack(make_candidates), nox(70.0), years=(2024, 2025)) for _ in range(2)]
    assert plans[0].frame.equals(plans[1].frame)


def test_a_budget_moves_projects_to_other_years(make_candidates: Make) -> None:
    """Money that is short in the first year pushes building into the second, or to another choice."""
    budget = pd.Series({2024: 60.0, 2025: 90.0})
    plan = planner.portfolio(knapsack(make_candidates), nox(70.0), years=(2024, 2025), budget=budget, gap=0.0)
    assert plan.frame.set_index("project")["year"].to_dict() == {"p1": 2024, "p2": 2025}


def test_a_carbon_budget_excludes_what_emits_more(make_candidates: Make) -> None:
    """A cheap project that adds CO2 is left out if the budget does not bear it."""
    rows = [("p0", "NOx", 10.0), ("p0", "CO2", -100.0), ("p1", "NOx", 10.0), ("p1", "CO2", 5.0)]
    candidates = make_candidates([1.0, 5.0], rows)
    baseline = pd.Series(1000.0, index=[2024, 2025])
    free = planner.portfolio(candidates, nox(10.0), years=(2024, 2025))
    bound = planner.portfolio(
        candidates, [*nox(10.0), planner.carbon_budget(baseline, 2_000.0)], years=(2024, 2025), gap=0.0
    )
    assert free.frame["project"].tolist() == ["p0"]
    assert bound.frame["project"].tolist() == ["p1"]


def test_overlap_is_lost_once_both_stand(make_candidates: Make) -> None:
    """Two measures on one source reduce their sum less the overlap."""
    pair = pd.DataFrame({"first": ["p0"], "second": ["p1"], "substance": ["NOx"], "loss": [0.02], "unit": ["kt"]})
    candidates = make_candidates([1.0, 1.0], [("p0", "NOx", 50.0), ("p1", "NOx", 40.0)], pair)
    plan = planner.portfolio(candidates, nox(70.0), years=(2024, 2025))
    assert plan.quotas["achieved"].iloc[0] == pytest.approx(70.0)
    assert plan.reduced("NOx") == pytest.approx(70.0)
    with pytest.raises(planner.InfeasiblePlan, match="at most 70 t can be reached, 1 t are missing"):
        planner.portfolio(candidates, nox(71.0), years=(2024, 2025))


def test_measures_on_one_source_are_planned_with_what_they_lose(make_candidates: Make) -> None:
    """Overlaps from shares: two measures reduce what they remove jointly, three at least what is counted."""
    shares = {"p0": 0.4, "p1": 0.8, "p2": 0.5}
    table = pd.DataFrame(
        {"measure": list(shares), "source": "kiln", "emission": 100.0, "share": shares.values(), "cost": 1.0}
    )
    lost = planner.source_overlaps(table, "NOx")
    rows = [(name, "NOx", 100.0 * share) for name, share in shares.items()]
    candidates = make_candidates([1.0, 1.0, 9.0], rows, lost)
    plan = planner.portfolio(candidates, nox(81.0), years=(2024, 2025), gap=0.0)
    assert plan.frame["project"].tolist() == ["p0", "p1"]
    assert plan.reduced("NOx") == pytest.approx(100.0 * planner.joint_share([0.4, 0.8]))
    counted = sum(100.0 * share for share in shares.values()) - float(lost["loss"].sum())
    assert counted <= 100.0 * planner.joint_share(list(shares.values()))


def test_an_infeasible_plan_says_which_quota_binds_and_by_how_much(make_candidates: Make) -> None:
    """One quota is out of reach by itself; two that exclude each other are only together."""
    rows = [("p0", "NOx", 50.0), ("p1", "COD", 40.0)]
    apart = make_candidates([1.0, 1.0], rows, excludes=["p1", ""])
    due = [Quota("NOx", "NOx", 50.0, 2025), Quota("COD", "COD", 40.0, 2025)]
    with pytest.raises(planner.InfeasiblePlan, match="with the other quotas") as caught:
        planner.portfolio(apart, due, years=(2024, 2025))
    table = caught.value.shortfalls.set_index("constraint")
    assert table["short_alone"].tolist() == [0.0, 0.0]
    assert round(float(table["short_together"].sum()), 6) in {40.0, 50.0}
    assert isinstance(caught.value, TargetError)
    with pytest.raises(planner.InfeasiblePlan, match="quota NOx|column quota") as alone:
        planner.portfolio(
            make_candidates([1.0, 1.0], rows), [Quota("NOx", "NOx", 80.0, 2025), due[1]], years=(2024, 2025)
        )
    assert len(alone.value.problems) == 1
    assert alone.value.shortfalls.set_index("constraint")["short_alone"]["NOx"] == pytest.approx(30.0)


def test_an_infeasible_budget_says_what_money_is_missing(make_candidates: Make) -> None:
    """Where only money is short, the missing amount is told."""
    budget = pd.Series({2024: 60.0, 2025: 60.0})
    with pytest.raises(planner.InfeasiblePlan, match="CNY are missing to meet all quotas") as caught:
        planner.portfolio(knapsack(make_candidates), nox(75.0), years=(2024, 2025), budget=budget)
    money = caught.value.shortfalls.set_index("constraint")["short_together"]
    assert money["budget 2024"] + money["budget 2025"] == pytest.approx(30.0)
    assert money["NOx"] == pytest.approx(40.0)


def test_nothing_that_may_be_built_is_infeasible(make_candidates: Make) -> None:
    """With every candidate excluded or too late, all of the quota is missing."""
    with pytest.raises(planner.InfeasiblePlan, match="70 t are missing"):
        planner.portfolio(knapsack(make_candidates, earliest=2030), nox(70.0), years=(2024, 2025))


def test_what_cannot_be_planned_is_named(make_candidates: Make) -> None:
    """No quota, a quota outside the years, an unknown or needed project to exclude, a strange gap."""
    candidates = knapsack(make_candidates, requires=["p2", "", ""])
    with pytest.raises(TargetError, match="at least one quota"):
        planner.portfolio(candidates, [], years=(2024, 2025))
    with pytest.raises(TargetError, match="outside the years 2024 to 2025: NOx"):
        planner.portfolio(candidates, nox(1.0, 2030), years=(2024, 2025))
    with pytest.raises(UnknownNameError, match="unknown project 'p9'"):
        planner.portfolio(candidates, nox(1.0), years=(2024, 2025), exclude=["p9"])
    with pytest.raises(DataError, match="depends on an excluded project: p2"):
        planner.portfolio(candidates, nox(1.0), years=(2024, 2025), exclude=["p2"])
    with pytest.raises(TargetError, match="a gap is a share"):
        planner.portfolio(candidates, nox(1.0), years=(2024, 2025), gap=1.5)
    with pytest.raises(DataError, match="outside the years of the plan"):
        planner.portfolio(candidates, nox(1.0), years=(2024, 2025), budget=pd.Series({2030: 1.0}))
    with pytest.raises(DataError, match="no amount of money"):
        planner.portfolio(candidates, nox(1.0), years=(2024, 2025), budget=pd.Series({2025: -1.0}))


def test_a_time_limit_falls_back_on_the_rule(make_candidates: Make) -> None:
    """Without time the greedy plan is returned and says so; the quota is met all the same."""
    plan = planner.portfolio(knapsack(make_candidates), nox(70.0), years=(2024, 2025), seconds=0.0)
    assert plan.quotas["surplus"].iloc[0] >= 0
    assert plan.found_by in {"greedy", "optimum", "time limit"}


def test_without_the_extra_planning_says_what_to_install(
    make_candidates: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without scipy the error names the extra; the tables can be read all the same."""
    monkeypatch.setitem(sys.modules, "scipy.optimize", None)
    candidates = knapsack(make_candidates)
    with pytest.raises(planner.MissingSolver, match=r"zzcarbon\[planner\]"):
        planner.portfolio(candidates, nox(70.0), years=(2024, 2025))


def test_the_size_of_the_model(make_candidates: Make) -> None:
    """One decision for each candidate and year in which it can be built."""
    model = built_model(knapsack(make_candidates, earliest=[2024, 2025, 2030]), nox(1.0), (2024, 2025))
    assert model.size == 3
