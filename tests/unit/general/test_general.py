"""Any activity by any factor: what is refused, what is filled in, what is said."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import zzcarbon as zc

OWN = {"emission_factor": 0.1, "emission_factor_unit": "kg/kWh", "substance": "CO2e (AR6)"}
PLAIN = {"amount": 1.0, "unit": "kWh", "scope": 3, "category_ghgp": 1} | OWN
SPEND = {
    "method": "spend based",
    "unit": "USD",
    "emission_factor_unit": "kg/USD",
    "price_year": 2022,
    "factor_price_year": 2022,
}
COMMUTE = {
    "method": "employee commuting",
    "unit": "person",
    "distance": 10,
    "distance_unit": "km",
    "days_per_week": 5,
    "weeks_per_year": 48,
    "transport_mode": "rail",
    "emission_factor_unit": "kg/(person km)",
    "category_ghgp": 7,
}
LOST = {
    "method": "energy losses",
    "unit": "kWh",
    "loss_rate": 0.1,
    "emission_factor_unit": "kg/kWh",
    "category_ghgp": None,
}
PACKED = {"emission_factor": None, "emission_factor_unit": None, "substance": None}


def table(*rows: dict[str, Any]) -> pd.DataFrame:
    """Return rows, each with what is not said filled in."""
    return pd.DataFrame([{key: value for key, value in (PLAIN | row).items() if value is not None} for row in rows])


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ({"scope": None, "category_ghgp": None}, "the scope is missing"),
        ({"scope": 4}, "not a scope"),
        ({"category_ghgp": None}, "a row of scope 3 names its category"),
        ({"category_ghgp": 16}, "not a category"),
        ({"scope": 1}, "categories are of scope 3"),
        ({"category_iso14064": 7}, "not a category"),
        ({"factor": "uk-desnz-2025:7_400_4000_5"}, "an own factor and a packaged one"),
        ({"method": "distance based travel"}, "needs transport_mode"),
        ({"method": "waste by treatment"}, "needs treatment"),
        ({"method": "supplier specific"}, "needs supplier"),
        (SPEND | {"price_year": None}, "needs price_year"),
        (SPEND | {"unit": "kWh"}, "spend without currency"),
        (SPEND | {"factor_price_year": None}, "an own spend factor without its year"),
        (SPEND | {"price_year": 2024}, "the spend is of another year than the factor"),
        (SPEND | {"price_year": 2024, "deflator": 0.9}, "a deflator without source"),
        (SPEND | PACKED | {"factor": "us-epa-scef-1.3:111110/with-margins", "unit": "CNY"}, "in another currency"),
        ({"method": "leased assets", "leased_area": 300, "building_area": 200, "occupancy": 1}, "more than the building in use"),
        ({"method": "investments"}, "no share"),
        ({"method": "investments", "equity_share": 0.5, "outstanding": 1, "equity_and_debt": 2}, "one of the financing"),
        ({"method": "investments", "outstanding": 3, "equity_and_debt": 2}, "a share above 1"),
        ({"method": "investments", "outstanding": 3, "outstanding_unit": "万元", "equity_and_debt": 2,
          "equity_and_debt_unit": "USD"}, "'CNY' and 'USD'"),
        ({"method": "leased assets", "leased_area": 3, "leased_area_unit": "t", "building_area": 9, "occupancy": 1}, "'t' and 'm2'"),
        ({"heat_content": 45, "heat_content_unit": "MJ"}, "not heat per amount of fuel"),
        (SPEND | {"exchange_rate": 7.1, "exchange_rate_unit": "CNY/USD", "exchange_rate_source": "own"}, "in the currency of the factor"),
        (SPEND | {"deflator": 0.9, "deflator_source": "own"}, "the spend is of the year of the factor"),
        (SPEND | {"unit": "CNY", "exchange_rate": 7.1, "exchange_rate_unit": "CNY/USD", "exchange_rate_source": "own"},
         "not USD of the factor per CNY of the spend"),
        (SPEND | PACKED | {"factor": "us-epa-scef-1.3:111110/with-margins", "factor_price_year": 2019}, "not the year of the packaged factor"),
        (COMMUTE | {"days_per_week": 9}, "a week has seven days"),
        (COMMUTE | {"weeks_per_year": 60}, "no year has more weeks"),
        (COMMUTE | {"days_per_week_unit": "h/week"}, "not a unit of days_per_week"),
        (LOST | {"loss_rate": None}, "loss_rate is empty"),
        (LOST | {"loss_rate": 1.2}, "above 1"),
        ({"heat_content": 0, "heat_content_unit": "MJ/m3"}, "not above zero"),
    ],
)  # fmt: skip
def test_bad_rows_are_told_and_the_row_beside_them_stays(row: dict[str, Any], message: str) -> None:
    """Each row that its method cannot take is NE with the remedy, as in every other module."""
    found = zc.general.estimate(table(row, {}), year=2025)
    assert found.frame.groupby("id")["notation"].agg(set).to_dict() == {"row-1": {"NE"}, "row-2": {""}}
    rows = found.problem_rows()
    assert set(rows["id"]) == {"row-1"}
    assert rows["problem"].str.contains(message, regex=False).sum() == 1
    assert (rows["remedy"] != "").all()


@pytest.mark.parametrize(
    ("words", "unit", "remedy"),
    [
        ("差旅 航空", "人公里", "uk-desnz-2025:"),
        ("员工通勤", "km", "zc.general.find lists"),
        ("电熔镁砂", "t", "verified product footprint"),
        ("", "t km", "Freighting goods"),
        ("nothing known", "t", "Give factor (zc.general.find lists keys)"),
        ("氮化硅", "t", "Ask the supplier for a verified product footprint"),
    ],
)
def test_a_row_without_factor_is_not_estimated_and_told_what_to_ask(words: str, unit: str, remedy: str) -> None:
    """It is NE beside rows that are estimated; the remedy names packaged factors of its unit, or where one is found."""
    lacking = PACKED | {"activity": words, "unit": unit, "category_ghgp": 4}
    found = zc.general.estimate(table(lacking, lacking, {}), year=2025)
    assert found.frame["notation"].tolist() == ["NE", "NE", ""]
    line = found.problems.loc[found.problems["column"] == "factor"].iloc[0]
    assert line["problem"] == "the factor is missing"
    assert remedy in line["remedy"]
    assert line["rows"] == 2
    assert "请" in zc.document.message(line["remedy"], "zh")


def test_every_bad_row_is_named_at_once() -> None:
    """Three bad rows are three problems with their rows; the good one is estimated."""
    rows = table({"scope": 9}, {}, {"category_ghgp": 99}, {"method": "distance based freight"})
    found = zc.general.estimate(rows, year=2025)
    assert found.problem_rows()["id"].tolist() == ["row-1", "row-3", "row-4"]
    assert found.frame["notation"].tolist() == ["NE", "", "NE", "NE"]


def test_a_factor_that_is_not_packaged_is_told_by_name() -> None:
    """Unknown keys, and items that are no emission factor, take no other row with them."""
    rows = table(
        PACKED | {"factor": "uk-desnz-2026:1_1_1_1"},
        PACKED | {"factor": "us-epa-hub-2025:t6/akgd-ascc-alaska-grid/grid-gross-loss"},
        {},
    )
    found = zc.general.estimate(rows, year=2025)
    told = found.problem_rows().set_index("id")["problem"]
    assert found.frame["notation"].tolist() == ["NE", "NE", ""]
    assert "Only 376 items" in told["row-1"]
    assert told["row-2"] == "no emission factor: loss"


def test_a_bad_row_over_two_years_is_told_in_both_parts() -> None:
    """The period is split by its days; what is refused, and what lacks a factor, follows its parts."""
    long = {"period": "2024-07-01/2025-06-30"}
    found = zc.general.estimate(table(long, long | {"scope": 9}, long | PACKED | {"activity": "差旅 航空"}))
    told = found.problem_rows().groupby("id")["column"].agg(list)
    assert told.to_dict() == {
        f"row-{at}/{year}": [column] for at, column in ((2, "scope"), (3, "factor")) for year in (2024, 2025)
    }
    assert found.frame["emission"].notna().tolist() == [True, True, False, False, False, False]


def test_a_factor_of_another_edition_warns_with_both_figures() -> None:
    """UK electricity of 2025 for an activity of 2026: 0.177 and 0.13096 are both named, in the warning and the problems."""
    rows = table(PACKED | {"scope": 2, "category_ghgp": None, "factor": "uk-desnz-2025:7_400_4000_5"})
    with pytest.warns(zc.general.EditionWarning, match=r"edition of 2025 for an activity of 2026: 0.177 .* 0.13096"):
        found = zc.general.estimate(rows, year=2026)
    for told in (found, zc.combine(found)):
        assert told.problems["problem"].str.contains("0.13096").sum() == 1
    assert found.frame["emission"].tolist() == pytest.approx([0.000177])


def test_gases_of_a_packaged_factor_stay_apart() -> None:
    """An item of the US hub gives CO2, CH4 and N2O; Table 9 gives CO2e of AR4 and does not convert to AR6."""
    truck = zc.general.find("medium- and heavy-duty truck short ton-mile", editions=["us-epa-hub-2025"])["key"].iloc[0]
    rows = table(
        PACKED
        | {
            "amount": 1000,
            "unit": "t km",
            "transport_mode": "road",
            "method": "distance based freight",
            "factor": truck,
            "category_ghgp": 4,
        }
    )
    found = zc.general.estimate(rows, year=2025)
    assert set(found.frame["substance"]) == {"CO2", "CH4", "N2O"}
    per = (
        zc.quantity("0.186 kg CO2").magnitude
        / zc.quantity("1 short_ton").to("t").magnitude
        / zc.quantity("1 mile").to("km").magnitude
    )
    assert found.frame.set_index("substance").loc["CO2", "emission"] == pytest.approx(per)
    waste = zc.general.find("aluminum cans recycled", editions=["us-epa-hub-2025"])["key"].iloc[0]
    rows = table(
        PACKED
        | {"unit": "t", "treatment": "recycled", "method": "waste by treatment", "factor": waste, "category_ghgp": 5}
    )
    found = zc.general.estimate(rows, year=2025)
    assert found.frame["substance"].tolist() == ["AR4-CO2e"]
    converted = found.co2e("AR6")
    assert converted.frame["notation"].tolist() == ["NE"]
    assert found.co2e("AR4").frame["emission"].tolist() == found.frame["emission"].tolist()


def test_no_row_is_lost_in_silence() -> None:
    """A packaged factor whose unit does not meet the amount is NE and a problem, also for several gases."""
    truck = zc.general.find("medium- and heavy-duty truck short ton-mile", editions=["us-epa-hub-2025"])["key"].iloc[0]
    rows = table(PACKED | {"factor": truck}, {})
    found = zc.general.estimate(rows, year=2025)
    assert set(found.frame[found.frame["notation"] == "NE"]["id"]) == {"row-1"}
    assert not found.problems.empty


def test_money_travels_with_the_factor() -> None:
    """Spend in CNY of 2024: E = S x deflator x exchange rate x EF, with sources of both."""
    row = SPEND | PACKED | {"factor": "us-epa-scef-1.3:331110/with-margins", "amount": 100, "unit": "万元", "price_year": 2024,
        "deflator": 0.93, "deflator_source": "own", "exchange_rate": 0.14, "exchange_rate_unit": "USD/CNY", "exchange_rate_source": "own"}  # fmt: skip
    factor = zc.general.find("331110", editions=["us-epa-scef-1.3"], technology="with margins")["value"].iloc[0]
    found = zc.general.estimate(table(row), year=2024).frame["emission"]
    assert found.tolist() == pytest.approx([1e6 * 0.93 * 0.14 * factor / 1000])


def test_every_method_is_named_in_two_languages() -> None:
    """All methods are reached by key, English and Chinese title."""
    for row in zc.general.methods().itertuples():
        assert row.title
        assert row.title_local
        assert row.source == "ghgp-scope3-guidance-2013"


def test_general_is_a_module_of_all() -> None:
    """Rows of the module general stand in one inventory with those of others."""
    rows = pd.DataFrame(
        [
            {"module": "通用"} | PLAIN | {"fuel": None},
            {"module": "energy", "fuel": "diesel", "amount": 1.0, "unit": "t"},
        ]
    )
    found = zc.estimate(rows, region="CN-HA", year=2023, substances=["CO2", "AR6-CO2e"])
    assert {"CO2", "AR6-CO2e"} <= set(found.frame["substance"])


@settings(max_examples=25, deadline=None)
@given(st.lists(st.floats(0, 1e6), min_size=1, max_size=5), st.floats(0, 10))
def test_splitting_a_row_changes_nothing(parts: list[float], factor: float) -> None:
    """The emission of an amount is that of its parts together."""
    whole = (
        zc.general.estimate(table({"amount": sum(parts), "emission_factor": factor}), year=2025).frame["emission"].sum()
    )
    cut = (
        zc.general.estimate(table(*({"amount": part, "emission_factor": factor} for part in parts)), year=2025)
        .frame["emission"]
        .sum()
    )
    np.testing.assert_allclose(cut, whole, rtol=1e-12, atol=1e-15)


@pytest.mark.parametrize(("unit", "substance", "expected"), [
    ("kgCO2e/kWh", "CO2e (AR5)", "AR5-CO2e"), ("kg CO2-eq/kWh", "AR6-CO2e", "AR6-CO2e"),
    ("千克二氧化碳当量/千瓦时", "CO2e", "unstated-CO2e"), ("kgCO₂e/度", "", "unstated-CO2e"), ("t CO2/MWh", "", "CO2"),
    ("kg CO2e (AR6)/kWh", "", "AR6-CO2e"), ("kg/kWh", "CO2e", "unstated-CO2e"), ("g CH4/kWh", "", "CH4"),
])  # fmt: skip
def test_the_gas_of_a_factor_may_stand_in_its_unit(unit: str, substance: str, expected: str) -> None:
    """What a factor gives is said by the substance or by its unit; CO2e without a set takes that of the substance."""
    row = {"amount": 1000.0, "unit": "kWh", "scope": 1, "substance": substance, "emission_factor": 0.5,
           "emission_factor_unit": unit}  # fmt: skip
    found = zc.general.estimate(pd.DataFrame([row]), year=2025)
    assert found.problems.empty
    assert found.frame["substance"].tolist() == [expected]
    kilograms = 0.5 * (0.001 if unit.startswith("g") else 1000 if unit.startswith("t") else 1) / (
        1000 if unit.startswith("t") else 1)  # fmt: skip
    assert found.frame["emission"].iloc[0] == pytest.approx(kilograms, rel=1e-12)


@pytest.mark.parametrize(("unit", "substance", "expected"), [
    ("tCO2e", "CO2e (AR5)", "AR5-CO2e"), ("t CO2", "", "CO2"), ("t CO2", "CO2", "CO2"), ("t CO2e (AR6)", "", "AR6-CO2e"),
])  # fmt: skip
def test_the_gas_of_an_emission_may_stand_in_its_unit(unit: str, substance: str, expected: str) -> None:
    """An emission that a franchisee reports, in t CO2e of the set that the row names, or of a gas."""
    row = {"method": "franchises", "amount": 7.0, "unit": unit, "substance": substance}
    found = zc.general.estimate(pd.DataFrame([row]), year=2025)
    assert found.frame[["substance", "emission"]].to_numpy().tolist() == [[expected, 7.0]]


def test_a_factor_of_another_gas_than_the_row_is_refused() -> None:
    """CO2e is none of CH4, and t CH4 none of CO2: not estimated, with a problem at the unit."""
    rows = [{"amount": 1.0, "unit": "kWh", "scope": 1, "substance": "CH4", "emission_factor": 0.5, "emission_factor_unit": "kgCO2e/kWh"},
            {"method": "franchises", "amount": 7.0, "unit": "t CH4", "substance": "CO2"}]  # fmt: skip
    found = zc.general.estimate(pd.DataFrame(rows), year=2025)
    assert found.frame["emission"].isna().all()
    assert set(found.problems["column"]) == {"emission_factor_unit", "unit"}


def test_money_and_areas_are_read_in_their_units() -> None:
    """1,000,000 元 of 500 万元 is a fifth; 2 亩 of 1 ha are two fifteenths: no unit is passed over."""
    money = {"method": "investments", "amount": 10.0, "unit": "t", "substance": "CO2e (AR6)", "outstanding": 1e6,
             "outstanding_unit": "元", "equity_and_debt": 500, "equity_and_debt_unit": "万元"}  # fmt: skip
    area = {"method": "leased assets", "amount": 15.0, "unit": "kWh", "category_ghgp": 8, "emission_factor": 1.0,
            "emission_factor_unit": "t/kWh", "leased_area": 2, "leased_area_unit": "亩", "building_area": 1,
            "building_area_unit": "ha", "occupancy": "100%"}  # fmt: skip
    found = zc.general.estimate(pd.DataFrame([money, area]), year=2025).frame["emission"]
    assert found.to_numpy() == pytest.approx([2.0, 2.0], rel=1e-12)


@pytest.mark.parametrize(("substance", "given"), [
    ("", {"CH4", "CO2", "N2O"}), ("CO2e", {"CH4", "CO2", "N2O"}), ("甲烷", {"CH4"}), ("CO2", {"CO2"}),
])  # fmt: skip
def test_a_packaged_factor_gives_what_the_row_names(substance: str, given: set[str]) -> None:
    """All gases of an item, or the one that the row names."""
    row = PACKED | {"factor": "us-epa-hub-2025:t8/medium-and-heavy-duty-truck/mile", "unit": "mile"}
    found = zc.general.estimate(table(row | {"substance": substance}), year=2025)
    assert set(found.frame["substance"]) == given
    assert found.problems.empty


@pytest.mark.parametrize("substance", ["CO2e (AR6)", "CH4", "nonsense"])
def test_what_a_packaged_factor_does_not_give_is_told(substance: str) -> None:
    """Its CO2e is of AR5: a row that names another set or gas is not estimated by it in silence."""
    row = PACKED | {"factor": "uk-desnz-2025:27_315_3151_14", "unit": "t km", "substance": substance}
    found = zc.general.estimate(table(row), year=2025)
    assert found.frame["notation"].tolist() == ["NE"]
    assert found.problems["problem"].tolist() == [f"the packaged factor gives AR5-CO2e, not {substance}"]


def test_counts_may_say_their_units() -> None:
    """Days a week and weeks a year with or without units, under Chinese headers: 2 x 3 x 10 x 5 x 48 x 0.1 kg."""
    row = {"方法": "员工通勤（基于距离）", "人数 [人]": 3, "单程距离 [km]": 10, "每周天数 [天/周]": 5, "每年周数 [周/年]": 48,
           "交通方式": "地铁", "emission_factor": 0.1, "emission_factor_unit": "kg/(person km)", "substance": "CO2e (AR6)"}  # fmt: skip
    found = zc.general.estimate(pd.DataFrame([row]), year=2025)
    assert found.problems.empty
    assert found.frame["emission"].tolist() == pytest.approx([1.44])


def test_scope_and_category_are_read_as_in_every_module() -> None:
    """A scope in words is one; what is none is told once, with its value."""
    found = zc.general.estimate(table({"scope": "范围三"}, {"scope": "范围四"}, {"category_ghgp": "差旅"}), year=2025)
    assert found.frame["notation"].tolist() == ["", "NE", "NE"]
    assert found.problem_rows()[["id", "value"]].values.tolist() == [["row-2", "'范围四'"], ["row-3", "'差旅'"]]


def test_losses_on_the_way() -> None:
    """50,000 kWh, a tenth of it lost, at 0.8 kg/kWh: 4 t of category 3."""
    row = LOST | {"amount": 50_000, "emission_factor": 0.8, "loss_rate": "10%"}
    found = zc.general.estimate(table(row), year=2025)
    assert found.frame[["category_ghgp", "scope"]].values.tolist() == [["3", "3"]]
    assert found.frame["emission"].tolist() == pytest.approx([4.0])


def test_a_table_without_rows_is_refused() -> None:
    """No row is our error."""
    with pytest.raises(zc.DataError, match="no rows"):
        zc.general.estimate(pd.DataFrame({"amount": [], "unit": []}), year=2025)


def test_editions_of_one_list_stand_in_one_table() -> None:
    """Each year by its own edition: 0.177 in 2025 and 0.13096 in 2026; the second key is no misspelling of the first."""
    keys = [f"uk-desnz-{year}:7_400_4000_5" for year in (2025, 2026)]
    row = PACKED | {"scope": 2, "category_ghgp": None, "amount": 1000}
    found = zc.general.estimate(table(*(row | {"factor": key, "year": key[9:13]} for key in keys)))
    assert found.problems.empty
    assert found.frame["emission"].tolist() == pytest.approx([0.177, 0.13096])
