"""Hourly road links: the sum over classes, in blocks."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import zzcarbon as zc
from zzcarbon.transport.links import link_emissions, link_hours

CLASSES = pd.DataFrame(
    {
        "vehicle": ["passenger car", "passenger car", "heavy duty truck"],
        "powertrain": ["petrol", "diesel", "diesel"],
        "size": ["small", "medium", "rigid 7.5 - 12 t"],
        "standard": ["Euro 4", "Euro 4", "Euro III"],
        "technology": ["PFI", "DPF", ""],
        "slope": 0.0,
        "load": 0.5,
        "mode": "urban peak",
        "share": [0.6, 0.3, 0.1],
    }
)
SUBSTANCES = ("CO", "NOx")


def network(links: int, hours: int, seed: int = 3) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return length, flow and speed of some links."""
    draw = np.random.default_rng(seed)
    return (
        draw.uniform(0.1, 3.0, links),
        draw.uniform(0.0, 2000.0, (links, hours)),
        draw.uniform(3.0, 120.0, (links, hours)),
    )


@settings(max_examples=25)
@given(shares=st.tuples(st.floats(0.01, 1), st.floats(0.01, 1), st.floats(0.01, 1)), seed=st.integers(0, 99))
def test_a_mix_equals_the_sum_of_its_parts(shares: tuple[float, ...], seed: int) -> None:
    """The emission of a mix is the sum of its classes, each driven alone by its share of the flow."""
    weights = np.array(shares) / sum(shares)
    weights[2] = 1 - weights[0] - weights[1]
    length, flow, speed = network(7, 5, seed)
    whole = link_emissions(length, flow, speed, CLASSES.assign(share=weights), substances=SUBSTANCES)
    parts = [
        link_emissions(length, flow * weight, speed, CLASSES.iloc[[at]].assign(share=1.0), substances=SUBSTANCES)
        for at, weight in enumerate(weights)
    ]
    np.testing.assert_allclose(whole.by_link, sum(part.by_link for part in parts), rtol=1e-12)
    np.testing.assert_allclose(whole.by_hour, sum(part.by_hour for part in parts), rtol=1e-12)


def test_links_agree_with_the_estimate_row_by_row() -> None:
    """One link in one hour emits what the method of speed functions gives for its distance and speed."""
    mix = CLASSES.iloc[[0]].assign(share=1.0)
    found = link_emissions([2.0], [[500.0]], [[37.0]], mix, substances=SUBSTANCES)
    rows = mix.drop(columns=["share", "slope", "load"]).assign(
        method="road exhaust, speed functions", speed=37.0, amount=1000.0, unit="km"
    )
    inventory = zc.transport.estimate(rows, region="CN-HA", year=2023, substances=list(SUBSTANCES))
    assert found.by_link[0] * 1e-6 == pytest.approx(inventory.frame["emission"].tolist(), rel=1e-12)


def test_links_agree_with_a_second_implementation() -> None:
    """Whole arrays and the formula of the guidebook as it is printed give the same, link by link."""
    length, flow, speed = network(50, 24)
    expected = np.zeros((50, len(SUBSTANCES)))
    for row in CLASSES.itertuples():
        table = zc.transport.speed_functions(row.vehicle)
        for name in ("powertrain", "size", "standard", "technology"):
            table = table[table[name] == getattr(row, name)]
        for f in table[table["substance"].isin(SUBSTANCES)].itertuples():
            if not (np.isnan(f.slope) or (f.slope == row.slope and f.load == row.load)):
                continue
            v = np.clip(speed, f.speed_min, f.speed_max)
            over = f.alpha * v**2 + f.beta * v + f.gamma + f.delta / v
            factor = over / (f.epsilon * v**2 + f.zeta * v + f.eta) * (1 - f.reduction)
            expected[:, SUBSTANCES.index(f.substance)] += (row.share * factor * flow).sum(axis=1) * length
    found = link_emissions(length, flow, speed, CLASSES, substances=SUBSTANCES)
    np.testing.assert_allclose(found.by_link, expected, rtol=1e-10)


def test_blocks_do_not_change_the_result(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two links at a time give the same as all at once; the hours of the blocks add up to the sums."""
    given_network = network(9, 24)
    whole = link_emissions(*given_network, CLASSES, substances=SUBSTANCES)
    monkeypatch.setattr("zzcarbon.transport.links._CELLS", 48)
    blocks = list(link_hours(*given_network, CLASSES, substances=SUBSTANCES))
    assert [len(links) for links, _ in blocks] == [2, 2, 2, 2, 1]
    by_link = np.concatenate([grams.sum(axis=2).T for _, grams in blocks])
    np.testing.assert_allclose(by_link, whole.by_link, rtol=1e-12)
    assert whole.by_hour.sum() == pytest.approx(whole.by_link.sum(), rel=1e-12)


def test_kinds_of_road_have_their_own_mix() -> None:
    """Each link takes the mix of its kind; a kind without mix is a problem."""
    mix = CLASSES.assign(kind=["street", "street", "motorway"], share=[0.5, 0.5, 1.0])
    length, flow, speed = network(4, 2)
    kinds = ["street", "motorway", "street", "motorway"]
    found = link_emissions(length, flow, speed, mix, substances=SUBSTANCES, kind=kinds)
    truck = CLASSES.iloc[[2]].assign(share=1.0)
    alone = link_emissions(length, flow, speed, truck, substances=SUBSTANCES)
    np.testing.assert_allclose(found.by_link[[1, 3]], alone.by_link[[1, 3]], rtol=1e-12)
    with pytest.raises(zc.DataError, match="kinds of road have no mix"):
        link_emissions(length, flow, speed, mix, substances=SUBSTANCES, kind=["street", "lane", "street", "lane"])


def test_empty_hours_emit_nothing() -> None:
    """A link without vehicles needs no speed and emits nothing."""
    found = link_emissions([1.0], [[0.0, 10.0]], [[np.nan, 50.0]], CLASSES, substances=SUBSTANCES)
    assert (found.by_hour[0] == 0).all()
    assert (found.by_hour[1] > 0).all()


def test_sums_become_rows_of_an_inventory() -> None:
    """The sums by label go into an inventory as emissions, with the same total."""
    length, flow, speed = network(6, 3)
    found = link_emissions(length, flow, speed, CLASSES, substances=SUBSTANCES)
    labels = pd.DataFrame({"district": ["a", "b", "a", "b", "a", "b"]})
    inventory = zc.transport.estimate(found.rows(labels), region="CN-HA", year=2023)
    assert inventory.total("NOx").to("g").magnitude == pytest.approx(found.by_link[:, 1].sum(), rel=1e-12)
    assert set(inventory.by("district")["district"]) == {"a", "b"}
    assert len(found.rows()) == 2


@pytest.mark.parametrize(
    ("changes", "text"),
    [
        ({"length": [-1.0, 1.0]}, "not a length"),
        ({"length": [1.0]}, "do not fit"),
        ({"flow": [[1.0, -1.0], [1.0, 1.0]]}, "not a flow"),
        ({"flow": [[1.0, np.nan], [1.0, 1.0]]}, "not a flow"),
        ({"speed": [[50.0, 0.0], [50.0, 50.0]]}, "not a speed"),
        ({"speed": [[50.0], [50.0]]}, "do not fit"),
        ({"kind": ["a"]}, "do not fit"),
        ({"mix": CLASSES.assign(share=0.5)}, "do not sum to 1"),
        ({"mix": CLASSES.drop(columns="share")}, "share"),
        ({"mix": CLASSES.assign(standard="Euro 9")}, "no function for"),
        ({"mix": CLASSES.assign(technology="")}, "Give"),
        ({"mix": CLASSES.drop(columns="vehicle")}, "the column is missing"),
        ({"substances": ("CO", "SO2")}, "no function for it"),
    ],
)
def test_wrong_links_are_refused(changes: dict[str, object], text: str) -> None:
    """Every wrong cell, share and class is a problem that names its place."""
    arguments = {
        "length": [1.0, 2.0], "flow": [[1.0, 1.0], [1.0, 1.0]], "speed": [[50.0, 50.0], [50.0, 50.0]], "mix": CLASSES,
        "substances": SUBSTANCES, **changes,
    }  # fmt: skip
    with pytest.raises(zc.DataError, match=text):
        link_emissions(**arguments)
