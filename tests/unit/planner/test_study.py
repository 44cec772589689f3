"""Studying a plan: other assumptions, reasons in words, prices on co-effects, probability, contradictions."""

from __future__ import annotations

import json

import pandas as pd
import pytest

from zzcarbon import planner
from zzcarbon.errors import DataError, TargetError, UnknownNameError

pytest.importorskip("scipy")


def candidates(**more: object) -> planner.Candidates:
    """Return three projects: kiln 100 a year for 50 t, boiler 60 for 35 t, buses 90 for 40 t."""
    names = ["kiln", "boiler", "buses"]
    costs = {"project": names, "capital": [1000.0, 600.0, 900.0], "operation": 0.0, "life": 10, "rate": 0.0}
    costs |= {"cost_unit": "CNY", "price_year": 2024, "earliest": 2024}
    rows = {"project": names, "substance": "NOx", "reduction": [50.0, 35.0, 40.0], "unit": "t", "uncertainty": 0.2}
    return planner.read_candidates(pd.DataFrame(costs | more), pd.DataFrame(rows))


DUE = (planner.Quota("NOx", "NOx", 70.0, 2025),)
YEARS = (2024, 2025)


def test_sensitivity_changes_one_assumption_at_a_time() -> None:
    """Dearer money, dearer works and smaller reductions cost what they must; what cannot be met is said."""
    table = planner.sensitivity(
        candidates(), DUE, years=YEARS, rates=[0.08], costs=[2.0], reductions=[0.5, 0.6], delays=[1, 2], gap=0.0
    ).set_index(["assumption", "value"])
    assert table.loc[("as it is", 1.0), "cost"] == pytest.approx(150.0)
    assert table.loc[("cost", 2.0), "change"] == pytest.approx(150.0)
    factor = 0.08 / (1 - 1.08**-10)
    assert table.loc[("rate", 0.08), "cost"] == pytest.approx(1500.0 * factor)
    assert not table.loc[("reduction", 0.5), "feasible"]
    assert table.loc[("reduction", 0.6), "entering"] == "kiln"
    assert table.loc[("delay", 1.0), "change"] == pytest.approx(0.0)
    assert not table.loc[("delay", 2.0), "feasible"]


def test_why_in_words() -> None:
    """The sentence names the year, what it brings, and the yearly cost at which the choice turns."""
    plan = planner.portfolio(candidates(), DUE, years=YEARS, gap=0.0)
    assert set(plan.frame["project"]) == {"boiler", "buses"}
    inside = planner.explain_choice(plan, "buses", gap=0.0)
    assert "is built in 2024" in inside
    assert "less than 100 CNY a year" in inside
    outside = planner.explain_choice(plan, "kiln", gap=0.0)
    assert "A plan with it costs 10 CNY a year more" in outside
    assert "below 90 CNY a year" in outside
    assert "未建" in planner.explain_choice(plan, "kiln", language="zh", gap=0.0)
    cheaper = candidates(capital=[899.0, 600.0, 900.0])
    assert "kiln" in set(planner.portfolio(cheaper, DUE, years=YEARS, gap=0.0).frame["project"])
    only = planner.portfolio(candidates(), [planner.Quota("q", "NOx", 120.0, 2025)], years=YEARS, gap=0.0)
    assert "no plan meets the quotas" in planner.explain_choice(only, "kiln")
    without = planner.portfolio(candidates(), DUE, years=YEARS, exclude=["kiln"])
    assert "excluded by the caller" in planner.explain_choice(without, "kiln")
    with pytest.raises(UnknownNameError, match="unknown project"):
        planner.explain_choice(plan, "kilns")


def test_a_price_on_co_effects_moves_the_choice() -> None:
    """A stated price of CO2 takes its worth off the yearly cost; a negative price is refused."""
    names = ["kiln", "boiler", "buses"]
    rows = pd.DataFrame(
        {
            "project": [*names, "kiln"],
            "substance": ["NOx"] * 3 + ["CO2"],
            "reduction": [50.0, 35.0, 40.0, 100.0],
            "unit": "t",
        }
    )
    costs = {"project": names, "capital": [1000.0, 600.0, 900.0], "operation": 0.0, "life": 10, "rate": 0.0}
    costs |= {"cost_unit": "CNY", "price_year": 2024, "earliest": 2024}
    given = planner.read_candidates(pd.DataFrame(costs), rows)
    priced = planner.price_co_effects(given, {"CO2": 0.2})
    assert float(priced.frame["yearly_cost"].iloc[0]) == pytest.approx(80.0)
    assert set(planner.portfolio(priced, DUE, years=YEARS, gap=0.0).frame["project"]) == {"kiln", "boiler"}
    with pytest.raises(DataError, match="row CO2, column prices: not a number of at least 0"):
        planner.price_co_effects(given, {"CO2": -1.0})
    with pytest.raises(TargetError, match="no candidate moves COD"):
        planner.price_co_effects(given, {"COD": 1.0})


def test_a_robust_plan_keeps_the_probability() -> None:
    """With the margin each quota is met with the probability asked for; the simulation agrees."""
    plain = planner.portfolio(candidates(), DUE, years=YEARS, gap=0.0)
    sure = planner.robust_portfolio(candidates(), DUE, years=YEARS, probability=0.95, gap=0.0)
    assert float(sure.frame["probability"].iloc[0]) >= 0.95
    assert sure.portfolio.cost >= plain.cost
    drawn = planner.probabilities(sure.portfolio, quotas=DUE, draws=20_000, seed=1)
    assert float(drawn["probability"].iloc[0]) == pytest.approx(float(sure.frame["probability"].iloc[0]), abs=0.01)
    with pytest.raises(TargetError, match="from 0.5 to below 1"):
        planner.robust_portfolio(candidates(), DUE, years=YEARS, probability=1.0)


def test_dominated_projects_and_plans_of_equal_cost() -> None:
    """A dearer project that brings no more is dominated, a twin is equal; plans of equal cost are shown."""
    twins = candidates(capital=[1000.0, 600.0, 1000.0])
    assert planner.dominated_projects(twins).to_numpy().tolist() == [["buses", "kiln", False]]
    table = planner.alternatives(planner.portfolio(candidates(), DUE, years=YEARS, gap=0.0), gap=0.0)
    assert table.set_index("without")["rise"].to_dict() == pytest.approx({"boiler": 40.0, "buses": 10.0})


@pytest.mark.parametrize(
    ("change", "error", "message"),
    [
        ({"quotas": [planner.Quota("q", "NOx", -5.0, 2025)]}, TargetError, "a quota is a mass of at least 0"),
        ({"quotas": [planner.Quota("q", "NOx", float("nan"), 2025)]}, TargetError, "a quota is a mass"),
        ({"budget": -5.0}, TargetError, "a budget is money by year"),
        ({"budget": pd.Series({2024: -5.0})}, DataError, "no amount of money"),
        ({"years": (2026, 2025)}, TargetError, "from the first to the last"),
    ],
)
def test_contradictory_plans_are_refused(change: dict[str, object], error: type[Exception], message: str) -> None:
    """A quota below zero, a budget that is no table of years and years backwards are errors, never a plan."""
    given: dict[str, object] = {"quotas": DUE, "years": YEARS} | change
    quotas = given.pop("quotas")
    with pytest.raises(error, match=message):
        planner.portfolio(candidates(), quotas, **given)  # type: ignore[arg-type]


def test_a_reduction_beyond_belief_is_refused() -> None:
    """1e300 t of one project is no reduction; a quota below zero in a table neither."""
    costs = {"project": ["a"], "capital": [1.0], "operation": [0.0], "life": [1], "rate": [0.0]}
    costs |= {"cost_unit": ["CNY"], "price_year": [2024], "earliest": [2024]}
    rows = pd.DataFrame({"project": ["a"], "substance": ["NOx"], "reduction": [1e300], "unit": ["t"]})
    with pytest.raises(DataError, match="more than 1e"):
        planner.read_candidates(pd.DataFrame(costs), rows)
    with pytest.raises(DataError, match="met by nothing"):
        planner.quotas(pd.DataFrame({"substance": ["NOx"], "required": [-5.0], "unit": ["t"], "year": [2025]}))
    kept = planner.carbon_budget(pd.Series([1.0], index=[2024]), 5.0, gas="NOx")
    assert planner.portfolio(candidates(), [kept], years=YEARS).frame.empty


def test_a_plan_becomes_json() -> None:
    """The plan is valid JSON with projects, quotas and spending."""
    facts = json.loads(planner.portfolio(candidates(), DUE, years=YEARS).to_json())
    assert facts["cost"] == pytest.approx(150.0)
    assert facts["spending"]["2024"] == pytest.approx(1500.0)
