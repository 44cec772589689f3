"""Limits of national standards against measured concentrations."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import zzcarbon as zc
from zzcarbon.standards import check_limits, emission_limits, reference_concentration


def _stack(**changes: object) -> pd.DataFrame:
    rows = {"facility": ["燃煤锅炉"], "substance": ["颗粒物"], "concentration": [29.0], "limit_class": ["special"]}
    return pd.DataFrame(rows | changes)


def test_the_limits_of_boilers_are_those_of_the_standard() -> None:
    """GB 13271-2014: dust of a new coal boiler 50, in key regions 30; NOx 300 and 200 mg/m3."""
    table = emission_limits("gb-13271-2014").set_index(["facility", "substance", "limit_class"])["value"]
    assert (table["coal boiler", "TSP", "new"], table["coal boiler", "TSP", "special"]) == (50, 30)
    assert (table["coal boiler", "NOx", "new"], table["coal boiler", "NOx", "special"]) == (300, 200)


def test_every_limit_stands_once_with_its_source() -> None:
    """One figure for a facility, pollutant, class, averaging time and way of discharge; stricter ones lie below."""
    table = emission_limits()
    key = ["standard", "facility", "substance", "limit_class", "averaging", "discharge"]
    assert not table.duplicated(key).any()
    assert (table["value"] > 0).all()
    assert set(table["grade"]) == {"A"}
    pairs = table[table["limit_class"] == "special"].merge(
        table[table["limit_class"].isin(["general", "new"])], on=["standard", "facility", "substance"]
    )
    assert len(pairs) > 20
    assert (pairs["value_x"] <= pairs["value_y"]).all()


@pytest.mark.parametrize(("concentration", "exceeded"), [(29.0, False), (30.0, False), (30.1, True)])
def test_a_concentration_above_the_limit_exceeds_it(concentration: float, exceeded: bool) -> None:
    """The limit itself is kept; a word of the trade finds the pollutant."""
    found = check_limits(_stack(concentration=[concentration]), standard="gb-13271-2014").iloc[0]
    assert (found["limit"], found["exceeded"]) == (30, exceeded)
    assert found["limit_source"].startswith("gb-13271-2014, Table 3")


def test_the_kiln_is_judged_at_ten_per_cent_of_oxygen() -> None:
    """350 mg/m3 of NOx at 13 % oxygen are 481 at 10 %: above the 400 of GB 4915-2013."""
    rows = _stack(facility=["水泥窑及窑尾余热利用系统"], substance=["NOx"], concentration=[350.0], oxygen=[13.0],
                  limit_class=["general"])  # fmt: skip
    found = check_limits(rows, standard="gb-4915-2013").iloc[0]
    assert found["reference_concentration"] == pytest.approx(350 * 11 / 8)
    assert found["exceeded"]


def test_units_and_outlets() -> None:
    """g/m3 and mg/L are read; an outlet of a distillery is judged as a stack is."""
    assert check_limits(_stack(concentration=[0.029], concentration_unit=["g/m3"]), standard="gb-13271-2014")[
        "share_of_limit"
    ].iloc[0] == pytest.approx(29 / 30)
    outlet = pd.DataFrame({"facility": ["发酵酒精和白酒工业废水"], "substance": ["COD"], "concentration": [120.0],
                           "discharge": ["direct"], "standard": ["gb-27631-2011"]})  # fmt: skip
    assert check_limits(outlet)["exceeded"].tolist() == [True]


@pytest.mark.parametrize(
    ("changes", "column"),
    [
        ({"standard": ["gb-0-0"]}, "standard"),
        ({"facility": ["火箭"]}, "facility"),
        ({"substance": ["stardust"]}, "substance"),
        ({"limit_class": [""]}, "limit_class"),
        ({"concentration": ["much"]}, "concentration"),
        ({"concentration_unit": ["km"]}, "concentration_unit"),
        ({"reference_oxygen": [9.0]}, "oxygen"),
        ({"reference_oxygen": [9.0], "oxygen": [21.0]}, "oxygen"),
    ],
)
def test_what_cannot_be_compared_is_told(changes: dict[str, object], column: str) -> None:
    """A fault names its column and what to do."""
    with pytest.raises(zc.DataError, match="cannot be compared") as caught:
        check_limits(_stack(**changes), standard="gb-13271-2014")
    assert column in {problem.column for problem in caught.value.problems}


@given(oxygen=st.floats(0, 20), reference=st.floats(0, 20), concentration=st.floats(0, 1e4))
def test_the_conversion_goes_there_and_back(oxygen: float, reference: float, concentration: float) -> None:
    """From the measured oxygen to the reference and back is the measured concentration."""
    there = reference_concentration(concentration=concentration, oxygen=oxygen, reference_oxygen=reference)
    back = reference_concentration(concentration=there, oxygen=reference, reference_oxygen=oxygen)
    assert np.isclose(back, concentration)


@pytest.mark.parametrize("standard", sorted(set(emission_limits()["standard"])))
@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_limit_of_a_standard_judges(standard: str, language: str) -> None:
    """Stack or outlet: one per cent below a limit keeps it and one above exceeds it, by either name of facility and gas."""
    table = emission_limits(standard)
    names = {"facility": "facility", "substance": "substance"}
    if language == "zh":
        names = {"facility": "facility_zh", "substance": "zh"}
    rows = pd.DataFrame({column: table[name] for column, name in names.items()})
    for column in ("limit_class", "averaging", "discharge"):
        rows[column] = table[column]
    for share, exceeded in ((0.99, False), (1.01, True)):
        measured = rows.assign(concentration=table["value"] * share, concentration_unit=table["unit"])
        measured["oxygen"] = table["reference_oxygen"]
        found = check_limits(measured, standard=standard)
        assert found["limit"].tolist() == pytest.approx(table["value"].tolist())
        assert found["exceeded"].tolist() == [exceeded] * len(table)


STACK = {"facility": "燃煤锅炉", "substance": "氮氧化物", "concentration": 45.0, "limit_class": "special"}


@pytest.mark.parametrize("column", ["单位", "unit", "浓度单位", "concentration_unit"])
def test_the_unit_of_a_record_is_read_under_any_of_its_heads(column: str) -> None:
    """0.045 g/m3 is 45 mg/m3; ppm is no mass in a volume and is refused."""
    found = check_limits([{**STACK, "concentration": 0.045, column: "g/m3"}], standard="gb-13271-2014")
    assert found["reference_concentration"].tolist() == pytest.approx([45.0], rel=1e-12)
    with pytest.raises(zc.DataError, match="(?s)concentration_unit.*mg/m3"):
        check_limits([{**STACK, column: "ppm"}], standard="gb-13271-2014")


@pytest.mark.parametrize(
    ("changes", "match"),
    [
        ({"oxygen": 12.0}, "no reference oxygen of the limit: nothing was converted.*Give reference_oxygen"),
        ({"oxygen": 0.12, "reference_oxygen": 9.0}, r"less oxygen than any stack has.*Write 11 or 11%, not 0\.11"),
        ({"oxygen": 22.0, "reference_oxygen": 9.0}, "not below the 21 % of air"),
        ({"concentration": -5.0}, "a negative concentration"),
    ],
)
def test_a_record_that_would_be_compared_wrongly_is_refused(changes: dict[str, float], match: str) -> None:
    """Oxygen that nothing uses, a share read as per cent, more oxygen than air, less than nothing."""
    with pytest.raises(zc.DataError, match=f"(?s){match}"):
        check_limits([{**STACK, **changes}], standard="gb-13271-2014")


@pytest.mark.parametrize("oxygen", [12, "12", "12%", 12.0])
def test_oxygen_may_say_its_per_cent(oxygen: object) -> None:
    """12 and 12% are the same reading; at 9 % of reference 45 mg/m3 are 60."""
    found = check_limits([{**STACK, "oxygen": oxygen, "reference_oxygen": 9.0}], standard="gb-13271-2014")
    assert found["reference_concentration"].tolist() == pytest.approx([60.0], rel=1e-12)
