"""Prices, fronts, curves and chances beside the portfolio."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zzcarbon import planner
from zzcarbon.errors import DataError, TargetError
from zzcarbon.planner import Candidates, Quota
from zzcarbon.targets.verdict.probability import probability_above

Make = Callable[..., Candidates]


def two(make: Make) -> Candidates:
    """Return two projects of NOx at 2 and 5 money a tonne, with COD and CO2 beside."""
    rows = [("p0", "NOx", 50.0), ("p1", "NOx", 20.0), ("p1", "COD", 10.0), ("p0", "CO2", -30.0), ("p1", "CO2", 40.0)]
    return make([100.0, 100.0], rows)


def due(nox: float, cod: float = 0.0) -> list[Quota]:
    """Return quotas of NOx and COD."""
    return [Quota("NOx", "NOx", nox, 2025), Quota("COD", "COD", cod, 2025)]


def test_the_price_is_that_of_the_part_built_last(make_candidates: Make) -> None:
    """Up to 50 t a tonne costs 2, then 5; a quota that does not bind costs nothing."""
    candidates = two(make_candidates)
    low = planner.quota_prices(candidates, due(40.0), years=(2024, 2025))
    high = planner.quota_prices(candidates, due(60.0), years=(2024, 2025))
    assert low["price"].tolist() == pytest.approx([2.0, 0.0])
    assert high["price"].tolist() == pytest.approx([5.0, 0.0])
    assert set(high["basis"]) == {"dual of the LP relaxation"}
    assert set(high["unit"]) == {"CNY/(a t)"}
    assert high["relaxed_cost"].iloc[0] == pytest.approx(150.0)


@settings(max_examples=8)
@given(seed=st.integers(0, 10_000))
def test_the_price_is_the_slope_of_the_relaxed_cost(seed: int, make_candidates: Make) -> None:
    """Away from corners a small step of a quota changes the relaxed cost by the price."""
    random = np.random.default_rng(seed)
    rows = [(f"p{n}", key, float(random.uniform(1, 20))) for n in range(12) for key in ("NOx", "COD")]
    candidates = make_candidates(random.uniform(1, 50, 12), rows)
    nox, cod = (float(candidates.total(key).sum()) * random.uniform(0.2, 0.8) for key in ("NOx", "COD"))
    step = 1e-4 * nox
    below, here, above = (
        planner.quota_prices(candidates, due(nox + change, cod), years=(2024, 2025)) for change in (-step, 0.0, step)
    )
    slopes = [
        (float(b["relaxed_cost"].iloc[0]) - float(a["relaxed_cost"].iloc[0])) / step
        for a, b in ((below, here), (here, above))
    ]
    price = float(here["price"].iloc[0])
    assert slopes[0] - 1e-4 <= price <= slopes[1] + 1e-4


def test_no_portfolio_costs_less_than_the_relaxation(make_candidates: Make) -> None:
    """The relaxed cost is a bound from below; what cannot be met even in parts is infeasible."""
    candidates = two(make_candidates)
    plan = planner.portfolio(candidates, due(60.0), years=(2024, 2025), gap=0.0)
    assert planner.quota_prices(candidates, due(60.0), years=(2024, 2025))["relaxed_cost"].iloc[0] <= plan.cost
    with pytest.raises(planner.InfeasiblePlan, match="10 t are missing"):
        planner.quota_prices(candidates, due(80.0), years=(2024, 2025))


def test_prices_without_the_extra(make_candidates: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without scipy the error names the extra."""
    monkeypatch.setitem(sys.modules, "scipy.optimize", None)
    with pytest.raises(planner.MissingSolver, match=r"zzcarbon\[planner\]"):
        planner.quota_prices(two(make_candidates), due(40.0), years=(2024, 2025))


def test_a_front_runs_from_cheap_to_low_in_carbon(make_candidates: Make) -> None:
    """Each further portfolio costs more and reduces more; all meet the quota."""
    random = np.random.default_rng(7)
    rows = [(f"p{n}", "NOx", float(random.uniform(1, 20))) for n in range(14)]
    rows += [(f"p{n}", "CO2", float(random.normal(0, 100))) for n in range(14)]
    candidates = make_candidates(random.uniform(1, 50, 14), rows)
    quota = [Quota("NOx", "NOx", float(candidates.total("NOx").sum()) / 2, 2025)]
    front = planner.pareto_front(candidates, quota, years=(2024, 2025), points=6, gap=0.0)
    table = front.frame
    assert len(table) >= 3
    assert (table["cost"].diff().dropna() > 0).all()
    assert (table["reduction"].diff().dropna() > 0).all()
    assert all((plan.quotas["surplus"] >= -1e-6).all() for plan in front.portfolios)
    cheapest = planner.portfolio(candidates, quota, years=(2024, 2025), gap=0.0)
    assert table["cost"].iloc[0] == pytest.approx(cheapest.cost)
    best = candidates.total("CO2")
    assert table["reduction"].iloc[-1] >= best[best > 0].sum() - abs(best[best < 0]).sum()


def test_a_front_of_one_point(make_candidates: Make) -> None:
    """Where nothing moves the gas there is one portfolio; a front of fewer than two points is refused."""
    candidates = make_candidates([1.0], [("p0", "NOx", 5.0)])
    front = planner.pareto_front(candidates, [Quota("NOx", "NOx", 1.0, 2025)], years=(2024, 2025), points=3)
    assert len(front.frame) == 1
    with pytest.raises(TargetError, match="2 or more, not 1"):
        planner.pareto_front(candidates, [Quota("NOx", "NOx", 1.0, 2025)], years=(2024, 2025), points=1)


tenths = st.integers(0, 10).map(lambda number: number / 10)
money = st.integers(-50, 500).map(float)
measures = st.lists(st.tuples(st.integers(0, 2), st.one_of(tenths, st.floats(0.0, 1.0)), money), min_size=1, max_size=9)


def table_of(drawn: list[tuple[int, float, float]]) -> pd.DataFrame:
    """Return a table of measures on three sources."""
    table = pd.DataFrame(drawn, columns=["source", "share", "cost"])
    table["measure"] = [f"m{number}" for number in range(len(table))]
    return table.assign(emission=100.0 * (table["source"] + 1), source="s" + table["source"].astype(str))


@settings(max_examples=30)
@given(measures)
def test_a_curve_ends_where_all_measures_together_end(drawn: list[tuple[int, float, float]]) -> None:
    """The sum on a source is what its measures remove together, whatever the order."""
    table = table_of(drawn)
    curve = planner.abatement_cost_curve(table)
    for name, rows in table.groupby("source"):
        together = rows["emission"].iloc[0] * planner.joint_share(rows["share"])
        assert curve.loc[curve["source"] == name, "reduction"].sum() == pytest.approx(together, abs=1e-9)
    assert (curve["lost"] >= -1e-9).all()
    assert curve["cumulative_cost"].iloc[-1] == pytest.approx(table["cost"].sum(), abs=1e-9)


@settings(max_examples=30)
@given(measures)
def test_costs_rise_along_a_curve(drawn: list[tuple[int, float, float]]) -> None:
    """Behind the measures that save, each tonne costs at least what the one before did."""
    curve = planner.abatement_cost_curve(table_of(drawn))
    assert curve["group"].tolist() == sorted(curve["group"], reverse=True)
    costly = curve[(curve["group"] == "costs") & curve["marginal_cost"].notna()]
    assert (costly["marginal_cost"].diff().dropna() >= -1e-9 * costly["marginal_cost"].abs().max()).all()


@settings(max_examples=30)
@given(measures)
def test_the_order_of_the_table_does_not_matter(drawn: list[tuple[int, float, float]]) -> None:
    """The curve of the table turned over has the same end."""
    table = table_of(drawn)
    ends = [planner.abatement_cost_curve(rows)["cumulative_reduction"].iloc[-1] for rows in (table, table[::-1])]
    assert ends[0] == pytest.approx(ends[1], abs=1e-9)


def test_without_interaction_the_curve_is_the_sorted_list() -> None:
    """Measures on sources of their own reduce what they reduce alone."""
    table = table_of([(0, 0.5, 100.0), (1, 0.5, 50.0), (2, 0.5, -5.0)])
    curve = planner.abatement_cost_curve(table)
    assert curve["measure"].tolist() == ["m2", "m1", "m0"]
    assert curve["lost"].tolist() == [0.0, 0.0, 0.0]


def test_interaction_makes_the_second_measure_dearer() -> None:
    """Behind the burner the catalyst has less to remove: its tonne costs more than alone."""
    kiln = pd.DataFrame({"measure": ["burner", "catalyst"], "source": "kiln", "emission": 100.0, "share": [0.4, 0.8]})
    curve = planner.abatement_cost_curve(kiln.assign(cost=[400.0, 2400.0])).set_index("measure")
    assert curve["reduction"].to_dict() == {"burner": 40.0, "catalyst": pytest.approx(48.0)}
    assert curve.loc["catalyst", "marginal_cost"] == pytest.approx(50.0)
    assert curve.loc["catalyst", "lost"] == pytest.approx(32.0)


WRONG = [
    ({"share": [0.4, 1.8]}, "more than 100 %"),
    ({"emission": [100.0, 90.0]}, "the source has two emissions"),
    ({"emission": [-1.0, -1.0]}, "a negative emission"),
    ({"measure": ["burner", "burner"]}, "stands twice"),
    ({"measure": ["burner", ""]}, "the measure is missing"),
    ({"cost": ["dear", 1.0]}, "not a finite number"),
]


@pytest.mark.parametrize(("change", "message"), WRONG)
def test_wrong_measures(change: dict[str, Any], message: str) -> None:
    """Each fault of a measure is named."""
    table = pd.DataFrame({"measure": ["burner", "catalyst"], "source": "kiln", "emission": 100.0, "share": [0.4, 0.8]})
    with pytest.raises(DataError, match=message):
        planner.abatement_cost_curve(table.assign(cost=1.0).assign(**change))
    with pytest.raises(DataError, match="column cost: the column is missing"):
        planner.abatement_cost_curve(table)


def uncertain(make: Make, spread: float) -> planner.Portfolio:
    """Return a portfolio of two projects whose reductions are uncertain."""
    rows = pd.DataFrame(
        {"project": ["p0", "p1", "p1"], "substance": ["NOx", "NOx", "COD"], "reduction": [60.0, 50.0, 9.0]}
    )
    rows = rows.assign(unit="t", uncertainty=spread)
    costs = make([1.0, 1.0], []).frame.assign(life=1, rate=0.0, cost_unit="CNY", price_year=2024)
    candidates = planner.read_candidates(costs, rows)
    return planner.portfolio(candidates, due(100.0, 8.0), years=(2024, 2025))


def test_the_chance_is_that_of_the_normal_distribution(make_candidates: Make) -> None:
    """Drawn chances agree with the closed form; the same seed gives the same answer."""
    plan = uncertain(make_candidates, 0.3)
    table = planner.probabilities(plan, draws=20_000, seed=3).set_index("quota")
    deviation = 0.3 / 1.959963984540054 * np.hypot(60.0, 50.0)
    assert table.loc["NOx", "probability"] == pytest.approx(probability_above(110.0, deviation, 100.0), abs=0.01)
    assert table.loc["NOx", "upper"] - table.loc["NOx", "mean"] == pytest.approx(1.96 * deviation, rel=0.05)
    assert table.equals(planner.probabilities(plan, draws=20_000, seed=3).set_index("quota"))


def test_substances_of_a_project_are_drawn_together(make_candidates: Make) -> None:
    """A plant that runs badly does so for both: meeting both is likelier than if they were independent."""
    table = planner.probabilities(uncertain(make_candidates, 0.3), draws=20_000, seed=3).set_index("quota")
    chances = table["probability"]
    assert chances["NOx"] * chances["COD"] + 0.02 < chances["all quotas"] <= min(chances["NOx"], chances["COD"])


def test_without_uncertainty_the_chance_is_certain(make_candidates: Make) -> None:
    """A plan without uncertainty meets what it meets; no draws are refused."""
    plan = uncertain(make_candidates, 0.0)
    assert planner.probabilities(plan, draws=10)["probability"].tolist() == [1.0, 1.0, 1.0]
    more = [Quota("more", "NOx", 111.0, 2025)]
    assert planner.probabilities(plan, quotas=more, draws=10)["probability"].tolist() == [0.0, 0.0]
    with pytest.raises(TargetError, match="1 or more, not 0"):
        planner.probabilities(plan, draws=0)
