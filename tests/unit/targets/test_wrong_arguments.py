"""What is handed over instead of a plan, a ledger, shares, rates or names is refused by our errors, never by Python's."""

from __future__ import annotations

import inspect
from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest

from zzcarbon import analysis, cobenefit, footprint, industry, offsets, planner, projects, targets, water
from zzcarbon.errors import ZzcarbonError

CITY = targets.plan("zhengzhou-14fyp").only("ZZ14-B1-12")
ENTRIES = pd.DataFrame(
    {
        "project": ["a", "b"],
        "substance": "NOx",
        "reduction": [50.0, 60.0],
        "unit": "t",
        "year": 2023,
        "district": ["", "中牟县"],
    }
)
BOOK = targets.read_ledger(ENTRIES)
DUTIES = pd.DataFrame({"NOx": {"中牟县": 100.0}})
YEAR = pd.DataFrame({"year": 2025, "substance": ["NOx"], "emission": [20.0], "unit": "t"})
SCOPES = pd.DataFrame({"scope": ["1", "2"], "emission": 1.0, "unit": "t"})
CARD = CITY.check(BOOK, as_of=2025)
PARK = {"energy": 1.0, "renewable": 0.5, "conditions": {"intensity_max": 3.0}, "document": "d"}

NOTHING_OF_THE_KIND = [
    3, 3.5, -1, float("nan"), float("inf"), True, object(), [1, 2], {"a": "b"}, np.array([1.0]), pd.Series([1.0]),
    pd.DataFrame({"a": [1]}), b"x", 2 + 1j, range(3), {1, 2}, [None], [[1]], lambda: 1, pd.Timestamp("2023-01-01"),
]  # fmt: skip
"""Twenty values that are no plan, ledger, table of duties, mapping of names to numbers, or name."""

CALLS: dict[str, Callable[[object], object]] = {
    "plan by name": targets.plan,  # type: ignore[arg-type]
    "only": CITY.only,  # type: ignore[arg-type]
    "target": CITY.target,  # type: ignore[arg-type]
    "yearly figures": lambda x: CITY.yearly("ZZ14-B1-12", x, "order"),  # type: ignore[arg-type]
    "what-if plan": lambda x: targets.what_if(x, BOOK),  # type: ignore[arg-type]
    "what-if ledger": lambda x: targets.what_if(CITY, x),  # type: ignore[arg-type]
    "what-if drop": lambda x: targets.what_if(CITY, BOOK, drop=x),  # type: ignore[arg-type]
    "what-if delay": lambda x: targets.what_if(CITY, BOOK, delay=x),  # type: ignore[arg-type]
    "tracking plan": lambda x: targets.tracking(x, BOOK),  # type: ignore[arg-type]
    "tracking by": lambda x: targets.tracking(CITY, BOOK, by=x),  # type: ignore[arg-type]
    "tracking years": lambda x: targets.tracking(CITY, BOOK, years=x),  # type: ignore[arg-type]
    "tracking statuses": lambda x: targets.tracking(CITY, BOOK, statuses=x),  # type: ignore[arg-type]
    "forecast plan": lambda x: targets.forecast(x, BOOK),  # type: ignore[arg-type]
    "forecast ledger": lambda x: targets.forecast(CITY, x),  # type: ignore[arg-type]
    "duties": lambda x: targets.responsibility(x, BOOK),  # type: ignore[arg-type]
    "holder": lambda x: targets.responsibility(DUTIES, BOOK, by=x),  # type: ignore[arg-type]
    "card": lambda x: targets.compensation(x, {"ZZ14-B1": 1.0}),  # type: ignore[arg-type]
    "rates": lambda x: targets.compensation(CARD, x),  # type: ignore[arg-type]
    "beside": lambda x: targets.inventory_beside_ledger(YEAR, x),  # type: ignore[arg-type]
    "cities": lambda x: targets.transfers(x, pd.DataFrame()),  # type: ignore[arg-type]
    "levels": lambda x: targets.benchmark_level(1.0, x),  # type: ignore[arg-type]
    "allocation": lambda x: targets.district_plan(CITY, "ZZ14-B1-12", x),  # type: ignore[arg-type]
    "allocation to cut": lambda x: targets.transfer(x, giver="a", taker="b", amount=1.0),  # type: ignore[arg-type]
    "listed": targets.ledger_rows,  # type: ignore[arg-type]
    "linear": targets.assume_linear,  # type: ignore[type-var]
    "completion": lambda x: targets.score("cn-carbon-intensity-12fyp", x),  # type: ignore[arg-type]
    "benchmarks": lambda x: offsets.appraise_project([], YEAR, output=1.0, benchmarks=x),  # type: ignore[arg-type]
    "replacement": lambda x: offsets.replacement(x, pd.DataFrame(), pd.DataFrame()),  # type: ignore[arg-type]
    "candidates": planner.change_candidates,  # type: ignore[arg-type]
    "explained plan": lambda x: planner.explain_choice(x, "kiln"),  # type: ignore[arg-type]
    "park conditions": lambda x: footprint.park(SCOPES, **{**PARK, "conditions": x}),  # type: ignore[arg-type]
    "park document": lambda x: footprint.park(SCOPES, **{**PARK, "document": x}),  # type: ignore[arg-type]
}


@pytest.mark.parametrize("call", CALLS)
def test_twenty_wrong_things_are_refused_by_our_errors(call: str) -> None:
    """Each call refuses each value with an error of the tree, in words, and gives no number."""
    accepted = []
    for given in NOTHING_OF_THE_KIND:
        try:
            CALLS[call](given)
        except ZzcarbonError as error:
            assert str(error)
        else:
            accepted.append(given)
    assert not accepted


def test_a_table_does_where_a_ledger_is_asked_for() -> None:
    """A frame of entries is read as the ledger, and a Series named by its substance as duties."""
    assert targets.what_if(CITY, ENTRIES)["before"].tolist() == [110.0]
    assert targets.forecast(CITY, ENTRIES)["verified"].tolist() == [110.0]
    assert targets.tracking(CITY, ENTRIES, years=(2023, 2023))["added"].sum() == 110.0
    owed = targets.responsibility(pd.Series({"中牟县": 100.0}, name="氮氧化物"), ENTRIES).set_index("district")
    assert owed.loc["中牟县", ["duty", "net"]].tolist() == [100.0, 60.0]


def test_a_duty_of_nowhere_is_told() -> None:
    """A district that nobody knows is refused where it is misspelt or a plan names the areas; else its row says so."""
    with pytest.raises(ZzcarbonError, match=r"no region and no entry has this district.*Did you mean '巩义市'"):
        targets.responsibility(pd.Series({"巩义市区": 1.0}, name="NOx"), BOOK)
    with pytest.raises(ZzcarbonError, match="no region and no entry has this district"):
        targets.responsibility(pd.Series({"中年县": 1.0}, name="NOx"), BOOK, plan=CITY)
    told = targets.responsibility(pd.Series({"Nowhere land": 1.0}, name="NOx"), BOOK).set_index("district")
    assert told.loc["Nowhere land", "note"] == "no region and no entry has this district"


@pytest.mark.parametrize(
    ("change", "match"),
    [
        ({"benchmarks": {"NOx": float("nan")}}, "row NOx, column benchmarks: not a number of at least 0"),
        ({"multiples": {"NOx": 0.5}}, "row NOx, column multiples: not a number of at least 1"),
        ({"offsets": {"NOx": -1.0}, "multiples": {"NOx": 1.0}}, "row NOx, column offsets"),
        ({"output": float("inf")}, "a number above zero, not inf"),
    ],
)
def test_what_an_appraisal_is_held_against_is_a_number(change: dict[str, object], match: str) -> None:
    """A benchmark of NaN gave `not met`, an emission below zero was compared: both are refused."""
    given = {"output": 1.0, "benchmarks": {"NOx": 1.0}, **change}
    with pytest.raises(ZzcarbonError, match=match):
        offsets.appraise_project([], YEAR, **given)  # type: ignore[arg-type]
    with pytest.raises(ZzcarbonError, match="an emission below zero: NOx"):
        offsets.appraise_project([], YEAR.assign(emission=-5.0))


def test_reductions_that_are_no_table_do_not_vanish() -> None:
    """Candidates without any reduction were made of `None`: it is refused, as is a wrong table of overlaps."""
    costs = pd.DataFrame(
        {"project": ["kiln"], "capital": 1.0, "operation": 0.0, "life": 10, "rate": 0.0, "cost_unit": "CNY",
         "price_year": 2024, "earliest": 2024}
    )  # fmt: skip
    cuts = pd.DataFrame({"project": ["kiln"], "substance": "NOx", "reduction": 5.0, "unit": "t"})
    for reductions, overlaps in ((None, None), (3, None), (cuts, 3)):
        with pytest.raises(ZzcarbonError, match="data frame|table"):
            planner.read_candidates(costs, reductions, overlaps)


FORMULAS = [
    planner.capital_recovery, planner.yearly_cost, cobenefit.elasticity, cobenefit.elasticity_reading,
    analysis.logarithmic_mean, analysis.maximum_shares, industry.site_dust, industry.paved_road_dust_factor,
    water.flow_weighted_concentration,
    *(getattr(targets, name) for name in (
        "carried_total", "cumulative_fall", "fall_from_growth", "gross_reduction", "implied_yearly_fall", "intensity",
        "intensity_fall", "logarithmic_progress", "mean_yearly_fall", "net_reduction", "remaining_fall",
        "total_reduction_rate", "required_offset", "coal_replacement")),
    *(getattr(projects, name) for name in projects.__all__ if name.endswith(("_emission", "_abatement", "_load"))),
]  # fmt: skip


@pytest.mark.parametrize("formula", FORMULAS, ids=[formula.__name__ for formula in FORMULAS])
def test_a_formula_refuses_what_is_no_number(formula: Callable[..., object]) -> None:
    """Words, nothing, objects and tables of words are refused by the name of an argument, in any place."""
    names = inspect.signature(formula).parameters
    asked = [name for name, one in names.items() if one.default is one.empty]
    for wrong in ("x", None, object(), [1, "a"], {"a": 1}, [[1], [1, 2]], True, 2 + 1j):
        for place in asked:
            given = {name: (wrong if name == place else 1.0) for name in asked}
            first = [given.pop(name) for name in asked if names[name].kind is not names[name].KEYWORD_ONLY]
            with pytest.raises(ZzcarbonError, match="number|mass|years|at least"):
                formula(*first, **given)


def test_a_formula_takes_arrays_that_fit() -> None:
    """Series, lists and missing numbers pass; shapes that do not fit and a life of no year are refused."""
    assert targets.net_reduction(pd.Series([5, None], dtype=object).fillna(float("nan")), 2).tolist()[0] == 3.0
    with pytest.raises(ZzcarbonError, match=r"different shapes: base \(2,\), target \(3,\)"):
        targets.net_reduction([1.0, 2.0], [1.0, 2.0, 3.0])
    for rate, life in ((0.05, 0), (-1.0, 10), (0.05, [10, -2])):
        with pytest.raises(ZzcarbonError, match="a rate of interest is a number above -1"):
            planner.capital_recovery(rate, life)
