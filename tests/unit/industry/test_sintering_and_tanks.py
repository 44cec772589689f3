"""Methods of the urban air inventory guideline that are equations: sintering and tanks."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import zzcarbon as zc

SINTER = {"method": "sintering, sulphur of ore and fuel", "unit": "t"}
TANK = {"method": "liquid storage, standing loss", "amount": 4, "unit": "piece"}


def _estimate(*rows: dict[str, object]) -> zc.Inventory:
    return zc.industry.estimate(pd.DataFrame(list(rows)), region="CN-HA", year=2023)


def test_sintering_is_the_equation_of_the_guideline() -> None:
    """Equation 11: (M S + M' S') x 1.7 x (1 - eta), eta of collection, removal and operating share."""
    device = {"collection_efficiency": 0.9, "removal_efficiency_SO2": 0.95, "operating_rate": 0.98}
    found = _estimate(
        {**SINTER, **device, "amount": 1000.0, "sulphur_content": 0.002},
        {**SINTER, **device, "amount": 50.0, "sulphur_content": 0.008},
    )
    by_hand = (1000 * 0.002 + 50 * 0.008) * 1.7 * (1 - 0.9 * 0.95 * 0.98)
    assert found.total("SO2").magnitude == pytest.approx(by_hand)


@settings(max_examples=40)
@given(share=st.floats(0.0, 1.0), sulphur=st.floats(0.0, 0.05))
def test_less_leaves_behind_a_device(share: float, sulphur: float) -> None:
    """SO2 is never negative and never above that without a device."""
    row = {**SINTER, "amount": 10.0, "sulphur_content": sulphur, "removal_efficiency_SO2": share}
    assert 0 <= _estimate(row).frame["emission"].iloc[0] <= 17 * sulphur + 1e-12


def test_tanks_add_working_and_standing_loss() -> None:
    """Equation 17: k1 Q + n k2, from the caller's loss factors."""
    found = _estimate(
        {"method": "liquid storage, working loss", "amount": 20_000, "unit": "t", "emission_factor": 0.06,
         "emission_factor_unit": "kg/t"},
        {**TANK, "emission_factor": 310, "emission_factor_unit": "kg/piece"},
    )  # fmt: skip
    assert found.total("NMVOC").to("kg").magnitude == pytest.approx(20_000 * 0.06 + 4 * 310)


def test_loss_factors_are_asked_for() -> None:
    """No loss factor is packaged: the row is NE, and the method says where it stands."""
    found = _estimate(TANK)
    assert found.frame["notation"].tolist() == ["NE"]
    assert len(found.problems) == 1
    told = zc.industry.methods().set_index("method")["limits"]
    assert "annex 3 of notice 2021 No. 24" in told["liquid storage, standing loss"]
