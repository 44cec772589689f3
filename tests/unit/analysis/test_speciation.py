"""Species, formation potentials, and inventories spread over time and places: mass is conserved."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import zzcarbon as zc
from zzcarbon.analysis import allocated, formation_potential, speciated

ROWS = pd.DataFrame(
    {"profile": ["paint", "petrol"], "substance": ["VOCs", "NMVOC"], "emission": [120.0, 40.0], "unit": "t"}
)
PROFILES = pd.DataFrame(
    {"profile": ["paint", "paint", "petrol"], "species": ["toluene", "m/p-xylene", "n-butane"], "share": [0.3, 0.45, 1.0],
     "source": "made up for the test"}
)  # fmt: skip
VALUES = pd.DataFrame({"species": ["toluene", "m/p-xylene"], "value": [4.0, 7.8], "source": "made up for the test"})


def test_species_and_potential_by_hand():
    """36 t toluene x 4 and 54 t xylene x 7.8; what has no value is NE, and the share that has one is told."""
    species = speciated(ROWS, PROFILES)
    masses = species.set_index("species")["emission"].to_dict()
    assert masses == pytest.approx({"toluene": 36.0, "m/p-xylene": 54.0, "not speciated": 30.0, "n-butane": 40.0})
    found = formation_potential(species, VALUES)
    assert found["OFP"].sum() == pytest.approx(36 * 4 + 54 * 7.8)
    assert found["notation"].tolist() == ["", "", "NE", "NE"]
    assert found.attrs["covered"] == pytest.approx(90 / 160)
    assert "SOAP" in formation_potential(species, VALUES, name="SOAP")


def test_an_inventory_by_profile_is_speciated():
    """The NMVOC of an inventory is split by a label of its rows."""
    coal = pd.DataFrame([{"fuel": "烟煤", "amount": 10, "unit": "kt", "category_nfr": "1.A.2", "profile": "paint"}])
    made = zc.energy.estimate(coal, region="CN-HA", substances=["NMVOC"])
    species = speciated(made.by("profile"), PROFILES)
    assert species["emission"].sum() == pytest.approx(made.total("NMVOC").magnitude, rel=1e-12)


@pytest.mark.parametrize(
    ("rows", "profiles", "match"),
    [
        ({"profile": ["ink", "petrol"]}, {}, "no such profile"),
        ({"substance": ["NOx", "VOCs"]}, {}, "not VOCs"),
        ({"emission": [np.nan, 1.0]}, {}, "no number"),
        ({}, {"share": [0.7, 0.45, 1.0]}, "sums to more than one"),
        ({}, {"share": [-0.1, 0.45, 1.0]}, "no share"),
        ({}, {"species": ["toluene", "toluene", "n-butane"]}, "stands twice"),
        ({}, {"source": ["", "x", "x"]}, "no source"),
    ],
)
def test_profiles_that_cannot_be_are_refused(rows: dict, profiles: dict, match: str):
    """A profile without source, above one or unknown gives no species."""
    with pytest.raises(zc.DataError, match=match):
        speciated(ROWS.assign(**rows), PROFILES.assign(**profiles))


@pytest.mark.parametrize(
    ("change", "match"),
    [
        ({"value": [-4.0, 7.8]}, "no number from zero"),
        ({"source": ["x", None]}, "no source"),
        ({"species": ["toluene", "toluene"]}, "two values"),
    ],
)
def test_reactivities_that_cannot_be_are_refused(change: dict, match: str):
    """Every value has a document, and there is one of each species."""
    with pytest.raises(zc.DataError, match=match):
        formation_potential(speciated(ROWS, PROFILES), VALUES.assign(**change))


WEIGHTS = st.lists(st.floats(0, 1e6), min_size=1, max_size=24).filter(lambda values: sum(values) > 1e-6)


@given(st.lists(st.floats(-1e9, 1e9), min_size=1, max_size=6), WEIGHTS)
def test_the_parts_add_up_to_the_row(values: list[float], weights: list[float]):
    """Whatever the weights, the parts of each row sum to it."""
    rows = pd.DataFrame({"row": range(len(values)), "emission": values, "unit": "t"})
    parts = pd.DataFrame({"hour": range(len(weights)), "weight": weights})
    found = allocated(rows, parts, into="hour")
    np.testing.assert_allclose(found.groupby("row")["emission"].sum(), values, rtol=1e-12, atol=1e-9)
    assert not found["emission"].isna().any()


def test_a_grid_has_weights_by_sector():
    """Two sectors on three cells, by road length and by population; only ratios count."""
    rows = pd.DataFrame({"sector": ["road", "homes"], "emission": [60.0, 30.0], "unit": "t"})
    cells = pd.DataFrame(
        {"sector": ["road", "road", "homes", "homes"], "x": [1, 2, 2, 3], "y": 1, "weight": [20.0, 10.0, 5.0, 0.0]}
    )
    found = allocated(rows, cells, into=["x", "y"], by="sector")
    told = found[["sector", "x", "emission"]].to_numpy().tolist()
    assert told == [["road", 1, pytest.approx(40.0)], ["road", 2, pytest.approx(20.0)], ["homes", 2, 30.0]]
    again = allocated(rows, cells.assign(weight=cells["weight"] * 7), into=["x", "y"], by="sector")
    np.testing.assert_allclose(again["emission"], found["emission"], rtol=1e-14)


@pytest.mark.parametrize(
    ("change", "match"),
    [
        ({"sector": ["road", "road", "road", "road"], "x": [1, 2, 3, 4]}, "has no weights"),
        ({"weight": [1.0, 1.0, 0.0, 0.0]}, "has no weights"),
        ({"weight": [1.0, -1.0, 1.0, 1.0]}, "no number from zero"),
        ({"x": [1, 1, 2, 3]}, "stands twice"),
    ],
)
def test_weights_that_would_lose_mass_are_refused(change: dict, match: str):
    """A row without weights would vanish: refused with the row."""
    rows = pd.DataFrame({"sector": ["road", "homes"], "emission": [60.0, 30.0], "unit": "t"})
    cells = pd.DataFrame(
        {"sector": ["road", "road", "homes", "homes"], "x": [1, 2, 2, 3], "weight": [2.0, 1.0, 1.0, 1.0]}
    )
    with pytest.raises(zc.DataError, match=match):
        allocated(rows, cells.assign(**change), into="x", by="sector")
