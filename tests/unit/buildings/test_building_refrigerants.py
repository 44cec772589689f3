"""Refrigerants: leak, end of life, bank; mass is neither made nor lost."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import zzcarbon as zc
from zzcarbon.buildings import refrigerant_bank

SHARES = st.floats(0, 1)
ROW = {
    "method": "refrigerant operation",
    "equipment": "冷水机组",
    "substance": "HFC-134a",
    "amount": 100.0,
    "unit": "kg",
}
NEW = pd.DataFrame(
    {"equipment": "chiller", "substance": "HFC-134a", "year": [2020, 2022], "amount": [100.0, 50.0], "unit": "kg"}
)
BANK = {"until": 2030, "lifetime": 5, "installation_loss": 0.01, "leak_rate": 0.03, "recovered": 0.9}


def estimate(row: dict[str, object], **more: object) -> zc.Inventory:
    """Estimate one row for Henan."""
    return zc.buildings.estimate(pd.DataFrame([row]), region="CN-HA", **more)  # type: ignore[arg-type]


def test_the_default_leak_is_grade_c_and_asked_for() -> None:
    """By default the leak rate is the row's; with grade C that of chillers, 3 % a year."""
    found = estimate(ROW)
    assert found.frame["notation"].tolist() == ["NE"]
    assert found.problems["column"].tolist() == ["leak_rate"]
    assert estimate(ROW, factors=zc.factors("C")).total("HFC-134a").to("kg").magnitude == pytest.approx(3.0)


@pytest.mark.parametrize(("rate", "unit"), [(0.04, "1/a"), (4.0, "%/a")])
def test_own_leak_rates_have_two_spellings(rate: float, unit: str) -> None:
    """A leak of 0.04 1/a is one of 4 %/a."""
    found = estimate({**ROW, "leak_rate": rate, "leak_rate_unit": unit})
    assert found.total("HFC-134a").to("kg").magnitude == pytest.approx(4.0)


def test_blends_become_co2e_by_their_parts() -> None:
    """Refilled R-410A has the GWP of the blend."""
    row = {**ROW, "method": "制冷剂补充量", "substance": "R-410A", "amount": 2.0}
    found = estimate(row).co2e("AR5").total().iloc[0]
    assert found == pytest.approx(zc.co2e(zc.quantity("2 kg R-410A"), gwp="AR5").to("t").magnitude)


def test_end_of_life_is_what_is_left_and_not_recovered() -> None:
    """100 kg x 0.8 left x 0.05 lost."""
    row = {**ROW, "method": "refrigerant disposal", "remaining_charge": 0.8, "lost_at_disposal": 0.05}
    assert estimate(row).total("HFC-134a").to("kg").magnitude == pytest.approx(4.0)


@given(leak=SHARES, recovered=SHARES, loss=SHARES, lifetime=st.integers(1, 12), refilled=st.booleans())
def test_the_mass_of_the_bank_is_closed(
    leak: float, recovered: float, loss: float, lifetime: int, refilled: bool
) -> None:
    """What is filled in leaves, is recovered, or is in the bank; nothing is negative."""
    bank = refrigerant_bank(
        NEW,
        until=2040,
        lifetime=lifetime,
        installation_loss=loss,
        leak_rate=leak,
        recovered=recovered,
        refilled=refilled,
    )
    flows = bank[["installation", "operation", "disposal", "recovered", "bank"]]
    assert (flows >= -1e-9).all(axis=None)
    out = bank["amount"].sum() + bank["recovered"].sum()
    refills = bank["operation"].sum() if refilled else 0.0
    assert out == pytest.approx(150.0 * (1 + loss) + refills)
    assert bank["bank"].iloc[-1] == pytest.approx(0.0)


def test_the_bank_holds_what_is_in_service() -> None:
    """With leaks made good the bank of 2022 holds both vintages, that of 2025 the second."""
    bank = refrigerant_bank(NEW, **BANK).set_index("year")["bank"]
    assert bank.loc[[2020, 2022, 2025, 2026]].tolist() == pytest.approx([100.0, 150.0, 50.0, 0.0])


def test_the_bank_gives_activity_rows() -> None:
    """The rows go straight into the estimate."""
    bank = refrigerant_bank(NEW, **BANK)
    found = zc.buildings.estimate(bank, region="CN-HA").total("HFC-134a")
    assert found.to("kg").magnitude == pytest.approx(bank["amount"].sum())


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"leak_rate": 3.0}, "leak_rate"),
        ({"recovered": -0.1}, "recovered"),
        ({"installation_loss": 1.5}, "installation_loss"),
        ({"lifetime": 0}, "lifetime"),
        ({"charged": NEW.drop(columns="equipment")}, "equipment"),
        ({"charged": NEW.assign(amount=[-1.0, 2.0])}, "amount"),
        ({"charged": NEW.assign(amount=["x", 2.0])}, "amount"),
        ({"charged": NEW.iloc[:0]}, "no rows"),
    ],
)
def test_a_wrong_bank_is_refused(change: dict[str, object], word: str) -> None:
    """Shares, lifetime, columns and amounts are checked, all at once."""
    arguments = {**BANK, **change}
    charged = arguments.pop("charged", NEW)
    with pytest.raises(zc.DataError, match=word):
        refrigerant_bank(charged, **arguments)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("change", "column"),
    [({"substance": "R-9999"}, "substance"), ({"substance": ""}, "substance"), ({"equipment": ""}, "equipment")],
)
def test_a_wrong_refrigerant_names_its_column(change: dict[str, object], column: str) -> None:
    """An unknown gas or no equipment gives no number."""
    found = estimate({**ROW, "leak_rate": 0.1, **change})
    assert column in set(found.problems["column"])
