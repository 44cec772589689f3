"""Equations of agriculture: mass balances and laws, whatever the numbers."""

from __future__ import annotations

from dataclasses import fields

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import zzcarbon as zc
from zzcarbon import agriculture as ag
from zzcarbon.agriculture.flow_forms import FLOW_FORMS

SHARE = st.floats(min_value=0, max_value=1)
LOSS = st.floats(min_value=0, max_value=0.2)
STAGES = ("housing", "yard", "storage", "spreading", "grazing", "n2o", "no", "n2")


@given(
    st.floats(min_value=0, max_value=1e6), SHARE, st.lists(LOSS, min_size=8, max_size=8), SHARE, SHARE, SHARE, SHARE,
    st.floats(min_value=0, max_value=1e3), SHARE,
)  # fmt: skip
def test_nitrogen_in_is_nitrogen_out(
    nitrogen: float, tan: float, rates: list, grazing: float, yard: float, stored: float, mineralised: float,
    bedding: float, bound: float,
) -> None:  # fmt: skip
    """Excreted and bedded nitrogen is what the stages lose and what stays in soil and pasture; nothing is negative."""
    losses = ag.TanLosses(**dict(zip(STAGES, rates, strict=True)))
    yard *= 1 - grazing
    housed = nitrogen * tan * ((1 - grazing - yard) * (1 - losses.housing) + yard * (1 - losses.yard))
    flow = ag.nitrogen_flow(
        nitrogen=nitrogen, tan_share=tan, losses=losses, grazing_share=grazing, yard_share=yard, stored_share=stored,
        bedding_nitrogen=bedding, immobilised=max(0.0, bound * housed * 0.999), mineralised_share=mineralised,
    )  # fmt: skip
    assert float(flow.total) == pytest.approx(nitrogen + bedding, rel=1e-9, abs=1e-9)
    parts = [float(getattr(flow, field.name)) for field in fields(flow)]
    assert min(parts) >= -1e-9 * (nitrogen + bedding + 1)


@given(st.lists(LOSS, min_size=8, max_size=8), SHARE, SHARE, SHARE, st.floats(min_value=0, max_value=0.5))
def test_the_forms_are_the_flow(rates: list, grazing: float, yard: float, stored: float, gained: float) -> None:
    """What the database evaluates per TAN is what the flow gives for the same shares."""
    yard *= 1 - grazing
    losses = ag.TanLosses(**dict(zip(STAGES, rates, strict=True)))
    leaving = (1 - grazing - yard) * (1 - losses.housing) + yard * (1 - losses.yard)
    organic = (1 / 0.5 - 1) * (1 - grazing)
    share = gained * leaving / organic if organic else 0.0
    if share > 1:
        return
    flow = ag.nitrogen_flow(
        nitrogen=1 / 0.5, tan_share=0.5, losses=losses, grazing_share=grazing, yard_share=yard, stored_share=stored,
        mineralised_share=share,
    )  # fmt: skip
    columns = {
        "grazing_share": grazing, "yard_share": yard, "stored_share": stored, "tan_immobilised": 0.0,
        "tan_mineralised": gained if organic else 0.0,
    }  # fmt: skip
    arrays = {name: np.array([value]) for name, value in columns.items()}
    coefficients = {name: np.array([rate]) for name, rate in zip(STAGES, rates, strict=True)}
    ammonia, nitrous, nitric = (float(form.function(arrays, coefficients)[0]) for form in FLOW_FORMS)
    assert ammonia == pytest.approx(float(flow.ammonia_nitrogen), rel=1e-9, abs=1e-12)
    assert nitrous == pytest.approx(float(flow.n2o), rel=1e-9, abs=1e-12)
    assert nitric == pytest.approx(float(flow.no), rel=1e-9, abs=1e-12)


def test_a_loss_avoided_early_is_partly_lost_later() -> None:
    """Halving the loss of the house lowers ammonia by less than what the house saves."""
    shares = {"nitrogen": 100.0, "tan_share": 0.7, "grazing_share": 0.0, "yard_share": 0.0, "stored_share": 1.0}
    before = ag.nitrogen_flow(losses=ag.TanLosses(housing=0.3, storage=0.1, spreading=0.4), **shares)
    after = ag.nitrogen_flow(losses=ag.TanLosses(housing=0.15, storage=0.1, spreading=0.4), **shares)
    saved = float(before.housing - after.housing)
    assert 0 < float(before.ammonia_nitrogen - after.ammonia_nitrogen) < saved


@given(st.floats(min_value=0, max_value=1e6), st.floats(min_value=0, max_value=1e6), st.integers(1, 365))
def test_animals_count_by_the_days_they_live(sold: float, stock: float, period: int) -> None:
    """Between the animals sold alone and all of them for a whole life; a year-long life is the stock and the sold."""
    days = float(ag.animal_days(sold=sold, stock=stock, rearing_period=period))
    assert sold * period <= days * (1 + 1e-12) <= (sold + stock) * max(period, 365) * (1 + 1e-9)
    rounds = int(ag.rearing_rounds(period))
    assert days == pytest.approx(sold * period + stock * (365 - rounds * period))
    assert float(ag.average_population(sold=sold, stock=stock, rearing_period=period)) == pytest.approx(days / 365)


def test_head_count_of_constant_stock() -> None:
    """122 days: two rounds, so 1000 sold and 400 in the stable live 170,400 days."""
    assert float(ag.animal_days(sold=1000, stock=400, rearing_period=122)) == 122_000 + 400 * (365 - 244)


def test_manure_methane_of_both_tiers_agrees() -> None:
    """Table 10.14 of 2019 is B0 x 0.67 x MCF of the other tables: two tables, one figure."""
    base = {
        "amount": 1000.0, "unit": "head", "days": 365.0, "system_share": 1.0, "productivity": "high",
        "climate": "warm temperate moist", "volatile_solids": 3.0, "volatile_solids_rate": 6.0, "animal_mass": 500.0,
    }  # fmt: skip
    systems = ["uncovered lagoon", "solid storage", "dry lot", "daily spread", "pit below housing, above one month"]
    rows = [
        {**base, "method": method, "animal": "dairy cattle", "system": system}
        for system in systems
        for method in ("manure methane per volatile solids", "manure methane, tier 2")
    ]
    emission = ag.estimate(pd.DataFrame(rows), region="CN-HA", year=2023).frame["emission"].to_numpy().reshape(-1, 2)
    np.testing.assert_allclose(emission[:, 0], emission[:, 1], rtol=0.06)


def test_equations_agree_with_the_estimate() -> None:
    """The public equation and the estimate give the same enteric methane."""
    row = {
        "method": "enteric fermentation, tier 2", "animal": "奶牛", "amount": 1000.0, "unit": "头", "days": 365.0,
        "gross_energy": 250.0, "methane_conversion": 0.065,
    }  # fmt: skip
    found = ag.estimate(pd.DataFrame([row]), region="CN-HA", year=2023).total("CH4").to("kg CH4").magnitude
    expected = ag.enteric_ch4(animals=1000.0, gross_energy=250.0, methane_conversion=0.065, days=365.0)
    assert found == pytest.approx(expected, rel=1e-4)


def test_soil_carbon_gained_and_lost_are_mirror_images() -> None:
    """The same change backwards has the other sign; a gain is a removal, a loss an emission of land."""
    use = {"area": 10.0, "reference_stock": 88.0, "land_use_factor": 0.69, "management_factor": 1.0}
    low, high = pd.DataFrame([{**use, "input_factor": 0.92}]), pd.DataFrame([{**use, "input_factor": 1.0}])
    gain, loss = ag.soil_carbon_change(low, high), ag.soil_carbon_change(high, low)
    assert gain == -loss > 0
    lost = ag.estimate(ag.soil_carbon_rows(high, low, year=2023), region="CN-HA")
    assert lost.total("CO2").magnitude == pytest.approx(gain * 44 / 12)


def test_a_fall_of_large_farms() -> None:
    """1,900 of 2,000 t is a fall of 5 %; observations are levels by year."""
    assert ag.farm_ammonia_reduction(2000.0, 1900.0) == pytest.approx(5.0)
    seen = ag.large_farm_observations({2024: 1900.0, 2020: 2000.0}, area="CN-410100", source="own inventory")
    assert seen["year"].tolist() == [2020, 2024]
    card = zc.plan("zhengzhou-14fyp").check(observations=seen, as_of=2025, grade="C")
    row = card.frame[card.frame["indicator"] == "ammonia (NH3) to air from large livestock farms"].iloc[0]
    assert (row["status"], row["reason"]) == ("undetermined", "no baseline")


WRONG = [
    (lambda: ag.rearing_rounds(0), ValueError, "above zero days"),
    (lambda: ag.discharged_share([0.6, 0.6], [0.5, 0.5]), ValueError, "sum to at most one"),
    (lambda: ag.discharged_share([0.5], [1.5]), ValueError, "lie from 0 to 1"),
    (lambda: ag.organic_scaling(amendment=[-1], conversion=[1]), ValueError, "not below zero"),
    (lambda: ag.farm_ammonia_reduction(0, 1), ValueError, "base must be above zero"),
    (lambda: ag.large_farm_observations({}, area="CN", source="x"), zc.DataError, "no year"),
    (lambda: ag.large_farm_observations({2020: -1.0}, area="CN", source="x"), zc.DataError, "below zero"),
    (
        lambda: ag.nitrogen_flow(
            nitrogen=1, tan_share=0.7, losses=ag.TanLosses(0.1, 0.1, 0.1), grazing_share=0.6, yard_share=0.6,
            stored_share=1,
        ),
        ValueError,
        "housed_share is a share",
    ),
    (
        lambda: ag.nitrogen_flow(
            nitrogen=1, tan_share=0.7, losses=ag.TanLosses(1.1, 0.1, 0.1), grazing_share=0, yard_share=0, stored_share=1
        ),
        ValueError,
        "housing is a share",
    ),
    (
        lambda: ag.nitrogen_flow(
            nitrogen=1, tan_share=0.7, losses=ag.TanLosses(0.1, 0.1, 0.1), grazing_share=0, yard_share=0,
            stored_share=1, immobilised=5,
        ),
        ValueError,
        "binds no more TAN",
    ),
    (lambda: ag.soil_carbon_change(pd.DataFrame({"area": [1]}), pd.DataFrame()), zc.DataError, "column is missing"),
]  # fmt: skip


@pytest.mark.parametrize(("call", "error", "match"), WRONG)
def test_wrong_arguments_are_refused(call, error: type[Exception], match: str) -> None:
    """A number outside its range is an error that says which."""
    with pytest.raises(error, match=match):
        call()
