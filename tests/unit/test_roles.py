"""What goes out again, goes into stock or is credited counts against what came in, in every method."""

from __future__ import annotations

from importlib import import_module

import pandas as pd
import pytest

import zzcarbon as zc
from zzcarbon.estimation.words import FLOWS
from zzcarbon.modules import MODULES

MORE = {
    "fuel": ("energy", {"fuel": "diesel", "unit": "t"}, "CO2"), "power": ("energy", {"fuel": "electricity", "unit": "MWh"}, "CO2"),
    "heat": ("energy", {"fuel": "heat", "unit": "GJ"}, "CO2"),
    "lime": ("industry", {"method": "石灰生产（按产品）", "product": "石灰", "unit": "t"}, "CO2"),
    "urea": ("agriculture", {"method": "urea application", "unit": "t", "material": "urea"}, "CO2"),
    "water": ("water", {"method": "reported discharge", "substance": "COD", "unit": "t"}, "COD"),
}  # fmt: skip


@pytest.mark.parametrize("name", MORE)
@pytest.mark.parametrize("role", ["output", "stock increase", "退回", "库存增加", "外供"])
def test_input_less_output(name: str, role: str) -> None:
    """10 in and 1 out are nine tenths of 10 in, by any word for out."""
    module, cells, substance = MORE[name]
    rows = pd.DataFrame({"id": ["in", "out"], "amount": [10.0, 1.0], "role": ["", role], **cells})
    made = getattr(zc, module).estimate(rows, region="CN-HA", year=2023, substances=[substance])
    found = made.frame.set_index("id")["emission"]
    if found.isna().any():
        pytest.skip("no factor here")
    assert found["out"] == pytest.approx(-found["in"] / 10.0)


def test_a_removal_that_lowers_nothing_says_so() -> None:
    """Flow removal stands beside the total; the problem names the role that a credit note has."""
    rows = pd.DataFrame({"fuel": "electricity", "amount": [180.0, 0.5], "unit": "MWh", "flow": ["", "removal"]})
    made = zc.energy.estimate(rows, region="CN-HA", year=2023, substances=["CO2"])
    assert made.problems["remedy"].str.contains("role = output").tolist() == [True]
    negative = zc.energy.estimate(
        rows.assign(amount=[180.0, -0.5], flow=""), region="CN-HA", year=2023, substances=["CO2"]
    )
    assert negative.problems["remedy"].str.contains("role = output").tolist() == [True]


WASTEWATER = {
    "method": "wastewater CH4, IPCC 2019",
    "treatment": "anaerobic reactor",
    "organics": "COD",
    "unit": "t",
    "b0": 0.25,
    "mcf": 0.8,
}
DEDUCTED: dict[str, tuple[str, dict[str, object], dict[str, object]]] = {
    "sold electricity": ("energy", {"fuel": "electricity", "unit": "MWh"}, {}),
    "sold heat": ("energy", {"fuel": "heat", "unit": "GJ"}, {}),
    "coal mine methane recovered": ("energy", {"unit": "t"}, {"method": "coal mining methane", "unit": "t", "emission_factor": 1.0, "emission_factor_unit": "t/t"}),
    "clinker raw material deduction": ("industry", {"material": "carbide slag", "unit": "t", "emission_factor": 0.5, "emission_factor_unit": "t/t"},
        {"method": "cement clinker", "product": "cement clinker", "unit": "t", "emission_factor": 0.5, "emission_factor_unit": "t/t"}),
    "recovered CO2": ("industry", {"unit": "t"}, {"method": "ammonia", "fuel": "natural gas", "unit": "t", "fuel_requirement": 30.0, "fuel_requirement_unit": "GJ/t",
        "carbon_content": 15.3, "carbon_content_unit": "kg/GJ", "oxidation_factor": 1.0}),
    "solvent in waste": ("industry", {"voc_content": 0.5, "voc_content_unit": "1", "unit": "t"}, {"method": "solvent balance", "voc_content": 0.5, "voc_content_unit": "1", "unit": "t"}),
    "sludge removed, IPCC 2019": ("water", {**WASTEWATER, "sludge_organics": 0.8}, WASTEWATER),
    "septic sludge removed, IPCC 2019": ("water", {"treatment": "septic tank", "organics": "BOD", "unit": "t", "septic_compliance": 0.5}, WASTEWATER),
    "CH4 recovered, IPCC 2019": ("water", {"unit": "t"}, WASTEWATER),
    "CH4 recovered, IPCC 2006": ("water", {"unit": "t"}, {**WASTEWATER, "method": "wastewater CH4, IPCC 2006"}),
    "forest and green space": ("agriculture", {"unit": "ha", "carbon_sink": 2.0, "carbon_sink_unit": "t/ha"}, {}),
    "captured CO2": ("agriculture", {"unit": "t"}, {}),
    "transferred CO2": ("agriculture", {"unit": "t"}, {}),
    "used CO2": ("agriculture", {"unit": "t"}, {}),
    "energy from waste": ("waste", {"unit": "MWh", "avoided_factor": 0.5, "avoided_factor_unit": "t/MWh"}, {}),
}  # fmt: skip
"""A row of each method that lowers a total or stands beside it, and of what it is deducted from."""

WORDS = [{}, *({"role": word} for word in ("output", "stock increase", "退回", "库存增加", "外供")), *({"flow": word} for word in FLOWS[1:]),
         {"role": "output", "flow": "capture"}, {"role": "stock increase", "flow": "removal"}]  # fmt: skip
"""What the rows may say once more."""


def deductions(name: str, *words: dict[str, object]) -> tuple[zc.Inventory, pd.DataFrame]:
    """Estimate ten of a deduction beside a thousand of what it is deducted from, by entity; emission by what it says."""
    module, cells, beside = DEDUCTED[name]
    rows = [
        {**cells, "method": name, "id": f"less {at}", "entity": at, "amount": 10.0, **said}
        for at, said in enumerate(words)
    ]
    rows += [{**beside, "id": f"from {at}", "entity": at, "amount": 1000.0} for at in range(len(words)) if beside]
    made = getattr(zc, module).estimate(pd.DataFrame(rows), region="CN-HA", year=2023)
    return made, made.frame.pivot(index="id", columns="substance", values="emission").dropna(axis=1, how="all")


def test_every_deduction_has_a_row_here() -> None:
    """A new method that lowers something is tried with every word."""
    found = {
        method.key
        for name in MODULES
        for method in import_module(f"zzcarbon.{name}.methods").METHODS
        if method.sign < 0 or method.flow != "emission"
    }
    assert found == set(DEDUCTED)


@pytest.mark.filterwarnings("ignore::zzcarbon.NotEstimatedWarning")
@pytest.mark.parametrize("name", DEDUCTED)
def test_a_deduction_is_no_double_negative(name: str) -> None:
    """Output, 外供, capture ... say once more what the method says: ten stay minus ten, whatever the row says."""
    found = deductions(name, *WORDS)[1].loc[[f"less {at}" for at in range(len(WORDS))]].dropna(axis=1)
    assert found.size and (found < 0).all(axis=None)
    assert (found == found.iloc[0]).all(axis=None)


@pytest.mark.filterwarnings("ignore::zzcarbon.NotEstimatedWarning")
@pytest.mark.parametrize("name", [name for name, (_, _, beside) in DEDUCTED.items() if beside])
def test_what_stands_beside_the_total_does_not_lower_a_balance(name: str) -> None:
    """With a flow of its own the row leaves the balance, as its problem says; so it cannot take it below zero."""
    made, found = deductions(name, {"flow": "capture", "amount": 1e9}, {"role": "input"})
    assert (found.loc["from 0"] > 0).any()
    told = set(made.problems["problem"])
    assert "flow capture stands beside the total and does not lower it" in told
    assert "role input changes nothing: the method itself lowers the total" in told
