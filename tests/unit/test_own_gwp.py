"""Own global warming potentials of an inventory: counted, cited, checked."""

from __future__ import annotations

import pandas as pd
import pytest

import zzcarbon as zc
from zzcarbon.gwp import gwp_factor

SHEET = "data sheet of the supplier, page 2"
OWN = {"R-600a": (3.0, SHEET)}
CO2E = "CO2e (AR6)"


def _reported(*substances: str) -> zc.Inventory:
    """Return 1 t of each substance."""
    rows = pd.DataFrame({"method": "reported emission", "substance": substances, "amount": 1.0, "unit": "t"})
    return zc.industry.estimate(rows, region="CN", year=2023)


def test_a_blend_lacks_a_part_and_the_remedy_names_it() -> None:
    """R-422D is NE in AR6 for its isobutane; the printed remedy, followed, counts it."""
    lacking = _reported("R-422D", "SF6").co2e("AR6")
    assert lacking.frame["notation"].tolist() == ["NE", ""]
    assert lacking.problems["problem"].str.contains("R-422D, for its part HC-600a: it is NE").any()
    assert lacking.problems["remedy"].tolist() == ['Give own={"HC-600a": (value, source)}.']
    converted = _reported("R-422D", "SF6").co2e("AR6", own={"HC-600a": (3.0, SHEET)})
    assert converted.frame["emission"].tolist() == pytest.approx([gwp_factor("R-422D", own=OWN), 25200])
    assert converted.problems.empty


def test_sets_that_have_a_gas_are_named() -> None:
    """NF3 has no value in SAR; those with one are told."""
    problem = _reported("NF3").co2e("SAR").problems.iloc[0]
    assert "SAR has no GWP of NF3" in problem["problem"]
    assert "AR4, AR5, AR6" in problem["remedy"]


def test_own_values_stand_on_the_record_and_in_explain() -> None:
    """Value and source of an own potential are found again, under whatever name the caller gave."""
    converted = _reported("R-422D").co2e("AR6", own=OWN)
    assert f"own GWP of HC-600a 3 ({SHEET})" in converted.record[-1]
    assert SHEET in str(converted.explain(str(converted.frame["id"].iloc[0])))


def test_own_values_go_before_those_of_the_set() -> None:
    """An own methane counts for every origin, an own blend before its parts."""
    row = {"method": "reported emission", "substance": "CH4", "amount": 1.0, "unit": "t"}
    rows = pd.DataFrame([{**row, "origin": origin} for origin in ("fossil", "biogenic", "")])
    own = zc.industry.estimate(rows, region="CN", year=2023).co2e("AR6", own={"甲烷": (30.0, SHEET)})
    assert own.total(CO2E).magnitude == pytest.approx(90.0)
    assert own.problems.empty
    blend = _reported("R-410A").co2e("AR6", own={"R-410A": (2000.0, SHEET), "R-32": (1.0, SHEET)})
    assert blend.total(CO2E).magnitude == pytest.approx(2000.0)
    assert blend.problems["problem"].str.contains("own GWP of HFC-32 was not used: what a guideline or").tolist() == [
        True
    ]
    missed = _reported("SF6").co2e("AR6", own={"NF3": (17000.0, SHEET)}).problems
    assert missed["problem"].tolist() == ["the own GWP of NF3 was not used: no row emits this gas"]


def test_an_own_value_makes_any_substance_countable() -> None:
    """CO has no potential in the sets: it is left out, and counted with the caller's."""
    assert _reported("CO", "CO2").co2e("AR6").total(CO2E).magnitude == pytest.approx(1.0)
    counted = _reported("CO", "CO2").co2e("AR6", own={"CO": (1.9, "a named paper, Table 1")})
    assert counted.total(CO2E).magnitude == pytest.approx(2.9)
    assert "no greenhouse gas" not in counted.record[-1]


def test_what_a_guideline_fixes_stays_fixed() -> None:
    """With keep_fixed the GWP of a guideline goes before the caller's, and the caller is told."""
    rows = pd.DataFrame([{"method": "anode effect", "product": "aluminium", "amount": 1000.0, "unit": "t"}])
    found = zc.industry.estimate(rows, region="CN", year=2023, factors=zc.factors("C"))
    own = {"CF4": (7000.0, SHEET)}
    free, kept = found.co2e("AR6", own=own), found.co2e("AR6", own=own, keep_fixed=True)
    assert "own GWP of CF4 7000" in free.record[-1]
    assert free.problems.empty
    assert "own GWP" not in kept.record[-1]
    assert kept.problems["problem"].str.contains("what a guideline or the blend itself was given goes before it").any()
    assert kept.total()["CO2e (AR5)"] == pytest.approx(found.co2e("AR5").total("CO2e (AR5)").magnitude)


@pytest.mark.parametrize(
    ("own", "error", "told"),
    [
        ({"unobtainium": (3.0, SHEET)}, zc.UnknownNameError, "unobtainium"),
        ({"R-600a": (-1.0, SHEET)}, zc.UnitError, "own GWP of R-600a, -1.0, is not a number from 0 up"),
        ({"R-600a": (float("nan"), SHEET)}, zc.UnitError, "own GWP of R-600a, nan"),
        ({"R-600a": (float("inf"), SHEET)}, zc.UnitError, "own GWP of R-600a, inf"),
        ({"R-600a": ("three", SHEET)}, zc.UnitError, "own GWP of R-600a, three"),
        ({"R-600a": (True, SHEET)}, zc.UnitError, "own GWP of R-600a, True"),
        ({"R-600a": (3.0, " ")}, zc.UnitError, "own GWP of R-600a names no source"),
        ({"R-600a": (3.0, None)}, zc.UnitError, "own GWP of R-600a names no source"),
        ({"R-600a": 3.0}, zc.UnitError, "own GWP of R-600a names no source"),
        ({"R-600a": (3.0, SHEET), "HC-600a": (4.0, SHEET)}, zc.UnitError, "given twice, as 3 and 4"),
    ],
)
def test_bad_own_values_are_refused(own: dict[str, tuple[float, str]], error: type[Exception], told: str) -> None:
    """An unknown gas, a negative, missing or endless number, a missing source: refused, never NE in silence."""
    with pytest.raises(error, match=told):
        _reported("R-422D").co2e("AR6", own=own)
