"""Products: the linear system, co-products, draws, comparison, PACT."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import zzcarbon as zc
from zzcarbon.footprint import allocate, product
from zzcarbon.footprint.life_cycle.linear_system import LinearSystem

DAIRY = pd.DataFrame(
    [
        ("dairy", "output", "milk", 1000.0, "kg", "", 1000.0, 500.0, True, "", 0.0),
        ("dairy", "output", "beef", 50.0, "kg", "", 50.0, 200.0, False, "plant protein", 0.0),
        ("dairy", "input", "feed", 0.4, "t", "", None, None, False, "", 0.1),
        ("dairy", "emission", "CH4", 10.0, "kg", "biogenic", None, None, False, "", 0.3),
        ("feed mill", "output", "feed", 1.0, "kg", "", None, None, False, "", 0.0),
        ("feed mill", "emission", "CO2", 0.3, "kg", "fossil", None, None, False, "", 0.2),
        ("bean mill", "output", "plant protein", 1.0, "kg", "", None, None, False, "", 0.0),
        ("bean mill", "emission", "CO2e", 2.0, "kg", "fossil", None, None, False, "", 0.1),
    ],
    columns=["process", "role", "item", "amount", "unit", "kind", "mass", "value", "main", "substitutes", "relative"],
)  # fmt: skip


def dairy(allocation: str | None, item: str = "milk", **words: Any) -> zc.footprint.Product:
    """Return the footprint of milk or beef."""
    return product(DAIRY, functional_unit="1 t", item=item, allocation=allocation, **words)


def test_allocation_is_always_a_choice() -> None:
    """Co-products without a choice are refused; each choice gives its known figure for 1 t of milk."""
    with pytest.raises(zc.DataError, match="co-products, and no allocation is chosen"):
        dairy(None)
    fossil = 400 * 0.3
    assert dairy("mass").total() == pytest.approx(fossil * 1000 / 1050)
    assert dairy("economic").total() == pytest.approx(fossil * 500 / 700)
    assert dairy("cut-off").total() == pytest.approx(fossil)
    assert dairy("substitution").total() == pytest.approx(fossil - 50 * 2.0)
    with pytest.raises(zc.UnknownNameError, match="unknown allocation 'volume'"):
        dairy("volume")


@pytest.mark.parametrize("allocation", ["mass", "economic"])
@pytest.mark.parametrize("kind", ["fossil", "biogenic"])
def test_allocation_conserves(allocation: str, kind: str) -> None:
    """What the co-products bear together is what the process emits."""
    parts = dairy(allocation).total(kind) + dairy(allocation, "beef").total(kind) * 0.05
    assert parts == pytest.approx(dairy("cut-off").total(kind), rel=1e-12)


def test_substitution_and_cut_off_bound_each_other() -> None:
    """Where the replaced product emits something, substitution lies below cut-off, and they differ by just that."""
    assert dairy("cut-off").total() - dairy("substitution").total() == pytest.approx(50 * 2.0)


def test_gases_are_of_the_stated_set() -> None:
    """CH4 in kg CO2e: AR6 without origin against AR5; the kinds stay apart."""
    assert dairy("cut-off", gwp="AR5").total("biogenic") == pytest.approx(10 * 28)
    assert dairy("cut-off").total("biogenic CO2") == 0
    with pytest.raises(zc.UnknownNameError, match="unknown kind of emission 'all'"):
        dairy("cut-off").total("all")


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10_000), st.integers(2, 30))
def test_the_system_is_that_of_a_dense_solver(seed: int, size: int) -> None:
    """Solves x = (1 - B)^-1 d of any productive graph with loops, as numpy solves it whole."""
    rng = np.random.default_rng(seed)
    matrix = rng.uniform(0, 0.9 / size, (size, size)) * (rng.random((size, size)) < 0.3)
    maker, user = np.nonzero(matrix)
    demand = rng.random(size)
    found = LinearSystem.of(tuple(map(str, range(size))), maker, user).solve(matrix[maker, user][:, None], demand)
    np.testing.assert_allclose(found[:, 0], np.linalg.solve(np.eye(size) - matrix, demand), rtol=1e-10)


@pytest.mark.parametrize("back", [1.0, 2.0])
def test_a_loop_without_output_is_named(back: float) -> None:
    """A loop that uses all it makes, or more, is refused and named."""
    rows = pd.DataFrame(
        [
            ("power plant", "output", "power", 1, "MWh"),
            ("power plant", "input", "coal", 0.5, "t"),
            ("mine", "output", "coal", 1, "t"),
            ("mine", "input", "power", 2 * back, "MWh"),
        ],
        columns=["process", "role", "item", "amount", "unit"],
    )
    with pytest.raises(zc.DataError, match="a loop without output: power -> coal -> power") as caught:
        product(rows, functional_unit="1 MWh", item="power")
    assert "Correct the amounts" in caught.value.problems[0].remedy


def test_every_bad_exchange_is_named_at_once() -> None:
    """Role, amount, unit, missing maker, process without output, unknown gas, share above one: one error."""
    rows = pd.DataFrame(
        [
            ("a", "output", "x", 1, "kg", 0), ("a", "makes", "y", 1, "kg", 0), ("a", "input", "z", 1, "kg", 0), ("b", "input", "x", 1, "kWh", 0),
            ("a", "emission", "smoke", 1, "kg", 0), ("a", "input", "x", -1, "kg", 0), ("a", "emission", "CO2", 1, "kg", 1.5),
        ],
        columns=["process", "role", "item", "amount", "unit", "primary"],
    )  # fmt: skip
    with pytest.raises(zc.DataError, match="the process graph has") as caught:
        product(rows, functional_unit="1 kg")
    text = str(caught.value)
    for word in (
        "not a role",
        "no process makes this input",
        "a process without output",
        "unknown",
        "not negative",
        "kWh",
    ):
        assert word in text
    with pytest.raises(zc.DataError, match="the exchanges lack columns"):
        product(rows.drop(columns="role"), functional_unit="1 kg")


def test_the_product_is_asked_for_where_it_is_not_clear() -> None:
    """Two items that nobody uses: name one."""
    with pytest.raises(zc.DataError, match="2 items are used by no process"):
        product(DAIRY, functional_unit="1 kg", allocation="mass")
    with pytest.raises(zc.UnknownNameError, match="unknown item of the process graph 'cheese'"):
        dairy("mass", "cheese")


def test_draws_do_not_depend_on_order_and_are_shared() -> None:
    """Draws repeat with the seed, do not change with the order of rows, and a product compared with itself differs by 0."""
    first, again = dairy("mass"), product(DAIRY.iloc[::-1], functional_unit="1 t", item="milk", allocation="mass")
    drawn = first.draws(600, seed=7)
    np.testing.assert_allclose(drawn, again.draws(600, seed=7), rtol=1e-12)
    assert np.median(drawn) == pytest.approx(first.total(), rel=0.02)
    same = first.compare(again, draws=100, seed=1)
    assert (same.difference, same.lower, same.upper) == pytest.approx((0, 0, 0), abs=1e-9)
    with pytest.raises(zc.DataError, match="the products cannot be compared"):
        first.compare(dairy("mass", gwp="AR5"))


def test_primary_data_share() -> None:
    """The share is weighted by what each row emits for the product."""
    rows = DAIRY.assign(primary=[0, 0, 0, 1, 0, 0, 0, 0])
    found = product(rows, functional_unit="1 t", item="milk", allocation="cut-off")
    assert found.primary_data_share == pytest.approx(
        found.total("biogenic") / (found.total("biogenic") + found.total())
    )


def test_a_product_goes_out_as_pact() -> None:
    """What is declared and computed makes a document in which the check finds nothing but the biogenic fields."""
    rows = DAIRY[DAIRY["process"] != "dairy"]
    found = product(rows[rows["process"] == "feed mill"], functional_unit="1 t")
    with pytest.raises(zc.DataError, match="the document is not complete") as caught:
        found.to_pact()
    assert len(caught.value.problems) == 12
    document = found.to_pact(
        id="91715e5e-fd0b-4d1c-8fab-76290c46e6ed", created="2026-03-01T08:00:00Z", companyName="Fictitious", companyIds=["urn:company:example:f"],
        productDescription="feed", productIds=["urn:product:example:feed"], productMassPerDeclaredUnit="1000", referencePeriodStart="2025-01-01T00:00:00Z",
        referencePeriodEnd="2026-01-01T00:00:00Z", fossilCarbonContent="0", exemptedEmissionsPercent="0", crossSectoralStandards=["ISO14067"],
    )  # fmt: skip
    assert document.pcf["pcfExcludingBiogenicUptake"] == "300"
    assert document.pcf["declaredUnitAmount"] == "1000"
    assert document.check().empty


def test_allocate_splits_and_refuses() -> None:
    """Shares sum to one for every key; mixed units are brought together; zero, negative and missing keys are refused."""
    rows = pd.DataFrame({"mass": [1.0, 3000.0], "mass_unit": ["t", "kg"], "value": [9, 1]})
    found = allocate(zc.quantity("100 t CO2e (AR6)"), rows, key=["mass", "value"])
    assert found["share_mass"].tolist() == [0.25, 0.75]
    assert found["emission_value"].tolist() == [90.0, 10.0]
    assert set(found["unit"]) == {"t CO2e (AR6)"}
    for bad, message in (
        ({"mass": [0, 0]}, "sums to zero"),
        ({"mass": [1, -1]}, "negative"),
        ({"volume": [1]}, "the column is missing"),
        ({"mass": [1, 1], "mass_unit": ["t", "kWh"]}, "kWh"),
    ):
        with pytest.raises(zc.DataError, match="cannot be allocated") as caught:
            allocate(zc.quantity("1 t CO2"), pd.DataFrame(bad))
        assert message in str(caught.value)


def test_exchanges_under_other_chinese_headers() -> None:
    """工序 类型 项目 用量 are the columns, 产品 消耗 排放物 the roles: 100 t of brick by 20 MWh and 15 t CO2."""
    rows = {"工序": ["窑", "窑", "窑", "电网", "电网"], "类型": ["产品", "消耗", "排放物", "产出", "排放"],
            "项目": ["砖", "电", "CO2", "电", "CO2e"], "用量": [100, 20, 15, 1, 0.5],
            "单位": ["t", "MWh", "t", "MWh", "t"]}  # fmt: skip
    assert zc.footprint.product(pd.DataFrame(rows), functional_unit="1 t").total() == pytest.approx(250)
