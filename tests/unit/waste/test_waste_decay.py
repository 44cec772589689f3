"""Landfill decay: carbon balance, editions, recovery, tables of deposits."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import zzcarbon as zc
from zzcarbon import waste

SHARE = st.floats(min_value=0, max_value=1)
DEPOSITS = st.lists(st.lists(st.floats(min_value=0, max_value=1e6), min_size=3, max_size=3), min_size=1, max_size=25)


def decay(deposits: Any, **more: Any) -> waste.Decay:
    """Return the decay of deposits with plain parameters."""
    plain = {
        "organic_carbon": 0.15, "decomposed_fraction": 0.7, "correction_factor": 0.8, "decay_rate": 0.185,
        "methane_fraction": 0.5,
    }  # fmt: skip
    return waste.first_order_decay(deposits, **{**plain, **more})


def table(**more: Any) -> pd.DataFrame:
    """Return deposits of one landfill, ten years of food and paper waste."""
    years = list(range(2010, 2020))
    base = {"unit": "t", "site": "managed anaerobic", "climate": "boreal or temperate, dry", "amount": 1000.0}
    frames = [pd.DataFrame({"year": years, "waste": name, **base}) for name in ("food waste", "paper waste")]
    return pd.concat(frames, ignore_index=True).assign(**more)


@given(DEPOSITS, SHARE, SHARE, SHARE, st.floats(min_value=0, max_value=3), SHARE, st.floats(min_value=1, max_value=13))
def test_carbon_in_is_carbon_out(
    deposits: list, doc: float, fraction: float, mcf: float, rate: float, methane: float, month: float
) -> None:
    """Decomposable carbon deposited is decomposed or still there, for every stream; methane is its share times 16/12."""
    found = decay(
        deposits, organic_carbon=doc, decomposed_fraction=fraction, correction_factor=mcf, decay_rate=rate,
        methane_fraction=methane, start_month=month,
    )  # fmt: skip
    np.testing.assert_allclose(found.deposited.sum(0), found.decomposed.sum(0) + found.stock[-1], rtol=1e-9, atol=1e-9)
    np.testing.assert_allclose(found.methane, found.decomposed * methane * 16 / 12, rtol=1e-12)
    assert (found.decomposed >= 0).all()
    assert (found.stock >= 0).all()


@given(DEPOSITS, st.floats(min_value=0, max_value=100))
def test_linear_and_streams_do_not_meet(deposits: list, factor: float) -> None:
    """Twice the waste is twice the methane; all streams at once are the streams one by one."""
    together, scaled = decay(deposits), decay(np.array(deposits) * factor)
    np.testing.assert_allclose(scaled.methane, together.methane * factor, rtol=1e-9, atol=1e-9)
    for stream in range(3):
        alone = decay(np.array(deposits)[:, stream])
        np.testing.assert_allclose(alone.methane[:, 0], together.methane[:, stream], rtol=1e-12)


def test_a_single_deposit_decays_by_half_in_the_half_life() -> None:
    """With k = ln 2 a deposit loses half of its carbon each year after the first."""
    found = decay([100.0, 0.0, 0.0], decay_rate=np.log(2))
    np.testing.assert_allclose(found.stock.ravel() / found.deposited[0], [1.0, 0.5, 0.25])
    assert found.methane[0, 0] == 0


def test_an_earlier_start_gives_gas_in_the_first_year() -> None:
    """Decay from month 7 gives methane in the year of the deposit; over many years the sum is the same."""
    early, late = decay([100.0] + [0.0] * 400, start_month=7), decay([100.0] + [0.0] * 400)
    assert early.methane[0, 0] > 0 == late.methane[0, 0]
    assert early.methane.sum() == pytest.approx(late.methane.sum(), rel=1e-9)


def test_recovery_and_oxidation() -> None:
    """What is collected is taken off first, the cover oxidises a share of the rest."""
    assert waste.landfill_emission(generated=100.0, recovered=40.0, oxidation=0.1) == pytest.approx(54.0)
    with pytest.raises(ValueError, match="more CH4 is recovered than generated"):
        waste.landfill_emission(generated=1.0, recovered=2.0, oxidation=0.0)


def test_editions_differ_in_the_decomposed_fraction() -> None:
    """2006 has one DOC_f of 0.5; 2019 has 0.7 for food and 0.5 for paper."""
    old, new = (waste.landfill_ch4(table(), edition=edition) for edition in (2006, 2019))
    shares = [m.parameters.query("parameter == 'decomposed_fraction'")["value"].tolist() for m in (old, new)]
    assert shares == [[0.5, 0.5], [0.7, 0.5]]
    by_waste = [m.frame.groupby("waste")["generated"].sum() for m in (old, new)]
    assert by_waste[1]["food waste"] / by_waste[0]["food waste"] == pytest.approx(0.7 / 0.5)
    assert by_waste[1]["paper waste"] == pytest.approx(by_waste[0]["paper waste"])
    assert (new.parameters["row"] != "").all()


def test_recovered_gas_is_shared_and_units_convert() -> None:
    """Recovery by landfill and year lowers the emission by its mass; 万吨 and t agree."""
    gas = pd.DataFrame({"year": [2015, 2016], "amount": [10.0, 12.0], "unit": "t"})
    plain, cut = waste.landfill_ch4(table(), edition=2019), waste.landfill_ch4(table(), edition=2019, recovered=gas)
    lowered = (plain.frame["emission"] - cut.frame["emission"]).groupby(plain.frame["year"]).sum()
    assert lowered[lowered > 0].to_dict() == pytest.approx({2015: 10.0, 2016: 12.0})
    other = waste.landfill_ch4(table(amount=0.1, unit="万吨"), edition=2019)
    np.testing.assert_allclose(other.frame["generated"], plain.frame["generated"], rtol=1e-12)


def test_landfills_and_later_years() -> None:
    """Two landfills are computed apart; gas goes on after the last deposit; own values come before the database."""
    two = pd.concat([table(entity="north"), table(entity="south", decay_rate=0.3, oxidation=0.1)])
    found = waste.landfill_ch4(two, edition=2019, until=2025)
    assert found.frame["year"].max() == 2025
    last = found.frame[found.frame["year"] == 2025].groupby("entity")[["generated", "emission"]].sum()
    assert (last["generated"] > 0).all()
    assert last.loc["south", "emission"] == pytest.approx(0.9 * last.loc["south", "generated"])
    used = found.parameters.query("parameter == 'decay_rate'")
    assert sorted(used["value"].unique()) == [0.04, 0.06, 0.3]
    rows = found.rows(2020)
    inventory = waste.estimate(rows, region="CN-HA")
    assert inventory.total("CH4").magnitude == pytest.approx(found.frame.query("year == 2020")["emission"].sum())
    assert inventory.frame["id"].tolist() == ["north/landfill/2020", "south/landfill/2020"]


WRONG_TABLES = [
    (table().drop(columns="site"), "column is missing"),
    (table(amount=-1.0), "below 0 t"),
    (table(amount="much"), "text where a number belongs"),
    (table(year=2015.5), "year"),
    (table(unit="ton"), "refused"),
    (table(unit="kWh"), "dimension|convert|mass"),
    (table(waste="moon rock"), "degradable_organic_carbon"),
    (table(site="hole"), "methane_correction_factor"),
    (table(climate="tropical, wet"), "decay_rate"),
    (table()[lambda rows: rows["year"] != 2014], "no deposit of the year 2014"),
    (table(oxidation=10.0), "not a share from 0 to 1"),
    (table(organic_carbon=15.0), "not a share from 0 to 1"),
    (table(methane_fraction=50.0), "not a share from 0 to 1"),
    (table(decay_rate=0.0), "not a rate above zero"),
    (table(decay_rate="fast"), "text where a number belongs"),
]


@pytest.mark.parametrize(("deposits", "match"), WRONG_TABLES)
def test_wrong_deposits_are_named(deposits: pd.DataFrame, match: str) -> None:
    """Each fault is a problem with column, what is wrong and what to do."""
    with pytest.raises(zc.DataError, match=match) as caught:
        waste.landfill_ch4(deposits, edition=2019)
    assert all(problem.remedy for problem in caught.value.problems)


@pytest.mark.parametrize(
    ("more", "match"),
    [
        ({"edition": 1996}, "unknown edition"),
        ({"recovered": pd.DataFrame({"year": [2015], "amount": [1e9], "unit": ["t"]})}, "t generated"),
        ({"recovered": pd.DataFrame({"year": [1999], "amount": [1.0], "unit": ["t"]})}, "outside the years"),
        ({"recovered": pd.DataFrame({"year": [2015], "amount": [1.0]})}, "column is missing"),
        ({"until": 1999}, "before the first deposit"),
    ],
)
def test_wrong_recovery_is_named(more: dict[str, Any], match: str) -> None:
    """An unknown edition and impossible recovery are refused."""
    with pytest.raises(zc.DataError, match=match):
        waste.landfill_ch4(table(), **{"edition": 2019, **more})


@pytest.mark.parametrize(
    ("deposits", "more", "match"),
    [
        ([-1.0], {}, "zero or more"),
        ([[[1.0]]], {}, "one row a year"),
        ([1.0], {"decay_rate": -0.1}, "not below zero"),
        ([1.0], {"organic_carbon": 1.1}, "from 0 to 1"),
        ([1.0], {"start_month": 14}, "from 1 to 13"),
    ],
)
def test_wrong_arguments_of_decay(deposits: Any, more: dict[str, Any], match: str) -> None:
    """Numbers outside their range are errors that say which."""
    with pytest.raises(ValueError, match=match):
        decay(deposits, **more)
