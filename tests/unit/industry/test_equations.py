"""Equations of industry: laws, and what they refuse."""

from __future__ import annotations

import doctest
import importlib

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import zzcarbon as zc
from zzcarbon.industry.aluminium import anode_co2, anode_net, tetrafluoromethane, tetrafluoromethane_overvoltage
from zzcarbon.industry.carbon_balance import carbon_balance_co2, reductant_co2
from zzcarbon.industry.carbonates import carbonate_co2, glass_co2, lime_co2
from zzcarbon.industry.cement import clinker_co2, clinker_dust_co2, clinker_oxide_co2, raw_meal_carbon_co2
from zzcarbon.industry.controls import controlled_emission, in_parallel, in_series
from zzcarbon.industry.equipment import equipment_bank, equipment_gas_balance, shielding_co2, yearly_leak
from zzcarbon.industry.nitrogen import acid_n2o, ammonia_co2
from zzcarbon.industry.shares import share
from zzcarbon.industry.solvents import mixed_content, solvent_voc, working_content

MODULES = (
    "aluminium", "carbon_balance", "carbonates", "cement", "clinker_rows", "columns", "controls", "equipment",
    "front", "nitrogen", "release",
    "shares", "solvents",
)  # fmt: skip
SHARES = st.floats(min_value=0, max_value=1, allow_nan=False)
AMOUNTS = st.floats(min_value=0, max_value=1e9, allow_nan=False)
QUICK = settings(max_examples=50, deadline=None)


@pytest.mark.parametrize("name", MODULES)
def test_examples_run(name: str) -> None:
    """The examples of every function give what they print, and there are some."""
    found = doctest.testmod(importlib.import_module(f"zzcarbon.industry.{name}"))
    assert found.failed == 0
    assert found.attempted > 0


@QUICK
@given(AMOUNTS, SHARES, SHARES, SHARES)
def test_a_device_takes_and_never_adds(generated: float, collection: float, removal: float, rate: float) -> None:
    """The two parts add up to M G (1 - c eta k); neither is negative nor above what was generated."""
    release = controlled_emission(generated, 1.0, collection=collection, removal=removal, operating_rate=rate)
    assert 0 <= release.organised <= generated
    assert 0 <= release.fugitive <= generated
    assert release.total == pytest.approx(generated * (1 - collection * removal * rate), abs=1e-6)


def test_ends_of_a_device() -> None:
    """All shares at one give zero; no hood leaves everything, all of it fugitive; no time in use likewise."""
    assert controlled_emission(5.0, 2.0, collection=1.0, removal=1.0, operating_rate=1.0).total == 0
    nothing_collected = controlled_emission(5.0, 2.0, collection=0.0, removal=1.0)
    assert (nothing_collected.organised, nothing_collected.fugitive) == (0, 10)
    idle = controlled_emission(5.0, 2.0, collection=1.0, removal=1.0, operating_rate=0.0)
    assert (idle.organised, idle.fugitive) == (10, 0)


@QUICK
@given(SHARES, SHARES, SHARES)
def test_devices_in_series(first: float, second: float, third: float) -> None:
    """Two give 1 - (1 - e1)(1 - e2), in any order; a third that does nothing changes nothing."""
    both = in_series([first, second])
    assert both == pytest.approx(1 - (1 - first) * (1 - second))
    assert both >= max(first, second) - 1e-12
    assert in_series([second, first]) == pytest.approx(both)
    assert in_series([first, second, 0.0]) == pytest.approx(both)
    assert in_series([first, second, third], [1.0, 1.0, 0.0]) == pytest.approx(both)


@QUICK
@given(SHARES, SHARES, SHARES)
def test_devices_in_parallel(first: float, second: float, part: float) -> None:
    """The mean by the gas each receives: between the two, and less where gas passes untreated."""
    both = in_parallel([first, second], [part, 1 - part])
    assert min(first, second) - 1e-12 <= both <= max(first, second) + 1e-12
    assert in_parallel([first], [part]) == pytest.approx(first * part)


WRONG = [
    (lambda: controlled_emission(1, 1, collection=1.2), "collection is a share between 0 and 1, not 1.2"),
    (lambda: controlled_emission(1, 1, removal=-0.1), "removal is a share"),
    (lambda: controlled_emission(1, 1, operating_rate=float("nan")), "operating rate is a share"),
    (lambda: in_series([0.5, 90.0]), "removal is a share between 0 and 1, not 90.0"),
    (lambda: in_series([0.5], [1.0, 1.0]), "zip"),
    (lambda: in_parallel([0.5, 0.5], [0.8, 0.3]), "more than 1"),
    (lambda: carbonate_co2(carbonate=1.0, factor=0.44, purity=97.0), "purity is a share"),
    (lambda: lime_co2(lime=1.0, factor=0.75, kiln_dust=0.9), "at least 1, not 0.9"),
    (lambda: glass_co2(glass=1.0, factor=0.2, cullet=1.5), "cullet is a share"),
    (lambda: clinker_dust_co2(clinker=1.0, factor=0.52, dust_correction=0.5), "at least 1"),
    (lambda: clinker_oxide_co2(clinker=1.0, cao=0.6, mgo=0.02, cao_without_carbonate=0.7), "CaO from carbonate"),
    (lambda: raw_meal_carbon_co2(raw_meal=1.0, carbon=3.0), "carbon is a share"),
    (lambda: anode_co2(anode_net=1.0, sulphur=0.7, ash=0.6), "carbon of the anode"),
    (lambda: anode_net(anode_gross=1.0, loss=15.18), "loss is a share"),
    (lambda: acid_n2o(acid=1.0, factor=7.0, destruction=98.0), "destruction is a share"),
    (lambda: ammonia_co2(ammonia=1.0, fuel=30.0, carbon_content=15.3, oxidation_factor=99.0), "oxidation factor"),
    (lambda: solvent_voc(used=1.0, content=0.5, in_waste=0.6), "more VOC leaves than entered"),
    (lambda: mixed_content([0.0], [0.5]), "a mixture has parts"),
    (lambda: working_content(limit=1500.0, density=1.2), "VOC content is a share"),
    (lambda: carbon_balance_co2(inputs=[1.0], input_carbon=[85.0]), "carbon content is a share"),
    (lambda: yearly_leak(bank=1.0, rate=2.0), "leak rate is a share"),
]


@pytest.mark.parametrize(("call", "message"), WRONG)
def test_what_cannot_be_is_refused(call, message: str) -> None:
    """A share in percent, more out than in, a correction below one: an error that names it."""
    with pytest.raises(ValueError, match=message):
        call()


@QUICK
@given(AMOUNTS, st.floats(min_value=0, max_value=100), SHARES)
def test_linear_and_zero(amount: float, factor: float, part: float) -> None:
    """Nothing in, nothing out; twice the activity, twice the emission; arrays as single numbers."""
    equations = (
        lambda m: carbonate_co2(carbonate=m, factor=factor, purity=part),
        lambda m: lime_co2(lime=m, factor=factor, hydrated=part, water=part),
        lambda m: glass_co2(glass=m, factor=factor, cullet=part),
        lambda m: clinker_co2(clinker=m, factor=factor),
        lambda m: clinker_oxide_co2(clinker=m, cao=part, mgo=0.0),
        lambda m: anode_co2(anode_net=m, sulphur=part / 2, ash=part / 2),
        lambda m: tetrafluoromethane(aluminium=m, anode_effect_minutes=part, slope=factor),
        lambda m: acid_n2o(acid=m, factor=factor, destruction=part),
        lambda m: ammonia_co2(ammonia=m, fuel=factor, carbon_content=15.3, oxidation_factor=part),
        lambda m: solvent_voc(used=m, content=part),
        lambda m: reductant_co2(reductant=m, carbon=part),
    )
    for equation in equations:
        assert float(equation(0.0)) == 0
        assert float(equation(2 * amount)) == pytest.approx(2 * float(equation(amount)))
        np.testing.assert_allclose(equation(np.array([amount, 0.0])), [float(equation(amount)), 0.0])


def test_clinker_line_never_below_zero() -> None:
    """A deduction above the emission leaves zero."""
    assert float(clinker_co2(clinker=10.0, factor=0.535, deduction=100.0)) == 0


def test_oxides_agree_with_pure_carbonate() -> None:
    """Clinker of CaO alone gives 44/56, the CO2 of the limestone it was made of."""
    limestone = 100.0
    lime = limestone * 56 / 100
    assert float(clinker_oxide_co2(clinker=lime, cao=1.0, mgo=0.0)) == pytest.approx(limestone * 44 / 100)


def test_overvoltage_is_inverse_in_the_efficiency() -> None:
    """Half the current efficiency doubles the CF4."""
    given = {"aluminium": 10.0, "overvoltage": 2.0, "coefficient": 0.0116}
    whole = tetrafluoromethane_overvoltage(current_efficiency=1.0, **given)
    assert float(tetrafluoromethane_overvoltage(current_efficiency=0.5, **given)) == pytest.approx(2 * float(whole))


@QUICK
@given(SHARES, SHARES, SHARES, st.integers(min_value=1, max_value=20))
def test_a_bank_conserves_mass(assembly: float, leak: float, recovery: float, lifetime: int) -> None:
    """What was charged is emitted or recovered, nothing else; with no recovery all of it is emitted."""
    charged = pd.DataFrame({"year": [2010, 2015], "substance": "SF6", "amount": [100.0, 50.0], "unit": "kg"})
    given = {"assembly_loss": assembly, "leak_rate": leak, "lifetime": lifetime}
    found = equipment_bank(charged, recovery=0.0, **given)
    assert found["amount"].sum() == pytest.approx(150.0)
    assert (found["amount"] >= 0).all()
    recovered = 150.0 * (1 - assembly) * (1 - leak) ** lifetime * recovery
    with_recovery = equipment_bank(charged, recovery=recovery, **given)
    assert with_recovery["amount"].sum() == pytest.approx(150.0 - recovered)


def test_a_bank_agrees_with_a_yearly_ledger() -> None:
    """Year by year with a stock that is written forward gives the same emissions."""
    charged = {2000: 10.0, 2001: 20.0, 2004: 5.0}
    loss, leak, life, recovery = 0.02, 0.15, 3, 0.7
    frame = pd.DataFrame(
        {"year": list(charged), "amount": list(charged.values()), "substance": "HFC-134a", "unit": "kg"}
    )
    found = equipment_bank(frame, assembly_loss=loss, leak_rate=leak, lifetime=life, recovery=recovery)
    by_year = found.groupby("year")["amount"].sum()
    batches: dict[int, float] = {}
    for year in range(2000, 2009):
        emitted = charged.get(year, 0.0) * loss
        if year in charged:
            batches[year] = charged[year] * (1 - loss)
        if year - life in batches:
            emitted += batches.pop(year - life) * (1 - recovery)
        for made, left in batches.items():
            emitted += left * leak
            batches[made] = left * (1 - leak)
        assert by_year.get(year, 0.0) == pytest.approx(emitted)


def test_a_bank_names_all_problems_at_once() -> None:
    """A missing column, a percent for a share and a life of no years stand together."""
    frame = pd.DataFrame({"year": [2020], "substance": ["SF6"], "amount": [-1.0]})
    with pytest.raises(zc.DataError, match="cannot be computed") as caught:
        equipment_bank(frame, assembly_loss=3.0, leak_rate=0.1, lifetime=0, recovery=0.5)
    assert [problem.column for problem in caught.value.problems] == ["unit", "assembly_loss", "lifetime", "amount"]


def test_gas_that_was_bought_and_is_still_there_was_not_lost() -> None:
    """A larger stock at the end lowers the loss; welding gas counts only its CO2."""
    assert equipment_gas_balance(stock_begin=0.0, bought=10.0, stock_end=10.0) == 0
    assert equipment_gas_balance(stock_begin=10.0, bought=0.0, stock_end=0.0, sold=4.0) == 6
    assert float(shielding_co2(stock_begin=0.0, bought=10.0, stock_end=0.0, co2_share=0.2)) == 2


def test_shares_are_refused_inside_arrays() -> None:
    """One wrong entry is enough, and it is the one that is named."""
    with pytest.raises(ValueError, match="purity is a share between 0 and 1, not 1.5"):
        share(np.array([0.5, 1.5]), "purity")
