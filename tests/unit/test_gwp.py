"""Potentials: by set, by origin, of blends, of the caller; ozone depletion by the caller's table."""

from __future__ import annotations

import globalwarmingpotentials
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import zzcarbon as zc
from zzcarbon.gwp import blends, gwp_factor, without_value
from zzcarbon.resources import data_path

SHEET = "data sheet of the supplier, page 2"


@pytest.mark.parametrize(
    ("gwp", "origin", "value"),
    [
        ("AR6", "fossil", 29.8),
        ("AR6", "biogenic", 27.0),
        ("AR6", "", 27.9),
        ("AR5", "fossil", 30.0),
        ("AR5", "biogenic", 28.0),
        ("AR5", "", 28.0),
        ("AR4", "fossil", 25.0),
        ("AR4", "biogenic", 25.0),
        ("AR6 GWP20", "fossil", 81.2),
    ],
)
def test_methane_counts_by_its_origin(gwp: str, origin: str, value: float) -> None:
    """AR6 Table 7.15 and AR5 Table 8.A.1 tell fossil methane from other; the other sets and horizons do not."""
    assert zc.co2e(zc.quantity("1 t CH4"), gwp, origin=origin).magnitude == pytest.approx(value)


def test_an_origin_is_fossil_or_biogenic() -> None:
    """Another word is told with the two; other gases have one value whatever their origin."""
    with pytest.raises(zc.UnknownNameError, match="fossil, biogenic"):
        gwp_factor("CH4", origin="natural")
    assert gwp_factor("N2O", origin="fossil") == gwp_factor("N2O")


def test_sulphur_hexafluoride_is_that_of_the_table() -> None:
    """AR6 Table 7.SM.7, in the repository of the authors of the chapter, has 25,200, as the package has."""
    assert gwp_factor("SF6") == 25200


@pytest.mark.parametrize(
    ("blend", "value"),
    [
        ("R-448A", 0.26 * 771 + 0.26 * 3740 + 0.20 * 0.501 + 0.21 * 1530 + 0.07 * 1.37),
        ("R-449A", 0.243 * 771 + 0.247 * 3740 + 0.253 * 0.501 + 0.257 * 1530),
        ("R-450A", 0.42 * 1530 + 0.58 * 1.37),
        ("R-452A", 0.11 * 771 + 0.59 * 3740 + 0.30 * 0.501),
        ("R-454B", 0.689 * 771 + 0.311 * 0.501),
        ("R-455A", 0.03 + 0.215 * 771 + 0.755 * 0.501),
        ("R-513A", 0.56 * 0.501 + 0.44 * 1530),
        ("R-402A", 0.60 * 3740 + 0.02 * 0.02 + 0.38 * 1960),
        ("R-417A", 0.466 * 3740 + 0.50 * 1530 + 0.034 * 0.006),
        ("R-515B", 0.911 * 1.37 + 0.089 * 3600),
        ("R-471A", 0.787 * 1.37 + 0.043 * 3600 + 0.17 * 17.9),
    ],
)
def test_blends_of_today_are_answered(blend: str, value: float) -> None:
    """The mean of the parts by mass, with the potentials of Table 7.SM.7 for the parts that the package leaves out."""
    assert gwp_factor(blend) == pytest.approx(value, rel=1e-9)


def test_r500_and_r405a_hold_hfc_152a() -> None:
    """R-500 under AR5 is 7564 in the conversion factors of the United Kingdom of 2025."""
    assert round(gwp_factor("R-500", "AR5")) == 7564
    assert dict(blends()["R-405A"])["HFC-152a"] == 7


@pytest.mark.parametrize(
    ("name", "key"),
    [("R-290", "HC-290"), ("R600a", "HC-600a"), ("R-717", "NH3"), ("R-744", "CO2"), ("R-1234yf", "HFO-1234yf")],
)
def test_refrigerants_have_their_names_of_the_trade(name: str, key: str) -> None:
    """The number of a refrigerant leads to its substance."""
    assert zc.substance(name).key == key


def test_every_part_of_a_blend_is_a_substance() -> None:
    """No blend holds a part that the vocabulary does not know, and shares add up to the whole."""
    for blend, parts in blends().items():
        for part, _ in parts:
            assert zc.substance(part).key == part, blend
        assert sum(share for _, share in parts) == pytest.approx(100, abs=0.6), blend


def test_a_part_without_a_value_is_named_with_the_way_out() -> None:
    """R-422D has isobutane, of which no report gives a value: the part and the argument are told."""
    with pytest.raises(zc.UnitError, match=r"R-422D: the GWP set AR6 has no value for its part HC-600a \(isobutane\)"):
        gwp_factor("R-422D")
    with pytest.raises(zc.UnitError, match="is no greenhouse gas"):
        gwp_factor("R-717")
    own = {"R-600a": (3.0, SHEET)}
    assert gwp_factor("R-422D", own=own) == pytest.approx(0.651 * 3740 + 0.315 * 1530 + 0.034 * 3)


@pytest.mark.parametrize("own", [{"R-600a": (3.0, " ")}, {"R-600a": (-1.0, SHEET)}, {"R-600a": (float("nan"), SHEET)}])
def test_an_own_value_has_a_source_and_is_a_number(own: dict[str, tuple[float, str]]) -> None:
    """A potential without a source, below zero or not a number is refused."""
    with pytest.raises(zc.UnitError, match="the own GWP of R-600a"):
        gwp_factor("R-600a", own=own)


@given(share=st.floats(0.01, 0.99), mass=st.floats(1e-6, 1e6))
def test_co2e_is_linear(share: float, mass: float) -> None:
    """CO2e of a mixture of two masses is the sum of their CO2e."""
    whole = zc.co2e(zc.quantity(mass, "t R-410A")).magnitude
    parts = [zc.co2e(zc.quantity(mass * part, "t R-410A")).magnitude for part in (share, 1 - share)]
    assert sum(parts) == pytest.approx(whole, rel=1e-9)


def test_the_package_is_left_alone() -> None:
    """Where the package has a value, that value is used: ours only fill its gaps and tell methane's origins."""
    for gas, value in globalwarmingpotentials.data["AR6GWP100"].items():
        if gas in {"HFC134a", "HFC32", "SF6", "NF3", "CF4", "HCFC22", "N2O"}:
            assert gwp_factor(gas) == value


@pytest.mark.parametrize("gwp", ["AR4", "AR5", "AR6"])
def test_every_blend_is_answered_or_names_its_parts(gwp: str) -> None:
    """A number, or every part without a value and how to give it; that remedy works, of each of the 140 blends."""
    assert len(blends()) > 140
    for blend, parts in blends().items():
        one = zc.quantity(1, f"kg {blend}")
        try:
            found = zc.co2e(one, gwp=gwp)
        except zc.UnitError as error:
            missing = without_value(blend, gwp)
            assert missing and set(missing) <= {part for part, _ in parts}
            assert all(f"{part} (" in str(error) for part in missing), "every part is named"
            found = zc.co2e(one, gwp=gwp, own=dict.fromkeys(missing, (1.0, "made up, page 1")))
        assert 0 < found.magnitude < 16200, blend


def test_r466a_asks_for_its_part_that_no_report_of_today_gives() -> None:
    """CF3I stands in the Third Assessment Report alone: AR6 names it, and the remedy answers."""
    with pytest.raises(zc.UnitError, match=r"R-466A: the GWP set AR6 has no value for its part CF3I \(trifluoroiodo"):
        gwp_factor("R-466A")
    own = {"R-13I1": (0.4, SHEET)}
    assert gwp_factor("R-466A", own=own) == pytest.approx(0.49 * 771 + 0.115 * 3740 + 0.395 * 0.4)


def test_shares_of_two_programs_agree() -> None:
    """A blend is graded B where two programs print one composition, C where it rests on one."""
    rows = pd.read_csv(data_path("blends.csv"))
    two = rows["locator"].str.contains("; equal in coolprop")
    assert set(rows.loc[two, "grade"]) == {"B"}
    assert set(rows.loc[~two, "grade"]) == {"C"}
    assert rows.loc[two, "blend"].nunique() == 119


def test_ozone_depletion_is_weighted_by_the_callers_table() -> None:
    """Blends are split, HFC left out; the total is the sum of mass x ODP."""
    told = zc.odp({"R-22": zc.quantity("2000 kg R-22"), "R-502": 1.0, "HFC-134a": 9.0},
                  table={"HCFC-22": 0.05, "CFC-115": 0.5}, source="made-up table, page 1")  # fmt: skip
    assert told.set_index("substance")["emission"].to_dict() == pytest.approx({"CFC-115": 0.512, "HCFC-22": 2.488})
    assert told["weighted"].sum() == pytest.approx(2.488 * 0.05 + 0.512 * 0.5)
    assert zc.odp(pd.Series({"CO2": 3.0}), table={}, source="x, page 1").empty


def test_ozone_depletion_follows_the_annexes_of_the_protocol() -> None:
    """Without a table CFC-11 counts as itself, each row says its annex, and what the annexes lack is asked for."""
    told = zc.odp({"CFC-11": 1.0, "R-22": 2.0, "Halon-1301": 0.5, "HFC-32": 7.0}).set_index("substance")
    assert told["weighted"].to_dict() == pytest.approx({"CFC-11": 1.0, "HCFC-22": 0.11, "Halon-1301": 5.0})
    assert told.loc["CFC-11", "source"].endswith("Annex A, group I")
    assert zc.odp({"R-502": 1.0})["weighted"].sum() == pytest.approx(0.488 * 0.055 + 0.512 * 0.6)
    with pytest.raises(zc.DataError, match="no potential of Halon-1202"):
        zc.odp({"Halon-1202": 1.0})


@pytest.mark.parametrize("wrong", [None, [1.0], "CFC-11", 3.0])
def test_ozone_depletion_needs_masses_by_substance(wrong: object) -> None:
    """Anything but a mapping or series is refused with the way to one."""
    with pytest.raises(zc.DataError, match="masses by substance are needed, not"):
        zc.odp(wrong)


@pytest.mark.parametrize("mass", [-1.0, float("inf"), "1 kg", None, True])
def test_ozone_depletion_refuses_what_is_no_mass(mass: object) -> None:
    """A mass is a number from 0 up, or a quantity."""
    with pytest.raises(zc.UnitError, match="the emission of CFC-11 is"):
        zc.odp({"CFC-11": mass})


def test_ozone_depletion_names_every_fault_at_once() -> None:
    """Two gaps, a wrong potential and a missing source are four problems; NE is refused."""
    with pytest.raises(zc.DataError, match="cannot be weighted") as caught:
        zc.odp({"R-502": 1.0, "CFC-11": 1.0}, table={"CFC-11": -1.0}, source="")
    assert [problem.row for problem in caught.value.problems] == ["CFC-115", "HCFC-22", "CFC-11", ""]
    with pytest.raises(zc.UnitError, match="not estimated"):
        zc.odp({"CFC-11": float("nan")}, table={"CFC-11": 1.0}, source="x, page 1")


def _factor(made: zc.Inventory, gwp: str = "AR6") -> float:
    carbon = made.co2e(gwp)
    return float(carbon.frame["emission"].sum() / made.frame["emission"].sum())


def test_an_inventory_counts_methane_by_its_origin() -> None:
    """A coal mine counts 29.8, cows 27.0; what says no origin counts 27.9 and a problem names the two others."""
    mine = pd.DataFrame({"method": ["coal mining methane"], "technology": "underground mining", "amount": [1.0],
                         "unit": "百万吨", "depth": 350.0})  # fmt: skip
    coal = zc.energy.estimate(mine, region="CN-HA", year=2023)
    cows = pd.DataFrame({"method": ["enteric fermentation"], "animal": ["奶牛"], "amount": [100.0], "unit": ["头"]})
    herd = zc.agriculture.estimate(cows, region="CN-HA", year=2023, substances=["CH4"])
    assert (_factor(coal), _factor(herd)) == pytest.approx((29.8, 27.0))
    assert (_factor(coal, "AR4"), _factor(herd, "AR4")) == pytest.approx((25.0, 25.0))
    assert "fossil 29.8" in coal.co2e("AR6").record[-1]
    assert "GWP of CH4 (fossil)" in str(coal.co2e("AR6").explain("row-1"))


def test_methane_of_no_origin_is_told() -> None:
    """Methane of a fire of mixed waste has no origin: 27.9 and a problem with the remedy; the row may say it."""
    fire = {"method": "waste incineration, CH4 and N2O", "waste": "food waste", "incinerator": "continuous stoker",
            "amount": 10.0, "unit": "t"}  # fmt: skip
    burnt = zc.waste.estimate(pd.DataFrame([fire]), region="CN-HA", year=2023, substances=["CH4"])
    assert _factor(burnt) == pytest.approx(27.9)
    told = burnt.co2e("AR6").problems
    assert told[told["column"] == "origin"]["remedy"].tolist() == ["Give origin: fossil or biogenic."]
    said = zc.waste.estimate(
        pd.DataFrame([{**fire, "origin": "fossil"}]), region="CN-HA", year=2023, substances=["CH4"]
    )
    assert _factor(said) == pytest.approx(29.8)
