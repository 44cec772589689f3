"""Units of the trade: read with their exact value, or refused with the unit to write; never another unit."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

import zzcarbon as zc
from zzcarbon.quantities import substance_of
from zzcarbon.units import conversion_factor, dimension
from zzcarbon.vocabulary.substances import substances

READ = {
    "toe": ("GJ", 41.868), "Mtoe": ("GJ", 41.868e6), "吨标准油": ("toe", 1.0), "tkm": ("t km", 1.0), "Mtkm": ("t km", 1e6),
    "pkm": ("person km", 1.0), "吨公里": ("t km", 1.0), "kWh/100 km": ("kWh/km", 0.01), "g/(100 km)": ("g/km", 0.01),
    "千吨": ("kt", 1.0), "千公顷": ("ha", 1000.0), "hm2": ("ha", 1.0), "barrel": ("L", 158.987294928), "桶": ("bbl", 1.0),
    "kg CO2 per kWh": ("kg CO2/kWh", 1.0), "mmHg": ("Pa", 133.322387415), "atm": ("kPa", 101.325), "bar": ("kPa", 100.0),
    "m3_15C": ("m3_0C", 273.15 / 288.15), "m3_25C": ("m3_20C", 293.15 / 298.15), "m3_60F": ("m3_15C", 288.15 / 288.70555555555555),
    "m3_18C": ("m3_0C", 273.15 / 291.15), "GJ/10^4 m3": ("GJ/m3", 1e-4), "g/tkm": ("g/(t km)", 1.0), "％": ("1", 0.01),
    "‰": ("1", 0.001), "千瓦时": ("kWh", 1.0), "千克": ("kg", 1.0), "座": ("piece", 1.0), "套": ("piece", 1.0), "条": ("piece", 1.0),
    "万标方": ("m3", 1e4), "斤": ("kg", 0.5),
}  # fmt: skip


@pytest.mark.parametrize(("unit", "meant"), READ.items(), ids=list(READ))
def test_words_of_the_trade_have_their_value(unit: str, meant: tuple[str, float]) -> None:
    """Each converts into the unit of the field by its definition."""
    other, factor = meant
    assert conversion_factor(unit, other) == pytest.approx(factor, rel=1e-12)


REFUSED = {
    "t/0": "above zero", "kg/(0 m)": "above zero", "kg (0)^-1": "above zero", "1 kg/0.0 m": "above zero",
    "CO2 as C%": "'as'", "NOx as N吨": "'as'", "CO2 as C千克": "'as'", "substance:FOO": "unknown unit", "t substance:": "unknown",
    "t N": "nitrogen", "kg N/ha": "nitrogen", "mg N/L": "nitrogen", "t K": "potassium", "蒸吨": "t/h", "Mcf": "m3_60F",
    "kg NO2": "write NOx", "加仑": "gal", "吨蒸汽": "GJ", "户": "persons",
    "kg\ue000CO2": "control", "10^99 (10^99 (10^99 km)^4)^4": "finite",
}  # fmt: skip


@pytest.mark.parametrize(
    ("unit", "why"), REFUSED.items(), ids=[text.encode("unicode_escape").decode() for text in REFUSED]
)
def test_what_is_no_unit_is_a_unit_error(unit: str, why: str) -> None:
    """Zero after a slash, invented substances and nutrients beside N or K are refused by name everywhere."""
    for ask in (dimension, lambda text: zc.quantity(1.0, text), lambda text: conversion_factor("t", text)):
        with pytest.raises(zc.UnitError, match=why):
            ask(unit)


@pytest.mark.parametrize("unit", ["N m", "kN", "kJ/(kg K)", "W/(m2 K)", "N/m2"])
def test_newton_and_kelvin_stay_units(unit: str) -> None:
    """Away from a mass, or in a specific heat, they are what they are."""
    assert dimension(unit)


def test_a_quantity_knows_every_name_that_a_substance_has() -> None:
    """Chinese, English and other names give the same substance in both; CO2e without its set is refused by both.

    A systematic name with places (2,3,3,3-tetrafluoropropene) is known to `substance` only: in a
    unit a number stands in front.
    """
    for key, item in substances().items():
        for name in filter(None, (key, item.zh, item.en, *item.aliases)):
            if "当量" in name or key.endswith("-CO2e"):
                continue
            if re.search(r"\d,\d|\([EZ]\)", name):
                assert zc.substance(name).key == key
                continue
            assert substance_of(zc.quantity(1.0, f"t {name}")).replace("_", " ") == key.replace("_", " "), name


def test_methane_in_any_case_is_methane_but_cobalt_is_not_carbon_monoxide() -> None:
    """Words from four letters on are read in any case; symbols of two letters are not."""
    assert str(zc.quantity("1 t Methane")) == "1.0 t CH4"
    with pytest.raises(zc.UnitError, match="unknown"):
        zc.quantity("1 t Co")


@given(st.text(alphabet="tkgN0Om3/()*^ 12asCO2e%吨千公里.", max_size=14))
def test_any_spelling_is_a_unit_or_a_unit_error(text: str) -> None:
    """No spelling raises anything else, and what is suggested for an unknown word is itself a unit."""
    try:
        dimension(text)
    except zc.UnitError as error:
        assert str(error)


@pytest.mark.parametrize("word", ["tonnne", "CO22", "kWhh", "toee", "litr"])
def test_a_suggested_unit_can_be_written(word: str) -> None:
    """A suggestion is tried before it is made: what it names is accepted."""
    with pytest.raises(zc.UnitError, match="Did you mean") as caught:
        dimension(word)
    for name in str(caught.value).partition("Did you mean ")[2].rstrip("?").split(" or "):
        assert dimension(name.strip("'"))


@pytest.mark.parametrize(("name", "wrong"), [("Peru", "EU"), ("iron", "chromium")])
def test_short_names_are_not_taken_for_others(name: str, wrong: str) -> None:
    """Two of four letters in common are no slip of the pen."""
    with pytest.raises(zc.UnknownNameError, match=name) as caught:
        zc.substance(name)
    assert wrong not in caught.value.near
