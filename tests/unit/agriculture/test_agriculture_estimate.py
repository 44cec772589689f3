"""Estimates of agriculture: editions, words, conditions, sinks, bad input."""

from __future__ import annotations

import warnings
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import zzcarbon as zc
from zzcarbon import agriculture as ag

FLOW = {"grazing_share": 0.0, "yard_share": 0.0, "stored_share": 1.0, "tan_immobilised": 0.0, "tan_mineralised": 0.0}


def estimate(*rows: dict[str, Any], **more: Any) -> zc.Inventory:
    """Estimate rows for Zhengzhou in 2023."""
    return ag.estimate(pd.DataFrame(list(rows)), region="CN-410100", year=2023, **more)


def total(*rows: dict[str, Any], **more: Any) -> pd.Series:
    """Return totals, whatever is NE."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", zc.NotEstimatedWarning)
        return estimate(*rows, **more).total()


def herd(method: str, animal: str, amount: float = 1000.0, **more: Any) -> dict[str, Any]:
    """Return a row of animals."""
    return {"method": method, "animal": animal, "amount": amount, "unit": "head", **more}


def test_editions_stay_apart() -> None:
    """Dairy cattle of Asia: 68 kg in 2006, 78 kg in 2019; what an edition lacks comes from the other, on the record."""
    cows = herd("enteric fermentation", "dairy cattle")
    assert total(cows, sets=["ipcc-2006-v4"])["CH4"] == pytest.approx(68.0)
    assert total(cows, sets=["ipcc-2019r-v4"])["CH4"] == pytest.approx(78.0)
    assert total(herd("enteric fermentation", "sheep"), sets=["ipcc-2019r-v4", "ipcc-2006-v4"])["CH4"] == 5.0
    with pytest.warns(zc.NotEstimatedWarning, match="CH4"):
        estimate(herd("enteric fermentation", "sheep"), sets=["ipcc-2019r-v4"]).total("CH4")


def test_fertiliser_factors_of_the_editions() -> None:
    """Direct N2O of 100 t N: 1 % in 2006, 1.6 % and 0.5 % by climate in 2019; indirect by the edition's own shares."""
    urea = {"method": "soil nitrous oxide", "fertiliser": "尿素", "amount": 100.0, "unit": "t"}
    scale = 44 / 28
    assert total(urea, sets=["ipcc-2006-v4"])["N2O"] == pytest.approx(1.0 * scale)
    assert total({**urea, "climate": "湿润"}, sets=["ipcc-2019r-v4"])["N2O"] == pytest.approx(1.6 * scale)
    assert total({**urea, "climate": "dry"}, sets=["ipcc-2019r-v4"])["N2O"] == pytest.approx(0.5 * scale)
    rice = {"method": "稻田氧化亚氮（直接）", "amount": 100.0, "unit": "t"}
    assert total(rice, sets=["ipcc-2006-v4"])["N2O"] == pytest.approx(0.3 * scale)
    assert total({**rice, "water_regime": "drained"}, sets=["ipcc-2019r-v4"])["N2O"] == pytest.approx(0.5 * scale)
    gone = {**urea, "method": "soil nitrous oxide, volatilised"}
    assert total(gone, sets=["ipcc-2006-v4"])["N2O"] == pytest.approx(100 * 0.10 * 0.01 * scale)
    assert total(gone, sets=["ipcc-2019r-v4"])["N2O"] == pytest.approx(100 * 0.11 * 0.010 * scale)
    leached = {"method": "soil nitrous oxide, leached", "amount": 100.0, "unit": "t"}
    assert total(leached, sets=["ipcc-2006-v4"])["N2O"] == pytest.approx(100 * 0.30 * 0.0075 * scale)
    assert total(leached, sets=["ipcc-2019r-v4"])["N2O"] == pytest.approx(100 * 0.24 * 0.011 * scale)


def test_chinese_and_english_find_the_same_rows() -> None:
    """A row in Chinese gives what the row in English gives."""
    english = herd("livestock air pollutants, tier 1", "laying hens", manure="solid", feeding="no silage")
    chinese = herd("畜禽舍与粪便贮存大气污染物（第一层级）", "蛋鸡", manure="固态粪便", feeding="无青贮") | {
        "unit": "只"
    }
    pd.testing.assert_series_equal(total(english), total(chinese))
    assert total(english)["NH3"] == pytest.approx(0.16)


def test_temperature_chooses_the_step() -> None:
    """Swine manure: 2 kg below 14.5 degC, 3 kg above; outside the table nothing is guessed."""
    rows = [herd("manure methane per head", "生猪", temperature=t) for t in (14.4, 14.6)]
    assert estimate(*rows).frame["emission"].tolist() == pytest.approx([2.0, 3.0])
    outside = estimate(herd("manure methane per head", "生猪", temperature=25.0))
    assert outside.frame["notation"].tolist() == ["NE"]
    assert "condition" in outside.problems["problem"].iloc[0]


def test_control_lowers_ammonia_of_fertiliser() -> None:
    """Deep placement that saves 68 % leaves 32 %."""
    row = {"method": "fertiliser ammonia", "fertiliser": "urea", "amount": 100.0, "unit": "t", "soil_ph": "high"}
    assert total(row)["NH3"] == pytest.approx(20.6)
    assert total({**row, "removal_efficiency_NH3": 0.68})["NH3"] == pytest.approx(20.6 * 0.32)


@settings(max_examples=20, deadline=None)
@given(st.floats(min_value=0, max_value=1e7), st.floats(min_value=0, max_value=100))
def test_linear_in_animals(amount: float, factor: float) -> None:
    """Twice the animals, twice the emission; no animals, none."""
    row = herd("manure nitrogen flow", "sows", amount, manure="slurry", nitrogen_excretion=34.5, tan_share=0.7, **FLOW)
    once, scaled = total(row), total({**row, "amount": amount * factor})
    assert scaled.tolist() == pytest.approx((once * factor).tolist(), rel=1e-12, abs=1e-12)
    assert (total({**row, "amount": 0.0}) == 0).all()


def test_nitrogen_by_head_and_by_live_mass() -> None:
    """Where excretion per head is not given, it is rate x mass x days of the edition."""
    base = herd("manure nitrous oxide", "finishing pigs", system="solid storage", system_share=1.0)
    by_mass = total({**base, "productivity": "high", "days": 365.0})["N2O"]
    by_head = total({**base, "nitrogen_excretion": 0.63 * 0.056 * 365})["N2O"]
    assert by_mass == pytest.approx(by_head, rel=1e-9)


def test_sinks_are_negative_and_never_netted() -> None:
    """Forest, captured and transferred CO2 stand in the memo with their flow; the total is the emission alone."""
    rows = [
        {"method": "forest and green space", "amount": 1500.0, "unit": "亩", "carbon_sink": 5.0},
        {"method": "captured CO2", "amount": 10.0, "unit": "t"},
        {"method": "transferred CO2", "amount": 20.0, "unit": "t"},
        {"method": "used CO2", "amount": 5.0, "unit": "t", "flow": "capture"},
        {"method": "urea application", "amount": 100.0, "unit": "t"},
    ]
    inventory = estimate(*rows)
    assert inventory.total("CO2").magnitude == pytest.approx(100 * 0.2 * 44 / 12)
    memo = inventory.memo().groupby("flow")["emission"].sum()
    assert memo.to_dict() == pytest.approx({"removal": -500.0, "capture": -15.0, "transfer out": -20.0})


def test_straw_carbon_is_biogenic() -> None:
    """CO2 of burnt straw stands beside the total; its methane counts."""
    row = {
        "method": "crop residue burning", "residue": "wheat straw", "amount": 100.0, "unit": "t", "burnt_share": 0.1,
        "dry_matter": 0.85, "combustion_factor": 0.9,
    }  # fmt: skip
    inventory = estimate(row)
    assert inventory.total("CO2").magnitude == 0
    assert inventory.memo()["emission"].sum() == pytest.approx(100 * 0.1 * 0.85 * 0.9 * 1.515)
    assert inventory.total("CH4").magnitude > 0


def test_ammonia_nitrogen_of_farms_needs_a_coefficient() -> None:
    """NH3-N has no default: own coefficient, share of the practice and removal give the load."""
    row = herd("livestock water pollutants, own coefficient", "swine", days=365.0, generation=0.004,
               practice_share=0.5, substance="NH3-N") | {"removal_efficiency_NH3-N": 0.8}  # fmt: skip
    assert total(row)["NH3-N"] == pytest.approx(1000 * 365 * 0.004 * 0.5 * 0.2 / 1e3)


def test_explanations_evaluate() -> None:
    """What explain prints evaluates to the emission, functions and products alike."""
    rows = [
        herd("manure nitrogen flow", "finishing pigs", manure="slurry", nitrogen_excretion=12.1, tan_share=0.7, **FLOW),
        herd("manure methane per volatile solids", "sows", productivity="low", system="dry lot", days=365.0,
             climate="warm temperate dry", system_share=0.4, animal_mass=180.0),
        {"method": "rice cultivation", "amount": 10.0, "unit": "公顷", "days": 120.0, "amendment": "none",
         "water_regime": "multiple drainage", "pre_season": "not flooded below 180 days"},
    ]  # fmt: skip
    inventory = estimate(*rows)
    counted = 0
    for name in inventory.frame["id"].unique():
        for line in inventory.explain(name).lines:
            if line.expression:
                assert eval(line.expression) == pytest.approx(line.emission, rel=1e-9)
                counted += 1
    assert counted == 4


BAD = [
    ({"method": "enteric fermentations"}, "method", "no method"),
    ({"animal": None}, "animal", "empty"),
    ({"animal": "unicorn"}, "animal", "subject|no factor"),
    ({"amount": -1.0}, "amount", "below 0"),
    ({"amount": "1,000"}, "amount", "thousands separators"),
    ({"amount": None}, "amount", "blank"),
    ({"unit": "ton"}, "unit", "refused"),
    ({"unit": "ha"}, "unit", "does not meet"),
    ({"region": "Atlantis"}, "region", "Atlantis"),
    ({"year": "last year"}, "year", "not a year"),
    ({"flow": "gone"}, "flow", "one of"),
]


@pytest.mark.parametrize(("cell", "column", "match"), BAD)
def test_bad_cells_are_named(cell: dict[str, Any], column: str, match: str) -> None:
    """Each wrong cell is a problem with its column, what is wrong and what to do; the good row stays."""
    good = herd("enteric fermentation", "dairy cattle", id="good", region="CN-HA", year=2023, flow="emission")
    frame = pd.DataFrame([{**good, "id": "bad", **cell}, good]).astype(object)
    inventory = ag.estimate(frame)
    problems = inventory.problem_rows().query("id == 'bad'")
    assert column in problems["column"].tolist(), problems
    assert problems["problem"].str.contains(match).any(), problems["problem"].tolist()
    assert (problems["remedy"] != "").all()
    assert inventory.frame.set_index("id").loc["good", "emission"] == pytest.approx(78.0)


MISSING = [
    (herd("manure nitrogen flow", "sows", manure="slurry", nitrogen_excretion=34.5, tan_share=0.7), "grazing_share"),
    (
        herd("manure nitrous oxide, leached", "sows", system="dry lot", system_share=1.0, leached_share=None),
        "leached_share",
    ),
    ({"method": "forest and green space", "amount": 1.0, "unit": "ha"}, "carbon_sink"),
    ({"method": "fertiliser loss to water", "amount": 1.0, "unit": "t", "substance": "TN"}, "loss_coefficient"),
]


@pytest.mark.parametrize(("row", "column"), MISSING)
def test_the_method_asks_for_what_has_no_default(row: dict[str, Any], column: str) -> None:
    """A figure without a graded source is asked for by name, never filled in."""
    inventory = estimate(row)
    assert column in inventory.problems["column"].tolist()
    assert set(inventory.frame["notation"]) == {"NE"}
