"""A figure that cannot exist is NA with the reason, one that is not known is NE."""

from __future__ import annotations

import importlib
import math
import warnings

import pandas as pd
import pytest

import zzcarbon as zc
from zzcarbon.estimation.method import Method
from zzcarbon.resources import data_path
from zzcarbon.vocabulary.activities import activity_names, only_substance


@pytest.mark.parametrize(
    ("module", "row", "activity"),
    [
        ("energy", {"fuel": "电力", "amount": 10.0, "unit": "万千瓦时"}, "purchased electricity"),
        ("energy", {"fuel": "热力", "amount": 10.0, "unit": "GJ"}, "purchased heat"),
        ("transport", {"method": "railway by electricity", "fuel": "电力", "amount": 1.0, "unit": "MWh"},
         "purchased electricity"),
        ("industry", {"method": "carbonate use", "material": "limestone", "amount": 1.0, "unit": "t"}, "carbonate use"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("gas", ["CH4", "N2O", "NOx"])
def test_of_factors_of_co2_alone_another_gas_is_not_applicable(
    module: str, row: dict[str, object], activity: str, gas: str
) -> None:
    """CH4, N2O or NOx of a grid factor of CO2 is NA with the reason; CO2 is what it was; nothing is missing."""
    door = getattr(zc, module)
    inventory = door.estimate(pd.DataFrame([row]), region="CN-HA", year=2023, substances=["CO2", gas])
    alone = door.estimate(pd.DataFrame([row]), region="CN-HA", year=2023, substances=["CO2"])
    frame = inventory.frame.set_index("substance")
    assert frame.loc[gas, "notation"] == "NA"
    assert frame.loc["CO2", "emission"] == alone.frame["emission"].iloc[0] > 0
    problem = inventory.problems.set_index("substance").loc[gas, "problem"]
    assert problem == f"factors of {activity} are of CO2 alone: others are NA, not applicable"
    assert "适用" in inventory.problem_rows(language="zh").iloc[0].astype(str).str.cat()
    with pytest.warns(zc.NotEstimatedWarning, match=f"only a notation key: {gas} NA"):
        assert math.isnan(inventory.total(gas, scope="all").magnitude)
    by = inventory.by("region", scope="all").set_index("substance")
    assert (by.loc[gas, "notation"], by.loc["CO2", "notation"]) == ("NA", "")


def test_a_gas_that_a_set_may_have_stays_not_estimated() -> None:
    """NOx of a combustion without a factor is NE: a figure may exist, and the nearest rows are named."""
    rows = pd.DataFrame({"fuel": ["diesel"], "amount": [1.0], "unit": ["t"]})
    inventory = zc.energy.estimate(rows, region="CN-HA", year=2023, substances=["NOx"])
    assert inventory.frame["notation"].tolist() == ["NE"]


def test_a_factor_of_the_caller_makes_the_gas_applicable() -> None:
    """Whoever adds CH4 of the grid gets its emission, and NE with the nearest rows where it does not answer."""
    own = pd.DataFrame(
        {"activity": ["purchased electricity"], "subject": ["electricity"], "substance": ["CH4"], "value": [0.01],
         "unit": ["g/kWh"], "region": ["CN-HA"], "valid_from": ["2023-01-01"], "valid_to": ["2023-12-31"],
         "locator": ["page 1"]}
    )  # fmt: skip
    rows = pd.DataFrame({"fuel": ["electricity"] * 2, "amount": [1.0] * 2, "unit": ["MWh"] * 2, "year": [2023, 2021]})
    table = zc.factors().extend(own)
    frame = zc.energy.estimate(rows, region="CN-HA", factors=table, substances=["CH4"]).frame
    assert frame["emission"].iloc[0] == pytest.approx(1e-5, rel=1e-12)
    assert frame["notation"].tolist() == ["", "NE"]


def test_activities_of_one_gas_have_factors_of_no_other() -> None:
    """What is declared of an activity is true of every row of the database, and of what its methods give."""
    named = [key for key in pd.read_csv(data_path("activities.csv"))["key"] if only_substance(key)]
    assert named and all(key in activity_names() for key in named)
    frame = zc.factors(grade="C").frame
    held = frame[frame["activity"].isin(named)]
    assert (held["substance"] == held["activity"].map(only_substance)).all()
    for module in ("energy", "industry", "transport", "buildings", "agriculture"):
        methods: tuple[Method, ...] = importlib.import_module(f"zzcarbon.{module}.methods").METHODS
        for method in methods:
            if method.activity in named:
                assert method.substances == (only_substance(method.activity),), method.key


@pytest.mark.parametrize("words", [["NO"], ["NA", "NA"], ["C"], ["NO", "IE"], ["NE", "NO"]])
def test_a_total_of_notation_keys_alone_is_no_number(words: list[str]) -> None:
    """Rows that all say NO, NA, IE or C give no zero: the total is NaN as `by` says it, and a warning names the key."""
    rows = pd.DataFrame(
        {"fuel": ["diesel"] * len(words), "amount": [None] * len(words), "unit": "t", "notation": words}
    )
    inventory = zc.energy.estimate(rows, region="CN-HA", year=2023, substances=["CO2"])
    told = inventory.by()["notation"].iloc[0]
    match = "rows without estimate" if told == "NE" else f"only a notation key: CO2 {told}$"
    with pytest.warns(zc.NotEstimatedWarning, match=match):
        assert math.isnan(inventory.total("CO2").magnitude)
    with pytest.warns(zc.NotEstimatedWarning, match=match):
        assert inventory.total().isna().all()
    assert str(inventory).splitlines()[-1].split() == ["CO2", told, told]
    beside = zc.combine(inventory, zc.energy.estimate(rows.head(1).assign(amount=1.0, notation="", id="x"), region="CN-HA",
                                                      year=2023, substances=["CO2"]))  # fmt: skip
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", zc.NotEstimatedWarning)
        assert beside.total("CO2").magnitude > 0


CITY = pd.DataFrame(
    [{"module": "agriculture", "method": "enteric fermentation", "animal": "奶牛", "amount": 10.0, "unit": "万头",
      "productivity": "high productivity"},
     {"module": "agriculture", "method": "livestock water pollutants generated", "animal": "奶牛", "amount": 10.0, "days": 365.0,
      "unit": "万头"},
     {"module": "water", "method": "monitoring, means only", "substance": "COD", "amount": 100.0, "unit": "万m3",
      "concentration": 22.0, "concentration_unit": "mg/L"},
     {"module": "energy", "fuel": "原煤", "amount": 1.0, "unit": "万吨", "category_nfr": "1.A.2"}]
)  # fmt: skip


def test_a_load_to_water_is_not_applicable_to_a_method_of_the_air_and_the_other_way_round() -> None:
    """Asked for both, a city is not marked for COD of its boilers, nor for CO2 of its sewage: one line says so."""
    inventory = zc.estimate(CITY, region="郑州", year=2022, substances=["CO2", "COD", "CH4"])
    notation = inventory.frame.set_index(["method", "substance"])["notation"]
    assert notation[("combustion", "COD")] == notation[("enteric fermentation", "CO2")] == "NA"
    assert notation[("livestock water pollutants generated", "CO2")] == "NA"
    assert inventory.by().set_index("substance").loc["CO2", "notation"] == ""
    told = inventory.problems.set_index("problem")
    assert (
        told.loc["the method counts loads to water: emissions to air are NA, not applicable", "substance"] == "CO2, CH4"
    )
    assert (told["value"] != "nan").all()


def test_what_no_set_has_of_a_method_is_one_line_for_all_methods() -> None:
    """NE it stays: boilers and cows may emit it; the line names the substance once, and the methods as values."""
    rows = CITY.assign(method=CITY["method"].fillna("combustion"))
    inventory = zc.estimate(rows[rows["module"] == "energy"], region="郑州", year=2022, substances=["CO2", "SF6"])
    (problem,) = inventory.problems[inventory.problems["substance"] == "SF6"].to_dict("records")
    assert (problem["column"], problem["value"]) == ("method", "'combustion'")
    assert problem["problem"] == "the method gives no SF6, and no set has a figure of it"
    assert inventory.by().set_index("substance").loc["SF6", "notation"] == "NE"


def test_no_substance_stands_in_an_inventory_without_a_row() -> None:
    """A row that cannot be estimated names what its method gives, and no substance that another method might give."""
    rows = pd.DataFrame({"fuel": ["diesel", "deisel"], "amount": 1.0, "unit": "t", "category_nfr": "1.A.2"})
    rows = pd.concat([rows, rows.assign(unit="furlong")])
    inventory = zc.energy.estimate(rows, region="CN-HA", year=2022)
    assert set(inventory.substances) == set(inventory.frame["substance"])
    assert not any(line.split()[1] == "0" for line in str(inventory).splitlines()[2:])
