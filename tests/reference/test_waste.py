"""Published worked examples of waste, through the public functions."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import yaml

from zzcarbon import waste
from zzcarbon.factors.table import factors

CASES = Path(__file__).parent / "cases"


def test_ten_years_of_food_waste_in_the_waste_model() -> None:
    """IPCC waste model of 2019, sheet Food: the printed CH4 of ten years, by equation and by table."""
    case = yaml.safe_load((CASES / "ipcc-2019-fod-food.yaml").read_text(encoding="utf-8"))
    factor = {item["name"]: item["value"] for item in case["factors"]}
    mass = case["inputs"][0]["value"]
    expected = [item["value"] for item in case["expected"]]
    decay = waste.first_order_decay(
        np.full(10, mass),
        organic_carbon=factor["DOC"],
        decomposed_fraction=factor["DOCf"],
        correction_factor=factor["MCF"],
        decay_rate=factor["k"],
        methane_fraction=factor["F"],
        start_month=factor["delay month M"],
    )
    tolerance = case["expected"][0]["tolerance_rel"]
    np.testing.assert_allclose(decay.methane.ravel(), expected, rtol=tolerance)
    deposits = pd.DataFrame(
        {
            "year": range(1950, 1960),
            "waste": "厨余垃圾",
            "amount": mass,
            "unit": "Gg",
            "site": "uncategorised",
            "climate": "boreal or temperate, wet",
            "correction_factor": factor["MCF"],
        }
    )
    methane = waste.landfill_ch4(deposits, edition=2019)
    np.testing.assert_allclose(methane.frame["generated"] / 1e3, expected, rtol=tolerance)
    used = methane.parameters.set_index("parameter")["value"]
    assert used["degradable_organic_carbon"] == factor["DOC"]
    assert used["decomposed_fraction"] == factor["DOCf"]
    assert used["decay_rate"] == factor["k"]
    assert used["methane_fraction"] == factor["F"]
    inventory = waste.estimate(methane.rows(1955), region="CN")
    assert inventory.total("CH4").magnitude == pytest.approx(expected[5] * 1e3, rel=tolerance)


def test_burnt_waste_as_another_program_finds_it() -> None:
    """Fossil CO2 and CH4 of the 2006 guidelines by packaged defaults, each as bonsai_ipcc returns it where its figure is right."""
    case = yaml.safe_load((CASES / "waste-bonsai-incineration.yaml").read_text(encoding="utf-8"))
    expected = {item["name"]: item.get("own_value", item["value"]) for item in case["expected"]}
    oxidation = case["factors"][0]["value"]
    mass = {"amount": float(case["inputs"][0]["value"]), "unit": "t"}
    rows = [
        {"id": name, "method": "waste incineration, fossil CO2", "waste": name, **mass}
        for name in ("plastic waste", "textile waste", "nappies", "rubber and leather", "other inert waste",
                     "clinical waste", "hazardous waste")
    ]  # fmt: skip
    rows.append({"id": "plastic waste, open", "method": "open burning, fossil CO2", "waste": "废塑料",
                 "oxidation_factor": oxidation, **mass})  # fmt: skip
    figures = factors("C")  # hazardous waste rests on one copy
    burnt = waste.estimate(pd.DataFrame(rows), region="CN-HA", year=2023, factors=figures)
    found = burnt.frame.set_index("id")["emission"]
    assert found.to_dict() == pytest.approx({name: expected[name] for name in found.index}, rel=1e-12)
    assert len(found) == 8
    furnaces = pd.DataFrame(
        [
            {"id": f"CH4 of a {kind}", "method": "waste incineration, CH4 and N2O", "waste": "food waste",
             "incinerator": kind, **mass}
            for kind in ("continuous stoker", "batch fluidised bed")
        ]
    )  # fmt: skip
    gas = (
        waste.estimate(furnaces, region="CN-HA", year=2023, substances=["CH4"]).frame.set_index("id")["emission"] * 1e3
    )
    assert gas.to_dict() == pytest.approx({name: expected[name] for name in gas.index}, rel=1e-12)
