"""The statement of an organisation: scopes apart, scope 2 twice, instruments once, nothing lost."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pandas as pd
import pytest

import zzcarbon as zc
from zzcarbon.footprint import organisation

FUEL = {"module": "energy", "fuel": "diesel", "amount": 10.0, "unit": "t", "entity": "a"}
POWER = {"module": "energy", "fuel": "electricity", "amount": 100.0, "unit": "万kWh", "entity": "a"}
TRAIN = {"module": "general", "method": "distance based freight", "transport_mode": "rail", "amount": 1000.0, "unit": "t km", "entity": "a",
         "emission_factor": 0.03, "emission_factor_unit": "kg/(t km)", "substance": "CO2e (AR6)", "category_ghgp": 4}  # fmt: skip
GROUP = [
    {"entity": "group"},
    {"entity": "a", "parent": "group", "share": 0.6, "site": "plant a"},
    {"entity": "b", "parent": "group", "share": 1},
]
CERTIFICATE = {"id": "g", "kind": "certificate", "quantity": 40.0, "unit": "万kWh", "market": "CN", "from": "2023", "emission_factor": 0.0,
               "emission_factor_unit": "kg/kWh", "retired": True}  # fmt: skip


def inventory(*rows: dict[str, Any], **words: Any) -> zc.Inventory:
    """Return an inventory of CO2 and CO2e in Henan, 2023."""
    return zc.estimate(
        pd.DataFrame([{"year": 2023} | row for row in rows]), region="CN-HA", substances=["CO2"], **words
    )


def statement(*rows: dict[str, Any], approach: str = "equity share", **words: Any) -> zc.footprint.Statement:
    """Return the statement of a group by share of equity."""
    return organisation(GROUP, approach=approach).statement(inventory(*rows), **words)


def test_scopes_stand_apart_and_count_by_share() -> None:
    """Scope 1, both scopes 2 and scope 3 by category are lines of their own, each times the share of its entity."""
    found = statement(FUEL, POWER, TRAIN)
    whole = statement(FUEL, POWER, TRAIN, approach="operational control")
    for line in ("scope 1", "scope 2, location-based", "scope 2, market-based", "scope 3", "scope 3, category 4"):
        assert found.total(line) == pytest.approx(0.6 * whole.total(line), rel=1e-12)
        assert whole.total(line) > 0
    assert whole.total("scope 3") == pytest.approx(0.03)
    assert whole.total("scope 2, location-based") == whole.total("scope 2, market-based")


def test_splitting_a_site_changes_nothing() -> None:
    """Two rows of half the amount give the statement of one."""
    half = POWER | {"amount": 50.0}
    one, two = (
        statement(POWER, instruments=pd.DataFrame([CERTIFICATE])),
        statement(half, half, instruments=pd.DataFrame([CERTIFICATE])),
    )
    pd.testing.assert_frame_equal(one.totals(), two.totals())


def test_instruments_cover_once_and_the_rest_is_told() -> None:
    """40 of 100 MWh x 10^4 by certificate at zero, the rest at China's average without traded non-fossil power."""
    found = statement(POWER, approach="operational control", instruments=pd.DataFrame([CERTIFICATE]))
    rate = zc.factors().select(
        activity="purchased electricity, without traded non-fossil power",
        substance="CO2",
        region="CN",
        year=2023,
        purpose="enterprise",
    )
    assert found.total("scope 2, market-based") == pytest.approx(
        600 * float(rate.quantity.to("t CO2/MWh").magnitude), rel=1e-12
    )
    assert found.instruments["kind"].tolist() == ["certificate", "grid without traded non-fossil power"]
    residual = {("CN", 2023): (0.7, "kg/kWh", "own estimate")}
    assert statement(POWER, approach="operational control", residual=residual).total(
        "scope 2, market-based"
    ) == pytest.approx(700)


def test_market_rows_of_the_inventory_stand_beside() -> None:
    """Rows that say accounting market are the market-based total of their entity; they never enter the other one."""
    rows = (POWER, POWER | {"method": "purchased electricity, without traded non-fossil power", "accounting": "market"})
    found = statement(*rows, approach="operational control")
    assert found.total("scope 2, location-based") == statement(POWER, approach="operational control").total(
        "scope 2, location-based"
    )
    assert found.total("scope 2, market-based") != found.total("scope 2, location-based")


@pytest.mark.parametrize(("change", "problem"), [
    ({"from": "2021"}, "of another period"), ({"market": "FR"}, "of another market"), ({"quantity": 140.0}, "more than the electricity"), ({"entity": "b"}, "for an entity without electricity"),
])  # fmt: skip
def test_what_an_instrument_does_not_cover_is_told(change: dict[str, Any], problem: str) -> None:
    """Of another period, market or entity, or too much: the statement names it and counts nothing of it."""
    found = statement(POWER, instruments=pd.DataFrame([CERTIFICATE | change]))
    assert problem in found.problems["problem"].iloc[0]


def test_bad_instruments_are_refused_at_once() -> None:
    """Twice, not retired, of unknown kind, in a unit that is no energy: one error."""
    bad = pd.DataFrame(
        [CERTIFICATE, CERTIFICATE | {"retired": False}, CERTIFICATE | {"id": "h", "kind": "hope", "unit": "t"}]
    )
    with pytest.raises(zc.DataError, match="the instruments have") as caught:
        statement(POWER, instruments=bad)
    for word in ("used twice", "not retired", "not a kind of instrument", "'t'"):
        assert word in str(caught.value)


def test_nothing_outside_the_boundary_is_lost_in_silence() -> None:
    """Unknown entities, rows without entity: errors that say how much would be lost."""
    with pytest.raises(zc.DataError, match="does not fit the boundary") as caught:
        statement(FUEL | {"entity": "stranger"}, FUEL | {"entity": None})
    assert "would be lost" in str(caught.value)
    assert "without entity" in str(caught.value)


def test_base_year_change_and_restatement() -> None:
    """Lines against the base year; a line is restated above the organisation's own threshold."""
    rows = inventory(FUEL, FUEL | {"amount": 8.0, "year": 2024})
    found = organisation(GROUP).statement(rows, base_year=2023)
    change = found.change().set_index("line")
    assert change.loc["scope 1", "relative"] == pytest.approx(-0.2)
    table = found.restatement({"scope 1": found.total("scope 1", 2023) / 1.1}, year=2023, threshold=0.05)
    assert table["restate"].tolist() == [True]
    with pytest.raises(zc.DataError, match="the base year is not in the statement"):
        organisation(GROUP).statement(rows).change()


def test_biogenic_projected_and_credits_stand_apart() -> None:
    """Biogenic CO2, lifetime emissions of investments and credits are lines of their own and in no scope."""
    straw = {"module": "energy", "fuel": "straw", "amount": 10.0, "unit": "t", "entity": "a"}
    plan = {"module": "general", "method": "projected lifetime emissions", "amount": 10.0, "unit": "t/a", "lifetime": 20, "equity_share": 0.5,
            "substance": "CO2e (AR6)", "entity": "a"}  # fmt: skip
    units = {"serial": ["x"], "kind": ["CCER"], "vintage": [2022], "quantity": [5], "retired": [True]}
    found = statement(FUEL, plan, approach="operational control", credits=units)
    assert found.total("projected lifetime emissions") == pytest.approx(100)
    assert np.isnan(found.total("scope 3"))
    assert found.total("scope 1") == statement(FUEL, approach="operational control").total("scope 1")
    assert found.credits["quantity"].tolist() == [5]
    del straw


def test_a_line_that_mixes_sets_says_so() -> None:
    """CO2e of AR5 beside AR6 is added and named."""
    rows = pd.DataFrame([{"year": 2023} | TRAIN, {"year": 2023} | TRAIN | {"substance": "CO2e (AR5)"}])
    found = organisation(GROUP).statement(zc.estimate(rows))
    line = found.totals().set_index("line").loc["scope 3"]
    assert line["sets"] == "AR5 + AR6"
    assert line["emission"] == pytest.approx(0.06)


@pytest.mark.parametrize(("language", "word"), [("en", "Scope 2, market-based"), ("zh", "范围二（基于市场）")])
def test_documents_in_two_languages(language: str, word: str) -> None:
    """Text and page in English and Chinese hold every line; JSON is valid with null for NaN."""
    found = statement(FUEL, POWER, TRAIN, instruments=pd.DataFrame([CERTIFICATE]))
    assert word in found.document(language).text()
    assert word in found.to_html(language=language)
    data = json.loads(found.to_json())
    assert {row["line"] for row in data["totals"]} >= {"scope 1", "scope 3"}
    assert np.isclose(found.quality["share"].sum(), 1)


def test_five_hundred_sites_in_one_call() -> None:
    """A group of 500 sites is one statement, equal to the sum of its rows by share."""
    links = [{"entity": "group"}] + [
        {"entity": f"e{at}", "parent": "group", "share": (at % 10 + 1) / 10} for at in range(500)
    ]
    rows = pd.DataFrame([{"year": 2023} | TRAIN | {"entity": f"e{at}"} for at in range(500)])
    found = organisation(links, approach="equity share").statement(zc.estimate(rows))
    assert found.total("scope 3") == pytest.approx(0.03 * sum((at % 10 + 1) / 10 for at in range(500)))
    assert found.intensity({"piece": {2023: 2.0}}).set_index("line")["value"]["scope 3"] == pytest.approx(
        found.total("scope 3") / 2
    )
