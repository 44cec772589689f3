"""The cost curve of linked candidates, and the ends of a front beside the portfolio."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import zzcarbon as zc
from zzcarbon import planner


def candidates(costs: list[float], gains: list[float], overlaps: pd.DataFrame | None = None, **links: list[str]):
    """Return candidates p0, p1 ... of one substance, cost in 万元/a."""
    names = [f"p{at}" for at in range(len(costs))]
    table = pd.DataFrame({"project": names, "capital": 0.0, "operation": costs, "life": 10, "rate": 0.0, "cost_unit": "万元",
                          "price_year": 2024, "earliest": 2024, **links})  # fmt: skip
    rows = pd.DataFrame({"project": names, "substance": "NOx", "reduction": gains, "unit": "t"})
    return planner.read_candidates(table, rows, overlaps)


def test_without_links_it_is_the_order_of_cost_per_tonne():
    """Savings first, the largest first; then by cost per tonne; sums run up."""
    curve = planner.candidate_cost_curve(candidates([4.0, -1.0, 9.0, -5.0], [2.0, 1.0, 3.0, 1.0]), "NOx")
    assert curve["project"].tolist() == ["p3", "p1", "p0", "p2"]
    assert curve["marginal_cost"].tolist() == [-50_000.0, -10_000.0, 20_000.0, 30_000.0]
    assert curve["cumulative_reduction"].tolist() == [1.0, 2.0, 4.0, 7.0]
    assert curve["cumulative_cost"].iloc[-1] == 70_000.0


def test_two_measures_on_a_source_are_those_of_the_plain_curve():
    """Pairs of measures on one source give what the curve of measures gives."""
    measures = pd.DataFrame({"measure": ["p0", "p1"], "source": "kiln", "emission": 100.0, "share": [0.4, 0.8],
                             "cost": [4e4, 24e4]})  # fmt: skip
    plain = planner.abatement_cost_curve(measures)
    linked = planner.candidate_cost_curve(
        candidates([4.0, 24.0], [40.0, 80.0], planner.source_overlaps(measures, "NOx")), "NOx"
    )
    assert linked["project"].tolist() == plain["measure"].tolist()
    np.testing.assert_allclose(linked["reduction"], plain["reduction"])
    np.testing.assert_allclose(linked["marginal_cost"], plain["marginal_cost"])
    np.testing.assert_allclose(linked["lost"], plain["lost"])


def test_a_project_that_needs_another_brings_it():
    """The cheap second step comes with its dear first step, before a project of the price between."""
    curve = planner.candidate_cost_curve(
        candidates([10.0, 1.0, 30.0], [1.0, 20.0, 20.0], requires=["", "p0", ""]), "NOx"
    )
    assert curve["project"].tolist() == ["p0", "p1", "p2"]
    assert curve["needs"].tolist() == ["", "p0", ""]


def test_what_is_excluded_adds_nothing_and_says_by_what():
    """Of two that exclude each other the cheaper per tonne stands; one that is excluded by the caller says so."""
    table = candidates([1.0, 2.0, 1.0], [1.0, 1.0, 5.0], excludes=["p1", "", ""], excluded=["", "", "yes"])
    curve = planner.candidate_cost_curve(table, "NOx")
    assert curve[["project", "left_out", "reduction"]].to_numpy().tolist() == [
        ["p0", "", 1.0], ["p1", "p0", 0.0], ["p2", "excluded", 0.0]
    ]  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_every_candidate_stands_once_and_the_sum_is_that_of_what_stands(data: st.DataObject):
    """Whatever the links: each candidate once, no pair that excludes, nothing without what it needs."""
    count = data.draw(st.integers(1, 12))
    costs = data.draw(st.lists(st.floats(-10, 50), min_size=count, max_size=count))
    gains = data.draw(st.lists(st.floats(0.1, 30), min_size=count, max_size=count))
    requires = [data.draw(st.sampled_from(["", *(f"p{other}" for other in range(at))])) for at in range(count)]
    excludes = [
        data.draw(st.sampled_from(["", *(f"p{other}" for other in range(at) if f"p{other}" != requires[at])]))
        for at in range(count)
    ]
    try:
        made = candidates(costs, gains, requires=requires, excludes=excludes)
    except zc.DataError:
        return  # links that contradict each other are refused already
    curve = planner.candidate_cost_curve(made, "NOx")
    assert sorted(curve["project"]) == sorted(made.names)
    stands = [name for name, out in zip(curve["project"], curve["left_out"], strict=True) if not out]
    for a, b in made.excludes:
        assert not {made.names[a], made.names[b]} <= set(stands)
    for asker, needed in made.requires:
        if made.names[asker] in stands:
            assert stands.index(made.names[needed]) < stands.index(made.names[asker])
    total = sum(gains[made.names.index(name)] for name in stands)
    assert curve["reduction"].sum() == pytest.approx(total)


def test_the_curve_says_what_a_plan_builds():
    """A plan built for 25 t takes from the cheap side; a substance that nobody moves is refused."""
    table = candidates([1.0, 5.0, 50.0], [20.0, 20.0, 20.0])
    due = planner.quotas(pd.DataFrame({"substance": ["NOx"], "required": [25.0], "unit": ["t"], "year": [2025]}))
    plan = planner.portfolio(table, due, years=(2024, 2025))
    assert planner.candidate_cost_curve(table, "NOx", plan=plan)["built"].tolist() == [True, True, False]
    with pytest.raises(zc.UnknownNameError, match="substance of the candidates"):
        planner.candidate_cost_curve(table, "SO2")


def test_the_cheap_end_of_a_front_is_the_portfolio():
    """With the same budget and gap the cheapest end is never dearer than the portfolio, and within its gap."""
    random = np.random.default_rng(5)
    count = 40
    table = candidates(random.uniform(1, 50, count).tolist(), random.uniform(1, 20, count).tolist())
    carbon = pd.DataFrame(
        {"project": table.names, "substance": "CO2", "reduction": random.normal(0, 50, count), "unit": "t"}
    )
    own = pd.DataFrame({"project": table.names, "substance": "NOx", "reduction": table.total("NOx"), "unit": "t"})
    costs = table.frame[["project"]].assign(capital=0.0, operation=table.frame["operation"] / 1e4, life=10, rate=0.0, cost_unit="万元",
                                            price_year=2024, earliest=2024)  # fmt: skip
    both = planner.read_candidates(costs, pd.concat([own, carbon]))
    due = planner.quotas(pd.DataFrame({"substance": ["NOx"], "required": [120.0], "unit": ["t"], "year": [2025]}))
    for gap in (0.0, 0.01, 0.1):
        plan = planner.portfolio(both, due, years=(2024, 2025), gap=gap)
        front = planner.pareto_front(both, due, years=(2024, 2025), points=4, gap=gap)
        cheapest = float(front.frame["cost"].iloc[0])
        assert cheapest <= plan.cost * (1 + 1e-9)
        assert cheapest >= plan.bound - 1e-6 * abs(plan.bound)
        assert front.frame["reduction"].is_monotonic_increasing


def test_a_project_that_moves_none_of_the_substance_is_left_out_of_its_curve() -> None:
    """Sewage works stand on no curve of NOx, and their cost is in no cumulative cost of it."""
    costs = pd.DataFrame({"project": ["kiln", "sewage works"], "capital": 0.0, "operation": [5.0, 7.0], "life": 10,
                          "rate": 0.0, "cost_unit": "CNY", "price_year": 2024, "earliest": 2024})  # fmt: skip
    moved = pd.DataFrame({"project": costs["project"], "substance": ["NOx", "COD"], "reduction": 1.0, "unit": "t"})
    curve = planner.candidate_cost_curve(planner.read_candidates(costs, moved), "NOx")
    assert curve[["project", "cumulative_cost", "left_out"]].to_numpy().tolist() == [
        ["kiln", 5.0, ""], ["sewage works", 5.0, "none of it"]]  # fmt: skip
