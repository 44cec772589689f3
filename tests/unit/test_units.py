"""Units: a quantity knows its substance, and no spelling is evaluated."""

from __future__ import annotations

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zzcarbon.errors import UnitError, UnknownNameError
from zzcarbon.quantities import Quantity, convert, quantity
from zzcarbon.unit_words import words
from zzcarbon.units import canonical, conversion_factor, dimension
from zzcarbon.vocabulary.substances import substance, substances

UNITS = sorted(name for name, word in words().items() if word.unit and not word.remedy)
SUBSTANCES = sorted(key for key in substances() if " " not in key)
NUMBERS = st.floats(min_value=-1e12, max_value=1e12, allow_nan=False)


@given(NUMBERS, st.sampled_from(UNITS), st.sampled_from(["", *SUBSTANCES]), st.sampled_from(["", *UNITS]))
def test_a_printed_quantity_reads_back(number: float, unit: str, name: str, per: str) -> None:
    """What a quantity prints is the quantity."""
    made = quantity(number, f"{unit} {name}".strip() + (f"/{per}" if per else ""))
    assert quantity(str(made)) == made


@given(NUMBERS, st.sampled_from(["t CO2", "kg NH3-N/a", "t CO2e (AR6)", "t N2O as N/TJ"]))
def test_quantities_pickle(number: float, unit: str) -> None:
    """A pickled quantity is equal to the one that was pickled."""
    made = quantity(number, unit)
    assert pickle.loads(pickle.dumps(made)) == made


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("12 万吨", "t", 120_000.0),
        ("1 亿千瓦时", "GWh", 100.0),
        ("1 吨标准煤", "GJ", 29.3076),
        ("1 kcal", "kJ", 4.1868),
        ("1 万标准立方米", "m3", 10_000.0),
        ("3 t·km", "t km", 3.0),
        ("15 亩", "ha", 1.0),
        ("1 m3_20C", "m3_0C", 273.15 / 293.15),
        ("1 kt", "t", 1000.0),
        ("1 Gg", "t", 1000.0),
        ("1 short_ton", "lb", 2000.0),
        ("50 %", "1", 0.5),
        ("1 N m", "J", 1.0),
        ("1 MMBtu", "GJ", 1.05505585262),
        ("1 g/(t km)", "kg/(t km)", 0.001),
    ],
)
def test_units_mean_what_the_field_means(text: str, unit: str, value: float) -> None:
    """Chinese and English units convert to the value their definition gives."""
    assert quantity(text).to(unit).magnitude == pytest.approx(value, rel=1e-12)


@pytest.mark.parametrize("unit", UNITS)
def test_factor_and_dimension_are_those_of_pint(unit: str) -> None:
    """The exact definitions of units say what the registry of quantities says, for every unit of the list."""
    made = quantity(1, unit)
    found = {name: int(power) for name, power in made.dimensionality.items()}
    assert dimension(unit) == (" ".join(f"{name}^{power}" for name, power in sorted(found.items())) or "1")
    base = next(other for other in UNITS if dimension(other) == dimension(unit))
    assert conversion_factor(unit, base) == pytest.approx(float(made.to(base).magnitude), rel=1e-14)


WRONG = {
    "1 ton": "short_ton",
    "1 tons": "short_ton",
    "1 XX": "unknown unit",
    "1 t XX": "unknown unit",
    "9**9**9 kg": "not a number and a unit",
    "1 kg**9**9": "power",
    "1 kg^99": "power",
    "1e400 kg": "not finite",
    "1 kg; import os": "unknown unit",
    "1 __import__('os')": "unknown unit",
    "１２ kg": "ASCII",
    "1 ｋｇ２": "ASCII",
    "x" * 10_000: "10000 characters",
    "1 " + "kg " * 3000: "characters",
    "1,234 t": "thousands",
    "1 234 t": "thousands",
    "1_000 t": "thousands",
    "kg": "begin with a number",
    "": "begin with a number",
    "nan kg": "begin with a number",
    "inf t": "begin with a number",
    "1 t/": "missing at the end",
    "1 t//TJ": "out of place",
    "1 kg 12": "in front",
    "1 t/TJ CO2": "parentheses",
    "1 (kg": "not closed",
    "1 kg)": "out of place",
    "1 ((((t))))": "out of place",
    "1 kCO2": "unknown unit",
    "1 tCO2e": "GWP set",
    "1 t CO2e": "GWP set",
    "1 t CO2-eq": "GWP set",
    "1 t CO2e (AR9)": "GWP set",
    "1 tC": "CO2 as C",
    "1 C": "CO2 as C",
    "1 mu": "亩",
    "1 kn": "knots",
    "1 scf": "reference state",
    "1 Sm3": "m3_0C",
    "1 t\x00": "control characters",
    "1 t NH3-N as N": "nothing",
    "1 t CO2 as N": "not as",
    "1 t NOx as C": "not as",
    "1 lambda: 0": "unknown unit",
    "1 t@a": "unknown unit",
    "1 t*": "missing at the end",
    "1 *t": "not a number|out of place",
    "1e9999999 t": "not finite|unknown",
    "0x10 t": "unknown unit",
    "1 t^": "power",
    "1 t^x": "power",
    "1 kg/m3_5C": "unknown unit",
    "1 microton": "unknown unit",
    "1 KG": "unknown unit",
    "1 tCO2eq": "GWP set",
    "1 \u202et": "control characters",
    "=1 t": "begin with a number",
    "1 t\nimport": "control characters",
}


@pytest.mark.parametrize("text", WRONG, ids=lambda text: text[:12].encode("unicode_escape").decode())
def test_wrong_spellings_are_refused(text: str) -> None:
    """A spelling outside the closed list is an error that says why; it is never evaluated."""
    with pytest.raises(UnitError, match=WRONG[text]):
        quantity(text)


@pytest.mark.parametrize("value", [float("nan"), float("inf"), True, None, "1 t", [1]])
def test_numbers_are_finite_numbers(value: object) -> None:
    """A number that is not finite, or not a number, is refused."""
    with pytest.raises(UnitError, match="not a|give a number"):
        quantity(value, "t")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("left", "right", "why"),
    [
        ("1 t CO2", "1 t NOx", "dimensions differ"),
        ("1 t CO2", "1 t CO2 as C", "basis"),
        ("1 t CO2e (AR4)", "1 t CO2e (AR6)", "two GWP sets"),
        ("1 t NH3", "1 t NH3-N", "dimensions differ"),
        ("1 t", "1 m3", "dimensions differ"),
        ("1 m3", "1 m3_0C", "reference state"),
        ("1 a", "1 d", "dimensions differ"),
    ],
)
def test_what_is_not_the_same_does_not_add(left: str, right: str, why: str) -> None:
    """Another substance, basis, GWP set or reference state is an error, not a wrong number."""
    with pytest.raises(UnitError, match=why):
        quantity(left) + quantity(right)
    with pytest.raises(UnitError, match="dimensions differ"):
        quantity(left).to(quantity(right))


def test_basis_is_converted_by_molar_mass_and_back() -> None:
    """CO2 as C is 12/44, N2O as N is 28/44; there and back is where one was."""
    for name, element, ratio in (
        ("CO2", "C", 12 / 44),
        ("N2O", "N", 28 / 44),
        ("NH3", "N", 14 / 17),
        ("NOx", "N", 14 / 46),
    ):
        there = convert(quantity(1, f"t {name}"), f"{name} as {element}")
        assert there.magnitude == pytest.approx(ratio, rel=1e-15)
        assert convert(there, name).magnitude == pytest.approx(1.0, rel=1e-15)
    with pytest.raises(UnitError, match="not of CO2"):
        convert(quantity("1 t CH4"), "CO2 as C")


@given(st.sampled_from(UNITS))
def test_conversion_to_itself_is_one(unit: str) -> None:
    """A unit is once itself, and has the dimension of what it prints as."""
    assert conversion_factor(unit, unit) == 1
    assert dimension(canonical(unit) or "1") == dimension(unit)


def test_substances_are_found_by_any_name() -> None:
    """Chinese, English, aliases; ammonia in air is not ammonia nitrogen in water."""
    assert (substance("氨氮").key, substance("氨氮").medium) == ("NH3-N", "water")
    assert (substance("氨").key, substance("ammonia").medium) == ("NH3", "air")
    with pytest.raises(UnknownNameError, match="Did you mean 'NOx'"):
        substance("NOxx")


def test_a_sum_knows_its_substance() -> None:
    """The factor of the guideline times heat gives the mass of CO2, and nothing else."""
    product = quantity("94.6 t CO2/TJ") * quantity("3 TJ")
    assert str(product).endswith("t CO2")
    assert product.to("kg CO2").magnitude == pytest.approx(283_800)


def test_scales_are_not_lost_on_the_way_to_coherent_units() -> None:
    """Ten thousand persons are 1e4 persons, also in a denominator."""
    from zzcarbon.coherent_units import coherent

    assert coherent("kg/万人").factor == pytest.approx(1e-7)
    assert coherent("万元") == coherent("1e4 CNY")


@pytest.mark.parametrize("spec", ["", ".1f", ",.0f"])
def test_what_was_not_estimated_prints_ne(spec: str) -> None:
    """A quantity of NaN is a total that nothing stands under: NE with its unit, in text, table and notebook."""
    total = quantity(1.0, "t CO2") * float("nan")
    assert format(total, spec) == "NE t CO2"
    assert str(total) == total._repr_html_() == "NE t CO2"
    assert repr(total) == "<Quantity NE t CO2>"
    assert format(quantity(1.0, "t CO2"), ".1f") == "1.0 t CO2"


def test_the_class_of_quantities_reads_text_as_the_function_does() -> None:
    """Text never reaches the parser of pint: no power without end, no US ton, no knot for a kilotonne."""
    assert Quantity("12 万吨 NOx") == Quantity(120000, "t NOx") == quantity("120 kt NOx")
    for text in ("9**9**9", "1 ton", "2 t CO9", "3 K*t"):
        with pytest.raises(UnitError, match=r"unit|number|read"):
            Quantity(text)
    with pytest.raises(UnitError, match="short ton"):
        Quantity(1.0, "ton")
    assert Quantity(5.0, "kt").to("t").magnitude == 5000.0


@pytest.mark.parametrize("text", ["65377524 t CO2", "3 千瓦时", "2 kg/m3", "5 t COD/(km a)", "7 TJ"])
@pytest.mark.parametrize("scale", ["万", "亿", "千", "10^3 ", "1000 ", "百万"])
def test_the_number_in_a_unit_goes_with_the_quantity(text: str, scale: str) -> None:
    """6537.75 万吨 print as 10^4 t, convert back, add to what they were made of, read back and pickle."""
    made, plain = quantity(text), text.split(" ", 1)[1]
    scaled = made.to(f"{scale}{plain}")
    assert "10^" in str(scaled)
    for back in (quantity(str(scaled)), pickle.loads(pickle.dumps(scaled)), scaled, scaled + made - made):
        assert back.to(plain).magnitude == pytest.approx(made.to(plain).magnitude, rel=1e-12)
    assert (scaled / made).to("").magnitude == pytest.approx(1, rel=1e-12)
    assert (made + scaled).to(plain).magnitude == pytest.approx(2 * made.to(plain).magnitude, rel=1e-12)


def test_a_number_in_a_unit_that_is_no_power_of_ten_is_refused() -> None:
    """Nobody means a dozen tonnes as a unit."""
    with pytest.raises(UnitError, match="'12 t' holds a number that is no power of ten"):
        quantity("24 t CO2").to("12 t")


def test_sums_of_one_dimension_in_different_units_are_in_the_first() -> None:
    """A tonne and 5 kg are 1.005 t, and differ by 995 kg."""
    left, right = quantity("1 t CO2"), quantity("5 kg CO2")
    assert str(left + right) == "1.005 t CO2"
    assert (right - left).to("kg").magnitude == pytest.approx(-995, rel=1e-12)
    assert sum([left, right], quantity("0 t CO2")) > left > right
