"""Laws of footprints: shares along a chain and over days, allocation, splitting of sites, bounds of allocations."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import zzcarbon as zc
from zzcarbon.footprint import allocate, organisation, product

positive = st.floats(0.01, 1000)
changes = st.lists(
    st.tuples(st.integers(1, 365), st.floats(0, 1)), min_size=1, max_size=4, unique_by=lambda one: one[0]
)
FIRST = dt.date(2023, 1, 1)


def holds(entity: str, parent: str, spans: list[tuple[int, float]]) -> list[dict[str, Any]]:
    """Return the links of an entity whose share changes on some days of 2023, without gap."""
    days = [FIRST, *(FIRST + dt.timedelta(days=day) for day, _ in sorted(spans)), dt.date(2024, 12, 31)]
    shares = [1.0, *(share for _, share in sorted(spans))]
    return [
        {"entity": entity, "parent": parent, "share": share, "from": str(begin), "to": str(end - dt.timedelta(days=1))}
        for (begin, end), share in zip(pairwise(days), shares, strict=True)
    ]


@settings(max_examples=8)
@given(changes, changes)
def test_shares_multiply_along_a_chain_on_every_day(
    above: list[tuple[int, float]], below: list[tuple[int, float]]
) -> None:
    """On each day the share is the product of that day's shares; over a year it is the mean of its days."""
    group = organisation([{"entity": "g"}, *holds("a", "g", above), *holds("b", "a", below)], approach="equity share")
    days = [FIRST + dt.timedelta(days=at) for at in range(365)]
    alone = [np.array([group.share(name, day) for day in days]) for name in ("a", "b")]
    mine = dict(below)
    own = [next((mine[at] for at in sorted(mine, reverse=True) if at <= day), 1.0) for day in range(365)]
    assert alone[1] == pytest.approx(alone[0] * np.array(own), abs=1e-12)
    assert group.share("b", 2023) == pytest.approx(alone[1].mean(), abs=1e-12)
    spans = group.frame[group.frame["entity"] == "b"]
    assert spans["to"].iloc[:-1].tolist() == [day - dt.timedelta(days=1) for day in spans["from"].iloc[1:]]


@settings(max_examples=12)
@given(st.lists(st.tuples(positive, st.sampled_from(["kg", "t", "万t"])), min_size=1, max_size=6), positive)
def test_allocation_conserves_the_total(keys: list[tuple[float, str]], total: float) -> None:
    """Parts add up to the total, whatever the units; each part is as its key."""
    rows = pd.DataFrame(keys, columns=["mass", "mass_unit"])
    found = allocate(zc.quantity(total, "t CO2"), rows)
    tonnes = rows["mass"] * rows["mass_unit"].map({"kg": 1e-3, "t": 1.0, "万t": 1e4})
    assert found["emission_mass"].sum() == pytest.approx(total, rel=1e-12)
    assert found["emission_mass"].to_numpy() * tonnes.sum() == pytest.approx(total * tonnes.to_numpy(), rel=1e-9)


@pytest.mark.parametrize(("shares", "whole"), [([0.5, 0.4], "0.9"), ([0.7, 0.4], "1.1")])
def test_stated_shares_sum_to_one(shares: list[float], whole: str) -> None:
    """Shares that the rows state are not made to sum: they are refused by their sum; those that sum are taken."""
    with pytest.raises(zc.DataError, match=f"the shares sum to {whole}, not to 1"):
        allocate(zc.quantity("10 t CO2"), {"share": shares}, key="share")
    assert allocate(zc.quantity("10 t CO2"), {"share": ["60%", "40%"]}, key="share")["emission_share"].tolist() == [
        6,
        4,
    ]
    with pytest.raises(zc.DataError, match="Quantity is needed, not float"):
        allocate(10.0, {"mass": [1.0]})  # type: ignore[arg-type]


ROWS: list[dict[str, Any]] = [
    {"module": "energy", "fuel": "diesel", "amount": 8.0, "unit": "t"},
    {"module": "energy", "fuel": "electricity", "amount": 90.0, "unit": "MWh"},
    {"module": "general", "method": "average data", "amount": 5.0, "unit": "t", "emission_factor": 2.0,
     "emission_factor_unit": "kg CO2e/kg", "substance": "CO2e (AR6)", "category_ghgp": 1},
]  # fmt: skip
GREEN = [{"id": "g", "kind": "certificate", "quantity": 40.0, "unit": "MWh", "market": "CN", "from": "2023",
          "emission_factor": 0.0, "emission_factor_unit": "kg/kWh", "retired": True}]  # fmt: skip


def totals(parts: list[tuple[str, float]]) -> pd.Series:
    """Return the lines of a group whose plant is that of some entities, each with its part of the activity."""
    links = [{"entity": "g"}, *({"entity": name, "parent": "g", "share": 0.7} for name, _ in parts)]
    rows = pd.DataFrame(
        [{**row, "amount": row["amount"] * part, "entity": name} for name, part in parts for row in ROWS]
    )
    inventory = zc.estimate(rows, region="CN-HA", year=2023, substances=["CO2"])
    made = organisation(links, approach="equity share").statement(
        inventory, instruments=GREEN, residual={("CN", 2023): (0.6, "kg/kWh", "own")}
    )
    return made.totals().set_index("line")["emission"]


@pytest.fixture(scope="module")
def whole() -> pd.Series:
    """Return the lines of the plant in one."""
    return totals([("plant", 1.0)])


@settings(max_examples=2)
@given(parts=st.lists(positive, min_size=2, max_size=4))
def test_a_plant_in_parts_has_the_statement_of_the_whole(whole: pd.Series, parts: list[float]) -> None:
    """Entities of one share that split a plant's activity: every line is that of the plant, instruments included."""
    split = [(f"part {at}", part / sum(parts)) for at, part in enumerate(parts)]
    pd.testing.assert_series_equal(totals(split), whole, rtol=1e-9)


@settings(max_examples=4)
@given(main=positive, other=positive, emission=positive, replaced=st.floats(0, 5), price=positive)
def test_allocations_bound_each_other(
    main: float, other: float, emission: float, replaced: float, price: float
) -> None:
    """Cut-off leaves all to the main product: no share of it, and no credit, makes more. Shares of products add up."""
    made = {"process": "p", "role": "output", "unit": "t"}
    rows = [
        {**made, "item": "x", "amount": main, "mass": main, "value": 1.0, "main": True},
        {**made, "item": "y", "amount": other, "mass": other, "value": price, "substitutes": "z"},
        {**made, "process": "q", "item": "z", "amount": 1.0},
        {"process": "q", "role": "emission", "item": "CO2", "amount": replaced, "unit": "t"},
        {"process": "p", "role": "emission", "item": "CO2", "amount": emission, "unit": "t"},
    ]

    def total(choice: str, item: str = "x") -> float:
        return product(rows, functional_unit="1 t", item=item, allocation=choice).total() / 1000

    assert total("cut-off") == pytest.approx(emission / main, rel=1e-12)
    for choice in ("mass", "economic", "substitution"):
        assert total(choice) <= total("cut-off") * (1 + 1e-12)
    assert total("substitution") == pytest.approx(
        (emission - other * replaced) / main, rel=1e-9, abs=1e-9 * emission / main
    )
    for choice in ("mass", "economic"):
        assert total(choice) * main + total(choice, "y") * other == pytest.approx(emission, rel=1e-9)
