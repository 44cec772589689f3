"""Totals that do not mix scopes: direct emissions alone, indirect ones beside, sums of both only where they are asked for."""

from __future__ import annotations

import math
import warnings

import pandas as pd
import pytest

import zzcarbon as zc

FUEL = {"fuel": "diesel", "amount": 2.0, "unit": "t", "year": 2023, "site": "a"}
POWER = {"fuel": "电力", "amount": 10.0, "unit": "万千瓦时", "year": 2023, "site": "a"}


def _estimate(*rows: dict[str, object], **more: object) -> zc.Inventory:
    return zc.energy.estimate(pd.DataFrame(rows), region="CN-HA", substances="CO2", **more)  # type: ignore[arg-type]


DIRECT = _estimate(FUEL).total("CO2").magnitude
INDIRECT = _estimate(POWER).total("CO2", scope="2").magnitude


def test_a_total_is_direct_and_sums_of_scopes_are_asked_for() -> None:
    """Without a word scope 2 is left out; several scopes add only when they are named."""
    found = _estimate(FUEL, POWER)
    with pytest.warns(zc.ScopeWarning, match="with scope 2 and 3"):
        assert found.total("CO2").magnitude == DIRECT
    assert found.total("CO2", scope="1").magnitude == DIRECT
    assert found.total("CO2", scope="2").magnitude == INDIRECT
    for scope in ("all", ("1", "2"), ["1", "2", "3"]):
        assert found.total("CO2", scope=scope).magnitude == pytest.approx(DIRECT + INDIRECT, rel=1e-15)
        assert found.total(scope=scope)["CO2"] == pytest.approx(DIRECT + INDIRECT, rel=1e-15)
    with pytest.raises(zc.UnknownNameError, match="Scopes are 1, 2, 3 and all"):
        found.total("CO2", scope="4")


def test_the_change_is_told_once_with_both_figures() -> None:
    """An inventory with indirect rows warns at its first sum without scope, and no more."""
    found = _estimate(FUEL, POWER)
    with pytest.warns(zc.ScopeWarning, match=rf"CO2 {DIRECT:,.6g} t, with scope 2 and 3 {DIRECT + INDIRECT:,.6g} t"):
        found.by("site")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        found.by("site")
        found.total("CO2")
        found.total()
        _estimate(FUEL).total("CO2")
        _estimate(FUEL, POWER).total("CO2", scope="1")
        repr(_estimate(FUEL, POWER))


def test_groups_keep_scopes_apart() -> None:
    """Direct rows alone without a word; two scopes never in one line; a label scope shows all."""
    found = _estimate(FUEL, POWER)
    direct = found.by("site", scope="1")
    assert direct[["site", "emission"]].to_numpy().tolist() == [["a", DIRECT]]
    both = found.by("site", scope="all")
    assert both[["site", "scope", "emission"]].to_numpy().tolist() == [["a", "1", DIRECT], ["a", "2", INDIRECT]]
    assert found.by("scope")["scope"].tolist() == ["1", "2"]
    assert _estimate(POWER).by("site")[["site", "scope", "emission"]].to_numpy().tolist() == [["a", "2", INDIRECT]]


def test_a_total_of_indirect_rows_only_is_no_number() -> None:
    """It is NaN, and the warning says how to get the sum; print says NE and shows scope 2 beside."""
    found = _estimate(POWER)
    with pytest.warns(zc.NotEstimatedWarning, match="scope='all'"):
        assert math.isnan(found.total("CO2").magnitude)
    assert "NE" in repr(found)
    assert "scope 2 [t]" in repr(found)
    assert f"{INDIRECT:,.6g}" in found._repr_html_()


def test_a_sum_of_scope_2_says_that_rows_under_it_are_not_estimated() -> None:
    """Power of a year without factor lies under scope 2: its number has NE beside it; alone it prints NE."""
    later = {**POWER, "year": 1999}
    found = _estimate(FUEL, POWER, later)
    assert f"{INDIRECT:,.6g} NE" in repr(found)
    with pytest.warns(zc.ScopeWarning, match=r"with scope 2 and 3 .* t \(NE\)") as told:
        found.total("CO2")
    assert told[0].filename == __file__
    assert str(_estimate(FUEL, later)).splitlines()[-1].split()[-1] == "NE"


def test_a_total_under_which_nothing_was_estimated_is_no_number() -> None:
    """A row without estimate is no zero."""
    found = _estimate({**FUEL, "fuel": "nosuch"})
    with pytest.warns(zc.NotEstimatedWarning, match="NE"):
        assert math.isnan(found.total("CO2").magnitude)
    wood = _estimate({**FUEL, "fuel": "wood"})
    assert wood.total("CO2").magnitude == 0.0


@pytest.mark.parametrize("word", ["3", 3, 3.0, "scope 3", "范围三", "范围3"])
def test_the_scope_of_a_row_is_kept(word: object) -> None:
    """What the row says comes before what the method says."""
    found = _estimate({**FUEL, "scope": word, "category_ghgp": "6"})
    assert found.frame["scope"].tolist() == ["3"]
    assert found.by("category_ghgp")["category_ghgp"].tolist() == ["6"]
    assert found.total("CO2", scope="3").magnitude == DIRECT


@pytest.mark.parametrize(("column", "word"), [("scope", "4"), ("accounting", "both"), ("category_ghgp", "16")])
def test_words_that_are_no_scope_are_problems(column: str, word: str) -> None:
    """The row is NE and the words that are allowed are named."""
    found = _estimate({**FUEL, column: word})
    assert found.problems["column"].tolist() == [column]
    assert found.frame["notation"].tolist() == ["NE"]


def test_two_accountings_of_one_purchase_do_not_add() -> None:
    """The market-based one stands beside, in no total; two unnamed ones are a problem."""
    market = {**POWER, "accounting": "市场", "method": "purchased electricity, without traded non-fossil power"}
    found = zc.energy.estimate(pd.DataFrame([FUEL, POWER, market]), region="CN", substances="CO2")
    one = zc.energy.estimate(pd.DataFrame([FUEL, POWER]), region="CN", substances="CO2")
    assert found.total("CO2", scope="all") == one.total("CO2", scope="all")
    beside = found.memo()
    assert beside.loc[beside["accounting"] == "market", "emission"].tolist() == pytest.approx([60.96])
    twice = pd.DataFrame([POWER, {**market, "accounting": ""}])
    problems = zc.energy.estimate(twice, region="CN", substances="CO2").problems["problem"]
    assert problems.str.contains("two accountings of one purchase").any()


def test_what_stands_beside_is_in_the_memo() -> None:
    """Indirect emissions stand there with biogenic CO2."""
    memo = _estimate(FUEL, POWER, {**FUEL, "fuel": "wood"}).memo()
    assert memo[["origin", "scope"]].to_numpy().tolist() == [["", "2"], ["biogenic", "1"]]


def test_results_are_plain_data() -> None:
    """to_json is valid JSON with null under a notation and the sources of each coefficient."""
    import json

    found = _estimate(FUEL, {**FUEL, "fuel": "nosuch"}, POWER)
    read = json.loads(found.to_json())
    assert read == found.to_dict()
    assert [line["emission"] for line in read["emissions"]] == [DIRECT, None, INDIRECT]
    assert read["coefficients"][0]["source"]
    assert {line["scope"] for line in read["totals"]} == {"", "1", "2"}


def test_methane_converts_by_its_origin() -> None:
    """Fossil and biogenic methane have values of their own in AR5 and AR6; without origin the problem says so."""
    row = {"method": "reported emission", "substance": "CH4", "amount": 1.0, "unit": "t"}
    rows = pd.DataFrame([{**row, "origin": origin} for origin in ("fossil", "biogenic", "")])
    found = zc.industry.estimate(rows, region="CN", year=2023).co2e("AR6")
    assert found.frame["emission"].tolist() == pytest.approx([29.8, 27.0, 27.9])
    assert found.problems["column"].tolist() == ["origin"]
    assert zc.industry.estimate(rows, region="CN", year=2023).co2e("AR4").problems.empty
    own = zc.industry.estimate(rows, region="CN", year=2023).co2e("AR6", own={"CH4": (30.0, "a data sheet")})
    assert own.total("CO2e (AR6)").magnitude == pytest.approx(90.0)


def test_biogenic_carbon_dioxide_is_printed_beside_the_total() -> None:
    """Straw: the total of CO2 is 0, and what it leaves out stands beside it, not only in the memo."""
    rows = pd.DataFrame({"fuel": ["秸秆"], "amount": [35.0], "unit": ["t"], "category_nfr": ["1.A.2"]})
    found = zc.energy.estimate(rows, region="CN-HA", year=2023, substances=["CO2", "CH4"])
    apart = found.memo()["emission"].sum()
    assert f"{apart:,.6g}" in repr(found).splitlines()[2]
    assert "biogenic [t]" in repr(found)
    assert "biogenic" not in repr(zc.energy.estimate(rows.assign(fuel="柴油"), region="CN-HA", year=2023))
