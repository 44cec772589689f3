"""Estimates of waste: carbon apart, controls, energy, splitting, bad input."""

from __future__ import annotations

import warnings
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import zzcarbon as zc
from zzcarbon import agriculture, waste

FOSSIL = "waste incineration, fossil CO2"


def estimate(*rows: dict[str, Any], **more: Any) -> zc.Inventory:
    """Estimate rows for Zhengzhou in 2023."""
    return waste.estimate(pd.DataFrame(list(rows)), region="CN-410100", year=2023, **more)


def burnt(kind: str, amount: float = 100.0, **more: Any) -> dict[str, Any]:
    """Return a row of waste that is burnt."""
    return {"method": FOSSIL, "waste": kind, "amount": amount, "unit": "t", **more}


def test_fossil_and_biogenic_carbon_are_all_the_carbon() -> None:
    """Textiles: 20 % fossil; both rows together are the carbon burnt, only the fossil one is in the total."""
    rows = waste.split_carbon(pd.DataFrame([burnt("废纺织物", id="a")]))
    inventory = waste.estimate(rows, region="CN-410100", year=2023)
    carbon = 100 * 0.8 * 0.5 * 44 / 12
    assert inventory.total("CO2").magnitude == pytest.approx(0.2 * carbon)
    assert inventory.memo()["emission"].sum() == pytest.approx(0.8 * carbon)
    assert inventory.frame["id"].tolist() == ["a", "a/biogenic"]


@settings(max_examples=20, deadline=None)
@given(st.floats(min_value=0, max_value=1), st.floats(min_value=0, max_value=1e6))
def test_a_measured_fossil_share_splits_the_same_carbon(share: float, amount: float) -> None:
    """Whatever the fossil share, the two parts sum to dm x CF x 44/12."""
    row = burnt("municipal waste", amount, fossil_carbon_fraction=share, dry_matter=0.6, carbon_fraction=0.4,
                oxidation_factor=1.0)  # fmt: skip
    frame = waste.estimate(waste.split_carbon(pd.DataFrame([row])), region="CN-HA", year=2023).frame
    assert frame["emission"].sum() == pytest.approx(amount * 0.24 * 44 / 12, rel=1e-9, abs=1e-9)


def test_open_burning_oxidises_less() -> None:
    """The same plastic gives 58 % of the CO2 in the open."""
    closed, opened = estimate(burnt("plastic waste"), burnt("plastic waste", method="open burning, fossil CO2")).frame[
        "emission"
    ]
    assert opened == pytest.approx(0.58 * closed)


def test_controls_of_an_incinerator() -> None:
    """A cleaned plant, an uncleaned one, a device of the database, a measured removal: never mixed."""
    row = {"method": "waste incineration, air pollutants", "waste": "生活垃圾", "amount": 1e5, "unit": "t"}
    rows = [
        row,
        {**row, "control": "现代烟气净化"},
        {**row, "control": "particle abatement only"},
        {**row, "removal_efficiency_TSP": 0.99},
    ]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", zc.NotEstimatedWarning)
        frame = estimate(*rows, substances=["TSP"]).frame
    assert frame["emission"].tolist() == pytest.approx([1830.0, 0.3, 1830 * (1 - 0.984), 18.3])


def test_energy_recovered_moves_the_category_and_avoids_apart() -> None:
    """With energy recovered the row is 1.A.1.a; what the power replaces stands in the memo."""
    sold = {"method": "energy from waste", "amount": 1e4, "unit": "MWh", "avoided_factor": 0.5}
    inventory = estimate(
        burnt("plastic waste", energy_recovered="yes"), burnt("paper waste", energy_recovered="no"), sold
    )
    by_id = inventory.frame.set_index("id")
    assert by_id["category_ipcc2006"].tolist()[:2] == ["1.A.1.a", "4.C.1"]
    assert inventory.memo()["emission"].sum() == pytest.approx(-5000.0)
    assert inventory.total("CO2").magnitude == pytest.approx(by_id["emission"].iloc[:2].sum())


def test_municipal_waste_keeps_its_mass() -> None:
    """The components of municipal waste sum to it; the composition of China sums to one."""
    rows = pd.DataFrame({"id": ["a", "b"], "amount": [100.0, 50.0], "unit": "t"})
    parts = waste.split_waste(rows)
    sums = parts.groupby(parts["id"].str[0])["amount"].sum()
    assert sums.to_dict() == pytest.approx({"a": 100.0, "b": 50.0})
    assert "nappies" not in set(parts["waste"])
    with pytest.raises(zc.DataError, match="shares sum to one"):
        waste.split_waste(rows, {"food waste": 0.5})


@pytest.mark.parametrize(
    ("cells", "shares", "match"),
    [
        ({}, {"food waste": 60.0, "plastic waste": 40.0}, "percentages are divided by 100"),
        ({}, {"food waste": 0.9}, "do not sum to one"),
        ({}, {"food waste": -0.1, "plastic waste": 1.1}, "not a share"),
        ({}, {"fod waste": 1.0}, "Did you mean 'food waste'"),
        ({"amount": "much"}, {"food waste": 1.0}, "text where a number belongs"),
        ({"amount": -1.0}, {"food waste": 1.0}, "not a number of zero or more"),
        ({"mass": 1.0}, {"food waste": 1.0}, "column is missing"),
    ],
)
def test_what_cannot_be_split(cells: dict[str, Any], shares: dict[str, float], match: str) -> None:
    """Shares and amounts that are none are named."""
    rows = pd.DataFrame([cells or {"amount": 1.0}])
    with pytest.raises(zc.DataError, match=match):
        waste.split_waste(rows, shares)


@pytest.mark.parametrize(
    ("amount", "shares", "content", "match"),
    [
        (10.0, {"burial": 1.0}, None, "unknown route"),
        (-10.0, {"composting": 1.0}, None, "zero or more"),
        ("10", {"composting": 1.0}, None, "zero or more"),
        (10.0, {"soil": 1.0}, None, "needs the nitrogen"),
        (10.0, {"soil": 1.0}, 8.0, "not a share"),
        (10.0, {"composting": 0.5}, None, "do not sum to one"),
    ],
)
def test_sludge_that_cannot_be_split(amount: Any, shares: dict[str, float], content: float | None, match: str) -> None:
    """Routes, masses and contents that are none are named."""
    with pytest.raises(zc.DataError, match=match):
        waste.sludge_rows(amount, shares, nitrogen_content=content)


def test_energy_recovered_is_yes_or_no() -> None:
    """A row with a word that is neither is not estimated, as the category rests on it; the row beside it is."""
    found = estimate(burnt("plastic waste", energy_recovered="部分"), burnt("plastic waste", energy_recovered="有"))
    assert found.problem_rows()[["id", "column", "problem"]].values.tolist() == [
        ["row-1", "energy_recovered", "neither yes nor no"]
    ]
    assert found.frame.groupby("id")["notation"].agg(set).to_dict() == {"row-1": {"NE"}, "row-2": {""}}


def test_sludge_goes_its_routes() -> None:
    """Each route is a row of its module; soil takes nitrogen; the mass is kept."""
    shares = {"landfill": 0.2, "incineration": 0.3, "composting": 0.1, "digestion": 0.1, "soil": 0.3}
    rows = waste.sludge_rows(1000.0, shares, nitrogen_content=0.01, incinerator="continuous stoker")
    first = rows.drop_duplicates("route").set_index("route")["amount"]
    assert first.drop("soil").to_dict() == pytest.approx({k: 1000 * v for k, v in shares.items() if k != "soil"})
    assert first["soil"] == pytest.approx(3.0)
    own = rows[(rows["module"] == "waste") & (rows["route"] != "landfill")]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", zc.NotEstimatedWarning)
        found = waste.estimate(own, region="CN-HA", year=2023).total()
    assert found["N2O"] == pytest.approx(300 * 0.0009 + 100 * 0.00024)
    soil = agriculture.estimate(rows[rows["module"] == "agriculture"].assign(climate="wet"), region="CN-HA", year=2023)
    assert soil.total("N2O").magnitude == pytest.approx(3.0 * 0.006 * 44 / 28)
    for wrong, match in (
        (({"sea": 1.0}), "unknown route"),
        (({"soil": 1.0}), "needs the nitrogen"),
        (({"landfill": 0.4}), "sum to one"),
    ):
        with pytest.raises(zc.DataError, match=match):
            waste.sludge_rows(1.0, wrong)


def test_composting_wet_or_dry_and_recovered_methane() -> None:
    """Wet and dry mass have their own factors; methane that is burnt is not emitted."""
    row = {"method": "堆肥和厌氧消化", "treatment": "堆肥", "amount": 1000.0, "unit": "t", "mass_basis": "wet"}
    frame = estimate(row, {**row, "mass_basis": "dry"}, substances=["CH4"]).frame
    assert frame["emission"].tolist() == pytest.approx([4.0, 10.0])
    gas = {**row, "treatment": "anaerobic digestion", "removal_efficiency_CH4": 0.9}
    assert estimate(gas, substances=["CH4"]).total("CH4").magnitude == pytest.approx(0.08)
    none = estimate(gas, substances=["N2O"])
    assert none.frame["notation"].tolist() == ["NE"], "N2O of a digester is assumed negligible: no value is printed"


def test_digestate_ammonia_is_of_nitrogen() -> None:
    """Ammonia of digestate: share of the nitrogen times 17/14."""
    row = {"method": "digestate ammonia", "stage": "feedstock before digestion", "amount": 10.0, "unit": "t"}
    assert estimate(row).total("NH3").magnitude == pytest.approx(10 * 0.0286 * 17 / 14)


def test_linear_and_nothing_in_nothing_out() -> None:
    """Twice the waste is twice the CO2; none gives none."""
    once = estimate(burnt("plastic waste")).total("CO2")
    assert estimate(burnt("plastic waste", 200.0)).total("CO2") == 2 * once
    assert estimate(burnt("plastic waste", 0.0)).total("CO2").magnitude == 0


BAD = [
    ({"method": "burning"}, "method", "no method"),
    ({"method": None}, "method", "no method"),
    ({"waste": None}, "waste", "empty"),
    ({"waste": "moon rock"}, "dry_matter", "no factor|no row"),
    ({"amount": -1.0}, "amount", "below 0"),
    ({"amount": "a lot"}, "amount", "text where a number"),
    ({"amount": None}, "amount", "blank"),
    ({"unit": "ton"}, "unit", "refused"),
    ({"unit": "kWh"}, "unit", "no figure leads|does not meet"),
    ({"fossil_carbon_fraction": 1.5}, "fossil_carbon_fraction", "above 1"),
    ({"notation": "none"}, "notation", "one of"),
]


@pytest.mark.parametrize(("cell", "column", "match"), BAD)
def test_bad_cells_are_named(cell: dict[str, Any], column: str, match: str) -> None:
    """Each wrong cell is a problem with its column, what is wrong and what to do; the good row stays."""
    good = burnt("plastic waste", id="good", fossil_carbon_fraction=1.0, notation=None)
    frame = pd.DataFrame([{**good, "id": "bad", **cell}, good]).astype(object)
    inventory = waste.estimate(frame, region="CN-HA", year=2023)
    problems = inventory.problem_rows().query("id == 'bad'")
    assert column in problems["column"].tolist(), problems
    assert problems["problem"].str.contains(match).any(), problems["problem"].tolist()
    assert (problems["remedy"] != "").all()
    assert inventory.frame.set_index("id").loc["good", "emission"] == pytest.approx(275.0)
