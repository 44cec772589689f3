"""The bank of gases in equipment: nothing appears or vanishes, and the two conventions differ in what they say."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zzcarbon.estimation.bank import BY_VINTAGE, IPCC_TIER_2A, BankConvention, bank_stages

SHARE = st.floats(0.0, 1.0)


@pytest.mark.parametrize("convention", [BY_VINTAGE, IPCC_TIER_2A], ids=["by vintage", "IPCC"])
@settings(max_examples=50, deadline=None)
@given(charge=st.floats(0.0, 1e6), loss=SHARE, leak=SHARE, recovered=SHARE, life=st.integers(1, 30))
def test_what_goes_in_comes_out(
    convention: BankConvention, charge: float, loss: float, leak: float, recovered: float, life: int
) -> None:
    """Charge (and the loss on top of it) = emissions + what is recovered, once the equipment is scrapped."""
    stages = bank_stages(
        np.array([charge]), filling_loss=loss, leak_rate=leak, lifetime=life, recovered=recovered, convention=convention
    )
    out = sum(part.sum() for part in (stages.filling, stages.operation, stages.disposal, stages.recovered))
    assert out == pytest.approx(charge if convention.loss_within else charge * (1.0 + loss), rel=1e-9, abs=1e-9)
    assert stages.bank[0, life] == 0.0


def test_the_conventions_differ_in_the_loss_and_in_the_year_of_scrapping_only() -> None:
    """Without loss while filling both emit the same: the IPCC a year later at the end of life."""
    given_ = {"filling_loss": 0.0, "leak_rate": 0.1, "lifetime": 4, "recovered": 0.3}
    ours, theirs = (bank_stages(np.array([50.0]), convention=c, **given_) for c in (BY_VINTAGE, IPCC_TIER_2A))
    np.testing.assert_array_equal(ours.operation, theirs.operation)
    np.testing.assert_array_equal(ours.disposal[:, 3], theirs.disposal[:, 4])
    assert ours.disposal[0, 4] == theirs.disposal[0, 3] == 0.0


def test_refilled_equipment_leaks_the_same_every_year() -> None:
    """With leaks made good the bank stays what it was."""
    stages = bank_stages(
        np.array([80.0]),
        filling_loss=0.0,
        leak_rate=0.05,
        lifetime=3,
        recovered=1.0,
        convention=BY_VINTAGE,
        refilled=True,
    )
    assert stages.operation[0].tolist() == [4.0, 4.0, 4.0, 0.0]
    assert stages.bank[0].tolist() == [80.0, 80.0, 0.0, 0.0]
