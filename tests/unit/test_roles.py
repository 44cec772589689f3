"""What goes out again, goes into stock or is credited counts against what came in, in every method."""

from __future__ import annotations

import pandas as pd
import pytest

import zzcarbon as zc

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
