"""Systems of the two documents beside the quotas: a case with figures, and refused inputs, of each."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import zzcarbon as zc
from zzcarbon import agriculture, footprint, standards, waste
from zzcarbon.targets import transfers

# transfers between cities: the four quotas of the plan's box 1, and a neighbour

DUTIES = pd.DataFrame({"NOx": {"郑州市": 19075.0, "开封市": 4000.0}, "VOCs": {"郑州市": 10327.0, "开封市": 3000.0}})
MOVE = {
    "giver": "郑州市",
    "taker": "开封市",
    "substance": "氮氧化物",
    "amount": 0.05,
    "unit": "万吨",
    "document": "agreement",
}


def test_duties_move_between_cities_and_the_sum_stays():
    """500 t NOx of Zhengzhou's 19,075 t go to the neighbour, and 200 t of VOCs come back."""
    back = {**MOVE, "giver": "开封市", "taker": "郑州市", "substance": "VOCs", "amount": 200.0, "unit": "t"}
    found = transfers(DUTIES, pd.DataFrame([MOVE, back]))
    assert found.loc["郑州市"].tolist() == [18575.0, 10527.0]
    assert found.sum().tolist() == DUTIES.sum().tolist()


@pytest.mark.parametrize(
    ("change", "match"),
    [
        ({"amount": 2.0}, "more than the 19075 t"),
        ({"amount": -1.0}, "amount"),
        ({"amount": 0.0}, "nothing is handed over"),
        ({"giver": "洛阳市"}, "has no duty"),
        ({"taker": "郑州市"}, "one city"),
        ({"substance": "COD"}, "no city has a duty of it"),
        ({"unit": "m3"}, "m3"),
        ({"document": ""}, "the document is missing"),
    ],
)
def test_moves_that_cannot_be_are_refused(change: dict, match: str):
    """Nobody hands over more than it has, and every move has its document."""
    with pytest.raises(zc.DataError, match=match):
        transfers(DUTIES, pd.DataFrame([{**MOVE, **change}]))


# waste: the utilisation targets of the plan (industrial waste 80 %, building waste 90 %)

BALANCE = pd.DataFrame(
    {"固体废物": ["一般工业固废", "建筑垃圾"], "产生量": [1500.0, 3000.0], "综合利用量": [1230.0, 2640.0], "处置量": [200.0, 360.0],
     "贮存量": [100.0, 0.0], "综合利用往年贮存量": [30.0, 0.0], "单位": "万吨"}
)  # fmt: skip


def test_ratios_of_waste_against_the_plan():
    """1,230 of 1,500 + 30 from stock are 80.39 %: above the plan's 80; 2,640 of 3,000 are 88 %: below its 90."""
    found = waste.waste_ratios(BALANCE)
    assert found["utilisation"].tolist() == pytest.approx([1230 / 1530, 0.88])
    assert found["unaccounted"].tolist() == pytest.approx([0.0, 0.0])
    plan = zc.plan("zhengzhou-14fyp")
    targets = plan.targets
    ids = [
        targets.loc[targets["indicator_local"] == text, "target"].iloc[0]
        for text in ("工业固废综合利用率", "建筑垃圾综合利用率")
    ]
    seen = pd.DataFrame({"indicator": ids, "year": 2025, "value": found["utilisation"] * 100, "unit": "%"})
    card = plan.only(*ids).check(observations=seen, as_of=2025).frame.set_index("target")
    assert card.loc[ids, "status"].tolist() == ["met", "not met"]


@pytest.mark.parametrize(
    ("change", "match"),
    [
        ({"综合利用量": [1430.0, 2640.0]}, "more goes out than was generated"),
        ({"产生量": [None, 3000.0]}, "generated"),
        ({"处置量": [-1.0, 360.0]}, "disposed"),
        ({"综合利用往年贮存量": [5000.0, 0.0]}, "more than is used"),
        ({"单位": "立方米"}, "unit|m3"),
    ],
)
def test_balances_that_do_not_hold_are_refused(change: dict, match: str):
    """More cannot go out than was generated and taken from stock."""
    with pytest.raises(zc.DataError, match=match):
        waste.waste_ratios(BALANCE.assign(**change))


RECYCLED = {"material": "铝", "amount": 1000.0, "unit": "t", "substance": "CO2", "factor_primary": 11.2,
            "factor_recycled": 0.6, "substitution": 0.95, "source": "made up"}  # fmt: skip


def test_recycling_is_avoided_and_never_in_the_sum():
    """1,000 t x (0.95 x 11.2 - 0.6) stand beside the total as avoided."""
    rows = waste.recycling_rows(pd.DataFrame([RECYCLED]))
    burnt = pd.DataFrame([{"method": "reported emission", "substance": "CO2", "amount": 50.0, "unit": "t"}])
    made = zc.industry.estimate(pd.concat([rows, burnt]).reset_index(drop=True), region="CN-HA", year=2024)
    assert made.total("CO2").magnitude == pytest.approx(50.0)
    flows = made.by("flow").set_index("flow")["emission"]
    assert abs(flows["avoided"]) == pytest.approx(1000 * (0.95 * 11.2 - 0.6))


@pytest.mark.parametrize(
    ("change", "match"),
    [
        ({"factor_recycled": 20.0}, "nothing is avoided"),
        ({"substitution": 1.4}, "substitution"),
        ({"source": ""}, "the source is missing"),
        ({"substance": "铝灰"}, "unknown substance"),
    ],
)
def test_recycling_that_avoids_nothing_is_refused(change: dict, match: str):
    """No factor without its document, nothing avoided that is not."""
    with pytest.raises(zc.DataError, match=match):
        waste.recycling_rows(pd.DataFrame([{**RECYCLED, **change}]))


# sinks: baseline, leakage and buffer

SINK = pd.DataFrame(
    {"project": "forest", "year": [2026, 2024, 2025], "removal": [-30.0, 1100.0, 1100.0], "baseline": 100.0, "leakage": 50.0,
     "unit": "t"}
)  # fmt: skip


def test_a_sink_claims_what_is_more_than_its_baseline_less_a_buffer():
    """950 t more a year, a fifth kept back; the loss of 180 t of 2026 is covered by the pool of 380 t."""
    found = agriculture.sink_project(SINK, buffer=0.2).set_index("year")
    assert found["net"].tolist() == [950.0, 950.0, -180.0]
    assert found["claim"].tolist() == [760.0, 760.0, 0.0]
    assert found["pool"].tolist() == [190.0, 380.0, 200.0]
    assert found["lost"].tolist() == [0.0, 0.0, 0.0]


def test_a_sink_of_a_registered_project():
    """The mangroves of ABC Senegal by VM0033: 646,400.84 t net a year, 13 % to the buffer, the rest credits.

    Test case of Verra's methodology with the project's data: hashgraph/guardian, docs/methodology-digitization-handbook,
    _shared/artifacts/final-PDD-vc.json (3 September 2025), net_ERR: cumulative removals of 2043 and 2044, buffer and VCU.
    """
    before, after = 54073339.509263754, 54719740.349639475
    rows = pd.DataFrame(
        {"project": "ABC", "year": [2044], "removal": after - before, "baseline": 0.0, "leakage": 0.0, "unit": "t"}
    )
    found = agriculture.sink_project(rows, buffer=0.13).iloc[0]
    assert found["buffered"] == pytest.approx(84032.10924884379, rel=1e-9)
    assert found["claim"] == pytest.approx(562368.7311268777, rel=1e-9)


def test_recycling_with_factors_of_a_named_text():
    """UK factors 2025, material use: aluminium cans 9,115.90131 kg CO2e/t primary, 995.0779 closed loop; steel cans and glass.

    DESNZ, flat file 2025, Factors by Category, IDs 19_504_5104, 5107, 5116, 5119 and 19_501_5056, 5059 (_15_1).
    """
    printed = {"aluminium": (9115.90131, 995.0779), "steel": (2863.90131, 1823.90131), "glass": (1402.76667, 823.18954)}
    rows = [
        {**RECYCLED, "material": name, "amount": 10.0, "factor_primary": first / 1000, "factor_recycled": again / 1000,
         "substitution": 1.0, "source": "uk-desnz-2025"}
        for name, (first, again) in printed.items()
    ]  # fmt: skip
    avoided = waste.recycling_rows(pd.DataFrame(rows))["amount"].tolist()
    assert [abs(mass) for mass in avoided] == pytest.approx([81.2082341, 10.4, 5.7957713])


@given(st.lists(st.floats(-1e4, 1e4), min_size=1, max_size=10), st.floats(0.0, 0.9))
def test_claims_buffer_and_losses_balance(removals: list[float], buffer: float):
    """What is claimed and pooled, less what is lost, is the net of all years."""
    rows = pd.DataFrame({"project": "f", "year": range(2000, 2000 + len(removals)), "removal": removals, "baseline": 0.0,
                         "leakage": 0.0, "unit": "t"})  # fmt: skip
    found = agriculture.sink_project(rows, buffer=buffer)
    balance = found["claim"].sum() + found["pool"].iloc[-1] - found["lost"].sum()
    assert balance == pytest.approx(sum(removals), rel=1e-9, abs=1e-6)


@pytest.mark.parametrize(
    ("change", "buffer", "match"),
    [
        ({"leakage": -1.0}, 0.2, "leakage"),
        ({"year": [2024, 2024, 2025]}, 0.2, "stands twice"),
        ({"baseline": [None, 1.0, 1.0]}, 0.2, "baseline"),
        ({}, 1.0, "a buffer is a share"),
        ({"unit": "ha"}, 0.2, "ha"),
    ],
)
def test_sinks_that_cannot_be_are_refused(change: dict, buffer: float, match: str):
    """No baseline is zero by silence, no year counts twice."""
    with pytest.raises(zc.DataError, match=match):
        agriculture.sink_project(SINK.assign(**change), buffer=buffer)


# the zero-carbon park

SCOPES = pd.DataFrame({"scope": ["1", "2"], "emission": [1200.0, 2800.0], "unit": "t"})
CONDITIONS = {"intensity_max": 0.3, "reduction_min": 0.5, "renewable_share_min": 0.7, "credit_share_max": 0.1}


def test_a_park_against_the_indicators_of_hunan():
    """Hunan's indicators of zero-carbon parks for 2027 and 2030: 1.0 and 0.7 t CO2/tce, 60 and 70 % clean energy, and others.

    湖南省零碳园区建设指标体系, parks of 20,000 to 1,000,000 tce a year, as 碳排放交易网 of 20 January 2026 prints it.
    """
    told = pd.DataFrame({"scope": ["1", "2"], "emission": [10.0, 17.0], "unit": "万吨"})
    seen = {"waste_use": 0.83, "waste_heat_use": 0.52, "water_reuse": 0.86}
    for year, limits, verdicts in (
        (2027, (1.0, 0.6, 0.8, 0.5, 0.8), ["met"] * 5),
        (2030, (0.7, 0.7, 0.85, 0.55, 0.85), ["not met", "not met", "not met", "not met", "met"]),
    ):
        names = ("intensity_max", "renewable_share_min", "waste_use_min", "waste_heat_use_min", "water_reuse_min")
        park = footprint.park(
            told, energy=300_000, renewable=195_000, conditions=dict(zip(names, limits, strict=True)),
            document=f"Hunan {year}", measured=seen,
        )  # fmt: skip
        assert park.conditions["verdict"].tolist() == verdicts
        assert park.met is (year == 2027)
    with pytest.raises(zc.DataError, match="no condition asks for it"):
        footprint.park(told, energy=1.0, renewable=0.5, conditions={"intensity_max": 1.0}, document="x", measured=seen)


def test_a_park_is_stated_against_its_conditions():
    """4,000 t from 20,000 tce are 0.2 t/tce; 60 % less than the base; 75 % renewable; credits cover 5 %."""
    retired = pd.DataFrame(
        {"serial": ["a"], "kind": ["CCER"], "vintage": [2024], "quantity": [200.0], "retired": ["yes"]}
    )
    found = footprint.park(
        SCOPES,
        energy=20_000,
        renewable=15_000,
        conditions=CONDITIONS,
        document="made up",
        credits=retired,
        base=10_000.0,
    )
    assert found.conditions["value"].tolist() == pytest.approx([0.2, 0.6, 0.75, 0.05])
    assert found.met
    assert found.frame.set_index("item").loc["left after credits", "value"] == pytest.approx(3800.0)
    less = footprint.park(
        SCOPES, energy=20_000, renewable=9_000, conditions=CONDITIONS, document="made up", base=5000.0
    )
    assert less.conditions["verdict"].tolist() == ["met", "not met", "not met", "met"]


@pytest.mark.parametrize(
    ("change", "match"),
    [
        ({"emissions": SCOPES.iloc[:1]}, "the scope has no row"),
        ({"emissions": SCOPES.assign(scope=["1", "3"])}, "not a scope of the park"),
        ({"emissions": SCOPES.assign(emission=[1.0, None])}, "an emission is missing"),
        ({"conditions": {}}, "no condition is named"),
        ({"conditions": {"greenness": 1.0}}, "no such condition"),
        ({"base": None}, "needs the emission of a base year"),
        ({"document": " "}, "the document of the conditions is missing"),
        ({"renewable": 30_000}, "not from zero to all energy"),
        ({"credits": pd.DataFrame({"serial": ["a"], "kind": ["CCER"], "vintage": [2024], "quantity": [1.0],
                                   "retired": ["no"]})}, "not retired"),
    ],
)  # fmt: skip
def test_parks_that_cannot_be_stated_are_refused(change: dict, match: str):
    """A park without scope 2, base, document or with credits that were not retired gets no verdict."""
    said = {"emissions": SCOPES, "energy": 20_000, "renewable": 15_000, "conditions": CONDITIONS, "document": "made up",
            "base": 10_000.0, **change}  # fmt: skip
    emissions = said.pop("emissions")
    with pytest.raises(zc.DataError, match=match):
        footprint.park(emissions, **said)


# limits of the caller: ultra-low standards and slip, by the hour

ULTRA = pd.DataFrame(
    {"standard": "ultra-low", "facility": "水泥窑", "substance": ["NOx", "NH3"], "value": [100.0, 8.0], "unit": "mg/m3",
     "locator": "table of the caller", "reference_oxygen": 10.0}
)  # fmt: skip


def hours(substance: str, values: list[float]) -> pd.DataFrame:
    """Return hours of a kiln stack."""
    return pd.DataFrame(
        {"outlet": "DA001", "facility": "水泥窑", "substance": substance, "concentration": values, "oxygen": 11.0}
    )


def test_hours_of_a_stack_against_an_ultra_low_limit_and_slip():
    """At 11 % oxygen 95 mg/m3 are 104.5 at 10 %: above 100; 7 of ammonia are 7.7, below 8."""
    table = pd.concat([hours("NOx", [80.0] * 19 + [95.0]), hours("NH3", [7.0] * 20)])
    found = standards.check_limits(table, standard="ultra-low", limits=ULTRA)
    assert found["reference_concentration"].iloc[19] == pytest.approx(104.5)
    told = standards.hours_within(found, required=0.95).set_index("substance")
    assert told["verdict"].to_dict() == {"NOx": "met", "NH3": "met"}
    strict = standards.hours_within(found, required=0.96).set_index("substance")
    assert strict.loc["NOx", ["share", "verdict"]].tolist() == [0.95, "not met"]


@pytest.mark.parametrize(
    ("change", "match"),
    [
        ({"value": [0.0, 8.0]}, "above zero"),
        ({"unit": "kg"}, "not a concentration"),
        ({"locator": ""}, "the locator is missing"),
        ({"substance": ["NOx", "氮氧化物"]}, "stands twice"),
        ({"substance": ["NOx", "xyz"]}, "unknown substance"),
    ],
)
def test_limits_of_the_caller_that_cannot_be_are_refused(change: dict, match: str):
    """A limit without place in its document, or of another dimension, is none."""
    with pytest.raises(zc.DataError, match=match):
        standards.check_limits(hours("NOx", [1.0]), standard="ultra-low", limits=ULTRA.assign(**change))


def test_hours_need_a_share_of_the_standard():
    """The share of hours is that of the standard: no default, from above 0 to 1."""
    found = standards.check_limits(hours("NOx", [1.0]), standard="ultra-low", limits=ULTRA)
    with pytest.raises(zc.DataError, match="no share above 0"):
        standards.hours_within(found, required=0.0)
