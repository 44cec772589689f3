"""The order of sets: a country's own before the world's, uncontrolled and single copies never in front."""

from __future__ import annotations

import pandas as pd
import pytest

import zzcarbon as zc
from zzcarbon.factors.order import BY_RANK, national_sets, order_of_sets

SETS = pd.DataFrame({
    "key": ["world", "national", "named", "footprints"],
    "purpose": ["inventory", "inventory;enterprise", "inventory;named", "footprint"],
    "rank": ["1", "2", "3", "4"],
})  # fmt: skip
NATIONAL = frozenset({"national"})


@pytest.mark.parametrize(
    ("asked", "order"),
    [
        (None, ("national", "world")),
        (BY_RANK, ("world", "national")),
        ("world", ("world",)),
        (["world", "named"], ("world", "named")),
        (["+named"], ("national", "world", "named")),
        ("+named", ("national", "world", "named")),
    ],
)
def test_the_order_is_the_callers_or_the_default(asked: str | list[str] | None, order: tuple[str, ...]) -> None:
    """A named set answers only where it is named; a plus sign puts it behind the default."""
    assert order_of_sets(SETS, asked, "inventory", NATIONAL) == order


@pytest.mark.parametrize(("asked", "purpose"), [(["moon"], "inventory"), ("+moon", "inventory"), (None, "fun")])
def test_what_is_unknown_is_refused(asked: str | list[str] | None, purpose: str) -> None:
    """A set or a purpose that nobody knows is named with what there is."""
    with pytest.raises(zc.UnknownNameError, match="moon|purpose"):
        order_of_sets(SETS, asked, purpose)


def test_own_figures_stay_first() -> None:
    """The caller's own set comes before every packaged one."""
    mine = pd.DataFrame({"activity": ["combustion"], "substance": ["NOx"], "value": [1.0], "unit": ["kg/t"]})
    assert zc.factors().extend(mine).set_order(None, "inventory")[0] == "own"


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        ([("CN", "", "A"), ("CN-HA", "", "B")], {"s"}),
        ([("CN", "", "A"), ("GLO", "", "A")], set()),
        ([("CN", "before removal; per mass", "A")], set()),
        ([("CN", "", "C")], set()),
        ([("EUR", "", "A")], set()),
    ],
)
def test_a_national_set_is_of_one_country_sound_and_controlled(
    rows: list[tuple[str, str, str]], found: set[str]
) -> None:
    """Rows of the world, before control or on a single copy keep a set at its rank."""
    frame = pd.DataFrame(rows, columns=["region", "basis", "grade"]).assign(set="s")
    assert national_sets(frame, frame.iloc[:0]) == found


def test_a_chinese_set_answers_before_the_guidebook_and_the_air_inventory_before_control_does_not() -> None:
    """In the default order the Chinese guidelines of A and B stand before the guidebook, T/CSES 144 behind it."""
    order = zc.factors().set_order(None, "inventory")
    guidebook = order.index("emep-eea-2023")
    assert order.index("cn-ndrc-chemical-2013") < guidebook < order.index("cn-tcses-144-2024")
    assert "fuel-densities-uk-2025" not in order
    assert "cn-mee-footprint-2024" not in order


def test_densities_are_those_of_the_litre_and_the_tonne() -> None:
    """2.66155 kg CO2e a litre over 3203.91143 kg a tonne of diesel is 0.8307 kg/L; petrol is lighter, fuel oil heavier."""
    rows = zc.factors().parameters
    density = rows[rows["parameter"] == "density"].set_index("subject")["value"]
    assert density["Diesel (100% mineral diesel)"] == 2.66155 / 3203.91143 * 1000
    assert density["LPG"] < density["Petrol (100% mineral petrol)"] < density["Burning oil"] < density["Fuel oil"] < 1
