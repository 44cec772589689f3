"""Methods of stacks, traded energy and escaping gas: each estimates a row, and wrong rows are named."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest

import zzcarbon as zc
from zzcarbon.energy import MissingThreshold, monitored_stack, steam_heat
from zzcarbon.energy.fugitive_methods import FUGITIVE_METHODS
from zzcarbon.energy.methods import METHODS
from zzcarbon.energy.stack_methods import STACK_METHODS
from zzcarbon.energy.traded_methods import TRADED_METHODS
from zzcarbon.estimation.by_factor import process_methods

ROWS: dict[str, dict[str, Any]] = {
    "purchased electricity": {"fuel": "electricity", "unit": "MWh"},
    "purchased electricity, without traded non-fossil power": {"fuel": "电力", "unit": "MWh", "region": "CN"},
    "fossil electricity": {"fuel": "电力", "unit": "MWh", "region": "CN"},
    "purchased heat": {"fuel": "热力", "unit": "GJ"},
    "purchased steam": {"fuel": "热力", "unit": "t", "enthalpy_rise": 2700.0},
    "sold electricity": {"fuel": "电力", "unit": "MWh"},
    "sold heat": {"fuel": "热力", "unit": "GJ"},
    "on-site renewable electricity": {
        "fuel": "电力", "unit": "MWh", "emission_factor": 0.0, "emission_factor_unit": "t/MWh",
    },
    "coal mining methane": {"technology": "underground mining", "depth": 300.0, "unit": "t"},
    "coal mine methane recovered": {"unit": "m3_20C"},
    "gas system": {"technology": "production, flaring", "country_group": "developed", "unit": "10^6 m3"},
    "oil system": {"technology": "well servicing", "country_group": "developed", "unit": "10^3 m3"},
    "monitored stack": {
        "substance": "NOx", "unit": "m3_0C", "concentration": 50.0, "concentration_unit": "mg/m3_0C",
    },
    "fuel sulphur": {"unit": "t", "sulphur_content": 0.01, "released_share": 0.8},
    "desulphurisation carbonate": {"material": "碳酸钙", "unit": "t", "purity": 0.9, "conversion": 1.0},
    "gasoline transfer": {
        "product": "gasoline", "technology": "storage tank breathing", "unit": "m3", "vapour_pressure": 40.0,
    },
    "coke oven operation": {"product": "coke", "unit": "t"},
}  # fmt: skip


def row(method: str, **cells: Any) -> dict[str, Any]:
    """Return a row of a method."""
    return {"method": method, "amount": 100.0, "region": "CN-HA", "year": 2023, **ROWS[method], **cells}


def estimate(*rows: dict[str, Any], **more: Any) -> zc.Inventory:
    """Estimate rows."""
    return zc.energy.estimate(pd.DataFrame(list(rows)), **more)


def test_the_declared_methods_are_all_gathered() -> None:
    """No file of methods is forgotten, and none stands twice."""
    keys = [method.key for method in METHODS]
    assert len(set(keys)) == len(keys)
    for group in (FUGITIVE_METHODS, STACK_METHODS, TRADED_METHODS, process_methods("energy")):
        assert {method.key for method in group} <= set(keys)
    declared = {method.key for group in (FUGITIVE_METHODS, STACK_METHODS, TRADED_METHODS) for method in group}
    assert declared <= set(ROWS)


@pytest.mark.parametrize("method", sorted(ROWS))
@pytest.mark.filterwarnings("ignore::zzcarbon.NotEstimatedWarning")
def test_each_method_gives_a_number_that_is_linear(method: str) -> None:
    """A row has an emission; twice the amount is twice of it, nothing is zero, deductions are negative or clipped."""
    table = zc.factors("C")
    one, two, none = (estimate(row(method, amount=a), factors=table).frame for a in (100.0, 200.0, 0.0))
    found = one.loc[one["notation"] == "", "emission"]
    assert len(found)
    np.testing.assert_allclose(two.loc[two["notation"] == "", "emission"], 2 * found, rtol=1e-12)
    assert (none.loc[none["notation"] == "", "emission"] == 0).all()
    if method.startswith("sold"):
        assert (found < 0).all()
    elif method not in {"coal mine methane recovered", "on-site renewable electricity"}:
        assert (found >= 0).all()
        assert found.sum() > 0


def test_sold_heat_takes_off_what_was_bought() -> None:
    """Bought less sold by the same factor; the same heat by mass of steam."""
    bought, sold = row("purchased heat", amount=100.0), row("sold heat", amount=40.0)
    assert estimate(bought, sold).total("CO2", scope="2").magnitude == pytest.approx(60 * 0.11)
    steam = estimate(row("purchased steam", amount=10.0, enthalpy_rise=2783.74 - 83.74)).total("CO2", scope="2")
    assert steam.magnitude == pytest.approx(steam_heat(steam=10.0, enthalpy=2783.74) * 0.11)


def test_hourly_data_to_an_inventory() -> None:
    """Rows of monitored_stack are estimated as they are; a period with too many gaps stays NE."""
    hours = pd.DataFrame(
        {
            "outlet": "DA001", "period": [f"2024-03-01T{h:02d}" for h in range(4)] + ["2024-04-01T00", "2024-04-01T01"],
            "substance": "NOx", "flow": [1e5, 1e5, 2e5, 2e5, 1e5, None], "flow_state": "dry",
            "concentration": [50.0, 50.0, 30.0, 30.0, 40.0, 40.0], "concentration_state": "dry",
        }
    )  # fmt: skip
    threshold = MissingThreshold(0.25, source="permit specification", medium="stack gas")
    found = zc.energy.estimate(
        monitored_stack(hours, threshold=threshold, gaps="mean", absent="stopped"), region="CN-HA"
    )
    kilograms = found.frame.set_index("period")["emission"] * 1000
    assert kilograms["2024-03"] == pytest.approx(2 * 1e5 * 50e-6 + 2 * 2e5 * 30e-6)
    assert np.isnan(kilograms["2024-04"])
    assert found.frame["notation"].tolist() == ["", "NE"]


def test_hours_times_flow_is_the_same_gas() -> None:
    """An amount in hours with a mean flow gives the mass of the gas volume."""
    volume = estimate(row("monitored stack", amount=2e6)).total("NOx").magnitude
    hours = estimate(
        row("monitored stack", amount=20.0, unit="h", gas_flow=1e5, gas_flow_unit="m3_0C/h")
    ).total("NOx").magnitude  # fmt: skip
    assert volume == pytest.approx(0.1)
    assert hours == pytest.approx(volume)


def test_a_mine_keeps_its_own_recovery() -> None:
    """Methane recovered in one mine does not lower that of another."""
    rows = [row("coal mining methane", entity=mine, amount=1e4) for mine in ("A", "B")]
    rows.append(row("coal mine methane recovered", entity="A", amount=1e9))
    found = estimate(*rows)
    by_mine = found.by("entity").set_index("entity")["emission"]
    assert by_mine["A"] == 0
    assert by_mine["B"] == pytest.approx(1e4 * 18 * 0.67 / 1000)


def test_a_range_is_no_factor_and_the_row_may_bring_its_own() -> None:
    """Gas transmission of developing countries is a range: NE that shows the range; a measured factor is used."""
    venting = row("gas system", technology="transmission, venting", country_group="developing")
    asked = estimate(venting)
    assert asked.problems["problem"].str.contains("range without central value: 4.4e-05 to 0.00074").any()
    own = estimate(venting | {"emission_factor": 0.0003, "emission_factor_unit": "Gg/(10^6 m3)"})
    assert own.total("CH4").magnitude == pytest.approx(100 * 0.3)


WRONG = [
    ("monitored stack", {"substance": None}, "substance", "empty"),
    ("monitored stack", {"concentration": None}, "concentration", "empty"),
    ("monitored stack", {"concentration_unit": "mg/kg"}, "unit", "does not meet"),
    ("monitored stack", {"unit": "h"}, "unit", "does not meet"),
    ("fuel sulphur", {"sulphur_content": 1.5}, "sulphur_content", "above 1"),
    ("fuel sulphur", {"released_share": None}, "released_share", "empty"),
    ("desulphurisation carbonate", {"purity": -0.1}, "purity", "below 0"),
    ("coal mining methane", {"depth": "deep"}, "technology|depth|method", "no factor"),
    ("coal mining methane", {"unit": "m3"}, "unit", "does not meet"),
    ("purchased steam", {"enthalpy_rise": None}, "enthalpy_rise", "empty"),
    ("on-site renewable electricity", {"emission_factor": None}, "emission_factor", "empty"),
    ("gasoline transfer", {"vapour_pressure": None}, "unit", "does not meet"),
]


@pytest.mark.parametrize(("method", "cells", "column", "problem"), WRONG, ids=lambda case: str(case)[:30])
def test_a_wrong_row_is_named_and_the_right_one_stays(method: str, cells: dict, column: str, problem: str) -> None:
    """A wrong row is NE with its column and a remedy; the right row beside it is estimated."""
    right = row(method)
    frame = pd.DataFrame([right | cells, right], dtype=object).assign(id=["wrong", "right"])
    found = zc.energy.estimate(frame)
    rows = found.problem_rows()
    mine = rows[(rows["id"] == "wrong") & rows["column"].str.fullmatch(column)]
    assert len(mine), rows.to_string()
    assert mine["problem"].str.contains(problem, regex=True).any(), mine["problem"].tolist()
    assert (mine["remedy"] != "").all()
    rows = found.frame.set_index("id")
    assert rows.loc[["right"], "emission"].notna().any()
    assert rows.loc[["wrong"], "emission"].isna().any()
