"""Choices side by side, inventories as stages, sold certificates, targets judged as those of plans."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import zzcarbon as zc
from zzcarbon.errors import DataError, UnknownNameError
from zzcarbon.footprint import allocations, product, recycling, target_plan

COPRODUCTS = pd.DataFrame([
    ("dairy", "output", "milk", 1000.0, "kg", 1000.0, 500.0, True, ""),
    ("dairy", "output", "beef", 50.0, "kg", 50.0, 200.0, False, "plant"),
    ("dairy", "emission", "CO2e", 400.0, "kg", None, None, False, ""),
    ("mill", "output", "plant", 1.0, "kg", None, None, False, ""),
    ("mill", "emission", "CO2e", 2.0, "kg", None, None, False, ""),
], columns=["process", "role", "item", "amount", "unit", "mass", "value", "main", "substitutes"])  # fmt: skip
BOUGHT = {"module": "energy", "method": "purchased electricity", "fuel": "electricity", "amount": 100.0, "unit": "MWh",
          "entity": "a", "year": 2023}  # fmt: skip
MADE = {**BOUGHT, "method": "on-site renewable electricity", "amount": 50.0, "emission_factor": 0.0,
        "emission_factor_unit": "kg/kWh"}  # fmt: skip
SOLD = {"id": "s", "kind": "已售绿证", "quantity": 30, "unit": "个", "market": "CN", "from": "2023",
        "emission_factor": None, "emission_factor_unit": None}  # fmt: skip
shares = st.floats(0, 1)


def inventory(*rows: dict[str, Any]) -> zc.Inventory:
    """Return an inventory of CO2 in Henan."""
    return zc.estimate(pd.DataFrame(rows), region="CN-HA", substances=["CO2"])


def test_allocations_stand_side_by_side() -> None:
    """Every choice is that of `product` alone; one that lacks its key says so instead of a figure."""
    found = allocations(COPRODUCTS, functional_unit="1 t", item="milk").set_index("allocation")
    for name in ("mass", "economic", "substitution", "cut-off"):
        alone = product(COPRODUCTS, functional_unit="1 t", item="milk", allocation=name)
        assert found["fossil"][name] == pytest.approx(alone.total())
    assert found["problem"]["energy"] == "a co-product without its key"
    assert found["fossil"]["substitution"] == pytest.approx(found["fossil"]["cut-off"] - 100)


def test_choices_that_cannot_be_taken_are_refused() -> None:
    """No key at all, and a choice that there is not."""
    with pytest.raises(DataError, match="by any of the choices"):
        allocations(COPRODUCTS, functional_unit="1 t", item="milk", choices=["energy"])
    with pytest.raises(UnknownNameError, match="economic"):
        allocations(COPRODUCTS, functional_unit="1 t", item="milk", choices=["economical"])


@settings(deadline=None, max_examples=50)
@given(content=shares, recovery=shares, quality=shares, virgin=st.floats(0, 100), again=st.floats(0, 100))
def test_recycling_approaches_bound_each_other(
    content: float, recovery: float, quality: float, virgin: float, again: float
) -> None:
    """They agree in a closed loop; substitution is lower exactly where more is recovered and recycling saves."""
    found = recycling(virgin=virgin, recycled=again, disposal=0.1, recycled_content=content, recovery=recovery,
                      quality=quality).set_index("approach")["emission"]  # fmt: skip
    gap = found["substitution"] - found["cut-off"]
    assert gap == pytest.approx((recovery - content) * (again - quality * virgin), rel=1e-9, abs=1e-9)
    closed = recycling(virgin=virgin, recycled=again, disposal=0.1, recycled_content=content, recovery=content,
                       quality=quality)["emission"]  # fmt: skip
    assert closed.iloc[0] == closed.iloc[1]


def test_bad_recycling_is_refused_at_once() -> None:
    """Three wrong figures, three problems."""
    with pytest.raises(DataError, match="the recycling cannot be computed") as told:
        recycling(virgin=float("nan"), recycled=1, disposal=0, recycled_content=1.2, recovery=-0.1)
    assert [problem.column for problem in told.value.problems] == ["virgin", "recycled_content", "recovery"]


def test_inventories_are_stages_of_a_product() -> None:
    """What sectors estimated, per tonne made; own figures are primary data, biogenic CO2 stands apart."""
    fuel = {"module": "energy", "fuel": "diesel", "amount": 2.0, "unit": "t", "year": 2023}
    making = inventory(fuel, BOUGHT)
    own = zc.estimate(pd.DataFrame([{**MADE, "emission_factor": 0.1}]), region="CN-HA", substances=["CO2"])
    found = product({"raw": own, "making": making}, functional_unit="1 t", output="200 t", item="brick")
    stages = found.by("stage").set_index("stage")["fossil"]
    whole = making.total("CO2", scope="all").magnitude
    assert stages["making"] == pytest.approx(whole * 1000 / 200)
    assert stages["raw"] == pytest.approx(5000 / 200)
    assert found.primary_data_share == pytest.approx(5 / (5 + whole))


def test_inventories_with_gaps_are_no_product() -> None:
    """A row without estimate is not zero."""
    gap = inventory({**BOUGHT, "year": 1950})
    with pytest.raises(DataError, match="rows without estimate: the footprint is not known"):
        product({"making": gap}, functional_unit="1 t", output="200 t")


@pytest.mark.parametrize(("residual", "rate"), [
    ({("CN", 2023): (0.7, "kg/kWh", "made up")}, 0.7), (None, 0.6096),
])  # fmt: skip
def test_sold_certificates_take_the_residual_mix(residual: Any, rate: float) -> None:
    """Own generation whose certificate was sold counts as the residual mix, in China as the untraded average."""
    boundary = zc.footprint.organisation([{"entity": "a"}])
    found = boundary.statement(inventory(BOUGHT, MADE), instruments=pd.DataFrame([SOLD]), residual=residual)
    assert found.total("scope 2, market-based") == pytest.approx(130 * rate)
    assert found.total("scope 2, location-based") == pytest.approx(100 * 0.5897)


def test_more_sold_than_made_is_told() -> None:
    """All own generation takes the residual mix, the rest is a problem."""
    boundary = zc.footprint.organisation([{"entity": "a"}])
    found = boundary.statement(inventory(BOUGHT, MADE), instruments=pd.DataFrame([{**SOLD, "quantity": 80}]))
    assert found.problems["problem"].tolist() == ["more certificates sold than electricity was made on site"]
    assert found.instruments["quantity"].sum() == pytest.approx(150)


def test_targets_are_judged_by_the_kinds_of_plans() -> None:
    """Contraction is a fall from its base year with yearly milestones; a statement is its observation."""
    lines = {"indicator": "scope 2, location-based", "due": 2030}
    plan = target_plan([
        {"id": "T1", **lines, "rate": 0.05, "base": 100.0, "base_year": 2020},
        {"id": "T2", **lines, "kind": "level_max", "unit": "t", "value": 50.0, "due": 2023},
    ], title="fictitious", start=2020, end=2030)  # fmt: skip
    found = zc.footprint.organisation([{"entity": "a"}]).statement(inventory(BOUGHT))
    card = plan.check(observations=found.observations()).frame.set_index("target")
    assert card["status"]["T2"] == "not met"
    assert card["on_track"]["T1"]
    assert plan.target("T1").value == pytest.approx(50.0)
    assert [stone.year for stone in plan.target("T1").milestones] == list(range(2021, 2030))


@pytest.mark.parametrize("change", [{"rate": 1.2}, {"base": -1.0}, {"base_year": 2035}, {"kind": "wish", "rate": None}])
def test_bad_targets_are_refused(change: dict[str, Any]) -> None:
    """Rates, bases and years that cannot be, kinds that there are not."""
    row = {"id": "T", "indicator": "scope 1", "rate": 0.04, "base": 1.0, "base_year": 2020, "due": 2030, **change}
    target = {name: value for name, value in row.items() if value is not None}
    if "kind" in change:
        target = {name: target[name] for name in ("id", "indicator", "kind", "due")}
    with pytest.raises(DataError, match="cannot be used"):
        target_plan([target], title="t", start=2020, end=2030)


@pytest.mark.parametrize(("functional_unit", "output"), [("1 t", "200 t"), ("1吨", "200吨"), ("1 t", "0.02万吨")])
def test_what_was_made_is_written_as_people_write_it(functional_unit: str, output: str) -> None:
    """With and without a blank, in Chinese units: one figure."""
    made = product({"making": _made()}, functional_unit=functional_unit, output=output).total()
    assert made == pytest.approx(product({"making": _made()}, functional_unit="1000 kg", output="200 t").total())


@pytest.mark.parametrize("output", [None, 200, "200", "t", "-1 t", "0 t", "nan t"])
def test_inventories_without_what_was_made_are_no_product(output: object) -> None:
    """The whole works stood on one tonne where the output was forgotten."""
    with pytest.raises(DataError, match=r"output"):
        product({"making": _made()}, functional_unit="1 t", output=output)  # type: ignore[arg-type]


def _made() -> zc.Inventory:
    rows = pd.DataFrame({"fuel": ["diesel"], "amount": [85.0], "unit": ["t"]})
    return zc.energy.estimate(rows, region="CN-HA", year=2023, substances=["CO2"])


def test_the_mass_of_an_amount_in_tonnes_is_known_and_none_is_heavier() -> None:
    """Without a column of masses the allocation by mass is that of the amounts; a mass above its amount is refused."""
    rows = COPRODUCTS[COPRODUCTS["process"] == "dairy"].drop(columns=["mass", "substitutes"])
    given = product(
        COPRODUCTS[COPRODUCTS["process"] == "dairy"], functional_unit="1 kg", item="milk", allocation="mass"
    )
    assert product(rows, functional_unit="1 kg", item="milk", allocation="mass").total() == given.total()
    with pytest.raises(DataError, match="a mass above the amount"):
        product(rows.assign(mass=[1e6, None, None]), functional_unit="1 kg", item="milk", allocation="mass")
