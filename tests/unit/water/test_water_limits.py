"""Limits by water temperature, permit loads, pollution equivalents."""

from __future__ import annotations

import pandas as pd
import pytest

import zzcarbon as zc
from zzcarbon.water import check_limits, check_permits, discharge_limits, permit_loads, pollution_equivalents

STANDARD = "cn-gb-18918-2002"


def day(**change: object) -> pd.DataFrame:
    """Return one day of NH3-N."""
    cells = {
        "period": "2024-01-10",
        "substance": "NH3-N",
        "concentration": 6.0,
        "concentration_unit": "mg/L",
        "water_temperature": 11.0,
    }
    return pd.DataFrame([cells | change])


@pytest.mark.parametrize(("temperature", "limit"), [(5.0, 8.0), (12.0, 8.0), (12.01, 5.0), (25.0, 5.0)])
def test_limit_by_water_temperature(temperature: float, limit: float) -> None:
    """5(8) mg/L: 8 up to 12 degC, 5 above."""
    found = check_limits(day(water_temperature=temperature), standard=STANDARD, standard_class="1A")
    assert found["limit"].tolist() == [limit]
    assert found["exceeded"].tolist() == [limit < 6.0]
    assert "gb-18918-2002, Table 1" in found["limit_source"].item()


def test_a_yearly_mean_does_not_decide() -> None:
    """Twelve months at 6.5 mg/L: the cold ones keep the limit, the warm ones do not."""
    table = pd.concat(
        [day(period=f"2024-{m:02d}", concentration=6.5, water_temperature=4.0 + 2 * m) for m in range(1, 13)]
    )
    found = check_limits(table, standard=STANDARD, standard_class="一级A标准")
    assert found["exceeded"].tolist() == [4.0 + 2 * m > 12 for m in range(1, 13)]


def test_the_unit_of_the_row_is_kept() -> None:
    """A concentration in ug/L is compared in ug/L; at the limit it is not exceeded."""
    table = day(substance="COD", concentration=50_000.0, concentration_unit="ug/L", water_temperature=None)
    found = check_limits(table, standard=STANDARD, standard_class="1A")
    assert found["limit"].tolist() == pytest.approx([50_000.0])
    assert found["exceeded"].tolist() == [False]
    above = check_limits(table.assign(concentration=50_001.0), standard=STANDARD, standard_class="1A")
    assert above["exceeded"].tolist() == [True]


def test_without_a_limit_nothing_is_said() -> None:
    """A substance that the standard does not hold has neither limit nor verdict."""
    found = check_limits(day(substance="sulfide"), standard=STANDARD, standard_class="1A")
    assert found["limit"].isna().all()
    assert found["exceeded"].isna().all()


def test_own_limits() -> None:
    """Limits of the caller go instead of the database's, conditions included."""
    own = pd.DataFrame(
        {
            "substance": "氨氮",
            "value": [1.5, 3.0],
            "unit": "mg/L",
            "condition": ["water_temperature=(12,]", "water_temperature=[,12]"],
        }
    )
    found = check_limits(day(concentration=2.0), limits=own)
    assert found["limit"].tolist() == [3.0]
    assert found["limit_source"].item().startswith("given by the caller")


@pytest.mark.parametrize(
    ("change", "more", "match"),
    [
        (
            {"water_temperature": None},
            {"standard": STANDARD, "standard_class": "1A"},
            r"depends on water_temperature.*\[degC\] of each day",
        ),
        ({}, {"standard": STANDARD}, "depends on standard_class"),
        ({"water_temperature": 300.0}, {}, "outside -5 to 100"),
        ({"concentration": -1.0}, {}, "outside 0 to inf"),
        ({"concentration": None}, {}, "the cell is empty"),
        ({"concentration_unit": None}, {}, "the unit is not said"),
        ({"concentration_unit": "t"}, {}, "cannot convert"),
        ({"substance": None}, {}, "the substance is not said"),
        ({"substance": "dirt"}, {}, "unknown substance 'dirt'"),
    ],
)
def test_wrong_concentrations(change: dict, more: dict, match: str) -> None:
    """What a limit needs and cannot be read is asked for."""
    with pytest.raises(zc.DataError, match=match):
        check_limits(day(**change), **more)


@pytest.mark.parametrize(
    ("more", "match"),
    [
        ({"standard": "gb18918", "standard_class": "1A"}, "no limits of this standard"),
        ({"standard": "cn-gb-18918-2002", "standard_class": "1C"}, "Classes at hand: 1A, 1B"),
    ],
)
def test_unknown_standards_and_classes_are_no_missing_limit(more: dict, match: str) -> None:
    """A misspelt standard is an error, not a row that nothing limits."""
    with pytest.raises(zc.DataError, match=match):
        zc.water.check_limits(day(), **more)


def test_a_rate_below_zero_is_refused() -> None:
    """A tax is not negative."""
    with pytest.raises(zc.DataError, match="rate of the tax"):
        zc.water.pollution_equivalents(
            pd.DataFrame({"outlet": ["A"], "substance": ["COD"], "emission": [1.0], "unit": ["kg"]}), rate=-1.4
        )


def test_two_limits_that_both_hold_are_refused() -> None:
    """Without a standard two limits of one substance tie."""
    own = pd.DataFrame({"substance": "NH3-N", "value": [5.0, 8.0], "unit": "mg/L", "standard": ["a", "b"]})
    with pytest.raises(zc.DataError, match="several limits hold: a, b"):
        check_limits(day(), limits=own)
    assert check_limits(day(), limits=own, standard="b")["limit"].tolist() == [8.0]


def test_every_shipped_limit_is_cited() -> None:
    """Limits of grade A or B have a source and a place in it."""
    table = discharge_limits()
    assert set(table["grade"]) <= {"A", "B"}
    assert (table["locator"] != "").all()
    assert {"COD", "NH3-N", "TN", "TP"} <= set(table["substance"])


def permits(**change: object) -> pd.DataFrame:
    """Return one permit."""
    cells = {"outlet": "A", "substance": "COD", "daily_flow": 5000.0, "days": 365, "limit": 50.0, "approved_load": 80.0}
    return pd.DataFrame([cells | change])


def test_the_stricter_of_two_is_permitted() -> None:
    """Limit load or approval, whichever is smaller; one of them is enough."""
    assert permit_loads(permits())[["permitted", "rests_on"]].to_numpy().tolist() == [[80.0, "approval"]]
    assert permit_loads(permits(approved_load=95.0))[["permitted", "rests_on"]].to_numpy().tolist() == [
        [91.25, "limit"]
    ]
    assert permit_loads(permits(approved_load=None))["permitted"].tolist() == [91.25]
    only = permit_loads(permits(daily_flow=None, days=None, limit=None))
    assert only[["permitted", "rests_on"]].to_numpy().tolist() == [[80.0, "approval"]]


@pytest.mark.parametrize(
    ("change", "match"),
    [
        ({"days": None}, "belong together"),
        (
            {"daily_flow": None, "days": None, "limit": None, "approved_load": None},
            "neither a limit nor an approved load",
        ),
        ({"days": 380}, "outside 0 to 366"),
        ({"limit": "low"}, "not a number"),
        ({"substance": "dirt"}, "unknown substance"),
    ],
)
def test_wrong_permits(change: dict, match: str) -> None:
    """A permit that does not say its load is refused."""
    with pytest.raises(zc.DataError, match=match):
        permit_loads(permits(**change))


def outlets() -> zc.Inventory:
    """Return the inventory of two outlets."""
    rows = pd.DataFrame(
        {
            "method": "manual monitoring",
            "outlet": ["A", "B"],
            "substance": "COD",
            "amount": 1e6,
            "unit": "m3",
            "concentration": [40.0, 60.0],
            "concentration_unit": "mg/L",
        }
    )
    return zc.water.estimate(rows, region="CN-HA", year=2024)


def test_emission_beside_its_permit() -> None:
    """Within, above, without permit, without emission: four outlets, four answers."""
    allowed = pd.DataFrame({"outlet": ["A", "B", "C"], "substance": "COD", "permitted": [40.0, 50.0, 10.0]})
    found = check_permits(outlets(), allowed).set_index("outlet")
    assert found["within"].tolist()[:2] == [True, False]
    assert found.loc["B", "share"] == pytest.approx(1.2)
    assert pd.isna(found.loc["C", "within"])
    alone = check_permits(outlets(), allowed[allowed["outlet"] == "A"]).set_index("outlet")
    assert pd.isna(alone.loc["B", "within"])
    assert alone.loc["B", "emission"] == pytest.approx(60.0)


def test_two_permits_of_one_outlet() -> None:
    """A second permit for an outlet and substance is refused."""
    twice = pd.DataFrame({"outlet": ["A", "A"], "substance": ["COD", "化学需氧量"], "permitted": [1.0, 2.0]})
    with pytest.raises(zc.DataError, match="stands twice"):
        check_permits(outlets(), twice)


def test_equivalents_are_linear_and_in_any_unit() -> None:
    """A tonne is a thousand kilograms; order and other outlets do not matter."""
    rows = pd.DataFrame({"outlet": ["A", "B"], "substance": "TP", "emission": [1.0, 500.0], "unit": ["t", "kg"]})
    found = pollution_equivalents(rows)
    assert found["equivalents"].tolist() == [4000.0, 2000.0]
    assert found["taxed"].all()


def test_only_one_of_cod_bod_and_toc() -> None:
    """The one with most equivalents stays, and why the others do not is said."""
    rows = pd.DataFrame(
        {"outlet": "A", "substance": ["COD", "BOD5", "TOC"], "emission": [10.0, 6.0, 2.0], "unit": "kg"}
    )
    found = pollution_equivalents(rows).set_index("substance")
    assert found["taxed"].tolist() == [False, True, False]
    assert "only one counts" in found.loc["COD", "not_taxed_because"]


@pytest.mark.parametrize(
    ("change", "match"),
    [
        ({"substance": "TN"}, "no equivalent value"),
        ({"substance": "dirt"}, "unknown substance"),
        ({"substance": ""}, "the substance is not said"),
        ({"emission": None}, "the cell is empty"),
        ({"emission": "much"}, "not a number"),
        ({"unit": "m3"}, "cannot convert"),
        ({"unit": ""}, "the unit is not said"),
    ],
)
def test_wrong_emissions(change: dict, match: str) -> None:
    """What cannot become equivalents is told; nothing is guessed."""
    rows = pd.DataFrame([{"outlet": "A", "substance": "COD", "emission": 1.0, "unit": "kg"} | change])
    with pytest.raises(zc.DataError, match=match):
        pollution_equivalents(rows)


def test_emissions_without_unit_column() -> None:
    """A table without units is refused: kilograms are not guessed."""
    rows = pd.DataFrame({"outlet": ["A"], "substance": ["COD"], "emission": [1.0]})
    with pytest.raises(zc.DataError, match="the unit is not said"):
        pollution_equivalents(rows)
